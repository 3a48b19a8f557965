package analysis

import (
	"unicode"
	"unicode/utf8"
)

// A Gap tells what stands between a word and the word before it, as a set of
// marks. The zero Gap says that nothing does: the two are glued together, as
// "initiatives4" is cut into "initiatives" and "4".
//
// What can stand inside a phrase (white space, hyphens, apostrophes, quotes)
// is told apart from what can't.
type Gap uint8

const (
	GapSpace     Gap = 1 << iota // white space of any kind
	GapHyphen                    // a hyphen, dash, underscore or full stop right after a letter: neighbour-hood, Data.gov
	GapQuote                     // an apostrophe, a quotation mark, or a mark that can't be seen
	GapComma                     // a comma or slash, as between the members of a list
	GapStop                      // a full stop, question mark, exclamation mark, semicolon or colon
	GapOther                     // any other mark: brackets, a dash between words, symbols, a web address
	GapParagraph                 // an empty line
)

// Breaks reports whether g ends a phrase: whether it holds more than white
// space, hyphens and quotes.
func (g Gap) Breaks() bool { return g&(GapComma|GapStop|GapOther|GapParagraph) != 0 }

// Joins reports whether the two words may be one that was divided: nothing but
// a hyphen is between them, or a hyphen at the end of a line.
func (g Gap) Joins() bool { return g == GapHyphen || g == GapHyphen|GapSpace }

// Classes of bytes. Those of gaps are the gap's own bit; those of words share
// the bits of classWord and are told apart by one more.
const (
	classHigh  = 0x80 // a byte of a character beyond ASCII
	classWord  = 0xF0
	classUpper = classWord | 1
	classLower = classWord | 2
	classDigit = classWord | 4
)

// classes gives the class of every byte.
var classes = func() (t [256]uint8) {
	for b := range t {
		switch c := byte(b); {
		case c >= utf8.RuneSelf:
			t[b] = classHigh
		case 'A' <= c && c <= 'Z':
			t[b] = classUpper
		case 'a' <= c && c <= 'z':
			t[b] = classLower
		case '0' <= c && c <= '9':
			t[b] = classDigit
		default:
			t[b] = uint8(gapOf(rune(c)))
		}
	}
	return t
}()

// gapOf returns the mark that a character between words leaves in the gap.
func gapOf(r rune) Gap {
	switch r {
	case '-', '_', '\u2010', '\u2011', '\u2012', '\u2013', '\u2212':
		return GapHyphen
	case '\'', '"', '`', '\u2018', '\u2019', '\u201A', '\u201B', '\u201C', '\u201D', '\u201E', '\u2032', '\u00AB', '\u00BB':
		return GapQuote
	case ',', '/', '\u060C', '\u3001':
		return GapComma
	case '.', '!', '?', ';', ':', '\u2026', '\u3002', '\u037E', '\u00A1', '\u00BF':
		return GapStop
	}
	switch {
	case unicode.IsSpace(r):
		return GapSpace
	case unicode.In(r, unicode.Mn, unicode.Cf):
		return GapQuote
	}
	return GapOther
}
