// Package tagger finds the concepts of a controlled vocabulary in texts: it
// suggests keywords for the sections of a report, validates the ones that are
// there, and explains both.
//
// [New] compiles a vocabulary with the analyzer that the texts will be read
// with; [Open] opens what was compiled before, and written by
// [Tagger.WriteTo]. What they make is immutable; each text then goes one way:
//
//	tokenize  words, and what the vocabulary knows of them       text.go
//	find      the places where labels are met                    occurrences.go, apart.go
//	resolve   what counts where they overlap                     overlap.go, phrases.go
//	tally     what each label's places amount to                 tally.go
//	rank      scores, as sums of named contributions             score.go
//	choose    what of the ranking is shown                       policy.go
//
// No training is needed. A score without it is a heuristic: an estimate of the
// chance that an indexer would assign the concept, made from what was seen in
// two archives that may be unlike yours.
package tagger

import (
	"errors"
	"sync"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/analysis/background"
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/internal/memo"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/vocab"
)

// Options say how a Tagger works. The zero value is the documented default.
type Options struct {
	// Overlay is the user's own layer over the vocabulary: further labels, phrases
	// in which concepts are not meant, concepts that are not suggested, or that
	// only a person may make a tag, and limits. By default, there is none. What
	// it says goes into the compiled form; Open and Parse take none but that one.
	Overlay *overlay.Overlay

	// Background says how common words are. By default it is the embedded
	// table for an English analyzer, and none for others: then all words count
	// as equally rare. It must have been counted with the same analyzer.
	Background *analysis.Statistics

	// Model, if it is not nil, is a trained tagger, perhaps of an earlier version
	// of the vocabulary. What it has learned is kept for the concepts that are in
	// use under the same ID, and how often a label was right for the labels that
	// are written as they were; see [Tagger.Adoption] for what is lost, which no
	// other concept inherits. It takes the place of what a compiled form has
	// learned. It is [ErrNoModel] if it was not trained, and [ErrOtherWords] if it
	// reads texts otherwise.
	Model *Tagger

	// Overlap says what counts where labels overlap. By default, Longest.
	Overlap Overlap

	// Verbs, if it is not nil, is asked which words of a sentence are verbs
	// there, so that a label of one word that is a verb in the text ("tries
	// enabling parents to work") hardly counts. By default only a few patterns
	// tell that. The one of package analysis/pos takes some three times as long
	// to read an archive.
	Verbs VerbFinder

	// Threshold is the lowest score that is suggested. By default it is
	// DefaultThreshold; Everything shows every concept of which a label was found.
	// Validate names tags that are missing from a score of ½ on, or from
	// Threshold if that is higher.
	Threshold float64

	// Precision, if it is not 0, takes the place of Threshold where there is a
	// model: suggested is what has a score from which on, in texts that the model
	// had not seen when it was trained, this share of all suggestions was right;
	// nothing, if no score is that sure. Sections have a score of their own for
	// that, if the model has seen tagged ones, and that of reports otherwise. A
	// concept that a model of another vocabulary has not learned is not suggested,
	// as nobody knows how sure its scores are.
	// Without a model it is [ErrNoModel].
	Precision float64

	// Limit is the greatest number of suggestions for a section, and for a
	// report. By default it is DefaultLimit; a negative one is none. Validate
	// names five missing tags of each at most, or Limit if that is less. The limit
	// of the overlay holds too.
	Limit int
}

// A VerbFinder tells which words of an English sentence are used as verbs, by
// their places in it, in order. It must be safe for concurrent use.
type VerbFinder interface {
	Verbs(sentence string) []span.Span
}

const (
	// DefaultThreshold is the score below which a concept is found, but nine
	// indexers of ten would not assign it.
	DefaultThreshold = 0.1
	// Everything, as a threshold, shows every concept found.
	Everything = -1
	// DefaultLimit is the number of suggestions that an editor reads.
	DefaultLimit = 10
)

// A Tagger is a vocabulary compiled for one analyzer. It is immutable and safe
// for concurrent use.
type Tagger struct {
	vocabulary *vocab.Vocabulary
	analyzer   *analysis.Analyzer
	options    Options
	policy     policy
	lexicon    *lexicon
	profiles   profiles
	graph      graph
	heirs      heirs
	base       float64       // of the scores: see score.go
	model      *model        // nil if there is none
	ofSections float64       // with a model, the threshold for the sections of a report
	forest     *learn.Forest // likewise, the sums of its trees
	unfound    *learn.Forest // likewise, for concepts of which no label was found
	floors     floors        // likewise, the logits that both thresholds are reached from
	adoption   *Adoption     // of a model of another vocabulary, nil if there was none
	problems   []vocab.Problem
	terms      *memo.Table[term]
	scratches  sync.Pool // of *scratch
}

