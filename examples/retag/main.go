// Command retag prints which tags each report of a folder would gain or lose,
// and copies the reports to a new folder with preferred labels in the places of
// other and deprecated ones.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: retag FOLDER NEW-FOLDER")
	} else if err := retag(os.Stdout, vocab.Default(), os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func retag(w io.Writer, v *vocab.Vocabulary, from, to string) error {
	t, err := tagger.New(v, analysis.English(), tagger.Options{})
	if err = errors.Join(err, os.Mkdir(to, 0o777)); err != nil { // which must not be there
		return err
	}
	files, err := filepath.Glob(filepath.Join(from, "*"))
	for _, file := range files {
		r, e := report.Open(file)
		if err = errors.Join(err, e); e != nil {
			continue // the others go on
		}
		text, verdicts := r.Text, t.Validate(r)
		slices.SortStableFunc(verdicts, func(a, b tagger.Verdict) int { return b.Span.Start - a.Span.Start }) // from the end
		for _, v := range verdicts {
			switch f := v.Fix; {
			case f == nil:
			case f.Remove == "":
				fmt.Fprintf(w, "%s: %s: +%q\n", r.ID, v.Rule, f.Add)
			case f.Add == "":
				fmt.Fprintf(w, "%s: %s: -%q\n", r.ID, v.Rule, f.Remove)
			default:
				fmt.Fprintf(w, "%s: %s: -%q +%q\n", r.ID, v.Rule, f.Remove, f.Add)
				if !v.Span.IsEmpty() && (v.Rule == tagger.RuleNonPref || v.Rule == tagger.RuleDeprecated) {
					text = text[:v.Span.Start] + f.Add + text[v.Span.End:]
				}
			}
		}
		err = errors.Join(err, os.WriteFile(filepath.Join(to, filepath.Base(file)), []byte(text), 0o666))
	}
	return err
}
