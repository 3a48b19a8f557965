package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/catchword/catchword/find"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/tagger"
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

// showConcept shows the concepts that have an ID or a label.
func (c *vocabShowCommand) showConcept(std stdio, l *loaded, name string) error {
	v := l.Vocabulary
	concepts, err := conceptsOf(v, c.Lang, name)
	if err != nil {
		return err
	}
	lang := c.Lang
	if a, err := l.analyzer(c.Lang); err == nil && lang == "" {
		lang = a.Lang()
	}
	return writing(std, func(w *bufio.Writer, s style) error {
		all := make([]conceptView, len(concepts))
		for i, concept := range concepts {
			all[i] = newConceptView(l, lang, concept)
		}
		switch {
		case c.Format == "json" && len(all) == 1:
			return encodeDocument(w, all[0])
		case c.Format == "json":
			return encodeDocument(w, all)
		case c.Format == "jsonl":
			return encodeLines(w, all)
		}
		for i := range all {
			if i > 0 {
				fmt.Fprintln(w)
			}
			all[i].print(w, s)
		}
		return nil
	})
}

// conceptsOf returns the concept with an ID or those with a label. Where there
// is none, the error names what is near.
func conceptsOf(v *vocab.Vocabulary, lang, name string) ([]*vocab.Concept, error) {
	if c, ok := v.ByID(name); ok {
		return []*vocab.Concept{c}, nil
	}
	a, err := analyzerFor(lang, v)
	if err != nil {
		return nil, err
	}
	found := find.Concepts(v, a, name, 3)
	var concepts []*vocab.Concept
	for _, f := range found {
		if f.Likeness <= find.Folded {
			concepts = append(concepts, f.Concept)
		}
	}
	if len(concepts) > 0 {
		return concepts, nil
	}
	var near []string
	for _, f := range found {
		if 3*f.Edits <= utf8.RuneCountInString(name) { // more is another word
			near = append(near, f.Label.Text)
		}
	}
	return nil, unknownKeyword(&tagger.UnknownConceptError{Name: name, Nearest: near})
}

// conceptView is a concept as a curator wants to see it.
type conceptView struct {
	ID           string      `json:"id"`
	Label        string      `json:"label"`
	PrefLabels   []labelJSON `json:"prefLabels"`
	AltLabels    []labelJSON `json:"altLabels"`
	HiddenLabels []labelJSON `json:"hiddenLabels"`
	Definitions  []labelJSON `json:"definitions"`
	ScopeNotes   []labelJSON `json:"scopeNotes"`
	Notes        []noteJSON  `json:"notes"` // of other kinds
	Notations    []string    `json:"notations"`
	Path         []vocab.Ref `json:"path"` // from the top down to the concept
	Broader      []vocab.Ref `json:"broader"`
	Narrower     []vocab.Ref `json:"narrower"`
	Related      []vocab.Ref `json:"related"`
	Deprecated   bool        `json:"deprecated"`
	ReplacedBy   []vocab.Ref `json:"replacedBy"`

	Mappings []mappingJSON `json:"mappings"`
	Schemes  []string      `json:"schemes"`
	TopOf    []string      `json:"topOf"`             // schemes
	Overlay  *layerJSON    `json:"overlay,omitempty"` // nil if it says nothing of the concept
	File     string        `json:"file"`
	Line     int           `json:"line"`
}

// layerJSON is what an overlay says of a concept.
type layerJSON struct {
	Labels   []labelJSON `json:"labels"` // which stand among the others too
	Never    []string    `json:"never"`  // phrases
	Omitted  bool        `json:"omitted"`
	Approval bool        `json:"approval"`
}

// newLayerJSON returns what o says of a concept, nil if that is nothing.
func newLayerJSON(o *overlay.Overlay, id string) *layerJSON {
	if o == nil {
		return nil
	}
	l := layerJSON{Labels: []labelJSON{}, Never: []string{}, Omitted: slices.Contains(o.Omit, id), Approval: slices.Contains(o.Approve, id)}
	for _, label := range o.Labels {
		if label.Concept == id {
			l.Labels = append(l.Labels, labelJSON(label.Label))
		}
	}
	for _, p := range o.Never {
		if p.Concept == id {
			l.Never = append(l.Never, p.Text)
		}
	}
	if len(l.Labels)+len(l.Never) == 0 && !l.Omitted && !l.Approval {
		return nil
	}
	return &l
}

// noteJSON is a note of a kind that SKOS has beside definitions and scope notes.
type noteJSON struct {
	Kind string `json:"kind"`
	labelJSON
}

// mappingJSON is a link to a concept of another vocabulary.
type mappingJSON struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

