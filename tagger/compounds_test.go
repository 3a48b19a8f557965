package tagger_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/catchword/catchword/tagger"
)

// A label in one word is met by the two that it is made of, and by no others.
func TestCompounds(t *testing.T) {
	tg := newTagger(t, table(t, `id,prefLabel,altLabels,deprecated,replacedBy
care,Childcare,,,
users,"Childcare, and users of wastewater",,,
mill,Sawmills,,,
base,Databases,,,
team,Teamwork,,,
alloc,Reallocation,,,
ashore,Inland,,,
plant,Wastewater,,,
sewage,Sewage,waste waters,,
fish,Freshwater fisheries,,,
net,NETWORK,,,
phone,Headphones (audio),,,
old,Foothills,,yes,hill
hill,Lower mountains,,,
`))
	opened, err := tagger.Parse(compiled(t, tg), tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Of child care.":                                 `care "child care" exact`,
		"Of child-care.":                                 `care "child-care" exact`,
		"Of Child\nCare.":                                "care \"Child\\nCare\" exact",
		"Of child, care.":                                ``,
		"Of children care.":                              ``,
		"Of child caring.":                               ``,
		"Of child and elderly care.":                     ``,
		"Of care of a child.":                            ``,
		"The saw mill.":                                  `mill "saw mill" plural`,
		"The saw mills.":                                 `mill "saw mills" exact`,
		"The data based on it.":                          ``,
		"Of data bases.":                                 `base "data bases" exact`,
		"By team work.":                                  `team "team work" exact`,
		"Our team works, teams work.":                    ``,
		"In a real location.":                            ``, // re-allocation might be meant, so it is no compound
		"They put it in land.":                           ``,
		"Of waste water.":                                `sewage "waste water" plural`, // a label, by now
		"Of fresh water fisheries.":                      `fish "fresh water fisheries" exact`,
		"Of fresh water.":                                ``,
		"They net work.":                                 ``,
		"By head phones.":                                `phone "head phones" exact`,
		"In the foot hills.":                             `hill "foot hills" exact`,
		"Childcare, users of wastewater":                 `care "Childcare" exact, plant "wastewater" exact`,
		"Child care, and users of wastewater live here.": `users "Child care, and users of wastewater" exact`,
	} {
		for name, tg := range map[string]*tagger.Tagger{"compiled": tg, "opened": opened} {
			var got []string
			for _, s := range tg.Suggest(text) {
				for _, e := range s.Evidence {
					got = append(got, fmt.Sprintf("%s %q %s", s.ID, e.In(text), e.Match))
				}
			}
			if all := strings.Join(got, ", "); all != want {
				t.Errorf("%s, %q: %s, want %s", name, text, all, want)
			}
		}
	}
}

// A text that has a compound in both ways has one label twice, and a word more.
func TestCompoundIsOneLabel(t *testing.T) {
	tg := newTagger(t, table(t, "id,prefLabel\ncare,Childcare\nbird,Birds\n"))
	one, two := tg.Suggest("Childcare first, then childcare, birds."), tg.Suggest("Childcare first, then child care, birds.")
	if one[0].ID != "care" || math.Abs(one[0].Score-two[0].Score) > 0.01 || one[0].Occurrences != two[0].Occurrences {
		t.Errorf("%+v\nwant %+v", two[0], one[0])
	}
}

// A phrase in which concepts are not meant is met in one word and in two, as labels
// are.
func TestPhrasesOfCompounds(t *testing.T) {
	v := table(t, "id,prefLabel,altLabels\ncare,Childcare,child minding\nteam,Teams,\ncost,Costs,\nmill,Sawmills,\nsite,Web site,\n")
	for _, test := range []struct{ overlay, text, want string }{
		{"never care: childcare", "Child care, child-care, childcare, child minding.", "care: child minding"},
		{"never care: child care", "Child care, child-care, childcare, child minding.", "care: child minding"},
		{"never care: childcare costs", "The child care costs, the child-care cost; child care.", "care: child care; cost: costs, cost"},
		{"never care: the childcare costs", "The child care costs; the child care, costs.", "care: child care; cost: costs, costs"},
		{"never care: the childcare, costs", "The child care costs; the child care, costs.", "cost: costs, costs"},
		{"never care: costs, childcare", "Costs child care; costs, child care, costs, child, care.", "cost: Costs, costs, costs"},
		{"never care: costs, childcare\nnever cost: costs childcare", "Costs, child care; costs child care.", "cost: Costs"},
		{"ignore childcare cost", "Children care costs; child cares cost.", "cost: costs, cost"},
		{"ignore teamwork", "By team work. The teams work.", "team: teams"},
		{"never mill: sawmills", "The saw mill, saw mills and sawmill.", ""},
		{"never mill: sawmill", "The saw mill, saw mills and sawmill.", "mill: saw mills"},
		{"ignore website cost", "The website costs; the web site costs, web-site costs.", ""},
		{"ignore web site costs", "The website costs; the web site costs, web-site costs.", ""},
	} {
		tg := overlaid(t, v, test.overlay)
		opened, err := tagger.Parse(compiled(t, tg), tagger.Options{Threshold: tagger.Everything, Limit: -1})
		if err != nil {
			t.Fatal(err)
		}
		for _, tg := range []*tagger.Tagger{tg, opened} {
			if got := says(tg, test.text); got != test.want {
				t.Errorf("%s: %q: %q, want %q", test.overlay, test.text, got, test.want)
			}
		}
	}
}
