package vocab

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// maxFile is the number of bytes of the largest file that is read, also when
// decompressed: some millions of concepts.
const maxFile = 512 << 20

// Open reads the vocabulary in a file: see [Read].
func Open(path string) (*Vocabulary, []Problem, error) {
	f, err := os.Open(path)
	if err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return nil, nil, &FileError{File: path, Err: err}
	}
	defer f.Close()
	return Read(path, f)
}

// Read reads a vocabulary of any of these forms, also compressed by gzip:
//
//   - a list with a label on each line; a label is its concept's ID; lines that
//     begin with "# " are comments;
//   - lines "Keywords: A | B | C", alone or somewhere in an exported page;
//   - CSV, with commas or semicolons, or TSV, with a row of column names:
//     id, prefLabel, altLabels, hiddenLabels, definition, scopeNote, notation,
//     broader, narrower, related, deprecated, replacedBy; several values are
//     separated by "|", and a column for a language is named as prefLabel@fr;
//     a concept without an ID has its label as ID;
//   - TSV without column names: an IRI, with or without angle brackets, a
//     label, and perhaps a notation, on each line;
//   - JSON: an array of concepts, or an object with title, language and
//     concepts; the members of a concept are named as the columns of CSV; labels
//     and notes are a string, an array of strings, or an object that has either
//     for each language; a string in place of a concept is its label.
//
// The form is told by the content first and by name second. Text is UTF-8,
// UTF-16 or Windows-1252, and lines end with LF, CR LF or CR. Labels lose
// superfluous white space and what can't be printed. Relations are those of
// [New].
//
// What can't be used in a readable file is left out and comes back as a problem
// with name and line; that of a concept is the line where the concept begins.
// The error, for a file that is no vocabulary at all, is a [*FileError].
func Read(name string, r io.Reader) (*Vocabulary, []Problem, error) {
	file := source{name: name}
	v, err := file.read(r)
	sortProblems(file.problems)
	if err == nil {
		return v, file.problems, nil
	}
	if errors.Is(err, ErrNoConcepts) {
		err = noConcepts(file.problems)
	}
	var located *FileError
	if !errors.As(err, &located) {
		err = &FileError{File: name, Err: err}
	}
	return nil, file.problems, err
}

// A source is a file that is being read.
type source struct {
	name     string
	text     string
	problems []Problem
}

// read reads r, and adds what is wrong with it to the problems.
func (s *source) read(r io.Reader) (*Vocabulary, error) {
	if err := s.readText(r); err != nil {
		return nil, err
	}
	read, err := readerFor(s.name, s.text)
	if err != nil {
		return nil, err
	}
	title, entries, err := read(s)
	if err != nil {
		return nil, err
	}
	v, problems, err := build(title, s.name, entries)
	s.problems = append(s.problems, problems...)
	return v, err
}

func (s *source) problem(rule string, severity Severity, line int, format string, args ...any) {
	s.problems = append(s.problems, Problem{Rule: rule, Severity: severity, File: s.name, Line: line, Message: fmt.Sprintf(format, args...)})
}

// entries returns room for an entry for each line, if they are not very many.
func (s *source) entries() []entry {
	const most = 1 << 20
	return make([]entry, 0, min(most, 1+strings.Count(s.text, "\n")))
}

// A reader reads a file into a title and entries.
type reader func(*source) (title string, entries []entry, err error)

// readerFor returns the reader for the form of text.
func readerFor(name, text string) (reader, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, errors.New("the file is empty")
	}
	if reason := foreign(text); reason != "" {
		return nil, errors.New(reason)
	}
	name = strings.ToLower(strings.TrimSuffix(strings.ToLower(name), ".gz"))
	if strings.HasSuffix(name, ".json") || isJSON(text) {
		return readJSON, nil
	}
	first, _, _ := strings.Cut(text, "\n")
	first = cut(first, 1<<16)
	if comma := delimiterOf(first); comma != 0 {
		return func(s *source) (string, []entry, error) { return readTable(s, comma) }, nil
	}
	switch {
	case isPairs(text):
		return readPairs, nil
	case hasKeywords(text):
		return readKeywords, nil
	case (strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".tsv")) && strings.ContainsAny(first, ",;\t"):
		return nil, fmt.Errorf("the first line, %s, does not name the columns: id, prefLabel, …", quote(first))
	}
	return readList, nil
}

