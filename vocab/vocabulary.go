package vocab

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"
)

// A Vocabulary is a set of concepts with an order. It is immutable and safe
// for concurrent use.
type Vocabulary struct {
	title    string
	concepts []Concept
	byID     map[string]int

	labels  func() map[string][]LabelMatch // by folded label, made when first asked for
	nearby  func() *neighbourhood          // likewise
	printed func() string                  // the fingerprint, likewise
}

// New makes a vocabulary of concepts, in their order. It completes relations:
// each broader has its narrower, each related its counterpart. A relation names
// a concept by its ID or, where that is nobody's ID, by a preferred label that
// only one concept has. What can't be used is left out and comes back as a
// problem; the error is [ErrNoConcepts] if no concept is left. The concepts are
// copied.
func New(concepts []Concept) (*Vocabulary, []Problem, error) {
	entries := make([]entry, len(concepts))
	for i, c := range concepts {
		c.Pref, c.Alt, c.Hidden = slices.Clone(c.Pref), slices.Clone(c.Alt), slices.Clone(c.Hidden)
		c.Definition, c.ScopeNote = slices.Clone(c.Definition), slices.Clone(c.ScopeNote)
		entries[i].Concept = c
	}
	return build("", "", entries)
}

// ErrNoConcepts is the error of data without a single concept that can be used.
var ErrNoConcepts = errors.New("no concepts")

// newVocabulary returns a vocabulary of concepts that have been checked.
func newVocabulary(title string, concepts []Concept, byID map[string]int) *Vocabulary {
	v := &Vocabulary{title: title, concepts: concepts, byID: byID}
	v.labels = sync.OnceValue(v.indexLabels)
	v.nearby = sync.OnceValue(v.indexNearby)
	v.printed = sync.OnceValue(v.fingerprint)
	return v
}

// Title returns the vocabulary's title, "" if it has none.
func (v *Vocabulary) Title() string { return v.title }

// Len returns the number of concepts.
func (v *Vocabulary) Len() int { return len(v.concepts) }

// At returns concept i, from 0, in the order of the data. It panics if there
// is none.
func (v *Vocabulary) At(i int) *Concept { return &v.concepts[i] }

// All returns the concepts in order.
func (v *Vocabulary) All() iter.Seq[*Concept] {
	return func(yield func(*Concept) bool) {
		for i := range v.concepts {
			if !yield(&v.concepts[i]) {
				return
			}
		}
	}
}

// Index returns the place of the concept with an ID in the order.
func (v *Vocabulary) Index(id string) (int, bool) {
	i, ok := v.byID[id]
	return i, ok
}

// ByID returns the concept with an ID.
func (v *Vocabulary) ByID(id string) (*Concept, bool) {
	i, ok := v.byID[id]
	if !ok {
		return nil, false
	}
	return &v.concepts[i], true
}

// Languages returns the language tags of the labels, sorted, "" for labels
// without one.
func (v *Vocabulary) Languages() []string {
	seen := make(map[string]bool)
	var langs []string
	for c := range v.All() {
		for kind := Preferred; kind <= Hidden; kind++ {
			for _, l := range c.Labels(kind) {
				if !seen[l.Lang] {
					seen[l.Lang] = true
					langs = append(langs, l.Lang)
				}
			}
		}
	}
	slices.Sort(langs)
	return langs
}

// Fingerprint names the vocabulary's content: 64 hexadecimal digits, the same
// for the same concepts, in whatever order and form of file they are kept.
func (v *Vocabulary) Fingerprint() string { return v.printed() }

func (v *Vocabulary) fingerprint() string {
	order := make([]int, len(v.concepts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(v.concepts[a].ID, v.concepts[b].ID) })
	h := sha256.New()
	for _, i := range order {
		v.concepts[i].hash(h)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// hash writes all of a concept to h, each part with its length, so that no two
// concepts are written the same.
func (c *Concept) hash(h hash.Hash) {
	part := func(s string) {
		fmt.Fprintf(h, "%d:", len(s))
		_, _ = io.WriteString(h, s) // a hash doesn't fail
	}
	part(c.ID)
	for _, labels := range [][]Label{c.Pref, c.Alt, c.Hidden, c.Definition, c.ScopeNote} {
		part(fmt.Sprint(len(labels)))
		for _, l := range labels {
			part(l.Text)
			part(l.Lang)
		}
	}
	part(c.Notation)
	part(fmt.Sprint(c.Deprecated))
	for _, ids := range [][]string{c.Broader, c.Narrower, c.Related, c.ReplacedBy} {
		part(fmt.Sprint(len(ids)))
		for _, id := range ids {
			part(id)
		}
	}
}
