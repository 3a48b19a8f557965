package vocab

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/catchword/catchword/internal/realdata"
)

// csv reads a table.
func csv(tb testing.TB, text string) *Vocabulary {
	tb.Helper()
	v, _, err := Read("v.csv", strings.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		about string
		table string
		want  []string // as showProblem renders them
	}{
		{"a list", "id,prefLabel,definition\na,A,x\nb,B,y\n", nil},
		{"nothing is documented", "id,prefLabel\na,A\nb,B\n", []string{
			"0 info concept/undocumented : 2 of 2 concepts have neither a definition nor another note",
		}},
		{"one is not documented", "id,prefLabel,definition,scopeNote\na,Ash,x,\nb,Birch,,y\nc,Cedar,,\n", []string{
			`4 info concept/undocumented c: "Cedar" has neither a definition nor another note`,
		}},
		{"a deprecated one needs no definition", "id,prefLabel,definition,deprecated,replacedBy\na,A,x,,\nb,B,,yes,a\n", nil},
		{"one definition twice", "id,prefLabel,definition\na,Ash,A tree\nb,Birch,A tree\n", []string{
			`3 warning note/duplicate b: "Birch" has the definition of "Ash": "A tree"`,
		}},
		{"variants", "id,prefLabel,altLabels,hiddenLabels,definition\na,Co-op,co op|Coop,CO-OP,x\n", []string{
			`2 info label/variant a: "Co-op": alternative label "co op" is "Co-op" but for case, white space, hyphens or apostrophes`,
		}},
		{"the same in two languages", "id,prefLabel@en,prefLabel@fr,definition\na,Taxi,taxi,x\n", nil},
		{"one without a language", "id,prefLabel@en,prefLabel,altLabels,definition\na,A,,,x\nb,B,,,y\nc,C,,cee,z\n", []string{
			`4 warning label/no-language c: "C": alternative label "cee" has no language`,
		}},
		{"most without a language", "id,prefLabel@en,prefLabel,definition\na,A,,x\nb,,B,y\nc,,C,z\n", []string{
			"0 warning label/no-language : 2 of 3 concepts have labels without a language",
			`0 info label/rare-language : 1 of 3 concepts have a preferred label in "en"`,
		}},
		{"a language with gaps", "id,prefLabel@en,prefLabel@fr,definition\na,A,A,x\nb,B,B,y\nc,C,,z\n", []string{
			`4 warning label/language-gap c: "C" has no preferred label in "fr"`,
		}},
		{"a language in some", "id,prefLabel@en,prefLabel@fr,definition\na,A,A,x\nb,B,,y\nc,C,,z\n", []string{
			`0 info label/rare-language : 1 of 3 concepts have a preferred label in "fr"`,
		}},
		{"one notation twice", "id,prefLabel,notation,definition,deprecated,replacedBy\na,Ash,1,x,,\nb,Birch,1,y,,\nc,Cedar,1,z,yes,a\n", []string{
			`3 error notation/duplicate b: "Birch" has the notation of "Ash", "1"`,
		}},
		{"deprecated and no replacement", "id,prefLabel,definition,deprecated,replacedBy\na,Ash,x,,\nb,Birch,y,yes,\nc,Cedar,z,yes,a\n", []string{
			`3 info concept/no-replacement b: "Birch" is deprecated, and nothing says what to use instead`,
		}},
		{"nothing is replaced", "id,prefLabel,definition,deprecated\na,Ash,x,\nb,Birch,y,yes\nc,Cedar,z,yes\n", []string{
			"0 info concept/no-replacement : 2 of 2 concepts that are deprecated do not say what to use instead",
		}},
		{"replaced by a deprecated one", "id,prefLabel,definition,deprecated,replacedBy\na,Ash,x,,\nb,Birch,y,yes,c\nc,Cedar,z,yes,a\n", []string{
			`3 warning concept/replaced-by-deprecated b: "Birch" is replaced by "Cedar", which is deprecated too`,
		}},
		{"an orphan", "id,prefLabel,definition,broader\na,Ash,x,\nb,Birch,y,a\nc,Cedar,z,\n", []string{
			`4 info concept/orphan c: "Cedar" has no relation to any other concept`,
		}},
		{"many orphans", "id,prefLabel,definition,broader\na,A,x,\nb,B,y,a\nc,C,z,\nd,D,w,\ne,E,v,\n", []string{
			"0 info concept/orphan : 3 of 5 concepts have no relation to any other concept",
		}},
		{"a cluster", "id,prefLabel,definition,broader\na,Ash,1,\nb,Birch,2,a\nc,Cedar,3,a\nd,Doum,4,\ne,Elm,5,d\n", []string{
			`5 info concept/cluster d: "Doum", "Elm" have no relation to the other concepts`,
		}},
		{"nothing but clusters", "id,prefLabel,definition,broader\na,A,1,\nb,B,2,a\nc,C,3,\nd,D,4,c\ne,E,5,\nf,F,6,e\n", []string{
			"0 info concept/cluster : the concepts fall into 3 groups without a relation between them; the largest has 2 of 6",
		}},
		{"outside the hierarchy", "id,prefLabel,definition,broader,related\na,Ash,1,,\nb,Birch,2,a,\nc,Cedar,3,,a\n", []string{
			`4 info concept/outside-hierarchy c: "Cedar" has neither a broader nor a narrower concept`,
		}},
		{"a way around", "id,prefLabel,definition,broader\na,Ash,1,\nb,Birch,2,a\nc,Cedar,3,b\nd,Doum,4,c|a\n", []string{
			`5 warning relation/redundant d: "Doum": broader "Ash" follows from broader "Cedar"`,
		}},
		{"two ways that are no detours", "id,prefLabel,definition,broader\na,Ash,1,\nb,Birch,2,a\nc,Cedar,3,a\nd,Doum,4,b|c\n", nil},
		{"a cycle is not redundant", "id,prefLabel,definition,broader\na,Ash,1,b\nb,Birch,2,a\nc,Cedar,3,a|b\nd,Doum,4,e|f\ne,Elm,5,d\nf,Fir,6,\ng,Gum,7,c|d\n", nil},
		{"related and above", "id,prefLabel,definition,broader,related\na,Ash,1,,\nb,Birch,2,a,\nc,Cedar,3,b,a\n", []string{
			`4 warning relation/clash c: "Cedar" is related to "Ash", which is broader by way of "Birch"`,
		}},
		{"related and right above was said in reading", "id,prefLabel,definition,broader,related\na,Ash,1,,\nb,Birch,2,a,a\n", nil},
		{"related siblings", "id,prefLabel,definition,broader,related\na,Ash,1,,\nb,Birch,2,a,c\nc,Cedar,3,a,\n", []string{
			`3 info relation/valueless b: "Birch" is related to "Cedar", and both have broader "Ash"`,
		}},
		{"detours are the custom", "id,prefLabel,definition,broader\na,A,1,\nb,B,2,a\nc,C,3,b|a\nd,D,4,b|a\n", []string{
			"0 warning relation/redundant : 2 of 2 concepts with several broader ones have some that follow from others",
		}},
		{"related siblings are the custom", "id,prefLabel,definition,broader,related\na,A,1,,\nb,B,2,a,c|d\nc,C,3,a,\nd,D,4,a,\n", []string{
			"0 info relation/valueless : 2 of 2 pairs of related concepts have a broader concept in common",
		}},
		{"deprecated above", "id,prefLabel,definition,broader,related,deprecated,replacedBy\na,Ash,1,,,yes,b\nb,Birch,2,a,,,\nc,Cedar,3,b,a,,\n", []string{
			`3 warning relation/deprecated b: "Birch": broader "Ash" is deprecated`,
			`4 warning relation/clash c: "Cedar" is related to "Ash", which is broader by way of "Birch"`,
			`4 warning relation/deprecated c: "Cedar": related "Ash" is deprecated`,
		}},
	} {
		t.Run(test.about, func(t *testing.T) {
			v := csv(t, test.table)
			var got []string
			for _, p := range v.Check() {
				got = append(got, showProblem(p))
				if p.File != "v.csv" {
					t.Errorf("in file %q", p.File)
				}
			}
			diff(t, "problems", got, test.want)
		})
	}
}

