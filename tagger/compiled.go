package tagger

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/columns"
	"github.com/catchword/catchword/internal/match"
	"github.com/catchword/catchword/internal/words"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/vocab"
)

// The compiled form of a Tagger is a file of named columns: which analyzer it is
// for, the compiled form of the vocabulary, and the slices of the lexicon, the
// profiles and the graph. Most are used as they stand in the file; what is left
// to do when it is opened is to check that no number leads astray.
const (
	compiledKind    = "tagger"
	compiledVersion = 8
)

// An AnalyzerError tells that a vocabulary was compiled with another analyzer
// than that of this program, so that texts can't be looked up in it.
type AnalyzerError struct {
	Lang     string // the language of the analyzer that it was compiled for
	Compiled string // the fingerprint of that one
	Analyzer string // the fingerprint of this program's for the language, "" if it has none
}

func (e *AnalyzerError) Error() string {
	has := "has " + e.Analyzer
	if e.Analyzer == "" {
		has = "has none"
	}
	return fmt.Sprintf("compiled for analyzer %s of language %q, of which this program %s: make it anew with catchword vocab compile", e.Compiled, e.Lang, has)
}

// A BackgroundError tells that a vocabulary was compiled with another background
// than the one to open it with.
type BackgroundError struct {
	Compiled   string // the fingerprint of that one, "" for none
	Background string // the fingerprint of the one in the options, or by default
}

func (e *BackgroundError) Error() string {
	name := func(fingerprint string) string {
		if fingerprint == "" {
			return "none"
		}
		return fingerprint[:min(len(fingerprint), 12)]
	}
	return fmt.Sprintf("compiled with other word frequencies (%s) than those of this program (%s): make it anew with catchword vocab compile", name(e.Compiled), name(e.Background))
}

// ErrOverlay is the error of a compiled vocabulary that was made without the
// overlay in the options.
var ErrOverlay = errors.New("compiled with another overlay, or without one: make it anew with catchword vocab compile --overlay")

// IsCompiled reports whether a file that starts so, with eight bytes at least,
// is one for [Open], and not for [vocab.Open].
func IsCompiled(start string) bool { return columns.IsFile(start) }

// WriteTo writes the compiled form of t, which [Open] and [Parse] open at once,
// in one call of w.Write. It holds the vocabulary and what New made of it; of
// the options, the overlay, and what the background made of it, with its
// fingerprint. It keeps the problems with the files of vocabulary and overlay, and
// of these the names without folders. The same vocabulary, overlay and background
// give the same bytes.
func (t *Tagger) WriteTo(w io.Writer) (int64, error) {
	vocabulary, err := t.vocabulary.MarshalBinary()
	if err != nil {
		return 0, err
	}
	problems, err := json.Marshal(t.problems)
	if err != nil {
		return 0, err
	}
	layer, err := json.Marshal(withoutFolders(t.options.Overlay))
	if err != nil {
		return 0, err
	}
	training, err := t.trainingText()
	if err != nil {
		return 0, err
	}
	f := columns.NewWriter(compiledKind, compiledVersion)
	f.Text("lang", t.analyzer.Lang())
	f.Text("analyzer", t.analyzer.Fingerprint())
	f.Text("problems", string(problems))
	f.Text("overlay", string(layer))
	f.Text("background", fingerprintOf(t.options.Background))
	f.Text("training", training)
	columns.Put(f, "vocabulary", vocabulary)
	t.lexicon.put(f)
	columns.Put(f, "profile.first", t.profiles.first)
	columns.Put(f, "profile.stems", t.profiles.stems)
	columns.Put(f, "profile.weights", t.profiles.weights)
	columns.Put(f, "profile.idf", t.profiles.idf)
	columns.Put(f, "graph.first", t.graph.first)
	columns.Put(f, "graph.concepts", t.graph.concepts)
	if t.model != nil {
		t.model.put(f)
	}
	return f.WriteTo(w)
}

// withoutFolders returns o with the last names only of the files in it.
func withoutFolders(o *overlay.Overlay) *overlay.Overlay {
	if o == nil || o.File == "" {
		return o
	}
	stored := *o
	stored.File = filepath.Base(o.File)
	stored.Problems = slices.Clone(o.Problems)
	for i := range stored.Problems {
		if p := &stored.Problems[i]; p.File != "" {
			p.File = filepath.Base(p.File)
		}
	}
	return &stored
}

