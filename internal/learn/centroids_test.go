package learn

import (
	"cmp"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"
)

// unit returns rows brought to norm 1, those without values left as they are.
func unit(rows *Rows) *Rows {
	u := new(Rows)
	for i := range rows.Len() {
		row := rows.Row(i)
		norm := row.Norm()
		v := Vector{Columns: row.Columns}
		for _, x := range row.Values {
			v.Values = append(v.Values, float32(float64(x)/norm))
		}
		u.Append(v)
	}
	return u
}

// By hand: the rows (3/5, 4/5) and (0, 1) sum to (3/5, 9/5), whose norm is
// √90/5, so their direction is (1, 3)/√10.
func TestCentroidsByHand(t *testing.T) {
	rows := rowsOf([]float32{0.6, 0.8}, []float32{0, 1}, []float32{1, 0})
	classes := [][]int32{{0, 1}, {}, {2}, {0, 1, 2}}
	for _, test := range []struct {
		terms int
		want  [][2]float64
	}{
		{0, [][2]float64{{1 / math.Sqrt(10), 3 / math.Sqrt(10)}, {0, 0}, {1, 0}, {1.6 / math.Sqrt(5.8), 1.8 / math.Sqrt(5.8)}}},
		{2, [][2]float64{{1 / math.Sqrt(10), 3 / math.Sqrt(10)}, {0, 0}, {1, 0}, {1.6 / math.Sqrt(5.8), 1.8 / math.Sqrt(5.8)}}},
		{1, [][2]float64{{0, 1}, {0, 0}, {1, 0}, {0, 1}}},
	} {
		l, err := Centroids(rows, 2, classes, test.terms)
		if err != nil {
			t.Fatal(err)
		}
		for class, want := range test.want {
			for column, w := range want {
				near(t, "weight", l.Weight(class, uint32(column)), w, 1e-7)
			}
		}
	}
}

// Of columns that weigh the same, the lower is kept.
func TestCentroidsTie(t *testing.T) {
	l, err := Centroids(rowsOf([]float32{0, 2, 1, 2, -2}), 5, [][]int32{{0}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	if got := []float64{l.Weight(0, 1), l.Weight(0, 2), l.Weight(0, 3), l.Weight(0, 4)}; got[0] == 0 || got[2] == 0 || got[1] != 0 || got[3] != 0 {
		t.Errorf("weights %v", got)
	}
}

// The figures are those of scikit-learn 1.2.1,
// normalize(NearestCentroid().fit(normalize(small), class).centroids_).
func TestCentroidsAreScikitLearns(t *testing.T) {
	l, err := Centroids(unit(small), 4, smallClasses, 0)
	if err != nil {
		t.Fatal(err)
	}
	for class, want := range [][]float64{
		{0.8037477409935189, 0.27740629786894017, 0.5263414431245788, 0},
		{0, 0.8956548341185482, 0.2656162042085286, 0.35672181063390135},
		{0, 0, 0.9486832980505139, 0.316227766016838},
	} {
		for column, w := range want {
			near(t, "weight", l.Weight(class, uint32(column)), w, 1e-7)
		}
	}
}

// FuzzCentroids compares centroids with dense sums that are sorted.
func FuzzCentroids(f *testing.F) {
	f.Add(uint64(1), uint8(30), uint8(5))
	f.Add(uint64(2), uint8(1), uint8(0))
	f.Fuzz(func(t *testing.T, seed uint64, n, terms uint8) {
		const width = 40
		rows, classes := randomRows(seed, int(n), width, 8, 5)
		l, err := Centroids(rows, width, classes, int(terms))
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Check(); err != nil {
			t.Fatal(err)
		}
		keep := int(terms)
		if keep == 0 || keep > width {
			keep = width
		}
		for class, members := range classes {
			type term struct {
				column int
				weight float64
			}
			sums := make([]term, width)
			for column := range sums {
				sums[column].column = column
			}
			for _, i := range members {
				row := rows.Row(int(i))
				for k, column := range row.Columns {
					sums[column].weight += float64(row.Values[k])
				}
			}
			slices.SortStableFunc(sums, func(a, b term) int { return cmp.Compare(b.weight, a.weight) })
			norm := 0.0
			for _, s := range sums[:keep] {
				norm += s.weight * s.weight
			}
			for rank, s := range sums {
				want := 0.0
				if rank < keep && norm > 0 {
					want = s.weight / math.Sqrt(norm)
				}
				near(t, "weight", l.Weight(class, uint32(s.column)), want, 1e-6)
			}
		}
	})
}

func TestCentroidsAreTheSameOnOneCoreOrMany(t *testing.T) {
	rows, classes := randomRows(5, 300, 200, 20, 40)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, err := Centroids(rows, 200, classes, 50)
	if err != nil {
		t.Fatal(err)
	}
	runtime.GOMAXPROCS(8)
	if many, err := Centroids(rows, 200, classes, 50); err != nil || !reflect.DeepEqual(many, one) {
		t.Errorf("another result, error %v", err)
	}
}

// Rows that cancel each other out leave no weights and no NaN.
func TestCentroidsOfNothing(t *testing.T) {
	rows := rowsOf([]float32{1, 0, -2}, []float32{-1, 0, 2}, []float32{1, 0, 0}, []float32{})
	l, err := Centroids(rows, 3, [][]int32{{0, 1}, {3}, {}, {0, 1, 2}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Scores(nil, vector(1, 1, 1)); !slices.Equal(got, []float64{0, 0, 0, 1}) {
		t.Errorf("scores %v", got)
	}
	if l, err := Centroids(new(Rows), 0, nil, 0); err != nil || l.Classes() != 0 {
		t.Errorf("no rows, no classes: %v, %v", l, err)
	}
}

func TestCentroidsErrors(t *testing.T) {
	rows := rowsOf([]float32{1, 2}, []float32{3, 0})
	for name, err := range map[string]error{
		"width":  errOf(Centroids(rows, 1, nil, 0)),
		"order":  errOf(Centroids(rows, 2, [][]int32{{1, 0}}, 0)),
		"no row": errOf(Centroids(rows, 2, [][]int32{{2}}, 0)),
	} {
		refused(t, name, err)
	}
}

func BenchmarkCentroids(b *testing.B) {
	rows, classes := randomRows(1, 2000, 20_000, 100, 50)
	for b.Loop() {
		if _, err := Centroids(rows, 20_000, classes, 1000); err != nil {
			b.Fatal(err)
		}
	}
}
