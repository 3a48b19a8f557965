package learn

import (
	"math"
	"slices"
)

// A Linear scores vectors for a number of classes:
//
//	score(class, v) = Bias[class] + Σ over the columns of v (weight(class, column) · value)
//
// Weights stand by column, so that a sparse vector is scored for all classes
// in one pass over its columns. They are kept in one of two ways:
//
//   - dense, where at least half of them are not zero: Starts and Numbers are
//     nil, and the weight of a class in a column is Weights[column·classes+class];
//   - compressed otherwise: those of a column that are not zero are Weights from
//     Starts[column] to Starts[column+1], and Numbers has their classes, ascending.
//
// The slices are exported for files, and [Linear.Check] says whether slices
// that come from one can be used. A Linear that nobody changes is safe for
// concurrent use.
type Linear struct {
	Width   int       // the number of columns
	Bias    []float64 // by class
	Starts  []uint64  // by column, and one more
	Numbers []uint32  // by weight: its class
	Weights []float32
}

// Classes returns the number of classes.
func (l *Linear) Classes() int { return len(l.Bias) }

// Scores appends the scores of all classes for v to dst, in their order.
func (l *Linear) Scores(dst []float64, v Vector) []float64 {
	n := len(dst)
	dst = append(dst, l.Bias...)
	l.AddScores(v, dst[n:])
	return dst
}

// AddScores adds to out, by class, what the columns of v say: the scores
// without the bias. Out has a place for each class. Columns beyond the width
// say nothing. It takes the time of going through the weights of those columns.
func (l *Linear) AddScores(v Vector, out []float64) {
	out = out[:len(l.Bias)]
	v = v.below(l.Width)
	if l.Starts == nil {
		l.addDense(v, out)
		return
	}
	for k, column := range v.Columns {
		x := float64(v.Values[k])
		from, to := l.Starts[column], l.Starts[column+1]
		numbers, weights := l.Numbers[from:to], l.Weights[from:to]
		weights = weights[:len(numbers)]
		for i, class := range numbers {
			out[class] += float64(x * float64(weights[i]))
		}
	}
}

// addDense is AddScores of weights that stand in full. Four columns at a time are
// added to each score, in their order, so that it is fetched and put back once.
func (l *Linear) addDense(v Vector, out []float64) {
	row := func(k int) ([]float32, float64) {
		return l.Weights[int(v.Columns[k])*len(out):][:len(out)], float64(v.Values[k])
	}
	k := 0
	for ; k+4 <= len(v.Columns); k += 4 {
		a, ax := row(k)
		b, bx := row(k + 1)
		c, cx := row(k + 2)
		d, dx := row(k + 3)
		for class, sum := range out {
			sum += float64(ax * float64(a[class]))
			sum += float64(bx * float64(b[class]))
			sum += float64(cx * float64(c[class]))
			sum += float64(dx * float64(d[class]))
			out[class] = sum
		}
	}
	for ; k < len(v.Columns); k++ {
		a, ax := row(k)
		for class, w := range a {
			out[class] += float64(ax * float64(w))
		}
	}
}

// Weight returns the weight of a class in a column, which is 0 beyond the
// width. It takes a binary search.
func (l *Linear) Weight(class int, column uint32) float64 {
	if int(column) >= l.Width {
		return 0
	}
	if l.Starts == nil {
		return float64(l.Weights[int(column)*len(l.Bias)+class])
	}
	from, to := l.Starts[column], l.Starts[column+1]
	i, found := slices.BinarySearch(l.Numbers[from:to], uint32(class))
	if !found {
		return 0
	}
	return float64(l.Weights[from+uint64(i)])
}

// Contributions appends to dst what each column of v adds to the score of a
// class: with the bias, their sum is the score.
func (l *Linear) Contributions(dst []float64, class int, v Vector) []float64 {
	from := len(dst)
	dst = slices.Grow(dst, len(v.Columns))[:from+len(v.Columns)]
	out := dst[from:]
	clear(out)
	v = v.below(l.Width)
	for k, column := range v.Columns {
		if l.Starts == nil {
			out[k] = float64(v.Values[k]) * float64(l.Weights[int(column)*len(l.Bias)+class])
		} else {
			out[k] = float64(v.Values[k]) * l.Weight(class, column)
		}
	}
	return dst
}

// Check returns an *InputError if the slices of l don't go together, so that
// its methods would read beyond their ends, or if a number is not finite. It goes
// through them once.
func (l *Linear) Check() error {
	bad := func(problem string) error { return &InputError{"linear model", -1, problem} }
	for _, b := range l.Bias {
		if !(math.Abs(b) <= mostBias) {
			return bad("a bias that is not finite, or too great")
		}
	}
	for _, w := range l.Weights {
		if !finite(float64(w)) {
			return bad("a weight that is not finite")
		}
	}
	if l.Width < 0 {
		return bad("a negative width")
	}
	if l.Starts == nil {
		if classes := len(l.Bias); classes == 0 && len(l.Weights) != 0 ||
			classes != 0 && (len(l.Weights)%classes != 0 || len(l.Weights)/classes != l.Width) {
			return bad("not one weight for each class and column")
		}
		return nil
	}
	if len(l.Starts)-1 != l.Width || l.Starts[0] != 0 ||
		l.Starts[l.Width] != uint64(len(l.Weights)) || len(l.Numbers) != len(l.Weights) {
		return bad("starts, classes and weights don't go together")
	}
	for column := range l.Width {
		from, to := l.Starts[column], l.Starts[column+1]
		if from > to || to > uint64(len(l.Numbers)) {
			return &InputError{"column", column, "ends before it starts"}
		}
		for i, class := range l.Numbers[from:to] {
			if int(class) >= len(l.Bias) || i > 0 && class <= l.Numbers[from+uint64(i)-1] {
				return &InputError{"column", column, "classes not in ascending order, or too many"}
			}
		}
	}
	return nil
}

// mostBias is how great a bias may be: so great that sums with it stay finite.
const mostBias = 1e300

// weights are those of one class that are not zero, in any order.
type weights struct {
	bias    float64
	columns []uint32
	values  []float32
}

// newLinear puts the weights of classes side by side, column by column.
func newLinear(width int, classes []weights) *Linear {
	l := &Linear{Width: width, Bias: make([]float64, len(classes))}
	total := 0
	for c, w := range classes {
		l.Bias[c] = w.bias
		total += len(w.values)
	}
	if all := len(classes) * width; total >= (all+1)/2 {
		l.Weights = make([]float32, all)
		for c, w := range classes {
			for i, column := range w.columns {
				l.Weights[int(column)*len(classes)+c] = w.values[i]
			}
		}
		return l
	}
	l.Starts = make([]uint64, width+1)
	for _, w := range classes {
		for _, column := range w.columns {
			l.Starts[column+1]++
		}
	}
	for column := range width {
		l.Starts[column+1] += l.Starts[column]
	}
	l.Numbers, l.Weights = make([]uint32, total), make([]float32, total)
	next := slices.Clone(l.Starts)
	for c, w := range classes {
		for i, column := range w.columns {
			at := next[column]
			l.Numbers[at], l.Weights[at] = uint32(c), w.values[i]
			next[column]++
		}
	}
	return l
}
