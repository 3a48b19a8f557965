package learn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// logit returns the logarithm of the odds of x.
func (l *Logistic) logit(x []float64) float64 {
	sum := l.Bias
	for j, d := range l.Deviations {
		if d != 0 {
			sum += l.Weights[j] * (x[j] - l.Means[j]) / d
		}
	}
	return sum
}

// By hand: rows at -1 and 1 are standardised already, and w/C = 2/(1+exp(w)),
// so w is 1 where C is (1+e)/2.
func TestLogisticByHand(t *testing.T) {
	l, err := FitLogistic([]float64{-1, 1}, 1, []bool{false, true}, LogisticOptions{C: (1 + math.E) / 2})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "weight", l.Weights[0], 1, 1e-12)
	near(t, "bias", l.Bias, 0, 1e-12)
	near(t, "logit", l.logit([]float64{0.5}), 0.5, 1e-12)
}

var (
	logisticX = []float64{0.5, 10, 3, 1.5, 12, 3, 2.0, 9, 3, 2.5, 15, 3, 3.5, 11, 3, 4.0, 8, 3, 1.0, 14, 3, 3.0, 13, 3}
	logisticY = []bool{false, false, true, false, true, true, false, true}
)

// The figures are those of scikit-learn 1.2.1,
// LogisticRegression(C=C, solver='newton-cholesky', tol=1e-14) on features by
// StandardScaler. The last feature is constant.
func TestLogisticIsScikitLearns(t *testing.T) {
	for _, test := range []struct {
		c      float64
		bias   float64
		want   [2]float64
		logits [2]float64 // of the first two rows
	}{
		{1, 0.09506962094115086, [2]float64{1.1209650913151348, -0.7402455650735107}, [2]float64{-1.1326283634430716, -0.8003091162906965}},
		{100, 1.332600638603295, [2]float64{5.925120822903751, -3.820414560976552}, [2]float64{-5.217122502999026, -3.3799842628220844}},
	} {
		l, err := FitLogistic(logisticX, 3, logisticY, LogisticOptions{C: test.c})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "bias", l.Bias, test.bias, 1e-10)
		near(t, "weight 0", l.Weights[0], test.want[0], 1e-10)
		near(t, "weight 1", l.Weights[1], test.want[1], 1e-10)
		if l.Weights[2] != 0 {
			t.Errorf("weight of a constant = %v", l.Weights[2])
		}
		near(t, "logit 0", l.logit(logisticX[:3]), test.logits[0], 1e-10)
		near(t, "logit 1", l.logit(logisticX[3:6]), test.logits[1], 1e-10)
	}
}

// randomFeatures returns rows of features and labels drawn by a logistic model.
func randomFeatures(seed uint64, n, width int) ([]float64, []bool) {
	random := rand.New(rand.NewPCG(seed, 2))
	x, labels := make([]float64, 0, n*width), make([]bool, n)
	for i := range n {
		logit := -1.0
		for j := range width {
			v := random.NormFloat64()*float64(j+1) + 3
			x = append(x, v)
			logit += (v - 3) / float64(j+1) / 3
		}
		labels[i] = random.Float64() < Sigmoid(logit)
	}
	return x, labels
}

// The gradient at what is returned is zero, whatever the rows.
func FuzzLogistic(f *testing.F) {
	f.Add(uint64(1), uint8(50), uint8(4), 1.0, 0.0)
	f.Add(uint64(2), uint8(3), uint8(7), 1000.0, 1e6)
	f.Fuzz(func(t *testing.T, seed uint64, n, width uint8, c, shift float64) {
		if !(c > 1e-6 && c < 1e6 && math.Abs(shift) < 1e6) {
			return
		}
		w := int(width) % 8
		x, labels := randomFeatures(seed, int(n)+2, w)
		labels[0], labels[1] = true, false
		for i := range x {
			x[i] += shift
		}
		l, err := FitLogistic(x, w, labels, LogisticOptions{C: c})
		if err != nil {
			t.Fatal(err)
		}
		gradient := make([]float64, w+1)
		copy(gradient, l.Weights)
		for i, label := range labels {
			row := x[i*w:][:w]
			residual := Sigmoid(l.logit(row))
			if label {
				residual--
			}
			for j := range w {
				if l.Deviations[j] != 0 {
					gradient[j] += c * residual * (row[j] - l.Means[j]) / l.Deviations[j]
				}
			}
			gradient[w] += c * residual
		}
		if g := greatest(gradient); g > 1e-6*(1+c*float64(len(labels))) {
			t.Errorf("gradient %v", gradient)
		}
	})
}

func TestLogisticIsTheSameOnOneCoreOrMany(t *testing.T) {
	x, labels := randomFeatures(5, 3*chunk+17, 5)
	sameOnAnyCores(t, func() any {
		l, err := FitLogistic(x, 5, labels, LogisticOptions{})
		return []any{l, err}
	})
}

func TestLogisticOfNothing(t *testing.T) {
	// Rows that are all equal say only how frequent the label is: here ln 3.
	l, err := FitLogistic([]float64{7, 8, 7, 8, 7, 8, 7, 8}, 2, []bool{true, true, false, true}, LogisticOptions{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "bias", l.Bias, math.Log(3), 1e-9)
	near(t, "logit", l.logit([]float64{100, -100}), math.Log(3), 1e-9)
	if l, err = FitLogistic(nil, 0, []bool{true, false}, LogisticOptions{}); err != nil || l.Bias != 0 {
		t.Errorf("no features: %+v, %v", l, err)
	}
	// Classes that are apart: the norm keeps the weights finite.
	if l, err = FitLogistic([]float64{0, 1e9, 2e9, 3e9}, 1, []bool{false, false, true, true}, LogisticOptions{C: 1e9}); err != nil || !finite(l.logit([]float64{1})) {
		t.Errorf("separable: %+v, %v", l, err)
	}
	// Two copies of a feature share its weight.
	if l, err = FitLogistic([]float64{0, 0, 1, 1, 2, 2, 3, 3}, 2, []bool{false, true, false, true}, LogisticOptions{}); err != nil {
		t.Fatal(err)
	}
	near(t, "a copy's weight", l.Weights[0], l.Weights[1], 1e-9)
}

func TestLogisticErrors(t *testing.T) {
	x, y := []float64{1, 2}, []bool{true, false}
	for name, err := range map[string]error{
		"no rows":   errOf(FitLogistic(nil, 1, nil, LogisticOptions{})),
		"width":     errOf(FitLogistic(x, 2, y, LogisticOptions{})),
		"uneven":    errOf(FitLogistic([]float64{1, 2, 3}, 1, y, LogisticOptions{})),
		"one class": errOf(FitLogistic(x, 1, []bool{true, true}, LogisticOptions{})),
		"NaN":       errOf(FitLogistic([]float64{1, math.NaN()}, 1, y, LogisticOptions{})),
		"infinite":  errOf(FitLogistic([]float64{1, math.Inf(1)}, 1, y, LogisticOptions{})),
		"great":     errOf(FitLogistic([]float64{1e300, -1e300}, 1, y, LogisticOptions{})),
		"C":         errOf(FitLogistic(x, 1, y, LogisticOptions{C: -1})),
	} {
		refused(t, name, err)
	}
}

func BenchmarkFitLogistic(b *testing.B) {
	x, labels := randomFeatures(1, 20000, 40)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FitLogistic(x, 40, labels, LogisticOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
