package tagger

import (
	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/span"
)

// textWords are the words of a text, as a model compares texts by them: those of
// the report, and those of the section that is being read.
type textWords struct {
	whole, part *bag.Counter // nil without a model
	counts      bag.Counts
	vector      learn.Vector // of the last stretch of text that was ranked
}

// use readies w for a model.
func (w *textWords) use(m *model) {
	w.whole, w.part = bag.NewCounter(m.book), bag.NewCounter(m.book)
}

// reset forgets the words of the stretch of text that ts tallies.
func (w *textWords) reset(ts *tallies) {
	if w.whole != nil {
		w.of(ts).Reset()
	}
}

// of returns the counter that goes with ts.
func (w *textWords) of(ts *tallies) *bag.Counter {
	if ts.isPart {
		return w.part
	}
	return w.whole
}

// next says that the next word is no neighbour of the last.
func (w *textWords) next() {
	if w.whole != nil {
		w.whole.Break()
		w.part.Break()
	}
}

// gatherWords counts the words of tokens. The title is the report's own field, as
// a heading is its section's.
func (s *scratch) gatherWords(tokens []token, z zone) {
	ofReport, ofSection := bag.Body, bag.Body
	switch z {
	case zoneTitle:
		ofReport = bag.Title
	case zoneHeading:
		ofSection = bag.Title
	}
	for i := range tokens {
		t := &tokens[i]
		if t.bag == 0 && t.role&roleStop != 0 {
			continue
		}
		if s.census != nil {
			s.learnt.Add(ofReport, t.bag)
		}
		if s.model != nil {
			if !s.again {
				s.words.whole.Add(ofReport, t.bag, t.span())
			}
			s.words.part.Add(ofSection, t.bag, t.span())
		}
	}
}

// weighWords makes the vector of the words of a stretch of text.
func (s *scratch) weighWords(ts *tallies) learn.Vector {
	w := &s.words
	w.counts = w.of(ts).Append(w.counts[:0])
	w.vector = s.model.book.Vector(w.vector, w.counts, s.model.idf)
	return w.vector
}

// A SpeakingWord is a word, or two that are neighbours, that speaks for a concept.
type SpeakingWord struct {
	span.Span         // where the text has it first
	Weight    float64 `json:"weight"` // its share, from 0 to 1, of all that words say for the concept
}
