// Command retag prints which tags reports would gain or lose, and copies them with preferred labels.
package main

import (
	"errors"
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
	} else if err := retag(log.New(os.Stdout, "", 0), vocab.Default(), os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func retag(out *log.Logger, v *vocab.Vocabulary, from, to string) error {
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
			if f := v.Fix; f != nil {
				out.Printf("%s: %s: %v", r.ID, v.Rule, f)
				if f.Add != "" && !v.Span.IsEmpty() {
					text = text[:v.Span.Start] + f.Add + text[v.Span.End:]
				}
			}
		}
		err = errors.Join(err, os.WriteFile(filepath.Join(to, filepath.Base(file)), []byte(text), 0o666))
	}
	return err
}
