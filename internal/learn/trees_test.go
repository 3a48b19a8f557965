package learn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func copyTrees(t *Trees) *Trees {
	return &Trees{t.Width, t.Base, slices.Clone(t.Roots), slices.Clone(t.Nodes), slices.Clone(t.Value), slices.Clone(t.Cover)}
}

func TestCheck(t *testing.T) {
	good := randomTrees(rand.New(rand.NewPCG(1, 0)), 3, 4, 5)
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	inf := math.Inf(1)
	for name, spoil := range map[string]func(t *Trees){
		"no width":             func(t *Trees) { t.Width = 0 },
		"base":                 func(t *Trees) { t.Base = inf },
		"few values":           func(t *Trees) { t.Value = t.Value[1:] },
		"few covers":           func(t *Trees) { t.Cover = nil },
		"no roots":             func(t *Trees) { t.Roots = nil },
		"root late":            func(t *Trees) { t.Roots[0] = 1 },
		"root beyond":          func(t *Trees) { t.Roots[3] = 1000 },
		"root negative":        func(t *Trees) { t.Roots[1] = -1 },
		"root twice":           func(t *Trees) { t.Roots[1] = t.Roots[2] },
		"root in a tree":       func(t *Trees) { t.Roots[1]-- },
		"itself a child":       func(t *Trees) { t.Nodes[0].Left = 0 },
		"child of none":        func(t *Trees) { t.Nodes[0].Left = 3 },
		"cycle":                func(t *Trees) { t.Nodes[t.Nodes[0].Left] = Node{1, 0, 0} },
		"child in other tree":  func(t *Trees) { t.Nodes[0].Left = t.Roots[1] },
		"child beyond":         func(t *Trees) { t.Nodes[t.Roots[3]].Left = int32(len(t.Nodes) - 1) },
		"child negative":       func(t *Trees) { t.Nodes[0].Left = -4 },
		"feature beyond":       func(t *Trees) { t.Nodes[0].Feature = 3 },
		"feature negative":     func(t *Trees) { t.Nodes[0].Feature = -1 },
		"threshold NaN":        func(t *Trees) { t.Nodes[0].Threshold = math.NaN() },
		"leaf with threshold":  func(t *Trees) { t.Nodes[len(t.Nodes)-1].Threshold = 1 },
		"leaf with feature":    func(t *Trees) { t.Nodes[len(t.Nodes)-1].Feature = 1 },
		"value NaN":            func(t *Trees) { t.Value[4] = math.NaN() },
		"value infinite":       func(t *Trees) { t.Value[4] = -inf },
		"cover zero":           func(t *Trees) { t.Cover[4] = 0 },
		"cover NaN":            func(t *Trees) { t.Cover[4] = float32(math.NaN()) },
		"cover infinite":       func(t *Trees) { t.Cover[4] = float32(inf) },
		"two parents, no root": func(t *Trees) { t.Nodes[1] = t.Nodes[0]; t.Nodes[1].Left = t.Nodes[0].Left },
	} {
		bad := copyTrees(good)
		spoil(bad)
		refused(t, name, bad.Check())
	}

	deep := &Trees{Width: 1}
	leaf := deep.plant()
	for range maxLeaves - 1 {
		leaf = deep.split(leaf, 0, 1)
	}
	for i := range deep.Cover {
		deep.Cover[i] = 1
	}
	if err := deep.Check(); err != nil {
		t.Errorf("at maxLeaves: %v", err)
	}
	deep.split(leaf, 0, 1)
	deep.Cover[len(deep.Cover)-1], deep.Cover[len(deep.Cover)-2] = 1, 1
	if deep.Check() == nil {
		t.Error("more than maxLeaves: no error")
	}
}

// FuzzCheck changes numbers in good trees: what passes Check can be asked.
func FuzzCheck(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, uint16(seed*7), int32(seed)-3, uint8(seed))
	}
	f.Fuzz(func(t *testing.T, seed uint64, where uint16, what int32, field uint8) {
		r := rand.New(rand.NewPCG(seed, 0))
		m := randomTrees(r, 1+r.IntN(4), 1+r.IntN(9), r.IntN(9))
		n := &m.Nodes[int(where)%len(m.Nodes)]
		switch field % 5 {
		case 0:
			n.Left = what
		case 1:
			n.Feature = what
		case 2:
			n.Threshold = math.Float64frombits(uint64(what) << 32)
		case 3:
			m.Roots[int(where)%len(m.Roots)] = what
		case 4:
			m.Width = int(what % 100)
		}
		if m.Check() != nil {
			return
		}
		x := make([]float64, m.Width)
		for _, v := range []float64{0, 5, math.Inf(1), math.Inf(-1), math.NaN()} {
			for i := range x {
				x[i] = v
			}
			if s := m.Sum(x); !(math.Abs(s) < 1e6) || m.Forest(nil).Sum(x) != s {
				t.Errorf("sum %v, by the forest %v", s, m.Forest(nil).Sum(x))
			}
			m.Contributions(x, make([]float64, len(x)))
		}
	})
}

// TestForest holds forests of any number of trees, the largest too, against walks.
func TestForest(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 0))
	for trees := range 30 {
		m := randomTrees(r, 3, trees, []int{0, 6, maxLeaves - 1}[trees%3])
		f := m.Forest(nil)
		x := []float64{float64(r.IntN(9)), math.NaN(), math.Inf(1)}
		want := m.Sum(x)
		if got := f.Sum(x); got != want {
			t.Errorf("%d trees: %v, want %v", trees, got, want)
		}
		for _, least := range []float64{math.Inf(-1), want - 1, want, want + 1e-3, want + 5, math.Inf(1)} {
			if got := f.SumFrom(x, least); got != want && !(math.IsInf(got, -1) && want < least) {
				t.Errorf("%d trees: sum from %v is %v, want %v", trees, least, got, want)
			}
		}
		if want > f.Ceiling()+1e-9 {
			t.Errorf("%d trees: sum %v above the ceiling %v", trees, want, f.Ceiling())
		}
		if got := f.SumFrom(x, f.Ceiling()+1); trees > 0 && !math.IsInf(got, -1) {
			t.Errorf("%d trees: sum from what none comes to is %v", trees, got)
		}
		if got := m.Forest(map[int32]float64{0: x[0], 1: x[1]}).Sum(x); got != want {
			t.Errorf("%d trees: with numbers known, %v, want %v", trees, got, want)
		}
		if short := x[:2]; m.Sum(short) == m.Sum(short) || f.Sum(short) == f.Sum(short) {
			t.Error("the sum of a short row is not NaN")
		}
	}
}

func TestMissingGoesLeft(t *testing.T) {
	s := stump(math.Inf(-1), [2]float64{1, 2}, [2]float32{1, 1})
	for v, want := range map[float64]float64{math.Inf(-1): 1, -math.MaxFloat64: 2, 0: 2, math.Inf(1): 2} {
		if got, fast := s.Sum([]float64{v, 0}), s.Forest(nil).Sum([]float64{v, 0}); got != want || fast != want {
			t.Errorf("%v: %v and %v, want %v", v, got, fast, want)
		}
	}
	if got, fast := s.Sum([]float64{math.NaN(), 0}), s.Forest(nil).Sum([]float64{math.NaN(), 0}); got != 1 || fast != 1 {
		t.Errorf("NaN: %v and %v, want 1", got, fast)
	}
}
