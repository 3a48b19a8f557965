package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

type vocabConvertCommand struct {
	Files      []string `arg:"" optional:"" name:"file" help:"The vocabulary, and files that add to it."`
	vocabInput `embed:""`
	To         string `enum:"auto,turtle,ttl,json,csv" default:"auto" help:"turtle (SKOS; or ttl), json or csv. By default, what the name of the output ends with, or turtle."`
	Base       string `placeholder:"IRI" help:"Make IRIs of IDs that are none, such as child-care: this, with the ID behind it."`
	Output     string `short:"o" placeholder:"FILE" help:"File to write. By default, standard output."`
}

// Help is shown by catchword vocab convert --help.
func (*vocabConvertCommand) Help() string {
	return `Writes a vocabulary in another form: SKOS in Turtle, sorted, so that versions differ where their concepts do; or the JSON and CSV that every command reads. The further labels of an overlay become labels like any. What a form can't say, and how much of a file is nothing that SKOS says, is told on standard error. In Turtle, IDs that are no IRIs are relative ones, which mean something else wherever the file is; --base makes IRIs of them.

Further files, in any form of a vocabulary, add to the first: a row, entry or concept with the ID of one of its concepts or, without an ID, with its preferred label, adds labels, notes and relations to that; every other one is a new concept. The table of catchword propose is such a file. Nothing of the first is taken away or changed, and what contradicts it is told with file and line. Then come --overlay and the flags that choose concepts.

Examples:

	catchword vocab convert topics.csv -o topics.ttl
	catchword vocab convert topics.csv --base https://example.org/topics/ -o topics.ttl
	catchword vocab convert thesaurus.rdf.gz --to json > thesaurus.json
	catchword vocab convert topics.ttl proposals.csv -o topics-2.ttl`
}

func (c *vocabConvertCommand) Run(std stdio) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	file, additions := c.file(given(c.Files...), func([]string) bool { return true })
	toFile := c.Output != "" && c.Output != "-"
	if toFile && !isDevice(c.Output) {
		var mayBe func(string) bool
		if file == "" { // perhaps forgotten, and named by -o
			mayBe = func(string) bool { return false }
		}
		if err := checkOutput("--output", c.Output, "copy of the built-in vocabulary", mayBe, append(slices.Clone(additions), file, c.Overlay)...); err != nil {
			return err
		}
	}
	l, err := c.load(std, file, tagger.Options{}, additions...)
	if err != nil {
		return err
	}
	l.printProblems(std.err, nil)
	l.printUnread(std.err)
	if c.Base != "" {
		if l.Vocabulary, err = l.WithBase(c.Base); err != nil {
			return fmt.Errorf("--base: %w", err)
		}
	} else if n, first := plainIDs(l.Vocabulary); n > 0 && format == vocab.Turtle {
		fmt.Fprintf(std.err, "%s: IDs that are no IRIs (%d, such as %s) mean something else wherever the file is; --base https://example.org/topics/ makes IRIs of them\n",
			printable(nameOf(l.file)), n, printable(first))
	}
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

// plainIDs returns how many IDs of concepts are no IRIs, and the first.
func plainIDs(v *vocab.Vocabulary) (n int, first string) {
	for i := range v.Len() {
		if id := v.ID(i); !vocab.IsIRI(id) {
			if n++; n == 1 {
				first = id
			}
		}
	}
	return n, first
}

// printUnread prints what of the files is not read, which who uses a vocabulary as it
// is need not know.
func (l *loaded) printUnread(w io.Writer) {
	problems := slices.Concat(l.problems, l.told)
	for _, a := range l.added {
		problems = append(problems, a.problems...)
	}
	for _, p := range problems {
		if p.Rule == "file/rest" {
			fmt.Fprintln(w, printable(p.String()))
		}
	}
}

// formats are the forms that are written, by the ends of names.
var formats = map[string]vocab.Format{"turtle": vocab.Turtle, "ttl": vocab.Turtle, "json": vocab.JSON, "csv": vocab.CSV}

// format returns the form that the flags ask for.
func (c *vocabConvertCommand) format() (vocab.Format, error) {
	end := strings.ToLower(strings.TrimPrefix(filepath.Ext(c.Output), "."))
	named, known := formats[end]
	to, asked := formats[c.To]
	switch {
	case asked && known && named != to:
		return 0, fmt.Errorf("--output: %s is a name for another form than --to %s", c.Output, c.To)
	case asked:
		return to, nil
	case known || end == "":
		return named, nil
	case end == "rdf" || end == "xml" || end == "owl":
		return 0, fmt.Errorf("--output: %s: RDF/XML is read, but not written; name a .ttl, .json or .csv", c.Output)
	}
	return 0, fmt.Errorf("--output: %s could be anything; say --to turtle, json or csv", c.Output)
}
