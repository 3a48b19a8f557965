package vocab

import (
	"fmt"
	"slices"
)

// heirs returns what is to be used instead of old concept i, as ReplacedBy says
// it: in the new vocabulary or, where i is gone, in the old one.
func (d *differ) heirs(i int) []int {
	var found []int
	if j := d.old.pair[i]; j >= 0 {
		for _, id := range d.new.At(j).ReplacedBy {
			found = append(found, d.new.indexOf(id))
		}
		return found
	}
	for _, id := range d.old.At(i).ReplacedBy {
		if j := d.old.pair[d.old.indexOf(id)]; j >= 0 {
			found = append(found, j)
		}
	}
	return found
}

// retired reports whether old concept i is there in the new vocabulary, but is
// not to be used there any more, or makes way for others.
func (d *differ) retired(i int) bool {
	j := d.old.pair[i]
	if j < 0 {
		return false
	}
	a, b := d.old.At(i), d.new.At(j)
	if !a.Deprecated && b.Deprecated {
		return true
	}
	if len(b.ReplacedBy) == 0 || !b.Deprecated && a.Deprecated {
		return false
	}
	before := make([]int, 0, len(a.ReplacedBy))
	for _, id := range a.ReplacedBy {
		before = append(before, d.old.pair[d.old.indexOf(id)])
	}
	return !slices.Equal(before, d.heirs(i))
}

// succeed finds the concepts that are gone, that are new, and that give way to
// others.
func (d *differ) succeed() {
	into := make([][]int, d.new.Len())    // the old concepts that a new one takes the place of
	named := make([]bool, d.new.Len())    // by ReplacedBy
	explicit := make([]bool, d.old.Len()) // what becomes of an old concept is told by ReplacedBy, if anything tells
	for i, j := range d.old.pair {
		if j >= 0 {
			into[j] = append(into[j], i)
		}
	}
	for i := range d.old.Len() {
		if explicit[i] = d.retired(i) || d.old.pair[i] < 0 && len(d.old.links[i]) == 0; explicit[i] {
			for _, j := range d.heirs(i) {
				if len(d.heirs(i)) == 1 {
					into[j] = append(into[j], i)
				}
				named[j] = true
			}
		}
		for _, j := range d.old.links[i] {
			into[j] = append(into[j], i)
		}
	}
	merged := make([]bool, d.new.Len())
	merge := func(j int) {
		if merged[j] {
			return
		}
		merged[j] = true
		slices.Sort(into[j])
		d.change(Merged, into[j], []int{j}, nil, nil, d.whyMerged(into[j], j))
	}
	for i := range d.old.Len() {
		j, links := d.old.pair[i], d.old.links[i]
		for _, l := range links {
			if len(into[l]) > 1 {
				merge(l)
			}
		}
		successors := slices.Clone(links)
		if j >= 0 {
			successors = append(successors, j)
		}
		if len(successors) > 1 {
			slices.Sort(successors)
			d.change(Split, []int{i}, successors, nil, nil, d.labelsInCommon(i, links[0]))
		}
		if !explicit[i] {
			continue
		}
		switch heirs := d.heirs(i); {
		case len(heirs) == 1 && len(into[heirs[0]]) > 1:
			merge(heirs[0])
		case len(heirs) == 1:
			d.change(Replaced, []int{i}, heirs, nil, nil, "replacedBy says so")
		case len(heirs) > 1:
			d.change(Split, []int{i}, heirs, nil, nil, "replacedBy names several")
		case j >= 0:
			d.change(Deprecated, []int{i}, []int{j}, nil, nil, "")
		default:
			d.change(Removed, []int{i}, nil, nil, nil, "")
		}
	}
	for j := range d.new.Len() {
		if d.new.pair[j] < 0 && len(into[j]) == 0 && !named[j] {
			d.change(Added, nil, []int{j}, nil, nil, "")
		}
	}
}

// whyMerged says what a merger was told by.
func (d *differ) whyMerged(from []int, j int) string {
	for _, i := range from {
		if _, linked := slices.BinarySearch(d.old.links[i], j); linked {
			return d.labelsInCommon(i, j)
		}
	}
	return "replacedBy says so"
}

// tags finds what becomes of the tags of each old concept.
func (d *differ) tags() {
	for i := range d.old.Len() {
		if t, ok := d.tag(i); ok {
			t.Old = d.old.ref(i)
			d.tagChanges = append(d.tagChanges, t)
		}
	}
}

// tag returns what becomes of the tags of old concept i, if they change.
func (d *differ) tag(i int) (t TagChange, changes bool) {
	j, links := d.old.pair[i], d.old.links[i]
	var to []int
	switch {
	case d.retired(i), j < 0 && len(links) == 0:
		t.Kind, to, t.Why = Replaced, d.heirs(i), "it is replaced by another"
		switch {
		case len(to) > 1:
			t.Kind, t.Review, t.Why = Split, true, "it is replaced by several"
		case len(to) == 0:
			t.Kind, t.Review, t.Why = Removed, true, "it is gone"
			if j >= 0 {
				t.Kind, t.Why = Deprecated, "it is deprecated"
			}
			if to = d.above(i); len(to) > 0 {
				t.Why += "; what was broader is still there"
			}
		}
	case len(links) > 0:
		if to = slices.Clone(links); j >= 0 {
			to = append([]int{j}, to...)
		}
		t.Kind, t.Review, t.Why = Merged, len(to) > 1, d.labelsInCommon(i, links[0])
		if t.Review {
			t.Kind = Split
		}
	default:
		to = []int{j}
		a, b := d.old.ref(i), d.new.ref(j)
		switch {
		case d.reused[i]:
			t.Kind, t.Review, t.Why = Renumbered, true, fmt.Sprintf("ID %s is another concept's now", quote(a.ID))
		case a.Label != b.Label && d.byLink[i]:
			t.Kind, t.Why = Relabelled, d.labelsInCommon(i, j)
		case a.Label != b.Label:
			t.Kind, t.Why = Relabelled, "its preferred label is another"
		case a.ID != b.ID:
			t.Kind, t.Why = Renumbered, "its ID is another"
		default:
			return t, false
		}
	}
	used, lost := d.inUse(to)
	if lost && !t.Review {
		t.Review, t.Why = true, t.Why+"; that is deprecated itself"
	}
	t.New = make([]Ref, len(used))
	for n, j := range used {
		t.New[n] = d.new.ref(j)
	}
	return t, true
}

// above returns the broader concepts of old concept i that are still there.
func (d *differ) above(i int) []int {
	var found []int
	for _, id := range d.old.At(i).Broader {
		if j := d.old.pair[d.old.indexOf(id)]; j >= 0 {
			found = append(found, j)
		}
	}
	return found
}

// inUse replaces deprecated concepts by those to use instead, a few steps far,
// and reports whether that leads to none or several for one of them.
func (d *differ) inUse(concepts []int) (used []int, lost bool) {
	const steps = 10
	for _, j := range concepts {
		for range steps {
			c := d.new.At(j)
			if !c.Deprecated || len(c.ReplacedBy) != 1 {
				break
			}
			j = d.new.indexOf(c.ReplacedBy[0])
		}
		if d.new.At(j).Deprecated {
			lost = true
		}
		if !slices.Contains(used, j) {
			used = append(used, j)
		}
	}
	return used, lost
}
