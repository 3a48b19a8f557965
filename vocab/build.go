package vocab

import (
	"slices"
	"strings"
)

// A builder makes a vocabulary of a draft.
type builder struct {
	*draft
	v       *Vocabulary
	rank    []uint32 // by concept: its place in the order of IDs
	lowered []uint16 // by language: the number of its tag in lower case

	byPreferred func() map[string]int

	// Of what a file adds to a base, the lines.
	newLabels map[place]uint32
	newLinks  map[linkRow]uint32 // by links without lines
}

// finish makes a vocabulary of the draft, which is used up.
func (d *draft) finish() (*Vocabulary, []Problem, error) {
	b := builder{draft: d, v: &Vocabulary{}}
	if d.arena.full {
		return nil, d.problems, errTooMuch
	}
	if d.base != nil {
		b.newLabels, b.newLinks = make(map[place]uint32), make(map[linkRow]uint32)
		d.adoptLanguage()
	}
	b.identifyAll()
	b.joinAll()
	if d.base != nil {
		b.checkLanguages()
	}
	b.checkLabels()
	b.relateAll()
	b.v.schemes, b.v.collections = d.finishSchemes(), d.finishCollections()
	b.checkRelations()
	sortProblems(d.problems)
	if d.arena.full {
		return nil, d.problems, errTooMuch
	}
	if len(d.concepts) == 0 {
		return nil, d.problems, noConcepts(d.problems)
	}
	b.v.text, b.v.langs = d.arena.builder.String(), d.langs
	b.v.file, b.v.lines = d.file, make([]uint32, len(d.concepts))
	for i, n := range d.concepts {
		b.v.lines[i] = d.about[n].line
	}
	b.v.problems = slices.Clone(d.problems)
	b.v.prepare()
	return b.v, d.problems, nil
}

// identifyAll gives the vocabulary its concepts, and the order of their IDs.
func (b *builder) identifyAll() {
	n := len(b.concepts)
	v := b.v
	v.ids, v.deprecated, v.order = make([]place, n), make([]bool, n), make([]uint32, n)
	for i, thing := range b.concepts {
		v.ids[i] = b.things.places[thing]
		v.deprecated[i] = b.about[thing].is&isDeprecated != 0
		v.order[i] = uint32(i)
	}
	slices.SortFunc(v.order, func(x, y uint32) int { return strings.Compare(b.arena.at(v.ids[x]), b.arena.at(v.ids[y])) })
	b.rank = make([]uint32, n)
	for place, i := range v.order {
		b.rank[i] = uint32(place)
	}
	b.lowered = make([]uint16, len(b.langs))
	for i, tag := range b.langs {
		lower := strings.ToLower(tag)
		j, ok := b.langOf[lower]
		if !ok { // the first that is the same in lower case stands for it
			j = uint16(i)
			b.langOf[lower] = j
		}
		b.lowered[i] = j
	}
}

// conceptOf returns the index of the concept that a thing is.
func (d *draft) conceptOf(thing uint32) (uint32, bool) {
	return d.about[thing].index, d.about[thing].is&isConcept != 0
}

// joinAll gives the concepts their texts.
func (b *builder) joinAll() {
	rows := b.texts[:0]
	for _, r := range b.texts {
		if i, ok := b.conceptOf(r.thing); ok && (r.kind <= lastText || r.kind == plainLabel) {
			r.thing = i // from here on: the index of the concept
			rows = append(rows, r)
		}
	}
	rows, from := group(rows, len(b.concepts), func(r *textRow) uint32 { return r.thing })
	v := b.v
	v.texts, v.textFrom = make([]text, 0, len(rows)), make([]uint32, 1, len(b.concepts)+1)
	j := joiner{builder: b}
	for i := range b.concepts {
		j.join(i, rows[from[i]:from[i+1]])
		v.textFrom = append(v.textFrom, uint32(len(v.texts)))
	}
	b.texts = nil
}

