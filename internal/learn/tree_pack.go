package learn

import (
	"math"
	"math/bits"
)

// A packing writes what a histogram sums up into one word: how steep the loss
// is (g, signed), how bent (h), and how many rows, as whole numbers side by
// side, so that one addition adds all three. They decide where to split; what a
// leaf says comes from exact sums. (Shi et al., "Quantized Training of Gradient
// Boosting Decision Trees", NeurIPS 2022, do with 3 bits for what has 20 here.)
type packing struct {
	gShift, hShift uint
	gUnit, hUnit   float64 // what a step of g and h is worth: powers of two
	gScale, hScale float64 // steps in one
}

// newPacking returns the finest packing for n rows whose |g| and h add up to so
// much. Both may be zero.
func newPacking(n int, sumG, sumH float64) packing {
	count := uint(bits.Len(uint(n)))
	gBits := (65 - count) / 2
	hBits := 64 - count - gBits
	p := packing{gShift: count + hBits, hShift: count}
	p.gScale = scaleFor(gBits-1, n, sumG)
	p.hScale = scaleFor(hBits, n, sumH)
	p.gUnit, p.hUnit = 1/p.gScale, 1/p.hScale
	return p
}

// scaleFor returns the greatest power of two by which numbers that add up to
// sum can be multiplied, if each of n of them is rounded up and all must stay
// below 1<<width.
func scaleFor(width uint, n int, sum float64) float64 {
	room := float64(uint64(1)<<width - 1 - uint64(n))
	_, e := math.Frexp(room / max(sum, 1e-200))
	return math.Ldexp(1, min(e-1, 500))
}

// pack returns the word of row i. What lies between two steps is rounded to one
// or the other in turns that depend on i, so that the sums over many rows are
// right even where all are equal: (i/phi mod 1) is spread evenly over any run.
func (p *packing) pack(i int, g, h float64) uint64 {
	const far = 1 << 40 // makes what is negative positive, which is rounded towards zero
	u := float64(uint32(i)*2654435769>>22) / 1024
	qg := int64(g*p.gScale+(far+u)) - far
	qh := int64(h*p.hScale + u)
	return uint64(qg)<<p.gShift + uint64(qh)<<p.hShift + 1
}

// count returns how many rows are in a sum of words.
func (p *packing) count(w uint64) int { return int(w & (1<<p.hShift - 1)) }

// gh returns the sums of g and h in a sum of words.
func (p *packing) gh(w uint64) (g, h float64) {
	h = float64(int64(w<<(64-p.gShift)>>(64-p.gShift+p.hShift))) * p.hUnit
	return float64(int64(w)>>p.gShift) * p.gUnit, h
}
