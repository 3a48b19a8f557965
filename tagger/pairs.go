package tagger

import (
	"cmp"
	"slices"
)

// A pairIndex finds the forms whose words may stand apart in a text, or in
// another order, by two of their words: the two that the fewest forms have.
type pairIndex struct {
	partners []uint64           // by number of a singular form: bit i is set if it makes a pair with a form whose number is i modulo 64
	forms    map[uint64][]int32 // by pair
}

// maxPerPair bounds what one pair of words can cost. Of a vocabulary in which
// more forms than this share their two rarest words, the later ones are found
// only with all their words in place.
const maxPerPair = 32

// indexPairs indexes the forms of two content words or more. Forms with a
// conjunction of their own, or with words that are met only by capitals, are
// found only as they stand.
func indexPairs(forms []form) pairIndex {
	uses := make(map[uint32]int)
	for i := range forms {
		for _, w := range forms[i].words {
			uses[w.singular]++
		}
	}
	index := pairIndex{forms: make(map[uint64][]int32)}
	for i := range forms {
		if !forms[i].divisible() {
			continue
		}
		words := forms[i].contentWords(nil)
		slices.SortFunc(words, func(a, b uint32) int { return cmp.Or(cmp.Compare(uses[a], uses[b]), cmp.Compare(a, b)) })
		if words[0] == words[1] {
			continue
		}
		key := pairKey(words[0], words[1])
		if len(index.forms[key]) < maxPerPair {
			index.forms[key] = append(index.forms[key], int32(i))
			index.mark(words[0], words[1])
			index.mark(words[1], words[0])
		}
	}
	return index
}

func (x *pairIndex) mark(word, partner uint32) {
	if n := int(word) + 1; n > len(x.partners) {
		x.partners = append(x.partners, make([]uint64, n-len(x.partners))...)
	}
	x.partners[word] |= 1 << (partner & 63)
}

// of returns the set of the partners of a word.
func (x *pairIndex) of(word uint32) uint64 {
	if int(word) < len(x.partners) {
		return x.partners[word]
	}
	return 0
}

// pairKey is the same for two words in either order.
func pairKey(a, b uint32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// divisible reports whether the words of f may stand apart.
func (f *form) divisible() bool {
	if f.content < 2 || f.content > maxApart || f.breaks != 0 {
		return false
	}
	for _, w := range f.words {
		if w.stop || w.capitals {
			return false
		}
	}
	return true
}

// maxApart is the number of words of the longest form whose words may stand
// apart: beyond it, all but the forms themselves are accidents.
const maxApart = 4

// contentWords appends the singular forms of the words that aren't stop words.
func (f *form) contentWords(words []uint32) []uint32 {
	for _, w := range f.words {
		if !w.stop {
			words = append(words, w.singular)
		}
	}
	return words
}
