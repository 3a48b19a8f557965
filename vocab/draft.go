package vocab

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// A draft takes in what readers read, statement by statement, in any order:
// that a thing is a concept, has a text, is linked to another thing. Its finish
// makes a vocabulary of it.
type draft struct {
	file     string
	problems []Problem

	arena    arena
	things   table   // by ID
	about    []thing // by number of the thing
	concepts []uint32
	texts    []textRow
	links    []linkRow

	schemes     []Scheme
	collections []Collection

	collectionLine int // where a file that is no RDF has its collections

	langs  []string // "" first
	langOf map[string]uint16

	entries int // that were added

	// base is the vocabulary that the file adds to, nil if there is none. What it
	// says has the line 0, and what the file says another.
	base      *Vocabulary
	namesakes map[Label]namesake // its preferred labels, once an entry has no ID
	variants  map[Label]namesake // the same, folded

	// isSet says that the statements are a set, as those of RDF are: one that
	// comes again says nothing new, and names are never labels.
	isSet bool
}

// A thing is a concept, or whatever else a file speaks of.
type thing struct {
	line  uint32 // where it is first spoken of, 0 where that isn't known
	index uint32 // its index among the concepts, if it is one
	is    thingFlags
}

type thingFlags uint16

const (
	isConcept thingFlags = 1 << iota
	isScheme
	isCollection
	isOrdered
	isXLabel
	isTyped    // has a class, whichever
	isLabelled // has a label of SKOS
	isMapped   // is one end of a link that only concepts have
	isDeclared // says that it is a skos:Concept
	isSubject  // has statements
	isBlank    // a blank node of RDF
	isDeprecated
)

// A textRow is a text of a thing.
type textRow struct {
	thing uint32
	line  uint32
	place
	lang  uint16
	kind  textKind
	again bool // from an entry that isn't the first of its concept
}

// A linkRow is a link from one thing to another.
type linkRow struct {
	from, to, line uint32
	kind           linkKind
}

// An entry is a concept as a reader of lines, rows or objects reads it. Several
// may have one ID.
type entry struct {
	Concept
	line int // 0 where it isn't known
}

// maxLabel is the length in bytes of the longest label, or ID, that is taken
// for one.
const maxLabel = 512

func newDraft(file string) *draft {
	d := &draft{file: file, langs: []string{""}, langOf: map[string]uint16{"": 0}}
	d.things = newTable(&d.arena)
	return d
}

func (d *draft) problem(rule string, severity Severity, line int, concept, format string, args ...any) {
	d.problems = append(d.problems, Problem{rule, severity, d.file, line, concept, fmt.Sprintf(format, args...)})
}

// thing returns the number of the thing with an ID.
func (d *draft) thing(id string) uint32 {
	n, fresh := d.things.number(id)
	if fresh {
		d.about = append(d.about, thing{})
	}
	return n
}

func (d *draft) id(thing uint32) string { return d.things.at(thing) }

// concept makes a thing a concept, the next one if it isn't one yet.
func (d *draft) concept(thing uint32) {
	if t := &d.about[thing]; t.is&isConcept == 0 {
		t.is |= isConcept
		t.index = uint32(len(d.concepts))
		d.concepts = append(d.concepts, thing)
	}
}

func (d *draft) putText(thing uint32, kind textKind, l Label, line int, again bool) {
	d.texts = append(d.texts, textRow{thing, uint32(line), d.arena.put(l.Text), d.lang(l.Lang, line), kind, again})
}

func (d *draft) putLink(from uint32, kind linkKind, to uint32, line int) {
	d.links = append(d.links, linkRow{from, to, uint32(line), kind})
}

