package main

import (
	"bufio"
	"fmt"
	"io"

	"github.com/catchword/catchword/vocab"
)

type vocabShowCommand struct {
	File       string `arg:"" optional:"" help:"The vocabulary."`
	Concept    string `arg:"" optional:"" help:"The label or ID of a concept to show; it may stand alone."`
	vocabInput `embed:""`
	Lang       string     `placeholder:"LANG" help:"Language to show labels in. By default, that of most labels."`
	Format     string     `enum:"text,json,jsonl" default:"text" help:"text, json, or jsonl (on one line)."`
	Schema     schemaFlag `env:"-" help:"Print the JSON Schema of what it prints in JSON, and stop."`
}

// Help is shown by catchword vocab show --help.
func (*vocabShowCommand) Help() string {
	return `Says how many concepts, labels, notes and relations a vocabulary has, in which languages, and how deep its hierarchy is. Relations are counted from both ends, whether the file has both or one. With a concept, shows that: its labels and notes, the way to it from the top, what is narrower and related.

Examples:

	catchword vocab show topics.csv
	catchword vocab show --format json topics.csv
	catchword vocab show topics.csv "Open data"
	catchword vocab show "Child care"`
}

func (c *vocabShowCommand) Run(std stdio) error {
	l, args, err := c.open(std, given(c.File, c.Concept), firstIsFile)
	if err != nil {
		return err
	}
	switch {
	case len(args) > 1:
		return fmt.Errorf("%s: no such file", args[0])
	case len(args) == 1:
		return c.showConcept(std, l, args[0])
	}
	l.printProblems(std.err, nil)
	s, err := newSummary(l)
	if err != nil {
		return err
	}
	return writing(std, func(w *bufio.Writer, style style) error {
		switch c.Format {
		case "json":
			return encodeDocument(w, s)
		case "jsonl":
			return encode(w, "", s)
		}
		s.print(w, style)
		return nil
	})
}

// summary is what show says of a vocabulary.
type summary struct {
	File  string `json:"file"`
	Title string `json:"title"`
	Whole int    `json:"whole"` // concepts before some were chosen
	vocab.Stats
	Schemes     []groupJSON  `json:"schemes"`
	Collections []groupJSON  `json:"collections"`
	Types       []groupJSON  `json:"types"`
	Overlay     *overlayJSON `json:"overlay,omitempty"` // nil if there is none
	Fingerprint string       `json:"fingerprint"`       // of the vocabulary and the overlay
}

// groupJSON is a scheme, a collection or a class.
type groupJSON struct {
	ID       string `json:"id"`
	Title    string `json:"title"`    // "" if it has none
	Concepts int    `json:"concepts"` // that are in it
}

// overlayJSON counts what an overlay says.
type overlayJSON struct {
	Labels       int  `json:"labels"`
	Phrases      int  `json:"phrases"`
	Omitted      int  `json:"omitted"`
	Approval     int  `json:"approval"`
	Limit        int  `json:"limit"` // 0 for none
	MostSpecific bool `json:"mostSpecific"`
}

func newSummary(l *loaded) (*summary, error) {
	s := &summary{File: nameOf(l.file), Title: l.Title(), Whole: l.whole, Stats: l.Stats()}
	if o := l.overlay; o != nil {
		s.Overlay = &overlayJSON{len(o.Labels), len(o.Never), len(o.Omit), len(o.Approve), o.Limit, o.MostSpecific}
	}
	inScheme, ofType := make(map[string]int), make(map[string]int)
	for c := range l.All() {
		for _, id := range c.Schemes {
			inScheme[id]++
		}
		for _, iri := range c.Types {
			ofType[iri]++
		}
	}
	s.Schemes, s.Collections, s.Types = []groupJSON{}, []groupJSON{}, []groupJSON{}
	for _, scheme := range l.Schemes() {
		s.Schemes = append(s.Schemes, groupJSON{scheme.ID, titleOf(scheme.Title), inScheme[scheme.ID]})
	}
	for _, c := range l.Collections() {
		n := 0
		for _, id := range c.Members {
			if _, ok := l.Index(id); ok {
				n++
			}
		}
		s.Collections = append(s.Collections, groupJSON{c.ID, titleOf(c.Title), n})
	}
	for _, t := range typesOf(l.Vocabulary) {
		s.Types = append(s.Types, groupJSON{t.id, "", ofType[t.id]})
	}
	var err error
	s.Fingerprint, err = l.overlay.Fingerprint(l.Vocabulary)
	return s, err
}

