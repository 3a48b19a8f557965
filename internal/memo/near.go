package memo

import "math/bits"

// A Near is a small memory of one goroutine in front of a Table. A few thousand
// words are nearly all of a text, and here they lie together: a hit costs two
// multiplications and one look at 32 bytes, where the Table hashes all of the key
// and follows a pointer into a memory that no processor has at hand.
type Near[V any] struct {
	table *Table[V]
	slots []nearSlot[V] // a power of two
	puts  int           // as in the slots of a Table
}

// mostNear is the number of slots that a Near grows to: half a megabyte, for nine of
// ten words of a thousand pages.
const mostNear = 1 << 14

// A nearSlot holds a short key in numbers: its first and its last eight bytes,
// and its length.
type nearSlot[V any] struct {
	first, last uint64
	length      int
	value       *V
}

// NewNear returns an empty memory in front of table.
func NewNear[V any](table *Table[V]) *Near[V] {
	return &Near[V]{table: table, slots: make([]nearSlot[V], least)}
}

// Get is [Table.Get]. Keys that are longer than 16 bytes, or empty, are left to
// the table.
func (n *Near[V]) Get(key string) *V {
	if len(key) == 0 || len(key) > shortKey {
		return n.table.Get(key)
	}
	first, last := ends(key)
	slot := n.place(first, last, len(key))
	if slot.first == first && slot.last == last && slot.length == len(key) {
		return slot.value
	}
	value := n.table.Get(key)
	*slot = nearSlot[V]{first, last, len(key), value}
	if n.puts++; n.puts == len(n.slots)/growth && len(n.slots) < mostNear {
		n.grow()
	}
	return value
}

// place returns the place of a key.
func (n *Near[V]) place(first, last uint64, length int) *nearSlot[V] {
	high, low := bits.Mul64(first^0x9E3779B97F4A7C15, last^uint64(length)^0xD1B54A32D192ED03)
	return &n.slots[(high^low)&uint64(len(n.slots)-1)]
}

// grow puts what there is into more slots.
func (n *Near[V]) grow() {
	old := n.slots
	n.slots, n.puts = make([]nearSlot[V], growth*len(old)), 0
	for _, s := range old {
		if s.value != nil {
			*n.place(s.first, s.last, s.length) = s
		}
	}
}

// ends returns the first and the last eight bytes of a key of one to sixteen. They
// overlap, or repeat some, where it has fewer; with its length, they are all of it.
func ends(key string) (first, last uint64) {
	switch n := len(key); {
	case n >= 8:
		return eight(key), eight(key[n-8:])
	case n >= 4:
		return four(key), four(key[n-4:])
	default:
		return uint64(key[0]) | uint64(key[n/2])<<8, uint64(key[n-1])
	}
}

func four(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

func eight(s string) uint64 { return four(s) | four(s[4:])<<32 }
