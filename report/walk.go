package report

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// extensions are those of the files of a folder that are read.
var extensions = []string{".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"}

// tables are the extensions of the files of a folder that are read if they look
// like records.
var tables = []string{".json", ".csv", ".tsv"}

// isReport reports whether a file of a folder has the name of a report.
func isReport(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(extensions, func(e string) bool { return strings.HasSuffix(name, e) })
}

// A walker yields the reports in folders.
type walker struct {
	rd       *Reader
	yield    func(Source, error) bool
	open     []fs.FileInfo // the folder that is walked and those that it is in
	followed []fs.FileInfo // folders that links led to
	found    int           // reports and errors
}

// folder walks a folder.
func (w *walker) folder(path string, info fs.FileInfo) bool {
	w.open = append(w.open, info)
	defer func() { w.open = w.open[:len(w.open)-1] }()
	entries, err := os.ReadDir(path) // in lexical order
	if err != nil && !w.fail(err) {
		return false
	}
	keys := keysAmong(entries)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || keys[e.Name()] == keyOfText {
			continue
		}
		if !w.entry(filepath.Join(path, e.Name()), e, keys[e.Name()] == keyOfNone) {
			return false
		}
	}
	return true
}

// A keyKind says whose subjects a file has.
type keyKind uint8

const (
	keyNot    keyKind = iota // it is no file of subjects, as far as its name tells
	keyOfText                // a text of the folder has them
	keyOfNone                // none has, but other texts of the folder have theirs
)

// keysAmong tells the files of subjects among those of a folder.
func keysAmong(entries []fs.DirEntry) map[string]keyKind {
	texts := make(map[string]bool)
	for _, e := range entries {
		if stem, ok := stemOf(e.Name(), textExtensions); ok {
			texts[stem] = true
		}
	}
	keys := make(map[string]keyKind)
	pairs := false
	for _, e := range entries {
		if stem, ok := stemOf(e.Name(), keyExtensions); ok && !e.IsDir() {
			if keys[e.Name()] = keyOfNone; texts[stem] {
				keys[e.Name()], pairs = keyOfText, true
			}
		}
	}
	for name, kind := range keys {
		if kind == keyOfNone && !pairs {
			delete(keys, name)
		}
	}
	return keys
}

// entry walks what is in a folder. It is stray if its name is that of the
// subjects of a text that isn't there.
func (w *walker) entry(path string, e fs.DirEntry, stray bool) bool {
	isLink := e.Type()&fs.ModeSymlink != 0
	if !isLink && !e.IsDir() && !e.Type().IsRegular() {
		return true
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return w.fail(err)
	case info.IsDir() && isLink && containsFile(w.open, info):
		return w.fail(&FileError{Path: path, Err: errors.New("a link to a folder that it is in")})
	case info.IsDir() && isLink && containsFile(w.followed, info):
		return true
	case info.IsDir():
		if isLink {
			w.followed = append(w.followed, info)
		}
		return w.folder(path, info)
	case !info.Mode().IsRegular():
		return true
	case isReport(path) || holdsRecords(path):
	case stray:
		return w.fail(&FileError{Path: path, Err: ErrNoText})
	default:
		return true
	}
	w.found++
	return w.rd.file(path, w.yield)
}

// holdsRecords reports whether a file is a table, or a document in JSON, that
// looks like records of reports. What can't be read doesn't.
func holdsRecords(path string) bool {
	if !slices.Contains(tables, extension(path)) {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, headSize)
	head, _ := in.Peek(headSize)
	if isGzip(head) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return false
		}
		in = bufio.NewReaderSize(z, headSize)
		head, _ = in.Peek(headSize)
	}
	return formOf(path, head) != formText && (extension(path) != ".json" || jsonText.Match(head))
}

// jsonText matches what is in documents and hardly in other JSON.
var jsonText = regexp.MustCompile(`"(?:text|document_id)"\s*:`)

// fail yields an error.
func (w *walker) fail(err error) bool {
	w.found++
	return w.yield(Source{}, err)
}

// containsFile reports whether info is one of files.
func containsFile(files []fs.FileInfo, info fs.FileInfo) bool {
	return slices.ContainsFunc(files, func(f fs.FileInfo) bool { return os.SameFile(f, info) })
}
