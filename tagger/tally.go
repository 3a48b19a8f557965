package tagger

import (
	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/span"
)

// A zone is what part of a report a block is: words in its title say more than
// words in its last paragraph.
type zone uint8

const (
	zoneBody zone = iota
	zoneSummary
	zoneHeading
	zoneTitle
)

// maxEvidence is the number of places that are shown for a suggestion.
const maxEvidence = 10

// A tally is what was seen of a form in a stretch of text.
type tally struct {
	form     int32
	count    int32
	mentions float64 // the sum of the occurrences' weights
	best     Match
	zones    uint8  // bit z: it occurs in zone z
	spread   uint64 // bit i: it occurs in the ith of 64 equal parts of the stretch
	first    int    // place of its first occurrence
	last     int    // of its last
	shown    [maxEvidence]int32
}

// tallies are the tallies of a stretch of text, by form.
type tallies struct {
	stretch span.Span
	isPart  bool    // a section, and not the report
	slot    []int32 // by form: its index in list and one, 0 for none
	list    []tally
	words   []uint32  // numbers of the stems that occur
	counts  []int32   // by number of a stem: how often
	weights []float64 // likewise, its weight in the text; nil if concepts have no profiles
	norm    float64   // of these
	total   int       // words of all kinds
}

// reset makes ts empty, for a new stretch.
func (ts *tallies) reset(stretch span.Span) {
	for i := range ts.list {
		ts.slot[ts.list[i].form] = 0
	}
	for _, w := range ts.words {
		ts.counts[w] = 0
		if ts.weights != nil {
			ts.weights[w] = 0
		}
	}
	ts.norm = 0
	ts.list, ts.words, ts.stretch, ts.total = ts.list[:0], ts.words[:0], stretch, 0
}

// add counts an occurrence in a zone, and reports whether it is among the first
// of its form, which are remembered as place n.
func (ts *tallies) add(o *occurrence, n int32, z zone) bool {
	i := ts.slot[o.form]
	if i == 0 {
		ts.list = append(ts.list, tally{form: o.form, best: o.match, first: o.Start})
		i = int32(len(ts.list))
		ts.slot[o.form] = i
	}
	t := &ts.list[i-1]
	early := t.count < maxEvidence
	if early {
		t.shown[t.count] = n
	}
	t.count++
	t.last = o.Start
	t.mentions += o.weight
	t.best = min(t.best, o.match)
	t.zones |= 1 << z
	if z == zoneBody {
		t.spread |= 1 << (64 * (o.Start - ts.stretch.Start) / max(ts.stretch.Len(), 1) & 63)
	}
	return early
}

// count counts the stems of tokens.
func (ts *tallies) count(tokens []token) {
	for i := range tokens {
		t := tokens[i].term
		if t.stem == 0 || t.role&roleStop != 0 {
			continue
		}
		if ts.counts[t.stem] == 0 {
			ts.words = append(ts.words, t.stem)
		}
		ts.counts[t.stem]++
	}
}

// What an occurrence counts in some contexts, of what it counts elsewhere.
const (
	listWeight = 0.5  // in passing, in a list of five or more
	verbWeight = 0.03 // a word in -ing, or after can and will, that is a verb there
)

// inContext returns what the place of an occurrence makes of its weight.
func (s *scratch) inContext(text string, o *occurrence) float64 {
	last := o.last
	weight := 1.0
	if o.first == last && s.isVerb(text, o) {
		weight *= verbWeight
	}
	left, right := s.tokens[o.first].gap, analysis.Gap(0)
	if last+1 < len(s.tokens) {
		right = s.tokens[last+1].gap
	}
	if (left|right)&analysis.GapComma != 0 {
		from, to := max(o.first-listWindow, 0), min(last+listWindow, len(s.tokens)-1)
		if s.tokens[to].commas-s.tokens[from].commas >= listCommas {
			weight *= listWeight
		}
	}
	return weight
}

// A list is recognised by its commas: so many within so many tokens on both
// sides of a member.
const (
	listWindow = 12
	listCommas = 4
)
