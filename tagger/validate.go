package tagger

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/vocab"
)

// What Validate goes by.
const (
	supportThreshold = 0.01 // the score below which a tag is not supported
	missingThreshold = 0.5  // the score from which a concept should be a tag
	missingLimit     = 5    // missing tags named, of a report or section
	wholeShare       = 0.6  // the share of the vocabulary that, as tags, says nothing
	wholeLeast       = 20   // but never fewer tags than these
)

// Validate returns a verdict on each tag of r and its sections, in their order,
// and then the tags that are missing, the surest first. The report's tags are
// judged by the whole report, a section's by that section. Where the tags are
// nearly the whole vocabulary, one verdict says so and none is judged by the
// text; where there is text and no tag at all, one says that. It costs as much as SuggestReport.
func (t *Tagger) Validate(r *report.Report) []Verdict {
	s := t.borrow()
	defer t.release(s)
	support := make(map[int32][]int) // by concept: the sections that speak of it
	var ofReport, ofSections []Verdict
	s.read(r, func(i int, ts *tallies) {
		sec := &r.Sections[i]
		if len(sec.Blocks) == 0 && len(sec.Tags) == 0 {
			return
		}
		for _, c := range s.rank(ts) {
			if s.score(c.logit) >= supportThreshold {
				support[c.concept] = append(support[c.concept], i)
			}
		}
		if len(sec.Tags) > 0 {
			ofSections = append(ofSections, s.judge(r, ts, sec.Tags, i)...)
		}
	}, func(ts *tallies) {
		s.rank(ts)
		ofReport = s.judge(r, ts, r.Tags, -1)
	})
	var verdicts []Verdict
	if len(r.Tags) > 0 || len(ofSections) == 0 {
		verdicts = ofReport
	}
	verdicts = append(verdicts, ofSections...)
	if len(r.Tags)+len(ofSections) == 0 && slices.ContainsFunc(r.Sections, func(sec report.Section) bool { return len(sec.Blocks) > 0 }) {
		verdicts = slices.Insert(verdicts, 0, Verdict{Rule: RuleNone, Section: -1, Line: r.Line, Message: "the report has no tags"})
	}
	for i := range verdicts {
		v := &verdicts[i]
		v.Severity = v.Rule.Severity()
		v.Support = []int{}
		if n, ok := t.vocabulary.Index(v.ID); ok && v.Section < 0 && support[int32(n)] != nil {
			v.Support = support[int32(n)]
		}
		if v.Evidence == nil {
			v.Evidence = []Evidence{}
		}
	}
	return verdicts
}

// judge returns the verdicts on the tags of a report or section, of which ts
// holds the tallies and s.candidates the ranking.
func (s *scratch) judge(r *report.Report, ts *tallies, tags []report.Tag, section int) []Verdict {
	b := bench{scratch: s, ts: ts, section: section, held: make(map[int]string), heirs: make(map[int]int), elsewhere: make(map[int]bool), byConcept: make(map[int]int)}
	for i := range s.candidates {
		b.byConcept[int(s.candidates[i].concept)] = i
	}
	others := r.Tags
	if section < 0 {
		others = nil
		for i := range r.Sections {
			others = append(others, r.Sections[i].Tags...)
		}
	}
	for _, tag := range others {
		if n := s.meaning(tag).Concept; n >= 0 {
			b.elsewhere[n] = true
		}
	}
	for _, tag := range tags {
		b.name(tag)
	}
	b.settle()
	if known := len(b.held); s.nearlyAll(known) {
		b.verdicts = slices.DeleteFunc(b.verdicts, func(v Verdict) bool {
			return v.Rule == RuleSupported || v.Rule == RuleNoSupport || v.Rule == RuleBroader
		})
		return append([]Verdict{{Rule: RuleWhole, Section: section, Line: tags[0].Line, Message: fmt.Sprintf(
			"the tags are %d of the vocabulary's %d concepts: they say nothing about this text, and are not judged one by one", known, s.vocabulary.Len())}}, b.verdicts...)
	}
	b.redundant()
	if section < 0 || len(r.Sections[section].Blocks) > 0 {
		b.missing(r)
	}
	return b.verdicts
}

