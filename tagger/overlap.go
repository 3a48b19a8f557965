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

// resolve drops from s.found, in order of start and then longest first, what
// the policy does not count, and what is found twice in one place.
func (s *scratch) resolve() {
	s.found = slices.CompactFunc(s.found, s.same)
	if s.options.Overlap == All {
		return
	}
	kept := s.found[:0]
	var plain, stem span.Span // of the occurrences so far, those that reach farthest: plain ones, and those by stem too
	for _, o := range s.found {
		outer := plain
		if o.match == Stem {
			outer = stem
		}
		if outer.Covers(o.Span) && (outer != o.Span || o.match > Stem) {
			s.hide(&o, outer)
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

// same reports whether two occurrences are one label, written with a hyphen
// and without.
func (s *scratch) same(a, b occurrence) bool {
	return a.Span == b.Span && s.lexicon.labelsOf(a.form)[0] == s.lexicon.labelsOf(b.form)[0]
}

// hide notes, for Explain, that an occurrence was dropped.
func (s *scratch) hide(o *occurrence, outer span.Span) {
	for _, l := range s.lexicon.labelsOf(o.form) {
		if l.concept == s.watched {
			s.hidden = append(s.hidden, hiding{o.Span, outer})
		}
	}
}
