package vocab

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// A Vocabulary is a set of concepts with an order. It is immutable and safe
// for concurrent use.
//
// It keeps its concepts in columns, and makes a [Concept] of one when it is
// first asked for. Who goes through all of a big vocabulary for a single
// property takes less time and memory with the methods that take an index.
type Vocabulary struct {
	schemes     []Scheme
	collections []Collection

	text       string   // every text, wherever it begins and ends
	langs      []string // language tags, "" first
	ids        []place
	deprecated []bool
	order      []uint32 // the concepts in order of their IDs
	textFrom   []uint32 // concept i has texts textFrom[i] to textFrom[i+1]
	texts      []text   // of each concept, by kind
	linkFrom   []uint32 // likewise
	links      []link   // of each concept, by kind
	names      []place  // to what links that lead to no concept lead
	file       string   // that it was read from
	lines      []uint32 // by concept, where it begins in file; nil where that isn't known
	problems   []Problem

	concepts []atomic.Pointer[Concept] // those that were asked for

	labels  func() *labelIndex    // made when first asked for
	nearby  func() *neighbourhood // likewise
	printed func() string         // the fingerprint, likewise
}

// A text is a label, note or notation of a concept.
type text struct {
	place
	lang uint16
	kind textKind
}

// A link leads from a concept to another or, if the kind is above lastConcept,
// to a name.
type link struct {
	to   uint32
	kind linkKind
}

// New makes a vocabulary of concepts, in their order. It completes relations:
// each broader has its narrower, each related its counterpart. A relation names
// a concept by its ID or, where that is nobody's ID, by a preferred label that
// only one concept has. What can't be used is left out and comes back as a
// problem; the error is [ErrNoConcepts] if no concept is left. The concepts are
// copied.
func New(concepts []Concept) (*Vocabulary, []Problem, error) {
	d := newDraft("")
	for _, c := range concepts {
		for kind := prefLabel; kind < notation; kind++ {
			texts := c.texts(kind)
			*texts = slices.Clone(*texts)
		}
		d.add(&entry{Concept: c})
	}
	return d.finish()
}

// ErrNoConcepts is the error of data without a single concept that can be used.
var ErrNoConcepts = errors.New("no concepts")

var errTooMuch = errors.New("the texts of this vocabulary are longer than 4 GB")

// prepare readies what is made when it is first asked for.
func (v *Vocabulary) prepare() {
	v.concepts = make([]atomic.Pointer[Concept], len(v.ids))
	v.labels = sync.OnceValue(v.indexLabels)
	v.nearby = sync.OnceValue(v.indexNearby)
	v.printed = sync.OnceValue(v.fingerprint)
}

func (v *Vocabulary) at(p place) string { return v.text[p.off : p.off+p.len] }

// label returns a text with its language.
func (v *Vocabulary) label(t *text) Label { return Label{v.at(t.place), v.langs[t.lang]} }

// textsOf returns the texts of concept i that are of a kind.
func (v *Vocabulary) textsOf(i int, kind textKind) []text {
	all := v.texts[v.textFrom[i]:v.textFrom[i+1]]
	from := 0
	for from < len(all) && all[from].kind < kind {
		from++
	}
	to := from
	for to < len(all) && all[to].kind == kind {
		to++
	}
	return all[from:to]
}

// linked returns the links of concept i that are of a kind.
func (v *Vocabulary) linked(i int, kind linkKind) []link {
	all := v.links[v.linkFrom[i]:v.linkFrom[i+1]]
	from, _ := slices.BinarySearchFunc(all, kind, func(l link, k linkKind) int { return int(l.kind) - int(k) })
	to, _ := slices.BinarySearchFunc(all[from:], kind+1, func(l link, k linkKind) int { return int(l.kind) - int(k) })
	return all[from : from+to]
}

// target returns the ID to which a link leads.
func (v *Vocabulary) target(l link) string {
	if l.kind > lastConcept {
		return v.at(v.names[l.to])
	}
	return v.at(v.ids[l.to])
}

