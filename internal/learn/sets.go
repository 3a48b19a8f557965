package learn

// Sets is a set of numbers for each row, such as the classes that it is of:
// those of row i are Items from Starts[i] to Starts[i+1], ascending. Its zero
// value has no rows. The slices are exported for files, and [Sets.Check] says
// whether slices that come from one can be used.
type Sets struct {
	Starts []uint64 // one more than there are rows, or none
	Items  []uint32
}

// Len returns the number of rows.
func (s *Sets) Len() int { return max(len(s.Starts)-1, 0) }

// Set returns the set of row i, which shares the memory of s. An i that is not
// from 0 to Len()-1 panics, as an index does.
func (s *Sets) Set(i int) []uint32 {
	from, to := s.Starts[i], s.Starts[i+1]
	return s.Items[from:to:to]
}

// Check returns an *InputError if s breaks its own rules, or if an item is not
// below limit. It goes through all of s.
func (s *Sets) Check(limit int) error {
	if n := uint64(len(s.Items)); len(s.Starts) == 0 && n > 0 ||
		len(s.Starts) > 0 && (s.Starts[0] != 0 || s.Starts[s.Len()] != n) {
		return &InputError{"sets", -1, "starts and items don't go together"}
	}
	for i := range s.Len() {
		if s.Starts[i] > s.Starts[i+1] || s.Starts[i+1] > uint64(len(s.Items)) {
			return &InputError{"set", i, "ends before it starts"}
		}
		last := -1
		for _, item := range s.Set(i) {
			if int(item) <= last || int(item) >= limit {
				return &InputError{"set", i, "items not in ascending order, or too great"}
			}
			last = int(item)
		}
	}
	return nil
}

// turn returns the classes of each of n rows, given the rows of each class.
func turn(n int, classes [][]int32) Sets {
	s := Sets{Starts: make([]uint64, n+1)}
	for _, members := range classes {
		for _, i := range members {
			s.Starts[i+1]++
		}
	}
	for i := range n {
		s.Starts[i+1] += s.Starts[i]
	}
	s.Items = make([]uint32, s.Starts[n])
	next := make([]uint64, n)
	copy(next, s.Starts)
	for class, members := range classes {
		for _, i := range members {
			s.Items[next[i]] = uint32(class)
			next[i]++
		}
	}
	return s
}
