package tagger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/vocab"
)

// newTagger makes a tagger for concepts given a line each: the preferred label,
// then alternative labels after bars.
func newTagger(t testing.TB, lines string, o Options) *Tagger {
	t.Helper()
	v, err := vocabularyOf(lines)
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := New(v, analysis.English(), o)
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

// vocabularyOf makes the vocabulary of newTagger.
func vocabularyOf(lines string) (*vocab.Vocabulary, error) {
	var concepts []vocab.Concept
	for line := range strings.Lines(lines) {
		labels := strings.Split(strings.TrimSpace(line), "|")
		c := vocab.Concept{ID: labels[0], Pref: []vocab.Label{{Text: labels[0]}}}
		for _, l := range labels[1:] {
			c.Alt = append(c.Alt, vocab.Label{Text: l})
		}
		concepts = append(concepts, c)
	}
	v, _, err := vocab.New(concepts)
	return v, err
}

// everything shows all that is found.
var everything = Options{Threshold: Everything, Limit: -1}

// found renders what a tagger finds in a text: each place, how it is met and
// the concept, in order of place.
func found(tagger *Tagger, text string) []string {
	type place struct {
		at   int
		text string
	}
	var places []place
	for _, s := range tagger.Suggest(text) {
		for _, e := range s.Evidence {
			places = append(places, place{e.Start, fmt.Sprintf("%s: %s %s", s.ID, e.Match, e.In(text))})
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return strings.Compare(a.text, b.text)
	})
	var out []string
	for _, p := range places {
		out = append(out, p.text)
	}
	return out
}

const keywords = `Child care|day care|crèche
Housing policy
Neighbourhood revitalisation
Labour market integration
Labour market
Integration
Young mothers
Local welfare system
Local welfare
Local initiatives
Local governance
Governance
Activation
Development
Enabling
Network
Networking
Co-production
Coproduction of services
Third sector organisations|NGO|not-for-profit organisation
Social and solidarity-based economy (SSE)
Gentrification
Privatisation
Unemployment
Diversity, equity, and inclusion
Mercury (element)
us
api
Preschool
`

func TestFind(t *testing.T) {
	tagger := newTagger(t, keywords, everything)
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Child care", []string{"Child care: exact Child care"}},
		{"childcare and socialhousing", []string{"Child care: exact childcare"}},
		{"CHILD-CARE", []string{"Child care: exact CHILD-CARE"}},
		{"child\ncare", []string{"Child care: exact child\ncare"}},
		{"“child” care", []string{"Child care: exact child” care"}},
		{"a child, care", nil},
		{"child\n\ncare", nil},
		{"crèches and creche", []string{"Child care: plural crèches", "Child care: exact creche"}},
		{"neighborhood revitalization", []string{"Neighbourhood revitalisation: exact neighborhood revitalization"}},
		{"neighbour-\nhood revitalisation", []string{"Neighbourhood revitalisation: exact neighbour-\nhood revitalisation"}},
		{"coproduction", []string{"Co-production: exact coproduction"}},
		{"co–production", []string{"Co-production: exact co–production"}},
		{"co-production of services", []string{"Coproduction of services: exact co-production of services"}},
		{"pre-school", []string{"Preschool: exact pre-school"}},
		{"NGOs", []string{"Third sector organisations: plural NGOs"}},
		{"ngo", nil},
		{"not for profit organizations", []string{"Third sector organisations: plural not for profit organizations"}},
		{"the SSE", []string{"Social and solidarity-based economy (SSE): exact SSE"}},
		{"US and us", []string{"us: exact US"}},
		{"an API, an api", []string{"api: exact API", "api: exact api"}},
		{"mercury", []string{"Mercury (element): exact mercury"}},
		{"diversity, equity and inclusion", []string{"Diversity, equity, and inclusion: exact diversity, equity and inclusion"}},
		{"local initiatives4", []string{"Local initiatives: exact local initiatives"}},
		{"neighbourhood4 revitalisation", []string{"Neighbourhood revitalisation: exact neighbourhood4 revitalisation"}},

		// Overlaps: the longest counts.
		{"the local welfare system", []string{"Local welfare system: exact local welfare system"}},
		{"labour market integration", []string{"Labour market integration: exact labour market integration"}},

		// A word left out that stands once for several.
		{"housing and child care policies", []string{"Housing policy: coordinated housing and child care policies", "Child care: exact child care"}},
		{"housing, child care and labour market policies", []string{
			"Housing policy: coordinated housing, child care and labour market policies", "Child care: exact child care", "Labour market: exact labour market"}},
		{"young and elderly people, mothers from the suburbs", nil},
		{"housing. And child care policies", []string{"Child care: exact child care"}},
		{"housing and the policies", nil},
		{"young people and mothers", nil},

		// Another order, and a word between.
		{"integration into the labour market", []string{
			"Integration: exact integration", "Labour market integration: loose integration into the labour market", "Labour market: exact labour market"}},
		{"the revitalisation of deprived neighbourhoods", []string{"Neighbourhood revitalisation: loose revitalisation of deprived neighbourhoods"}},
		{"revitalisation, and its neighbourhood", nil},
		{"local housing initiatives", []string{"Local initiatives: loose local housing initiatives"}},
		{"local people who take initiatives", nil},
		{"mothers who were young", nil},

		// False friends of the stemmer.
		{"activities, active, activists", nil},
		{"integrated, integrating", nil},
		{"developing, developed, developers", nil},
		{"governments", nil},
		{"networks", []string{"Network: plural networks"}},
		{"networking", []string{"Networking: exact networking"}},
		{"privatised", []string{"Privatisation: stem privatised"}},
	} {
		if got := found(tagger, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

// Words on both sides of a character reference are found as they are where the
// character itself stands, at places that have the reference.
func TestReferences(t *testing.T) {
	tagger := newTagger(t, keywords, everything)
	find := func(text string) (labels, places []string) {
		r, err := report.Parse("a.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range tagger.SuggestReport(r).Suggestions {
			for _, e := range s.Evidence {
				labels = append(labels, fmt.Sprintf("%s: %v %s", s.Label, e.Match, report.Unescape(e.In(r.Text))))
				places = append(places, e.In(r.Text))
			}
		}
		return labels, places
	}
	for _, tt := range []struct {
		text   string
		places []string
	}{
		{"&#8220;Child care&#8221;", []string{"Child care"}},
		{"local&nbsp;welfare&#xA0;systems", []string{"local&nbsp;welfare&#xA0;systems"}},
		{"child&rsquo;s care", []string{"child&rsquo;s care"}},
		{"child &mdash; care", nil},
		{"child &ndash; care", nil},
		{"child&#44; care", nil},
		{"child&hyphen;care and co&ndash;production", []string{"child&hyphen;care", "co&ndash;production"}},
		{"cr&egrave;ches, a cr&egrave;che", []string{"cr&egrave;ches", "cr&egrave;che"}},
		{"&#99;hild &#x43;are", []string{"&#99;hild &#x43;are"}},
		{"pre&shy;school", []string{"pre&shy;school"}},
		{"*child*&nbsp;**care**", []string{"child*&nbsp;**care"}},
		{"child &amp; care", nil},
		{"# Caf&eacute;s\n\nDiversity, equity &amp; inclusion", []string{"Diversity, equity &amp; inclusion"}},
	} {
		got, places := find(tt.text)
		want, _ := find(report.Unescape(tt.text))
		if !slices.Equal(got, want) || !slices.Equal(places, tt.places) {
			t.Errorf("%q:\n got %q at %q\nwant %q at %q", tt.text, got, places, want, tt.places)
		}
	}
}

func TestOverlapAll(t *testing.T) {
	o := everything
	o.Overlap = All
	got := found(newTagger(t, keywords, o), "the local welfare system")
	if want := []string{"Local welfare system: exact local welfare system", "Local welfare: exact local welfare"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// score returns a concept's score in a text, 0 if it is not found.
func scoreOf(tagger *Tagger, text, id string) float64 {
	for _, s := range tagger.Suggest(text) {
		if s.ID == id {
			return s.Score
		}
	}
	return 0
}

// TestOrder tests what the score should make of two texts, or two concepts.
func TestOrder(t *testing.T) {
	tagger := newTagger(t, keywords+"Neighborhood\nHousing\n", everything)
	filler := strings.Repeat(" They met again on the following day and talked about it at length.", 12)
	for _, tt := range []struct{ name, more, moreID, less, lessID string }{
		{"more mentions", "Child care. Child care." + filler, "Child care", "Child care." + filler, "Child care"},
		{"preferred before alternative", "Child care." + filler, "Child care", "Day care." + filler, "Child care"},
		{"exact before coordinated", "Housing policies." + filler, "Housing policy", "Housing and family policies." + filler, "Housing policy"},
		{"coordinated before divided", "Housing and family policies." + filler, "Housing policy", "Housing reform policies." + filler, "Housing policy"},
		{"longer labels", "Local welfare system." + filler, "Local welfare system", "Governance." + filler, "Governance"},
		{"rare before common", "Gentrification." + filler, "Gentrification", "Development." + filler, "Development"},
		{"early before late", "Gentrification." + filler, "Gentrification", filler + " Gentrification.", "Gentrification"},
		{"noun before verb", "The enabling of mothers." + filler, "Enabling", "It was enabling them." + filler, "Enabling"},
		{"alone before in a list", "They have child care." + filler, "Child care",
			"They have schools, parks, roads, child care, cinemas, shops, etc." + filler, "Child care"},
		{"short text before long", "Gentrification." + filler, "Gentrification", "Gentrification." + filler + filler, "Gentrification"},
	} {
		more, less := scoreOf(tagger, tt.more, tt.moreID), scoreOf(tagger, tt.less, tt.lessID)
		if more <= less {
			t.Errorf("%s: %.4f is not more than %.4f", tt.name, more, less)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	v, _, err := vocab.New([]vocab.Concept{{ID: "x", Pref: []vocab.Label{{Text: "x"}}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(nil, analysis.English(), Options{}); err == nil {
		t.Error("New took no vocabulary")
	}
	if _, err := New(v, nil, Options{}); err == nil {
		t.Error("New took no analyzer")
	}
	foreign := new(analysis.Counts).Statistics(1, "fr-0")
	if _, err := New(v, analysis.English(), Options{Background: foreign}); err == nil {
		t.Error("New took the background of another analyzer")
	}
}

func TestLabelsWithoutWords(t *testing.T) {
	tagger := newTagger(t, "to be\n&\nChild care\n!!!", everything)
	if n := len(tagger.Problems()); n != 3 {
		t.Errorf("%d problems, want 3: %v", n, tagger.Problems())
	}
}

func TestOtherLanguageOnly(t *testing.T) {
	v, _, err := vocab.New([]vocab.Concept{{ID: "1", Pref: []vocab.Label{{Text: "économie sociale", Lang: "fr"}}}})
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := New(v, analysis.English(), everything)
	if err != nil {
		t.Fatal(err)
	}
	if p := tagger.Problems(); len(p) != 1 || p[0].Rule != ruleOtherLanguage || !strings.Contains(p[0].Message, `"fr"`) {
		t.Errorf("problems %v", p)
	}
}

func TestShoutingVocabulary(t *testing.T) {
	tagger := newTagger(t, "CHILD CARE\nHOUSING POLICY\nGOVERNANCE", everything)
	if got := found(tagger, "child care and governance"); len(got) != 2 {
		t.Errorf("found %q", got)
	}
}

func TestOtherLanguages(t *testing.T) {
	v, _, err := vocab.New([]vocab.Concept{
		{ID: "1", Pref: []vocab.Label{{Text: "social economy", Lang: "en"}, {Text: "économie sociale", Lang: "fr"}}},
		{ID: "2", Pref: []vocab.Label{{Text: "pays en développement", Lang: "fr"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	fr, err := analysis.New("fr")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := New(v, fr, everything)
	if err != nil {
		t.Fatal(err)
	}
	text := "L’économie sociale dans les pays en développement. The social economy."
	if got, want := found(tagger, text), []string{"1: exact économie sociale", "2: exact pays en développement"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}
