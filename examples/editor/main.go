// Command editor suggests keywords for the section under the cursor while a
// text changes. It reads the text's file, and then, from standard input, the
// byte offset of the cursor on each line, as an editor's plug-in would send it;
// the file is read anew each time.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"strconv"
	"strings"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: editor REPORT < offsets")
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
	for lines := bufio.NewScanner(cursors); lines.Scan(); {
		offset, err := strconv.Atoi(strings.TrimSpace(lines.Text()))
		if err != nil {
			return err
		}
		r, err := report.Open(path) // an editor would report.Parse its buffer
		if err != nil {
			return err
		}
		i := r.SectionAt(offset)
		if i < 0 {
			fmt.Fprintln(w, "no section")
			continue
		}
		fmt.Fprintln(w, r.Sections[i].Heading)
		for _, s := range t.SuggestSection(r, i) {
			fmt.Fprintf(w, "  %s, for %q\n", s.Label, s.Evidence[0].In(r.Text))
		}
	}
	return nil
}
