package report

import (
	"fmt"
	"strings"
	"testing"
)

// blocks returns the texts of all headings and blocks of a report.
func blocks(r *Report) string {
	var all []string
	for _, s := range r.Sections {
		if s.Heading != "" {
			all = append(all, fmt.Sprintf("%d %s", s.Level, s.Heading))
		}
		for _, b := range s.Blocks {
			all = append(all, Read(r.Text, b.Runs).Text)
		}
	}
	return strings.Join(all, "¦")
}

func TestMarkdownProse(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"markup", "**child** care, *family*_needs_ ~~and~~ all", "child care, familyneeds ~~and~~ all"},
		{"line ends", "one\ntwo  \nthree\\\nfour", "one\ntwo  \nthree\nfour"},
		{"CRLF", "one\r\ntwo  \r\nthree", "one\r\ntwo  \r\nthree"},
		{"links", "[a *link*](http://x.org \"t\") [ref][r] ![image](i.png) <http://y.org> http://z.org\n\n[r]: http://r.org 'd'", "a link ref"},
		{"code", "a `b` c\n\n    code\n\n```go\ncode\n```\n\n~~~\ncode\n~~~\nd", "a  c¦d"},
		{"html inline", "a <b>c</b> <code>d</code> <span title='e'>f</span><!-- g --> h", "a c  f h"},
		{"html line break", "child<br>care", "child<care"},
		{"html block", "<div>\n<p>a <em>b</em></p><pre>c</pre>\n<!-- d\n-->\n<script>e</script>f < g\n</div>\n\nh", "a b¦f < g¦h"},
		{"html heading", "<div><h2>A <i>b</i></h2>\nc</div>", "2 A b¦c"},
		{"html script", "<script>\na\n</script>\n\n<!-- b -->\n\n<?c?>\n\nd", "d"},
		{"html attribute", "<div title=\"a > b\"\n  id='c'>d</div>", "d"},
		{"shortcodes", "a {{< b \"c\" >}} d {{% e %}} f {{< /g >}} {{ h }} {% i %} j", "a  d  f    j"},
		{"shortcode in a link", "[a]({{< ref \"b\" >}}#c) d", "a d"},
		{"shortcode before text", "{{< box >}}Not code{{< /box >}}", "Not code"},
		{"shortcode on its line", "{{< a >}}\n---\n\nb", "b"},
		{"shortcode and heading", "{{< a >}}\n## B\n{{< /a >}}\nc", "2 B¦c"},
		{"highlight", "a\n\n{{< highlight go >}}\ncode\n\ncode\n{{< /highlight >}}\n\n{% highlight ruby %}\ncode\n{% endhighlight %}\nb", "a¦b"},
		{"no shortcode", "a {{ b\n\nc }} d {% e", "a {{ b¦c }} d {% e"},
		{"attributes", "# A {#b}\n\nc\n{: .d }\n\n## E {.f #g}\n\n[h](i){:target=\"_blank\"} j", "1 A¦c¦2 E¦h j"},
		{"escapes", `a\*b \\ c \&amp; d \[^1]`, `a*b \ c &amp; d [^1]`},
		{"references", "don&#8217;t&nbsp;caf&eacute;s R&amp;D &#x2014; \\\\&lt;b&#62;", "don’t\u00a0cafés R&D — \\<b>"},
		{"references of nothing", "AT&T A & B &nosuch; &notit; &amp &#; &#x; &#12345678;", "AT&T A & B &nosuch; &notit; &amp &#; &#x; &#12345678;"},
		{"references at the ends", "&nbsp;\n\n&ldquo;*a*&rdquo;&nbsp;\n\n&#32;b", "“a”¦b"},
		{"references in addresses", "a http://x.org/?b=c&amp;d=e f &lt;http://y.org&gt; g", "a  f <> g"},
		{"references in headings", "# &#8220;Help&#8221; & `x`\n\n<h2>A&nbsp;&amp; B</h2>\n\nc", "1 “Help” & x¦2 A & B¦c"},
		{"references in a table", "|a&mdash;b|&nbsp;|\n|-|-|\n|c|&eacute;|", "a—b¦c¦é"},
		{"references in HTML", "<p title=\"&eacute;\">a&eacute;</p><pre>&eacute;</pre>", "aé"},
		{"headings", "# A `b` *c*\n\nd\n\nE\n=\n\n### F ###\n\nG\nh\n---\n", "1 A b c¦d¦1 E¦3 F¦2 G h"},
		{"lists", "- a\n- b\n  c\n\n  d\n  1. e\n\n> f\n> g\n> > h\n\n> # i", "a¦b\nc¦d¦e¦f\ng¦h¦i"},
		{"table", "|a|*b*|\n|---|:-:|\n|c \\| d|`e`|\n|f|[g](h)|", "a¦b¦c | d¦f¦g"},
		{"no table", "a | b\nc | d", "a | b\nc | d"},
		{"footnotes", "a[^1] b\n\n[^1]: c http://d.org e", "a b¦c  e"},
		{"task", "- [x] a\n- [ ] b", "[x] a¦[ ] b"},
		{"lone CR", "# a\rb", "1 a¦b"},
		{"nothing", "![a](b)\n\n***\n", ""},
	} {
		r, err := Parse("a.md", []byte(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		checkLaws(t, r)
		if got := blocks(r); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func TestMarkdownSections(t *testing.T) {
	text := "intro\n\n## A\n\na\n\nKeywords: x | **y** z\n\n### B\n\nKeywords: w, v\n\nb\n\n#### C\n\n## D\n\n*Key words:* u, v.\n"
	r, err := Parse("a.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	checkLaws(t, r)
	if got, want := outline(r), "(1) / A(1)[x|y z] / B(2) / C(0) / D(0)[u|v]"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	for i, want := range []int{-1, -1, 1, 2, -1} {
		if got := r.Sections[i].Parent; got != want {
			t.Errorf("parent of %d is %d, not %d", i, got, want)
		}
	}
	if s := r.Sections[1].Tags[1]; s.Span.In(text) != "**y** z" && s.Span.In(text) != "y** z" {
		t.Errorf("tag at %q", s.Span.In(text))
	}
	if got := r.Sections[1].Span.In(text); !strings.HasPrefix(got, "## A") || !strings.HasSuffix(got, "y** z\n\n") {
		t.Errorf("section %q", got)
	}
}

func TestMarkdownTitle(t *testing.T) {
	for _, test := range []struct {
		text, title string
		heading     int // runs of the first heading
	}{
		{"# A\n\nb", "A", 1},
		{"## A\n\nb", "", 1},
		{"---\ntitle: A\n---\n# A\n\nb", "A", 0},
		{"---\ntitle: A\n---\n# B\n\nb", "A", 1},
	} {
		r, err := Parse("a.md", []byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		checkLaws(t, r)
		if r.Meta.Title != test.title || len(r.Sections[0].HeadingRuns) != test.heading || len(r.Sections[0].Blocks) != 1 {
			t.Errorf("%q: title %q, %+v", test.text, r.Meta.Title, r.Sections[0])
		}
	}
}

func TestFormats(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       Format
	}{
		{"a.txt", prose, Plain},
		{"a", prose, Plain},
		{"a.md", prose, Markdown},
		{"a.txt", "---\ntitle: a\n---\nb", Markdown},
		{"a.txt", "# A\n\nb\n\n## C\n", Markdown},
		{"a.txt", "# A\n\nb", Plain},
		{"a.txt", prose + "\n\nKeywords: a", Page},
		{"a.md", "Keywords Search\n\nT – A\n\n" + prose + "\n\nContent keywords\n\nKeywords: a", Page},
		{"a.txt", "FR France\n\nT – A\n\n" + prose, Page},
		{"a.md", "---\n\nAn essay\n\n---\n\nb", Markdown},
		{"a.jsonl", `{"text":"a"}`, JSONL},
		{"a.txt", `{"id": "a", "text": "b"}`, JSONL},
		{"a.txt", "{text}", Plain},
	} {
		r, err := Parse(test.name, []byte(test.text))
		if err != nil || r.Format != test.want {
			t.Errorf("%s %q: %v %v", test.name, test.text, r.Format, err)
		}
	}
	if text, err := Page.MarshalText(); string(text) != "page" || err != nil || Format(9).String() != "Format(9)" {
		t.Errorf("%q %v %v", text, err, Format(9))
	}
}
