package tagger

import "math/bits"

// words numbers the forms of the words of a lexicon, from 1. It is immutable.
type words struct {
	text  string   // all of them, one after the other
	ends  []uint32 // by number: where it ends in text; number 0 ends at 0
	slots []uint32 // hash table of numbers, 0 for an empty place; its size is a power of two
}

// len returns how many there are.
func (w *words) len() int { return len(w.ends) - 1 }

// word returns the word with a number.
func (w *words) word(n uint32) string { return w.text[w.ends[n-1]:w.ends[n]] }

// find returns the number of a word, 0 if it has none.
func (w *words) find(word string) uint32 {
	mask := uint32(len(w.slots) - 1)
	for i := hash(word) & mask; ; i = (i + 1) & mask {
		if n := w.slots[i]; n == 0 || w.word(n) == word {
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

// newWords lays out words by their numbers, from 1.
func newWords(all []string) words {
	size := 0
	for _, word := range all {
		size += len(word)
	}
	text := make([]byte, 0, size)
	w := words{ends: make([]uint32, 1, len(all)+1), slots: make([]uint32, 1<<bits.Len(uint(2*len(all))))}
	mask := uint32(len(w.slots) - 1)
	for i, word := range all {
		text = append(text, word...)
		w.ends = append(w.ends, uint32(len(text)))
		at := hash(word) & mask
		for w.slots[at] != 0 {
			at = (at + 1) & mask
		}
		w.slots[at] = uint32(i + 1)
	}
	w.text = string(text)
	return w
}
