package learn

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// formula returns features and labels that any language can compute.
func formula(n, width int) (x, y []float64) {
	for i := range n {
		row := make([]float64, width)
		for j := range row {
			row[j] = float64(uint32((i*7919+j*104729+1)*2654435761) >> 8 % 100)
		}
		x = append(x, row...)
		label := 0.
		if row[0]*2+row[1]*row[2]/50+float64(i*40503%64) > 180 {
			label = 1
		}
		y = append(y, label)
	}
	return x, y
}

// TestBoostAsScikit compares with HistGradientBoostingClassifier of scikit-learn
// 1.2.1 (max_leaf_nodes, min_samples_leaf, l2_regularization, learning_rate and
// max_iter as in the options, early_stopping=False), which has gradients of 32
// bits.
func TestBoostAsScikit(t *testing.T) {
	const width = 4
	x, y := formula(240, width)
	table, err := NewTable(x, width)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		o      BoostOptions
		logits []float64
		loss   float64
		last   string // the splits of the last tree, depth first
	}{
		{
			"one tree", BoostOptions{Trees: 1, Rate: 1, Leaves: 4, LeastLeaf: 10, L2: -1},
			[]float64{1.961247, -1.6400646, 1.961247, -1.6400646, 1.7970847, 1.961247}, .3183654013207034,
			"0>72.5 1>92.5 0>60.5",
		},
		{
			"thirty", BoostOptions{Trees: 30, Rate: .1, Leaves: 8, LeastLeaf: 10, L2: 1},
			[]float64{3.067677, -3.4096279, 3.067677, -1.0973171, 2.494777, 3.067677}, .19560644480409312,
			"0>72.5 1>92.5 0>60.5 1>85.5 3>70.5 0>67.5 1>51.5",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := Boost(Sample{Table: table, Labels: y}, c.o)
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range c.logits {
				if got := m.Logit(x[i*width : (i+1)*width]); math.Abs(got-want) > 1e-6 {
					t.Errorf("row %d: %.7f, want %.7f", i, got, want)
				}
			}
			if got := lossOf(m, x, y); math.Abs(got-c.loss) > 1e-6 {
				t.Errorf("loss %.9f, want %.9f", got, c.loss)
			}
			if got := splits(&m.Trees, m.Roots[len(m.Roots)-1]); got != c.last {
				t.Errorf("last tree %s, want %s", got, c.last)
			}
		})
	}
}

// lossOf returns the mean loss of a model.
func lossOf(m *Boosted, x, y []float64) float64 {
	sums := make([]float64, len(y))
	for i := range sums {
		sums[i] = m.Logit(x[i*m.Width : (i+1)*m.Width])
	}
	return meanLoss(sums, y)
}

// meanLoss returns the mean of -y ln p - (1-y) ln(1-p) for logits of p.
func meanLoss(logits, y []float64) float64 {
	var loss float64
	for i, s := range logits {
		loss += math.Log1p(math.Exp(s)) - y[i]*s
	}
	return loss / float64(len(y))
}

// splits writes the splits below a node, depth first.
func splits(t *Trees, i int32) string {
	n := t.Nodes[i]
	if n.Left == i {
		return ""
	}
	return strings.Join(strings.Fields(fmt.Sprintf("%d>%g %s %s", n.Feature, n.Threshold, splits(t, n.Left), splits(t, n.Left+1))), " ")
}
