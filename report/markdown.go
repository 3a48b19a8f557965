package report

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	goldmark "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/catchword/catchword/span"
)

// A markdownReader makes sections of a tree that goldmark parsed. Offsets of the
// tree count from base.
type markdownReader struct {
	*parser
	base   int
	masked []span.Span     // what was hidden from goldmark, in order
	raw    []span.Span     // of the block that is read
	hidden string          // the inline element that hides its text, "" if there is none
	code   bool            // code counts as text: a heading is read, to be shown
	shown  strings.Builder // what is read of it before the last line break
	first  bool            // no heading was met
}

// markdown reads a text in Markdown, without its front matter.
func (p *parser) markdown(body span.Span) {
	source := []byte(body.In(p.Text))
	m := markdownReader{parser: p, base: body.Start, first: true}
	m.masked = maskTemplates(source, body.Start)
	for i, c := range source { // goldmark knows no other line ends
		if c == '\r' && (i+1 == len(source) || source[i+1] != '\n') {
			source[i] = '\n'
		}
	}
	p.flatten(source, body.Start)
	document, err := parseMarkdown(source)
	if err != nil {
		p.problem(RuleMarkdown, Error, body.Start, "not read as Markdown, but as plain text: %v", err)
		p.pageBody(p.paragraphs(body), body.End)
		return
	}
	m.blocks(document, true)
	if n := len(p.Sections); n > 0 {
		p.Sections[n-1].End = body.End
	}
}

// parseMarkdown returns the tree of a text. Tables and footnotes are read from
// their paragraphs later: as extensions, they would put text out of order, and
// a small table could become a tree of any size.
func parseMarkdown(source []byte) (document ast.Node, err error) {
	defer guard(&err)
	return goldmark.NewParser(
		goldmark.WithBlockParsers(goldmark.DefaultBlockParsers()...),
		goldmark.WithInlineParsers(goldmark.DefaultInlineParsers()...),
		goldmark.WithParagraphTransformers(util.Prioritized(goldmark.LinkReferenceParagraphTransformer, 100)),
	).Parse(text.NewReader(source)), nil
}

// guard, deferred, makes an error of a panic in a parser that is not ours.
func guard(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the parser failed: %v", r)
	}
}

// blocks reads the blocks in n. At the top, headings begin sections.
func (m *markdownReader) blocks(n ast.Node, top bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			if top {
				m.heading(c)
			} else {
				m.inline(c)
				m.endBlock()
			}
		case *ast.Paragraph, *ast.TextBlock:
			m.paragraph(c, top)
		case *ast.HTMLBlock:
			m.html(c, top)
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.ThematicBreak:
		default:
			m.blocks(c, false)
		}
	}
}

// heading begins a section.
func (m *markdownReader) heading(h *ast.Heading) {
	at := m.base + max(h.Pos(), 0)
	if lines := h.Lines(); h.Pos() < 0 && lines.Len() > 0 {
		at = m.base + lines.At(0).Start
	}
	m.code = true
	m.inline(h)
	shown := m.shown.String() + Read(m.Text, m.refine(false)).Text
	m.code, m.raw = false, m.raw[:0]
	m.shown.Reset()
	m.inline(h)
	m.begin(m.lineStart(at), h.Level, shown, m.take())
}

// begin begins a section with the heading that stands at an offset.
func (m *markdownReader) begin(at, level int, heading string, runs []span.Span) {
	s := Section{Span: span.Span{Start: at}, Heading: oneLine(heading), HeadingRuns: runs, Level: level, Parent: -1}
	n := len(m.Sections)
	if n > 0 {
		m.Sections[n-1].End = at
		s.Parent = n - 1
	}
	for s.Parent >= 0 && m.Sections[s.Parent].Level >= level {
		s.Parent = m.Sections[s.Parent].Parent
	}
	if s.Parent >= 0 && m.Sections[s.Parent].Level == 0 {
		s.Parent = -1
	}
	if m.first && strings.EqualFold(s.Heading, m.Meta.Title) {
		s.HeadingRuns = nil // the title again
	}
	if m.first && m.Meta.Title == "" && level == 1 {
		m.Meta.Title = s.Heading
	}
	m.first = false
	m.Sections = append(m.Sections, s)
}

// lineStart returns the offset of the line that i is on.
func (m *markdownReader) lineStart(i int) int {
	return m.base + 1 + strings.LastIndexAny(m.Text[m.base:i], "\r\n")
}

// section returns the section that is read; at is where it begins if there is
// none yet.
func (m *markdownReader) section(at int) *Section {
	if len(m.Sections) == 0 {
		m.Sections = append(m.Sections, Section{Span: span.Span{Start: m.lineStart(at)}, Parent: -1})
	}
	return &m.Sections[len(m.Sections)-1]
}

