package bag

import (
	"cmp"
	"slices"

	"github.com/catchword/catchword/span"
)

// A Counter counts the words of a text by the columns of a book. It must not be
// shared by goroutines.
type Counter struct {
	book   *Book
	slots  []uint32 // by column: its index in met and one, 0 for none
	met    []meeting
	last   uint32
	before int // where the last word begins
}

// A meeting is what was counted of one column.
type meeting struct {
	Count
	first span.Span
}

// NewCounter returns an empty counter for a book.
func NewCounter(b *Book) *Counter { return &Counter{book: b, slots: make([]uint32, b.Len())} }

// Reset makes it empty.
func (c *Counter) Reset() {
	for i := range c.met {
		c.slots[c.met[i].Column] = 0
	}
	c.met, c.last = c.met[:0], 0
}

// Break says that the next word is no neighbour of the last.
func (c *Counter) Break() { c.last = 0 }

// Add counts the next word of a field, by its number in the book, 0 for one
// that has none, and its place. After [Counter.Append], there are no next words
// before a Reset.
func (c *Counter) Add(f Field, word uint32, at span.Span) {
	if word != 0 {
		c.add(keyOf(f, word, 0), at)
		if c.last != 0 {
			c.add(keyOf(f, c.last, word), span.Span{Start: c.before, End: at.End})
		}
	}
	c.last, c.before = word, at.Start
}

func (c *Counter) add(k key, at span.Span) {
	n := c.book.slots[c.book.place(k)]
	if n == 0 {
		return
	}
	slot := &c.slots[n-1]
	if *slot == 0 {
		c.met = append(c.met, meeting{Count{Column: n - 1}, at})
		*slot = uint32(len(c.met))
	}
	c.met[*slot-1].Count.Count++
}

// Append appends what was counted to dst.
func (c *Counter) Append(dst Counts) Counts {
	slices.SortFunc(c.met, func(a, b meeting) int { return cmp.Compare(a.Column, b.Column) })
	for i := range c.met {
		dst = append(dst, c.met[i].Count)
	}
	return dst
}

// First returns where a column was met first, after Append; the zero span if it
// was not.
func (c *Counter) First(column uint32) span.Span {
	i, ok := slices.BinarySearchFunc(c.met, column, func(m meeting, column uint32) int { return cmp.Compare(m.Column, column) })
	if !ok {
		return span.Span{}
	}
	return c.met[i].first
}
