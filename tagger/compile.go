package tagger

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/match"
	"github.com/catchword/catchword/internal/words"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/vocab"
)

// A compiler makes a lexicon.
type compiler struct {
	lexicon
	reader
	numbers   *words.Builder // of the forms of the words in labels and definitions
	steps     []uint32       // by word of a form: the term that leads on to it
	whole     []bool         // by form: its words may not stand apart
	labelled  []labelled
	spelt     *words.Builder  // the exact words of forms, by their numbers and one
	had       map[string]bool // the words of the forms of the concept at hand, plural endings aside
	own       map[int32]bool  // concepts whose forms are theirs alone
	concept   int32
	inherited int32 // the first form that only deprecated concepts have, 0 while others' are compiled
	key       []byte
	idfs      []float64 // by number of a singular form, 0 where it wasn't asked for
	shouting  bool      // the vocabulary writes ordinary words in capitals
	problems  []vocab.Problem
	spelled   []spelledWord // of the form at hand
}

// A labelled is a form that is one way of writing a label.
type labelled struct {
	form int32
	labelRef
}

// A spelling is a form that is being compiled.
type spelling struct {
	form
	words []spelledWord
}

type spelledWord struct {
	formWord
	step           uint32 // what leads on in the trie: its stem, or, where only capitals will do, those
	stop, capitals bool   // a stop word; met only by capitals
}

// compile lays out the labels of v that are in the language lang, or in none;
// then those that concepts inherit, if they are no other concept's; and the
// phrases in which concepts are not meant. Labels and phrases without words to
// look for come back as problems.
func compile(v *vocab.Vocabulary, old heirs, never []overlay.Phrase, a *analysis.Analyzer, background *analysis.Statistics, lang string) (*lexicon, profiles, []vocab.Problem) {
	n, shouting := shouts(v, lang)
	c := &compiler{
		lexicon:  lexicon{forms: make([]form, 0, n+1)},
		reader:   reader{analyzer: a, background: background},
		labelled: make([]labelled, 0, n),
		numbers:  words.NewBuilder(),
		spelt:    words.NewBuilder(),
		had:      make(map[string]bool),
		concept:  -1,
		shouting: shouting,
	}
	c.other = make([]int32, v.Len())
	c.tellApart(v, never)
	c.readAll(v, lang, func(labels []reading) {
		for i := range labels {
			c.label(v, &labels[i])
		}
	})
	c.inherited = int32(len(c.forms))
	old.each(v, lang, func(ref labelRef, text string) {
		c.tokens = c.tokens[:0]
		l := c.read(ref, text)
		c.label(v, &l)
	})
	if n == 0 {
		c.problems = append(c.problems, vocab.Problem{Rule: ruleOtherLanguage, Severity: vocab.Error, Message: fmt.Sprintf(
			"no label is looked for in texts in %q: those of the vocabulary are in %q", lang, v.Languages())})
	}
	c.open()
	c.trie = match.New(len(c.forms), c.stepsOf)
	c.chain()
	c.attach()
	profiles := c.compileProfiles(v, lang)
	c.compilePhrases(v, never)
	c.words = c.numbers.Table
	c.pairs = indexPairs(&c.lexicon, func(form int32) bool { return !c.whole[form] })
	l := c.lexicon // without the rest, which nobody needs any more
	return &l, profiles, c.problems
}

// eachLabel calls f with every label in a language, concept by concept:
// preferred labels first, then alternative, then hidden ones, so that where two
// of a concept's labels are one to the analyzer, the best of them counts.
// Deprecated concepts have none.
func eachLabel(v *vocab.Vocabulary, lang string, f func(labelRef, string)) {
	for i := range v.Len() {
		eachLabelOf(v, i, lang, f)
	}
}

// eachLabelOf does what eachLabel does with one concept.
func eachLabelOf(v *vocab.Vocabulary, concept int, lang string, f func(labelRef, string)) {
	if v.Deprecated(concept) {
		return
	}
	for kind := vocab.Preferred; kind <= vocab.Hidden; kind++ {
		index := int32(0)
		for label := range v.Labels(concept, kind) {
			if inLanguage(label, lang) {
				f(labelRef{int32(concept), index, kind}, label.Text)
			}
			index++
		}
	}
}

