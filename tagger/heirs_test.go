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
