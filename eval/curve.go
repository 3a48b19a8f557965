package eval

import (
	"cmp"
	"slices"
)

// curve measures all suggestions together from every threshold that tells two
// of them apart.
func (r *Result) curve(cards []*card) {
	type judged struct {
		score float64
		hit   bool
	}
	var all []judged
	gold := 0
	for _, c := range cards {
		gold += len(c.gold)
		for i, s := range c.ranked {
			all = append(all, judged{s.Score, c.hits[i]})
		}
	}
	slices.SortFunc(all, func(a, b judged) int { return cmp.Compare(b.score, a.score) })
	points := []AtThreshold{}
	hits := 0
	for i, j := range all {
		if j.hit {
			hits++
		}
		if i+1 < len(all) && all[i+1].score == j.score {
			continue
		}
		p := AtThreshold{j.score, ratio(float64(hits), float64(i+1)), ratio(float64(hits), float64(gold)), ratio(float64(2*hits), float64(i+1+gold))}
		if p.F1 > r.Best.F1 {
			r.Best = p
		}
		points = append(points, p)
	}
	r.Curve = thin(points)
}

// thin leaves out points of a curve that are so near to the one before that a
// picture would not show them.
func thin(points []AtThreshold) []AtThreshold {
	if len(points) <= mostCurve {
		return points
	}
	kept := []AtThreshold{points[0]}
	for i, p := range points[1:] {
		last := kept[len(kept)-1]
		step := (points[len(points)-1].R - points[0].R) / (mostCurve - 2)
		if p.R-last.R > step || i+2 == len(points) {
			kept = append(kept, p)
		}
	}
	return kept
}
