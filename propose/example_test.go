package propose_test

import (
	"fmt"
	"os"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/propose"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func Example() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{Threshold: tagger.Everything, Limit: -1})
	if err != nil {
		fmt.Println(err)
		return
	}
	survey, err := propose.New(t, propose.Options{MinTexts: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	reader := report.Reader{}
	for r, err := range reader.Reports("../testdata/reports") {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			continue
		}
		survey.Add(survey.Read(r))
	}
	for _, p := range survey.Result(3).Proposals {
		fmt.Printf("%s (%d texts): %s\n", p.Phrase, p.Texts, p.Examples[0].Report)
	}
	// Output:
	// arrears (2 texts): ../testdata/reports/brno-housing-first.txt
	// tenants (2 texts): ../testdata/reports/brno-housing-first.txt
	// midwife (2 texts): ../testdata/reports/ghent-childcare.txt
}
