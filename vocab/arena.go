package vocab

import (
	"hash/maphash"
	"math"
	"strings"
)

// A place is where a text stands in an arena.
type place struct{ off, len uint32 }

// An arena holds texts one after another. Millions of them are then one object
// to the garbage collector.
type arena struct {
	builder strings.Builder
	full    bool // more than 4 GB were put into it, and are missing
}

func (a *arena) put(s string) place {
	off := a.builder.Len()
	if off+len(s) > math.MaxUint32 {
		a.full = true
		return place{}
	}
	if a.builder.Cap()-off < len(s) {
		a.builder.Grow(len(s)) // to twice the size: left alone, it is copied four times as often
	}
	a.builder.WriteString(s)
	return place{uint32(off), uint32(len(s))}
}

func (a *arena) at(p place) string { return a.builder.String()[p.off : p.off+p.len] }

// A table numbers texts, the same text with the same number: a hash table with
// open addressing. A slot holds half of the hash of a text, so that most other
// texts are passed by without a look at them, and the number plus one.
type table struct {
	arena  *arena
	places []place // by number
	slots  []slot
	seed   maphash.Seed
}

type slot struct{ hash, number uint32 }

func newTable(a *arena) table {
	return table{arena: a, slots: make([]slot, 256), seed: maphash.MakeSeed()}
}

func (t *table) at(number uint32) string { return t.arena.at(t.places[number]) }

// find returns the number of s, or else the index of the slot where it belongs.
func (t *table) find(s string) (number uint32, hash uint32, index int, ok bool) {
	hash = uint32(maphash.String(t.seed, s))
	mask := len(t.slots) - 1
	for index = int(hash) & mask; t.slots[index].number != 0; index = (index + 1) & mask {
		if at := t.slots[index]; at.hash == hash && t.at(at.number-1) == s {
			return at.number - 1, hash, index, true
		}
	}
	return 0, hash, index, false
}

// look returns the number of s, if it has one.
func (t *table) look(s string) (number uint32, ok bool) {
	number, _, _, ok = t.find(s)
	return number, ok
}

// number returns the number of s, the next one if it is new.
func (t *table) number(s string) (number uint32, fresh bool) {
	number, hash, index, ok := t.find(s)
	if ok {
		return number, false
	}
	t.places = append(t.places, t.arena.put(s))
	n := uint32(len(t.places))
	t.slots[index] = slot{hash, n}
	if 2*len(t.places) > len(t.slots) {
		t.grow()
	}
	return n - 1, true
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]slot, 2*len(old))
	mask := len(t.slots) - 1
	for _, s := range old {
		if s.number == 0 {
			continue
		}
		index := int(s.hash) & mask
		for t.slots[index].number != 0 {
			index = (index + 1) & mask
		}
		t.slots[index] = s
	}
}