// New compiles v, with the further labels of the overlay, with a. It takes time
// linear in the labels, some 300 ms for 40,000 of them, and keeps v. Labels that no text can have come back from
// [Tagger.Problems]. It returns an error if an argument is nil, and an
// [*analysis.FingerprintError] if the background is of another analyzer.
func New(v *vocab.Vocabulary, a *analysis.Analyzer, o Options) (*Tagger, error) {
	if v == nil || a == nil {
		return nil, errors.New("tagger: New needs a vocabulary and an analyzer")
	}
	if err := o.complete(a); err != nil {
		return nil, err
	}
	v, err := o.Overlay.Apply(v)
	if err != nil {
		return nil, err
	}
	var never []overlay.Phrase
	if o.Overlay != nil {
		never = o.Overlay.Never
	}
	t := &Tagger{vocabulary: v, analyzer: a, options: o, graph: newGraph(v), heirs: newHeirs(v)}
	t.lexicon, t.profiles, t.problems = compile(v, t.heirs, never, a, o.Background, a.Lang())
	if err := t.adopt(); err != nil {
		return nil, err
	}
	return t, t.prepare()
}

// complete puts the defaults into o.
func (o *Options) complete(a *analysis.Analyzer) error {
	switch {
	case o.Background == nil && a.Lang() == "en":
		o.Background = background.English()
	case o.Background != nil:
		if err := o.Background.Check(a.Fingerprint()); err != nil {
			return err
		}
	}
	if o.Threshold == 0 {
		o.Threshold = DefaultThreshold
	}
	if o.Limit == 0 {
		o.Limit = DefaultLimit
	}
	if o.Overlay != nil && o.Overlay.Limit > 0 && (o.Limit < 0 || o.Overlay.Limit < o.Limit) {
		o.Limit = o.Overlay.Limit
	}
	return nil
}

// ErrNoModel is the error of asking a tagger that was not trained for what only
// training can tell.
var ErrNoModel = errors.New("tagger: there is no model; train one to know how often suggestions are right")

// prepare readies what follows from the rest.
func (t *Tagger) prepare() error {
	t.policy = newPolicy(t.vocabulary, t.options.Overlay)
	t.base = baseOf(&t.profiles, &t.graph)
	t.terms = memo.New(memoBits, newTerm(t.analyzer, t.lexicon, t.number()))
	t.ofSections = t.options.Threshold
	if t.options.Precision != 0 {
		if err := t.beSure(); err != nil {
			return err
		}
	}
	if t.model != nil {
		t.forest, t.unfound = t.model.trees.Forest(nil), t.model.trees.Forest(knownOfUnfound())
		t.floors = t.floorsOf(t.model)
	}
	return nil
}

// beSure makes thresholds of the precision that is asked for.
func (t *Tagger) beSure() error {
	if t.model == nil {
		return ErrNoModel
	}
	t.options.Threshold = noScore
	if score, ok := t.ScoreFor(t.options.Precision); ok {
		t.options.Threshold = score
	}
	t.ofSections = t.options.Threshold
	if b := &t.model.blend; b.Calibration != nil {
		t.ofSections = noScore
		if logit, ok := b.Cuts.at(t.options.Precision); ok {
			t.ofSections = b.Calibration.Probability(logit)
		}
	}
	return nil
}

// ScoreFor returns the score from which on a share of precision of all suggestions
// for reports was right, in texts that the model had not seen, and whether there is one.
func (t *Tagger) ScoreFor(precision float64) (float64, bool) {
	if t.model == nil {
		return 0, false
	}
	logit, ok := t.model.cuts.at(precision)
	if !ok {
		return 0, false
	}
	return t.score(logit), true
}

// noScore is a threshold that nothing reaches.
const noScore = 2

// number returns the function that numbers words for the model, nil if there is
// none.
func (t *Tagger) number() func(stem string) uint32 {
	if t.model == nil {
		return nil
	}
	return t.model.book.Word
}

// memoBits sets the size of the memory of words seen: 262,144 of them, some
// 30 MB when it is full.
const memoBits = 18

// Problems returns what New found wrong, now or when t was compiled, with labels
// that only an analyzer can see: those without any word to look for. It must not be modified.
func (t *Tagger) Problems() []vocab.Problem { return t.problems }

// Vocabulary returns the vocabulary that t was made with, or was opened with,
// with the further labels of the overlay.
func (t *Tagger) Vocabulary() *vocab.Vocabulary { return t.vocabulary }

// Overlay returns the overlay that t was made with, or was opened with; nil if
// there was none. It must not be modified.
func (t *Tagger) Overlay() *overlay.Overlay { return t.options.Overlay }

// Analyzer returns the analyzer that t reads texts with.
func (t *Tagger) Analyzer() *analysis.Analyzer { return t.analyzer }
