package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fold returns the form of a word in which upper and lower case, composed and
// decomposed characters, ligatures, and the kinds of apostrophe are the same,
// and characters that can't be seen are left out. With plainMarks, accents on
// Latin letters are left out too. Folding a folded word changes nothing.
func fold(word string, plainMarks bool) string {
	if isLowerASCII(word) {
		return word
	}
	if isASCII(word) {
		return strings.ToLower(word)
	}
	word = strings.ToValidUTF8(word, "\uFFFD")
	word = strings.ToLower(cases.Fold().String(norm.NFKC.String(word))) // folding makes Cherokee letters capitals
	word = strings.Map(foldMark, norm.NFKC.String(word))
	if plainMarks {
		word = strokes.Replace(withoutMarks(word))
	}
	word = ligatures.Replace(word)
	return norm.NFC.String(word)
}

var (
	ligatures = strings.NewReplacer("æ", "ae", "œ", "oe")
	strokes   = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d")
)

// withoutMarks takes the accents off Latin letters.
func withoutMarks(word string) string {
	var b strings.Builder
	latin := false
	for _, r := range norm.NFD.String(word) {
		if !unicode.Is(unicode.Mn, r) {
			latin = unicode.Is(unicode.Latin, r)
		} else if latin {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// foldMark makes apostrophes equal and leaves out invisible characters.
func foldMark(r rune) rune {
	switch {
	case r == '\u2019', r == '\u2018', r == '\u02BC':
		return '\''
	case r > unicode.MaxLatin1 && unicode.Is(unicode.Cf, r), r == '\u00AD':
		return -1
	}
	return r
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isLowerASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}
