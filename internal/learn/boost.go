package learn

import (
	"fmt"
	"math"
)

// BoostOptions say how [Boost] learns.
type BoostOptions struct {
	// Trees is how many trees are grown, 64 by default. There are fewer if no
	// split lowers the loss any more.
	Trees int

	// Rate is how much of each tree's answer is believed, .15 by default.
	Rate float64

	// Leaves is how many leaves a tree has at most, 8 by default and no more than
	// 64.
	Leaves int

	// LeastLeaf is how many rows a leaf has at least, 60 by default.
	LeastLeaf int

	// L2 is what is added to the sum of p(1-p) by which the value of a leaf is
	// divided, 50 by default, which keeps small leaves small. Negative is none.
	L2 float64
}

func (o BoostOptions) withDefaults() BoostOptions {
	o.Trees = orDefault(o.Trees, 64)
	o.Leaves = orDefault(o.Leaves, 8)
	o.LeastLeaf = orDefault(o.LeastLeaf, 60)
	o.Rate = orDefault(o.Rate, .15)
	o.L2 = max(orDefault(o.L2, 50), 0)
	return o
}

func orDefault[T int | float64](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}

// surest is the logit beyond which odds are no longer told apart in training, so
// that they stay finite.
const surest = 600

// Boosted are trees whose sum is the logit of a probability.
type Boosted struct{ Trees }

// Logit returns ln(p/(1-p)) for the probability p that x belongs, or NaN if x
// has not Width numbers.
func (m *Boosted) Logit(x []float64) float64 { return m.Sum(x) }

// Boost learns a model of probabilities by gradient boosting for the loss
// -y ln p - (1-y) ln(1-p): tree after tree is grown on how much each row would
// move the sum, g = p-y, and how sure that is, h = p(1-p), and a leaf adds
//
//	-rate × sum of g / (sum of h + l2)
//
// over its rows (Friedman, "Greedy function approximation", Annals of
// Statistics 2001; Chen and Guestrin, "XGBoost", KDD 2016). The base is the
// logit of the share of yes. Where all labels are 0 or all are 1, there is
// nothing to learn from: the model has no trees, and a share of (yes+1)/(all+2).
//
// The cost is of the order of rows × features × trees. It takes one goroutine:
// several models can be learned from one table at once. The error is an
// *InputError.
func Boost(s Sample, o BoostOptions) (*Boosted, error) {
	o = o.withDefaults()
	set, err := s.collect()
	if err != nil {
		return nil, err
	}
	switch {
	case o.Trees < 0 || o.Leaves < 0 || o.LeastLeaf < 0:
		return nil, &InputError{"options", -1, "a negative number of trees, leaves or rows"}
	case o.Leaves > maxLeaves:
		return nil, &InputError{"options", -1, fmt.Sprintf("%d leaves", o.Leaves)}
	case !(o.Rate > 0 && o.Rate <= 1):
		return nil, &InputError{"options", -1, fmt.Sprintf("rate %v", o.Rate)}
	case !(o.L2 <= math.MaxFloat64):
		return nil, &InputError{"options", -1, fmt.Sprintf("l2 %v", o.L2)}
	}
	m := &Boosted{Trees{Width: s.Table.width}}
	no := float64(len(set.label)) - set.yes
	if set.yes <= 0 || no <= 0 {
		m.Base = math.Log((set.yes + 1) / (no + 1))
		return m, nil
	}
	m.Base = min(max(math.Log(set.yes/no), -surest), surest)
	newBooster(s.Table, set, o, m.Base).run(&m.Trees, o)
	return m, nil
}

// A booster keeps where the rows of a sample stand while trees are added.
type booster struct {
	*grower
	set  *rowSet
	odds []float64 // p/(1-p) of each row: exp of the sum so far
	g, h []float64
}

func newBooster(t *Table, set *rowSet, o BoostOptions, base float64) *booster {
	n := len(set.label)
	b := &booster{
		grower: &grower{
			edges: t.edges, features: t.features, blocks: set.blocks,
			leaves: min(o.Leaves, n), leastLeaf: max(o.LeastLeaf, 1), l2: o.L2,
			words: make([]uint64, n), rows: make([]int32, n), spare: make([]int32, n),
		},
		set: set, odds: make([]float64, n), g: make([]float64, n), h: make([]float64, n),
	}
	odds := math.Exp(base)
	for i := range b.odds {
		b.odds[i] = odds
	}
	return b
}

// run adds trees to t.
func (b *booster) run(t *Trees, o BoostOptions) {
	for range o.Trees {
		b.differentiate()
		leaves := b.grow(t)
		if len(leaves) == 1 {
			t.fell()
			return
		}
		for i := range leaves {
			b.settle(t, &leaves[i], o.Rate)
		}
		t.addCovers()
	}
}

// differentiate finds g and h of all rows, and packs them.
func (b *booster) differentiate() {
	var sumG, sumH float64
	for i, odds := range b.odds {
		p := odds / (1 + odds)
		g, h := p-b.set.label[i], p*(1-p)
		b.g[i], b.h[i] = g, h
		sumG += math.Abs(g)
		sumH += h
	}
	b.packing = newPacking(len(b.odds), sumG, sumH)
	for i, g := range b.g {
		b.words[i] = b.pack(i, g, b.h[i])
	}
}

// settle gives a leaf its value, from exact sums, and moves its rows by it.
func (b *booster) settle(t *Trees, leaf *bud, rate float64) {
	rows := b.rows[leaf.from:leaf.to]
	var sumG, sumH float64
	for _, i := range rows {
		sumG += b.g[i]
		sumH += b.h[i]
	}
	t.Cover[leaf.node] = float32(len(rows))
	v := rate * (-sumG / (sumH + b.l2))
	t.Value[leaf.node] = v
	least, most, f := math.Exp(-surest), math.Exp(surest), math.Exp(v)
	for _, i := range rows {
		b.odds[i] = min(max(b.odds[i]*f, least), most)
	}
}
