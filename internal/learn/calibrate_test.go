package learn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var (
	calibrationScores  = []float64{-3, -2.5, -2, -1, -1, -.5, 0, .25, .5, 1, 1.5, 2, 2.5, 3}
	calibrationLabels  = []bool{false, false, true, false, true, false, false, true, false, true, true, false, true, true}
	calibrationWeights = []float64{1, 2, 1, 1, 2, 1, .5, 1, 3, 1, 1, 1, 2, 1}
)

// The figures are those of scikit-learn 1.2.1: IsotonicRegression().fit(scores,
// labels, sample_weight=weights).predict(scores).
func TestPoolIsScikitLearns(t *testing.T) {
	for _, test := range []struct {
		weights []float64
		want    []float64
	}{
		{nil, []float64{0, 0, .4, .4, .4, .4, .4, .5, .5, 2. / 3, 2. / 3, 2. / 3, 1, 1}},
		{calibrationWeights, []float64{0, 0, 0.42105263157894735, 0.42105263157894735, 0.42105263157894735, 0.42105263157894735, 0.42105263157894735, 0.42105263157894735, 0.42105263157894735, 2. / 3, 2. / 3, 2. / 3, 1, 1}},
	} {
		rows, err := scored(calibrationScores, calibrationLabels, test.weights)
		if err != nil {
			t.Fatal(err)
		}
		weights := make([]float64, len(rows))
		for i, r := range rows {
			weights[i] = r.weight
		}
		steps := pool(rows)
		k, seen := 0, 0.0
		for i, want := range test.want {
			near(t, "value", steps[k].value, want, 1e-12)
			if seen += weights[i]; seen > steps[k].weight-1e-9 {
				k, seen = k+1, 0
			}
		}
	}
}

// brute returns the least squares of steps that don't fall, by trying every
// way to cut rows.
func brute(rows []step) float64 {
	least := math.Inf(1)
	for cuts := range 1 << (len(rows) - 1) {
		sum, last, from := 0.0, math.Inf(-1), 0
		for i := range rows {
			if i < len(rows)-1 && cuts>>i&1 == 0 {
				continue
			}
			weight, value := 0.0, 0.0
			for _, r := range rows[from : i+1] {
				weight += r.weight
				value += r.weight * r.value
			}
			value /= weight
			if value < last {
				sum = math.Inf(1)
			}
			for _, r := range rows[from : i+1] {
				sum += r.weight * (r.value - value) * (r.value - value)
			}
			last, from = value, i+1
		}
		least = min(least, sum)
	}
	return least
}

// No steps that don't fall are nearer than those of pool, and they rise.
func FuzzPool(f *testing.F) {
	f.Add(uint64(1), uint8(7))
	f.Fuzz(func(t *testing.T, seed uint64, n uint8) {
		random := rand.New(rand.NewPCG(seed, 3))
		rows := make([]step, n%9+1)
		for i := range rows {
			rows[i] = step{float64(i), float64(random.IntN(4)) / 3, float64(1 + random.IntN(3))}
		}
		want, weight := brute(rows), 0.0
		steps := pool(slices.Clone(rows))
		sum, i := 0.0, 0
		for k, s := range steps {
			if k > 0 && s.value <= steps[k-1].value {
				t.Errorf("steps don't rise: %v", steps)
			}
			for weight = 0; weight < s.weight-1e-9; i++ {
				weight += rows[i].weight
				sum += rows[i].weight * (rows[i].value - s.value) * (rows[i].value - s.value)
			}
		}
		near(t, "squares", sum, want, 1e-9)
	})
}

// By hand: half a row of each kind at the ends makes of (-1, no), (1, yes) the
// values ½/1½ and 1/1½.
func TestIsotonicByHand(t *testing.T) {
	c, err := FitIsotonic([]float64{1, -1}, []bool{true, false})
	if err != nil {
		t.Fatal(err)
	}
	for score, want := range map[float64]float64{
		-1: 1. / 3, 1: 2. / 3, 0: 1. / 2, -0.5: 5. / 12,
		3: 2./3 + 1./6/2, math.Inf(1): 5. / 6, math.Inf(-1): 1. / 6, // halfway to the end, in the limit
	} {
		near(t, "probability", c.Probability(score), want, 1e-12)
	}
	for _, label := range []bool{true, false} {
		c, err := FitIsotonic([]float64{1, 2, 2}, []bool{label, label, label})
		if err != nil {
			t.Fatal(err)
		}
		if p := c.Probability(1.5); p <= 0 || p >= 1 || (p > 0.5) != label {
			t.Errorf("all %v: probability %v", label, p)
		}
	}
	if p := new(Isotonic).Probability(1); p != 0.5 {
		t.Errorf("no points: %v", p)
	}
}

