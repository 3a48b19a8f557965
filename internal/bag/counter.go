package bag

import (
	"math/bits"

	"github.com/catchword/catchword/span"
)

// Column returns the column of a word in a field or, if first is not 0, of the two
// neighbouring words first and word, and whether there is one. Words are given by
// their numbers in the book.
func (b *Book) Column(f Field, first, word uint32) (uint32, bool) {
	if first == 0 {
		n := b.alone[f][word]
		return n - 1, n != 0
	}
	k := keyOf(f, first, word)
	if bits, bit := b.pair(k.hash()); *bits&bit == 0 {
		return 0, false
	}
	n := b.slots[b.place(k)]
	return n - 1, n != 0
}

// A Counter counts columns in a text. It must not be shared by goroutines.
type Counter struct {
	slots []uint32 // by column: its index in met and one, 0 for none
	met   []Meeting

	// Bits that put those that were met in order; none but in Append.
	marks []uint64 // by column
	some  []uint64 // by word of marks: whether it has any
}

// A Meeting is what was counted of one column.
type Meeting struct {
	Count
	First span.Span
}

// NewCounter returns an empty counter for the columns of a book.
func NewCounter(b *Book) *Counter {
	marks := (b.Len() + 63) / 64
	return &Counter{slots: make([]uint32, b.Len()), marks: make([]uint64, marks), some: make([]uint64, (marks+63)/64)}
}

// Reset makes it empty.
func (c *Counter) Reset() {
	for i := range c.met {
		c.slots[c.met[i].Column] = 0
	}
	c.met = c.met[:0]
}

// Add counts a column that was met at a place.
func (c *Counter) Add(column uint32, at span.Span) {
	slot := &c.slots[column]
	if *slot == 0 {
		c.met = append(c.met, Meeting{Count{Column: column}, at})
		*slot = uint32(len(c.met))
	}
	c.met[*slot-1].Count.Count++
}

// Append appends what was counted to dst.
func (c *Counter) Append(dst Counts) Counts {
	for i := range c.met {
		column := c.met[i].Column
		c.marks[column/64] |= 1 << (column % 64)
		c.some[column/64/64] |= 1 << (column / 64 % 64)
	}
	for i, some := range c.some {
		for ; some != 0; some &= some - 1 {
			j := 64*i + bits.TrailingZeros64(some)
			for mark := c.marks[j]; mark != 0; mark &= mark - 1 {
				column := 64*j + bits.TrailingZeros64(mark)
				dst = append(dst, c.met[c.slots[column]-1].Count)
			}
			c.marks[j] = 0
		}
		c.some[i] = 0
	}
	return dst
}

// AppendMeetings appends all that was counted to dst.
func (c *Counter) AppendMeetings(dst []Meeting) []Meeting { return append(dst, c.met...) }

// Restore makes c what it was when AppendMeetings returned met.
func (c *Counter) Restore(met []Meeting) {
	c.Reset()
	c.met = append(c.met, met...)
	for i := range c.met {
		c.slots[c.met[i].Column] = uint32(i + 1)
	}
}

// First returns where a column was met first; the zero span if it was not.
func (c *Counter) First(column uint32) span.Span {
	if slot := c.slots[column]; slot != 0 {
		return c.met[slot-1].First
	}
	return span.Span{}
}
