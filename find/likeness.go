package find

import (
	"cmp"
	"fmt"

	"github.com/catchword/catchword/vocab"
)

// A Likeness says how a label is like one that was asked for, from the nearest
// to the farthest.
type Likeness uint8

const (
	Exact        Likeness = iota // letter for letter
	Folded                       // up to case, white space, hyphens and apostrophes
	Stem                         // in the stems of its words, but for stop words
	Part                         // it has all stems that were asked for, and more
	Misspelt                     // within a few edits
	MisspeltPart                 // it has all words that were asked for, within a few edits, and more or in another order
)

// String returns "exact", "folded", "stem", "part", "misspelt" or "misspelt part".
func (l Likeness) String() string {
	if names := [...]string{"exact", "folded", "stem", "part", "misspelt", "misspelt part"}; int(l) < len(names) {
		return names[l]
	}
	return fmt.Sprintf("Likeness(%d)", uint8(l))
}

// MarshalText makes a Likeness its name in JSON.
func (l Likeness) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// A Match is a concept that was found, with the label that is most like the one
// asked for.
type Match struct {
	vocab.LabelMatch
	Likeness Likeness
	Edits    int // of what is misspelt
	More     int // words of a label that has what was asked for, and others
}

// compareMatches orders by likeness, but a label that has a word misspelt by one
// letter comes before one that is misspelt by two.
func compareMatches(a, b Match) int {
	return cmp.Or(cmp.Compare(min(a.Likeness, Misspelt), min(b.Likeness, Misspelt)), cmp.Compare(a.Edits, b.Edits),
		cmp.Compare(a.Likeness, b.Likeness), cmp.Compare(a.More, b.More), cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Label.Text, b.Label.Text), cmp.Compare(a.Concept.ID, b.Concept.ID))
}
