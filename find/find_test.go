package find_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/find"
	"github.com/catchword/catchword/vocab"
)

// table reads a vocabulary from CSV.
func table(tb testing.TB, text string) *vocab.Vocabulary {
	tb.Helper()
	v, _, err := vocab.Read("v.csv", strings.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func show(all []find.Match) string {
	var out []string
	for _, f := range all {
		s := fmt.Sprintf("%s %s %q", f.Concept.ID, f.Likeness, f.Label.Text)
		if f.Edits > 0 {
			s += fmt.Sprintf(" ~%d", f.Edits)
		}
		if f.More > 0 {
			s += fmt.Sprintf(" %d", f.More)
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

const gardens = `id,prefLabel@en,altLabels@en
community,Community gardens,
roof,Roof gardens,Gardens on the roofs of houses
warden,Wardens,Traffic wardens
inner,Inner courtyards,
way,Gateways to gardens,
`

// Words can be misspelt inside of a label.
func TestMisspeltParts(t *testing.T) {
	v := table(t, gardens)
	index := find.NewIndex(v, analysis.English())
	for label, want := range map[string]string{
		"gardns":            `community misspelt part "Community gardens" ~1 1, roof misspelt part "Roof gardens" ~1 1, way misspelt part "Gateways to gardens" ~1 2, warden misspelt "Wardens" ~2`,
		"comunity gardens":  `community misspelt "Community gardens" ~1`,
		"gardns, comunity":  `community misspelt part "Community gardens" ~2`,
		"the GARDENS-rofs":  `roof misspelt part "Gardens on the roofs of houses" ~1 4`,
		"gardens":           `community part "Community gardens" 1, way part "Gateways to gardens" 1, roof part "Roof gardens" 1, warden misspelt "Wardens" ~1`,
		"rofo":              `roof misspelt part "Roof gardens" ~1 1`,
		"iner":              `inner misspelt part "Inner courtyards" ~1 1`,
		"rof":               ``, // too short to be wrong
		"gradn":             ``, // two edits in five letters
		"gardns roofs shed": ``,
		"courtyrads iner":   `inner misspelt part "Inner courtyards" ~2`,
	} {
		if got := show(index.Concepts(label, 10)); got != want {
			t.Errorf("%q: found %s\nwant %s", label, got, want)
		}
		if got := show(find.Concepts(v, analysis.English(), label, 10)); got != want {
			t.Errorf("%q: without an index found %s\nwant %s", label, got, want)
		}
	}
}

const trees = `id,prefLabel@en,prefLabel@fr,altLabels@en,hiddenLabels@en
oak,Oak trees,Chênes,Oaks|Quercus,Okas
holm,Holm oaks,,Evergreen oak tree of the Mediterranean,
care,Tree care,,Tree-surgery,
elm,Elms,Ormes,,
wood,Forestry,,The wood trade,
coop,Co-operatives,,cooperative,
and,Or,,,
ngo,NGOs,,,
`

func TestConcepts(t *testing.T) {
	v := table(t, trees)
	index := find.NewIndex(v, analysis.English())
	for label, want := range map[string]string{
		"Oak trees":       `oak exact "Oak trees", holm part "Evergreen oak tree of the Mediterranean" 2`,
		"OAK-TREES":       `oak folded "Oak trees", holm part "Evergreen oak tree of the Mediterranean" 2`,
		"NGO":             `ngo stem "NGOs"`,
		"ngos":            `ngo folded "NGOs"`,
		"oak tree":        `oak stem "Oak trees", holm part "Evergreen oak tree of the Mediterranean" 2`,
		"the tree oaks":   `oak part "Oak trees", holm part "Evergreen oak tree of the Mediterranean" 2`,
		"oak":             `oak stem "Oaks", holm part "Holm oaks" 1`,
		"Oka trees":       `oak misspelt "Oak trees" ~1`,
		"Okas":            `oak exact "Okas"`,
		"chenes":          `oak stem "Chênes"`,
		"tree surgery":    `care folded "Tree-surgery"`,
		"Elsm":            `elm misspelt "Elms" ~1`,
		"wood trades":     `wood stem "The wood trade"`,
		"Cooperatives":    `coop stem "cooperative"`,
		"co-operative":    `coop stem "Co-operatives"`,
		"or":              `and folded "Or"`,
		"of":              `and misspelt "Or" ~1`,
		"":                ``,
		" - ":             ``,
		"care of trees":   `care part "Tree care"`,
		"tree tree trees": `holm part "Evergreen oak tree of the Mediterranean" 1`,
		"x":               ``,
	} {
		if got := show(index.Concepts(label, 10)); got != want {
			t.Errorf("%q: found %s\nwant %s", label, got, want)
		}
		if got := show(find.Concepts(v, analysis.English(), label, 10)); got != want {
			t.Errorf("%q: without an index found %s\nwant %s", label, got, want)
		}
	}
	if got := show(index.Concepts("tree", 1)); got != `oak part "Oak trees" 1` {
		t.Errorf("of one: %s", got)
	}
	if index.Concepts("tree", 0) != nil || len(find.Concepts(v, analysis.English(), "tree", 0)) > 0 {
		t.Error("found something of none")
	}
}
