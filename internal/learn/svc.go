package learn

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/catchword/catchword/internal/parallel"
)

// SVCOptions are those of [OneVsRest]. The zero value is ready for use.
type SVCOptions struct {
	// C is what the errors weigh against the norm of the weights. By default, 1.
	C float64

	// Balanced has the rows of a class and the others weigh the same as two
	// wholes: each row by n/(2·k), where k is how many are on its side and n how
	// many there are. By default, every row weighs 1.
	Balanced bool

	// Tolerance is how far the greatest and the least component of the dual's
	// projected gradient may be apart in the end. By default, 0.01, with which
	// scores of texts were within 0.004 of those of the optimum; with 0.1,
	// which is LIBLINEAR's default, within 0.04, in two thirds of the time.
	Tolerance float64

	// MaxEpochs is how often each row is looked at, at most. By default, 1000.
	MaxEpochs int

	// Subset returns the rows that a class is told from, in ascending order:
	// hard negatives, say. Those that are of the class are passed over. It is
	// called once for each class, from several goroutines, and what it returns
	// is not changed. By default, all rows that are not of the class.
	Subset func(class int) []int32
}

// OneVsRest returns a linear support vector classifier for each class, which
// tells its rows, in ascending order, from the others. A row may be of any
// number of classes. Rows have columns below width.
//
// Rows are also left out in turn: part has the part of each row, from 0, and
// scores, by class and row, are those by classifiers that were trained without
// the row's part.
//
// The weights w and bias b of a class minimise, with y = 1 for its rows and
// y = -1 for the others,
//
//	½·(|w|² + b²) + Σ over rows (C·weight · max(0, 1 - y·(w·x + b))²)
//
// the squared hinge loss, with the bias as one more weight, of a column that is
// 1 in every row (LIBLINEAR's -s 1 -B 1). A class without rows has no weights
// and a bias of -1, one that has them all a bias of 1.
//
// The dual is solved by coordinate descent with shrinking: Hsieh, Chang, Lin,
// Keerthi and Sundararajan, A Dual Coordinate Descent Method for Large-scale
// Linear SVM, ICML 2008, algorithm 3. A class takes the time of some fifteen to
// fifty passes over the rows it is trained on, and a worker the memory of
// one number for each column.
//
// Each part is trained without from where the classifier of all rows ended,
// which leads to the same optimum within the tolerance: of five, each takes half
// to two thirds of what training on all rows does, a fifth to a third less than
// from nothing.
//
// The error is an *InputError.
func OneVsRest(rows *Rows, width int, classes [][]int32, part []uint8, o SVCOptions) (l *Linear, scores [][]float32, err error) {
	if len(part) != rows.Len() {
		return nil, nil, &InputError{"parts", -1, "not one for each row"}
	}
	if err := check(rows, width, classes); err != nil {
		return nil, nil, err
	}
	if err := o.complete(); err != nil {
		return nil, nil, err
	}
	squares := squaresOf(rows)
	trained, scores := make([]weights, len(classes)), make([][]float32, len(classes))
	errs := make([]error, len(classes))
	parallel.With(len(classes), func() func(int) {
		p := &problem{rows: rows, squares: squares, w: make([]float64, width), options: &o}
		return func(class int) {
			if errs[class] = p.load(class, classes[class]); errs[class] == nil {
				trained[class] = p.all()
				scores[class] = p.fold(part)
			}
		}
	})
	for _, err := range errs {
		if err != nil {
			return nil, nil, err
		}
	}
	return newLinear(width, trained), scores, nil
}

// squaresOf returns the squared norm of each row, with the column of the bias.
func squaresOf(rows *Rows) []float64 {
	squares := make([]float64, rows.Len())
	for i := range squares {
		row := rows.Row(i)
		squares[i] = row.Dot(row) + 1
	}
	return squares
}

// complete fills in the defaults.
func (o *SVCOptions) complete() error {
	if o.C == 0 {
		o.C = 1
	}
	if o.Tolerance == 0 {
		o.Tolerance = 1e-2
	}
	if o.MaxEpochs == 0 {
		o.MaxEpochs = 1000
	}
	if !(o.C > 0) || !finite(o.C) || !(o.Tolerance > 0) || o.MaxEpochs < 0 {
		return &InputError{"options", -1, "C or a tolerance that is negative or not finite"}
	}
	return nil
}

// A problem is the training of one class. A worker uses one for all of its
// classes; between two of them, w is zero.
type problem struct {
	rows    *Rows
	squares []float64 // by row: its squared norm with the bias's column
	options *SVCOptions

	id    []int32   // the rows that it is trained on
	sign  []float64 // of each: 1 or -1
	alpha []float64 // of each: its dual variable
	order []int32   // those of them that are trained on now, as indexes into id

	w      []float64
	bias   float64
	slack  [2]float64 // 1/(2·C·weight) of the others and of the rows of the class
	random *rand.PCG
}

// load makes p the problem of a class.
func (p *problem) load(class int, members []int32) error {
	p.random = rand.NewPCG(0, uint64(class))
	p.id, p.sign = p.id[:0], p.sign[:0]
	add := func(i int32, sign float64) { p.id, p.sign = append(p.id, i), append(p.sign, sign) }
	if p.options.Subset == nil {
		for i := range int32(p.rows.Len()) {
			if len(members) > 0 && members[0] == i {
				add(i, 1)
				members = members[1:]
			} else {
				add(i, -1)
			}
		}
	} else {
		others := p.options.Subset(class)
		if problem := ascending(p.rows.Len(), others); problem != "" {
			return &InputError{"subset of class", class, problem}
		}
		for len(members)+len(others) > 0 { // in ascending order, so that all rows are as without a subset
			switch {
			case len(members) == 0 || len(others) > 0 && others[0] < members[0]:
				add(others[0], -1)
				others = others[1:]
			case len(others) > 0 && others[0] == members[0]:
				others = others[1:]
			default:
				add(members[0], 1)
				members = members[1:]
			}
		}
	}
	p.alpha = append(p.alpha[:0], make([]float64, len(p.id))...)
	return nil
}

