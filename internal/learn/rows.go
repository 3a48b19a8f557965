// Package learn is what is learned from numbers: linear models, trees, nearest
// neighbours, and what makes a probability of a score. It knows rows, columns
// and classes by their numbers, and nothing of texts and concepts.
//
// Each file is one method, with the paper it is taken from. What is trained
// here is the same, to the byte, on one core or many: sums that goroutines
// share are cut into parts of fixed size and added in their order.
package learn

import "math"

// A Vector is a sparse vector: columns in ascending order, none twice, and the
// value of each. Columns that it doesn't name are zero.
type Vector struct {
	Columns []uint32
	Values  []float32
}

// Dot returns the inner product of v and w, in float64 and in the order of
// their columns. It takes the time of going through both.
func (v Vector) Dot(w Vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(v.Columns) && j < len(w.Columns); {
		switch a, b := v.Columns[i], w.Columns[j]; {
		case a < b:
			i++
		case a > b:
			j++
		default:
			sum += float64(v.Values[i]) * float64(w.Values[j])
			i++
			j++
		}
	}
	return sum
}

// below returns what v has in the columns below width.
func (v Vector) below(width int) Vector {
	n := len(v.Columns)
	for n > 0 && int(v.Columns[n-1]) >= width {
		n--
	}
	return Vector{v.Columns[:n], v.Values[:n]}
}

// Norm returns the Euclidean norm of v.
func (v Vector) Norm() float64 {
	sum := 0.0
	for _, x := range v.Values {
		sum += float64(x) * float64(x)
	}
	return math.Sqrt(sum)
}

// Rows is a sparse matrix, row by row (compressed sparse rows): those of row i
// are Columns and Values from Starts[i] to Starts[i+1]. Its zero value has no
// rows. The slices are exported for files; who fills them in keeps to the
// rules of [Vector], and Starts ascends from 0 to len(Columns).
//
// Reading is safe for concurrent use.
type Rows struct {
	Starts  []uint64 // one more than there are rows, or none
	Columns []uint32
	Values  []float32
}

// Len returns the number of rows.
func (r *Rows) Len() int { return max(len(r.Starts)-1, 0) }

// Row returns row i, which shares the memory of r. An i that is not from 0 to
// Len()-1 panics, as an index does.
func (r *Rows) Row(i int) Vector {
	from, to := r.Starts[i], r.Starts[i+1]
	return Vector{r.Columns[from:to:to], r.Values[from:to:to]}
}

// First returns the first n rows, which share the memory of r. An n that is not
// from 0 to Len() panics, as an index does.
func (r *Rows) First(n int) *Rows {
	if n == 0 {
		return &Rows{}
	}
	end := r.Starts[n]
	return &Rows{r.Starts[: n+1 : n+1], r.Columns[:end:end], r.Values[:end:end]}
}

// Append adds a copy of v as the last row.
func (r *Rows) Append(v Vector) {
	if len(r.Starts) == 0 {
		r.Starts = append(r.Starts, 0)
	}
	r.Columns = append(r.Columns, v.Columns...)
	r.Values = append(r.Values, v.Values...)
	r.Starts = append(r.Starts, uint64(len(r.Columns)))
}
