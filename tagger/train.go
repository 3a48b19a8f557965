package tagger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/internal/parallel"
	"github.com/catchword/catchword/report"
)

// TrainOptions say how [Tagger.Train] learns. The zero value is the documented
// default.
type TrainOptions struct {
	// Progress, if it is not nil, is called from time to time with what is being
	// done and how much of it: of total steps, 0 if nobody knows how many. It is
	// called by one goroutine at a time.
	Progress func(stage string, done, total int)

	// Memory is how many bytes training may take, with the vocabulary, as far as
	// can be told from the texts before; but not what the examples take while they
	// are read. Where all of the examples would take more, every second one is
	// learned from, or every fourth and so on: the same ones on every machine. By
	// default, there is no limit.
	Memory int64
}

// Training is what a model says of how it was made.
type Training struct {
	Read        int     `json:"read"`        // examples that there were
	Texts       int     `json:"texts"`       // of them, those that it was learned from: all that fit into memory
	Concepts    int     `json:"concepts"`    // concepts that they have
	Assignments int     `json:"assignments"` // concepts of all texts, summed up
	Columns     int     `json:"columns"`     // words and pairs of words that texts are compared by
	Pairs       int     `json:"pairs"`       // of a text and a concept, that the combination was learned from
	Parts       int     `json:"parts"`       // parts that were left out in turn, or 1 for a sample that was held out
	Hash        string  `json:"hash"`        // SHA-256 of the texts with their concepts, in hexadecimal
	Loss        float64 `json:"loss"`        // of the probabilities, for texts not seen: the average logarithmic loss in nats
	Curve       string  `json:"curve"`       // the kind of calibration: isotonic, or platt
	Method      string  `json:"method"`      // what ranks: trees, or formula, where texts are too few for more

	Sections SectionTraining `json:"sections"` // how sections are judged
}

// ErrNothingToLearn is the error of Train if there are not two texts, or if none
// has a concept, or words that one could be told by.
var ErrNothingToLearn = errors.New("tagger: there are not two texts with concepts to learn from")

// ErrNoReport is the error of Train if an example has no report.
var ErrNoReport = errors.New("tagger: an example has no report")

// Train returns a tagger with the vocabulary and the options of t that has
// learned from examples how people assign its concepts. Its scores are
// probabilities: see [Tagger.Training] for how sure they are. What t had learned
// before is forgotten.
//
// It goes through the examples once and keeps of each what it has to. Numbers
// among their concepts that are none of the vocabulary are left out. The same
// examples in the same order give the same tagger, whatever the number of
// processors. Tagged sections are learned from as well, and where there are some
// dozens, the scores of sections are probabilities too. The error is that of ctx
// if it ends before, [ErrNothingToLearn], [ErrNoReport] or a [*MemoryError].
func (t *Tagger) Train(ctx context.Context, examples iter.Seq[Example], o TrainOptions) (*Tagger, error) {
	tr := &trainer{Tagger: t, ctx: ctx, options: o}
	tr.readAll(examples)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if tr.err != nil {
		return nil, tr.err
	}
	if tr.short {
		return nil, &MemoryError{tr.least}
	}
	if tr.reports < 2 || tr.concepts == 0 {
		return nil, ErrNothingToLearn
	}
	m, err := tr.learn()
	if err != nil {
		return nil, err
	}
	return t.with(m)
}

// Training returns how the model of t was made, nil if it has none.
func (t *Tagger) Training() *Training {
	if t.model == nil {
		return nil
	}
	training := t.model.training
	return &training
}

// LearnedFrom reports whether the model of t was trained on the text of r, so that
// suggestions for it are no measure of how good the model is. The text is the same
// if its prose is, up to white space and whatever its tags are; one that is only
// nearly the same is another, and so is one that was left out for want of memory.
// What it compares are hashes of 64 bits. Without a model, it reports false.
func (t *Tagger) LearnedFrom(r *report.Report) bool {
	if t.model == nil {
		return false
	}
	_, seen := slices.BinarySearch(t.model.tracks.seen, textHash(r))
	return seen
}

// textHash returns a hash of the prose of a report, up to white space.
func textHash(r *report.Report) uint64 {
	h := fnv.New64a()
	for word := range strings.FieldsSeq(proseOf(r)) {
		h.Write([]byte(word)) // never fails
		h.Write([]byte{' '})
	}
	return h.Sum64()
}

