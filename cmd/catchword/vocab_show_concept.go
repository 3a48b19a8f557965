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