// nearlyAll reports whether so many concepts, as tags of one text, are nearly the
// whole vocabulary.
func (t *Tagger) nearlyAll(known int) bool {
	return known >= wholeLeast && float64(known) >= wholeShare*float64(t.vocabulary.Len())
}

// A bench is where the tags of one report or section are judged.
type bench struct {
	*scratch
	ts        *tallies
	section   int
	held      map[int]string    // concepts that are tags, and how they are written
	broader   map[string]string // IDs of concepts broader than a supported tag, and that tag
	elsewhere map[int]bool      // concepts that are tags of the report, if this is a section, or else of a section
	heirs     map[int]int       // by index of a verdict: the concept that should be in its tag's place
	byConcept map[int]int       // indices of candidates
	verdicts  []Verdict
}

// name finds the concept that a tag means and says whether the tag names it as
// it should, or else whether the text supports it.
func (b *bench) name(tag report.Tag) {
	v := Verdict{Tag: tag.Label, Section: b.section, Span: tag.Span, Path: tag.Path, Line: tag.Line}
	means := b.meaning(tag)
	n := means.Concept
	switch means.Status {
	case Unknown:
		v.Rule, v.Message = RuleUnknown, fmt.Sprintf("%q is not in the vocabulary", tag.Label)
		if near := b.nearestLabel(tag.Label); near != nil {
			v.Fix = &Fix{Remove: tag.Label}
			v.Message += fmt.Sprintf("; the nearest keyword is %q", b.replace(near.Concept))
		}
		b.verdicts = append(b.verdicts, v)
		return
	case Ambiguous:
		n = means.Candidates[0]
	}
	concept := b.vocabulary.At(n)
	label := concept.Label(b.analyzer.Lang())
	v.ID = concept.ID
	b.support(&v, n)
	if means.Status == Ambiguous { // it holds the place of none of them
		v.Rule, v.Fix = RuleAmbiguous, nil
		v.Message = fmt.Sprintf("%q may mean any of %s", tag.Label, strings.Join(b.namesOf(means.Candidates), ", "))
		b.verdicts = append(b.verdicts, v)
		return
	}
	other, duplicate := b.held[n]
	if !duplicate {
		b.held[n] = tag.Label
	}
	switch {
	case concept.Deprecated:
		v.Rule, v.Message, v.Fix = RuleDeprecated, fmt.Sprintf("%q is deprecated", label), &Fix{Remove: tag.Label}
		if means.Replacement >= 0 {
			v.Message += fmt.Sprintf("; it is replaced by %q", b.replace(b.vocabulary.At(means.Replacement)))
		}
	case b.policy.omits(n):
		v.Rule, v.Message, v.Fix = RuleOmitted, fmt.Sprintf("the overlay leaves %q out", label), &Fix{Remove: tag.Label}
	case duplicate:
		v.Rule, v.Message, v.Fix = RuleDuplicate, fmt.Sprintf("%q says the same as %q", tag.Label, other), &Fix{Remove: tag.Label}
	case !means.Exact || means.Kind != vocab.Preferred:
		unsupported := v.Rule == RuleNoSupport
		v.Rule, v.Message, v.Fix = RuleNonPref, fmt.Sprintf("%q is not the preferred label: that is %q", tag.Label, label), &Fix{Remove: tag.Label, Add: label}
		if unsupported {
			v.Message += "; and nothing in the text speaks of it"
		}
	}
	b.verdicts = append(b.verdicts, v)
}

// misspelt returns the number of edits up to which a label may be another one,
// misspelt: one in six characters.
func misspelt(label string) int { return (utf8.RuneCountInString(label) + 5) / 6 }

// replace notes that a concept should be in the place of the tag whose verdict
// is being made, and returns its label.
func (b *bench) replace(c *vocab.Concept) string {
	if n, ok := b.vocabulary.Index(c.ID); ok {
		b.heirs[len(b.verdicts)] = n
	}
	return c.Label(b.analyzer.Lang())
}

// settle completes the fixes of tags that another concept should replace: where
// that one is a tag already, or left out, the tag is only to be removed; where it
// needs approval, a person has to say what becomes of the tag.
func (b *bench) settle() {
	for i := range b.verdicts {
		n, ok := b.heirs[i]
		if _, held := b.held[n]; !ok || held || b.policy.omits(n) {
			continue
		}
		if b.policy.needsApproval(n) {
			b.verdicts[i].Fix = nil
			continue
		}
		b.verdicts[i].Fix.Add = b.vocabulary.At(n).Label(b.analyzer.Lang())
		b.held[n] = b.verdicts[i].Fix.Add
	}
}

