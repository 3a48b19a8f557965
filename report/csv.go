package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
)

// A header is what the first row of a table says: the indices of the columns
// that mean something here, -1 for those that aren't there.
type header struct {
	comma                     rune
	names                     []string // in small letters
	text, id, title, abstract int
	subjects                  int // of IDs with white space between them
}

// headerOf returns the header of the table that data begin with, if it has a
// column text. Columns are divided by commas, semicolons or tabs.
func headerOf(data []byte) (header, bool) {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	for _, comma := range []rune{',', ';', '\t'} {
		in := csv.NewReader(bytes.NewReader(line))
		in.Comma = comma
		if names, err := in.Read(); err == nil {
			if h := newHeader(names, comma); h.text >= 0 && len(names) > 1 {
				return h, true
			}
		}
	}
	return header{}, false
}

func newHeader(names []string, comma rune) header {
	h := header{comma: comma}
	for _, name := range names {
		h.names = append(h.names, strings.ToLower(strings.TrimSpace(name)))
	}
	h.text, h.title, h.abstract, h.subjects = h.column("text"), h.column("title"), h.column("abstract"), h.column("subject_uris")
	if h.id = h.column("document_id"); h.id < 0 {
		h.id = h.column("id")
	}
	return h
}

// column returns the index of a column, -1 if there is none of this name.
func (h *header) column(name string) int {
	for i := range h.names {
		if h.names[i] == name {
			return i
		}
	}
	return -1
}

// A row is a row of a table under its header.
type row struct {
	*header
	path   string
	line   int
	fields []string
}

// field returns the field in a column, "" if there is none.
func (r row) field(column int) string {
	if column < 0 || column >= len(r.fields) {
		return ""
	}
	return r.fields[column]
}

// id returns the row's id, or its place if it has none.
func (r row) id() string {
	if id := strings.TrimSpace(r.field(r.header.id)); id != "" {
		return id
	}
	return fmt.Sprintf("%s:%d", filepath.ToSlash(r.path), r.line)
}

// rows yields the rows of a table.
func (rd *Reader) rows(path string, r io.Reader) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		limited := &limitedReader{r: r, left: maxFile}
		head := make([]byte, headSize)
		n, err := io.ReadFull(limited, head)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			yield(record{}, &FileError{Path: path, Err: err})
			return
		}
		head = bytes.TrimPrefix(head[:n], []byte(bom))
		h, ok := headerOf(head)
		if !ok {
			yield(record{}, &FileError{path, 1, errors.New("no column text")})
			return
		}
		in := csv.NewReader(io.MultiReader(bytes.NewReader(head), limited))
		in.Comma, in.FieldsPerRecord = h.comma, -1
		for first := true; ; first = false {
			limited.left = maxFile
			fields, err := in.Read()
			var bad *csv.ParseError
			switch {
			case err == io.EOF:
				return
			case errors.As(err, &bad):
				if !yield(record{}, &FileError{path, bad.StartLine, bad.Err}) {
					return
				}
				continue
			case err != nil:
				yield(record{}, &FileError{Path: path, Err: err})
				return
			case first:
				continue // the header itself
			}
			line, _ := in.FieldPos(0)
			row := row{&h, path, line, fields}
			if !yield(record{row.id(), line, func() (*Report, error) { return rd.parseRow(row) }}, nil) {
				return
			}
		}
	}
}

// parseRow reads the report in a row.
func (rd *Reader) parseRow(row row) (*Report, error) {
	if len(row.fields) <= row.text {
		return nil, &FileError{row.path, row.line, fmt.Errorf("a row of %d fields, which the text isn't among", len(row.fields))}
	}
	var parts [3]string
	for i, column := range []int{row.title, row.text, row.abstract} {
		text, err := cell(row.field(column))
		if err != nil {
			return nil, &FileError{row.path, row.line, err}
		}
		parts[i] = text
	}
	p := rd.parser(&Report{ID: row.id(), Path: row.path, Line: row.line, Format: CSV, Encoding: "CSV", Text: compose(parts[0], parts[1], parts[2])})
	p.rowSubjects(row, rd)
	p.recordText(len(p.Text))
	return p.Report, nil
}

// rowSubjects makes tags of the first column of subjects that there is: IDs, or
// a list of labels.
func (p *parser) rowSubjects(row row, rd *Reader) {
	if row.subjects >= 0 && rd.TagsKey == "" {
		p.wordSubjects(row.field(row.subjects))
		return
	}
	for _, key := range rd.subjectKeys() {
		if i := row.column(strings.ToLower(key)); i >= 0 {
			p.Tags = p.splitSubjects(row.field(i))
			return
		}
	}
	p.wordSubjects(row.field(row.subjects))
}

// A limitedReader reads on while there is something left to read, which is set
// anew for each row.
type limitedReader struct {
	r    io.Reader
	left int
}

func (l *limitedReader) Read(b []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("a row is larger than %d MB: a quotation mark may be missing", maxFile>>20)
	}
	n, err := l.r.Read(b[:min(len(b), l.left)])
	l.left -= n
	return n, err
}
