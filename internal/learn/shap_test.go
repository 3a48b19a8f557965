package learn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// stump returns the trees that say value[0] up to a threshold of feature 0, else
// value[1], with so many rows of each.
func stump(threshold float64, value [2]float64, cover [2]float32) *Trees {
	t := &Trees{Width: 2}
	left := t.split(t.plant(), 0, threshold)
	for i := range value {
		t.Value[int(left)+i], t.Cover[int(left)+i] = value[i], cover[i]
	}
	t.addCovers()
	return t
}

func TestContributionsByHand(t *testing.T) {
	// A mean of (3×2 + 1×10)/4 = 4; the only feature explains what is over.
	s := stump(5, [2]float64{2, 10}, [2]float32{3, 1})
	out := make([]float64, 2)
	if base := s.Contributions([]float64{6, 0}, out); base != 4 || out[0] != 6 || out[1] != 0 {
		t.Errorf("base %v, contributions %v, want 4, [6 0]", base, out)
	}

	// Fever and cough, the AND of Lundberg and Lee's papers: 80 if both, else
	// 0, a quarter of the rows each. Alone, each brings 40 - 20 = 20, and with
	// the other 80 - 40 = 40: 30 on average.
	and := &Trees{Width: 2}
	left := and.split(and.plant(), 0, .5)
	and.Cover[left] = 50
	cough := and.split(left+1, 1, .5)
	and.Cover[cough], and.Cover[cough+1], and.Value[cough+1] = 25, 25, 80
	and.addCovers()
	if base := and.Contributions([]float64{1, 1}, out); base != 20 || math.Abs(out[0]-30) > 1e-12 || math.Abs(out[1]-30) > 1e-12 {
		t.Errorf("base %v, contributions %v, want 20, [30 30]", base, out)
	}
	if base := and.Contributions([]float64{1}, out); base == base || out[0] == out[0] {
		t.Errorf("base %v, contributions %v for a short row, want NaN", base, out)
	}
}

// randomTrees returns trees that no learning would give: the same feature
// again and again on a path, thresholds in any order.
func randomTrees(r *rand.Rand, width, trees, splits int) *Trees {
	t := &Trees{Width: width, Base: r.NormFloat64()}
	for range trees {
		leaves := []int32{t.plant()}
		for range splits {
			k := r.IntN(len(leaves))
			left := t.split(leaves[k], int32(r.IntN(width)), float64(r.IntN(9)))
			leaves[k] = left
			leaves = append(leaves, left+1)
		}
		for _, l := range leaves {
			t.Value[l], t.Cover[l] = r.NormFloat64(), float32(1+r.IntN(20))
		}
		t.addCovers()
	}
	return t
}

// expected returns the sum below a node when only the features in known are.
func expected(t *Trees, i int32, x []float64, known uint) float64 {
	left := t.Nodes[i].Left
	if left == i {
		return t.Value[i]
	}
	if known>>t.Nodes[i].Feature&1 == 1 {
		return expected(t, t.next(i, x), x, known)
	}
	l, r := float64(t.Cover[left]), float64(t.Cover[left+1])
	return (l*expected(t, left, x, known) + r*expected(t, left+1, x, known)) / (l + r)
}

// shapley returns Shapley values by their definition, through all sets.
func shapley(t *Trees, x []float64) []float64 {
	worth := make([]float64, 1<<t.Width)
	for set := range worth {
		for _, root := range t.Roots {
			worth[set] += expected(t, root, x, uint(set))
		}
	}
	factorial := func(n int) float64 { return math.Gamma(float64(n + 1)) }
	out := make([]float64, t.Width)
	for f := range out {
		for set := range worth {
			if set>>f&1 == 1 {
				continue
			}
			size := 0
			for s := set; s != 0; s &= s - 1 {
				size++
			}
			share := factorial(size) * factorial(t.Width-size-1) / factorial(t.Width)
			out[f] += share * (worth[set|1<<f] - worth[set])
		}
	}
	return out
}

// FuzzContributions holds contributions against the definition of Shapley values.
func FuzzContributions(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		m := randomTrees(r, 1+r.IntN(6), 1+r.IntN(5), r.IntN(12))
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
		x := make([]float64, m.Width)
		for i := range x {
			if x[i] = float64(r.IntN(10)); r.IntN(8) == 0 {
				x[i] = math.NaN()
			}
		}
		out := make([]float64, m.Width)
		sum := m.Contributions(x, out)
		for i, want := range shapley(m, x) {
			sum += out[i]
			if math.Abs(out[i]-want) > 1e-9 {
				t.Errorf("feature %d: %v, want %v", i, out[i], want)
			}
		}
		if want := m.Sum(x); math.Abs(sum-want) > 1e-9 {
			t.Errorf("contributions add up to %v, not %v", sum, want)
		}
	})
}

// TestContributionsAddUp looks at what has been learned.
func TestContributionsAddUp(t *testing.T) {
	const width = 6
	x, y := noisy(2000, width, 3)
	boosted := boost(t, x, y, BoostOptions{Trees: 30})
	out := make([]float64, width)
	for i := range 50 {
		row := x[i*width : (i+1)*width]
		sum := boosted.Contributions(row, out)
		for _, c := range out {
			sum += c
		}
		if want := boosted.Sum(row); math.Abs(sum-want) > 1e-9 {
			t.Errorf("row %d: contributions add up to %v, not %v", i, sum, want)
		}
	}
}

func BenchmarkContributions(b *testing.B) {
	const width = 30
	x, y := noisy(20_000, width, 1)
	m := boost(b, x, y, BoostOptions{})
	out := make([]float64, width)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		i %= len(y)
		m.Contributions(x[i*width:(i+1)*width], out)
	}
}
