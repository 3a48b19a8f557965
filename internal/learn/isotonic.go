package learn

import (
	"cmp"
	"math"
	"slices"
)

// An Isotonic makes probabilities of scores by a curve that rises through
// points, whatever its shape.
//
// Between two points the probability is interpolated. Beyond the first and the
// last it goes on towards halfway to 0 and to 1, as t/(t+Reach) at a distance
// of t. So of two scores the higher one never has the lower probability, and
// has the higher one but for rounding and for a curve of one point, which is
// level. Its methods are safe for concurrent use.
type Isotonic struct {
	Scores        []float64 // ascending
	Probabilities []float64 // by point; ascending, within (0, 1)
	Reach         [2]float64
}

// FitIsotonic returns the curve for scores of which each came true or did not.
//
// Pooling adjacent violators finds the non-decreasing steps nearest to what
// came true, by least squares (Ayer, Brunk, Ewing, Reid and Silverman, Annals
// of Mathematical Statistics 26(4), 1955; for probabilities: Zadrozny and
// Elkan, KDD 2002). A point is put at the average score of each step (centred
// isotonic regression: Oron and Flournoy, Statistics in Biopharmaceutical
// Research 9(3), 2017). Before, half a row that came true is put at the lowest
// score and half a row that did not at the highest, so that no probability is
// 0 or 1. It takes the time of sorting. The error is an *InputError.
func FitIsotonic(scores []float64, labels []bool) (*Isotonic, error) {
	rows, err := scored(scores, labels, nil)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b step) int { return cmp.Compare(a.score, b.score) })
	lowest, highest := rows[0].score, rows[len(rows)-1].score
	rows = slices.Insert(rows, 0, step{lowest, 1, 0.5})
	rows = append(rows, step{highest, 0, 0.5})
	i := new(Isotonic)
	for _, s := range pool(rows) {
		i.Scores = append(i.Scores, s.score)
		i.Probabilities = append(i.Probabilities, s.value)
	}
	last := len(i.Scores) - 1
	i.Reach = [2]float64{i.Scores[0] - lowest, highest - i.Scores[last]}
	for side, end := range [2]int{0, last} {
		if last > 0 && !(i.Reach[side] > 0) {
			i.Reach[side] = math.Abs(i.Scores[end] - i.Scores[max(end-1, 1-end)])
		}
	}
	return i, nil
}

// Probability returns the probability of a score. NaN has that of the lowest.
func (i *Isotonic) Probability(score float64) float64 {
	last := len(i.Scores) - 1
	if last < 0 {
		return 0.5
	}
	first, final := i.Probabilities[0], i.Probabilities[last]
	k, _ := slices.BinarySearch(i.Scores, score) // NaN is before all others
	switch {
	case last == 0:
		return first
	case k == 0:
		return first - first/2*beyond(i.Scores[0]-score, i.Reach[0])
	case k > last:
		return final + (1-final)/2*beyond(score-i.Scores[last], i.Reach[1])
	}
	a, b := i.Scores[k-1], i.Scores[k]
	share := (score - a) / (b - a)
	return i.Probabilities[k-1]*(1-share) + i.Probabilities[k]*share
}

// check returns an *InputError if i is not as its fields say.
func (i *Isotonic) check() error {
	if len(i.Scores) == 0 || len(i.Scores) != len(i.Probabilities) {
		return &InputError{"curve", -1, "not one probability for each score"}
	}
	for k, score := range i.Scores {
		switch p := i.Probabilities[k]; {
		case !(math.Abs(score) <= mostScore) || !(p > 0 && p < 1):
			return &InputError{"point", k, "a score or a probability out of range"}
		case k > 0 && !(score > i.Scores[k-1] && p >= i.Probabilities[k-1]):
			return &InputError{"point", k, "not in ascending order"}
		}
	}
	for _, reach := range i.Reach {
		if !(reach >= 0 && reach <= 2*mostScore) {
			return &InputError{"curve", -1, "a reach out of range"}
		}
	}
	return nil
}

// mostScore is how great a score may be: so great that differences stay finite.
const mostScore = 1e300

// beyond returns distance/(distance+reach), which is 1 at infinity.
func beyond(distance, reach float64) float64 {
	if !(distance < math.MaxFloat64) {
		return 1
	}
	if distance == 0 {
		return 0
	}
	return distance / (distance + reach)
}

// A step is a stretch of scores: their average, that of what came true, and
// how much they weigh.
type step struct{ score, value, weight float64 }

// scored returns a step for each score.
func scored(scores []float64, labels []bool, weights []float64) ([]step, error) {
	if len(scores) == 0 {
		return nil, &InputError{"scores", -1, "none"}
	}
	if len(labels) != len(scores) || weights != nil && len(weights) != len(scores) {
		return nil, &InputError{"scores", -1, "not one for each label and weight"}
	}
	rows := make([]step, len(scores))
	for i, score := range scores {
		rows[i] = step{score: score, weight: 1}
		if labels[i] {
			rows[i].value = 1
		}
		if weights != nil {
			rows[i].weight = weights[i]
		}
		if !finite(score) || math.Abs(score) > mostScore {
			return nil, &InputError{"score", i, "not finite, or too great"}
		}
		if w := rows[i].weight; !(w > 0 && w < 1e100) {
			return nil, &InputError{"score", i, "a weight that is not positive, or too great"}
		}
	}
	return rows, nil
}

// pool joins rows, in ascending order of their scores, to steps: first those
// of one score, then what would not rise. It overwrites rows.
func pool(rows []step) []step {
	level := rows[:0]
	for _, r := range rows {
		if n := len(level); n > 0 && level[n-1].score == r.score {
			level[n-1] = level[n-1].join(r)
		} else {
			level = append(level, r)
		}
	}
	steps := level[:0]
	for _, r := range level {
		for len(steps) > 0 && steps[len(steps)-1].value >= r.value {
			r = steps[len(steps)-1].join(r)
			steps = steps[:len(steps)-1]
		}
		steps = append(steps, r)
	}
	return steps
}

// join returns the step of both.
func (s step) join(r step) step {
	weight := s.weight + r.weight
	share := r.weight / weight
	return step{
		score:  s.score + float64(share*(r.score-s.score)),
		value:  s.value + float64(share*(r.value-s.value)),
		weight: weight,
	}
}
