package tagger

import (
	"strings"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
)

// A term is what the tagger knows of a word of a text: the numbers of its
// forms in the lexicon, 0 for those that no label or definition has.
type term struct {
	exact, singular, stem uint32
	capitals              uint32 // the number of the acronym that it is
	bag                   uint32 // its number among the words that texts are compared by
	role                  role
	partners              uint64 // the set of words that the singular form makes a pair with: see pairs
}

// A role is what a word does in a sentence, as a set, as far as single words tell.
type role uint8

const (
	roleStop        role = 1 << iota // a stop word
	roleConjunction                  // and, or
	rolePreposition                  // of, in, for …: between the parts of an inverted label
	roleObject                       // the, them …: after a word in -ing, it makes that a verb
	roleNumber
	roleModal    // can, will …: before a verb
	roleSubject  // they, who …: before such a one
	roleCapitals // written in capitals
)

// newTerm returns the function that the tagger remembers of each word.
func newTerm(a *analysis.Analyzer, l *lexicon, number func(string) uint32) func(string) term {
	known := &l.words
	return func(surface string) term {
		w := a.Word(surface)
		t := term{exact: known.Find(w.Exact), singular: known.Find(w.Singular), stem: known.Find(w.Stem), role: roles[w.Exact]}
		if w.Acronym {
			t.role |= roleCapitals
			t.capitals = known.Find(capitals + w.Singular)
		}
		if w.Stop {
			n := known.Find(stopped + w.Exact)
			t.role |= roleStop
			t.stem = n
			if t.capitals == 0 {
				t.exact, t.singular = n, n
			}
		}
		if w.Number {
			t.role |= roleNumber
		}
		if number != nil && !w.Stop {
			t.bag = number(w.Stem)
		}
		t.partners = l.pairs.of(t.singular)
		return t
	}
}

// roles gives the roles of the words that have one, in the languages of which they are known.
var roles = func() map[string]role {
	m := make(map[string]role)
	for r, words := range map[role][]string{
		roleConjunction: {"and", "or", "et", "ou", "y", "o", "och", "eller", "og", "и", "или", "és", "vagy"},
		rolePreposition: {"of", "in", "into", "for", "within", "de", "du", "des", "dans", "pour", "en", "à", "aux", "au", "del", "para"},
		roleObject:      {"the", "a", "an", "them", "it", "us", "him", "her", "you", "me", "their", "its", "our", "his", "my", "your", "this", "these", "those", "that"},
		roleModal:       {"can", "will", "would", "could", "should", "may", "might", "must", "shall"},
		roleSubject:     {"i", "you", "he", "she", "it", "we", "they", "who", "which", "that"},
	} {
		for _, w := range words {
			m[w] |= r
		}
	}
	return m
}()

// A token is a word of a text at its place.
type token struct {
	*term
	start  int
	size   uint16
	gap    analysis.Gap
	joined bool   // with the next token, it is one word of the lexicon: joins says which
	loud   bool   // it stands in a row of capitals, which say nothing of a single word
	commas uint32 // commas in the block up to here
}

func (t *token) span() span.Span { return span.Span{Start: t.start, End: t.start + int(t.size)} }

// A join is a word that the text divides with a hyphen.
type join struct {
	at int // index of its first token; its second is the next
	*term
}

// Blocks are read in pieces, so that what one needs of memory does not grow
// with the text. A piece ends where a sentence does, once it has enough tokens.
// Where no sentence ends, it ends at the most, and its last tokens are read
// again with the next piece, so that no label is cut.
const (
	pieceTokens = 1 << 10
	mostTokens  = 1 << 14
	againTokens = 2 * maxLabelWords
)

// tokenize appends the words of one block, whose runs of text are joined
// without a break, to s.tokens, and calls piece with every piece of them: what
// begins with the token at end, or behind it, is left to the next piece. Runs
// that markup divides are cut into words each on its own; those that touch, as
// they do around character references, are cut together.
func (s *scratch) tokenize(text string, runs []span.Span, piece func(end int)) {
	s.tokens, s.joins = s.tokens[:0], s.joins[:0]
	var commas uint32
	var between analysis.Gap // what stood at the end of the run before
	last := ""               // word
	for i, n := 0, 0; i < len(runs); i += n {
		if i > 0 && breaks(text[runs[i-1].End:runs[i].Start]) {
			between |= analysis.GapOther
		}
		n = touching(runs[i:])
		part := report.Read(text, runs[i:i+n])
		scan := s.analyzer.Scan(part.Text)
		for scan.Next() {
			at, gap := part.Place(scan.Span()), scan.Gap()|between
			word := scan.Span().In(part.Text)
			between = 0
			switch n := len(s.tokens); {
			case n >= pieceTokens && gap&(analysis.GapStop|analysis.GapParagraph) != 0:
				piece(n)
				s.tokens, s.joins = s.tokens[:0], s.joins[:0]
			case n == mostTokens:
				piece(n - againTokens)
				s.keepLast()
			}
			if gap&(analysis.GapComma) != 0 {
				commas++
			}
			s.tokens = append(s.tokens, token{
				term: s.near.Get(word), start: at.Start, size: uint16(at.Len()), gap: gap, commas: commas,
			})
			if n := len(s.tokens); n > 1 && gap.Joins() {
				s.join(last, word, n-2)
			}
			last = word
		}
		between |= scan.Gap()
	}
	piece(len(s.tokens))
}

// touching returns how many of runs, which are some, have nothing between them from
// the first on.
func touching(runs []span.Span) int {
	n := 1
	for n < len(runs) && runs[n].Start == runs[n-1].End {
		n++
	}
	return n
}

// keepLast forgets all but the last tokens.
func (s *scratch) keepLast() {
	from := len(s.tokens) - againTokens
	s.tokens = append(s.tokens[:0], s.tokens[from:]...)
	kept := s.joins[:0]
	for _, j := range s.joins {
		if j.at >= from {
			kept = append(kept, join{j.at - from, j.term})
		}
	}
	s.joins = kept
}

// breaks reports whether what a report left out between two runs ends a phrase:
// code, a picture or an address, but no mark-up.
func breaks(left string) bool {
	return strings.Contains(left, "`") || strings.Contains(left, "![") || strings.Contains(left, "://") && !strings.HasPrefix(left, "](")
}

// hush marks the tokens in rows of three or more in capitals.
func (s *scratch) hush() {
	for i := 0; i < len(s.tokens); {
		from := i
		for i < len(s.tokens) && s.tokens[i].role&roleCapitals != 0 {
			i++
		}
		if i-from >= 3 {
			for j := from; j < i; j++ {
				s.tokens[j].loud = true
			}
		}
		i = max(i, from+1)
	}
}

// join finds whether the tokens at i and i+1, which are the words a and b, are one
// word of the lexicon.
func (s *scratch) join(a, b string, i int) {
	s.key = append(append(s.key[:0], a...), b...)
	if t := s.terms.GetBytes(s.key); t.stem != 0 {
		s.tokens[i].joined = true
		s.joins = append(s.joins, join{i, t})
	}
}
