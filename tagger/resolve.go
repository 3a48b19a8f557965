package tagger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/vocab"
)

// A Resolution says which concept of the vocabulary a tag means.
type Resolution struct {
	Status Status
	// Concept is the index of the concept in the vocabulary, -1 if there is
	// none, or no single one.
	Concept int
	// Label is the label that the tag is, or is a form of; zero if the tag is
	// an ID, or means no single concept.
	Label vocab.Label
	// Kind says how the concept has that label.
	Kind vocab.LabelKind
	// Exact reports whether the tag is the ID or the label letter for letter.
	Exact bool
	// Candidates are the indices of the concepts that an ambiguous tag may mean,
	// in the order of the vocabulary.
	Candidates []int
	// Replacement is the index of the concept that takes the place of a
	// deprecated one, -1 if the vocabulary names none that is in use.
	Replacement int
	// Nearest is the concept whose label is nearest to an unknown tag, nil if
	// none is near.
	Nearest *vocab.Neighbour
}

// A Status says whether a tag is understood.
type Status uint8

const (
	Unknown    Status = iota // no concept has this ID or label
	Resolved                 // one concept has it
	Deprecated               // one has it, and is deprecated
	Ambiguous                // several have the label, all in the same way
)

// String returns "unknown", "resolved", "deprecated" or "ambiguous".
func (s Status) String() string {
	if names := [...]string{"unknown", "resolved", "deprecated", "ambiguous"}; int(s) < len(names) {
		return names[s]
	}
	return fmt.Sprintf("Status(%d)", uint8(s))
}

// MarshalText returns the status's String.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Resolve returns what a tag means: the concept with this ID, in angle brackets
// or not, else the one with this label, in any language of the vocabulary. A
// label is met letter for letter or, where none is so, up to case, white space,
// hyphens and apostrophes or, where none is so either and the label is one of
// the analyzer's language, up to plural endings, spelling and accents.
//
// Where several concepts have the label, those that have it as their preferred
// label go before those that have it as an alternative one, and those before
// hidden ones; then those in use before deprecated ones, and those that have it
// in the analyzer's language before others. If several are left, the tag is
// ambiguous.
//
// An ID costs one look-up, a label microseconds, and an unknown tag up to
// milliseconds, for the nearest label. It is safe for concurrent use.
func (t *Tagger) Resolve(tag string) Resolution { return t.ResolveTag(report.Tag{Label: tag}) }

// ResolveTag is Resolve for the tag of a report, which may have an ID beside its
// label: where the vocabulary has that, it goes before the label.
func (t *Tagger) ResolveTag(tag report.Tag) Resolution {
	s := t.borrow()
	defer t.release(s)
	r := s.meaning(tag)
	if r.Status == Unknown {
		r.Nearest = t.nearestLabel(tag.Label)
	}
	return r
}

// meaning is ResolveTag without the nearest label.
func (s *scratch) meaning(tag report.Tag) Resolution {
	for _, id := range []string{tag.ID, tag.Label} {
		if id == "" {
			continue
		}
		if n, ok := s.byID(id); ok {
			return s.resolved(Resolution{Concept: n, Exact: true})
		}
	}
	label := strings.TrimSpace(tag.Label)
	matches := s.preferable(s.matches(label))
	switch len(matches) {
	case 0:
		return Resolution{Status: Unknown, Concept: -1, Replacement: -1}
	case 1:
		m := matches[0]
		n, _ := s.vocabulary.Index(m.Concept.ID)
		return s.resolved(Resolution{Concept: n, Label: m.Label, Kind: m.Kind, Exact: m.Label.Text == tag.Label})
	}
	r := Resolution{Status: Ambiguous, Concept: -1, Replacement: -1, Kind: matches[0].Kind}
	for _, m := range matches {
		n, _ := s.vocabulary.Index(m.Concept.ID)
		r.Candidates = append(r.Candidates, n)
	}
	slices.Sort(r.Candidates)
	return r
}

// byID returns the index of the concept with an ID, in angle brackets or not.
func (t *Tagger) byID(id string) (int, bool) {
	if n, ok := t.vocabulary.Index(id); ok {
		return n, true
	}
	id = strings.TrimSpace(id)
	if inner, ok := strings.CutPrefix(id, "<"); ok && strings.HasSuffix(inner, ">") {
		id = inner[:len(inner)-1]
	}
	return t.vocabulary.Index(id)
}

// resolved completes a resolution to one concept.
func (t *Tagger) resolved(r Resolution) Resolution {
	r.Status, r.Replacement = Resolved, -1
	if t.vocabulary.Deprecated(r.Concept) {
		r.Status, r.Replacement = Deprecated, t.heir(r.Concept)
	}
	return r
}

// heir returns the concept in use that takes the place of a deprecated one,
// perhaps by way of others, -1 if there is none. Of several, the first counts.
func (t *Tagger) heir(n int) int {
	for range 16 { // a chain that is longer goes round in a circle
		next := -1
		for m := range t.vocabulary.Relations(n, vocab.ReplacedBy) {
			next = m
			break
		}
		if n = next; n < 0 || !t.vocabulary.Deprecated(n) {
			return n
		}
	}
	return -1
}

// preferable returns those of the matches of a label that go before the others,
// one for each concept.
func (s *scratch) preferable(matches []vocab.LabelMatch) []vocab.LabelMatch {
	seen := make(map[string]bool, len(matches))
	matches = slices.DeleteFunc(matches, func(m vocab.LabelMatch) bool {
		again := m.Kind != matches[0].Kind || seen[m.Concept.ID]
		seen[m.Concept.ID] = true
		return again
	})
	for _, better := range []func(m vocab.LabelMatch) bool{
		func(m vocab.LabelMatch) bool { return !m.Concept.Deprecated },
		func(m vocab.LabelMatch) bool { return m.Label.Lang != "" && inLanguage(m.Label, s.analyzer.Lang()) },
	} {
		if len(matches) > 1 && slices.ContainsFunc(matches, better) {
			matches = slices.DeleteFunc(matches, func(m vocab.LabelMatch) bool { return !better(m) })
		}
	}
	return matches
}

// nearestLabel returns the label nearest to a tag that may be it, misspelt; nil if
// there is none.
func (t *Tagger) nearestLabel(tag string) *vocab.Neighbour {
	near := t.vocabulary.Nearest(tag, 1)
	if len(near) == 0 || near[0].Distance > misspelt(tag) {
		return nil
	}
	return &near[0]
}

// namesOf returns the preferred labels of concepts, in alphabetical order; with
// their IDs where labels alone don't tell them apart.
func (t *Tagger) namesOf(concepts []int) []string {
	names := make([]string, len(concepts))
	times := make(map[string]int)
	for i, n := range concepts {
		names[i] = t.vocabulary.Label(n, t.analyzer.Lang())
		times[names[i]]++
	}
	for i, n := range concepts {
		if times[names[i]] > 1 {
			names[i] += " (" + t.vocabulary.ID(n) + ")"
		}
	}
	slices.Sort(names)
	return names
}