// foreign says what text is that begins as no vocabulary does, "" if it doesn't.
func foreign(text string) string {
	start := strings.ToLower(cut(text, 100))
	for _, f := range []struct{ prefix, reason string }{
		{"<!doctype html", "this is HTML, not a vocabulary"},
		{"<html", "this is HTML, not a vocabulary"},
		{"<?xml", "this is XML; RDF can't be read yet: convert it to CSV, TSV or JSON"},
		{"<rdf:rdf", "this is XML; RDF can't be read yet: convert it to CSV, TSV or JSON"},
		{"@prefix", "this is Turtle; RDF can't be read yet: convert it to CSV, TSV or JSON"},
		{"@base", "this is Turtle; RDF can't be read yet: convert it to CSV, TSV or JSON"},
		{"prefix ", "this is Turtle; RDF can't be read yet: convert it to CSV, TSV or JSON"},
		{"%pdf-", "this is PDF, not a vocabulary"},
	} {
		if strings.HasPrefix(start, f.prefix) {
			return f.reason
		}
	}
	return ""
}

// isJSON reports whether text begins as an array or an object of JSON does. A
// label may begin with a bracket too.
func isJSON(text string) bool {
	next := strings.TrimLeft(text[1:], " \t\r\n")
	switch text[0] {
	case '[':
		return next == "" || strings.ContainsAny(next[:1], `{["]`)
	case '{':
		return next == "" || strings.ContainsAny(next[:1], `"}`)
	}
	return false
}

// readText reads all of r, decompresses it and decodes it to UTF-8 with lines
// that end with "\n".
func (s *source) readText(r io.Reader) error {
	data, err := readAll(r, maxFile)
	if err == nil && bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		if data, err = decompress(data, maxFile); err != nil {
			err = fmt.Errorf("can't be decompressed: %w", err)
		}
	}
	if err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err // it has the name too
		}
		return err
	}
	text, encoded, err := decode(data)
	if encoded.Rule != "" && err == nil {
		encoded.File = s.name
		s.problems = append(s.problems, encoded)
	}
	s.text = text
	return err
}

func readAll(r io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("more than %d bytes", most)
	}
	return data, err
}

func decompress(data []byte, most int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return readAll(z, most)
}

// decode returns data as UTF-8 without a byte order mark, and, if it was in
// another encoding, a problem that says so.
func decode(data []byte) (text string, p Problem, err error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err == nil && isBinary(decoded) {
			err = errors.New("this is a binary file")
		}
		return unixLines(string(decoded)), Problem{Rule: ruleEncoding, Severity: Info, Message: "decoded from UTF-16"}, err
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "", p, errors.New("this is a ZIP archive or an office document; export the table as CSV")
	case isBinary(data):
		return "", p, errors.New("this is a binary file, or UTF-16 without a byte order mark")
	}
	text = unixLines(strings.TrimPrefix(string(data), "\uFEFF"))
	if !utf8.ValidString(text) {
		text, p = decodeLines(text)
	}
	return text, p, nil
}

// isBinary reports whether data has a zero byte, or more than one control
// character in fifty bytes at its start.
func isBinary(data []byte) bool {
	if bytes.IndexByte(data, 0) >= 0 {
		return true
	}
	start := data[:min(len(data), 1<<16)]
	controls := 0
	for _, c := range start {
		if c < ' ' && (c < '\t' || c > '\r') {
			controls++
		}
	}
	return 50*controls > len(start)
}

// unixLines makes all line ends "\n". A carriage return alone is one only where
// most lines end so; else it is white space.
func unixLines(text string) string {
	returns := strings.Count(text, "\r")
	if returns == 0 {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if alone := strings.Count(text, "\r"); alone > strings.Count(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text
}

// decodeLines decodes the lines that are not UTF-8 as Windows-1252, for files
// get mixed when people paste into them.
func decodeLines(text string) (string, Problem) {
	p := Problem{Rule: ruleEncoding, Severity: Info, Message: "decoded from Windows-1252"}
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	n, decoded, other := 0, 0, 0
	for line := range strings.Lines(text) {
		n++
		if utf8.ValidString(line) {
			if strings.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
				other++
			}
			b.WriteString(line)
			continue
		}
		if decoded++; decoded == 1 {
			p.Line = n
		}
		for i := range len(line) {
			b.WriteRune(charmap.Windows1252.DecodeByte(line[i]))
		}
	}
	if other > 0 {
		p.Severity = Warning
		p.Message = fmt.Sprintf("not UTF-8 as other lines are: %s from here on, decoded from Windows-1252", count(decoded, "line"))
	}
	return b.String(), p
}
