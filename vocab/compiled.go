package vocab

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"

	"github.com/catchword/catchword/internal/columns"
)

// The compiled form of a vocabulary is a file of named columns, which are the
// slices of a Vocabulary, rows field by field. Most of them are used as they
// stand in the file; what is left to do when it is opened is to check that no
// number leads astray.
const (
	compiledKind    = "vocab"
	compiledVersion = 2
)

// What can be wrong with a compiled file: see [CompiledError].
var (
	ErrForeign   = columns.ErrForeign   // not a file of catchword
	ErrKind      = columns.ErrKind      // a file of catchword, but of another kind
	ErrNewer     = columns.ErrNewer     // written by a newer version
	ErrOlder     = columns.ErrOlder     // written by an older version
	ErrTruncated = columns.ErrTruncated // it ends too early
	ErrDamaged   = columns.ErrDamaged   // the checksum differs
	ErrMalformed = columns.ErrMalformed // it breaks the rules of its format
)

// A CompiledError tells what is wrong with a compiled file.
type CompiledError struct {
	Err error // one of ErrForeign, ErrKind, ErrNewer, ErrOlder, ErrTruncated, ErrDamaged and ErrMalformed, with the place
}

func (e *CompiledError) Error() string { return fmt.Sprintf("compiled vocabulary: %v", e.Err) }

// Unwrap returns e.Err.
func (e *CompiledError) Unwrap() error { return e.Err }

// about is what a compiled file says of a vocabulary as a whole.
type about struct {
	File        string // name of the file that it was read from, without folders
	Fingerprint string
	Langs       []string
	Schemes     []Scheme
	Collections []Collection
	Rules       []string // of its problems
}

// MarshalBinary returns the compiled form of v, which [Parse] opens at once. The
// same vocabulary gives the same bytes. It keeps the problems that reading came
// back with. Of the file that it was read from, the name is kept and the folders
// are not.
func (v *Vocabulary) MarshalBinary() ([]byte, error) {
	a := about{Fingerprint: v.Fingerprint(), Langs: v.langs, Schemes: v.schemes, Collections: v.collections}
	if v.file != "" {
		a.File = filepath.Base(v.file)
	}
	w := columns.NewWriter(compiledKind, compiledVersion)
	var err error
	if a.Rules, err = putProblems(w, v.problems); err != nil {
		return nil, err
	}
	described, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	w.Text("about", string(described))
	w.Text("text", v.text)
	putPlaces(w, "ids", v.ids)
	columns.PutEach(w, "deprecated", v.deprecated, func(d *bool) uint8 {
		if *d {
			return 1
		}
		return 0
	})
	columns.Put(w, "order", v.order)
	columns.Put(w, "lines", v.lines)
	columns.Put(w, "concept.texts", v.textFrom)
	columns.PutEach(w, "texts.off", v.texts, func(t *text) uint32 { return t.off })
	columns.PutEach(w, "texts.len", v.texts, func(t *text) uint32 { return t.len })
	columns.PutEach(w, "texts.lang", v.texts, func(t *text) uint16 { return t.lang })
	columns.PutEach(w, "texts.kind", v.texts, func(t *text) textKind { return t.kind })
	columns.Put(w, "concept.links", v.linkFrom)
	columns.PutEach(w, "links.to", v.links, func(l *link) uint32 { return l.to })
	columns.PutEach(w, "links.kind", v.links, func(l *link) linkKind { return l.kind })
	putPlaces(w, "names", v.names)
	return w.Bytes(), nil
}

func putPlaces(w *columns.Writer, name string, places []place) {
	columns.PutEach(w, name+".off", places, func(p *place) uint32 { return p.off })
	columns.PutEach(w, name+".len", places, func(p *place) uint32 { return p.len })
}

// Parse opens the compiled form of a vocabulary, and keeps it. It takes one pass
// over the numbers in it, some 20 ms for a million concepts. What is wrong comes
// back as a [*CompiledError]. A file that somebody made wrong on purpose may
// have a fingerprint of something else, or concepts that can't be found by their
// IDs, but nothing worse.
func Parse(file string) (*Vocabulary, error) {
	f, err := columns.Begin(file, compiledKind, compiledVersion)
	if err != nil {
		return nil, &CompiledError{err}
	}
	v, err := parse(columns.NewReader(f))
	if err := cmp.Or(f.Sound(), err); err != nil {
		return nil, &CompiledError{err}
	}
	return v, nil
}

