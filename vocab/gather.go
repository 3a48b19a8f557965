package vocab

import "slices"

// gatherSchemes makes the schemes.
func (x *skosReader) gatherSchemes() {
	index := make(map[uint32]int)
	for n := range x.about {
		if about := &x.about[n]; about.is&isScheme != 0 && about.is&(isBlank|isConcept) == 0 {
			index[uint32(n)] = len(x.schemes)
			x.schemes = append(x.schemes, Scheme{ID: x.id(uint32(n))})
		}
	}
	if len(index) == 0 {
		return
	}
	x.titles(index, func(i int) *[]Label { return &x.schemes[i].Title })
	for _, r := range x.texts {
		i, ok := index[r.thing]
		if !ok {
			continue
		}
		switch s := &x.schemes[i]; {
		case r.kind == version && s.Version == "":
			s.Version = x.arena.at(r.place)
		case r.kind == license && s.License == "":
			s.License = x.arena.at(r.place)
		}
	}
}

// titles gives things their titles: those that are called so, else their
// preferred labels, else labels of no kind.
func (x *skosReader) titles(index map[uint32]int, titleOf func(int) *[]Label) {
	rows := make(map[textKind][]textRow)
	for _, r := range x.texts {
		if _, ok := index[r.thing]; ok {
			rows[r.kind] = append(rows[r.kind], r)
		}
	}
	for _, kind := range []textKind{title, prefLabel, plainLabel} {
		of := make(map[int][]Label)
		for _, r := range rows[kind] {
			i := index[r.thing]
			if len(*titleOf(i)) == 0 {
				of[i] = append(of[i], Label{x.arena.at(r.place), x.langs[r.lang]})
			}
		}
		for i, labels := range of {
			slices.SortFunc(labels, compareLabels)
			*titleOf(i) = slices.Compact(labels)
		}
	}
}

// gatherCollections makes the collections of concepts.
func (x *skosReader) gatherCollections() {
	g := gatherer{skosReader: x, index: make(map[uint32]int)}
	for n := range x.about {
		if about := &x.about[n]; about.is&isCollection != 0 && about.is&(isBlank|isConcept|isScheme) == 0 && x.id(uint32(n)) != "" {
			g.index[uint32(n)] = len(g.things)
			g.things = append(g.things, uint32(n))
			x.collections = append(x.collections, Collection{ID: x.id(uint32(n)), Ordered: about.is&isOrdered != 0})
		}
	}
	if len(g.things) == 0 {
		return
	}
	g.members = make([]map[uint32]bool, len(g.things))
	g.lists()
	for _, r := range x.links {
		if i, ok := g.index[r.from]; ok && r.kind == member {
			g.add(i, r)
		}
	}
	x.titles(g.index, func(i int) *[]Label { return &x.collections[i].Title })
}

// A gatherer gives collections their members.
type gatherer struct {
	*skosReader
	things  []uint32       // by collection
	index   map[uint32]int // the collections, by thing
	members []map[uint32]bool
}

// add makes the end of a link a member of collection i.
func (g *gatherer) add(i int, r linkRow) {
	c := &g.collections[i]
	_, isCollection := g.index[r.to]
	if _, ok := g.conceptOf(r.to); !ok && !isCollection {
		g.draft.problem(ruleRelationUnknown, Error, int(r.line), c.ID, "member %s, which is no concept here; it is left out", quote(g.id(r.to)))
		return
	}
	if g.members[i] == nil {
		g.members[i] = make(map[uint32]bool)
	}
	if !g.members[i][r.to] {
		g.members[i][r.to] = true
		c.Members = append(c.Members, g.id(r.to))
	}
}

// lists adds what is in the lists of ordered collections, each of which is read
// once, so that neither a list that ends in itself nor one that belongs to
// thousands of collections goes on and on.
func (g *gatherer) lists() {
	first, rest, lists := make(map[uint32]uint32), make(map[uint32]uint32), make(map[uint32]linkRow)
	for _, r := range g.links {
		switch r.kind {
		case listFirst:
			first[r.from] = r.to
		case listRest:
			rest[r.from] = r.to
		case memberList:
			lists[r.from] = r
		}
	}
	read := make(map[uint32]bool)
	for i, thing := range g.things {
		list, ok := lists[thing]
		for at := list.to; ok; at, ok = rest[at] {
			to, more := first[at]
			if !more {
				break // rdf:nil
			}
			if read[at] {
				g.draft.problem(ruleRelationUnknown, Error, int(list.line), g.collections[i].ID, "memberList leads into a list that was read already; the rest is left out")
				break
			}
			read[at] = true
			g.add(i, linkRow{thing, to, list.line, member})
		}
	}
}
