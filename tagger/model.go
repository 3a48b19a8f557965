package tagger

import (
	"cmp"
	"math"
	"slices"

	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/internal/learn"
)

// A model is what was learned from an archive that people tagged. It is
// immutable.
//
// Each concept that a text may have something to do with, because a label of it
// was found, because its words are like those of texts that have the concept or,
// where concepts are many, because a label of it is spelt like its title, is
// described by numbers (see features.go): what the formula makes of its labels,
// how often these were right before, what the words say, and how labels are spelt.
// Trees make a logit of them, and a curve makes that a probability.
type model struct {
	book        *bag.Book
	idf         []float32
	classes     []int32 // concepts that training texts enough have; -1 for one that the vocabulary lost
	classOf     []int32 // by concept: its index in classes, -1 for none
	least       int32   // texts that a concept needs for their words to say something of it
	scorers     scorers
	strangers   []int32    // concepts of which nothing could be learned, none of them a class, ascending
	isStranger  []bool     // by concept; nil if there are none
	spellings   *spellings // nil where concepts are few
	tracks      *tracks
	trees       *learn.Boosted
	formula     learn.Platt // makes logits of the formula's, where nothing else is known
	calibration *learn.Calibration
	cuts        cuts
	blend       blend
	training    Training
}

// scorers say by their words what texts are about. Classes are numbered as in
// model.classes.
type scorers struct {
	svc       *learn.Linear // nil where classes are many
	centroids *learn.Linear
	near      *learn.Neighbours // nil where classes are few
}

// manyConcepts is the number of concepts from which on texts are compared by
// neighbours and centroids alone, which need no optimizing, and labels with titles
// by their spelling.
const manyConcepts = 1000

// leastFor returns how many texts a concept needs for their words to say something
// of it. A classifier makes nothing of one; a neighbour may be the only one.
func leastFor(concepts int) int32 {
	if concepts >= manyConcepts {
		return 1
	}
	return 2
}

// What of a text is looked at.
const (
	mostByLabels = 300 // concepts of which labels were found, the best by the formula
	mostByWords  = 16  // and those for which the words speak most
	neighbours   = 50
	votePower    = 2.0
	nearShare    = 0.3 // of the neighbours' votes, where the centroids have the rest
)

// wordScores are what scorers say of one text.
type wordScores struct {
	margins   []float64 // by class
	centroids []float64 // likewise, the cosine with its centroid
	near      []float64 // likewise, votes of neighbours
	places    []int32   // likewise, its place by margin, from 0
	order     []int32   // classes by margin, the highest first; all, or the first mostByWords where they are many
	first     float64   // the highest margin
	second    float64   // the second highest
	mean, dev float64   // of the cosines

	scratch learn.Scratch
	votes   []learn.Scored
	tops    []learn.Scored
}

// score fills w with what s says of a text, given as its vector. Of neighbours,
// skip leaves some out. Where margins are known already, they are not nil.
func (s *scorers) score(w *wordScores, v learn.Vector, classes int, margins []float64, skip func(row uint32) bool) {
	w.margins = slices.Grow(w.margins[:0], classes)[:classes]
	w.centroids = slices.Grow(w.centroids[:0], classes)[:classes]
	clear(w.centroids)
	norm := v.Norm()
	if norm > 0 {
		s.centroids.AddScores(v, w.centroids)
		for i := range w.centroids {
			w.centroids[i] /= norm
		}
	}
	switch {
	case margins != nil:
		copy(w.margins, margins)
	case s.svc != nil:
		w.margins = s.svc.Scores(w.margins[:0], v)
	}
	if s.near != nil {
		s.mix(w, v, classes, skip)
	}
	w.rank()
}

// mix makes margins of the votes of neighbours and of the cosines, each divided by
// its highest.
func (s *scorers) mix(w *wordScores, v learn.Vector, classes int, skip func(row uint32) bool) {
	w.near = slices.Grow(w.near[:0], classes)[:classes]
	clear(w.near)
	w.votes = s.near.AppendVotes(w.votes[:0], &w.scratch, v, neighbours, votePower, skip)
	for _, vote := range w.votes {
		w.near[vote.Number] = vote.Score / w.votes[0].Score
	}
	highest := 0.0
	for _, c := range w.centroids {
		highest = max(highest, c)
	}
	for i, c := range w.centroids {
		w.margins[i] = nearShare * w.near[i]
		if highest > 0 {
			w.margins[i] += (1 - nearShare) * c / highest
		}
	}
}

