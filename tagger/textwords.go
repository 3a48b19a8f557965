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
	last        uint32       // the word before the next, 0 if that has no neighbour
	before      int          // where it begins
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
func (w *textWords) next() { w.last = 0 }

// gatherWords counts the words of tokens. The title is the report's own field, as
// a heading is its section's.
func (s *scratch) gatherWords(tokens []token, z zone) {
	switch {
	case s.census != nil:
		field := bag.Body
		if z == zoneTitle {
			field = bag.Title
		}
		for i := range tokens {
			if t := &tokens[i]; t.role&roleStop == 0 {
				s.learnt.Add(field, t.bag)
			}
		}
		if s.parted {
			s.gatherPart(tokens, z)
		}
	case s.model != nil:
		for i := range tokens {
			if t := &tokens[i]; t.role&roleStop == 0 {
				s.words.add(s.model.book, t, z, s.parted)
			}
		}
	}
}

// gatherPart counts the words of a section that is learned from.
func (s *scratch) gatherPart(tokens []token, z zone) {
	field := bag.Body
	switch z {
	case zoneHeading:
		field = bag.Title
	case zoneTitle, zoneSummary: // which are the report's
		return
	}
	for i := range tokens {
		if t := &tokens[i]; t.role&roleStop == 0 {
			s.inPart.Add(field, t.bag)
		}
	}
}

// add counts a word, and the pair that it makes with the one before it; for the
// section too, if that is wanted.
func (w *textWords) add(b *bag.Book, t *token, z zone, parted bool) {
	at := t.span()
	if t.bag != 0 {
		w.count(b, 0, t.bag, at, z, parted)
		if w.last != 0 {
			w.count(b, w.last, t.bag, span.Span{Start: w.before, End: at.End}, z, parted)
		}
	}
	w.last, w.before = t.bag, at.Start
}

func (w *textWords) count(b *bag.Book, first, word uint32, at span.Span, z zone, parted bool) {
	ofReport := bag.Body
	if z == zoneTitle {
		ofReport = bag.Title
	}
	column, ok := b.Column(ofReport, first, word)
	if ok {
		w.whole.Add(column, at)
	}
	if !parted {
		return
	}
	if z == zoneHeading {
		column, ok = b.Column(bag.Title, first, word)
	}
	if ok {
		w.part.Add(column, at)
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
