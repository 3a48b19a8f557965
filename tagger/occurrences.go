package tagger

import (
	"cmp"
	"slices"

	"github.com/catchword/catchword/internal/match"
	"github.com/catchword/catchword/span"
)

// A Match says how a text has a label, from the surest way to the least.
type Match uint8

const (
	Exact       Match = iota // word for word, but for case, spelling and hyphens
	Plural                   // a word is in the singular for the plural, or the plural for the singular
	Stem                     // a word has the same stem: privatised for Privatisation
	Coordinated              // a word is left out that stands once for several: housing and child care policies for Housing policy
	Loose                    // the words stand close together, in another order or with a word between: integration into the labour market
)

// String returns the name that output and explanations use.
func (m Match) String() string {
	return [...]string{"exact", "plural", "stem", "coordinated", "loose"}[m]
}

// MarshalText makes a Match its name in JSON.
func (m Match) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// An occurrence is a place in one block where a form was found.
type occurrence struct {
	span.Span
	first, last int // its tokens
	form        int32
	match       Match
	weight      float64 // what it counts as a mention of the form, 1 for a plain one
}

// find looks for all forms in s.tokens and leaves their occurrences, in order
// of start and then of end from the last, in s.found.
func (s *scratch) find() {
	s.found = s.found[:0]
	s.hush()
	for i := range s.tokens {
		if t := &s.tokens[i]; t.stem != 0 || t.capitals != 0 || t.joined {
			s.walk(i)
			s.apart(i)
		}
	}
	slices.SortStableFunc(s.found, func(a, b occurrence) int {
		if a.Start != b.Start {
			return cmp.Compare(a.Start, b.Start)
		}
		return cmp.Or(cmp.Compare(b.End, a.End), cmp.Compare(a.match, b.match), cmp.Compare(a.form, b.form))
	})
}

// walk finds the forms that begin with the token at start.
func (s *scratch) walk(start int) {
	s.path = s.path[:0]
	s.steps = 0
	s.step(match.Root, start, 0)
}

// maxSteps bounds the ways in which acronyms and divided words can be read
// from one place on. No natural text comes near it.
const maxSteps = maxLabelWords + 8

// step goes on from a node of the trie with the token at i, in each way in
// which it can be read; breaks are those met so far.
func (s *scratch) step(node match.Node, i int, breaks uint32) {
	if i == len(s.tokens) || s.steps == maxSteps {
		return
	}
	s.steps++
	t := &s.tokens[i]
	if n := len(s.path); n > 0 && t.gap.Breaks() {
		if n >= maxLabelWords {
			return
		}
		breaks |= 1 << n
	}
	if t.joined {
		j, _ := slices.BinarySearchFunc(s.joins, i, func(j join, i int) int { return cmp.Compare(j.at, i) })
		s.enter(node, s.joins[j].term, s.joins[j].stem, i+1, breaks)
	}
	if t.capitals != 0 && !t.loud {
		s.enter(node, t.term, t.capitals, i, breaks)
	}
	if t.stem != 0 && s.enter(node, t.term, t.stem, i, breaks) {
		return
	}
	if t.gap == 0 && t.role&roleNumber != 0 && len(s.path) > 0 { // the mark of a footnote
		s.step(node, i+1, breaks)
	}
}

// enter reads the tokens up to last as a term by the step of its number, and
// reports whether the trie has that step.
func (s *scratch) enter(node match.Node, t *term, step uint32, last int, breaks uint32) bool {
	next := s.lexicon.trie.Step(node, step)
	if next == match.None {
		return false
	}
	s.path = append(s.path, passed{t, last})
	if sequence := s.lexicon.trie.Sequence(next); sequence >= 0 {
		s.arrive(int32(sequence), breaks)
	}
	s.step(next, last+1, breaks)
	s.path = s.path[:len(s.path)-1]
	return true
}

// A passed is a step on the way through the trie.
type passed struct {
	*term
	last int // index of its last token
}

// arrive records, of the forms whose stems are those of the path, of which n is
// the first, the ones that are best met: a text that has one form exactly does
// not have another by its stem.
func (s *scratch) arrive(n int32, breaks uint32) {
	best := Stem
	from := len(s.found)
	for ; n >= 0; n = s.lexicon.forms[n].next {
		f := &s.lexicon.forms[n]
		if breaks&^f.breaks != 0 || f.of != n && best < Stem {
			continue
		}
		m, weight := s.compare(s.lexicon.wordsOf(n), f.stem)
		if m > best || weight == 0 {
			continue
		}
		if m < best && m < Stem {
			best = m
			s.found = s.found[:from]
		}
		first, last := s.firstToken(), s.path[len(s.path)-1].last
		s.found = append(s.found, occurrence{
			Span: span.Span{Start: s.tokens[first].start, End: s.tokens[last].span().End},
			form: f.of, match: m, weight: weight, first: first, last: last,
		})
	}
}

// firstToken returns the index of the token that the path begins with.
func (s *scratch) firstToken() int {
	if p := s.path[0]; s.tokens[p.last].term != p.term { // the second token of a divided word
		return p.last - 1
	} else {
		return p.last
	}
}

// compare returns how the words of the path meet those of a form, and what that
// counts. Of a form of one word, stem is the rarity of its stem; of others, it says
// whether they are met by stem at all.
func (s *scratch) compare(words []formWord, stem float32) (Match, float64) {
	m := Exact
	for i, w := range words {
		switch t := s.path[i]; {
		case t.exact == w.exact:
		case t.singular == w.singular:
			m = max(m, Plural)
		default:
			m = Stem
		}
	}
	if m != Stem {
		return m, 1
	}
	return m, stemWeight * min(max((float64(stem)-commonStem)/rareStem, 0), 1)
}

// What an occurrence by stem counts. A label of one word is met by its stem
// only if the stem is rare, as that of privatised and Privatisation is: the
// stems of activities and Activation, integrated and Integration, developing
// and Development are common, and make false friends.
const (
	stemWeight = 0.4
	commonStem = 4.5 // inverse document frequency up to which a stem counts nothing
	rareStem   = 2.0 // how much more makes it count in full
)
