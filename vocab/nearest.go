package vocab

import (
	"math/bits"
	"unicode/utf8"
)

// A neighbourhood holds the folded labels of a vocabulary by length, each with
// the set of its letters, so that most labels are told to be far from another
// without comparing them.
type neighbourhood struct {
	folded   []byte        // the folded labels, one after another
	byLength [][]neighbour // labels of more than maxAsked+4 characters are left out: nothing that is asked is near
	labels   []labelAt
}

type neighbour struct {
	letters  uint64 // bit i: a character that is i modulo 64 occurs
	folded   place
	from, to uint32 // its labels
}

func (v *Vocabulary) indexNearby() *neighbourhood {
	index := v.labels()
	n := &neighbourhood{byLength: make([][]neighbour, maxAsked+5), labels: index.labels}
	for from, to := 0, 0; from < len(index.labels); from = to {
		to = index.end(from, index.hashes[from])
		off := len(n.folded)
		n.folded = appendFolded(n.folded, v.at(v.texts[index.labels[from].row].place))
		folded := n.folded[off:]
		length := utf8.RuneCount(folded)
		if length >= len(n.byLength) {
			n.folded = n.folded[:off]
			continue
		}
		var letters uint64
		for _, r := range string(folded) {
			letters |= 1 << (uint32(r) & 63)
		}
		n.byLength[length] = append(n.byLength[length], neighbour{letters, place{uint32(off), uint32(len(folded))}, uint32(from), uint32(to)})
	}
	return n
}

// each calls f with the labels that may be within limit edits of asked.
func (n *neighbourhood) each(asked []rune, limit int, f func(folded []rune, labels []labelAt)) {
	letters := lettersOf(asked)
	var runes []rune
	for length := max(0, len(asked)-limit); length <= min(len(asked)+limit, len(n.byLength)-1); length++ {
		for i := range n.byLength[length] {
			m := &n.byLength[length][i]
			// An edit takes away one letter of either set at most.
			if bits.OnesCount64(letters&^m.letters) > limit || bits.OnesCount64(m.letters&^letters) > limit {
				continue
			}
			runes = runes[:0]
			for _, r := range string(n.folded[m.folded.off : m.folded.off+m.folded.len]) {
				runes = append(runes, r)
			}
			f(runes, n.labels[m.from:m.to])
		}
	}
}

func lettersOf(text []rune) uint64 {
	var set uint64
	for _, r := range text {
		set |= 1 << (uint32(r) & 63)
	}
	return set
}

// distance computes edit distances, and keeps the memory for it.
type distance struct{ rows [3][]int }

// within returns the number of edits between a and b, or some number above
// limit if there are more: the optimal string alignment distance (Damerau,
// Communications of the ACM 7(3), 1964), computed in a band of limit on either
// side of the diagonal (Ukkonen, Information and Control 64, 1985).
func (d *distance) within(a, b []rune, limit int) int {
	for i := range d.rows {
		for len(d.rows[i]) <= len(b) {
			d.rows[i] = append(d.rows[i], 0)
		}
	}
	far := limit + 1
	before, last, row := d.rows[0], d.rows[1], d.rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-limit), min(len(b), i+limit)
		row[0] = i
		if from > 1 {
			row[from-1] = far
		}
		least := row[0]
		if from > 1 {
			least = far
		}
		for j := from; j <= to; j++ {
			edits := last[j-1]
			if a[i-1] != b[j-1] {
				edits++
			}
			above := far
			if j < i+limit {
				above = last[j]
			}
			edits = min(edits, above+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				edits = min(edits, before[j-2]+1)
			}
			row[j] = edits
			least = min(least, edits)
		}
		if least > limit {
			return far
		}
		before, last, row = last, row, before
	}
	if diff := len(a) - len(b); diff > limit || -diff > limit {
		return far
	}
	return last[len(b)]
}
