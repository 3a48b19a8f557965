package report

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// A Reader finds and reads reports. The zero Reader is ready to use; it must
// not be changed while it is in use, and is then safe for concurrent use.
type Reader struct {
	// TagsKey is the key of the front matter, or of a line of JSON, that holds
	// a report's tags. By default, it is the first of keywords, tags and topics
	// that isn't empty, and subjects in JSON.
	TagsKey string
	// Stdin is what the path "-" names. By default, it is os.Stdin.
	Stdin io.Reader
}

// A Source is a report that was found and not yet read.
type Source struct {
	ID   string // as Report.ID
	Path string // as Report.Path

	parse func() (*Report, error)
}

// Parse reads the report. This is where the work is: sources may be parsed by
// several goroutines at once.
func (s Source) Parse() (*Report, error) {
	if s.parse == nil {
		return nil, errors.New("report: a Source that Sources did not make")
	}
	return s.parse()
}

// Sources yields the reports that paths name, in their order: files of any
// name, the files with a report's extension in folders and the folders below
// them, in lexical order and leaving out those whose names begin with a dot,
// and standard input for "-". Links are followed, but no folder twice by way of
// links.
//
// Files of many records, compressed or not, are read record by record: JSON
// Lines, tables with a column text, and lines text⇥<uri> <uri>. In a folder,
// tables, and documents in JSON, are read only if they look like these.
//
// NAME.tsv or, failing that, NAME.key beside a text NAME.txt has the text's
// subjects, one a line: a label, an <uri>, or <uri>⇥label. It is no report. In a
// folder with such files, one that has no text is an [ErrNoText].
//
// What can't be read yields an error, and the others go on.
func (rd *Reader) Sources(paths ...string) iter.Seq2[Source, error] {
	return func(yield func(Source, error) bool) {
		for _, path := range paths {
			if text, err := ofText(path, paths); err != nil {
				if !yield(Source{}, err) {
					return
				}
				continue
			} else if text {
				continue
			}
			if !rd.source(path, yield) {
				return
			}
		}
	}
}

// source yields what a path names. It and the others below return false when
// the caller has had enough.
func (rd *Reader) source(path string, yield func(Source, error) bool) bool {
	if path == "-" {
		in := rd.Stdin
		if in == nil {
			in = os.Stdin
		}
		return rd.stream(path, in, yield)
	}
	info, err := os.Stat(path)
	if err != nil {
		return yield(Source{}, err)
	}
	if info.IsDir() {
		w := walker{rd: rd, yield: yield}
		if !w.folder(path, info) {
			return false
		}
		if w.found == 0 {
			return yield(Source{}, &FileError{Path: path, Err: errors.New("no reports in this folder")})
		}
		return true
	}
	return rd.file(path, yield)
}

// file yields the reports of a file: those of its lines, or itself.
func (rd *Reader) file(path string, yield func(Source, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(Source{}, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return yield(Source{}, err)
	}
	if !info.Mode().IsRegular() {
		return rd.stream(path, f, yield)
	}
	head := make([]byte, headSize)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return yield(Source{}, err)
	}
	head = head[:n]
	if formOf(path, head) != formText || isGzip(head) {
		return rd.stream(path, io.MultiReader(bytes.NewReader(head), f), yield)
	}
	return yield(Source{filepath.ToSlash(path), path, func() (*Report, error) { return rd.open(path) }}, nil)
}

// stream yields the reports of what is read from r.
func (rd *Reader) stream(path string, r io.Reader, yield func(Source, error) bool) bool {
	in := bufio.NewReaderSize(r, headSize)
	name := path
	if head, _ := in.Peek(2); isGzip(head) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return yield(Source{}, &FileError{Path: path, Err: err})
		}
		in, name = bufio.NewReaderSize(z, headSize), strings.TrimSuffix(path, filepath.Ext(path))
	}
	head, err := in.Peek(headSize)
	if err != nil && err != io.EOF {
		return yield(Source{}, &FileError{Path: path, Err: err})
	}
	f := formOf(name, head)
	if f == formText {
		data, err := readAll(in)
		if err != nil {
			return yield(Source{}, &FileError{Path: path, Err: err})
		}
		return yield(Source{filepath.ToSlash(path), path, func() (*Report, error) { return rd.Parse(path, data) }}, nil)
	}
	for rec, err := range rd.records(path, f, in) {
		source := Source{}
		if err == nil {
			source = Source{rec.id, path, rec.parse}
		}
		if !yield(source, err) {
			return false
		}
	}
	return true
}

// Reports reads what Sources yields, one after the other.
func (rd *Reader) Reports(paths ...string) iter.Seq2[*Report, error] {
	return func(yield func(*Report, error) bool) {
		for source, err := range rd.Sources(paths...) {
			var r *Report
			if err == nil {
				r, err = source.Parse()
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1F, 0x8B}) }

// readAll reads what is not larger than maxFile.
func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("larger than %d MB", maxFile>>20)
	}
	return data, err
}
