package learn

import "math"

// leastBend is the least sum of h in a leaf: with less, its value is noise.
const leastBend = 1e-3

// alone is how many bins a leaf's rows have together below which they are
// counted by one goroutine, since waking others takes longer.
const alone = 1 << 16

// A histogram has for each block, lane and bin the sum of the words of the
// rows there.
type histogram []blockSums

type blockSums [lanes][256]uint64

// A grower grows trees over the rows of a sample, one after the other, for the
// words that it is given. Trees grow best leaf first: the leaf whose best
// split lowers the loss most is split next (Shi, "Best-first decision tree
// learning", 2007; Ke et al., "LightGBM", NIPS 2017).
type grower struct {
	edges    [][]float64
	features []int32
	blocks   [][]uint8 // of the sample's rows
	signs    []int8    // by slot: +1 if sums must not fall with the feature, -1 not rise; nil if none

	leaves    int
	leastLeaf int
	l2        float64
	workers   int

	words []uint64 // by row of the sample
	packing
	rows, spare []int32 // the rows, those of a leaf side by side and ascending
	free        []histogram
	found       [][2]cutting // by block
}

// A bud is a leaf that may become a split.
type bud struct {
	node     int32
	depth    int
	from, to int // in grower.rows
	total    uint64
	low, up  float64 // what its value must lie between
	hist     histogram
	best     cutting
}

// A cutting is how to split a leaf.
type cutting struct {
	gain float64 // 0 for none
	slot int32
	bin  uint8  // the last on the left
	left uint64 // sum of the words on the left
}

// grow adds a tree to t, and returns its leaves. The words must be packed.
func (g *grower) grow(t *Trees) []bud {
	for i := range g.rows {
		g.rows[i] = int32(i)
	}
	root := bud{node: t.plant(), to: len(g.rows), low: math.Inf(-1), up: math.Inf(1)}
	for _, w := range g.words {
		root.total += w
	}
	buds := append(make([]bud, 0, g.leaves), root)
	if g.leaves > 1 && g.worth(&root) {
		buds[0].hist = g.histogram()
		g.each(len(g.rows), func(b int) {
			sums := &buds[0].hist[b]
			sums.addAll(g.blocks[b], g.words)
			g.found[b][0] = g.search(sums, b, &buds[0])
		})
		buds[0].best = g.bestFound(0)
	}
	for len(buds) < g.leaves {
		best := 0
		for i := range buds {
			if buds[i].best.gain > buds[best].best.gain {
				best = i
			}
		}
		if buds[best].best.gain <= 0 {
			break
		}
		left, right := g.split(t, &buds[best], len(buds)+1 < g.leaves)
		buds[best] = left
		buds = append(buds, right)
	}
	for i := range buds {
		g.release(&buds[i])
	}
	return buds
}

// worth tells whether a bud has rows enough to be split.
func (g *grower) worth(b *bud) bool {
	return b.to-b.from >= 2*g.leastLeaf && b.depth < MaxDepth && len(g.blocks) > 0
}

// split makes a split of a bud and returns the two new ones, with their best
// splits if there is to be another.
func (g *grower) split(t *Trees, b *bud, more bool) (left, right bud) {
	c := b.best
	node := t.split(b.node, g.features[c.slot], g.edges[c.slot][c.bin])
	block, lane := g.blocks[c.slot/lanes], int(c.slot%lanes)
	middle := b.from + part(g.rows[b.from:b.to], g.spare, block[lane:], c.bin)
	left = bud{node: node, depth: b.depth + 1, from: b.from, to: middle, total: c.left, low: b.low, up: b.up}
	right = bud{node: node + 1, depth: b.depth + 1, from: middle, to: b.to, total: b.total - c.left, low: b.low, up: b.up}
	if g.signs != nil && g.signs[c.slot] != 0 {
		m := (g.value(&left) + g.value(&right)) / 2
		if g.signs[c.slot] > 0 {
			left.up, right.low = m, m
		} else {
			left.low, right.up = m, m
		}
	}
	if !more || !g.worth(&left) && !g.worth(&right) {
		g.release(b)
		return left, right
	}
	// The histogram of the one with fewer rows is counted, and that of the
	// other is what it leaves of their parent's.
	few, many := &left, &right
	if few.to-few.from > many.to-many.from {
		few, many = many, few
	}
	few.hist, many.hist, b.hist = g.histogram(), b.hist, nil
	rows := g.rows[few.from:few.to]
	g.each(len(rows), func(i int) {
		few.hist[i].add(g.blocks[i], g.words, rows)
		many.hist[i].subtract(&few.hist[i])
		g.found[i] = [2]cutting{}
		if g.worth(few) {
			g.found[i][0] = g.search(&few.hist[i], i, few)
		}
		if g.worth(many) {
			g.found[i][1] = g.search(&many.hist[i], i, many)
		}
	})
	few.best, many.best = g.bestFound(0), g.bestFound(1)
	return left, right
}

