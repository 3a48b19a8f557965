package learn

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
)

// ForestOptions say how [GrowForest] learns.
type ForestOptions struct {
	// Trees is how many trees are grown, 200 by default.
	Trees int

	// Features is which share of the features is tried for a split, .2 by
	// default, and one feature at least.
	Features float64

	// LeastLeaf is how many rows a leaf has at least, 5 by default. Rows that
	// were drawn several times count once.
	LeastLeaf int

	// Seed is where the random numbers begin.
	Seed uint64

	// Workers is how many goroutines grow trees, by default as many as there
	// are processors. The model does not depend on it.
	Workers int
}

// A Forest is an average of trees, whose sum is a probability.
type Forest struct{ Trees }

// Probability returns how likely it is that x belongs, from 0 to 1, or NaN if
// x has not Width numbers.
func (f *Forest) Probability(x []float64) float64 { return min(max(f.Sum(x), 0), 1) }

// Logit returns ln(p/(1-p)) for the Probability p, of which what is nearer to 0
// or 1 than .001 is taken for that: no number of trees is surer.
func (f *Forest) Logit(x []float64) float64 {
	p := min(max(f.Sum(x), .001), .999)
	return math.Log(p / (1 - p))
}

// GrowForest learns a random forest (Breiman, "Random forests", Machine Learning
// 2001). Each tree learns from as many rows as there are, drawn with putting
// back. Every leaf is split as long as it has rows of both kinds and twice
// LeastLeaf of them, by the feature and threshold among some drawn at random
// that leave the least variance of the labels (for labels of 0 and 1 half the
// Gini impurity). More features are drawn if no split is possible by these. A leaf
// says the share of yes of its rows, weighted, and the forest the average.
// Contributions to it are of probability, not of logits.
//
// The same sample and options give the same forest, whatever the workers. An
// error is a [SampleError].
func GrowForest(s Sample, o ForestOptions) (*Forest, error) {
	o.Trees = orDefault(o.Trees, 200)
	o.Features = orDefault(o.Features, .2)
	o.LeastLeaf = orDefault(o.LeastLeaf, 5)
	set, err := s.collect(o.Workers)
	if err != nil {
		return nil, err
	}
	switch {
	case o.Trees < 0 || o.LeastLeaf < 0:
		return nil, &SampleError{-1, "a negative number of trees or rows"}
	case !(o.Features > 0 && o.Features <= 1):
		return nil, &SampleError{-1, fmt.Sprintf("share of features %v", o.Features)}
	}
	trees := make([]Trees, o.Trees)
	eachOf(o.Workers, o.Trees, func(k int) {
		newPlanter(s.Table, set, o, k).grow(&trees[k])
	})
	f := &Forest{Trees{Width: s.Table.width}}
	for k := range trees {
		f.append(&trees[k], 1/float64(o.Trees))
	}
	return f, nil
}

// append adds trees whose values are multiplied by factor.
func (t *Trees) append(o *Trees, factor float64) {
	from := int32(len(t.Nodes))
	for _, r := range o.Roots {
		t.Roots = append(t.Roots, from+r)
	}
	for i, n := range o.Nodes {
		n.Left += from
		t.Nodes = append(t.Nodes, n)
		t.Value = append(t.Value, o.Value[i]*factor)
		t.Cover = append(t.Cover, o.Cover[i])
	}
}

// A planter grows one tree of a forest.
type planter struct {
	table  *Table
	set    *rowSet
	random *rand.Rand
	packing
	words       []uint64 // by row: g is minus weight times label, h the weight
	weight      []float64
	rows, spare []int32
	slots       []int32 // the features of the table, in any order
	tries       int
	leastLeaf   int
	sums        [256]uint64 // all zero between two uses
}

