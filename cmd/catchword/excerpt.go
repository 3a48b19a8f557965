package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
)

// An excerpt is a place in its sentence, as it reads: on one line, without markup.
type excerpt struct{ before, match, after string }

// newExcerpt returns the sentence of a piece of evidence.
func newExcerpt(r *report.Report, e tagger.Evidence) excerpt {
	x := excerpt{match: e.In(r.Text)}
	if runs := runsOf(r, e); runs != nil {
		x = excerpt{
			before: textOf(r.Text, runs, span.Span{Start: max(0, e.Start-reach), End: e.Start}),
			match:  textOf(r.Text, runs, e.Span),
			after:  textOf(r.Text, runs, span.Span{Start: e.End, End: min(len(r.Text), e.End+reach)}),
		}
	}
	x.before = strings.TrimLeftFunc(x.before, unicode.IsSpace)
	x.after = strings.TrimRightFunc(x.after, unicode.IsSpace)
	return excerpt{printable(x.before), printable(x.match), printable(x.after)}.sentence()
}

// reach is how far from a place, in bytes, its sentence may begin and end.
const reach = 1 << 10

// runsOf returns the runs of prose of the paragraph, heading, title or summary
// that evidence is in; nil if there is none.
func runsOf(r *report.Report, e tagger.Evidence) []span.Span {
	blocks := []report.Block{{Runs: r.Title}, {Runs: r.Summary}}
	if e.Section >= 0 {
		sec := &r.Sections[e.Section]
		if covers(sec.HeadingRuns, e.Span) {
			return sec.HeadingRuns
		}
		blocks = sec.Blocks
	}
	for i := range blocks {
		if covers(blocks[i].Runs, e.Span) {
			return blocks[i].Runs
		}
	}
	return nil
}

// covers reports whether at lies between the ends of runs.
func covers(runs []span.Span, at span.Span) bool {
	return len(runs) > 0 && span.Span{Start: runs[0].Start, End: runs[len(runs)-1].End}.Covers(at)
}

// textOf returns what runs have of a part of the text, as it reads.
func textOf(text string, runs []span.Span, part span.Span) string {
	var within []span.Span
	for _, run := range runs {
		if run.Overlaps(part) {
			within = append(within, span.Span{Start: max(run.Start, part.Start), End: min(run.End, part.End)})
		}
	}
	return strings.ToValidUTF8(report.Read(text, within).Text, "")
}

// sentence returns x without the sentences before and after the one, or those,
// that its match is in.
func (x excerpt) sentence() excerpt {
	text := x.before + x.match + x.after
	from, to := len(x.before), len(x.before)+len(x.match)
	start, end := from, to
	for s := range analysis.Sentences(text) {
		if s.End <= from {
			continue
		}
		start, end = min(start, s.Start), max(end, s.End)
		if s.End >= to {
			break
		}
	}
	return excerpt{text[start:from], x.match, strings.TrimRight(text[to:end], " ")}
}

// fit returns x on at most so many columns, with ellipses for what has no room.
// If both sides are longer than there is room, each has half of it.
func (x excerpt) fit(columns int) excerpt {
	x.match = cutEnd(x.match, columns/2)
	room := columns - columnsOf(x.match)
	left, right := columnsOf(x.before), columnsOf(x.after)
	switch half := room / 2; {
	case left+right <= room:
		return x
	case left <= half:
		right = room - left
	case right <= half:
		left = room - right
	default:
		left, right = half, room-half
	}
	return excerpt{cutStart(x.before, left), x.match, cutEnd(x.after, right)}
}

const ellipsis = "…"

// cutEnd returns the beginning of text on at most so many columns, cut between
// words unless that would lose more than half.
func cutEnd(text string, columns int) string {
	if columnsOf(text) <= max(columns, 0) {
		return text
	}
	end, taken := 0, columnsOf(ellipsis)
	for i, r := range text {
		if taken += columnsOfRune(r); taken > columns {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	if word := strings.LastIndexByte(text[:end], ' '); text[end] != ' ' && word > end/2 {
		end = word
	}
	return strings.TrimRight(text[:end], " ") + ellipsis
}

// cutStart is cutEnd for the end of text.
func cutStart(text string, columns int) string {
	if columnsOf(text) <= max(columns, 0) {
		return text
	}
	start, taken := len(text), columnsOf(ellipsis)
	for {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if taken += columnsOfRune(r); taken > columns {
			break
		}
		start -= size
	}
	if word := strings.IndexByte(text[start:], ' '); text[start-1] != ' ' && word >= 0 && word < (len(text)-start)/2 {
		start += word
	}
	return ellipsis + strings.TrimLeft(text[start:], " ")
}
