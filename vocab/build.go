package vocab

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// An entry is a concept as a reader read it. Several may have one ID.
type entry struct {
	Concept
	line    int // 0 where it isn't known
	concept int // the index of the concept that it is of
}

// A builder makes the concepts of a vocabulary out of entries.
type builder struct {
	file     string
	concepts []Concept
	lines    []int // by concept, of its first entry
	byID     map[string]int
	byPref   func() map[string]int // by folded preferred label, -1 for that of several concepts
	problems []Problem
}

// maxLabel is the length in bytes of the longest label, or ID, that is taken
// for one.
const maxLabel = 512

func (b *builder) problem(rule string, severity Severity, line int, concept, format string, args ...any) {
	b.problems = append(b.problems, Problem{rule, severity, b.file, line, concept, fmt.Sprintf(format, args...)})
}

// build makes a vocabulary of what a reader of file read. It takes the entries
// over.
func build(title, file string, entries []entry) (*Vocabulary, []Problem, error) {
	b := builder{file: file, byID: make(map[string]int, len(entries)), concepts: make([]Concept, 0, len(entries)), lines: make([]int, 0, len(entries))}
	b.byPref = sync.OnceValue(b.indexPreferred)
	kept := entries[:0]
	for i := range entries {
		if b.identify(i, &entries[i]) {
			kept = append(kept, entries[i])
		}
	}
	byConcept := func(a, b entry) int { return cmp.Compare(a.concept, b.concept) }
	if !slices.IsSortedFunc(kept, byConcept) {
		slices.SortStableFunc(kept, byConcept)
	}
	for of := range sameConcept(kept) {
		b.join(of)
	}
	b.checkLabels()
	for of := range sameConcept(kept) {
		b.relate(of)
	}
	b.completeRelations()
	b.checkRelations()
	sortProblems(b.problems)
	if len(b.concepts) == 0 {
		return nil, b.problems, noConcepts(b.problems)
	}
	return newVocabulary(title, b.concepts, b.byID), b.problems, nil
}

// sameConcept yields the runs of entries of one concept.
func sameConcept(entries []entry) func(yield func([]entry) bool) {
	return func(yield func([]entry) bool) {
		for from, to := 0, 0; from < len(entries); from = to {
			for to = from + 1; to < len(entries) && entries[to].concept == entries[from].concept; to++ {
			}
			if !yield(entries[from:to]) {
				return
			}
		}
	}
}

// noConcepts is ErrNoConcepts with the first error among the problems.
func noConcepts(problems []Problem) error {
	for _, p := range problems {
		if p.Severity != Error {
			continue
		}
		if p.Line > 0 {
			return fmt.Errorf("%w: line %d: %s", ErrNoConcepts, p.Line, p.Message)
		}
		return fmt.Errorf("%w: %s", ErrNoConcepts, p.Message)
	}
	return ErrNoConcepts
}

// identify cleans entry i, finds its ID and gives it to the concept with that
// ID. It reports whether the entry can be used.
func (b *builder) identify(i int, e *entry) bool {
	id, printable := tidy(e.ID)
	named := id != ""
	if !named {
		for _, l := range e.Pref {
			if id, _ = tidy(l.Text); id != "" {
				break
			}
		}
		printable = true // or else it is the label that isn't
	}
	e.ID = id
	if len(id) > maxLabel {
		e.ID = "" // too long to be shown with each problem
	}
	onlyLabel := len(e.Pref) > 0 && len(e.Alt)+len(e.Hidden)+len(e.Definition)+len(e.ScopeNote)+len(e.Broader)+len(e.Narrower)+len(e.Related) == 0
	e.Pref, e.Alt, e.Hidden = b.clean(e, Preferred, e.Pref), b.clean(e, Alternative, e.Alt), b.clean(e, Hidden, e.Hidden)
	e.Definition, e.ScopeNote = b.cleanNotes(e, "definition", e.Definition), b.cleanNotes(e, "scope note", e.ScopeNote)
	e.Notation, _ = tidy(e.Notation)
	switch {
	case named && len(id) > maxLabel:
		b.problem(ruleBadID, Error, e.line, "", "ID %s has %d bytes; IDs have at most %d; the concept is left out", quote(id), len(id), maxLabel)
		return false
	case !named && len(e.Pref) > 0:
		id = e.Pref[0].Text // the one before it may have been too long
		e.ID = id
	case !named && onlyLabel:
		return false // what is wrong with the label has been said
	case !named:
		b.problem(ruleNoPreferred, Error, e.line, "", "%s has neither an ID nor a preferred label; it is left out", place(i, e.line))
		return false
	}
	if !printable {
		b.problem(ruleUnprintable, Warning, e.line, id, "ID %s had characters that can't be printed", quote(id))
	}
	n, ok := b.byID[id]
	if ok {
		first := place(-1, b.lines[n])
		if named {
			b.problem(ruleConceptID, Error, e.line, id, "ID %s stands %s already; the two are one concept", quote(id), first)
		} else {
			b.problem(ruleDuplicate, Error, e.line, id, "label %s stands %s already; the two are one concept", quote(id), first)
		}
	} else {
		n = len(b.concepts)
		b.byID[id] = n
		b.concepts = append(b.concepts, Concept{ID: id})
		b.lines = append(b.lines, e.line)
	}
	e.concept = n
	return true
}

