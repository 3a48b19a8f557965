package report

import (
	"iter"
	"strings"
	"unicode"

	"github.com/catchword/catchword/span"
)

// linesOf yields the lines of a part of text, without their line ends. A line
// ends as it does in package span, and also with a form feed.
func linesOf(text string, part span.Span) iter.Seq[span.Span] {
	return func(yield func(span.Span) bool) {
		for i := part.Start; i < part.End; {
			n := strings.IndexAny(text[i:part.End], "\r\n\f")
			if n < 0 {
				yield(span.Span{Start: i, End: part.End})
				return
			}
			end := i + n
			if !yield(span.Span{Start: i, End: end}) {
				return
			}
			i = end + 1
			if text[end] == '\r' && i < part.End && text[i] == '\n' {
				i++
			}
		}
	}
}

// trim returns s without the white space of text at its ends.
func trim(text string, s span.Span) span.Span {
	part := s.In(text)
	s.End -= len(part) - len(strings.TrimRightFunc(part, unicode.IsSpace))
	part = s.In(text)
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	return s
}

// oneLine returns s with every run of white space made one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
