package report

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// write makes files in a folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// collect returns the IDs, and the texts after them, that sources yield, without
// the folder's name.
func collect(t *testing.T, rd *Reader, folder string, paths ...string) []string {
	t.Helper()
	var all []string
	for source, err := range rd.Sources(paths...) {
		var r *Report
		if err == nil {
			r, err = source.Parse()
		}
		switch {
		case err != nil:
			all = append(all, "error: "+strings.ReplaceAll(err.Error(), folder+string(filepath.Separator), ""))
		default:
			if r.ID != source.ID || r.Path != source.Path {
				t.Errorf("%q %q of %q %q", r.ID, r.Path, source.ID, source.Path)
			}
			id := strings.TrimPrefix(r.ID, filepath.ToSlash(folder)+"/")
			all = append(all, fmt.Sprintf("%s:%d %s", id, r.Line, strings.TrimSpace(r.Text)))
		}
	}
	return all
}

func TestSourcesOfFolder(t *testing.T) {
	folder := write(t, map[string]string{
		"b.txt": "B", "a/z.md": "Z", "a/y.TXT": "Y", "a.txt": "A", "c.csv": "no", "a.key": "no",
		".hidden/x.txt": "no", "a/.x.txt": "no", "d/e.jsonl": "{\"id\":\"e1\",\"text\":\"E\"}\n\n{\"text\":\"F\"}\n",
		"d/f.jsonl.gz": gzipped(t, "{\"id\":2,\"text\":\"G\"}\r\n{\"id\":null,\"text\":\"H\"}"),
	})
	got := collect(t, new(Reader), folder, folder)
	want := []string{"a/y.TXT:1 Y", "a/z.md:1 Z", "a.txt:1 A", "b.txt:1 B", "e1:1 E", "d/e.jsonl:3:3 F", "2:1 G", "d/f.jsonl.gz:2:2 H"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	got = collect(t, new(Reader), folder, filepath.Join(folder, "b.txt"), filepath.Join(folder, "c.csv"))
	if want := []string{"b.txt:1 B", "c.csv:1 no"}; !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

func TestSourcesOfStdin(t *testing.T) {
	for text, want := range map[string][]string{
		"A text.": {"-:1 A text."},
		"":        {"-:1 "},
		"{\"id\":\"a\",\"text\":\"A\"}\n{\"id\"}": {"a:1 A", "error: -:2: not a JSON object: invalid character '}' after object key"},
		gzipped(t, "A text."):                     {"-:1 A text."},
		bom + "{\"text\":\"A\"}":                  {"-:1:1 A"},
	} {
		if got := collect(t, &Reader{Stdin: strings.NewReader(text)}, "", "-"); !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestSourcesGoOn(t *testing.T) {
	folder := write(t, map[string]string{
		"a.txt": "A", "b.txt": "\x00\x01", "c.jsonl": "[1]\n{\"text\":1}\n{\"id\":\"c\",\"text\":\"C\"}\n", "d.txt": "%PDF-1.4", "e.txt": "E",
		"f.jsonl.gz": gzipped(t, strings.Repeat("{\"id\":\"f\",\"text\":\"F\"}\n", 3))[:40],
	})
	got := strings.Join(collect(t, new(Reader), folder, filepath.Join(folder, "none.txt"), folder), "\n")
	for _, want := range []string{
		"no such file", "a.txt:1 A\n", "error: b.txt: not a text\n", "error: c.jsonl:1: not a JSON object", "error: c.jsonl:2: no \"text\" that is a string\n", "c:3 C\n",
		"error: d.txt: not a text: it is a PDF file\n", "e.txt:1 E\n", "f.jsonl.gz",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	_, err := Open(filepath.Join(folder, "d.txt"))
	var where *FileError
	if !errors.Is(err, ErrBinary) || !errors.As(err, &where) {
		t.Errorf("%v", err)
	}
	if _, err := Open(filepath.Join(folder, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if _, err := Open(filepath.Join(folder, "c.jsonl")); err == nil {
		t.Error("three reports were read as one")
	}
	if got := collect(t, new(Reader), folder, t.TempDir()); len(got) != 1 || !strings.Contains(got[0], "no reports in this folder") {
		t.Errorf("%q", got)
	}
	if _, err := (Source{}).Parse(); err == nil {
		t.Error("the zero Source was parsed")
	}
}

func TestLinks(t *testing.T) {
	folder := write(t, map[string]string{"a/b/c.txt": "C", "d/e.txt": "E", "a/f.txt": "F"})
	for link, to := range map[string]string{"a/b/up": "..", "a/b/self": "self", "a/b/other": "../../d", "a/again": "../d", "a/file.txt": "f.txt", "a/gone.txt": "none"} {
		if err := os.Symlink(to, filepath.Join(folder, filepath.FromSlash(link))); err != nil {
			t.Skip("no links here:", err)
		}
	}
	got := collect(t, new(Reader), folder, folder)
	var read, failed []string
	for _, s := range got {
		if strings.HasPrefix(s, "error: ") {
			failed = append(failed, s)
		} else {
			read = append(read, s)
		}
	}
	if want := []string{"a/again/e.txt:1 E", "a/b/c.txt:1 C", "a/f.txt:1 F", "a/file.txt:1 F", "d/e.txt:1 E"}; !slices.Equal(read, want) {
		t.Errorf("read %q", read)
	}
	if len(failed) != 3 {
		t.Errorf("failed %q", failed)
	}
}

func TestUnreadable(t *testing.T) {
	folder := write(t, map[string]string{"a.txt": "A", "b.txt": "B", "c/d.txt": "D", "e.txt": "E"})
	for _, name := range []string{"b.txt", "c"} {
		if err := os.Chmod(filepath.Join(folder, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(folder, "c"), 0o777) })
	if f, err := os.Open(filepath.Join(folder, "b.txt")); err == nil {
		f.Close()
		t.Skip("this user reads everything")
	}
	got := collect(t, new(Reader), folder, folder)
	if len(got) != 4 || got[0] != "a.txt:1 A" || got[3] != "e.txt:1 E" || !strings.Contains(got[1], "permission") || !strings.Contains(got[2], "permission") {
		t.Errorf("%q", got)
	}
}

func TestStop(t *testing.T) {
	folder := write(t, map[string]string{"a/b.txt": "B", "c.jsonl": "{\"text\":\"C\"}\n{\"text\":\"D\"}\n", "e.txt": "E"})
	for n := 1; n < 4; n++ {
		seen := 0
		for range new(Reader).Sources(folder, folder) {
			if seen++; seen == n {
				break
			}
		}
		if seen != n {
			t.Errorf("%d of %d", seen, n)
		}
	}
}

func TestPositions(t *testing.T) {
	r, err := Parse("a.txt", []byte("T – A\r\n\r\n"+prose))
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			if p := r.Position(11); p.Line != 3 || p.Column != 1 {
				t.Errorf("%+v", p)
			}
		}()
	}
	all.Wait()
	for offset := -1; offset <= len(r.Text)+1; offset++ {
		if got, want := r.lineAt(offset), r.Position(offset).Line; got != want {
			t.Errorf("lineAt(%d) = %d, not %d", offset, got, want)
		}
	}
	j, err := (&Reader{}).parseJSON(textLine{"a.jsonl", 7, []byte(`{"text":"a\nb\nc"}`)})
	if err != nil || j.Position(4).Line != 7 || j.Tags != nil {
		t.Errorf("%v %v", j.Position(4), err)
	}
}

func TestSectionAt(t *testing.T) {
	r, err := Parse("a.txt", []byte("T – A\n\nOne\n\n"+prose+"\n\nTwo\n\n"+prose+"\n\nKeywords: A | B\n"))
	if err != nil {
		t.Fatal(err)
	}
	foot := strings.Index(r.Text, "Keywords")
	for offset, want := range map[int]int{-1: -1, 0: -1, 9: 0, 20: 0, r.Sections[1].Start: 1, foot - 1: 1, foot: -1, len(r.Text): -1} {
		if got := r.SectionAt(offset); got != want {
			t.Errorf("SectionAt(%d) = %d, not %d", offset, got, want)
		}
	}
	if i := new(Report).SectionAt(0); i != -1 {
		t.Error(i)
	}
}
