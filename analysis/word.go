package analysis

import (
	"strings"
	"unicode"
)

// A Word holds the forms of one word as it is written somewhere. Equal Exact
// forms have equal Singular forms, and equal Singular forms equal Stems: each
// form merges what the one before it merges, and more.
type Word struct {
	Exact    string // folded to one case and one spelling
	Singular string // Exact without its plural ending
	Stem     string // the Snowball stem of Singular

	Stop    bool // a word that sentences are built with, such as "the"
	Number  bool // digits, with what stands between digits
	Acronym bool // written in capitals: two capital letters or more, and no small one but a plural s
}

// maxStem is the length in bytes up to which words are stemmed. Longer ones
// are no words of a language.
const maxStem = 64

// maxAcronym is the length in bytes up to which a word in capitals has only the
// plural of an acronym. Longer ones are mostly words of a heading in capitals.
const maxAcronym = 5

// analyze returns the forms of a word as the scanner finds it.
func (l *language) analyze(surface string) Word {
	if surface == "&" {
		return Word{Exact: l.and, Singular: l.and, Stem: l.and, Stop: true}
	}
	var w Word
	w.Acronym = isAcronym(surface)
	w.Number = isNumber(surface)
	w.Exact = fold(surface, l.plainMarks)
	if w.Acronym {
		w.Exact = strings.ReplaceAll(w.Exact, ".", "")
	}
	w.Singular, w.Stem = w.Exact, w.Exact
	if w.Number || len(w.Exact) > maxStem {
		return w
	}
	if dotted := strings.ReplaceAll(w.Exact, ".", ""); l.stop != nil && l.stop(dotted) {
		w.Exact, w.Singular, w.Stem, w.Stop = dotted, dotted, dotted, true
		return w
	}
	if l.spelling != nil {
		w.Exact = l.spelling(w.Exact)
		w.Singular = w.Exact
	}
	if w.Acronym && len(surface) <= maxAcronym { // APIs, but not HTTPS
		w.Singular = strings.TrimSuffix(w.Exact, pluralOfAcronym(surface))
		w.Stem = w.Singular
		return w
	}
	if l.singular != nil {
		w.Singular = l.singular(w.Exact)
	}
	w.Stem = w.Singular
	if l.stem != nil {
		w.Stem = l.stem(w.Singular, false)
	}
	return w
}

// pluralOfAcronym returns the small s that an acronym ends in, or "".
func pluralOfAcronym(surface string) string {
	if strings.HasSuffix(surface, "s") {
		return "s"
	}
	return ""
}

// isAcronym reports whether a word is written in capitals.
func isAcronym(surface string) bool {
	capitals := 0
	for i, r := range surface {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r):
			if r != 's' || i != len(surface)-1 {
				return false
			}
		}
	}
	return capitals >= 2
}

// isNumber reports whether a word has digits and no letters.
func isNumber(surface string) bool {
	digits := false
	for _, r := range surface {
		if unicode.IsLetter(r) {
			return false
		}
		digits = digits || unicode.IsDigit(r)
	}
	return digits
}
