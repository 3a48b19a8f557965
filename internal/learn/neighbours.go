package learn

import (
	"cmp"
	"math"
	"slices"
)

// Neighbours tells the classes of a vector by the rows that are most like it
// and whose classes are known (k nearest neighbours).
//
// The rows are kept as a linear model in which each row is a class without
// bias, so that by column, and compressed, it is the inverted file of them: a
// vector is compared with all rows in one pass over the rows that have one of
// its columns.
//
// The parts are exported for files, and [Neighbours.Check] says whether parts
// that come from one can be used. Neighbours that nobody changes are safe for
// concurrent use, with a [Scratch] for each goroutine.
//
// Y. Yang, An evaluation of statistical approaches to text categorization,
// Information Retrieval 1 (1999) 69–90; for inverted files, J. Zobel,
// A. Moffat, Inverted files for text search engines, ACM Computing Surveys 38
// (2006), article 6.
type Neighbours struct {
	Rows    *Linear
	Classes Sets // of each row
}

// A Scratch is the memory that searches work in, so that one after the other
// needs no new one. Its zero value is ready for use, by one goroutine at a time.
type Scratch struct {
	products []float64
	rows     []Scored
	votes    []Scored
}

// NewNeighbours returns the neighbours that rows are, which have columns below
// width, with the rows of each class in ascending order. It takes the time and
// memory of turning the rows on their side. The error is an *InputError.
func NewNeighbours(rows *Rows, width int, classes [][]int32) (*Neighbours, error) {
	if err := check(rows, width, classes); err != nil {
		return nil, err
	}
	each := make([]weights, rows.Len())
	for i := range each {
		row := rows.Row(i)
		each[i] = weights{columns: row.Columns, values: row.Values}
	}
	return &Neighbours{newLinear(width, each), turn(rows.Len(), classes)}, nil
}

// Check returns an *InputError if the parts of n don't go together, or if a
// class is not below classes. It goes through them once.
func (n *Neighbours) Check(classes int) error {
	if n.Rows == nil {
		return &InputError{"neighbours", -1, "no rows"}
	}
	if err := n.Rows.Check(); err != nil {
		return err
	}
	if n.Classes.Len() != n.Rows.Classes() {
		return &InputError{"neighbours", -1, "not one set of classes for each row"}
	}
	return n.Classes.Check(classes)
}

// AppendNearest appends the k rows that are most like v to dst, those with the
// highest inner products above 0, highest first, and returns the extended
// slice. Each inner product is that of [Vector.Dot], to the bit; for rows and a
// vector of norm 1 it is their cosine. Rows of which skip is true are left out,
// as the vector itself would be, or the rows that a fold puts aside; a nil skip
// leaves none out.
//
// It takes a step for each row that has a column of v, once for each of them,
// and one pass over the number of rows.
func (n *Neighbours) AppendNearest(dst []Scored, s *Scratch, v Vector, k int, skip func(row uint32) bool) []Scored {
	s.products = n.Rows.Scores(s.products[:0], v)
	return AppendTop(dst, s.products, k, 0, skip)
}

// AppendVotes appends the classes of the k rows that are most like v to dst,
// highest score first and of equal ones the lower class first, and returns the
// extended slice. The score of a class is the votes of the k rows that are of
// it,
//
//	score(class) = Σ (product(row) / m)^power
//
// where m is the highest inner product, so it is in (0, k]: 1 for what only the
// nearest row has. A power above 1 has a near row outweigh some far ones. It
// takes the time of [Neighbours.AppendNearest].
func (n *Neighbours) AppendVotes(dst []Scored, s *Scratch, v Vector, k int, power float64, skip func(row uint32) bool) []Scored {
	s.rows = n.AppendNearest(s.rows[:0], s, v, k, skip)
	s.votes = s.votes[:0]
	for _, row := range s.rows {
		vote := math.Pow(row.Score/s.rows[0].Score, power)
		for _, class := range n.Classes.Set(int(row.Number)) {
			s.votes = append(s.votes, Scored{class, vote})
		}
	}
	// The votes for a class stay in the order of the rows, as their sum depends
	// on it.
	slices.SortStableFunc(s.votes, func(a, b Scored) int { return cmp.Compare(a.Number, b.Number) })
	at := len(dst)
	for _, vote := range s.votes {
		if last := len(dst) - 1; last >= at && dst[last].Number == vote.Number {
			dst[last].Score += vote.Score
		} else {
			dst = append(dst, vote)
		}
	}
	slices.SortFunc(dst[at:], Scored.compare)
	return dst
}
