package main

import (
	"bufio"
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/catchword/catchword/vocab"
)

type vocabConvertCommand struct {
	File       string `arg:"" optional:"" help:"The vocabulary."`
	vocabInput `embed:""`
	To         string `enum:"auto,turtle,json,csv" default:"auto" help:"turtle (SKOS), json or csv. By default, what the name of the output ends with, or turtle."`
	Output     string `short:"o" placeholder:"FILE" help:"File to write. By default, standard output."`
}

// Help is shown by catchword vocab convert --help.
func (*vocabConvertCommand) Help() string {
	return `Writes a vocabulary in another form: SKOS in Turtle, sorted, so that versions differ where their concepts do; or the JSON and CSV that every command reads. The further labels of an overlay become labels like any. What a form can't say is told on standard error.

Examples:

	catchword vocab convert topics.csv -o topics.ttl
	catchword vocab convert thesaurus.rdf.gz --to json > thesaurus.json`
}

func (c *vocabConvertCommand) Run(std stdio) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	toFile := c.Output != "" && c.Output != "-"
	if toFile && !isDevice(c.Output) {
		if err := checkWritable("--output", c.Output); err != nil {
			return err
		}
	}
	l, _, err := c.open(std, given(c.File), func([]string) bool { return true })
	if err != nil {
		return err
	}
	l.printProblems(std.err, nil)
	var out bytes.Buffer
	lost, err := l.Write(&out, format)
	if err != nil {
		return err
	}
	printProblems(std.err, nameOf(l.file), lost)
	if toFile {
		return writeFile(c.Output, &out)
	}
	return writing(std, func(w *bufio.Writer, _ style) error {
		_, err := w.Write(out.Bytes())
		return err
	})
}

// format returns the form that the flags ask for.
func (c *vocabConvertCommand) format() (vocab.Format, error) {
	to := c.To
	if to == "auto" {
		switch to = strings.ToLower(strings.TrimPrefix(filepath.Ext(c.Output), ".")); to {
		case "ttl", "":
			to = "turtle"
		}
	}
	switch to {
	case "turtle":
		return vocab.Turtle, nil
	case "json":
		return vocab.JSON, nil
	case "csv":
		return vocab.CSV, nil
	}
	return 0, fmt.Errorf("--output: %s could be anything; say --to turtle, json or csv", c.Output)
}