// inLanguage reports whether a label is looked for in texts of a language: it
// is of that language, a variety of it, or of no stated one.
func inLanguage(l vocab.Label, lang string) bool {
	base, _, _ := strings.Cut(l.Lang, "-")
	return base == "" || lang == "und" || strings.EqualFold(base, lang)
}

// shouts counts the labels, and reports whether most are in capitals, so that
// capitals say nothing about a word.
func shouts(v *vocab.Vocabulary, lang string) (labels int, most bool) {
	capital := 0
	eachLabel(v, lang, func(_ labelRef, text string) {
		labels++
		if !strings.ContainsFunc(text, isSmall) && strings.ContainsFunc(text, isCapital) {
			capital++
		}
	})
	return labels, 2*capital > labels
}

func isSmall(r rune) bool   { return unicode.ToUpper(r) != r }
func isCapital(r rune) bool { return unicode.ToLower(r) != r }

// label compiles a label.
func (c *compiler) label(v *vocab.Vocabulary, l *reading) {
	if l.kind != vocab.Preferred {
		c.other[l.concept]++
	}
	found := false
	for _, w := range l.ways {
		if c.addTokens(l.labelRef, w.tokens) {
			c.addTokens(l.labelRef, w.closed)
			found = true
		}
	}
	if !found {
		c.problems = append(c.problems, vocab.Problem{
			Rule: ruleNoWords, Severity: vocab.Warning, Concept: v.ID(int(l.concept)),
			Message: fmt.Sprintf("label %q has no words, or more than %d, to look for in a text", l.text, maxLabelWords),
		})
	}
}

// addTokens adds tokens as a form of a label, if they have words to look for.
func (c *compiler) addTokens(ref labelRef, tokens []analysis.Token) bool {
	if len(tokens) == 0 || len(tokens) > maxLabelWords {
		return false
	}
	f := spelling{words: c.spelled[:0]}
	for i, t := range tokens {
		w := c.word(t.Word, len(tokens) == 1)
		f.words = append(f.words, w)
		if !w.stop {
			f.content++
		}
		if i > 0 && (t.Gap.Breaks() || f.breaks != 0 && roles[t.Word.Exact]&roleConjunction != 0) {
			f.breaks |= 1 << i // also the comma that some put before the last member of a list
		}
	}
	c.spelled = f.words
	if f.content == 0 {
		return false
	}
	rarity := c.rarity(tokens, f.words)
	if f.content == 1 && rarity < everyday {
		rarity *= rarity * rarity / (everyday * everyday)
	}
	f.rarity = float32(rarity)
	f.stem = commonStem + rareStem
	if len(tokens) == 1 {
		f.stem = float32(c.idf(stemPrefix + tokens[0].Word.Stem))
	}
	c.add(ref, &f)
	return true
}

// idf returns a word's inverse document frequency in the background; where
// there is none, all words are equally rare.
func (c *compiler) idf(term string) float64 {
	if c.background == nil {
		return 5
	}
	return c.background.IDF(term)
}

// everyday is the inverse document frequency, that of a word in one of twenty
// texts, below which a label of one such word alone (Development, Network) says
// less than its frequency alone would make it.
const everyday = 3.0

// rarity returns the inverse document frequency of tokens as a phrase: that
// of its rarest word, and half that of each other. Words of a phrase depend on
// each other, so the sum, which holds for independent ones, would be too much.
func (c *compiler) rarity(tokens []analysis.Token, words []spelledWord) float64 {
	var sum, most float64
	for i, t := range tokens {
		if t.Word.Stop && len(tokens) > 1 {
			continue
		}
		idf := c.wordIDF(words[i].singular, t.Word.Singular)
		sum += idf
		most = max(most, idf)
	}
	return (most + sum) / 2
}

// wordIDF is idf for a singular form, remembered by its number.
func (c *compiler) wordIDF(n uint32, singular string) float64 {
	for len(c.idfs) <= int(n) {
		c.idfs = append(c.idfs, 0)
	}
	if c.idfs[n] == 0 {
		c.idfs[n] = c.idf(singular)
	}
	return c.idfs[n]
}

