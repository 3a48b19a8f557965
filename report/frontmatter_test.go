package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestTags(t *testing.T) {
	for _, test := range []struct{ name, matter, want string }{
		{"block", "tags:\n- a b\n-   'c''d' # no\n- \"e\\\"f\"\n-\n- null\n", "a b=a b c'd=c''d e\"f=e\\\"f null=null"},
		{"flow", "tags: [a, 'b', \"c\",\n  d e]\n", "a=a b=b c=c d e=d e"},
		{"string", "tags: a b\n", "a b=a b"},
		{"commas", "tags: a b, c (d, e)\n", "a b=a b c (d, e)=c (d, e)"},
		{"quoted commas", "tags: 'a, b'\n", "a=a b=b"},
		{"lines", "tags: |\n  a b\n  c\n", "a b=a b c=c"},
		{"numbers", "tags: [2016, 2020-01-01, 1.0, yes, ~, 0x1F]\n", "2016=2016 2020-01-01=2020-01-01 1.0=1.0 yes=yes ~=~ 0x1F=0x1F"},
		{"folded", "tags:\n- a\n  b\n- >\n  c\n  d\n", "a b=a\n  b c d=c\n  d"},
		{"anchors", "x: &x y\ntags: [&a b, *a, *x, !!str 1, &c 'd']\n", "b=b b=b y=y 1=1 d=d"},
		{"a colon", "tags:\n- Social: policy\n- a\n", "Social: policy=Social: policy a=a !front-matter/tag-type"},
		{"a map", "tags:\n- {a: b, c: d}\n- [e]\n- f\n", "f=f !front-matter/tag-type !front-matter/tag-type"},
		{"first key that isn't empty", "tags: [a]\ntopics: [b]\nkeywords:\n", "a=a"},
		{"keywords first", "tags: [a]\nKeywords: [b]\n", "b=b"},
		{"doubled", "tags: [a]\ntags: [b]\n", "b=b !front-matter/duplicate-key"},
		{"doubled and empty", "tags: [a]\ntags:\n", "a=a !front-matter/duplicate-key"},
		{"non-ASCII", "é: ü\ntags: [é, \"ü\", 𝄞 x, y]\n", "é=é ü=ü 𝄞 x=𝄞 x y=y"},
		{"tab and comment", "# c\ntags:  # d\n  - a\t# e\n", "a=a"},
		{"CRLF", "tags:\r\n- a\r\n- b\r\n", "a=a b=b"},
		{"no tags", "title: a\n", ""},
		{"empty", "", ""},
		{"not YAML", "title: [\ntags: a\n", " !front-matter/syntax"},
		{"a list", "- a: b\n- c\n", " !front-matter/syntax"},
		{"TOML", "tags = ['a b', \"c\\\"d\", 1, 2020-01-01, '''\ne''', true, 1.50]\n", "a b=a b c\"d=c\\\"d 1=1 2020-01-01=2020-01-01 e=e true=true 1.50=1.50"},
		{"TOML string", "tags = \"a, b\" # c\n[params]\ntags = ['d']\n", "a=a b=b"},
		{"TOML lines", "tags = [\n  'a', # b\n  'c',\n]\n", "a=a c=c"},
		{"not TOML", "tags = ['a']\nx = [1\ny = 2\n", "a=a !front-matter/syntax"},
		{"TOML doubled", "tags = ['a']\ntags = ['b']\n", "b=b !front-matter/duplicate-key"},
	} {
		fence := "---\n"
		if strings.Contains(test.name, "TOML") {
			fence = "+++\n"
		}
		r, err := Parse("a.md", []byte(fence+test.matter+fence+"Text.\n"))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		checkLaws(t, r)
		var got []string
		for _, tag := range r.Tags {
			got = append(got, tag.Label+"="+tag.Span.In(r.Text))
			if tag.Line != r.Position(tag.Span.Start).Line {
				t.Errorf("%s: %q is not on line %d", test.name, tag.Label, tag.Line)
			}
		}
		brief := strings.Join(got, " ")
		for _, p := range r.Problems {
			brief += " !" + p.Rule
		}
		if brief != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, brief, test.want)
		}
		if blocks(r) != "Text." {
			t.Errorf("%s: the text is %q", test.name, blocks(r))
		}
	}
}

