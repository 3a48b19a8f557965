package main

import (
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

// style marks parts of the text output: with colours on a terminal, and with
// plain characters elsewhere or where NO_COLOR is set (https://no-color.org).
type style struct {
	color   bool
	columns int // that a line may take
}

// Lines are as wide as a terminal allows, but stay readable.
const (
	defaultColumns = 100
	leastColumns   = 60
)

func newStyle(w io.Writer) style {
	s := style{columns: defaultColumns}
	if !isTerminal(w) {
		return s
	}
	f := w.(*os.File)
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
		s.columns = min(max(columns, leastColumns), defaultColumns)
	}
	s.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && canColor(f)
	return s
}

func (s style) paint(code, text string) string {
	if !s.color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s style) heading(text string) string { return s.paint("1", text) }
func (s style) faint(text string) string   { return s.paint("2", text) }
func (s style) keyword(text string) string { return s.paint("1;32", text) }

// match marks evidence in its sentence.
func (s style) match(text string) string {
	if !s.color {
		return "[" + text + "]"
	}
	return s.paint("1;33", text)
}

// severity marks a word by how bad it is.
func (s style) severity(name string) string {
	switch name {
	case "error":
		return s.paint("1;31", name)
	case "warning":
		return s.paint("1;33", name)
	case "ok":
		return s.paint("1;32", name)
	}
	return s.paint("36", name)
}

// printable returns text on one line: runs of white space and of characters
// that would steer a terminal, or turn the direction of writing, are one space.
func printable(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// columnsOf returns the number of columns that text takes on a terminal.
func columnsOf(text string) int {
	n := 0
	for _, r := range text {
		n += columnsOfRune(r)
	}
	return n
}

func columnsOfRune(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// wrap breaks text between words into lines of at most so many columns, where
// words allow.
func wrap(text string, columns int) []string {
	var lines []string
	line, taken := "", 0
	for _, word := range strings.Fields(printable(text)) {
		n := columnsOf(word)
		switch {
		case line == "":
			line, taken = word, n
		case taken+1+n <= columns:
			line, taken = line+" "+word, taken+1+n
		default:
			lines = append(lines, line)
			line, taken = word, n
		}
	}
	return append(lines, line)
}
