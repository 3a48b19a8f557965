// Command retag copies the reports of a folder to a new one, with preferred
// labels in place of other and deprecated ones among the tags.
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

func main() { // retag FOLDER NEW-FOLDER
	if err := retag(vocab.Default(), os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func retag(v *vocab.Vocabulary, from, to string) error {
	t, err := tagger.New(v, analysis.English(), tagger.Options{})
	if err = errors.Join(err, os.Mkdir(to, 0o777)); err != nil { // which must not be there
		return err
	}
	files, err := os.ReadDir(from)
	for _, file := range files {
		r, e := report.Open(filepath.Join(from, file.Name()))
		if e != nil {
			return e
		}
		text, verdicts := r.Text, t.Validate(r)
		slices.SortFunc(verdicts, func(a, b tagger.Verdict) int { return b.Span.Start - a.Span.Start }) // from the end
		for _, v := range verdicts {
			if !v.Span.IsEmpty() && (v.Rule == tagger.RuleNonPref || v.Rule == tagger.RuleDeprecated && v.Fix.Add != "") {
				text = text[:v.Span.Start] + v.Fix.Add + text[v.Span.End:]
			}
		}
		if e := os.WriteFile(filepath.Join(to, file.Name()), []byte(text), 0o666); e != nil {
			return e
		}
	}
	return err
}