// Of two scores, the higher one never has the lower probability, and all are
// probabilities.
func FuzzCalibrate(f *testing.F) {
	f.Add(uint64(1), uint8(100), 1.0, 0.0)
	f.Add(uint64(2), uint8(3), 1e9, -1e12)
	f.Add(uint64(3), uint8(1), 0.0, 5.0)
	f.Fuzz(func(t *testing.T, seed uint64, n uint8, scale, shift float64) {
		if !(math.Abs(scale) < 1e50 && math.Abs(shift) < 1e50) {
			return
		}
		random := rand.New(rand.NewPCG(seed, 4))
		count := int(n)%100 + 1
		scores, labels := make([]float64, count), make([]bool, count)
		part := make([]uint8, count)
		for i := range scores {
			z := math.Round(random.NormFloat64()*8) / 4
			labels[i] = random.Float64() < Sigmoid(2*z)
			scores[i], part[i] = z*scale+shift, uint8(i%5)
		}
		c, err := Calibrate(scores, labels, part)
		if err != nil {
			t.Fatal(err)
		}
		i, err := FitIsotonic(scores, labels)
		if err != nil {
			t.Fatal(err)
		}
		asked := append(slices.Clone(scores), math.Inf(-1), math.Inf(1), 0, shift-scale, shift+scale*10)
		slices.Sort(asked)
		last := 0.0
		for _, score := range asked {
			p := i.Probability(score)
			if !(p >= last-1e-12 && p > 0 && p < 1) {
				t.Errorf("isotonic: probability(%v) = %v after %v", score, p, last)
			}
			last = p
			if p := c.Probability(score); !(p >= 0 && p <= 1) && !math.IsInf(score, 0) {
				t.Errorf("probability(%v) = %v", score, p)
			}
		}
	})
}

// The figures are those of scikit-learn 1.2.1: sklearn.calibration's
// _sigmoid_calibration(scores, labels, weights), which returns -Slope and
// -Offset and stops at some 1e-7 of the minimum.
func TestPlattIsScikitLearns(t *testing.T) {
	for _, test := range []struct{ weights, want []float64 }{
		{nil, []float64{0.36616101549073177, -0.020881978919706466}},
		{calibrationWeights, []float64{0.3877986912928445, -0.07539742417973229}},
	} {
		p, err := FitPlatt(calibrationScores, calibrationLabels, test.weights)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "slope", p.Slope, test.want[0], 1e-6)
		near(t, "offset", p.Offset, test.want[1], 1e-6)
	}
}

// By hand: rows that are all yes aim at (n+1)/(n+2), whatever their scores.
func TestPlattOfOneKind(t *testing.T) {
	for _, scores := range [][]float64{{1, 2, 3}, {0, 0, 0}, {1e200, 1e200, -1e200}} {
		p, err := FitPlatt(scores, []bool{true, true, true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "probability", p.Probability(scores[1]), 4./5, 1e-6)
	}
}

func TestCalibrateChooses(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 5))
	const n = 4000
	for name, curve := range map[string]func(float64) float64{
		"sigmoid": func(z float64) float64 { return Sigmoid(2*z - 1) },
		"stairs": func(z float64) float64 {
			return 0.05 + 0.4*math.Round(Sigmoid(20*z)) + 0.5*math.Round(Sigmoid(20*(z-1)))
		},
	} {
		scores, labels, part := make([]float64, n), make([]bool, n), make([]uint8, n)
		for i := range scores {
			scores[i] = random.NormFloat64() * 2
			labels[i] = random.Float64() < curve(scores[i])
			part[i] = uint8(i % 4)
		}
		c, err := Calibrate(scores, labels, part)
		if err != nil {
			t.Fatal(err)
		}
		if stairs := name == "stairs"; (c.Isotonic != nil) != stairs {
			t.Errorf("%s: losses %v", name, c.Losses)
		}
		if c.Losses[0] >= c.Losses[2] || c.Losses[1] >= c.Losses[2] {
			t.Errorf("%s: losses %v", name, c.Losses)
		}
		for _, z := range []float64{-3, -1.5, 0.5, 2.5} {
			near(t, name, c.Probability(z), curve(z), 0.06)
		}
		for p := 0.01; p < 1; p += 0.01 {
			least := c.Least(p)
			if below := c.Probability(least - 1e-9); below >= p && !math.IsInf(least, -1) {
				t.Errorf("%s: %v, below the least score for %v, has %v", name, least, p, below)
			}
			if above := c.Probability(max(least+1e-9, -1e3)); above < p && least < 1e3 {
				t.Errorf("%s: %v, above the least score for %v, has %v", name, least, p, above)
			}
		}
		if least := c.Least(0); !math.IsInf(least, -1) {
			t.Errorf("%s: the least score for any probability is %v", name, least)
		}
		if least := c.Least(2); least < 100 {
			t.Errorf("%s: the least score for what no probability is, is %v", name, least)
		}
	}
}

func TestLeastOfFalling(t *testing.T) {
	c := &Calibration{Platt: Platt{Slope: -1}}
	if least := c.Least(0.5); !math.IsInf(least, -1) {
		t.Errorf("of a curve that falls, the least score is %v", least)
	}
}

func TestCalibrateErrors(t *testing.T) {
	yes := []bool{true}
	for name, err := range map[string]error{
		"none":    errOf(FitPlatt(nil, nil, nil)),
		"labels":  errOf(FitPlatt([]float64{1, 2}, yes, nil)),
		"weights": errOf(FitPlatt([]float64{1}, yes, []float64{})),
		"zero":    errOf(FitPlatt([]float64{1}, yes, []float64{0})),
		"NaN":     errOf(FitIsotonic([]float64{math.NaN()}, yes)),
		"parts":   errOf(Calibrate([]float64{1}, yes, nil)),
	} {
		refused(t, name, err)
	}
	if c, err := Calibrate([]float64{1}, yes, []uint8{7}); err != nil || c.Isotonic != nil {
		t.Errorf("one part: %+v, %v", c, err)
	}
}
