package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"github.com/catchword/catchword/report"
)

// jsonlPrinter prints a line of JSON for each report.
func jsonlPrinter[T any](w *bufio.Writer, value func(*report.Report, T) any) printer[T] {
	return printer[T]{print: func(r *report.Report, v T) error {
		return encode(w, "", value(r, v))
	}}
}

// jsonPrinter prints an array with an element for each report.
func jsonPrinter[T any](w *bufio.Writer, value func(*report.Report, T) any) printer[T] {
	before := "[\n  " // what an element follows
	return printer[T]{
		print: func(r *report.Report, v T) error {
			var element bytes.Buffer
			if err := encode(&element, "  ", value(r, v)); err != nil {
				return err
			}
			_, _ = w.WriteString(before) // a bufio.Writer keeps its error
			before = ",\n  "
			_, err := w.Write(bytes.TrimSuffix(element.Bytes(), []byte("\n")))
			return err
		},
		close: func() error {
			text := "\n]\n"
			if before[0] == '[' {
				text = "[]\n"
			}
			_, err := w.WriteString(text)
			return err
		},
	}
}

// encode writes v as JSON, of which every line but the first is indented, and
// all of which is one line if there is no indent.
func encode(w io.Writer, indent string, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(indent, indent)
	return encoder.Encode(v)
}
