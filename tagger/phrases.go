package tagger

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/columns"
	"github.com/catchword/catchword/internal/match"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/vocab"
)

// phrases are the rows of words in which concepts are not meant, as sequences of
// the numbers of singular forms. They are kept apart from the forms of labels, so
// that a phrase and a label of the same stems don't vie for a place.
type phrases struct {
	trie     *match.Trie
	words    []uint8  // by sequence: how many
	first    []uint32 // by sequence, and one more: its first bar; the next one's ends them
	concepts []int32  // by bar, in ascending order for a sequence: the concept that is not meant; everyConcept for all
	may      []uint64 // by bar: bit i: the phrase itself has a comma or the like before word i; bit plural+i: word i may be in the plural
}

// A bar says that a concept is not meant in a sequence, as far as may allows:
// phrases of the same words may have different commas.
type bar struct {
	concept int32
	may     uint64 // see phrases
}

func compareBars(a, b bar) int {
	return cmp.Or(cmp.Compare(a.concept, b.concept), cmp.Compare(a.may, b.may))
}

const everyConcept = -1

// plural is the bit of the first word in phrases.may, where it says whether words
// may be in the plural.
const plural = maxLabelWords

// none reports whether there are no phrases.
func (p *phrases) none() bool { return len(p.words) == 0 }

// tellApart takes note of the concepts that have phrases of their own: what their
// labels are written like is a form of theirs alone, as places of it may count for
// other concepts and not for them.
func (c *compiler) tellApart(v *vocab.Vocabulary, never []overlay.Phrase) {
	c.own = make(map[int32]bool)
	for _, p := range never {
		if i, ok := v.Index(p.Concept); ok && p.Concept != "" {
			c.own[int32(i)] = true
		}
	}
}

// A phraseForm is one way of writing a phrase, while it is compiled.
type phraseForm struct {
	words []string // singular forms, stop words behind their mark
	may   uint64   // see phrases
}

// compilePhrases compiles the phrases for v. What it adds to the words of the
// lexicon is above the numbers that profiles know.
func (c *compiler) compilePhrases(v *vocab.Vocabulary, never []overlay.Phrase) {
	var all [][]string // words, by sequence
	var bars [][]bar   // by sequence
	known := make(map[string]int)
	for _, p := range never {
		concept := int32(everyConcept)
		if p.Concept != "" {
			i, ok := v.Index(p.Concept)
			if !ok {
				continue
			}
			concept = int32(i)
		}
		spellings := c.spellings(p.Text)
		for _, f := range spellings {
			key := fmt.Sprintf("%q", f.words)
			n, met := known[key]
			if !met {
				n = len(all)
				known[key] = n
				all = append(all, f.words)
				bars = append(bars, nil)
			}
			bars[n] = append(bars[n], bar{concept, f.may})
		}
		if len(spellings) == 0 {
			c.problems = append(c.problems, vocab.Problem{Rule: ruleNoWords, Severity: vocab.Warning, Concept: p.Concept,
				Message: fmt.Sprintf("phrase %q has no words, or more than %d, to look for in a text", p.Text, maxLabelWords)})
		}
	}
	c.phrases.first = append(c.phrases.first, 0)
	sequences := make([][]uint32, len(all))
	for i, words := range all {
		for _, w := range words {
			sequences[i] = append(sequences[i], c.numbers.Add(w))
		}
		c.phrases.words = append(c.phrases.words, uint8(len(words)))
		slices.SortFunc(bars[i], compareBars)
		for _, b := range slices.Compact(bars[i]) {
			c.phrases.concepts = append(c.phrases.concepts, b.concept)
			c.phrases.may = append(c.phrases.may, b.may)
		}
		c.phrases.first = append(c.phrases.first, uint32(len(c.phrases.concepts)))
	}
	c.phrases.trie = match.New(len(sequences), func(i int) []uint32 { return sequences[i] })
}

