package vocab

import (
	"cmp"
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
	folded := v.labels()[foldLabel(label)]
	var exact []LabelMatch
	for _, m := range folded {
		if m.Label.Text == label {
			m.Exact = true
			exact = append(exact, m)
		}
	}
	if exact != nil || len(folded) == 0 {
		return exact
	}
	if len(folded) == 1 {
		return slices.Clone(folded)
	}
	var all []LabelMatch
	seen := make(map[*Concept]bool, len(folded))
	for _, m := range folded {
		if !seen[m.Concept] {
			seen[m.Concept] = true
			all = append(all, m)
		}
	}
	return all
}

// indexLabels returns all labels by their folded form, in the order of ByLabel.
// A concept that has one in several languages or kinds has it once.
func (v *Vocabulary) indexLabels() map[string][]LabelMatch {
	index := make(map[string][]LabelMatch, 2*len(v.concepts))
	seen := make(map[string]bool)
	for c := range v.All() {
		clear(seen)
		for kind := Preferred; kind <= Hidden; kind++ {
			for _, l := range c.Labels(kind) {
				if !seen[l.Text] {
					seen[l.Text] = true
					key := foldLabel(l.Text)
					index[key] = append(index[key], LabelMatch{Concept: c, Label: l, Kind: kind})
				}
			}
		}
	}
	for _, matches := range index {
		slices.SortStableFunc(matches, func(a, b LabelMatch) int { return cmp.Compare(a.Kind, b.Kind) })
	}
	return index
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
	best := make(map[*Concept]Neighbour)
	var d distance
	v.nearby().each(asked, limit, func(folded []rune, matches []LabelMatch) {
		edits := d.within(asked, folded, limit)
		if edits > limit {
			return
		}
		for _, m := range matches {
			m.Exact = m.Label.Text == label
			found := Neighbour{m, edits}
			if old, ok := best[m.Concept]; !ok || compareNeighbours(found, old) < 0 {
				best[m.Concept] = found
			}
		}
	})
	all := make([]Neighbour, 0, len(best))
	for _, m := range best {
		all = append(all, m)
	}
	slices.SortFunc(all, compareNeighbours)
	return all[:min(n, len(all))]
}

func compareNeighbours(a, b Neighbour) int {
	return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Label.Text, b.Label.Text), cmp.Compare(a.Concept.ID, b.Concept.ID))
}
