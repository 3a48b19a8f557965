// Package memo remembers the results of pure functions of short strings, such
// as the stem of a word, in a table of bounded size that any number of
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
// never an answer: what it returns does not depend on what it held before. It
// begins small, as the words of one text, scattered over a large one, would cost a
// page of memory each.
//
// A Table is safe for concurrent use. Where two goroutines miss the same key
// at once, both compute it.
type Table[V any] struct {
	compute func(key string) V
	seed    maphash.Seed
	most    int // slots that it grows to
	slots   atomic.Pointer[slots[V]]
}

// slots are the places of a table, a power of two.
type slots[V any] struct {
	all  []atomic.Pointer[entry[V]]
	puts atomic.Int64 // how often a key was added, while they may grow
}

// A table begins with the least number of slots, and is made greater by growth when
// a part in growth of them is taken.
const (
	least  = 1 << 10
	growth = 4
)

// An entry holds a key and its value. A short key stands in the entry itself, so
// that all that a look-up needs lies together.
type entry[V any] struct {
	key   string
	value V
	short [shortKey]byte
}

// shortKey is the length in bytes of the longest key that is short: one of most words.
const shortKey = 16

// New returns an empty table that grows to 1<<bits places for the values of
// compute, which must be a pure function, safe for concurrent use, and must not keep
// its argument: the key is a part of some text that the caller may hold.
func New[V any](bits uint, compute func(key string) V) *Table[V] {
	t := &Table[V]{compute: compute, seed: maphash.MakeSeed(), most: 1 << max(bits, 1)}
	t.slots.Store(newSlots[V](min(least, t.most)))
	return t
}

func newSlots[V any](n int) *slots[V] { return &slots[V]{all: make([]atomic.Pointer[entry[V]], n)} }

// Get returns a pointer to the value of key, which is shared and must not be
// modified. A hit costs one hash of the key and one or two comparisons, and
// allocates nothing.
func (t *Table[V]) Get(key string) *V {
	h := maphash.String(t.seed, key)
	a, b := t.slots.Load().places(h)
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
	a, b := t.slots.Load().places(h)
	if e := a.Load(); e != nil && e.key == string(key) {
		return &e.value
	}
	if e := b.Load(); e != nil && e.key == string(key) {
		return &e.value
	}
	return t.miss(h, string(key))
}

// places returns the two places of the keys with a hash.
func (s *slots[V]) places(h uint64) (first, second *atomic.Pointer[entry[V]]) {
	at := h & uint64(len(s.all)-1)
	return &s.all[at], &s.all[at^1]
}

// put puts an entry with a hash into one of its places.
func (s *slots[V]) put(h uint64, e *entry[V]) {
	first, second := s.places(h)
	switch {
	case first.Load() == nil:
		first.Store(e)
	case second.Load() == nil || h>>63 == 0:
		second.Store(e)
	default:
		first.Store(e)
	}
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
	s := t.slots.Load()
	s.put(h, e)
	if n := len(s.all); n < t.most && s.puts.Add(1) == int64(n/growth) {
		t.grow(s)
	}
	return &e.value
}

// grow replaces old by more slots. One goroutine alone adds the key that calls for
// it; what others add to old meanwhile is lost, and computed anew.
func (t *Table[V]) grow(old *slots[V]) {
	s := newSlots[V](min(growth*len(old.all), t.most))
	for i := range old.all {
		if e := old.all[i].Load(); e != nil {
			s.put(maphash.String(t.seed, e.key), e)
		}
	}
	t.slots.Store(s)
}
