package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
)

// A Prediction is what a system suggests for one text, in the order of the file.
type Prediction struct {
	ID          string
	Suggestions []Suggestion
}

// A LineError is about a line of a file of predictions.
type LineError struct {
	File string // as given
	Line int    // from 1; 0 where it is about the file
	Err  error
}

func (e *LineError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
}

func (e *LineError) Unwrap() error { return e.Err }

// OpenPredictions reads a file of predictions; see [ReadPredictions]. It may also
// be what annif index writes for the text NAME.txt, NAME.annif, or a folder with
// such files, which have a line "<uri>\tlabel\tscore" for each concept: the ID of
// a text is NAME then.
func OpenPredictions(path string) ([]Prediction, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && filepath.Ext(path) != annifExt {
		return openLines(path)
	}
	files := []string{path}
	if info.IsDir() {
		if files, err = annifFiles(path); err != nil {
			return nil, err
		}
	}
	all := make([]Prediction, len(files))
	for i, file := range files {
		if all[i], err = openAnnif(file); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// openLines reads a file of JSON Lines.
func openLines(path string) ([]Prediction, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadPredictions(path, f)
}

// mostLine bounds a line of predictions, in bytes.
const mostLine = 64 << 20

// ReadPredictions reads JSON Lines, compressed by gzip or not. A line is
//
//	{"id": "a", "suggestions": [["concept", 0.9], …]}
//	{"id": "a", "suggestions": [{"id": "concept", "score": 0.9, …}, …]}
//
// the second being what catchword suggest --format jsonl writes; uri is taken
// for id in it, and other members don't matter. Texts' ids may be numbers. The
// error is a *LineError that names file and line: for a line that is no such
// object, or longer than 64 MB, and for a second one about the same text.
func ReadPredictions(name string, r io.Reader) ([]Prediction, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	if head, _ := in.Peek(2); bytes.Equal(head, []byte{0x1F, 0x8B}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, &LineError{name, 0, err}
		}
		in = bufio.NewReaderSize(z, 1<<16)
	}
	all := []Prediction{}
	lineOf := make(map[string]int)
	for line := 1; ; line++ {
		data, err := readLine(in)
		if err != nil && err != io.EOF {
			return nil, &LineError{name, line, err}
		}
		if line == 1 {
			data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		}
		if len(bytes.TrimSpace(data)) > 0 {
			p, e := parsePrediction(data)
			if e == nil && lineOf[p.ID] > 0 {
				e = fmt.Errorf("%q is on line %d too", p.ID, lineOf[p.ID])
			}
			if e != nil {
				return nil, &LineError{name, line, e}
			}
			lineOf[p.ID] = line
			all = append(all, p)
		}
		if err == io.EOF {
			return all, nil
		}
	}
}

// readLine reads to the end of a line.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if line = append(line, part...); len(line) > mostLine {
			return nil, fmt.Errorf("longer than %d MB", mostLine>>20)
		}
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// parsePrediction reads one line.
func parsePrediction(data []byte) (Prediction, error) {
	var line struct {
		ID          *name       `json:"id"`
		Suggestions *[]scoredID `json:"suggestions"`
	}
	if err := json.Unmarshal(data, &line); err != nil {
		return Prediction{}, err
	}
	if line.ID == nil {
		return Prediction{}, errors.New(`no "id"`)
	}
	if line.Suggestions == nil {
		return Prediction{}, errors.New(`no "suggestions"`)
	}
	p := Prediction{ID: string(*line.ID), Suggestions: make([]Suggestion, len(*line.Suggestions))}
	for i, s := range *line.Suggestions {
		p.Suggestions[i] = Suggestion(s)
	}
	return p, nil
}

// A name is a string, or a number as it is written.
type name string

func (n *name) UnmarshalJSON(data []byte) error {
	if data[0] != '"' {
		var number json.Number
		if err := json.Unmarshal(data, &number); err != nil {
			return errors.New("an id is a string or a number")
		}
		*n = name(number)
		return nil
	}
	return json.Unmarshal(data, (*string)(n))
}

// A scoredID is a suggestion in one of its forms.
type scoredID Suggestion

func (s *scoredID) UnmarshalJSON(data []byte) error {
	var id *name
	var score *float64
	switch data[0] {
	case '[':
		pair := []any{&id, &score}
		if err := json.Unmarshal(data, &pair); err != nil {
			return err
		}
		if len(pair) != 2 {
			return errors.New("a suggestion is a concept and a score")
		}
	case '{':
		var object struct {
			ID    *name    `json:"id"`
			URI   *name    `json:"uri"`
			Score *float64 `json:"score"`
		}
		if err := json.Unmarshal(data, &object); err != nil {
			return err
		}
		if id, score = object.ID, object.Score; id == nil {
			id = object.URI
		}
	default:
		return fmt.Errorf("not a suggestion: %.40s", data)
	}
	if id == nil || *id == "" || score == nil || math.IsNaN(*score) {
		return errors.New("a suggestion without a concept, or without a score")
	}
	s.ID, s.Score = string(*id), *score
	return nil
}
