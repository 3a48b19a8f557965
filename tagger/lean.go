package tagger

import (
	"math"

	"github.com/catchword/catchword/internal/learn"
)

// leastForTrees is the number of texts from which on a model does more than to
// say how often the formula is right. With fewer, trees and words have seen too
// little, and rank worse than the formula alone.
const leastForTrees = 20

// How the formula's logits are calibrated.
const (
	formulaTexts = 500 // by so many texts at most
	formulaPrior = 2   // and as if the formula's own scores had come true in so many others
)

// fitFormula returns the curve that makes of the formula's logit the logit of the
// chance that a concept is right, by some of the reports. What the formula says
// itself counts as two texts, so that a handful of them does not turn it round.
func (tr *trainer) fitFormula(in func(i int) bool) (learn.Platt, error) {
	var scores, weights []float64
	var right []bool
	add := func(score, weight float64, is bool) {
		scores, weights, right = append(scores, score), append(weights, weight), append(right, is)
	}
	every := max(1, tr.reports/formulaTexts)
	texts := tr.reports / every
	for i := 0; i < tr.reports; i += every {
		s := &tr.samples[i]
		for j := range s.pairs {
			score := float64(s.pairs[j].static[featureLogit])
			if in(i) {
				add(score, 1, s.has(s.pairs[j].concept))
			}
			prior := formulaPrior / float64(texts)
			p := learn.Sigmoid(score)
			add(score, max(prior*p, 1e-9), true)
			add(score, max(prior*(1-p), 1e-9), false)
		}
	}
	if len(scores) == 0 {
		return learn.Platt{Slope: 1}, nil
	}
	curve, err := learn.FitPlatt(scores, right, weights)
	if !(curve.Slope > 0) { // the better it says a concept fits, the less it does
		curve = learn.Platt{Slope: 1}
	}
	return curve, err
}

// lean makes of m a model that ranks by the formula and knows how often that is
// right.
func (tr *trainer) lean(m *model) error {
	m.classes, m.scorers, m.spellings = nil, scorers{svc: &learn.Linear{}, centroids: &learn.Linear{}}, nil
	for c := range m.classOf {
		m.classOf[c] = -1
	}
	m.trees = &learn.Boosted{Trees: learn.Trees{Width: int(features)}}
	m.calibration = &learn.Calibration{Platt: learn.Platt{Slope: 1}}
	parts := min(calibrationParts, tr.reports)
	var logits []float64
	var right []bool
	loss := 0.0
	for k := range parts {
		curve, err := tr.fitFormula(func(i int) bool { return i%parts != k })
		if err != nil {
			return err
		}
		for i := k; i < tr.reports; i += parts {
			s := &tr.samples[i]
			for j := range s.pairs {
				logit := curve.Slope*float64(s.pairs[j].static[featureLogit]) + curve.Offset
				is := s.has(s.pairs[j].concept)
				logits, right = append(logits, logit), append(right, is)
				if is {
					logit = -logit
				}
				loss += math.Log1p(math.Exp(logit))
			}
		}
	}
	m.training.Method, m.training.Curve, m.training.Parts = methodFormula, "platt", parts
	m.training.Pairs, m.training.Loss = len(right), loss/float64(max(len(right), 1))
	m.cuts = newCuts(logits, right)
	m.blend = blend{Own: 1}
	m.training.Sections = SectionTraining{Own: 1, Basis: ByDefault}
	return nil
}

// How a model judges, as [Training.Method] names it.
const (
	methodTrees   = "trees"
	methodFormula = "formula"
)

// isLean reports whether a model ranks by the formula.
func (m *model) isLean() bool { return m.training.Method == methodFormula }

// byFormula returns the logit for a concept of which labels say all there is.
func (m *model) byFormula(c *candidate) float64 { return m.formula.Slope*c.logit + m.formula.Offset }

// labelContributions returns what the formula's reasons add to the logit of such
// a concept.
func (s *scratch) labelContributions(ts *tallies, c *candidate, share float64) []Contribution {
	f, all := s.model.formula, s.reasons(ts, c)
	out := []Contribution{{Name: reasonNames[reasonBase], Value: share * (f.Slope*all[reasonBase] + f.Offset)}}
	for n, v := range all {
		if v != 0 && reason(n) != reasonBase {
			out = append(out, Contribution{Name: reasonNames[n], Value: share * f.Slope * v})
		}
	}
	return out
}
