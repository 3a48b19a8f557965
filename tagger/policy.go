package tagger

import (
	"slices"

	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/vocab"
)

// A policy is what an overlay says of concepts, apart from labels and phrases.
type policy struct {
	omitted, approved []bool // by concept; nil if none is
	specific          bool
}

// newPolicy returns what o, which may be nil, says of the concepts of v.
func newPolicy(v *vocab.Vocabulary, o *overlay.Overlay) policy {
	if o == nil {
		return policy{}
	}
	return policy{mark(v, o.Omit), mark(v, o.Approve), o.MostSpecific}
}

// mark returns which concepts of v have one of the IDs, nil if none has.
func mark(v *vocab.Vocabulary, ids []string) []bool {
	var marks []bool
	for _, id := range ids {
		if i, ok := v.Index(id); ok {
			if marks == nil {
				marks = make([]bool, v.Len())
			}
			marks[i] = true
		}
	}
	return marks
}

// omits reports whether a concept is never suggested.
func (p *policy) omits(concept int) bool { return p.omitted != nil && p.omitted[concept] }

// needsApproval reports whether only a person may make a concept a tag.
func (p *policy) needsApproval(concept int) bool { return p.approved != nil && p.approved[concept] }

// choose returns, of the ranking in s.candidates, the indices of those to show:
// at most limit, if that is not negative, with a score of least or more, and what
// is wanted. Concepts that are omitted are not among them, nor unmeasured ones. Where only the most
// specific are to be shown, a concept gives up its place to a narrower one that
// comes after it and would be shown, and those broader than the ones in s.above
// are left out too. The slice is good until the next call.
func (s *scratch) choose(limit int, least float64, wanted func(concept int32) bool) []int {
	s.chosen = s.chosen[:0]
	for i := range s.candidates {
		c := &s.candidates[i]
		if len(s.chosen) == limit || s.score(c.logit) < least {
			break
		}
		switch {
		case s.policy.omits(int(c.concept)), s.unmeasured(c.concept), wanted != nil && !wanted(c.concept), s.above.has(c.concept):
			continue
		case s.policy.specific:
			s.raise(c.concept)
			s.chosen = slices.DeleteFunc(s.chosen, func(j int) bool { return s.above.has(s.candidates[j].concept) })
		}
		s.chosen = append(s.chosen, i)
	}
	s.above.clear()
	return s.chosen
}

// unmeasured reports whether only what is sure enough is to be shown, and nobody
// knows how sure the scores of a concept are: its texts are not those of the model.
func (s *scratch) unmeasured(concept int32) bool {
	return s.options.Precision != 0 && s.model.knowsNot(concept)
}

// raise adds to s.above all concepts that are broader than one, also through
// others, but for that one itself. Every concept is gone through once.
func (s *scratch) raise(concept int32) {
	if s.above.in == nil {
		s.above.in = make([]bool, s.vocabulary.Len())
	}
	s.next = append(s.next[:0], concept)
	for len(s.next) > 0 {
		at := s.next[len(s.next)-1]
		s.next = s.next[:len(s.next)-1]
		for j := range s.vocabulary.Relations(int(at), vocab.Broader) {
			if j := int32(j); j != concept && s.above.add(j) {
				s.next = append(s.next, j)
			}
		}
	}
}

// A conceptSet is a set of concepts that costs what it holds to clear.
type conceptSet struct {
	in   []bool
	list []int32
}

func (s *conceptSet) has(concept int32) bool { return s.in != nil && s.in[concept] }

// add adds a concept, and reports whether it is new.
func (s *conceptSet) add(concept int32) bool {
	if s.in[concept] {
		return false
	}
	s.in[concept] = true
	s.list = append(s.list, concept)
	return true
}

func (s *conceptSet) clear() {
	for _, concept := range s.list {
		s.in[concept] = false
	}
	s.list = s.list[:0]
}