// lang returns the number of a language tag, which must be valid.
func (d *draft) lang(tag string, line int) uint16 {
	n, ok := d.langOf[tag]
	if ok {
		return n
	}
	if len(d.langs) > math.MaxUint16 {
		d.problem(ruleLanguage, Error, line, "", "%s is one language too many; what is in it has none", quote(tag))
		return 0
	}
	n = uint16(len(d.langs))
	d.langs = append(d.langs, strings.Clone(tag))
	d.langOf[d.langs[n]] = n
	if !knownLang(tag) {
		d.problem(ruleLanguage, Warning, line, "", "%s is not the tag of any language; it is kept", quote(tag))
	}
	return n
}

// knownLang reports whether the language of a tag is registered, or private.
func knownLang(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	if len(base) == 1 {
		return true // x-… and i-…
	}
	_, err := language.ParseBase(base)
	return err == nil
}

// add takes in an entry. It cleans the entry's slices of labels and notes in
// place.
func (d *draft) add(e *entry) {
	d.entries++
	thing, ok := d.identify(e)
	if !ok {
		return
	}
	t := &d.about[thing]
	again := t.is&isSubject != 0
	t.is |= isSubject
	if e.Deprecated {
		t.is |= isDeprecated
	}
	for kind := prefLabel; kind < notation; kind++ {
		for _, l := range *e.texts(kind) {
			d.putText(thing, kind, l, e.line, again)
		}
	}
	for _, n := range e.Notation {
		if n, _ = tidy(n); n != "" {
			d.putText(thing, notation, Label{Text: n}, e.line, again)
		}
	}
	for kind := broader; kind <= lastLink; kind++ {
		for _, to := range *e.linked(kind) {
			if kind > lastConcept {
				if to, _ = tidy(to); to == "" {
					continue
				}
				to = bareIRI(to)
			}
			to := d.thing(to)
			if kind == inScheme || kind == topOf {
				d.about[to].is |= isScheme
			}
			d.putLink(thing, kind, to, e.line)
		}
	}
}

// identify cleans an entry, finds its ID and makes what has that ID a concept.
// It reports whether the entry can be used.
func (d *draft) identify(e *entry) (thing uint32, ok bool) {
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
	for kind := prefLabel; kind < notation; kind++ {
		d.clean(e, kind)
	}
	switch {
	case named && len(id) > maxLabel:
		d.problem(ruleBadID, Error, e.line, "", "ID %s has %d bytes; IDs have at most %d; the concept is left out", quote(id), len(id), maxLabel)
		return 0, false
	case !named && len(e.Pref) > 0:
		return d.labelled(&e.Pref[0], e.line) // the one before it may have been too long
	case !named && onlyLabel:
		return 0, false // what is wrong with the label has been said
	case !named:
		d.problem(ruleNoPreferred, Error, e.line, "", "%s has neither an ID nor a preferred label; it is left out", d.nameless(e))
		return 0, false
	}
	if !printable {
		d.problem(ruleUnprintable, Warning, e.line, id, "ID %s had characters that can't be printed", quote(id))
	}
	return d.named(id, true, e.line), true
}

// nameless says which concept it is that has no name: the one in its line or,
// where that isn't known, at its index.
func (d *draft) nameless(e *entry) string {
	if e.line > 0 {
		return "a concept"
	}
	return fmt.Sprintf("the concept at index %d", d.entries-1)
}

// labelled makes the thing that only a label names a concept. The label becomes
// that of the base which it is taken for.
func (d *draft) labelled(l *Label, line int) (thing uint32, ok bool) {
	id, ok := d.idByLabel(l, line)
	if !ok {
		return 0, false
	}
	return d.named(id, false, line), true
}

// named makes the thing with an ID, or with a label for an ID, a concept.
func (d *draft) named(id string, named bool, line int) uint32 {
	n := d.thing(id)
	if t := &d.about[n]; t.is&isConcept == 0 || d.base != nil && t.line == 0 {
		d.concept(n)
		t.line = uint32(line)
		return n
	}
	first := "there"
	if d.about[n].line > 0 {
		first = fmt.Sprintf("in line %d", d.about[n].line)
	}
	if named {
		d.problem(ruleConceptID, Error, line, id, "ID %s stands %s already; the two are one concept", quote(id), first)
	} else {
		d.problem(ruleDuplicate, Error, line, id, "label %s stands %s already; the two are one concept", quote(id), first)
	}
	return n
}

