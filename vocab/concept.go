// Package vocab holds controlled vocabularies: their concepts, read from the
// forms in which people keep them, checked, and looked up by ID and label.
//
// Words and names are those of SKOS, the W3C's Simple Knowledge Organization
// System: a concept has a preferred label in each language, alternative and
// hidden labels, notes, and broader, narrower and related concepts.
//
// A [Vocabulary] is immutable. Whatever is wrong with the data that it was
// made from comes back as a list of [Problem]; nothing is dropped in silence.
package vocab

import (
	"fmt"
	"strings"
)

// A Label is a name of a concept, or a note on it, in a language.
type Label struct {
	Text string
	Lang string // a BCP 47 tag such as "en" or "de-AT"; "" where none is stated
}

// A LabelKind says how a concept has a label.
type LabelKind uint8

const (
	Preferred   LabelKind = iota // the name to index with
	Alternative                  // another name: a synonym, an acronym
	Hidden                       // a name to find by and never to show: a misspelling
)

// String returns "preferred", "alternative" or "hidden".
func (k LabelKind) String() string {
	if names := [...]string{"preferred", "alternative", "hidden"}; int(k) < len(names) {
		return names[k]
	}
	return fmt.Sprintf("LabelKind(%d)", uint8(k))
}

// MarshalText makes a kind its name in JSON.
func (k LabelKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Concept is an entry of a vocabulary. Those of a Vocabulary are shared and
// must not be modified.
type Concept struct {
	ID string // unique in the vocabulary: an IRI, a slug, or the label itself

	Pref   []Label // preferred labels, at most one of a language
	Alt    []Label // alternative labels
	Hidden []Label // hidden labels

	Definition []Label // what it means
	ScopeNote  []Label // when to use it
	Notation   string  // its place in a classification, such as "331.25"

	Broader  []string // IDs of more general concepts, sorted
	Narrower []string // IDs of more specific concepts, sorted
	Related  []string // IDs of concepts that have to do with it, sorted

	Deprecated bool     // not to be used any more
	ReplacedBy []string // IDs of the concepts to use instead
}

// Label returns the concept's preferred label in a language, of a variety of
// it, without a language, in English, or else the first. It is the ID of a
// concept without preferred labels, which no Vocabulary has.
func (c *Concept) Label(lang string) string {
	best, rank := c.ID, 0
	for _, l := range c.Pref {
		r := 1
		switch {
		case strings.EqualFold(l.Lang, lang):
			r = 5
		case strings.EqualFold(baseLang(l.Lang), baseLang(lang)):
			r = 4
		case l.Lang == "":
			r = 3
		case baseLang(l.Lang) == "en":
			r = 2
		}
		if r > rank {
			best, rank = l.Text, r
		}
	}
	return best
}

// Labels returns the labels of a kind. The slice must not be modified.
func (c *Concept) Labels(kind LabelKind) []Label {
	switch kind {
	case Preferred:
		return c.Pref
	case Alternative:
		return c.Alt
	}
	return c.Hidden
}

// baseLang returns the language of a tag without script and region.
func baseLang(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}
