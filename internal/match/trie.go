// Package match finds sequences of terms in longer sequences of terms. Terms
// are small integers; what they stand for is the caller's business.
//
// A [Trie] holds every sequence once. From its root, one step for each term of
// a text leads to the node of a sequence or to nothing, so finding all the
// sequences that begin at one place costs no more than the longest of them,
// however many there are.
package match

import "math/bits"

// A Trie is a set of sequences of terms, numbered in the order in which they
// were added. It is immutable and safe for concurrent use.
type Trie struct {
	roots    []Node  // first step, by term
	edges    []edge  // hash table of further steps
	mask     uint32  // len(edges)-1
	sequence []int32 // by node: the number of the sequence that ends there, or -1
	count    int
}

// A Node is a place in a Trie: the terms that led there. Root is the place
// before any term; None is no place at all.
type Node int32

const (
	None Node = -1
	Root Node = 0
)

type edge struct {
	from Node
	term uint32
	to   Node // 0 marks an empty slot: no edge leads to the root
}

// Step returns the node that term leads to from n, or None.
func (t *Trie) Step(n Node, term uint32) Node {
	if n == Root {
		if int(term) < len(t.roots) {
			return t.roots[term]
		}
		return None
	}
	for i := slot(n, term, t.mask); ; i = (i + 1) & t.mask {
		switch e := &t.edges[i]; {
		case e.to == 0:
			return None
		case e.from == n && e.term == term:
			return e.to
		}
	}
}

// Sequence returns the number of the sequence whose terms led to n, or -1 if n
// is only the beginning of some.
func (t *Trie) Sequence(n Node) int { return int(t.sequence[n]) }

// Len returns the number of sequences.
func (t *Trie) Len() int { return t.count }

// slot is the place at which the search for an edge begins.
func slot(n Node, term, mask uint32) uint32 {
	h := (uint64(uint32(n))<<32 | uint64(term)) * 0x9E3779B97F4A7C15
	return uint32(h>>32) & mask
}

// A Builder collects the sequences of a Trie. The zero Builder is empty and
// ready to use; it is not safe for concurrent use.
type Builder struct {
	next     map[uint64]Node
	sequence []int32
	count    int
	terms    uint32 // one more than the greatest first term
}

// Add adds a sequence of one term or more and returns its number: that of the
// equal sequence if it was there before, else the next from 0. It does not
// keep its argument. An empty sequence is not added: Add returns -1.
func (b *Builder) Add(terms []uint32) int {
	if len(terms) == 0 {
		return -1
	}
	if b.next == nil {
		b.next = make(map[uint64]Node)
		b.sequence = append(b.sequence, -1)
	}
	b.terms = max(b.terms, terms[0]+1)
	n := Root
	for _, term := range terms {
		key := uint64(uint32(n))<<32 | uint64(term)
		to, ok := b.next[key]
		if !ok {
			to = Node(len(b.sequence))
			b.next[key] = to
			b.sequence = append(b.sequence, -1)
		}
		n = to
	}
	if b.sequence[n] < 0 {
		b.sequence[n] = int32(b.count)
		b.count++
	}
	return int(b.sequence[n])
}

// Build returns the trie of the sequences added so far.
func (b *Builder) Build() *Trie {
	t := &Trie{
		roots:    make([]Node, b.terms),
		mask:     1<<bits.Len(uint(2*len(b.next))) - 1,
		sequence: append([]int32{-1}, b.sequence[min(1, len(b.sequence)):]...),
		count:    b.count,
	}
	for i := range t.roots {
		t.roots[i] = None
	}
	t.edges = make([]edge, t.mask+1)
	for key, to := range b.next {
		from, term := Node(key>>32), uint32(key)
		if from == Root {
			t.roots[term] = to
			continue
		}
		i := slot(from, term, t.mask)
		for t.edges[i].to != 0 {
			i = (i + 1) & t.mask
		}
		t.edges[i] = edge{from, term, to}
	}
	return t
}
