package report

import (
	"regexp"
	"strings"

	"github.com/catchword/catchword/span"
)

// keywordsLine matches the beginning of a paragraph that lists keywords.
var keywordsLine = regexp.MustCompile(`^(?i:key ?words?)\s*:\s*`)

// categoriesLine matches the beginning of a paragraph that lists categories.
var categoriesLine = regexp.MustCompile(`^(?i:categor(?:y|ies))\s*:\s*`)

// separator returns what divides a list that is written in one string: a
// vertical bar if there is one, else a semicolon, else a comma.
func separator(list string) byte {
	for _, c := range []byte{'|', ';'} {
		if strings.IndexByte(list, c) >= 0 {
			return c
		}
	}
	return ','
}

// join returns the text of runs.
func join(text string, runs []span.Span) string {
	if len(runs) == 1 {
		return runs[0].In(text)
	}
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.In(text))
	}
	return b.String()
}

// splitTags returns the members of the list that runs are. A comma between
// brackets divides nothing, nor does the semicolon of a character reference, and
// a full stop at the end belongs to no tag.
func (p *parser) splitTags(runs []span.Span) []Tag {
	sep := separator(Read(p.Text, runs).Text)
	var tags []Tag
	var member []span.Span
	depth := 0
	for _, r := range runs {
		if characterOf(r.In(p.Text)) != "" {
			member = append(member, r)
			continue
		}
		from := r.Start
		for i := r.Start; i < r.End; i++ {
			switch c := p.Text[i]; {
			case c == '(' || c == '[':
				depth++
			case (c == ')' || c == ']') && depth > 0:
				depth--
			case c == sep && (depth == 0 || sep != ','):
				member = appendPart(member, from, i)
				tags = p.appendTag(tags, member)
				member, from = member[:0], i+1
			}
		}
		member = appendPart(member, from, r.End)
	}
	tags = p.appendTag(tags, member)
	if n := len(tags); n > 0 && sep != '|' {
		if t := &tags[n-1]; strings.IndexByte(t.Label, '.') == len(t.Label)-1 && len(t.Label) > 1 {
			t.Label = t.Label[:len(t.Label)-1]
			t.Span.End--
		}
	}
	return tags
}

// appendTag adds a tag of which runs are the label, unless they are blank.
func (p *parser) appendTag(tags []Tag, runs []span.Span) []Tag {
	if len(runs) == 0 {
		return tags
	}
	label := oneLine(Read(p.Text, runs).Text)
	if label == "" {
		return tags
	}
	at := trim(p.Text, span.Span{Start: runs[0].Start, End: runs[len(runs)-1].End})
	return append(tags, Tag{Label: label, Span: at, Line: p.lineAt(at.Start)})
}

// appendRun adds the run [start, end) to runs: to the last of them if it goes
// on there, and not at all if it is empty.
func appendRun(runs []span.Span, start, end int) []span.Span {
	if start >= end {
		return runs
	}
	if n := len(runs); n > 0 && runs[n-1].End == start {
		runs[n-1].End = end
		return runs
	}
	return append(runs, span.Span{Start: start, End: end})
}

// appendPart adds the run [start, end) to runs, on its own even where the last of
// them ends there, unless it is empty.
func appendPart(runs []span.Span, start, end int) []span.Span {
	if start >= end {
		return runs
	}
	return append(runs, span.Span{Start: start, End: end})
}

// afterRuns returns runs without their first n bytes.
func afterRuns(runs []span.Span, n int) []span.Span {
	var rest []span.Span
	for _, r := range runs {
		cut := min(n, r.Len())
		n -= cut
		rest = appendPart(rest, r.Start+cut, r.End)
	}
	return rest
}
