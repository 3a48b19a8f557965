// Command quickstart prints keywords for each section of a report, with the
// words that speak for them.
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: quickstart REPORT")
	}
	if err := run(os.Stdout, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer, path string) error {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{})
	if err != nil {
		return err
	}
	r, err := report.Open(path)
	if err != nil {
		return err
	}
	for _, section := range t.SuggestReport(r).Sections {
		fmt.Fprintln(w, section.Heading)
		for _, s := range section.Suggestions {
			fmt.Fprintf(w, "  %.2f  %s  %q\n", s.Score, s.Label, s.Evidence[0].In(r.Text))
		}
	}
	return nil
}
