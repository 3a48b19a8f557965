package tagger

import "github.com/catchword/catchword/internal/learn"

// What Train learns from sections. One that somebody tagged is a further example:
// its own words and labels, with its own concepts. It is left out whenever its
// report is. Where hardly any is tagged, some sections are read all the same, to
// choose how much they count beside their reports; nothing else is learned from
// those.
const (
	leastSections = 30   // that are tagged, from which on these tell how sections are judged
	mostUntagged  = 2000 // that are kept, if these don't
	largestReport = 200  // sections of a report that are read though none is tagged
)

// SectionTraining is what a model says of how it judges sections.
type SectionTraining struct {
	Texts int     `json:"texts"`    // tagged sections that it was learned from, beside the reports
	Own   float64 `json:"ownShare"` // the share that a section's own words have of its logits; the report has the rest
	Basis Basis   `json:"basis"`    // what that share was chosen by

	// Calibrated tells that the scores of sections are probabilities. Where too few
	// sections were tagged, nobody knows how often suggestions for sections are
	// right, and their scores are what a report with that logit would have.
	Calibrated bool    `json:"calibrated"`
	Loss       float64 `json:"loss"`  // as Training.Loss, of sections; 0 if they are not calibrated
	Curve      string  `json:"curve"` // as Training.Curve; "" if they are not calibrated
}

// A Basis is what training chose the share of a section's own words by.
type Basis string

const (
	BySections Basis = "sections" // tags of sections
	ByReports  Basis = "reports"  // how much better the best of a report's sections tells its tags than the report alone
	ByDefault  Basis = "default"  // nothing: there were too few sections
)

// sectionsOf returns the concepts of an example's sections as they must be, nil if
// none is to be learned from: if none has any, or if there is but one with text.
func (tr *trainer) sectionsOf(e *Example) [][]int32 {
	if len(e.Sections) == 0 || partsOf(e.Report) < 2 {
		return nil
	}
	out := make([][]int32, len(e.Report.Sections))
	tagged := false
	for i, concepts := range e.Sections[:min(len(e.Sections), len(out))] {
		if len(e.Report.Sections[i].Blocks) > 0 {
			out[i] = tr.conceptsOf(concepts)
			tagged = tagged || len(out[i]) > 0
		}
	}
	if !tagged {
		return nil
	}
	return out
}

// lineUp puts the samples of the reports that were kept in order, and behind them
// sections, in theirs: all that are tagged and, if these are few, the untagged
// ones of the reports that the sieve kept.
func (tr *trainer) lineUp(kept *ration, s *sieve) {
	all := kept.all()
	tr.reports = len(all)
	for i, t := range all {
		tr.samples = append(tr.samples, t.report)
		tr.samples[i].report = int32(i)
	}
	add := func(report int, tagged bool) {
		for _, section := range all[report].sections {
			if (len(section.concepts) > 0) == tagged {
				section.report = int32(report)
				tr.samples = append(tr.samples, section)
			}
		}
	}
	for i := range all {
		add(i, true)
	}
	if tr.learned = len(tr.samples); tr.learned-tr.reports >= leastSections {
		return
	}
	for _, k := range s.kept {
		if i := k.report / kept.stride; k.report%kept.stride == 0 && i < len(all) {
			add(i, false)
		}
	}
}

// judgeSections chooses the share that a section's own words have of its logits
// and, if sections were tagged, makes probabilities of these. It is given the
// pairs that were learned from, and those of untagged sections, with the logits of
// models that did not see their reports.
func (tr *trainer) judgeSections(m *model, x, untagged *heldOut) error {
	m.blend.Own = usualShare
	n := &m.training.Sections
	*n = SectionTraining{Texts: tr.learned - tr.reports, Basis: ByDefault}
	defer func() { n.Own = m.blend.Own }()
	ofReport := make(map[[2]int32]float64)
	for i, s := range x.sample {
		if int(s) < tr.reports {
			ofReport[[2]int32{s, x.concept[i]}] = x.logits[i]
		}
	}
	if n.Texts < leastSections {
		if own, ok := tr.best(untagged, ofReport).share(); ok {
			// Of its own tags, the report is always the better judge.
			m.blend.Own, n.Basis = max(own, usualShare), ByReports
		}
		return nil
	}
	tagged := tr.tagged(x, ofReport)
	if tagged.count() < leastSections { // as few of them were held out
		return nil
	}
	if own, ok := tagged.share(); ok {
		m.blend.Own, n.Basis = own, BySections
	}
	logits := make([]float64, len(tagged.own))
	for i := range logits {
		logits[i] = m.blend.of(tagged.own[i], tagged.of[i])
	}
	curve, err := learn.Calibrate(logits, tagged.right, tagged.part)
	if err != nil {
		return err
	}
	m.blend.Calibration, m.blend.Cuts = curve, newCuts(logits, tagged.right)
	n.Calibrated, n.Curve, n.Loss = true, curveName(curve), curveLoss(curve)
	return nil
}

