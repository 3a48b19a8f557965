package vocab

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldLabel returns the form of a label in which case, composed and decomposed
// characters, white space, hyphens and dashes, underscores, and apostrophes
// make no difference. It is the same for a label and its slug:
// "Challenges and prize competitions", "challenges-and-prize-competitions".
// Only white space has an empty form; what consists of hyphens and the like is
// its own form.
func foldLabel(text string) string {
	ascii := true
	for i := range len(text) {
		ascii = ascii && text[i] < 0x80
	}
	if ascii {
		text = strings.ToLower(text)
	} else {
		text = cases.Fold().String(norm.NFKC.String(strings.ToValidUTF8(text, "\uFFFD")))
		text = norm.NFKC.String(strings.ToLower(text)) // folding makes Cherokee letters capitals
	}
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case r == '\'', r == '\u2019', r == '\u2018', r == '\u02BC', r >= 0x80 && unicode.Is(unicode.Cf, r):
			continue
		case r == '-', r == '_', unicode.IsSpace(r), r >= 0x80 && unicode.Is(unicode.Pd, r):
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return strings.TrimSpace(text)
	}
	if ascii {
		return b.String()
	}
	return norm.NFC.String(b.String()) // taking characters out may have brought an accent to its letter
}
