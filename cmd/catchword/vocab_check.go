package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

type vocabCheckCommand struct {
	File       string `arg:"" optional:"" help:"The vocabulary."`
	vocabInput `embed:""`

	Corpus        []string   `sep:"none" placeholder:"PATH" help:"Reports (files, folders) to count labels in, so that the worst come first. May be repeated."`
	Lang          string     `placeholder:"LANG" help:"Language of the texts and of the labels to look for in them. By default, that of most labels, or en."`
	Jobs          int        `short:"j" placeholder:"N" help:"Reports to count at once. By default, one for each processor."`
	Only          []string   `placeholder:"RULE" help:"Report these rules only, such as label/duplicate or relation/*."`
	Ignore        []string   `placeholder:"RULE" help:"Don't report these rules."`
	Baseline      string     `placeholder:"FILE" help:"Don't report the problems in this file."`
	WriteBaseline string     `placeholder:"FILE" help:"Write the problems that there are to this file, and report nothing."`
	FailOn        string     `enum:"error,warning,info,never" default:"error" help:"Exit with 1 if a problem is this bad: error, warning, info, or never."`
	Show          int        `default:"10" placeholder:"N" help:"In text, show so many problems of each rule; 0 for all."`
	Format        string     `enum:"text,json,jsonl,sarif,github" default:"text" help:"text, json, jsonl (a line for each problem), sarif, or github (annotations of a workflow)."`
	Rules         bool       `help:"Print the rules, with the greatest severity that a problem has and a description, and stop."`
	Schema        schemaFlag `env:"-" help:"Print the JSON Schema of what it prints in JSON, and stop."`
}

// Help is shown by catchword vocab check --help.
func (*vocabCheckCommand) Help() string {
	return `Reports what is wrong with a vocabulary: what could not be read; what an editor of a thesaurus wants to know of, such as one label for two concepts, cycles, orphans, gaps in translation; and what only one who looks for the labels in texts can know: labels of two concepts that are the same words there, labels that are everyday words, labels of which nothing is left. With --corpus, it says how often these occur. With --overlay, what is wrong with that too, and no more what it has settled: labels of concepts that it omits, labels that are phrases in which the concept is not meant.

A big old vocabulary can be adopted with the problems that it has: write them to a baseline, and from then on only new ones are reported.

Exit status: 0 if all is well, 1 if a problem is as bad as --fail-on, 2 if the vocabulary or a report could not be read.

Examples:

	catchword vocab check topics.csv
	catchword vocab check topics.csv --corpus archive/ --only 'label/*'
	catchword vocab check thesaurus.json --write-baseline known.json
	catchword vocab check thesaurus.json --baseline known.json --format sarif`
}

func (c *vocabCheckCommand) Run(ctx context.Context, std stdio) error {
	if c.Rules {
		return c.printRules(std)
	}
	if err := c.check(); err != nil {
		return err
	}
	keep, err := newRuleFilter(c.Only, c.Ignore)
	if err != nil {
		return err
	}
	var known *baseline
	if c.Baseline != "" {
		if known, err = readBaseline(c.Baseline); err != nil {
			return err
		}
	}
	l, _, err := c.open(std, given(c.File), func([]string) bool { return true })
	if err != nil {
		return err
	}
	all, counted, err := c.problems(ctx, std, l)
	if err != nil && !errors.Is(err, errUnread) {
		return err
	}
	all = slices.DeleteFunc(all, func(p checkProblem) bool { return !keep(p.Rule) })
	if c.WriteBaseline != "" {
		if e := writeBaseline(c.WriteBaseline, all); e != nil {
			return e
		}
		fmt.Fprintf(std.err, "%s: %s\n", printable(c.WriteBaseline), plural(len(all), "problem"))
		return err
	}
	result := checkResult{File: nameOf(l.file), Concepts: l.Len(), Reports: counted, Problems: []checkProblem{}}
	for _, p := range all {
		if known.has(p) {
			result.Known++
		} else {
			result.Problems = append(result.Problems, p)
			result.bySeverity[p.Severity]++
		}
	}
	result.Errors, result.Warnings, result.Info = result.bySeverity[vocab.Error], result.bySeverity[vocab.Warning], result.bySeverity[vocab.Info]
	if e := writing(std, func(w *bufio.Writer, s style) error { return c.print(w, s, &result) }); e != nil {
		return e
	}
	if c.Format == "text" {
		fmt.Fprintln(std.err, result.String())
	}
	switch {
	case err != nil:
		return err
	case fails(c.FailOn, result.bySeverity):
		return errFound
	}
	return nil
}

