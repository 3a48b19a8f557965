package report

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/catchword/catchword/internal/realdata"
)

// tagged returns a line for each report of paths: where it is from, its text and
// its tags; or the error.
func tagged(rd *Reader, folder string, paths ...string) []string {
	var all []string
	for r, err := range rd.Reports(paths...) {
		if err != nil {
			all = append(all, "error: "+strings.ReplaceAll(err.Error(), folder+string(filepath.Separator), ""))
			continue
		}
		s := fmt.Sprintf("%s:%d %q", strings.TrimPrefix(r.ID, filepath.ToSlash(folder)+"/"), r.Line, r.Text)
		for _, t := range r.Tags {
			s += " [" + t.Label
			if t.ID != "" {
				s += " = " + t.ID
			}
			s += fmt.Sprintf(" %s:%d]", filepath.Base(t.Path), t.Line)
		}
		for _, p := range r.Problems {
			s += fmt.Sprintf(" (%s %s:%d)", p.Rule, filepath.Base(p.Path), p.Line)
		}
		all = append(all, s)
	}
	return all
}

func checkTagged(t *testing.T, rd *Reader, files map[string]string, names []string, want ...string) {
	t.Helper()
	folder := write(t, files)
	paths := []string{folder}
	if names != nil {
		paths = nil
		for _, name := range names {
			paths = append(paths, filepath.Join(folder, name))
		}
	}
	if got := tagged(rd, folder, paths...); !slices.Equal(got, want) {
		t.Errorf("\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func TestKeys(t *testing.T) {
	files := map[string]string{
		"a.txt": "A", "a.key": bom + "One\r\n\r\n  Two\n<http://x/3>\tThree\tmore\n",
		"b.txt": "B", "b.tsv": "<http://x/1>\tOne\nhttp://x/2\tTwo\n<http://x/3>", "b.key": "not this one",
		"c.txt": "C\n\nKeywords: Own\n", "c.key": "Caf\xe9\n",
		"d.txt": "D", "d.key": "",
		"e.txt": "E", "e.key": "\x00\x01",
		"f.key": "Nobody's", "g.tsv": "<http://x/1>\tOne\n", "h/vocabulary.tsv": "<http://x/1>\tOne\n", "h/server.key": "-", "h/i.txt": "I",
	}
	want := []string{
		`a.txt:1 "A" [One a.key:1] [Two a.key:3] [Three = http://x/3 a.key:4]`,
		`b.txt:1 "B" [One = http://x/1 b.tsv:1] [Two = http://x/2 b.tsv:2] [http://x/3 b.tsv:3]`,
		`c.txt:1 "C\n\nKeywords: Own\n" [Café c.key:1]`,
		`d.txt:1 "D"`,
		`e.txt:1 "E" (subjects/unreadable e.key:1)`,
		"error: f.key: subjects of no text: there is no .txt of this name",
		"error: g.tsv: subjects of no text: there is no .txt of this name",
		`h/i.txt:1 "I"`,
	}
	checkTagged(t, new(Reader), files, nil, want...)
	checkTagged(t, new(Reader), files, []string{"a.key", "a.txt", "f.key"}, want[0], want[5])
	folder := write(t, files)
	if got := tagged(new(Reader), folder, filepath.Join(folder, "a.key")); len(got) != 1 || !strings.HasPrefix(got[0], "error: a.key: the subjects of a text: name that, ") {
		t.Error(got)
	}
	for _, err := range new(Reader).Sources(filepath.Join(folder, "f.key")) {
		if !errors.Is(err, ErrNoText) {
			t.Error(err)
		}
	}
	r, err := Open(filepath.Join(folder, "b.txt"))
	if err != nil || len(r.Tags) != 3 {
		t.Errorf("%v %v", r, err)
	}
}

func TestTSV(t *testing.T) {
	text := bom + "One: a text\t<http://x/1> <http://x/2>\r\n\n Untagged\t\nno tab here\nTwo\thttp://x/1\t<x>\n\t<http://x/1>\nCaf\xe9\t<http://x/1>"
	want := func(name string) []string {
		return []string{
			name + `:1:1 "One: a text" [http://x/1 .:1] [http://x/2 .:1]`,
			name + `:3:3 " Untagged"`,
			`error: ` + name + `:4: no tab between a text and its subjects`,
			name + `:5:5 "Two" [http://x/1 .:5] [x .:5]`,
			name + `:6:6 "" [http://x/1 .:6] (text/empty ` + name + `:6)`,
			name + `:7:7 "Café" [http://x/1 .:7]`,
		}
	}
	checkTagged(t, new(Reader), map[string]string{"a.tsv": text, "b.tsv": "<http://x/1>\tA vocabulary\n"}, nil, want("a.tsv")...)
	checkTagged(t, new(Reader), map[string]string{"a.tsv.gz": gzipped(t, text)}, nil, want("a.tsv.gz")...)
	one := "One\t<http://x/1>\nTwo\t<http://x/2>\n"
	got := tagged(&Reader{Stdin: strings.NewReader(gzipped(t, one))}, "", "-")
	if want := []string{`-:1:1 "One" [http://x/1 .:1]`, `-:2:2 "Two" [http://x/2 .:2]`}; !slices.Equal(got, want) {
		t.Error(got)
	}
	for _, plain := range []string{"Website:\thttp://x\n", "A text.\n\nSee\t<http://x>\n", "<http://x/1>\tOne\n", "A\tB\n"} {
		if f := formOf("a.txt", []byte(plain)); f != formText {
			t.Errorf("%q is of form %d", plain, f)
		}
	}
}

func TestCSV(t *testing.T) {
	text := bom + "document_id,text,subject_uris,Title\r\nA1,\"One, \"\"two\"\"\r\nlines\",<http://x/1> http://x/2,T\n,Two,,\nlone\nA4,a \"b,<http://x/1>\nA5,T five,<x>,T\n"
	want := func(name string) []string {
		return []string{
			`A1:2 "T\nOne, \"two\"\nlines" [http://x/1 .:2] [http://x/2 .:2]`,
			name + `:4:4 "Two"`,
			`error: ` + name + `:5: a row of 1 fields, which the text isn't among`,
			`error: ` + name + `:6: bare " in non-quoted-field`,
			`A5:7 "T five" [x .:7]`,
		}
	}
	checkTagged(t, new(Reader), map[string]string{"a.csv": text, "b.csv": "id,prefLabel\n1,One\n"}, nil, want("a.csv")...)
	checkTagged(t, new(Reader), map[string]string{"a.csv.gz": gzipped(t, text)}, nil, want("a.csv.gz")...)
	checkTagged(t, new(Reader), map[string]string{"a.csv": "text;Keywords\nOne;Child care | Homes, old\n", "b.tsv": "text\ttags\nTwo\tChild care\n"}, nil,
		`a.csv:2:2 "One" [Child care .:2] [Homes, old .:2]`, `b.tsv:2:2 "Two" [Child care .:2]`)
	checkTagged(t, &Reader{TagsKey: "Mine"}, map[string]string{"a.csv": "text,mine,subject_uris\nOne,a;b,<c>\n"}, nil, `a.csv:2:2 "One" [a .:2] [b .:2]`)
	checkTagged(t, new(Reader), map[string]string{"a.csv": "text,subject_uris\nOne,<c>\n\"open\nand so on\n"}, nil,
		`a.csv:2:2 "One" [c .:2]`, `error: a.csv:3: extraneous or missing " in quoted-field`)
}

func TestAnnifJSON(t *testing.T) {
	files := map[string]string{
		"a.json": "{\n  \"document_id\": \"A\",\n  \"text\": \"A text.\",\n  \"metadata\": {\"title\": \"Its title\", \"author\": \"B\"},\n  \"subjects\": [{\"uri\": \"http://x/1\", \"label\": \"one\"}, {\"label\": \"two\"}]\n}\n",
		"b.jsonl": `{"text":"B","subjects":[{"uri":"<http://x/1>"},"<http://x/2>",{"no":1},[],null]}
{"document_id":7,"metadata":{"title":"Only a title","abstract":"And an abstract."}}
{"id":"c"}
`,
		"c.json": `{"metadata":{"kernel":1},"cells":[]}`, "d.json": `{"name":"d","text":"no"}`,
	}
	checkTagged(t, new(Reader), files, nil,
		`A:1 "Its title\nA text." [one = http://x/1 .:1] [two .:1]`,
		`b.jsonl:1:1 "B" [http://x/1 .:1] [http://x/2 .:1] (jsonl/subjects b.jsonl:1) (jsonl/subjects b.jsonl:1)`,
		`7:2 "Only a title\nAnd an abstract."`,
		`error: b.jsonl:3: no "text" that is a string`)
	r, err := Parse("a.json", []byte(files["a.json"]))
	if err != nil || r.Meta.Title != "Its title" || r.Position(20).Line != 1 {
		t.Errorf("%+v %v", r, err)
	}
}

// TestFAO reads a corpus of texts in two encodings, one of which is missing.
func TestFAO(t *testing.T) {
	for folder, want := range map[string][3]int{"docs": {38, 38, 0}, "docs_fr": {3, 3, 1}} {
		var got [3]int
		for r, err := range new(Reader).Reports(realdata.Path(t, "corpora/fao/"+folder)) {
			if errors.Is(err, ErrNoText) {
				got[2]++
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			got[0]++
			if len(r.Tags) > 0 {
				got[1]++
			}
			if !utf8.ValidString(r.Text) {
				t.Errorf("%s is not UTF-8: %q", r.ID, r.Encoding)
			}
		}
		if got != want {
			t.Errorf("%s: %v texts, tagged ones and keys without text, not %v", folder, got, want)
		}
	}
}

func TestJSONInLines(t *testing.T) {
	data, err := os.ReadFile(realdata.Path(t, "corpora/digitalgov/dev.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r, err := range (&Reader{Stdin: strings.NewReader(string(data))}).Reports("-") {
		if err != nil || len(r.Tags) == 0 {
			t.Fatal(r, err)
		}
		n++
	}
	if n != 430 {
		t.Error(n)
	}
}

func FuzzKey(f *testing.F) {
	f.Add("One\n<http://x/2>\tTwo\t3\n\n x\ty\r\n\f<z>")
	f.Add("<a\tb>\n<>\n<\n\t\tc")
	f.Add("<\u00a0>\n<\f>\tb")
	f.Fuzz(func(t *testing.T, text string) {
		tags, err := parseKey("a.key", []byte(text))
		if err != nil {
			return
		}
		var again strings.Builder
		for i, tag := range tags {
			if strings.TrimSpace(tag.Label) == "" || tag.Path != "a.key" || !tag.Span.IsEmpty() || tag.Line < 1 || i > 0 && tag.Line <= tags[i-1].Line {
				t.Fatalf("%d: %+v", i, tag)
			}
			tags[i].Line = i + 1
			if tag.ID != "" {
				fmt.Fprintf(&again, "%s\t", tag.ID)
			}
			fmt.Fprintf(&again, "%s\n", tag.Label)
		}
		if strings.ContainsAny(text, "<>") || !utf8.ValidString(text) || strings.HasPrefix(text, bom) {
			return
		}
		back, err := parseKey("a.key", []byte(again.String()))
		if errors.Is(err, ErrBinary) { // the control characters are more of the text now
			return
		}
		if err != nil || !reflect.DeepEqual(back, tags) {
			t.Fatalf("%q: %+v, then %+v %v", again.String(), tags, back, err)
		}
	})
}

func FuzzTSV(f *testing.F) {
	f.Add([]byte("A text\t<http://x/1> <http://x/2>\r\n"))
	f.Add([]byte("\t<a>\tb"))
	f.Add([]byte("Caf\xe9\t<a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkParse(t, "a.tsv", data)
		text := strings.ToValidUTF8(strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(string(data)), "?")
		r, err := new(Reader).parseTSV(textLine{"a.tsv", 3, []byte(text + "\t<a> b\t<c>\r\n")})
		if err != nil {
			t.Fatal(err)
		}
		checkLaws(t, r)
		if r.Text != text || len(r.Tags) != 3 || r.Tags[0].Label != "a" || r.Tags[1].Label != "b" || r.Position(len(text)/2).Line != 3 {
			t.Fatalf("%q became %q %+v", text, r.Text, r.Tags)
		}
	})
}

var lineEnd = regexp.MustCompile(`\r+\n`)

func FuzzCSV(f *testing.F) {
	f.Add("text,subject_uris\nOne,<a>\n", "A text", "Title")
	f.Add("text;tags\n\"a\nb\";c|d\n\"", "a \"b\",\r\nc", "")
	f.Fuzz(func(t *testing.T, table, text, title string) {
		for _, err := range new(Reader).records("a.csv", formCSV, strings.NewReader(table)) {
			var where *FileError
			if err != nil && !errors.As(err, &where) {
				t.Fatal(err)
			}
		}
		checkParse(t, "a.csv", []byte(table))
		text, title = strings.ToValidUTF8(text, "?"), strings.ToValidUTF8(title, "?")
		var b strings.Builder
		w := csv.NewWriter(&b)
		_ = w.WriteAll([][]string{{"title", "text", "subject_uris"}, {title, text, "<a> b"}}) // to memory
		r, err := Parse("a.csv", []byte(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		checkLaws(t, r)
		// Of a table, the ends of lines may be read as others.
		if want, got := lineEnd.ReplaceAllString(compose(title, text, ""), "\n"), lineEnd.ReplaceAllString(r.Text, "\n"); got != want || len(r.Tags) != 2 {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

// FuzzJSONSubjects checks that every subject of a record becomes one tag,
// whether it is a word or an object.
func FuzzJSONSubjects(f *testing.F) {
	f.Add("http://x/1", "A label")
	f.Add(" <a> ", "")
	f.Fuzz(func(t *testing.T, id, label string) {
		id, label = strings.ToValidUTF8(id, "?"), strings.ToValidUTF8(label, "?")
		r := ofRecord(t, map[string]any{"text": "A", "subjects": []any{id, map[string]string{"uri": id, "label": label}}})
		want := 0
		if strings.TrimSpace(id) != "" {
			want = 2
		} else if strings.TrimSpace(label) != "" {
			want = 1
		}
		if len(r.Tags) != want || want == 2 && r.Tags[0].Label != unbracket(id) {
			t.Fatalf("%q, %q: %+v", id, label, r.Tags)
		}
	})
}
