package vocab

import (
	"maps"
	"slices"
)

// settle makes of what a document says of its things what can be said of
// concepts: it decides which things are concepts, and replaces what SKOS says
// in a roundabout way.
func (x *skosReader) settle() {
	values := x.values()
	x.declare()
	x.spellOut(values)
	x.shorten()
	x.gatherSchemes()
	x.gatherCollections()
	x.complain()
}

// declare makes concepts of the things that are some.
func (x *skosReader) declare() {
	var nameless []uint32
	for _, n := range x.subjects {
		about := &x.about[n]
		if about.is&isConcept != 0 {
			continue // of the base
		}
		const place = isLabelled | isMapped
		undeclared := about.is&(isTyped|isScheme|isCollection|isXLabel) == 0 && about.is&place == place
		if about.is&isDeclared == 0 && !undeclared {
			continue
		}
		id := x.id(n)
		switch {
		case about.is&isBlank != 0, id == "":
			nameless = append(nameless, n)
			continue
		case len(id) > maxLabel:
			x.problem(ruleBadID, Error, int(about.line), "ID %s has %d bytes; IDs have at most %d; the concept is left out", quote(id), len(id), maxLabel)
			continue
		case undeclared:
			x.draft.problem(ruleUntyped, Warning, int(about.line), id, "%s is used as a concept, but nothing says that it is one; it is taken for one", quote(id))
		}
		x.concept(n)
	}
	if len(nameless) > 0 {
		x.baptize(nameless)
	}
}

// baptize gives concepts without an IRI their first preferred labels for IDs.
func (x *skosReader) baptize(nameless []uint32) {
	labels := make(map[uint32]Label)
	for _, r := range x.texts {
		if _, ok := labels[r.thing]; !ok && r.kind == prefLabel && x.about[r.thing].is&(isBlank|isDeclared|isMapped) != 0 {
			labels[r.thing] = Label{x.arena.at(r.place), x.langs[r.lang]}
		}
	}
	becomes := make(map[uint32]uint32)
	for _, n := range nameless {
		about := x.about[n]
		l, ok := labels[n]
		if !ok {
			x.problem(ruleNoPreferred, Error, int(about.line), "a concept has neither an ID nor a preferred label; it is left out")
			continue
		}
		named, ok := x.labelled(&l, int(about.line))
		if !ok {
			continue
		}
		x.about[named].is |= about.is &^ (isBlank | isConcept)
		becomes[n] = named
	}
	for i := range x.texts {
		if n, ok := becomes[x.texts[i].thing]; ok {
			x.texts[i].thing = n
		}
	}
	for i := range x.links {
		r := &x.links[i]
		if n, ok := becomes[r.from]; ok {
			r.from = n
		}
		if n, ok := becomes[r.to]; ok {
			r.to = n
		}
	}
}

// values returns the texts of the labels and notes that are things.
func (x *skosReader) values() map[uint32]textRow {
	values := make(map[uint32]textRow)
	for _, r := range x.texts {
		if r.kind == literalForm || r.kind == noteValue {
			if _, ok := values[r.thing]; !ok || r.kind == literalForm {
				values[r.thing] = r
			}
		}
	}
	return values
}

// spellOut makes texts of the labels and notes that are things, and turns
// around what schemes say of their top concepts.
func (x *skosReader) spellOut(values map[uint32]textRow) {
	for i, r := range x.links {
		var kind textKind
		switch {
		case r.kind == hasTop:
			x.links[i] = linkRow{r.to, r.from, r.line, topOf}
			continue
		case r.kind >= noteOf:
			kind = textKind(r.kind - noteOf)
		case r.kind >= xlPref:
			kind = textKind(r.kind - xlPref)
		default:
			continue
		}
		id := x.id(r.from)
		if len(id) > maxLabel {
			continue
		}
		value, ok := values[r.to]
		if !ok {
			x.draft.problem(ruleValue, Warning, int(r.line), id, "the text of %s is not in the file; it is left out", x.shown(textName(kind), r.to))
			continue
		}
		l := Label{x.arena.at(value.place), x.langs[value.lang]}
		if kind <= hiddenLabel {
			l, ok = x.cleanLabel(id, kind, l, int(value.line))
		} else {
			l, ok = x.cleanNote(id, kind, l, int(value.line))
		}
		if ok {
			x.putText(r.from, kind, l, int(r.line), false)
		}
	}
}

