package find

import (
	"cmp"
	"slices"
)

// partsWanted is how many labels with more words are added for each concept that
// is wanted, as a concept may have several.
const partsWanted = 40

// addParts adds the labels that have all stems of q. Of those with more words, it
// adds only the ones with the fewest more, as many as are wanted.
func (x *Index) addParts(q *query, best *ranking) {
	if len(q.stems) == 0 {
		return
	}
	lists := make([][]int32, 0, len(q.stems))
	for _, s := range q.stems {
		lists = append(lists, x.byStem[s])
	}
	slices.SortFunc(lists, func(a, b []int32) int { return cmp.Compare(len(a), len(b)) })
	var longer []int32
	var counts [1 << 8]int // of the longer ones, by how many words more
	more := func(n int32) int { return min(int(x.contents[n])-len(q.stems), len(counts)-1) }
next:
	for _, n := range lists[0] {
		for i := range lists[1:] {
			at, ok := slices.BinarySearch(lists[i+1], n)
			if lists[i+1] = lists[i+1][at:]; !ok {
				continue next
			}
		}
		switch {
		case more(n) < 0: // a stem that is asked for twice
		case more(n) == 0:
			x.compare(q, n, best)
		default:
			longer = append(longer, n)
			counts[more(n)]++
		}
	}
	most, seen := 1, 0
	for most < len(counts)-1 && seen+counts[most] < partsWanted*best.n {
		seen += counts[most]
		most++
	}
	for _, n := range longer {
		if more(n) <= most {
			best.add(Match{x.label(n), Part, 0, more(n)})
		}
	}
}

// addMisspeltParts adds the labels that have all words of q, misspelt: of those
// alike, as many as are wanted.
func (x *Index) addMisspeltParts(q *query, best *ranking) {
	type candidate struct{ edits, more, label int32 }
	var all []candidate
	for _, n := range x.words.withWord(q) {
		if edits, more, ok := q.hasWords(x.folded[n]); ok {
			all = append(all, candidate{int32(edits), int32(more), n})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(a.more, b.more), cmp.Compare(a.label, b.label))
	})
	for i, c := range all {
		if last := &all[max(i-1, 0)]; i >= partsWanted*best.n && (c.edits != last.edits || c.more != last.more) {
			break
		}
		best.add(Match{x.label(c.label), MisspeltPart, int(c.edits), int(c.more)})
	}
}
