package learn

import (
	"math"
	"slices"

	"github.com/catchword/catchword/internal/parallel"
)

// Centroids returns the centroid of each class as a linear model without bias:
// the sum of the class's rows, in ascending order, of which only the terms
// heaviest columns are kept, or all of them where terms is 0, brought to norm
// 1. For a vector of norm 1 the score of a class is the cosine of the two: how
// much the vector is like what is typical of the class. A class without rows
// has no weights. Rows have columns below width.
//
// Nothing is optimised, so a class costs a step for each value of its rows, and
// a heap of the columns that are kept; a worker takes the memory of nine bytes for each
// column below width, and a weight that is kept takes eight. Where classes are
// tens of thousands and most have a handful of rows, this comes close to what
// training each of them gives. The light columns of large classes are there by
// chance: to leave them out costs next to no quality and saves most of the
// time of scoring.
//
// T. Joachims, A probabilistic analysis of the Rocchio algorithm with TFIDF for
// text categorization, ICML 1997, 143–151; E.-H. Han, G. Karypis,
// Centroid-based document classification, PKDD 2000, LNCS 1910, 424–431.
//
// The error is an *InputError.
func Centroids(rows *Rows, width int, classes [][]int32, terms int) (*Linear, error) {
	if err := check(rows, width, classes); err != nil {
		return nil, err
	}
	if terms <= 0 {
		terms = width
	}
	centroids := make([]weights, len(classes))
	parallel.With(len(classes), func() func(int) {
		sum := &summer{sums: make([]float64, width), met: make([]bool, width)}
		return func(class int) {
			for _, i := range classes[class] {
				sum.add(rows.Row(int(i)))
			}
			centroids[class] = sum.direction(terms)
		}
	})
	return newLinear(width, centroids), nil
}

// A summer adds sparse vectors up.
type summer struct {
	sums    []float64 // by column
	met     []bool    // by column: whether it is one of columns
	columns []uint32
	top     []Scored
}

// add adds v.
func (s *summer) add(v Vector) {
	for i, c := range v.Columns {
		if !s.met[c] {
			s.met[c] = true
			s.columns = append(s.columns, c)
		}
		s.sums[c] += float64(v.Values[i])
	}
}

// direction returns the n heaviest columns of the sum, brought to norm 1, and
// begins a new sum.
func (s *summer) direction(n int) weights {
	kept := s.columns
	if len(kept) > n {
		s.top = s.top[:0]
		for _, c := range kept {
			s.top = offer(s.top, n, Scored{c, math.Abs(s.sums[c])})
		}
		slices.SortFunc(s.top, Scored.compare)
		kept = make([]uint32, n)
		for k, t := range s.top {
			kept[k] = t.Number
		}
	} else {
		slices.Sort(kept)
	}
	norm := 0.0
	for _, c := range kept {
		norm += float64(s.sums[c] * s.sums[c])
	}
	norm = math.Sqrt(norm)
	w := weights{columns: make([]uint32, 0, len(kept)), values: make([]float32, 0, len(kept))}
	for _, c := range kept {
		if x := float32(s.sums[c] / norm); x != 0 && norm > 0 {
			w.columns = append(w.columns, c)
			w.values = append(w.values, x)
		}
	}
	for _, c := range s.columns {
		s.sums[c], s.met[c] = 0, false
	}
	s.columns = s.columns[:0]
	return w
}
