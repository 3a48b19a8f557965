package report

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf8"
)

// checkParse parses data twice and checks the laws that hold for every report.
func checkParse(t *testing.T, name string, data []byte) {
	r, err := Parse(name, data)
	again, errAgain := Parse(name, data)
	if (err == nil) != (errAgain == nil) {
		t.Fatalf("first %v, then %v", err, errAgain)
	}
	if err != nil {
		return
	}
	checkLaws(t, r)
	if r.Encoding == "" && r.Text != string(data) {
		t.Fatal("the text is not the data")
	}
	if utf8.Valid(data) && !r.Format.isRecord() && r.Encoding != "" && r.Encoding[:3] != "UTF" {
		t.Fatalf("UTF-8 was decoded as %s", r.Encoding)
	}
	for i, part := range [][2]any{
		{r.Meta, again.Meta}, {r.Title, again.Title}, {r.Summary, again.Summary},
		{r.Sections, again.Sections}, {r.Tags, again.Tags}, {r.Problems, again.Problems},
	} {
		if !reflect.DeepEqual(part[0], part[1]) {
			t.Fatalf("part %d differs: %v, %v", i, part[0], part[1])
		}
	}
	for _, tag := range r.Tags {
		if r.Encoding == "" && !tag.Span.IsEmpty() && r.Position(tag.Span.Start).Line != tag.Line {
			t.Fatalf("%+v is on line %d", tag, r.Position(tag.Span.Start).Line)
		}
	}
	for _, p := range r.Problems {
		if p.Rule == RuleMarkdown || p.Line < 1 {
			t.Fatal(p)
		}
	}
}

// addReports adds the reports with an extension to the corpus.
func addReports(f *testing.F, extension string) {
	paths, err := filepath.Glob(filepath.Join("..", "testdata", "reports", "*"+extension))
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

func FuzzPage(f *testing.F) {
	addReports(f, ".txt")
	f.Add([]byte("UK Wales\nBy A B (C)\n\nT – U\n\nKeywords: a;b.\n\nCategories:"))
	f.Add([]byte("\xff\xfea\x00b\x00"))
	f.Add([]byte("A\n\f• b www.c.d e@f.g http://h\r\n1) i"))
	f.Fuzz(func(t *testing.T, data []byte) { checkParse(t, "a.txt", data) })
}

func FuzzMarkdown(f *testing.F) {
	addReports(f, ".md")
	f.Add([]byte("# a {#b}\n\n> - *c* <br> `d`\\\n> e&amp;f\n\nKeywords: **g** | h\n"))
	f.Add([]byte("&nbsp;a\\&amp;b&fjlig;c&nGt; [d&eacute;](e) &#0; &#27;f@g.h&amp;i\n\n&#32;\n\nKeywords: j&amp;k | &#x6c;"))
	f.Add([]byte("<div>a<h2>b</h2><pre>c</pre><!-- d --></div>\n\n{{< e >}}{% f %}\n\na|b\n-|-\nc|d\n"))
	f.Fuzz(func(t *testing.T, data []byte) { checkParse(t, "a.md", data) })
}

func FuzzFrontMatter(f *testing.F) {
	f.Add(false, []byte("title: \"a\\tb\"\ntags: [c, 'd''e', &f g, *f]\nsummary: >-\n  h\n\n  i\ntopics: j, k"))
	f.Add(false, []byte("tags:\n- a: b\n- |\n  c\n- !!str d\nauthors: {name: e, affiliation: f}\ntitle: g\n  h\n"))
	f.Add(true, []byte("title = 'a'\ntags = [\"b\\u00e9\", 1, 2020-01-01]\n[[authors]]\nname = \"\"\"\nc\\\n  d\"\"\"\n"))
	f.Fuzz(func(t *testing.T, toml bool, data []byte) {
		fence := "---\n"
		if toml {
			fence = "+++\n"
		}
		checkParse(t, "a.md", []byte(fence+string(data)+"\n"+fence+"Text.\n"))
	})
}

func FuzzJSONL(f *testing.F) {
	addReports(f, ".jsonl")
	f.Add([]byte(`{"id":1,"text":"a\nb","subjects":["c",2,null,[]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkParse(t, "a.jsonl", data)
		text, err := json.Marshal(string(data))
		if err != nil {
			t.Fatal(err)
		}
		line := `{"id":"a","text":` + string(text) + `}`
		r, err := Parse("a.jsonl", []byte(line))
		if err != nil {
			t.Fatal(err)
		}
		if utf8.Valid(data) && r.Text != string(data) {
			t.Fatalf("%q became %q", data, r.Text)
		}
		checkLaws(t, r)
	})
}

// FuzzAlign checks that the runs of a value hold its words, whatever escapes
// are between them.
func FuzzAlign(f *testing.F) {
	f.Add(`"a\"b c"`, `a"b c`)
	f.Fuzz(func(t *testing.T, text, value string) {
		for _, quote := range []byte{0, '\'', '"'} {
			a := aligner{text: text, quote: quote, fold: quote != 0}
			last := 0
			for _, r := range a.align(0, len(text), value) {
				if r.Start < last || r.End > len(text) || r.IsEmpty() {
					t.Fatalf("%q %q: run %v behind %d", text, value, r, last)
				}
				last = r.End
			}
		}
	})
}
