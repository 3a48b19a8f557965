package tagger_test

import (
	"math"
	"slices"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/realdata"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// TestSeedPage reads a real page with the default vocabulary, and compares with
// what an editor would say of each of its sections.
func TestSeedPage(t *testing.T) {
	r, err := report.Open(realdata.Path(t, "seed/nantes-introduction.txt"))
	if err != nil {
		t.Fatal(err)
	}
	tg := newTagger(t, vocab.Default())
	sections := tg.SuggestReport(r).Sections
	for i, want := range []struct{ yes, no []string }{
		{},
		{
			yes: []string{"Local governments", "Local welfare", "Child care", "Housing policy", "Governance"},
			no:  []string{"Enabling", "Development", "Activation"},
		},
		{
			yes: []string{"Child care", "Family needs", "Social cohesion", "Social housing", "Precarious working conditions", "Labour market integration"},
			no:  []string{"Integration", "Young mothers", "Social inclusion", "Development"},
		},
		{
			yes: []string{"Social and solidarity-based economy (SSE)", "Social entrepreneurship", "Neighbourhood revitalisation", "Third sector organisations", "Partnerships"},
			no:  []string{"Social economy", "Neighbourhood", "Development", "Network"},
		},
		{
			yes: []string{"Social entrepreneurship", "Grassroots initiatives", "Third sector organisations", "Civil society"},
			no:  []string{"Integration", "Activation", "Social housing"},
		},
		{
			yes: []string{"Grassroots initiatives", "Social cohesion", "Family-minded", "Third sector organisations"},
			no:  []string{"Young mothers", "Activation", "Single mothers"},
		},
	} {
		got := labels(sections[i].Suggestions)
		if len(want.yes) == 0 && len(got) > 0 {
			t.Errorf("section %d has %q", i, got)
		}
		for _, label := range want.yes {
			if !slices.Contains(got, label) {
				t.Errorf("section %d does not have %s, but %q", i, label, got)
			}
		}
		for _, label := range want.no {
			if slices.Contains(got, label) {
				t.Errorf("section %d has %s", i, label)
			}
		}
	}
	if verdicts := tg.Validate(r); len(verdicts) != 1 || verdicts[0].Rule != tagger.RuleWhole {
		t.Errorf("verdicts %v", verdicts)
	}
}

// TestQuality measures what suggestions are worth without any training: against
// the tags that the editors of an archive gave to its posts.
func TestQuality(t *testing.T) {
	tg, err := tagger.New(open(t, realdata.Path(t, "corpora/digitalgov/topics.csv")), analysis.English(), tagger.Options{Threshold: tagger.Everything})
	if err != nil {
		t.Fatal(err)
	}
	var sum float64
	n := 0
	for source, err := range new(report.Reader).Sources(realdata.Path(t, "corpora/digitalgov/dev.jsonl.gz")) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := source.Parse()
		if err != nil {
			t.Fatal(err)
		}
		gold := make(map[string]bool)
		for _, tag := range r.Tags {
			gold[tag.Label] = true
		}
		sum += ndcg(gold, tg.SuggestReport(r).Suggestions, 5)
		n++
	}
	if got := sum / float64(n); got < 0.63 {
		t.Errorf("nDCG@5 over %d posts is %.4f, below 0.63", n, got)
	} else {
		t.Logf("nDCG@5 over %d posts is %.4f", n, got)
	}
}

// ndcg returns the normalized discounted cumulative gain at k.
func ndcg(gold map[string]bool, suggestions []tagger.Suggestion, k int) float64 {
	var gain, ideal float64
	for i, s := range suggestions[:min(k, len(suggestions))] {
		if gold[s.ID] {
			gain += 1 / math.Log2(float64(i+2))
		}
	}
	for i := range min(k, len(gold)) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	return gain / ideal
}
