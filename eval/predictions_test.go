package eval

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestReadPredictions(t *testing.T) {
	const file = "\uFEFF" + `{"id":"a","suggestions":[["x",0.5],["y",-2]]}

{"suggestions":[{"id":"x","label":"X","score":0.25,"evidence":[],"occurrences":1},{"uri":"y","score":0}],"id":7,"sections":[]}
{"id":"b","suggestions":[]}`
	want := []Prediction{{"a", []Suggestion{{"x", .5}, {"y", -2}}}, {"7", []Suggestion{{"x", .25}, {"y", 0}}}, {"b", []Suggestion{}}}
	got, err := ReadPredictions("p", strings.NewReader(file))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v %v", got, err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte(file))
	_ = z.Close()
	path := filepath.Join(t.TempDir(), "p.jsonl.gz")
	if err := os.WriteFile(path, packed.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	if got, err := OpenPredictions(path); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v %v", got, err)
	}
	if _, err := ReadPredictions("p", bytes.NewReader(packed.Bytes()[:60])); err == nil {
		t.Error("a file that is cut off")
	}
}

func TestReadPredictionsErrors(t *testing.T) {
	good := `{"id":"a","suggestions":[]}` + "\n"
	for line, want := range map[string]string{
		`{"id":"b"}`:                                     `p:2: no "suggestions"`,
		`{"suggestions":[]}`:                             `p:2: no "id"`,
		`{"id":"a","suggestions":[]}`:                    `p:2: "a" is on line 1 too`,
		`{"id":"b","suggestions":[["x"]]}`:               "a concept and a score",
		`{"id":"b","suggestions":[["x",1,2]]}`:           "a concept and a score",
		`{"id":"b","suggestions":[["x",null]]}`:          "without a score",
		`{"id":"b","suggestions":[["",1]]}`:              "without a concept",
		`{"id":"b","suggestions":[null]}`:                "not a suggestion: null",
		`{"id":"b","suggestions":["x"]}`:                 "not a suggestion",
		`{"id":"b","suggestions":[{"score":1}]}`:         "without a concept",
		`{"id":"b","suggestions":[["x",1e999]]}`:         "p:2: ",
		`{"id":["b"],"suggestions":[]}`:                  "a string or a number",
		`{"id":"b","suggestions":[]} {"id":"c"}`:         "p:2: ",
		`id,suggestions`:                                 "p:2: ",
		`{"id":"b","suggestions":[{"id":{},"score":1}]}`: "a string or a number",
	} {
		_, err := ReadPredictions("p", strings.NewReader(good+line))
		var e *LineError
		if !errors.As(err, &e) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", line, err)
		}
	}
	if _, err := OpenPredictions("nowhere"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// What annif index writes is read by the file, and by the folder.
func TestOpenAnnif(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"b.annif":   "<urn:y>\tHousing\t0.9\r\n\n<urn:x>\tRent\t1.2.3\t0.25\n",
		"a.annif":   "",
		"a.txt":     "Rents rise.",
		"bad/a.txt": "", "bad/c.annif": "<urn:x>\tRent\t0.5\n<urn:x> Rent 0.5\n",
		"none/a.txt": "",
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	b := Prediction{"b", []Suggestion{{"urn:y", .9}, {"urn:x", .25}}}
	if got, err := OpenPredictions(folder); err != nil || !reflect.DeepEqual(got, []Prediction{{"a", []Suggestion{}}, b}) {
		t.Errorf("%v %v", got, err)
	}
	if got, err := OpenPredictions(filepath.Join(folder, "b.annif")); err != nil || !reflect.DeepEqual(got, []Prediction{b}) {
		t.Errorf("%v %v", got, err)
	}
	var e *LineError
	if _, err := OpenPredictions(filepath.Join(folder, "bad")); !errors.As(err, &e) || e.Line != 2 {
		t.Error(err)
	}
	if _, err := OpenPredictions(filepath.Join(folder, "none")); err == nil || !strings.Contains(err.Error(), "no files NAME.annif in this folder") {
		t.Error(err)
	}
}

// FuzzReadPredictions tests that what is read can be judged, and reads the same
// when it is written again.
func FuzzReadPredictions(f *testing.F) {
	f.Add([]byte("{\"id\":1,\"suggestions\":[[\"x\",0.5]]}\n{\"id\":\"b\",\"suggestions\":[{\"uri\":\"y\",\"score\":1}]}"))
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<14 {
			return
		}
		read, err := ReadPredictions("p", bytes.NewReader(data))
		if err != nil {
			var e *LineError
			if !errors.As(err, &e) || e.Line > 1+bytes.Count(data, []byte("\n")) && data[0] != 0x1F {
				t.Fatalf("%v", err)
			}
			return
		}
		var again bytes.Buffer
		encoder := json.NewEncoder(&again)
		for _, p := range read {
			for _, s := range p.Suggestions {
				if s.ID == "" || math.IsNaN(s.Score) || math.IsInf(s.Score, 0) {
					t.Fatalf("%+v", s)
				}
			}
			if err := encoder.Encode(map[string]any{"id": p.ID, "suggestions": p.Suggestions}); err != nil {
				t.Fatal(err)
			}
		}
		if back, err := ReadPredictions("again", &again); err != nil || !reflect.DeepEqual(read, back) {
			t.Fatalf("%v, then %v, %v", read, back, err)
		}
	})
}
