package eval

import (
	"cmp"
	"math"
	"slices"
)

// A board has a row for each text, or for each text and system, from which the
// measures of any sample of rows follow: a sample gives each row a weight, the
// number of times that it was drawn.
type board struct {
	names      []string // of the measures, in the order of values
	ratios     int      // the first are ratios of sums, two columns each
	cutoffs    []cutoff
	calibrated bool      // scores may be probabilities
	columns    int       // of a row
	rows       []float64 // one after the other
	concepts   []concept
	cells      []cell
	members    []int32 // rows, grouped by cell
}

// A concept is what a range of cells is about.
type concept struct {
	id    string
	cells int // where its cells end
}

// A cell has the rows in which a concept is, or is not, right and before the
// same cutoffs.
type cell struct {
	mask    uint16 // a bit for each cutoff, and isGold
	members int    // where its members end
}

const isGold = 1 << 15

// reliabilityBins is the number of bins of equal width that scores are counted
// in; each has three columns: suggestions, their scores, and those that are right.
const reliabilityBins = 10

func newBoard(o *Options, cards []*card) *board {
	b := &board{cutoffs: o.cutoffs(), calibrated: true}
	measures := o.measures()
	b.ratios = len(measures)
	for _, m := range measures {
		b.names = append(b.names, m.name)
	}
	for _, k := range b.cutoffs {
		b.names = append(b.names, "concept P"+k.String(), "concept R"+k.String(), "concept F1"+k.String())
	}
	b.names = append(b.names, "concept coverage", "ECE")
	b.columns = 2*len(measures) + 3*reliabilityBins
	b.rows = make([]float64, len(cards)*b.columns)
	for i, c := range cards {
		row := b.rows[i*b.columns:][:b.columns]
		for j, m := range measures {
			s := m.of(c)
			row[2*j], row[2*j+1] = s.of, s.all
		}
		b.count(row[2*len(measures):], c)
	}
	b.group(cards)
	return b
}

// count counts the suggestions that reach the threshold, by their score.
func (b *board) count(bins []float64, c *card) {
	for i, s := range c.ranked[:c.shown] {
		if !(s.Score >= 0 && s.Score <= 1) {
			b.calibrated = false
			return
		}
		bin := bins[3*min(int(s.Score*reliabilityBins), reliabilityBins-1):]
		bin[0]++
		bin[1] += s.Score
		if c.hits[i] {
			bin[2]++
		}
	}
}

// group sorts where concepts are right or suggested by concept.
func (b *board) group(cards []*card) {
	type place struct {
		id   string
		mask uint16
		row  int32
	}
	var all []place
	for i, c := range cards {
		for rank, s := range c.ranked {
			var mask uint16
			for j, k := range b.cutoffs {
				if rank < c.count(k) {
					mask |= 1 << j
				}
			}
			if c.hits[rank] {
				mask |= isGold
			}
			if mask != 0 {
				all = append(all, place{s.ID, mask, int32(i)})
			}
		}
		ids := c.first(len(c.ranked))
		slices.Sort(ids)
		for _, id := range c.gold {
			if _, ok := slices.BinarySearch(ids, id); !ok {
				all = append(all, place{id, isGold, int32(i)})
			}
		}
	}
	slices.SortFunc(all, func(x, y place) int {
		return cmp.Or(cmp.Compare(x.id, y.id), cmp.Compare(x.mask, y.mask), cmp.Compare(x.row, y.row))
	})
	for i, p := range all {
		newConcept := i == 0 || p.id != all[i-1].id
		if newConcept {
			b.concepts = append(b.concepts, concept{id: p.id})
		}
		if newConcept || p.mask != all[i-1].mask {
			b.cells = append(b.cells, cell{mask: p.mask})
		}
		b.members = append(b.members, p.row)
		b.cells[len(b.cells)-1].members = len(b.members)
		b.concepts[len(b.concepts)-1].cells = len(b.cells)
	}
}

// values puts the measures of a sample into out, which has a place for each
// name. It takes time linear in the board.
func (b *board) values(weights, out []float64) {
	sums := b.sums(weights)
	for i := range b.ratios {
		out[i] = ratio(sums[2*i], sums[2*i+1])
	}
	b.byConcept(weights, out[b.ratios:])
	out[len(out)-1] = calibrationError(sums[2*b.ratios:])
}

// sums returns the weighted sums of the columns.
func (b *board) sums(weights []float64) []float64 {
	sums := make([]float64, b.columns)
	for i, w := range weights {
		if w == 0 {
			continue
		}
		for j, x := range b.rows[i*b.columns:][:b.columns] {
			sums[j] += w * x
		}
	}
	return sums
}

// calibrationError returns the expected calibration error: the mean, over
// suggestions, of how far the share that is right in a bin is from the mean score
// there. (Naeini, Cooper and Hauskrecht, Obtaining well calibrated
// probabilities using Bayesian binning, AAAI 2015.)
func calibrationError(bins []float64) float64 {
	var off, n float64
	for ; len(bins) > 0; bins = bins[3:] {
		off += math.Abs(bins[2] - bins[1])
		n += bins[0]
	}
	return ratio(off, n)
}

// byConcept puts precision, recall and F1 at each cutoff into out, averaged over
// the concepts for which each is defined, and then the share of the concepts
// that are right somewhere which are also suggested, at the threshold, where
// they are right.
func (b *board) byConcept(weights, out []float64) {
	type average struct{ sum, n float64 }
	averages := make([][3]average, len(b.cutoffs))
	var known, met float64
	b.eachConcept(weights, func(_ int, gold float64, counts []counts) {
		for j, c := range counts {
			for i, s := range [3]share{{c.hits, c.suggested}, {c.hits, gold}, {2 * c.hits, c.suggested + gold}} {
				if s.all > 0 {
					averages[j][i].sum += s.of / s.all
					averages[j][i].n++
				}
			}
		}
		if gold > 0 {
			known++
			if counts[len(counts)-1].hits > 0 {
				met++
			}
		}
	})
	for j := range averages {
		for i, a := range averages[j] {
			out[3*j+i] = ratio(a.sum, a.n)
		}
	}
	out[3*len(averages)] = ratio(met, known)
}

// counts says how often a concept is suggested before a cutoff, and is right.
type counts struct{ suggested, hits float64 }

// eachConcept calls f with the counts of each concept, by cutoff, and how often
// it is right at all.
func (b *board) eachConcept(weights []float64, f func(i int, gold float64, byCutoff []counts)) {
	byCutoff := make([]counts, len(b.cutoffs))
	cells, members := 0, 0
	for i := range b.concepts {
		clear(byCutoff)
		var gold float64
		for ; cells < b.concepts[i].cells; cells++ {
			c := &b.cells[cells]
			var n float64
			for ; members < c.members; members++ {
				n += weights[b.members[members]]
			}
			right := c.mask&isGold != 0
			if right {
				gold += n
			}
			for j := range byCutoff {
				if c.mask>>j&1 == 0 {
					continue
				}
				byCutoff[j].suggested += n
				if right {
					byCutoff[j].hits += n
				}
			}
		}
		f(i, gold, byCutoff)
	}
}

// evenly returns the sample that has each of n rows once.
func evenly(n int) []float64 {
	weights := make([]float64, n)
	for i := range weights {
		weights[i] = 1
	}
	return weights
}
