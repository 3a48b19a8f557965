package tagger

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/catchword/catchword/vocab"
)

// How a score is made. The strength of a concept in a stretch of text is a
// product, so its logarithm, and the logit of the score with it, is a sum of
// contributions that can be shown one by one:
//
//	strength = Σ over its labels found (kind · ln(1 + mentions) · rarity^½ · words^0.8)
//	         · (1 + place) · (1 + ½·lead) · (1 + spread) · (1 + √(¾·related/strength)) + 60·cos
//	score    = 1 / (1 + exp(-(base + 2·ln strength - 0.8·ln words)))
//
// where mentions is the sum of the weights of the occurrences (an exact one
// counts 1, see compare, pattern and inContext for the others), rarity the
// label's inverse document frequency, place what a title or heading adds, lead
// how early the first mention is, spread how far apart the mentions are,
// related the strengths of the concepts found that are broader, narrower or
// related, cos the similarity of the text to the concept's definition (less
// where a label is hardly mentioned, or is an everyday word), and words the
// length of the text, at least 20: what is said once in a paragraph is what it
// is about, what is said once in a book is not.
//
// The shape goes back to tf·idf (Salton and Buckley, Information Processing &
// Management 24(5), 1988) and to the features of KEA++ and Maui (Medelyan and
// Witten, JCDL 2006; Medelyan, PhD thesis, Waikato 2009): lead and spread, the
// length of the label, and its links to the other candidates. The constants
// were chosen on two collections that differ in all but language: short posts
// with 50 topics, and books with a thesaurus of 28,000 concepts. Of the
// suggestions for the posts, about as many were tags given by people as the
// score says, which is what the base is for; for the books it was a third of
// those with a score of 0.5. The base is -1.2, and 1.3 more for a vocabulary
// that has neither definitions nor relations, as these add to the strength: the
// same two collections say so when they are read without them.
const (
	rarityPower   = 0.5
	lengthPower   = 0.8
	titleFactor   = 2.0
	headingFactor = 1.0
	summaryFactor = 0.5
	leadFactor    = 0.5
	relatedFactor = 0.75
	cosineFactor  = 60.0

	// An alternative or hidden label counts this much of a preferred one where
	// it is the only one. Concepts that gather many labels are wide nets, so
	// the more there are, the less each says: n labels count n^-crowdPower each.
	alternativeFactor = 0.6
	crowdPower        = 0.4

	scoreBase   = -1.2
	bareBase    = 1.3
	scoreSlope  = 2.0
	lengthSlope = 0.8
	leastWords  = 20
)

// baseOf returns the base of the scores for a vocabulary.
func baseOf(p *profiles, g *graph) float64 {
	if p.first != nil {
		return scoreBase
	}
	return scoreBase + bareBase*(1-g.share())
}

// A candidate is a concept of which a stretch of text has a label.
type candidate struct {
	concept  int32
	from, to int     // its labels among scratch.refs
	strength float64 // what its own labels say
	mentions float64 // of its label that is mentioned most
	rarity   float64 // of its rarest label that is mentioned
	related  float64 // the sum of the strengths of concepts that it is related to
	together float64 // what they multiply the strength by
	defined  float64 // what the definition adds to it
	logit    float64
	own      float64 // with a model: the logit without the report's
}

// score returns the score of a logit: by the calibration of the model, if there
// is one.
func (t *Tagger) score(logit float64) float64 {
	if t.model != nil {
		return t.model.calibration.Probability(logit)
	}
	return 1 / (1 + math.Exp(-logit))
}

// A labelTally is a tally as that of one of a concept's labels.
type labelTally struct {
	labelRef
	at    int32 // its index among lexicon.formLabels
	tally int32
}

// rank returns the concepts whose labels ts has, the best first. The slice is
// good until the next call.
func (s *scratch) rank(ts *tallies) []candidate {
	if s.ranked == ts {
		return s.candidates
	}
	s.rankByLabels(ts)
	if s.model != nil {
		s.rankByModel(ts)
	}
	s.ranked = ts
	return s.candidates
}

// rankByLabels ranks as the formula has it.
func (s *scratch) rankByLabels(ts *tallies) {
	s.gather(ts)
	for i := range s.candidates {
		c := &s.candidates[i]
		s.weigh(ts, c)
		s.slot[c.concept] = int32(i + 1)
	}
	s.relate()
	s.profiles.weigh(ts)
	base := s.base + byLength(ts)
	for i := range s.candidates {
		c := &s.candidates[i]
		s.slot[c.concept] = 0
		s.combine(ts, c)
		c.logit = base + scoreSlope*math.Log(c.strength*c.together+c.defined)
	}
	s.sort()
}

// sort puts the candidates in order, the best first: by their logits and numbers
// alone, as candidates are large.
func (s *scratch) sort() {
	s.order = s.order[:0]
	for i := range s.candidates {
		s.order = append(s.order, ordered{s.candidates[i].logit, int32(i)})
	}
	slices.SortFunc(s.order, func(a, b ordered) int {
		if a.logit != b.logit {
			return cmp.Compare(b.logit, a.logit)
		}
		return cmp.Compare(s.vocabulary.ID(int(s.candidates[a.candidate].concept)), s.vocabulary.ID(int(s.candidates[b.candidate].concept)))
	})
	s.spare = s.spare[:0]
	for _, o := range s.order {
		s.spare = append(s.spare, s.candidates[o.candidate])
	}
	s.candidates, s.spare = s.spare, s.candidates
}

