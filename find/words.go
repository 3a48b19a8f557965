package find

import "unicode"

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
		switch isWord := unicode.IsLetter(r) || unicode.IsDigit(r); {
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
