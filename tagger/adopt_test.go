package tagger_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

const before = `id,prefLabel,altLabels,deprecated,replacedBy
1,Gardening,Allotments,,
2,Housing,Flats,,
3,Parking,Car parks,,
4,Schools,,,
5,Nurseries,Kindergartens,,
6,Cycling,Bicycles,,
7,Ferries,,,
`

// after has Housing under another name, with the labels in another order; Parking
// under another ID, and its ID given to something else; Schools deprecated;
// Nurseries no more; Cycling without one of its labels; and Trams.
const after = `id,prefLabel,altLabels,deprecated,replacedBy
10,Trams,,,
9,Parking,Car parks,,
6,Cycling,,,
4,Schools,,yes,8
8,Education,,,
3,Quays,,,
2,Dwellings,Flats|Housing,,
1,Gardening,Allotments,,
`

// townTexts are on the concepts of before, each with words of its own, and most
// with a label.
func townTexts(tb testing.TB, tg *tagger.Tagger) []tagger.Example {
	words := []string{"compost tomatoes beds", "tenants rents landlords", "tickets wardens kerbs", "pupils lessons chalk", "toddlers naps carers", "saddles lanes helmets", "decks tides moorings"}
	var all []tagger.Example
	for i := range 70 {
		n, ok := tg.Vocabulary().Index(fmt.Sprint(i%len(words) + 1))
		if !ok {
			tb.Fatal("no such concept")
		}
		label := tg.Vocabulary().Label(n, "en")
		switch i / len(words) % 3 {
		case 1:
			for alt := range tg.Vocabulary().Labels(n, vocab.Alternative) {
				label = alt.Text
			}
		case 2:
			label = "much"
		}
		text := fmt.Sprintf("# Minutes %d\n\nThe council spoke of %s in year %d. There were %s.\n", i, label, i, words[i%len(words)])
		all = append(all, tagger.Example{Report: parse(tb, fmt.Sprintf("%d.md", i), text), Concepts: []int32{int32(n)}})
	}
	return all
}

