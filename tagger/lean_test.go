package tagger_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// TestTrainFew tests that a model of a handful of texts ranks as the formula
// does, sections too, with other scores, which are explained.
func TestTrainFew(t *testing.T) {
	all := tagger.Options{Threshold: tagger.Everything, Limit: -1}
	for _, n := range []int{2, 3, 7, 19} {
		trained := train(t, archive(t, n, 1), all)
		training := trained.Training()
		if training.Method != "formula" || training.Texts != n || training.Parts != min(n, 3) || !(training.Loss > 0 && training.Loss < 1) {
			t.Errorf("%d texts: %+v", n, training)
		}
		opened, err := tagger.Parse(compiled(t, trained), all)
		if err != nil {
			t.Fatal(err)
		}
		untrained, err := tagger.Parse(compiled(t, newTagger(t, vocab.Default())), all)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range archive(t, 12, 2) {
			got, want := opened.SuggestReport(e.Report), untrained.SuggestReport(e.Report)
			sameOrder(t, got.Suggestions, want.Suggestions)
			for i := range got.Sections {
				sameOrder(t, got.Sections[i].Suggestions, want.Sections[i].Suggestions)
			}
			for _, s := range got.Suggestions[:min(3, len(got.Suggestions))] {
				why, err := opened.Explain(e.Report, s.ID)
				if err != nil {
					t.Fatal(err)
				}
				sum := 0.0
				for _, c := range why.Report.Contributions {
					sum += c.Value
				}
				if math.Abs(1/(1+math.Exp(-sum))-s.Score) > 1e-9 {
					t.Errorf("%s: a score of %v, explained as %v", s.Label, s.Score, sum)
				}
			}
		}
	}
	if got := train(t, archive(t, 20, 1), all).Training().Method; got != "trees" {
		t.Errorf("20 texts: %s", got)
	}
}

// sameOrder tests that two lists have the same concepts in the same order.
func sameOrder(t *testing.T, got, want []tagger.Suggestion) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%q, want %q", labels(got), labels(want))
	}
	for i := range got {
		if got[i].ID != want[i].ID || !(got[i].Score > 0 && got[i].Score < 1) {
			t.Errorf("%q, want %q", labels(got), labels(want))
		}
	}
}

// TestTrainNothing tests that a model in which nothing tells right from wrong
// ranks by the formula, too.
func TestTrainNothing(t *testing.T) {
	examples := archive(t, 30, 1)
	for i := range examples[1:] {
		examples[i+1].Concepts = nil
	}
	if got := train(t, examples, tagger.Options{}).Training(); got.Method != "formula" || got.Texts != 30 {
		t.Errorf("%+v", got)
	}
}

// TestTrainNothingOfSections tests that such a model keeps nothing of what trees made
// of sections: it does not take for probabilities what it says of them.
func TestTrainNothingOfSections(t *testing.T) {
	childCare := []int32{concept(t, "Child care")}
	var examples []tagger.Example
	for i := range 22 { // with too few pairs for a tree
		r := parse(t, fmt.Sprintf("%d.md", i), fmt.Sprintf("# Report %d\n\n## A\n\nWords on child care.\n\n## B\n\nMore on child care.\n", i))
		e := tagger.Example{Report: r}
		if i < 16 {
			e.Concepts, e.Sections = childCare, [][]int32{nil, childCare, childCare}
		}
		examples = append(examples, e)
	}
	trained := train(t, examples, tagger.Options{})
	if got := trained.Training(); got.Method != "formula" || got.Sections.Calibrated {
		t.Fatalf("%+v", got)
	}
	for i, s := range trained.SuggestReport(examples[0].Report).Sections {
		if s.Calibrated {
			t.Errorf("section %d: its scores are taken for probabilities", i)
		}
	}
}

// TestTrainNothingOfMany tests that such a model of many concepts is the same when it
// was written and opened.
func TestTrainNothingOfMany(t *testing.T) {
	var concepts []vocab.Concept
	for i := range 1000 {
		concepts = append(concepts, vocab.Concept{ID: fmt.Sprint(i), Pref: []vocab.Label{{Text: fmt.Sprint("label", i)}}})
	}
	v, _, err := vocab.New(concepts)
	if err != nil {
		t.Fatal(err)
	}
	var examples []tagger.Example
	for i := range 20 {
		e := tagger.Example{Report: parse(t, fmt.Sprintf("%d.md", i), "# A title\n\nA text.\n")}
		for c := range 50 {
			e.Concepts = append(e.Concepts, int32(50*i+c))
		}
		examples = append(examples, e)
	}
	trained := trainOn(t, newTagger(t, v), examples)
	file := compiled(t, trained)
	opened, err := tagger.Parse(file, tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if trained.Training().Method != "formula" || compiled(t, opened) != file {
		t.Errorf("other bytes: %+v", trained.Training())
	}
}

// TestTrainFewLearns tests that even a few texts say how sure the formula's
// scores are.
func TestTrainFewLearns(t *testing.T) {
	const text = "The nursery has child care for toddlers. Child care is in the title of the municipality."
	examples := archive(t, 15, 1)
	right := train(t, examples, tagger.Options{}).Suggest(text)[0]
	for i := range examples {
		examples[i].Concepts = []int32{concept(t, "Urban gardening")}
	}
	wrong := train(t, examples, tagger.Options{Threshold: tagger.Everything}).Suggest(text)[0]
	if right.ID != wrong.ID || !(wrong.Score < right.Score/2) {
		t.Errorf("%s: %v where labels were right, %v where they were not", right.Label, right.Score, wrong.Score)
	}
}
