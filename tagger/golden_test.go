package tagger_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares what is suggested for the reports of testdata, section by
// section and with the place of every piece of evidence, and the verdicts on
// their tags, with what was found good when it was last looked at.
func TestGolden(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	seen := 0
	for source, err := range new(report.Reader).Sources("../testdata/reports") {
		if err != nil {
			t.Fatal(err)
		}
		r, err := source.Parse()
		if err != nil {
			t.Fatal(err)
		}
		seen++
		result := tg.SuggestReport(r)
		checkResult(t, r, result)
		got := render(r, result, tg.Validate(r))
		golden := filepath.Join("..", "testdata", "golden", "suggest", filepath.Base(r.ID)+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.ReplaceAll(string(want), "\r\n", "\n"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", r.ID, got, want)
		}
	}
	if seen == 0 {
		t.Error("no reports in testdata")
	}
}

// render renders suggestions and verdicts, a line for each place.
func render(r *report.Report, result tagger.Result, verdicts []tagger.Verdict) string {
	var b strings.Builder
	suggestions := func(all []tagger.Suggestion) {
		for _, s := range all {
			fmt.Fprintf(&b, "  %.2f %s\n", s.Score, s.Label)
			for _, e := range s.Evidence {
				fmt.Fprintf(&b, "       %d-%d %s %s %q\n", e.Start, e.End, e.Kind, e.Match, e.In(r.Text))
			}
		}
	}
	for _, sec := range result.Sections {
		fmt.Fprintf(&b, "section %d-%d level %d %q\n", sec.Start, sec.End, sec.Level, sec.Heading)
		suggestions(sec.Suggestions)
	}
	fmt.Fprintf(&b, "report %q\n", r.Meta.Title)
	suggestions(result.Suggestions)
	for _, v := range verdicts {
		fmt.Fprintf(&b, "%s %s %q in %d", v.Severity, v.Rule, v.Tag, v.Section)
		if v.Fix != nil {
			fmt.Fprintf(&b, " -%q +%q", v.Fix.Remove, v.Fix.Add)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
