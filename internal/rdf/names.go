package rdf

import (
	"strings"
	"unicode/utf8"
)

// Names are made of the same characters in XML and in Turtle: what Turtle calls
// PN_CHARS_BASE is the NameStartChar of XML without ":" and "_", and PN_CHARS
// is its NameChar without ":" and ".".

// isLetter reports whether r may begin a name.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return 0xC0 <= r && r <= 0x2FF && r != 0xD7 && r != 0xF7 ||
		0x370 <= r && r <= 0x1FFF && r != 0x37E ||
		0x200C <= r && r <= 0x200D || 0x2070 <= r && r <= 0x218F ||
		0x2C00 <= r && r <= 0x2FEF || 0x3001 <= r && r <= 0xD7FF ||
		0xF900 <= r && r <= 0xFDCF || 0xFDF0 <= r && r <= 0xFFFD ||
		0x10000 <= r && r <= 0xEFFFF
}

// isNameChar reports whether r may stand within a name: it is PN_CHARS.
func isNameChar(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIName(byte(r))
	}
	return isLetter(r) || r == 0xB7 || 0x300 <= r && r <= 0x36F || 0x203F <= r && r <= 0x2040
}

// isASCIIName is isNameChar for ASCII, and false for other bytes.
func isASCIIName(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || isDigit(c) || c == '_' || c == '-'
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isNCName reports whether s is an XML name without a colon.
func isNCName[T string | []byte](s T) bool {
	for i, r := range string(s) {
		if !isLetter(r) && r != '_' && (i == 0 || !isNameChar(r) && r != '.') {
			return false
		}
	}
	return len(s) > 0
}

// languageTag returns tag if it has the form of a language tag, taking "_" for
// "-" as some files have it.
func languageTag(tag string) (string, bool) {
	first := true // the first subtag, which has no digits
	length := 0   // of the subtag so far
	for i := range len(tag) {
		switch c := tag[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', !first && isDigit(c):
			length++
		case (c == '-' || c == '_') && length > 0:
			first, length = false, 0
		default:
			return tag, false
		}
	}
	return strings.ReplaceAll(tag, "_", "-"), length > 0
}
