package vocab

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// relateAll gives the concepts their links, those between concepts of the
// vocabulary with both ends.
func (b *builder) relateAll() {
	b.byPreferred = sync.OnceValue(b.indexPreferred)
	rows := make([]linkRow, 0, 2*len(b.links))
	names := make(map[uint32]uint32) // what is no concept, by thing
	for _, r := range b.links {
		from, ok := b.conceptOf(r.from)
		if !ok || r.kind > lastLink {
			continue
		}
		if r.kind > lastConcept {
			to, ok := names[r.to]
			if !ok {
				to = uint32(len(b.v.names))
				names[r.to] = to
				b.v.names = append(b.v.names, b.things.places[r.to])
			}
			rows = append(rows, linkRow{from, to, r.line, r.kind})
			if r.kind == topOf { // who is a top concept is in the scheme
				rows = append(rows, linkRow{from, to, r.line, inScheme})
			}
			continue
		}
		if to, ok := b.target(from, r); ok {
			rows = append(rows, linkRow{from, to, r.line, r.kind})
			if inverse := [...]linkKind{narrower, broader, related, replacedBy}[r.kind]; inverse != replacedBy {
				rows = append(rows, linkRow{to, from, r.line, inverse})
			}
		}
	}
	b.links = nil
	b.keepLinks(rows)
}

// keepLinks sorts links and keeps each once. Replacements keep their order.
func (b *builder) keepLinks(rows []linkRow) {
	nameRank := make([]uint32, len(b.v.names))
	byName := make([]uint32, len(b.v.names))
	for i := range byName {
		byName[i] = uint32(i)
	}
	slices.SortFunc(byName, func(x, y uint32) int { return strings.Compare(b.arena.at(b.v.names[x]), b.arena.at(b.v.names[y])) })
	for place, i := range byName {
		nameRank[i] = uint32(place)
	}
	rank := func(r *linkRow) uint32 {
		switch {
		case r.kind == replacedBy:
			return 0
		case r.kind > lastConcept:
			return nameRank[r.to]
		}
		return b.rank[r.to]
	}
	v := b.v
	sorted, from := group(rows, len(b.concepts), func(r *linkRow) uint32 { return r.from })
	v.linkFrom = make([]uint32, len(b.concepts)+1)
	v.links = make([]link, 0, len(rows))
	replacements := make(map[uint32]bool)
	for i, thing := range b.concepts {
		own := sorted[from[i]:from[i+1]]
		slices.SortStableFunc(own, func(x, y linkRow) int {
			return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(rank(&x), rank(&y)))
		})
		v.linkFrom[i] = uint32(len(v.links))
		clear(replacements)
		for n, r := range own {
			if r.kind == replacedBy {
				if replacements[r.to] {
					continue
				}
				replacements[r.to] = true
				if len(replacements) == 1 && !v.deprecated[i] && (b.base == nil || r.line > 0) {
					b.problem(ruleReplaced, Warning, int(r.line), b.id(thing), "replaced by %s, but not deprecated", quote(b.id(b.concepts[r.to])))
				}
			} else if n > 0 && own[n-1].kind == r.kind && own[n-1].to == r.to {
				continue
			}
			v.links = append(v.links, link{r.to, r.kind})
			if b.base != nil && r.line > 0 {
				b.newLinks[linkRow{uint32(i), r.to, 0, r.kind}] = r.line
			}
		}
	}
	v.linkFrom[len(b.concepts)] = uint32(len(v.links))
}

// lineFor returns the line for a problem with concept i that links make: that of
// the concept or, over a base, of the first of them that is new; ok is false if
// none is.
func (b *builder) lineFor(i int, links ...linkRow) (line int, ok bool) {
	if b.base == nil {
		return int(b.about[b.concepts[i]].line), true
	}
	for _, l := range links {
		if line, ok := b.newLinks[l]; ok {
			return int(line), true
		}
	}
	return 0, false
}

// target returns the index of the concept to which a link leads, unless there
// is none, or it is the concept from which it leads.
func (b *builder) target(from uint32, r linkRow) (to uint32, ok bool) {
	id, relation := b.id(r.from), linkNames[r.kind]
	to, reason := b.resolve(r.to)
	switch {
	case reason != "":
		b.problem(ruleRelationUnknown, Error, int(r.line), id, "%s %s, %s; it is left out", relation, quote(b.id(r.to)), reason)
		return 0, false
	case to == from:
		b.problem(ruleRelationSelf, Error, int(r.line), id, "%s names the concept itself; it is left out", relation)
		return 0, false
	}
	return to, true
}

