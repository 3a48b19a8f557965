package tagger

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/vocab"
)

// An Adoption says what of a model fits another vocabulary than the one that it
// was trained with: see [Options.Model].
type Adoption struct {
	Concepts  int `json:"concepts"`  // that the model had texts of
	Kept      int `json:"kept"`      // of them, those that it still knows
	Forms     int `json:"forms"`     // ways of writing a label of which it knows how often they were right
	KeptForms int `json:"keptForms"` // of them, those that the same concept still has

	// Lost are the concepts that it no longer knows, Renamed those that it knows by
	// their ID, though their preferred label is another; both in the order of its
	// own vocabulary. New are the concepts in use that its own vocabulary does not
	// have, which are suggested on their labels, in the order of the other.
	Lost    []ChangedConcept `json:"lost"`
	Renamed []ChangedConcept `json:"renamed"`
	New     []vocab.Ref      `json:"new"`
}

// A ChangedConcept is one that a model had texts of. What becomes of its tags is
// told as [vocab.Diff] tells it, but what was learned of it is never taken for
// another concept: of one that is lost, New are those that a model which is
// trained anew may suggest instead.
type ChangedConcept struct {
	vocab.TagChange
	Texts int `json:"texts"` // that had it
}

// ErrOtherWords is the error of a model that reads texts otherwise than the
// vocabulary that it is to be used with: it has another analyzer, or knows
// other word frequencies.
var ErrOtherWords = errors.New("tagger: the model was learned with another analyzer, or other word frequencies, than the vocabulary is to be used with")

// Adoption returns what was kept of the model in [Options.Model]; nil if there
// was none. It must not be modified.
func (t *Tagger) Adoption() *Adoption { return t.adoption }

// adopt takes over what of the model in the options fits the vocabulary of t.
func (t *Tagger) adopt() error {
	from := t.options.Model
	switch {
	case from == nil:
		return nil
	case from.model == nil:
		return ErrNoModel
	case from.analyzer.Fingerprint() != t.analyzer.Fingerprint(), fingerprintOf(from.options.Background) != fingerprintOf(t.options.Background):
		return ErrOtherWords
	}
	t.options.Model = nil // which would keep all of it
	t.adoption = &Adoption{Lost: []ChangedConcept{}, Renamed: []ChangedConcept{}, New: []vocab.Ref{}}
	concepts := t.adoptConcepts(from)
	old := from.model
	m := *old
	m.classes, m.classOf = make([]int32, len(old.classes)), make([]int32, t.vocabulary.Len())
	for c := range m.classOf {
		m.classOf[c] = -1
	}
	for class, c := range old.classes {
		if c >= 0 { // or it was lost before
			c = concepts[c]
		}
		if m.classes[class] = c; c >= 0 {
			m.classOf[c] = int32(class)
		}
	}
	m.tracks = newTracks(t.vocabulary.Len(), len(t.lexicon.formLabels))
	m.tracks.texts, m.tracks.seen = old.tracks.texts, old.tracks.seen
	for c, to := range concepts {
		if to >= 0 {
			m.tracks.assigned[to], m.tracks.found[to] = old.tracks.assigned[c], old.tracks.found[c]
		}
	}
	t.adoptForms(m.tracks, from, concepts)
	if old.spellings != nil {
		m.spellings = newSpellings(t.vocabulary, t.analyzer)
	}
	m.strangers = t.strangers(old, concepts)
	m.isStranger = marks(m.strangers, t.vocabulary.Len())
	t.model = &m
	return nil
}

// adoptConcepts returns, for each concept of another tagger's vocabulary, the one
// of t that has its ID and is in use, -1 if there is none or that means something
// else now, and notes those that are lost.
func (t *Tagger) adoptConcepts(from *Tagger) []int32 {
	became := make(map[string]*vocab.TagChange)
	diff := vocab.Diff(from.vocabulary, t.vocabulary)
	for i := range diff.Tags {
		became[diff.Tags[i].Old.ID] = &diff.Tags[i]
	}
	lang := t.analyzer.Lang()
	concepts := make([]int32, from.vocabulary.Len())
	for c := range concepts {
		id, texts := from.vocabulary.ID(c), from.model.tracks.assigned[c]
		change := became[id]
		to, there := t.vocabulary.Index(id)
		meant := there && !(change != nil && change.Kind == vocab.Renumbered) // or the ID is another concept's now
		concepts[c] = -1
		if meant && !t.vocabulary.Deprecated(to) && (texts > 0 || !from.vocabulary.Deprecated(c)) {
			concepts[c] = int32(to)
		}
		if texts == 0 {
			continue
		}
		t.adoption.Concepts++
		if concepts[c] >= 0 {
			t.adoption.Kept++
		}
		if change == nil && concepts[c] >= 0 {
			continue
		}
		if change == nil { // it was deprecated before
			change = &vocab.TagChange{New: []vocab.Ref{}, Review: true, Kind: vocab.Deprecated, Why: "it is deprecated"}
		}
		changed := ChangedConcept{*change, int(texts)}
		changed.Old = vocab.Ref{ID: id, Label: from.vocabulary.Label(c, lang)}
		switch {
		case concepts[c] < 0:
			t.adoption.Lost = append(t.adoption.Lost, changed)
		case change.Kind == vocab.Relabelled:
			t.adoption.Renamed = append(t.adoption.Renamed, changed)
		}
	}
	for c := range t.vocabulary.Len() {
		if _, known := from.vocabulary.Index(t.vocabulary.ID(c)); !known && !t.vocabulary.Deprecated(c) {
			t.adoption.New = append(t.adoption.New, vocab.Ref{ID: t.vocabulary.ID(c), Label: t.vocabulary.Label(c, lang)})
		}
	}
	return concepts
}

