package learn

import (
	"fmt"
	"math"
	"slices"

	"github.com/catchword/catchword/internal/parallel"
)

// MaxRows is how many rows a [Table] can have: sums over more of them would
// not fit into the words of a histogram.
const MaxRows = 1 << 20

// maxBins is how many bins a feature can have. With one value of a byte to
// spare, the last bin needs no upper edge.
const maxBins = 255

// lanes is how many features stand side by side in a block of a table.
const lanes = 8

// A Table is a matrix of features made ready for growing trees: every number
// is replaced by the bin that it falls into, of 255 at most for each feature.
// A feature with no more different values than that has a bin for each, so
// nothing is lost; one with more has bins that hold about equally many rows.
//
// NaN, for what is missing, is less than every number and stands with -Inf.
//
// A Table is immutable and safe for concurrent use: many models can be learned
// from one.
type Table struct {
	rows, width int
	// Features that are the same in all rows have no place in the table. The
	// others are numbered anew, in their order, and kept in blocks of eight,
	// the eight bins of a row side by side: a leaf whose rows are scattered
	// then reads one word for eight features.
	features []int32
	edges    [][]float64 // ascending; bin b holds what is > edges[b-1] and <= edges[b]
	blocks   [][]uint8
}

// NewTable puts a matrix of rows of width numbers each, row after row, into
// bins. It neither keeps nor changes x. The cost is linear in len(x). The error is
// an *InputError.
func NewTable(x []float64, width int) (*Table, error) {
	switch {
	case width <= 0:
		return nil, &InputError{"table", -1, fmt.Sprintf("width %d", width)}
	case len(x)%width != 0:
		return nil, &InputError{"table", -1, fmt.Sprintf("%d numbers are not rows of %d", len(x), width)}
	case len(x) == 0:
		return nil, &InputError{"table", -1, "no rows"}
	case len(x)/width > MaxRows:
		return nil, &InputError{"table", -1, fmt.Sprintf("%d rows, more than %d", len(x)/width, MaxRows)}
	}
	t := &Table{rows: len(x) / width, width: width}
	edges := make([][]float64, width)
	parallel.Each(width, func(f int) {
		values := make([]float64, t.rows)
		for i := range values {
			values[i] = orLeast(x[i*width+f])
		}
		edges[f] = cutBins(values)
	})
	for f, e := range edges {
		if len(e) > 0 {
			t.features = append(t.features, int32(f))
			t.edges = append(t.edges, e)
		}
	}
	t.blocks = make([][]uint8, (len(t.features)+lanes-1)/lanes)
	parallel.Each(len(t.blocks), func(b int) {
		block := make([]uint8, t.rows*lanes)
		for lane := range lanes {
			s := b*lanes + lane
			if s >= len(t.features) {
				break
			}
			var top [256]float64 // a power of two, so that the search has no branches
			for i := range top {
				top[i] = math.Inf(1)
			}
			copy(top[:], t.edges[s])
			f := int(t.features[s])
			for i := range t.rows {
				block[i*lanes+lane] = binOf(&top, orLeast(x[i*width+f]))
			}
		}
		t.blocks[b] = block
	})
	return t, nil
}

// orLeast returns v, and -Inf for NaN.
func orLeast(v float64) float64 {
	if v != v {
		return math.Inf(-1)
	}
	return v
}

// binOf returns how many of the edges are less than v.
func binOf(edges *[256]float64, v float64) uint8 {
	var b uint8
	for bit := 7; bit >= 0; bit-- {
		var above uint8 // not a jump, as in Trees.next
		if v > edges[b+1<<bit-1] {
			above = 1
		}
		b += above << bit
	}
	return b
}

// cutBins returns the edges between the bins of values, which it sorts: half-way
// between neighbours, all different values being apart if there are few
// enough, else so that about equally many rows lie between two edges.
func cutBins(values []float64) []float64 {
	sortNumbers(values, make([]uint64, len(values)), make([]uint64, len(values)))
	distinct := 1
	for i := 1; i < len(values) && distinct <= maxBins; i++ {
		if values[i] != values[i-1] {
			distinct++
		}
	}
	if distinct == 1 {
		return nil
	}
	var edges []float64
	if distinct <= maxBins {
		edges = make([]float64, 0, distinct-1)
		for i := 1; i < len(values); i++ {
			if values[i] != values[i-1] {
				edges = append(edges, between(values[i-1], values[i]))
			}
		}
		return edges
	}
	edges = make([]float64, 0, maxBins-1)
	for b := 1; b < maxBins; b++ {
		i := b * len(values) / maxBins
		// A value that fills several bins is cut off at its ends.
		if values[i] == values[i-1] {
			v := values[i]
			if j, _ := slices.BinarySearch(values, v); j > 0 {
				edges = appendEdge(edges, between(values[j-1], v))
			}
			for i < len(values) && values[i] == v {
				i++
			}
			if i == len(values) {
				break
			}
		}
		edges = appendEdge(edges, between(values[i-1], values[i]))
	}
	return edges
}

// appendEdge keeps edges ascending and few.
func appendEdge(edges []float64, e float64) []float64 {
	if len(edges) == maxBins-1 || len(edges) > 0 && e <= edges[len(edges)-1] {
		return edges
	}
	return append(edges, e)
}

// between returns a number that is at least a and less than b, which are
// different and ascending: their middle, where it is one.
func between(a, b float64) float64 {
	m := a/2 + b/2
	if a <= m && m < b {
		return m
	}
	return a
}
