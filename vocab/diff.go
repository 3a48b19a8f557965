package vocab

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A ChangeKind says in what way two vocabularies differ. Names are stable.
type ChangeKind string

// The kinds of change, in the order in which Diff returns them.
const (
	Added      ChangeKind = "added"      // a concept that the old vocabulary has under no ID or label
	Removed    ChangeKind = "removed"    // a concept that the new vocabulary has under no ID or label
	Merged     ChangeKind = "merged"     // several concepts have become one
	Split      ChangeKind = "split"      // one concept has become several
	Replaced   ChangeKind = "replaced"   // one concept gives way to another
	Deprecated ChangeKind = "deprecated" // and nothing is to be used instead
	Restored   ChangeKind = "restored"   // not deprecated any more
	Renumbered ChangeKind = "renumbered" // another ID, known by its labels
	Relabelled ChangeKind = "relabelled" // other preferred labels
	Moved      ChangeKind = "moved"      // other broader concepts
	Synonyms   ChangeKind = "synonyms"   // other alternative or hidden labels
	Linked     ChangeKind = "linked"     // other related concepts
	Documented ChangeKind = "documented" // other definitions, notes or notation
)

// changeKinds are the kinds in order.
var changeKinds = []ChangeKind{Added, Removed, Merged, Split, Replaced, Deprecated, Restored, Renumbered, Relabelled, Moved, Synonyms, Linked, Documented}

// A Ref names a concept.
type Ref struct {
	ID    string `json:"id"`
	Label string `json:"label"` // a preferred one
}

// A Change is a difference between two vocabularies.
type Change struct {
	Kind ChangeKind `json:"kind"`
	Old  []Ref      `json:"old"`  // the concepts of the old vocabulary; none of an added one
	New  []Ref      `json:"new"`  // what they are in the new one; none of a removed one
	From []string   `json:"from"` // labels, IDs or names of concepts that are gone
	To   []string   `json:"to"`   // those that are there instead
	Why  string     `json:"why"`  // what it was told by; "" where that is plain
}

// A TagChange says what becomes of a tag when the new vocabulary takes the
// place of the old one.
type TagChange struct {
	Old    Ref        `json:"old"`
	New    []Ref      `json:"new"`    // what the tag becomes; if Review, what it may become
	Review bool       `json:"review"` // a person has to decide, perhaps for each report
	Kind   ChangeKind `json:"kind"`   // of the change that is the reason
	Why    string     `json:"why"`
}

// Changes are the differences between two vocabularies.
type Changes struct {
	Changes []Change    `json:"changes"` // by kind, then in the order of the old vocabulary, the new one's for added concepts
	Tags    []TagChange `json:"tags"`    // for each concept of the old one whose tags change, in its order
}

// Count returns the number of changes of a kind.
func (c *Changes) Count(kind ChangeKind) int {
	n := 0
	for i := range c.Changes {
		if c.Changes[i].Kind == kind {
			n++
		}
	}
	return n
}

// Diff compares two vocabularies. Concepts are the same that have one ID or,
// where an ID is in one vocabulary only, one preferred label, up to what
// [Fold] folds and in any language; an ID that has been given to something else
// (no label is left, and the label has another ID) does not count. A label that
// several concepts have tells nothing. Where a concept is gone and its
// preferred label lives on as a label of another, the two have been merged; the
// other way round, one was split. Deprecated concepts give way to those that
// they are replaced by.
//
// Diff of a vocabulary and itself has no changes; Diff(b, a) is Diff(a, b)
// with old and new, added and removed, merged and split in each other's place,
// but for what ReplacedBy tells, which knows only one direction. The time is
// linear in both vocabularies.
func Diff(old, new *Vocabulary) *Changes {
	d := differ{old: newSide(old), new: newSide(new), changes: []Change{}, tagChanges: []TagChange{}}
	d.pairByID()
	d.pairByLabel()
	d.link()
	d.pairByLink()
	d.compare()
	d.succeed()
	d.tags()
	slices.SortStableFunc(d.changes, func(a, b Change) int {
		return cmp.Compare(slices.Index(changeKinds, a.Kind), slices.Index(changeKinds, b.Kind))
	})
	return &Changes{d.changes, d.tagChanges}
}

// A side is one of two vocabularies that are compared.
type side struct {
	*Vocabulary
	pref  map[Label]int   // preferred label, as labelKeys gives it: its concept, or -1 if several have it
	any   map[Label][]int // likewise for labels of any kind: those who have it
	pair  []int           // by concept: its counterpart on the other side, or -1
	links [][]int         // by concept: those of the other side that a label was handed on to or from, sorted
}

// mostHolders is the number of concepts that may share a label for that to tell
// anything.
const mostHolders = 8

