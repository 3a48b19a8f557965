package eval

import (
	"math/rand/v2"
	"slices"

	"github.com/catchword/catchword/internal/parallel"
	"gonum.org/v1/gonum/stat"
)

// resample calls draw for each of n samples, with random numbers that depend on
// nothing but the seed and the number of the sample; several at once, so draw
// must keep what it makes by that number. Each goroutine has a scratch of its
// own from newScratch.
func resample[S any](n int, seed uint64, newScratch func() S, draw func(sample int, random *rand.Rand, scratch S)) {
	parallel.With(n, func() func(int) {
		scratch := newScratch()
		return func(i int) { draw(i, rand.New(rand.NewPCG(seed, uint64(i))), scratch) }
	})
}

// drawn draws as many texts as there are, with replacement: it returns how often
// each was drawn, in weights.
func drawn(random *rand.Rand, weights []float64) {
	clear(weights)
	for range weights {
		weights[random.IntN(len(weights))]++
	}
}

// bootstrap returns the measures of n samples of the board's rows, by measure,
// each sorted.
func (b *board) bootstrap(rows, n int, seed uint64) [][]float64 {
	samples := make([][]float64, len(b.names))
	for i := range samples {
		samples[i] = make([]float64, n)
	}
	type scratch struct{ weights, values []float64 }
	resample(n, seed, func() scratch {
		return scratch{make([]float64, rows), make([]float64, len(b.names))}
	}, func(i int, random *rand.Rand, s scratch) {
		drawn(random, s.weights)
		b.values(s.weights, s.values)
		for j, v := range s.values {
			samples[j][i] = v
		}
	})
	for _, s := range samples {
		slices.Sort(s)
	}
	return samples
}

// centre moves the samples of measure i, if it is no ratio of sums, so that
// their mean is the value of all texts. Samples of the texts lack some of the
// rare concepts and are less smooth than the texts, which shifts averages over
// concepts and calibration errors, though it says nothing about the value.
// (Efron and Tibshirani, chapter 10.)
func (b *board) centre(i int, samples []float64, value float64) {
	if i < b.ratios || len(samples) == 0 {
		return
	}
	shift := value - stat.Mean(samples, nil)
	for j := range samples {
		samples[j] += shift
	}
}

// interval returns the percentile interval of a sorted sample. (Efron and
// Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.)
func interval(sorted []float64, confidence float64) (low, high float64) {
	tail := (1 - confidence) / 2
	return stat.Quantile(tail, stat.Empirical, sorted, nil), stat.Quantile(1-tail, stat.Empirical, sorted, nil)
}
