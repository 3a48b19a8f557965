package analysis

import (
	"encoding/binary"
	"iter"
	"slices"
	"sort"
	"strings"
)

// Statistics tells how many documents of a collection have a term: the table
// that weights such as [Statistics.IDF] are made from. It is a view of the
// bytes of a statistics file, so it takes no time to open and no memory beside
// them. Immutable and safe for concurrent use.
//
// [Counts.Statistics] makes one, [ReadStatistics] and [ParseStatistics] read
// what [Statistics.WriteTo] wrote.
type Statistics struct {
	fingerprint string
	docs        int
	minDF       int
	terms       int
	index       []uint32 // of each block, its offset in blocks
	keys        []uint64 // of each block, the key of its first term
	blocks      string
}

// Docs returns the number of documents that were counted.
func (s *Statistics) Docs() int { return s.docs }

// MinDF returns the document frequency, at least 1, below which terms were
// left out.
func (s *Statistics) MinDF() int { return s.minDF }

// Len returns the number of terms in the table.
func (s *Statistics) Len() int { return s.terms }

// Analyzer returns the fingerprint of the analyzer that the terms came from
// (see [Analyzer.Fingerprint]). Terms of another are not to be looked up.
func (s *Statistics) Analyzer() string { return s.fingerprint }

// Check returns nil if s was counted with the analyzer that has the given
// fingerprint, and a [*FingerprintError] if not.
func (s *Statistics) Check(fingerprint string) error {
	if s.fingerprint != fingerprint {
		return &FingerprintError{Statistics: s.fingerprint, Analyzer: fingerprint}
	}
	return nil
}

// DF returns the number of documents that have term: at least MinDF, at most
// Docs; or 0 for a term that fewer than MinDF documents have. It takes a binary
// search over the first terms of blocks and a walk over one block, and
// allocates nothing.
func (s *Statistics) DF(term string) int {
	// The key of a term is enough to find its block, or the few whose first
	// terms have the same key.
	key := keyOf(term)
	low, _ := slices.BinarySearch(s.keys, key)
	high := low
	for high < len(s.keys) && s.keys[high] == key {
		high++
	}
	for low < high {
		middle := int(uint(low+high) / 2)
		if e, ok := readEntry(s.blocks, s.block(middle)); ok && e.rest <= term {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == 0 {
		return 0
	}
	return s.find(s.block(low-1), term)
}

// keyOf returns the first eight bytes of a term as a number, so that the order
// of keys is that of terms, as far as it goes.
func keyOf(term string) uint64 {
	var b [8]byte
	copy(b[:], term)
	return binary.BigEndian.Uint64(b[:])
}

// find returns the document frequency of term if it stands in the block at
// pos, else 0.
//
// Terms are not put together from what they share with the term before: it is
// enough to know how long a beginning that term has in common with term. A
// next one that shares more of it differs from term where that one did, so it
// comes before term too; one that shares less comes after term.
func (s *Statistics) find(pos int, term string) int {
	common := 0
	for range blockTerms {
		e, ok := readEntry(s.blocks, pos)
		if !ok || e.shared < common {
			return 0
		}
		if pos = e.end; e.shared > common {
			continue
		}
		n := commonPrefix(e.rest, term[common:])
		common += n
		switch {
		case n == len(e.rest) && common == len(term):
			return s.df(e)
		case n < len(e.rest) && (common == len(term) || e.rest[n] > term[common]):
			return 0
		}
	}
	return 0
}

// All returns the terms in the order of their bytes, with their document
// frequencies. It makes a string of each.
func (s *Statistics) All() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		var term []byte
		pos := 0
		for range s.terms {
			e, ok := readEntry(s.blocks, pos)
			if !ok || e.shared > len(term) {
				return
			}
			pos = e.end
			term = append(term[:e.shared], e.rest...)
			if !yield(string(term), s.df(e)) {
				return
			}
		}
	}
}

// block returns the offset of a block in s.blocks.
func (s *Statistics) block(i int) int {
	return int(s.index[i])
}

// df returns the document frequency that an entry tells.
func (s *Statistics) df(e entry) int {
	return s.minDF + int(min(e.excess, uint64(s.docs-s.minDF)))
}

// blocksOf returns the number of blocks that hold a number of terms.
func blocksOf(terms int) int { return terms/blockTerms + min(terms%blockTerms, 1) }

// commonPrefix returns the length of the longest beginning that a and b share.
func commonPrefix(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// newStatistics makes the table of terms, which it sorts.
func newStatistics(terms []string, df func(term string) int, docs, minDF int, fingerprint string) *Statistics {
	sort.Strings(terms)
	var index []uint32
	var keys []uint64
	var blocks []byte
	before := ""
	for i, term := range terms {
		if i%blockTerms == 0 {
			index = append(index, uint32(len(blocks)))
			keys = append(keys, keyOf(term))
			before = ""
		}
		blocks = appendEntry(blocks, before, term, uint64(df(term)-minDF))
		before = term
	}
	return &Statistics{strings.Clone(fingerprint), docs, minDF, len(terms), index, keys, string(blocks)}
}
