package tagger_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// examplesIn reads a corpus.
func examplesIn(tb testing.TB, tg *tagger.Tagger, paths ...string) []tagger.Example {
	tb.Helper()
	var all []tagger.Example
	_, err := tg.Inspect(new(report.Reader).Reports(paths...), tagger.CorpusOptions{}, func(e tagger.Example) error {
		all = append(all, e)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// trainOn trains a tagger.
func trainOn(tb testing.TB, tg *tagger.Tagger, examples []tagger.Example) *tagger.Tagger {
	tb.Helper()
	trained, err := tg.Train(context.Background(), slices.Values(examples), tagger.TrainOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	return trained
}

// checkNeighbours tests that of two sections with text that follow each other, and
// of which one has the label of a keyword at least, the keywords differ.
func checkNeighbours(t *testing.T, tg *tagger.Tagger, paths ...string) {
	t.Helper()
	for r, err := range new(report.Reader).Reports(paths...) {
		if err != nil {
			t.Fatal(err)
		}
		sections := tg.SuggestReport(r).Sections
		last := -1
		for i := range sections {
			if len(r.Sections[i].Blocks) == 0 {
				continue
			}
			met := func(s tagger.Suggestion) bool { return s.Occurrences > 0 }
			if last >= 0 && slices.Equal(labels(sections[i].Suggestions), labels(sections[last].Suggestions)) && slices.ContainsFunc(sections[i].Suggestions, met) {
				t.Errorf("%s: sections %d and %d have the same keywords, %q", r.ID, last, i, labels(sections[i].Suggestions))
			}
			last = i
		}
	}
}

// TestNeighbours tests that models, of few texts or of more, leave neighbouring
// sections their own keywords.
func TestNeighbours(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	few := examplesIn(t, tg, "../testdata/reports")
	for _, examples := range [][]tagger.Example{few, append(archive(t, 60, 1), few...)} {
		checkNeighbours(t, trainOn(t, tg, examples), "../testdata/reports")
	}
}

// sectioned makes n reports of two sections, each of a topic of its own, which is
// its tag.
func sectioned(tb testing.TB, n int, seed uint64) []tagger.Example {
	tb.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	var reports []*report.Report
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "# Report %d\n", i)
		for k := range 2 {
			topic := topics[(i+k*(1+random.IntN(len(topics)-1)))%len(topics)]
			words := strings.Fields(topic.words)
			fmt.Fprintf(&b, "\n## Part %d\n\n", k+1)
			for range 3 {
				fmt.Fprintf(&b, "The %s and %s of the year came to %s.\n", words[random.IntN(len(words))], strings.Join(words[:2], " "), words[random.IntN(len(words))])
			}
			fmt.Fprintf(&b, "\nKeywords: %s\n", topic.concept)
		}
		reports = append(reports, parse(tb, fmt.Sprintf("%d.md", i), b.String()))
	}
	var all []tagger.Example
	each := func(yield func(*report.Report, error) bool) {
		for _, r := range reports {
			if !yield(r, nil) {
				return
			}
		}
	}
	if _, err := newTagger(tb, vocab.Default()).Inspect(each, tagger.CorpusOptions{}, func(e tagger.Example) error {
		all = append(all, e)
		return nil
	}); err != nil {
		tb.Fatal(err)
	}
	return all
}

// TestTrainSections tests that tags of sections are learned from, and that sections
// have scores of their own then.
func TestTrainSections(t *testing.T) {
	examples := sectioned(t, 60, 1)
	for _, e := range examples {
		if len(e.Sections) != 3 || e.Sections[0] != nil || len(e.Sections[1]) != 1 || len(e.Sections[2]) != 1 || len(e.Concepts) != 2 {
			t.Fatalf("%s: %v, and %v of sections", e.Report.ID, e.Concepts, e.Sections)
		}
	}
	trained := train(t, examples, tagger.Options{})
	n := trained.Training().Sections
	if n.Texts != 120 || n.Basis != tagger.BySections || !n.Calibrated || !(n.Own > 0.5 && n.Own <= 1) || !(n.Loss > 0 && n.Loss < 0.5) || n.Curve == "" {
		t.Errorf("%+v", n)
	}
	if got := trained.Training(); got.Texts != 60 || got.Assignments != 120 {
		t.Errorf("%+v", got)
	}
	sure, err := tagger.Parse(compiled(t, trained), tagger.Options{Precision: 0.9})
	if err != nil {
		t.Fatal(err)
	}
	for n, e := range sectioned(t, 12, 2) {
		result := trained.SuggestReport(e.Report)
		for i, concepts := range e.Sections {
			sec := result.Sections[i]
			if !result.Calibrated || !sec.Calibrated {
				t.Error("scores are not calibrated")
			}
			if len(concepts) > 0 && (len(sec.Suggestions) == 0 || sec.Suggestions[0].Label != vocab.Default().Label(int(concepts[0]), "en")) {
				t.Errorf("%s: section %d has %q, not %v", e.Report.ID, i, labels(sec.Suggestions), concepts)
			}
			if got := trained.SuggestSection(e.Report, i); !reflect.DeepEqual(got, sec.Suggestions) {
				t.Errorf("%s: section %d has %q, and alone %q", e.Report.ID, i, labels(sec.Suggestions), labels(got))
			}
			if few := sure.SuggestReport(e.Report).Sections[i].Suggestions; len(few) > len(sec.Suggestions) {
				t.Errorf("%s: of %q, %q are sure", e.Report.ID, labels(sec.Suggestions), labels(few))
			}
		}
		if n < 2 {
			checkAtThresholds(t, trained, e.Report)
		}
	}
}

// TestTrainUntagged tests what is said of sections where hardly any is tagged.
func TestTrainUntagged(t *testing.T) {
	few := sectioned(t, 60, 1)
	for i := range few[10:] {
		few[10+i].Sections = nil
	}
	for _, test := range []struct {
		examples []tagger.Example
		texts    int
		basis    tagger.Basis
	}{
		{archive(t, 60, 1), 0, tagger.ByReports},
		{few, 20, tagger.ByReports},
		{few[:24], 20, tagger.ByDefault},
		{few[:12], 0, tagger.ByDefault}, // too few for more than the formula
	} {
		trained := train(t, test.examples, tagger.Options{})
		n := trained.Training().Sections
		if n.Texts != test.texts || n.Basis != test.basis || n.Calibrated || n.Loss != 0 || n.Curve != "" || !(n.Own >= 0.3 && n.Own <= 1) {
			t.Errorf("%+v", n)
		}
		result := trained.SuggestReport(test.examples[0].Report)
		if !result.Calibrated || result.Sections[1].Calibrated {
			t.Errorf("%+v", result)
		}
	}
	one := parse(t, "one.md", "# Gardens\n\n"+withoutLabel)
	if result := train(t, few, tagger.Options{}).SuggestReport(one); !result.Sections[0].Calibrated {
		t.Error("a report's only section is not judged as the report")
	}
}

// TestTrainSectionsOdd trains with concepts of sections as nobody should give them.
func TestTrainSectionsOdd(t *testing.T) {
	for i, change := range []func(e *tagger.Example){
		func(e *tagger.Example) { e.Sections = e.Sections[:2] },
		func(e *tagger.Example) { e.Sections = append(e.Sections, []int32{1}, []int32{2}) },
		func(e *tagger.Example) { e.Sections[1] = []int32{84, -1, 3, 1 << 30, 3} },
		func(e *tagger.Example) { e.Sections[0] = []int32{1} }, // which has no text
		func(e *tagger.Example) { e.Sections = make([][]int32, 3) },
		func(e *tagger.Example) { e.Concepts = nil },
		func(e *tagger.Example) { e.Concepts = []int32{7} },
	} {
		examples := sectioned(t, 24, 1)
		for j := range examples {
			change(&examples[j])
		}
		if trained := train(t, examples, tagger.Options{}); trained.Training().Texts != 24 {
			t.Errorf("%d: %+v", i, trained.Training())
		}
	}
}
