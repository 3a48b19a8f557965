package learn

import "math"

// sortNumbers sorts numbers of which none is NaN, -0 before 0. It takes several
// times less time than sorting by comparing: eleven bits after eleven, the least
// first, and not at all by bits that are the same in all. Scratch is as long as v.
func sortNumbers(v []float64, keys, scratch []uint64) {
	const digits, width = 6, 11
	var counts [digits][1 << width]int32
	for i, f := range v {
		b := math.Float64bits(f)
		b ^= uint64(int64(b)>>63) | 1<<63 // ascending like the numbers
		keys[i] = b
		for d := range counts {
			counts[d][b>>(d*width)&(1<<width-1)]++
		}
	}
	for d := range counts {
		c := &counts[d]
		shift := d * width
		if int(c[keys[0]>>shift&(1<<width-1)]) == len(keys) {
			continue
		}
		var at int32
		for i, n := range c {
			c[i] = at
			at += n
		}
		for _, k := range keys {
			place := &c[k>>shift&(1<<width-1)]
			scratch[*place] = k
			*place++
		}
		keys, scratch = scratch, keys
	}
	for i, b := range keys {
		v[i] = math.Float64frombits(b ^ (uint64(int64(^b)>>63) | 1<<63))
	}
}
