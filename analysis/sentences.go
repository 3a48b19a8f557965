package analysis

import (
	"iter"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/catchword/catchword/span"
)

// Sentences returns the sentences of text, by Unicode Standard Annex #29, in
// order. Together they are the whole text: each holds the white space behind
// it. Its time is linear in the text.
func Sentences(text string) iter.Seq[span.Span] {
	return func(yield func(span.Span) bool) {
		for s := sentences.FromString(text); s.Next(); {
			if !yield(span.Span{Start: s.Start(), End: s.End()}) {
				return
			}
		}
	}
}
