package learn

import (
	"math"
	"slices"
	"sync"
	"testing"
)

func neighboursOf(t testing.TB, rows *Rows, width int, classes [][]int32) *Neighbours {
	t.Helper()
	n, err := NewNeighbours(rows, width, classes)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Check(len(classes)); err != nil {
		t.Fatal(err)
	}
	return n
}

// By hand: the rows have the products 0.8, 1, 0.6 and 0 with (0, 1). At power 2
// the votes of the three that are near are 0.64, 1 and 0.36.
func TestNeighboursByHand(t *testing.T) {
	rows := rowsOf([]float32{0.6, 0.8}, []float32{0, 1}, []float32{0.8, 0.6}, []float32{1, 0})
	n := neighboursOf(t, rows, 2, [][]int32{{0, 2}, {1}, {2, 3}, {3}})
	v := vector(0, 1)
	not1 := func(row uint32) bool { return row == 1 }
	for _, test := range []struct {
		k     int
		power float64
		skip  func(uint32) bool
		want  []Scored
	}{
		{0, 2, nil, nil},
		{1, 2, nil, []Scored{{1, 1}}},
		{2, 2, nil, []Scored{{1, 1}, {0, 0.64}}},
		{4, 2, nil, []Scored{{0, 1}, {1, 1}, {2, 0.36}}},
		{4, 0, nil, []Scored{{0, 2}, {1, 1}, {2, 1}}},
		{4, 1, not1, []Scored{{0, 1.75}, {2, 0.75}}},
	} {
		var s Scratch
		got := n.AppendVotes(nil, &s, v, test.k, test.power, test.skip)
		if !slices.EqualFunc(got, test.want, func(a, b Scored) bool {
			return a.Number == b.Number && math.Abs(a.Score-b.Score) < 1e-6
		}) {
			t.Errorf("k = %d, power = %v: %v, want %v", test.k, test.power, got, test.want)
		}
	}
	if got := n.AppendVotes(nil, new(Scratch), vector(0, 0, 5), 3, 2, nil); len(got) > 0 {
		t.Errorf("of a column that no row has: %v", got)
	}
}

// The figures are those of scikit-learn 1.2.1, NearestNeighbors and
// KNeighborsClassifier(n_neighbors=3, metric='cosine'), fitted to
// normalize(small), with (cosine / greatest cosine)² as the weights; of the
// latter the probabilities times the sum of the weights.
func TestNeighboursAreScikitLearns(t *testing.T) {
	n := neighboursOf(t, unit(small), 4, smallClasses)
	queries := unit(rowsOf([]float32{1, 2, 0, 1}, []float32{0, 0, 1, 1}))
	nearest := [][]Scored{
		{{5, 0.891132788679007}, {1, 0.8660254037844388}, {2, 0.8660254037844388}},
		{{3, 0.8944271909999161}, {0, 0.632455532033676}, {1, 0.5}},
	}
	votes := [][]float64{{0.9444444444444445, 1.9444444444444446, 0}, {0.5, 0.3125, 1}}
	var s Scratch
	for q := range queries.Len() {
		// Of equally near rows scikit-learn may take another one third.
		got := n.AppendNearest(nil, &s, queries.Row(q), 3, func(row uint32) bool { return q == 1 && row == 7 })
		for i, want := range nearest[q] {
			near(t, "cosine", got[i].Score, want.Score, 1e-6)
		}
		for _, vote := range n.AppendVotes(nil, &s, queries.Row(q), 3, 2, func(row uint32) bool { return q == 1 && row == 7 }) {
			near(t, "votes", vote.Score, votes[q][vote.Number], 1e-6)
		}
	}
}

// FuzzNeighbours compares a search with one that looks at every row: the same
// rows with the same products, to the bit, and votes that add up to theirs.
func FuzzNeighbours(f *testing.F) {
	f.Add(uint64(1), uint8(50), uint8(10))
	f.Add(uint64(7), uint8(2), uint8(3))
	f.Fuzz(func(t *testing.T, seed uint64, height, k uint8) {
		const width = 60
		rows, classes := randomRows(seed, int(height), width, 8, 6)
		n := neighboursOf(t, rows, width, classes)
		queries, _ := randomRows(seed+1, 5, width+10, 6, 2)
		var s Scratch
		for q := range queries.Len() {
			v := queries.Row(q)
			var all []Scored
			for i := range rows.Len() {
				if product := rows.Row(i).Dot(v); product > 0 && i%4 != 1 {
					all = append(all, Scored{uint32(i), product})
				}
			}
			slices.SortFunc(all, Scored.compare)
			want := all[:min(int(k), len(all))]
			skip := func(row uint32) bool { return row%4 == 1 }
			if got := n.AppendNearest(nil, &s, v, int(k), skip); !slices.Equal(got, want) {
				t.Fatalf("nearest %d: %v, want %v", k, got, want)
			}
			sum := 0.0
			votes := n.AppendVotes(nil, &s, v, int(k), 2, skip)
			for i, vote := range votes {
				sum += vote.Score
				if i > 0 && votes[i-1].compare(vote) >= 0 {
					t.Fatalf("votes not in order: %v", votes)
				}
			}
			for _, row := range want {
				vote := row.Score / want[0].Score
				sum -= vote * vote * float64(len(n.Classes.Set(int(row.Number))))
			}
			near(t, "votes that no row has", sum, 0, 1e-9)
		}
	})
}

