package vocab

import (
	"fmt"
	"slices"
	"strings"

	"github.com/catchword/catchword/internal/rdf"
)

// IsIRI reports whether an ID has the look of an absolute IRI.
func IsIRI(id string) bool { return isIRI(id) && rdf.ValidIRI(id) }

// WithBase returns a vocabulary in which IDs that are no IRIs have become IRIs: the
// base, with the ID behind it. IDs of schemes, collections and classes, and of what
// concepts are mapped to, are such IDs too. The error is that of a base that is no
// IRI, or under which two concepts would have one ID.
func (v *Vocabulary) WithBase(base string) (*Vocabulary, error) {
	if !IsIRI(base) || !strings.HasSuffix(base, "/") && !strings.HasSuffix(base, "#") {
		return nil, fmt.Errorf("%s is no IRI that ends with a slash or a number sign, such as https://example.org/topics/", quote(base))
	}
	name := func(id string) string {
		if id == "" || IsIRI(id) {
			return id
		}
		id = strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F").Replace(id)
		iri := string(rdf.AppendIRI(nil, base+id))
		return iri[1 : len(iri)-1]
	}
	rename := func(ids *[]string) {
		*ids = slices.Clone(*ids)
		for i := range *ids {
			(*ids)[i] = name((*ids)[i])
		}
	}
	d := newDraft(v.file)
	for i := range v.ids {
		e := entry{Concept: *v.concept(i)}
		if i < len(v.lines) {
			e.line = int(v.lines[i])
		}
		e.ID = name(e.ID)
		if n, ok := d.things.look(e.ID); ok && d.about[n].is&isSubject != 0 {
			return nil, fmt.Errorf("two concepts would have the ID %s", quote(e.ID))
		}
		for kind := broader; kind <= lastLink; kind++ {
			rename(e.linked(kind))
		}
		d.add(&e)
	}
	d.schemes, d.collections = slices.Clone(v.schemes), slices.Clone(v.collections)
	for i := range d.schemes {
		d.schemes[i].ID = name(d.schemes[i].ID)
	}
	for i := range d.collections {
		d.collections[i].ID = name(d.collections[i].ID)
		rename(&d.collections[i].Members)
	}
	renamed, _, err := d.finish()
	if err != nil {
		return nil, err
	}
	renamed.problems = v.problems
	return renamed, nil
}
