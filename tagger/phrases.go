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
	breaks   []uint32 // by sequence: bit i: the phrase itself has a comma or the like before word i
	first    []uint32 // by sequence, and one more: its first concept; the next one's ends them
	concepts []int32  // that are not meant in each, in their order; everyConcept for all
}

const everyConcept = -1

// none reports whether there are no phrases.
func (p *phrases) none() bool { return len(p.breaks) == 0 }

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
	words    []string // singular forms, stop words behind their mark
	breaks   uint32
	concepts []int32
}

// compilePhrases compiles the phrases for v. What it adds to the words of the
// lexicon is above the numbers that profiles know.
func (c *compiler) compilePhrases(v *vocab.Vocabulary, never []overlay.Phrase) {
	var all []phraseForm
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
		found := false
		for _, text := range c.spellings(p.Text) {
			f, ok := c.phrase(text)
			if !ok {
				continue
			}
			found = true
			key := fmt.Sprintf("%q", f.words)
			n, met := known[key]
			if !met {
				n = len(all)
				known[key] = n
				all = append(all, f)
			}
			all[n].breaks |= f.breaks
			all[n].concepts = append(all[n].concepts, concept)
		}
		if !found {
			c.problems = append(c.problems, vocab.Problem{Rule: ruleNoWords, Severity: vocab.Warning, Concept: p.Concept,
				Message: fmt.Sprintf("phrase %q has no words, or more than %d, to look for in a text", p.Text, maxLabelWords)})
		}
	}
	c.phrases.first = append(c.phrases.first, 0)
	sequences := make([][]uint32, len(all))
	for i, f := range all {
		for _, w := range f.words {
			sequences[i] = append(sequences[i], c.id(w))
		}
		slices.Sort(f.concepts)
		c.phrases.words = append(c.phrases.words, uint8(len(f.words)))
		c.phrases.breaks = append(c.phrases.breaks, f.breaks)
		c.phrases.concepts = append(c.phrases.concepts, slices.Compact(f.concepts)...)
		c.phrases.first = append(c.phrases.first, uint32(len(c.phrases.concepts)))
	}
	c.phrases.trie = match.New(sequences)
}

// spellings returns the ways of writing a phrase: as it is, and with the words at
// its first hyphen as one.
func (c *compiler) spellings(text string) []string {
	all := []string{text}
	c.tokens = c.analyzer.AppendTokens(c.tokens[:0], text)
	for i := 1; i < len(c.tokens); i++ {
		if c.tokens[i].Gap == analysis.GapHyphen {
			return append(all, text[:c.tokens[i-1].End]+text[c.tokens[i].Start:])
		}
	}
	return all
}

// phrase returns one way of writing a phrase, if it has words to look for.
func (c *compiler) phrase(text string) (f phraseForm, ok bool) {
	c.tokens = c.analyzer.AppendTokens(c.tokens[:0], text)
	if len(c.tokens) == 0 || len(c.tokens) > maxLabelWords {
		return f, false
	}
	for i, t := range c.tokens {
		f.words = append(f.words, c.singular(t.Word))
		if i > 0 && t.Gap.Breaks() {
			f.breaks |= 1 << i
		}
	}
	return f, true
}

// singular returns the form of a word by which newTerm numbers it, as singular,
// and makes the word one that a text may divide with a hyphen: see join.
func (c *compiler) singular(w *analysis.Word) string {
	if w.Stop {
		if _, label := c.ids[capitals+w.Singular]; !w.Acronym || !label {
			return stopped + w.Exact
		}
	}
	c.id(w.Stem)
	return w.Singular
}

