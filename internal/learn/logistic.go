package learn

import (
	"math"
	"slices"

	"github.com/catchword/catchword/internal/parallel"
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// A Logistic is a logistic regression: the logarithm of the odds as a sum of
// what each feature contributes,
//
//	logit(x) = Bias + Σ over features (Weights · (x - Means) / Deviations)
//
// so the bias is the logit of the average row, and a contribution tells how
// far a feature moves it from there. A feature that is the same in all rows
// has the deviation 0 and contributes nothing.
type Logistic struct {
	Bias       float64
	Weights    []float64 // by feature, of the standardised feature
	Means      []float64
	Deviations []float64
}

// LogisticOptions are those of [FitLogistic]. The zero value is ready for use.
type LogisticOptions struct {
	// C is what the errors weigh against the norm of the weights. By default, 1.
	C float64
}

// FitLogistic returns the logistic regression of labels on features: x has
// width features of each row, row after row. With features standardised by
// their means and deviations, the weights w and bias b minimise
//
//	½·|w|² + C · Σ over rows (ln(1 + exp(-y·(w·x + b))))
//
// where y is 1 or -1, as scikit-learn's LogisticRegression does behind a
// StandardScaler. The minimum is found by Newton's method with halved steps
// where a whole one leads up (iteratively reweighted least squares: Hastie,
// Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition
// 2009, section 4.4.1), mostly in less than ten rounds, each of which takes
// rows·width²/2 multiplications.
//
// The error is an *InputError: no rows, labels that are all the same, numbers
// that are not finite or so great that their squares aren't.
func FitLogistic(x []float64, width int, labels []bool, o LogisticOptions) (*Logistic, error) {
	if o.C == 0 {
		o.C = 1
	}
	f, err := newFit(x, width, labels, o)
	if err != nil {
		return nil, err
	}
	return f.newton()
}

// Sigmoid returns 1/(1+exp(-logit)), the probability whose logarithm of the
// odds is logit.
func Sigmoid(logit float64) float64 {
	if logit >= 0 {
		return 1 / (1 + math.Exp(-logit))
	}
	e := math.Exp(logit)
	return e / (1 + e)
}

// logLoss returns ln(1 + exp(-margin)).
func logLoss(margin float64) float64 {
	if margin > 0 {
		return math.Log1p(math.Exp(-margin))
	}
	return math.Log1p(math.Exp(margin)) - margin
}

// fit is the training of a Logistic.
type fit struct {
	x      []float64
	width  int
	labels []bool
	c      float64

	means, deviations []float64
}

// chunk is how many rows are summed by one goroutine before sums are added in
// the order of the chunks, and block how many of them are worked on at once.
const (
	chunk = 4096
	block = 128
)

func newFit(x []float64, width int, labels []bool, o LogisticOptions) (*fit, error) {
	f := &fit{x: x, width: width, labels: labels, c: o.C}
	switch n := len(labels); {
	case !(o.C > 0) || !finite(o.C):
		return nil, &InputError{"options", -1, "C that is not positive and finite"}
	case n == 0:
		return nil, &InputError{"rows", -1, "none"}
	case width < 0 || len(x)%n != 0 || len(x)/n != width:
		return nil, &InputError{"features", -1, "not one of each for each label"}
	case !slices.Contains(labels, !labels[0]):
		return nil, &InputError{"labels", -1, "all the same"}
	}
	return f, f.standardise()
}

// row returns the features of row i.
func (f *fit) row(i int) []float64 { return f.x[i*f.width:][:f.width] }

// standardise finds the means and deviations.
func (f *fit) standardise() error {
	varies := make([]bool, f.width)
	for i := range f.labels {
		for j, x := range f.row(i) {
			if !finite(x) {
				return &InputError{"row", i, "a feature that is not finite"}
			}
			varies[j] = varies[j] || x != f.x[j]
		}
	}
	f.means = f.average(func(_ int, x float64) float64 { return x })
	f.deviations = f.average(func(j int, x float64) float64 { return (x - f.means[j]) * (x - f.means[j]) })
	for j, variance := range f.deviations {
		if !finite(variance) {
			return &InputError{"feature", j, "values too great"}
		}
		f.deviations[j] = math.Sqrt(variance)
		if !varies[j] {
			f.deviations[j], f.means[j] = 0, f.x[j]
		}
	}
	return nil
}

// average returns the averages of what of makes of each feature.
func (f *fit) average(of func(feature int, x float64) float64) []float64 {
	share := 1 / float64(len(f.labels))
	sums := make([][]float64, (len(f.labels)+chunk-1)/chunk)
	parallel.Each(len(sums), func(c int) {
		sums[c] = make([]float64, f.width)
		for i := c * chunk; i < min(c*chunk+chunk, len(f.labels)); i++ {
			for j, x := range f.row(i) {
				sums[c][j] += float64(share * of(j, x))
			}
		}
	})
	return addUp(sums)
}

// addUp adds the rows of sums to the first, in their order.
func addUp(sums [][]float64) []float64 {
	for _, s := range sums[1:] {
		for j, x := range s {
			sums[0][j] += x
		}
	}
	return sums[0]
}

// A point is where Newton's method stands: the parameters, which are the
// weights and, last, the bias, and the objective there with its derivatives.
type point struct {
	at       []float64
	loss     float64
	gradient []float64
	hessian  []float64 // row by row; the upper triangle
}

// newton goes down to the minimum.
func (f *fit) newton() (*Logistic, error) {
	n := f.width + 1
	start := make([]float64, n)
	here := f.evaluate(start)
	step := mat.NewVecDense(n, nil)
	const most = 100
	for range most {
		if greatest(here.gradient) <= 1e-11*(1+f.c*float64(len(f.labels))) {
			break
		}
		if !here.direction(step) {
			return nil, &InputError{"features", -1, "no curvature: values too far apart"}
		}
		next := f.search(here, step.RawVector().Data)
		if next == nil {
			break // no step leads down any more: here is the minimum as far as float64 goes
		}
		here = next
	}
	l := &Logistic{Bias: here.at[f.width], Weights: here.at[:f.width], Means: f.means, Deviations: f.deviations}
	for j, d := range l.Deviations {
		if d == 0 {
			l.Weights[j] = 0
		}
	}
	return l, nil
}

// greatest returns the greatest absolute value of v.
func greatest(v []float64) float64 {
	g := 0.0
	for _, x := range v {
		g = max(g, math.Abs(x))
	}
	return g
}

// direction sets step to that of Newton: hessian·step = gradient.
func (p *point) direction(step *mat.VecDense) bool {
	n := len(p.at)
	var c mat.Cholesky
	h := mat.NewSymDense(n, p.hessian)
	for ridge := 1e-12 * (1 + mat.Trace(h)); !c.Factorize(h); ridge *= 100 {
		if !finite(ridge) {
			return false
		}
		for j := range n {
			h.SetSym(j, j, h.At(j, j)+ridge)
		}
	}
	// An ill-conditioned matrix still leads down, if not straight.
	_ = c.SolveVecTo(step, mat.NewVecDense(n, p.gradient))
	return finite(mat.Sum(step))
}

// search returns the first point on the way against step, at 1, ½, ¼ … of it,
// that is lower by a fair part of what the slope promises (Armijo's rule), or
// where losses differ by no more than rounding, less steep by half; or nil.
func (f *fit) search(from *point, step []float64) *point {
	slope := 0.0
	for j, s := range step {
		slope += float64(s * from.gradient[j])
	}
	for size := 1.0; size > 1e-9; size /= 2 {
		at := make([]float64, len(step))
		for j, s := range step {
			at[j] = from.at[j] - float64(size*s)
		}
		to := f.evaluate(at)
		if to.loss < from.loss-1e-4*size*slope {
			return to
		}
		if slope < 1e-9*from.loss {
			if greatest(to.gradient) < greatest(from.gradient)/2 {
				return to
			}
			return nil
		}
	}
	return nil
}

// evaluate returns the point at parameters.
func (f *fit) evaluate(at []float64) *point {
	n := f.width + 1
	// Each chunk's sums are in one slice: the gradient, the Hessian, the loss.
	sums := make([][]float64, (len(f.labels)+chunk-1)/chunk)
	parallel.With(len(sums), func() func(int) {
		b := newBatch(f)
		return func(c int) {
			sums[c] = make([]float64, n+n*n+1)
			for from := c * chunk; from < min(c*chunk+chunk, len(f.labels)); from += block {
				b.add(from, min(from+block, c*chunk+chunk, len(f.labels)), at, sums[c])
			}
		}
	})
	sum := addUp(sums)
	p := &point{at: at, gradient: sum[:n], hessian: sum[n : n+n*n], loss: sum[n+n*n]}
	for j, w := range at[:f.width] {
		p.loss += float64(w*w) / 2
		p.gradient[j] += w
		p.hessian[j*n+j]++
	}
	return p
}

// A batch is what one goroutine needs to work on a block of rows.
type batch struct {
	f    *fit
	rows []float64 // standardised, and 1 for the bias
}

func newBatch(f *fit) *batch {
	return &batch{f, make([]float64, block*(f.width+1))}
}

// add adds the sums of the rows of a block.
func (b *batch) add(from, to int, at, sums []float64) {
	f, n := b.f, b.f.width+1
	gradient, hessian, loss := sums[:n], sums[n:n+n*n], &sums[n+n*n]
	for i := from; i < to; i++ {
		row := b.rows[(i-from)*n:][:n]
		for j, x := range f.row(i) {
			row[j] = 0
			if d := f.deviations[j]; d != 0 {
				row[j] = (x - f.means[j]) / d
			}
		}
		row[n-1] = 1
		logit := blas64.Dot(vectorOf(at), vectorOf(row))
		sign, p := -1.0, Sigmoid(logit)
		if f.labels[i] {
			sign = 1
		}
		*loss += float64(f.c * logLoss(sign*logit))
		// p minus the label, in the form that keeps its digits where p is near 1.
		blas64.Axpy(float64(-sign*f.c*Sigmoid(-sign*logit)), vectorOf(row), vectorOf(gradient))
		blas64.Scal(math.Sqrt(f.c*p*Sigmoid(-logit)), vectorOf(row))
	}
	blas64.Syrk(blas.Trans, 1, blas64.General{Rows: to - from, Cols: n, Stride: n, Data: b.rows}, 1,
		blas64.Symmetric{N: n, Stride: n, Uplo: blas.Upper, Data: hessian})
}

func vectorOf(v []float64) blas64.Vector { return blas64.Vector{N: len(v), Inc: 1, Data: v} }
