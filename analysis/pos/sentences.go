package pos

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/span"
)

// sentences returns the sentences of text as the tagger takes them: those of
// Unicode Standard Annex #29, which end at every line break and at many an
// abbreviation, put together again where they plainly go on. None ends inside
// a run of characters without white space.
func sentences(text string) iter.Seq[span.Span] {
	return func(yield func(span.Span) bool) {
		var whole, last span.Span
		for s := range analysis.Sentences(text) {
			if whole.IsEmpty() || goesOn(last.In(text), s.In(text)) {
				whole.End = s.End
			} else {
				if !yield(whole) {
					return
				}
				whole = s
			}
			last = s
		}
		if !whole.IsEmpty() {
			yield(whole)
		}
	}
}

// goesOn reports whether a sentence goes on in the next: whether it is broken
// off by one line break or by the full stop of an abbreviation, or there is no
// white space between the two.
func goesOn(sentence, next string) bool {
	words := strings.TrimRightFunc(sentence, unicode.IsSpace)
	if first, _ := utf8.DecodeRuneInString(next); len(words) == len(sentence) && !unicode.IsSpace(first) {
		return true
	}
	if words == "" || strings.Count(sentence[len(words):], "\n") > 1 {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(next); first == '\n' || first == '\r' || first == '\u2029' {
		return false
	}
	ending, _ := utf8.DecodeLastRuneInString(strings.TrimRight(words, "\"'\u201d\u2019)]"))
	switch ending {
	case '.':
		return endsInAbbreviation(words)
	case '!', '?', ':', ';', '\u2026':
		return false
	}
	return strings.HasSuffix(sentence, "\n") || strings.HasSuffix(sentence, "\r")
}

// endsInAbbreviation reports whether the last word of a sentence, with its full
// stop, is an initial or an abbreviation that the model knows.
func endsInAbbreviation(words string) bool {
	const longest = 8 // "Sept.", "U.S.S.R."
	tail := words[max(0, len(words)-longest-1):]
	i := strings.LastIndexFunc(tail, func(r rune) bool { return unicode.IsSpace(r) || r == '(' })
	if i < 0 && len(tail) > longest {
		return false
	}
	word := strings.TrimLeftFunc(tail[i+1:], unicode.IsSpace)
	if len(word) == 2 {
		return 'A' <= word[0] && word[0] <= 'Z'
	}
	return len(word) > 2 && word[len(word)-1] == '.' && !strings.ContainsAny(word, "0123456789-") && loaded().knows(word)
}
