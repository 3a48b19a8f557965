package tagger

import (
	"math"
	"math/bits"

	"github.com/catchword/catchword/vocab"
)

// A feature is the number of something that a trained model knows of a concept
// in a stretch of text.
type feature int

// What the labels and the definition of a concept say, and what the formula of
// score.go makes of it.
const (
	featureFound       feature = iota // 1 if a label was found
	featureLogit                      // the formula's
	featureStrength                   // ln strength
	featureTogether                   // ln of strength with what related concepts add
	featureRank                       // ln of its place by the formula
	featureGap                        // what its logit lacks of the best
	featurePreferred                  // ln(1 + mentions) of its preferred label
	featureOthers                     // the same of all other labels
	featureWeight                     // the sum of ln(1 + mentions)·rarity over forms of the preferred label
	featureOtherWeight                // the same of all other labels
	featureForms                      // forms of its labels that were found
	featureRarity                     // of the rarest
	featureWords                      // of the longest
	featureTitle
	featureNamed  // 1 if the title has the preferred label
	featureHinted // 1 if it has another
	featureHeading
	featureLead
	featureSpread
	featureLast  // how near the end it is mentioned last
	featureExact // how surely the best label was met
	featureRelated
	featureCosine // of text and definition
	featureLength // ln of the words of the text

	statics // how many there are that do not depend on other texts
)

// What training texts say of the concept.
const (
	featureRate      = statics + iota // the share of matches of the best label form that were right
	featureEither                     // 1 - the product of what all of them lack
	featureTried                      // ln(1 + matches) of the best
	featureManner                     // as featureRate, of matches in the same manner
	featureAnyManner                  // as featureEither, likewise
	featurePrior                      // ln of the share of texts that have the concept
	featureKey                        // ln of how often it is assigned where it is found
	featureExamples                   // ln(1 + texts that have the concept)

	featureMargin // what the words say: of the linear classifier
	featurePlace  // ln of its place by the margin
	featureLack   // what its margin lacks of the best
	featureCentroid
	featureCentroidZ
	featureNear // neighbours

	featureSpelling      // how much its labels are spelt like the title
	featureSpellingShare // how much of one of them the title has
	featureSpellingGap   // what its likeness lacks of the greatest

	features // how many there are
)

// describe fills in what the labels of a candidate say in ts, where its rank by
// the formula, from 0, and the highest logit are given; what it says of concepts
// of which no label was found, if the candidate is nil.
func (s *scratch) describe(ts *tallies, c *candidate, rank int, best float64, out []float64) {
	out[featureLength] = math.Log(float64(max(ts.total, leastWords)))
	if c == nil {
		out[featureLogit], out[featureStrength], out[featureTogether] = noLogit, noStrength, noStrength
		out[featureRank], out[featureGap] = math.Log1p(float64(rank)), noLogit
		return
	}
	out[featureFound] = 1
	out[featureLogit] = c.logit
	out[featureStrength] = math.Log(c.strength)
	out[featureTogether] = math.Log(c.strength * c.together)
	out[featureRank] = math.Log1p(float64(rank))
	out[featureGap] = c.logit - best
	out[featureRelated] = math.Log1p(c.related)
	var zones uint8
	var spread uint64
	first, last := math.MaxInt, 0
	surest := Loose
	var others float64
	for _, r := range s.refs[c.from:c.to] {
		t := &ts.list[r.tally]
		f := &s.lexicon.forms[t.form]
		weight, inTitle := math.Log1p(t.mentions)*float64(f.rarity), float64(t.zones>>zoneTitle&1)
		if r.kind == vocab.Preferred {
			out[featurePreferred] = max(out[featurePreferred], math.Log1p(t.mentions))
			out[featureWeight] += weight
			out[featureNamed] = max(out[featureNamed], inTitle)
		} else {
			others += t.mentions
			out[featureOtherWeight] += weight
			out[featureHinted] = max(out[featureHinted], inTitle)
		}
		out[featureForms]++
		out[featureRarity] = max(out[featureRarity], float64(f.rarity))
		out[featureWords] = max(out[featureWords], float64(f.content))
		zones |= t.zones
		spread |= t.spread
		first, last = min(first, t.first), max(last, t.last)
		surest = min(surest, t.best)
	}
	out[featureOthers] = math.Log1p(others)
	out[featureTitle] = float64(zones >> zoneTitle & 1)
	out[featureHeading] = float64((zones>>zoneHeading | zones>>zoneSummary) & 1)
	length := float64(max(ts.stretch.Len(), 1))
	out[featureLead] = 1 - min(max(float64(first-ts.stretch.Start)/length, 0), 1)
	out[featureLast] = min(max(float64(last-ts.stretch.Start)/length, 0), 1)
	if spread != 0 {
		out[featureSpread] = float64(63-bits.LeadingZeros64(spread)-bits.TrailingZeros64(spread)) / 63
	}
	out[featureExact] = float64(Loose - surest)
}

// What a concept has of which no label was found.
const (
	noLogit    = -12
	noStrength = -4
)

// knownOfUnfound returns what is known of all such concepts in all texts: what
// describe and tracks.describe fill in.
func knownOfUnfound() map[int32]float64 {
	known := make(map[int32]float64)
	for f := range featurePrior {
		known[int32(f)] = 0
	}
	for _, f := range []feature{featureRank, featureCosine, featureLength} { // which differ
		delete(known, int32(f))
	}
	known[int32(featureLogit)], known[int32(featureGap)] = noLogit, noLogit
	known[int32(featureStrength)], known[int32(featureTogether)] = noStrength, noStrength
	return known
}

// A group is a number of features that are explained together.
type group struct {
	name     string
	features []feature
}

// groups are what explanations of a model's scores are made of, in their order.
var groups = []group{
	{"labels found", []feature{featureFound, featureLogit, featureStrength, featureTogether, featureRank, featureGap, featureForms}},
	{"mentions", []feature{featurePreferred, featureOthers, featureWeight, featureOtherWeight}},
	{"rarity and length of the label", []feature{featureRarity, featureWords}},
	{"how the label was met", []feature{featureExact}},
	{"in title, heading or summary", []feature{featureTitle, featureNamed, featureHinted, featureHeading}},
	{"place in the text", []feature{featureLead, featureLast, featureSpread}},
	{"related concepts present", []feature{featureRelated}},
	{"similar to the definition", []feature{featureCosine}},
	{"length of the text", []feature{featureLength}},
	{"how often its labels were right", []feature{featureRate, featureEither, featureTried, featureManner, featureAnyManner, featureKey}},
	{"how often it is assigned", []feature{featurePrior, featureExamples}},
	{"spelt like the title", []feature{featureSpelling, featureSpellingShare, featureSpellingGap}},
	{"words of texts that have it", []feature{featureMargin, featurePlace, featureLack, featureCentroid, featureCentroidZ, featureNear}},
}
