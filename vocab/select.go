package vocab

import (
	"fmt"
	"slices"
)

// A Selection says which concepts of a vocabulary are wanted. Each field that
// is set is a condition, and a concept has to meet all of them: to be in one of
// the schemes, and in one of the collections, and so on. The zero Selection
// wants all.
type Selection struct {
	Schemes     []string // IDs of schemes
	Collections []string // IDs of collections; who is in a collection within one is in that too
	Types       []string // IRIs of classes
	Branches    []string // IDs of concepts: these, and all that are narrower
	Without     []string // IDs of concepts: neither these, nor any that is narrower
}

// Select returns a vocabulary of the concepts that are wanted, in their order.
// Relations to others fall away, and so do the schemes and collections that
// none of them is in. It is an error if the selection names what is not in the
// vocabulary; if nothing is selected, it is [ErrNoConcepts].
func (v *Vocabulary) Select(s Selection) (*Vocabulary, error) {
	wanted := make([]bool, v.Len())
	for i := range wanted {
		wanted[i] = true
	}
	for _, condition := range []struct {
		what  string
		names []string
		not   bool
		set   func(name string, in []bool) bool // reports whether the name is there
	}{
		{"scheme", s.Schemes, false, func(name string, in []bool) bool { return v.markLinked(inScheme, name, in) }},
		{"collection", s.Collections, false, func(name string, in []bool) bool { return v.markMembers(name, in, make(map[string]bool)) }},
		{"class", s.Types, false, func(name string, in []bool) bool { return v.markLinked(ofType, name, in) }},
		{"concept", s.Branches, false, v.markBranch},
		{"concept", s.Without, true, v.markBranch},
	} {
		if len(condition.names) == 0 {
			continue
		}
		in := make([]bool, len(wanted))
		for _, name := range condition.names {
			if !condition.set(bareIRI(name), in) {
				return nil, fmt.Errorf("the vocabulary has no %s %s", condition.what, quote(name))
			}
		}
		for i := range wanted {
			wanted[i] = wanted[i] && in[i] != condition.not
		}
	}
	return v.only(wanted)
}

// markLinked marks the concepts that have a link to a name.
func (v *Vocabulary) markLinked(kind linkKind, name string, in []bool) (found bool) {
	for i := range in {
		for _, l := range v.linked(i, kind) {
			if v.target(l) == name {
				in[i], found = true, true
			}
		}
	}
	return found || kind == inScheme && slices.ContainsFunc(v.schemes, func(s Scheme) bool { return s.ID == name })
}

// markMembers marks the members of a collection, and of those within it.
func (v *Vocabulary) markMembers(name string, in []bool, visited map[string]bool) bool {
	found := false
	for next := []string{name}; len(next) > 0; {
		id := next[len(next)-1]
		next = next[:len(next)-1]
		if visited[id] {
			continue
		}
		visited[id] = true
		if i, ok := v.Index(id); ok {
			in[i] = true
			continue
		}
		for _, c := range v.collections {
			if c.ID == id {
				found = true
				next = append(next, c.Members...)
			}
		}
	}
	return found
}

// markBranch marks a concept and all that are narrower.
func (v *Vocabulary) markBranch(name string, in []bool) bool {
	root, ok := v.Index(name)
	if !ok {
		return false
	}
	for next := []int{root}; len(next) > 0; {
		i := next[len(next)-1]
		next = next[:len(next)-1]
		if in[i] {
			continue
		}
		in[i] = true
		for _, l := range v.linked(i, narrower) {
			next = append(next, int(l.to))
		}
	}
	return true
}

// only returns a vocabulary of some of the concepts.
func (v *Vocabulary) only(wanted []bool) (*Vocabulary, error) {
	d := newDraft(v.file)
	named := make(map[string]bool) // schemes and concepts
	for i := range wanted {
		if !wanted[i] {
			continue
		}
		e := entry{Concept: *v.concept(i)}
		if i < len(v.lines) {
			e.line = int(v.lines[i])
		}
		for kind := broader; kind <= lastConcept; kind++ {
			ids := e.linked(kind)
			kept := make([]string, 0, len(*ids))
			for _, l := range v.linked(i, kind) {
				if wanted[l.to] {
					kept = append(kept, v.target(l))
				}
			}
			*ids = kept
		}
		named[e.ID] = true
		for _, id := range e.Schemes {
			named[id] = true
		}
		d.add(&e)
	}
	for _, s := range v.schemes {
		if named[s.ID] || s.ID == "" {
			d.schemes = append(d.schemes, s)
		}
	}
	d.collections = v.keptCollections(named)
	selected, _, err := d.finish()
	if err != nil {
		return nil, err
	}
	selected.problems = v.problems
	return selected, nil
}

// keptCollections returns the collections that have some of the concepts as
// members, in themselves or in collections within them.
func (v *Vocabulary) keptCollections(named map[string]bool) []Collection {
	for more := true; more; {
		more = false
		for _, c := range v.collections {
			if !named[c.ID] && slices.ContainsFunc(c.Members, func(id string) bool { return named[id] }) {
				named[c.ID], more = true, true
			}
		}
	}
	var kept []Collection
	for _, c := range v.collections {
		if named[c.ID] {
			c.Members = slices.DeleteFunc(slices.Clone(c.Members), func(id string) bool { return !named[id] })
			kept = append(kept, c)
		}
	}
	return kept
}