// fingerprintOf returns the fingerprint of a background, "" for none.
func fingerprintOf(background *analysis.Statistics) string {
	if background == nil {
		return ""
	}
	return background.Fingerprint()
}

// put adds the columns of l to a file.
func (l *lexicon) put(f *columns.Writer) {
	l.words.Put(f, "words.")
	columns.PutEach(f, "form.words", l.forms, func(f *form) uint32 { return f.words })
	columns.PutEach(f, "form.labels", l.forms, func(f *form) uint32 { return f.labels })
	columns.PutEach(f, "form.next", l.forms, func(f *form) int32 { return f.next })
	columns.PutEach(f, "form.of", l.forms, func(f *form) int32 { return f.of })
	columns.PutEach(f, "form.breaks", l.forms, func(f *form) uint32 { return f.breaks })
	columns.PutEach(f, "form.content", l.forms, func(f *form) uint32 { return f.content })
	columns.PutEach(f, "form.rarity", l.forms, func(f *form) float32 { return f.rarity })
	columns.PutEach(f, "form.stem", l.forms, func(f *form) float32 { return f.stem })
	columns.PutEach(f, "word.exact", l.formWords, func(w *formWord) uint32 { return w.exact })
	columns.PutEach(f, "word.singular", l.formWords, func(w *formWord) uint32 { return w.singular })
	columns.PutEach(f, "label.concept", l.formLabels, func(r *labelRef) int32 { return r.concept })
	columns.PutEach(f, "label.index", l.formLabels, func(r *labelRef) int32 { return r.index })
	columns.PutEach(f, "label.kind", l.formLabels, func(r *labelRef) vocab.LabelKind { return r.kind })
	l.trie.Put(f, "trie.")
	columns.Put(f, "pair.partners", l.pairs.partners)
	columns.Put(f, "pair.keys", l.pairs.keys)
	columns.Put(f, "pair.first", l.pairs.first)
	columns.Put(f, "pair.counts", l.pairs.counts)
	columns.Put(f, "pair.forms", l.pairs.forms)
	columns.Put(f, "other", l.other)
	l.phrases.put(f)
}

// Open opens a file with the compiled form of a Tagger: see [Parse]. Its errors
// are a [*vocab.FileError].
func Open(path string, o Options) (*Tagger, error) {
	file, err := columns.ReadFile(path)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return nil, &vocab.FileError{File: path, Err: err}
	}
	t, err := Parse(file, o)
	if err != nil {
		return nil, &vocab.FileError{File: path, Err: err}
	}
	return t, nil
}

// Parse opens the compiled form of a Tagger, and keeps it. The analyzer is this
// program's for the language that it was compiled for; the background, in the
// options or by default, has to be the one that it was compiled with. The overlay
// is the one that it was compiled with; one in the options has to say the same,
// or it is [ErrOverlay]. It takes one pass over the numbers in it, some 10 ms for
// a thesaurus of 28,000 concepts.
//
// What is wrong with the file comes back as a [*vocab.CompiledError], an analyzer
// that has changed since as an [*AnalyzerError], another background as a
// [*BackgroundError].
func Parse(file string, o Options) (*Tagger, error) {
	f, err := columns.Begin(file, compiledKind, compiledVersion)
	if err != nil {
		return nil, &vocab.CompiledError{Err: err}
	}
	t, err := parse(columns.NewReader(f), o)
	if damaged := f.Sound(); damaged != nil {
		return nil, &vocab.CompiledError{Err: damaged}
	}
	return t, err
}

