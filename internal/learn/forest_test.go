package learn

import (
	"errors"
	"math"
	"reflect"
	"testing"
)

func growForest(t *testing.T, x, y []float64, o ForestOptions) *Forest {
	t.Helper()
	table, err := NewTable(x, len(x)/len(y), o.Workers)
	if err != nil {
		t.Fatal(err)
	}
	f, err := GrowForest(Sample{Table: table, Labels: y}, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Check(); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestForestFullGrown grows leaves of one row, or of equal rows: each tree then
// knows by heart the rows that it was given.
func TestForestFullGrown(t *testing.T) {
	x, y := noisy(300, 3, 1)
	f := growForest(t, x, y, ForestOptions{Trees: 50, LeastLeaf: 1})
	for i, node := range f.Nodes {
		if v := f.Value[i] * 50; node.Left == int32(i) && v != 0 && math.Abs(v-1) > 1e-12 {
			t.Fatalf("a leaf of %v", v)
		}
	}
	for i, label := range y {
		row := x[i*3 : i*3+3]
		if p := f.Probability(row); math.Abs(p-label) > .5 { // .63 of the trees have seen it
			t.Errorf("row %d: %v for %v", i, p, label)
		}
		if l := f.Logit(row); math.Abs(l) > 6.91 {
			t.Errorf("logit %v", l)
		}
	}
}

// TestForestLearns compares with RandomForestClassifier(200, max_features=.2,
// min_samples_leaf=5) of scikit-learn 1.2.1 on other rows of the same kind, with
// loss .2441 to .2455.
func TestForestLearns(t *testing.T) {
	x, y := formula(4000, 6)
	f := growForest(t, x[:2000*6], y[:2000], ForestOptions{})
	var loss float64
	for i := 2000; i < 4000; i++ {
		s := f.Logit(x[i*6 : i*6+6])
		loss += (math.Log1p(math.Exp(s)) - y[i]*s) / 2000
	}
	if math.Abs(loss-.2448) > .01 {
		t.Errorf("loss %.4f, scikit-learn has .2448", loss)
	}
}

func TestForestLeaves(t *testing.T) {
	x, y := noisy(500, 4, 3)
	f := growForest(t, x, y, ForestOptions{Trees: 10, Features: 1})
	for i, node := range f.Nodes {
		if node.Left == int32(i) && f.Cover[i] < 5 {
			t.Errorf("a leaf of %v rows", f.Cover[i])
		}
	}
	for _, root := range f.Roots {
		if f.Cover[root] != 500 {
			t.Errorf("a tree of %v rows", f.Cover[root])
		}
	}
}

func TestForestWorkers(t *testing.T) {
	x, y := noisy(500, 6, 4)
	o := ForestOptions{Trees: 9, Workers: 1, Seed: 3}
	want := growForest(t, x, y, o)
	for _, o.Workers = range []int{2, 8, 0} {
		if got := growForest(t, x, y, o); !reflect.DeepEqual(got, want) {
			t.Errorf("other trees with %d workers", o.Workers)
		}
	}
	o.Seed++
	if reflect.DeepEqual(growForest(t, x, y, o), want) {
		t.Error("the same trees with another seed")
	}
}

func TestForestWithoutAnythingToLearn(t *testing.T) {
	x, _ := noisy(30, 1, 5)
	no := make([]float64, 30)
	if p := growForest(t, x, no, ForestOptions{Trees: 3}).Probability(x[:1]); p != 0 {
		t.Errorf("probability %v where all are no", p)
	}
	yes := append([]float64{1}, no[:29]...)
	for _, root := range growForest(t, no, yes, ForestOptions{Trees: 3}).Roots {
		if root > 2 {
			t.Error("constant features were split")
		}
	}
}

func TestForestRefuses(t *testing.T) {
	table, err := NewTable([]float64{1, 2}, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	s := Sample{Table: table, Labels: []float64{0, 1}}
	for _, o := range []ForestOptions{{Trees: -1}, {LeastLeaf: -1}, {Features: 2}, {Features: math.NaN()}} {
		var e *SampleError
		if _, err := GrowForest(s, o); !errors.As(err, &e) {
			t.Errorf("%+v: error %v", o, err)
		}
	}
}

func BenchmarkForest(b *testing.B) {
	x, y := noisy(30_000, 50, 1)
	table, err := NewTable(x, 50, 0)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		f, err := GrowForest(Sample{Table: table, Labels: y}, ForestOptions{Trees: 50, Workers: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(f.Nodes)), "nodes")
	}
}