// clean keeps the labels or notes of a kind that can be used.
func (d *draft) clean(e *entry, kind textKind) {
	texts := e.texts(kind)
	kept := (*texts)[:0]
	for _, l := range *texts {
		ok := true
		if kind <= hiddenLabel {
			l, ok = d.cleanLabel(e.ID, kind, l, e.line)
		} else {
			l, ok = d.cleanNote(e.ID, kind, l, e.line)
		}
		if ok {
			kept = append(kept, l)
		}
	}
	*texts = kept
}

// cleanLabel returns a label as it can be used, and whether it can.
func (d *draft) cleanLabel(id string, as textKind, l Label, line int) (Label, bool) {
	kind := LabelKind(as)
	text, printable := tidy(l.Text)
	if !printable {
		d.problem(ruleUnprintable, Warning, line, id, "%s label %s had characters that can't be printed", kind, quote(text))
	}
	switch {
	case text == "":
		d.problem(ruleEmpty, Warning, line, id, "%s label is empty", article(kind))
		return l, false
	case len(text) > maxLabel:
		d.problem(ruleTooLong, Error, line, id, "%s label %s has %d bytes; labels have at most %d; it is left out", kind, quote(text), len(text), maxLabel)
		return l, false
	case strings.IndexFunc(text, wordRune) < 0:
		d.problem(rulePunctuation, Warning, line, id, "%s label %s has no letters or digits", kind, quote(text))
	}
	if !d.validLang(l.Lang) {
		d.problem(ruleLanguage, Warning, line, id, "%s label %s has %s for a language", kind, quote(text), quote(l.Lang))
		l.Lang = ""
	}
	return Label{text, l.Lang}, true
}

// cleanNote returns a note as it can be used, and whether it can.
func (d *draft) cleanNote(id string, kind textKind, l Label, line int) (Label, bool) {
	text, printable := tidyLines(l.Text)
	if !printable {
		d.problem(ruleUnprintable, Warning, line, id, "the %s had characters that can't be printed", noteName(kind))
	}
	if text == "" {
		return l, false // a note that says nothing is none
	}
	if !d.validLang(l.Lang) {
		d.problem(ruleLanguage, Warning, line, id, "the %s has %s for a language", noteName(kind), quote(l.Lang))
		l.Lang = ""
	}
	return Label{text, l.Lang}, true
}

func (d *draft) validLang(tag string) bool {
	_, met := d.langOf[tag]
	return met || validLang(tag)
}

// noteName returns the name of a kind of notes: "scope note".
func noteName(kind textKind) string {
	return [...]string{"definition", "scope note", "example", "history note", "editorial note", "change note", "note"}[kind-definition]
}

func article(k LabelKind) string {
	if k == Alternative {
		return "an alternative"
	}
	return "a " + k.String()
}

// setLang gives the labels and notes without a language one.
func (d *draft) setLang(tag string) {
	if tag == "" {
		return
	}
	lang := d.lang(tag, 1)
	for i := range d.texts {
		if t := &d.texts[i]; t.line > 0 && t.lang == 0 && t.kind < notation {
			t.lang = lang
		}
	}
}

// noConcepts is ErrNoConcepts with the first error among the problems.
func noConcepts(problems []Problem) error {
	i := slices.IndexFunc(problems, func(p Problem) bool { return p.Severity == Error })
	switch {
	case i < 0:
		return ErrNoConcepts
	case problems[i].Line > 0:
		return fmt.Errorf("%w: line %d: %s", ErrNoConcepts, problems[i].Line, problems[i].Message)
	}
	return fmt.Errorf("%w: %s", ErrNoConcepts, problems[i].Message)
}
