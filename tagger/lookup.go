package tagger

import (
	"cmp"
	"slices"

	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/vocab"
)

// lookUp returns the index of the concept with an ID or, failing that, a label.
func (s *scratch) lookUp(name string) (int, bool) {
	if n, ok := s.byID(name); ok {
		return n, true
	}
	for _, m := range s.preferable(s.matches(name)) {
		return s.vocabulary.Index(m.Concept.ID)
	}
	return 0, false
}

// matches returns the concepts that have a label: as the vocabulary finds them
// or, where it finds none, as a text has them that is nothing but the label, so
// that neither plural endings nor spelling, accents and hyphens matter.
// Preferred labels come before alternative, and those before hidden ones.
func (s *scratch) matches(label string) []vocab.LabelMatch {
	if matches := s.vocabulary.ByLabel(label); len(matches) > 0 {
		return matches
	}
	var refs []labelRef
	s.tokenize(label, []span.Span{{Start: 0, End: len(label)}}, func(int) {
		s.find()
		for i := range s.found {
			if o := &s.found[i]; o.match <= Plural && o.first == 0 && o.last == len(s.tokens)-1 {
				refs = append(refs, s.lexicon.labelsOf(o.form)...)
			}
		}
	})
	slices.SortFunc(refs, func(a, b labelRef) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.concept, b.concept), cmp.Compare(a.index, b.index))
	})
	var matches []vocab.LabelMatch
	for _, r := range slices.Compact(refs) {
		matches = append(matches, vocab.LabelMatch{Concept: s.vocabulary.At(int(r.concept)), Label: s.label(r), Kind: r.kind})
	}
	return matches
}
