package tagger

import "math"

// Most candidates are far from being shown, which is known long before all trees
// were asked: of a concept that the report has nothing to do with, nothing that a
// section says can make a suggestion. So where only what is shown matters, a logit
// is computed only as far as that is open, and is minus infinity where it is not.
// What is shown is the same as if all were computed.

// floors are the logits from which on suggestions of a model may be shown.
type floors struct {
	ofReport  float64 // a report's
	ofSection float64 // a section's, mixed with the report's
	both      float64 // a report's, for the concept to be shown there or in a section
}

func (t *Tagger) floorsOf(m *model) floors {
	f := floors{ofReport: m.calibration.Least(t.options.Threshold)}
	f.ofSection = f.ofReport
	if c := m.blend.Calibration; c != nil {
		f.ofSection = c.Least(t.ofSections)
	}
	f.both = f.ofReport
	if own := m.blend.Own; own < 1 {
		f.both = min(f.both, (f.ofSection-own*t.forest.Ceiling())/(1-own))
	}
	return f
}

// leastFor returns the logit that the trees must come to for a concept to be shown.
func (s *scratch) leastFor(ts *tallies, concept int32) float64 {
	switch {
	case !s.sparing || s.model.knowsNot(concept):
		return math.Inf(-1)
	case !ts.isPart && s.parted:
		return s.floors.both
	case !ts.isPart:
		return s.floors.ofReport
	}
	ofReport, ok := s.ofReport[concept]
	switch own := s.model.blend.Own; {
	case !ok || own == 1:
		return s.floors.ofSection
	case own == 0:
		return math.Inf(-1)
	default:
		return (s.floors.ofSection - (1-own)*ofReport) / own
	}
}
