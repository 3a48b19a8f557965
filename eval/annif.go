package eval

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// annifExt ends the names of the files that annif index writes.
const annifExt = ".annif"

// annifFiles returns those of a folder, by name.
func annifFiles(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() && filepath.Ext(e.Name()) == annifExt {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	if files == nil {
		return nil, fmt.Errorf("%s: no files NAME%s in this folder, as annif index writes them; predictions of another system are one file of JSON Lines", folder, annifExt)
	}
	return files, nil
}

// openAnnif reads what Annif suggests for one text. Between concept and score
// stand its label and perhaps its notation.
func openAnnif(path string) (Prediction, error) {
	p := Prediction{ID: strings.TrimSuffix(filepath.Base(path), annifExt), Suggestions: []Suggestion{}}
	f, err := os.Open(path)
	if err != nil {
		return p, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for line := 1; in.Scan(); line++ {
		text := strings.TrimPrefix(strings.TrimSpace(in.Text()), "\uFEFF")
		if text == "" {
			continue
		}
		id, rest, _ := strings.Cut(text, "\t")
		id = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(id), "<"), ">")
		score, err := strconv.ParseFloat(rest[strings.LastIndexByte(rest, '\t')+1:], 64)
		if err != nil || math.IsNaN(score) || id == "" {
			return p, &LineError{path, line, errors.New("not a line of Annif's: <uri>, label and score, with tabs between")}
		}
		p.Suggestions = append(p.Suggestions, Suggestion{id, score})
	}
	if err := in.Err(); err != nil {
		return p, &LineError{path, 0, err}
	}
	return p, nil
}
