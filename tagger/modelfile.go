package tagger

import (
	"encoding/json"
	"slices"

	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/internal/columns"
	"github.com/catchword/catchword/internal/learn"
)

// A trained tagger is written as any other, with the columns of its model beside
// the rest.

// about is what of a model is read by people too.
type about struct {
	Training    Training
	Formula     learn.Platt
	Calibration *learn.Calibration
	Cuts        cuts
	Sections    blend
}

// trainingText returns what a model says of itself, "" if there is none.
func (t *Tagger) trainingText() (string, error) {
	if t.model == nil {
		return "", nil
	}
	text, err := json.Marshal(about{t.model.training, t.model.formula, t.model.calibration, t.model.cuts, t.model.blend})
	return string(text), err
}

// put adds the columns of m to a file.
func (m *model) put(f *columns.Writer) {
	m.book.Put(f, "model.book.")
	columns.Put(f, "model.classes", m.classes)
	columns.Put(f, "model.strangers", m.strangers)
	putLinear(f, "model.svc.", m.scorers.svc)
	putLinear(f, "model.centroids.", m.scorers.centroids)
	near := m.scorers.near
	if near == nil {
		near = &learn.Neighbours{}
	}
	putLinear(f, "model.near.", near.Rows)
	columns.Put(f, "model.near.of.starts", near.Classes.Starts)
	columns.Put(f, "model.near.of.items", near.Classes.Items)
	if m.spellings != nil {
		m.spellings.put(f)
	}
	columns.Put(f, "model.texts", []int64{int64(m.tracks.texts)})
	columns.Put(f, "model.seen", m.tracks.seen)
	columns.Put(f, "model.assigned", m.tracks.assigned)
	columns.Put(f, "model.found", m.tracks.found)
	columns.Put(f, "model.tried", m.tracks.tried)
	columns.Put(f, "model.right", m.tracks.right)
	columns.Put(f, "model.trees.base", []float64{m.trees.Base})
	columns.Put(f, "model.trees.roots", m.trees.Roots)
	columns.PutEach(f, "model.trees.threshold", m.trees.Nodes, func(n *learn.Node) float64 { return n.Threshold })
	columns.PutEach(f, "model.trees.feature", m.trees.Nodes, func(n *learn.Node) int32 { return n.Feature })
	columns.PutEach(f, "model.trees.left", m.trees.Nodes, func(n *learn.Node) int32 { return n.Left })
	columns.Put(f, "model.trees.value", m.trees.Value)
	columns.Put(f, "model.trees.cover", m.trees.Cover)
}

// putLinear adds a linear model, which may be nil.
func putLinear(f *columns.Writer, prefix string, l *learn.Linear) {
	if l == nil {
		l = &learn.Linear{}
	}
	columns.Put(f, prefix+"width", []int64{int64(l.Width)})
	columns.Put(f, prefix+"bias", l.Bias)
	columns.Put(f, prefix+"starts", l.Starts)
	columns.Put(f, prefix+"numbers", l.Numbers)
	columns.Put(f, prefix+"weights", l.Weights)
}

// readModel reads the model of a tagger with so many concepts, and labels of forms.
func readModel(r *columns.Reader, text string, concepts, labels int) *model {
	var a about
	r.Check(json.Unmarshal([]byte(text), &a) == nil && a.Calibration != nil && a.Cuts.check() && a.Sections.check(), "training")
	if r.Err() != nil {
		return nil
	}
	r.Check(a.Calibration.Check() == nil && a.Formula.Check() == nil, "training")
	m := &model{training: a.Training, least: leastFor(a.Training.Concepts), formula: a.Formula, calibration: a.Calibration, cuts: a.Cuts, blend: a.Sections}
	m.book = bag.Read(r, "model.book.")
	m.classes = columns.Column[int32](r, "model.classes")
	m.classOf = make([]int32, concepts)
	for i := range m.classOf {
		m.classOf[i] = -1
	}
	for i, c := range m.classes {
		if c < -1 || int(c) >= concepts || c >= 0 && m.classOf[c] >= 0 {
			r.Check(false, "model.classes")
			return m
		}
		if c >= 0 {
			m.classOf[c] = int32(i)
		}
	}
	m.strangers = columns.Column[int32](r, "model.strangers")
	if columns.Each(r, "model.strangers", m.strangers, concepts); r.Err() != nil {
		return m
	}
	r.Check(!slices.ContainsFunc(m.strangers, func(c int32) bool { return m.classOf[c] >= 0 }), "model.strangers")
	m.isStranger = marks(m.strangers, concepts)
	m.readTracks(r, concepts, labels)
	m.readTrees(r)
	m.readScorers(r)
	if m.training.Concepts >= manyConcepts && !m.isLean() {
		m.spellings = readSpellings(r, concepts)
	}
	if r.Err() == nil {
		m.idf = m.book.IDF()
	}
	return m
}

