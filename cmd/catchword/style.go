package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// style marks parts of the text output: with colours on a terminal, and with
// plain characters elsewhere or where NO_COLOR is set (https://no-color.org).
type style struct{ color bool }

func newStyle(w io.Writer) style {
	f, ok := w.(*os.File)
	return style{ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
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
	}
	return s.paint("36", name)
}
