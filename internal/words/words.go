// Package words numbers words.
package words

import (
	"math/bits"

	"github.com/catchword/catchword/internal/columns"
)

// A Table numbers words, from 1. It is immutable and safe for concurrent use.
// The zero Table has none, and must not be searched: New(nil) may be.
type Table struct {
	text  string   // all of them, one after the other
	ends  []uint32 // by number: where it ends in text; number 0 ends at 0
	slots []uint32 // hash table of numbers, 0 for an empty place; its size is a power of two
}

// New lays out words, all different, by their numbers, from 1.
func New(all []string) Table {
	size := 0
	for _, word := range all {
		size += len(word)
	}
	text := make([]byte, 0, size)
	t := Table{ends: make([]uint32, 1, len(all)+1), slots: make([]uint32, 1<<bits.Len(uint(2*len(all))))}
	mask := uint32(len(t.slots) - 1)
	for i, word := range all {
		text = append(text, word...)
		t.ends = append(t.ends, uint32(len(text)))
		at := hash(word) & mask
		for t.slots[at] != 0 {
			at = (at + 1) & mask
		}
		t.slots[at] = uint32(i + 1)
	}
	t.text = string(text)
	return t
}

// Len returns how many there are.
func (t *Table) Len() int { return max(len(t.ends)-1, 0) }

// Word returns the word with a number from 1 to Len().
func (t *Table) Word(n uint32) string { return t.text[t.ends[n-1]:t.ends[n]] }

// Find returns the number of a word, 0 if it has none.
func (t *Table) Find(word string) uint32 {
	mask := uint32(len(t.slots) - 1)
	for i := hash(word) & mask; ; i = (i + 1) & mask {
		if n := t.slots[i]; n == 0 || t.Word(n) == word {
			return n
		}
	}
}

// hash is the FNV-1a hash, which is the same on all machines, and whose lower
// bits are mixed with the upper ones.
func hash(word string) uint32 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return uint32(h ^ h>>32)
}

// Put adds the table to a file, in columns whose names begin with prefix.
func (t *Table) Put(f *columns.Writer, prefix string) {
	f.Text(prefix+"text", t.text)
	columns.Put(f, prefix+"ends", t.ends)
	columns.Put(f, prefix+"slots", t.slots)
}

// Read gets a table that was put into a file.
func Read(r *columns.Reader, prefix string) Table {
	t := Table{
		text:  r.Text(prefix + "text"),
		ends:  columns.Column[uint32](r, prefix+"ends"),
		slots: columns.Slots[uint32](r, prefix+"slots"),
	}
	t.ends = r.Starts(prefix+"ends", max(len(t.ends), 1)-1, len(t.text))
	columns.Each(r, prefix+"slots", t.slots, len(t.ends))
	return t
}
