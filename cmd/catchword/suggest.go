package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
)

type suggestCommand struct {
	common `embed:""`
	Format string `enum:"text,json,jsonl" default:"text" help:"text, json (one array), or jsonl (a line for each report)."`
}

// Help is shown by catchword suggest --help.
func (*suggestCommand) Help() string {
	return `Reads reports (pages as exported, Markdown with front matter, plain text, JSONL) and prints, for every section, the keywords that it is about, the best first, each with its score and the places that speak for it.

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
	out := bufio.NewWriter(std.out)
	printer := newResultPrinter(c.Format, out, newStyle(std.out))
	err = eachReport(ctx, &c.common, std, t.SuggestReport, printer.print)
	return finish(err, printer.close, out.Flush)
}

// finish runs the last steps of an output and returns the first error.
func finish(err error, steps ...func() error) error {
	for _, step := range steps {
		if e := step(); err == nil {
			err = e
		}
	}
	return err
}

// A printer prints what was made of reports, one after the other.
type printer[T any] struct {
	print func(*report.Report, T) error
	close func() error
}

func newResultPrinter(format string, w *bufio.Writer, s style) printer[tagger.Result] {
	switch format {
	case "json":
		return jsonPrinter(w, func(_ *report.Report, r tagger.Result) any { return r })
	case "jsonl":
		return jsonlPrinter(w, func(_ *report.Report, r tagger.Result) any { return r })
	}
	return printer[tagger.Result]{
		print: func(r *report.Report, result tagger.Result) error { return printResult(w, s, r, result) },
		close: func() error { return nil },
	}
}

// jsonlPrinter prints one line of JSON for each report, as soon as it is known.
func jsonlPrinter[T any](w *bufio.Writer, value func(*report.Report, T) any) printer[T] {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return printer[T]{
		print: func(r *report.Report, v T) error {
			if err := encoder.Encode(value(r, v)); err != nil {
				return err
			}
			return w.Flush()
		},
		close: func() error { return nil },
	}
}

// jsonPrinter prints an array with an element for each report.
func jsonPrinter[T any](w *bufio.Writer, value func(*report.Report, T) any) printer[T] {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("  ", "  ")
	separator := "[\n  "
	return printer[T]{
		print: func(r *report.Report, v T) error {
			if _, err := io.WriteString(w, separator); err != nil {
				return err
			}
			separator = "  ,\n  "
			return encoder.Encode(value(r, v))
		},
		close: func() error {
			if separator[0] == '[' {
				_, err := io.WriteString(w, "[]\n")
				return err
			}
			_, err := io.WriteString(w, "]\n")
			return err
		},
	}
}

// printResult prints the suggestions for a report as text.
func printResult(w *bufio.Writer, s style, r *report.Report, result tagger.Result) error {
	fmt.Fprintln(w, s.faint(r.ID))
	if r.Meta.Title != "" {
		fmt.Fprintln(w, s.heading(r.Meta.Title))
	}
	for _, section := range result.Sections {
		if section.Heading == "" && len(section.Suggestions) == 0 {
			continue
		}
		heading := section.Heading
		if heading == "" {
			heading = "(before the first heading)"
		}
		fmt.Fprintf(w, "\n%s\n", s.heading(heading))
		printSuggestions(w, s, r, section.Suggestions)
	}
	if len(result.Sections) != 1 {
		fmt.Fprintf(w, "\n%s\n", s.heading("The report as a whole"))
		printSuggestions(w, s, r, result.Suggestions)
	}
	fmt.Fprintln(w)
	return w.Flush()
}

// printSuggestions prints a line for each suggestion and one for the first
// place that speaks for it.
func printSuggestions(w io.Writer, s style, r *report.Report, suggestions []tagger.Suggestion) {
	if len(suggestions) == 0 {
		fmt.Fprintln(w, s.faint("  no keywords"))
	}
	for _, g := range suggestions {
		fmt.Fprintf(w, "  %.2f  %s", g.Score, s.keyword(g.Label))
		if g.Occurrences > 1 {
			fmt.Fprint(w, s.faint(fmt.Sprintf("  %d×", g.Occurrences)))
		}
		fmt.Fprintln(w)
		if len(g.Evidence) > 0 {
			e := bestEvidence(g.Evidence)
			fmt.Fprintf(w, "        %s%s\n", excerpt(r.Text, e.Span, s), s.faint(howMatched(e)))
		}
	}
}

// bestEvidence returns the first of the places that are met most surely.
func bestEvidence(all []tagger.Evidence) tagger.Evidence {
	best := all[0]
	for _, e := range all[1:] {
		if e.Match < best.Match {
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
