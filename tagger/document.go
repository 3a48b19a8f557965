package tagger

import (
	"cmp"
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/internal/memo"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
)

// scratch is the memory that one call works in, kept for the next call.
type scratch struct {
	*Tagger

	near *memo.Near[term] // what terms has of words met lately
	text string           // of the report

	// one block
	tokens []token
	joins  []join
	key    []byte // of a joined word
	path   []passed
	steps  int
	found  []occurrence
	vetoes []veto

	sentence span.Span // the last that verbs were looked for in
	verbs    []span.Span

	// what texts are compared by
	census *bag.Census // while they are learned from
	learnt bag.Tally
	inPart bag.Tally // likewise, of the section
	model  *model    // nil if there is none, and while texts are learned from
	parted bool      // sections are looked at, not only the report as a whole
	recall recall    // of them, where they wait for the report
	words  textWords

	// what a model says
	sparing  bool // only of what may be shown
	said     wordScores
	alike    likeness // nothing without spellings
	spelt    []analysis.Token
	title    []span.Span       // where that of the report is
	heading  []span.Span       // and that of the section
	grams    []uint32          // of one of them
	ofReport map[int32]float64 // logits of the report as a whole, by concept
	spoken   []float64         // of one candidate, what each column says for it
	tops     []learn.Scored    // likewise, the places in it of those that speak most
	met      []labelMatch      // of one candidate
	seen     [features]float64 // what was seen of the concept that is watched

	// the report so far, and the section that is being read
	places []place
	whole  tallies
	part   tallies

	// one ranking
	refs       []labelTally
	candidates []candidate
	spare      []candidate // to sort them with
	order      []ordered
	powers     *powers
	ranked     *tallies // whose candidates they are, nil if what was tallied has changed
	slot       []int32  // by concept: its index among candidates and one, 0 for none

	// what of it is chosen
	chosen  []int
	evident []Evidence // of one that is shown, all that there is
	above   conceptSet // concepts that a narrower one stands for
	next    []int32    // concepts to go on from

	watched int32    // the concept that Explain asks about, -1 for none
	hidden  []hiding // places of its labels that the overlap policy does not count
}

// A place is where an occurrence was that may be shown as evidence.
type place struct {
	span.Span
	match   Match
	section int32
}

// A hiding is an occurrence that lies within a longer one, or within a phrase in
// which its concept is not meant.
type hiding struct {
	inner, outer span.Span
	phrase       bool
}

// borrow returns a scratch, which must be given back with release.
func (t *Tagger) borrow() *scratch {
	if s, ok := t.scratches.Get().(*scratch); ok {
		return s
	}
	s := &scratch{Tagger: t, near: memo.NewNear(t.terms), powers: newPowers(), model: t.model, slot: make([]int32, t.vocabulary.Len()), watched: -1}
	for _, ts := range []*tallies{&s.whole, &s.part} {
		ts.slot = make([]int32, len(t.lexicon.forms))
		ts.counts = make([]int32, t.lexicon.words.Len()+1)
		if t.profiles.first != nil {
			ts.weights = make([]float64, len(ts.counts))
		}
	}
	s.part.isPart = true
	if t.model != nil {
		s.words.use(t.model)
	}
	return s
}

func (t *Tagger) release(s *scratch) {
	s.watched, s.hidden, s.text, s.sparing = -1, s.hidden[:0], "", false
	s.title, s.heading = nil, nil
	t.scratches.Put(s)
}

// read reads all of r. It calls section with each of its sections, and whole with
// the report: in the end or, where a model judges sections in the light of the
// report, before the sections. For a model, a report's only section is the report.
func (s *scratch) read(r *report.Report, section func(i int, ts *tallies), whole func(ts *tallies)) {
	if s.model == nil {
		s.parted = true
		s.pass(r, func(i int) { section(i, &s.part) })
		whole(&s.whole)
		return
	}
	s.parted = len(r.Sections) > 1
	s.recall.forget()
	s.pass(r, func(int) {
		if s.parted {
			s.keep()
		}
	})
	s.rank(&s.whole)
	s.remember()
	whole(&s.whole)
	for i := range r.Sections {
		if !s.parted {
			section(i, &s.whole)
			break
		}
		s.heading = r.Sections[i].HeadingRuns
		s.remind(i)
		section(i, &s.part)
	}
}

// pass reads all of r once.
func (s *scratch) pass(r *report.Report, section func(i int)) {
	s.begin(r)
	s.block(r.Text, r.Title, zoneTitle, -1)
	s.block(r.Text, r.Summary, zoneSummary, -1)
	for i := range r.Sections {
		s.readSection(r, i)
		section(i)
	}
}

// begin forgets the report before r.
func (s *scratch) begin(r *report.Report) {
	s.text = r.Text
	s.places = s.places[:0]
	s.sentence = span.Span{}
	s.ranked = nil
	s.title, s.heading = r.Title, nil
	s.whole.reset(span.Span{Start: 0, End: len(r.Text)})
	s.words.reset(&s.whole)
	s.part.reset(span.Span{})
	s.words.reset(&s.part)
}

// readSection reads a section of r into s.part and s.whole.
func (s *scratch) readSection(r *report.Report, i int) {
	sec := &r.Sections[i]
	s.part.reset(sec.Span)
	s.heading = sec.HeadingRuns
	s.words.reset(&s.part)
	s.block(r.Text, sec.HeadingRuns, zoneHeading, int32(i))
	for _, b := range sec.Blocks {
		s.block(r.Text, b.Runs, zoneBody, int32(i))
	}
}

// block reads one block of text.
func (s *scratch) block(text string, runs []span.Span, z zone, section int32) {
	s.ranked = nil
	s.learnt.Break()
	s.inPart.Break()
	s.words.next()
	s.tokenize(text, runs, func(end int) {
		s.gatherWords(s.tokens[:end], z)
		s.find()
		s.resolve()
		s.count(&s.whole, s.tokens[:end])
		if s.parted {
			s.count(&s.part, s.tokens[:end])
		}
		for i := range s.found {
			o := &s.found[i]
			if o.first >= end {
				continue
			}
			o.weight *= s.inContext(text, o)
			n := int32(len(s.places))
			inWhole := s.whole.add(o, n, z)
			if inPart := s.parted && s.part.add(o, n, z); inWhole || inPart {
				s.places = append(s.places, place{o.Span, o.match, section})
			}
		}
	})
}

// count counts the tokens of a stretch of text, and their stems if they are asked
// for: by the definitions of concepts, or by Explain.
func (s *scratch) count(ts *tallies, tokens []token) {
	ts.total += len(tokens)
	if s.profiles.first != nil || s.watched >= 0 {
		ts.count(tokens)
	}
}

// evidence returns the first places that have labels of a candidate, in order,
// and how many there are.
func (s *scratch) evidence(ts *tallies, c *candidate) ([]Evidence, int) {
	all := s.evident[:0]
	count := 0
	for _, r := range s.refs[c.from:c.to] {
		t := &ts.list[r.tally]
		count += int(t.count)
		for _, n := range t.shown[:min(t.count, maxEvidence)] {
			p := s.places[n]
			all = append(all, Evidence{p.Span, s.label(r.labelRef).Text, r.kind, p.match, int(p.section)})
		}
	}
	slices.SortStableFunc(all, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	s.evident = all
	return append([]Evidence{}, all[:min(len(all), maxEvidence)]...), count
}
