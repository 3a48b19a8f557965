package tagger

import (
	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/span"
)

// A term is what the tagger knows of a word of a text: the numbers of its
// forms in the lexicon, 0 for those that no label or definition has.
type term struct {
	exact, singular, stem uint32
	capitals              uint32 // the number of the acronym that it is
	role                  role
}

// A role is what a word does in a sentence, as a set, as far as single words tell.
type role uint8

const (
	roleStop        role = 1 << iota // a stop word
	roleConjunction                  // and, or
	rolePreposition                  // of, in, for …: between the parts of an inverted label
	roleObject                       // the, them …: after a word in -ing, it makes that a verb
	roleNumber
	roleModal // can, will …: before a verb
)

// newTerm returns the function that the tagger remembers of each word.
func newTerm(a *analysis.Analyzer, known *words) func(string) term {
	return func(surface string) term {
		w := a.Word(surface)
		t := term{exact: known.find(w.Exact), singular: known.find(w.Singular), stem: known.find(w.Stem), role: roles[w.Exact]}
		if w.Acronym {
			t.capitals = known.find(capitals + w.Singular)
		}
		if w.Stop {
			t.role |= roleStop
		}
		if w.Number {
			t.role |= roleNumber
		}
		return t
	}
}

// roles gives the roles of the words that have one, in English and French.
var roles = func() map[string]role {
	m := make(map[string]role)
	for r, words := range map[role][]string{
		roleConjunction: {"and", "or", "et", "ou"},
		rolePreposition: {"of", "in", "into", "for", "to", "on", "from", "within", "by", "among", "between", "with", "de", "du", "des", "dans", "pour", "par", "en", "à", "aux", "au"},
		roleObject:      {"the", "a", "an", "them", "it", "us", "him", "her", "you", "me", "their", "its", "our", "his", "my", "your", "this", "these", "those", "that"},
		roleModal:       {"can", "will", "would", "could", "should", "may", "might", "must", "shall", "not"},
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
	commas uint32 // commas in the block up to here
}

func (t *token) span() span.Span { return span.Span{Start: t.start, End: t.start + int(t.size)} }

// A join is a word that the text divides with a hyphen.
type join struct {
	at int // index of its first token; its second is the next
	*term
}

// Blocks are read in pieces, so that what one needs of memory does not grow
// with the text. A piece ends where a sentence does, once it has enough tokens;
// where no sentence ends, it ends at the most.
const (
	pieceTokens = 1 << 10
	mostTokens  = 1 << 14
)

// tokenize appends the words of one block, whose runs of text are joined
// without a break, to s.tokens, and calls piece with every piece of them.
func (s *scratch) tokenize(text string, runs []span.Span, piece func()) {
	s.tokens, s.joins = s.tokens[:0], s.joins[:0]
	var commas uint32
	var between analysis.Gap // what stood at the end of the run before
	for _, run := range runs {
		part := run.In(text)
		scan := s.analyzer.Scan(part)
		for scan.Next() {
			at, gap := scan.Span(), scan.Gap()|between
			between = 0
			if n := len(s.tokens); n >= pieceTokens && (gap&(analysis.GapStop|analysis.GapParagraph) != 0 || n == mostTokens) {
				piece()
				s.tokens, s.joins = s.tokens[:0], s.joins[:0]
			}
			if gap&(analysis.GapComma) != 0 {
				commas++
			}
			s.tokens = append(s.tokens, token{
				term: s.terms.Get(part[at.Start:at.End]), start: run.Start + at.Start, size: uint16(at.Len()), gap: gap, commas: commas,
			})
			if n := len(s.tokens); n > 1 && gap.Joins() {
				s.join(text, n-2)
			}
		}
		between |= scan.Gap()
	}
	piece()
}

// join finds whether the tokens at i and i+1 are one word of the lexicon.
func (s *scratch) join(text string, i int) {
	s.key = append(append(s.key[:0], s.tokens[i].span().In(text)...), s.tokens[i+1].span().In(text)...)
	if t := s.terms.GetBytes(s.key); t.stem != 0 {
		s.tokens[i].joined = true
		s.joins = append(s.joins, join{i, t})
	}
}
