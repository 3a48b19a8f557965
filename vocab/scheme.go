package vocab

import "slices"

// A Scheme is a set of concepts that belong together: most vocabularies are
// one, some hold several.
type Scheme struct {
	ID      string  // its IRI; "" for that of a file which does not name it
	Title   []Label // its titles
	Version string
	License string // the IRI of a licence, or its text
}

// A Collection is a group of concepts: those that are listed together, or
// belong to one project.
type Collection struct {
	ID      string
	Title   []Label  // its labels
	Members []string // IDs of concepts, and of other collections; sorted, unless their order means something
	Ordered bool     // whether it does
}

// bestOf returns the label that serves who asked for a language best, "" if
// there is none: see [Concept.Label].
func bestOf(labels []Label, lang string) string {
	best, rank := "", 0
	for _, l := range labels {
		if r := langRank(l.Lang, lang); r > rank {
			best, rank = l.Text, r
		}
	}
	return best
}

// finishSchemes returns the schemes, with those that concepts name and nothing
// else speaks of.
func (d *draft) finishSchemes() []Scheme {
	if d.base != nil {
		d.schemes = d.mergeSchemes()
	}
	known := make(map[string]bool)
	for _, s := range d.schemes {
		known[s.ID] = true
	}
	for n := range d.about {
		if id := d.id(uint32(n)); d.about[n].is&(isScheme|isBlank) == isScheme && id != "" && !known[id] {
			known[id] = true
			d.schemes = append(d.schemes, Scheme{ID: id})
		}
	}
	return d.schemes
}

// finishCollections returns the collections with the members that are there.
func (d *draft) finishCollections() []Collection {
	if d.base != nil {
		d.collections = d.mergeCollections()
	}
	known := make(map[string]bool)
	for _, c := range d.collections {
		known[c.ID] = true
	}
	for i := range d.collections {
		c := &d.collections[i]
		c.Members = slices.DeleteFunc(c.Members, func(id string) bool {
			n, ok := d.things.look(id)
			if ok && d.about[n].is&isConcept != 0 || known[id] {
				return false
			}
			d.problem(ruleRelationUnknown, Error, d.collectionLine, c.ID, "member %s, which is no concept here; it is left out", quote(id))
			return true
		})
		if !c.Ordered {
			slices.Sort(c.Members)
		}
	}
	return d.collections
}