// spellings returns the ways of writing a phrase, if it has words to look for: as
// it is, with two words as one where labels have them so, and with a compound as
// its two words. These are no compound in the plural, unless it is itself: see open.
func (c *compiler) spellings(text string) []phraseForm {
	tokens := c.analyzer.AppendTokens(nil, text)
	own, ok := c.phrase(tokens)
	if !ok {
		return nil
	}
	all := []phraseForm{own}
	for i, t := range tokens {
		if i > 0 && c.closes(&tokens[i-1], &t) {
			closed, _ := c.phrase(c.analyzer.AppendTokens(nil, text[:tokens[i-1].End]+text[t.Start:]))
			all = append(all, closed)
		}
		if len(tokens) == maxLabelWords || t.Word.Stop || t.Word.Acronym && !c.shouting {
			continue
		}
		if at := c.division(t.Word.Singular); divides(at, t.Word.Exact, t.Word.Singular) {
			all = append(all, c.openPhrase(own, i, t.Word.Exact[:at], t.Word.Exact[at:]))
		}
	}
	return all
}

// openPhrase returns a phrase with two words in place of word i.
func (c *compiler) openPhrase(f phraseForm, i int, first, second string) phraseForm {
	f.may = uint64(openBreaks(uint32(f.may), i)) | f.may>>plural<<plural
	f.words = slices.Insert(slices.Clone(f.words), i, "")
	for j, part := range []string{first, second} {
		w := c.analyzer.Word(part)
		if f.words[i+j] = c.singular(w); w.Exact == w.Singular {
			f.may &^= 1 << (plural + i + j)
		}
	}
	return f
}

// phrase returns one way of writing a phrase, if it has words to look for.
func (c *compiler) phrase(tokens []analysis.Token) (f phraseForm, ok bool) {
	if len(tokens) == 0 || len(tokens) > maxLabelWords {
		return f, false
	}
	f.may = ^(uint64(1)<<plural - 1)
	for i, t := range tokens {
		f.words = append(f.words, c.singular(t.Word))
		if i > 0 && t.Gap.Breaks() {
			f.may |= 1 << i
		}
	}
	return f, true
}

// singular returns the form of a word by which newTerm numbers it, as singular,
// and makes the word one that a text may divide with a hyphen: see join.
func (c *compiler) singular(w *analysis.Word) string {
	if w.Stop {
		if !w.Acronym || c.numbers.Find(capitals+w.Singular) == 0 {
			return stopped + w.Exact
		}
	}
	c.numbers.Add(w.Stem)
	return w.Singular
}

// A veto is a place in a block where a phrase stands.
type veto struct {
	span.Span
	first  int // its first token
	phrase int32
	seen   uint64 // what phrases.may must allow
}

// veto drops from s.found what lies within a phrase in which it is not meant.
func (s *scratch) veto() {
	s.vetoes = s.vetoes[:0]
	for i := range s.tokens {
		s.steps = 0
		s.readPhrase(match.Root, i, i, 0, 0)
	}
	if len(s.vetoes) == 0 {
		return
	}
	kept := s.found[:0]
	for i := range s.found {
		o := &s.found[i]
		if v := s.vetoOf(o); v != nil {
			s.hide(o, v.Span, true)
			continue
		}
		kept = append(kept, *o)
	}
	s.found = kept
}

// readPhrase goes on from a node of the phrases' trie with the token at i, as the
// nth word of a phrase that began at first; seen is what phrases.may must allow.
func (s *scratch) readPhrase(node match.Node, first, i, n int, seen uint64) {
	if i == len(s.tokens) || n == maxLabelWords || s.steps == maxSteps {
		return
	}
	s.steps++
	t := &s.tokens[i]
	if n > 0 && t.gap.Breaks() {
		seen |= 1 << n
	}
	if t.joined {
		j, _ := slices.BinarySearchFunc(s.joins, i, func(j join, i int) int { return cmp.Compare(j.at, i) })
		s.enterPhrase(node, s.joins[j].term, first, i+1, n, seen)
	}
	s.enterPhrase(node, t.term, first, i, n, seen)
}

