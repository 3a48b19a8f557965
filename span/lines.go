package span

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// A Position is a place in a text as people and editors name it.
type Position struct {
	Line   int `json:"line"`   // 1 for the first line
	Column int `json:"column"` // in bytes, 1 for the first of the line
	UTF16  int `json:"utf16"`  // in UTF-16 code units, 0 for the first of the line, as the Language Server Protocol counts
}

// Lines maps byte offsets of one text to positions and back. A line ends after
// "\n", after "\r\n", or after a "\r" that no "\n" follows. A Lines is
// immutable and safe for concurrent use; it keeps the text.
type Lines struct {
	text   string
	starts []int // offset of each line's first byte; starts[0] is 0
}

// NewLines indexes text in one pass.
func NewLines(text string) *Lines {
	l := &Lines{text: text, starts: []int{0}}
	for i := 0; ; {
		n := strings.IndexAny(text[i:], "\r\n")
		if n < 0 {
			return l
		}
		i += n + 1
		if text[i-1] == '\r' && i < len(text) && text[i] == '\n' {
			i++
		}
		l.starts = append(l.starts, i)
	}
}

// Count returns the number of lines: one more than there are line ends.
func (l *Lines) Count() int { return len(l.starts) }

// Line returns the span of the nth line, n from 1, with its line end. It
// returns the nearest line where there is none of that number.
func (l *Lines) Line(n int) Span {
	i := min(max(n, 1), len(l.starts)) - 1
	if i+1 < len(l.starts) {
		return Span{l.starts[i], l.starts[i+1]}
	}
	return Span{l.starts[i], len(l.text)}
}

// Position returns the position of a byte offset, which is first moved into
// [0, len(text)]. Its cost is a binary search over the lines and one pass over
// the line before the offset. Each byte of invalid UTF-8 counts as one unit of
// UTF-16.
func (l *Lines) Position(offset int) Position {
	offset = min(max(offset, 0), len(l.text))
	i := sort.SearchInts(l.starts, offset+1) - 1
	p := Position{Line: i + 1, Column: offset - l.starts[i] + 1}
	for _, r := range l.text[l.starts[i]:offset] {
		p.UTF16 += utf16Len(r)
	}
	return p
}

// OffsetUTF16 returns the byte offset of a line, from 1, and a number of UTF-16
// units into it. What lies outside the text is moved to the nearest place
// inside: past the end of a line to before its line end, inside a surrogate
// pair to before the character.
func (l *Lines) OffsetUTF16(line, units int) int {
	if line > len(l.starts) {
		return len(l.text)
	}
	if line < 1 {
		return 0
	}
	at := l.Line(line)
	body := strings.TrimRight(at.In(l.text), "\r\n")
	for i, r := range body {
		if units -= utf16Len(r); units < 0 {
			return at.Start + i
		}
	}
	return at.Start + len(body)
}

// utf16Len is utf16.RuneLen for runes that come from ranging over a string.
func utf16Len(r rune) int {
	if r > 0xFFFF && r <= utf8.MaxRune {
		return 2
	}
	return 1
}
