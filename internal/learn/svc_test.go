package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"
)

// near fails the test if got is not want to within tolerance.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

// By hand: one row at 1 and one at -1 have no bias, and ½w² + 2C·(1-w)² is
// least where w = 4C/(1+4C).
func TestSVCByHand(t *testing.T) {
	rows := rowsOf([]float32{1}, []float32{-1})
	for _, c := range []float64{0.01, 1, 100} {
		l, err := oneVsRest(rows, 1, [][]int32{{0}, {1}}, SVCOptions{C: c, Tolerance: 1e-12})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "weight", l.Weight(0, 0), 4*c/(1+4*c), 1e-7)
		near(t, "bias", l.Bias[0], 0, 1e-12)
		near(t, "weight of the other class", l.Weight(1, 0), -4*c/(1+4*c), 1e-7)
	}
}

// oneVsRest is OneVsRest without anything left out.
func oneVsRest(rows *Rows, width int, classes [][]int32, o SVCOptions) (*Linear, error) {
	l, _, err := OneVsRest(rows, width, classes, make([]uint8, rows.Len()), o)
	return l, err
}

var small = rowsOf(
	[]float32{1, 0, 2, 0}, []float32{0, 1, 0, 1}, []float32{1, 1, 0, 0}, []float32{0, 0, 3, 1},
	[]float32{2, 0, 1, 0}, []float32{0, 2, 0, 0.5}, []float32{1, 0, 0, 1}, []float32{0, 1, 1, 0},
)

var smallClasses = [][]int32{{0, 2, 4}, {1, 5, 7}, {3}}

// The figures are those of scikit-learn 1.2.1,
// LinearSVC(C=C, class_weight=None or 'balanced', tol=1e-12, max_iter=10000000),
// fitted to each class of small in turn.
func TestSVCIsLiblinears(t *testing.T) {
	for _, test := range []struct {
		c        float64
		balanced bool
		want     [3][5]float64 // by class: bias, weights
	}{
		{1, false, [3][5]float64{
			{-0.3878116343488054, 0.8698060941826797, -0.07386888273310044, 0.09048938134811296, -0.9879963065555041},
			{0.0993288590601377, -1.1328859060402543, 0.5986577181212295, -0.29530201342276785, 0.034899328858946185},
			{-0.6171725932352314, -0.6952298352122896, -0.5661751951431745, 0.3226366001736215, 0.32714657415424964},
		}},
		{1, true, [3][5]float64{
			{-0.3152350824738385, 0.9098708600635711, -0.06417662059641388, 0.08811567169106227, -0.9988488617367036},
			{0.13971403620010106, -1.1212169217457664, 0.6678581348394751, -0.2733125045632937, -0.004091787657620034},
			{-0.5828069917771558, -0.676665665644584, -0.5401334194426907, 0.39253020783037357, 0.3259673566216942},
		}},
		{10, true, [3][5]float64{
			{-0.738520348113198, 1.7347724135699685, -0.08578365688722395, -0.021115197393600127, -1.8788254733707568},
			{0.14460407353254412, -2.0678156146095894, 1.052450016990957, -0.28837277991664206, -0.2227453623164668},
			{-0.7689576922990065, -1.011636695420273, -0.647093438853504, 0.43455629928464257, 0.45416663892039383},
		}},
	} {
		l, err := oneVsRest(small, 4, smallClasses, SVCOptions{C: test.c, Balanced: test.balanced, Tolerance: 1e-10, MaxEpochs: 1e6})
		if err != nil {
			t.Fatal(err)
		}
		for class, want := range test.want {
			name := fmt.Sprintf("C %v, balanced %v, class %d: ", test.c, test.balanced, class)
			near(t, name+"bias", l.Bias[class], want[0], 1e-7)
			for column := range 4 {
				near(t, name+"weight", l.Weight(class, uint32(column)), want[1+column], 1e-6)
			}
		}
	}
}

// randomRows returns rows of text-like vectors of norm 1, whose classes, each
// of about a tenth of the rows, have words of their own.
func randomRows(seed uint64, n, width, words, classes int) (*Rows, [][]int32) {
	random := rand.New(rand.NewPCG(seed, 1))
	r, members := new(Rows), make([][]int32, classes)
	for i := range n {
		values := make(map[uint32]float32)
		for class := range classes {
			if random.IntN(10) == 0 {
				members[class] = append(members[class], int32(i))
				for range 1 + words/20 {
					values[uint32((class*7+random.IntN(10))%width)] += 1
				}
			}
		}
		for range words {
			values[uint32(float64(width)*math.Pow(random.Float64(), 3))] += 0.5
		}
		var v Vector
		for column := range values {
			v.Columns = append(v.Columns, column)
		}
		slices.Sort(v.Columns)
		for _, column := range v.Columns {
			v.Values = append(v.Values, values[column])
		}
		norm := v.Norm()
		for k := range v.Values {
			v.Values[k] /= float32(norm)
		}
		r.Append(v)
	}
	return r, members
}

