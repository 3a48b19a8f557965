package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/catchword/catchword/find"
	"github.com/catchword/catchword/vocab"
)

type vocabFindCommand struct {
	File       string   `arg:"" help:"The vocabulary."`
	Labels     []string `arg:"" optional:"" name:"label" help:"Labels to find concepts by; one alone may stand without a file."`
	vocabInput `embed:""`
	Lang       string     `placeholder:"LANG" help:"Language whose word forms count. By default, that of most labels, or en."`
	Limit      int        `default:"10" help:"Most concepts for a label; 0 for no limit."`
	Format     string     `enum:"text,json,jsonl" default:"text" help:"text, json (one array), or jsonl (a line for each label)."`
	Schema     schemaFlag `env:"-" help:"Print the JSON Schema of a line, which is an element of the array too, and stop."`
}

// Help is shown by catchword vocab find --help.
func (*vocabFindCommand) Help() string {
	return `Finds concepts by their labels of all kinds and languages, the most alike first: the same letters (exact); the same but for case, white space, hyphens and apostrophes (folded); the same word stems (stem); the same stems and others (part); up to three letters wrong (misspelt); and where no label has the stems, the same words and others, with letters wrong (misspelt part).

Examples:

	catchword vocab find "child cares"
	catchword vocab find topics.csv accesability "open dta"
	catchword vocab find --vocab topics.csv --format json data`
}

// indexFrom is the number of labels from which on an index pays.
const indexFrom = 10

func (c *vocabFindCommand) Run(std stdio) error {
	if c.Limit < 0 {
		return fmt.Errorf("--limit is a number from 0 on, not %d", c.Limit)
	}
	l, labels, err := c.open(std, append([]string{c.File}, c.Labels...), func(args []string) bool { return len(args) > 1 && firstIsFile(args) })
	if err != nil {
		return err
	}
	if len(labels) == 0 {
		return errors.New("no label to find: name one after the file")
	}
	if l.file == "" && len(labels) > 1 && firstIsFile(labels[len(labels)-1:]) {
		return fmt.Errorf("%s is a file: a vocabulary stands first, and labels to find after it", labels[len(labels)-1])
	}
	a, err := l.analyzer(c.Lang)
	if err != nil {
		return err
	}
	limit := c.Limit
	if limit == 0 {
		limit = l.Len()
	}
	concepts := func(label string) []find.Match { return find.Concepts(l.Vocabulary, a, label, limit) }
	if len(labels) >= indexFrom {
		index := find.NewIndex(l.Vocabulary, a)
		concepts = func(label string) []find.Match { return index.Concepts(label, limit) }
	}
	answers := make([]findAnswer, len(labels))
	for i, label := range labels {
		answers[i] = findAnswer{Query: label, Results: []findResult{}}
		for _, m := range concepts(label) {
			answers[i].Results = append(answers[i].Results, findResult{m.Concept.ID, m.Concept.Label(a.Lang()), m.Label.Text, m.Label.Lang, m.Kind, m.Likeness, m.Edits, m.More, m.Concept.Deprecated})
		}
	}
	return writing(std, func(w *bufio.Writer, s style) error {
		switch c.Format {
		case "json":
			return encodeDocument(w, answers)
		case "jsonl":
			return encodeLines(w, answers)
		}
		for i := range answers {
			answers[i].print(w, s, len(answers) > 1, l)
		}
		return nil
	})
}

// findAnswer is what find prints of a label.
type findAnswer struct {
	Query   string       `json:"query"`
	Results []findResult `json:"results"`
}

type findResult struct {
	ID         string          `json:"id"`
	Label      string          `json:"label"`   // preferred
	Matched    string          `json:"matched"` // the label that was found
	Lang       string          `json:"lang"`    // of the label that was found
	Kind       vocab.LabelKind `json:"kind"`
	Likeness   find.Likeness   `json:"likeness"`
	Edits      int             `json:"edits"` // of what is misspelt
	More       int             `json:"more"`  // words of a label that has what was asked for, and others
	Deprecated bool            `json:"deprecated"`
}

func (a *findAnswer) print(w io.Writer, s style, several bool, l *loaded) {
	if several {
		fmt.Fprintln(w, s.heading(printable(a.Query)))
	}
	if len(a.Results) == 0 {
		of := printable(l.file)
		if l.file == "" {
			of = "the " + embeddedName
		}
		fmt.Fprintln(w, s.faint(fmt.Sprintf("  nothing like %q among the %s of %s", printable(a.Query), plural(l.Len(), "concept"), of)))
	}
	for _, r := range a.Results {
		how := r.Likeness.String()
		if r.Edits > 0 {
			how += ", " + plural(r.Edits, "edit")
		}
		if r.More > 0 {
			how += ", " + plural(r.More, "more word")
		}
		matched := ""
		if r.Matched != r.Label {
			matched = fmt.Sprintf(", by %s label %q", r.Kind, r.Matched)
			if r.Lang != "" {
				matched += " (" + r.Lang + ")"
			}
		}
		if r.Deprecated {
			matched += ", deprecated"
		}
		id := ""
		if r.ID != r.Label {
			id = "  " + printable(r.ID)
		}
		fmt.Fprintf(w, "  %s  %s%s\n", s.keyword(printable(r.Label)), printable("("+how+matched+")"), s.faint(id))
	}
}
