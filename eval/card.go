package eval

import (
	"fmt"
	"slices"
)

// A card has what one ranking is worth for one text.
type card struct {
	options  *Options
	gold     []string // what is right, sorted
	indexers [][]string
	ranked   []Suggestion
	hits     []bool // by rank
	shown    int    // how many suggestions reach the threshold
}

func newCard(o *Options, t *Text) *card {
	c := &card{options: o, gold: Agreed(t.Gold, o.Agree), ranked: Rank(t.Suggestions)}
	for _, set := range t.Gold {
		if set != nil {
			c.indexers = append(c.indexers, unique(set))
		}
	}
	c.hits = make([]bool, len(c.ranked))
	for i, s := range c.ranked {
		_, c.hits[i] = slices.BinarySearch(c.gold, s.ID)
		if s.Score >= o.Threshold {
			c.shown++
		}
	}
	return c
}

// A cutoff is how much of a ranking counts: the first k, or what reaches the
// threshold if k is 0.
type cutoff int

// String returns what follows the name of a measure: "@5", or nothing.
func (k cutoff) String() string {
	if k == 0 {
		return ""
	}
	return fmt.Sprintf("@%d", int(k))
}

// cutoffs returns those that the options ask for, the threshold last.
func (o *Options) cutoffs() []cutoff {
	var all []cutoff
	for _, k := range o.K {
		all = append(all, cutoff(k))
	}
	return append(all, 0)
}

// count returns the number of suggestions before a cutoff.
func (c *card) count(k cutoff) int {
	if k == 0 {
		return c.shown
	}
	return min(int(k), len(c.ranked))
}

// first returns the IDs of the first n suggestions, or of all.
func (c *card) first(n int) []string {
	ids := make([]string, min(n, len(c.ranked)))
	for i := range ids {
		ids[i] = c.ranked[i].ID
	}
	return ids
}

// A share is a fraction. A measure of many texts is the sum of the numerators of
// their shares over the sum of the denominators: an average over texts where
// each denominator is 1, and a measure of all suggestions together where it is a
// count.
type share struct{ of, all float64 }

// A measure has a share for each text.
type measure struct {
	name string
	of   func(*card) share
}

// measures returns those that are sums over texts.
func (o *Options) measures() []measure {
	var all []measure
	add := func(name string, of func(*card) share) { all = append(all, measure{name, of}) }
	mean := func(name string, of func(*card) float64) {
		add(name, func(c *card) share {
			if len(c.gold) == 0 {
				return share{}
			}
			return share{of(c), 1}
		})
	}
	for _, k := range o.cutoffs() {
		mean("P"+k.String(), func(c *card) float64 {
			if k == 0 {
				return PrecisionAt(c.hits, c.shown)
			}
			return PrecisionAt(c.hits, int(k))
		})
		mean("R"+k.String(), func(c *card) float64 { return RecallAt(c.hits, len(c.gold), c.count(k)) })
		mean("F1"+k.String(), func(c *card) float64 { return F1At(c.hits, len(c.gold), c.count(k)) })
		hits := func(c *card) float64 { return float64(hitsAt(c.hits, c.count(k))) }
		add("micro P"+k.String(), func(c *card) share { return share{hits(c), float64(c.count(k))} })
		add("micro R"+k.String(), func(c *card) share { return share{hits(c), float64(len(c.gold))} })
		add("micro F1"+k.String(), func(c *card) share { return share{2 * hits(c), float64(c.count(k) + len(c.gold))} })
	}
	for _, k := range o.K {
		mean("nDCG"+cutoff(k).String(), func(c *card) float64 { return NDCGAt(c.hits, len(c.gold), k) })
	}
	mean("R-precision", func(c *card) float64 { return RPrecision(c.hits, len(c.gold)) })
	mean("MAP", func(c *card) float64 { return AveragePrecision(c.hits, len(c.gold)) })
	mean("R@all", func(c *card) float64 { return RecallAt(c.hits, len(c.gold), len(c.hits)) })
	mean("coverage", func(c *card) float64 { return float64(min(c.shown, 1)) })
	add("consistency", func(c *card) share { return c.consistency(0) })
	for _, k := range o.K {
		add("consistency"+cutoff(k).String(), func(c *card) share { return c.consistency(k) })
	}
	if o.Broader != nil {
		for _, k := range o.cutoffs() {
			add("hierarchical P"+k.String(), func(c *card) share { s := c.hierarchical(k); return share{s.common, s.suggested} })
			add("hierarchical R"+k.String(), func(c *card) share { s := c.hierarchical(k); return share{s.common, s.gold} })
			add("hierarchical F1"+k.String(), func(c *card) share { s := c.hierarchical(k); return share{2 * s.common, s.suggested + s.gold} })
		}
	}
	return all
}

// consistency returns the sum of the consistencies of the first k suggestions
// with each indexer, and the number of indexers; for k = 0, of as many
// suggestions as that indexer gave concepts.
func (c *card) consistency(k int) share {
	var s share
	for _, set := range c.indexers {
		n := k
		if n == 0 {
			n = len(set)
		}
		s.of += Consistency(c.first(n), set)
		s.all++
	}
	return s
}

// overlap has the sizes of two sets, and of what they share.
type overlap struct{ common, suggested, gold float64 }

// hierarchical compares what is suggested with what is right, each with all
// broader concepts.
func (c *card) hierarchical(k cutoff) overlap {
	suggested := Ancestry(c.first(c.count(k)), c.options.Broader)
	gold := Ancestry(c.gold, c.options.Broader)
	return overlap{float64(common(suggested, gold)), float64(len(suggested)), float64(len(gold))}
}