// paragraph reads a paragraph: tags, the rows of a table, or prose.
func (m *markdownReader) paragraph(n ast.Node, top bool) {
	m.inline(n)
	if rows := m.delimiterRow(n); rows >= 0 {
		m.cells(rows)
		return
	}
	if top && len(m.raw) > 0 {
		runs := m.refine(false)
		list := join(m.Text, runs)
		if k := keywordsLine.FindString(list); k != "" && (closesSection(n) || strings.Contains(list, "|")) {
			s := m.section(runs[0].Start)
			s.Tags = append(s.Tags, m.splitTags(afterRuns(runs, len(k)))...)
			m.raw = m.raw[:0]
			return
		}
	}
	m.endBlock()
}

// closesSection reports whether nothing but a heading or a rule follows n.
func closesSection(n ast.Node) bool {
	next := n.NextSibling()
	for next != nil && next.Kind() == ast.KindThematicBreak {
		next = next.NextSibling()
	}
	return next == nil || next.Kind() == ast.KindHeading
}

// delimiter matches the row of a table that divides its head from its body.
var delimiter = regexp.MustCompile(`^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?\n?$`)

// delimiterRow returns the index of the line of a paragraph that makes a table
// of it, -1 if there is none.
func (m *markdownReader) delimiterRow(n ast.Node) int {
	lines := n.Lines()
	for i := 1; i < min(lines.Len(), 4); i++ {
		at := lines.At(i)
		if s := m.Text[m.base+at.Start : m.base+at.Stop]; strings.IndexByte(s, '|') >= 0 && delimiter.MatchString(s) {
			return m.base + at.Start
		}
	}
	return -1
}

// cells ends a block that is a table: every cell is a block. The row that
// begins at delimiter is none.
func (m *markdownReader) cells(delimiter int) {
	raw := m.raw
	end := delimiter + len(m.Text[delimiter:])
	if n := strings.IndexAny(m.Text[delimiter:], "\r\n"); n >= 0 {
		end = delimiter + n
	}
	m.raw = nil
	for _, r := range raw {
		from := r.Start
		for i := r.Start; i < r.End; i++ {
			switch c := m.Text[i]; {
			case delimiter <= i && i < end:
				from = i + 1
			case c == '\n' || c == '\r' || c == '|' && m.Text[max(i-1, r.Start)] != '\\':
				m.raw = appendRun(m.raw, from, i)
				m.endBlock()
				from = i + 1
			}
		}
		m.raw = appendRun(m.raw, from, r.End)
	}
	m.endBlock()
}

// endBlock makes a block of what was read, if there is prose in it.
func (m *markdownReader) endBlock() {
	if runs := m.take(); len(runs) > 0 {
		s := m.section(runs[0].Start)
		s.Blocks = append(s.Blocks, Block{runs})
	}
}

// inline adds the text in n to the block that is read.
func (m *markdownReader) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if m.hidden == "" {
				m.text(c)
			}
		case *ast.CodeSpan:
			if m.code {
				m.inline(c)
			}
		case *ast.Image, *ast.AutoLink:
		case *ast.RawHTML:
			m.rawHTML(c)
		default:
			m.inline(c)
		}
	}
	if n.Type() == ast.TypeBlock {
		m.hidden = ""
	}
}

// text adds a piece of text, with the line end that follows.
func (m *markdownReader) text(t *ast.Text) {
	from, to := m.base+t.Segment.Start, m.base+t.Segment.Stop
	if !t.SoftLineBreak() && !t.HardLineBreak() {
		m.raw = appendRun(m.raw, from, to)
		return
	}
	to = from + len(strings.TrimRight(m.Text[from:to], "\r\n"))
	next := to + len(m.Text[to:]) - len(strings.TrimLeft(m.Text[to:], " \t"))
	m.raw = appendRun(m.raw, from, to)
	if strings.HasPrefix(m.Text[next:], "\\") {
		next++
		to = next
	}
	if next < len(m.Text) && (m.Text[next] == '\n' || m.Text[next] == '\r') {
		m.raw = appendRun(m.raw, to, m.lineEnd(next))
	}
}

// rawHTML reads a tag within a paragraph: of a line break the first byte stays,
// to keep words apart, and code hides its text.
func (m *markdownReader) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	at := n.Segments.At(0)
	name, closing := tagName(m.Text[m.base+at.Start : m.base+at.Stop])
	switch {
	case name == "br" && m.code:
		m.shown.WriteString(Read(m.Text, m.refine(false)).Text + " ")
		m.raw = m.raw[:0]
	case name == "br" && m.hidden == "":
		m.raw = appendRun(m.raw, m.base+at.Start, m.base+at.Start+1) // keeps the words apart
	case closing && name == m.hidden:
		m.hidden = ""
	case !closing && m.hidden == "" && hides(name):
		m.hidden = name
	}
}
