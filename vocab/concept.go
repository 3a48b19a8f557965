// Package vocab holds controlled vocabularies: their concepts, read from the
// forms in which people keep them, checked, and looked up by ID and label.
//
// Words and names are those of SKOS, the W3C's Simple Knowledge Organization
// System: a concept has a preferred label in each language, alternative and
// hidden labels, notes, and broader, narrower and related concepts.
//
// SKOS itself is read in every form of RDF, and written as Turtle.
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

// UnmarshalText reads what MarshalText writes.
func (k *LabelKind) UnmarshalText(text []byte) error {
	for *k = Preferred; *k <= Hidden; *k++ {
		if k.String() == string(text) {
			return nil
		}
	}
	return fmt.Errorf("vocab: no kind of label %q", text)
}

// A Concept is an entry of a vocabulary. Those of a Vocabulary are shared and
// must not be modified.
type Concept struct {
	ID string // unique in the vocabulary: an IRI, a slug, or the label itself

	Pref   []Label // preferred labels, at most one of a language
	Alt    []Label // alternative labels
	Hidden []Label // hidden labels

	Definition    []Label  // what it means
	ScopeNote     []Label  // when to use it
	Example       []Label  // how it is used
	HistoryNote   []Label  // how its meaning has changed
	EditorialNote []Label  // for those who keep the vocabulary
	ChangeNote    []Label  // what they changed
	Note          []Label  // notes of no stated kind
	Notation      []string // its places in a classification, such as "331.25"

	Broader  []string // IDs of more general concepts, sorted
	Narrower []string // IDs of more specific concepts, sorted
	Related  []string // IDs of concepts that have to do with it, sorted

	Deprecated bool     // not to be used any more
	ReplacedBy []string // IDs of the concepts to use instead

	// IRIs of concepts, most of them of other vocabularies, sorted.
	ExactMatch   []string // the same concept
	CloseMatch   []string // nearly the same
	BroadMatch   []string // more general concepts
	NarrowMatch  []string // more specific concepts
	RelatedMatch []string // concepts that have to do with it
	OtherMatch   []string // skos:mappingRelation, which does not say how

	Schemes []string // IDs of the schemes it is in, sorted
	TopOf   []string // IDs of the schemes in which it is a top concept, sorted
	Types   []string // IRIs of its classes other than skos:Concept, sorted
}

// Label returns the concept's preferred label in a language, in a variety of
// it, without a language, in English, or else the first: asked for "fr-CA", it
// takes one tagged fr-CA before fr or fr-BE, that before one without a tag, that
// before en or en-GB, and that before any. It is the ID of a
// concept without preferred labels, which no Vocabulary has.
func (c *Concept) Label(lang string) string {
	if len(c.Pref) == 0 {
		return c.ID
	}
	return bestOf(c.Pref, lang)
}

// langRank says how well a label tagged with one language serves who asked for
// another, from 1 for not at all to 5.
func langRank(tag, asked string) int {
	switch {
	case strings.EqualFold(tag, asked):
		return 5
	case strings.EqualFold(baseLang(tag), baseLang(asked)):
		return 4
	case tag == "":
		return 3
	case baseLang(tag) == "en":
		return 2
	}
	return 1
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
