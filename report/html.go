package report

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/catchword/catchword/span"
)

// hides reports whether the text of an element of HTML is no prose.
func hides(name string) bool {
	switch name {
	case "code", "pre", "script", "style", "kbd", "samp", "var", "svg", "math", "textarea", "template", "iframe", "noscript":
		return true
	}
	return false
}

// isInline reports whether an element of HTML stands within a line of text.
func isInline(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "label", "mark", "q", "s",
		"small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr":
		return true
	}
	return false
}

// tagName returns the name of the element that a tag opens or closes, in small
// letters; "" if s begins with no tag.
func tagName(s string) (name string, closing bool) {
	s = strings.TrimPrefix(s, "<")
	if strings.HasPrefix(s, "/") {
		s, closing = s[1:], true
	}
	n := 0
	for n < len(s) && (isAlphanumeric(rune(s[n])) || s[n] == '-' && n > 0) {
		n++
	}
	return strings.ToLower(s[:n]), closing
}

// An htmlScanner reads the text in a block of HTML.
type htmlScanner struct {
	*markdownReader
	inTag   bool
	quote   byte   // within an attribute
	comment string // what ends it
	name    string // of the tag
	closing bool
	at      int // offset of the tag
	hidden  string
	heading int // level of the heading that is read, 0 for none
	begins  int // offset of its tag
	top     bool
}

// html reads a block of HTML: text between tags is prose, but for that of
// scripts and the like; elements that don't stand within a line end a block;
// headings begin sections at the top.
func (m *markdownReader) html(n *ast.HTMLBlock, top bool) {
	if n.HTMLBlockType != ast.HTMLBlockType6 && n.HTMLBlockType != ast.HTMLBlockType7 {
		return
	}
	h := htmlScanner{markdownReader: m, top: top}
	lines := n.Lines()
	for i := range lines.Len() {
		at := lines.At(i)
		h.line(span.Span{Start: m.base + at.Start, End: m.base + at.Stop})
	}
	if n.HasClosure() {
		h.line(span.Span{Start: m.base + n.ClosureLine.Start, End: m.base + n.ClosureLine.Stop})
	}
	m.endBlock()
}

// line reads one line.
func (h *htmlScanner) line(at span.Span) {
	for i := at.Start; i < at.End; {
		s := h.Text[i:at.End]
		switch {
		case h.comment != "":
			n := strings.Index(s, h.comment)
			if n < 0 {
				return
			}
			i += n + len(h.comment)
			h.comment = ""
		case h.inTag:
			i += h.attribute(s)
		default:
			n := strings.IndexByte(s, '<')
			if n < 0 {
				n = len(s)
			}
			if h.hidden == "" {
				h.raw = appendRun(h.raw, i, i+n)
			}
			i += n
			if i < at.End {
				i += h.open(h.Text[i:at.End], i)
			}
		}
	}
}

// attribute reads on in a tag, and returns how many bytes it read.
func (h *htmlScanner) attribute(s string) int {
	if h.quote != 0 {
		n := strings.IndexByte(s, h.quote)
		if n < 0 {
			return len(s)
		}
		h.quote = 0
		return n + 1
	}
	n := strings.IndexAny(s, `"'>`)
	switch {
	case n < 0:
		return len(s)
	case s[n] == '>':
		h.inTag = false
		h.tag()
	default:
		h.quote = s[n]
	}
	return n + 1
}

// open begins what begins with a <, and returns how many bytes it read.
func (h *htmlScanner) open(s string, at int) int {
	if strings.HasPrefix(s, "<!--") {
		h.comment = "-->"
		return 4
	}
	if strings.HasPrefix(s, "<!") || strings.HasPrefix(s, "<?") {
		h.comment = ">"
		return 2
	}
	name, closing := tagName(s)
	if name == "" {
		if h.hidden == "" {
			h.raw = appendRun(h.raw, at, at+1)
		}
		return 1
	}
	h.inTag, h.name, h.closing, h.at = true, name, closing, at
	return 1 + len(name)
}

// tag acts on a tag that was read to its end.
func (h *htmlScanner) tag() {
	level := 0
	if len(h.name) == 2 && h.name[0] == 'h' && '1' <= h.name[1] && h.name[1] <= '6' {
		level = int(h.name[1] - '0')
	}
	switch {
	case h.hidden != "":
		if h.closing && h.name == h.hidden {
			h.hidden = ""
		}
	case hides(h.name):
		if !h.closing {
			h.hidden = h.name
		}
	case isInline(h.name):
	case h.closing && level > 0 && level == h.heading:
		h.heading = 0
		if runs := h.take(); len(runs) > 0 {
			h.begin(h.begins, level, Read(h.Text, runs).Text, runs)
		}
	default:
		h.endBlock()
		h.heading = 0
		if level > 0 && !h.closing && h.top {
			h.heading, h.begins = level, h.at
		}
	}
}
