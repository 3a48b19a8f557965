package report

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// extensions are those of the files of a folder that are read.
var extensions = []string{".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"}

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
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if !w.entry(filepath.Join(path, e.Name()), e) {
			return false
		}
	}
	return true
}

// entry walks what is in a folder.
func (w *walker) entry(path string, e fs.DirEntry) bool {
	isLink := e.Type()&fs.ModeSymlink != 0
	if !isLink && !e.IsDir() && (!e.Type().IsRegular() || !isReport(path)) {
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
	case !info.Mode().IsRegular() || !isReport(path):
		return true
	}
	w.found++
	return w.rd.file(path, w.yield)
}

// fail yields an error.
func (w *walker) fail(err error) bool {
	w.found++
	return w.yield(Source{}, err)
}

// containsFile reports whether info is one of files.
func containsFile(files []fs.FileInfo, info fs.FileInfo) bool {
	return slices.ContainsFunc(files, func(f fs.FileInfo) bool { return os.SameFile(f, info) })
}
