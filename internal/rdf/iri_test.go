package rdf

import (
	"strings"
	"testing"
)

// The examples of RFC 3986, section 5.4, by base.
var resolutions = map[string]map[string]string{
	"http://a/b/c/d;p?q": {
		"g:h": "g:h", "g": "http://a/b/c/g", "./g": "http://a/b/c/g", "g/": "http://a/b/c/g/",
		"/g": "http://a/g", "//g": "http://g", "?y": "http://a/b/c/d;p?y", "g?y": "http://a/b/c/g?y",
		"#s": "http://a/b/c/d;p?q#s", "g#s": "http://a/b/c/g#s", "g?y#s": "http://a/b/c/g?y#s",
		";x": "http://a/b/c/;x", "g;x": "http://a/b/c/g;x", "g;x?y#s": "http://a/b/c/g;x?y#s",
		"": "http://a/b/c/d;p?q", ".": "http://a/b/c/", "./": "http://a/b/c/", "..": "http://a/b/",
		"../": "http://a/b/", "../g": "http://a/b/g", "../..": "http://a/", "../../": "http://a/",
		"../../g": "http://a/g", "../../../g": "http://a/g", "../../../../g": "http://a/g",
		"/./g": "http://a/g", "/../g": "http://a/g", "g.": "http://a/b/c/g.", ".g": "http://a/b/c/.g",
		"g..": "http://a/b/c/g..", "..g": "http://a/b/c/..g", "./../g": "http://a/b/g",
		"./g/.": "http://a/b/c/g/", "g/./h": "http://a/b/c/g/h", "g/../h": "http://a/b/c/h",
		"g;x=1/./y": "http://a/b/c/g;x=1/y", "g;x=1/../y": "http://a/b/c/y",
		"g?y/./x": "http://a/b/c/g?y/./x", "g?y/../x": "http://a/b/c/g?y/../x",
		"g#s/./x": "http://a/b/c/g#s/./x", "g#s/../x": "http://a/b/c/g#s/../x",
		"http:g": "http:g", "http://x/a/../b": "http://x/a/../b",
	},
	"http://example.org":        {"a": "http://example.org/a", "": "http://example.org", "#a": "http://example.org#a"},
	"http://example.org/a/../b": {"c": "http://example.org/c", "": "http://example.org/a/../b"},
	"http://example.org/x#y":    {"": "http://example.org/x", "#z": "http://example.org/x#z", "?": "http://example.org/x?"},
	"file:///a/b":               {"c": "file:///a/c", "../../c": "file:///c", "/c": "file:///c"},
	"urn:a:b":                   {"#c": "urn:a:b#c", "": "urn:a:b", "c": "urn:c"},
	"":                          {"a/../b": "a/../b", "": "", "x:y": "x:y"},
}

func TestResolve(t *testing.T) {
	strings := newInterner()
	for iri, references := range resolutions {
		b, err := newBase(iri)
		if err != nil {
			t.Fatal(err)
		}
		for ref, want := range references {
			if got := b.resolve(ref); got != want {
				t.Errorf("%q against %q is %q, want %q", ref, iri, got, want)
			}
			if got := strings.resolve(b, []byte(ref)); got != want {
				t.Errorf("the short way, %q against %q is %q, want %q", ref, iri, got, want)
			}
		}
	}
}

func TestReferenceRoundTrip(t *testing.T) {
	for _, s := range []string{"", "a", "a:", "//", "//a", "///a", "?", "#", "?#", "a:b?c#d?e#f", "http://a:1@b/c//d?e", "1:a", ":a", "a/b:c"} {
		r := parseReference(s)
		if got := r.String(); got != s {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}

func TestBaseIsRefused(t *testing.T) {
	for _, base := range []string{"doc", "/a/b", "#x", "http://example.org/" + strings.Repeat("x", maxBase)} {
		if _, err := readAll(strings.NewReader(""), Turtle, base); err == nil {
			t.Errorf("%.20q was taken for a base", base)
		}
	}
}

func TestPercentEncode(t *testing.T) {
	for in, want := range map[string]string{
		"http://a/é%20#x":   "http://a/é%20#x",
		"http://a/ b\n":     "http://a/%20b%0A",
		"a<>\"{}|\\^`":      "a%3C%3E%22%7B%7D%7C%5C%5E%60",
		"http://a/\x00\x7F": "http://a/%00\x7F",
	} {
		if got := percentEncode(in); got != want {
			t.Errorf("percentEncode(%q) = %q, want %q", in, got, want)
		}
		if !ValidIRI(want) || ValidIRI(in) != (in == want) {
			t.Errorf("ValidIRI disagrees about %q", in)
		}
	}
}
