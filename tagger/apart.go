package tagger

import (
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/span"
)

// What an indexer reads without noticing: a label of which a word is said once
// for several ("housing and child care policies" has Housing policy), and one
// whose words stand in another order or with a word between ("integration into
// the labour market" has Labour market integration, "local housing
// initiatives" Local initiatives). Words are met up to plural endings, never
// by stem, within one clause, and in a handful of patterns: that words of a
// label occur in one sentence says nothing.

// window is the number of tokens before a word among which its partner is
// looked for.
const window = 8

// reach is the number of tokens up to which the other words of a label are
// looked for on either side of the two.
const reach = 5

// apart finds the forms one of whose two rarest words is the token at i, and
// the other one of those before it.
func (s *scratch) apart(i int) {
	t := s.tokens[i].term
	if t.partners == 0 {
		return
	}
	for j := i - 1; j >= max(i-window, 0); j-- {
		if s.tokens[j+1].gap&(analysis.GapStop|analysis.GapOther|analysis.GapParagraph) != 0 {
			return
		}
		u := s.tokens[j].term
		if t.partners&(1<<(u.singular&63)) == 0 || u.partners&(1<<(t.singular&63)) == 0 {
			continue
		}
		for _, n := range s.lexicon.pairs.find(t.singular, u.singular) {
			s.placeApart(n, j, i)
		}
	}
}

// placeApart looks for the words of a form around two of them, and records an
// occurrence if they stand in one of the patterns.
func (s *scratch) placeApart(n int32, j, i int) {
	words := s.lexicon.wordsOf(n)
	var places [maxApart]int
	at := places[:len(words)]
	for k, w := range words {
		if at[k] = s.nearest(w.singular, j, i); at[k] < 0 {
			return
		}
	}
	m, weight := s.pattern(at)
	first, last := slices.Min(at), slices.Max(at)
	if weight == 0 || s.hasEndingAt(n, last) {
		return
	}
	s.found = append(s.found, occurrence{
		Span: span.Span{Start: s.tokens[first].start, End: s.tokens[last].span().End},
		form: n, match: m, weight: weight, first: first, last: last,
	})
}

// hasEndingAt reports whether a form was found already with the token at last
// for its last: "housing, housing policy" has Housing policy once.
func (s *scratch) hasEndingAt(n int32, last int) bool {
	for i := len(s.found) - 1; i >= max(0, len(s.found)-lookBack); i-- {
		if s.found[i].form == n && s.found[i].last == last {
			return true
		}
	}
	return false
}

// lookBack is the number of occurrences among which hasEndingAt looks.
const lookBack = 64

// nearest returns the index of the token with a singular form that is j or i,
// or nearest to them on either side or between; -1 if none is.
func (s *scratch) nearest(singular uint32, j, i int) int {
	for _, k := range []int{i, j} {
		if s.tokens[k].singular == singular {
			return k
		}
	}
	for d := 1; d <= reach; d++ {
		for _, k := range []int{j + d, i - d, j - d, i + d} {
			if k >= 0 && k < len(s.tokens) && s.tokens[k].singular == singular {
				return k
			}
		}
	}
	return -1
}

// What the patterns count, of a plain occurrence.
const (
	coordinatedWeight = 0.7
	invertedWeight    = 0.6
	dividedWeight     = 0.35
)

// pattern returns the way in which words stand at the indices at, in the order
// of the label, and what it counts; 0 if it is none.
func (s *scratch) pattern(at []int) (Match, float64) {
	hole, holes, turns := 0, 0, 0
	for k := 1; k < len(at); k++ {
		switch {
		case at[k] == at[k-1]:
			return Loose, 0
		case at[k] < at[k-1]:
			turns++
			hole = k
		case at[k] > at[k-1]+1 || s.tokens[at[k]].gap.Breaks():
			holes++
			hole = k
		}
	}
	switch {
	case turns == 1 && holes == 0:
		return Loose, s.inverted(at[len(at)-1]+1, at[0], at[hole-1])
	case turns == 0 && holes == 1 && s.coordinates(at[hole-1]+1, at[hole]):
		return Coordinated, coordinatedWeight
	case turns == 0 && holes == 1:
		return Loose, s.divided(at[hole-1]+1, at[hole])
	}
	return Loose, 0
}

// coordinates reports whether the tokens from first up to head stand between a
// word and the head that it shares with others: a conjunction or comma, words,
// perhaps more of the same, and right before the head a word of its own.
func (s *scratch) coordinates(first, head int) bool {
	words := 0 // since the last conjunction or comma
	for k := first; k < head; k++ {
		t := &s.tokens[k]
		conjunction := t.role&roleConjunction != 0
		switch {
		case t.gap&analysis.GapComma != 0 || conjunction:
			words = 0
		case k == first:
			return false // the word is followed by one of its own, not by a conjunction
		case t.gap.Breaks():
			return false
		}
		if !conjunction {
			if t.role&roleStop != 0 {
				return false
			}
			words++
		}
	}
	return words > 0 && !s.tokens[head].gap.Breaks()
}

// divided returns what a label counts whose words stand in order, with the
// tokens from first up to next between them: one or two words, no stop word.
func (s *scratch) divided(first, next int) float64 {
	if next == first || next > first+2 || s.tokens[next].gap.Breaks() {
		return 0
	}
	for k := first; k < next; k++ {
		if t := &s.tokens[k]; t.role&(roleStop|roleNumber) != 0 || t.gap.Breaks() {
			return 0
		}
	}
	return dividedWeight / float64(next-first)
}

// inverted returns what a label counts whose last words stand first, and a
// preposition from after up to its first words, which end with the token at
// last: at least one preposition, stop words, and perhaps one other word right
// before the label's. No other noun may follow: management of water users is no
// Water management.
func (s *scratch) inverted(after, next, last int) float64 {
	if next-after > 4 || next <= after {
		return 0
	}
	if last+1 < len(s.tokens) && s.tokens[last+1].role&^roleCapitals == 0 && !s.tokens[last+1].gap.Breaks() {
		return 0
	}
	prepositions, others := 0, 0
	for k := after; k <= next; k++ {
		t := &s.tokens[k]
		switch {
		case t.gap.Breaks() || t.role&roleConjunction != 0:
			return 0
		case k == next:
		case t.role&rolePreposition != 0:
			prepositions++
			if others > 0 {
				return 0
			}
		case t.role&roleStop == 0:
			others++
		}
	}
	if prepositions == 0 || others > 1 {
		return 0
	}
	return invertedWeight / float64(1+others)
}
