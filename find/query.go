package find

import (
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/vocab"
)

// mostAsked is the length in characters of the longest label that misspelt
// ones are looked for.
const mostAsked = 100

// A query is a label that is looked for.
type query struct {
	analyzer *analysis.Analyzer
	text     string
	folded   string
	runes    []rune   // of folded
	signs    signs    // of folded
	limit    int      // the most edits
	stems    []string // of its content words
	initials []byte   // of the words of stems, as initial gives them; nil if not all have one
	words    []askedWord

	distance vocab.EditDistance
	tokens   []analysis.Token
	other    []rune
	labels   []string
	least    []int // by word: the fewest edits
}

func newQuery(a *analysis.Analyzer, label string) *query {
	q := &query{analyzer: a, text: label, folded: vocab.Fold(label)}
	q.runes = []rune(q.folded)
	q.signs = signsOf(q.folded)
	if len(q.runes) <= mostAsked {
		q.limit = min(3, (len(q.runes)+2)/4)
	}
	q.stems = q.appendStems(nil, label)
	for _, stem := range q.stems {
		if b := initial(stem); b != 0 {
			q.initials = append(q.initials, b)
		} else {
			q.initials = nil
			break
		}
	}
	q.addWords()
	return q
}

// compare says in m how its label, which is also given folded, is like q, and
// reports whether it is.
func (q *query) compare(m *Match, folded string) bool {
	switch {
	case m.Label.Text == q.text:
		m.Likeness, m.Exact = Exact, true
		return true
	case folded == q.folded:
		m.Likeness = Folded
		return true
	case q.mayHaveStems(folded):
		q.labels = q.appendStems(q.labels[:0], m.Label.Text)
		if slices.Equal(q.labels, q.stems) {
			m.Likeness = Stem
			return true
		}
		if hasAll(q.labels, q.stems) {
			m.Likeness, m.More = Part, len(q.labels)-len(q.stems)
			return true
		}
	}
	if q.limit == 0 || q.far(signsOf(folded)) {
		return false
	}
	edits, ok := q.misspelt(folded)
	if ok {
		m.Likeness, m.Edits = Misspelt, edits
	}
	return ok
}

// compareWords is compare for a label that may have the words of q, misspelt.
func (q *query) compareWords(m *Match, folded string) bool {
	edits, more, ok := q.hasWords(folded)
	if ok {
		m.Likeness, m.Edits, m.More = MisspeltPart, edits, more
	}
	return ok
}

// misspelt reports whether a folded label is within the limit, and how far.
func (q *query) misspelt(folded string) (edits int, ok bool) {
	q.other = q.other[:0]
	for _, r := range folded {
		q.other = append(q.other, r)
	}
	edits = q.distance.Within(q.runes, q.other, q.limit)
	return edits, edits <= q.limit
}