// parse reads the columns of a tagger. The vocabulary, which is a file of its own
// among them, is parsed meanwhile.
func parse(r *columns.Reader, o Options) (*Tagger, error) {
	lang, fingerprint, compiled := r.Text("lang"), r.Text("analyzer"), r.Text("vocabulary")
	if r.Err() != nil {
		return nil, &vocab.CompiledError{Err: r.Err()}
	}
	a, err := analyzerOf(lang, fingerprint)
	if err != nil {
		return nil, err
	}
	var own *overlay.Overlay
	r.Check(json.Unmarshal([]byte(r.Text("overlay")), &own) == nil, "overlay")
	if o.Overlay != nil && o.Overlay.String() != own.String() {
		return nil, ErrOverlay
	}
	o.Overlay = own
	if err := o.complete(a); err != nil {
		return nil, err
	}
	if with, own := r.Text("background"), fingerprintOf(o.Background); with != own {
		return nil, &BackgroundError{with, own}
	}
	var v *vocab.Vocabulary
	var wrong error
	parsed := make(chan struct{})
	go func() {
		defer close(parsed)
		v, wrong = vocab.Parse(compiled)
	}()
	t := &Tagger{analyzer: a, options: o, lexicon: readLexicon(r)}
	r.Check(json.Unmarshal([]byte(r.Text("problems")), &t.problems) == nil, "problems")
	if <-parsed; wrong != nil {
		return nil, wrong
	}
	t.vocabulary, t.heirs = v, newHeirs(v)
	t.lexicon.readLabels(r, v, t.heirs)
	t.profiles = readProfiles(r, v.Len(), t.lexicon.words.Len())
	t.graph = readGraph(r, v.Len())
	if about := r.Text("training"); about != "" {
		t.model = readModel(r, about, v.Len(), len(t.lexicon.formLabels))
	}
	if r.Err() != nil {
		return nil, &vocab.CompiledError{Err: r.Err()}
	}
	if err := t.adopt(); err != nil {
		return nil, err
	}
	return t, t.prepare()
}

// analyzerOf returns this program's analyzer for a language, if it is the one
// with the fingerprint.
func analyzerOf(lang, fingerprint string) (*analysis.Analyzer, error) {
	a, err := analysis.New(lang)
	if err != nil {
		return nil, &AnalyzerError{lang, fingerprint, ""}
	}
	if own := a.Fingerprint(); own != fingerprint {
		return nil, &AnalyzerError{lang, fingerprint, own}
	}
	return a, nil
}

// readLexicon reads a lexicon, but for what speaks of the vocabulary: see readLabels.
func readLexicon(r *columns.Reader) *lexicon {
	l := &lexicon{words: words.Read(r, "words.")}
	l.readFormWords(r)
	l.formLabels = make([]labelRef, len(columns.Column[int32](r, "label.concept")))
	lengths := l.readForms(r)
	if r.Err() != nil {
		return l
	}
	l.trie = match.Read(r, "trie.", len(lengths), func(form int) int { return int(lengths[form]) })
	l.readPairs(r, lengths)
	return l
}

func (l *lexicon) readFormWords(r *columns.Reader) {
	exact := columns.Column[uint32](r, "word.exact")
	singular := columns.ColumnOf[uint32](r, "word.singular", len(exact))
	l.formWords = make([]formWord, len(exact))
	known, n := true, uint32(l.words.Len())
	for i := range exact {
		l.formWords[i] = formWord{exact[i], singular[i]}
		known = known && exact[i]-1 < n && singular[i]-1 < n // numbers from 1 to n
	}
	r.Check(known, "word.exact")
}

// readLabels reads what the lexicon has of the concepts of v.
func (l *lexicon) readLabels(r *columns.Reader, v *vocab.Vocabulary, old heirs) {
	concepts := columns.Column[int32](r, "label.concept")
	indexes := columns.ColumnOf[int32](r, "label.index", len(concepts))
	kinds := columns.ColumnOf[vocab.LabelKind](r, "label.kind", len(concepts))
	there := true
	for i, c := range concepts {
		l.formLabels[i] = labelRef{c, indexes[i], kinds[i]}
		there = there && uint32(c) < uint32(v.Len()) && kinds[i] <= vocab.Hidden &&
			indexes[i] >= 0 && int(indexes[i]) < old.labelCount(v, c, kinds[i])
	}
	r.Check(there, "label.concept")
	l.readOther(r, v.Len())
	l.phrases = readPhrases(r, v.Len())
}

// readOther reads how many other labels each of n concepts has: some, if one of them
// is among the forms.
func (l *lexicon) readOther(r *columns.Reader, n int) {
	l.other = columns.ColumnOf[int32](r, "other", n)
	if r.Err() != nil {
		return
	}
	counted := !slices.ContainsFunc(l.other, func(n int32) bool { return n < 0 })
	for _, ref := range l.formLabels {
		counted = counted && (ref.kind == vocab.Preferred || l.other[ref.concept] > 0)
	}
	r.Check(counted, "other")
}