// everything puts all rows in p.order.
func (p *problem) everything() {
	p.order = p.order[:0]
	for k := range p.id {
		p.order = append(p.order, int32(k))
	}
}

// all trains on all rows.
func (p *problem) all() weights {
	p.everything()
	p.train()
	n := 0
	for _, weight := range p.w {
		if float32(weight) != 0 {
			n++
		}
	}
	w := weights{p.bias, make([]uint32, 0, n), make([]float32, 0, n)}
	for column, weight := range p.w {
		if weight := float32(weight); weight != 0 {
			w.columns = append(w.columns, uint32(column))
			w.values = append(w.values, weight)
		}
	}
	clear(p.w)
	return w
}

// fold trains without each part in turn, after all, and scores what was left out.
func (p *problem) fold(part []uint8) []float32 {
	full := slices.Clone(p.alpha)
	scores := make([]float32, len(part))
	var done [256]bool
	for _, out := range part {
		if done[out] {
			continue
		}
		done[out] = true
		copy(p.alpha, full)
		p.order = p.order[:0]
		for k, i := range p.id {
			if part[i] == out {
				p.alpha[k] = 0
			} else {
				p.order = append(p.order, int32(k))
			}
		}
		p.train()
		for i, of := range part {
			if of == out {
				scores[i] = float32(p.score(int32(i)))
			}
		}
		clear(p.w)
	}
	return scores
}

// train finds the optimum for the rows in p.order, from p.alpha, where w is zero.
func (p *problem) train() {
	var count [2]int
	for _, k := range p.order {
		count[side(p.sign[k])]++
	}
	if count[0] == 0 || count[1] == 0 {
		p.bias = 1
		if count[1] == 0 {
			p.bias = -1
		}
		clear(p.alpha)
		return
	}
	for s := range p.slack {
		p.slack[s] = 1 / (2 * p.options.C)
		if p.options.Balanced {
			p.slack[s] *= 2 * float64(count[s]) / float64(len(p.order))
		}
	}
	p.bias = 0
	for _, k := range p.order {
		if p.alpha[k] != 0 {
			p.add(k, float64(p.alpha[k]*p.sign[k]))
		}
	}
	p.descend()
}

// side returns the index of a sign in problem.slack.
func side(sign float64) int {
	if sign > 0 {
		return 1
	}
	return 0
}

// descend is the coordinate descent. It returns how many epochs it took. The
// rows in p.order from active on have been shrunk: their variables are 0, and
// their gradients are so great that they will probably stay there. Once the
// others have converged, all are looked at once more.
func (p *problem) descend() int {
	inf := math.Inf(1)
	active, upper := len(p.order), inf // upper is the greatest projected gradient of the last epoch
	for epoch := 1; epoch <= p.options.MaxEpochs; epoch++ {
		p.shuffle(p.order[:active])
		least, greatest := inf, -inf
		for s := 0; s < active; s++ {
			k := p.order[s]
			i, sign, alpha := p.id[k], p.sign[k], p.alpha[k]
			slack := p.slack[side(sign)]
			gradient := float64(sign*p.score(i)) - 1 + float64(alpha*slack)
			projected := gradient
			if alpha == 0 {
				if gradient > upper {
					active--
					p.order[s], p.order[active] = p.order[active], k
					s--
					continue
				}
				projected = min(gradient, 0)
			}
			least, greatest = min(least, projected), max(greatest, projected)
			if math.Abs(projected) > 1e-12 {
				p.alpha[k] = max(alpha-gradient/(p.squares[i]+slack), 0)
				p.add(k, float64((p.alpha[k]-alpha)*sign))
			}
		}
		if upper = greatest; upper <= 0 {
			upper = inf
		}
		if greatest-least <= p.options.Tolerance || active == 0 {
			if active == len(p.order) {
				return epoch
			}
			active, upper = len(p.order), inf
		}
	}
	return p.options.MaxEpochs
}

// shuffle is that of Fisher and Yates.
func (p *problem) shuffle(order []int32) {
	for n := uint64(len(order)); n > 1; n-- {
		at := p.random.Uint64() >> 32 * n >> 32
		order[n-1], order[at] = order[at], order[n-1]
	}
}

// score returns w·x + b of row i. Four sums at once, as each addition would
// wait for the one before it.
func (p *problem) score(i int32) float64 {
	from, to := p.rows.Starts[i], p.rows.Starts[i+1]
	columns, values, w := p.rows.Columns[from:to], p.rows.Values[from:to], p.w
	var s0, s1, s2, s3 float64
	for len(columns) >= 4 && len(values) >= 4 {
		s0 += float64(float64(values[0]) * w[columns[0]])
		s1 += float64(float64(values[1]) * w[columns[1]])
		s2 += float64(float64(values[2]) * w[columns[2]])
		s3 += float64(float64(values[3]) * w[columns[3]])
		columns, values = columns[4:], values[4:]
	}
	values = values[:len(columns)]
	for j, column := range columns {
		s0 += float64(float64(values[j]) * w[column])
	}
	return (s0 + s1) + (s2 + s3) + p.bias
}

// add adds factor times row id[k] to w and b.
func (p *problem) add(k int32, factor float64) {
	row := p.rows.Row(int(p.id[k]))
	values, w := row.Values[:len(row.Columns)], p.w
	for j, column := range row.Columns {
		w[column] += float64(factor * float64(values[j]))
	}
	p.bias += factor
}
