package tagger

import (
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/span"
)

// isVerb reports whether a label of one word is met by a verb: enabling them,
// can network.
func (s *scratch) isVerb(text string, o *occurrence) bool {
	surface := o.In(text)
	if s.options.Verbs != nil && s.foundVerb(text, o) {
		return true
	}
	if s.followsModal(o.first) && surface[len(surface)-1] != 's' {
		return true
	}
	if o.last+1 == len(s.tokens) {
		return false
	}
	next := &s.tokens[o.last+1]
	return next.gap == analysis.GapSpace && next.role&roleObject != 0 && len(surface) > 5 && surface[len(surface)-3:] == "ing"
}

// followsModal reports whether the token at i stands behind a modal verb and its
// subject: parents can network; but not: how can parents.
func (s *scratch) followsModal(i int) bool {
	if i < 2 || s.tokens[i].gap != analysis.GapSpace || s.tokens[i-1].role&roleModal == 0 || s.tokens[i-1].gap.Breaks() {
		return false
	}
	subject := s.tokens[i-2].role
	return subject&roleStop == 0 || subject&roleSubject != 0
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
