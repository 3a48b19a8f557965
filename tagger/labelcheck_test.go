package tagger_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func showLabelProblems(all []tagger.LabelProblem) []string {
	var out []string
	for _, p := range all {
		s := fmt.Sprintf("%d %s %s %s: %s", p.Line, p.Severity, p.Rule, p.Concept, p.Message)
		if p.Places > 0 {
			s += fmt.Sprintf(" %d/%d", p.Places, p.Reports)
		}
		out = append(out, s)
	}
	return out
}

func TestCheckLabels(t *testing.T) {
	const header = "id,prefLabel@en,altLabels@en,deprecated\n"
	for _, test := range []struct {
		about, table string
		want         []string
	}{
		{"nothing", "a,Oaks,Quercus,\nb,Elms,,\n", nil},
		{"no words", "a,The and of,,\nb,???,,\nc,Oaks,,\n", []string{
			`2 warning label/no-words a: label "The and of" has no words, or more than 32, to look for in a text`,
			`3 warning label/no-words b: label "???" has no words, or more than 32, to look for in a text`,
		}},
		{"plural", "a,Gearbox,,\nb,Transmission,Gearboxes,\n", []string{
			`3 warning label/same-words b: "Gearboxes" (alternative label of "Transmission") is the same words in a text as "Gearbox"`,
		}},
		{"spelling", "a,Labour unions,,\nb,Labor unions,,\n", []string{
			`3 warning label/same-words b: "Labor unions" is the same words in a text as "Labour unions"`,
		}},
		{"said in reading", "a,Oak-trees,,\nb,oak trees,,\n", nil},
		{"deprecated", "a,Oak,,\nb,Oaks,,yes\n", nil},
		{"one concept", "a,Oak,Oaks|oaken,\n", nil},
		{"qualifiers", "a,Mercury (element),,\nb,Mercury (planet),,\nc,Mercury,,\n", []string{
			`3 info label/qualifier b: "Mercury (planet)" and "Mercury (element)" differ only in what is in parentheses, and a text may have either without`,
			`4 info label/qualifier c: "Mercury" and "Mercury (element)" differ only in what is in parentheses, and a text may have either without`,
		}},
		{"acronyms", "a,Social economy (SE),,\nb,Solidarity economy (SE),,\nc,Special education,SE,\nd,Georgia (USA),,\n", []string{
			`2 warning label/acronym a: "SE" in a text is taken for "Social economy (SE)", "Solidarity economy (SE)", "SE" (alternative label of "Special education")`,
		}},
		{"stems", "a,Local governments,,\nb,Local governance,,\nc,Privatised,,\nd,Privatisation,,\n", []string{
			`3 info label/same-stems b: "Local governance" has the same stems as "Local governments"`,
			`5 info label/same-stems d: "Privatisation" has the same stems as "Privatised"`,
		}},
		{"common stems are not gone by", "a,Activities,,\nb,Activation,,\n", nil},
		{"stop words", "a,Information technology,it,\n", []string{
			`2 info label/stop-word a: "it" (alternative label of "Information technology") is a stop word; a text has it only where it is in capitals`,
		}},
		{"everyday words", "a,Analytics,data|DATA,\nb,Research,,\n", []string{
			`2 warning label/everyday a: "data" (alternative label of "Analytics") is an everyday word: 15 % of texts have it`,
			`3 info label/everyday b: "Research" is an everyday word: 21 % of texts have it`,
		}},
	} {
		t.Run(test.about, func(t *testing.T) {
			tg, err := tagger.New(table(t, header+test.table), analysis.English(), tagger.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := showLabelProblems(tg.CheckLabels(nil))
			slices.Sort(got)
			slices.Sort(test.want)
			if !slices.Equal(got, test.want) {
				t.Errorf("problems\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
			rules := make(map[string]vocab.Severity)
			for _, r := range tagger.LabelRules() {
				rules[r.Name] = r.Severity
			}
			for _, p := range tg.CheckLabels(nil) {
				if worst, ok := rules[p.Rule]; !ok || p.Severity > worst || p.File != "v.csv" {
					t.Errorf("problem %+v", p)
				}
			}
		})
	}
}

// textReport is a report with a title and one paragraph.
func textReport(tb testing.TB, text string) *report.Report {
	tb.Helper()
	r, err := report.Parse("r.txt", []byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func TestCheckLabelsCounts(t *testing.T) {
	tg, err := tagger.New(table(t, "id,prefLabel,altLabels\na,Analytics,data\nb,Research,\nc,Big research,\nd,Gearbox,\ne,Gears,Gearboxes\n"), analysis.English(), tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	count := tg.NewLabelCount()
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			count.Add(textReport(t, "Research\n\nResearch and big research, and a gearbox. Data."))
			count.Add(textReport(t, "Gearboxes\n\nGearboxes and more gearboxes."))
		}()
	}
	wg.Wait()
	if count.Reports() != 20 {
		t.Errorf("%d reports", count.Reports())
	}
	got := showLabelProblems(tg.CheckLabels(count))
	want := []string{
		`6 warning label/same-words e: "Gearboxes" (alternative label of "Gears") is the same words in a text as "Gearbox" 40/10`,
		`3 info label/everyday b: "Research" is an everyday word: 21 % of texts have it 20/10`,
		`2 warning label/everyday a: "data" (alternative label of "Analytics") is an everyday word: 15 % of texts have it 10/10`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// Without a background, the archive tells what is an everyday word.
func TestCheckLabelsFrench(t *testing.T) {
	a, err := analysis.New("fr")
	if err != nil {
		t.Fatal(err)
	}
	tg, err := tagger.New(table(t, "id,prefLabel\na,Ville\nb,Chêne\n"), a, tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	count := tg.NewLabelCount()
	for i := range 20 {
		text := "Une place\n\nUn banc."
		if i < 4 {
			text = "Une ville\n\nDes villes."
		}
		count.Add(textReport(t, text))
	}
	got := showLabelProblems(tg.CheckLabels(count))
	if want := []string{`2 info label/everyday a: "Ville" is an everyday word: a fifth of the reports or more have it 8/4`}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func ExampleTagger_CheckLabels() {
	v, _, err := vocab.Read("v.csv", strings.NewReader("id,prefLabel,altLabels\na,Analytics,data\nb,Labour,\nc,Work,Labor\n"))
	if err != nil {
		panic(err)
	}
	t, err := tagger.New(v, analysis.English(), tagger.Options{})
	if err != nil {
		panic(err)
	}
	for _, p := range t.CheckLabels(nil) {
		fmt.Println(p.Rule, p.Message)
	}
	// Output:
	// label/same-words "Labor" (alternative label of "Work") is the same words in a text as "Labour"
	// label/everyday "data" (alternative label of "Analytics") is an everyday word: 15 % of texts have it
	// label/everyday "Work" is an everyday word: 17 % of texts have it
}

func FuzzCheckLabels(f *testing.F) {
	f.Add("a,Oak (OK),ok|it|data,\nb,Oaks,OAK,\nc,the,??,yes", "Data\n\nThe oak is ok.")
	f.Add("a,\xff\xfe,’,\nb,A (A) (B),(),", "\xff (B)")
	a := analysis.English()
	f.Fuzz(func(t *testing.T, rows, text string) {
		v, _, err := vocab.Read("v.csv", strings.NewReader("id,prefLabel,altLabels,deprecated\n"+rows))
		if err != nil {
			return
		}
		tg, err := tagger.New(v, a, tagger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		count := tg.NewLabelCount()
		if r, err := report.Parse("r.txt", []byte(text)); err == nil {
			count.Add(r)
		}
		known := make(map[string]vocab.Severity)
		for _, r := range tagger.LabelRules() {
			known[r.Name] = r.Severity
		}
		all := tg.CheckLabels(count)
		if again := tg.CheckLabels(count); !slices.Equal(all, again) {
			t.Fatal("checking twice differs")
		}
		for i, p := range all {
			if worst, ok := known[p.Rule]; !ok || p.Severity > worst || p.Message == "" || i > 0 && p.Places > all[i-1].Places {
				t.Fatalf("problem %+v", p)
			}
			if _, ok := v.ByID(p.Concept); !ok && p.Rule != "vocabulary/other-language" {
				t.Fatalf("problem of no concept: %+v", p)
			}
		}
	})
}

// What an overlay has settled is no problem any more, and what it adds may be one.
func TestCheckLabelsOverlay(t *testing.T) {
	v := table(t, "id,prefLabel,altLabels\na,Analytics,data\nb,Research,\nc,Gearbox,\nd,Gears,Gearboxes\ne,The and of,\nf,Birds,\n")
	problems := func(directives string, texts ...string) []string {
		t.Helper()
		o, bad, err := overlay.Read("o.txt", strings.NewReader(directives), v)
		if err != nil || len(bad) > 0 {
			t.Fatal(bad, err)
		}
		tg, err := tagger.New(v, analysis.English(), tagger.Options{Overlay: o})
		if err != nil {
			t.Fatal(err)
		}
		count := tg.NewLabelCount()
		for _, text := range texts {
			count.Add(textReport(t, text))
		}
		return showLabelProblems(tg.CheckLabels(count))
	}
	const (
		everyday = `2 warning label/everyday a: "data" (alternative label of "Analytics") is an everyday word: 15 % of texts have it`
		research = `3 info label/everyday b: "Research" is an everyday word: 21 % of texts have it`
		gears    = `5 warning label/same-words d: "Gearboxes" (alternative label of "Gears") is the same words in a text as "Gearbox"`
		noWords  = `6 warning label/no-words e: label "The and of" has no words, or more than 32, to look for in a text`
		people   = `7 warning label/everyday f: "people" (alternative label of "Birds") is an everyday word: 7 % of texts have it`
	)
	for _, test := range []struct {
		directives string
		texts      []string
		want       []string
	}{
		{"limit 3", nil, []string{gears, noWords, everyday, research}},
		{"never Analytics: data", nil, []string{gears, noWords, research}},
		{"ignore Data", nil, []string{gears, noWords, research}},
		{"never Research: data", nil, []string{gears, noWords, everyday, research}},
		{"omit Gears | e", nil, []string{everyday, research}},
		{"never Gears: gear-box | gearboxes", nil, []string{noWords, everyday, research}},
		{"label Birds: people", nil, []string{gears, noWords, people, everyday, research}},
		{"never Analytics: data protection", []string{"Data\n\nData protection, data, data protection."}, []string{everyday + " 2/1", gears, noWords, research}},
		{"never Birds: and the", nil, []string{gears, noWords, everyday, research}},
	} {
		got := problems(test.directives, test.texts...)
		slices.Sort(got)
		slices.Sort(test.want)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: problems\n\t%s\nwant\n\t%s", test.directives, strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
		}
	}
}
