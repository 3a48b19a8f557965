package tagger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/vocab"
)

// An Explanation says why a concept is, or is not, suggested for a report and
// for each of its sections.
type Explanation struct {
	ID       string           `json:"id"`
	Label    string           `json:"label"`
	Report   Reasoning        `json:"report"`
	Sections []SectionReasons `json:"sections"` // those in which a label of the concept was found
	Hidden   []Hidden         `json:"hidden"`   // labels of the concept that were not counted: for the overlap policy, or a phrase of the overlay
	Missing  []MissingWord    `json:"missing"`  // of each label, if none was found, the words that are not in the text

	// Replacement is, of a deprecated concept, the one as whose hidden labels its
	// own are looked for; nil if there is none.
	Replacement *vocab.Ref `json:"replacement,omitempty"`
}

// A Reasoning is how a score came about.
type Reasoning struct {
	Suggested     bool           `json:"suggested"`
	Verdict       string         `json:"verdict"` // in a sentence, why or why not
	Score         float64        `json:"score"`   // 0 if no label was found
	Logit         float64        `json:"logit"`   // the sum of the contributions
	Rank          int            `json:"rank"`    // among all concepts found, from 1; 0 if no label was found
	Contributions []Contribution `json:"contributions"`
	Evidence      []Evidence     `json:"evidence"`
	Occurrences   int            `json:"occurrences"`
}

