package vocab

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy returns text in one line, its words separated by single spaces, without
// what can't be printed, and whether it had only what can be. It is "" if
// nothing of text can be seen.
func tidy(text string) (tidied string, printable bool) {
	plain, before := true, byte(' ')
	for i := 0; i < len(text) && plain; i++ {
		c := text[i]
		plain = ' ' < c && c < 0x7F || c == ' ' && before != ' '
		before = c
	}
	if plain && before != ' ' {
		return text, true
	}
	var b strings.Builder
	b.Grow(len(text))
	printable, visible, space := true, false, false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.IsControl(r), r == '\uFEFF':
			printable = false
			continue
		case r == utf8.RuneError:
			printable = false
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
		visible = visible || !unicode.Is(unicode.Cf, r)
	}
	if !visible {
		return "", printable
	}
	return b.String(), printable
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// cut returns the first n bytes of s at most, without half a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// quote returns s in quotation marks, the end of a long one replaced by an
// ellipsis.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		s = cut(s, most) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// count returns a number of things: "1 line", "2 lines".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// countAre returns a number of things with the verb: "1 line is", "2 lines are".
func countAre(n int, thing string) string { return count(n, thing) + " " + isAre(n) }

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// validLang reports whether tag has the shape of a language tag of BCP 47.
func validLang(tag string) bool {
	if tag == "" {
		return true
	}
	for i, part := range strings.Split(tag, "-") {
		if len(part) == 0 || len(part) > 8 {
			return false
		}
		if i == 0 && len(part) < 2 && (!strings.ContainsAny(part, "xXiI") || part == tag) {
			return false
		}
		for _, r := range part {
			if !('a' <= r|0x20 && r|0x20 <= 'z' || i > 0 && '0' <= r && r <= '9') {
				return false
			}
		}
	}
	return true
}

// bareIRI takes the angle brackets off an IRI: they are syntax, not part of it.
func bareIRI(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 2 && s[0] == '<' && s[len(s)-1] == '>' && !strings.ContainsAny(s[1:len(s)-1], "<>\" \t\n") {
		return s[1 : len(s)-1]
	}
	return s
}

// isIRI reports whether s has the look of an absolute IRI: a scheme, a colon,
// and no white space.
func isIRI(s string) bool {
	s = bareIRI(s)
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || scheme == "" || rest == "" || strings.ContainsAny(s, " \t<>\"") {
		return false
	}
	for i, r := range scheme {
		if !('a' <= r|0x20 && r|0x20 <= 'z' || i > 0 && (strings.ContainsRune("+-.", r) || '0' <= r && r <= '9')) {
			return false
		}
	}
	return true
}

// tidyLines returns text without white space around it and without what can't
// be printed, its lines ending with "\n", and whether it had only what can be.
func tidyLines(text string) (tidied string, printable bool) {
	printable = true
	if strings.IndexFunc(text, func(r rune) bool { return r == utf8.RuneError || r != '\n' && unicode.IsControl(r) }) >= 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
		text = strings.Map(func(r rune) rune {
			if r == utf8.RuneError {
				printable = false
			} else if unicode.IsControl(r) && r != '\n' && r != '\t' {
				printable = false
				return -1
			}
			return r
		}, text)
	}
	return strings.TrimSpace(text), printable
}