// besides are logits of sections beside those that their reports have for the same
// concepts.
type besides struct {
	own, of []float64
	right   []bool
	part    []uint8
}

func (b *besides) add(own, of float64, right bool, part uint8) {
	b.own, b.of, b.right, b.part = append(b.own, own), append(b.of, of), append(b.right, right), append(b.part, part)
}

// count returns how many are right.
func (b *besides) count() int {
	n := 0
	for _, right := range b.right {
		if right {
			n++
		}
	}
	return n
}

// tagged returns the pairs of tagged sections.
func (tr *trainer) tagged(x *heldOut, ofReport map[[2]int32]float64) *besides {
	b := &besides{}
	for i, s := range x.sample {
		if int(s) < tr.reports || int(s) >= tr.learned {
			continue
		}
		of, ok := ofReport[[2]int32{tr.samples[s].report, x.concept[i]}]
		if !ok {
			of = x.logits[i]
		}
		b.add(x.logits[i], of, x.right[i], x.part[i])
	}
	return b
}

// best returns, for each report and each concept that both it and a section may
// have something to do with, the highest logit of its sections. Right is what the
// report has.
func (tr *trainer) best(untagged *heldOut, ofReport map[[2]int32]float64) *besides {
	b := &besides{}
	at := make(map[[2]int32]int)
	for i, s := range untagged.sample {
		report, concept := tr.samples[s].report, untagged.concept[i]
		key := [2]int32{report, concept}
		of, ok := ofReport[key]
		if !ok {
			continue
		}
		if n, again := at[key]; again {
			b.own[n] = max(b.own[n], untagged.logits[i])
			continue
		}
		at[key] = len(b.own)
		b.add(untagged.logits[i], of, tr.samples[report].has(concept), untagged.part[i])
	}
	return b
}

// share returns the share of the own logits in the blend that tells best what is
// right, whatever curve follows: that of their coefficient in a logistic regression
// on both (stacked generalization: D. H. Wolpert, Neural Networks 5(2), 1992). It is
// false if there is not enough to tell.
func (b *besides) share() (float64, bool) {
	if b.count() < leastSections {
		return 0, false
	}
	x := make([]float64, 0, 2*len(b.own))
	for i := range b.own {
		x = append(x, b.own[i], b.of[i])
	}
	l, err := learn.FitLogistic(x, 2, b.right, learn.LogisticOptions{})
	if err != nil || l.Deviations[0] == 0 || l.Deviations[1] == 0 {
		return 0, false // nothing differs
	}
	own, of := max(l.Weights[0]/l.Deviations[0], 0), max(l.Weights[1]/l.Deviations[1], 0)
	if own+of == 0 {
		return 0, false
	}
	return own / (own + of), true
}

// A heldOut is a pairTable with the logits of models that did not see the reports.
type heldOut struct {
	*pairTable
	part   []uint8 // by pair: the part of its report
	logits []float64
}

// reports returns the pairs of reports, which are the first n samples.
func (h *heldOut) reports(n int) *heldOut {
	of := &heldOut{pairTable: &pairTable{}}
	for i, s := range h.sample {
		if int(s) < n {
			of.right, of.part, of.logits = append(of.right, h.right[i]), append(of.part, h.part[i]), append(of.logits, h.logits[i])
		}
	}
	return of
}

// curveName returns the kind of a calibration.
func curveName(c *learn.Calibration) string {
	if c.Isotonic != nil {
		return "isotonic"
	}
	return "platt"
}

// curveLoss returns the loss of a calibration, for what it was not fitted to.
func curveLoss(c *learn.Calibration) float64 {
	if c.Isotonic != nil {
		return c.Losses[1]
	}
	return c.Losses[0]
}