// Title returns the title of the vocabulary's first scheme that has one, in
// English where there is a choice; "" if none has.
func (v *Vocabulary) Title() string {
	for i := range v.schemes {
		if title := bestOf(v.schemes[i].Title, "en"); title != "" {
			return title
		}
	}
	return ""
}

// Problems returns what was wrong with the data that v was made of: what [Read],
// [Open] or [New] came back with, also where v was compiled since, is a part of
// what was read, or has been added to. It must not be modified.
func (v *Vocabulary) Problems() []Problem { return slices.Clip(v.problems) }

// Len returns the number of concepts.
func (v *Vocabulary) Len() int { return len(v.ids) }

// At returns concept i, from 0, in the order of the data. It panics if there
// is none.
func (v *Vocabulary) At(i int) *Concept {
	if c := v.concepts[i].Load(); c != nil {
		return c
	}
	v.concepts[i].CompareAndSwap(nil, v.concept(i))
	return v.concepts[i].Load()
}

// concept makes a Concept of concept i.
func (v *Vocabulary) concept(i int) *Concept {
	c := &Concept{ID: v.ID(i), Deprecated: v.deprecated[i]}
	texts := v.texts[v.textFrom[i]:v.textFrom[i+1]]
	labels := make([]Label, 0, len(texts))
	for from, to := 0, 0; from < len(texts); from = to {
		kind, begin := texts[from].kind, len(labels)
		for to = from; to < len(texts) && texts[to].kind == kind; to++ {
			if kind == notation {
				c.Notation = append(c.Notation, v.at(texts[to].place))
				continue
			}
			labels = append(labels, v.label(&texts[to]))
		}
		if kind != notation {
			*c.texts(kind) = labels[begin:len(labels):len(labels)]
		}
	}
	links := v.links[v.linkFrom[i]:v.linkFrom[i+1]]
	ids := make([]string, 0, len(links))
	for from, to := 0, 0; from < len(links); from = to {
		kind, begin := links[from].kind, len(ids)
		for to = from; to < len(links) && links[to].kind == kind; to++ {
			ids = append(ids, v.target(links[to]))
		}
		*c.linked(kind) = ids[begin:len(ids):len(ids)]
	}
	return c
}

// All returns the concepts in order.
func (v *Vocabulary) All() iter.Seq[*Concept] {
	return func(yield func(*Concept) bool) {
		for i := range v.ids {
			if !yield(v.At(i)) {
				return
			}
		}
	}
}

// ID returns the ID of concept i.
func (v *Vocabulary) ID(i int) string { return v.at(v.ids[i]) }

// Label returns the preferred label of concept i in a language, as
// [Concept.Label] does.
func (v *Vocabulary) Label(i int, lang string) string {
	best, rank := "", 0
	for _, t := range v.textsOf(i, prefLabel) {
		if r := langRank(v.langs[t.lang], lang); r > rank {
			best, rank = v.at(t.place), r
		}
	}
	return best
}

// Definitions yields the definitions of concept i.
func (v *Vocabulary) Definitions(i int) iter.Seq[Label] { return v.eachText(i, definition) }

// Labels returns the labels of a kind of concept i.
func (v *Vocabulary) Labels(i int, kind LabelKind) iter.Seq[Label] {
	return v.eachText(i, textKind(kind))
}

// LabelCount returns how many labels of a kind concept i has.
func (v *Vocabulary) LabelCount(i int, kind LabelKind) int { return len(v.textsOf(i, textKind(kind))) }

// eachText yields the texts of a kind that concept i has.
func (v *Vocabulary) eachText(i int, kind textKind) iter.Seq[Label] {
	return func(yield func(Label) bool) {
		for _, t := range v.textsOf(i, kind) {
			if !yield(v.label(&t)) {
				return
			}
		}
	}
}

// Deprecated reports whether concept i is not to be used any more.
func (v *Vocabulary) Deprecated(i int) bool { return v.deprecated[i] }

