package vocab

import (
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/columns"
)

// TestMarshalBinary tests that what is opened is what was written.
func TestMarshalBinary(t *testing.T) {
	paths, err := filepath.Glob("../testdata/vocabularies/*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%q, %v", paths, err)
	}
	all := []*Vocabulary{Default()}
	for _, path := range paths {
		if v, _, err := Open(path); err == nil {
			all = append(all, v)
		}
	}
	bare, _, err := New([]Concept{{ID: "a", Pref: []Label{{Text: "A"}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range append(all, bare) {
		file, err := v.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		w, err := Parse(string(file))
		if err != nil {
			t.Fatalf("%s: %v", v.file, err)
		}
		if again, err := w.MarshalBinary(); err != nil || !slices.Equal(again, file) {
			t.Errorf("%s: written again, it differs (%v)", v.file, err)
		}
		if w.Fingerprint() != v.Fingerprint() || w.fingerprint() != v.Fingerprint() || w.Title() != v.Title() {
			t.Errorf("%s: fingerprint %s, title %q", v.file, w.Fingerprint(), w.Title())
		}
		if !reflect.DeepEqual(w.Schemes(), v.Schemes()) || !reflect.DeepEqual(w.Collections(), v.Collections()) || !slices.Equal(w.Languages(), v.Languages()) {
			t.Errorf("%s: other schemes, collections or languages", v.file)
		}
		want := slices.Clone(v.Problems())
		for i := range want {
			want[i].File = filepath.Base(want[i].File)
		}
		if !slices.Equal(w.Problems(), want) {
			t.Errorf("%s: problems %v, want %v", v.file, w.Problems(), want)
		}
		if !reflect.DeepEqual(slices.Collect(w.All()), slices.Collect(v.All())) {
			t.Errorf("%s: other concepts", v.file)
		}
		for i, c := range slices.Collect(v.All()) {
			if n, ok := w.Index(c.ID); !ok || n != i || w.LabelCount(i, Alternative) != len(c.Alt) {
				t.Errorf("%s: %s is at %d", v.file, c.ID, n)
			}
			_, line := v.Place(i)
			if file, n := w.Place(i); n != line || v.file != "" && file != filepath.Base(v.file) {
				t.Errorf("%s: %s is in line %d of %s", v.file, c.ID, n, file)
			}
		}
	}
}

func TestParseRefuses(t *testing.T) {
	b, err := Default().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	file := string(b)
	for name, tt := range map[string]struct {
		file string
		want error
	}{
		"empty":     {"", ErrTruncated},
		"foreign":   {"id,prefLabel\nx,X\n", ErrForeign},
		"truncated": {file[:len(file)-1], ErrTruncated},
		"damaged":   {file[:900] + "\x00\x01" + file[902:], ErrDamaged},
	} {
		var e *CompiledError
		if _, err := Parse(tt.file); !errors.Is(err, tt.want) || !errors.As(err, &e) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// TestReadProblems tests that columns of problems that contradict each other are
// refused.
func TestReadProblems(t *testing.T) {
	problems := []Problem{
		{"row/bad", Error, "x.csv", 7, "", "a quotation mark is missing"},
		{"label/repeated", Info, "x.csv", 9, "roof", "again: Roofs"},
	}
	read := func(change func(w *columns.Writer)) ([]Problem, error) {
		w := columns.NewWriter("test", 1)
		if _, err := putProblems(w, problems); err != nil {
			t.Fatal(err)
		}
		change(w) // of two columns of one name, the later counts
		f, err := columns.Parse(string(w.Bytes()), "test", 1)
		if err != nil {
			t.Fatal(err)
		}
		r := columns.NewReader(f)
		return readProblems(r, "x.csv", []string{"row/bad", "label/repeated"}), r.Err()
	}
	if got, err := read(func(*columns.Writer) {}); err != nil || !slices.Equal(got, problems) {
		t.Errorf("%v, %v", got, err)
	}
	for name, change := range map[string]func(w *columns.Writer){
		"problem.rule":     func(w *columns.Writer) { columns.Put(w, "problem.rule", []uint16{0, 2}) },
		"problem.severity": func(w *columns.Writer) { columns.Put(w, "problem.severity", []uint8{2, 3}) },
		"problem.line":     func(w *columns.Writer) { columns.Put(w, "problem.line", []uint32{7}) },
		"problem.texts":    func(w *columns.Writer) { columns.Put(w, "problem.texts", []uint32{0, 4, 2, 2, 6}) },
		"problem.text":     func(w *columns.Writer) { columns.Put(w, "problem.text", []uint32{1}) },
	} {
		if got, err := read(change); err == nil || !strings.Contains(err.Error(), name) || got != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestSeverityText(t *testing.T) {
	for want := Info; want <= Error; want++ {
		var got Severity
		if err := got.UnmarshalText([]byte(want.String())); err != nil || got != want {
			t.Errorf("%v, %v, want %v", got, err, want)
		}
	}
	if err := new(Severity).UnmarshalText([]byte("bad")); err == nil {
		t.Error("bad is a severity")
	}
}