// solved returns the problem of a class at its optimum, and its w.
func solved(t testing.TB, rows *Rows, width int, members []int32, o SVCOptions) *problem {
	if err := o.complete(); err != nil {
		t.Fatal(err)
	}
	p := &problem{rows: rows, squares: squaresOf(rows), w: make([]float64, width), options: &o}
	if err := p.load(0, members); err != nil {
		t.Fatal(err)
	}
	p.everything()
	p.train()
	return p
}

// objectives returns the primal and the dual objective of a problem.
func (p *problem) objectives() (primal, dual float64) {
	norm := p.bias * p.bias
	for _, w := range p.w {
		norm += w * w
	}
	primal, dual = norm/2, -norm/2
	for _, k := range p.order {
		slack := p.slack[side(p.sign[k])]
		if loss := 1 - p.sign[k]*p.score(p.id[k]); loss > 0 {
			primal += loss * loss / (2 * slack)
		}
		dual += p.alpha[k] - p.alpha[k]*p.alpha[k]*slack/2
	}
	return primal, dual
}

// The dual is feasible and, by strong duality, as great as the primal; the
// weights are the sum that the dual variables say.
func FuzzSVC(f *testing.F) {
	f.Add(uint64(1), uint8(50), uint8(30), 1.0, false)
	f.Add(uint64(2), uint8(9), uint8(3), 100.0, true)
	f.Add(uint64(3), uint8(2), uint8(0), 1e-6, true)
	f.Fuzz(func(t *testing.T, seed uint64, n, words uint8, c float64, balanced bool) {
		if !(c > 1e-9 && c < 1e3) {
			return
		}
		rows, classes := randomRows(seed, int(n)%64+2, 40, int(words)%40, 1)
		if len(classes[0]) == 0 || len(classes[0]) == rows.Len() {
			classes[0] = []int32{0}
		}
		p := solved(t, rows, 40, classes[0], SVCOptions{C: c, Balanced: balanced, Tolerance: 1e-6, MaxEpochs: 2_000_000})
		sum, bias := make([]float64, 40), 0.0
		for k, alpha := range p.alpha {
			if !(alpha >= 0) {
				t.Fatalf("alpha = %v", alpha)
			}
			row := rows.Row(int(p.id[k]))
			for j, column := range row.Columns {
				sum[column] += alpha * p.sign[k] * float64(row.Values[j])
			}
			bias += alpha * p.sign[k]
		}
		for column, w := range sum {
			near(t, "weight", p.w[column], w, 1e-7*(1+math.Abs(w)))
		}
		near(t, "bias", p.bias, bias, 1e-7*(1+math.Abs(bias)))
		primal, dual := p.objectives()
		if gap := primal - dual; gap < -1e-9*primal || gap > 1e-3*primal {
			t.Errorf("primal %v, dual %v", primal, dual)
		}
	})
}

// The classifiers that folds are scored by are those that training anew
// without the fold finds.
func TestSVCFolds(t *testing.T) {
	const n, width, count = 200, 300, 6
	rows, classes := randomRows(1, n, width, 20, count)
	part := make([]uint8, n)
	for i := range part {
		part[i] = uint8(i * 7 % 5)
	}
	for _, balanced := range []bool{false, true} {
		o := SVCOptions{Balanced: balanced, Tolerance: 1e-9}
		l, scores, err := OneVsRest(rows, width, classes, part, o)
		if err != nil {
			t.Fatal(err)
		}
		full, err := oneVsRest(rows, width, classes, o)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(l.Weights, full.Weights) {
			t.Error("the classifier of all rows is another one with folds")
		}
		for out := range uint8(5) {
			kept := new(Rows)
			number := make(map[int32]int32)
			for i := range int32(n) {
				if part[i] != out {
					number[i] = int32(kept.Len())
					kept.Append(rows.Row(int(i)))
				}
			}
			rest := make([][]int32, count)
			for c, members := range classes {
				for _, i := range members {
					if k, ok := number[i]; ok {
						rest[c] = append(rest[c], k)
					}
				}
			}
			anew, err := oneVsRest(kept, width, rest, o)
			if err != nil {
				t.Fatal(err)
			}
			for i := range int32(n) {
				if part[i] == out {
					for c := range classes {
						near(t, "score", float64(scores[c][i]), anew.Scores(nil, rows.Row(int(i)))[c], 1e-6)
					}
				}
			}
		}
	}
}

