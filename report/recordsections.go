package report

import (
	"encoding/json"
	"strings"

	"github.com/catchword/catchword/span"
)

// A recordSection is a section that a record gives apart from its text.
type recordSection struct {
	span.Span     // of Report.Text
	heading, text span.Span
	key           string // of its subjects
	subjects      json.RawMessage
}

// composeSections puts the sections of a record behind the text that it has
// composed, each as its heading and its text, and returns where they are: none, if
// the value is not a list of objects that have a text each.
func (rd *Reader) composeSections(text string, value json.RawMessage) (string, []recordSection) {
	var list []map[string]json.RawMessage
	if value == nil || json.Unmarshal(value, &list) != nil {
		return text, nil
	}
	var b strings.Builder
	b.WriteString(text)
	write := func(s string) span.Span {
		if b.Len() > 0 && s != "" {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(s)
		return span.Span{Start: start, End: b.Len()}
	}
	sections := make([]recordSection, len(list))
	for i, fields := range list {
		s := &sections[i]
		var heading, body string
		if json.Unmarshal(fields["text"], &body) != nil || fields["heading"] != nil && json.Unmarshal(fields["heading"], &heading) != nil {
			return text, nil
		}
		s.heading, s.text = write(oneLine(heading)), write(body)
		if s.Start = s.heading.Start; s.heading.IsEmpty() {
			s.Start = s.text.Start
		}
		if i > 0 {
			sections[i-1].End = s.Start
		}
		s.End = b.Len()
		for _, key := range rd.subjectKeys() {
			if value, ok := fields[key]; ok {
				s.key, s.subjects = key, value
				break
			}
		}
	}
	return b.String(), sections
}

// readSections makes sections of those of a record. They are on one level, and what
// is in their text is no heading.
func (p *parser) readSections(all []recordSection) {
	for i := range all {
		s := &all[i]
		if n := len(p.Sections); n > 0 {
			p.Sections[n-1].End = s.Start
		}
		section := Section{Span: s.Span, Heading: s.heading.In(p.Text), HeadingRuns: p.appendText(nil, s.heading.Start, s.heading.End), Parent: -1}
		if !s.heading.IsEmpty() {
			section.Level = 1
		}
		if i == 0 && strings.EqualFold(section.Heading, p.Meta.Title) {
			section.HeadingRuns = nil // the title again
		}
		if s.subjects != nil {
			section.Tags = p.subjects(s.key, s.subjects)
		}
		ps := p.paragraphs(s.text)
		for j, at := range ps {
			p.addParagraph(&section, at, j+1 == len(ps))
		}
		p.Sections = append(p.Sections, section)
	}
}
