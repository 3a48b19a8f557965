package bag

import (
	"slices"

	"github.com/catchword/catchword/span"
)

// A Counter counts the words of a text by the columns of a book. It must not be
// shared by goroutines.
type Counter struct {
	book   *Book
	counts []uint32    // by column
	first  []span.Span // by column: where it was met first, if counts has any
	found  []uint32    // the columns that have any
	last   uint32
	before int // where the last word begins
}

// NewCounter returns an empty counter for a book.
func NewCounter(b *Book) *Counter {
	return &Counter{book: b, counts: make([]uint32, b.Len()), first: make([]span.Span, b.Len())}
}

// Reset makes it empty.
func (c *Counter) Reset() {
	for _, column := range c.found {
		c.counts[column] = 0
	}
	c.found, c.last = c.found[:0], 0
}

// Break says that the next word is no neighbour of the last.
func (c *Counter) Break() { c.last = 0 }

// Add counts the next word of a field, by its number in the book, 0 for one
// that has none, and its place.
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
	column := n - 1
	if c.counts[column] == 0 {
		c.found = append(c.found, column)
		c.first[column] = at
	}
	c.counts[column]++
}

// First returns where a column that was counted was met first.
func (c *Counter) First(column uint32) span.Span { return c.first[column] }

// Append appends what was counted to dst.
func (c *Counter) Append(dst Counts) Counts {
	slices.Sort(c.found)
	for _, column := range c.found {
		dst = append(dst, Count{column, c.counts[column]})
	}
	return dst
}