// check says which flag has a value that it can't have.
func (c *vocabCheckCommand) check() error {
	switch {
	case c.Show < 0:
		return fmt.Errorf("--show is a number from 0 on, not %d", c.Show)
	case c.Jobs < 0:
		return fmt.Errorf("--jobs is a number from 1 on, not %d", c.Jobs)
	case c.WriteBaseline != "" && !isDevice(c.WriteBaseline):
		file, _ := c.file(given(c.File), func([]string) bool { return true })
		return checkOutput("--write-baseline", c.WriteBaseline, "baseline", isBaseline, append(slices.Clone(c.Corpus), file, c.Overlay)...)
	}
	return nil
}

// fails reports whether there are problems as bad as a value of --fail-on.
func fails(on string, bySeverity [vocab.Error + 1]int) bool {
	for s := vocab.Error; s.String() != "" && on != "never"; s-- {
		if bySeverity[s] > 0 {
			return true
		}
		if s.String() == on || s == vocab.Info {
			break
		}
	}
	return false
}

// A checkProblem is a problem as check prints it.
type checkProblem struct {
	vocab.Problem
	Label   string `json:"label"`   // of the concept, "" if the problem is with none
	Places  *int   `json:"places"`  // in the archive where the labels concerned are met; null where that was not counted
	Reports *int   `json:"reports"` // that have such places
}

// checkResult is what check prints in JSON.
type checkResult struct {
	File     string         `json:"file"`
	Concepts int            `json:"concepts"`
	Reports  int            `json:"reports"` // in which labels were counted
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
	Info     int            `json:"info"`
	Known    int            `json:"known"` // problems that are in the baseline, and not here
	Problems []checkProblem `json:"problems"`

	bySeverity [vocab.Error + 1]int
}

func (r *checkResult) String() string {
	text := fmt.Sprintf("%s: %s, %s, %d info", plural(r.Concepts, "concept"), plural(r.Errors, "error"), plural(r.Warnings, "warning"), r.Info)
	if r.Known > 0 {
		text += fmt.Sprintf("; %d known from the baseline", r.Known)
	}
	return text
}