// A Contribution is one of the reasons for a score, and what it adds to the
// logit: about 0.7 doubles the odds, -0.7 halves them.
type Contribution struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`

	// Detail says what a model saw, in words; "" where there is nothing to say.
	Detail string `json:"detail,omitempty"`
}

// SectionReasons is the reasoning for a section.
type SectionReasons struct {
	Section int    `json:"section"`
	Heading string `json:"heading"`
	Reasoning
}

// A Hidden is a place of a label that lies within the place of a longer one, or of
// a phrase in which the overlay says that the concept is not meant.
type Hidden struct {
	span.Span
	Within span.Span `json:"within"`
	Phrase bool      `json:"phrase,omitempty"` // Within is such a phrase
}

// A MissingWord is a label, and the words of it that the text does not have in
// any form.
type MissingWord struct {
	Label string   `json:"label"`
	Words []string `json:"words"`

	content int  // words of the label that aren't stop words
	stops   bool // it has others, which no count is kept of
}

// An UnknownConceptError says that the vocabulary has no concept of an ID or
// label, and which ones are near.
type UnknownConceptError struct {
	Name    string
	Nearest []string // labels
}

func (e *UnknownConceptError) Error() string {
	msg := fmt.Sprintf("tagger: the vocabulary has no concept %q", e.Name)
	if len(e.Nearest) > 0 {
		msg += "; near: " + strings.Join(e.Nearest, ", ")
	}
	return msg
}

// Explain says why the concept with an ID, or with a label, is suggested for r
// and its sections, or why not. It returns an [*UnknownConceptError] if there
// is none, and takes what [Tagger.Resolve] names first where several have the label.
// It costs as much as SuggestReport, and with a model up to half as much
// again, as it asks all trees.
func (t *Tagger) Explain(r *report.Report, name string) (Explanation, error) {
	s := t.borrow()
	defer t.release(s)
	n, ok := s.lookUp(name)
	if !ok {
		return Explanation{}, t.unknown(name)
	}
	s.watched = int32(n)
	concept := t.vocabulary.At(n)
	e := Explanation{ID: concept.ID, Label: concept.Label(t.analyzer.Lang()), Sections: []SectionReasons{}, Hidden: []Hidden{}, Missing: []MissingWord{}}
	s.read(r, func(i int, ts *tallies) {
		if len(r.Sections[i].Blocks) == 0 {
			return
		}
		if why := s.reasoning(ts, concept); why.Rank > 0 {
			e.Sections = append(e.Sections, SectionReasons{i, r.Sections[i].Heading, why})
		}
	}, func(ts *tallies) {
		e.Report = s.reasoning(ts, concept)
		if e.Report.Rank == 0 && !concept.Deprecated {
			e.Missing = s.missing(n)
		}
	})
	for _, h := range s.hidden {
		e.Hidden = append(e.Hidden, Hidden{h.inner, h.outer, h.phrase})
	}
	switch {
	case concept.Deprecated:
		e.Replacement = t.replacement(n)
		e.Report.Verdict = t.whyDeprecated(concept, e.Replacement)
	case s.policy.omits(n):
		e.Report.Verdict = notOmitted
	case e.Report.Rank == 0:
		e.Report.Verdict = whyNotFound(&e)
	}
	return e, nil
}

// replacement returns the concept as whose labels those of deprecated concept n are
// looked for, nil if there is none.
func (t *Tagger) replacement(n int) *vocab.Ref {
	heir := heirOf(t.vocabulary, n)
	if heir < 0 {
		return nil
	}
	return &vocab.Ref{ID: t.vocabulary.ID(heir), Label: t.vocabulary.Label(heir, t.analyzer.Lang())}
}

// whyDeprecated says in a sentence what becomes of the labels of a deprecated
// concept.
func (t *Tagger) whyDeprecated(concept *vocab.Concept, replacement *vocab.Ref) string {
	switch n := len(concept.ReplacedBy); {
	case replacement != nil:
		return fmt.Sprintf("not suggested: it is deprecated, and its labels are looked for as those of %q, which replaces it", replacement.Label)
	case n > 1:
		return fmt.Sprintf("not suggested: it is deprecated, and replaced by %d others, so that no text says which is meant", n)
	}
	return "not suggested: it is deprecated"
}

func (t *Tagger) unknown(name string) error {
	e := &UnknownConceptError{Name: name}
	for _, n := range t.vocabulary.Nearest(name, 3) {
		label := n.Label.Text
		if n.Kind == vocab.Hidden {
			label = n.Concept.Label(t.analyzer.Lang())
		}
		e.Nearest = append(e.Nearest, label)
	}
	return e
}

// reasoning returns how the score of a concept in a stretch of text came about.
func (s *scratch) reasoning(ts *tallies, concept *vocab.Concept) Reasoning {
	for i := range s.rank(ts) {
		c := &s.candidates[i]
		if c.concept != s.watched {
			continue
		}
		why := Reasoning{Score: s.score(c.logit), Logit: c.logit, Rank: i + 1, Contributions: []Contribution{}}
		if s.model != nil {
			why.Contributions = s.contributions(ts, c)
		} else {
			for n, v := range s.reasons(ts, c) {
				if v != 0 {
					why.Contributions = append(why.Contributions, Contribution{Name: reasonNames[n], Value: v})
				}
			}
		}
		why.Evidence, why.Occurrences = s.evidence(ts, c)
		chosen := s.choose(s.options.Limit, s.threshold(), nil)
		shown := slices.Index(chosen, i)
		switch {
		case s.policy.omits(int(c.concept)):
			why.Verdict = notOmitted
		case s.unmeasured(c.concept):
			why.Verdict = "not suggested: the model has not learned it, so nobody knows how sure its score is"
		case why.Score < s.threshold():
			why.Verdict = fmt.Sprintf("not suggested: its score %s is below the threshold %s", apart(why.Score, s.threshold()), apart(s.threshold(), why.Score))
		case shown < 0 && s.narrowerThan(c.concept, chosen) != "":
			why.Verdict = fmt.Sprintf("not suggested: %q, which is narrower, is suggested", s.narrowerThan(c.concept, chosen))
		case shown < 0:
			why.Verdict = fmt.Sprintf("not suggested: it is number %d, and the limit is %d", why.Rank, s.options.Limit)
		default:
			why.Suggested = true
			why.Verdict = fmt.Sprintf("suggested as number %d, with a score of %.2f", shown+1, why.Score)
			if s.policy.needsApproval(int(c.concept)) {
				why.Verdict += "; it needs approval"
			}
		}
		return why
	}
	return Reasoning{Verdict: "not suggested: none of its labels was found", Contributions: []Contribution{}, Evidence: []Evidence{}}
}

const notOmitted = "not suggested: the overlay leaves it out"

// narrowerThan returns the label of the first of the chosen candidates that is
// narrower than a concept, where that keeps the concept from being suggested; ""
// otherwise.
func (s *scratch) narrowerThan(concept int32, chosen []int) string {
	if !s.policy.specific {
		return ""
	}
	defer s.above.clear()
	for _, i := range chosen {
		s.raise(s.candidates[i].concept)
		if s.above.has(concept) {
			return s.vocabulary.Label(int(s.candidates[i].concept), s.analyzer.Lang())
		}
	}
	return ""
}

// whyNotFound says in a sentence why no label of a concept was found.
func whyNotFound(e *Explanation) string {
	if n := len(e.Hidden); n > 0 {
		if slices.ContainsFunc(e.Hidden, func(h Hidden) bool { return h.Phrase }) {
			return "not suggested: its labels occur only within phrases in which the overlay says it is not meant, or longer labels, " + times(n)
		}
		return "not suggested: its labels occur only within longer labels, " + times(n)
	}
	for _, m := range e.Missing {
		switch {
		case len(m.Words) > 0, m.stops:
		case m.content > 1:
			return fmt.Sprintf("not suggested: the words of %q occur, but never together", m.Label)
		default:
			return fmt.Sprintf("not suggested: the word %q occurs only in other forms, or not in capitals", m.Label)
		}
	}
	return "not suggested: none of its labels was found"
}

// missing returns, for each label of concept n that is looked for in texts, the
// words whose stems the report does not have.
func (s *scratch) missing(n int) []MissingWord {
	out := []MissingWord{}
	add := func(label vocab.Label) {
		if m := s.missingWords(label.Text); inLanguage(label, s.analyzer.Lang()) && m.content > 0 {
			out = append(out, m)
		}
	}
	for kind := vocab.Preferred; kind <= vocab.Hidden; kind++ {
		for label := range s.vocabulary.Labels(n, kind) {
			add(label)
		}
	}
	for _, label := range s.heirs[int32(n)] {
		add(label)
	}
	return out
}

// missingWords returns the words of a label whose stems the report does not have.
func (s *scratch) missingWords(label string) MissingWord {
	name := label
	if before, inner, ok := cutParenthesis(name); ok && isAcronymOf(inner, before) {
		name = before
	}
	m := MissingWord{Label: label, Words: []string{}}
	for _, t := range s.analyzer.AppendTokens(nil, name) {
		if t.Word.Stop {
			m.stops = true
			continue
		}
		m.content++
		if s.whole.counts[s.lexicon.words.Find(t.Word.Stem)] == 0 {
			m.Words = append(m.Words, t.In(name))
		}
	}
	return m
}

// apart returns a score with as many digits as tell it from another, at least
// two.
func apart(score, other float64) string {
	for digits := 2; ; digits++ {
		s := fmt.Sprintf("%.*f", digits, score)
		if s != fmt.Sprintf("%.*f", digits, other) || digits == 6 {
			return s
		}
	}
}

// times says how often something is.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
