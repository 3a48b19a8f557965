package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const good = "The municipality pays for child care.\n"

// patience is how long a command may take on any of the inputs below. It is
// generous: what is to be found is time that isn't linear.
const patience = 2 * time.Minute

// batch runs a command over one odd file between two good ones, and checks that
// the good ones were answered, in their places.
func batchWith(t *testing.T, command, name, content string) outcome {
	t.Helper()
	dir := t.TempDir()
	for n, c := range map[string]string{"1.txt": good, name: content, "3.txt": good} {
		if err := os.WriteFile(filepath.Join(dir, n), []byte(c), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	begin := time.Now()
	got := catchword(t, "", command, "--format", "jsonl", filepath.Join(dir, "1.txt"), filepath.Join(dir, name), filepath.Join(dir, "3.txt"))
	if d := time.Since(begin); d > patience {
		t.Errorf("%s took %v", command, d)
	}
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	for i, want := range map[int]string{0: "1.txt", len(lines) - 1: "3.txt"} {
		var line struct{ ID string }
		if err := json.Unmarshal([]byte(lines[i]), &line); err != nil || filepath.Base(line.ID) != want {
			t.Errorf("line %d is of %q, want %s: %v", i, line.ID, want, err)
		}
	}
	return got
}

func TestOddReports(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(good)
	if err != nil {
		t.Fatal(err)
	}
	cp1252, err := charmap.Windows1252.NewEncoder().String("Café “économie” – " + good)
	if err != nil {
		t.Fatal(err)
	}
	anchors := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		a, b := string(rune('a'+i)), string(rune('a'+i-1))
		if i == 1 {
			b = "a0"
		}
		anchors += a + ": &" + a + " [" + strings.TrimSuffix(strings.Repeat("*"+b+", ", 10), ", ") + "]\n"
	}
	for _, test := range []struct {
		name, file, content string
		code                int
		stderr              []string
		slow                bool
	}{
		{"empty", "2.txt", "", exitDone, []string{"2.txt:1: warning: the report is empty"}, false},
		{"blank", "2.md", " \r\n\t\n", exitDone, []string{"2.md:1: warning: the report is empty"}, false},
		{"binary", "2.txt", "\x7fELF\x02\x01\x01" + strings.Repeat("\x00\x00\xff\x17", 500), exitFailed, []string{"2.txt: not a text"}, false},
		{"PDF", "2.txt", "%PDF-1.7\nhello", exitFailed, []string{"2.txt: not a text: it is a PDF file"}, false},
		{"invalid UTF-8", "2.txt", "Ünïcödé is fine.\nBut \xff\xfe\xc3 is not. Child care.", exitDone, []string{"2.txt:2: warning: some bytes are not UTF-8"}, false},
		{"UTF-16", "2.txt", utf16, exitDone, nil, false},
		{"cp1252", "2.txt", cp1252, exitDone, nil, false},
		{"escapes", "2.txt", "\x1b[31mRed\x1b[0m\n\nchild\x07 care \x1b]0;title\x07\n" + strings.Repeat(good, 9), exitDone, nil, false},
		{"YAML", "2.md", "---\ntitle: [a\ntags: {\n---\n\n" + good, exitFailed, []string{"2.md:", "error: the front matter is not YAML"}, false},
		{"YAML anchors", "2.md", "---\n" + anchors + "tags: *l\n---\n\n" + good, -1, []string{"2.md:"}, false},
		{"YAML cycle", "2.md", "---\ntags: &a [*a]\n---\n\n" + good, -1, nil, false},
		{"unclosed", "2.md", "---\ntitle: Never closed\n\n" + good, exitFailed, []string{"2.md:1: error: the front matter has no end"}, false},
		{"TOML", "2.md", "+++\ntitle = \n+++\n\n" + good, exitFailed, []string{"2.md:2: error: the front matter is not TOML"}, false},
		{"JSONL", "2.jsonl", "{\"id\":\"a\",\"text\":\"Child care\"}\n{\"id\":\"b\"}\nnonsense\n[1]\n{\"id\":\"c\",\"text\":\"Child care\"}\n", exitFailed,
			[]string{"2.jsonl:2: no \"text\"", "2.jsonl:3: not a JSON object", "2.jsonl:4:"}, false},
		{"gzip cut short", "2.jsonl.gz", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab", exitFailed, []string{"2.jsonl.gz: "}, false},
		{"50 MB in a line", "2.txt", strings.Repeat("Child care and housing, not a word of it true, ", (50<<20)/47/slowdown), exitDone, nil, true},
		{"2 MB without a blank", "2.txt", strings.Repeat("x", 2<<20/slowdown), exitDone, nil, true},
		{"headings", "2.md", strings.Repeat("# Child care\n", 100_000/slowdown), exitDone, nil, true},
		{"headings with text", "2.md", strings.Repeat("# Child care\n\nHousing policy\n\n", 50_000/slowdown), exitDone, nil, true},
		{"quotations", "2.md", strings.Repeat("> ", 200_000/slowdown), -1, nil, true},
		{"brackets", "2.md", strings.Repeat("[", 2<<20/slowdown), -1, nil, true},
		{"pairs of brackets", "2.md", strings.Repeat("[](", 2<<20/3/slowdown), -1, nil, true},
		{"emphasis", "2.md", strings.Repeat("*a_", 500_000/slowdown), -1, nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.slow && testing.Short() {
				t.Skip("takes seconds")
			}
			for _, command := range []string{"suggest", "validate"} {
				got := batchWith(t, command, test.file, test.content)
				if test.code < 0 {
					test.code = got.code
				}
				got.expect(t, test.code, append(test.stderr, "")...)
			}
			runtime.GC()
		})
	}
}

// What is said of each file of a folder is counted, once it is known.
func TestManyInfos(t *testing.T) {
	dir := t.TempDir()
	for i := range 9 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(i, ".txt")), []byte("Child care in a caf\xe9.\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got := catchword(t, "", "suggest", dir)
	got.expect(t, exitDone, "and 4 more infos [text/encoding]; catchword validate --format json has them all\n")
	if n := strings.Count(got.err, "\n"); n != 6 {
		t.Errorf("%d lines:\n%s", n, got.err)
	}
	if all := catchword(t, "", "validate", "--format", "json", dir); strings.Count(all.out, "text/encoding") != 9 {
		t.Errorf("not all:\n%s", all.out)
	}
}

// Nothing in a report, a vocabulary or a name can steer a terminal.
func TestNoControlCharacters(t *testing.T) {
	const evil = "\x1b[2J\u202echild care\u2066\x07\u009b31m"
	dir := t.TempDir()
	name := "a\x1b[31m.md"
	if runtime.GOOS == "windows" {
		name = "a.md"
	}
	path := filepath.Join(dir, name)
	content := "---\ntitle: \"\\e[1mT\"\ntags: [\"\\e[31mred\", child care]\n---\n\n# Child " + evil + "\n\nThe " + evil + " and child care.\n"
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	vocabulary := write(t, "v.txt", "child\u202e care\nchild care\n\x1b[31mred\n")
	for _, args := range [][]string{{"suggest"}, {"validate", "--all"}, {"explain", "child care"}, {"suggest", "nowhere\x1b[31m"}, {"suggest", "--lang", "\x1b[31m"},
		{"explain", "\x1b[31m"}, {"suggest", "--\x1b[31m"}, {"validate", "--format", "github"}} {
		got := catchword(t, "", append(args, "-v", vocabulary, "--threshold", "0", path)...)
		if i := strings.IndexAny(got.out+got.err, "\x1b\x07\u202e\u2066\u009b"); i >= 0 {
			t.Errorf("%q: a control character: %q", args, (got.out + got.err)[i:min(len(got.out+got.err), i+20)])
		}
	}
}

func TestOddVocabularies(t *testing.T) {
	for _, test := range []struct {
		name, file, content string
		code                int
		stderr              []string
	}{
		{"empty", "v.csv", "", exitFailed, []string{"v.csv: the file is empty"}},
		{"no concepts", "v.csv", "id,prefLabel\n", exitFailed, []string{"v.csv", "no concepts"}},
		{"no concepts in JSON", "v.json", "[]", exitFailed, []string{"v.json", "no concepts"}},
		{"not JSON", "v.json", "[{\n\"id\": }]", exitFailed, []string{"v.json:2: "}},
		{"binary", "v.csv", "\x00\x01\x02\xff", exitFailed, []string{"v.csv: "}},
		{"HTML", "v.csv", "<!DOCTYPE html><p>", exitFailed, []string{"v.csv: this is HTML"}},
		{"stop words", "v.txt", "the of and\nchild care\n", exitDone, []string{`v.txt`, `"the of and"`}},
		{"punctuation", "v.txt", "???\nchild care\n", exitDone, []string{`v.txt`, `"???"`}},
		{"only punctuation", "v.txt", "???\n!!!\n", exitDone, []string{`v.txt`, `"???"`, `"!!!"`}},
		{"many defects", "v.csv", "id,prefLabel,broader\na,A,x1|x2|x3|x4|x5|x6|x7|x8|x9|x10|x11|x12|x13\nb,child care,\n", exitDone, []string{"v.csv: and 3 more problems"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := write(t, test.file, test.content)
			got := catchword(t, good, "suggest", "-v", path)
			got.expect(t, test.code, test.stderr...)
			if test.code == exitDone && strings.Contains(test.content, "child care") && !strings.Contains(got.out, "child care") {
				t.Errorf("no suggestion:\n%s", got.out)
			}
		})
	}
}

func TestOddTags(t *testing.T) {
	path := write(t, "post.md", "---\ntags: [7, 2020-01-02, true, ~, 1.5, {a: b}, [c], child care]\n---\n\n"+good)
	got := catchword(t, "", "validate", path)
	got.expect(t, exitFound, "post.md:2: warning: a tag is a list or a map")
	for _, want := range []string{`"7" is not`, `"2020-01-02" is not`, `"true" is not`, `"1.5" is not`} {
		if !strings.Contains(got.out, want) {
			t.Errorf("lacks %s:\n%s", want, got.out)
		}
	}
}

func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "closed.txt", "folder/b.txt", "z.txt"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(good), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, link := range [][2]string{{"..", "folder/circle"}, {"nowhere", "hanging.txt"}, {"loop.txt", "loop.txt"}} {
		if err := os.Symlink(link[0], filepath.Join(dir, link[1])); err != nil {
			t.Skip(err)
		}
	}
	empty := filepath.Join(dir, "empty")
	if err := os.Mkdir(empty, 0o777); err != nil {
		t.Fatal(err)
	}
	args := []string{"suggest", "--format", "jsonl", dir, empty}
	want := []string{"circle: a link to a folder that it is in", "hanging.txt: no such file", "loop.txt: too many", "empty: no reports in this folder"}
	reports := 4
	if os.Geteuid() > 0 {
		for _, name := range []string{"closed.txt", "folder"} {
			path := filepath.Join(dir, name)
			if err := os.Chmod(path, 0); err != nil {
				t.Fatal(err)
			}
			defer os.Chmod(path, 0o700)
		}
		want = append(want[1:], "closed.txt: permission denied", "folder: permission denied")
		reports = 2
	} else {
		t.Log("nothing is unreadable for the superuser: left out")
	}
	got := catchword(t, "", args...)
	got.expect(t, exitFailed, want...)
	if n := strings.Count(got.out, "\n"); n != reports {
		t.Errorf("%d reports, want %d:\n%s%s", n, reports, got.out, got.err)
	}
}

func TestDevice(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /proc/self/mem, a file that can be opened and not read")
	}
	catchword(t, "", "suggest", "/proc/self/mem", write(t, "a.txt", good)).expect(t, exitFailed, "/proc/self/mem: ")
}