// with returns t with a model.
func (t *Tagger) with(m *model) (*Tagger, error) {
	n := &Tagger{
		vocabulary: t.vocabulary, analyzer: t.analyzer, options: t.options, lexicon: t.lexicon, profiles: t.profiles,
		graph: t.graph, heirs: t.heirs, base: t.base, problems: t.problems, model: m,
	}
	return n, n.prepare()
}

// A trainer is a Train under way.
type trainer struct {
	*Tagger
	ctx     context.Context
	options TrainOptions

	samples []sample // of the reports, then of tagged sections, then of untagged ones
	reports int      // how many of the samples are reports
	learned int      // how many of them are learned from
	read    int      // examples, of which not all need have been kept
	short   bool     // not even two could be
	least   int64    // bytes that would do, if so
	err     error
	hash    string
	book    *bag.Book
	idf     []float32
	all     *learn.Rows // the samples' words
	rows    *learn.Rows // of those that are learned from
	classes []int32
	classOf []int32
	members [][]int32 // by class: the samples that have it

	concepts, assignments int // that samples have; and summed up
}

func (tr *trainer) progress(stage string, done, total int) {
	if tr.options.Progress != nil {
		tr.options.Progress(stage, done, total)
	}
}

// readAll makes samples of examples, on all processors, and the book and the rows of
// them.
func (tr *trainer) readAll(examples iter.Seq[Example]) {
	l, census := tr.learner()
	type job struct {
		n int
		Example
		untagged bool // its sections are wanted though they are
	}
	var wait sync.WaitGroup
	var mu sync.Mutex
	kept := newRation(tr.Tagger, tr.options.Memory)
	jobs := make(chan job)
	for range runtime.GOMAXPROCS(0) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			s := l.borrow()
			s.census = census
			for j := range jobs {
				made, parts := s.sample(&j.Example, j.untagged)
				mu.Lock()
				kept.put(j.n, taken{made, parts})
				mu.Unlock()
			}
		}()
	}
	sum := sha256.New()
	n := 0
	var some sieve
	for e := range examples {
		if tr.ctx.Err() != nil {
			break
		}
		if e.Report == nil {
			tr.err = ErrNoReport
			break
		}
		e.Concepts, e.Sections = tr.conceptsOf(e.Concepts), tr.sectionsOf(&e)
		fmt.Fprintf(sum, "%d\n%s", len(e.Report.Text), e.Report.Text)
		for _, c := range e.Concepts {
			fmt.Fprintf(sum, "\n%s", tr.vocabulary.ID(int(c)))
		}
		for i, concepts := range e.Sections {
			for _, c := range concepts {
				fmt.Fprintf(sum, "\n%d %s", i, tr.vocabulary.ID(int(c)))
			}
		}
		untagged := e.Sections == nil && some.keep(n, partsOf(e.Report))
		mu.Lock()
		wanted, short := kept.wants(n), kept.short
		mu.Unlock()
		if short {
			break
		}
		if wanted {
			jobs <- job{n, e, untagged}
		}
		n++
		tr.progress("reading", n, 0)
	}
	close(jobs)
	wait.Wait()
	tr.hash = hex.EncodeToString(sum.Sum(nil))
	tr.read, tr.short, tr.least = n, kept.short, kept.least
	tr.lineUp(kept, &some)
	texts := make([]bag.Text, len(tr.samples))
	for i := range tr.samples {
		texts[i], tr.samples[i].text = tr.samples[i].text, bag.Text{}
	}
	tr.progress("counting words", 0, 0)
	var counts []bag.Counts
	tr.book, counts = census.Book(texts[:tr.reports], texts[tr.reports:])
	tr.idf = tr.book.IDF()
	tr.all = &learn.Rows{}
	for _, c := range counts {
		tr.all.Append(tr.book.Vector(learn.Vector{}, c, tr.idf))
	}
	tr.rows = tr.all.First(tr.learned)
	tr.group()
}

// conceptsOf returns the concepts of an example as they must be.
func (tr *trainer) conceptsOf(concepts []int32) []int32 {
	concepts = slices.Clone(concepts)
	slices.Sort(concepts)
	return slices.DeleteFunc(slices.Compact(concepts), func(c int32) bool { return c < 0 || int(c) >= tr.vocabulary.Len() })
}

