package rdf

import (
	"strings"
	"testing"
)

func TestAppendLiteral(t *testing.T) {
	for text, want := range map[string]string{
		"":                    `""`,
		"plain 'text' é 日本 😀": `"plain 'text' é 日本 😀"`,
		`a "b" \c`:            `"a \"b\" \\c"`,
		"\n\r\t":              `"\n\r\t"`,
		"\x00\x1f\x7f\b":      `"\u0000\u001F\u007F\u0008"`,
		"a\xffb\xc3":          "\"a\uFFFDb\uFFFD\"",
		"\"":                  `"\""`,
	} {
		if got := string(AppendLiteral(nil, text)); got != want {
			t.Errorf("AppendLiteral(%q) = %s, want %s", text, got, want)
		}
		for _, f := range []Format{NTriples, Turtle} {
			got := mustRead(t, f, "<a:> <a:> "+want+" .")[0].Object.Value
			if want := strings.ToValidUTF8(text, "\uFFFD"); got != want {
				t.Errorf("%v: %q comes back as %q", f, text, got)
			}
		}
	}
}

func TestAppendTerm(t *testing.T) {
	for want, triple := range map[string]Triple{
		`<a:b> <a:c> <a:d> .`:            {iriTerm("a:b"), iriTerm("a:c"), iriTerm("a:d"), 0},
		`_:x <a:c> "d"@en-GB .`:          {Term{Kind: Blank, Value: "x"}, iriTerm("a:c"), Term{Kind: Literal, Value: "d", Lang: "en-GB"}, 1},
		`<a:%20b> <a:c> "d"^^<a:e%3E> .`: {iriTerm("a: b"), iriTerm("a:c"), literalTerm("d", "a:e>"), 1},
	} {
		if got := lineOf(triple); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestValidNames(t *testing.T) {
	for _, test := range []struct {
		name         string
		local, label bool
	}{
		{"", true, false},
		{"skos", true, true},
		{"a-1", true, true},
		{"en_GB", true, true},
		{"a.b", true, true},
		{"a.", false, false},
		{".a", false, false},
		{"-a", false, false},
		{"1a", true, true},
		{"_a", true, true},
		{"a:b", true, false},
		{":", true, false},
		{"a/b", false, false},
		{"a b", false, false},
		{"é", true, true},
		{"a·", true, true},
		{"·a", false, false},
		{"×", false, false},
		{"%20", false, false},
		{"a\xff", false, false},
		{"\xff", false, false},
	} {
		if ValidLocal(test.name) != test.local || ValidLabel(test.name) != test.label {
			t.Errorf("%q: local %v, label %v", test.name, ValidLocal(test.name), ValidLabel(test.name))
		}
		if test.local {
			check(t, Turtle, "@prefix : <http://example.org/> . :"+test.name+" a :b .", `<:`+test.name+`> <rdf:type> <:b> .`)
		}
		if test.label {
			check(t, NTriples, "<a:b> <a:b> _:"+test.name+" .", `<a:b> <a:b> _:x .`)
		}
	}
}
