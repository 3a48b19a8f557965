package learn

import (
	"fmt"
	"math"
)

// An InputError tells which of the numbers that were given can't be learned
// from, or used, and why.
type InputError struct {
	What    string // what is at fault: "row", "class", "node"
	Index   int    // its number, or -1 if it is none alone
	Problem string
}

func (e *InputError) Error() string {
	if e.Index < 0 {
		return fmt.Sprintf("%s: %s", e.What, e.Problem)
	}
	return fmt.Sprintf("%s %d: %s", e.What, e.Index, e.Problem)
}

// Check returns an *InputError if r breaks its own rules or has a column that
// is not below width, or a value that is not finite. It goes through all of r.
func (r *Rows) Check(width int) error {
	if len(r.Starts) == 0 {
		if len(r.Columns) != 0 || len(r.Values) != 0 {
			return &InputError{"rows", -1, "values without rows"}
		}
		return nil
	}
	if n := uint64(len(r.Columns)); r.Starts[0] != 0 || r.Starts[r.Len()] != n || len(r.Values) != len(r.Columns) {
		return &InputError{"rows", -1, "starts, columns and values don't go together"}
	}
	for i := range r.Len() {
		if r.Starts[i] > r.Starts[i+1] || r.Starts[i+1] > uint64(len(r.Columns)) {
			return &InputError{"row", i, "ends before it starts"}
		}
		if problem := r.Row(i).problem(width); problem != "" {
			return &InputError{"row", i, problem}
		}
	}
	return nil
}

// problem returns what is wrong with v, or "".
func (v Vector) problem(width int) string {
	for k, c := range v.Columns {
		switch {
		case uint64(c) >= uint64(width):
			return "a column beyond the width"
		case k > 0 && c <= v.Columns[k-1]:
			return "columns not in ascending order"
		case !finite(float64(v.Values[k])):
			return "a value that is not finite"
		}
	}
	return ""
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// check returns an *InputError if rows don't pass [Rows.Check], or the numbers of
// those of a class are not in ascending order, or too great.
func check(rows *Rows, width int, classes [][]int32) error {
	if err := rows.Check(width); err != nil {
		return err
	}
	for c, members := range classes {
		if problem := ascending(rows.Len(), members); problem != "" {
			return &InputError{"class", c, problem}
		}
	}
	return nil
}

// ascending returns what is wrong with a list of some of the first n rows, or "".
func ascending(n int, list []int32) string {
	for k, i := range list {
		switch {
		case i < 0 || int(i) >= n:
			return "a row that there is not"
		case k > 0 && i <= list[k-1]:
			return "rows not in ascending order"
		}
	}
	return ""
}
