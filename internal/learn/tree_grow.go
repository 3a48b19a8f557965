package learn

// leastBend is the least sum of h in a leaf: with less, its value is noise.
const leastBend = 1e-3

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

	leaves    int
	leastLeaf int
	l2        float64

	words []uint64 // by row of the sample
	packing
	rows, spare []int32 // the rows, those of a leaf side by side and ascending
	free        []histogram
}

// A bud is a leaf that may become a split.
type bud struct {
	node     int32
	from, to int // in grower.rows
	total    uint64
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
	root := bud{node: t.plant(), to: len(g.rows)}
	for _, w := range g.words {
		root.total += w
	}
	if g.leaves > 1 && g.worth(&root) {
		root.hist = g.histogram()
		for i, block := range g.blocks {
			root.hist[i].addAll(block, g.words)
			g.search(&root, i)
		}
	}
	buds := append(make([]bud, 0, g.leaves), root)
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
	return b.to-b.from >= 2*g.leastLeaf && len(g.blocks) > 0
}

// split makes a split of a bud and returns the two new ones, with their best
// splits if there is to be another.
func (g *grower) split(t *Trees, b *bud, more bool) (left, right bud) {
	c := b.best
	node := t.split(b.node, g.features[c.slot], g.edges[c.slot][c.bin])
	block, lane := g.blocks[c.slot/lanes], int(c.slot%lanes)
	middle := b.from + part(g.rows[b.from:b.to], g.spare, block[lane:], c.bin)
	left = bud{node: node, from: b.from, to: middle, total: c.left}
	right = bud{node: node + 1, from: middle, to: b.to, total: b.total - c.left}
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
	for i, block := range g.blocks {
		few.hist[i].add(block, g.words, rows)
		many.hist[i].subtract(&few.hist[i])
		if g.worth(few) {
			g.search(few, i)
		}
		if g.worth(many) {
			g.search(many, i)
		}
	}
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

// addAll is add for all rows, which it goes through in a sixth less time.
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

// search makes the best split of a bud that by a feature of a block, if it is
// better than those of the blocks before. A split into L and R lowers the loss by
// half of
//
//	G(L)²/(H(L)+l2) + G(R)²/(H(R)+l2) - G²/(H+l2)
//
// with G and H the sums of g and h over the rows of each side and of both. Of
// equals, the first feature and the lowest threshold win, as far as the words
// can tell that they are equal.
func (g *grower) search(b *bud, block int) {
	all := g.count(b.total)
	sumG, sumH := g.gh(b.total)
	before := g.strength(sumG, sumH)
	for lane := range lanes {
		slot := block*lanes + lane
		if slot >= len(g.edges) {
			break
		}
		var left uint64
		for bin, w := range b.hist[block][lane][:len(g.edges[slot])] {
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
			if gain := g.strength(lg, lh) + g.strength(rg, rh) - before; gain > b.best.gain {
				b.best = cutting{gain, int32(slot), uint8(bin), left}
			}
		}
	}
}

// strength returns twice by how much a leaf lowers the loss.
func (g *grower) strength(sumG, sumH float64) float64 { return sumG * sumG / (sumH + g.l2) }
