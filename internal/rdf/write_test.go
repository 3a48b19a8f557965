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

func TestAppendTriple(t *testing.T) {
	for want, triple := range map[string]Triple{
		`<a:b> <a:c> <a:d> .`:            {iriTerm("a:b"), iriTerm("a:c"), iriTerm("a:d"), 0},
		`_:x <a:c> "d"@en-GB .`:          {Term{Kind: Blank, Value: "x"}, iriTerm("a:c"), Term{Kind: Literal, Value: "d", Lang: "en-GB"}, 1},
		`<a:%20b> <a:c> "d"^^<a:e%3E> .`: {iriTerm("a: b"), iriTerm("a:c"), literalTerm("d", "a:e>"), 1},
	} {
		if got := string(AppendTriple([]byte("before "), triple)); got != "before "+want+"\n" {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestValidNames(t *testing.T) {
	for _, test := range []struct {
		name                       string
		prefix, local, label, lang bool
	}{
		{"", true, true, false, false},
		{"skos", true, true, true, true},
		{"a-1", true, true, true, true},
		{"en-GB-x-1", true, true, true, true},
		{"en-", true, true, true, false},
		{"en_GB", true, true, true, false},
		{"a.b", true, true, true, false},
		{"a.", false, false, false, false},
		{".a", false, false, false, false},
		{"-a", false, false, false, false},
		{"1a", false, true, true, false},
		{"_a", false, true, true, false},
		{"a:b", false, true, false, false},
		{":", false, true, false, false},
		{"a/b", false, false, false, false},
		{"a b", false, false, false, false},
		{"é", true, true, true, false},
		{"a·", true, true, true, false},
		{"·a", false, false, false, false},
		{"×", false, false, false, false},
		{"%20", false, false, false, false},
		{"a\xff", false, false, false, false},
		{"\xff", false, false, false, false},
	} {
		if ValidPrefix(test.name) != test.prefix || ValidLocal(test.name) != test.local || ValidLabel(test.name) != test.label || ValidLang(test.name) != test.lang {
			t.Errorf("%q: prefix %v, local %v, label %v, lang %v", test.name,
				ValidPrefix(test.name), ValidLocal(test.name), ValidLabel(test.name), ValidLang(test.name))
		}
		if test.prefix {
			check(t, Turtle, "@prefix "+test.name+": <http://example.org/> . "+test.name+":a a "+test.name+":b .", `<:a> <rdf:type> <:b> .`)
		}
		if test.local {
			check(t, Turtle, "@prefix : <http://example.org/> . :"+test.name+" a :b .", `<:`+test.name+`> <rdf:type> <:b> .`)
		}
		if test.label {
			check(t, NTriples, "<a:b> <a:b> _:"+test.name+" .", `<a:b> <a:b> _:x .`)
		}
		if test.lang {
			check(t, NTriples, "<a:b> <a:b> \"\"@"+test.name+" .", `<a:b> <a:b> ""@`+test.name+` .`)
		}
	}
}