// A subset is what training on its rows alone is.
func TestSVCSubset(t *testing.T) {
	rows, classes := randomRows(3, 100, 60, 10, 4)
	subset := func(class int) []int32 {
		var list []int32
		for i := int32(class); i < 100; i += 3 {
			list = append(list, i)
		}
		return list
	}
	o := SVCOptions{Balanced: true, Tolerance: 1e-10, Subset: subset}
	l, err := oneVsRest(rows, 60, classes, o)
	if err != nil {
		t.Fatal(err)
	}
	for c, members := range classes {
		kept, own := new(Rows), []int32(nil)
		for i := range int32(100) {
			_, member := slices.BinarySearch(members, i)
			if member {
				own = append(own, int32(kept.Len()))
			}
			if member || slices.Contains(subset(c), i) {
				kept.Append(rows.Row(int(i)))
			}
		}
		alone, err := oneVsRest(kept, 60, [][]int32{own}, SVCOptions{Balanced: true, Tolerance: 1e-10})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "bias", l.Bias[c], alone.Bias[0], 1e-7)
		for column := range uint32(60) {
			near(t, "weight", l.Weight(c, column), alone.Weight(0, column), 1e-6)
		}
	}
}

func TestSVCIsTheSameOnOneCoreOrMany(t *testing.T) {
	rows, classes := randomRows(4, 150, 200, 20, 9)
	part := make([]uint8, 150)
	for i := range part {
		part[i] = uint8(i % 3)
	}
	sameOnAnyCores(t, func() any {
		l, scores, err := OneVsRest(rows, 200, classes, part, SVCOptions{})
		return []any{l, scores, err}
	})
}

// sameOnAnyCores tests that what learn returns doesn't depend on the number of
// processors.
func sameOnAnyCores(t *testing.T, learn func() any) {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := learn()
	for _, cores := range []int{2, 7, 100} {
		runtime.GOMAXPROCS(cores)
		if many := learn(); !reflect.DeepEqual(many, one) {
			t.Errorf("on %d cores: %+v, want %+v", cores, many, one)
		}
	}
}

func TestSVCWithoutATask(t *testing.T) {
	rows := rowsOf([]float32{1, 2}, []float32{3, 0})
	l, err := oneVsRest(rows, 2, [][]int32{{}, {0, 1}}, SVCOptions{Balanced: true})
	if err != nil {
		t.Fatal(err)
	}
	if l.Bias[0] != -1 || l.Bias[1] != 1 || !slices.Equal(l.Scores(nil, rows.Row(0)), l.Bias) {
		t.Errorf("no rows, all rows: %+v", l)
	}
	for _, test := range []struct {
		rows    *Rows
		classes [][]int32
	}{
		{new(Rows), nil},
		{new(Rows), [][]int32{{}}},
		{rowsOf([]float32{}, []float32{}), [][]int32{{0}}},
		{rowsOf([]float32{1}, []float32{1}), [][]int32{{0}, {1}}}, // nothing to tell them by
	} {
		if _, err := oneVsRest(test.rows, 2, test.classes, SVCOptions{}); err != nil {
			t.Errorf("%v: %v", test, err)
		}
	}
}

func TestSVCErrors(t *testing.T) {
	good := rowsOf([]float32{1, 2}, []float32{3, 0})
	nan := float32(math.NaN())
	for name, err := range map[string]error{
		"width":    errOf(oneVsRest(good, 1, nil, SVCOptions{})),
		"NaN":      errOf(oneVsRest(rowsOf([]float32{nan}), 1, nil, SVCOptions{})),
		"order":    errOf(oneVsRest(good, 2, [][]int32{{1, 0}}, SVCOptions{})),
		"twice":    errOf(oneVsRest(good, 2, [][]int32{{1, 1}}, SVCOptions{})),
		"no row":   errOf(oneVsRest(good, 2, [][]int32{{2}}, SVCOptions{})),
		"negative": errOf(oneVsRest(good, 2, [][]int32{{-1}}, SVCOptions{})),
		"C":        errOf(oneVsRest(good, 2, nil, SVCOptions{C: -1})),
		"C NaN":    errOf(oneVsRest(good, 2, nil, SVCOptions{C: math.NaN()})),
		"subset": errOf(oneVsRest(good, 2, [][]int32{{0}}, SVCOptions{Subset: func(int) []int32 {
			return []int32{7}
		}})),
		"columns": errOf(oneVsRest(&Rows{[]uint64{0, 2}, []uint32{1, 0}, []float32{1, 1}}, 2, nil, SVCOptions{})),
		"starts":  errOf(oneVsRest(&Rows{[]uint64{0, 9, 2}, []uint32{0, 1}, []float32{1, 1}}, 2, nil, SVCOptions{})),
		"ends":    errOf(oneVsRest(&Rows{[]uint64{0, 1}, []uint32{0, 1}, []float32{1, 1}}, 2, nil, SVCOptions{})),
		"orphans": errOf(oneVsRest(&Rows{nil, []uint32{0, 1}, []float32{1, 1}}, 2, nil, SVCOptions{})),
	} {
		refused(t, name, err)
	}
	_, _, err := OneVsRest(good, 2, [][]int32{{0}}, []uint8{1}, SVCOptions{})
	refused(t, "too few parts", err)
}

func BenchmarkOneVsRest(b *testing.B) {
	rows, classes := randomRows(1, 1000, 40000, 250, 10)
	for b.Loop() {
		if _, err := oneVsRest(rows, 40000, classes, SVCOptions{Balanced: true}); err != nil {
			b.Fatal(err)
		}
	}
}
