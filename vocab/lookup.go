package vocab

import (
	"cmp"
	"hash/maphash"
	"slices"
)

// A LabelMatch is a concept that has a label that was asked for.
type LabelMatch struct {
	Concept *Concept
	Label   Label     // as the concept has it
	Kind    LabelKind // how the concept has it
	Exact   bool      // whether it is the label asked for, letter for letter
}

// ByLabel returns the concepts that have a label: letter for letter or, where
// none has it so, up to case, white space, hyphens and apostrophes, so that the
// slug of a label finds it too. Concepts that have it as their preferred label
// come before those that have it as an alternative one, and those before hidden
// ones; then the order is that of the vocabulary. Each concept comes once. The
// first call indexes the labels; each then costs one look-up.
func (v *Vocabulary) ByLabel(label string) []LabelMatch {
	folded := foldLabel(label)
	found := v.labels().find(folded)
	exact := slices.ContainsFunc(found, func(l labelAt) bool { return v.at(v.texts[l.row].place) == label })
	var matches []LabelMatch
	var seen map[uint32]bool
	if len(found) > 1 {
		seen = make(map[uint32]bool, len(found))
	}
	for _, l := range found {
		t := &v.texts[l.row]
		text := v.at(t.place)
		if seen[l.concept] || exact && text != label || !exact && foldLabel(text) != folded {
			continue
		}
		if seen != nil {
			seen[l.concept] = true
		}
		matches = append(matches, LabelMatch{v.At(int(l.concept)), v.label(t), LabelKind(t.kind), exact})
	}
	return matches
}

// A labelIndex finds labels by their folded form: hashes has those of the
// folded forms, sorted, and labels what is folded so, in the order of ByLabel.
type labelIndex struct {
	seed   maphash.Seed
	hashes []uint64
	labels []labelAt
}

// A labelAt is where a label stands among the texts, and whose it is.
type labelAt struct{ concept, row uint32 }

func (v *Vocabulary) indexLabels() *labelIndex {
	x := foldAll(len(v.texts), v.textFrom, v.texts, v.at)
	x.sort(func(l labelAt) textKind { return v.texts[l.row].kind })
	return x
}

// foldAll returns the labels among the texts of concepts in their order, with
// the hashes of their folded forms.
func foldAll(n int, textFrom []uint32, texts []text, at func(place) string) *labelIndex {
	x := &labelIndex{seed: maphash.MakeSeed(), hashes: make([]uint64, 0, n), labels: make([]labelAt, 0, n)}
	var buf []byte
	for i := range len(textFrom) - 1 {
		for row := textFrom[i]; row < textFrom[i+1] && texts[row].kind <= hiddenLabel; row++ {
			buf = appendFolded(buf[:0], at(texts[row].place))
			x.hashes = append(x.hashes, maphash.Bytes(x.seed, buf))
			x.labels = append(x.labels, labelAt{uint32(i), row})
		}
	}
	return x
}

// sort sorts by hash, then by kind.
func (x *labelIndex) sort(kind func(labelAt) textKind) {
	order := make([]uint32, len(x.labels))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(x.hashes[a], x.hashes[b]), cmp.Compare(kind(x.labels[a]), kind(x.labels[b])), cmp.Compare(a, b))
	})
	hashes, labels := make([]uint64, len(order)), make([]labelAt, len(order))
	for to, from := range order {
		hashes[to], labels[to] = x.hashes[from], x.labels[from]
	}
	x.hashes, x.labels = hashes, labels
}

// find returns the labels with a folded form, and perhaps others.
func (x *labelIndex) find(folded string) []labelAt {
	hash := maphash.String(x.seed, folded)
	from, _ := slices.BinarySearch(x.hashes, hash)
	return x.labels[from:x.end(from, hash)]
}

// end returns where the labels with a hash end that begin at from.
func (x *labelIndex) end(from int, hash uint64) int {
	for from < len(x.hashes) && x.hashes[from] == hash {
		from++
	}
	return from
}

// A Neighbour is a label near one that was asked for. If it is a hidden one, its
// concept has a better label to show.
type Neighbour struct {
	LabelMatch
	Distance int // edits between the two: insertions, deletions, changes and swaps of neighbouring letters
}

// maxAsked is the length in characters of the longest label that neighbours
// are looked for.
const maxAsked = 100

// Nearest returns at most n concepts with a label within a few edits of label,
// a third of its length, rounded up, and never more than four, the nearest first; at
// equal distance preferred labels come before others, then labels and IDs in
// alphabetical order. Each concept comes once, with its nearest label. The
// first call indexes the labels; each then costs milliseconds at most on
// hundreds of thousands of labels.
func (v *Vocabulary) Nearest(label string, n int) []Neighbour {
	asked := []rune(foldLabel(label))
	if n <= 0 || len(asked) == 0 || len(asked) > maxAsked {
		return nil
	}
	limit := min(4, (len(asked)+2)/3)
	best := make(map[uint32]Neighbour)
	var d distance
	v.nearby().each(asked, limit, func(folded []rune, labels []labelAt) {
		edits := d.within(asked, folded, limit)
		if edits > limit {
			return
		}
		for _, at := range labels {
			t := &v.texts[at.row]
			l := v.label(t)
			found := Neighbour{LabelMatch{nil, l, LabelKind(t.kind), l.Text == label}, edits}
			if old, ok := best[at.concept]; !ok || compareNeighbours(found, old) < 0 {
				best[at.concept] = found
			}
		}
	})
	all := make([]Neighbour, 0, len(best))
	for i, m := range best {
		m.Concept = v.At(int(i))
		all = append(all, m)
	}
	slices.SortFunc(all, compareNeighbours)
	return all[:min(n, len(all))]
}

// compareNeighbours compares neighbours; those of one concept may do without it.
func compareNeighbours(a, b Neighbour) int {
	return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Label.Text, b.Label.Text), compareIDs(a.Concept, b.Concept))
}

func compareIDs(a, b *Concept) int {
	if a == nil || b == nil {
		return 0
	}
	return cmp.Compare(a.ID, b.ID)
}
