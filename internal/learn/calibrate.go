package learn

import "math"

// A Calibration makes probabilities of scores by one of two curves.
type Calibration struct {
	Isotonic *Isotonic // nil: Platt
	Platt    Platt

	// Losses are the average logarithmic losses, in nats, of Platt's curve and
	// of the isotonic one for scores that they were not fitted to, and of the
	// one that only knows how often a score came true.
	Losses [3]float64
}

// Probability returns the probability of a score.
func (c *Calibration) Probability(score float64) float64 {
	if c.Isotonic != nil {
		return c.Isotonic.Probability(score)
	}
	return c.Platt.Probability(score)
}

// Least returns a score below which no probability is p or more, the highest but
// for rounding: minus infinity where the curve does not rise, or is never below p.
func (c *Calibration) Least(p float64) float64 {
	lowest, highest := -1e3, 1e3
	switch {
	case c.Isotonic == nil && !(c.Platt.Slope > 0), !(c.Probability(lowest) < p):
		return math.Inf(-1)
	case c.Probability(highest) < p:
		return highest
	}
	for range 64 {
		if middle := (lowest + highest) / 2; c.Probability(middle) < p {
			lowest = middle
		} else {
			highest = middle
		}
	}
	return lowest
}

// Check returns an *InputError if the curve does not rise, or makes of some finite
// score what is no probability. It is for curves that come from a file.
func (c *Calibration) Check() error {
	if err := c.Platt.Check(); err != nil {
		return err
	}
	if c.Isotonic == nil {
		return nil
	}
	return c.Isotonic.check()
}

// Calibrate returns the better curve for scores of which each came true or did
// not: the isotonic one, if its logarithmic loss is lower on parts that were
// left out in turn, or else Platt's. Part has the part of each score; rows that
// depend on each other, as those of one report, belong in the same. The error is
// an *InputError.
func Calibrate(scores []float64, labels []bool, part []uint8) (*Calibration, error) {
	if len(part) != len(scores) {
		return nil, &InputError{"parts", -1, "not one for each score"}
	}
	c := new(Calibration)
	var err error
	if c.Platt, err = FitPlatt(scores, labels, nil); err != nil {
		return nil, err
	}
	tried := 0
	var size [256]int
	for _, p := range part {
		size[p]++
	}
	for out, n := range size {
		if n == 0 || n == len(part) {
			continue
		}
		left, rest := make([]int, 0, n), make([]int, 0, len(part)-n)
		for i, p := range part {
			if int(p) == out {
				left = append(left, i)
			} else {
				rest = append(rest, i)
			}
		}
		s, l := pick(scores, rest), pick(labels, rest)
		platt, err := FitPlatt(s, l, nil)
		if err != nil {
			return nil, err
		}
		isotonic, err := FitIsotonic(s, l)
		if err != nil {
			return nil, err
		}
		yes := 0.5
		for _, right := range l {
			if right {
				yes++
			}
		}
		tried += len(left)
		for _, i := range left {
			for k, p := range [3]float64{platt.Probability(scores[i]), isotonic.Probability(scores[i]), yes / float64(1+len(rest))} {
				if !labels[i] {
					p = 1 - p
				}
				c.Losses[k] -= math.Log(max(p, 1e-15))
			}
		}
	}
	if tried == 0 {
		return c, nil // one part: nothing to compare
	}
	for k := range c.Losses {
		c.Losses[k] /= float64(tried)
	}
	if c.Losses[1] < c.Losses[0] {
		c.Isotonic, err = FitIsotonic(scores, labels)
	}
	return c, err
}

// pick returns some elements of a slice.
func pick[T any](all []T, some []int) []T {
	picked := make([]T, len(some))
	for k, i := range some {
		picked[k] = all[i]
	}
	return picked
}
