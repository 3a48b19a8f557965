package vocab

import (
	"io"
	"slices"
	"strings"
)

// Merge reads a file of any form that [Read] reads, and returns v with what it
// says: the concepts of v in their order, and behind them those that are new. An
// entry that has the ID of a concept of v or, without an ID, its preferred label,
// letter for letter or else, with a warning, up to what [Fold] folds, adds its labels,
// notes and relations to that concept, and may deprecate it; every other one is a
// new concept. Relations may lead from one to
// the other. New schemes and collections are added, and new members to collections
// of v.
//
// Nothing that v says is taken away. What the file says again is passed over, and
// what contradicts v is a problem: a second preferred label in a language is taken
// for alternative, and what is a label of a concept already stays one of that kind.
// Where all labels of v are in one language, so are those of the file that have
// none. A preferred label without a language is a second one to those in any.
//
// The problems are those that the file makes; those of v are still what
// [Vocabulary.Problems] returns, and of a new concept, [Vocabulary.Place] knows no
// place. The error is that of Read, except that a file may have nothing to add.
func (v *Vocabulary) Merge(name string, r io.Reader) (*Vocabulary, []Problem, error) {
	d := newDraft(name)
	d.begin(v)
	merged, problems, err := read(d, r)
	if err != nil {
		return nil, problems, err
	}
	merged.file, merged.problems = v.file, v.problems
	clear(merged.lines)
	copy(merged.lines, v.lines)
	return merged, problems, nil
}

// begin makes v the base of a draft: its concepts, texts and links are the
// first, and have no lines.
func (d *draft) begin(v *Vocabulary) {
	d.base = v
	things, langs := make([]uint32, len(v.ids)), make([]uint16, len(v.langs))
	for n, tag := range v.langs {
		langs[n] = d.lang(tag, 0)
	}
	for i := range v.ids {
		things[i] = d.thing(v.ID(i))
		d.concept(things[i])
		if v.deprecated[i] {
			d.about[things[i]].is |= isDeprecated
		}
	}
	for i, thing := range things {
		for _, t := range v.texts[v.textFrom[i]:v.textFrom[i+1]] {
			d.texts = append(d.texts, textRow{thing, 0, d.arena.put(v.at(t.place)), langs[t.lang], t.kind, false})
		}
		for _, l := range v.links[v.linkFrom[i]:v.linkFrom[i+1]] {
			switch {
			case l.kind == narrower: // broader says it
			case l.kind <= lastConcept:
				d.putLink(thing, l.kind, things[l.to], 0)
			default:
				d.putLink(thing, l.kind, d.thing(v.target(l)), 0)
			}
		}
	}
	for _, s := range v.schemes {
		if s.ID != "" {
			n := d.thing(s.ID)
			d.about[n].is |= isScheme
		}
	}
	for _, c := range v.collections {
		n := d.thing(c.ID)
		d.about[n].is |= isCollection
	}
	d.problems = nil // what is wrong with v has been said
}

// ofBase reports whether the concept at hand is one of the base.
func (j *joiner) ofBase() bool { return j.base != nil && j.i < j.base.Len() }

// anyLanguage stands for the language of a label in whichever.
const anyLanguage = "*"

// A namesake is a preferred label: the first concept of the base that has it, and
// another one, which is the same if there is none.
type namesake struct {
	first, other int
	isID         bool // the label is the ID of the first, so that it names that
}

// indexNamesakes finds the concepts of the base by preferred label, letter for
// letter and folded, in its language, lower-cased, and in any.
func (d *draft) indexNamesakes() {
	d.namesakes, d.variants = make(map[Label]namesake), make(map[Label]namesake)
	for i := range d.base.ids {
		for l := range d.base.Labels(i, Preferred) {
			for _, lang := range []string{strings.ToLower(l.Lang), anyLanguage} {
				addNamesake(d.namesakes, Label{l.Text, lang}, i, l.Text == d.base.ID(i))
				addNamesake(d.variants, Label{foldLabel(l.Text), lang}, i, false)
			}
		}
	}
}

func addNamesake(index map[Label]namesake, key Label, i int, isID bool) {
	n, ok := index[key]
	switch {
	case !ok || isID:
		n = namesake{i, i, isID}
	case !n.isID && n.first != i:
		n.other = i
	}
	index[key] = n
}

// idByLabel returns the ID of the concept of the base that has a preferred label,
// letter for letter or else folded; if none has, the label, which is an ID then; ok
// is false if several have, or the label is the ID of another. A label without a
// language is one in any. One that was folded becomes that of the base.
func (d *draft) idByLabel(l *Label, line int) (id string, ok bool) {
	if d.base == nil {
		return l.Text, true
	}
	if d.namesakes == nil {
		d.indexNamesakes()
	}
	found := withLabel(d.namesakes, *l)
	if len(found) == 0 {
		if found = withLabel(d.variants, Label{foldLabel(l.Text), l.Lang}); len(found) == 1 {
			d.adoptSpelling(l, found[0], line)
		}
	}
	switch len(found) {
	case 0:
		if _, taken := d.base.Index(l.Text); !taken {
			return l.Text, true
		}
		d.problem(ruleDuplicate, Error, line, "", "%s has no ID, and its label is that of another concept; it is left out", quote(l.Text))
		return "", false
	case 1:
		return d.base.ID(found[0]), true
	}
	d.problem(ruleDuplicate, Error, line, "", "%s is a preferred label of %s and %s, and has no ID that says which; it is left out",
		quote(l.Text), quote(d.base.ID(found[0])), quote(d.base.ID(found[1])))
	return "", false
}

