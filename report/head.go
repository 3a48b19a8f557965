package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/catchword/catchword/span"
)

// maxHead is the number of paragraphs that the head of a page has at most.
const maxHead = 16

// field matches a line of the head that says what it is.
var field = regexp.MustCompile(`^(?i:(title|country|city|authors?))\s*:\s*(\S.*)$`)

// countryLine matches a country's code and what stands behind it.
var countryLine = regexp.MustCompile(`^([A-Z]{2})[\s,–-]+(\S.*)$`)

// looksLikeName reports whether s may be the name of a country: letters, with
// what stands between those of a name.
func looksLikeName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	n := utf8.RuneCountInString(s)
	return unicode.IsLetter(first) && 3 <= n && n <= 41 &&
		strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(" .'’()-", r) }) < 0
}

// readHead reads what stands over the text of a page, and returns what is below
// it and whether it was the head of a page.
func (p *parser) readHead(ps []paragraph, f foot) (rest []paragraph, isPage bool) {
	if len(ps) > 0 && banner.MatchString(ps[0].In(p.Text)) {
		isPage = true
		ps = ps[1:]
	}
	n := 0
	for n < len(ps) && n < maxHead && !ps[n].bullet && looksLikeHeading(ps[n].In(p.Text)) {
		n++
	}
	head := ps[:n]
	if n == len(ps) && !isPage && !f.isPage {
		if n != 1 {
			head = ps[:0] // nothing but lines: a list, not the head of a text
		}
	}
	common := p.smallWords(head, ps)
	i := 0
	if i < len(head) && p.readCountry(head[i].In(p.Text), isPage || f.isPage && len(head) > 2) {
		isPage = true
		i++
	}
	i += p.readFields(head[i:])
	title := p.findTitle(head, i, f, common)
	for i < len(head) && i != title && (i < title || isByline(head[i].In(p.Text), common, !p.mayBeTitle(head, i+1))) {
		p.readByline(head[i].In(p.Text), common)
		i++
	}
	if title >= 0 {
		p.setTitle(head[i].Span)
		p.readCity(common, isPage || f.isPage)
		for i++; i < len(head) && isByline(head[i].In(p.Text), common, true); i++ {
			p.readByline(head[i].In(p.Text), common)
		}
		i += p.readFields(head[i:])
	} else if p.Meta.Title == "" {
		p.Meta.Title = f.title
	}
	return ps[i:], isPage
}

// setTitle makes a part of the text the title.
func (p *parser) setTitle(at span.Span) {
	p.Title = p.appendText(nil, at.Start, at.End)
	p.Meta.Title = oneLine(at.In(p.Text))
}

// readCountry reads a country line. Without other marks of a page, the code
// must be that of a country.
func (p *parser) readCountry(s string, sure bool) bool {
	m := countryLine.FindStringSubmatch(s)
	if m == nil || !looksLikeName(m[2]) {
		return false
	}
	for _, w := range strings.Fields(m[2]) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && w != "of" && w != "and" && w != "the" {
			return false
		}
	}
	if code, err := language.ParseRegion(m[1]); !sure && (err != nil || !code.IsCountry() || len(strings.Fields(m[2])) > 3) {
		return false
	}
	p.Meta.CountryCode, p.Meta.Country = m[1], m[2]
	return true
}

// readFields reads lines such as City: Ghent, and returns how many there are.
func (p *parser) readFields(head []paragraph) int {
	for i, at := range head {
		m := field.FindStringSubmatch(at.In(p.Text))
		if m == nil {
			return i
		}
		switch strings.ToLower(m[1]) {
		case "title":
			p.setTitle(span.Span{Start: at.End - len(m[2]), End: at.End})
		case "country":
			if !p.readCountry(m[2], true) {
				p.Meta.Country = m[2]
			}
		case "city":
			p.Meta.City = m[2]
		default:
			p.readByline(m[2], nil)
		}
	}
	return len(head)
}

// findTitle returns the index of the title among the paragraphs of the head
// from i, or -1: it is the one that the foot repeats; else the first that isn't
// a byline, if it doesn't look like the heading of a section.
func (p *parser) findTitle(head []paragraph, i int, f foot, common map[string]count) int {
	if p.Title != nil {
		return -1
	}
	repeated := func(at paragraph) bool { return strings.EqualFold(oneLine(at.In(p.Text)), f.title) }
	if t := slices.IndexFunc(head[i:], repeated); t >= 0 {
		return i + t
	}
	for ; i < len(head); i++ {
		if isByline(head[i].In(p.Text), common, !p.mayBeTitle(head, i+1)) {
			continue
		}
		if !p.mayBeTitle(head, i) {
			return -1
		}
		return i
	}
	return -1
}

// mayBeTitle reports whether there is a paragraph i in the head, and it doesn't
// look like the heading of a section.
func (p *parser) mayBeTitle(head []paragraph, i int) bool {
	if i >= len(head) {
		return false
	}
	s := head[i].In(p.Text)
	return !isNumbered(s) && !isStanding(s) && !strings.HasSuffix(s, ":")
}

// readCity takes the city from a title such as "Ghent – Child care".
func (p *parser) readCity(common map[string]count, sure bool) {
	before, _, ok := cutAny(p.Meta.Title, " – ", " — ", " - ", ": ")
	if !ok || p.Meta.City != "" {
		return
	}
	words := strings.Fields(before)
	if len(words) > 4 || !sure && len(words) > 1 {
		return
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if c := common[strings.ToLower(w)]; !unicode.IsUpper(r) && !particles[w] || c.small > c.capital {
			return
		}
	}
	p.Meta.City = before
}

// cutAny cuts s around the first of seps that it has.
func cutAny(s string, seps ...string) (before, after string, ok bool) {
	for _, sep := range seps {
		if before, after, ok = strings.Cut(s, sep); ok {
			return
		}
	}
	return s, "", false
}

// A count says how often a word of the head is met in the text below with a
// small first letter, and how often with a capital.
type count struct{ small, capital int }

// smallWords counts the words of the head, in small letters, in the text below
// it. Names are met with capitals only.
func (p *parser) smallWords(head, ps []paragraph) map[string]count {
	counts := make(map[string]count)
	for _, at := range head {
		for w := range wordsOf(at.In(p.Text)) {
			counts[strings.ToLower(w)] = count{}
		}
	}
	if len(head) == 0 {
		return counts
	}
	for _, at := range ps[len(head):] {
		for w := range wordsOf(at.In(p.Text)) {
			key := strings.ToLower(w)
			c, ok := counts[key]
			if !ok {
				continue
			}
			if key == w {
				c.small++
			} else {
				c.capital++
			}
			counts[key] = c
		}
	}
	return counts
}
