package learn

import "fmt"

// A Sample is what a model of trees is learned from.
type Sample struct {
	Table *Table

	// Labels has for each row of the table how likely it is to belong: 1 for
	// yes, 0 for no, and anything between.
	Labels []float64

	// Weights has for each row of the table how much it counts: from 1e-9 to 1e9,
	// or 0 for not at all. By default (nil), each counts 1.
	Weights []float64

	// Rows are those to learn from, each once. By default (nil), all.
	Rows []int32
}

// A rowSet is a sample without the rows that don't count, the others numbered
// anew in the order of the table.
type rowSet struct {
	blocks        [][]uint8
	label, weight []float64
	total, yes    float64 // sums of the weights, and of those times the labels
}

// collect checks a sample and returns its rows.
func (s *Sample) collect(workers int) (*rowSet, error) {
	t := s.Table
	switch {
	case t == nil:
		return nil, &SampleError{-1, "no table"}
	case len(s.Labels) != t.rows:
		return nil, &SampleError{-1, fmt.Sprintf("%d labels for %d rows", len(s.Labels), t.rows)}
	case s.Weights != nil && len(s.Weights) != t.rows:
		return nil, &SampleError{-1, fmt.Sprintf("%d weights for %d rows", len(s.Weights), t.rows)}
	}
	in := make([]bool, t.rows)
	for _, r := range s.Rows {
		if r < 0 || int(r) >= t.rows || in[r] {
			return nil, &SampleError{int(r), "is not in the table, or was listed before"}
		}
		in[r] = true
	}
	set := &rowSet{}
	var rows []int
	for i := range t.rows {
		if s.Rows != nil && !in[i] {
			continue
		}
		y, w := s.Labels[i], 1.
		if s.Weights != nil {
			w = s.Weights[i]
		}
		if !(y >= 0 && y <= 1) {
			return nil, &SampleError{i, fmt.Sprintf("label %v", y)}
		}
		if w != 0 && !(w >= 1e-9 && w <= 1e9) {
			return nil, &SampleError{i, fmt.Sprintf("weight %v", w)}
		}
		if w == 0 {
			continue
		}
		rows = append(rows, i)
		set.label = append(set.label, y)
		set.weight = append(set.weight, w)
		set.total += w
		set.yes += w * y
	}
	if len(rows) == 0 {
		return nil, &SampleError{-1, "no rows that count"}
	}
	set.blocks = t.blocks
	if len(rows) < t.rows {
		set.blocks = make([][]uint8, len(t.blocks))
		eachOf(workers, len(t.blocks), func(b int) {
			block := make([]uint8, 0, len(rows)*lanes)
			for _, r := range rows {
				block = append(block, t.blocks[b][r*lanes:(r+1)*lanes]...)
			}
			set.blocks[b] = block
		})
	}
	return set, nil
}
