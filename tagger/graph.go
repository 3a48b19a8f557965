package tagger

import (
	"slices"

	"github.com/catchword/catchword/vocab"
)

// A graph holds, for each concept, those of its broader, narrower and related
// concepts that have more relations than it has itself (or as many, and a
// higher number). Every relation stands at one end only, the one with fewer,
// so that going through the relations of some concepts never meets a hub's
// thousands from the hub.
type graph struct {
	first    []uint32 // by concept, and one more: its first relation; the next one's ends them
	concepts []int32
}

// of returns what the graph holds for a concept.
func (g *graph) of(concept int32) []int32 {
	return g.concepts[g.first[concept]:g.first[concept+1]]
}

// share returns the share of concepts, from 0 to 1, that have relations.
func (g *graph) share() float64 {
	seen := make([]bool, len(g.first)-1)
	n := 0
	see := func(concept int) {
		if !seen[concept] {
			seen[concept] = true
			n++
		}
	}
	for i := range seen {
		for _, j := range g.of(int32(i)) {
			see(i)
			see(int(j))
		}
	}
	return float64(n) / float64(max(len(seen), 1))
}

// newGraph returns the relations of v.
func newGraph(v *vocab.Vocabulary) graph {
	all := make([][]int32, v.Len())
	for i := range v.Len() {
		for _, relation := range []vocab.Relation{vocab.Broader, vocab.Narrower, vocab.Related} {
			for j := range v.Relations(i, relation) {
				if j != i {
					all[i] = append(all[i], int32(j))
				}
			}
		}
		slices.Sort(all[i])
		all[i] = slices.Compact(all[i])
	}
	g := graph{first: make([]uint32, 1, len(all)+1)}
	for i, neighbours := range all {
		for _, j := range neighbours {
			if n, m := len(neighbours), len(all[j]); n < m || n == m && int32(i) < j {
				g.concepts = append(g.concepts, j)
			}
		}
		g.first = append(g.first, uint32(len(g.concepts)))
	}
	return g
}
