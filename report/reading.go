package report

import (
	"html"
	"regexp"
	"sort"
	"strings"

	"github.com/catchword/catchword/span"
)

// A Reading is prose as it reads: without the markup between its runs, and with
// the characters that its character references stand for.
type Reading struct {
	Text   string
	source string
	runs   []span.Span
	ends   []int // where each run ends in Text; nil if it is the only one, and as it stands
}

// Read returns what runs of a text read as. The runs, which it keeps, are those
// of a report, or parts of them.
func Read(text string, runs []span.Span) Reading {
	r := Reading{source: text, runs: runs}
	if len(runs) == 1 && characterOf(runs[0].In(text)) == "" {
		r.Text = runs[0].In(text)
		return r
	}
	var b strings.Builder
	r.ends = make([]int, len(runs))
	for i, run := range runs {
		s := run.In(text)
		if c := characterOf(s); c != "" {
			s = c
		}
		b.WriteString(s)
		r.ends[i] = b.Len()
	}
	r.Text = b.String()
	return r
}

// Place returns where a part of r.Text, which must not be empty, stands in the
// text that was read. No place begins or ends within a character reference.
func (r *Reading) Place(part span.Span) span.Span {
	if r.ends == nil {
		base := r.runs[0].Start
		return span.Span{Start: base + part.Start, End: base + part.End}
	}
	first := sort.SearchInts(r.ends, part.Start+1)
	last := first + sort.SearchInts(r.ends[first:], part.End)
	at := span.Span{Start: r.runs[first].Start, End: r.runs[last].End}
	if n := part.Start - r.begin(first); n > 0 {
		if at.Start += n; r.isReference(first) {
			at.Start = r.runs[first].End
		}
	}
	if !r.isReference(last) {
		at.End -= r.ends[last] - part.End
	}
	return at
}

// begin returns where a run begins in Text.
func (r *Reading) begin(run int) int {
	if run == 0 {
		return 0
	}
	return r.ends[run-1]
}

func (r *Reading) isReference(run int) bool { return characterOf(r.runs[run].In(r.source)) != "" }

// reference matches a character reference of HTML that text begins with.
var reference = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// character returns the length of the character reference that s begins with,
// and what it stands for; nothing if there is none.
func character(s string) (n int, c string) {
	if len(s) < len("&lt;") || s[0] != '&' {
		return 0, ""
	}
	name := reference.FindString(s[:min(len(s), 40)])
	c = html.UnescapeString(name)
	if len(c) > 1 && c[len(c)-1] == ';' { // of &notit;, HTML knows the beginning
		return 0, ""
	}
	return len(name), c
}

// characterOf returns what a run stands for if it is a character reference, else "".
func characterOf(run string) string {
	if len(run) == 0 || run[0] != '&' || run[len(run)-1] != ';' {
		return ""
	}
	if n, c := character(run); n == len(run) {
		return c
	}
	return ""
}

// Unescape returns s with the characters that the character references in it stand
// for. What only looks like a reference, as in AT&T, stays.
func Unescape(s string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '&')
		if at < 0 {
			return b.String() + s
		}
		b.WriteString(s[:at])
		s = s[at:]
		n, c := character(s)
		if n == 0 {
			n, c = 1, "&"
		}
		b.WriteString(c)
		s = s[n:]
	}
}
