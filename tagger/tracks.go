package tagger

import "math"

// tracks count, over samples, how often things were right.
type tracks struct {
	texts    int
	seen     []uint64 // hashes of the reports' texts, ascending
	assigned []int32  // by concept
	found    []int32  // by concept: texts of which it was a candidate
	tried    []int32  // by a form's label and the manner of the match: texts that have it so
	right    []int32  // likewise, texts that have it so, and the concept
}

// A manner is how strongly a text has a label.
type manner int32

const (
	mannerOnce manner = iota
	mannerTwice
	mannerOften
	mannerTitle

	manners // how many there are
)

// mannerOf returns the manner of a match.
func mannerOf(t *tally) manner {
	switch {
	case t.zones>>zoneTitle&1 != 0:
		return mannerTitle
	case t.mentions >= 3:
		return mannerOften
	case t.mentions >= 1.5:
		return mannerTwice
	}
	return mannerOnce
}

// A labelMatch is a label of a form, by its index among lexicon.formLabels, and the
// manner in which a text has it: their place in tracks.tried.
type labelMatch int32

func (m labelMatch) label() int32 { return int32(m) / int32(manners) }

// appendMatches appends the labels of a candidate that ts has, and not only
// something like them.
func (s *scratch) appendMatches(dst []labelMatch, ts *tallies, c *candidate) []labelMatch {
	for _, r := range s.refs[c.from:c.to] {
		if t := &ts.list[r.tally]; t.mentions >= leastMentions {
			dst = append(dst, labelMatch(r.at*int32(manners)+int32(mannerOf(t))))
		}
	}
	return dst
}

func newTracks(concepts, labels int) *tracks {
	return &tracks{assigned: make([]int32, concepts), found: make([]int32, concepts), tried: make([]int32, labels*int(manners)), right: make([]int32, labels*int(manners))}
}

func (t *tracks) add(s *sample) {
	t.texts++
	for _, c := range s.concepts {
		t.assigned[c]++
	}
	for i := range s.pairs {
		p := &s.pairs[i]
		t.found[p.concept]++
		right := int32(0)
		if s.has(p.concept) {
			right = 1
		}
		for _, m := range p.met {
			t.tried[m]++
			t.right[m] += right
		}
	}
}

// of returns in how many texts a label was met in any manner, and in how many of
// them it was right.
func (t *tracks) of(label int32) (tried, right int32) {
	from := label * int32(manners)
	for m := from; m < from+int32(manners); m++ {
		tried += t.tried[m]
		right += t.right[m]
	}
	return tried, right
}

func (t *tracks) prior(concept int32) float64 {
	return (float64(t.assigned[concept]) + .1) / (float64(t.texts) + 1)
}

// leastMentions is the sum of weights from which on a label was found, and not only
// something like it.
const leastMentions = 0.3

// describe fills in what training texts say of a concept of which labels were
// met. The rate of a label, (right + 2·prior)/(tried + 2), is drawn towards that of
// the concept, and the rate of a manner likewise towards that of the label.
func (t *tracks) describe(matches []labelMatch, concept int32, out []float64) {
	prior := t.prior(concept)
	none, noneSo := 1.0, 1.0
	for _, m := range matches {
		tried, right := t.of(m.label())
		rate := (float64(right) + 2*prior) / (float64(tried) + 2)
		if rate > out[featureRate] {
			out[featureRate] = rate
			out[featureTried] = math.Log1p(float64(tried))
		}
		none *= 1 - rate
		so := (float64(t.right[m]) + 2*rate) / (float64(t.tried[m]) + 2)
		out[featureManner] = max(out[featureManner], so)
		noneSo *= 1 - so
	}
	out[featureEither], out[featureAnyManner] = 1-none, 1-noneSo
	out[featurePrior] = coarse(math.Log(prior))
	out[featureKey] = coarse(math.Log((float64(t.assigned[concept]) + 0.013) / (float64(t.found[concept]) + 0.5)))
	out[featureExamples] = coarse(math.Log1p(float64(t.assigned[concept])))
}

// coarse rounds to halves. Without a part, a concept that this part has more often
// than others is counted a little less often, so that trees which saw the least
// difference would learn that what is counted less often is right.
func coarse(x float64) float64 { return math.Round(2*x) / 2 }