// A veto is a place in a block where a phrase stands.
type veto struct {
	span.Span
	first  int // its first token
	phrase int32
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
// nth word of a phrase that began at first.
func (s *scratch) readPhrase(node match.Node, first, i, n int, breaks uint32) {
	if i == len(s.tokens) || n == maxLabelWords || s.steps == maxSteps {
		return
	}
	s.steps++
	t := &s.tokens[i]
	if n > 0 && t.gap.Breaks() {
		breaks |= 1 << n
	}
	if t.joined {
		j, _ := slices.BinarySearchFunc(s.joins, i, func(j join, i int) int { return cmp.Compare(j.at, i) })
		s.enterPhrase(node, s.joins[j].singular, first, i+1, n, breaks)
	}
	s.enterPhrase(node, t.singular, first, i, n, breaks)
}

// enterPhrase reads the tokens up to last as a word.
func (s *scratch) enterPhrase(node match.Node, word uint32, first, last, n int, breaks uint32) {
	if word == 0 {
		return
	}
	next := s.lexicon.phrases.trie.Step(node, word)
	if next == match.None {
		return
	}
	if p := s.lexicon.phrases.trie.Sequence(next); p >= 0 && breaks&^s.lexicon.phrases.breaks[p] == 0 {
		s.vetoes = append(s.vetoes, veto{span.Span{Start: s.tokens[first].start, End: s.tokens[last].span().End}, first, int32(p)})
	}
	s.readPhrase(next, first, last+1, n+1, breaks)
}

// vetoOf returns the first phrase within which an occurrence lies and is not
// meant, nil if there is none. All phrases around it begin within a few tokens.
func (s *scratch) vetoOf(o *occurrence) *veto {
	from := sort.Search(len(s.vetoes), func(i int) bool { return s.vetoes[i].first >= o.first-againTokens })
	for i := from; i < len(s.vetoes) && s.vetoes[i].first <= o.first; i++ {
		if v := &s.vetoes[i]; v.Covers(o.Span) && s.lexicon.phrases.bars(v.phrase, s.lexicon.labelsOf(o.form)) {
			return v
		}
	}
	return nil
}

// bars reports whether the concepts of labels are not meant in a phrase. They are
// one if it has a phrase of its own.
func (p *phrases) bars(phrase int32, labels []labelRef) bool {
	concepts := p.concepts[p.first[phrase]:p.first[phrase+1]]
	if concepts[0] == everyConcept {
		return true
	}
	for _, l := range labels {
		if _, ok := slices.BinarySearch(concepts, l.concept); !ok {
			return false
		}
	}
	return true
}

// phraseOf returns the phrase that has the words of form n, but for plural
// endings, and no others; -1 if there is none.
func (l *lexicon) phraseOf(n int32) int32 {
	if l.phrases.none() {
		return -1
	}
	node := match.Root
	for _, w := range l.wordsOf(n) {
		if node = l.phrases.trie.Step(node, w.singular); node == match.None {
			return -1
		}
	}
	phrase := l.phrases.trie.Sequence(node)
	if phrase >= 0 && l.forms[n].breaks&^l.phrases.breaks[phrase] != 0 {
		return -1 // it is written with a comma that the phrase does not have
	}
	return int32(phrase)
}

// put adds the columns of p to a file.
func (p *phrases) put(f *columns.Writer) {
	p.trie.Put(f, "phrase.trie.")
	columns.Put(f, "phrase.words", p.words)
	columns.Put(f, "phrase.breaks", p.breaks)
	columns.Put(f, "phrase.first", p.first)
	columns.Put(f, "phrase.concepts", p.concepts)
}

// readPhrases reads phrases for n concepts.
func readPhrases(r *columns.Reader, n int) phrases {
	p := phrases{breaks: columns.Column[uint32](r, "phrase.breaks"), concepts: columns.Column[int32](r, "phrase.concepts")}
	p.words = columns.ColumnOf[uint8](r, "phrase.words", len(p.breaks))
	p.first = r.Starts("phrase.first", len(p.breaks), len(p.concepts))
	if r.Err() != nil {
		return p
	}
	within, some := true, true
	for _, c := range p.concepts {
		within = within && c >= everyConcept && int(c) < n
	}
	for i := range p.breaks {
		some = some && p.first[i] < p.first[i+1]
	}
	r.Check(within, "phrase.concepts")
	r.Check(some, "phrase.first")
	p.trie = match.Read(r, "phrase.trie.", len(p.breaks), func(phrase int) int { return int(p.words[phrase]) })
	return p
}