// Relations returns the indexes of the concepts to which concept i is related,
// in the order of their IDs, replacements in their own.
func (v *Vocabulary) Relations(i int, r Relation) iter.Seq[int] {
	return func(yield func(int) bool) {
		if r > ReplacedBy {
			return
		}
		for _, l := range v.linked(i, linkKind(r)) {
			if !yield(int(l.to)) {
				return
			}
		}
	}
}

// Index returns the place of the concept with an ID in the order.
func (v *Vocabulary) Index(id string) (int, bool) {
	n, ok := slices.BinarySearchFunc(v.order, id, func(i uint32, id string) int { return strings.Compare(v.ID(int(i)), id) })
	if !ok {
		return 0, false
	}
	return int(v.order[n]), true
}

// ByID returns the concept with an ID.
func (v *Vocabulary) ByID(id string) (*Concept, bool) {
	i, ok := v.Index(id)
	if !ok {
		return nil, false
	}
	return v.At(i), true
}

// Schemes returns the concept schemes, in the order of the data. The slice must
// not be modified.
func (v *Vocabulary) Schemes() []Scheme { return v.schemes }

// Collections returns the collections of concepts, in the order of the data.
// The slice must not be modified.
func (v *Vocabulary) Collections() []Collection { return v.collections }

// Languages returns the language tags of the labels, sorted, "" for labels
// without one.
func (v *Vocabulary) Languages() []string {
	used := make([]bool, len(v.langs))
	for _, t := range v.texts {
		if t.kind <= hiddenLabel {
			used[t.lang] = true
		}
	}
	var langs []string
	for i, tag := range v.langs {
		if used[i] {
			langs = append(langs, tag)
		}
	}
	slices.Sort(langs)
	return langs
}

// Fingerprint names the content of the concepts: 64 hexadecimal digits, the
// same for the same concepts, in whatever order and form of file they, their
// labels and their notes are kept. Schemes count by their IDs, collections not
// at all.
func (v *Vocabulary) Fingerprint() string { return v.printed() }

func (v *Vocabulary) fingerprint() string {
	h := printer{h: sha256.New()}
	for _, i := range v.order {
		h.concept(v, int(i))
	}
	return hex.EncodeToString(h.h.Sum(nil))
}

// A printer writes concepts to a hash, each part with its length, so that no two
// concepts are written the same.
type printer struct {
	h      hash.Hash
	buf    []byte
	labels []Label
	ids    []string
}

func (p *printer) part(s string) {
	p.buf = append(strconv.AppendInt(p.buf[:0], int64(len(s)), 10), ':')
	p.buf = append(p.buf, s...)
	_, _ = p.h.Write(p.buf) // a hash doesn't fail
}

func (p *printer) count(n int) { p.part(strconv.Itoa(n)) }

func (p *printer) concept(v *Vocabulary, i int) {
	p.part(v.ID(i))
	for kind := prefLabel; kind <= lastText; kind++ {
		p.labels = p.labels[:0]
		for _, t := range v.textsOf(i, kind) {
			p.labels = append(p.labels, v.label(&t))
		}
		slices.SortFunc(p.labels, compareLabels)
		p.count(len(p.labels))
		for _, l := range p.labels {
			p.part(l.Text)
			p.part(l.Lang)
		}
	}
	p.part(strconv.FormatBool(v.deprecated[i]))
	for kind := broader; kind <= lastLink; kind++ {
		p.ids = p.ids[:0]
		for _, l := range v.linked(i, kind) {
			p.ids = append(p.ids, v.target(l))
		}
		p.count(len(p.ids))
		for _, id := range p.ids {
			p.part(id)
		}
	}
}

// compareLabels puts labels in the order of their languages, then texts.
func compareLabels(x, y Label) int {
	return cmp.Or(strings.Compare(x.Lang, y.Lang), strings.Compare(x.Text, y.Text))
}
