package report

import (
	"testing"

	"github.com/catchword/catchword/span"
)

func TestReferences(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"Navigator &#8211; Usability &amp; more", "Navigator – Usability & more"},
		{"caf&eacute;&#x20AC;&#X41;&#146;", "café€A’"},
		{"&amp;amp; &semi;&#59; &#0; &#xD800;", "&amp; ;; \uFFFD \uFFFD"},
		{"AT&T, A & B, a&b; &copy &notit; &Eacut; &#; &", "AT&T, A & B, a&b; &copy &notit; &Eacut; &#; &"},
		{"&&lt;&", "&<&"},
	} {
		if got := Unescape(test.text); got != test.want {
			t.Errorf("%q: %q, not %q", test.text, got, test.want)
		}
	}
}

func TestReading(t *testing.T) {
	r, err := Parse("a.md", []byte("The *caf&eacute;s*&nbsp;of `x` AT&amp;T"))
	if err != nil {
		t.Fatal(err)
	}
	reading := Read(r.Text, r.Sections[0].Blocks[0].Runs)
	if want := "The cafés\u00a0of  AT&T"; reading.Text != want {
		t.Fatalf("%q, not %q", reading.Text, want)
	}
	for _, test := range []struct {
		start, end int
		want       string
	}{
		{0, 3, "The"}, {4, 10, "caf&eacute;s"}, {4, 9, "caf&eacute;"}, {7, 8, "&eacute;"}, {9, 14, "s*&nbsp;of"}, {16, 20, "AT&amp;T"}, {19, 20, "T"},
	} {
		if got := reading.Place(span.Span{Start: test.start, End: test.end}).In(r.Text); got != test.want {
			t.Errorf("%d:%d is at %q, not %q", test.start, test.end, got, test.want)
		}
	}
}

// Titles and tags read as the text does; data in records is no HTML.
func TestReferencesOfReports(t *testing.T) {
	r, err := Parse("a.md", []byte("---\ntitle: Navigator &#8211; Usability\nsummary: A &lt;b&gt;\n---\nText.\n\nKeywords: R&amp;D | Caf&eacute; | AT&T\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outline(r), "= Navigator – Usability / (1)[R&D|Café|AT&T]"; got != want || r.Meta.Summary != "A <b>" {
		t.Errorf("%s, not %s, of %+v", got, want, r.Meta)
	}
	if at := r.Sections[0].Tags[1].Span.In(r.Text); at != "Caf&eacute;" {
		t.Errorf("the tag is at %q", at)
	}
	r, err = Parse("a.jsonl", []byte(`{"id": "a", "text": "don&#8217;t", "metadata": {"title": "A &mdash; B"}}`))
	if err != nil {
		t.Fatal(err)
	}
	checkLaws(t, r)
	if got := blocks(r); got != "don&#8217;t" || r.Meta.Title != "A &mdash; B" {
		t.Errorf("%q of %+v", got, r.Meta)
	}
}