// place says where something is that has no name: in a line or, where that
// isn't known, at index i.
func place(i, line int) string {
	switch {
	case i < 0 && line > 0:
		return fmt.Sprintf("in line %d", line)
	case i < 0:
		return "there"
	case line > 0:
		return "a concept"
	}
	return fmt.Sprintf("the concept at index %d", i)
}

// clean returns the labels that can be used, in the memory of labels.
func (b *builder) clean(e *entry, kind LabelKind, labels []Label) []Label {
	kept := labels[:0]
	for _, l := range labels {
		text, printable := tidy(l.Text)
		if !printable {
			b.problem(ruleUnprintable, Warning, e.line, e.ID, "%s label %s had characters that can't be printed", kind, quote(text))
		}
		switch {
		case text == "":
			b.problem(ruleEmpty, Warning, e.line, e.ID, "%s label is empty", article(kind))
			continue
		case len(text) > maxLabel:
			b.problem(ruleTooLong, Error, e.line, e.ID, "%s label %s has %d bytes; labels have at most %d; it is left out", kind, quote(text), len(text), maxLabel)
			continue
		case strings.IndexFunc(text, wordRune) < 0:
			b.problem(rulePunctuation, Warning, e.line, e.ID, "%s label %s has no letters or digits", kind, quote(text))
		}
		if !validLang(l.Lang) {
			b.problem(ruleLanguage, Warning, e.line, e.ID, "%s label %s has %s for a language", kind, quote(text), quote(l.Lang))
			l.Lang = ""
		}
		kept = append(kept, Label{text, l.Lang})
	}
	return kept
}

// cleanNotes returns the notes that can be used, in the memory of notes.
func (b *builder) cleanNotes(e *entry, kind string, notes []Label) []Label {
	kept := notes[:0]
	for _, n := range notes {
		text := strings.TrimSpace(strings.ToValidUTF8(n.Text, "\uFFFD"))
		if strings.ContainsRune(text, '\uFFFD') {
			b.problem(ruleUnprintable, Warning, e.line, e.ID, "the %s had characters that can't be printed", kind)
		}
		if text == "" {
			continue // a note that says nothing is none
		}
		if !validLang(n.Lang) {
			b.problem(ruleLanguage, Warning, e.line, e.ID, "the %s has %s for a language", kind, quote(n.Lang))
			n.Lang = ""
		}
		kept = append(kept, Label{text, n.Lang})
	}
	return kept
}

