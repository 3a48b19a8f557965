package tagger

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/internal/parallel"
)

// A trainer is a Train under way.
type trainer struct {
	*Tagger
	ctx     context.Context
	options TrainOptions

	samples []sample // of the reports, then of tagged sections, then of untagged ones
	reports int      // how many of the samples are reports
	learned int      // how many of them are learned from
	blanks  int      // the first of no words: see addBlanks
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
	part = tr.addBlanks(part, parts)
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
	m.strangers = tr.strangers(x)
	m.isStranger = marks(m.strangers, tr.vocabulary.Len())
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
	forests := make([]*learn.Forest, len(models))
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
		if errs[k] == nil {
			forests[k] = models[k].Forest(nil)
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
			h.logits[i] = forests[h.part[i]].Sum(x.x[i*int(features):][:features])
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
