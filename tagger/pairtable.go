package tagger

import (
	"slices"

	"github.com/catchword/catchword/internal/parallel"
)

// A pairTable holds pairs of samples and concepts.
type pairTable struct {
	x       []float64 // the features of one after the other
	right   []bool    // the sample has the concept
	sample  []int32
	concept []int32
}

// joined returns all pairs of some tables.
func joined(tables []pairTable) *pairTable {
	n := 0
	for i := range tables {
		n += len(tables[i].right)
	}
	x := &pairTable{make([]float64, 0, n*int(features)), make([]bool, 0, n), make([]int32, 0, n), make([]int32, 0, n)}
	for i := range tables {
		x.x = append(x.x, tables[i].x...)
		x.right = append(x.right, tables[i].right...)
		x.sample = append(x.sample, tables[i].sample...)
		x.concept = append(x.concept, tables[i].concept...)
	}
	return x
}

// describe returns the pairs of each sample of a part, as others describe them:
// of those that are learned from and of no words, and of untagged sections.
func (tr *trainer) describe(like *spellings, part []uint8, k uint8, margins [][]float32) (learned, untagged []pairTable, err error) {
	in := func(i int) bool { return part[i] != k }
	var s scorers
	if err := tr.associate(&s, in); err != nil {
		return nil, nil, err
	}
	m := &model{classes: tr.classes, classOf: tr.classOf, least: leastFor(tr.concepts), tracks: tr.tracks(in), spellings: like}
	var held []int
	for i := range tr.samples {
		if !in(i) {
			held = append(held, i)
		}
	}
	made := make([]pairTable, len(held))
	parallel.With(len(held), func() func(int) {
		var w wordScores
		var alike likeness
		var own []float64
		if margins != nil {
			own = make([]float64, len(tr.classes))
		}
		return func(n int) {
			i := held[n]
			for c := range own {
				own[c] = float64(margins[c][i])
			}
			s.score(&w, tr.all.Row(i), len(tr.classes), own, func(row uint32) bool { return part[row] == k })
			if m.spellings != nil {
				m.spellings.compare(&alike, tr.samples[i].title)
			}
			tr.pairs(&made[n], m, &w, &alike, i)
		}
	})
	n, _ := slices.BinarySearch(held, tr.learned)
	blank, _ := slices.BinarySearch(held, tr.blanks)
	return slices.Concat(made[:n], made[blank:]), made[n:blank], nil
}

// pairs makes x the pairs of a sample.
func (tr *trainer) pairs(x *pairTable, m *model, w *wordScores, alike *likeness, i int) {
	s := &tr.samples[i]
	x.x = make([]float64, 0, (len(s.pairs)+len(w.order)+len(alike.tops))*int(features))
	add := func(concept int32, p *pair) {
		var f [features]float64
		for j, v := range p.static {
			f[j] = float64(v)
		}
		if s.cosines != nil {
			f[featureCosine] = float64(s.cosines[concept])
		}
		m.tracks.describe(p.met, concept, f[:])
		w.describe(m.classFor(concept), f[:])
		alike.describe(concept, f[:])
		x.x = append(x.x, f[:]...)
		x.right = append(x.right, s.has(concept))
		x.sample, x.concept = append(x.sample, int32(i)), append(x.concept, concept)
	}
	for j := range s.pairs {
		add(s.pairs[j].concept, &s.pairs[j])
	}
	for _, class := range w.order {
		if concept := m.classes[class]; m.classFor(concept) >= 0 && s.of(concept) == &s.nothing {
			add(concept, &s.nothing)
		}
	}
	for _, top := range alike.tops {
		if concept := int32(top.Number); s.of(concept) == &s.nothing && !w.has(m.classFor(concept)) {
			add(concept, &s.nothing)
		}
	}
}