// withLabel returns the concepts that an index has for a label, in its language or
// none, or in any if it has none.
func withLabel(index map[Label]namesake, l Label) []int {
	langs := []string{anyLanguage}
	if l.Lang != "" {
		langs = []string{strings.ToLower(l.Lang), ""}
	}
	var found []int
	for _, lang := range langs {
		n, ok := index[Label{l.Text, lang}]
		switch {
		case ok && n.isID:
			return []int{n.first}
		case ok:
			found = append(found, n.first, n.other)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// adoptSpelling makes of a label the preferred one of concept i of the base that it
// is but for what is folded.
func (d *draft) adoptSpelling(l *Label, i, line int) {
	for own := range d.base.Labels(i, Preferred) {
		if foldLabel(own.Text) == foldLabel(l.Text) && (l.Lang == "" || own.Lang == "" || strings.EqualFold(own.Lang, l.Lang)) {
			id := d.base.ID(i)
			d.problem(ruleRepeated, Warning, line, id, "%s is taken for %s, the preferred label of %s; another concept needs an ID", quote(l.Text), quote(own.Text), quote(id))
			l.Text = own.Text
			return
		}
	}
}

// adoptLanguage gives labels without a language that of the base.
func (d *draft) adoptLanguage() {
	langs := d.base.Languages()
	if len(langs) != 1 {
		return
	}
	for i := range d.texts {
		if t := &d.texts[i]; t.line > 0 && t.kind <= hiddenLabel && t.lang == 0 {
			t.lang = d.langOf[langs[0]]
		}
	}
}

// checkLanguages says which new labels have no language where all others have,
// and several at that.
func (b *builder) checkLanguages() {
	if slices.Contains(b.base.Languages(), "") {
		return
	}
	n, first := 0, uint32(0)
	for i := range b.v.texts {
		if t := &b.v.texts[i]; t.kind <= hiddenLabel && t.lang == 0 {
			if line := b.newLabels[t.place]; n == 0 || line < first {
				first = line
			}
			n++
		}
	}
	if n > 0 {
		b.problem(ruleLanguage, Warning, int(first), "", "all labels of the vocabulary have a language, and %s from here on %s without one; a column for it is named altLabels@en", count(n, "label"), isAre(n))
	}
}

// additions returns the rows of a concept of the base without those that say
// again what the base says.
func (j *joiner) additions(rows []textRow) []textRow {
	n := slices.IndexFunc(rows, func(r textRow) bool { return r.line > 0 })
	if n < 0 {
		return rows
	}
	type said struct {
		text string
		lang uint16
		any  bool     // in whichever language
		kind textKind // prefLabel for all labels
	}
	key := func(r textRow) said {
		s := said{text: j.arena.at(r.place), lang: j.lowered[r.lang], kind: r.kind}
		if r.kind <= hiddenLabel {
			s.kind = prefLabel
		}
		return s
	}
	had := make(map[said]textKind)
	for _, r := range rows[:n] {
		s := key(r)
		had[s] = r.kind
		s.lang, s.any = 0, true
		if _, ok := had[s]; !ok {
			had[s] = r.kind
		}
	}
	kept := rows[:n]
	for _, r := range rows[n:] {
		s := key(r)
		s.any = r.lang == 0
		kind, again := had[s]
		if !again {
			kept = append(kept, r)
		} else if kind != r.kind {
			j.problem(ruleRepeated, Warning, int(r.line), j.conceptID(), "%s is %s label already, and stays one", quote(s.text), article(LabelKind(kind)))
		}
	}
	return kept
}

// mergeSchemes returns the schemes of the base, and the new ones.
func (d *draft) mergeSchemes() []Scheme {
	all := slices.Clone(d.base.schemes)
	known := make(map[string]Scheme)
	for _, s := range all {
		known[s.ID] = s
	}
	for _, s := range d.schemes {
		had, ok := known[s.ID]
		if !ok && s.ID != "" { // a scheme without an ID is the file
			all = append(all, s)
			continue
		}
		if sayMore(s.Title, had.Title) || s.Version != "" && s.Version != had.Version || s.License != "" && s.License != had.License {
			d.leftOut("scheme", s.ID)
		}
	}
	return all
}

// mergeCollections returns the collections of the base with their new members,
// and the new ones.
func (d *draft) mergeCollections() []Collection {
	all := slices.Clone(d.base.collections)
	index, members := make(map[string]int), make([]map[string]bool, len(all))
	for i := range all {
		all[i].Members = slices.Clone(all[i].Members)
		index[all[i].ID] = i
	}
	for _, c := range d.collections {
		i, ok := index[c.ID]
		if !ok {
			all = append(all, c)
			continue
		}
		had := &all[i]
		if sayMore(c.Title, had.Title) || c.Ordered && !had.Ordered {
			d.leftOut("collection", c.ID)
		}
		if members[i] == nil {
			members[i] = make(map[string]bool)
			for _, id := range had.Members {
				members[i][id] = true
			}
		}
		for _, id := range c.Members {
			if !members[i][id] {
				members[i][id] = true
				had.Members = append(had.Members, id)
			}
		}
	}
	return all
}

// sayMore reports whether some of the titles are not among those of the base.
func sayMore(titles, had []Label) bool {
	return slices.ContainsFunc(titles, func(l Label) bool { return !slices.Contains(had, l) })
}

// leftOut says that something else is said of what the base has.
func (d *draft) leftOut(what, id string) {
	line := 0
	if n, ok := d.things.look(id); ok {
		line = int(d.about[n].line)
	}
	d.problem(ruleRest, Info, line, "", "what is said of %s %s is not what the vocabulary says; it is left out", what, quote(id))
}
