package vocab

import (
	"slices"
	"strings"
)

// relate gives a concept the relations of its entries that lead to another.
func (b *builder) relate(entries []entry) {
	c := &b.concepts[entries[0].concept]
	for i := range entries {
		e := &entries[i]
		c.Broader = b.targets(c.Broader, e, "broader", e.Broader)
		c.Narrower = b.targets(c.Narrower, e, "narrower", e.Narrower)
		c.Related = b.targets(c.Related, e, "related", e.Related)
		c.ReplacedBy = b.targets(c.ReplacedBy, e, "replacedBy", e.ReplacedBy)
	}
	if len(c.ReplacedBy) > 0 && !c.Deprecated {
		b.problem(ruleReplaced, Warning, entries[0].line, c.ID, "replaced by %s, but not deprecated", quote(c.ReplacedBy[0]))
	}
}

// targets appends to ids the IDs of the other concepts that names name.
func (b *builder) targets(ids []string, e *entry, relation string, names []string) []string {
	for _, name := range names {
		n, reason := b.target(name)
		switch {
		case n < 0:
			b.problem(ruleRelationUnknown, Error, e.line, b.concepts[e.concept].ID, "%s %s, %s; it is left out", relation, quote(name), reason)
		case n == e.concept:
			b.problem(ruleRelationSelf, Error, e.line, b.concepts[n].ID, "%s names the concept itself; it is left out", relation)
		default:
			ids = append(ids, b.concepts[n].ID)
		}
	}
	return ids
}

// target returns the index of the concept that has name as its ID, perhaps in
// angle brackets, or, where none has, as a preferred label and is the only one
// that has; or -1 and the reason.
func (b *builder) target(name string) (n int, reason string) {
	if n, ok := b.byID[name]; ok {
		return n, ""
	}
	name, _ = tidy(name)
	if name == "" {
		return -1, "which is empty"
	}
	n, ok := b.byID[name]
	if !ok {
		n, ok = b.byID[bareIRI(name)]
	}
	if !ok {
		n, ok = b.byPref()[foldLabel(name)]
	}
	switch {
	case !ok:
		return -1, "which is not in the vocabulary"
	case n < 0:
		return -1, "which is the label of several concepts"
	}
	return n, ""
}

func (b *builder) indexPreferred() map[string]int {
	index := make(map[string]int, len(b.concepts))
	for i := range b.concepts {
		for _, l := range b.concepts[i].Pref {
			key := foldLabel(l.Text)
			if old, ok := index[key]; ok && old != i {
				index[key] = -1
			} else {
				index[key] = i
			}
		}
	}
	return index
}

// completeRelations gives relations that have only one end the other.
func (b *builder) completeRelations() {
	own := func(ids []string) []string { return ids[:len(ids):len(ids)] }
	for i := range b.concepts {
		c := &b.concepts[i]
		for _, id := range own(c.Broader) {
			d := &b.concepts[b.byID[id]]
			d.Narrower = append(d.Narrower, c.ID)
		}
		for _, id := range own(c.Narrower) {
			d := &b.concepts[b.byID[id]]
			d.Broader = append(d.Broader, c.ID)
		}
		for _, id := range own(c.Related) {
			d := &b.concepts[b.byID[id]]
			d.Related = append(d.Related, c.ID)
		}
	}
	for i := range b.concepts {
		c := &b.concepts[i]
		c.Broader, c.Narrower, c.Related = sortedOnce(c.Broader), sortedOnce(c.Narrower), sortedOnce(c.Related)
		c.ReplacedBy = once(c.ReplacedBy)
	}
}

func sortedOnce(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// once returns ids in their order, each once.
func once(ids []string) []string {
	if len(ids) < 2 {
		return ids
	}
	seen := make(map[string]bool, len(ids))
	return slices.DeleteFunc(ids, func(id string) bool {
		again := seen[id]
		seen[id] = true
		return again
	})
}

// checkRelations finds relations that contradict each other.
func (b *builder) checkRelations() {
	for i := range b.concepts {
		c := &b.concepts[i]
		for _, id := range c.Related {
			_, broader := slices.BinarySearch(c.Broader, id)
			_, narrower := slices.BinarySearch(c.Narrower, id)
			if (broader || narrower) && i < b.byID[id] { // once, though both have it
				b.problem(ruleRelationBoth, Warning, b.lines[i], c.ID, "related to %s, which is broader or narrower too", quote(id))
			}
		}
	}
	b.findCycles("broader", func(c *Concept) []string { return c.Broader })
	b.findCycles("replacedBy", func(c *Concept) []string { return c.ReplacedBy })
}

// findCycles names the concepts from which a relation leads back to
// themselves: the strongly connected components of more than one concept, by
// Tarjan's algorithm (SIAM Journal on Computing 1(2), 1972), without recursion.
func (b *builder) findCycles(relation string, related func(*Concept) []string) {
	n := len(b.concepts)
	index, low := make([]int, n), make([]int, n) // index 0: not visited yet
	onStack := make([]bool, n)
	var stack []int
	type frame struct{ node, next int }
	var calls []frame
	count := 0
	for root := range n {
		if index[root] != 0 {
			continue
		}
		calls = append(calls, frame{root, 0})
		for len(calls) > 0 {
			f := &calls[len(calls)-1]
			if f.next == 0 {
				count++
				index[f.node], low[f.node] = count, count
				stack, onStack[f.node] = append(stack, f.node), true
			}
			if ids := related(&b.concepts[f.node]); f.next < len(ids) {
				to := b.byID[ids[f.next]]
				f.next++
				switch {
				case index[to] == 0:
					calls = append(calls, frame{to, 0})
				case onStack[to]:
					low[f.node] = min(low[f.node], index[to])
				}
				continue
			}
			node := f.node
			calls = calls[:len(calls)-1]
			if len(calls) > 0 {
				parent := calls[len(calls)-1].node
				low[parent] = min(low[parent], low[node])
			}
			if low[node] != index[node] {
				continue
			}
			from := len(stack) - 1
			for stack[from] != node {
				from--
			}
			b.cycle(relation, stack[from:])
			for _, m := range stack[from:] {
				onStack[m] = false
			}
			stack = stack[:from]
		}
	}
}

// cycle reports the members of a component, if they are more than one.
func (b *builder) cycle(relation string, members []int) {
	if len(members) < 2 {
		return
	}
	members = slices.Sorted(slices.Values(members))
	const most = 5
	var others strings.Builder
	for i, m := range members[1:] {
		switch {
		case i == most:
			others.WriteString(" and others")
		case i > most:
		case i > 0:
			others.WriteString(", ")
			fallthrough
		default:
			others.WriteString(quote(b.concepts[m].ID))
		}
	}
	first := members[0]
	b.problem(ruleCycle, Error, b.lines[first], b.concepts[first].ID, "%s leads back to itself by way of %s", relation, &others)
}
