package memo

import "math/bits"

// A Near is a small memory of one goroutine in front of a Table. A few thousand
// words are nearly all of a text, and here they lie together: a hit costs two
// multiplications and one look at 32 bytes, where the Table hashes all of the key
// and follows a pointer into a memory that no processor has at hand.
type Near[V any] struct {
	table *Table[V]
	slots [1 << nearBits]nearSlot[V]
}

// nearBits sets the size: 16,384 keys in half a megabyte, which are nine of ten
// words of a thousand pages.
const nearBits = 14

// A nearSlot holds a short key in numbers: its first and its last eight bytes,
// and its length.
type nearSlot[V any] struct {
	first, last uint64
	length      int
	value       *V
}

// NewNear returns an empty memory in front of table.
func NewNear[V any](table *Table[V]) *Near[V] { return &Near[V]{table: table} }

// Get is [Table.Get]. Keys that are longer than 16 bytes, or empty, are left to
// the table.
func (n *Near[V]) Get(key string) *V {
	if len(key) == 0 || len(key) > shortKey {
		return n.table.Get(key)
	}
	first, last := ends(key)
	high, low := bits.Mul64(first^0x9E3779B97F4A7C15, last^uint64(len(key))^0xD1B54A32D192ED03)
	slot := &n.slots[(high^low)>>(64-nearBits)]
	if slot.first != first || slot.last != last || slot.length != len(key) {
		*slot = nearSlot[V]{first, last, len(key), n.table.Get(key)}
	}
	return slot.value
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
