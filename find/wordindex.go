package find

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/catchword/catchword/vocab"
)

// A wordIndex knows in which labels each of their words stands.
type wordIndex struct {
	byLength [mostAsked + 4][]nearWord // by the number of their characters
	text     []string                  // by word
	first    []uint32                  // by word, and one more: where its labels begin
	labels   []int32
}

// A nearWord is a word with its signs.
type nearWord struct {
	signs
	word int32
}

// newWordIndex indexes the words of folded labels.
func newWordIndex(folded []string) *wordIndex {
	x := &wordIndex{}
	numbers := make(map[string]int32)
	var words []int32 // of the labels, one after the other
	ends := make([]int, len(folded))
	for i, label := range folded {
		eachWord(label, func(word string) {
			n, ok := numbers[word]
			if !ok {
				n = int32(len(x.text))
				numbers[word] = n
				x.text = append(x.text, word)
				if length := utf8.RuneCountInString(word); length < len(x.byLength) {
					x.byLength[length] = append(x.byLength[length], nearWord{signsOf(word), n})
				}
			}
			words = append(words, n)
		})
		ends[i] = len(words)
	}
	x.first = make([]uint32, len(x.text)+1)
	for _, w := range words {
		x.first[w+1]++
	}
	for i := range x.text {
		x.first[i+1] += x.first[i]
	}
	x.labels = make([]int32, len(words))
	next := slices.Clone(x.first)
	from := 0
	for label, to := range ends {
		for _, w := range words[from:to] {
			x.labels[next[w]] = int32(label)
			next[w]++
		}
		from = to
	}
	return x
}

// of returns the labels that have a word.
func (x *wordIndex) of(word int32) []int32 { return x.labels[x.first[word]:x.first[word+1]] }

// near returns the words that are near one that was asked for, and in how many
// places they stand.
func (x *wordIndex) near(w *askedWord, distance *vocab.EditDistance) (words []int32, places int) {
	var runes []rune
	for n := max(0, len(w.runes)-w.limit); n <= min(len(w.runes)+w.limit, len(x.byLength)-1); n++ {
		for _, near := range x.byLength[n] {
			if w.far(near.signs, n) {
				continue
			}
			runes = append(runes[:0], []rune(x.text[near.word])...)
			if distance.Within(w.runes, runes, w.limit) <= w.limit {
				words = append(words, near.word)
				places += len(x.of(near.word))
			}
		}
	}
	return words, places
}

// withWord returns the labels that have a word near one of q: near the one for
// which these are the fewest.
func (x *wordIndex) withWord(q *query) []int32 {
	var words []int32
	fewest := math.MaxInt
	for i := range q.words {
		if near, places := x.near(&q.words[i], &q.distance); places < fewest {
			words, fewest = near, places
		}
	}
	var labels []int32
	for _, w := range words {
		labels = append(labels, x.of(w)...)
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}
