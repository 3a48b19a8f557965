package report

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/catchword/catchword/span"
)

// ErrNoText is the reason why a file of subjects, NAME.key or NAME.tsv, can't be
// read: there is no text NAME.txt that they would be of.
var ErrNoText = errors.New("subjects of no text: there is no .txt of this name")

// keyExtensions are those of the files of subjects of a text. The first that is
// there counts.
var keyExtensions = []string{".tsv", ".key"}

// textExtensions are those of the texts that may have subjects beside them.
var textExtensions = []string{".txt", ".text", ".TXT"}

// stemOf returns a path without its extension, if that is one of extensions.
func stemOf(path string, extensions []string) (string, bool) {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext), slices.Contains(extensions, ext)
}

// ofText reports whether path names the subjects of a text that paths name too,
// it or its folder. It is an error if they don't, or if there is no such text.
func ofText(path string, paths []string) (bool, error) {
	stem, ok := stemOf(path, keyExtensions)
	if !ok {
		return false, nil
	}
	for _, ext := range textExtensions {
		if slices.Contains(paths, stem+ext) {
			return true, nil
		}
		if _, err := os.Stat(stem + ext); err == nil {
			return false, &FileError{Path: path, Err: errors.New("the subjects of a text: name that, " + stem + ext)}
		}
	}
	if info, err := os.Stat(path); filepath.Ext(path) == ".key" && err == nil && !info.IsDir() {
		return false, &FileError{Path: path, Err: ErrNoText}
	}
	return false, nil
}

// readKey reads the file of subjects beside the report's file, if there is one.
func (r *Report) readKey() {
	stem, ok := stemOf(r.Path, textExtensions)
	if !ok {
		return
	}
	for _, ext := range keyExtensions {
		if info, err := os.Stat(stem + ext); err != nil && errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
			continue
		}
		data, err := readFile(stem + ext)
		if err == nil {
			r.Tags, err = parseKey(stem+ext, data)
		}
		if err != nil {
			r.Problems = append(r.Problems, Problem{RuleKey, Error, stem + ext, 1, err.Error()})
			r.sortProblems()
		}
		return
	}
}

// parseKey reads a file of subjects: in each line a label, an ID, or an ID and a
// label with a tab between them; any further columns don't count.
func parseKey(path string, data []byte) ([]Tag, error) {
	text, _, err := decode(data)
	if err != nil {
		return nil, err
	}
	text = strings.TrimPrefix(text, bom)
	var tags []Tag
	line := 0
	for at := range linesOf(text, span.Span{Start: 0, End: len(text)}) {
		line++
		if tag := subjectLine(at.In(text)); tag.Label != "" {
			tag.Path, tag.Line = path, line
			tags = append(tags, tag)
		}
	}
	return tags, nil
}

// subjectLine returns the subject in a line, with an empty Label if there is none.
func subjectLine(line string) Tag {
	first, rest, _ := strings.Cut(strings.TrimSpace(line), "\t")
	label, _, _ := strings.Cut(strings.TrimSpace(rest), "\t")
	if label = strings.TrimSpace(label); label != "" {
		return Tag{Label: label, ID: unbracket(first)}
	}
	return Tag{Label: unbracket(first)}
}