// word numbers the forms of a word. An acronym, and a stop word that is all of
// a label, are met only by capitals.
func (c *compiler) word(w *analysis.Word, alone bool) spelledWord {
	switch {
	case w.Acronym && !c.shouting, w.Stop && alone:
		n := c.numbers.Add(capitals + w.Singular)
		return spelledWord{formWord: formWord{c.numbers.Add(w.Exact), c.numbers.Add(w.Singular)}, step: n, capitals: true}
	case w.Stop:
		n := c.numbers.Add(stopped + w.Exact)
		return spelledWord{formWord: formWord{n, n}, step: n, stop: true}
	}
	exact := c.numbers.Add(w.Exact)
	singular, stem := exact, exact // as they are in most words
	if w.Singular != w.Exact {
		singular = c.numbers.Add(w.Singular)
	}
	if stem = singular; w.Stem != w.Singular {
		stem = c.numbers.Add(w.Stem)
	}
	return spelledWord{formWord: formWord{exact, singular}, step: stem}
}

// add records a form of a label, unless the concept has one that differs at
// most in plural endings.
func (c *compiler) add(ref labelRef, f *spelling) {
	if ref.concept != c.concept {
		c.concept = ref.concept
		clear(c.had)
	}
	own := c.key[:0]
	for _, w := range f.words {
		own = binary.AppendUvarint(binary.AppendUvarint(own, uint64(w.singular)), uint64(w.step))
	}
	c.key = own
	if c.had[string(own)] {
		return
	}
	c.had[string(own)] = true
	spelt := binary.AppendUvarint(c.key[:0], uint64(f.breaks))
	for _, w := range f.words {
		spelt = binary.AppendUvarint(binary.AppendUvarint(spelt, uint64(w.exact)), uint64(w.step))
	}
	if c.own[ref.concept] {
		spelt = binary.AppendUvarint(spelt, uint64(ref.concept))
	}
	n := int32(c.spelt.Add(string(spelt))) - 1
	if n < c.inherited {
		return // a label that is in use
	}
	if int(n) == len(c.forms) {
		f.form.of = n
		f.form.words = uint32(len(c.formWords))
		for _, w := range f.words {
			c.formWords, c.steps = append(c.formWords, w.formWord), append(c.steps, w.step)
		}
		c.forms, c.whole = append(c.forms, f.form), append(c.whole, !f.divisible())
	}
	c.labelled = append(c.labelled, labelled{n, ref})
}

// divisible reports whether the words of f may stand apart.
func (f *spelling) divisible() bool {
	if f.content < 2 || f.content > maxApart || f.breaks != 0 {
		return false
	}
	for _, w := range f.words {
		if w.stop || w.capitals {
			return false
		}
	}
	return true
}

// place returns where the words of form n are among c.formWords and c.steps.
func (c *compiler) place(n int) (from, to uint32) {
	from, to = c.forms[n].words, uint32(len(c.formWords))
	if n+1 < len(c.forms) {
		to = c.forms[n+1].words
	}
	return from, to
}

// stepsOf returns the terms that lead to form n.
func (c *compiler) stepsOf(n int) []uint32 {
	from, to := c.place(n)
	return c.steps[from:to]
}

// maxChain bounds what one sequence of stems can cost. Of a vocabulary in which
// more forms than this have the same stems, the later ones are not found. No
// natural vocabulary comes near it.
const maxChain = 256

// chain links the forms with the same stems.
func (c *compiler) chain() {
	last := make([]int32, len(c.forms))    // by first form of a chain
	length := make([]uint16, len(c.forms)) // likewise
	for i := range c.forms {
		c.forms[i].next = -1
		first := c.trie.Find(c.stepsOf(i))
		if length[first] == maxChain {
			continue
		}
		if first != i {
			c.forms[last[first]].next = int32(i)
		}
		last[first] = int32(i)
		length[first]++
	}
}

// attach puts the labels of each form side by side, in the order in which they
// were found, and ends the forms.
func (c *compiler) attach() {
	c.forms = append(c.forms, form{words: uint32(len(c.formWords))})
	for _, l := range c.labelled {
		c.forms[l.form+1].labels++
	}
	for i := 1; i < len(c.forms); i++ {
		c.forms[i].labels += c.forms[i-1].labels
	}
	c.formLabels = make([]labelRef, len(c.labelled))
	next := make([]uint32, len(c.forms))
	for _, l := range c.labelled {
		at := c.forms[l.form].labels + next[l.form]
		c.formLabels[at] = l.labelRef
		next[l.form]++
	}
}
