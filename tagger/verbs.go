package tagger

import (
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/span"
)

// isVerb reports whether a label of one word is met by a verb: enabling them,
// can network.
func (s *scratch) isVerb(text string, o *occurrence) bool {
	if s.options.Verbs != nil {
		return s.foundVerb(text, o)
	}
	if o.first > 0 && s.tokens[o.first].gap == analysis.GapSpace && s.tokens[o.first-1].role&roleModal != 0 {
		return true
	}
	if o.last+1 == len(s.tokens) {
		return false
	}
	next := &s.tokens[o.last+1]
	surface := o.In(text)
	return next.gap == analysis.GapSpace && next.role&roleObject != 0 && len(surface) > 5 && surface[len(surface)-3:] == "ing"
}

// foundVerb asks the VerbFinder. The verbs of the last sentence are remembered.
func (s *scratch) foundVerb(text string, o *occurrence) bool {
	if !s.sentence.Covers(o.Span) {
		s.sentence = s.sentenceOf(o)
		s.verbs = s.options.Verbs.Verbs(s.sentence.In(text))
	}
	at := span.Span{Start: o.Start - s.sentence.Start, End: o.End - s.sentence.Start}
	return slices.ContainsFunc(s.verbs, func(v span.Span) bool { return v.Overlaps(at) })
}

// sentenceOf returns the place of the sentence of an occurrence, as far as the
// piece at hand goes.
func (s *scratch) sentenceOf(o *occurrence) span.Span {
	const ends = analysis.GapStop | analysis.GapParagraph
	first, last := o.first, o.last
	for first > 0 && s.tokens[first].gap&ends == 0 {
		first--
	}
	for last+1 < len(s.tokens) && s.tokens[last+1].gap&ends == 0 {
		last++
	}
	return span.Span{Start: s.tokens[first].start, End: s.tokens[last].span().End}
}
