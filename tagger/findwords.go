package tagger

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/catchword/catchword/vocab"
)

// mostWrong is how many edits a label can need in all to have the words that
// were asked for.
const mostWrong = 3

// wrongIn returns how many edits a word of n characters may need: none if it is
// so short that every other word is near, one, or two from eight on.
func wrongIn(n int) int { return min(n/4, 2) }

// An askedWord is a word that labels are looked for by, folded as labels are.
type askedWord struct {
	runes []rune
	signs signs
	limit int // the most edits
}

// eachWord calls f with the runs of letters and digits in a folded label.
func eachWord(folded string, f func(word string)) {
	from := -1
	for i, r := range folded {
		switch isWord := isWordRune(r); {
		case isWord && from < 0:
			from = i
		case !isWord && from >= 0:
			f(folded[from:i])
			from = -1
		}
	}
	if from >= 0 {
		f(folded[from:])
	}
}

// addWords puts the words of q that aren't stop words into q.words: none if a
// misspelt label is not looked for either.
func (q *query) addWords() {
	if q.limit == 0 {
		return
	}
	eachWord(q.folded, func(word string) {
		if !q.analyzer.Word(word).Stop {
			runes := []rune(word)
			q.words = append(q.words, askedWord{runes, signsOf(word), wrongIn(len(runes))})
		}
	})
}

// hasWords reports whether a folded label has all words of q, each within its
// limit, with how many edits, and how many words more.
func (q *query) hasWords(folded string) (edits, more int, ok bool) {
	if len(q.words) == 0 {
		return 0, 0, false
	}
	all := signsOf(folded)
	for i := range q.words {
		if w := &q.words[i]; w.signs.missing(all, w.limit) {
			return 0, 0, false
		}
	}
	q.least = q.least[:0]
	for range q.words {
		q.least = append(q.least, mostWrong+1)
	}
	count := 0
	eachWord(folded, func(word string) {
		count++
		q.other = q.other[:0]
		for _, r := range word {
			q.other = append(q.other, r)
		}
		s := signsOf(word)
		for i := range q.words {
			if w := &q.words[i]; !w.far(s, len(q.other)) {
				if edits := q.distance.Within(w.runes, q.other, w.limit); edits <= w.limit {
					q.least[i] = min(q.least[i], edits)
				}
			}
		}
	})
	for _, n := range q.least {
		edits += n
	}
	return edits, max(0, count-len(q.words)), edits <= mostWrong
}

// far reports whether a word with such signs, of n characters, is told by them
// to be farther than the limit.
func (w *askedWord) far(s signs, n int) bool {
	return max(n-len(w.runes), len(w.runes)-n) > w.limit || w.signs.missing(s, w.limit) || s.missing(w.signs, w.limit)
}

// missing reports whether more of s is missing in other than so many edits can
// take away: of the letters one each, of the pairs three, by a swap.
func (s signs) missing(other signs, edits int) bool {
	return bits.OnesCount64(s.letters&^other.letters) > edits || bits.OnesCount64(s.pairs&^other.pairs) > 3*edits
}

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

// misspeltWords adds the labels that have all words of q, misspelt: of those
// alike, as many as are wanted.
func (f *Finder) misspeltWords(q *query, best *bestFound) {
	type candidate struct{ edits, more, label int32 }
	var all []candidate
	for _, n := range f.words.withWord(q) {
		if edits, more, ok := q.hasWords(f.folded[n]); ok {
			all = append(all, candidate{int32(edits), int32(more), n})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(a.more, b.more), cmp.Compare(a.label, b.label))
	})
	for i, c := range all {
		if last := &all[max(i-1, 0)]; i >= partsWanted*best.n && (c.edits != last.edits || c.more != last.more) {
			break
		}
		best.add(Found{f.label(c.label), HasMisspelt, int(c.edits), int(c.more)})
	}
}