func (m *model) readTracks(r *columns.Reader, concepts, labels int) {
	m.tracks = &tracks{
		seen:     columns.Column[uint64](r, "model.seen"),
		assigned: columns.ColumnOf[int32](r, "model.assigned", concepts),
		found:    columns.ColumnOf[int32](r, "model.found", concepts),
		tried:    columns.ColumnOf[int32](r, "model.tried", labels*int(manners)),
		right:    columns.ColumnOf[int32](r, "model.right", labels*int(manners)),
	}
	m.tracks.texts = int(columns.ColumnOf[int64](r, "model.texts", 1)[0])
	r.Check(slices.IsSorted(m.tracks.seen), "model.seen")
	for i, n := range m.tracks.right {
		if n > m.tracks.tried[i] {
			r.Check(false, "model.right")
			break
		}
	}
	limit := m.tracks.texts + 1
	columns.Each(r, "model.assigned", m.tracks.assigned, limit)
	columns.Each(r, "model.found", m.tracks.found, limit)
	columns.Each(r, "model.tried", m.tracks.tried, limit)
	columns.Each(r, "model.right", m.tracks.right, limit)
}

func (m *model) readTrees(r *columns.Reader) {
	left := columns.Column[int32](r, "model.trees.left")
	n := len(left)
	thresholds := columns.ColumnOf[float64](r, "model.trees.threshold", n)
	of := columns.ColumnOf[int32](r, "model.trees.feature", n)
	m.trees = &learn.Boosted{Trees: learn.Trees{
		Width: int(features),
		Base:  columns.ColumnOf[float64](r, "model.trees.base", 1)[0],
		Roots: columns.Column[int32](r, "model.trees.roots"),
		Nodes: make([]learn.Node, n),
		Value: columns.ColumnOf[float64](r, "model.trees.value", n),
		Cover: columns.ColumnOf[float32](r, "model.trees.cover", n),
	}}
	for i := range m.trees.Nodes {
		m.trees.Nodes[i] = learn.Node{Threshold: thresholds[i], Feature: of[i], Left: left[i]}
	}
	r.Check(m.trees.Check() == nil, "model.trees.left")
}

func (m *model) readScorers(r *columns.Reader) {
	classes := len(m.classes)
	if classes == 0 { // no concept has texts enough
		m.scorers = scorers{svc: &learn.Linear{}, centroids: &learn.Linear{}}
		return
	}
	m.scorers.svc = readLinear(r, "model.svc.", classes)
	m.scorers.centroids = readLinear(r, "model.centroids.", classes)
	r.Check(m.scorers.centroids != nil, "model.centroids.bias")
	near := &learn.Neighbours{
		Rows: readLinear(r, "model.near.", -1),
		Classes: learn.Sets{
			Starts: columns.Column[uint64](r, "model.near.of.starts"),
			Items:  columns.Column[uint32](r, "model.near.of.items"),
		},
	}
	if near.Rows != nil {
		r.Check(near.Check(classes) == nil, "model.near.of.starts")
		m.scorers.near = near
	}
	r.Check(m.scorers.svc != nil || m.scorers.near != nil, "model.svc.bias")
}

// readLinear reads a linear model of so many classes, any number if that is
// negative. It returns nil for one without classes.
func readLinear(r *columns.Reader, prefix string, classes int) *learn.Linear {
	l := &learn.Linear{
		Width:   int(columns.ColumnOf[int64](r, prefix+"width", 1)[0]),
		Bias:    columns.Column[float64](r, prefix+"bias"),
		Starts:  columns.Column[uint64](r, prefix+"starts"),
		Numbers: columns.Column[uint32](r, prefix+"numbers"),
		Weights: columns.Column[float32](r, prefix+"weights"),
	}
	if len(l.Bias) == 0 {
		return nil
	}
	if len(l.Starts) == 0 {
		l.Starts = nil
	}
	r.Check(l.Check() == nil && (classes < 0 || len(l.Bias) == classes), prefix+"weights")
	return l
}
