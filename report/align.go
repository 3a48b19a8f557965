package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/catchword/catchword/span"
)

// An aligner finds the runs of a quoted or folded string that are its value.
type aligner struct {
	text  string
	quote byte // '"' if a backslash escapes, '\'' if two quotes are one, else 0
	fold  bool // a line end and the white space around it are one space
	runs  []span.Span
}

// align returns where value stands from i on, at most to end: a run for each
// piece between escapes and line ends. It returns nil if value is not what
// stands there. Where an escape that is left out means white space, its first
// byte stays in the run, to keep the words apart.
func (a *aligner) align(i, end int, value string) []span.Span {
	start := i // of the run
	for value != "" {
		if i >= end {
			return nil
		}
		c := a.text[i]
		if a.fold && (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			if next, breakEnd, breaks := a.spaces(i, end); breaks > 0 {
				folded := strings.Repeat("\n", breaks-1)
				if breaks == 1 {
					folded = " "
				}
				if !strings.HasPrefix(value, folded) {
					return nil
				}
				a.runs = appendRun(a.runs, start, breakEnd)
				value, i, start = value[len(folded):], next, next
				continue
			}
		}
		switch {
		case c == '\\' && a.quote == '"':
			n, next := a.escape(i, end, value)
			if next < 0 {
				return nil
			}
			if r, _ := utf8.DecodeRuneInString(value); n > 0 && unicode.IsSpace(r) {
				a.runs = appendRun(a.runs, start, i+1)
				start = next
			} else {
				a.runs = appendRun(a.runs, start, i)
				if start = next; n == 1 && next == i+2 && a.text[i+1] == value[0] {
					start = i + 1
				}
			}
			value, i = value[n:], next
		case c == '\'' && a.quote == '\'':
			if value[0] != '\'' || !strings.HasPrefix(a.text[i:end], "''") {
				return nil
			}
			a.runs = appendRun(a.runs, start, i)
			value, start, i = value[1:], i+1, i+2
		case c == value[0]:
			value = value[1:]
			i++
		case c == '\r' && value[0] == '\n':
			i++
		default:
			return nil
		}
	}
	a.runs = appendRun(a.runs, start, i)
	return a.runs
}

// spaces returns the end of the white space at i, the end of the first line end
// in it, and how many line ends it has.
func (a *aligner) spaces(i, end int) (next, breakEnd, breaks int) {
	for ; i < end; i++ {
		switch a.text[i] {
		case '\r':
			if i+1 < end && a.text[i+1] == '\n' {
				continue
			}
		case '\n':
		case ' ', '\t':
			continue
		default:
			return i, breakEnd, breaks
		}
		if breaks++; breaks == 1 {
			breakEnd = i + 1
		}
	}
	return i, breakEnd, breaks
}

// escape returns how many bytes of value the escape at i stands for, and where
// the text goes on after it; -1 if it is none.
func (a *aligner) escape(i, end int, value string) (n, next int) {
	if i+1 >= end {
		return 0, -1
	}
	size := 2
	switch a.text[i+1] {
	case 'x':
		size += 2
	case 'u':
		size += 4
	case 'U':
		size += 8
	case '\n', '\r', ' ', '\t':
		if next, _, breaks := a.spaces(i+1, end); breaks > 0 {
			return 0, next // the line goes on
		}
	}
	_, n = utf8.DecodeRuneInString(value)
	if i+size > end {
		return 0, -1
	}
	return n, i + size
}
