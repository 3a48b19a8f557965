// Command retag shows which tags each report of a folder would gain or lose,
// and writes copies with a new list of tags to another folder, never over the
// originals.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: retag FROM TO")
	}
	if err := run(os.Stdout, os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer, from, to string) error {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{})
	if err != nil {
		return err
	}
	for source, err := range new(report.Reader).Sources(from) {
		if err != nil {
			return err
		}
		r, err := source.Parse()
		if err != nil {
			return err
		}
		tags := changed(w, r, t.Validate(r))
		name := filepath.Join(to, strings.ReplaceAll(r.ID, "/", "_")+".keywords")
		if err := writeNew(name, strings.Join(tags, "\n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// changed prints the changes that the verdicts ask for and returns the tags
// that r has after them.
func changed(w io.Writer, r *report.Report, verdicts []tagger.Verdict) []string {
	fmt.Fprintln(w, r.ID)
	var tags []string
	for _, v := range verdicts {
		switch {
		case v.Section >= 0:
		case v.Fix == nil && v.Tag != "":
			tags = append(tags, v.Tag)
		case v.Fix != nil:
			fmt.Fprintf(w, "  - %q  + %q  (%s)\n", v.Fix.Remove, v.Fix.Add, v.Rule)
			if v.Fix.Add != "" {
				tags = append(tags, v.Fix.Add)
			}
		}
	}
	return tags
}

// writeNew writes a file that must not be there.
func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