func TestFrontMatterProse(t *testing.T) {
	for _, test := range []struct{ matter, title, summary string }{
		{"title: a b # c\n", "a b", ""},
		{"title: 'it''s'\ndescription: \"\\u00e9t\\u00e9 \\\"b\\\" c\\nd\\\n  e\"\n", "it's", "t \"b\" c\\de"},
		{"title: a\n  b\n\n  c\nsummary: >-\n  d\n  e\n\n  f\ndeck: |\n   g\n    h\n", "a\nb\nc", "d\ne\nf\ng\n h"},
		{"title: a\nsummary: a\ndescription: b\ndeck: b\n", "a", "b"},
		{"title: &t a\nsummary: *t\n", "a", ""},
		{"title: a &amp; b http://c.org\n", "a & b ", ""},
		{"title: it&#8217;s\nsummary: a &mdash;\ndeck: b\n", "it’s", "a —\nb"},
		{"summary: |2\n   a\n", "", ""}, // an indentation that is said: no place
		{"title: null\nsummary:\n", "", ""},
		{"title: [a]\nsummary: {b: c}\n", "", ""},
	} {
		r, err := Parse("a.md", []byte("---\n"+test.matter+"---\n"))
		if err != nil {
			t.Fatal(err)
		}
		checkLaws(t, r)
		if title, summary := Read(r.Text, r.Title).Text, Read(r.Text, r.Summary).Text; title != test.title || summary != test.summary {
			t.Errorf("%q: title %q, summary %q", test.matter, title, summary)
		}
	}
}

func TestFrontMatterMeta(t *testing.T) {
	want := Meta{
		Title: "T", Country: "France", CountryCode: "FR", City: "Nantes", Summary: "S",
		Authors:    []Author{{"Ann Lee", "X"}, {"Bo Wit", "Y"}, {"cy-ray", ""}},
		Categories: []string{"c", "d e"},
	}
	for _, text := range []string{
		"---\nTitle: T\nsummary: S\nauthors:\n- name: Ann Lee\n  affiliation: X\n- Bo Wit (Y)\n- cy-ray\ncategories: [c, d e]\ncountry: France\ncountry_code: FR\ncity: Nantes\n---\n",
		"+++\ntitle = 'T'\nsummary = 'S'\ncategories = 'c, d e'\ncountry = 'France'\ncountry_code = 'FR'\ncity = 'Nantes'\nauthors = [{name = 'Ann Lee', affiliation = 'X'}, 'Bo Wit (Y)', 'cy-ray']\n+++\n",
	} {
		r, err := Parse("a.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		got := r.Meta
		if fmt.Sprint(got) != fmt.Sprint(want) || !slices.Equal(got.Authors, want.Authors) {
			t.Errorf("%q:\n got %+v\nwant %+v", text, got, want)
		}
	}
}

func TestTagsKey(t *testing.T) {
	rd := Reader{TagsKey: "Subjects"}
	r, err := rd.Parse("a.md", []byte("---\nsubjects: [a]\ntags: [b]\n---\nc"))
	if err != nil || len(r.Tags) != 1 || r.Tags[0].Label != "a" {
		t.Errorf("%v %v", r.Tags, err)
	}
}

func TestFrontMatterThatNeverCloses(t *testing.T) {
	r, err := Parse("a.md", []byte("---\ntitle: T\ntags: [a]\n\nText.\n\n# B\n"))
	if err != nil {
		t.Fatal(err)
	}
	checkLaws(t, r)
	if got := outline(r); got != "= T / (1) / B(0) / [a]" || len(r.Problems) != 1 || r.Problems[0].String() !=
		"a.md:1: error: the front matter has no end; it is read to the first empty line [front-matter/unclosed]" {
		t.Errorf("%s %v", got, r.Problems)
	}
	r, err = Parse("a.md", []byte("---\n\nText: it is.\n"))
	if err != nil || len(r.Problems) > 0 || len(r.Sections[0].Blocks) != 1 {
		t.Errorf("a rule: %+v %v", r, err)
	}
}

func TestProblemLines(t *testing.T) {
	r, err := Parse("b/a.md", []byte("---\ntitle: a\nx: y: z\ntags: a\n---\nText.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1 || r.Problems[0].Line != 3 || r.Problems[0].Path != "b/a.md" || r.Problems[0].Severity != Error {
		t.Errorf("%v", r.Problems)
	}
	r, err = Parse("a.md", []byte("+++\ntitle = 'a'\nx = [1 2]\n+++\nText.\n"))
	if err != nil || len(r.Problems) != 1 || r.Problems[0].Line != 3 {
		t.Errorf("%v %v", r.Problems, err)
	}
}
