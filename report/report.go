package report

import (
	"iter"
	"sort"
	"sync/atomic"

	"github.com/catchword/catchword/span"
)

// A Report is a text and what is known of its parts. It must not be copied or
// changed after its first use, and is then safe for concurrent use.
type Report struct {
	// ID is the path as given, with slashes and extension, or the id of a
	// record in a file of many; with its line where it has none.
	ID string
	// Path is the file as given, "-" for standard input.
	Path string
	// Line is the line of the file that the report begins on: 1, but for a
	// record in a file of many.
	Line int
	// Text is the file, byte for byte, unless Encoding says otherwise.
	Text   string
	Format Format
	// Encoding is what Text was decoded from, such as "UTF-16LE",
	// "Windows-1252", "JSON" or "CSV"; "" if it is the file as it is.
	Encoding string
	Meta     Meta
	// Title holds the runs of Text that are the report's title; none if there
	// is no title, or if the title is the heading of a section.
	Title []span.Span
	// Summary holds the runs of a summary or description in the front matter.
	Summary []span.Span
	// Sections are in the order of the text.
	Sections []Section
	// Tags are those of the report as a whole. Where a file of subjects stands
	// beside a text, they are those of that file.
	Tags []Tag
	// Problems are the defects that were found, in the order of the text.
	Problems []Problem

	lines atomic.Pointer[span.Lines]
}

// Meta is what a report says of itself. What it doesn't say is empty.
type Meta struct {
	Title       string   `json:"title,omitempty"`
	Country     string   `json:"country,omitempty"`
	CountryCode string   `json:"countryCode,omitempty"`
	City        string   `json:"city,omitempty"`
	Authors     []Author `json:"authors,omitempty"`
	Categories  []string `json:"categories,omitempty"`
	Summary     string   `json:"summary,omitempty"`
}

// An Author is one who wrote a report, with the affiliation where it is stated.
type Author struct {
	Name        string `json:"name"`
	Affiliation string `json:"affiliation,omitempty"`
}

// A Section reaches from its heading to where the next heading begins. Text
// before the first heading is a section without a heading, of level 0.
type Section struct {
	span.Span
	// Heading is the heading as it reads: without markup and character references.
	Heading string
	// HeadingRuns holds the runs of the heading that are prose; none if it only
	// repeats the title.
	HeadingRuns []span.Span
	// Level is 1 for the highest, 0 without a heading.
	Level int
	// Parent is the index of the section that this one is part of, -1 if there
	// is none.
	Parent int
	// Blocks is empty for a heading without text.
	Blocks []Block
	// Tags are those that a paragraph Keywords:, or a record, gives this section.
	Tags []Tag
}

// A Block is a paragraph, an item of a list or a cell of a table: its runs of
// prose, in order. Concatenated, they read as the text does, but for character
// references: see [Read]. A line end within a block belongs to the run before it.
type Block struct {
	Runs []span.Span
}

// A Tag is a keyword as its author wrote it; in the text of Markdown, as it reads.
type Tag struct {
	Label string    // a label or an ID
	ID    string    // the concept's ID, where it is given beside a label; else ""
	Span  span.Span // without quotes; empty where the tag has no place in Text
	Path  string    // the file of subjects that it stands in; "" if that is the report's
	Line  int       // of the file
}

// Position returns the place in the file of an offset of Text. In a record in a
// file of many, it is the beginning of that record. It is safe for concurrent
// use; the first call indexes the lines.
func (r *Report) Position(offset int) span.Position {
	if r.Format.isRecord() {
		return span.Position{Line: r.Line, Column: 1}
	}
	return r.index().Position(offset)
}

// index returns the lines of the text.
func (r *Report) index() *span.Lines {
	lines := r.lines.Load()
	if lines == nil {
		lines = span.NewLines(r.Text)
		r.lines.Store(lines)
	}
	return lines
}

// lineAt returns the line of Position(offset), whatever the line's length in
// the same time.
func (r *Report) lineAt(offset int) int {
	if r.Format.isRecord() {
		return r.Line
	}
	lines := r.index()
	return min(1+sort.Search(lines.Count(), func(i int) bool { return lines.Line(i+1).End > offset }), lines.Count())
}

// Prose yields the runs of what is prose, in order: those of the title, of the
// summary and, of each section, of its heading and of each block.
func (r *Report) Prose() iter.Seq[[]span.Span] {
	return func(yield func([]span.Span) bool) {
		if !yield(r.Title) || !yield(r.Summary) {
			return
		}
		for i := range r.Sections {
			if !yield(r.Sections[i].HeadingRuns) {
				return
			}
			for _, block := range r.Sections[i].Blocks {
				if !yield(block.Runs) {
					return
				}
			}
		}
	}
}

// SectionAt returns the index of the section that holds the byte at offset, or
// -1. The end of the text belongs to the section before it.
func (r *Report) SectionAt(offset int) int {
	i := sort.Search(len(r.Sections), func(i int) bool { return r.Sections[i].Start > offset }) - 1
	if i < 0 {
		return -1
	}
	if s := r.Sections[i].Span; s.Contains(offset) || offset == s.End && offset == len(r.Text) {
		return i
	}
	return -1
}
