package vocab

import (
	"slices"
)

// pairByID makes pairs of the concepts that have one ID.
func (d *differ) pairByID() {
	d.reused = make(map[int]bool)
	for i := range d.old.Len() {
		j, ok := d.new.Index(d.old.At(i).ID)
		switch {
		case !ok:
		case d.isReused(i, j):
			d.reused[i] = true
		default:
			d.old.pair[i], d.new.pair[j] = j, i
		}
	}
}

// isReused reports whether old concept i and new concept j, which have one ID,
// have nothing else in common, and one of them has its preferred label under
// another ID on the other side.
func (d *differ) isReused(i, j int) bool {
	if d.old.At(i).Pref[0].Text == d.new.At(j).Pref[0].Text {
		return false // as nearly always
	}
	a, b := d.old.At(i), d.new.At(j)
	if a.shares(b) {
		return false
	}
	for _, l := range a.Pref {
		if n := d.new.withPref(l); n >= 0 && n != j {
			return true
		}
	}
	for _, l := range b.Pref {
		if n := d.old.withPref(l); n >= 0 && n != i {
			return true
		}
	}
	return false
}

// pairByLabel makes pairs of those left over of which each is the other's best
// match by preferred labels.
func (d *differ) pairByLabel() {
	best := func(of, in *side) []int {
		found := make([]int, of.Len())
		for i := range of.Len() {
			found[i] = -1
			if of.pair[i] < 0 {
				found[i] = of.best(i, in)
			}
		}
		return found
	}
	forth, back := best(&d.old, &d.new), best(&d.new, &d.old)
	for i, j := range forth {
		if j >= 0 && back[j] == i {
			d.old.pair[i], d.new.pair[j] = j, i
		}
	}
}

// best returns the concept without a counterpart on the other side that has
// most of the preferred labels of concept i, or -1 if that is none or several.
func (s *side) best(i int, other *side) int {
	votes := make(map[int]int)
	for _, l := range s.At(i).Pref {
		if j := other.withPref(l); j >= 0 && other.pair[j] < 0 && s.withPref(l) == i {
			votes[j]++
		}
	}
	best, most := -1, 0
	for j, n := range votes {
		switch {
		case n > most:
			best, most = j, n
		case n == most:
			best = -1
		}
	}
	return best
}

// link connects each concept that is left over with those of the other side
// that have its preferred label as one of theirs.
func (d *differ) link() {
	forth := d.old.linksTo(&d.new)
	back := d.new.linksTo(&d.old)
	for _, l := range back {
		forth = append(forth, [2]int{l[1], l[0]})
	}
	slices.SortFunc(forth, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, l := range slices.Compact(forth) {
		i, j := l[0], l[1]
		if d.old.pair[i] == j {
			continue
		}
		d.old.links[i] = append(d.old.links[i], j)
		d.new.links[j] = append(d.new.links[j], i)
	}
}

func (s *side) linksTo(other *side) [][2]int {
	var links [][2]int
	for i := range s.Len() {
		if s.pair[i] >= 0 {
			continue
		}
		for _, l := range s.At(i).Pref {
			if len(s.holders(l)) == 0 {
				continue // too many have it
			}
			for _, j := range other.holders(l) {
				links = append(links, [2]int{i, j})
			}
		}
	}
	return links
}

// pairByLink makes pairs of those left over that are linked with each other and
// nothing else.
func (d *differ) pairByLink() {
	d.byLink = make(map[int]bool)
	for i, links := range d.old.links {
		if d.old.pair[i] >= 0 || len(links) != 1 {
			continue
		}
		if j := links[0]; d.new.pair[j] < 0 && len(d.new.links[j]) == 1 {
			d.old.pair[i], d.new.pair[j] = j, i
			d.old.links[i], d.new.links[j] = nil, nil
			d.byLink[i] = true
		}
	}
}
