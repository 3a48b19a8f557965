package similar

import (
	"cmp"
	"slices"
)

// An Index holds what is known of texts, in the order in which they were added.
// The zero Index is empty and ready to use. It keeps less than a kilobyte of
// each text, whatever its length. It is not safe for concurrent use.
type Index struct {
	first    map[uint64]int // by hash of all words: the first text that has them
	same     []int          // by text: the first text with the same words, itself if there is none before; -1 if it has no words
	sketches []Sketch       // of texts that are not the same as one before
	texts    []int          // which those are
}

// A Pair is two texts, A added before B.
type Pair struct {
	A, B       int
	Similarity float64 // from the threshold to 1
	Same       bool    // all their words are the same, in the same order
}

// Add adds a text. One without words is similar to none.
func (x *Index) Add(s Sketch) {
	n := len(x.same)
	if s.empty {
		x.same = append(x.same, -1)
		return
	}
	if x.first == nil {
		x.first = make(map[uint64]int)
	}
	if first, ok := x.first[s.hash]; ok {
		x.same = append(x.same, first)
		return
	}
	x.first[s.hash] = n
	x.same = append(x.same, n)
	x.sketches = append(x.sketches, s)
	x.texts = append(x.texts, n)
}

// Len returns the number of texts.
func (x *Index) Len() int { return len(x.same) }

// mostCompared is how many of the texts before it a text is compared with, of
// those that are equal in one row of minima, so that the time stays linear where
// many texts are nearly the same.
const mostCompared = 16

// Pairs returns pairs of texts that are similar by threshold or more, which hold
// each group of such texts together: as few as are needed, one less than the
// group has texts. They are in the order of B, then A. Not every such pair is
// found: the package comment says how many are.
//
// It takes time near linear in the texts.
func (x *Index) Pairs(threshold float64) []Pair {
	var pairs []Pair
	for b, a := range x.same {
		if a >= 0 && a != b {
			pairs = append(pairs, Pair{a, b, 1, true})
		}
	}
	groups := newForest(len(x.sketches))
	type entry struct {
		key  uint64
		text int32
	}
	row := make([]entry, len(x.sketches))
	for r := range bands {
		for i := range x.sketches {
			m := x.sketches[i].minima[r*band:]
			row[i] = entry{mix(uint64(m[0])<<32|uint64(m[1])) ^ (uint64(m[2])<<32 | uint64(m[3])), int32(i)}
		}
		slices.SortFunc(row, func(a, b entry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.text, b.text)) })
		for from, to := 0, 0; from < len(row); from = to {
			for to = from; to < len(row) && row[to].key == row[from].key; to++ {
			}
			for i := from + 1; i < to; i++ {
				for j := from; j < i && j < from+mostCompared; j++ {
					a, b := int(row[j].text), int(row[i].text)
					if groups.find(a) == groups.find(b) {
						continue
					}
					if s := resemblance(&x.sketches[a], &x.sketches[b]); s >= threshold {
						groups.join(a, b)
						pairs = append(pairs, Pair{x.texts[a], x.texts[b], s, false})
					}
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.B, b.B), cmp.Compare(a.A, b.A)) })
	return pairs
}

// Groups returns for each text the first text of the group that pairs put it in:
// itself, if it is alone.
func (x *Index) Groups(pairs []Pair) []int {
	f := newForest(x.Len())
	for _, p := range pairs {
		f.join(p.A, p.B)
	}
	groups := make([]int, x.Len())
	for i := range groups {
		groups[i] = f.find(i)
	}
	return groups
}

// A forest is a partition of numbers into groups, each with its least as its
// root.
type forest []int

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

// find returns the root of i, and halves the way to it.
func (f forest) find(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(a, b int) {
	a, b = f.find(a), f.find(b)
	f[max(a, b)] = min(a, b)
}