// parse reads the columns of a vocabulary.
func parse(r *columns.Reader) (*Vocabulary, error) {
	v := &Vocabulary{text: r.Text("text")}
	r.Check(uint64(len(v.text)) <= math.MaxUint32, "text")
	var a about
	r.Check(json.Unmarshal([]byte(r.Text("about")), &a) == nil && len(a.Langs) > 0 && len(a.Langs) <= math.MaxUint16+1 && a.Langs[0] == "", "about")
	v.file, v.langs, v.schemes, v.collections = a.File, a.Langs, a.Schemes, a.Collections

	v.ids = readPlaces(r, "ids", len(v.text))
	n := len(v.ids)
	r.Check(n > 0 && n <= math.MaxInt32, "ids.off")
	deprecated := columns.ColumnOf[uint8](r, "deprecated", n)
	columns.Each(r, "deprecated", deprecated, 2)
	v.deprecated = make([]bool, n)
	for i, d := range deprecated {
		v.deprecated[i] = d != 0
	}
	v.order = columns.ColumnOf[uint32](r, "order", n)
	r.Check(isPermutation(v.order), "order")
	if v.lines = columns.Column[uint32](r, "lines"); v.lines != nil {
		r.Check(len(v.lines) == n, "lines")
	}
	v.readTexts(r)
	v.readLinks(r)
	v.problems = readProblems(r, v.file, a.Rules)
	v.prepare()
	v.printed = func() string { return a.Fingerprint }
	return v, r.Err()
}

// readTexts reads the texts of concepts: those of each in the order of their
// kinds, a preferred label first.
func (v *Vocabulary) readTexts(r *columns.Reader) {
	places := readPlaces(r, "texts", len(v.text))
	langs := columns.ColumnOf[uint16](r, "texts.lang", len(places))
	columns.Each(r, "texts.lang", langs, len(v.langs))
	kinds := columns.ColumnOf[textKind](r, "texts.kind", len(places))
	columns.Each(r, "texts.kind", kinds, int(lastText)+1)
	v.textFrom = r.Starts("concept.texts", len(v.ids), len(places))
	v.texts = make([]text, len(places))
	for i, p := range places {
		v.texts[i] = text{p, langs[i], kinds[i]}
	}
	for i := range v.ids {
		own := kinds[v.textFrom[i]:v.textFrom[i+1]]
		r.Check(len(own) > 0 && own[0] == prefLabel && ascending(own), "texts.kind")
	}
}

// readLinks reads the links of concepts: those of each in the order of their
// kinds.
func (v *Vocabulary) readLinks(r *columns.Reader) {
	v.names = readPlaces(r, "names", len(v.text))
	kinds := columns.Column[linkKind](r, "links.kind")
	columns.Each(r, "links.kind", kinds, int(lastLink)+1)
	to := columns.ColumnOf[uint32](r, "links.to", len(kinds))
	v.linkFrom = r.Starts("concept.links", len(v.ids), len(kinds))
	v.links = make([]link, len(kinds))
	lead := true
	for i, kind := range kinds {
		v.links[i] = link{to[i], kind}
		if kind > lastConcept {
			lead = lead && int(to[i]) < len(v.names)
		} else {
			lead = lead && int(to[i]) < len(v.ids)
		}
	}
	r.Check(lead, "links.to")
	for i := range v.ids {
		r.Check(ascending(kinds[v.linkFrom[i]:v.linkFrom[i+1]]), "links.kind")
	}
}

// readPlaces reads places in a text of a length.
func readPlaces(r *columns.Reader, name string, length int) []place {
	offs := columns.Column[uint32](r, name+".off")
	lens := columns.ColumnOf[uint32](r, name+".len", len(offs))
	places, within := make([]place, len(offs)), true
	for i, off := range offs {
		places[i] = place{off, lens[i]}
		within = within && uint64(off)+uint64(lens[i]) <= uint64(length)
	}
	r.Check(within, name+".off")
	return places
}

func ascending[T textKind | linkKind](kinds []T) bool {
	for i := 1; i < len(kinds); i++ {
		if kinds[i-1] > kinds[i] {
			return false
		}
	}
	return true
}

// isPermutation reports whether order has each number below its length once.
func isPermutation(order []uint32) bool {
	seen := make([]bool, len(order))
	for _, i := range order {
		if int64(i) >= int64(len(order)) || seen[i] {
			return false
		}
		seen[i] = true
	}
	return true
}
