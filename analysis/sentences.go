package analysis

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/catchword/catchword/span"
)

// maxBare is the length in bytes at which a row of characters without a letter,
// a line break or a full stop is cut. Behind a full stop, the search for the
// end of a sentence takes quadratic time on such rows.
const maxBare = 256

// Sentences returns the sentences of text, by Unicode Standard Annex #29, in
// order. Together they are the whole text: each holds the white space behind
// it. A row of more than 256 bytes without a letter, such as a line of dots or
// blanks, may be cut. Its time is linear in the text.
func Sentences(text string) iter.Seq[span.Span] {
	return func(yield func(span.Span) bool) {
		for start := 0; start < len(text); {
			end := start + bareEnd(text[start:])
			for s := sentences.FromString(text[start:end]); s.Next(); {
				if !yield(span.Span{Start: start + s.Start(), End: start + s.End()}) {
					return
				}
			}
			start = end
		}
	}
}

// bareEnd returns where the first row over maxBare is to be cut, or the length
// of text.
func bareEnd(text string) int {
	bare := 0
	for i, r := range text {
		switch {
		case 'a' <= r|0x20 && r|0x20 <= 'z', r == '\n', r == '.', r == '!', r == '?', r >= utf8.RuneSelf && unicode.IsLetter(r):
			bare = i
		case i-bare > maxBare:
			return i
		}
	}
	return len(text)
}
