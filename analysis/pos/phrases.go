package pos

import (
	"strings"

	"github.com/catchword/catchword/span"
)

// NounPhrases returns the noun phrases of text, in order: the longest rows of
// adjectives (JJ, JJR, JJS), participles (VBN, VBG) and nouns (NN to NNPS) that
// end in a noun, such as "affordable housing policies". A lone noun is one.
// They are meant to be candidates for terms of a vocabulary.
//
// Anything else ends a phrase: commas, brackets and other marks, "of" and
// "and", determiners, numbers, the end of a sentence and an empty line; a
// single line break does not. A possessive between two words of a phrase
// belongs to it ("women's rights"). A participle belongs to a phrase only behind
// a determiner, a possessive, a number or an adjective: "promoting social
// inclusion" gives "social inclusion", "the enabling environment" gives
// "enabling environment".
// Web and mail addresses are no nouns here.
//
// The cost is that of [Tagger.AppendTokens].
func (t *Tagger) NounPhrases(text string) []span.Span {
	var phrases []span.Span
	var tokens []Token
	var scratch []*word
	for s := range sentences(text) {
		tokens, scratch = t.appendSentence(tokens[:0], scratch[:0], text, s)
		phrases = appendPhrases(phrases, tokens, text)
	}
	return phrases
}

// appendPhrases appends the noun phrases of a sentence.
func appendPhrases(dst []span.Span, tokens []Token, text string) []span.Span {
	var phrase span.Span // so far, up to its last noun
	start := -1          // where a phrase begins, if one does
	before := ""         // the tag of the token before
	flush := func() {
		if !phrase.IsEmpty() {
			dst = append(dst, phrase)
		}
		phrase, start = span.Span{}, -1
	}
	for _, tok := range tokens {
		switch role := roleOf(tok, text); {
		case role == noun:
			if start < 0 {
				start = tok.Start
			}
			phrase = span.Span{Start: start, End: tok.End}
		case role == adjective, role == participle && opens(before):
			if start < 0 {
				start = tok.Start
			}
		case role == possessive && !phrase.IsEmpty() && phrase.End == tok.Start:
			// inside, if a noun follows
		default:
			flush()
		}
		before = tok.Tag
	}
	flush()
	return dst
}

// A role is what a token can be in a noun phrase.
type role int

const (
	none role = iota
	noun
	adjective
	participle
	possessive
)

func roleOf(tok Token, text string) role {
	switch tok.Tag {
	case "NN", "NNS", "NNP", "NNPS":
		if s := tok.In(text); strings.ContainsFunc(s, isWordRune) && !isAddress(s) {
			return noun
		}
	case "JJ", "JJR", "JJS":
		if strings.ContainsFunc(tok.In(text), isWordRune) {
			return adjective
		}
	case "VBN", "VBG":
		return participle
	case "POS":
		return possessive
	}
	return none
}

// opens reports whether a participle behind a word of this tag belongs to the
// noun that follows it. Behind a noun it mostly doesn't: "countries facing
// severe poverty".
func opens(tag string) bool {
	switch tag {
	case "DT", "PDT", "PRP$", "WP$", "CD", "POS", "JJ", "JJR", "JJS":
		return true
	}
	return false
}