// part puts the rows whose bin is not greater than cut before the others, both
// in their order, and returns how many they are. The bin of row i is at
// i*lanes.
func part(rows, spare []int32, bins []uint8, cut uint8) int {
	spare = spare[:len(rows)]
	l, r := 0, 0
	for _, row := range rows {
		goes := int(uint32(int32(bins[int(row)*lanes])-int32(cut)-1) >> 31) // 1 for left
		rows[l], spare[r] = row, row
		l += goes
		r += 1 - goes
	}
	copy(rows[l:], spare[:r])
	return l
}

// each calls f for every block.
func (g *grower) each(rows int, f func(block int)) {
	workers := g.workers
	if rows*len(g.blocks)*lanes < alone {
		workers = 1
	}
	eachOf(workers, len(g.blocks), f)
}

func (g *grower) histogram() histogram {
	if n := len(g.free); n > 0 {
		h := g.free[n-1]
		g.free = g.free[:n-1]
		clear(h)
		return h
	}
	return make(histogram, len(g.blocks))
}

func (g *grower) release(b *bud) {
	if b.hist != nil {
		g.free = append(g.free, b.hist)
		b.hist = nil
	}
}

// bestFound returns the best of what was found in the blocks, the first of equals.
func (g *grower) bestFound(which int) cutting {
	var best cutting
	for _, f := range g.found {
		if f[which].gain > best.gain {
			best = f[which]
		}
	}
	return best
}

// addAll adds the words of all rows.
func (s *blockSums) addAll(block []uint8, words []uint64) {
	for i, w := range words {
		b := (*[lanes]uint8)(block[i*lanes:])
		s[0][b[0]] += w
		s[1][b[1]] += w
		s[2][b[2]] += w
		s[3][b[3]] += w
		s[4][b[4]] += w
		s[5][b[5]] += w
		s[6][b[6]] += w
		s[7][b[7]] += w
	}
}

// add adds the words of some rows.
func (s *blockSums) add(block []uint8, words []uint64, rows []int32) {
	for _, i := range rows {
		w := words[i]
		b := (*[lanes]uint8)(block[int(i)*lanes:])
		s[0][b[0]] += w
		s[1][b[1]] += w
		s[2][b[2]] += w
		s[3][b[3]] += w
		s[4][b[4]] += w
		s[5][b[5]] += w
		s[6][b[6]] += w
		s[7][b[7]] += w
	}
}

func (s *blockSums) subtract(o *blockSums) {
	for l := range s {
		a, b := &s[l], &o[l]
		for i := range a {
			a[i] -= b[i]
		}
	}
}

// search returns the best split of a bud by a feature of a block. A split into
// L and R lowers the loss by half of
//
//	G(L)²/(H(L)+l2) + G(R)²/(H(R)+l2) - G²/(H+l2)
//
// with G and H the sums of g and h over the rows of each side and of both. Of
// equals, the first feature and the lowest threshold win, as far as the words
// can tell that they are equal.
func (g *grower) search(sums *blockSums, block int, b *bud) cutting {
	var best cutting
	all := g.count(b.total)
	sumG, sumH := g.gh(b.total)
	before := g.drop(sumG, sumH, b)
	bounded := g.signs != nil
	for lane := range lanes {
		slot := block*lanes + lane
		if slot >= len(g.edges) {
			break
		}
		sign := int8(0)
		if bounded {
			sign = g.signs[slot]
		}
		var left uint64
		for bin, w := range sums[lane][:len(g.edges[slot])] {
			if w == 0 {
				continue
			}
			left += w
			n := g.count(left)
			if n < g.leastLeaf {
				continue
			}
			if all-n < g.leastLeaf {
				break
			}
			lg, lh := g.gh(left)
			rg, rh := sumG-lg, sumH-lh
			if lh < leastBend || rh < leastBend {
				continue
			}
			var gain float64
			if !bounded {
				gain = lg*lg/(lh+g.l2) + rg*rg/(rh+g.l2) - before
			} else {
				lv, rv := g.valueOf(lg, lh, b), g.valueOf(rg, rh, b)
				if sign > 0 && lv > rv || sign < 0 && lv < rv {
					continue
				}
				gain = g.drop(lg, lh, b) + g.drop(rg, rh, b) - before
			}
			if gain > best.gain {
				best = cutting{gain, int32(slot), uint8(bin), left}
			}
		}
	}
	return best
}

// drop returns twice by how much a leaf lowers the loss.
func (g *grower) drop(sumG, sumH float64, b *bud) float64 {
	v := g.valueOf(sumG, sumH, b)
	return -v * (2*sumG + v*(sumH+g.l2))
}

// valueOf returns where a leaf lowers the loss most, between the bounds of b.
func (g *grower) valueOf(sumG, sumH float64, b *bud) float64 {
	return min(max(-sumG/(sumH+g.l2), b.low), b.up)
}

func (g *grower) value(b *bud) float64 {
	sumG, sumH := g.gh(b.total)
	return g.valueOf(sumG, sumH, b)
}
