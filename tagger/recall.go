package tagger

import (
	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/span"
)

// A model judges sections in the light of their report, so none can be judged
// before the report is read to its end. What is left of each by then is a
// fraction of its text: the tallies of labels, and how often it has which words.
type recall struct {
	sections []recalled
	tallies  []tally
	stems    []stemCount
	words    []bag.Meeting
}

// recalled says how long the slices of a recall were when a section was at its
// end.
type recalled struct {
	stretch span.Span
	total   int // of its words
	tallies int
	stems   int
	words   int
}

// A stemCount is how often a stem occurs, by its number.
type stemCount struct {
	stem  uint32
	count int32
}

// forget makes r empty.
func (r *recall) forget() {
	r.sections, r.tallies, r.stems, r.words = r.sections[:0], r.tallies[:0], r.stems[:0], r.words[:0]
}

// keep keeps what s.part holds of the next section.
func (s *scratch) keep() {
	r, ts := &s.recall, &s.part
	r.tallies = append(r.tallies, ts.list...)
	for _, stem := range ts.words {
		r.stems = append(r.stems, stemCount{stem, ts.counts[stem]})
	}
	r.words = s.words.part.AppendMeetings(r.words)
	r.sections = append(r.sections, recalled{ts.stretch, ts.total, len(r.tallies), len(r.stems), len(r.words)})
}

// remind makes s.part what it was at the end of section i.
func (s *scratch) remind(i int) {
	r, ts := &s.recall, &s.part
	var from recalled
	if i > 0 {
		from = r.sections[i-1]
	}
	to := r.sections[i]
	ts.reset(to.stretch)
	ts.total = to.total
	for _, t := range r.tallies[from.tallies:to.tallies] {
		ts.list = append(ts.list, t)
		ts.slot[t.form] = int32(len(ts.list))
	}
	for _, c := range r.stems[from.stems:to.stems] {
		ts.words = append(ts.words, c.stem)
		ts.counts[c.stem] = c.count
	}
	s.words.part.Restore(r.words[from.words:to.words])
	s.ranked = nil
}
