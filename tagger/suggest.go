package tagger

import (
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/vocab"
)

// A Suggestion is a concept that a text has something to do with, as far as
// its words tell.
type Suggestion struct {
	ID          string     `json:"id"`          // the concept's
	Label       string     `json:"label"`       // its preferred label, in the analyzer's language where there is one
	Score       float64    `json:"score"`       // from 0 to 1: see DefaultThreshold for what it means
	Evidence    []Evidence `json:"evidence"`    // the first ten places that speak for it, in the order of the text
	Occurrences int        `json:"occurrences"` // how many places there are

	// Words are those that speak most for the concept because texts that people
	// gave it have them, the strongest first, where there is a model. If nothing
	// but the title, or the heading of a section, speaks for it, because a label is
	// spelt like it, they are words of that.
	Words []SpeakingWord `json:"words,omitempty"`

	// Approval tells that the overlay leaves it to a person to make it a tag.
	Approval bool `json:"approval,omitempty"`
}

// Evidence is a place in a text that has a label of a concept.
type Evidence struct {
	span.Span                 // of the text
	Label     string          `json:"label"` // the label, as the vocabulary spells it
	Kind      vocab.LabelKind `json:"kind"`
	Match     Match           `json:"match"`
	Section   int             `json:"section"` // index of the section that it is in; -1 for the title and the summary
}

// A Result holds the suggestions for a report.
type Result struct {
	ID          string          `json:"id"`          // the report's
	Sections    []SectionResult `json:"sections"`    // as many as the report has, in its order
	Suggestions []Suggestion    `json:"suggestions"` // for the report as a whole

	// Calibrated tells that the scores of Suggestions are probabilities, as a model
	// has measured them; else they are estimates.
	Calibrated bool `json:"calibrated,omitempty"`
}

// A SectionResult holds the suggestions for one section.
type SectionResult struct {
	Heading     string       `json:"heading"`
	Level       int          `json:"level"`
	span.Span                // of the section, with its heading, in the report's text
	Suggestions []Suggestion `json:"suggestions"`

	// Calibrated is as Result.Calibrated. A model measures the scores of sections
	// only if it has seen tagged ones.
	Calibrated bool `json:"calibrated,omitempty"`
}

// SuggestReport returns the suggestions for each section of r, by what stands
// in its own heading and text, and those for r as a whole, where the title and
// the summary speak too. With a model, the only section has those of r. A heading
// without text has none. Tags that r carries
// have no influence. The best come
// first; equal scores are in order of concept ID. Its time is linear in the
// text and in what is found.
func (t *Tagger) SuggestReport(r *report.Report) Result {
	s := t.borrow()
	defer t.release(s)
	s.sparing = true
	result := Result{ID: r.ID, Sections: make([]SectionResult, len(r.Sections)), Calibrated: s.model != nil}
	calibrated := s.model != nil && (s.model.blend.Calibration != nil || len(r.Sections) == 1)
	s.read(r, func(i int, ts *tallies) {
		sec := &r.Sections[i]
		result.Sections[i] = SectionResult{sec.Heading, sec.Level, sec.Span, s.ofSection(sec, ts), calibrated}
	}, func(ts *tallies) { result.Suggestions = s.suggestions(ts) })
	return result
}

// SuggestSection returns the suggestions for one section of r, the same that
// SuggestReport has for it; without a model, no other section is read. It returns
// none if r has no section i.
func (t *Tagger) SuggestSection(r *report.Report, i int) []Suggestion {
	if i < 0 || i >= len(r.Sections) {
		return []Suggestion{}
	}
	s := t.borrow()
	defer t.release(s)
	s.sparing = true
	if s.model != nil {
		var out []Suggestion
		s.read(r, func(j int, ts *tallies) {
			if j == i {
				out = s.ofSection(&r.Sections[i], ts)
			}
		}, func(*tallies) {})
		return out
	}
	s.parted = true
	s.begin(r)
	s.readSection(r, i)
	return s.ofSection(&r.Sections[i], &s.part)
}

// ofSection returns the suggestions for the section in ts: none for a heading
// without text.
func (s *scratch) ofSection(sec *report.Section, ts *tallies) []Suggestion {
	if len(sec.Blocks) == 0 {
		return []Suggestion{}
	}
	return s.suggestions(ts)
}

// Suggest returns the suggestions for a text without structure. Empty lines
// separate its paragraphs; evidence has section 0.
func (t *Tagger) Suggest(text string) []Suggestion {
	whole := span.Span{Start: 0, End: len(text)}
	return t.SuggestSection(&report.Report{Text: text, Sections: []report.Section{{
		Span: whole, Blocks: []report.Block{{Runs: []span.Span{whole}}},
	}}}, 0)
}

// suggestions returns what of a stretch of text is worth showing.
func (s *scratch) suggestions(ts *tallies) []Suggestion {
	ranked := s.rank(ts)
	chosen := s.choose(s.options.Limit, s.threshold(), nil)
	out := make([]Suggestion, len(chosen))
	for i, n := range chosen {
		out[i] = s.suggestion(ts, &ranked[n])
	}
	return out
}

// suggestion makes a candidate a suggestion, with its evidence.
func (s *scratch) suggestion(ts *tallies, c *candidate) Suggestion {
	concept := s.vocabulary.At(int(c.concept))
	out := Suggestion{ID: concept.ID, Label: concept.Label(s.analyzer.Lang()), Score: s.score(c.logit), Approval: s.policy.needsApproval(int(c.concept))}
	out.Evidence, out.Occurrences = s.evidence(ts, c)
	if s.model != nil {
		out.Words = s.wordsFor(ts, c)
	}
	return out
}
