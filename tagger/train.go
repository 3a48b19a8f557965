package tagger

import (
	"context"
	"errors"
	"hash/fnv"
	"iter"
	"slices"
	"strings"

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
