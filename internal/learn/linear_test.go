package learn

import (
	"math/rand/v2"
	"testing"
)

// However the weights are kept, the scores are the sums that Weight tells.
func TestLinearKeepsWeights(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 6))
	const width, count = 30, 12
	for _, share := range []float64{0, 0.1, 0.6, 1} {
		want := [count][width]float32{}
		classes := make([]weights, count)
		for c := range classes {
			classes[c].bias = float64(c)
			for column := range want[c] {
				if random.Float64() < share {
					w := float32(random.NormFloat64())
					want[c][column] = w
					classes[c].columns = append(classes[c].columns, uint32(column))
					classes[c].values = append(classes[c].values, w)
				}
			}
		}
		l := newLinear(width, classes)
		if err := l.Check(); err != nil {
			t.Fatal(err)
		}
		if dense := l.Starts == nil; dense != (share > 0.5) {
			t.Errorf("share %v: dense %v", share, dense)
		}
		v := Vector{[]uint32{0, 3, 7, 29, 30, 99}, []float32{1, 2, -1, 0.5, 7, 7}}
		for c, score := range l.Scores(nil, v) {
			sum := float64(c)
			for k, column := range v.Columns {
				if column < width {
					near(t, "weight", l.Weight(c, column), float64(want[c][column]), 0)
					sum += float64(want[c][column]) * float64(v.Values[k])
				}
			}
			near(t, "score", score, sum, 1e-12)
			parts := l.Bias[c]
			for _, part := range l.Contributions(nil, c, v) {
				parts += part
			}
			near(t, "contributions", parts, sum, 1e-12)
		}
	}
}

func TestLinearCheck(t *testing.T) {
	for name, l := range map[string]*Linear{
		"negative":       {Width: -1},
		"short":          {Width: 2, Bias: []float64{0}, Weights: []float32{1}},
		"no classes":     {Width: 2, Weights: []float32{1, 2}},
		"no starts":      {Width: 1, Bias: []float64{0}, Starts: []uint64{}},
		"no numbers":     {Width: 1, Bias: []float64{0}, Starts: []uint64{0, 1}, Weights: []float32{1}},
		"many classes":   {Width: 1, Bias: []float64{0}, Starts: []uint64{0, 1}, Numbers: []uint32{1}, Weights: []float32{1}},
		"twice":          {Width: 1, Bias: []float64{0}, Starts: []uint64{0, 2}, Numbers: []uint32{0, 0}, Weights: []float32{1, 1}},
		"falling starts": {Width: 2, Bias: []float64{0}, Starts: []uint64{0, 5, 1}, Numbers: []uint32{0}, Weights: []float32{1}},
	} {
		refused(t, name, l.Check())
	}
}

func BenchmarkScores(b *testing.B) {
	rows, classes := randomRows(1, 300, 5000, 250, 50)
	l, err := oneVsRest(rows, 5000, classes, SVCOptions{})
	if err != nil {
		b.Fatal(err)
	}
	var scores []float64
	for b.Loop() {
		scores = l.Scores(scores[:0], rows.Row(7))
	}
}