// titleOf returns a title, in English where there is a choice.
func titleOf(titles []vocab.Label) string { return (&vocab.Concept{Pref: titles}).Label("en") }

func (s *summary) print(w io.Writer, style style) {
	title := s.File
	if s.Title != "" {
		title = fmt.Sprintf("%s (%s)", s.Title, s.File)
	}
	fmt.Fprintln(w, style.heading(printable(title)))
	row := func(name, format string, args ...any) {
		fmt.Fprintf(w, "  %-12s %s\n", name, printable(fmt.Sprintf(format, args...)))
	}
	if s.Whole != s.Concepts {
		row("concepts", "%d chosen of %d", s.Concepts, s.Whole)
	} else {
		row("concepts", "%d", s.Concepts)
	}
	if s.Deprecated > 0 {
		row("", "%d of them deprecated", s.Deprecated)
	}
	row("labels", "%d preferred, %d alternative, %d hidden; at most %d of one concept", s.PrefLabels, s.AltLabels, s.HiddenLabels, s.MostLabels)
	row("notes", "%s, %s, %s, %s", plural(s.Definitions, "definition"), plural(s.ScopeNotes, "scope note"), plural(s.Notes, "other note"), plural(s.Notations, "notation"))
	row("relations", "%d broader, %d narrower, %d related", s.Broader, s.Narrower, s.Related)
	if s.Broader > 0 {
		row("hierarchy", "%s, %s, %d without any relation; at most %d broader", plural(s.TopConcepts, "top concept"), plural(s.Depth, "level"), s.Alone, s.MostBroader)
	}
	if s.Mappings > 0 {
		row("mappings", "%d", s.Mappings)
	}
	s.printGroups(row)
	for i, l := range s.Languages {
		name, lang := "", l.Lang
		if i == 0 {
			name = "languages"
		}
		if lang == "" {
			lang = "(none)"
		}
		row(name, "%-6s %d preferred, %d alternative, %d hidden", lang, l.PrefLabels, l.AltLabels, l.HiddenLabels)
	}
	if o := s.Overlay; o != nil {
		row("overlay", "%s, %s, %d omitted, %d with approval only", plural(o.Labels, "label"), plural(o.Phrases, "phrase"), o.Omitted, o.Approval)
		if o.Limit > 0 {
			row("", "at most %s", plural(o.Limit, "keyword"))
		}
		if o.MostSpecific {
			row("", "the most specific keywords only")
		}
	}
	row("fingerprint", "%s", s.Fingerprint)
}

// shownGroups is the number of schemes, collections and classes that text shows.
const shownGroups = 8

// printGroups prints the schemes, where there are several, the collections and
// the classes.
func (s *summary) printGroups(row func(name, format string, args ...any)) {
	print := func(name string, groups []groupJSON) {
		for i, g := range groups {
			if i == shownGroups {
				row("", "and %d more; --format json has all", len(groups)-i)
				return
			}
			title := g.ID
			if g.Title != "" {
				title = fmt.Sprintf("%s (%s)", g.Title, g.ID)
			}
			row(name, "%s: %s", title, plural(g.Concepts, "concept"))
			name = ""
		}
	}
	if len(s.Schemes) > 1 {
		print("schemes", s.Schemes)
	}
	print("collections", s.Collections)
	print("classes", s.Types)
}

// How text output names the kinds of notes and mappings.
var (
	noteNames    = map[string]string{"example": "example", "historyNote": "history", "editorialNote": "for editors", "changeNote": "changes", "note": "note"}
	mappingNames = map[string]string{"exactMatch": "same as", "closeMatch": "close to", "broadMatch": "below", "narrowMatch": "above", "relatedMatch": "related to", "mappingRelation": "mapped to"}
)

// labelColumn is where the values of a concept begin.
const labelColumn = 15
