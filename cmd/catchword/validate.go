package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

type validateCommand struct {
	common `embed:""`
	Format string     `enum:"text,json,jsonl,sarif,github" default:"text" help:"text, json (one array), jsonl (a line for each report), sarif, or github (annotations of a workflow)."`
	FailOn string     `enum:"error,warning,info,never" default:"error" help:"Exit with 1 if a verdict is this bad: error, warning, info, or never."`
	All    bool       `help:"In text, also print the verdicts on tags that are right."`
	Schema schemaFlag `env:"-" help:"Print the JSON Schema of a line, which is an element of the array too, and stop."`
}

// Help is shown by catchword validate --help.
func (*validateCommand) Help() string {
	return `Reads reports with the tags that they carry, and gives a verdict on each tag: is it in the vocabulary, under its preferred label, and does the text speak of it? Keywords that the text speaks of strongly and that are no tags are named too.

Exit status: 0 if all is well, 1 if a verdict is as bad as --fail-on, 2 if an input, or its front matter, could not be read.

Examples:

	catchword validate report.txt
	catchword validate --vocab topics.csv --fail-on warning archive/
	catchword validate --format sarif archive/ > tags.sarif`
}

func (c *validateCommand) Run(ctx context.Context, std stdio) error {
	t, err := c.tagger(std)
	if err != nil {
		return err
	}
	var total tally
	err = eachReport(ctx, &c.common, std, t.Validate, func(w *bufio.Writer, s style) printer[[]tagger.Verdict] {
		p := c.printer(w, s)
		print := p.print
		p.print = func(r *report.Report, verdicts []tagger.Verdict) error {
			total.add(r, verdicts)
			return print(r, verdicts)
		}
		return p
	})
	if c.Format == "text" && total.reports > 0 {
		fmt.Fprintln(std.err, total)
	}
	if total.unknown > 0 {
		c.printBuiltIn(std.err)
	}
	if err == nil && total.fails(c.FailOn) {
		return errFound
	}
	return err
}

// tally counts reports, their tags, and what is said of them.
type tally struct {
	reports, tags      int
	supported, missing int
	unknown            int
	bySeverity         [vocab.Error + 1]int // without those that are supported
}

func (t *tally) add(r *report.Report, verdicts []tagger.Verdict) {
	t.reports++
	t.tags += len(r.Tags)
	for i := range r.Sections {
		t.tags += len(r.Sections[i].Tags)
	}
	for _, v := range verdicts {
		switch v.Rule {
		case tagger.RuleSupported:
			t.supported++
			continue
		case tagger.RuleMissing:
			t.missing++
		case tagger.RuleUnknown:
			t.unknown++
		}
		t.bySeverity[v.Severity]++
	}
}

// fails reports whether a verdict was as bad as a value of --fail-on.
func (t *tally) fails(on string) bool {
	switch on {
	case "error":
		return t.bySeverity[vocab.Error] > 0
	case "warning":
		return t.bySeverity[vocab.Error]+t.bySeverity[vocab.Warning] > 0
	case "info":
		return t.bySeverity[vocab.Error]+t.bySeverity[vocab.Warning]+t.bySeverity[vocab.Info] > 0
	}
	return false
}

func (t tally) String() string {
	return fmt.Sprintf("%s with %s: %d supported; %s, %s, %d info (%d missing)", plural(t.reports, "report"), plural(t.tags, "tag"), t.supported,
		plural(t.bySeverity[vocab.Error], "error"), plural(t.bySeverity[vocab.Warning], "warning"), t.bySeverity[vocab.Info], t.missing)
}

// validation is what validate prints of a report in JSON.
type validation struct {
	ID       string           `json:"id"`
	Path     string           `json:"path"`
	Verdicts []tagger.Verdict `json:"verdicts"`
	Problems []report.Problem `json:"problems"`
}

func newValidation(r *report.Report, verdicts []tagger.Verdict) any {
	return validation{r.ID, r.Path, append([]tagger.Verdict{}, verdicts...), append([]report.Problem{}, r.Problems...)}
}

func (c *validateCommand) printer(w *bufio.Writer, s style) printer[[]tagger.Verdict] {
	switch c.Format {
	case "sarif":
		return sarifPrinter(w)
	case "github":
		return githubPrinter(w)
	}
	return newPrinter(c.Format, w, newValidation, func(r *report.Report, verdicts []tagger.Verdict) {
		for _, v := range verdicts {
			if v.Rule != tagger.RuleSupported || c.All {
				printVerdict(w, s, r, v)
			}
		}
	})
}

// printVerdict prints a verdict in the form that compilers use, so that editors
// can jump to it. Errors are left to the buffered writer, which keeps them.
func printVerdict(w io.Writer, s style, r *report.Report, v tagger.Verdict) {
	from, _ := placeOf(r, v)
	place := fmt.Sprintf("%s:%d", printable(fileOfTag(r, v)), from.Line)
	if from.Column > 0 {
		place += fmt.Sprintf(":%d", from.Column)
	}
	word := v.Severity.String()
	if v.Rule == tagger.RuleSupported {
		word = "ok"
	}
	fmt.Fprintf(w, "%s: %s: %s %s\n", place, s.severity(word), printable(v.Message+where(r, v)), s.faint("["+string(v.Rule)+"]"))
}

// placeOf returns where the tag of a verdict begins and ends; with nothing but
// the line if it has no place in the text.
func placeOf(r *report.Report, v tagger.Verdict) (from, to span.Position) {
	if v.Span.IsEmpty() {
		line := span.Position{Line: max(v.Line, 1)}
		return line, line
	}
	return r.Position(v.Span.Start), r.Position(v.Span.End)
}

// fileOfTag returns the file that a verdict is about.
func fileOfTag(r *report.Report, v tagger.Verdict) string { return cmp.Or(v.Path, r.Path) }

// where names the sections that support a report's tag, or the one that a
// verdict is about.
func where(r *report.Report, v tagger.Verdict) string {
	if v.Section >= 0 {
		return fmt.Sprintf(", in section %q", r.Sections[v.Section].Heading)
	}
	if v.Rule != tagger.RuleSupported {
		return ""
	}
	var names []string
	for _, i := range v.Support {
		if h := r.Sections[i].Heading; h != "" {
			names = append(names, fmt.Sprintf("%q", h))
		}
	}
	if more := len(names) - 3; more > 0 {
		names = append(names[:3], fmt.Sprintf("and %d more", more))
	}
	if len(names) == 0 {
		return ""
	}
	return ", in " + strings.Join(names, ", ")
}
