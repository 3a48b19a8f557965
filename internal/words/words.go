// Package words numbers words.
package words

import (
	"math/bits"
	"strings"

	"github.com/catchword/catchword/internal/columns"
)

// A Table numbers words, from 1. It is immutable and safe for concurrent use, unless
// a Builder still adds to it.
// The zero Table has none, and must not be searched: New(nil) may be.
type Table struct {
	text  string   // all of them, one after the other
	ends  []uint32 // by number: where it ends in text; number 0 ends at 0
	slots []uint32 // hash table of numbers, 0 for an empty place; its size is a power of two
}

// New numbers words, all different, in their order.
func New(all []string) Table {
	b := NewBuilder()
	for _, word := range all {
		b.Add(word)
	}
	return b.Table
}

// A Builder numbers words as they come. Its Table has those that came so far.
type Builder struct {
	Table
	all strings.Builder // the text of the table, with room for more
}

// NewBuilder returns a Builder without words.
func NewBuilder() *Builder {
	return &Builder{Table: Table{ends: make([]uint32, 1), slots: make([]uint32, 1)}}
}

// Add returns the number of a word, the next one if it is new.
func (b *Builder) Add(word string) uint32 {
	at := b.place(word)
	if n := b.slots[at]; n != 0 {
		return n
	}
	b.all.WriteString(word)
	b.text = b.all.String()
	b.ends = append(b.ends, uint32(len(b.text)))
	n := uint32(b.Len())
	b.slots[at] = n
	if size := 1 << bits.Len32(2*n); size > len(b.slots) {
		b.slots = make([]uint32, size)
		for i := range n {
			b.slots[b.place(b.Word(i+1))] = i + 1
		}
	}
	return n
}

// Len returns how many there are.
func (t *Table) Len() int { return max(len(t.ends)-1, 0) }

// Word returns the word with a number from 1 to Len().
func (t *Table) Word(n uint32) string { return t.text[t.ends[n-1]:t.ends[n]] }

// Find returns the number of a word, 0 if it has none.
func (t *Table) Find(word string) uint32 { return t.slots[t.place(word)] }

// place returns the place of a word in slots, or the empty one where it would be.
func (t *Table) place(word string) uint32 {
	mask := uint32(len(t.slots) - 1)
	at := hash(word) & mask
	for n := t.slots[at]; n != 0 && t.Word(n) != word; n = t.slots[at] {
		at = (at + 1) & mask
	}
	return at
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
