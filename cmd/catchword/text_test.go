package main

import (
	"bufio"
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
)

func TestExcerpt(t *testing.T) {
	const word = "care"
	for _, test := range []struct{ text, want string }{
		{"Some take care of others.", "Some take [care] of others."},
		{"One. We take care. Two.", "We take [care]."},
		{"A line that\nis broken takes care\r\nof its words. Another.", "…is broken takes [care] of its words."},
		{"# Care\n\nAll **car**e here is [given](https://example.org/care) freely.", "All [care] here is given freely."},
		{"The &#8220;day&nbsp;care&#8221; don&#8217;t", "The “day [care]” don’t"},
		{strings.Repeat("before ", 9) + "care" + strings.Repeat(" after", 9), "…before before [care] after after…"},
		{"care" + strings.Repeat(" after", 9), "[care] after after after after after…"},
		{strings.Repeat("before ", 9) + "care", "…before before before before [care]"},
		{strings.Repeat("x", 50) + " care " + strings.Repeat("y", 50), "…xxxxxxxxxxxxxxx [care] yyyyyyyyyyyyyyy…"},
		{"日本語の文章 care 日本語の文章日本語の文章", "日本語の文章 [care] 日本語の文章日本語…"},
		{"e\u0301e\u0301e\u0301 care e\u0301", "e\u0301e\u0301e\u0301 [care] e\u0301"},
	} {
		r, err := report.Parse("a.md", []byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		at := span.Span{Start: strings.LastIndex(test.text, word), End: strings.LastIndex(test.text, word) + len(word)}
		if i := strings.Index(test.text, "**car**e"); i >= 0 {
			at = span.Span{Start: i + 2, End: i + 8}
		}
		x := newExcerpt(r, tagger.Evidence{Span: at, Section: r.SectionAt(at.Start)}).fit(38)
		got := x.before + "[" + x.match + "]" + x.after
		if got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
		if n := columnsOf(got); n > 40 {
			t.Errorf("%d columns: %s", n, got)
		}
	}
}

// Evidence that has no paragraph, which no report has, is shown by itself.
func TestExcerptWithoutParagraph(t *testing.T) {
	r := &report.Report{Text: "child\xff care", Sections: []report.Section{{}}}
	if x := newExcerpt(r, tagger.Evidence{Span: span.Span{Start: 0, End: 11}}); x.match != "child\uFFFD care" || x.before+x.after != "" {
		t.Errorf("%q", x)
	}
}

func FuzzFit(f *testing.F) {
	f.Add("a few words before ", "match", " and a few behind", uint8(20))
	f.Add("日本語", "", "\u0301", uint8(0))
	f.Fuzz(func(t *testing.T, before, match, after string, columns uint8) {
		x := excerpt{printable(before), printable(match), printable(after)}
		y := x.fit(int(columns))
		all := y.before + y.match + y.after
		if n := columnsOf(all); n > max(int(columns), 3) { // three ellipses
			t.Errorf("%d columns for %d: %q", n, columns, all)
		}
		if !utf8.ValidString(all) {
			t.Errorf("not UTF-8: %q", all)
		}
		if !strings.HasSuffix(x.before, strings.TrimPrefix(y.before, ellipsis)) || !strings.HasPrefix(x.after, strings.TrimSuffix(y.after, ellipsis)) {
			t.Errorf("%q is not a part of %q", y, x)
		}
	})
}

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"plain – text":         "plain – text",
		" two\r\n\tlines ":     " two lines ",
		"\x1b[31mred\x1b[0m":   " [31mred [0m",
		"left\u202eright":      "left right",
		"bad \xff byte":        "bad \uFFFD byte",
		"next\u0085line\u2028": "next line ",
	} {
		if got := printable(text); got != want {
			t.Errorf("printable(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	got := wrap("the quick brown fox jumps over the extraordinarily lazy dog", 12)
	if want := "the quick|brown fox|jumps over|the|extraordinarily|lazy dog"; strings.Join(got, "|") != want {
		t.Errorf("%q", got)
	}
	if got := wrap("", 10); len(got) != 1 || got[0] != "" {
		t.Errorf("%q", got)
	}
}

// In colour, the text is the same but for colours and brackets.
func TestColor(t *testing.T) {
	r, err := report.Parse("a.txt", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	print := func(s style) string {
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		p := page{Writer: w, style: s}
		p.suggestions(r, []tagger.Suggestion{{Label: "Child care", Score: 0.5, Occurrences: 2, Evidence: []tagger.Evidence{{Span: span.Span{Start: 26, End: 36}}}}}, false)
		printVerdict(w, s, r, tagger.Verdict{Rule: tagger.RuleUnknown, Severity: 2, Line: 1, Message: "m", Section: -1})
		w.Flush()
		return b.String()
	}
	want := "  0.50  \x1b[1;32mChild care\x1b[0m\x1b[2m  2 mentions\x1b[0m\n        The municipality pays for \x1b[1;33mchild care\x1b[0m.\n" +
		"a.txt:1: \x1b[1;31merror\x1b[0m: m \x1b[2m[tag/unknown]\x1b[0m\n"
	if got := print(style{color: true, columns: 80}); got != want {
		t.Errorf("%q", got)
	}
	want = "  0.50  Child care  2 mentions\n        The municipality pays for [child care].\na.txt:1: error: m [tag/unknown]\n"
	if got := print(style{columns: 80}); got != want {
		t.Errorf("%q", got)
	}
}

func TestURI(t *testing.T) {
	for path, want := range map[string]string{
		"a/b.md":      "a/b.md",
		"50 % é#?.md": "50%20%25%20%C3%A9%23%3F.md",
		"a:b.md":      "./a:b.md",
		"/a/b c.md":   "file:///a/b%20c.md",
	} {
		if got := uriOf(path); got != want {
			t.Errorf("uriOf(%q) = %q, want %q", path, got, want)
		}
	}
}

// Progress appears after a second, and never disturbs a result.
func TestProgress(t *testing.T) {
	var b bytes.Buffer
	p := &progress{out: &b, name: "reports read", started: time.Now(), stop: make(chan struct{})}
	p.show()
	if b.Len() > 0 {
		t.Errorf("shown at once: %q", b.String())
	}
	p.started = time.Now().Add(-progressAfter)
	p.show()
	failed := errors.New("failed")
	if err := p.step(func() error { b.WriteString("result\n"); return failed }); err != failed {
		t.Error(err)
	}
	p.show()
	p.done()
	p.show()
	before, after, ok := strings.Cut(b.String(), "result\n")
	if !ok || !strings.Contains(before, "reports read") || !strings.HasSuffix(before, "\r") || !strings.Contains(after, "reports read (1) [") || !strings.HasSuffix(after, "\r") || strings.Contains(before, "(") {
		t.Errorf("%q, then %q", before, after)
	}
}

// However often it is told how far a stage is, progress is drawn only when it is
// shown, with a total where that is known, and without a rate.
func TestProgressOfStages(t *testing.T) {
	for _, test := range []struct {
		done, total int
		want        string
	}{
		{0, 0, "combining  ["}, {7, 0, "combining (7) ["}, {7, 20, "(7/20) ["}, {20, 20, "(19/20) ["}, {1, 1, "(0/1) ["},
	} {
		var b bytes.Buffer
		p := &progress{out: &b, started: time.Now().Add(-progressAfter), stop: make(chan struct{})}
		for n := range test.done + 1 {
			p.stage("combining", n, test.total)
		}
		if b.Len() > 0 {
			t.Errorf("%d of %d: drawn before it is shown: %q", test.done, test.total, b.String())
		}
		p.show()
		if got := b.String(); !strings.Contains(got, test.want) || strings.Contains(got, "/s") || strings.Contains(got, "-") {
			t.Errorf("%d of %d: %q", test.done, test.total, got)
		}
		p.done()
		if !strings.HasSuffix(b.String(), " \r") {
			t.Errorf("%d of %d: not cleared: %q", test.done, test.total, b.String())
		}
	}
}