// support says in v whether the text supports concept n.
func (b *bench) support(v *Verdict, n int) {
	label := b.vocabulary.At(n).Label(b.analyzer.Lang())
	i, found := b.byConcept[n]
	if found {
		c := &b.candidates[i]
		v.Score = b.score(c.logit)
		var count int
		v.Evidence, count = b.evidence(b.ts, c)
		v.Message = fmt.Sprintf("%q has support in %d places", label, count)
		switch count {
		case 0: // a model knows it by other words
			v.Message = fmt.Sprintf("%q has support in the words of the text, though none of its labels is there", label)
		case 1:
			v.Message = fmt.Sprintf("%q has support in one place", label)
		}
	}
	v.Rule = RuleSupported
	switch {
	case !found:
		v.Rule, v.Message = RuleNoSupport, fmt.Sprintf("nothing in the text speaks of %q", label)
	case v.Score < supportThreshold:
		v.Rule, v.Message = RuleNoSupport, fmt.Sprintf("the text hardly speaks of %q: its score is %.3f", label, v.Score)
	}
	if v.Rule == RuleNoSupport {
		v.Fix = &Fix{Remove: v.Tag}
	}
}

// redundant marks supported tags that are broader than another tag that is
// supported too.
func (b *bench) redundant() {
	b.broader = make(map[string]string)
	for n, tag := range b.held {
		if !b.supported(n) {
			continue
		}
		for _, id := range b.vocabulary.At(n).Broader {
			if other, ok := b.broader[id]; !ok || tag < other {
				b.broader[id] = tag
			}
		}
	}
	for i := range b.verdicts {
		v := &b.verdicts[i]
		if narrower, ok := b.broader[v.ID]; ok && v.Rule == RuleSupported {
			v.Rule = RuleBroader
			v.Message = fmt.Sprintf("%q is broader than %q, which is a tag too", v.Tag, narrower)
			v.Fix = &Fix{Remove: v.Tag}
		}
	}
}

// supported reports whether the text speaks of a concept.
func (b *bench) supported(n int) bool {
	i, ok := b.byConcept[n]
	return ok && b.score(b.candidates[i].logit) >= supportThreshold
}

// missing adds the concepts that the text speaks of strongly and that no tag
// names, unless a narrower one that it speaks of is a tag.
func (b *bench) missing(r *report.Report) {
	line := r.Line
	if b.section >= 0 {
		line = r.Position(r.Sections[b.section].Span.Start).Line
	}
	wanted := func(n int32) bool {
		_, held := b.held[int(n)]
		_, broader := b.broader[b.vocabulary.ID(int(n))]
		return !held && !broader && !b.elsewhere[int(n)] && !b.vocabulary.Deprecated(int(n))
	}
	if b.policy.specific {
		for n := range b.held {
			if b.supported(n) {
				b.raise(int32(n))
			}
		}
	}
	limit := missingLimit
	if b.options.Limit >= 0 {
		limit = min(limit, b.options.Limit)
	}
	for _, i := range b.choose(limit, max(missingThreshold, b.threshold()), wanted) {
		b.verdicts = append(b.verdicts, b.missingVerdict(&b.candidates[i], line))
	}
}

// missingVerdict returns the verdict on a concept that is no tag.
func (b *bench) missingVerdict(c *candidate, line int) Verdict {
	concept := b.vocabulary.At(int(c.concept))
	label, p := concept.Label(b.analyzer.Lang()), b.score(c.logit)
	v := Verdict{Rule: RuleMissing, Tag: label, ID: concept.ID, Section: b.section, Line: line, Score: p, Fix: &Fix{Add: label},
		Message: fmt.Sprintf("the text speaks of %q, which is not among the tags: its score is %.2f", label, p)}
	if b.policy.needsApproval(int(c.concept)) {
		v.Fix, v.Approval = nil, true
		v.Message += "; it needs approval"
	}
	v.Evidence, _ = b.evidence(b.ts, c)
	return v
}