// shown names a thing that stands for something: "definition <…>".
func (x *skosReader) shown(what string, thing uint32) string {
	if x.about[thing].is&isBlank != 0 {
		return "a " + what + " without a name"
	}
	return what + " " + quote(x.id(thing))
}

// shorten keeps of the transitive relations of a concept without direct ones
// those that no other leads to, as direct ones.
func (x *skosReader) shorten() {
	transitive := make(map[uint32][]linkRow) // to what is above, by what is below
	for _, r := range x.links {
		switch r.kind {
		case broaderTransitive:
			transitive[r.from] = append(transitive[r.from], linkRow{r.from, r.to, r.line, broader})
		case narrowerTransitive:
			transitive[r.to] = append(transitive[r.to], linkRow{r.to, r.from, r.line, broader})
		}
	}
	if len(transitive) == 0 {
		return
	}
	direct := make(map[uint32][]linkRow)
	for _, r := range x.links {
		switch r.kind {
		case broader:
			direct[r.from] = append(direct[r.from], r)
		case narrower:
			direct[r.to] = append(direct[r.to], linkRow{r.to, r.from, r.line, broader})
		}
	}
	above := make(map[[2]uint32]bool) // whether the second is said to be above the first
	for _, relations := range []map[uint32][]linkRow{transitive, direct} {
		for n, rows := range relations {
			for _, r := range rows {
				above[[2]uint32{n, r.to}] = true
			}
		}
	}
	dropped, line := 0, uint32(0)
	for _, n := range slices.Sorted(maps.Keys(transitive)) {
		own := transitive[n]
		if len(direct[n]) > 0 {
			if dropped == 0 || own[0].line < line {
				line = own[0].line
			}
			dropped += len(own)
			continue
		}
		beyond := make(map[uint32]bool) // above something that is above n
		for _, r := range own {
			// Whichever are fewer: what is above n, or what is above that.
			further := own
			if len(transitive[r.to])+len(direct[r.to]) < len(own) {
				further = slices.Concat(transitive[r.to], direct[r.to])
			}
			for _, f := range further {
				if f.to != r.to && above[[2]uint32{r.to, f.to}] && !above[[2]uint32{f.to, r.to}] {
					beyond[f.to] = true
				}
			}
		}
		for _, r := range own {
			if !beyond[r.to] {
				x.links = append(x.links, r)
			}
		}
	}
	if dropped > 0 {
		x.problem(ruleRest, Info, int(line), "%s left out, of concepts that have direct ones; this is the first", countAre(dropped, "transitive relation"))
	}
}

// complain says which things look like concepts and are none.
func (x *skosReader) complain() {
	left, first := 0, uint32(0)
	for _, n := range x.subjects {
		about := &x.about[n]
		if about.is&(isConcept|isScheme|isCollection|isXLabel|isDeclared) != 0 {
			continue
		}
		switch {
		case about.is&isLabelled != 0:
			id := x.id(n)
			if about.is&isBlank != 0 || len(id) > maxLabel {
				id = ""
			}
			x.draft.problem(ruleNoConcept, Warning, int(about.line), id, "%s has labels, but is no concept; it is left out", quote(x.id(n)))
		case about.is&isMapped != 0:
			if left == 0 {
				first = n
			}
			left++
		}
	}
	if left > 0 {
		x.problem(ruleNoConcept, Warning, int(x.about[first].line), "%s in a scheme or related to concepts and %s none; the first one is %s", countAre(left, "thing"), isAre(left), quote(x.id(first)))
	}
	x.forgetNameless()
}

// forgetNameless takes out the links to what has no name, so that it can't be
// named. That a concept is in the scheme <> is no loss: that is the file.
func (x *skosReader) forgetNameless() {
	left, line := 0, uint32(0)
	x.links = slices.DeleteFunc(x.links, func(r linkRow) bool {
		_, from := x.conceptOf(r.from)
		nameless := x.about[r.to].is&isBlank != 0
		if !from || r.kind <= lastConcept || r.kind > lastLink || !nameless && x.id(r.to) != "" {
			return false
		}
		if nameless {
			if left == 0 {
				line = r.line
			}
			left++
		}
		return true
	})
	if left > 0 {
		x.problem(ruleRest, Info, int(line), "%s left out that lead to things without a name", countAre(left, "link"))
	}
}
