package tagger

import (
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/report"
)

// A blend is how a model judges a section: nobody tags one without knowing the
// report, so the logit of a concept is
//
//	Own · (that of the section) + (1 - Own) · (that of the report)
//
// and the section's alone, where the report gave the concept no thought.
type blend struct {
	Own float64 // from 0 to 1

	// What makes probabilities of these logits, and how often suggestions from
	// one on were right; as for reports, where too few sections were tagged
	// (nil).
	Calibration *learn.Calibration
	Cuts        cuts
}

// usualShare is a section's own share of its logits where training can't tell
// better.
const usualShare = 0.3

// of returns the logit of a section, given its own and the report's.
func (b *blend) of(own, report float64) float64 {
	switch b.Own { // as one of them may be infinite
	case 0:
		return report
	case 1:
		return own
	}
	return b.Own*own + (1-b.Own)*report
}

// check reports whether b, from a file, can be used.
func (b *blend) check() bool {
	return b.Own >= 0 && b.Own <= 1 && b.Cuts.check() && (b.Calibration == nil || b.Calibration.Check() == nil)
}

// partsOf returns the number of sections of a report that have text. A report's
// only one is no part of it, but all there is.
func partsOf(r *report.Report) int {
	n := 0
	for i := range r.Sections {
		if len(r.Sections[i].Blocks) > 0 {
			n++
		}
	}
	return n
}

// score returns the score of a logit in what was ranked last: of a section, by
// the curve for sections, if there is one.
func (s *scratch) score(logit float64) float64 {
	if s.inSection() && s.model.blend.Calibration != nil {
		return s.model.blend.Calibration.Probability(logit)
	}
	return s.Tagger.score(logit)
}

// threshold returns the score from which on what was ranked last is suggested.
func (s *scratch) threshold() float64 {
	if s.inSection() {
		return s.ofSections
	}
	return s.options.Threshold
}

// inSection reports whether a model ranked one of several sections last.
func (s *scratch) inSection() bool {
	return s.model != nil && s.ranked != nil && s.ranked.isPart
}
