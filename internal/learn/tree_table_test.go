package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestCutBins(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ values, want []float64 }{
		{[]float64{7}, nil},
		{[]float64{7, 7, 7}, nil},
		{[]float64{0, math.Copysign(0, -1)}, nil},
		{[]float64{3, 1, 3, 2}, []float64{1.5, 2.5}},
		{[]float64{0, 1, 1, 0}, []float64{.5}},
		{[]float64{1, math.NaN()}, []float64{-inf}},
		{[]float64{inf, 1, -inf}, []float64{-inf, 1}},
		{[]float64{-inf, inf}, []float64{-inf}},
		{[]float64{math.MaxFloat64, -math.MaxFloat64}, []float64{0}},
		{[]float64{1, math.Nextafter(1, 2)}, []float64{1}},
	} {
		values := slices.Clone(c.values)
		for i := range values {
			values[i] = orLeast(values[i])
		}
		if got := cutBins(values); !slices.Equal(got, c.want) {
			t.Errorf("%v: edges %v, want %v", c.values, got, c.want)
		}
	}
}

// FuzzTable holds what a table says of each number against its edges.
func FuzzTable(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, uint16(1<<(seed%12)), uint8(seed))
	}
	f.Fuzz(func(t *testing.T, seed uint64, rows uint16, kind uint8) {
		r := rand.New(rand.NewPCG(seed, 0))
		const width = 10
		x := make([]float64, width*(int(rows)%2000+1))
		for i := range x {
			switch kind % 5 {
			case 0:
				x[i] = math.Float64frombits(r.Uint64()) // anything, NaN too
			case 1:
				x[i] = float64(r.IntN(256))
			case 2:
				x[i] = math.Floor(r.ExpFloat64() * 50)
			case 3:
				x[i] = r.NormFloat64()
			case 4:
				x[i] = float64(r.IntN(2))
			}
		}
		table, err := NewTable(x, width)
		if err != nil {
			t.Fatal(err)
		}
		for slot, f := range table.features {
			edges := table.edges[slot]
			if len(edges) >= maxBins || !slices.IsSorted(edges) || len(slices.Compact(slices.Clone(edges))) != len(edges) {
				t.Fatalf("edges %v", edges)
			}
			count := make([]int, maxBins)
			distinct := map[float64]bool{}
			for i := range table.rows {
				v := orLeast(x[i*width+int(f)])
				bin := int(table.blocks[slot/lanes][i*lanes+slot%lanes])
				if bin > 0 && !(v > edges[bin-1]) || bin < len(edges) && !(v <= edges[bin]) {
					t.Fatalf("%v in bin %d of %v", v, bin, edges)
				}
				count[bin]++
				distinct[v] = true
			}
			for bin, n := range count[:len(edges)+1] {
				if n == 0 {
					t.Fatalf("bin %d of %v is empty", bin, edges)
				}
			}
			if len(distinct) <= maxBins && len(edges) != len(distinct)-1 {
				t.Fatalf("%d edges for %d values", len(edges), len(distinct))
			}
		}
	})
}

func TestSortNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 0))
	for n := range 200 {
		v := make([]float64, n)
		for i := range v {
			if v[i] = orLeast(math.Float64frombits(r.Uint64())); n%3 == 0 {
				v[i] = float64(r.IntN(7) - 3)
			}
		}
		want := slices.Sorted(slices.Values(v))
		if n > 0 {
			sortNumbers(v, make([]uint64, n), make([]uint64, n))
		}
		if !slices.Equal(v, want) {
			t.Fatalf("%v, want %v", v, want)
		}
	}
}

// FuzzPacking unpacks the sums of any rows.
func FuzzPacking(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, uint16(1<<(seed%13)), int8(seed*11))
	}
	f.Fuzz(func(t *testing.T, seed uint64, rows uint16, exponent int8) {
		r := rand.New(rand.NewPCG(seed, 0))
		n := int(rows)%5000 + 1
		g, h := make([]float64, n), make([]float64, n)
		var sumG, sumH float64
		for i := range g {
			g[i] = math.Ldexp(r.NormFloat64(), int(exponent))
			h[i] = math.Ldexp(r.ExpFloat64(), int(exponent))
			sumG += math.Abs(g[i])
			sumH += h[i]
		}
		p := newPacking(n, sumG, sumH)
		var w uint64
		var wantG, wantH float64
		count := 0
		for i := range g {
			if r.IntN(3) > 0 {
				w += p.pack(i, g[i], h[i])
				wantG += g[i]
				wantH += h[i]
				count++
			}
		}
		gotG, gotH := p.gh(w)
		if p.count(w) != count {
			t.Errorf("%d rows, want %d", p.count(w), count)
		}
		if math.Abs(gotG-wantG) > p.gUnit*float64(count) || math.Abs(gotH-wantH) > p.hUnit*float64(count) {
			t.Errorf("sums %v and %v, want %v and %v", gotG, gotH, wantG, wantH)
		}
		// All rows at their most still have room.
		w = 0
		for i := range g {
			w += p.pack(i, math.Abs(g[i]), h[i])
		}
		if gotG, _ := p.gh(w); p.count(w) != n || math.Abs(gotG-sumG) > p.gUnit*float64(n) {
			t.Errorf("%d rows and a sum of %v, want %d and %v", p.count(w), gotG, n, sumG)
		}
	})
}

func TestNewTableRefuses(t *testing.T) {
	for _, c := range []struct{ numbers, width int }{{0, 1}, {5, 0}, {5, -1}, {5, 2}, {MaxRows + 1, 1}} {
		refused(t, fmt.Sprintf("%d numbers in rows of %d", c.numbers, c.width), errOf(NewTable(make([]float64, c.numbers), c.width)))
	}
}
