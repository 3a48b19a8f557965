package vocab

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldLabel returns the form of a label in which case, composed and decomposed
// characters, white space, hyphens and dashes, underscores, and apostrophes
// make no difference. It is the same for a label and its slug:
// "Challenges and prize competitions", "challenges-and-prize-competitions".
// Only white space has an empty form; what consists of hyphens and the like is
// its own form.
func foldLabel(text string) string { return string(appendFolded(nil, text)) }

// appendFolded appends the folded form of a label.
func appendFolded(dst []byte, text string) []byte {
	ascii := true
	for i := 0; i < len(text) && ascii; i++ {
		ascii = text[i] < utf8.RuneSelf
	}
	if ascii {
		return appendFoldedASCII(dst, text)
	}
	text = cases.Fold().String(norm.NFKC.String(strings.ToValidUTF8(text, "\uFFFD")))
	text = norm.NFKC.String(strings.ToLower(text)) // folding makes Cherokee letters capitals
	b := make([]byte, 0, len(text))
	space := false
	for _, r := range text {
		switch {
		case r == '\'', r == '\u2019', r == '\u2018', r == '\u02BC', r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r):
			continue
		case r == '-', r == '_', unicode.IsSpace(r), r >= utf8.RuneSelf && unicode.Is(unicode.Pd, r):
			space = len(b) > 0
			continue
		}
		if space {
			b = append(b, ' ')
			space = false
		}
		b = utf8.AppendRune(b, r)
	}
	if len(b) == 0 {
		return append(dst, strings.TrimSpace(text)...)
	}
	return append(dst, norm.NFC.Bytes(b)...) // taking characters out may have brought an accent to its letter
}

func appendFoldedASCII(dst []byte, text string) []byte {
	from, space := len(dst), false
	for i := range len(text) {
		c := text[i]
		switch {
		case c == '\'':
			continue
		case c == '-', c == '_', c == ' ', '\t' <= c && c <= '\r':
			space = len(dst) > from
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		if space {
			dst = append(dst, ' ')
			space = false
		}
		dst = append(dst, c)
	}
	if len(dst) == from {
		return append(dst, strings.TrimSpace(text)...)
	}
	return dst
}