// group makes classes of the concepts that samples enough have.
func (tr *trainer) group() {
	tr.classOf = make([]int32, tr.vocabulary.Len())
	for i := range tr.samples {
		for _, c := range tr.samples[i].concepts {
			tr.classOf[c]++
			if i < tr.reports {
				tr.assignments++
			}
		}
	}
	for _, n := range tr.classOf {
		if n > 0 {
			tr.concepts++
		}
	}
	least := leastFor(tr.concepts)
	for c, n := range tr.classOf {
		tr.classOf[c] = -1
		if n >= least {
			tr.classOf[c] = int32(len(tr.classes))
			tr.classes = append(tr.classes, int32(c))
		}
	}
	tr.members = make([][]int32, len(tr.classes))
	for i := range tr.samples {
		for _, c := range tr.samples[i].concepts {
			if class := tr.classOf[c]; class >= 0 {
				tr.members[class] = append(tr.members[class], int32(i))
			}
		}
	}
}

// How training is divided.
const (
	fewTexts         = 200  // below which there are more parts
	manyTexts        = 8000 // from which on a sample is held out, and no more
	mostHeld         = 3000
	usualParts       = 5
	moreParts        = 10
	calibrationParts = 3
)

// parts returns the part of each sample, that of its report, and how many parts
// there are. In the case of 1, what is in no part (255) is never left out.
func (tr *trainer) parts() ([]uint8, int) {
	part, parts := tr.partsOfReports()
	more := mostHeld
	for i := tr.reports; i < len(tr.samples); i++ {
		report := tr.samples[i].report
		if part[report] == 255 && more > 0 {
			part[report] = 0 // or there is nothing to compare the section with
			more--
		}
		part = append(part, part[report])
	}
	return part, parts
}

// partsOfReports does the same for reports alone.
func (tr *trainer) partsOfReports() ([]uint8, int) {
	n := tr.reports
	part := make([]uint8, n)
	if n >= manyTexts {
		every := n / mostHeld
		for i := range part {
			if i%every != 0 {
				part[i] = 255
			}
		}
		return part, 1
	}
	parts := usualParts
	if n < fewTexts {
		parts = min(moreParts, n)
	}
	for i, n := range shuffled(n) {
		part[n] = uint8(i % parts)
	}
	return part, parts
}

// shuffled returns the numbers below n in an order that has nothing to do with that
// of the samples, and is always the same.
func shuffled(n int) []int { return rand.New(rand.NewPCG(1, uint64(n))).Perm(n) }

// learn makes the model.
func (tr *trainer) learn() (*model, error) {
	part, parts := tr.parts()
	all := func(int) bool { return true }
	m := &model{book: tr.book, idf: tr.idf, classes: tr.classes, classOf: tr.classOf, least: leastFor(tr.concepts)}
	var err error
	if m.formula, err = tr.fitFormula(all); err != nil {
		return nil, err
	}
	m.tracks = tr.tracks(all)
	m.tracks.seen = tr.seen()
	m.training = Training{Read: tr.read, Texts: tr.reports, Concepts: tr.concepts, Assignments: tr.assignments, Columns: tr.book.Len(), Hash: tr.hash}
	if tr.reports < leastForTrees {
		return m, tr.lean(m)
	}
	if tr.concepts >= manyConcepts {
		m.spellings = newSpellings(tr.vocabulary, tr.analyzer)
	}
	var margins [][]float32 // by class and sample, of the classifiers that didn't see it
	if tr.concepts < manyConcepts {
		tr.progress("learning words", 0, 0)
		o := learn.SVCOptions{C: 0.5, Balanced: true, Tolerance: 0.3}
		if tr.learned < len(tr.samples) {
			learned := make([]int32, tr.learned)
			for i := range learned {
				learned[i] = int32(i)
			}
			o.Subset = func(int) []int32 { return learned }
		}
		m.scorers.svc, margins, err = learn.OneVsRest(tr.all, tr.book.Len(), tr.members, part, o)
		if err != nil {
			return nil, err
		}
	}
	var made, more []pairTable // of what is learned from, and of untagged sections
	for k := range parts {
		if err := tr.ctx.Err(); err != nil {
			return nil, err
		}
		tr.progress("comparing texts", k, parts)
		some, untagged, err := tr.describe(m.spellings, part, uint8(k), margins)
		if err != nil {
			return nil, err
		}
		made, more = append(made, some...), append(more, untagged...)
	}
	x := joined(made)
	tr.progress("comparing texts", parts, parts)
	if len(x.right) == 0 {
		return nil, ErrNothingToLearn
	}
	if err := tr.associate(&m.scorers, all); err != nil {
		return nil, err
	}
	if err := tr.combine(m, x, joined(more)); err != nil {
		return nil, err
	}
	if len(m.trees.Nodes) == len(m.trees.Roots) && slices.Contains(x.right, false) { // nothing tells right from wrong
		return m, tr.lean(m)
	}
	m.training.Pairs, m.training.Parts, m.training.Method = len(x.right), parts, methodTrees
	return m, tr.ctx.Err()
}

