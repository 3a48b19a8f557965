package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/catchword/catchword/cmd/catchword/evalpage"
	"github.com/catchword/catchword/eval"
	"github.com/catchword/catchword/tagger"
)

type evaluateCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Tagged reports: files, folders, or - for standard input, which is also read if there is no path. A folder with documents/ and indexers/ has texts that several people indexed."`

	Vocab       string `short:"v" placeholder:"FILE" help:"Vocabulary: SKOS, a list, CSV, TSV or JSON, perhaps compressed, or a compiled one. By default, 85 keywords of local social policy; with --predictions, none: tags and predictions are compared as they are."`
	Model       string `short:"m" placeholder:"FILE" help:"Model that catchword train wrote. With --vocab, what it learned is used with that vocabulary, as far as it fits; by default, with its own."`
	CV          int    `name:"cv" placeholder:"N" help:"Train a model N times, each time without one of N parts of the texts, and judge what it suggests for that part. Texts that are nearly the same are in one part."`
	Curve       bool   `help:"With --cv (5, if it is not given): tell, too, how good models are that learn from a sixteenth of the texts, an eighth, and so on."`
	layers      `embed:""`
	Predictions string     `short:"p" placeholder:"FILE" help:"Judge these suggestions, of any system, and not catchword's own. JSON Lines, perhaps compressed, or Annif's files: see above."`
	Compare     string     `placeholder:"FILE" help:"Compare with these suggestions, in the same form, or with those of another model, or of a compiled vocabulary."`
	Indexer     []string   `sep:"none" placeholder:"DIR" help:"Folder with what one indexer gave to each text, NAME.key with a label on each line; takes the place of the tags. May be repeated."`
	Agree       int        `default:"1" placeholder:"N" help:"Of several indexers, so many must have given a keyword for it to be right."`
	K           []int      `short:"k" default:"1,5,10" help:"Judge the first so many keywords."`
	Threshold   float64    `default:"0.1" help:"Lowest score that counts as suggested, where it is not the first few that are judged. 0 counts all."`
	Lang        string     `placeholder:"LANG" help:"Language of texts and labels: en, fr, es, ru, sv, no, hu, or und for any other. By default, en, or that of a compiled vocabulary."`
	TagsKey     string     `placeholder:"KEY" help:"Front matter key that holds the tags. By default, the first there is of keywords, tags, topics."`
	Pos         bool       `help:"Tell verbs from nouns by a model of English, for labels of one word such as Networking. Slower."`
	Jobs        int        `short:"j" placeholder:"N" help:"Reports to work on at once. By default, one for each processor."`
	Samples     int        `default:"1000" placeholder:"N" help:"Samples of the bootstrap, for intervals and tests; 0 for none."`
	Seed        uint64     `default:"1" placeholder:"N" help:"Begins the random numbers. The same seed gives the same figures."`
	Show        int        `default:"5" placeholder:"N" help:"Show so many of the worst texts, and of the worst keywords; in a page, four times as many."`
	HTML        string     `name:"html" placeholder:"FILE" help:"Write a page with pictures, too, that needs no other file."`
	Format      string     `enum:"text,json" default:"text" help:"text, or json, which has every figure, of each text and keyword too."`
	Schema      schemaFlag `env:"-" help:"Print the JSON Schema of the output in JSON, and stop."`
}

// Help is shown by catchword evaluate --help.
func (*evaluateCommand) Help() string {
	return `Measures how good suggestions are, against the tags that are there: precision, recall and F1 of the first keywords and of those from a score on; nDCG, which judges their order; how consistent they are with indexers; and whether scores mean what they say. Figures have 95 % intervals by bootstrap. The worst texts are shown with what was missed and what was wrong.

Predictions have a line {"id": …, "suggestions": [["concept", score], …]} for each text, or what catchword suggest --threshold 0 --limit 0 --format jsonl writes. An id is the report's path as given, or just its name without extension, or the id of a line of JSON Lines. What annif index writes does as well: a folder with NAME.annif for each NAME.txt, or one such file.

What is right for a report are its own tags or, if it has none that the vocabulary knows, those of its sections, as for train. Tags that are not in the vocabulary are left out, since nobody could suggest them, and so are tags that may mean several concepts, and texts without tags. A model knows the texts that it was trained on: where they are judged, a warning says that the figures are no measure.

Examples:

	catchword evaluate archive/ --vocab topics.csv
	catchword evaluate dev.jsonl.gz --vocab topics.csv --html quality.html
	catchword evaluate --cv 5 --vocab topics.csv archive/
	catchword evaluate --model archive.cwm new-reports/
	catchword evaluate dev.jsonl.gz --predictions theirs.jsonl
	catchword evaluate archive/ --vocab topics.csv --compare annif/
	catchword evaluate dev.jsonl.gz --vocab topics.csv --compare theirs.jsonl
	catchword evaluate --model new.cwm --compare old.cwm reports/`
}

