package find

import "math/bits"

// Signs are what of a label tells at a glance that it is far from another: the
// sets of its letters and of its pairs of letters, bit i for what is i modulo 64.
type signs struct{ letters, pairs uint64 }

func signsOf(text string) (s signs) {
	before := rune(0)
	for _, r := range text {
		s.letters |= 1 << (uint32(r) & 63)
		if before != 0 {
			s.pairs |= 1 << (uint32(before*31+r) * 0x9E3779B1 >> 26)
		}
		before = r
	}
	return s
}

// far reports whether the signs of a label tell that it is farther from q than
// the limit.
func (q *query) far(s signs) bool { return q.signs.missing(s, q.limit) || s.missing(q.signs, q.limit) }

// missing reports whether more of s is missing in other than so many edits can
// take away: of the letters one each, of the pairs three, by a swap.
func (s signs) missing(other signs, edits int) bool {
	return bits.OnesCount64(s.letters&^other.letters) > edits || bits.OnesCount64(s.pairs&^other.pairs) > 3*edits
}
