package propose

import (
	"cmp"
	"slices"

	"github.com/catchword/catchword/vocab"
)

// A labelUse is a label of a concept that a text has.
type labelUse struct {
	concept int32
	kind    vocab.LabelKind
	text    string
}

func compareUses(a, b labelUse) int {
	return cmp.Or(cmp.Compare(a.concept, b.concept), cmp.Compare(a.kind, b.kind), cmp.Compare(a.text, b.text))
}

// A labelCount says how many texts have a label, and how many of them are tagged
// with its concept.
type labelCount struct{ texts, right int }

// addLabels counts the labels of a text.
func (s *Survey) addLabels(r *Reading) {
	for _, use := range r.labels {
		c := s.labels[use]
		if c == nil {
			c = new(labelCount)
			s.labels[use] = c
		}
		c.texts++
		if _, right := slices.BinarySearch(r.concepts, use.concept); right {
			c.right++
		}
	}
}

// neverRight is the share of the texts that have a label from which on it is
// right at times.
const neverRight = 0.02

// wrong returns the labels that are used and never right.
func (s *Survey) wrong(tagged []int) []Label {
	all := []Label{}
	for use, c := range s.labels {
		if c.texts < s.options.MinUses || float64(c.right) >= neverRight*float64(c.texts) {
			continue
		}
		all = append(all, Label{s.ref(int(use.concept)), use.text, use.kind, c.texts, c.right, tagged[use.concept]})
	}
	slices.SortFunc(all, func(a, b Label) int {
		return cmp.Or(cmp.Compare(b.Texts, a.Texts), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text))
	})
	return all
}

// ref names a concept.
func (s *Survey) ref(n int) vocab.Ref {
	v := s.tagger.Vocabulary()
	return vocab.Ref{ID: v.ID(n), Label: v.Label(n, s.tagger.Analyzer().Lang())}
}
