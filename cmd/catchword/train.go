package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

type trainCommand struct {
	Paths []string `arg:"" optional:"" name:"corpus" help:"Tagged reports: files, folders, or - for standard input, which is also read if there is no path."`

	Output  string `short:"o" required:"" placeholder:"FILE" help:"Model file to write."`
	Vocab   string `short:"v" placeholder:"FILE" help:"Vocabulary: SKOS, a list, CSV, TSV or JSON, perhaps compressed, or a compiled one. By default, 85 keywords of local social policy."`
	layers  `embed:""`
	Lang    string     `placeholder:"LANG" help:"Language of texts and labels: en, fr, es, ru, sv, no, hu, or und for any other. By default, en, or that of a compiled vocabulary."`
	TagsKey string     `placeholder:"KEY" help:"Front matter key that holds the tags. By default, the first there is of keywords, tags, topics."`
	Whole   bool       `help:"Learn from texts that carry nearly the whole vocabulary, too."`
	Strict  bool       `help:"Train nothing if anything is wrong with the corpus that is a warning or worse, or if --max-memory is too little for all of it."`
	Memory  byteSize   `name:"max-memory" placeholder:"SIZE" help:"Take no more memory than this, such as 2GB or 500MB, and 16MB at least: where the texts would need more, learn from every second one, or every fourth and so on. By default, there is no limit."`
	Show    int        `default:"10" placeholder:"N" help:"In text, tell so many of the findings about the corpus; 0 for all."`
	Format  string     `enum:"text,json" default:"text" help:"text, or json, which has all findings."`
	Schema  schemaFlag `env:"-" help:"Print the JSON Schema of the output in JSON, and stop."`
}

// Help is shown by catchword train --help.
func (*trainCommand) Help() string {
	return `Learns from an archive that people tagged: which labels were right where they were found, which words speak for which keyword, how often each is given, and how sure all that makes a suggestion. It writes a model, one file with the vocabulary and all that was learned, for suggest, validate and explain. The scores of a model are probabilities.

A corpus is a folder of reports with tags in their front matter, a folder of NAME.txt with NAME.key (a label on each line) or NAME.tsv (an IRI in angle brackets, a tab, and a label), or a table or JSON Lines with a text and its subjects in each line, perhaps compressed. Subjects are labels or IDs of concepts. Sections that have tags of their own, in a paragraph Keywords: A | B that closes them or in JSON Lines with sections, are learned from too; without them, nobody knows how sure the scores of sections are. What is wrong with the corpus is told, and training goes on without it.

The same corpus gives the same file.

Examples:

	catchword train --vocab topics.csv archive/ -o archive.cwm
	catchword train --vocab topics.csv posts.jsonl.gz -o posts.cwm
	catchword suggest --model posts.cwm new-post.md
	catchword train --strict --format json --vocab thesaurus.ttl reports/ -o reports.cwm`
}

// trained is what train tells.
type trained struct {
	Model    string           `json:"model"` // the file, "" if none was made
	Bytes    int64            `json:"bytes"`
	Training *tagger.Training `json:"training"` // nil if none was made
	Corpus   *tagger.Corpus   `json:"corpus"`
}

func (c *trainCommand) Run(ctx context.Context, std stdio) error {
	if err := checkOutput("--output", c.Output, "model", isCompiled, append(slices.Clone(c.Paths), c.Vocab, c.Overlay)...); err != nil {
		return err
	}
	if err := c.Memory.check(); err != nil {
		return err
	}
	common := &common{Paths: c.Paths, Vocab: c.Vocab, layers: c.layers, Lang: c.Lang, TagsKey: c.TagsKey}
	c.Memory.enforce()
	t, err := common.tagger(std)
	if err != nil {
		return err
	}
	reports, err := common.reports(std)
	if err != nil {
		return err
	}
	if c.Vocab == "" {
		fmt.Fprintf(std.err, "without --vocab, what is learned are the %s that are built in\n", plural(t.Vocabulary().Len(), "keyword"))
	}
	model, corpus, err := c.train(ctx, std, t, reports)
	if corpus != nil {
		if c.Format == "text" {
			printFindings(std.err, corpus.Findings, c.Show)
		}
		if why := c.untagged(corpus); why != "" {
			fmt.Fprintln(std.err, why)
		}
		if err != nil && c.Format == "json" { // the findings may be the reason
			if e := writing(std, func(w *bufio.Writer, _ style) error { return encode(w, "  ", trained{Corpus: corpus}) }); e != nil {
				return e
			}
		}
	}
	switch {
	case errors.Is(err, tagger.ErrNothingToLearn) && corpus.Examples > 1:
		return errors.New("no text has a label of a keyword, or a word that another text has, too, so there is nothing to learn")
	case errors.Is(err, tagger.ErrNothingToLearn):
		return errors.New("the corpus has not two texts with subjects of the vocabulary, so there is nothing to learn")
	case err != nil:
		return err
	}
	out := trained{Model: c.Output, Training: model.Training(), Corpus: corpus}
	if out.Bytes, err = writeWhole(c.Output, model); err != nil {
		return err
	}
	return writing(std, func(w *bufio.Writer, _ style) error {
		if c.Format == "json" {
			return encode(w, "  ", out)
		}
		n := out.Training
		if n.Texts < n.Read {
			fmt.Fprintf(std.err, "--max-memory: %s has room for one of %d texts, so %d of %d were learned from\n", c.Memory, (n.Read+n.Texts-1)/n.Texts, n.Texts, n.Read)
		}
		texts := plural(n.Texts, "text")
		if n.Sections.Texts > 0 {
			texts += " and " + plural(n.Sections.Texts, "tagged section")
		}
		fmt.Fprintf(w, "%s: learned from %s with %s, %d kB\n", printable(c.Output), texts, plural(n.Concepts, "concept"), (out.Bytes+999)/1000)
		if n.Method == "formula" {
			fmt.Fprintln(w, "so few texts say how sure suggestions are, and leave their order as it is without a model")
		}
		return nil
	})
}