// rank finds the places of the classes that have the highest margins.
func (w *wordScores) rank() {
	n := len(w.margins)
	least := math.Inf(-1)
	if w.near != nil {
		least = 0 // of most, nothing is said
	}
	w.tops = learn.AppendTop(w.tops[:0], w.margins, mostByWords, least, nil)
	w.places = slices.Grow(w.places[:0], n)[:n]
	for i := range w.places {
		w.places[i] = int32(len(w.tops))
	}
	w.order = w.order[:0]
	for i, top := range w.tops {
		w.order = append(w.order, int32(top.Number))
		w.places[top.Number] = int32(i)
	}
	w.first, w.second = 0, 0
	if len(w.tops) > 0 {
		w.first = w.tops[0].Score
	}
	if len(w.tops) > 1 {
		w.second = w.tops[1].Score
	}
	w.mean, w.dev = 0, 0
	for _, c := range w.centroids {
		w.mean += c
	}
	w.mean /= float64(max(n, 1))
	for _, c := range w.centroids {
		w.dev += (c - w.mean) * (c - w.mean)
	}
	w.dev = math.Sqrt(w.dev/float64(max(n, 1))) + 1e-6
}

// has reports whether a class, or a concept that has none (-1), is among those for
// which the words speak most.
func (w *wordScores) has(class int32) bool { return class >= 0 && int(w.places[class]) < len(w.order) }

// describe fills in what words say of a class, or of a concept that has none (-1).
func (w *wordScores) describe(class int32, out []float64) {
	if class < 0 {
		out[featureMargin], out[featureLack] = noMargin, noMargin
		out[featurePlace] = math.Log1p(mostByWords)
		out[featureCentroid], out[featureCentroidZ] = 0, -1
		return
	}
	margin := w.margins[class]
	out[featureMargin] = margin
	out[featurePlace] = math.Log1p(float64(w.places[class]))
	best := w.first
	if w.places[class] == 0 {
		best = w.second
	}
	out[featureLack] = margin - best
	out[featureCentroid] = w.centroids[class]
	out[featureCentroidZ] = (w.centroids[class] - w.mean) / w.dev
	if w.near != nil {
		out[featureNear] = w.near[class]
	}
}

// noMargin is the margin of what words say nothing of.
const noMargin = -2

// rankByModel ranks anew what was ranked by labels.
func (s *scratch) rankByModel(ts *tallies) {
	m := s.model
	if m.isLean() {
		for i := range s.candidates {
			s.candidates[i].own = m.byFormula(&s.candidates[i])
			s.candidates[i].logit = s.candidates[i].own
		}
		return
	}
	v := s.weighWords(ts)
	m.scorers.score(&s.said, v, len(m.classes), nil, nil)
	byFormula := 0.0
	if len(s.candidates) > 0 {
		byFormula = s.candidates[0].logit
	}
	s.candidates = s.candidates[:min(len(s.candidates), mostByLabels)]
	found := len(s.candidates)
	for i := range s.candidates {
		s.slot[s.candidates[i].concept] = int32(i + 1)
	}
	for _, class := range s.said.order {
		if concept := m.classes[class]; concept >= 0 && s.slot[concept] == 0 && m.classFor(concept) >= 0 {
			s.candidates = append(s.candidates, candidate{concept: concept})
		}
	}
	s.addBySpelling(ts)
	var x, unfound [features]float64
	s.describe(ts, nil, found, byFormula, unfound[:])
	for i := range s.candidates {
		c := &s.candidates[i]
		s.slot[c.concept] = 0
		forest := s.forest
		if i >= found {
			forest = s.unfound
		}
		least := s.leastFor(ts, c.concept)
		if least > forest.Ceiling() {
			c.own, c.logit = math.Inf(-1), math.Inf(-1)
			continue
		}
		if i < found {
			clear(x[:])
			s.describe(ts, c, i, byFormula, x[:])
			s.met = s.appendMatches(s.met[:0], ts, c)
			m.tracks.describe(s.met, c.concept, x[:])
		} else {
			x = unfound
			m.tracks.describe(nil, c.concept, x[:])
		}
		if i < found || s.vocabulary.Len() <= mostCosines {
			x[featureCosine] = s.profiles.cosine(c.concept, ts)
		}
		for j, v := range x[:statics] { // as they were when the trees were grown
			x[j] = float64(float32(v))
		}
		s.said.describe(m.classFor(c.concept), x[:])
		s.alike.describe(c.concept, x[:])
		c.own = m.judge(c, x[:], least, forest)
		c.logit = c.own
		if ts.isPart {
			if ofReport, ok := s.ofReport[c.concept]; ok {
				c.logit = m.blend.of(c.own, ofReport)
			}
		}
		if c.concept == s.watched {
			s.seen = x
		}
	}
	s.sort()
}

