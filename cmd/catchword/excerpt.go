package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/span"
)

// excerptWidth is the number of bytes of text that are shown around evidence,
// on either side at most.
const excerptWidth = 56

// excerpt returns the part of a text's sentence around a place in it, on one
// line, with the place marked and what is left out shown by an ellipsis.
func excerpt(text string, at span.Span, s style) string {
	sentence := sentenceAround(text, at)
	from, to := max(sentence.Start, at.Start-excerptWidth), min(sentence.End, at.End+excerptWidth)
	before, after := text[from:at.Start], text[at.End:to]
	if from > sentence.Start {
		before = "…" + afterSpace(before)
	}
	if to < sentence.End {
		after = beforeSpace(after) + "…"
	}
	return strings.TrimLeft(oneLine(before), " ") + s.match(oneLine(at.In(text))) + strings.TrimRight(oneLine(after), " ")
}

// sentenceAround returns the sentence that holds a place, within its paragraph
// and some kilobytes.
func sentenceAround(text string, at span.Span) span.Span {
	const reach = 1 << 10
	from, to := max(0, at.Start-reach), min(len(text), at.End+reach)
	if i := strings.LastIndexByte(text[from:at.Start], '\n'); i >= 0 {
		from += i + 1
	}
	if i := strings.IndexByte(text[at.End:to], '\n'); i >= 0 {
		to = at.End + i
	}
	for from < at.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > at.End && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	around := span.Span{Start: from, End: from}
	for sentence := range analysis.Sentences(text[from:to]) {
		sentence.Start += from
		sentence.End += from
		if sentence.End > at.Start && around.IsEmpty() {
			around.Start = sentence.Start
		}
		if sentence.End > at.Start {
			around.End = sentence.End
		}
		if sentence.End >= at.End {
			break
		}
	}
	return around
}

// afterSpace drops the word that text begins within.
func afterSpace(text string) string {
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		return text[i+1:]
	}
	return trimBytes(text)
}

// beforeSpace drops the word that text ends within.
func beforeSpace(text string) string {
	if i := strings.LastIndexFunc(text, unicode.IsSpace); i >= 0 {
		return text[:i]
	}
	return trimBytes(text)
}

// trimBytes drops the pieces of characters that a cut left.
func trimBytes(text string) string { return strings.ToValidUTF8(text, "") }

// oneLine makes runs of white space and control characters one space, so that
// no text can disturb a terminal.
func oneLine(text string) string {
	var b strings.Builder
	space := false
	for _, r := range text {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}