// train inspects the corpus and learns from it at once.
func (c *trainCommand) train(ctx context.Context, std stdio, t *tagger.Tagger, reports iter.Seq2[*report.Report, error]) (*tagger.Tagger, *tagger.Corpus, error) {
	progress := newProgress(std.err)
	defer progress.done()
	var corpus *tagger.Corpus
	var failed error
	examples := func(yield func(tagger.Example) bool) {
		corpus, failed = t.Inspect(reports, tagger.CorpusOptions{Whole: c.Whole}, func(e tagger.Example) error {
			if !yield(e) {
				return errStopped
			}
			return nil
		})
	}
	training, stop := context.WithCancel(ctx)
	defer stop()
	o := tagger.TrainOptions{Memory: c.Memory.limit(), Progress: func(stage string, done, total int) {
		// Once all texts have been read, what is wrong with them is known.
		if c.Strict && corpus != nil && amiss(corpus.Findings) {
			stop()
		}
		progress.stage(stage, done, total)
	}}
	model, err := t.Train(training, examples, o)
	if failed != nil && !errors.Is(failed, errStopped) {
		err = failed
	}
	var short *tagger.MemoryError
	switch {
	case errors.As(err, &short):
		err = fmt.Errorf("--max-memory: %s is too little for the vocabulary and two texts, which take %s; more texts take more", c.Memory, enoughFor(short.Least))
	case ctx.Err() != nil || failed != nil:
	case c.Strict && amiss(corpus.Findings):
		err = errors.New("--strict: there are findings about the corpus, so no model was made")
	case err != nil:
	case c.Strict && model.Training().Texts < model.Training().Read:
		err = fmt.Errorf("--strict: --max-memory %s has room for %d of %s only, so no model was made", c.Memory, model.Training().Texts, plural(model.Training().Read, "text"))
	}
	return model, corpus, err
}

// untagged says what may be the reason where most texts have no subject of the
// vocabulary; "" where they have.
func (c *trainCommand) untagged(corpus *tagger.Corpus) string {
	n := 0
	for _, f := range corpus.Findings {
		if f.Rule == tagger.RuleTextUntagged {
			n++
		}
	}
	if 2*n <= corpus.Texts {
		return ""
	}
	text := fmt.Sprintf("no subject of the vocabulary is in %d of %s: ", n, plural(corpus.Texts, "text"))
	switch {
	case 2*corpus.Unknown <= corpus.Tags:
		return text + "they have no tags where these are looked for; --tags-key names another key of the front matter"
	case c.Vocab == "":
		return text + "they seem to be tagged with another than the built-in one; --vocab names it"
	}
	return text + fmt.Sprintf("they seem to be tagged with another than %s", printable(c.Vocab))
}

// errStopped ends an inspection whose reader has had enough.
var errStopped = errors.New("stopped")

// amiss reports whether a finding is a warning or worse.
func amiss(findings []tagger.Finding) bool {
	return slices.ContainsFunc(findings, func(f tagger.Finding) bool { return f.Severity >= vocab.Warning })
}

// printFindings prints the first warnings and errors about a corpus, and counts
// the rest.
func printFindings(w io.Writer, findings []tagger.Finding, show int) {
	shown, more := 0, 0
	for _, f := range findings {
		switch {
		case f.Severity < vocab.Warning:
		case show == 0 || shown < show:
			shown++
			fmt.Fprintln(w, printable(f.String()))
		default:
			more++
		}
	}
	if more > 0 {
		fmt.Fprintf(w, "and %s about the corpus; --show 0 or --format json has them all\n", plural(more, "more finding"))
	}
}