// problems returns all that is wrong with a vocabulary and its overlay: ordered by
// severity and rule, the worst first; and how many reports were counted.
func (c *vocabCheckCommand) problems(ctx context.Context, std stdio, l *loaded) ([]checkProblem, int, error) {
	v, file := l.Vocabulary, nameOf(l.file)
	a, err := l.analyzer(c.Lang)
	if err != nil {
		return nil, 0, err
	}
	t, err := l.tagger(a)
	if err != nil {
		return nil, 0, err
	}
	var count *tagger.LabelCount
	reports := 0
	if len(c.Corpus) > 0 {
		count = t.NewLabelCount()
		err = c.count(ctx, std, count)
		if err != nil && !errors.Is(err, errUnread) {
			return nil, 0, err
		}
		reports = count.Reports()
	}
	var all []checkProblem
	add := func(p vocab.Problem, places, reports *int) {
		if p.File == "" {
			p.File = file
		}
		label := ""
		if concept, ok := v.ByID(p.Concept); ok {
			label = concept.Label(a.Lang())
		}
		all = append(all, checkProblem{p, label, places, reports})
	}
	for _, p := range slices.Concat(l.told, l.problems) {
		add(p, nil, nil)
	}
	further := newFurtherLabels(l, a.Lang())
	for _, p := range v.Check() {
		further.place(&p)
		add(p, nil, nil)
	}
	for _, p := range t.CheckLabels(count) {
		further.place(&p.Problem)
		if count != nil {
			add(p.Problem, &p.Places, &p.Reports)
		} else {
			add(p.Problem, nil, nil)
		}
	}
	worst, order := make(map[string]vocab.Severity), make(map[string]int)
	for i, r := range checkRules() {
		order[r.Name] = i
	}
	for _, p := range all {
		worst[p.Rule] = max(worst[p.Rule], p.Severity)
	}
	slices.SortStableFunc(all, func(a, b checkProblem) int {
		return cmp.Or(cmp.Compare(worst[b.Rule], worst[a.Rule]), cmp.Compare(order[a.Rule], order[b.Rule]), cmp.Compare(b.Severity, a.Severity))
	})
	return all, reports, err
}

// furtherLabels are those of an overlay, by what messages call them.
type furtherLabels struct {
	file  string
	named map[string][]furtherLabel
}

type furtherLabel struct {
	vocab.AddedLabel
	full string // with its concept
}

func newFurtherLabels(l *loaded, lang string) furtherLabels {
	f := furtherLabels{named: make(map[string][]furtherLabel)}
	if l.overlay == nil {
		return f
	}
	f.file = l.overlay.File
	for _, a := range l.overlay.Labels {
		c, ok := l.ByID(a.Concept)
		if !ok || slices.ContainsFunc(c.Pref, func(own vocab.Label) bool { return own.Text == a.Text }) {
			continue
		}
		name := strconv.Quote(a.Text)
		f.named[name] = append(f.named[name], furtherLabel{a, fmt.Sprintf("%s (%s label of %q)", name, a.Kind, c.Label(lang))})
	}
	return f
}

var inQuotes = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// place gives a problem with a label of the overlay its place there: checks know
// only those of concepts.
func (f furtherLabels) place(p *vocab.Problem) {
	if len(f.named) == 0 {
		return
	}
	for _, name := range inQuotes.FindAllString(p.Message, -1) {
		for _, a := range f.named[name] {
			if a.Concept == p.Concept || strings.Contains(p.Message, a.full) {
				p.File, p.Line = f.file, a.Line
				return
			}
		}
	}
}

// count counts the labels in the reports of the corpus.
func (c *vocabCheckCommand) count(ctx context.Context, std stdio, count *tagger.LabelCount) error {
	reports := common{Paths: c.Corpus, Jobs: c.Jobs}
	return eachReport(ctx, &reports, std, func(r *report.Report) struct{} {
		count.Add(r)
		return struct{}{}
	}, func(*bufio.Writer, style) printer[struct{}] {
		return printer[struct{}]{print: func(*report.Report, struct{}) error { return nil }}
	})
}

// checkRules returns all rules of check.
func checkRules() []vocab.Rule {
	return slices.Concat(vocab.Rules(), tagger.LabelRules(), overlay.Rules())
}

func (c *vocabCheckCommand) printRules(std stdio) error {
	return writing(std, func(w *bufio.Writer, s style) error {
		rules := checkRules()
		slices.SortFunc(rules, func(a, b vocab.Rule) int { return strings.Compare(a.Name, b.Name) })
		for _, r := range rules {
			fmt.Fprintf(w, "%-31s %s%s %s\n", r.Name, s.severity(r.Severity.String()), strings.Repeat(" ", len("warning")-len(r.Severity.String())), r.Description)
		}
		return nil
	})
}