func newSide(v *Vocabulary) side {
	s := side{Vocabulary: v, pref: make(map[Label]int, 2*v.Len()), any: make(map[Label][]int, 2*v.Len()), pair: make([]int, v.Len()), links: make([][]int, v.Len())}
	for i := range v.Len() {
		s.pair[i] = -1
		for kind := Preferred; kind <= Hidden; kind++ {
			for _, l := range v.At(i).Labels(kind) {
				for _, key := range labelKeys(l) {
					if kind == Preferred {
						if j, ok := s.pref[key]; ok && j != i {
							s.pref[key] = -1
						} else {
							s.pref[key] = i
						}
					}
					if holders := s.any[key]; len(holders) <= mostHolders && (len(holders) == 0 || holders[len(holders)-1] != i) {
						s.any[key] = append(holders, i)
					}
				}
			}
		}
	}
	return s
}

// everyLanguage stands for the language where any will do.
const everyLanguage = "*"

// labelKeys returns what a label is filed under: itself, folded, in its
// language without region, and in every language.
func labelKeys(l Label) [2]Label {
	folded := foldLabel(l.Text)
	return [2]Label{{folded, strings.ToLower(baseLang(l.Lang))}, {folded, everyLanguage}}
}

// askedKeys returns what labels that may be l are filed under: in its language
// and in none or, if it has none, in every one.
func askedKeys(l Label) []Label {
	keys := labelKeys(l)
	if l.Lang == "" {
		return keys[1:]
	}
	return []Label{keys[0], {keys[0].Text, ""}}
}

// withPref returns the one concept that has a preferred label, or -1.
func (s *side) withPref(l Label) int {
	found := -1
	for _, key := range askedKeys(l) {
		j, ok := s.pref[key]
		switch {
		case !ok:
		case j < 0 || found >= 0 && found != j:
			return -1
		default:
			found = j
		}
	}
	return found
}

// holders returns the concepts that have a label, none if they are too many to
// tell anything.
func (s *side) holders(l Label) []int {
	var all []int
	for _, key := range askedKeys(l) {
		all = append(all, s.any[key]...)
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) > mostHolders {
		return nil
	}
	return all
}

func (s *side) ref(i int) Ref { return Ref{s.At(i).ID, s.At(i).Label("")} }

// A differ compares two vocabularies.
type differ struct {
	old, new   side
	byLink     map[int]bool // old concepts whose counterpart was told by a label that is not preferred in both
	reused     map[int]bool // old concepts whose ID has been given to something else
	changes    []Change
	tagChanges []TagChange
}

func (d *differ) change(kind ChangeKind, old, new []int, from, to []string, why string) {
	c := Change{Kind: kind, Old: make([]Ref, len(old)), New: make([]Ref, len(new)), From: append([]string{}, from...), To: append([]string{}, to...), Why: why}
	for i, n := range old {
		c.Old[i] = d.old.ref(n)
	}
	for i, n := range new {
		c.New[i] = d.new.ref(n)
	}
	d.changes = append(d.changes, c)
}

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

// shares reports whether two concepts have a label in common, in one language
// or where one has none.
func (c *Concept) shares(other *Concept) bool {
	mine := make(map[Label]bool)
	for kind := Preferred; kind <= Hidden; kind++ {
		for _, l := range c.Labels(kind) {
			for _, key := range labelKeys(l) {
				mine[key] = true
			}
		}
	}
	for kind := Preferred; kind <= Hidden; kind++ {
		for _, l := range other.Labels(kind) {
			if slices.ContainsFunc(askedKeys(l), func(key Label) bool { return mine[key] }) {
				return true
			}
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
		if from, to := lost(labelTexts(a.Pref), labelTexts(b.Pref)); len(from)+len(to) > 0 {
			pair(Relabelled, from, to, "")
		}
		if a.Deprecated && !b.Deprecated {
			pair(Restored, nil, nil, "")
		}
		fromAlt, toAlt := lost(labelTexts(a.Alt), labelTexts(b.Alt))
		fromHidden, toHidden := lost(labelTexts(a.Hidden), labelTexts(b.Hidden))
		if len(fromAlt)+len(toAlt)+len(fromHidden)+len(toHidden) > 0 {
			pair(Synonyms, append(fromAlt, fromHidden...), append(toAlt, toHidden...), "")
		}
		if from, to := d.relations(a.Broader, b.Broader); len(from)+len(to) > 0 {
			pair(Moved, from, to, "")
		}
		if from, to := d.relations(a.Related, b.Related); len(from)+len(to) > 0 {
			pair(Linked, from, to, "")
		}
		if !slices.Equal(a.allNotes(), b.allNotes()) {
			pair(Documented, nil, nil, "")
		}
	}
}

// allNotes returns all notes and notations, those of each kind behind its number,
// in an order that is not that of their file.
func (c *Concept) allNotes() []Label {
	var all []Label
	for kind := definition; kind < notation; kind++ {
		all = append(all, Label{Text: strconv.Itoa(int(kind))})
		own := len(all)
		all = append(all, *c.texts(kind)...)
		slices.SortFunc(all[own:], compareLabels)
	}
	for _, n := range slices.Sorted(slices.Values(c.Notation)) {
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

// labelTexts returns labels with their languages.
func labelTexts(labels []Label) []string {
	all := make([]string, len(labels))
	for i, l := range labels {
		all[i] = l.Text
		if l.Lang != "" {
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
