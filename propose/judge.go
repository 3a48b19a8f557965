package propose

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/catchword/catchword/tagger"
)

// What tells an alternative label from a new concept.
const (
	closeShare   = 0.6 // of the texts with the phrase that carry the tag it is a label of
	closeLift    = 3   // times as often as all texts
	broaderShare = 0.3 // the same for a tag that may be broader
	broaderLift  = 2
	fewTagged    = 4 // texts with tags, below which these say nothing
	shownTags    = 5
)

// A judge says what phrases look like.
type judge struct {
	*Survey
	texts  int   // with tags
	tagged []int // by concept
}

func (s *Survey) newJudge() *judge {
	j := &judge{Survey: s, tagged: make([]int, s.tagger.Vocabulary().Len())}
	for _, t := range s.texts {
		if t.tagged {
			j.texts++
		}
		for _, c := range t.concepts {
			j.tagged[c]++
		}
	}
	return j
}

// propose returns what to propose of a phrase, false if a label matches all of it.
func (j *judge) propose(r ranked) (Proposal, bool) {
	p := Proposal{
		Phrase: r.surface(), Score: r.score, Texts: int(r.texts), Times: int(r.times),
		Background: r.background, LogLikelihood: r.logLikelihood, Name: r.name,
		Kind: Concept, Tags: []TagShare{}, Examples: r.examples,
	}
	within, ok := j.within(p.Phrase)
	if !ok {
		return p, false
	}
	means := j.tagger.Resolve(p.Phrase)
	if means.Status != tagger.Unknown {
		return p, false
	}
	tags := j.tagsOf(r.sample)
	for _, t := range tags[:min(shownTags, len(tags))] {
		p.Tags = append(p.Tags, TagShare{j.ref(t.concept), t.share, t.others})
	}
	j.decide(&p, means, within, tags)
	return p, true
}

// decide says what a phrase looks like. It is another label of a concept if it has
// nearly the letters of one, or if it goes with the tag, has no label of the
// concept as a part, and is no name: people and projects go with a subject, and
// are not it. Else it is a new concept, below the one whose label it ends in, whose
// tag it goes with somewhat, or whose label is another part of it.
func (j *judge) decide(p *Proposal, means tagger.Resolution, within []inside, tags []tagShare) {
	name := func(kind Kind, concept int, why string, args ...any) {
		ref := j.ref(concept)
		p.Kind, p.Concept, p.Why = kind, &ref, fmt.Sprintf(why, args...)
	}
	if near := means.Nearest; near != nil {
		if n, ok := j.tagger.Vocabulary().Index(near.Concept.ID); ok && utf8.RuneCountInString(p.Phrase) > 6 {
			name(Alternative, n, "nearly the letters of %q", near.Label.Text)
			return
		}
	}
	for _, w := range within {
		if w.head {
			name(Concept, w.concept, "%q with words before it", w.label)
			return
		}
	}
	for _, t := range tags {
		if !p.Name && t.share >= closeShare && t.lift() >= closeLift && !slices.ContainsFunc(within, func(w inside) bool { return w.concept == t.concept }) {
			name(Alternative, t.concept, "%.0f %% of its texts carry the tag, and %.0f %% of all", 100*t.share, 100*t.others)
			return
		}
	}
	for _, t := range tags {
		if t.share >= broaderShare && t.lift() >= broaderLift {
			name(Concept, t.concept, "%.0f %% of its texts carry the tag, and %.0f %% of all", 100*t.share, 100*t.others)
			return
		}
	}
	if len(within) > 0 {
		name(Concept, within[0].concept, "%q is a part of it", within[0].label)
		return
	}
	p.Why = "no concept is near"
}

// An inside is a label that is a part of a phrase.
type inside struct {
	concept int
	label   string
	head    bool // it ends where the phrase does
}

// within returns the labels that are parts of a phrase, and false if one is all
// of it.
func (j *judge) within(phrase string) ([]inside, bool) {
	tokens := j.tagger.Analyzer().AppendTokens(nil, phrase)
	if len(tokens) == 0 {
		return nil, false
	}
	var all []inside
	for _, g := range j.tagger.Suggest(phrase) {
		n, ok := j.tagger.Vocabulary().Index(g.ID)
		if !ok {
			continue
		}
		for _, e := range g.Evidence {
			if e.Start <= tokens[0].Start && e.End >= tokens[len(tokens)-1].End {
				return nil, false
			}
			all = append(all, inside{n, e.Label, e.End >= tokens[len(tokens)-1].End})
		}
	}
	return all, true
}

// A tagShare is a TagShare by the index of its concept.
type tagShare struct {
	concept       int
	share, others float64
	surprise      float64 // G² of the share
}

func (t tagShare) lift() float64 { return t.share / t.others }

// tagsOf returns the tags of a sample of texts, those first that are there most
// surprisingly often; none if too few of the texts have tags.
func (j *judge) tagsOf(sample []int32) []tagShare {
	texts := 0
	counts := make(map[int32]int)
	for _, i := range sampled(sample) {
		if j.Survey.texts[i].tagged {
			texts++
		}
		for _, c := range j.Survey.texts[i].concepts {
			counts[c]++
		}
	}
	if texts < fewTagged {
		return nil
	}
	var all []tagShare
	for c, n := range counts {
		t := tagShare{concept: int(c), share: float64(n) / float64(texts), others: float64(j.tagged[c]) / float64(j.texts)}
		if n < 2 || t.lift() <= 1 {
			continue
		}
		t.surprise = logLikelihood(float64(n), float64(texts), float64(j.tagged[c]), float64(j.texts))
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b tagShare) int {
		return cmp.Or(cmp.Compare(b.surprise, a.surprise), cmp.Compare(a.concept, b.concept))
	})
	return all
}

// sampled returns those of the texts that belong to the sample, in an order of
// its own. It reorders its argument.
func sampled(texts []int32) []int32 {
	slices.SortFunc(texts, func(a, b int32) int { return cmp.Or(cmp.Compare(mix(a), mix(b)), cmp.Compare(a, b)) })
	return texts[:min(sampleTexts, len(texts))]
}

// mix scatters numbers: the finalizer of SplitMix64 (G. L. Steele, D. Lea,
// C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014).
func mix(n int32) uint64 {
	z := uint64(n) + 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// surface returns the form of a phrase that is met most.
func (p *phrase) surface() string {
	best := p.surfaces[0]
	for _, s := range p.surfaces[1:] {
		if s.times > best.times || s.times == best.times && s.text > best.text {
			best = s
		}
	}
	return best.text
}
