// Package overlay reads the user's own layer over a vocabulary: what a house
// does differently from the thesaurus that it uses, in a text file that a curator
// writes by hand and that outlives new editions of the thesaurus.
//
//	# What we call things here. Comments begin with a number sign.
//	label Roofs: green roofs | roof gardens       further labels, looked for in texts and accepted as tags
//	label@fr Roofs: toits verts                   the same, in one language
//	hidden Roofs: rooves                          further labels that are never shown
//	never Roofs: Time for Roof | roof of mouth    where a text has these, Roofs is not meant
//	ignore Green Party | Administration Building  where a text has these, no concept is meant
//	omit Administration                           never suggested
//	omit-branch Geographic locations              the same, with all that is narrower
//	approve Gentrification | Poverty              suggested, but only a person may make it a tag
//	approve-branch Religion                       the same, with all that is narrower
//	limit 5                                       so many keywords for a section, and for a report
//	most-specific                                 of a broader and a narrower keyword, only the narrower
//
// (The remarks on the right stand here only; in a file they'd begin with " #".)
//
// A directive stands on one line. A concept is named by its ID or by a preferred
// label in any language, up to case, white space, hyphens and apostrophes. Behind
// it stands a colon and a space; vertical bars separate several values. What has
// a bar, a colon with a space behind it, or a number sign behind a space in it
// stands in quotation marks, in which a quotation mark is doubled. An alternative
// label of the vocabulary can be switched off: never Roofs: ceiling.
//
// Phrases are met word for word, but for case, spelling, hyphens and plurals, and
// a compound also as its two words: childcare costs bars "child care costs", and
// the other way round. A further label without a language is in that of the
// vocabulary, if it has but one. A place of a label counts nothing if it lies within the
// place of a phrase.
package overlay

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/catchword/catchword/vocab"
)

// An Overlay is a user's own layer over a vocabulary. The zero Overlay changes
// nothing. IDs of concepts that a vocabulary does not have mean nothing over it,
// so that one overlay serves parts of a vocabulary too. Who has given it to
// somebody must not modify it any more.
type Overlay struct {
	File         string             `json:"file"`         // that Read read; it changes nothing
	Labels       []vocab.AddedLabel `json:"labels"`       // further labels
	Never        []Phrase           `json:"never"`        // phrases in which concepts are not meant
	Omit         []string           `json:"omit"`         // IDs of concepts that are never suggested
	Approve      []string           `json:"approve"`      // IDs of concepts that only a person may make tags
	Limit        int                `json:"limit"`        // greatest number of keywords for a section, and for a report; 0 sets none
	MostSpecific bool               `json:"mostSpecific"` // of two keywords one of which is broader than the other, also through others, only the narrower

	Problems []vocab.Problem `json:"problems"` // what Read came back with; they change nothing
}

// A Phrase is a row of words in which a concept is not meant, though a text may
// have its labels there.
type Phrase struct {
	Concept string `json:"concept"` // its ID; "" for every concept
	Text    string `json:"text"`
}

// Apply returns v with the further labels: v itself if there are none that it
// does not have. An overlay that is nil changes nothing. See
// [vocab.Vocabulary.WithLabels] for the error and the cost.
func (o *Overlay) Apply(v *vocab.Vocabulary) (*vocab.Vocabulary, error) {
	if o == nil || len(o.Labels) == 0 {
		return v, nil
	}
	return v.WithLabels(o.Labels)
}

// Fingerprint names a vocabulary together with an overlay, by 64 hexadecimal
// digits: the vocabulary's own with the further labels, to which v may have or
// may lack, and all else that the overlay says, in whatever order. It is v's
// own if the overlay is nil or says nothing.
func (o *Overlay) Fingerprint(v *vocab.Vocabulary) (string, error) {
	v, err := o.Apply(v)
	text := o.String()
	if err != nil || text == "" {
		return v.Fingerprint(), err
	}
	sum := sha256.Sum256([]byte(v.Fingerprint() + "\n" + text))
	return hex.EncodeToString(sum[:]), nil
}

// String returns the overlay as [Read] reads it, sorted, one value on each line,
// concepts by their IDs: the same for two overlays if they say the same.
func (o *Overlay) String() string {
	if o == nil {
		return ""
	}
	var lines []string
	add := func(parts ...string) { lines = append(lines, strings.Join(parts, "")) }
	for _, l := range o.Labels {
		name := labelName
		if l.Kind == vocab.Hidden {
			name = hiddenName
		}
		if l.Lang != "" {
			name += "@" + l.Lang
		}
		add(name, " ", quote(l.Concept), ": ", quote(l.Text))
	}
	for _, p := range o.Never {
		if p.Concept == "" {
			add(ignoreName, " ", quote(p.Text))
		} else {
			add(neverName, " ", quote(p.Concept), ": ", quote(p.Text))
		}
	}
	for _, id := range o.Omit {
		add(omitName, " ", quote(id))
	}
	for _, id := range o.Approve {
		add(approveName, " ", quote(id))
	}
	if o.Limit > 0 {
		add(limitName, " ", strconv.Itoa(o.Limit))
	}
	if o.MostSpecific {
		add(specificName)
	}
	slices.SortFunc(lines, func(a, b string) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(a, b))
	})
	var b strings.Builder
	for _, line := range slices.Compact(lines) {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// order returns the place of a line's directive among the others.
func order(line string) int {
	name, _, _ := strings.Cut(line, " ")
	name, _, _ = strings.Cut(name, "@")
	return slices.Index(names, name)
}
