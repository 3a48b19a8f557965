package report

import (
	"strings"
	"unicode"

	"github.com/catchword/catchword/span"
)

// appendText adds the runs of Text[from:to] that are prose: all but the
// addresses of web pages and mail boxes.
func (p *parser) appendText(runs []span.Span, from, to int) []span.Span {
	s := p.Text[from:to]
	if !strings.Contains(s, "://") && !strings.Contains(s, "www.") && strings.IndexByte(s, '@') < 0 {
		return appendPart(runs, from, to)
	}
	done := 0
	for i := 0; i < len(s); {
		n := strings.IndexFunc(s[i:], endsWord)
		if n < 0 {
			n = len(s) - i
		}
		if a, ok := addressIn(s[i : i+n]); ok {
			runs = appendPart(runs, from+done, from+i+a.Start)
			done = i + a.End
		}
		i += max(n, 1)
	}
	return appendPart(runs, from+done, to)
}

// endsWord reports whether r can't be part of an address.
func endsWord(r rune) bool {
	return unicode.IsSpace(r) || r == '<' || r == '>' || r == '"' || r == '|'
}

// addressIn returns the part of a word that is an address: from a scheme or
// www., to the end but for punctuation; or a mail box with what is glued to it.
func addressIn(word string) (span.Span, bool) {
	at := span.Span{End: len(word)}
	if i := strings.Index(word, "://"); i > 0 {
		at.Start = beginsAt(word, i, "+.-")
		if at.Start == i {
			return at, false
		}
	} else if i := strings.Index(word, "www."); i >= 0 && (i == 0 || !isAlphanumeric(rune(word[i-1]))) {
		at.Start = i
	} else if i := strings.IndexByte(word, '@'); i > 0 && isAlphanumeric(rune(word[i-1])) && strings.IndexByte(word[i:], '.') > 1 {
		at.Start = beginsAt(word, i, "+.-_%")
	} else {
		return at, false
	}
	tail := ".,;:!?'\"”’»…)]}*_"
	if strings.IndexByte(word[at.Start:], '(') >= 0 {
		tail = strings.Replace(tail, ")", "", 1)
	}
	at.End = at.Start + len(strings.TrimRight(word[at.Start:], tail))
	return at, at.End > at.Start
}

// beginsAt returns where the letters, digits and other marks before i begin.
func beginsAt(word string, i int, marks string) int {
	for i > 0 && (isAlphanumeric(rune(word[i-1])) || strings.IndexByte(marks, word[i-1]) >= 0) {
		i--
	}
	return i
}

// isAlphanumeric reports whether r is a letter or digit of ASCII.
func isAlphanumeric(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}
