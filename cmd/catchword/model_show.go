package main

import (
	"bufio"
	"fmt"

	"github.com/catchword/catchword/tagger"
)

type modelCommand struct {
	Show modelShowCommand `cmd:"" help:"Say what a model learned, and from what."`
}

// Help is shown by catchword model --help.
func (*modelCommand) Help() string {
	return `A model is what catchword train writes, and what --model of the other commands takes.

Examples:

	catchword model show archive.cwm`
}

type modelShowCommand struct {
	File   string     `arg:"" help:"The model."`
	Vocab  string     `short:"v" placeholder:"FILE" help:"Say what of the model fits this vocabulary."`
	Format string     `enum:"text,json" default:"text" help:"text or json."`
	Schema schemaFlag `env:"-" help:"Print the JSON Schema of the output in JSON, and stop."`
}

// Help is shown by catchword model show --help.
func (*modelShowCommand) Help() string {
	return `Says what a model was learned from, how much it knows, and how sure its suggestions are: from which score on how many of them were right in texts that it had not seen.

Examples:

	catchword model show archive.cwm
	catchword model show --format json archive.cwm
	catchword model show --vocab topics-2.csv archive.cwm`
}

// modelJSON is what show says of a model.
type modelJSON struct {
	File       string           `json:"file"`
	Lang       string           `json:"lang"`
	Analyzer   string           `json:"analyzer"`   // the fingerprint of what reads texts
	Vocabulary int              `json:"vocabulary"` // its concepts
	Training   *tagger.Training `json:"training"`
	Precision  []precisionJSON  `json:"precision"`
	Adoption   *tagger.Adoption `json:"adoption"` // null without --vocab
}

// precisionJSON says from which score on a share of suggestions is right.
type precisionJSON struct {
	Precision float64  `json:"precision"`
	Score     *float64 `json:"score"` // null if no score is so sure
}

func (c *modelShowCommand) Run(std stdio) error {
	t, err := openModel(c.File, tagger.Options{})
	if err != nil {
		return err
	}
	var adoption *tagger.Adoption
	if c.Vocab != "" {
		fitted, err := (&common{Model: c.File, Vocab: c.Vocab}).open(std)
		if err != nil {
			return err
		}
		adoption = fitted.Adoption()
	}
	m := modelJSON{File: c.File, Lang: t.Analyzer().Lang(), Analyzer: t.Analyzer().Fingerprint(), Vocabulary: t.Vocabulary().Len(), Training: t.Training(), Adoption: adoption}
	for _, p := range []float64{0.95, 0.9, 0.8, 0.7, 0.5} {
		row := precisionJSON{Precision: p}
		if score, ok := t.ScoreFor(p); ok {
			row.Score = &score
		}
		m.Precision = append(m.Precision, row)
	}
	return writing(std, func(w *bufio.Writer, s style) error {
		if c.Format == "json" {
			return encode(w, "  ", m)
		}
		row := func(name, format string, args ...any) {
			fmt.Fprintf(w, "%-14s %s\n", name, fmt.Sprintf(format, args...))
		}
		fmt.Fprintln(w, s.heading(printable(c.File)))
		n := m.Training
		row("vocabulary", "%s, for texts in %s", plural(m.Vocabulary, "concept"), m.Lang)
		row("learned from", "%s with %s, %.1f each", plural(n.Texts, "text"), plural(n.Concepts, "concept"), float64(n.Assignments)/float64(max(n.Texts, 1)))
		if n.Texts < n.Read {
			row("left out", "%d of %s, for want of memory", n.Read-n.Texts, plural(n.Read, "text"))
		}
		row("words", "%d words and pairs of words", n.Columns)
		if n.Method == "formula" {
			row("combination", "the formula alone, as texts are few; its scores are calibrated by %d pairs of a text and a concept", n.Pairs)
		} else {
			row("combination", "of %d pairs of a text and a concept", n.Pairs)
		}
		row("calibration", "%s, log loss %.4f", n.Curve, n.Loss)
		row("sections", "%s", sectionsText(&n.Sections))
		row("corpus", "%.16s…", n.Hash)
		row("analyzer", "%s", m.Analyzer)
		fmt.Fprintln(w)
		for _, p := range m.Precision {
			if p.Score == nil {
				fmt.Fprintf(w, "no score is so sure that %.0f %% of the suggestions were right\n", 100*p.Precision)
			} else {
				fmt.Fprintf(w, "from %.2f on, %.0f %% of the suggestions were right\n", *p.Score, 100*p.Precision)
			}
		}
		if adoption != nil {
			fmt.Fprintln(w)
			printAdoption(w, c.File, c.Vocab, adoption)
		}
		return nil
	})
}

// sectionsText says how a model judges sections.
func sectionsText(n *tagger.SectionTraining) string {
	text := fmt.Sprintf("judged by their own words to %.0f %%, else by their report; ", 100*n.Own)
	switch {
	case n.Calibrated:
		return text + fmt.Sprintf("%d tagged, %s, log loss %.4f", n.Texts, n.Curve, n.Loss)
	case n.Texts > 0:
		return text + fmt.Sprintf("only %d tagged, so nobody knows how sure their scores are", n.Texts)
	}
	return text + "none learned from, so nobody knows how sure their scores are"
}
