// Command editor suggests keywords for the section under a cursor, as a plug-in
// of an editor would: it reads byte offsets, one on each line, from standard
// input, and looks at one section of the report each time.
package main

import (
	"bufio"
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
		log.Fatal("usage: editor REPORT < OFFSETS")
	}
	if err := run(os.Stdin, os.Stdout, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(cursors io.Reader, w io.Writer, path string) error {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{Limit: 3})
	if err != nil {
		return err
	}
	var offset int
	for lines := bufio.NewReader(cursors); ; {
		if _, err := fmt.Fscanln(lines, &offset); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		r, err := report.Open(path) // or report.Parse, of the editor's buffer
		if err != nil {
			return err
		}
		for _, s := range t.SuggestSection(r, r.SectionAt(offset)) {
			at := r.Position(s.Evidence[0].Start)
			fmt.Fprintf(w, "%d:%d: %s\n", at.Line, at.Column, s.Label)
		}
	}
}
