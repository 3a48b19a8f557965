package tagger

import "math"

// reason is the number of a named contribution to the score.
type reason int

const (
	reasonBase reason = iota
	reasonText
	reasonMentions
	reasonRarity
	reasonLength
	reasonKind
	reasonLabels
	reasonPlace
	reasonLead
	reasonSpread
	reasonRelated
	reasonDefinition
	reasons
)

// reasonNames are what explanations call the contributions.
var reasonNames = [reasons]string{
	"base", "length of the text", "mentions", "rarity of the label", "length of the label", "kind of label", "other labels",
	"in title, heading or summary", "early mention", "spread over the text", "related concepts present", "similar to the definition",
}

// reasons returns what adds up to the formula's logit of a candidate: the
// logarithm of each factor of its strength, and what else is in score.go.
func (s *scratch) reasons(ts *tallies, c *candidate) [reasons]float64 {
	f := s.weigh(ts, c)
	of := [reasons]float64{
		reasonMentions: f.mentions, reasonRarity: f.rarity, reasonLength: f.length, reasonKind: f.kind, reasonLabels: f.labels,
		reasonPlace: f.place, reasonLead: f.lead, reasonSpread: f.spread,
		reasonRelated: c.together, reasonDefinition: 1 + c.defined/(c.strength*c.together),
	}
	for i := reasonMentions; i < reasons; i++ {
		of[i] = scoreSlope * math.Log(of[i])
	}
	of[reasonBase], of[reasonText] = s.base, byLength(ts)
	return of
}