// newPlanter draws the rows of tree k.
func newPlanter(t *Table, set *rowSet, o ForestOptions, k int) *planter {
	n := len(set.label)
	p := &planter{
		table: t, set: set, random: rand.New(rand.NewPCG(o.Seed, uint64(k))),
		words: make([]uint64, n), weight: make([]float64, n), spare: make([]int32, n),
		slots: make([]int32, len(t.features)), leastLeaf: max(o.LeastLeaf, 1),
		tries: max(int(o.Features*float64(t.width)+.5), 1),
	}
	for i := range p.slots {
		p.slots[i] = int32(i)
	}
	for range n {
		i := p.random.IntN(n)
		p.weight[i] += set.weight[i]
	}
	var sumG, sumH float64
	for i, w := range p.weight {
		sumG += w * set.label[i]
		sumH += w
	}
	p.packing = newPacking(n, sumG, sumH)
	for i, w := range p.weight {
		if w > 0 {
			p.rows = append(p.rows, int32(i))
			p.words[i] = p.pack(i, -w*set.label[i], w)
		}
	}
	return p
}

// grow grows the tree, to the left first.
func (p *planter) grow(t *Trees) {
	todo := []bud{{node: t.plant(), to: len(p.rows)}}
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		pure := p.settle(t, &b)
		if pure || b.to-b.from < 2*p.leastLeaf || b.depth == MaxDepth {
			continue
		}
		c := p.search(&b)
		if c.left == 0 {
			continue
		}
		t.Value[b.node] = 0
		left := t.split(b.node, p.table.features[c.slot], p.table.edges[c.slot][c.bin])
		block, lane := p.set.blocks[c.slot/lanes], int(c.slot%lanes)
		middle := b.from + part(p.rows[b.from:b.to], p.spare, block[lane:], c.bin)
		todo = append(todo,
			bud{node: left + 1, depth: b.depth + 1, from: middle, to: b.to},
			bud{node: left, depth: b.depth + 1, from: b.from, to: middle})
	}
	t.addCovers()
}

// settle gives a leaf its value and its sums, and tells whether all its rows
// have the same label.
func (p *planter) settle(t *Trees, b *bud) (pure bool) {
	var yes, all float64
	pure = true
	first := p.set.label[p.rows[b.from]]
	for _, i := range p.rows[b.from:b.to] {
		b.total += p.words[i]
		all += p.weight[i]
		yes += p.weight[i] * p.set.label[i]
		pure = pure && p.set.label[i] == first
	}
	t.Value[b.node], t.Cover[b.node] = yes/all, float32(all)
	return pure
}

// search draws features until enough have been tried and a split was found.
func (p *planter) search(b *bud) cutting {
	best := cutting{gain: math.Inf(-1)}
	rows := p.rows[b.from:b.to]
	for k := range p.slots {
		if k >= p.tries && best.left != 0 {
			break
		}
		j := k + p.random.IntN(len(p.slots)-k)
		p.slots[k], p.slots[j] = p.slots[j], p.slots[k]
		p.try(p.slots[k], rows, b.total, &best)
	}
	return best
}

// try makes a split by a feature the best one if it is better, or as good and
// its feature comes first.
func (p *planter) try(slot int32, rows []int32, total uint64, best *cutting) {
	block := p.set.blocks[slot/lanes][slot%lanes:]
	var used [4]uint64 // the bins that have rows
	for _, i := range rows {
		bin := block[int(i)*lanes]
		p.sums[bin] += p.words[i]
		used[bin>>6] |= 1 << (bin & 63)
	}
	sumG, sumH := p.gh(total)
	all := p.count(total)
	var left uint64
	for part, set := range used {
		for ; set != 0; set &= set - 1 {
			bin := part<<6 | bits.TrailingZeros64(set)
			left += p.sums[bin]
			p.sums[bin] = 0
			n := p.count(left)
			if n < p.leastLeaf || all-n < p.leastLeaf {
				continue
			}
			lg, lh := p.gh(left)
			rg, rh := sumG-lg, sumH-lh
			if lh <= 0 || rh <= 0 {
				continue
			}
			gain := lg*lg/lh + rg*rg/rh
			if gain > best.gain || gain == best.gain && slot < best.slot {
				*best = cutting{gain, slot, uint8(bin), left}
			}
		}
	}
}