// townModel is trained with the vocabulary before.
func townModel(tb testing.TB) *tagger.Tagger {
	tb.Helper()
	untrained := newTagger(tb, table(tb, before))
	trained, err := untrained.Train(context.Background(), slices.Values(townTexts(tb, untrained)), tagger.TrainOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	return trained
}

// adopted is a tagger of a vocabulary with what a model fits of it.
func adopted(tb testing.TB, csv string, model *tagger.Tagger, o tagger.Options) *tagger.Tagger {
	tb.Helper()
	o.Model = model
	tg, err := tagger.New(table(tb, csv), analysis.English(), o)
	if err != nil {
		tb.Fatal(err)
	}
	return tg
}

func TestAdopt(t *testing.T) {
	model := townModel(t)
	tg := adopted(t, after, model, tagger.Options{})
	a := tg.Adoption()
	if a.Concepts != 7 || a.Kept != 3 || a.Forms <= a.KeptForms || a.KeptForms < 5 {
		t.Errorf("%+v", a)
	}
	var got []string
	for _, c := range a.Lost {
		got = append(got, fmt.Sprintf("lost %s (%d texts): %s %v, %s", c.Old.Label, c.Texts, c.Kind, c.New, c.Why))
	}
	for _, c := range a.Renamed {
		got = append(got, fmt.Sprintf("renamed %s (%d texts): %v", c.Old.Label, c.Texts, c.New))
	}
	for _, c := range a.New {
		got = append(got, "new "+c.Label)
	}
	want := []string{
		`lost Parking (10 texts): renumbered [{9 Parking}], ID "3" is another concept's now`,
		`lost Schools (10 texts): replaced [{8 Education}], it is replaced by another`,
		`lost Nurseries (10 texts): removed [], it is gone`,
		`lost Ferries (10 texts): removed [], it is gone`,
		`renamed Housing (10 texts): [{2 Dwellings}]`,
		"new Trams", "new Parking", "new Education",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	// What is kept is suggested for its words, under its name of now; what is lost
	// is not, nor is anything for its words.
	for text, want := range map[string]string{
		"There were tenants, and rents for landlords.":      "Dwellings",
		"There were compost and tomatoes, and their beds.":  "Gardening",
		"There were tickets, and wardens at kerbs.":         "",
		"There were pupils in lessons with chalk.":          "",
		"The council spoke of trams, and trams it was.":     "Trams",
		"The council spoke of schools. There were lessons.": "Education", // on an inherited label alone
	} {
		found := ""
		for _, s := range tg.Suggest(text) {
			if s.Score > 0.5 || found == "" && s.Occurrences > 0 {
				found = s.Label
			}
			if s.Label == "Education" && len(s.Words) > 0 {
				t.Errorf("%s: what Schools had learned speaks for Education", text)
			}
		}
		if found != want {
			t.Errorf("%s: suggests %q, want %q: %+v", text, found, want, tg.Suggest(text))
		}
	}

	// Reasons add up, whatever the score is made of.
	r := parse(t, "r.md", "# Town\n\n## Homes\n\nThere were tenants, and rents for landlords.\n\n## Ways\n\nTrams came, and trams went.\n")
	for c := range tg.Vocabulary().All() {
		why, err := tg.Explain(r, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		checkSum(t, c.ID, &why.Report)
		for i := range why.Sections {
			checkSum(t, c.ID, &why.Sections[i].Reasoning)
		}
	}

	// It is written and opened as any other.
	opened, err := tagger.Parse(compiled(t, tg), tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := opened.SuggestReport(r), tg.SuggestReport(r); !reflect.DeepEqual(got, want) {
		t.Errorf("opened: %+v, want %+v", got, want)
	}
}

// checkSum checks that contributions add up to the logit.
func checkSum(t *testing.T, name string, why *tagger.Reasoning) {
	t.Helper()
	sum := 0.0
	for _, c := range why.Contributions {
		sum += c.Value
	}
	if why.Rank > 0 && !(math.Abs(sum-why.Logit) < 1e-9) {
		t.Errorf("%s: contributions add up to %v, not %v", name, sum, why.Logit)
	}
}

// TestAdoptFew tests that a model of few texts is adopted too.
func TestAdoptFew(t *testing.T) {
	untrained := newTagger(t, table(t, before))
	model, err := untrained.Train(context.Background(), slices.Values(townTexts(t, untrained)[:15]), tagger.TrainOptions{})
	if err != nil {
		t.Fatal(err)
	}
	tg := adopted(t, after, model, tagger.Options{})
	if got := labels(tg.Suggest("Trams came, and trams went by the allotments.")); !slices.Equal(got, []string{"Trams", "Gardening"}) {
		t.Errorf("suggests %q", got)
	}
}

// TestAdoptPrecision tests that what nobody knows the sureness of is held back where
// only what is sure is wanted, and that the reason is told.
func TestAdoptPrecision(t *testing.T) {
	model := townModel(t)
	sure := adopted(t, after, model, tagger.Options{Precision: 0.5})
	shown := 0
	for _, e := range townTexts(t, model) {
		text := e.Report.Text + "\n\nTrams came, and trams went."
		got := labels(sure.Suggest(text))
		if shown += len(got); slices.Contains(got, "Trams") {
			t.Fatalf("suggests %q", got)
		}
		r := &report.Report{Text: text, Sections: []report.Section{{Span: span.Span{End: len(text)}, Blocks: []report.Block{{Runs: []span.Span{{End: len(text)}}}}}}}
		why, err := sure.Explain(r, "Trams")
		if err != nil || !strings.Contains(why.Report.Verdict, "has not learned it") {
			t.Fatalf("%q, %v", why.Report.Verdict, err)
		}
	}
	if shown == 0 {
		t.Error("suggests nothing at all")
	}
}

// TestAdoptAll tests that nothing is lost where the vocabulary is the same, in
// whatever order.
func TestAdoptAll(t *testing.T) {
	model := townModel(t)
	lines := strings.Split(strings.TrimSpace(before), "\n")
	slices.Reverse(lines[1:])
	for name, csv := range map[string]string{"as it was": before, "reversed": strings.Join(lines, "\n") + "\n"} {
		tg := adopted(t, csv, model, tagger.Options{Precision: 0.5})
		a := tg.Adoption()
		if a.Concepts != 7 || a.Kept != 7 || a.Forms != a.KeptForms || len(a.Lost)+len(a.Renamed)+len(a.New) > 0 {
			t.Errorf("%s: %+v", name, a)
		}
		same, err := tagger.Parse(compiled(t, model), tagger.Options{Precision: 0.5})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range townTexts(t, model) {
			if got, want := suggestionsOf(tg, e.Report), suggestionsOf(same, e.Report); got != want {
				t.Fatalf("%s: suggests %s, want %s", name, got, want)
			}
		}
		if name == "as it was" && compiled(t, tg) != compiled(t, model) {
			t.Error("other bytes")
		}
	}
}

func suggestionsOf(tg *tagger.Tagger, r *report.Report) string {
	return fmt.Sprintf("%+v", tg.SuggestReport(r))
}

func TestAdoptErrors(t *testing.T) {
	model := townModel(t)
	french, err := analysis.New("fr")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		analyzer *analysis.Analyzer
		model    *tagger.Tagger
		want     error
	}{
		"not trained":      {analysis.English(), newTagger(t, table(t, before)), tagger.ErrNoModel},
		"another language": {french, model, tagger.ErrOtherWords},
	} {
		if tg, err := tagger.New(table(t, after), tt.analyzer, tagger.Options{Model: tt.model}); tg != nil || !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	untrained := compiled(t, newTagger(t, table(t, after)))
	tg, err := tagger.Parse(untrained, tagger.Options{Model: model})
	if err != nil || tg.Adoption() == nil || tg.Training() == nil {
		t.Errorf("a compiled vocabulary: %v", err)
	}
	if model.Adoption() != nil {
		t.Error("a model has adopted something")
	}
}

// TestAdoptAgain tests that a model which lost concepts is adopted as any other,
// be it opened in between: what it lost stays lost.
func TestAdoptAgain(t *testing.T) {
	once := adopted(t, after, townModel(t), tagger.Options{})
	opened, err := tagger.Parse(compiled(t, once), tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, model := range []*tagger.Tagger{once, opened} {
		tg := adopted(t, before, model, tagger.Options{})
		if a := tg.Adoption(); a.Concepts != 3 || a.Kept != 3 || len(a.Lost) > 0 {
			t.Errorf("%+v", a)
		}
		if got := labels(tg.Suggest("There were toddlers with naps and carers.")); len(got) > 0 {
			t.Errorf("suggests %q by the words of what was lost", got)
		}
	}
}
