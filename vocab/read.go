package vocab

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/catchword/catchword/internal/columns"
	"github.com/catchword/catchword/internal/rdf"
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

// Read reads a vocabulary of any of these forms, also compressed by gzip or
// bzip2:
//
//   - SKOS, as RDF/XML, Turtle, N-Triples or JSON-LD: see below;
//   - a list with a label on each line; a label is its concept's ID; lines that
//     begin with "# " are comments;
//   - lines "Keywords: A | B | C", alone or somewhere in an exported page;
//   - CSV, with commas or semicolons, or TSV, with a row of column names:
//     id, prefLabel, altLabels, hiddenLabels, definition, scopeNote, notation,
//     broader, narrower, related, deprecated, replacedBy; and for what else a
//     [Concept] has: example, historyNote, editorialNote, changeNote, note,
//     exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch,
//     mappingRelation, inScheme, topConceptOf, type; several values are
//     separated by "|" (notes and notations have a column for each), and a
//     column for a language is named as prefLabel@fr; a concept without an ID
//     has its label as ID; or with the column names of Annif: uri, label_fr,
//     notation;
//   - TSV without column names: an IRI, with or without angle brackets, a
//     label, and perhaps a notation, on each line;
//   - JSON: an array of concepts, or an object with title, language and
//     concepts, perhaps schemes (with id, title, version, license) and
//     collections (with id, title, members, ordered); the members of a concept
//     are named as the columns of CSV; labels
//     and notes are a string, an array of strings, or an object that has either
//     for each language; a string in place of a concept is its label.
//
// The form is told by the content first and by name second. Text is UTF-8,
// UTF-16 or Windows-1252, and lines end with LF, CR LF or CR. Labels lose
// superfluous white space and what can't be printed. Relations are those of
// [New].
//
// SKOS is read so:
//
//   - A concept is what is a skos:Concept. What has no class at all, but labels
//     of SKOS and a place among concepts (it is broader, related, mapped, in a
//     scheme), is one too, with a problem that says so. Everything else is none.
//   - Its ID is its IRI; of a blank node, its preferred label. An IRI that is
//     relative and has no base to be resolved by stays as it is, but for percent
//     signs, which are decoded: a file without @base may speak of <child-care>.
//   - Labels may be those of SKOS-XL, and notes may be nodes with an rdf:value.
//     A label of no kind (rdfs:label) stands in where there is no other.
//   - Notations lose their datatypes.
//   - owl:deprecated and dcterms:isReplacedBy are what [Concept] calls so.
//   - skos:broaderTransitive and skos:narrowerTransitive are taken for broader
//     and narrower where a concept has no other: the nearest of them.
//   - Statements of other kinds are counted, and left out.
//
// What can't be used in a readable file is left out and comes back as a problem
// with name and line; that of a concept is the line where the concept begins.
// The error, for a file that is no vocabulary at all, is a [*FileError].
func Read(name string, r io.Reader) (*Vocabulary, []Problem, error) {
	return read(newDraft(name), r)
}

// read reads r into a draft, and makes a vocabulary of it.
func read(d *draft, r io.Reader) (*Vocabulary, []Problem, error) {
	s := source{draft: d, name: d.file}
	v, err := s.read(r)
	sortProblems(s.problems)
	if err == nil {
		return v, s.problems, nil
	}
	if errors.Is(err, ErrNoConcepts) {
		err = noConcepts(s.problems)
	}
	var located *FileError
	if !errors.As(err, &located) {
		err = &FileError{File: s.name, Err: err}
	}
	return nil, s.problems, err
}

// A source is a file that is being read into a draft.
type source struct {
	*draft
	name string
	text string
}

// read reads r, and adds what is wrong with it to the problems.
func (s *source) read(r io.Reader) (*Vocabulary, error) {
	if err := s.readInto(r); err != nil {
		return nil, err
	}
	v, _, err := s.finish()
	return v, err
}

var errCompiled = errors.New("a compiled vocabulary, which is opened as a file, by tagger.Open, and not read")

// readInto reads r into the draft.
func (s *source) readInto(r io.Reader) error {
	b, err := decompress(r)
	if err != nil {
		return plainError(err)
	}
	start, err := b.Peek(rdfStart)
	if err == nil || err == io.EOF {
		if columns.IsFile(string(start)) {
			return errCompiled
		}
		if f, ok := rdf.Sniff(start, plainName(s.name)); ok {
			return s.readRDF(b, f)
		}
	}
	if err := s.readText(b); err != nil {
		return plainError(err)
	}
	read, err := readerFor(s.name, s.text)
	if err != nil {
		return err
	}
	return read(s)
}

func (s *source) problem(rule string, severity Severity, line int, format string, args ...any) {
	s.draft.problem(rule, severity, line, "", format, args...)
}

// A reader reads a file into its draft.
type reader func(*source) error

// readerFor returns the reader for the form of text.
func readerFor(name, text string) (reader, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, errors.New("the file is empty")
	}
	if reason := foreign(text); reason != "" {
		return nil, errors.New(reason)
	}
	name = plainName(name)
	if strings.HasSuffix(name, ".json") || isJSON(text) {
		return readJSON, nil
	}
	first, _, _ := strings.Cut(text, "\n")
	first = cut(first, 1<<16)
	if comma := delimiterOf(first); comma != 0 {
		return func(s *source) error { return readTable(s, comma) }, nil
	}
	switch {
	case isPairs(text):
		return readPairs, nil
	case hasKeywords(text):
		return readKeywords, nil
	case (strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".tsv")) && strings.ContainsAny(first, ",;\t"):
		return nil, fmt.Errorf("the first line, %s, does not name the columns: prefLabel alone, or two of %s", quote(first), strings.Join(fieldNames, ", "))
	}
	return readList, nil
}

// foreign says what text is that begins as no vocabulary does, "" if it doesn't.
func foreign(text string) string {
	start := strings.ToLower(cut(text, 100))
	for _, f := range []struct{ prefix, reason string }{
		{"<!doctype html", "this is HTML, not a vocabulary"},
		{"<html", "this is HTML, not a vocabulary"},
		{"<?xml", "this is XML, but not RDF/XML"},
		{"<rdf:rdf", "this is XML, but not RDF/XML"},
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

// plainName returns the name of a file in lower case, and without the ending of
// a compressed one.
func plainName(name string) string {
	name = strings.ToLower(name)
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".bz2")
}

// plainError returns what is wrong with a file, whose name is said already.
func plainError(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// decompress returns what r holds, decompressed if it is compressed.
func decompress(r io.Reader) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(r, rdfStart)
	start, err := b.Peek(3)
	switch {
	case err != nil && err != io.EOF:
		return nil, err
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("can't be decompressed: %w", err)
		}
		return bufio.NewReaderSize(decompressor{z}, rdfStart), nil
	case string(start) == "BZh":
		return bufio.NewReaderSize(decompressor{bzip2.NewReader(b)}, rdfStart), nil
	}
	return b, nil
}

// A decompressor says of errors that they are its own.
type decompressor struct{ r io.Reader }

func (d decompressor) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("can't be decompressed: %w", err)
	}
	return n, err
}

// readText reads all of r and decodes it to UTF-8 with lines that end with "\n".
func (s *source) readText(r io.Reader) error {
	data, err := readAll(r, maxFile)
	if err != nil {
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
