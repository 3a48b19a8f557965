package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/catchword/catchword/span"
)

// A paragraph is a paragraph of a text without markup, or an item of a list.
type paragraph struct {
	span.Span      // trimmed, without a bullet
	mark      int  // where it begins with its bullet
	bullet    bool // it has one
	glued     bool // no empty line is before it
}

// bullets are the marks that items of a list begin with.
const bullets = "•‣⁃◦▪▫●○■□◆►→➢✓·*+-–—\uF0B7\uF0A7"

// itemNumber matches the number of an item of a list: 1) a) (iv).
var itemNumber = regexp.MustCompile(`^(?:\(?[0-9]{1,3}\)|\(?[a-z]\)|\([ivx]+\))\s`)

// rule matches a line that is drawn and says nothing.
var rule = regexp.MustCompile(`^[-=_*~#\s]{3,}$`)

// widest is the width up to which the lines of a paragraph may be wrapped. Where
// one is longer, every line is a paragraph.
const widest = 160

// paragraphs divides a part of the text at its empty lines, at bullets, and
// where a line ends that had room for the next word.
func (p *parser) paragraphs(part span.Span) []paragraph {
	var lines []span.Span // of all groups
	var groups []int      // where each begins
	empty := true
	for at := range linesOf(p.Text, part) {
		at = trim(p.Text, at)
		if at.IsEmpty() || at.Len() >= 3 && rule.MatchString(at.In(p.Text)) {
			empty = true
			continue
		}
		if empty {
			groups = append(groups, len(lines))
			empty = false
		}
		lines = append(lines, at)
	}
	groups = append(groups, len(lines))
	least := p.leastWidth(lines, groups)
	all := make([]paragraph, 0, len(groups))
	for i := range groups[1:] {
		all = p.appendGroup(all, lines[groups[i]:groups[i+1]], least)
	}
	return all
}

// leastWidth returns the width that the lines of a group must reach to be
// wrapped: nearly that of half of the lines in groups of several.
func (p *parser) leastWidth(lines []span.Span, groups []int) int {
	var widths []int
	for i := range groups[1:] {
		if group := lines[groups[i]:groups[i+1]]; len(group) > 3 {
			for _, at := range group[:len(group)-1] {
				widths = append(widths, p.width(at))
			}
		}
	}
	if len(widths) == 0 {
		return 60
	}
	slices.Sort(widths)
	return widths[len(widths)/2] * 7 / 8
}

// width returns the number of characters of a line, as far as it matters.
func (p *parser) width(at span.Span) int {
	return utf8.RuneCountInString(p.Text[at.Start:min(at.End, at.Start+4*widest+4)])
}

// appendGroup adds the paragraphs of a group of lines with no empty line
// between them.
func (p *parser) appendGroup(all []paragraph, group []span.Span, least int) []paragraph {
	width := least
	for _, at := range group {
		width = max(width, p.width(at))
	}
	for i, at := range group {
		next := paragraph{Span: at, mark: at.Start, glued: i > 0}
		if n := bulletLen(at.In(p.Text)); n > 0 {
			next.Start += n
			next.bullet = true
		}
		if i > 0 && !next.bullet && width <= widest && p.wraps(group[i-1], at, width) {
			all[len(all)-1].End = at.End
			continue
		}
		all = append(all, next)
	}
	return all
}

// bulletLen returns the length of the bullet or number that a line of a list
// begins with, and the space behind it, 0 if there is none.
func bulletLen(line string) int {
	r, n := utf8.DecodeRuneInString(line)
	if !strings.ContainsRune(bullets, r) || r == utf8.RuneError {
		return len(itemNumber.FindString(line))
	}
	rest := line[n:]
	if body := strings.TrimLeftFunc(rest, unicode.IsSpace); len(body) < len(rest) && body != "" {
		return len(line) - len(body)
	}
	if r == '•' || r == '\uF0B7' || r == '\uF0A7' {
		return n % len(line)
	}
	return 0
}

// wraps reports whether line goes on in next: it begins with a small letter, or
// its first word had no room in a text of that width.
func (p *parser) wraps(line, next span.Span, width int) bool {
	s := next.In(p.Text)
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
		return true
	}
	first := s
	if n := strings.IndexFunc(s, unicode.IsSpace); n >= 0 {
		first = s[:n]
	}
	return width >= 30 && p.width(line)+1+utf8.RuneCountInString(first) > width
}