// Every rule that the code names is described, and none is described that the
// code does not name.
func TestRulesAreDescribed(t *testing.T) {
	var named []string
	for _, file := range []string{"problem.go", "rules.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^\s+rule\w+\s+= "([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
			named = append(named, m[1])
		}
	}
	var described []string
	for _, r := range Rules() {
		described = append(described, r.Name)
		if !strings.HasSuffix(r.Description, ".") || r.Name == "" {
			t.Errorf("rule %+v", r)
		}
	}
	slices.Sort(named)
	slices.Sort(described)
	diff(t, "described", described, named)
}

func TestPlace(t *testing.T) {
	v := csv(t, "id,prefLabel\na,A\n\nb,B\n")
	if file, line := v.Place(1); file != "v.csv" || line != 4 {
		t.Errorf("%s:%d", file, line)
	}
	made, _, err := New([]Concept{{ID: "a"}})
	if err != nil {
		t.Fatal(err)
	}
	if file, line := made.Place(0); file != "" || line != 0 {
		t.Errorf("%s:%d", file, line)
	}
}

func TestStats(t *testing.T) {
	s := csv(t, `id,prefLabel@en,prefLabel@fr,altLabels@en,definition,broader,related,deprecated,replacedBy,notation
a,A,Ah,x|y,d,,,,,1
b,B,,z,,a,,,,
c,C,,,,b|a,b,,,
d,D,,,,,,yes,a,
`).Stats()
	want := Stats{Concepts: 4, Deprecated: 1, PrefLabels: 5, AltLabels: 3, Definitions: 1, Notations: 1, Broader: 3, Narrower: 3, Related: 2, Replaced: 1,
		TopConcepts: 1, Alone: 1, Depth: 2, MostBroader: 2, MostLabels: 4, Languages: []LanguageStats{{"en", 4, 3, 0}, {"fr", 1, 0, 0}}}
	if fmt.Sprint(s) != fmt.Sprint(want) {
		t.Errorf("%+v\nwant\n%+v", s, want)
	}
}

func TestPathToTop(t *testing.T) {
	v := csv(t, "id,prefLabel,broader\na,A,\nb,B,a\nc,C,b|x\nx,X,y\ny,Y,x\n")
	for id, want := range map[string]string{"c": "a b c", "a": "a", "x": "x", "nobody": ""} {
		var got []string
		for _, c := range v.PathToTop(id) {
			got = append(got, c.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("path of %s: %q, want %q", id, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, s := range []string{"Child-care", "child  CARE", "child_care", "child’care"} {
		if got := Fold(s); Fold(got) != got || s != "child’care" && got != "child care" {
			t.Errorf("Fold(%q) = %q", s, got)
		}
	}
}

// Checking takes time in line with the vocabulary, however it is made.
func TestCheckIsLinear(t *testing.T) {
	const n = 20_000
	id := func(i int) string { return fmt.Sprintf("%06d", i) }
	for name, relate := range map[string]func(i int, c *Concept){
		"chain": func(i int, c *Concept) {
			if i > 2 {
				c.Broader, c.Related = []string{id(i - 1), id(0)}, []string{id(i / 2)}
			}
		},
		"hub": func(i int, c *Concept) {
			if i > 1 {
				c.Broader, c.Related = []string{id(0)}, []string{id(1)}
			}
		},
		"comb": func(i int, c *Concept) {
			if i > 0 {
				c.Related = []string{id(0)}
			}
			if i > 1 && i%2 == 0 {
				c.Broader = []string{id(i - 1), id(i - 2)}
			}
		},
	} {
		concepts := make([]Concept, n)
		for i := range concepts {
			concepts[i] = Concept{ID: id(i), Pref: []Label{{Text: id(i)}}}
			relate(i, &concepts[i])
		}
		v, _, err := New(concepts)
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		v.Check()
		v.Stats()
		v.PathToTop(id(n - 1))
		if d := time.Since(begin); d > 20*time.Second {
			t.Errorf("%s: %v", name, d)
		} else {
			t.Logf("%s: %v", name, d)
		}
	}
}

func TestCheckParallel(t *testing.T) {
	v := Default()
	want := v.Check()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if !slices.Equal(v.Check(), want) {
				t.Error("differs")
			}
		}()
	}
	wg.Wait()
}

func BenchmarkCheck(b *testing.B) {
	v, _ := open(b, realdata.Path(b, "corpora/tibkat/vocab.tsv.gz"))
	for b.Loop() {
		v.Check()
	}
}

// Schemes, top concepts, mappings and notations are those of SKOS.
func TestCheckSKOS(t *testing.T) {
	const prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <http://example.org/> .\n"
	for _, test := range []struct {
		about, turtle string
		want          []string
	}{
		{"all is well", `:s a skos:ConceptScheme; skos:hasTopConcept :a .
:a a skos:Concept; skos:prefLabel "A"@en; skos:note "x"; skos:inScheme :s .
:b a skos:Concept; skos:prefLabel "B"@en; skos:note "x"; skos:inScheme :s; skos:broader :a; skos:exactMatch <http://example.net/b> .`, nil},
		{"no top concept", `:s a skos:ConceptScheme .
:a a skos:Concept; skos:prefLabel "A"@en; skos:note "x"; skos:inScheme :s .
:b a skos:Concept; skos:prefLabel "B"@en; skos:note "x"; skos:inScheme :s; skos:broader :a .`, []string{
			`0 warning scheme/no-top : scheme "http://example.org/s" has no top concept`}},
		{"a top concept below another", `:s a skos:ConceptScheme; skos:hasTopConcept :a, :b .
:a a skos:Concept; skos:prefLabel "A"@en; skos:note "x"; skos:inScheme :s .
:b a skos:Concept; skos:prefLabel "B"@en; skos:note "x"; skos:inScheme :s; skos:broader :a .`, []string{
			`5 warning scheme/top-broader http://example.org/b: "B" is a top concept, but has broader "A"`}},
		{"one that should be a top concept", `:s a skos:ConceptScheme; skos:hasTopConcept :a .
:a a skos:Concept; skos:prefLabel "A"@en; skos:note "x"; skos:inScheme :s; skos:related :b, :c .
:b a skos:Concept; skos:prefLabel "B"@en; skos:note "x"; skos:inScheme :s .
:c a skos:Concept; skos:prefLabel "C"@en; skos:note "x"; skos:inScheme :s; skos:broader :b .`, []string{
			`4 info concept/outside-hierarchy http://example.org/a: "A" has neither a broader nor a narrower concept`,
			`5 info scheme/top-missing http://example.org/b: "B" has nothing broader in scheme "http://example.org/s", but is no top concept of it`}},
		{"in no scheme", `:a a skos:Concept; skos:prefLabel "A"@en; skos:note "x"; skos:inScheme :s .
:b a skos:Concept; skos:prefLabel "B"@en; skos:note "x"; skos:inScheme :s; skos:related :a .
:c a skos:Concept; skos:prefLabel "C"@en; skos:note "x"; skos:related :a .`, []string{
			`5 info concept/no-scheme http://example.org/c: "C" is in no scheme`}},
		{"mappings", `:a a skos:Concept; skos:prefLabel "A"@en; skos:note "x"; skos:exactMatch <http://example.net/1>; skos:relatedMatch <http://example.net/1>; skos:closeMatch :b .
:b a skos:Concept; skos:prefLabel "B"@en; skos:note "x"; skos:related :a .`, []string{
			`3 warning mapping/clash http://example.org/a: "A" is mapped to "http://example.net/1" both exactly and as related`,
			`3 info mapping/inside http://example.org/a: "A" is mapped closely to "B", which is in this vocabulary`}},
		{"notations in different schemes", `:a a skos:Concept; skos:prefLabel "A"@en; skos:note "x"; skos:notation "1"; skos:inScheme :s .
:b a skos:Concept; skos:prefLabel "B"@en; skos:note "x"; skos:notation "1"; skos:inScheme :t; skos:related :a .
:c a skos:Concept; skos:prefLabel "C"@en; skos:note "x"; skos:notation "2", "1"; skos:inScheme :t; skos:related :a .`, []string{
			`5 error notation/duplicate http://example.org/c: "C" has the notation of "B", "1"`}},
	} {
		t.Run(test.about, func(t *testing.T) {
			v, problems, err := Read("v.ttl", strings.NewReader(prefixes+test.turtle))
			if err != nil {
				t.Fatal(err, problems)
			}
			var got []string
			for _, p := range v.Check() {
				got = append(got, showProblem(p))
			}
			diff(t, "problems", got, test.want)
		})
	}
}
