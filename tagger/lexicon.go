package tagger

import (
	"github.com/catchword/catchword/internal/match"
	"github.com/catchword/catchword/internal/words"
	"github.com/catchword/catchword/vocab"
)

// A lexicon is a vocabulary's labels as the analyzer sees them, laid out for
// being found in texts. It is immutable, and all of it is columns of numbers.
type lexicon struct {
	words      words.Table // the forms of their words
	forms      []form      // and one more, which ends the words and labels of the last
	formWords  []formWord
	formLabels []labelRef
	trie       *match.Trie // of the stems of the forms' words; it leads to the first form with some
	pairs      pairs       // forms whose words may stand apart
	other      []int32     // by concept: how many alternative and hidden labels it has
	phrases    phrases     // in which concepts are not meant
}

// A form is one way of writing one or several labels, as a sequence of words.
type form struct {
	words   uint32  // its first word among formWords
	labels  uint32  // its first label among formLabels: those written so, at most one of a concept
	next    int32   // the next form with the same stems, or -1
	of      int32   // the form that it stands for: itself, or one in which two of its words are one
	breaks  uint32  // bit i: the label itself has a comma or the like before word i
	content uint32  // number of words that aren't stop words
	rarity  float32 // inverse document frequency, from that of its words
	stem    float32 // of a form of one word: the inverse document frequency of its stem; of others: that of a rare one, or 0 if they aren't met by stem
}

// A formWord is a word of a form, by the numbers of its forms.
type formWord struct{ exact, singular uint32 }

// A labelRef is a label of a concept.
type labelRef struct {
	concept int32
	index   int32 // in Pref, Alt or Hidden
	kind    vocab.LabelKind
}

// wordsOf returns the words of form n.
func (l *lexicon) wordsOf(n int32) []formWord {
	return l.formWords[l.forms[n].words:l.forms[n+1].words]
}

// labelsOf returns the labels of form n.
func (l *lexicon) labelsOf(n int32) []labelRef {
	return l.formLabels[l.forms[n].labels:l.forms[n+1].labels]
}

// maxLabelWords is the number of words in the longest label that is looked
// for: the number of bits in form.breaks.
const maxLabelWords = 32

// capitals is put before the form of a word that is met only by capitals, and
// stopped before a stop word, which is met by nothing but itself: "can" is no
// plural of Cans, "and" has not the stem of Andes.
const (
	capitals = "\x00"
	stopped  = "\x01"
)

// stemPrefix marks the stems among the terms of the background table, where
// singular forms stand as they are.
const stemPrefix = "~"
