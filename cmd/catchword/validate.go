package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

type validateCommand struct {
	common `embed:""`
	Format string `enum:"text,json,jsonl,sarif,github" default:"text" help:"text, json, jsonl, sarif, or github (annotations of a workflow)."`
	FailOn string `enum:"error,warning,info,never" default:"error" help:"Exit with 1 if a verdict is this bad: error, warning, info, or never."`
	All    bool   `help:"In text, also print the verdicts on tags that are right."`
}

// Help is shown by catchword validate --help.
func (*validateCommand) Help() string {
	return `Reads reports with the tags that they carry, and gives a verdict on each tag: is it in the vocabulary, under its preferred label, and does the text speak of it? Tags that the text speaks of strongly and that are not there are named too.

Exit status: 0 if all is well, 1 if a verdict is as bad as --fail-on, 2 if an input could not be read.

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
	out := bufio.NewWriter(std.out)
	print := c.printer(out, newStyle(std.out))
	bad := false
	var total tally
	err = eachReport(ctx, &c.common, std, t.Validate, func(r *report.Report, verdicts []tagger.Verdict) error {
		total.add(verdicts)
		bad = bad || c.fails(verdicts)
		return print.print(r, verdicts)
	})
	err = finish(err, print.close, out.Flush)
	if c.Format == "text" && err == nil {
		fmt.Fprintln(std.err, total)
	}
	if err == nil && bad {
		return errFound
	}
	return err
}

// fails reports whether a verdict is as bad as --fail-on.
func (c *validateCommand) fails(verdicts []tagger.Verdict) bool {
	least := map[string]vocab.Severity{"error": vocab.Error, "warning": vocab.Warning, "info": vocab.Info}
	for _, v := range verdicts {
		if at, ok := least[c.FailOn]; ok && v.Severity >= at && v.Rule != tagger.RuleSupported {
			return true
		}
	}
	return false
}

// tally counts verdicts by what they say of tags.
type tally struct{ reports, tags, supported, errors, warnings, missing int }

func (t *tally) add(verdicts []tagger.Verdict) {
	t.reports++
	for _, v := range verdicts {
		switch {
		case v.Rule == tagger.RuleMissing:
			t.missing++
			continue
		case v.Rule == tagger.RuleSupported:
			t.supported++
		case v.Severity == vocab.Error:
			t.errors++
		case v.Severity == vocab.Warning:
			t.warnings++
		}
		t.tags++
	}
}

func (t tally) String() string {
	return fmt.Sprintf("%d reports, %d verdicts on tags: %d supported, %d errors, %d warnings; %d tags missing",
		t.reports, t.tags, t.supported, t.errors, t.warnings, t.missing)
}

// validation is what validate prints of a report in JSON.
type validation struct {
	ID       string           `json:"id"`
	Verdicts []tagger.Verdict `json:"verdicts"`
}

func (c *validateCommand) printer(w *bufio.Writer, s style) printer[[]tagger.Verdict] {
	value := func(r *report.Report, verdicts []tagger.Verdict) any {
		if verdicts == nil {
			verdicts = []tagger.Verdict{}
		}
		return validation{r.ID, verdicts}
	}
	none := func() error { return nil }
	switch c.Format {
	case "json":
		return jsonPrinter(w, value)
	case "jsonl":
		return jsonlPrinter(w, value)
	case "sarif":
		return sarifPrinter(w)
	case "github":
		return printer[[]tagger.Verdict]{func(r *report.Report, verdicts []tagger.Verdict) error {
			printGitHub(w, r, verdicts)
			return w.Flush()
		}, none}
	}
	return printer[[]tagger.Verdict]{func(r *report.Report, verdicts []tagger.Verdict) error {
		for _, v := range verdicts {
			if v.Rule != tagger.RuleSupported || c.All {
				printVerdict(w, s, r, v)
			}
		}
		return w.Flush()
	}, none}
}

// printVerdict prints a verdict in the form that compilers use, so that editors
// can jump to it.
func printVerdict(w io.Writer, s style, r *report.Report, v tagger.Verdict) {
	place := fmt.Sprintf("%s:%d", r.Path, v.Line)
	if !v.Span.IsEmpty() {
		p := r.Position(v.Span.Start)
		place = fmt.Sprintf("%s:%d:%d", r.Path, p.Line, p.Column)
	}
	word := v.Severity.String()
	if v.Rule == tagger.RuleSupported {
		word = "ok"
	}
	fmt.Fprintf(w, "%s: %s: %s %s%s\n", place, s.severity(word), v.Message, s.faint("["+string(v.Rule)+"]"), where(r, v))
}

// where names the sections that support a report's tag.
func where(r *report.Report, v tagger.Verdict) string {
	var names []string
	for _, i := range v.Support {
		if h := r.Sections[i].Heading; h != "" {
			names = append(names, fmt.Sprintf("%q", h))
		}
	}
	if v.Rule != tagger.RuleSupported || len(names) == 0 {
		return ""
	}
	if more := len(names) - 3; more > 0 {
		names = append(names[:3], fmt.Sprintf("and %d more", more))
	}
	return " in " + strings.Join(names, ", ")
}

// printGitHub prints a verdict as a workflow command of GitHub Actions.
func printGitHub(w io.Writer, r *report.Report, verdicts []tagger.Verdict) {
	escape := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	command := map[vocab.Severity]string{vocab.Info: "notice", vocab.Warning: "warning", vocab.Error: "error"}
	for _, v := range verdicts {
		if v.Rule == tagger.RuleSupported {
			continue
		}
		line, column := v.Line, ""
		if !v.Span.IsEmpty() {
			p := r.Position(v.Span.Start)
			line, column = p.Line, fmt.Sprintf(",col=%d", p.Column)
		}
		fmt.Fprintf(w, "::%s file=%s,line=%d%s,title=%s::%s\n", command[v.Severity], escapeProperty.Replace(r.Path), line, column,
			escapeProperty.Replace(string(v.Rule)), escape.Replace(v.Message))
	}
}
