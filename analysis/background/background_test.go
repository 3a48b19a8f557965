package background_test

import (
	"fmt"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/analysis/background"
)

func TestTableIsOfTheAnalyzer(t *testing.T) {
	if err := background.English().Check(analysis.English().Fingerprint()); err != nil {
		t.Errorf("%v: run go generate ./analysis/background, which needs the texts", err)
	}
}

func TestTableIsSane(t *testing.T) {
	s := background.English()
	if s.Docs() < 40_000 || s.Len() < 50_000 {
		t.Errorf("%d words of %d texts", s.Len(), s.Docs())
	}
	last := ""
	for term, df := range s.All() {
		if term <= last || df < s.MinDF() || df > s.Docs() || s.DF(term) != df {
			t.Fatalf("%q: %d texts, after %q", term, df, last)
		}
		last = term
	}
	for _, rising := range [][]string{
		{"development", "housing", "gentrification"},
		{"policy", "municipality", "subsidiarity"},
		{background.StemPrefix + "develop", background.StemPrefix + "gentrif"},
	} {
		for i := 1; i < len(rising); i++ {
			if s.IDF(rising[i]) <= s.IDF(rising[i-1]) {
				t.Errorf("%s weighs %.2f, %s %.2f", rising[i], s.IDF(rising[i]), rising[i-1], s.IDF(rising[i-1]))
			}
		}
	}
}

func ExampleEnglish() {
	s := background.English()
	for _, word := range []string{"development", "gentrification"} {
		fmt.Printf("%s %.1f\n", word, s.IDF(word))
	}
	// Output:
	// development 1.5
	// gentrification 7.5
}
