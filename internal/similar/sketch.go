// Package similar finds texts that are nearly the same among many.
//
// A text is the sequence of its words, as hashes. Its shingles are the runs of
// four words in it, and two texts are as similar as their sets of shingles: the
// size of the intersection by that of the union, the resemblance of Broder, "On
// the resemblance and containment of documents", Proceedings of Compression and
// Complexity of Sequences, 1997. A text that is but a part of another resembles
// it by the share that it makes up.
//
// A [Sketch] of a text holds 64 minima of as many hash functions over its
// shingles, and a sample of them: at most 128, those with the least hashes. Two
// minima of one function are equal with the probability of the resemblance, so
// texts of which 4 in one of 16 rows are equal are worth comparing: of texts
// that resemble each other by s, that is a share of 1-(1-s⁴)¹⁶: .9998 of those
// with .8, .95 with .65, .64 with .5, .12 with .3 (Leskovec, Rajaraman and
// Ullman, Mining of Massive Datasets, chapter 3). What is compared is the sample.
// Where neither text has more than 128 shingles, the result is their
// resemblance, else an estimate with a standard error of √(s(1-s)/128), .035 for
// .8. Texts whose words are all the same are always found.
//
// The fingerprints of Charikar (STOC 2002), as Manku, Jain and Das Sarma used
// them for the web (WWW 2007), are smaller, but say nothing about texts that
// differ in more than a few of a hundred words.
package similar

import (
	"cmp"
	"slices"
)

const (
	width   = 4                  // words of a shingle
	bands   = 16                 // rows of minima
	band    = 4                  // minima in a row
	minima  = bands * band       // hash functions
	most    = 128                // shingles of a sample
	golden  = 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio
	perturb = 0xd1b54a32d192ed03 // another odd number without pattern
)

// mix returns a hash of x: the finalizer of SplitMix64 (Steele, Lea and Flood,
// OOPSLA 2014), which is a bijection.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// A Sketch is what is kept of a text: less than a kilobyte, whatever its length.
type Sketch struct {
	empty  bool
	hash   uint64 // of all words
	minima [minima]uint32
	sample []uint32 // ascending, each once
	whole  bool     // whether all shingles are in the sample
}

// A Sketcher makes sketches, one after the other, and keeps the memory for it.
// Its zero value is ready for use, by one goroutine at a time.
type Sketcher struct{ shingles []uint64 }

// Sketch returns the sketch of a text of which words are hashes of its words,
// well mixed or not, in their order. It takes time linear in the words but for
// their sorting.
func (s *Sketcher) Sketch(words []uint64) Sketch {
	if len(words) == 0 {
		return Sketch{empty: true}
	}
	s.shingles = s.shingles[:0]
	for i := range max(1, len(words)-width+1) {
		s.shingles = append(s.shingles, hashOf(words[i:min(i+width, len(words))]))
	}
	slices.Sort(s.shingles)
	s.shingles = slices.Compact(s.shingles)
	k := Sketch{hash: hashOf(words)}
	for i := range k.minima {
		k.minima[i] = ^uint32(0)
	}
	for _, x := range s.shingles {
		step := x | 1
		for i := range k.minima {
			x += step * golden
			k.minima[i] = min(k.minima[i], uint32(mix(x)>>32))
		}
	}
	k.whole = len(s.shingles) <= most
	for _, x := range s.shingles[:min(len(s.shingles), most)] {
		k.sample = append(k.sample, uint32(x>>32))
	}
	k.sample = slices.Compact(k.sample)
	return k
}

// hashOf returns a hash of words in their order.
func hashOf(words []uint64) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = mix((h + golden) ^ w*perturb)
	}
	return h
}

// resemblance returns how similar two texts are, from 0 to 1: of the least
// shingles of both together, the share that is in both.
func resemblance(a, b *Sketch) float64 {
	limit := ^uint32(0) // beyond it, one of the samples may lack what is in the text
	for _, s := range []*Sketch{a, b} {
		if !s.whole {
			limit = min(limit, s.sample[len(s.sample)-1])
		}
	}
	both, all := 0, 0
	for i, j := 0, 0; i < len(a.sample) || j < len(b.sample); all++ {
		var order int
		switch {
		case i == len(a.sample):
			order = 1
		case j == len(b.sample):
			order = -1
		default:
			order = cmp.Compare(a.sample[i], b.sample[j])
		}
		if order <= 0 && a.sample[i] > limit || order > 0 && b.sample[j] > limit {
			break
		}
		if order == 0 {
			both++
		}
		if order <= 0 {
			i++
		}
		if order >= 0 {
			j++
		}
	}
	return float64(both) / float64(max(all, 1))
}
