package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The refinements of UAX #29 that Scanner promises, each a function of the
// bytes at hand.

// pieceEnd returns the end of the word at text[start:segment]: the first
// character that separates words inside a segment.
func pieceEnd(text string, start, segment int) int {
	var before rune
	for i, r := range text[start:segment] {
		if i > 0 && separates(before, r, text[start+i:segment]) {
			return start + i
		}
		before = r
	}
	return segment
}

// separates reports whether r, the first character of rest, ends a word whose
// last character is before.
func separates(before, r rune, rest string) bool {
	switch r {
	case '.', ',':
		return !unicode.IsDigit(before) || len(rest) < 2 || classes[rest[1]] != classDigit
	case '\'', '\u2019', '\u2018':
		return len(rest) == utf8.RuneLen(r)
	}
	return !isWordRune(r) && !unicode.In(r, unicode.Mn, unicode.Mc, unicode.Me, unicode.Cf)
}

// dottedEnd returns the end of an abbreviation of single letters ("U.S", "e.g")
// that fills text[start:segment] and is followed by one more full stop or by
// none, and start if there is none there.
func dottedEnd(text string, start, segment int) int {
	if segment-start < 3 {
		return start
	}
	for i := start; i < segment; i++ {
		class := classes[text[i]]
		if letter := class == classUpper || class == classLower; letter == ((i-start)%2 == 1) || !letter && text[i] != '.' {
			return start
		}
	}
	if (segment-start)%2 == 0 {
		return start
	}
	return segment
}

// apostropheLen returns the length of the apostrophe that s begins with, or 0.
func apostropheLen(s string) int {
	switch {
	case strings.HasPrefix(s, "'"):
		return 1
	case strings.HasPrefix(s, "\u2019"), strings.HasPrefix(s, "\u2018"):
		return len("\u2019")
	}
	return 0
}

// possessiveLen returns the length of the 's that word ends with, or 0.
func possessiveLen(word string) int {
	if len(word) < 3 || word[len(word)-1]|0x20 != 's' {
		return 0
	}
	for _, n := range []int{2, 1 + len("\u2019")} {
		if len(word) > n && apostropheLen(word[len(word)-n:]) == n-1 {
			return n
		}
	}
	return 0
}

// elisionLen returns the length of the elided word, with its apostrophe, that
// word begins with (l', qu', lorsqu'), or 0.
func elisionLen(word string) int {
	for i := 1; i < min(len(word), 9); i++ {
		n := apostropheLen(word[i:])
		if n == 0 {
			continue
		}
		if i+n < len(word) && elided[strings.ToLower(word[:i])] {
			return i + n
		}
		return 0
	}
	return 0
}

// elided holds what French elides before a vowel, but not in presqu'île and
// quelqu'un, which are words of their own.
var elided = setOf("l d j m t s n c qu lorsqu puisqu jusqu quoiqu")

// footnoteLen returns the number of digits, at most three, that are glued to
// the end of a word of four letters or more, small but for the first; else 0.
func footnoteLen(word string) int {
	letters := strings.TrimRight(word, "0123456789")
	digits := len(word) - len(letters)
	if digits == 0 || digits > 3 || len(letters) < 4 {
		return 0
	}
	for i, r := range letters {
		if !unicode.IsLower(r) && (i > 0 || !unicode.IsUpper(r)) {
			return 0
		}
	}
	return digits
}

// addressEnd returns the end of the web or mail address whose first segment is
// text[start:segment], and start if there is none.
func addressEnd(text string, start, segment int) int {
	first, rest := text[start:segment], text[segment:]
	web := strings.HasPrefix(rest, "://") || len(first) > 4 && strings.EqualFold(first[:4], "www.")
	mail := len(rest) > 1 && rest[0] == '@' && classes[rest[1]] >= classWord
	if !web && !mail {
		return start
	}
	for i := segment; i < len(text); i++ {
		if c := text[i]; c <= ' ' || strings.IndexByte("<>\"'`()[]{}|", c) >= 0 {
			return i
		}
	}
	return len(text)
}
