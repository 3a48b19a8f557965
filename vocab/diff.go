package vocab

import (
	"cmp"
	"slices"
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
// Where all labels that have a language have the same, it tells nothing.
//
// Diff of a vocabulary and itself has no changes; Diff(b, a) is Diff(a, b)
// with old and new, added and removed, merged and split in each other's place,
// but for what ReplacedBy tells, which knows only one direction. The time is
// linear in both vocabularies.
func Diff(old, new *Vocabulary) *Changes {
	d := differ{old: newSide(old), new: newSide(new), languages: severalLanguages(old, new), changes: []Change{}, tagChanges: []TagChange{}}
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

// A differ compares two vocabularies.
type differ struct {
	old, new   side
	languages  bool         // there are several
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
