// Package memo remembers the results of pure functions of short strings, such
// as the stem of a word, in a table of fixed size that any number of
// goroutines read and write without locks.
package memo

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
	"unsafe"
)

// MaxKey is the length in bytes of the longest key that a Table remembers.
// What is computed for longer ones is returned and forgotten, so that a table
// never holds on to more than its size times MaxKey bytes of text.
const MaxKey = 64

// A Table remembers the values of one function. Each key has two places where
// it may stand; a third key that falls there drives out one of the two, which
// is then computed anew when it is next asked for. So a table is a cache and
// never an answer: what it returns does not depend on what it held before.
//
// A Table is safe for concurrent use. Where two goroutines miss the same key
// at once, both compute it.
type Table[V any] struct {
	compute func(key string) V
	seed    maphash.Seed
	mask    uint64
	slots   []atomic.Pointer[entry[V]]
}

// An entry holds a key and its value. A short key stands in the entry itself, so
// that all that a look-up needs lies together.
type entry[V any] struct {
	key   string
	value V
	short [shortKey]byte
}

// shortKey is the length in bytes of the longest key that is short: one of most words.
const shortKey = 16

// New returns an empty table of 1<<bits places for the values of compute,
// which must be a pure function, safe for concurrent use, and must not keep
// its argument: the key is a part of some text that the caller may hold.
func New[V any](bits uint, compute func(key string) V) *Table[V] {
	n := uint64(1) << max(bits, 1)
	return &Table[V]{
		compute: compute,
		seed:    maphash.MakeSeed(),
		mask:    n - 1,
		slots:   make([]atomic.Pointer[entry[V]], n),
	}
}

// Get returns a pointer to the value of key, which is shared and must not be
// modified. A hit costs one hash of the key and one or two comparisons, and
// allocates nothing.
func (t *Table[V]) Get(key string) *V {
	h := maphash.String(t.seed, key)
	a, b := t.places(h)
	if e := a.Load(); e != nil && e.key == key {
		return &e.value
	}
	if e := b.Load(); e != nil && e.key == key {
		return &e.value
	}
	return t.miss(h, key)
}

// GetBytes is Get for a key that stands in bytes. A hit allocates nothing.
func (t *Table[V]) GetBytes(key []byte) *V {
	h := maphash.Bytes(t.seed, key)
	a, b := t.places(h)
	if e := a.Load(); e != nil && e.key == string(key) {
		return &e.value
	}
	if e := b.Load(); e != nil && e.key == string(key) {
		return &e.value
	}
	return t.miss(h, string(key))
}

// places returns the two places of the keys with a hash.
func (t *Table[V]) places(h uint64) (first, second *atomic.Pointer[entry[V]]) {
	return &t.slots[h&t.mask], &t.slots[(h&t.mask)^1]
}

// miss computes the value of key and remembers it.
func (t *Table[V]) miss(h uint64, key string) *V {
	if len(key) > MaxKey {
		v := t.compute(key)
		return &v
	}
	e := new(entry[V])
	if len(key) <= shortKey {
		e.key = unsafe.String(&e.short[0], copy(e.short[:], key))
	} else {
		e.key = strings.Clone(key)
	}
	e.value = t.compute(e.key)
	first, second := t.places(h)
	switch {
	case first.Load() == nil:
		first.Store(e)
	case second.Load() == nil || h>>63 == 0:
		second.Store(e)
	default:
		first.Store(e)
	}
	return &e.value
}
