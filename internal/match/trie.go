// Package match finds sequences of terms in longer sequences of terms. Terms
// are small integers; what they stand for is the caller's business.
//
// A [Trie] holds every sequence once. From its root, one step for each term of
// a text leads to the node of a sequence or to nothing, so finding all the
// sequences that begin at one place costs no more than the longest of them,
// however many there are.
package match

import (
	"cmp"
	"math"
	"slices"

	"github.com/catchword/catchword/internal/columns"
)

// A Trie is a set of sequences of terms. It is immutable and safe for
// concurrent use.
//
// Nodes are numbered level by level, so the children of a node stand side by
// side, in the order of their terms: two numbers for each node are all that
// there is.
type Trie struct {
	terms    []uint32 // by node: the term that leads to it
	children []uint32 // by node, and one more: its first child; the next node's first child ends them
	sequence []int32  // by node: the sequence that ends there, or -1
	roots    []Node   // by term: where the first step leads
}

// A Node is a place in a Trie: the terms that led there. Root is the place
// before any term; None is no place at all.
type Node int32

const (
	None Node = -1
	Root Node = 0
)

// New returns the trie of n sequences. What it says of a place where one ends is
// that one's number, of equal ones the lowest. Empty sequences are left out. It
// takes the time of sorting, and keeps nothing of what sequence returns.
func New(n int, sequence func(int) []uint32) *Trie {
	// A lead is what is left of a sequence behind a node.
	type lead struct {
		step     uint64 // the node and the next term
		sequence int32
	}
	level := make([]lead, 0, n)
	roots := uint32(0) // one more than the greatest first term
	for i := range int32(n) {
		if s := sequence(int(i)); len(s) > 0 {
			level = append(level, lead{uint64(s[0]), i})
			roots = max(roots, s[0]+1)
		}
	}
	t := &Trie{terms: []uint32{0}, sequence: []int32{-1}, roots: make([]Node, roots)}
	for depth := 1; len(level) > 0; depth++ {
		slices.SortFunc(level, func(a, b lead) int { return cmp.Compare(a.step, b.step) })
		on := level[:0] // to the next level
		last := uint64(math.MaxUint64)
		for _, l := range level {
			if l.step != last {
				last = l.step
				for parent := uint32(last >> 32); len(t.children) <= int(parent); {
					t.children = append(t.children, uint32(len(t.terms)))
				}
				t.terms = append(t.terms, uint32(last))
				t.sequence = append(t.sequence, -1)
			}
			node := len(t.terms) - 1
			if s := sequence(int(l.sequence)); len(s) > depth {
				on = append(on, lead{uint64(node)<<32 | uint64(s[depth]), l.sequence})
			} else if first := &t.sequence[node]; *first < 0 || l.sequence < *first {
				*first = l.sequence
			}
		}
		level = on
	}
	for len(t.children) <= len(t.terms) {
		t.children = append(t.children, uint32(len(t.terms)))
	}
	for i := range t.roots {
		t.roots[i] = None
	}
	for n := t.children[Root]; n < t.children[Root+1]; n++ {
		t.roots[t.terms[n]] = Node(n)
	}
	return t
}

// Step returns the node that term leads to from n, or None. It takes time in
// the logarithm of the number of terms that lead on from n.
func (t *Trie) Step(n Node, term uint32) Node {
	if n == Root {
		if int(term) < len(t.roots) {
			return t.roots[term]
		}
		return None
	}
	low, high := t.children[n], t.children[n+1]
	for high-low > 8 {
		if middle := (low + high) / 2; t.terms[middle] <= term {
			low = middle
		} else {
			high = middle
		}
	}
	for ; low < high; low++ {
		if t.terms[low] == term {
			return Node(low)
		}
	}
	return None
}

// Sequence returns the index of the sequence whose terms led to n, or -1 if n
// is only the beginning of some.
func (t *Trie) Sequence(n Node) int { return int(t.sequence[n]) }

// Find returns the index of a sequence, or -1 if it is not in t.
func (t *Trie) Find(sequence []uint32) int {
	n := Root
	for _, term := range sequence {
		if n = t.Step(n, term); n == None {
			return -1
		}
	}
	return t.Sequence(n)
}

// Put adds the columns of t to a file, their names behind a prefix.
func (t *Trie) Put(w *columns.Writer, prefix string) {
	columns.Put(w, prefix+"terms", t.terms)
	columns.Put(w, prefix+"children", t.children)
	columns.Put(w, prefix+"sequence", t.sequence)
	columns.Put(w, prefix+"roots", t.roots)
}

// Read returns the trie whose columns Put added to a file. Columns that are no
// trie, or that of other sequences than the n that have those lengths, are an
// error of r; then the trie must not be used.
func Read(r *columns.Reader, prefix string, n int, length func(sequence int) int) *Trie {
	t := &Trie{terms: columns.Column[uint32](r, prefix+"terms"), roots: columns.Column[Node](r, prefix+"roots")}
	nodes := len(t.terms)
	t.children = columns.ColumnOf[uint32](r, prefix+"children", nodes+1)
	t.sequence = columns.ColumnOf[int32](r, prefix+"sequence", nodes)
	r.Check(nodes > 0 && t.numbered(), prefix+"children")
	if r.Err() != nil {
		return t
	}
	ordered, placed := true, true
	depth, below := 0, t.children[0] // the first node that is deeper
	for i := range nodes {
		if i == int(below) {
			depth, below = depth+1, t.children[i]
		}
		for c := t.children[i] + 1; c < t.children[i+1]; c++ {
			ordered = ordered && t.terms[c-1] < t.terms[c]
		}
		if s := int(t.sequence[i]); s != -1 {
			placed = placed && s >= 0 && s < n && length(s) == depth
		}
	}
	r.Check(ordered, prefix+"terms")
	r.Check(placed, prefix+"sequence")
	r.Check(t.rooted(), prefix+"roots")
	return t
}

// numbered reports whether the nodes are numbered level by level: children come
// after their parents, and each has one.
func (t *Trie) numbered() bool {
	for i := range t.terms {
		if int(t.children[i]) <= i || t.children[i] > t.children[i+1] {
			return false
		}
	}
	return t.children[0] == 1 && int(t.children[len(t.terms)]) == len(t.terms)
}

// rooted reports whether roots leads to the children of the root.
func (t *Trie) rooted() bool {
	seen := uint32(0)
	for term, n := range t.roots {
		if n == None {
			continue
		}
		if n <= Root || uint32(n) >= t.children[1] || t.terms[n] != uint32(term) {
			return false
		}
		seen++
	}
	return seen == t.children[1]-1
}