func (c *evaluateCommand) Run(ctx context.Context, std stdio) error {
	e, err := c.evaluation(ctx, std)
	if e == nil {
		return err
	}
	unread := err
	outcome, err := e.outcome()
	if err != nil {
		return err
	}
	if c.HTML != "" {
		p := outcome.page(4 * c.Show)
		p.Corpus, p.About = c.corpus(), c.about(e, outcome)
		var b bytes.Buffer
		if err := evalpage.Write(&b, p); err != nil {
			return err
		}
		if err := writeFile(c.HTML, &b); err != nil {
			return err
		}
	}
	err = writing(std, func(w *bufio.Writer, s style) error {
		if c.Format == "json" {
			return encode(w, "  ", outcome)
		}
		evaluationPage{page{Writer: w, style: s}}.print(outcome, c.Show)
		return nil
	})
	for _, warning := range outcome.warnings() {
		fmt.Fprintln(std.err, "warning:", warning)
	}
	return errors.Join(err, unread)
}

// corpus names what is read, without folders.
func (c *evaluateCommand) corpus() string {
	if len(c.Paths) == 0 {
		return "standard input"
	}
	const most = 3
	var names []string
	for _, path := range c.Paths[:min(most, len(c.Paths))] {
		names = append(names, filepath.Base(path))
	}
	if more := len(c.Paths) - most; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// about says what is judged, and by what, in names without folders.
func (c *evaluateCommand) about(e *evaluation, o *evaluationOutcome) []evalpage.About {
	var all []evalpage.About
	add := func(name, format string, args ...any) {
		all = append(all, evalpage.About{Name: name, Text: fmt.Sprintf(format, args...)})
	}
	switch {
	case c.Predictions != "":
		add("Suggestions", "%s", filepath.Base(c.Predictions))
	case c.CV > 0:
		add("Models", "%d, each trained without the part of the texts that it is judged by", c.CV)
	case e.tagger.Training() != nil:
		n := e.tagger.Training()
		add("Model", "%s, learned from %s with %s", filepath.Base(cmp.Or(c.Model, c.Vocab)), plural(n.Texts, "text"), plural(n.Concepts, "concept"))
	}
	if e.tagger != nil {
		name := "that of the model"
		if c.Vocab != "" {
			name = filepath.Base(c.Vocab)
		} else if c.Model == "" {
			name = "built in"
		}
		if c.Overlay != "" {
			name += " under " + filepath.Base(c.Overlay)
		}
		add("Vocabulary", "%s, %s", name, plural(e.tagger.Vocabulary().Len(), "concept"))
	}
	texts := plural(o.Texts, "text")
	if o.Untagged > 0 {
		texts += fmt.Sprintf(" and %d that are left out", o.Untagged)
	}
	add("Corpus", "%s, %s", c.corpus(), texts)
	if c.Compare != "" {
		add("Compared with", "%s", filepath.Base(c.Compare))
	}
	return all
}

// check says which flag has a value that it can't have.
func (c *evaluateCommand) check() error {
	switch {
	case !(c.Threshold >= 0 && c.Threshold <= 1): // nor a NaN
		return fmt.Errorf("--threshold is a number from 0 to 1, not %v", c.Threshold)
	case c.CV < 0 || c.CV == 1:
		return fmt.Errorf("--cv is a number from 2 on, not %d", c.CV)
	case c.Curve && (c.Model != "" || c.Predictions != ""):
		return errors.New("--curve trains models of its own: leave out --model and --predictions")
	case c.CV > 0 && (c.Model != "" || c.Predictions != ""):
		return errors.New("--cv trains models of its own: leave out --model and --predictions")
	case c.Model != "" && c.Predictions != "":
		return errors.New("--predictions are judged in place of a model: leave out one of the two")
	case len(c.K) == 0 || len(c.K) > 10 || slices.Min(c.K) < 1:
		return errors.New("--k has one to ten numbers from 1 on")
	case c.Agree < 1:
		return fmt.Errorf("--agree is a number from 1 on, not %d", c.Agree)
	case c.Show < 0:
		return fmt.Errorf("--show is a number from 0 on, not %d", c.Show)
	case c.Samples < 0 || c.Samples > mostSamples:
		return fmt.Errorf("--samples is a number from 0 to %d, not %d", mostSamples, c.Samples)
	case c.HTML != "" && !isDevice(c.HTML):
		inputs := append(slices.Concat(c.Paths, c.Indexer), c.Vocab, c.Model, c.Overlay, c.Predictions, c.Compare)
		return checkOutput("--html", c.HTML, "page", isPage, inputs...)
	}
	return nil
}

// isPage reports whether a file is a page in HTML.
func isPage(path string) bool { return startsWith(path, "<!DOCTYPE html>") }

// mostSamples bounds --samples, as more tell nothing new.
const mostSamples = 1_000_000

// common returns the flags that other commands have too, for suggestions
// without limit.
func (c *evaluateCommand) common() *common {
	return &common{Paths: c.Paths, Vocab: c.Vocab, Model: c.Model, layers: c.layers, Lang: c.Lang, TagsKey: c.TagsKey, Pos: c.Pos, Jobs: c.Jobs}
}

// options returns the options that the flags ask for.
func (c *evaluateCommand) options() eval.Options {
	o := eval.Options{K: c.K, Threshold: c.Threshold, Agree: c.Agree, Samples: c.Samples, Seed: c.Seed}
	if c.Samples == 0 {
		o.Samples = -1
	}
	return o
}

// evaluation reads the corpus, and what there is to judge of it. With the error
// errUnread, it has what could be read; it is nil with any other, or if that is
// nothing.
func (c *evaluateCommand) evaluation(ctx context.Context, std stdio) (*evaluation, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if c.Curve && c.CV == 0 {
		c.CV = heldOut
	}
	common := c.common()
	e := &evaluation{options: c.options()}
	if c.Predictions == "" || c.Vocab != "" {
		t, err := common.tagger(std)
		if err != nil {
			return nil, err
		}
		e.tagger = t
		e.options.Broader = broaderIn(t.Vocabulary())
		switch {
		case c.CV > 0:
			e.keep = true
		case mute(t) && c.Predictions == "":
			return nil, errMute
		case c.Predictions == "":
			e.suggest = t.SuggestReport
		}
	} else if err := common.check(); err != nil {
		return nil, err
	}
	if isCompiled(c.Compare) {
		t, err := tagger.Open(c.Compare, common.options())
		if err != nil {
			return nil, err
		}
		if lang := t.Analyzer().Lang(); c.Pos && lang != "en" {
			return nil, fmt.Errorf("--pos knows English only, and %s is for texts in %s", c.Compare, lang)
		}
		e.other = t
	}
	indexers, err := c.indexers(common)
	if err != nil {
		return nil, err
	}
	e.indexers = indexers
	if c.Agree > max(len(indexers), 1) {
		return nil, fmt.Errorf("--agree: %d of %s can't agree", c.Agree, plural(len(indexers), "indexer"))
	}
	for _, x := range indexers {
		e.options.Indexers = append(e.options.Indexers, x.name)
	}
	unread := eachReport(ctx, common, std, e.judge, func(*bufio.Writer, style) printer[judged] { return printer[judged]{print: e.add} })
	if unread != nil && !errors.Is(unread, errUnread) {
		return nil, unread
	}
	if c.Predictions != "" {
		if e.answers, err = e.predictions(std, c.Predictions); err != nil {
			return nil, err
		}
	}
	if c.Compare != "" && e.other == nil {
		if e.others, err = e.predictions(std, c.Compare); err != nil {
			return nil, err
		}
	}
	if unknown, _ := e.leftTags(); len(unknown) > 0 {
		common.printBuiltIn(std.err)
	}
	if len(e.texts) == 0 {
		if unread != nil {
			return nil, unread
		}
		return nil, fmt.Errorf("no report has tags to judge by (%s)", e.leftOut())
	}
	if out := e.leftOut(); out != "" {
		fmt.Fprintln(std.err, out)
	}
	if c.CV > 0 {
		if err := e.crossValidated(ctx, std, c.CV, c.Curve); err != nil {
			return nil, err
		}
	}
	return e, unread
}
