package rdf

import "hash/maphash"

// An interner makes strings of bytes, and gives the same string again for many
// of the bytes it has seen: vocabularies name the same few predicates, tags and
// neighbours over and over. Each string has one place in a table of fixed size,
// where the next one with that place replaces it.
type interner struct {
	seed  maphash.Seed
	slots []string
	iri   []byte // the IRI that resolve puts together
}

// maxInterned is the length in bytes of the longest string that is remembered.
const maxInterned = maxBase

func newInterner() interner {
	return interner{seed: maphash.MakeSeed(), slots: make([]string, 1<<12)}
}

func (t *interner) intern(b []byte) string {
	if len(b) > maxInterned {
		return string(b)
	}
	slot := &t.slots[maphash.Bytes(t.seed, b)&(1<<12-1)]
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}

// resolve returns the IRI that a reference stands for. Most references that are
// not absolute only follow the folder of the base.
func (t *interner) resolve(b *base, ref []byte) string {
	switch {
	case b == nil || schemeLen(ref) > 0:
		return t.intern(ref)
	case b.folder == "" || !plainPath(ref):
		return b.resolve(string(ref))
	}
	t.iri = append(append(t.iri[:0], b.folder...), ref...)
	return t.intern(t.iri)
}

// plainPath reports whether ref begins with a path segment and has no dot
// segments to remove.
func plainPath(ref []byte) bool {
	if len(ref) == 0 || !isASCIIName(ref[0]) {
		return false
	}
	for i, c := range ref[1:] {
		if c == '.' && ref[i] == '/' {
			return false
		}
	}
	return true
}
