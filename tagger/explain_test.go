package tagger_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func TestExplain(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	r := parse(t, "post.md", post)
	for _, tt := range []struct{ name, verdict string }{
		{"child-care", "suggested as number 1"},
		{"Child care", "suggested as number 1"},
		{"crèche", "suggested as number 1"},
		{"Gentrification", "none of its labels was found"},
		{"Housing policy", "is below the threshold"},
	} {
		e, err := tg.Explain(r, tt.name)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if !strings.Contains(e.Report.Verdict, tt.verdict) && !(tt.name == "Housing policy" && e.Report.Rank == 0) {
			t.Errorf("%s: %q, want %q", tt.name, e.Report.Verdict, tt.verdict)
		}
		sum := 0.0
		for _, c := range e.Report.Contributions {
			if c.Name == "" || c.Value == 0 {
				t.Errorf("%s: contribution %+v", tt.name, c)
			}
			sum += c.Value
		}
		if e.Report.Rank > 0 && (math.Abs(sum-e.Report.Logit) > 1e-9 || math.Abs(1/(1+math.Exp(-sum))-e.Report.Score) > 1e-9) {
			t.Errorf("%s: the contributions are %v, the logit %v, the score %v", tt.name, sum, e.Report.Logit, e.Report.Score)
		}
	}
}

func TestExplainWhyNot(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	r := parse(t, "a.txt", "The local welfare system is old. Integration is not for the labour unions of the market.\n")
	for _, tt := range []struct {
		name, verdict string
		check         func(e tagger.Explanation) bool
	}{
		{"Local welfare", "only within longer labels", func(e tagger.Explanation) bool {
			return len(e.Hidden) == 1 && e.Hidden[0].In(r.Text) == "local welfare" && e.Hidden[0].Within.In(r.Text) == "local welfare system"
		}},
		{"Social cohesion", "none of its labels", func(e tagger.Explanation) bool {
			return slices.ContainsFunc(e.Missing, func(m tagger.MissingWord) bool {
				return m.Label == "Social cohesion" && slices.Equal(m.Words, []string{"Social", "cohesion"})
			})
		}},
		{"Labour market integration", "never together", func(e tagger.Explanation) bool { return e.Report.Rank == 0 }},
	} {
		e, err := tg.Explain(r, tt.name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(e.Report.Verdict, tt.verdict) || !tt.check(e) {
			t.Errorf("%s: %+v", tt.name, e)
		}
	}
}

// Of several concepts with a label, one that Resolve would take is explained.
func TestExplainDeprecatedLabel(t *testing.T) {
	v, _, err := vocab.Read("v.csv", strings.NewReader("id,prefLabel,altLabels,deprecated\nold,Hg,Mercury,yes\nnew,Quicksilver,Mercury,\n"))
	if err != nil {
		t.Fatal(err)
	}
	if e, err := newTagger(t, v).Explain(&report.Report{}, "Mercury"); err != nil || e.ID != "new" {
		t.Errorf("%q is explained, %v", e.ID, err)
	}
}

func TestExplainUnknown(t *testing.T) {
	_, err := newTagger(t, vocab.Default()).Explain(&report.Report{}, "Child caer")
	var unknown *tagger.UnknownConceptError
	if !errors.As(err, &unknown) || !slices.Contains(unknown.Nearest, "Child care") || !strings.Contains(err.Error(), "Child care") {
		t.Errorf("got %v", err)
	}
}

func ExampleTagger_Explain() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := report.Parse("a.txt", []byte("The local welfare system is under strain."))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"Local welfare system", "Local welfare"} {
		why, err := t.Explain(r, name)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %s\n", why.Label, why.Report.Verdict)
	}
	// Output:
	// Local welfare system: suggested as number 1, with a score of 0.99
	// Local welfare: not suggested: its labels occur only within longer labels, once
}
