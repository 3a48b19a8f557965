package tagger

import (
	"fmt"
	"strings"

	"github.com/catchword/catchword/report"
)

// contributions returns what the features of the watched candidate add to its
// logit, in groups. Of a section, what the report adds is one of them.
func (s *scratch) contributions(ts *tallies, c *candidate) []Contribution {
	if s.model.isLean() {
		return s.labelContributions(ts, c, 1)
	}
	share := 1.0
	ofReport, blended := s.ofReport[c.concept]
	if blended = blended && ts.isPart; blended {
		share = s.model.blend.Own
	}
	var out []Contribution
	if s.model.knowsNot(c.concept) {
		out = s.labelContributions(ts, c, share)
	} else {
		out = s.treeContributions(ts, c, share)
	}
	if blended && share < 1 {
		out = append(out, Contribution{Name: "the report as a whole", Value: (1 - share) * ofReport})
	}
	return out
}

// treeContributions returns what the features add to the trees' logit.
func (s *scratch) treeContributions(ts *tallies, c *candidate, share float64) []Contribution {
	var each [features]float64
	out := []Contribution{{Name: "base", Value: share * s.model.trees.Contributions(s.seen[:], each[:])}}
	for _, g := range groups {
		sum := 0.0
		for _, f := range g.features {
			sum += each[f]
		}
		if sum != 0 {
			out = append(out, Contribution{Name: g.name, Value: sum * share, Detail: s.detail(g.features[0], ts, c)})
		}
	}
	return out
}

// detail says in words what a group of features, told by its first, saw.
func (s *scratch) detail(first feature, ts *tallies, c *candidate) string {
	t := s.model.tracks
	switch first {
	case featureRate:
		mostTried, mostRight, rate := int32(0), int32(0), -1.0
		for _, r := range s.refs[c.from:c.to] {
			tried, right := t.of(r.at)
			if own := (float64(right) + 1) / (float64(tried) + 2); ts.list[r.tally].mentions >= leastMentions && own > rate {
				mostTried, mostRight, rate = tried, right, own
			}
		}
		if mostTried > 0 {
			return fmt.Sprintf("right in %d of %d texts with the label", mostRight, mostTried)
		}
	case featurePrior:
		return fmt.Sprintf("in %d of %d texts", t.assigned[c.concept], t.texts)
	case featureSpelling:
		return s.bestSpelt(c.concept)
	case featureMargin:
		var names []string
		for _, w := range s.speakFor(ts, c) {
			names = append(names, report.Unescape(w.In(s.text)))
		}
		return strings.Join(names, ", ")
	}
	return ""
}
