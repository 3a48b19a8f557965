package tagger

import (
	"cmp"
	"math/bits"
	"slices"
)

// pairs finds the forms whose words may stand apart in a text, or in another
// order, by two of their words: the two that the fewest forms have. It is
// immutable.
type pairs struct {
	partners []uint64 // by number of a singular form: bit i is set if it makes a pair with a form whose number is i modulo 64
	keys     []uint64 // hash table of pairs, 0 for an empty place; its size is a power of two
	first    []uint32 // by place in keys: its first form among forms
	counts   []uint8  // by place in keys: how many forms it has
	forms    []int32
}

// maxPerPair bounds what one pair of words can cost. Of a vocabulary in which
// more forms than this share their two rarest words, the later ones are found
// only with all their words in place.
const maxPerPair = 32

// maxApart is the number of words of the longest form whose words may stand
// apart: beyond it, all but the forms themselves are accidents.
const maxApart = 4

// of returns the set of the partners of a word.
func (p *pairs) of(word uint32) uint64 {
	if int(word) < len(p.partners) {
		return p.partners[word]
	}
	return 0
}

// find returns the forms with a pair of words.
func (p *pairs) find(a, b uint32) []int32 {
	if i := p.place(pairKey(a, b)); p.keys[i] != 0 {
		return p.forms[p.first[i]:][:p.counts[i]]
	}
	return nil
}

// place returns the place of a key, or the empty place where it would be.
func (p *pairs) place(key uint64) uint64 {
	mask := uint64(len(p.keys) - 1)
	i := (key * 0x9E3779B97F4A7C15) >> 32 & mask
	for p.keys[i] != 0 && p.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

// pairKey is the same for two words in either order, and not 0.
func pairKey(a, b uint32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// indexPairs indexes the forms that are divisible. Of each, it takes the two
// words that the fewest forms have.
func indexPairs(l *lexicon, divisible func(form int32) bool) pairs {
	uses := make([]int32, l.words.Len()+1)
	for _, w := range l.formWords {
		uses[w.singular]++
	}
	type entry struct {
		key  uint64
		form int32
	}
	var entries []entry
	p := pairs{partners: make([]uint64, l.words.Len()+1)}
	var own []uint32
	for n := range int32(len(l.forms) - 1) {
		if !divisible(n) {
			continue
		}
		own = own[:0]
		for _, w := range l.wordsOf(n) {
			own = append(own, w.singular)
		}
		slices.SortFunc(own, func(a, b uint32) int { return cmp.Or(cmp.Compare(uses[a], uses[b]), cmp.Compare(a, b)) })
		if own[0] != own[1] {
			entries = append(entries, entry{pairKey(own[0], own[1]), n})
			p.partners[own[0]] |= 1 << (own[1] & 63)
			p.partners[own[1]] |= 1 << (own[0] & 63)
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.form, b.form)) })
	p.keys = make([]uint64, 1<<bits.Len(uint(2*len(entries))))
	p.first, p.counts = make([]uint32, len(p.keys)), make([]uint8, len(p.keys))
	for _, e := range entries {
		i := p.place(e.key)
		if p.keys[i] == 0 {
			p.keys[i], p.first[i] = e.key, uint32(len(p.forms))
		}
		if p.counts[i] < maxPerPair {
			p.counts[i]++
			p.forms = append(p.forms, e.form)
		}
	}
	return p
}
