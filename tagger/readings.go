package tagger

import (
	"strings"
	"unicode"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/parallel"
	"github.com/catchword/catchword/vocab"
)

// A reader reads labels. What it makes of one depends on no other, so that all
// processors can read, and only numbering their words is left to one.
type reader struct {
	analyzer   *analysis.Analyzer
	background *analysis.Statistics
	tokens     []analysis.Token // of what was read
}

// A reading is a label and the ways of writing it, of which it has one or two.
type reading struct {
	labelRef
	text string
	ways [2]way
}

// A way is one way of writing a label. Where two words of it can be one, it has
// another form: coproduction for Co-production, childcare for Child care. Where
// they are one in the label, a text may divide them with a hyphen: see join.
type way struct{ tokens, closed []analysis.Token }

// readAll reads all labels in a language, and calls f with some at a time, in the
// order of [eachLabel].
func (r *reader) readAll(v *vocab.Vocabulary, lang string, f func([]reading)) {
	const some = 128 // concepts
	parallel.InOrder((v.Len()+some-1)/some, func(n int) []reading {
		r := reader{analyzer: r.analyzer, background: r.background, tokens: make([]analysis.Token, 0, 4*some)}
		labels := make([]reading, 0, 2*some)
		for i := n * some; i < min((n+1)*some, v.Len()); i++ {
			eachLabelOf(v, i, lang, func(ref labelRef, text string) { labels = append(labels, r.read(ref, text)) })
		}
		return labels
	}, f)
}

// read reads a label, and what its parenthesis makes of it: an acronym, or a name
// with its qualifier left out.
func (r *reader) read(ref labelRef, text string) reading {
	l := reading{labelRef: ref, text: text}
	name, inner, ok := cutParenthesis(text)
	if ok {
		l.ways[0] = r.way(name)
		if r.analyzer.Word(inner).Acronym && isAcronymOf(inner, name) {
			text = inner
		}
	}
	l.ways[1] = r.way(text)
	return l
}

// isAcronymOf reports whether the letters of an acronym begin words of a name,
// in their order: SSE those of Social and solidarity-based economy. USA behind
// Georgia is no acronym of it but a qualifier.
func isAcronymOf(acronym, name string) bool {
	letters := []rune(strings.ToLower(strings.TrimSuffix(acronym, "s")))
	inWord := false
	for _, r := range strings.ToLower(name) {
		if !inWord && len(letters) > 0 && r == letters[0] {
			letters = letters[1:]
		}
		inWord = isWordRune(r)
	}
	return len(letters) == 0
}

// cutParenthesis splits "Name (inner)" into its two parts.
func cutParenthesis(text string) (name, inner string, ok bool) {
	text = strings.TrimSpace(text)
	open := strings.LastIndexByte(text, '(')
	if open <= 0 || !strings.HasSuffix(text, ")") {
		return "", "", false
	}
	name, inner = strings.TrimSpace(text[:open]), strings.TrimSpace(text[open+1:len(text)-1])
	return name, inner, name != "" && inner != ""
}

// way reads one way of writing a label. It has no tokens if it has no words.
func (r *reader) way(text string) (w way) {
	if !strings.ContainsFunc(text, isWordRune) {
		return w
	}
	w.tokens = r.cut(text)
	for i := 1; i < len(w.tokens); i++ {
		if a, b := &w.tokens[i-1], &w.tokens[i]; r.closes(a, b) {
			w.closed = r.cut(text[:a.End] + text[b.Start:])
			break
		}
	}
	return w
}

// cut returns the tokens of a text.
func (r *reader) cut(text string) []analysis.Token {
	from := len(r.tokens)
	r.tokens = r.analyzer.AppendTokens(r.tokens, text)
	return r.tokens[from:len(r.tokens):len(r.tokens)]
}

// closes reports whether two words, one after the other, can be written as one:
// they have a hyphen between them, or the background knows them as one.
func (r *reader) closes(first, second *analysis.Token) bool {
	a, b := first.Word, second.Word
	switch second.Gap {
	case analysis.GapHyphen:
		return true
	case analysis.GapSpace:
		return r.background != nil && !a.Stop && !b.Stop && !a.Acronym && !b.Acronym && r.background.DF(a.Exact+b.Singular) > 0
	}
	return false
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
