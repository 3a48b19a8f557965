package find

import (
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/vocab"
)

// Concepts returns at most n concepts of v with a label like the one asked for,
// in any language, the most alike first: see [Likeness]. Misspelt are labels with
// at most a quarter of the letters wrong, and at most three. Where no label has
// the stems that were asked for, a word may be misspelt inside of one (gardns
// finds Roof gardens), with one letter wrong, or two of eight and more; among
// misspelt ones, the edits decide first. Of equally alike ones, preferred labels
// come before alternative and hidden ones; then the order is that of the
// alphabet. Each concept comes once.
//
// It goes through all labels, which takes a quarter of a second for a million.
// Who asks often makes an [Index], which finds the same.
func Concepts(v *vocab.Vocabulary, a *analysis.Analyzer, label string, n int) []Match {
	q := newQuery(a, label)
	if q.folded == "" {
		return nil
	}
	best := ranking{n: n}
	for i := range v.Len() {
		for kind := vocab.Preferred; kind <= vocab.Hidden; kind++ {
			for l := range v.Labels(i, kind) {
				m := Match{LabelMatch: vocab.LabelMatch{Label: l, Kind: kind}}
				folded := vocab.Fold(l.Text)
				if q.compare(&m, folded) || !best.met && q.compareWords(&m, folded) {
					m.Concept = v.At(i)
					best.add(m)
				}
			}
		}
	}
	return best.ranked()
}

// A ranking keeps the best label of each concept.
type ranking struct {
	n         int
	met       bool // a label has the stems that were asked for, so no word of them is misspelt
	byConcept map[*vocab.Concept]Match
}

func (r *ranking) add(m Match) {
	if r.byConcept == nil {
		r.byConcept = make(map[*vocab.Concept]Match)
	}
	r.met = r.met || m.Likeness <= Part
	if old, ok := r.byConcept[m.Concept]; !ok || compareMatches(m, old) < 0 {
		r.byConcept[m.Concept] = m
	}
}

// ranked returns the best n.
func (r *ranking) ranked() []Match {
	all := make([]Match, 0, len(r.byConcept))
	for _, m := range r.byConcept {
		if m.Likeness < MisspeltPart || !r.met {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, compareMatches)
	return all[:max(0, min(r.n, len(all)))]
}