// group sorts rows by the concepts that they are about, of which there are n,
// and says where those of each begin. Rows of one concept keep their order.
func group[T any](rows []T, n int, concept func(*T) uint32) (sorted []T, from []uint32) {
	from = make([]uint32, n+1)
	inOrder, last := true, uint32(0)
	for i := range rows {
		c := concept(&rows[i])
		from[c+1]++
		inOrder = inOrder && last <= c
		last = c
	}
	for i := range n {
		from[i+1] += from[i]
	}
	if inOrder {
		return rows, from
	}
	sorted = make([]T, len(rows))
	next := slices.Clone(from)
	for i := range rows {
		c := concept(&rows[i])
		sorted[next[c]] = rows[i]
		next[c]++
	}
	return sorted, from
}

// A joiner makes the texts of a concept of the rows of its entries, with one
// preferred label in each language and every label and note once.
type joiner struct {
	*builder
	i     int
	seen  []textRow // labels, or notes of a kind, while they are few
	index map[Label]textKind
	late  []textRow // second preferred labels
}

func (j *joiner) conceptID() string { return j.id(j.concepts[j.i]) }

// meet takes note of a text and returns the kind with which it was met before,
// if it was.
func (j *joiner) meet(r textRow) (as textKind, again bool) {
	const few = 16
	if len(j.seen) < few {
		for _, s := range j.seen {
			if j.lowered[s.lang] == j.lowered[r.lang] && s.len == r.len && j.arena.at(s.place) == j.arena.at(r.place) {
				return s.kind, true
			}
		}
		j.seen = append(j.seen, r)
		return 0, false
	}
	key := func(r textRow) Label { return Label{j.arena.at(r.place), j.langs[j.lowered[r.lang]]} }
	if len(j.index) == 0 {
		j.index = make(map[Label]textKind)
		for _, s := range j.seen {
			j.index[key(s)] = s.kind
		}
	}
	if as, again = j.index[key(r)]; !again {
		j.index[key(r)] = r.kind
	}
	return as, again
}

func (j *joiner) forget() {
	j.seen = j.seen[:0]
	if len(j.index) > 0 {
		clear(j.index)
	}
}

func (j *joiner) keep(r textRow, kind textKind) {
	j.v.texts = append(j.v.texts, text{r.place, r.lang, kind})
	if j.base != nil && r.line > 0 && kind <= hiddenLabel {
		j.newLabels[r.place] = r.line
	}
}

// label keeps a label that the concept doesn't have yet.
func (j *joiner) label(r textRow, kind textKind) {
	if as, again := j.meet(r); !again {
		j.keep(r, kind)
	} else if !j.isSet || as != r.kind {
		j.problem(ruleRepeated, Info, int(r.line), j.conceptID(), "label %s stands twice", quote(j.arena.at(r.place)))
	}
}

// join keeps the texts of concept i, kind by kind.
func (j *joiner) join(i int, rows []textRow) {
	j.i = i
	j.forget()
	j.late = j.late[:0]
	if j.ofBase() {
		rows = j.additions(rows)
	}
	from := len(j.v.texts)
	for _, r := range rows {
		if r.kind == prefLabel {
			j.preferred(r, from)
		}
	}
	promoted := -1
	if len(j.v.texts) == from {
		promoted = j.promote(rows)
	}
	for n, r := range rows {
		if r.kind == altLabel && n != promoted {
			j.label(r, altLabel)
		}
	}
	for _, r := range j.late {
		j.label(r, altLabel)
	}
	for _, r := range rows {
		if r.kind == hiddenLabel {
			j.label(r, hiddenLabel)
		}
	}
	j.notes(rows)
}

// preferred keeps a preferred label, if it is the first one of its language.
func (j *joiner) preferred(r textRow, from int) {
	var first *text
	for n := from; n < len(j.v.texts) && first == nil; n++ {
		if t := &j.v.texts[n]; j.lowered[t.lang] == j.lowered[r.lang] || r.lang == 0 && r.line > 0 && j.ofBase() {
			first = t
		}
	}
	switch {
	case first == nil:
		j.label(r, prefLabel)
	case j.arena.at(first.place) == j.arena.at(r.place):
		if !r.again && !j.isSet { // entries of one ID have one label, of course
			j.label(r, prefLabel)
		}
	default:
		j.problem(ruleSeveral, Warning, int(r.line), j.conceptID(), "%s is a second preferred label in one language; it is taken for alternative", quote(j.arena.at(r.place)))
		j.late = append(j.late, r)
	}
}

