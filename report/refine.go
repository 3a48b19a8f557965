package report

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/catchword/catchword/span"
)

// entity matches a character reference of HTML.
var entity = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

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
// at its ends, templates, the backslash of an escape, character references and
// marks of footnotes; nor addresses, if they are to be cut.
func (m *markdownReader) refine(cut bool) []span.Span {
	var runs []span.Span
	for _, r := range m.raw {
		runs = m.appendRefined(runs, r, cut)
	}
	return trimRuns(m.Text, runs)
}

// trimRuns returns runs without the white space at their ends.
func trimRuns(text string, runs []span.Span) []span.Span {
	for len(runs) > 0 {
		first := &runs[0]
		if first.Start = first.End - len(strings.TrimLeftFunc(first.In(text), unicode.IsSpace)); !first.IsEmpty() {
			break
		}
		runs = runs[1:]
	}
	for len(runs) > 0 {
		last := &runs[len(runs)-1]
		if last.End = last.Start + len(strings.TrimRightFunc(last.In(text), unicode.IsSpace)); !last.IsEmpty() {
			break
		}
		runs = runs[:len(runs)-1]
	}
	if len(runs) == 0 {
		return nil
	}
	return runs
}

// appendRefined adds the prose of one run.
func (m *markdownReader) appendRefined(runs []span.Span, r span.Span, cut bool) []span.Span {
	add := func(from, to int) {
		switch {
		case from >= to:
		case cut:
			runs = m.appendText(runs, from, to)
		default:
			runs = appendRun(runs, from, to)
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
		keep, skip := m.mark(m.Text[i:next])
		if skip > 0 {
			add(from, i+keep)
			from = i + skip
		}
		i += max(skip, 1)
	}
	add(from, r.End)
	return runs
}

// mark returns how many bytes of the mark that s begins with are kept, to keep
// words apart, and how many there are to skip; none if it begins with a
// character of the text.
func (m *markdownReader) mark(s string) (keep, skip int) {
	switch s[0] {
	case '\\':
		if len(s) > 1 && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[1]) >= 0 {
			return 0, 1
		}
	case '&':
		if e := entity.FindString(s[:min(len(s), 40)]); e != "" {
			return 1, len(e)
		}
	case '[':
		return 0, len(footnote.FindString(s[:min(len(s), 100)]))
	}
	return 0, 0
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
