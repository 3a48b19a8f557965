package analysis

import (
	"strings"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/hungarian"
	"github.com/kljensen/snowball/norwegian"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
	"github.com/kljensen/snowball/swedish"
)

// A language is what the analyzer knows of one.
type language struct {
	code       string
	and        string                                   // what an ampersand is read as
	stem       func(word string, stopWords bool) string // the Snowball stemmer
	stop       func(word string) bool                   // nil: no stop words are known
	singular   func(word string) string                 // nil: plurals are left to the stemmer
	spelling   func(word string) string                 // nil: one spelling
	possessive bool                                     // words end in 's
	elides     bool                                     // words begin with l'
	plainMarks bool                                     // accents are ornament: café is cafe
}

// languageOf returns the language of a code, nil if it is not known. Any
// language subtag may follow: "en-GB" is "en".
func languageOf(code string) *language {
	code, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(code, "_", "-")), "-")
	switch code {
	case "en":
		return &language{code: "en", and: "and", stem: english.Stem, stop: isEnglishStop, singular: englishSingular,
			spelling: normalizeSpelling, possessive: true, plainMarks: true}
	case "fr":
		return &language{code: "fr", and: "et", stem: french.Stem, stop: isFrenchStop, singular: frenchSingular, elides: true}
	case "es":
		return &language{code: "es", and: "y", stem: spanish.Stem, stop: spanish.IsStopWord, singular: spanishSingular}
	case "ru":
		return &language{code: "ru", and: "и", stem: russian.Stem, stop: russian.IsStopWord}
	case "sv":
		return &language{code: "sv", and: "och", stem: swedish.Stem, stop: swedish.IsStopWord}
	case "no", "nb", "nn":
		return &language{code: "no", and: "og", stem: norwegian.Stem, stop: norwegian.IsStopWord}
	case "hu":
		return &language{code: "hu", and: "és", stem: hungarian.Stem, stop: hungarian.IsStopWord}
	case "", "und":
		return &language{code: "und", and: "&"}
	}
	return nil
}

// setOf returns the set of the words of a list separated by white space.
func setOf(list string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}
