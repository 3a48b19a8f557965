package tagger

import (
	"cmp"
	"slices"

	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/internal/memo"
)

// A sample is what training keeps of a report or a section.
type sample struct {
	text     bag.Text
	concepts []int32 // in ascending order
	pairs    []pair  // in ascending order of concepts
	nothing  pair
	cosines  []float32
	report   int32    // the number of its report among the samples
	hash     uint64   // of a report's text
	title    []uint32 // its trigrams, where there may be many concepts
}

// A pair is a sample and a concept, and what the concept's labels say.
type pair struct {
	concept int32
	static  [statics]float32
	met     []labelMatch
}

func (t *Tagger) learner() (*Tagger, *bag.Census) {
	census := bag.NewCensus()
	l := &Tagger{vocabulary: t.vocabulary, analyzer: t.analyzer, options: t.options, lexicon: t.lexicon, profiles: t.profiles, graph: t.graph, base: t.base}
	l.terms = memo.New(memoBits, newTerm(t.analyzer, t.lexicon, census.Number))
	return l, census
}

// sample returns what is kept of a report and of its sections: those that are
// tagged or, if untagged ones are wanted, all that have text.
func (s *scratch) sample(e *Example, untagged bool) (report sample, sections []sample) {
	s.parted = (e.Sections != nil || untagged) && partsOf(e.Report) > 1
	s.pass(e.Report, func(i int) {
		if !s.parted {
			return
		}
		text := s.inPart.Text()
		switch {
		case e.Sections != nil && len(e.Sections[i]) > 0:
			sections = append(sections, s.sampleOf(&s.part, text, e.Sections[i]))
		case untagged && len(e.Report.Sections[i].Blocks) > 0:
			sections = append(sections, s.sampleOf(&s.part, text, nil))
		}
	})
	report = s.sampleOf(&s.whole, s.learnt.Text(), e.Concepts)
	report.hash = textHash(e.Report)
	return report, sections
}

// sampleOf returns what is kept of a stretch of text.
func (s *scratch) sampleOf(ts *tallies, text bag.Text, concepts []int32) sample {
	out := sample{text: text, concepts: concepts}
	if s.vocabulary.Len() >= manyConcepts {
		out.title = s.appendTitle(nil, s.titleOf(ts))
	}
	ranked := s.rank(ts)
	best := 0.0
	if len(ranked) > 0 {
		best = ranked[0].logit
	}
	var f [statics]float64
	for rank := range ranked[:min(len(ranked), mostByLabels)] {
		c := &ranked[rank]
		p := pair{concept: c.concept}
		clear(f[:])
		s.describe(ts, c, rank, best, f[:])
		p.set(f[:])
		p.met = s.appendMatches(nil, ts, c)
		out.pairs = append(out.pairs, p)
	}
	slices.SortFunc(out.pairs, func(a, b pair) int { return cmp.Compare(a.concept, b.concept) })
	clear(f[:])
	s.describe(ts, nil, min(len(ranked), mostByLabels), best, f[:])
	out.nothing.set(f[:])
	if n := s.vocabulary.Len(); s.profiles.first != nil && n <= mostCosines {
		out.cosines = make([]float32, n)
		for i := range n {
			out.cosines[i] = float32(s.profiles.cosine(int32(i), ts))
		}
	}
	return out
}

func (p *pair) set(f []float64) {
	for i, v := range f {
		p.static[i] = float32(v)
	}
}

// of returns the pair with a concept.
func (s *sample) of(concept int32) *pair {
	i, ok := slices.BinarySearchFunc(s.pairs, concept, func(p pair, c int32) int { return cmp.Compare(p.concept, c) })
	if ok {
		return &s.pairs[i]
	}
	return &s.nothing
}

func (s *sample) has(concept int32) bool {
	_, ok := slices.BinarySearch(s.concepts, concept)
	return ok
}
