package eval

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A Comparison of two systems over the same texts.
type Comparison struct {
	Texts       int          `json:"texts"`
	Samples     int          `json:"samples"`
	Confidence  float64      `json:"confidence"`
	Differences []Difference `json:"differences"` // a Measure each, in their order
}

// A Difference is how far one system is above the other in one measure.
type Difference struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"` // of the one
	Other float64 `json:"other"` // of the other
	Delta float64 `json:"delta"` // Value - Other
	Low   float64 `json:"low"`   // interval of Delta by paired bootstrap
	High  float64 `json:"high"`
	// Bootstrap and Randomization are two-sided p-values: the chance of a
	// difference at least as great if the systems were equally good.
	Bootstrap     float64 `json:"bootstrap"`
	Randomization float64 `json:"randomization"`
}

// Difference returns the difference in the measure with a name, and whether
// there is one.
func (c *Comparison) Difference(name string) (Difference, bool) {
	i := slices.IndexFunc(c.Differences, func(d Difference) bool { return d.Name == name })
	if i < 0 {
		return Difference{}, false
	}
	return c.Differences[i], true
}

// Compare tells how far the suggestions of texts are better than other ones:
// others[i] are those for texts[i]. Two tests ask whether chance explains the
// difference:
//
//   - The paired bootstrap draws texts with replacement and takes both systems'
//     suggestions for each. Its p-value is the share of samples whose difference
//     is as far from the observed one as that is from 0. (Efron and Tibshirani,
//     An Introduction to the Bootstrap, 1993, chapter 16.)
//   - Randomization swaps the systems' suggestions for each text with a chance
//     of one half. Its p-value is the share of these whose difference is as far
//     from 0 as the observed one. (Noreen, Computer Intensive Methods for Testing
//     Hypotheses, 1989; Smucker, Allan and Carterette, A comparison of statistical
//     significance tests for information retrieval evaluation, CIKM 2007.)
//
// Both count the observed difference as one of the samples, so that no p-value
// is 0, and 1/(samples+1) the lowest. Errors and cost are those of [Evaluate],
// four times; without samples, p-values are 1.
func Compare(texts []Text, others [][]Suggestion, o Options) (*Comparison, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	if len(others) != len(texts) {
		return nil, &OptionError{"others", "not as many as there are texts"}
	}
	second := slices.Clone(texts)
	for i := range second {
		second[i].Suggestions = others[i]
	}
	cards, err := newCards(&o, texts)
	if err != nil {
		return nil, err
	}
	more, err := newCards(&o, second)
	if err != nil {
		return nil, err
	}
	n := len(texts)
	p := pair{newBoard(&o, append(cards, more...)), n}
	c := &Comparison{Texts: n, Samples: max(o.Samples, 0), Confidence: o.Confidence, Differences: []Difference{}}
	if n == 0 {
		c.Samples = 0
	}
	p.compare(c, o.Seed)
	return c, nil
}

// A pair is a board with the rows of one system before those of the other.
type pair struct {
	*board
	n int // texts
}

// difference puts the measures of two samples of rows into a and b.
func (p pair) difference(s *pairScratch) {
	p.values(s.first, s.a)
	p.values(s.second, s.b)
}

// pairScratch has two samples of rows, and the measures of both.
type pairScratch struct{ drawn, first, second, a, b []float64 }

func (p pair) newScratch() *pairScratch {
	return &pairScratch{make([]float64, p.n), make([]float64, 2*p.n), make([]float64, 2*p.n), make([]float64, len(p.names)), make([]float64, len(p.names))}
}

func (p pair) compare(c *Comparison, seed uint64) {
	s := p.newScratch()
	copy(s.first, evenly(p.n))
	copy(s.second[p.n:], evenly(p.n))
	p.difference(s)
	bootstrap := p.deltas(c.Samples, seed, func(random *rand.Rand, s *pairScratch) {
		drawn(random, s.drawn)
		copy(s.first, s.drawn)
		copy(s.second[p.n:], s.drawn)
	})
	swapped := p.deltas(c.Samples, ^seed, func(random *rand.Rand, s *pairScratch) {
		for i := range p.n {
			w := float64(random.IntN(2))
			s.first[i], s.first[p.n+i] = w, 1-w
			s.second[i], s.second[p.n+i] = 1-w, w
		}
	})
	for i, name := range p.names {
		if name == "ECE" && !p.calibrated {
			continue
		}
		d := Difference{Name: name, Value: s.a[i], Other: s.b[i], Delta: s.a[i] - s.b[i], Bootstrap: 1, Randomization: 1}
		d.Low, d.High = d.Delta, d.Delta
		if c.Samples > 0 {
			p.centre(i, bootstrap[i], d.Delta)
			d.Low, d.High = interval(bootstrap[i], c.Confidence)
			d.Bootstrap = extreme(bootstrap[i], d.Delta, d.Delta)
			d.Randomization = extreme(swapped[i], 0, d.Delta)
		}
		c.Differences = append(c.Differences, d)
	}
}

// deltas returns the differences in the samples that draw makes, by measure,
// each sorted.
func (p pair) deltas(n int, seed uint64, draw func(*rand.Rand, *pairScratch)) [][]float64 {
	deltas := make([][]float64, len(p.names))
	for i := range deltas {
		deltas[i] = make([]float64, n)
	}
	resample(n, seed, p.newScratch, func(i int, random *rand.Rand, s *pairScratch) {
		draw(random, s)
		p.difference(s)
		for j := range deltas {
			deltas[j][i] = s.a[j] - s.b[j]
		}
	})
	for _, d := range deltas {
		slices.Sort(d)
	}
	return deltas
}

// extreme returns the share of samples that are at least as far from centre as
// delta is from 0, delta itself being one of them.
func extreme(samples []float64, centre, delta float64) float64 {
	const rounding = 1e-12
	n := 1
	for _, s := range samples {
		if math.Abs(s-centre) >= math.Abs(delta)-rounding {
			n++
		}
	}
	return float64(n) / float64(len(samples)+1)
}