// strangers returns the concepts that no text could have for a model, ascending:
// those in use of t that are none of its own, or are its strangers already.
func (t *Tagger) strangers(old *model, concepts []int32) []int32 {
	known := make([]bool, t.vocabulary.Len())
	for c, to := range concepts {
		if to >= 0 && !old.knowsNot(int32(c)) {
			known[to] = true
		}
	}
	var all []int32
	for c, is := range known {
		if !is && !t.vocabulary.Deprecated(c) {
			all = append(all, int32(c))
		}
	}
	return all
}

// marks returns for each of n concepts whether it is one of some; nil if there are
// none of these.
func marks(concepts []int32, n int) []bool {
	if len(concepts) == 0 {
		return nil
	}
	in := make([]bool, n)
	for _, c := range concepts {
		in[c] = true
	}
	return in
}

// knowsNot reports whether a concept's having no texts says nothing: it was not there
// when the model was trained, or was not to be used, or texts told nothing of its like.
func (m *model) knowsNot(concept int32) bool { return m.isStranger != nil && m.isStranger[concept] }

// judge returns the logit for a candidate, or minus infinity if it is below least:
// what the formula makes of its labels, if nothing else is known.
func (m *model) judge(c *candidate, x []float64, least float64, forest *learn.Forest) float64 {
	if m.knowsNot(c.concept) {
		return m.byFormula(c)
	}
	return forest.SumFrom(x, least)
}

// adoptForms copies how often forms of labels were right to the same forms of the
// same concepts.
func (t *Tagger) adoptForms(to *tracks, from *Tagger, concepts []int32) {
	tried := make(map[string]int) // by concept of t and its words: the index of a form's label in from
	var key []byte
	eachFormLabel(from.lexicon, func(form int32, at int) {
		if tried, _ := from.model.tracks.rows(at); slices.Max(tried) == 0 {
			return
		}
		t.adoption.Forms++
		if c := concepts[from.lexicon.formLabels[at].concept]; c >= 0 {
			key = from.lexicon.appendForm(binary.AppendVarint(key[:0], int64(c)), form)
			tried[string(key)] = at
		}
	})
	eachFormLabel(t.lexicon, func(form int32, at int) {
		key = t.lexicon.appendForm(binary.AppendVarint(key[:0], int64(t.lexicon.formLabels[at].concept)), form)
		if was, ok := tried[string(key)]; ok {
			t.adoption.KeptForms++
			tried, right := to.rows(at)
			wasTried, wasRight := from.model.tracks.rows(was)
			copy(tried, wasTried)
			copy(right, wasRight)
		}
	})
}

// rows returns what is counted of a form's label, by its index: a number for each
// manner.
func (t *tracks) rows(at int) (tried, right []int32) {
	from, to := at*int(manners), (at+1)*int(manners)
	return t.tried[from:to], t.right[from:to]
}

// eachFormLabel calls f with the forms of l and the index among its formLabels of
// each label that is written so.
func eachFormLabel(l *lexicon, f func(form int32, at int)) {
	for n := range len(l.forms) - 1 {
		for at := l.forms[n].labels; at < l.forms[n+1].labels; at++ {
			f(int32(n), int(at))
		}
	}
}

// appendForm appends what tells a form from others in any vocabulary.
func (l *lexicon) appendForm(key []byte, n int32) []byte {
	key = binary.AppendUvarint(key, uint64(l.forms[n].breaks))
	for _, w := range l.wordsOf(n) {
		for _, word := range []string{l.words.Word(w.exact), l.words.Word(w.singular)} {
			key = binary.AppendUvarint(key, uint64(len(word)))
			key = append(key, word...)
		}
	}
	return key
}