// promote keeps in the place of the preferred label that a concept lacks its
// first alternative label, or a label that is none of SKOS, or the ID. It
// returns which of the rows that is, or -1.
func (j *joiner) promote(rows []textRow) int {
	at := slices.IndexFunc(rows, func(r textRow) bool { return r.kind == altLabel })
	if at < 0 {
		at = slices.IndexFunc(rows, func(r textRow) bool { return r.kind == plainLabel })
	}
	r := textRow{line: j.about[j.concepts[j.i]].line, place: j.v.ids[j.i]}
	if at >= 0 {
		r = rows[at]
	}
	j.problem(ruleNoPreferred, Error, int(r.line), j.conceptID(), "no preferred label; %s takes its place", quote(j.arena.at(r.place)))
	r.kind = prefLabel
	j.meet(r)
	j.keep(r, prefLabel)
	return at
}

// notes keeps the notes and notations, each once.
func (j *joiner) notes(rows []textRow) {
	var kinds uint32
	for _, r := range rows {
		kinds |= 1 << r.kind
	}
	for kind := definition; kind <= lastText; kind++ {
		if kinds&(1<<kind) == 0 {
			continue
		}
		j.forget()
		for _, r := range rows {
			if r.kind != kind {
				continue
			}
			if _, again := j.meet(r); !again {
				j.keep(r, kind)
			}
		}
	}
}

// checkLabels finds labels that several concepts have. A label without a
// language is one in every language.
func (b *builder) checkLabels() {
	type holder struct {
		concept int
		t       *text
	}
	const every = "*" // language
	shared := b.sharedLabels()
	first := make(map[Label]holder, 2*len(shared))
	for kind := prefLabel; kind <= hiddenLabel; kind++ {
		for _, s := range shared {
			t := &b.v.texts[s.row]
			if t.kind != kind {
				continue
			}
			i := int(s.concept)
			mine := Label{foldLabel(b.arena.at(t.place)), b.langs[b.lowered[t.lang]]}
			other := mine
			if t.lang == 0 {
				other.Lang = every
			}
			has, ok := first[other]
			if !ok && t.lang != 0 {
				has, ok = first[Label{mine.Text, ""}]
			}
			for _, key := range []Label{mine, {mine.Text, every}} {
				// A concept in use is a better holder than a deprecated one.
				if old, held := first[key]; !held || b.v.deprecated[old.concept] && !b.v.deprecated[i] {
					first[key] = holder{i, t}
				}
			}
			if !ok || has.concept == i {
				continue
			}
			severity := Warning
			if kind == prefLabel && !b.v.deprecated[i] && !b.v.deprecated[has.concept] {
				severity = Error
			}
			says := holder{i, t}
			line := b.about[b.concepts[i]].line
			if b.base != nil {
				if b.newLabels[t.place] == 0 { // then the other one is new, or neither
					says, has = has, says
				}
				if line = b.newLabels[says.t.place]; line == 0 {
					continue
				}
			}
			b.problem(ruleDuplicate, severity, int(line), b.id(b.concepts[says.concept]), "%s label %s is %s label of %s too",
				LabelKind(says.t.kind), quote(b.arena.at(says.t.place)), article(LabelKind(has.t.kind)), quote(b.id(b.concepts[has.concept])))
		}
	}
}

// sharedLabels returns the labels whose folded form occurs more than once, in
// their order: few of many, so that the others need no place in a map.
func (b *builder) sharedLabels() []labelAt {
	x := foldAll(len(b.v.texts), b.v.textFrom, b.v.texts, b.arena.at)
	sorted := slices.Clone(x.hashes)
	slices.Sort(sorted)
	twice := make(map[uint64]bool)
	for i := 1; i < len(sorted); i++ {
		if sorted[i] == sorted[i-1] {
			twice[sorted[i]] = true
		}
	}
	var shared []labelAt
	for i, l := range x.labels {
		if len(twice) > 0 && twice[x.hashes[i]] {
			shared = append(shared, l)
		}
	}
	return shared
}
