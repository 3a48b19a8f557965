package learn

import (
	"math"
	"math/bits"
	"slices"
)

// A Forest has the sums of [Trees], to the last digit, and has them sooner. It does
// not walk, as the next step of a walk waits for the one before: all splits of a
// tree are looked at, each of which rules out the leaves on one side of it, and the
// first leaf that is left is where a walk would end (Lucchese et al., "QuickScorer",
// SIGIR 2015). It is immutable and safe for concurrent use.
type Forest struct {
	width  int
	base   float64
	groups []group
	slack  float64 // more than two sums of the same leaves differ by
}

// A group is some trees, side by side. Those that it lacks, the last may, add 0.
type group struct {
	splits  [][together]split // the first of each tree, the second of each …
	values  [together][]float64
	ceiling float64 // what they and all behind them can add at most
}

// A split rules out leaves of its tree, which has a bit for each, from the left.
type split struct {
	threshold float64
	feature   int32
	right     uint64 // leaves that are left to what is greater than the threshold
}

// Forest makes a Forest of t, which must be right by Check or come from [Boost]. It
// is for rows of which some numbers are known, by their features: splits by these
// are none any more.
func (t *Trees) Forest(known map[int32]float64) *Forest {
	f := &Forest{width: t.Width, base: t.Base, groups: make([]group, (len(t.Roots)+together-1)/together)}
	for i := range f.groups {
		for k := range together {
			if at := together*i + k; at < len(t.Roots) {
				f.groups[i].add(t, t.Roots[at], k, 0, known)
			} else {
				f.groups[i].values[k] = []float64{0}
			}
		}
	}
	ceiling, size := 0.0, math.Abs(f.base)
	for i := len(f.groups) - 1; i >= 0; i-- {
		for _, values := range f.groups[i].values {
			ceiling += slices.Max(values)
			size += max(slices.Max(values), -slices.Min(values))
		}
		f.groups[i].ceiling = ceiling
	}
	f.slack = 1e-9 * size
	return f
}

// add adds what is below a node to the kth tree, of which so many splits are there,
// and returns how many these are then.
func (g *group) add(t *Trees, node int32, k, splits int, known map[int32]float64) int {
	n := &t.Nodes[node]
	if n.Left == node {
		g.values[k] = append(g.values[k], t.Value[node])
		return splits
	}
	switch x, ok := known[n.Feature]; {
	case ok && x > n.Threshold:
		return g.add(t, n.Left+1, k, splits, known)
	case ok:
		return g.add(t, n.Left, k, splits, known)
	}
	if splits == len(g.splits) {
		var none [together]split
		for i := range none {
			none[i].threshold = math.Inf(1) // nothing is greater
		}
		g.splits = append(g.splits, none)
	}
	from := len(g.values[k])
	next := g.add(t, n.Left, k, splits+1, known)
	g.splits[splits][k] = split{n.Threshold, n.Feature, ^(uint64(1)<<len(g.values[k]) - uint64(1)<<from)}
	return g.add(t, n.Left+1, k, next, known)
}

// Ceiling returns what no sum is above.
func (f *Forest) Ceiling() float64 {
	if len(f.groups) == 0 {
		return f.base + f.slack
	}
	return f.base + f.groups[0].ceiling + f.slack
}

// Sum returns [Trees.Sum]. It allocates nothing.
func (f *Forest) Sum(x []float64) float64 { return f.SumFrom(x, math.Inf(-1)) }

// SumFrom returns the Sum of x if that is least or more, and else that or negative
// infinity: as soon as the trees that are left can't make up for what lacks, they
// are not asked. It allocates nothing.
func (f *Forest) SumFrom(x []float64, least float64) float64 {
	if len(x) != f.width {
		return math.NaN()
	}
	least -= f.slack
	sum := f.base
	for i := range f.groups {
		g := &f.groups[i]
		if sum+g.ceiling < least {
			return math.Inf(-1)
		}
		sum += g.sum(x)
	}
	return sum
}

// sum returns what the trees of a group add for x.
func (g *group) sum(x []float64) float64 {
	a, b, c, d := ^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)
	for i := range g.splits {
		s := &g.splits[i]
		a &= s[0].left(x)
		b &= s[1].left(x)
		c &= s[2].left(x)
		d &= s[3].left(x)
	}
	v := &g.values
	return v[0][bits.TrailingZeros64(a)] + v[1][bits.TrailingZeros64(b)] +
		v[2][bits.TrailingZeros64(c)] + v[3][bits.TrailingZeros64(d)]
}

// left returns the leaves that a split leaves to x.
func (s *split) left(x []float64) uint64 {
	var right uint64 // not a jump but a number, for no processor can foresee it
	if x[s.feature] > s.threshold {
		right = 1
	}
	return s.right | (right - 1)
}