// The rows of a class come back from the classes of rows.
func TestTurn(t *testing.T) {
	rows, classes := randomRows(3, 100, 50, 5, 12)
	sets := turn(rows.Len(), classes)
	if err := sets.Check(len(classes)); err != nil {
		t.Fatal(err)
	}
	back := make([][]int32, len(classes))
	for i := range sets.Len() {
		for _, class := range sets.Set(i) {
			back[class] = append(back[class], int32(i))
		}
	}
	if !slices.EqualFunc(back, classes, slices.Equal) {
		t.Errorf("%v, want %v", back, classes)
	}
}

// TestNeighboursConcurrently is of use with the race detector.
func TestNeighboursConcurrently(t *testing.T) {
	rows, classes := randomRows(3, 200, 100, 10, 12)
	n := neighboursOf(t, rows, 100, classes)
	want := make([][]Scored, rows.Len())
	var s Scratch
	for i := range want {
		want[i] = n.AppendVotes(nil, &s, rows.Row(i), 10, 2, nil)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			var s Scratch
			for i := range want {
				if got := n.AppendVotes(nil, &s, rows.Row(i), 10, 2, nil); !slices.Equal(got, want[i]) {
					t.Errorf("row %d: %v, want %v", i, got, want[i])
				}
			}
		}()
	}
	wait.Wait()
}

// A search after the first needs no new memory but for its result.
func TestNeighboursAllocate(t *testing.T) {
	rows, classes := randomRows(3, 200, 100, 10, 12)
	n := neighboursOf(t, rows, 100, classes)
	var s Scratch
	var dst []Scored
	search := func() { dst = n.AppendVotes(dst[:0], &s, rows.Row(1), 20, 2, nil) }
	search()
	if got := testing.AllocsPerRun(100, search); got > 0 {
		t.Errorf("%v allocations a search", got)
	}
}

func TestNeighboursErrors(t *testing.T) {
	rows := rowsOf([]float32{1, 2}, []float32{3, 0})
	damaged := func(damage func(n *Neighbours)) error {
		n := neighboursOf(t, rows, 2, [][]int32{{0}, {0, 1}})
		damage(n)
		return n.Check(2)
	}
	for name, err := range map[string]error{
		"width":      errOf(NewNeighbours(rows, 1, nil)),
		"order":      errOf(NewNeighbours(rows, 2, [][]int32{{1, 0}})),
		"no row":     errOf(NewNeighbours(rows, 2, [][]int32{{2}})),
		"nil":        damaged(func(n *Neighbours) { n.Rows = nil }),
		"rows":       damaged(func(n *Neighbours) { n.Rows.Width = 3 }),
		"fewer":      damaged(func(n *Neighbours) { n.Classes = turn(1, [][]int32{{0}}) }),
		"class":      damaged(func(n *Neighbours) { n.Classes.Items[2] = 2 }),
		"same class": damaged(func(n *Neighbours) { n.Classes.Items[1] = 0 }),
		"starts":     damaged(func(n *Neighbours) { n.Classes.Starts[1] = 9 }),
		"beyond":     damaged(func(n *Neighbours) { n.Classes.Starts[2] = 2 }),
		"orphans":    damaged(func(n *Neighbours) { n.Rows.Bias, n.Rows.Weights, n.Classes.Starts = nil, nil, nil }),
	} {
		refused(t, name, err)
	}
	n := neighboursOf(t, new(Rows), 0, nil)
	if got := n.AppendVotes(nil, new(Scratch), vector(1), 5, 2, nil); len(got) > 0 {
		t.Errorf("neighbours among none: %v", got)
	}
}

func BenchmarkNeighbours(b *testing.B) {
	rows, classes := randomRows(1, 2000, 20_000, 100, 50)
	n := neighboursOf(b, rows, 20_000, classes)
	var s Scratch
	var dst []Scored
	for i := 0; b.Loop(); i++ {
		dst = n.AppendVotes(dst[:0], &s, rows.Row(i%rows.Len()), 50, 2, nil)
	}
}
