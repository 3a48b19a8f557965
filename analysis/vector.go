package analysis

import (
	"cmp"
	"iter"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// A Vector is a sparse vector: the values at some indices, 0 at all others.
// [NewVector] makes it well-formed: indices ascend, none occurs twice, and no
// value is 0. The zero Vector is the vector of zeros. Vectors are not to be
// modified; methods that change one return a new one.
//
// Values must be finite and not so large that their sums overflow.
type Vector struct {
	Indices []uint32
	Values  []float64 // of the same length
}

// NewVector makes a vector of pairs of an index and a value, such as
// [maps.All] yields, in any order. Values of one index are summed up, in the
// order in which they come. The cost is that of sorting the pairs.
func NewVector(pairs iter.Seq2[uint32, float64]) Vector {
	type pair struct {
		index uint32
		value float64
	}
	var all []pair
	for index, value := range pairs {
		all = append(all, pair{index, value})
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(a.index, b.index) })
	v := Vector{make([]uint32, 0, len(all)), make([]float64, 0, len(all))}
	for i := 0; i < len(all); {
		index, sum := all[i].index, 0.0
		for ; i < len(all) && all[i].index == index; i++ {
			sum += all[i].value
		}
		if sum != 0 {
			v.Indices = append(v.Indices, index)
			v.Values = append(v.Values, sum)
		}
	}
	return v
}

// Norm returns the Euclidean norm of v, √Σ vᵢ²: its length, 0 or more.
func (v Vector) Norm() float64 { return floats.Norm(v.Values, 2) }

// Normalize returns the vector of norm 1 that has the direction of v, or the
// vector of zeros if v is.
func (v Vector) Normalize() Vector {
	norm := v.Norm()
	if norm == 0 {
		return Vector{}
	}
	values := make([]float64, len(v.Values))
	for i, x := range v.Values {
		values[i] = x / norm
	}
	return Vector{v.Indices, values}
}

// Dot returns the inner product Σ vᵢ·wᵢ. It takes one pass over both vectors.
func (v Vector) Dot(w Vector) float64 { return dot(v, w, 1, 1) }

// Cosine returns the cosine of the angle between v and w,
//
//	cos(v, w) = Σ vᵢ·wᵢ / (‖v‖ · ‖w‖)
//
// which is in [-1, 1], and in [0, 1] if no value is negative: 1 for vectors of
// one direction, 0 for those that have no index in common. The cosine with the
// vector of zeros is 0. It takes two passes over both vectors; of vectors that
// are normalized, Dot is the cosine and cheaper.
//
// C. D. Manning, P. Raghavan, H. Schütze, Introduction to Information Retrieval
// (2008), §6.3.1.
func (v Vector) Cosine(w Vector) float64 {
	a, b := v.Norm(), w.Norm()
	if a == 0 || b == 0 {
		return 0
	}
	return max(-1, min(1, dot(v, w, a, b)))
}

// dot returns the inner product of v divided by a and w divided by b. Dividing
// each factor keeps products of very large and very small values in range.
func dot(v, w Vector, a, b float64) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(v.Indices) && j < len(w.Indices); {
		switch x, y := v.Indices[i], w.Indices[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			sum += (v.Values[i] / a) * (w.Values[j] / b)
			i++
			j++
		}
	}
	return sum
}
