package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
)

type explainCommand struct {
	Keyword string `arg:"" help:"The keyword to explain: a label, or the ID of a concept."`
	common  `embed:""`
	Format  string     `enum:"text,json,jsonl" default:"text" help:"text, json (one array), or jsonl (a line for each report)."`
	Schema  schemaFlag `env:"-" help:"Print the JSON Schema of a line, which is an element of the array too, and stop."`
}

// Help is shown by catchword explain --help.
func (*explainCommand) Help() string {
	return `Reads reports and says for each why the keyword is suggested for it and its sections, or why it is not: its score as a sum of named contributions, the places that speak for it, the labels that lie within longer ones, and, if it was not found, the words that the text does not have.

The contributions add up to the logit of the score: +0.7 about doubles the odds, -0.7 halves them.

Examples:

	catchword explain "Social housing" report.txt
	catchword explain --vocab topics.csv open-data archive/
	cat draft.md | catchword explain Governance --format json`
}

func (c *explainCommand) Run(ctx context.Context, std stdio) error {
	t, err := c.tagger(std)
	if err != nil {
		return err
	}
	known, err := t.Explain(new(report.Report), c.Keyword)
	if err != nil {
		if _, missing := os.Stat(c.Keyword); missing == nil {
			return fmt.Errorf("no keyword to explain: %s is a file or folder, and the keyword stands before it, as in catchword explain \"Child care\" %[1]s", c.Keyword)
		}
		c.printBuiltIn(std.err)
		return unknownKeyword(err)
	}
	printOthers(std.err, t, c.Keyword, known.ID)
	return eachReport(ctx, &c.common, std, func(r *report.Report) tagger.Explanation {
		e, _ := t.Explain(r, c.Keyword) // the keyword is known
		return e
	}, c.printer)
}

// printOthers says which concepts a keyword may mean besides the one that is explained.
func printOthers(w io.Writer, t *tagger.Tagger, keyword, explained string) {
	var others []string
	for _, n := range t.Resolve(keyword).Candidates {
		if id := t.Vocabulary().ID(n); id != explained {
			others = append(others, id)
		}
	}
	if len(others) > 0 {
		v, lang := t.Vocabulary(), t.Analyzer().Lang()
		fmt.Fprintln(w, printable(fmt.Sprintf("%q is a label of %s, which is explained, and of %s; an ID names one of them",
			keyword, describeRefs(refs(v, lang, []string{explained}), ""), describeRefs(refs(v, lang, others), ", "))))
	}
}

// unknownKeyword says what is near a keyword that is not in the vocabulary.
func unknownKeyword(err error) error {
	var unknown *tagger.UnknownConceptError
	if !errors.As(err, &unknown) {
		return err
	}
	text := fmt.Sprintf("%q is not in the vocabulary", unknown.Name)
	if len(unknown.Nearest) > 0 {
		text += "; " + nearby(unknown.Nearest)
	}
	return errors.New(text)
}

// explanation is what explain prints of a report in JSON.
type explanation struct {
	ID      string             `json:"id"`
	Concept tagger.Explanation `json:"concept"`
}

func (c *explainCommand) printer(w *bufio.Writer, s style) printer[tagger.Explanation] {
	value := func(r *report.Report, e tagger.Explanation) any { return explanation{r.ID, e} }
	page := page{Writer: w, style: s}
	return newPrinter(c.Format, w, value, page.explanation)
}

// explanation prints why a keyword is, or is not, suggested for a report.
func (p *page) explanation(r *report.Report, e tagger.Explanation) {
	p.begin(r)
	p.heading("The report as a whole")
	p.reasoning(r, e.Label, e.Report)
	p.missing(e.Missing)
	p.hidden(r, e.Hidden)
	for _, section := range e.Sections {
		p.heading(section.Heading)
		p.reasoning(r, e.Label, section.Reasoning)
	}
}

// reasoning prints how a score came about: its verdict, the contributions, and
// the places.
func (p *page) reasoning(r *report.Report, label string, why tagger.Reasoning) {
	fmt.Fprintf(p, "  %s: %s\n", p.keyword(printable(label)), printable(why.Verdict))
	for _, c := range strongest(why.Contributions) {
		bar := strings.Repeat("▪", min(int(math.Abs(c.Value)*2+0.5), 10))
		name := c.Name
		if c.Detail != "" {
			name += p.faint(": " + cutEnd(printable(c.Detail), p.columns-24-len(c.Name)))
		}
		fmt.Fprintf(p, "    %+5.2f  %s  %s\n", c.Value, p.faint(fmt.Sprintf("%-10s", bar)), name)
	}
	if len(why.Contributions) > 0 {
		fmt.Fprintf(p, "    %+5.2f  %-10s  in sum, a score of %.2f\n", why.Logit, "", why.Score)
	}
	for _, e := range why.Evidence {
		p.evidence(r, e, fmt.Sprintf("    line %d: ", r.Position(e.Start).Line))
	}
	if more := why.Occurrences - len(why.Evidence); more > 0 {
		fmt.Fprintf(p, "    %s\n", p.faint(fmt.Sprintf("and %d more", more)))
	}
}

// strongest returns contributions in order of their weight, those that hardly
// count left out.
func strongest(all []tagger.Contribution) []tagger.Contribution {
	out := slices.DeleteFunc(slices.Clone(all), func(c tagger.Contribution) bool { return math.Abs(c.Value) < 0.005 })
	slices.SortStableFunc(out, func(a, b tagger.Contribution) int {
		return cmp.Compare(math.Abs(b.Value), math.Abs(a.Value))
	})
	return out
}

// missing prints the labels that were looked for, with their words that the
// text does not have.
func (p *page) missing(labels []tagger.MissingWord) {
	for _, m := range labels {
		what := "its words occur, but not as this label"
		if len(m.Words) > 0 {
			what = "the text has no " + quoted(m.Words)
		}
		fmt.Fprintf(p, "    %s\n", printable(fmt.Sprintf("%q: %s", m.Label, what)))
	}
}

// hidden prints the places of labels that lie within those of longer ones.
func (p *page) hidden(r *report.Report, places []tagger.Hidden) {
	for i, h := range places {
		if i == shownHidden {
			fmt.Fprintf(p, "    %s\n", p.faint(fmt.Sprintf("and %d more", len(places)-i)))
			return
		}
		why := ""
		if h.Phrase {
			why = ", where the overlay says it is not meant"
		}
		fmt.Fprintf(p, "    %s\n", printable(fmt.Sprintf("%q on line %d is part of %q%s", report.Unescape(h.In(r.Text)), r.Position(h.Start).Line, report.Unescape(h.Within.In(r.Text)), why)))
	}
}

// shownHidden is the number of hidden places that are worth reading.
const shownHidden = 5

// quoted returns a list of words in quotation marks.
// nearby names what is near.
func nearby(names []string) string {
	if len(names) == 1 {
		return "near is " + quoted(names)
	}
	return "near are " + quoted(names)
}

func quoted(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(out, ", ")
}
