package learn

import "fmt"

// A Sample is what a model of trees is learned from.
type Sample struct {
	Table *Table

	// Labels has for each row of the table how likely it is to belong: 1 for
	// yes, 0 for no, and anything between.
	Labels []float64

	// Rows are those to learn from, each once. By default (nil), all.
	Rows []int32
}

// A rowSet is the rows of a sample, numbered anew in the order of the table.
type rowSet struct {
	blocks [][]uint8
	label  []float64
	yes    float64 // sum of the labels
}

// collect checks a sample and returns its rows.
func (s *Sample) collect() (*rowSet, error) {
	t := s.Table
	switch {
	case t == nil:
		return nil, &InputError{"sample", -1, "no table"}
	case len(s.Labels) != t.rows:
		return nil, &InputError{"sample", -1, fmt.Sprintf("%d labels for %d rows", len(s.Labels), t.rows)}
	}
	in := make([]bool, t.rows)
	for _, r := range s.Rows {
		if r < 0 || int(r) >= t.rows || in[r] {
			return nil, &InputError{"row", int(r), "is not in the table, or was listed before"}
		}
		in[r] = true
	}
	set := &rowSet{}
	var rows []int
	for i := range t.rows {
		if s.Rows != nil && !in[i] {
			continue
		}
		y := s.Labels[i]
		if !(y >= 0 && y <= 1) {
			return nil, &InputError{"row", i, fmt.Sprintf("label %v", y)}
		}
		rows = append(rows, i)
		set.label = append(set.label, y)
		set.yes += y
	}
	if len(rows) == 0 {
		return nil, &InputError{"sample", -1, "no rows"}
	}
	set.blocks = t.blocks
	if len(rows) < t.rows {
		set.blocks = make([][]uint8, len(t.blocks))
		for b, of := range t.blocks {
			block := make([]uint8, 0, len(rows)*lanes)
			for _, r := range rows {
				block = append(block, of[r*lanes:(r+1)*lanes]...)
			}
			set.blocks[b] = block
		}
	}
	return set, nil
}