// An ordered is a candidate in a ranking that is being made.
type ordered struct {
	logit     float64
	candidate int32
}

// gather makes a candidate of each concept that ts has labels of.
func (s *scratch) gather(ts *tallies) {
	s.refs, s.candidates = s.refs[:0], s.candidates[:0]
	for i := range ts.list {
		form := ts.list[i].form
		for j, ref := range s.lexicon.labelsOf(form) {
			s.refs = append(s.refs, labelTally{ref, int32(s.lexicon.forms[form].labels) + int32(j), int32(i)})
		}
	}
	slices.SortFunc(s.refs, func(a, b labelTally) int {
		if a.concept != b.concept {
			return cmp.Compare(a.concept, b.concept)
		}
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.index, b.index), cmp.Compare(a.tally, b.tally))
	})
	for from := 0; from < len(s.refs); {
		to := from + 1
		for to < len(s.refs) && s.refs[to].concept == s.refs[from].concept {
			to++
		}
		s.candidates = append(s.candidates, candidate{concept: s.refs[from].concept, from: from, to: to})
		from = to
	}
}

// factors are what the strength of a concept, as its own labels have it, is a
// product of.
type factors struct {
	mentions, rarity, length, kind float64 // of the label that says most
	labels                         float64 // of all, divided by that
	place, lead, spread            float64
}

func (f *factors) product() float64 {
	return f.mentions * f.rarity * f.length * f.kind * f.labels * f.place * f.lead * f.spread
}

// weigh computes what a concept's own labels say.
func (s *scratch) weigh(ts *tallies, c *candidate) factors {
	var best factors
	var zones uint8
	var spread uint64
	first := math.MaxInt
	sum, most := 0.0, -1.0
	for _, r := range s.refs[c.from:c.to] {
		t := &ts.list[r.tally]
		f := &s.lexicon.forms[t.form]
		rarity := float64(f.rarity)
		of := factors{
			mentions: math.Log1p(t.mentions), rarity: math.Pow(rarity, rarityPower),
			length: s.powers.length[f.content], kind: s.kindFactor(r.labelRef),
		}
		value := of.mentions * of.rarity * of.length * of.kind
		sum += value
		if value > most {
			most, best = value, of
		}
		c.mentions = max(c.mentions, t.mentions)
		c.rarity = max(c.rarity, rarity)
		zones |= t.zones
		spread |= t.spread
		first = min(first, t.first)
	}
	lead := 1 - float64(first-ts.stretch.Start)/float64(max(ts.stretch.Len(), 1))
	best.labels = sum / most
	best.place = 1 + placeFactor(zones)
	best.lead = 1 + leadFactor*min(max(lead, 0), 1)
	best.spread = 1
	if spread != 0 {
		best.spread += float64(63-bits.LeadingZeros64(spread)-bits.TrailingZeros64(spread)) / 63
	}
	c.strength = best.product()
	return best
}

// kindFactor returns what a label counts for being preferred or not.
func (s *scratch) kindFactor(r labelRef) float64 {
	if r.kind == vocab.Preferred {
		return 1
	}
	if others := s.lexicon.other[r.concept]; int(others) < len(s.powers.crowd) {
		return alternativeFactor * s.powers.crowd[others]
	}
	return alternativeFactor * math.Pow(float64(s.lexicon.other[r.concept]), -crowdPower)
}

// powers are those that the formula takes of small numbers.
type powers struct {
	length [maxLabelWords + 1]float64 // n^lengthPower
	crowd  [64]float64                // n^-crowdPower
}

func newPowers() *powers {
	p := &powers{}
	for n := range p.length {
		p.length[n] = math.Pow(float64(n), lengthPower)
	}
	for n := range p.crowd {
		p.crowd[n] = math.Pow(float64(n), -crowdPower)
	}
	return p
}

// placeFactor returns what the best of the zones adds.
func placeFactor(zones uint8) float64 {
	switch {
	case zones&(1<<zoneTitle) != 0:
		return titleFactor
	case zones&(1<<zoneHeading) != 0:
		return headingFactor
	case zones&(1<<zoneSummary) != 0:
		return summaryFactor
	}
	return 0
}

// relate sums, for each candidate, the strengths of those it is related to.
func (s *scratch) relate() {
	for i := range s.candidates {
		c := &s.candidates[i]
		for _, n := range s.graph.of(c.concept) {
			if j := s.slot[n]; j > 0 {
				d := &s.candidates[j-1]
				c.related += d.strength
				d.related += c.strength
			}
		}
	}
}

// combine computes what other concepts and the definition add to what a
// candidate's labels say.
func (s *scratch) combine(ts *tallies, c *candidate) {
	c.together = 1 + math.Sqrt(relatedFactor*c.related/c.strength)
	cos := s.profiles.cosine(c.concept, ts) * min(c.mentions, 1) * min(math.Sqrt(c.rarity/everyday), 1)
	c.defined = cosineFactor * cos
}

// byLength returns what the length of a text adds to the logits of scores.
func byLength(ts *tallies) float64 {
	return -lengthSlope * math.Log(float64(max(ts.total, leastWords)))
}
