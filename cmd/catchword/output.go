package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"github.com/catchword/catchword/report"
)

// newPrinter prints what is said of each report in a format: json, jsonl, or else
// as text. Errors of text are left to the writer, which keeps them.
func newPrinter[T any](format string, w *bufio.Writer, value func(*report.Report, T) any, text func(*report.Report, T)) printer[T] {
	switch format {
	case "json":
		return jsonPrinter(w, value)
	case "jsonl":
		return printer[T]{print: func(r *report.Report, v T) error { return encode(w, "", value(r, v)) }}
	}
	return printer[T]{print: func(r *report.Report, v T) error {
		text(r, v)
		return nil
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

// encodeLines writes a line of JSON for each of all.
func encodeLines[T any](w io.Writer, all []T) error {
	for i := range all {
		if err := encode(w, "", &all[i]); err != nil {
			return err
		}
	}
	return nil
}

// encode writes v as JSON, of which every line but the first is indented, and
// all of which is one line if there is no indent.
func encode(w io.Writer, indent string, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(indent, indent)
	return encoder.Encode(v)
}