func newConceptView(l *loaded, lang string, c *vocab.Concept) conceptView {
	v := l.Vocabulary
	view := conceptView{
		ID: c.ID, Label: c.Label(lang), PrefLabels: labelsJSON(c.Pref), AltLabels: labelsJSON(c.Alt), HiddenLabels: labelsJSON(c.Hidden),
		Definitions: labelsJSON(c.Definition), ScopeNotes: labelsJSON(c.ScopeNote), Notes: []noteJSON{}, Notations: append([]string{}, c.Notation...),
		Mappings: []mappingJSON{}, Schemes: append([]string{}, c.Schemes...), TopOf: append([]string{}, c.TopOf...),
		Broader: refs(v, lang, c.Broader), Narrower: refs(v, lang, c.Narrower), Related: refs(v, lang, c.Related),
		Deprecated: c.Deprecated, ReplacedBy: refs(v, lang, c.ReplacedBy), Overlay: newLayerJSON(l.overlay, c.ID),
	}
	for _, n := range []struct {
		kind  string
		notes []vocab.Label
	}{{"example", c.Example}, {"historyNote", c.HistoryNote}, {"editorialNote", c.EditorialNote}, {"changeNote", c.ChangeNote}, {"note", c.Note}} {
		for _, l := range n.notes {
			view.Notes = append(view.Notes, noteJSON{n.kind, labelJSON(l)})
		}
	}
	for _, m := range []struct {
		kind string
		ids  []string
	}{{"exactMatch", c.ExactMatch}, {"closeMatch", c.CloseMatch}, {"broadMatch", c.BroadMatch}, {"narrowMatch", c.NarrowMatch}, {"relatedMatch", c.RelatedMatch}, {"mappingRelation", c.OtherMatch}} {
		for _, id := range m.ids {
			view.Mappings = append(view.Mappings, mappingJSON{m.kind, id})
		}
	}
	var path []string
	for _, p := range v.PathToTop(c.ID) {
		path = append(path, p.ID)
	}
	view.Path = refs(v, lang, path)
	if i, ok := v.Index(c.ID); ok {
		view.File, view.Line = v.Place(i)
	}
	return view
}

// How text output names the kinds of notes and mappings.
var (
	noteNames    = map[string]string{"example": "example", "historyNote": "history", "editorialNote": "for editors", "changeNote": "changes", "note": "note"}
	mappingNames = map[string]string{"exactMatch": "same as", "closeMatch": "close to", "broadMatch": "below", "narrowMatch": "above", "relatedMatch": "related to", "mappingRelation": "mapped to"}
)

// labelColumn is where the values of a concept begin.
const labelColumn = 15

func (v *conceptView) print(w io.Writer, s style) {
	row := func(name string, values []string, separator string) {
		if len(values) == 0 {
			return
		}
		for i, line := range wrap(strings.Join(values, separator), s.columns-labelColumn) {
			if i > 0 {
				name = ""
			}
			fmt.Fprintf(w, "  %-*s%s\n", labelColumn-2, name, line)
		}
	}
	texts := func(labels []labelJSON) []string {
		var all []string
		for _, l := range labels {
			if l.Lang != "" {
				l.Text += " (" + l.Lang + ")"
			}
			all = append(all, l.Text)
		}
		return all
	}
	names := func(refs []vocab.Ref) []string {
		var all []string
		for _, r := range refs {
			all = append(all, r.Label)
		}
		return all
	}
	fmt.Fprintln(w, s.keyword(printable(v.Label)))
	row("ID", []string{v.ID}, "")
	if v.Line > 0 {
		row("place", []string{fmt.Sprintf("%s:%d", v.File, v.Line)}, "")
	}
	if v.Deprecated {
		text := "not to be used any more"
		if len(v.ReplacedBy) > 0 {
			text = "use instead: " + strings.Join(names(v.ReplacedBy), ", ")
		}
		row("deprecated", []string{text}, "")
	}
	if len(v.PrefLabels) > 1 {
		row("preferred", texts(v.PrefLabels), "; ")
	}
	row("alternative", texts(v.AltLabels), "; ")
	row("hidden", texts(v.HiddenLabels), "; ")
	for _, d := range texts(v.Definitions) {
		row("definition", []string{d}, "")
	}
	for _, n := range texts(v.ScopeNotes) {
		row("scope note", []string{n}, "")
	}
	for _, n := range v.Notes {
		row(noteNames[n.Kind], texts([]labelJSON{n.labelJSON}), "")
	}
	row("notation", v.Notations, "; ")
	if len(v.Path) > 1 {
		row("path", names(v.Path), " › ")
	}
	if len(v.Broader) > 1 {
		row("broader", names(v.Broader), "; ")
	}
	row("narrower", names(v.Narrower), "; ")
	row("related", names(v.Related), "; ")
	for _, m := range v.Mappings {
		row(mappingNames[m.Kind], []string{m.ID}, "")
	}
	if len(v.Schemes) > 1 {
		row("schemes", v.Schemes, "; ")
	}
	if o := v.Overlay; o != nil {
		var says []string
		if len(o.Labels) > 0 {
			says = append(says, "labels "+strings.Join(texts(o.Labels), ", "))
		}
		if len(o.Never) > 0 {
			says = append(says, "never in "+quoted(o.Never))
		}
		if o.Omitted {
			says = append(says, "left out")
		}
		if o.Approval {
			says = append(says, "needs approval")
		}
		row("overlay", says, "; ")
	}
}
