package find

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// appendStems appends the stems of the words of text that aren't stop words, or
// of all if all are. Capitals tell nothing here, as people type them or not.
func (q *query) appendStems(to []string, text string) []string {
	q.tokens = q.analyzer.AppendTokens(q.tokens[:0], strings.ToLower(text))
	start := len(to)
	for _, t := range q.tokens {
		if !t.Word.Stop {
			to = append(to, t.Word.Stem)
		}
	}
	if len(to) == start {
		for _, t := range q.tokens {
			to = append(to, t.Word.Stem)
		}
	}
	return to
}

// initial returns what the first letter of a word is like in all forms of the
// word: the letter, but one for a, e and o, as foetus is fetus and oestrogen
// estrogen; 0 for other characters, which may become letters.
func initial(word string) byte {
	if word == "" || word[0] >= utf8.RuneSelf {
		return 0
	}
	switch b := word[0] | 0x20; b {
	case 'a', 'o':
		return 'e'
	default:
		return b
	}
}

// mayHaveStems reports whether a folded label can have all stems of q.
func (q *query) mayHaveStems(folded string) bool {
	if len(q.stems) == 0 {
		return false
	}
	if q.initials == nil {
		return true
	}
	var there [256]bool
	word := true
	for i := range len(folded) {
		b := folded[i]
		if b >= utf8.RuneSelf {
			return true
		}
		isLetter := 'a' <= b && b <= 'z' || '0' <= b && b <= '9'
		if word && isLetter {
			there[initial(folded[i:])] = true
		}
		word = !isLetter
	}
	for _, b := range q.initials {
		if !there[b] {
			return false
		}
	}
	return true
}

func hasAll(set, some []string) bool {
	if len(set) < len(some) {
		return false
	}
	for _, s := range some {
		if !slices.Contains(set, s) {
			return false
		}
	}
	return true
}
