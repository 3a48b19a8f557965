package analysis

import (
	"cmp"
	"slices"
)

// A LanguageShare says how many of the words of a text are stop words of a
// language, from 0 to 1.
type LanguageShare struct {
	Lang  string
	Share float64
}

// languages are those with stop words.
var languages = [...]string{"en", "es", "fr", "hu", "no", "ru", "sv"}

// most words of a text that StopShares looks at: enough to tell any language.
const mostGuessed = 1000

// StopShares returns how many words of text it looked at, 1,000 at most, and for
// each language of which stop words are known the share of those that are such,
// the greatest first and equal ones in the order of their codes. Numbers and
// words in capitals don't count. Of running text in English, some 40 % of the
// words are stop words; a text that has few of any language is in another, or no
// running text. Its time is linear in what it looks at.
func StopShares(text string) (words int, shares []LanguageShare) {
	var known [len(languages)]*language
	for i, code := range languages {
		known[i] = languageOf(code)
	}
	var stops [len(languages)]int
	none := Analyzer{language: languageOf("")}
	for s := none.Scan(text); words < mostGuessed && s.Next(); {
		surface := s.span.In(text)
		if isNumber(surface) || isAcronym(surface) {
			continue
		}
		words++
		word := fold(surface, false)
		for i, l := range known {
			if l.stop(word) {
				stops[i]++
			}
		}
	}
	for i, code := range languages {
		shares = append(shares, LanguageShare{code, float64(stops[i]) / float64(max(words, 1))})
	}
	slices.SortFunc(shares, func(a, b LanguageShare) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Lang, b.Lang))
	})
	return words, shares
}
