package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/catchword/catchword/propose"
	"github.com/catchword/catchword/report"
)

type proposeCommand struct {
	Paths []string `arg:"" optional:"" name:"corpus" help:"Files, folders, or - for standard input, which is also read if there is no path."`

	Vocab    string `short:"v" placeholder:"FILE" help:"Vocabulary: SKOS, a list, CSV, TSV or JSON, perhaps compressed, or a compiled one. By default, 85 keywords of local social policy."`
	layers   `embed:""`
	Lang     string     `placeholder:"LANG" help:"Language of texts and labels. English (en) is the only one whose noun phrases are known."`
	TagsKey  string     `placeholder:"KEY" help:"Front matter key that holds the tags. By default, the first there is of keywords, tags, topics."`
	MinTexts int        `default:"3" placeholder:"N" help:"Texts that a phrase has to occur in."`
	MinUses  int        `default:"20" placeholder:"N" help:"Texts with tags that a label has to be found in, before it can be said never to be right."`
	Limit    int        `default:"50" help:"Most phrases to propose, and most labels to name; 0 for no limit."`
	Jobs     int        `short:"j" placeholder:"N" help:"Reports to work on at once. By default, one for each processor."`
	Format   string     `enum:"text,json,csv" default:"text" help:"text, json, or csv: a table to edit, which vocab convert adds to the vocabulary."`
	Schema   schemaFlag `env:"-" help:"Print the JSON Schema of what it prints in JSON, and stop."`
}

// Help is shown by catchword propose --help.
func (*proposeCommand) Help() string {
	return `Says what reports talk about and the vocabulary can't say: noun phrases that are frequent, more so than in other texts, and no label; the best first, with their counts and a sentence of each. Where reports have tags, those of the reports with a phrase tell whether it looks like another label of a concept, or like a new one, and what may be broader. Labels that are found in many tagged reports and are never right come last.

What every report repeats counts once. English only.

Examples:

	catchword propose archive/
	catchword propose --vocab topics.csv --limit 200 --format csv archive/ > proposals.csv
	catchword vocab convert topics.csv proposals.csv -o topics.ttl`
}

func (c *proposeCommand) Run(ctx context.Context, std stdio) error {
	if c.MinTexts < 1 || c.MinUses < 1 {
		return errors.New("--min-texts and --min-uses are numbers from 1 on")
	}
	reports := common{Paths: c.Paths, Vocab: c.Vocab, layers: c.layers, Lang: c.Lang, TagsKey: c.TagsKey, Limit: c.Limit, Jobs: c.Jobs}
	if err := reports.check(); err != nil {
		return err
	}
	reports.Limit = 0 // of what the tagger finds
	t, err := reports.tagger(std)
	if err != nil {
		return err
	}
	survey, err := propose.New(t, propose.Options{MinTexts: c.MinTexts, MinUses: c.MinUses})
	if lang := (*propose.LanguageError)(nil); errors.As(err, &lang) {
		return fmt.Errorf("--lang: propose knows the noun phrases of English only, and the language is %s", lang.Lang)
	} else if err != nil {
		return err
	}
	unread := eachReport(ctx, &reports, std, survey.Read, func(*bufio.Writer, style) printer[*propose.Reading] {
		return printer[*propose.Reading]{print: func(_ *report.Report, r *propose.Reading) error {
			survey.Add(r)
			return nil
		}}
	})
	if unread != nil && !errors.Is(unread, errUnread) {
		return unread
	}
	result := survey.Result(c.Limit)
	if err := writing(std, func(w *bufio.Writer, s style) error { return c.print(w, s, result) }); err != nil {
		return err
	}
	return unread
}

func (c *proposeCommand) print(w *bufio.Writer, s style, r *propose.Result) error {
	switch c.Format {
	case "json":
		return encodeDocument(w, r)
	case "csv":
		return r.WriteCSV(w)
	}
	p := page{Writer: w, style: s}
	p.lines(s.faint, fmt.Sprintf("%s, %d with tags; %s of %s or more, labels among them", plural(r.Texts, "text"), r.Tagged, plural(r.Candidates, "phrase"), plural(c.MinTexts, "text")))
	if r.Forgotten > 0 {
		p.lines(s.faint, fmt.Sprintf("more different phrases than are kept: counts may be too small by up to %s, and phrases of as many be missing", plural(r.Forgotten, "text")))
	}
	for i := range r.Proposals {
		p.proposal(&r.Proposals[i])
	}
	if len(r.Labels) > 0 {
		p.heading("Labels that are used and never right")
	}
	for _, l := range r.Labels {
		of := ""
		if l.Text != l.Label {
			of = ", a label of " + printable(l.Label)
		}
		fmt.Fprintf(p, "  %s%s  %s, of which %s the tag\n", p.keyword(printable(l.Text)), of, plural(l.Texts, "text"), have(l.Right))
	}
	if more := r.NeverRight - len(r.Labels); more > 0 {
		fmt.Fprintln(p, p.faint(fmt.Sprintf("  and %d more; --limit 0 shows all", more)))
	}
	return nil
}

// proposal prints a phrase, what it looks like, and a sentence that has it.
func (p *page) proposal(r *propose.Proposal) {
	fmt.Fprintf(p, "\n%s  %s\n", p.keyword(printable(r.Phrase)), p.faint(fmt.Sprintf("%.1f  %s, %s", r.Score, plural(r.Texts, "text"), plural(r.Times, "place"))))
	what := "a new concept"
	switch {
	case r.Kind == propose.Alternative:
		what = "another label of " + printable(r.Concept.Label)
	case r.Concept != nil:
		what += ", narrower than " + printable(r.Concept.Label) + "?"
	}
	if r.Name {
		what = "a name; " + what
	}
	for _, line := range wrap(what+": "+printable(r.Why), p.columns-2) {
		fmt.Fprintln(p, "  "+line)
	}
	if len(r.Examples) > 0 {
		x := excerptOf(printable(r.Examples[0].Text), printable(r.Examples[0].Match)).fit(p.columns - len("    []"))
		fmt.Fprint(p, "    ", x.before, p.match(x.match), x.after, "\n")
	}
}

// excerptOf returns an excerpt of a sentence around the first place of a phrase,
// in any case; around its beginning if there is none.
func excerptOf(sentence, phrase string) excerpt {
	for i := range sentence {
		if end := i + len(phrase); end <= len(sentence) && strings.EqualFold(sentence[i:end], phrase) {
			return excerpt{sentence[:i], sentence[i:end], sentence[end:]}
		}
	}
	return excerpt{after: sentence}
}

// have returns how many have something.
func have(n int) string {
	switch n {
	case 0:
		return "none has"
	case 1:
		return "1 has"
	}
	return fmt.Sprintf("%d have", n)
}
