package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/catchword/catchword/span"
)

// footnote matches the mark of a footnote, and its colon before the note.
var footnote = regexp.MustCompile(`^\[\^[^\]\s]{1,40}\]:?`)

// take returns the prose of the block that was read, without addresses, and
// begins another.
func (m *markdownReader) take() []span.Span {
	runs := m.refine(true)
	m.raw = m.raw[:0]
	return runs
}

// refine returns what is prose in the block that is read: not the white space
// at its ends, templates, the backslash of an escape and marks of footnotes; nor
// addresses, if they are to be cut. Each character reference is a run of its own.
func (m *markdownReader) refine(cut bool) []span.Span {
	var runs []span.Span
	for _, r := range m.raw {
		runs = m.appendRefined(runs, r, cut)
	}
	return trimRuns(m.Text, runs)
}

// trimRuns returns runs without the white space at their ends.
func trimRuns(text string, runs []span.Span) []span.Span {
	isBlank := func(i int) bool { return strings.TrimSpace(Read(text, runs[i:i+1]).Text) == "" }
	for len(runs) > 0 && isBlank(0) {
		runs = runs[1:]
	}
	for len(runs) > 0 && isBlank(len(runs)-1) {
		runs = runs[:len(runs)-1]
	}
	if len(runs) == 0 {
		return nil
	}
	first, last := &runs[0], &runs[len(runs)-1]
	first.Start = first.End - len(strings.TrimLeftFunc(first.In(text), unicode.IsSpace))
	last.End = last.Start + len(strings.TrimRightFunc(last.In(text), unicode.IsSpace))
	return runs
}

// appendRefined adds the prose of one run.
func (m *markdownReader) appendRefined(runs []span.Span, r span.Span, cut bool) []span.Span {
	add := func(from, to int) {
		if from < to {
			runs = m.appendProse(runs, from, to, cut)
		}
	}
	from := r.Start
	hidden := m.maskedFrom(r.Start)
	for i := r.Start; i < r.End; {
		if len(hidden) > 0 && hidden[0].Start <= i {
			add(from, i)
			i = max(i, hidden[0].End)
			from = i
			hidden = hidden[1:]
			continue
		}
		next := r.End
		if len(hidden) > 0 {
			next = min(next, hidden[0].Start)
		}
		n := strings.IndexAny(m.Text[i:next], `\&[`)
		if n < 0 {
			i = next
			continue
		}
		i += n
		switch s := m.Text[i:next]; {
		case isEscape(s):
			add(from, i)
			from = i + 1
			if i += 2; s[1] == '&' { // on its own: it begins no reference
				add(from, i)
				from = i
			}
		case s[0] == '&':
			n, c := character(s)
			if n > 0 && c != "&" { // which may be in an address
				add(from, i)
				runs = appendPart(runs, i, i+n)
				from = i + n
			}
			i += max(n, 1)
		default:
			n := len(footnote.FindString(s[:min(len(s), 100)]))
			if n > 0 {
				add(from, i)
				from = i + n
			}
			i += max(n, 1)
		}
	}
	add(from, r.End)
	return runs
}

// isEscape reports whether s begins with a backslash that is none of the text.
func isEscape(s string) bool {
	return s[0] == '\\' && len(s) > 1 && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[1]) >= 0
}

// appendProse adds Text[from:to] without addresses, if they are to be cut, and
// divides it at references of ampersands.
func (m *markdownReader) appendProse(runs []span.Span, from, to int, cut bool) []span.Span {
	had := len(runs)
	if cut {
		runs = m.appendText(runs, from, to)
	} else {
		runs = appendPart(runs, from, to)
	}
	if strings.IndexByte(m.Text[from:to], '&') < 0 {
		return runs
	}
	parts := slices.Clone(runs[had:])
	runs = runs[:had]
	for _, part := range parts {
		from := part.Start
		for i := from; i < part.End; {
			n, _ := character(m.Text[i:part.End])
			if n > 0 {
				runs = appendPart(appendPart(runs, from, i), i, i+n)
				from = i + n
			}
			i += max(n, 1)
		}
		runs = appendPart(runs, from, part.End)
	}
	return runs
}

// maskedFrom returns what is masked and ends behind i.
func (m *markdownReader) maskedFrom(i int) []span.Span {
	lo, hi := 0, len(m.masked)
	for lo < hi {
		if mid := (lo + hi) / 2; m.masked[mid].End <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return m.masked[lo:]
}