// enterPhrase reads the tokens up to last as a word.
func (s *scratch) enterPhrase(node match.Node, word *term, first, last, n int, seen uint64) {
	if word.singular == 0 {
		return
	}
	next := s.lexicon.phrases.trie.Step(node, word.singular)
	if next == match.None {
		return
	}
	if word.exact != word.singular {
		seen |= 1 << (plural + n)
	}
	if p := s.lexicon.phrases.trie.Sequence(next); p >= 0 {
		s.vetoes = append(s.vetoes, veto{span.Span{Start: s.tokens[first].start, End: s.tokens[last].span().End}, first, int32(p), seen})
	}
	s.readPhrase(next, first, last+1, n+1, seen)
}

// vetoOf returns the first phrase within which an occurrence lies and is not
// meant, nil if there is none. All phrases around it begin within a few tokens.
func (s *scratch) vetoOf(o *occurrence) *veto {
	from := sort.Search(len(s.vetoes), func(i int) bool { return s.vetoes[i].first >= o.first-againTokens })
	for i := from; i < len(s.vetoes) && s.vetoes[i].first <= o.first; i++ {
		if v := &s.vetoes[i]; v.Covers(o.Span) && s.lexicon.phrases.bars(v.phrase, v.seen, s.lexicon.labelsOf(o.form)) {
			return v
		}
	}
	return nil
}

// bars reports whether the concepts of labels are not meant in a phrase, which a
// text has as seen says. They are one if it has a phrase of its own.
func (p *phrases) bars(phrase int32, seen uint64, labels []labelRef) bool {
	if p.barred(phrase, seen, everyConcept) {
		return true
	}
	for _, l := range labels {
		if !p.barred(phrase, seen, l.concept) {
			return false
		}
	}
	return true
}

func (p *phrases) barred(phrase int32, seen uint64, concept int32) bool {
	from, to := p.first[phrase], p.first[phrase+1]
	i, _ := slices.BinarySearch(p.concepts[from:to], concept)
	for n := from + uint32(i); n < to && p.concepts[n] == concept; n++ {
		if seen&^p.may[n] == 0 {
			return true
		}
	}
	return false
}

// phraseOf returns the phrase that has the words of form n, but for plural
// endings, and no others, and what phrases.may must allow; -1 if there is none.
func (l *lexicon) phraseOf(n int32) (phrase int32, seen uint64) {
	if l.phrases.none() {
		return -1, 0
	}
	node, seen := match.Root, uint64(l.forms[n].breaks)
	for i, w := range l.wordsOf(n) {
		if w.exact != w.singular {
			seen |= 1 << (plural + i)
		}
		if node = l.phrases.trie.Step(node, w.singular); node == match.None {
			return -1, 0
		}
	}
	return int32(l.phrases.trie.Sequence(node)), seen
}

// put adds the columns of p to a file.
func (p *phrases) put(f *columns.Writer) {
	p.trie.Put(f, "phrase.trie.")
	columns.Put(f, "phrase.words", p.words)
	columns.Put(f, "phrase.first", p.first)
	columns.Put(f, "phrase.concepts", p.concepts)
	columns.Put(f, "phrase.may", p.may)
}

// readPhrases reads phrases for n concepts.
func readPhrases(r *columns.Reader, n int) phrases {
	p := phrases{words: columns.Column[uint8](r, "phrase.words"), concepts: columns.Column[int32](r, "phrase.concepts")}
	p.may = columns.ColumnOf[uint64](r, "phrase.may", len(p.concepts))
	p.first = r.Starts("phrase.first", len(p.words), len(p.concepts))
	if r.Err() != nil {
		return p
	}
	within, some := true, true
	for _, c := range p.concepts {
		within = within && c >= everyConcept && int(c) < n
	}
	for i := range p.words {
		some = some && p.first[i] < p.first[i+1]
	}
	r.Check(within, "phrase.concepts")
	r.Check(some, "phrase.first")
	p.trie = match.Read(r, "phrase.trie.", len(p.words), func(phrase int) int { return int(p.words[phrase]) })
	return p
}