// seen returns the hashes of the texts that are learned from, ascending.
func (tr *trainer) seen() []uint64 {
	all := make([]uint64, tr.reports)
	for i := range all {
		all[i] = tr.samples[i].hash
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// tracks counts the samples that are in.
func (tr *trainer) tracks(in func(i int) bool) *tracks {
	t := newTracks(tr.vocabulary.Len(), len(tr.lexicon.formLabels))
	for i := range tr.samples[:tr.learned] {
		if in(i) {
			t.add(&tr.samples[i])
		}
	}
	return t
}

// associate learns the centroids of the samples that are in and, where classes are
// many, makes neighbours of them.
func (tr *trainer) associate(s *scorers, in func(i int) bool) error {
	members := make([][]int32, len(tr.members))
	for c, all := range tr.members {
		for _, i := range all {
			if in(int(i)) {
				members[c] = append(members[c], i)
			}
		}
	}
	var err error
	if s.centroids, err = learn.Centroids(tr.rows, tr.book.Len(), members, centroidTerms); err != nil {
		return err
	}
	if tr.concepts >= manyConcepts {
		s.near, err = learn.NewNeighbours(tr.rows, tr.book.Len(), members)
	}
	return err
}

// centroidTerms is the number of words by which a centroid is known.
const centroidTerms = 1000

// combine learns the trees and what makes probabilities of their logits.
func (tr *trainer) combine(m *model, x, untagged *pairTable) error {
	table, err := learn.NewTable(x.x, int(features))
	if err != nil {
		return err
	}
	order := shuffled(tr.reports)
	partOf := func(sample int32) uint8 { return uint8(order[tr.samples[sample].report] / 7 % calibrationParts) }
	part := make([]uint8, len(x.right))
	for i, s := range x.sample {
		part[i] = partOf(s)
	}
	// The models without a part each, and the one of all, at once.
	models, errs := make([]*learn.Boosted, calibrationParts+1), make([]error, calibrationParts+1)
	var mu sync.Mutex
	done := 0
	tr.progress("combining", 0, len(models))
	parallel.Each(len(models), func(k int) {
		var rows []int32
		for i, p := range part {
			if int(p) != k {
				rows = append(rows, int32(i))
			}
		}
		if errs[k] = tr.ctx.Err(); errs[k] == nil {
			models[k], errs[k] = tr.grow(table, x, rows)
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		tr.progress("combining", done, len(models))
	})
	if err := errors.Join(errs...); err != nil {
		return err
	}
	m.trees = models[calibrationParts]
	held := func(x *pairTable) *heldOut {
		h := &heldOut{pairTable: x, part: make([]uint8, len(x.right)), logits: make([]float64, len(x.right))}
		for i, s := range x.sample {
			h.part[i] = partOf(s)
			h.logits[i] = models[h.part[i]].Logit(x.x[i*int(features):][:features])
		}
		return h
	}
	h := held(x)
	of := h.reports(tr.reports)
	if m.calibration, err = learn.Calibrate(of.logits, of.right, of.part); err != nil {
		return err
	}
	m.cuts = newCuts(of.logits, of.right)
	m.training.Loss, m.training.Curve = curveLoss(m.calibration), curveName(m.calibration)
	return tr.judgeSections(m, h, held(untagged))
}

// grow learns trees from some rows of a table, or from all.
func (tr *trainer) grow(table *learn.Table, x *pairTable, rows []int32) (*learn.Boosted, error) {
	labels := make([]float64, len(x.right))
	for i, right := range x.right {
		if right {
			labels[i] = 1
		}
	}
	if len(rows) == 0 {
		rows = nil
	}
	return learn.Boost(learn.Sample{Table: table, Labels: labels, Rows: rows}, learn.BoostOptions{})
}
