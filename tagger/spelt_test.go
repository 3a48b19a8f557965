package tagger_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// compounds are what German labels are made of: each of the first with each of the
// second.
var (
	firstParts = strings.Fields(`Wasser Stein Feld Wald Stadt Markt Schul Kirchen Burg Brunnen Garten Wiesen Acker Korn Mehl Salz
		Silber Kupfer Eisen Kohle Holz Leder Seiden Woll Glas Papier Buch Brief Bild Ton Farben Licht Nacht Winter Sommer Herbst`)
	secondParts = strings.Fields(`turm mühle brücke straße handel kunde pflege zunft abgabe ordnung bau werk kammer grube bahn
		schiff wagen halle haus hof platz tor mauer graben recht amt fest spiel lied tanz schau`)
)

// germanTagger is trained with titles that have compounds of labels, and knows more
// concepts than words are learned for one by one. No text has a concept whose number
// is one less than a multiple of sixteen.
func germanTagger(tb testing.TB, o tagger.Options) *tagger.Tagger {
	tb.Helper()
	var concepts []vocab.Concept
	for _, first := range firstParts {
		for _, second := range secondParts {
			concepts = append(concepts, vocab.Concept{ID: fmt.Sprint(len(concepts)), Pref: []vocab.Label{{Text: first + second}}})
		}
	}
	v, _, err := vocab.New(concepts)
	if err != nil {
		tb.Fatal(err)
	}
	a, err := analysis.New("und")
	if err != nil {
		tb.Fatal(err)
	}
	tg, err := tagger.New(v, a, o)
	if err != nil {
		tb.Fatal(err)
	}
	var examples []tagger.Example
	for i := range v.Len() {
		if i%16 == 15 {
			continue
		}
		title := v.Label(i, "und") + []string{"forscher", "verein", "geschichte"}[i%3]
		text := fmt.Sprintf("---\ntitle: %s im Jahr %d\n---\n\nDie Quellen aus dem Archiv, Band %d, werden hier mit Bildern gezeigt.\n", title, 1700+i%200, i%9)
		examples = append(examples, tagger.Example{Report: parse(tb, fmt.Sprint(i, ".md"), text), Concepts: []int32{int32(i)}})
	}
	trained, err := tg.Train(tb.Context(), slices.Values(examples), tagger.TrainOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	return trained
}

const germanReport = "---\ntitle: Die Steinturmfreunde und andere\n---\n\nDie Quellen aus dem Archiv werden gezeigt.\n\n" +
	"## Nachtschiffreisen\n\nDie Quellen aus Band 3.\n"

// TestSpelt tests that a label is met in a compound of the title, or of a heading,
// which no text had that was learned from.
func TestSpelt(t *testing.T) {
	trained := germanTagger(t, tagger.Options{})
	r := parse(t, "neu.md", germanReport)
	result := trained.SuggestReport(r)
	heading := result.Sections[len(result.Sections)-1].Suggestions
	for _, tt := range []struct {
		suggestions []tagger.Suggestion
		label, word string
	}{
		{result.Suggestions, "Steinturm", "Steinturmfreunde"},
		{heading, "Nachtschiff", "Nachtschiffreisen"},
	} {
		i := slices.IndexFunc(tt.suggestions, func(s tagger.Suggestion) bool { return s.Label == tt.label })
		if i < 0 {
			t.Errorf("%s is not among %q", tt.label, labels(tt.suggestions))
			continue
		}
		s := tt.suggestions[i]
		if s.Occurrences != 0 || len(s.Evidence) != 0 || len(s.Words) == 0 || s.Words[0].In(r.Text) != tt.word || s.Words[0].Weight < 0.9 {
			t.Errorf("%s: %d places, words %+v", tt.label, s.Occurrences, s.Words)
		}
	}
	if len(result.Suggestions) > 0 && result.Suggestions[0].Label != "Steinturm" {
		t.Errorf("suggests %+v", result.Suggestions)
	}
	checkWords(t, r, trained)

	e, err := trained.Explain(r, "Steinturm")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(e.Report.Contributions, func(c tagger.Contribution) bool { return c.Name == "spelt like the title" })
	if i < 0 || e.Report.Contributions[i].Detail != "Steinturm" || e.Report.Contributions[i].Value <= 0 {
		t.Errorf("explained by %+v", e.Report.Contributions)
	}
	sum := 0.0
	for _, c := range e.Report.Contributions {
		sum += c.Value
	}
	if !e.Report.Suggested || !(math.Abs(sum-e.Report.Logit) <= 1e-9) {
		t.Errorf("%s; contributions add up to %v, not %v", e.Report.Verdict, sum, e.Report.Logit)
	}

	file := compiled(t, trained)
	opened, err := tagger.Parse(file, tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := opened.SuggestReport(r); !reflect.DeepEqual(got, result) {
		t.Errorf("opened, suggests %+v, want %+v", got, result)
	}
	if compiled(t, opened) != file {
		t.Error("what was read is written as other bytes")
	}
	if few := compiled(t, train(t, archive(t, 20, 1), tagger.Options{})); strings.Contains(few, "model.spellings") || !strings.Contains(file, "model.spellings") {
		t.Error("spellings of few concepts, or none of many")
	}
}
