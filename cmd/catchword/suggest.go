package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
)

type suggestCommand struct {
	common `embed:""`
	Format string     `enum:"text,json,jsonl" default:"text" help:"text, json (one array), or jsonl (a line for each report)."`
	Schema schemaFlag `env:"-" help:"Print the JSON Schema of a line, which is an element of the array too, and stop."`
}

// Help is shown by catchword suggest --help.
func (*suggestCommand) Help() string {
	return `Reads reports (exported pages, Markdown with front matter, plain text, JSON Lines) and prints for every section, and then for the report as a whole, the keywords that it is about: the best first, each with its score and the sentence of a place that speaks for it.

Examples:

	catchword suggest report.txt
	catchword suggest --vocab topics.csv --format jsonl archive/ > suggestions.jsonl
	cat draft.md | catchword suggest --limit 5`
}

func (c *suggestCommand) Run(ctx context.Context, std stdio) error {
	t, err := c.tagger(std)
	if err != nil {
		return err
	}
	if mute(t) {
		return errMute
	}
	return eachReport(ctx, &c.common, std, t.SuggestReport, c.printer)
}

// suggested is what suggest prints of a report in JSON.
type suggested struct {
	tagger.Result
	Problems []report.Problem `json:"problems"`
}

func newSuggested(r *report.Report, result tagger.Result) any {
	return suggested{result, append([]report.Problem{}, r.Problems...)}
}

func (c *suggestCommand) printer(w *bufio.Writer, s style) printer[tagger.Result] {
	page := page{Writer: w, style: s}
	return newPrinter(c.Format, w, newSuggested, page.result)
}

// A page is text output about reports. Errors are left to its writer, which
// keeps them.
type page struct {
	*bufio.Writer
	style
	begun bool
}

// begin prints the name and the title of a report.
func (p *page) begin(r *report.Report) {
	if p.begun {
		fmt.Fprint(p, "\n\n")
	}
	p.begun = true
	name := r.ID
	if name == "-" {
		name = "standard input"
	}
	name = cutStart(printable(name), p.columns-4)
	fmt.Fprintln(p, p.faint("── "+name+" "+strings.Repeat("─", max(1, p.columns-4-columnsOf(name)))))
	if r.Meta.Title != "" {
		p.lines(p.style.heading, r.Meta.Title)
	}
}

// lines prints a text on as many lines as it needs.
func (p *page) lines(paint func(string) string, text string) {
	for _, line := range wrap(text, p.columns) {
		fmt.Fprintln(p, paint(line))
	}
}

// heading prints the heading of a section.
func (p *page) heading(text string) {
	if text == "" {
		text = "(before the first heading)"
	}
	fmt.Fprintln(p)
	p.lines(p.style.heading, text)
}

// result prints the suggestions for a report.
func (p *page) result(r *report.Report, result tagger.Result) {
	p.begin(r)
	if n := len(result.Sections); n == 0 || n == 1 && result.Sections[0].Heading == "" {
		fmt.Fprintln(p)
		p.suggestions(r, result.Suggestions, n == 0)
		return
	}
	for i, section := range result.Sections {
		if section.Heading == "" && len(section.Suggestions) == 0 {
			continue
		}
		p.heading(section.Heading)
		p.suggestions(r, section.Suggestions, len(r.Sections[i].Blocks) == 0)
	}
	p.heading("The report as a whole")
	p.suggestions(r, result.Suggestions, false)
}

// suggestions prints a line for each suggestion, and one for the sentence of
// the place that best speaks for it.
func (p *page) suggestions(r *report.Report, suggestions []tagger.Suggestion, empty bool) {
	if len(suggestions) == 0 {
		what := "  no keywords"
		if empty {
			what = "  no text"
		}
		fmt.Fprintln(p, p.faint(what))
	}
	for _, g := range suggestions {
		fmt.Fprintf(p, "  %.2f  %s", g.Score, p.keyword(printable(g.Label)))
		if g.Occurrences > 1 {
			fmt.Fprint(p, p.faint(fmt.Sprintf("  %d mentions", g.Occurrences)))
		}
		if g.Approval {
			fmt.Fprint(p, p.faint("  needs approval"))
		}
		fmt.Fprintln(p)
		if len(g.Evidence) > 0 {
			p.evidence(r, bestEvidence(r, g.Evidence), "        ")
		}
		p.words(r, g.Words)
	}
}

// words prints the words that speak for a keyword, as far as they fit on a line.
func (p *page) words(r *report.Report, words []tagger.SpeakingWord) {
	if len(words) == 0 {
		return
	}
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = strings.Join(strings.Fields(printable(report.Unescape(w.In(r.Text)))), " ")
	}
	fmt.Fprintln(p, "        "+p.faint(cutEnd("for its words: "+strings.Join(all, ", "), p.columns-8)))
}

// evidence prints a piece of evidence in its sentence.
func (p *page) evidence(r *report.Report, e tagger.Evidence, indent string) {
	how := howMatched(e)
	x := newExcerpt(r, e).fit(p.columns - columnsOf(indent+how) - len("[]"))
	fmt.Fprint(p, indent, x.before, p.match(x.match), x.after, p.faint(how), "\n")
}

// bestEvidence returns the first of the places that are met most surely, and
// not in a title or heading, which is read anyway.
func bestEvidence(r *report.Report, all []tagger.Evidence) tagger.Evidence {
	rank := func(e tagger.Evidence) int {
		n := 2 * int(max(e.Match, tagger.Plural))
		if e.Section < 0 || covers(r.Sections[e.Section].HeadingRuns, e.Span) {
			n++
		}
		return n
	}
	best := all[0]
	for _, e := range all[1:] {
		if rank(e) < rank(best) {
			best = e
		}
	}
	return best
}

// howMatched says what the reader of an excerpt can't see.
func howMatched(e tagger.Evidence) string {
	if e.Match <= tagger.Plural {
		return ""
	}
	return " (" + e.Match.String() + ")"
}
