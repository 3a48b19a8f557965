package tagger_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/catchword/catchword/tagger"
)

const replaced = `id,prefLabel,altLabels,hiddenLabels,deprecated,replacedBy
renewal,Urban renewal,,Urban renoval,,
clearance,Slum clearance,Slum removal,Slum demolishing,yes,renewal
slums,Slum policy,,,yes,clearance
almshouse,Almshouses,,,yes,
split,Poor relief,,,yes,renewal|housing
housing,Housing,Workhouses,,,
work,Workhouse,Slum eradication,,,
wipe,Slum eradication,,,yes,renewal
ring,Ring fences,,,yes,fence
fence,Fence rings,,,yes,ring
`

// A text that has an old term is about the concept to use instead.
func TestDeprecatedLabels(t *testing.T) {
	compiled := newTagger(t, table(t, replaced))
	var file bytes.Buffer
	if _, err := compiled.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	opened, err := tagger.Parse(file.String(), tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Slum clearance began.":            `renewal hidden "Slum clearance"`,
		"They were for slum demolishing.":  `renewal hidden "Slum demolishing"`,
		"Slum removals were common.":       `renewal hidden "Slum removal"`,
		"The slum policy of the town.":     `renewal hidden "Slum policy"`,
		"Urban renewal began.":             `renewal preferred "Urban renewal"`,
		"Urban renoval began.":             `renewal hidden "Urban renoval"`,
		"Poor relief was paid.":            ``, // replaced by several
		"Almshouses stood there.":          ``,
		"Slum eradication began.":          `work alternative "Slum eradication"`, // another's label by now
		"Ring fences, fence rings.":        ``,
		"They had a workhouse in the town": `work preferred "Workhouse"`,
	} {
		for name, tg := range map[string]*tagger.Tagger{"compiled": compiled, "opened": opened} {
			var got []string
			for _, s := range tg.Suggest(text) {
				for _, e := range s.Evidence {
					got = append(got, fmt.Sprintf("%s %s %q", s.ID, e.Kind, e.Label))
				}
			}
			if strings.Join(got, ", ") != want {
				t.Errorf("%s, %q: %q, want %s", name, text, got, want)
			}
		}
	}
	compiled.CheckLabels(nil) // finds all labels
}

// Explain says where the labels of a deprecated concept went, and names those that
// a concept inherits.
func TestExplainDeprecated(t *testing.T) {
	tg := newTagger(t, table(t, replaced))
	r := textReport(t, "Slum clearance began.")
	for name, want := range map[string]struct{ verdict, id string }{
		"Slum clearance": {`not suggested: it is deprecated, and its labels are looked for as those of "Urban renewal", which replaces it`, "renewal"},
		"slums":          {`not suggested: it is deprecated, and its labels are looked for as those of "Urban renewal", which replaces it`, "renewal"},
		"Almshouses":     {"not suggested: it is deprecated", ""},
		"Poor relief":    {"not suggested: it is deprecated, and replaced by 2 others, so that no text says which is meant", ""},
		"ring":           {"not suggested: it is deprecated", ""},
	} {
		e, err := tg.Explain(r, name)
		if err != nil || e.Report.Verdict != want.verdict || len(e.Missing) > 0 {
			t.Errorf("%s: %q, missing %v, %v", name, e.Report.Verdict, e.Missing, err)
		}
		if id := e.Replacement; (id != nil) != (want.id != "") || id != nil && id.ID != want.id {
			t.Errorf("%s: replaced by %v, want %q", name, e.Replacement, want.id)
		}
	}
	e, err := tg.Explain(r, "Urban renewal")
	if err != nil || e.Report.Rank != 1 || e.Replacement != nil {
		t.Errorf("%+v, %v", e, err)
	}
	e, err = tg.Explain(textReport(t, "Almshouses stood there."), "Urban renewal")
	if err != nil || len(e.Missing) != 7 || fmt.Sprint(e.Missing[2].Label, e.Missing[2].Words) != "Slum clearance[Slum clearance]" {
		t.Errorf("missing: %v, %v", e.Missing, err)
	}
}
