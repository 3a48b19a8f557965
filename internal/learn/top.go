package learn

import "cmp"

// A Scored is something that has a number, such as a row or a class, and its
// score.
type Scored struct {
	Number uint32
	Score  float64
}

// compare orders by score, the highest first, then by number.
func (a Scored) compare(b Scored) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Number, b.Number))
}

// AppendTop appends the k highest of scores above least to dst, highest first
// and of equal ones the lower number first, and returns the extended slice.
// Numbers of which skip is true are left out; a nil skip leaves none out. It
// takes one pass over scores, in which each that is worth a place moves those
// behind it: k is meant to be small.
func AppendTop(dst []Scored, scores []float64, k int, least float64, skip func(number uint32) bool) []Scored {
	if k <= 0 {
		return dst
	}
	at := len(dst)
	for i, score := range scores {
		if !(score > least) || skip != nil && skip(uint32(i)) {
			continue // of those that equal the least of k, the first have come already
		}
		if len(dst) < at+k {
			dst = append(dst, Scored{})
		}
		n := len(dst) - 1
		for ; n > at && dst[n-1].Score < score; n-- {
			dst[n] = dst[n-1]
		}
		dst[n] = Scored{uint32(i), score}
		if len(dst) == at+k {
			least = dst[at+k-1].Score
		}
	}
	return dst
}

// offer puts x into a heap, whose first is the least, unless there are k others
// before it.
func offer(heap []Scored, k int, x Scored) []Scored {
	if len(heap) < k {
		heap = append(heap, x)
		siftUp(heap)
	} else if x.Score >= heap[0].Score && x.compare(heap[0]) < 0 {
		heap[0] = x
		siftDown(heap)
	}
	return heap
}

// siftUp moves the last element of a heap to where it belongs.
func siftUp(heap []Scored) {
	for i := len(heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if heap[i].compare(heap[parent]) <= 0 {
			return
		}
		heap[i], heap[parent] = heap[parent], heap[i]
		i = parent
	}
}

// siftDown moves the first element of a heap to where it belongs.
func siftDown(heap []Scored) {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && heap[child+1].compare(heap[child]) > 0 {
			child++
		}
		if heap[child].compare(heap[i]) <= 0 {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}
