package report

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a heading of a text without markup has at most.
const (
	maxHeadingBytes = 240
	maxHeadingWords = 26
)

// sectionNumber matches the number of a heading: 2. or 13.1. or IV.
var sectionNumber = regexp.MustCompile(`^(?:[0-9]{1,3}(?:\.[0-9]{1,3})*\.?|[IVX]{1,5}\.|[A-Z]\.|(?:Chapter|Section|Part|Annex|Appendix) [0-9A-Z]{1,4}[.:]?)\s+`)

// caption matches the beginning of a line that stands under a picture or table.
var caption = regexp.MustCompile(`^(?i:source|sources|figure|fig\.|table|photo|note|box|graph|map)\b[^:.]{0,12}[:.]`)

// footnoteMarks matches marks of footnotes, quotes and brackets at the end of a
// sentence.
var footnoteMarks = regexp.MustCompile(`(?:[)\]"'”’»]|\[[0-9]{1,3}\]|[¹²³⁰⁴-⁹]+|([.!?;,…])[0-9]{1,3})+$`)

// finite holds verbs that a sentence has and a heading hardly.
var finite = map[string]bool{"is": true, "are": true, "was": true, "were": true, "has": true, "have": true, "had": true,
	"will": true, "would": true, "can": true, "could": true, "should": true, "may": true, "must": true, "does": true, "did": true}

// asks holds words that begin a clause: the verb after one makes no sentence.
var asks = map[string]bool{"how": true, "why": true, "what": true, "who": true, "where": true, "when": true, "which": true, "that": true, "whether": true}

// looksLikeHeading reports whether a paragraph has the shape of a heading: it
// is short, begins like a title, and is no sentence. What follows it must
// decide the rest.
func looksLikeHeading(s string) bool {
	if len(s) > maxHeadingBytes || caption.MatchString(s) {
		return false
	}
	number := sectionNumber.FindString(s)
	title := s[len(number):]
	words := strings.Fields(title)
	if len(words) == 0 || len(words) > maxHeadingWords || !beginsLikeTitle(title) || endsLikeSentence(title) {
		return false
	}
	if strings.ContainsAny(s, "|\t") || strings.Contains(s, "://") {
		return false
	}
	return number != "" || !hasSentence(words)
}

// beginsLikeTitle reports whether the first letter is no small one, and nothing
// but quotes, brackets and digits is before it.
func beginsLikeTitle(s string) bool {
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			return !unicode.IsLower(r)
		case !unicode.IsDigit(r) && !unicode.IsSpace(r) && !strings.ContainsRune(`"'“‘«([¿¡„`, r):
			return false
		}
	}
	return false
}

// endsLikeSentence reports whether s ends with what ends a sentence or a part
// of one. A question mark or colon may end a heading.
func endsLikeSentence(s string) bool {
	if n := len(s); n > 0 && 'a' <= s[n-1] && s[n-1] <= 'z' {
		return false // as most do; the expression would try every place of s
	}
	if m := footnoteMarks.FindStringSubmatchIndex(s); m != nil {
		if m[2] >= 0 {
			return true
		}
		s = s[:m[0]]
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!;,…", r)
}

// hasSentence reports whether words hold the end of a sentence, or a finite
// verb in a line that is too long for a title.
func hasSentence(words []string) bool {
	last := words[len(words)-1]
	for i, w := range words[:len(words)-1] {
		n := strings.TrimRight(w, `"”’')`)
		if len(n) > 4 && strings.HasSuffix(n, ".") && strings.IndexByte(n, '.') == len(n)-1 && beginsLikeTitle(words[i+1]) {
			return true
		}
	}
	if len(words) < 7 || strings.HasSuffix(last, ":") && len(words) < 16 || strings.HasSuffix(last, "?") {
		return false
	}
	for _, w := range words {
		switch w = strings.ToLower(w); {
		case asks[w]:
			return false
		case finite[w]:
			return true
		}
	}
	return false
}

// isNumbered reports whether a heading has a number.
func isNumbered(s string) bool { return sectionNumber.MatchString(s) }

// standing are headings that need no text after them to be known.
var standing = map[string]bool{"introduction": true, "conclusion": true, "conclusions": true, "summary": true, "abstract": true,
	"background": true, "overview": true, "preface": true, "foreword": true, "discussion": true, "results": true, "methods": true,
	"references": true, "bibliography": true, "appendix": true, "executive summary": true, "acknowledgements": true}

// isStanding reports whether a line says no more than which part of a report
// it begins.
func isStanding(s string) bool {
	s = s[len(sectionNumber.FindString(s)):]
	return standing[strings.ToLower(strings.TrimRight(s, ": "))]
}

// headings says which of the paragraphs are headings.
func (p *parser) headings(ps []paragraph) []bool {
	is := make([]bool, len(ps))
	for i := range ps {
		is[i] = !ps[i].bullet && looksLikeHeading(ps[i].In(p.Text)) &&
			(!ps[i].glued || i == 0 || ps[i-1].bullet || is[i-1] || p.ends(ps[i-1]) || keywordsLine.MatchString(ps[i-1].In(p.Text)))
	}
	for from := 0; from < len(ps); {
		if !is[from] {
			from++
			continue
		}
		to := from + 1
		for to < len(ps) && is[to] {
			to++
		}
		p.judgeChain(ps, is, from, to)
		from = to
	}
	return is
}

// ends reports whether a paragraph ends as a sentence does, or so that one may
// begin after it.
func (p *parser) ends(at paragraph) bool {
	s := at.In(p.Text)
	r, _ := utf8.DecodeLastRuneInString(s)
	return endsLikeSentence(s) && !strings.HasSuffix(s, ",") || r == '?' || r == ':'
}

// judgeChain decides on paragraphs from to to, which all have the shape of a
// heading. The last begins the text that follows, if any does; of three or
// more, those between the first and the last are items of a list, unless their
// numbers show them to be ever deeper headings or a colon ends them.
func (p *parser) judgeChain(ps []paragraph, is []bool, from, to int) {
	last := to - 1
	s := ps[last].In(p.Text)
	switch {
	case to == len(ps):
		is[last] = isNumbered(s) || isStanding(s)
	case startsLower(ps[to].In(p.Text)) && !ps[to].bullet:
		is[last] = false
	case ps[to].bullet && strings.HasSuffix(s, ":") && !isNumbered(s):
		words := strings.Fields(s)
		is[last] = len(words) <= 6 && words[0] != "The" && words[0] != "These" && words[0] != "They"
	}
	if to-from < 3 {
		return
	}
	for i := from + 1; i < last; i++ {
		s := ps[i].In(p.Text)
		is[i] = strings.HasSuffix(s, ":") || isStanding(s) || deeper(ps[i-1].In(p.Text), s)
	}
}

// deeper reports whether the number of heading b has more parts than that of a.
func deeper(a, b string) bool {
	depth := func(s string) int {
		return strings.Count(strings.TrimRight(sectionNumber.FindString(s), ". "), ".")
	}
	return isNumbered(b) && (!isNumbered(a) || depth(b) > depth(a))
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
