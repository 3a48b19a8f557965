package tagger

import (
	"slices"

	"github.com/catchword/catchword/span"
)

// An Overlap says what counts where the places of labels overlap.
type Overlap uint8

const (
	// Longest counts, of occurrences one of which lies within the other, the
	// longer: "local welfare system" is neither "local welfare" nor "system".
	// Occurrences that overlap only in part both count. What is met only by
	// stem, or with its words apart, does not keep out what is met plainly.
	Longest Overlap = iota
	// All counts every occurrence of every label.
	All
)

// resolve drops from s.found, in order of start and then longest first, what lies
// in a phrase in which it is not meant, what the policy does not count, and what
// is found twice in one place.
func (s *scratch) resolve() {
	if !s.lexicon.phrases.none() {
		s.veto()
	}
	s.once()
	if s.options.Overlap == All {
		return
	}
	kept := s.found[:0]
	var plain, stem span.Span // of the occurrences so far, those that reach farthest: plain ones, and those by stem too
	for _, o := range s.found {
		switch {
		case plain.Covers(o.Span) && (plain != o.Span || o.match >= Stem):
			s.hide(&o, plain, false)
			continue
		case o.match == Stem && stem.Covers(o.Span) && stem != o.Span:
			s.hide(&o, stem, false)
			continue
		}
		kept = append(kept, o)
		if o.match < Stem && o.End > plain.End {
			plain = o.Span
		}
		if o.match <= Stem && o.End > stem.End {
			stem = o.Span
		}
	}
	s.found = kept
}

// once drops occurrences of what was found in the same place already, in another
// way of writing: with a hyphen and without.
func (s *scratch) once() {
	kept := s.found[:0]
	for _, o := range s.found {
		i := len(kept) - 1
		for ; i >= 0 && kept[i].Span == o.Span; i-- {
			if s.covers(kept[i].form, o.form) {
				break
			}
			if s.covers(o.form, kept[i].form) {
				kept[i].form = o.form
				break
			}
		}
		if i < 0 || kept[i].Span != o.Span {
			kept = append(kept, o)
		}
	}
	s.found = kept
}

// covers reports whether form a has labels of all the concepts that b has.
func (s *scratch) covers(a, b int32) bool {
	as := s.lexicon.labelsOf(a)
	for _, l := range s.lexicon.labelsOf(b) {
		if !slices.ContainsFunc(as[:min(len(as), lookBack)], func(m labelRef) bool { return m.concept == l.concept }) {
			return false
		}
	}
	return true
}

// hide notes, for Explain, that an occurrence was dropped for one around it, or
// for a phrase.
func (s *scratch) hide(o *occurrence, outer span.Span, phrase bool) {
	for _, l := range s.lexicon.labelsOf(o.form) {
		if l.concept == s.watched {
			s.hidden = append(s.hidden, hiding{o.Span, outer, phrase})
		}
	}
}
