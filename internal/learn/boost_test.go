package learn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// noisy returns rows whose labels depend on their features in a way that has
// steps, products and noise.
func noisy(rows, width int, seed uint64) (x, y []float64) {
	r := rand.New(rand.NewPCG(seed, 0))
	x, y = make([]float64, rows*width), make([]float64, rows)
	for i := range y {
		row := x[i*width : (i+1)*width]
		for j := range row {
			row[j] = r.NormFloat64()
		}
		s := 2*row[0] + row[1%width]*row[2%width] - 2
		if row[3%width] > .5 {
			s++
		}
		if r.Float64() < 1/(1+math.Exp(-s)) {
			y[i] = 1
		}
	}
	return x, y
}

func BenchmarkTable(b *testing.B) {
	x, _ := noisy(100_000, 30, 1)
	b.ResetTimer()
	for range b.N {
		if _, err := NewTable(x, 30, 1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBoost(b *testing.B) {
	x, y := noisy(100_000, 30, 1)
	table, err := NewTable(x, 30, 0)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		if _, err := Boost(Sample{Table: table, Labels: y}, BoostOptions{Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLogit(b *testing.B) {
	x, y := noisy(20_000, 30, 1)
	table, err := NewTable(x, 30, 0)
	if err != nil {
		b.Fatal(err)
	}
	m, err := Boost(Sample{Table: table, Labels: y}, BoostOptions{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("one", func(b *testing.B) {
		for i := range b.N {
			i %= len(y)
			m.Logit(x[i*30 : i*30+30])
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(m.Roots)), "ns/tree")
	})
	b.Run("many", func(b *testing.B) {
		out := make([]float64, 600)
		for i := range b.N {
			from := i * 600 % 18_000
			m.Sums(x[from*30:(from+600)*30], out)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(m.Roots))/600, "ns/tree")
	})
}
