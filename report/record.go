package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// A record is a report in a file of many, not yet parsed.
type record struct {
	id    string
	line  int
	parse func() (*Report, error)
}

// records yields the records of a file that is of a form of them.
func (rd *Reader) records(path string, f form, in io.Reader) iter.Seq2[record, error] {
	switch f {
	case formJSON:
		return rd.document(path, in)
	case formCSV:
		return rd.rows(path, in)
	}
	return func(yield func(record, error) bool) {
		for l, err := range linesIn(path, in) {
			rec := record{l.place(), l.line, func() (*Report, error) { return rd.parseTSV(l) }}
			if f == formLines && err == nil {
				rec = record{l.id(), l.line, func() (*Report, error) { return rd.parseJSON(l) }}
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}

// document yields the one record that a file in JSON is.
func (rd *Reader) document(path string, in io.Reader) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		data, err := readAll(in)
		if err != nil {
			yield(record{}, &FileError{Path: path, Err: err})
			return
		}
		l := textLine{path, 1, bytes.TrimPrefix(data, []byte(bom))}
		yield(record{l.id(), 1, func() (*Report, error) { return rd.parseJSON(l) }}, nil)
	}
}

// parseOnly parses the one record of data.
func (rd *Reader) parseOnly(path string, f form, data []byte) (*Report, error) {
	var only record
	for rec, err := range rd.records(path, f, bytes.NewReader(data)) {
		if err != nil {
			return nil, err
		}
		if only.line > 0 {
			return nil, &FileError{path, rec.line, errors.New("a second report: files of several are read with Sources")}
		}
		only = rec
	}
	if only.line == 0 {
		return nil, &FileError{Path: path, Err: errors.New("no report in it")}
	}
	return only.parse()
}

// parseTSV reads the report in a line text⇥<uri> <uri>, where tabs may divide
// the subjects too.
func (rd *Reader) parseTSV(l textLine) (*Report, error) {
	text, subjects, ok := strings.Cut(strings.TrimRight(string(l.data), "\r\n"), "\t")
	if !ok {
		return nil, l.fail("no tab between a text and its subjects")
	}
	text, err := cell(text)
	if err != nil {
		return nil, l.fail("%w", err)
	}
	p := rd.parser(&Report{ID: l.place(), Path: l.path, Line: l.line, Format: TSV, Encoding: "TSV", Text: text})
	p.wordSubjects(subjects)
	p.recordText(len(p.Text))
	return p.Report, nil
}

// wordSubjects makes tags of IDs with white space between them.
func (p *parser) wordSubjects(list string) {
	for _, word := range strings.Fields(list) {
		p.Tags = append(p.Tags, Tag{Label: unbracket(word), Line: p.Line})
	}
}

// cell returns a field of a record, decoded if it isn't UTF-8.
func cell(field string) (string, error) {
	if utf8.ValidString(field) {
		return field, nil
	}
	text, _, err := decode([]byte(field))
	if err != nil {
		return "", fmt.Errorf("the text: %w", err)
	}
	return text, nil
}