// readForms reads the forms, and returns how many words each has: the trie and the
// pairs lead to them in no order, and these numbers alone lie closer together.
func (l *lexicon) readForms(r *columns.Reader) (lengths []uint8) {
	next := columns.Column[int32](r, "form.next")
	n := len(next) - 1
	if n < 0 {
		r.Check(false, "form.next")
		return nil
	}
	words := r.Starts("form.words", n, len(l.formWords))
	labels := r.Starts("form.labels", n, len(l.formLabels))
	breaks, content := columns.ColumnOf[uint32](r, "form.breaks", n+1), columns.ColumnOf[uint32](r, "form.content", n+1)
	of := columns.ColumnOf[int32](r, "form.of", n+1)
	rarity, stem := columns.ColumnOf[float32](r, "form.rarity", n+1), columns.ColumnOf[float32](r, "form.stem", n+1)
	l.forms = make([]form, n+1)
	for i := range l.forms {
		l.forms[i] = form{words[i], labels[i], next[i], of[i], breaks[i], content[i], rarity[i], stem[i]}
	}
	lengths = make([]uint8, n)
	sized, linked, stands := true, true, true
	for i := range n {
		length := words[i+1] - words[i]
		lengths[i] = uint8(length)
		sized = sized && length > 0 && length <= maxLabelWords && content[i] > 0 && content[i] <= length
		if to := int(next[i]); to != -1 {
			linked = linked && to > i && to < n && words[to+1]-words[to] == length
		}
		stands = stands && of[i] >= 0 && int(of[i]) <= i && labels[of[i]] < labels[of[i]+1]
	}
	r.Check(sized, "form.words")
	r.Check(linked, "form.next")
	r.Check(stands, "form.of")
	r.Check(arePositive(rarity[:n]), "form.rarity")
	r.Check(arePositive(stem), "form.stem")
	return lengths
}

// arePositive reports whether all numbers are finite, and not negative.
func arePositive(numbers []float32) bool {
	for _, f := range numbers {
		if !(f >= 0 && f <= math.MaxFloat32) {
			return false
		}
	}
	return true
}

func (l *lexicon) readPairs(r *columns.Reader, lengths []uint8) {
	p := pairs{
		partners: columns.ColumnOf[uint64](r, "pair.partners", l.words.Len()+1),
		keys:     columns.Slots[uint64](r, "pair.keys"),
		forms:    columns.Column[int32](r, "pair.forms"),
	}
	p.first, p.counts = columns.ColumnOf[uint32](r, "pair.first", len(p.keys)), columns.ColumnOf[uint8](r, "pair.counts", len(p.keys))
	within := true
	for i, from := range p.first {
		within = within && uint64(from)+uint64(p.counts[i]) <= uint64(len(p.forms))
	}
	r.Check(within, "pair.first")
	divisible := true
	for _, n := range p.forms {
		divisible = divisible && uint32(n) < uint32(len(lengths)) && lengths[n] >= 2 && lengths[n] <= maxApart
	}
	r.Check(divisible, "pair.forms")
	l.pairs = p
}

// readProfiles reads the profiles of n concepts in so many words.
func readProfiles(r *columns.Reader, n, words int) profiles {
	p := profiles{
		first: columns.Column[uint32](r, "profile.first"),
		stems: columns.Column[uint32](r, "profile.stems"),
		idf:   columns.Column[float32](r, "profile.idf"),
	}
	p.weights = columns.ColumnOf[float32](r, "profile.weights", len(p.stems))
	if p.first != nil {
		p.first = r.Starts("profile.first", n, len(p.stems))
	}
	columns.Each(r, "profile.stems", p.stems, words+1)
	r.Check(len(p.idf) <= words+1 && arePositive(p.idf), "profile.idf")
	r.Check(arePositive(p.weights), "profile.weights")
	return p
}

// readGraph reads the relations of n concepts.
func readGraph(r *columns.Reader, n int) graph {
	g := graph{concepts: columns.Column[int32](r, "graph.concepts")}
	g.first = r.Starts("graph.first", n, len(g.concepts))
	columns.Each(r, "graph.concepts", g.concepts, n)
	return g
}
