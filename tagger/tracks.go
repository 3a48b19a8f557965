package tagger

import "math"

// tracks count, over samples, how often things were right.
type tracks struct {
	texts    int
	assigned []int32 // by concept
	found    []int32 // by concept: texts of which it was a candidate
	tried    []int32 // by index of a form's label: texts that have it
	right    []int32 // likewise, texts that have it and the concept
}

func newTracks(concepts, labels int) *tracks {
	return &tracks{assigned: make([]int32, concepts), found: make([]int32, concepts), tried: make([]int32, labels), right: make([]int32, labels)}
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
		for _, l := range p.labels {
			t.tried[l]++
			t.right[l] += right
		}
	}
}

func (t *tracks) prior(concept int32) float64 {
	return (float64(t.assigned[concept]) + .1) / (float64(t.texts) + 1)
}

// leastMentions is the sum of weights from which on a label was found, and not only
// something like it.
const leastMentions = 0.3

// describe fills in what training texts say of a concept of which labels were
// found, given by their indices.
func (t *tracks) describe(labels []int32, concept int32, out []float64) {
	prior := t.prior(concept)
	none := 1.0
	for _, l := range labels {
		rate := (float64(t.right[l]) + 2*prior) / (float64(t.tried[l]) + 2)
		if rate > out[featureRate] {
			out[featureRate] = rate
			out[featureTried] = math.Log1p(float64(t.tried[l]))
		}
		none *= 1 - rate
	}
	out[featureEither] = 1 - none
	out[featurePrior] = coarse(math.Log(prior))
	out[featureKey] = coarse(math.Log((float64(t.assigned[concept]) + 0.013) / (float64(t.found[concept]) + 0.5)))
	out[featureExamples] = coarse(math.Log1p(float64(t.assigned[concept])))
}

// coarse rounds to halves. Without a part, a concept that this part has more often
// than others is counted a little less often, so that trees which saw the least
// difference would learn that what is counted less often is right.
func coarse(x float64) float64 { return math.Round(2*x) / 2 }