// join makes the labels and notes of a concept of those of its entries, with
// one preferred label in each language and every label once.
func (b *builder) join(entries []entry) {
	first := &entries[0]
	c := &b.concepts[first.concept]
	c.Notation = first.Notation
	if len(entries) == 1 && len(first.Pref) == 1 && len(first.Alt)+len(first.Hidden) == 0 {
		c.Pref, c.Definition, c.ScopeNote, c.Deprecated = first.Pref, first.Definition, first.ScopeNote, first.Deprecated
		return // as nearly all of a big vocabulary are
	}
	seen, langs := make(map[Label]bool), make(map[string]bool)
	add := func(e *entry, to *[]Label, labels []Label) {
		for _, l := range labels {
			if key := (Label{l.Text, strings.ToLower(l.Lang)}); !seen[key] {
				seen[key] = true
				*to = append(*to, l)
			} else {
				b.problem(ruleRepeated, Info, e.line, c.ID, "label %s stands twice", quote(l.Text))
			}
		}
	}
	for i := range entries {
		e := &entries[i]
		for _, l := range e.Pref {
			lang := strings.ToLower(l.Lang)
			if langs[lang] && !seen[Label{l.Text, lang}] {
				b.problem(ruleSeveral, Warning, e.line, c.ID, "%s is a second preferred label in one language; it is taken for alternative", quote(l.Text))
				e.Alt = append(e.Alt, l)
				continue
			}
			if i > 0 && langs[lang] {
				continue // entries of one ID have one label, of course
			}
			langs[lang] = true
			add(e, &c.Pref, []Label{l})
		}
	}
	if len(c.Pref) == 0 {
		c.Pref = []Label{b.promote(c.ID, entries)}
		seen[Label{c.Pref[0].Text, strings.ToLower(c.Pref[0].Lang)}] = true
	}
	for i := range entries {
		add(&entries[i], &c.Alt, entries[i].Alt)
	}
	notes := make(map[Label]bool)
	for i := range entries {
		e := &entries[i]
		add(e, &c.Hidden, e.Hidden)
		c.Definition = appendNew(c.Definition, e.Definition, notes)
		c.Deprecated = c.Deprecated || e.Deprecated
		switch {
		case c.Notation == "":
			c.Notation = e.Notation
		case e.Notation != "" && e.Notation != c.Notation:
			b.problem(ruleValue, Error, e.line, c.ID, "%s is a second notation, after %s; it is left out", quote(e.Notation), quote(c.Notation))
		}
	}
	clear(notes)
	for i := range entries {
		c.ScopeNote = appendNew(c.ScopeNote, entries[i].ScopeNote, notes)
	}
}

// appendNew appends the notes that have not been seen.
func appendNew(to, notes []Label, seen map[Label]bool) []Label {
	for _, n := range notes {
		if !seen[n] {
			seen[n] = true
			to = append(to, n)
		}
	}
	return to
}

// promote returns the label that takes the place of the preferred one that a
// concept lacks: its first alternative label, which it takes out of its entry,
// or the ID.
func (b *builder) promote(id string, entries []entry) Label {
	label, line := Label{Text: id}, entries[0].line
	for i := range entries {
		if e := &entries[i]; len(e.Alt) > 0 {
			label, line, e.Alt = e.Alt[0], e.line, e.Alt[1:]
			break
		}
	}
	b.problem(ruleNoPreferred, Error, line, id, "no preferred label; %s takes its place", quote(label.Text))
	return label
}

// checkLabels finds labels that several concepts have. A label without a
// language is one in every language.
func (b *builder) checkLabels() {
	type holder struct {
		concept int
		kind    LabelKind
	}
	const every = "*" // language
	first := make(map[Label]holder, 2*len(b.concepts))
	for kind := Preferred; kind <= Hidden; kind++ {
		for i := range b.concepts {
			c := &b.concepts[i]
			for _, l := range c.Labels(kind) {
				mine := Label{foldLabel(l.Text), strings.ToLower(l.Lang)}
				other := mine
				if l.Lang == "" {
					other.Lang = every
				}
				h, ok := first[other]
				if !ok && l.Lang != "" {
					h, ok = first[Label{mine.Text, ""}]
				}
				for _, key := range []Label{mine, {mine.Text, every}} {
					// A concept in use is a better holder than a deprecated one.
					if old, held := first[key]; !held || b.concepts[old.concept].Deprecated && !c.Deprecated {
						first[key] = holder{i, kind}
					}
				}
				if !ok || h.concept == i {
					continue
				}
				d := &b.concepts[h.concept]
				severity := Warning
				if kind == Preferred && !c.Deprecated && !d.Deprecated {
					severity = Error
				}
				b.problem(ruleDuplicate, severity, b.lines[i], c.ID, "%s label %s is %s label of %s too", kind, quote(l.Text), article(h.kind), quote(d.ID))
			}
		}
	}
}

func article(k LabelKind) string {
	if k == Alternative {
		return "an alternative"
	}
	return "a " + k.String()
}
