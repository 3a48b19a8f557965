package tagger_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// rules renders verdicts, a line each: rule, section, tag, and the fix.
func rules(verdicts []tagger.Verdict) string {
	var b strings.Builder
	for _, v := range verdicts {
		fmt.Fprintf(&b, "%s %d %s", v.Rule, v.Section, v.Tag)
		if v.Fix != nil {
			fmt.Fprintf(&b, " -%s +%s", v.Fix.Remove, v.Fix.Add)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestValidate(t *testing.T) {
	r := parse(t, "post.md", post)
	verdicts := newTagger(t, vocab.Default()).Validate(r)
	want := `tag/supported -1 Child care
tag/non-preferred -1 Local authority -Local authority +Local governments
tag/unsupported -1 Urban gardening -Urban gardening +
tag/duplicate -1 Childcare -Childcare +
tag/supported 1 Social housing
tag/unsupported 1 Housing policy -Housing policy +
`
	got := rules(verdicts)
	for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("no %q in\n%s", line, got)
		}
	}
	for _, v := range verdicts {
		if !v.Span.IsEmpty() && v.Span.In(r.Text) != v.Tag {
			t.Errorf("%s is at %q", v.Tag, v.Span.In(r.Text))
		}
		if v.Rule == tagger.RuleSupported && v.Tag == "Child care" && !slices.Equal(v.Support, []int{0}) {
			t.Errorf("Child care has support in sections %v", v.Support)
		}
		if v.Rule == tagger.RuleSupported && len(v.Evidence) == 0 {
			t.Errorf("%s is supported by nothing", v.Tag)
		}
	}
}

// A report without a tag is told of, if there is something that it could be tagged by.
func TestValidateUntagged(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	for text, want := range map[string]bool{
		"Parks\n\nThere is nothing to find.":    true,
		"---\ntags: [Child care]\n---\n\nWe.":   false,
		"# Parks\n\nText.\n\nKeywords: Housing": false,
		"":                                      false,
		"# Parks\n\n## More\n":                  false,
	} {
		got := rules(tg.Validate(parse(t, "post.md", text)))
		if strings.HasPrefix(got, "tags/none -1 \n") != want || strings.Count(got, "tags/none") > 1 {
			t.Errorf("%q:\n%s", text, got)
		}
	}
}

// concepts reads a vocabulary of the tests.
func concepts(tb testing.TB, data string) *vocab.Vocabulary {
	tb.Helper()
	v, _, err := vocab.Read("test.json", strings.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func TestVerdicts(t *testing.T) {
	tg := newTagger(t, concepts(t, `[
		{"id": "housing", "prefLabel": "Housing"},
		{"id": "social", "prefLabel": "Social housing", "altLabels": ["Council housing"], "broader": "housing"},
		{"id": "old", "prefLabel": "Slum clearance", "deprecated": true, "replacedBy": "renewal"},
		{"id": "gone", "prefLabel": "Almshouses", "deprecated": true},
		{"id": "renewal", "prefLabel": "Urban renewal", "altLabels": ["Renewal"]},
		{"id": "energy", "prefLabel": "Energy renewal", "altLabels": ["Renewal"]},
		{"id": "garden", "prefLabel": "Gardens"}
	]`))
	const text = "Housing is dear. Housing is scarce, social housing above all. Social housing is council housing. Urban renewal helps; urban renewal it is.\n"
	for _, tt := range []struct{ name, tags, want string }{
		{"right", "Social housing | Urban renewal", "tag/supported Social housing\ntag/supported Urban renewal"},
		{"unknown", "Sociel housing | Urban renewal", "tag/unknown Sociel housing -Sociel housing +Social housing"},
		{"far from all", "Quantum physics | Social housing", "tag/unknown Quantum physics\n"},
		{"other label", "Council housing", "tag/non-preferred Council housing -Council housing +Social housing"},
		{"other case", "social housing", "tag/non-preferred social housing -social housing +Social housing"},
		{"by ID", "social", "tag/supported social\n"},
		{"twice", "Social housing | Council housing", "tag/duplicate Council housing -Council housing +"},
		{"deprecated", "Slum clearance", "tag/deprecated Slum clearance -Slum clearance +Urban renewal"},
		{"deprecated, the heir is there", "Slum clearance | Urban renewal", "tag/deprecated Slum clearance -Slum clearance +\ntag/supported Urban renewal"},
		{"deprecated twice", "Slum clearance | old", "tag/deprecated Slum clearance -Slum clearance +Urban renewal\ntag/deprecated old -old +\n"},
		{"misspelt, and there", "Social housing | Sociel housing", "tag/supported Social housing\ntag/unknown Sociel housing -Sociel housing +\n"},
		{"deprecated, no heir", "Almshouses", "tag/deprecated Almshouses -Almshouses +\n"},
		{"ambiguous", "Renewal", "tag/ambiguous Renewal"},
		{"no support", "Gardens", "tag/unsupported Gardens -Gardens +"},
		{"broader too", "Housing | Social housing", "tag/redundant-broader Housing -Housing +"},
		{"missing", "Housing", "tag/missing Social housing - +Social housing"},
	} {
		var got strings.Builder
		for _, v := range tg.Validate(parse(t, "page.txt", "Keywords Search\nHomes\n\nIntroduction\n\n"+text+"\nContent keywords\n\nKeywords: "+tt.tags+"\n")) {
			fmt.Fprintf(&got, "%s %s", v.Rule, v.Tag)
			if v.Fix != nil {
				fmt.Fprintf(&got, " -%s +%s", v.Fix.Remove, v.Fix.Add)
			}
			got.WriteByte('\n')
			if v.Severity != v.Rule.Severity() {
				t.Errorf("%s: %s has severity %s", tt.name, v.Rule, v.Severity)
			}
		}
		if !strings.Contains(got.String(), tt.want) {
			t.Errorf("%s: no %q in\n%s", tt.name, tt.want, got.String())
		}
	}
}

// TestTagElsewhere tests that what is a tag of a section is not missing from the
// report, nor the other way round.
func TestTagElsewhere(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	about := `"Social housing is scarce. The city builds social housing."`
	for name, tt := range map[string]struct {
		line    string
		missing []int // the sections that lack it
	}{
		"of the report":  {`{"subjects": ["Social housing"], "sections": [{"text": ` + about + `, "subjects": ["City"]}]}`, nil},
		"of the section": {`{"subjects": ["City"], "sections": [{"text": ` + about + `, "subjects": ["Social housing"]}]}`, nil},
		"of neither":     {`{"subjects": ["City"], "sections": [{"text": ` + about + `, "subjects": ["City"]}]}`, []int{-1, 0}},
	} {
		r := parse(t, "a.jsonl", tt.line+"\n")
		var missing []int
		for _, v := range tg.Validate(r) {
			if v.Rule == tagger.RuleMissing && v.Tag == "Social housing" {
				missing = append(missing, v.Section)
			}
		}
		if !slices.Equal(missing, tt.missing) {
			t.Errorf("%s: missing in %v, want %v", name, missing, tt.missing)
		}
	}
}

func TestWholeVocabulary(t *testing.T) {
	var all []string
	for c := range vocab.Default().All() {
		all = append(all, c.Label("en"))
	}
	page := "Homes\n\nIntroduction\n\nSocial housing is scarce, says the city.\n\nKeywords: " + strings.Join(all, " | ") + " | Elephants\n"
	got := rules(newTagger(t, vocab.Default()).Validate(parse(t, "page.txt", page)))
	if !strings.HasPrefix(got, "tags/whole-vocabulary -1 \n") || strings.Count(got, "\n") != 2 || !strings.Contains(got, "tag/unknown -1 Elephants") {
		t.Errorf("got\n%s", got)
	}
}

func TestVerdictsHaveNoNulls(t *testing.T) {
	for _, v := range newTagger(t, vocab.Default()).Validate(parse(t, "post.md", post)) {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		for _, array := range []string{"support", "evidence"} {
			if strings.Contains(string(data), fmt.Sprintf("%q:null", array)) {
				t.Errorf("%s", data)
			}
		}
	}
}

func TestRules(t *testing.T) {
	seen := make(map[tagger.Rule]bool)
	for _, r := range tagger.Rules() {
		if r.Description() == "" || seen[r] {
			t.Errorf("rule %q: %q", r, r.Description())
		}
		seen[r] = true
	}
	if tagger.Rule("tag/none").Description() != "" {
		t.Error("an unknown rule has a description")
	}
}

func ExampleTagger_Validate() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := report.Parse("post.md", []byte("---\nkeywords: [Creche, Gentrification]\n---\nThe new crèche offers child care all day.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range t.Validate(r) {
		fmt.Printf("line %d: %s: %s\n", v.Line, v.Severity, v.Message)
	}
	// Output:
	// line 2: warning: "Creche" is not the preferred label: that is "Child care"
	// line 2: warning: nothing in the text speaks of "Gentrification"
}

func TestFixString(t *testing.T) {
	for want, fix := range map[string]tagger.Fix{
		`-"English oak" +"Oaks"`: {Remove: "English oak", Add: "Oaks"},
		`-"say \"oak\""`:         {Remove: `say "oak"`},
		`+"Oaks"`:                {Add: "Oaks"},
		"":                       {},
	} {
		if got := fix.String(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