// newRuleFilter returns a function that reports whether problems of a rule are
// wanted, by the values of --only and --ignore.
func newRuleFilter(only, ignore []string) (func(rule string) bool, error) {
	for _, f := range []struct {
		flag     string
		patterns []string
	}{{"--only", only}, {"--ignore", ignore}} {
		for _, pattern := range f.patterns {
			if !slices.ContainsFunc(checkRules(), func(r vocab.Rule) bool { return matchesRule(pattern, r.Name) }) {
				return nil, fmt.Errorf("%s: there is no rule %q; --rules shows all", f.flag, pattern)
			}
		}
	}
	return func(rule string) bool {
		matches := func(pattern string) bool { return matchesRule(pattern, rule) }
		return (len(only) == 0 || slices.ContainsFunc(only, matches)) && !slices.ContainsFunc(ignore, matches)
	}, nil
}

// matchesRule reports whether a rule is the one of a pattern, or one of them:
// label/* and label are the rules that begin so.
func matchesRule(pattern, rule string) bool {
	group, _, _ := strings.Cut(rule, "/")
	ok, _ := path.Match(pattern, rule) // a malformed pattern matches nothing
	return ok || pattern == group
}

func (c *vocabCheckCommand) print(w *bufio.Writer, s style, r *checkResult) error {
	switch c.Format {
	case "json":
		return encodeDocument(w, r)
	case "jsonl":
		return encodeLines(w, r.Problems)
	case "sarif":
		return encodeDocument(w, newCheckSarif(r))
	case "github":
		for _, p := range r.Problems {
			annotate(w, p.Severity, p.File, span.Position{Line: max(p.Line, 1)}, p.Rule, p.text())
		}
		return nil
	}
	for from, to := 0, 0; from < len(r.Problems); from = to {
		rule := r.Problems[from].Rule
		for to = from; to < len(r.Problems) && r.Problems[to].Rule == rule; to++ {
			if c.Show == 0 || to < from+c.Show {
				r.Problems[to].print(w, s)
			}
		}
		if more := to - from - c.Show; c.Show > 0 && more > 0 {
			fmt.Fprintf(w, "%s: and %d more %s\n", printable(r.Problems[from].File), more, s.faint("["+rule+"] --show 0 shows all"))
		}
	}
	return nil
}

// text returns the message with what it is about.
func (p *checkProblem) text() string {
	text := p.Message
	if p.Concept != "" && !strings.Contains(text, p.Label) && !strings.Contains(text, p.Concept) {
		text = fmt.Sprintf("%q: %s", p.Label, text)
	}
	if p.Places != nil {
		text += fmt.Sprintf(" (%s in %s)", plural(*p.Places, "time"), plural(*p.Reports, "report"))
	}
	return text
}

// print prints the problem in the form that compilers use.
func (p *checkProblem) print(w io.Writer, s style) {
	place := printable(p.File)
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, p.Line)
	}
	fmt.Fprintf(w, "%s: %s: %s %s\n", place, s.severity(p.Severity.String()), printable(p.text()), s.faint("["+p.Rule+"]"))
}

// newCheckSarif returns the problems as a SARIF log.
func newCheckSarif(r *checkResult) sarifLog {
	driver := sarifDriver{Name: "catchword", Version: version()}
	index := make(map[string]int)
	for i, rule := range checkRules() {
		index[rule.Name] = i
		driver.Rules = append(driver.Rules, sarifRule{rule.Name, sarifMessage{rule.Description}, sarifConfiguration{sarifLevel(rule.Severity)}})
	}
	results := make([]sarifResult, len(r.Problems))
	for i, p := range r.Problems {
		at := span.Position{Line: max(p.Line, 1)}
		results[i] = sarifResult{p.Rule, index[p.Rule], sarifLevel(p.Severity), newSarifMessage(p.text()), []sarifLocation{newSarifLocation(p.File, at, at)}}
	}
	return sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{sarifTool{driver}, []sarifInvocation{{true, []sarifNotification{}}}, "utf16CodeUnits", results}},
	}
}