// resolve returns the index of the concept that is a thing, or, but for RDF,
// has its name as its ID, perhaps in angle brackets, or, where none has, as a
// preferred label and is the only one that has; or the reason why there is none.
func (b *builder) resolve(thing uint32) (concept uint32, reason string) {
	if i, ok := b.conceptOf(thing); ok {
		return i, ""
	}
	name, _ := tidy(b.id(thing))
	switch {
	case name == "":
		return 0, "which is empty"
	case b.isSet:
		return 0, "which is no concept here"
	}
	for _, id := range []string{name, bareIRI(name)} {
		if n, ok := b.things.look(id); ok {
			if i, ok := b.conceptOf(n); ok {
				return i, ""
			}
		}
	}
	switch i, ok := b.byPreferred()[foldLabel(name)]; {
	case !ok:
		return 0, "which is not in the vocabulary"
	case i < 0:
		return 0, "which is the label of several concepts"
	default:
		return uint32(i), ""
	}
}

// indexPreferred returns the concepts by folded preferred label, -1 for that of
// several.
func (b *builder) indexPreferred() map[string]int {
	index := make(map[string]int, len(b.concepts))
	for i := range b.concepts {
		for row := b.v.textFrom[i]; row < b.v.textFrom[i+1] && b.v.texts[row].kind == prefLabel; row++ {
			key := foldLabel(b.arena.at(b.v.texts[row].place))
			if old, ok := index[key]; ok && old != i {
				index[key] = -1
			} else {
				index[key] = i
			}
		}
	}
	return index
}

// checkRelations finds relations that contradict each other.
func (b *builder) checkRelations() {
	v := b.v
	for i, thing := range b.concepts {
		up, down := v.linked(i, broader), v.linked(i, narrower)
		if len(up)+len(down) == 0 {
			continue
		}
		byRank := func(l link, rank uint32) int { return cmp.Compare(b.rank[l.to], rank) }
		for _, l := range v.linked(i, related) {
			_, over := slices.BinarySearchFunc(up, b.rank[l.to], byRank)
			_, under := slices.BinarySearchFunc(down, b.rank[l.to], byRank)
			if !(over || under) || i >= int(l.to) { // once, though both have it
				continue
			}
			from := uint32(i)
			if line, ok := b.lineFor(i, linkRow{from, l.to, 0, related}, linkRow{from, l.to, 0, broader}, linkRow{from, l.to, 0, narrower}); ok {
				b.problem(ruleRelationBoth, Warning, line, b.id(thing), "related to %s, which is broader or narrower too", quote(b.id(b.concepts[l.to])))
			}
		}
	}
	b.findCycles(broader)
	b.findCycles(replacedBy)
}

// findCycles names the concepts from which a relation leads back to
// themselves: the strongly connected components of more than one concept, by
// Tarjan's algorithm (SIAM Journal on Computing 1(2), 1972), without recursion.
func (b *builder) findCycles(kind linkKind) {
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
			if links := b.v.linked(f.node, kind); f.next < len(links) {
				to := int(links[f.next].to)
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
			b.cycle(kind, stack[from:])
			for _, m := range stack[from:] {
				onStack[m] = false
			}
			stack = stack[:from]
		}
	}
}

// cycle reports the members of a component, if they are more than one.
func (b *builder) cycle(kind linkKind, members []int) {
	if len(members) < 2 {
		return
	}
	members = slices.Sorted(slices.Values(members))
	var links []linkRow
	for _, m := range members {
		for _, l := range b.v.linked(m, kind) {
			if _, within := slices.BinarySearch(members, int(l.to)); within {
				links = append(links, linkRow{uint32(m), l.to, 0, kind})
			}
		}
	}
	line, ok := b.lineFor(members[0], links...)
	if !ok {
		return
	}
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
			others.WriteString(quote(b.id(b.concepts[m])))
		}
	}
	first := b.concepts[members[0]]
	b.problem(ruleCycle, Error, line, b.id(first), "%s leads back to itself by way of %s", linkNames[kind], &others)
}