// mostCosines is the number of concepts up to which texts are compared with the
// definitions of all.
const mostCosines = 1000

// classFor returns the class of a concept of which there are examples enough, or
// -1.
func (m *model) classFor(concept int32) int32 {
	if m.tracks.assigned[concept] < m.least {
		return -1
	}
	return m.classOf[concept]
}

// remember keeps what the model says of the report as a whole.
func (s *scratch) remember() {
	if s.ofReport == nil {
		s.ofReport = make(map[int32]float64)
	}
	clear(s.ofReport)
	for i := range s.candidates {
		s.ofReport[s.candidates[i].concept] = s.candidates[i].logit
	}
}

// How many words are shown for a suggestion, and how many columns are looked at for
// them, as words and the pairs that they are in overlap.
const (
	mostSpeaking = 5
	mostTops     = 3 * mostSpeaking
)

// speakFor returns the words that speak most for a candidate.
func (s *scratch) speakFor(ts *tallies, c *candidate) []SpeakingWord {
	class := s.model.classFor(c.concept)
	if class < 0 {
		return nil
	}
	l := s.model.scorers.svc
	if l == nil {
		l = s.model.scorers.centroids
	}
	v := s.words.vector // ts was ranked last
	counter := s.words.of(ts)
	s.spoken = l.Contributions(s.spoken[:0], int(class), v)
	total := 0.0
	for _, w := range s.spoken {
		total += max(w, 0) // without a jump, as no processor can foresee what speaks against it
	}
	s.tops = learn.AppendTop(s.tops[:0], s.spoken, mostTops, 0, nil)
	out := make([]SpeakingWord, 0, min(len(s.tops), mostSpeaking))
	for _, w := range s.tops {
		at := counter.First(v.Columns[w.Number])
		if len(out) < mostSpeaking && !slices.ContainsFunc(out, func(o SpeakingWord) bool { return o.Start < at.End && at.Start < o.End }) {
			out = append(out, SpeakingWord{at, w.Score / total})
		}
	}
	return out
}

// cuts say how often suggestions with a score or a higher one were right, for
// scores that the model gave to texts that it had not seen.
type cuts struct {
	Logits     []float64 // descending
	Precisions []float64 // of all suggestions with a logit of that or more
}

// check reports whether c, from a file, can be used.
func (c *cuts) check() bool { return len(c.Logits) == len(c.Precisions) }

// at returns the lowest logit from which on a share of precision was right, and
// whether there is one.
func (c *cuts) at(precision float64) (float64, bool) {
	for i := len(c.Precisions) - 1; i >= 0; i-- {
		if c.Precisions[i] >= precision {
			return c.Logits[i], true
		}
	}
	return 0, false
}

// leastCut is the number of suggestions whose precision means something.
const leastCut = 30

// newCuts makes cuts of logits and what came true, each of one hundredth more
// suggestions than the one before: enough to find any precision by.
func newCuts(logits []float64, right []bool) cuts {
	order := make([]int, len(logits))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(logits[b], logits[a]), cmp.Compare(a, b)) })
	var c cuts
	hits, next := 0, leastCut
	for i, n := range order {
		if right[n] {
			hits++
		}
		if i+1 < next || i+1 < len(order) && logits[order[i+1]] == logits[n] {
			continue
		}
		c.Logits = append(c.Logits, logits[n])
		c.Precisions = append(c.Precisions, float64(hits)/float64(i+1))
		next = max(i+2, (i+1)*101/100)
	}
	return c
}
