package vocab

import (
	"fmt"
	"slices"
	"strconv"
)

// compare finds what has changed between the concepts of each pair.
func (d *differ) compare() {
	for i, j := range d.old.pair {
		if j < 0 {
			continue
		}
		a, b := d.old.At(i), d.new.At(j)
		pair := func(kind ChangeKind, from, to []string, why string) {
			d.change(kind, []int{i}, []int{j}, from, to, why)
		}
		if a.ID != b.ID && !(isLabel(a) && isLabel(b)) {
			why := "they have one preferred label"
			if d.byLink[i] {
				why = "one's preferred label is a label of the other"
			}
			if d.reused[i] {
				why += "; the old ID is another concept's now"
			}
			pair(Renumbered, []string{a.ID}, []string{b.ID}, why)
		}
		if from, to := lost(d.texts(a.Pref), d.texts(b.Pref)); len(from)+len(to) > 0 {
			pair(Relabelled, from, to, "")
		}
		if a.Deprecated && !b.Deprecated {
			pair(Restored, nil, nil, "")
		}
		fromAlt, toAlt := lost(d.texts(a.Alt), d.texts(b.Alt))
		fromHidden, toHidden := lost(d.texts(a.Hidden), d.texts(b.Hidden))
		if len(fromAlt)+len(toAlt)+len(fromHidden)+len(toHidden) > 0 {
			pair(Synonyms, append(fromAlt, fromHidden...), append(toAlt, toHidden...), "")
		}
		if from, to := d.relations(a.Broader, b.Broader); len(from)+len(to) > 0 {
			pair(Moved, from, to, "")
		}
		if from, to := d.relations(a.Related, b.Related); len(from)+len(to) > 0 {
			pair(Linked, from, to, "")
		}
		if !slices.Equal(d.texts(a.allNotes()), d.texts(b.allNotes())) {
			pair(Documented, nil, nil, "")
		}
	}
}

// allNotes returns all notes and notations, with the number of their kind before each.
func (c *Concept) allNotes() []Label {
	var all []Label
	for kind := definition; kind < notation; kind++ {
		for _, l := range *c.texts(kind) {
			all = append(all, Label{strconv.Itoa(int(kind)) + " " + l.Text, l.Lang})
		}
	}
	for _, n := range c.Notation {
		all = append(all, Label{Text: n})
	}
	return all
}

// isLabel reports whether a concept has a label for its ID, as those of lists
// have.
func isLabel(c *Concept) bool { return c.Pref[0].Text == c.ID }

// relations returns the labels of the concepts that only a, and only b, has.
func (d *differ) relations(a, b []string) (from, to []string) {
	common := make(map[int]bool) // new concepts
	inNew := make(map[int]bool, len(b))
	for _, id := range b {
		inNew[d.new.indexOf(id)] = true
	}
	for _, id := range a {
		i := d.old.indexOf(id)
		if j := d.old.pair[i]; j >= 0 && inNew[j] {
			common[j] = true
		} else {
			from = append(from, d.old.At(i).Label(""))
		}
	}
	for _, id := range b {
		if j := d.new.indexOf(id); !common[j] {
			to = append(to, d.new.At(j).Label(""))
		}
	}
	slices.Sort(from)
	slices.Sort(to)
	return from, to
}

// severalLanguages reports whether labels of two vocabularies are in more than one
// language.
func severalLanguages(a, b *Vocabulary) bool {
	langs := slices.Concat(a.Languages(), b.Languages())
	slices.Sort(langs)
	langs = slices.DeleteFunc(slices.Compact(langs), func(lang string) bool { return lang == "" })
	return len(langs) > 1
}

// texts returns labels or notes, sorted, with their languages unless there is but
// one, which a table leaves out and Turtle has.
func (d *differ) texts(labels []Label) []string {
	all := make([]string, len(labels))
	for i, l := range labels {
		all[i] = l.Text
		if l.Lang != "" && d.languages {
			all[i] += "@" + l.Lang
		}
	}
	slices.Sort(all)
	return all
}

// lost returns what of two sorted lists is only in a, and only in b.
func lost(a, b []string) (onlyA, onlyB []string) {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			onlyA = append(onlyA, a[0])
			a = a[1:]
		case len(a) == 0 || b[0] < a[0]:
			onlyB = append(onlyB, b[0])
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return onlyA, onlyB
}

// labelsInCommon says which preferred label of one is a label of the other.
func (d *differ) labelsInCommon(i, j int) string {
	a, b := d.old.At(i), d.new.At(j)
	for _, l := range a.Pref {
		if b.shares(&Concept{Pref: []Label{l}}) {
			return fmt.Sprintf("%s is a label of %s now", quote(l.Text), quote(b.Label("")))
		}
	}
	for _, l := range b.Pref {
		if a.shares(&Concept{Pref: []Label{l}}) {
			return fmt.Sprintf("%s was a label of %s", quote(l.Text), quote(a.Label("")))
		}
	}
	return ""
}
