package learn

import (
	"math"
	"slices"
	"testing"
)

// vector returns the sparse vector of a dense one.
func vector(dense ...float32) Vector {
	var v Vector
	for i, x := range dense {
		if x != 0 {
			v.Columns = append(v.Columns, uint32(i))
			v.Values = append(v.Values, x)
		}
	}
	return v
}

// rowsOf returns the sparse rows of dense ones.
func rowsOf(dense ...[]float32) *Rows {
	r := new(Rows)
	for _, row := range dense {
		r.Append(vector(row...))
	}
	return r
}

func TestVector(t *testing.T) {
	for _, test := range []struct {
		v, w Vector
		dot  float64
	}{
		{vector(), vector(), 0},
		{vector(1, 2), vector(), 0},
		{vector(1, 0, 2), vector(0, 5), 0},
		{vector(1, 0, 2, 3), vector(4, 5, 6), 16},
	} {
		if got := test.v.Dot(test.w); got != test.dot {
			t.Errorf("%v · %v = %v, want %v", test.v, test.w, got, test.dot)
		}
		if got := test.w.Dot(test.v); got != test.dot {
			t.Errorf("%v · %v = %v, want %v", test.w, test.v, got, test.dot)
		}
		if got, want := test.v.Norm(), math.Sqrt(test.v.Dot(test.v)); got != want {
			t.Errorf("|%v| = %v, want %v", test.v, got, want)
		}
	}
}

func TestRows(t *testing.T) {
	var r Rows
	if r.Len() != 0 {
		t.Errorf("no rows: Len() = %d", r.Len())
	}
	want := []Vector{vector(1, 0, 2), vector(), vector(0, 3)}
	for _, v := range want {
		r.Append(v)
	}
	if r.Len() != len(want) {
		t.Fatalf("Len() = %d, want %d", r.Len(), len(want))
	}
	for i, v := range want {
		if got := r.Row(i); !slices.Equal(got.Columns, v.Columns) || !slices.Equal(got.Values, v.Values) {
			t.Errorf("Row(%d) = %v, want %v", i, got, v)
		}
	}
	_ = append(r.Row(0).Values, 9) // must not reach row 2
	if r.Row(2).Values[0] != 3 {
		t.Error("appending to a row changed another one")
	}
}
