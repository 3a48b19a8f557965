package report

import (
	"regexp"
	"strings"

	"github.com/catchword/catchword/span"
)

// banner and contentKeywords are lines of a page that are always the same.
var (
	banner          = regexp.MustCompile(`^(?i:keywords? search)$`)
	contentKeywords = regexp.MustCompile(`^(?i:content keywords?)\s*:?$`)
)

// hasPageMarks reports whether a text has lines that only a page has.
func hasPageMarks(text string) bool {
	i := 0
	for at := range linesOf(text, span.Span{Start: 0, End: len(text)}) {
		line := trim(text, at)
		if line.IsEmpty() || line.Len() > 40 {
			continue
		}
		s := line.In(text)
		if i == 0 && banner.MatchString(s) || (s[0] == 'C' || s[0] == 'c') && contentKeywords.MatchString(s) {
			return true
		}
		i++
	}
	return false
}

// page reads a page or a plain text.
func (p *parser) page(part span.Span) {
	ps, foot := p.readFoot(p.paragraphs(part))
	ps, head := p.readHead(ps, foot)
	if foot.isPage || head {
		p.Format = Page
	}
	p.pageBody(ps, foot.start)
}

// A foot is what stands under the text of a page.
type foot struct {
	isPage bool
	start  int    // offset
	title  string // repeated
}

// readFoot reads what stands under the text and returns what is above it. Under
// Content keywords nothing is text; without it, the foot is Categories:, the
// repeated title, and a Keywords: line that is the last of the text.
func (p *parser) readFoot(ps []paragraph) ([]paragraph, foot) {
	f := foot{start: len(p.Text)}
	for i := range ps {
		if ps[i].Len() < 40 && contentKeywords.MatchString(ps[i].In(p.Text)) {
			f.isPage, f.start = true, ps[i].mark
			p.readFootLines(ps[i+1:], &f)
			return ps[:i], f
		}
	}
	end := len(ps)
	if end > 0 && categoriesLine.MatchString(ps[end-1].In(p.Text)) {
		end--
		f.isPage = true
		if end > 0 && keywordsLine.MatchString(ps[end-1].In(p.Text)) {
			end--
		} else if end > 1 && keywordsLine.MatchString(ps[end-2].In(p.Text)) || end > 1 && p.repeatsTitle(ps, end-1) {
			end--
			if end > 0 && keywordsLine.MatchString(ps[end-1].In(p.Text)) {
				end--
			}
		}
	} else if end > 0 && keywordsLine.MatchString(ps[end-1].In(p.Text)) && (!p.sectionsHaveTags(ps[:end-1]) || end > 1 && keywordsLine.MatchString(ps[end-2].In(p.Text))) {
		end--
		f.isPage = true
	} else if end > 1 && keywordsLine.MatchString(ps[end-2].In(p.Text)) && p.repeatsTitle(ps, end-1) {
		end -= 2
		f.isPage = true
	}
	if end < len(ps) {
		f.start = ps[end].mark
	}
	p.readFootLines(ps[end:], &f)
	return ps[:end], f
}

// sectionsHaveTags reports whether one of the paragraphs lists keywords.
func (p *parser) sectionsHaveTags(ps []paragraph) bool {
	for _, at := range ps {
		if keywordsLine.MatchString(at.In(p.Text)) {
			return true
		}
	}
	return false
}

// repeatsTitle reports whether a paragraph is a title and says the same as one
// of the first.
func (p *parser) repeatsTitle(ps []paragraph, i int) bool {
	if !looksLikeHeading(ps[i].In(p.Text)) {
		return false
	}
	for _, at := range ps[:min(i, 8)] {
		if at.Len() <= maxHeadingBytes && strings.EqualFold(at.In(p.Text), ps[i].In(p.Text)) {
			return true
		}
	}
	return false
}

// readFootLines reads the lines of the foot: each is known by how it begins,
// and the one that begins like none is the title.
func (p *parser) readFootLines(ps []paragraph, f *foot) {
	for i := 0; i < len(ps); i++ {
		s := ps[i].In(p.Text)
		if m := keywordsLine.FindString(s); m != "" {
			list := span.Span{Start: ps[i].Start + len(m), End: ps[i].End}
			if list.IsEmpty() && i+1 < len(ps) && !categoriesLine.MatchString(ps[i+1].In(p.Text)) {
				i++ // the list is on its own line
				list = ps[i].Span
			}
			p.Tags = append(p.Tags, p.splitTags([]span.Span{list})...)
		} else if m := categoriesLine.FindString(s); m != "" {
			for _, c := range p.splitTags([]span.Span{{Start: ps[i].Start + len(m), End: ps[i].End}}) {
				p.Meta.Categories = append(p.Meta.Categories, c.Label)
			}
		} else if f.title == "" && looksLikeHeading(s) {
			f.title = oneLine(s)
		}
	}
}

// pageBody makes sections of the paragraphs of a page, which reach to end.
func (p *parser) pageBody(ps []paragraph, end int) {
	is := p.headings(ps)
	for i, at := range ps {
		last := len(p.Sections) - 1
		if is[i] {
			if last >= 0 {
				p.Sections[last].End = at.mark
			}
			p.Sections = append(p.Sections, Section{
				Span: span.Span{Start: at.mark, End: at.End}, Heading: oneLine(at.In(p.Text)),
				HeadingRuns: p.appendText(nil, at.Start, at.End), Level: 1, Parent: -1,
			})
			continue
		}
		if last < 0 {
			p.Sections = append(p.Sections, Section{Span: span.Span{Start: at.mark}, Parent: -1})
			last = 0
		}
		p.addParagraph(&p.Sections[last], at, i+1 == len(ps) || is[i+1])
	}
	if n := len(p.Sections); n > 0 {
		p.Sections[n-1].End = end
	}
}

// addParagraph adds to a section a paragraph that may close it: tags, or prose.
func (p *parser) addParagraph(s *Section, at paragraph, closes bool) {
	text := at.In(p.Text)
	if m := keywordsLine.FindString(text); m != "" && (closes || strings.IndexByte(text, '|') >= 0) {
		s.Tags = append(s.Tags, p.splitTags([]span.Span{{Start: at.Start + len(m), End: at.End}})...)
		return
	}
	if runs := p.appendText(nil, at.Start, at.End); len(runs) > 0 {
		s.Blocks = append(s.Blocks, Block{runs})
	}
}
