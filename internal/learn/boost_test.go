package learn

import (
	"math"
	"math/rand/v2"
	"reflect"
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

// boost learns a model, which is sound.
func boost(t testing.TB, x, y []float64, o BoostOptions) *Boosted {
	t.Helper()
	table, err := NewTable(x, len(x)/len(y))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Boost(Sample{Table: table, Labels: y}, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestBoostByHand has 4 yes of 10, all behind the same threshold.
func TestBoostByHand(t *testing.T) {
	x := []float64{0, 0, 0, 0, 0, 0, 1, 1, 1, 1}
	m := boost(t, x, x, BoostOptions{Trees: 1, Rate: .5, LeastLeaf: 1, L2: 1})
	base := math.Log(.4 / .6)
	left := base - .5*(6*.4)/(6*.24+1)
	right := base + .5*(4*.6)/(4*.24+1)
	for v, want := range map[float64]float64{0: left, .5: left, .51: right, 1: right} {
		if got := m.Logit([]float64{v}); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v: %v, want %v", v, got, want)
		}
	}
	if m.Cover[0] != 10 || m.Cover[1] != 6 || m.Cover[2] != 4 {
		t.Errorf("covers %v", m.Cover)
	}
}

func TestBoostLossFalls(t *testing.T) {
	x, y := noisy(1500, 5, 2)
	for _, o := range []BoostOptions{{}, {Rate: .5, L2: -1, LeastLeaf: 20}, {Leaves: 2}, {Leaves: 64, LeastLeaf: 5}} {
		m := boost(t, x, y, o)
		if len(m.Roots) != 64 {
			t.Errorf("%+v: %d trees", o, len(m.Roots))
		}
		sums := make([]float64, len(y))
		for i := range sums {
			sums[i] = m.Base
		}
		before := meanLoss(sums, y)
		for k, root := range m.Roots {
			for i := range sums {
				sums[i] += m.Value[m.leaf(root, x[i*5:i*5+5])]
			}
			loss := meanLoss(sums, y)
			if loss > before {
				t.Errorf("%+v: loss %v after tree %d, %v before", o, loss, k, before)
			}
			before = loss
		}
	}
}

// TestBoostLeaves counts what falls into each leaf.
func TestBoostLeaves(t *testing.T) {
	x, y := noisy(1000, 5, 4)
	o := BoostOptions{Trees: 20, Leaves: 12, LeastLeaf: 30}
	m := boost(t, x, y, o)
	for _, root := range m.Roots {
		rows := map[int32]int{}
		for i := range y {
			rows[m.leaf(root, x[i*5:i*5+5])]++
		}
		if len(rows) > o.Leaves {
			t.Errorf("%d leaves", len(rows))
		}
		for leaf, n := range rows {
			if n < o.LeastLeaf || float32(n) != m.Cover[leaf] {
				t.Errorf("%d rows in a leaf of cover %v", n, m.Cover[leaf])
			}
		}
	}
}

// TestBoostRows holds rows left out against a table without them, which has the
// same bins.
func TestBoostRows(t *testing.T) {
	const width, n = 3, 600
	x, y := noisy(n, width, 8)
	for i, v := range x {
		x[i] = min(max(math.Round(v), -2), 2)
	}
	var rows []int32
	var kept, labels []float64
	for i := range n {
		if i%3 > 0 {
			rows = append(rows, int32(i))
			kept, labels = append(kept, x[i*width:(i+1)*width]...), append(labels, y[i])
		}
	}
	table, err := NewTable(x, width)
	if err != nil {
		t.Fatal(err)
	}
	some, err := Boost(Sample{Table: table, Labels: y, Rows: rows}, BoostOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if want := boost(t, kept, labels, BoostOptions{}); len(want.Roots) == 0 || !reflect.DeepEqual(some, want) {
		t.Error("rows that were left out count")
	}
}

func TestBoostWithoutAnythingToLearn(t *testing.T) {
	x, y := noisy(50, 2, 1)
	same := make([]float64, 50)
	ones := make([]float64, 50)
	half := make([]float64, 50)
	for i := range ones {
		ones[i], half[i] = 1, .5
	}
	for name, c := range map[string]struct {
		x, y []float64
		base float64
	}{
		"constant features": {same, y, math.Log(mean(y) / (1 - mean(y)))},
		"all no":            {x[:50], same, math.Log(1. / 51)},
		"all yes":           {x[:50], ones, math.Log(51)},
		"all in between":    {x[:50], half, 0},
		"one row":           {x[:1], ones[:1], math.Log(2)},
		"too few rows":      {x[:50], y, math.Log(mean(y) / (1 - mean(y)))},
	} {
		m := boost(t, c.x, c.y, BoostOptions{})
		if len(m.Roots) > 0 || math.Abs(m.Base-c.base) > 1e-12 {
			t.Errorf("%s: %d trees, base %v, want none and %v", name, len(m.Roots), m.Base, c.base)
		}
	}
}

func mean(v []float64) float64 {
	var sum float64
	for _, f := range v {
		sum += f
	}
	return sum / float64(len(v))
}

func TestBoostRefuses(t *testing.T) {
	x, y := noisy(20, 2, 1)
	table, err := NewTable(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	with := func(i int, v float64) []float64 {
		out := append([]float64(nil), y...)
		out[i] = v
		return out
	}
	for name, c := range map[string]struct {
		s Sample
		o BoostOptions
	}{
		"no table":          {Sample{Labels: y}, BoostOptions{}},
		"few labels":        {Sample{Table: table, Labels: y[1:]}, BoostOptions{}},
		"label NaN":         {Sample{Table: table, Labels: with(3, math.NaN())}, BoostOptions{}},
		"label 2":           {Sample{Table: table, Labels: with(3, 2)}, BoostOptions{}},
		"row beyond":        {Sample{Table: table, Labels: y, Rows: []int32{20}}, BoostOptions{}},
		"row negative":      {Sample{Table: table, Labels: y, Rows: []int32{-1}}, BoostOptions{}},
		"row twice":         {Sample{Table: table, Labels: y, Rows: []int32{1, 1}}, BoostOptions{}},
		"no rows":           {Sample{Table: table, Labels: y, Rows: []int32{}}, BoostOptions{}},
		"rate":              {Sample{Table: table, Labels: y}, BoostOptions{Rate: math.NaN()}},
		"l2":                {Sample{Table: table, Labels: y}, BoostOptions{L2: math.NaN()}},
		"trees below 0":     {Sample{Table: table, Labels: y}, BoostOptions{Trees: -1}},
		"too many leaves":   {Sample{Table: table, Labels: y}, BoostOptions{Leaves: maxLeaves + 1}},
		"leaves below 0":    {Sample{Table: table, Labels: y}, BoostOptions{Leaves: -1}},
		"leastleaf below 0": {Sample{Table: table, Labels: y}, BoostOptions{LeastLeaf: -1}},
	} {
		refused(t, name, errOf(Boost(c.s, c.o)))
	}
}

// FuzzBoost learns from anything: what comes out passes Check, answers with
// numbers, and is no worse than its base.
func FuzzBoost(f *testing.F) {
	for seed := range uint64(30) {
		f.Add(seed, uint8(seed*3), uint8(seed), uint8(seed/3))
	}
	f.Fuzz(func(t *testing.T, seed uint64, rows, leaves, kind uint8) {
		r := rand.New(rand.NewPCG(seed, 0))
		n, width := int(rows)+1, 1+r.IntN(12)
		x, y := make([]float64, n*width), make([]float64, n)
		for i := range x {
			switch kind % 4 {
			case 0:
				x[i] = math.Float64frombits(r.Uint64())
			case 1:
				x[i] = float64(r.IntN(3))
			case 2:
				x[i] = []float64{0, math.NaN(), math.Inf(1), math.Inf(-1), 1e308, -1e308}[r.IntN(6)]
			case 3:
				x[i] = r.NormFloat64()
			}
		}
		for i := range y {
			if y[i] = float64(r.IntN(2)); kind&16 != 0 {
				y[i] = r.Float64()
			}
		}
		table, err := NewTable(x, width)
		if err != nil {
			t.Fatal(err)
		}
		o := BoostOptions{Trees: 20, Rate: .3, Leaves: int(leaves%20) + 1, LeastLeaf: 1, L2: float64(kind>>6) - 1}
		boosted, err := Boost(Sample{Table: table, Labels: y}, o)
		if err != nil {
			t.Fatal(err)
		}
		if err := boosted.Check(); err != nil {
			t.Fatal(err)
		}
		for i := range n {
			row := x[i*width : (i+1)*width]
			if v := boosted.Logit(row); !(math.Abs(v) <= math.MaxFloat64) {
				t.Fatalf("logit %v", v)
			}
		}
	})
}

func BenchmarkTable(b *testing.B) {
	x, _ := noisy(100_000, 30, 1)
	b.ResetTimer()
	for range b.N {
		if _, err := NewTable(x, 30); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBoost(b *testing.B) {
	x, y := noisy(100_000, 30, 1)
	table, err := NewTable(x, 30)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		if _, err := Boost(Sample{Table: table, Labels: y}, BoostOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkForest(b *testing.B) {
	x, y := noisy(20_000, 30, 1)
	m := boost(b, x, y, BoostOptions{})
	f := m.Forest(nil)
	b.ResetTimer()
	for i := range b.N {
		i %= len(y)
		f.Sum(x[i*30 : i*30+30])
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(m.Roots)), "ns/tree")
}
