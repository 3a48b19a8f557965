package propose

import (
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/catchword/catchword/vocab"
)

// WriteCSV writes the result as a table that a curator edits, and that
// [vocab.Vocabulary.Merge] then adds to the vocabulary. A new concept has a row, its
// broader one in the column broader, by its ID; it has an ID of its own where all
// those of the vocabulary are slugs of labels. A concept that there is has one, with
// its ID, if it gets alternative labels, or has labels that are never right. Counts,
// examples and reasons stand in the column editorialNote.
func (r *Result) WriteCSV(w io.Writer) error {
	t := table{rows: make(map[string]*row)}
	for i := range r.Proposals {
		t.propose(&r.Proposals[i])
	}
	for _, l := range r.Labels {
		t.existing(l.Ref).note("%s label %q is found in %s with tags, of which %d are tagged with the concept", l.Kind, l.Text, count(l.Texts, "text"), l.Right)
	}
	c := csv.NewWriter(w)
	if err := c.Write([]string{"id", "prefLabel", "altLabels", "broader", "editorialNote"}); err != nil {
		return err
	}
	for _, r := range t.order {
		if err := c.Write([]string{r.id, r.label, strings.Join(r.alternative, "|"), r.broader, strings.Join(r.notes, "; ")}); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// A table collects rows.
type table struct {
	order []*row
	rows  map[string]*row // of concepts that there are, by ID
}

type row struct {
	id, label   string
	alternative []string
	broader     string
	notes       []string
}

func (r *row) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// propose adds a proposal.
func (t *table) propose(p *Proposal) {
	if p.Kind == Alternative {
		r := t.existing(*p.Concept)
		r.alternative = append(r.alternative, p.Phrase)
		r.note("%q: %s", p.Phrase, p.summary())
		return
	}
	r := &row{id: p.id, label: p.Phrase}
	t.order = append(t.order, r)
	if p.Concept != nil {
		r.broader = p.Concept.ID
	}
	r.note("%s", p.summary())
}

// existing returns the row of a concept that there is.
func (t *table) existing(c vocab.Ref) *row {
	r := t.rows[c.ID]
	if r == nil {
		r = &row{id: c.ID, label: c.Label}
		t.rows[c.ID] = r
		t.order = append(t.order, r)
	}
	return r
}

// summary says in a line why a phrase is proposed.
func (p *Proposal) summary() string {
	text := fmt.Sprintf("%s, %s, score %.1f, %s", count(p.Texts, "text"), count(p.Times, "place"), p.Score, p.Why)
	if len(p.Examples) > 0 {
		e := p.Examples[0]
		text += fmt.Sprintf("; %s:%d: %s", filepath.Base(e.Path), e.Line, e.Text)
	}
	return text
}

// count returns a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
