package tagger

import (
	"cmp"
	"iter"
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
)

// titleOf returns where the title of a stretch of text is: a section's is its
// heading.
func (s *scratch) titleOf(ts *tallies) []span.Span {
	if ts.isPart {
		return s.heading
	}
	return s.title
}

// titleWords yields the words of a title one by one: few of them are looked at, and
// it may be a book.
func (s *scratch) titleWords(title []span.Span) iter.Seq[analysis.Token] {
	return func(yield func(analysis.Token) bool) {
		for n := 0; len(title) > 0; title = title[n:] {
			n = touching(title)
			part := report.Read(s.text, title[:n])
			for words := s.analyzer.Scan(part.Text); words.Next(); {
				at := words.Span()
				if !yield(analysis.Token{Span: part.Place(at), Word: s.analyzer.Word(at.In(part.Text))}) {
					return
				}
			}
		}
	}
}

// appendTitle appends the set of the first trigrams of a title.
func (s *scratch) appendTitle(dst []uint32, title []span.Span) []uint32 {
	for t := range s.titleWords(title) {
		if dst = appendGrams(dst, []analysis.Token{t}); len(dst) >= mostGrams {
			break
		}
	}
	return gramSet(dst[:min(len(dst), mostGrams)])
}

// addBySpelling compares labels with the title of a stretch of text, and makes
// candidates of the concepts that are most like it.
func (s *scratch) addBySpelling(ts *tallies) {
	m := s.model
	if m.spellings == nil {
		return
	}
	s.grams = s.appendTitle(s.grams[:0], s.titleOf(ts))
	m.spellings.compare(&s.alike, s.grams)
	for _, top := range s.alike.tops {
		if concept := int32(top.Number); s.slot[concept] == 0 && !m.knowsNot(concept) && !s.said.has(m.classFor(concept)) {
			s.candidates = append(s.candidates, candidate{concept: concept})
		}
	}
}

// wordsFor returns the words that speak most for a candidate: because texts that
// have the concept have them or, if it is a candidate for the spelling of its labels
// alone, because these are spelt like them.
func (s *scratch) wordsFor(ts *tallies, c *candidate) []SpeakingWord {
	if s.model.spellings != nil && c.from == c.to && !s.said.has(s.model.classFor(c.concept)) {
		return s.speltLike(ts, c)
	}
	return s.speakFor(ts, c)
}

// bestSpelt returns the label of a concept that is most like the title that was
// compared last, "" if none is like it.
func (s *scratch) bestSpelt(concept int32) string {
	sp := s.model.spellings
	if sp == nil || s.alike.cosines[concept] == 0 {
		return ""
	}
	best, most := "", 0.0
	label, end := sp.first[concept], sp.first[concept+1]
	eachLabelOf(s.vocabulary, int(concept), s.analyzer.Lang(), func(_ labelRef, text string) {
		if label < end {
			if like := s.alike.products[label] / float64(sp.norms[label]); like > most {
				best, most = text, like
			}
			label++
		}
	})
	return best
}

// speltLike returns the words of the title of a stretch of text that speak most for
// a candidate because a label of it is spelt like them. Each trigram that they
// share with it speaks for the first word that has it.
func (s *scratch) speltLike(ts *tallies, c *candidate) []SpeakingWord {
	label := s.bestSpelt(c.concept)
	s.spelt = s.analyzer.AppendTokens(s.spelt[:0], label)
	s.grams = gramSet(appendGrams(s.grams[:0], s.spelt))
	total, looked := 0.0, 0
	out := []SpeakingWord{}
	for t := range s.titleWords(s.titleOf(ts)) {
		own := appendGrams(nil, []analysis.Token{t})
		looked += len(own)
		weight := 0.0
		for _, g := range gramSet(own) {
			if at, ok := slices.BinarySearch(s.grams, g); ok {
				s.grams = slices.Delete(s.grams, at, at+1)
				idf := s.model.spellings.idf(g)
				weight += float64(idf * idf)
			}
		}
		if weight > 0 {
			total += weight
			out = append(out, SpeakingWord{t.Span, weight})
		}
		if looked >= mostGrams {
			break
		}
	}
	slices.SortStableFunc(out, func(a, b SpeakingWord) int { return cmp.Compare(b.Weight, a.Weight) })
	out = out[:min(len(out), mostSpeaking)]
	for i := range out {
		out[i].Weight /= total
	}
	return out
}
