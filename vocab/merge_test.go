package vocab

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/realdata"
)

func merge(t *testing.T, v *Vocabulary, name, text string) (*Vocabulary, []Problem) {
	t.Helper()
	merged, problems, err := v.Merge(name, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return merged, problems
}

func readAs(t *testing.T, name, text string) *Vocabulary {
	t.Helper()
	v, _, err := Read(name, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// sameVocabulary fails the test if one vocabulary is not as another in all that
// they say, and in its order.
func sameVocabulary(t *testing.T, got, want *Vocabulary) {
	t.Helper()
	diff(t, "concepts", showAll(got), showAll(want))
	if got.Fingerprint() != want.Fingerprint() || len(got.Schemes())+len(want.Schemes()) > 0 && !reflect.DeepEqual(got.Schemes(), want.Schemes()) ||
		len(got.Collections())+len(want.Collections()) > 0 && !reflect.DeepEqual(got.Collections(), want.Collections()) {
		t.Errorf("schemes and collections:\n\t%v\n\t%v\nwant\n\t%v\n\t%v", got.Schemes(), got.Collections(), want.Schemes(), want.Collections())
	}
}

// checkMerging fails the test if a vocabulary changes when nothing is added to it,
// or it itself.
func checkMerging(t *testing.T, v *Vocabulary) {
	t.Helper()
	for _, nothing := range []string{"# nothing\n", "id,prefLabel\n", "[]"} {
		same, problems := merge(t, v, "x", nothing)
		sameVocabulary(t, same, v)
		if len(problems) > 0 {
			t.Fatalf("nothing is wrong with %q: %v", nothing, problems)
		}
	}
	for f := Turtle; f <= CSV; f++ {
		var b bytes.Buffer
		lost, err := v.Write(&b, f)
		if err != nil {
			t.Fatal(err)
		}
		written := b.String()
		same, problems := merge(t, v, "x", written)
		if len(lost) == 0 {
			sameVocabulary(t, same, v)
		}
		for _, p := range problems {
			switch p.Rule {
			case ruleDuplicate, ruleRepeated, ruleSeveral, ruleConceptID, ruleRelationBoth, ruleRelationUnknown, ruleCycle, ruleReplaced:
				if len(lost) == 0 {
					t.Fatalf("as %v, a vocabulary contradicts itself: %s\n%s", f, p, written)
				}
			}
		}
		if t.Failed() {
			t.Fatalf("as %v:\n%s", f, written)
		}
	}
}

const base = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<s> a skos:ConceptScheme ; dcterms:title "Trees"@en .
<c> a skos:Collection ; skos:member <oak> , <old> .
<tree> a skos:Concept ; skos:prefLabel "Trees"@en , "Arbres"@fr ; skos:inScheme <s> .
<oak> a skos:Concept ; skos:prefLabel "Oaks"@en ; skos:altLabel "oak trees"@en ; skos:hiddenLabel "okas"@en ;
    skos:broader <tree> ; skos:related <elm> ; skos:exactMatch <http://example.org/oak> ; skos:note "Acorns."@en .
<elm> a skos:Concept ; skos:prefLabel "Elms"@en ; skos:altLabel "Oaks"@en ; skos:broader <tree> .
<old> a skos:Concept ; skos:prefLabel "Woods"@en ; dcterms:isReplacedBy <oak> .
<a> a skos:Concept ; skos:prefLabel "Same"@en ; skos:broader <b> .
<b> a skos:Concept ; skos:prefLabel "Same"@en ; skos:broader <a> .
`

// The base has problems of its own, none of which is told again.
func TestMerge(t *testing.T) {
	v, told, err := Read("base.ttl", strings.NewReader(base))
	if err != nil || len(told) != 4 {
		t.Fatal(told, err)
	}
	before := showAll(v)
	for _, test := range []struct {
		about, name, text string
		want              []string // what is not as before
		problems          []string
	}{
		{"labels, notes and relations of a concept", "x.csv", "id,prefLabel,altLabels@en,prefLabel@fr,note@en,related,exactMatch\noak,Oaks,oak trees|quercus,Chênes,Acorns.,Woods,u:q\n", []string{
			"oak; pref Oaks@en, Chênes@fr; alt oak trees@en, quercus@en; hidden okas@en; note Acorns.@en; broader tree; related elm, old; exactMatch http://example.org/oak, u:q",
			"old; pref Woods@en; related oak; replacedBy oak",
		}, nil},
		{"named by a label", "x.csv", "prefLabel@en,altLabels@en,broader\nElms,wych elm,\nElms,field elm,\nelms,,Arbres\n", []string{
			"elm; pref Elms@en; alt Oaks@en, wych elm@en, field elm@en; broader tree; related oak",
		}, []string{
			`3 error label/duplicate elm: label "elm" stands in line 2 already; the two are one concept`,
			`4 error label/duplicate elm: label "elm" stands in line 2 already; the two are one concept`,
			`4 warning label/repeated elm: "elms" is taken for "Elms", the preferred label of "elm"; another concept needs an ID`,
		}},
		{"named by a label in another spelling", "x.csv", "id,prefLabel,prefLabel@fr,altLabels@en,broader\n,ELMS,,wych elm,\n,same,,x,\n,,arbres,plants,\nnew,trees,,,elms\n", []string{
			"tree; pref Trees@en, Arbres@fr; alt plants@en; narrower elm, oak; inScheme s",
			"elm; pref Elms@en; alt Oaks@en, wych elm@en; broader tree; narrower new; related oak",
			"new; pref trees; broader elm",
		}, []string{
			`2 warning label/repeated elm: "ELMS" is taken for "Elms", the preferred label of "elm"; another concept needs an ID`,
			`3 error label/duplicate : "same" is a preferred label of "a" and "b", and has no ID that says which; it is left out`,
			`4 warning label/repeated tree: "arbres" is taken for "Arbres", the preferred label of "tree"; another concept needs an ID`,
			`5 error label/duplicate new: preferred label "trees" is a preferred label of "tree" too`,
			`5 warning label/language : all labels of the vocabulary have a language, and 1 label from here on is without one; a column for it is named altLabels@en`,
		}},
		{"named by a label in another language", "x.csv", "prefLabel@fr\nElms\n", []string{"Elms; pref Elms@fr"}, nil},
		{"named by the label of two", "x.csv", "prefLabel@en,altLabels\nSame,x\n", nil, []string{
			`2 error label/duplicate : "Same" is a preferred label of "a" and "b", and has no ID that says which; it is left out`,
		}},
		{"another preferred label", "x.csv", "id,prefLabel@en,prefLabel\noak,Oak,\nelm,,Elm\n", []string{
			"oak; pref Oaks@en; alt oak trees@en, Oak@en; hidden okas@en; note Acorns.@en; broader tree; related elm; exactMatch http://example.org/oak",
			"elm; pref Elms@en; alt Oaks@en, Elm; broader tree; related oak",
		}, []string{
			`2 warning concept/many-preferred oak: "Oak" is a second preferred label in one language; it is taken for alternative`,
			`3 warning concept/many-preferred elm: "Elm" is a second preferred label in one language; it is taken for alternative`,
			`3 warning label/language : all labels of the vocabulary have a language, and 1 label from here on is without one; a column for it is named altLabels@en`,
		}},
		{"a label that it has as another", "x.csv", "id,prefLabel@en,altLabels@en,hiddenLabels\noak,oak trees,okas|Oaks,\n", nil, []string{
			`2 warning label/repeated oak: "Oaks" is a preferred label already, and stays one`,
			`2 warning label/repeated oak: "oak trees" is an alternative label already, and stays one`,
			`2 warning label/repeated oak: "okas" is a hidden label already, and stays one`,
		}},
		{"labels that others have", "x.csv", "id,prefLabel@en,altLabels@en\nelm,,Trees|wych\nash,oak trees,\n", []string{
			"elm; pref Elms@en; alt Oaks@en, Trees@en, wych@en; broader tree; related oak",
			"ash; pref oak trees@en",
		}, []string{
			`2 warning label/duplicate elm: alternative label "Trees" is a preferred label of "tree" too`,
			`3 warning label/duplicate ash: preferred label "oak trees" is an alternative label of "oak" too`,
		}},
		{"relations to nothing, and that contradict", "x.csv", "id,prefLabel@en,broader,related,replacedBy\nelm,,nowhere,,\noak,,elm,,\ntree,,oak,,old\n", []string{
			"tree; pref Trees@en, Arbres@fr; broader oak; narrower elm, oak; replacedBy old; inScheme s",
			"oak; pref Oaks@en; alt oak trees@en; hidden okas@en; note Acorns.@en; broader elm, tree; narrower tree; related elm; exactMatch http://example.org/oak",
			"elm; pref Elms@en; alt Oaks@en; broader tree; narrower oak; related oak",
		}, []string{
			`2 error relation/unknown elm: broader "nowhere", which is not in the vocabulary; it is left out`,
			`3 warning relation/clash oak: related to "elm", which is broader or narrower too`,
			`4 warning concept/replaced tree: replaced by "old", but not deprecated`,
			`4 error relation/cycle tree: broader leads back to itself by way of "oak", "elm"`,
		}},
		{"an ID that is new, or twice", "x.csv", "id,altLabels@en\noaks,\noak,x y\noak,\n", []string{
			"oak; pref Oaks@en; alt oak trees@en, x y@en; hidden okas@en; note Acorns.@en; broader tree; related elm; exactMatch http://example.org/oak",
			"oaks; pref oaks",
		}, []string{
			`2 error concept/no-preferred oaks: no preferred label; "oaks" takes its place`,
			`2 error label/duplicate oaks: preferred label "oaks" is a preferred label of "oak" too`,
			`2 warning label/language : all labels of the vocabulary have a language, and 1 label from here on is without one; a column for it is named altLabels@en`,
			`4 error concept/duplicate-id oak: ID "oak" stands in line 3 already; the two are one concept`,
		}},
		{"SKOS", "x.ttl", prefixes + `<oak> skos:altLabel "quercus"@la ; owl:deprecated true . <ash> a skos:Concept ; skos:prefLabel "Ashes"@en ; skos:broader <tree> , <no> .
<s> skos:hasTopConcept <ash> ; dcterms:title "Other"@en . <c> skos:member <ash> , <d> . <d> a skos:Collection ; skos:member <oak> .
[] a skos:Concept ; skos:prefLabel "Elms"@en ; skos:note "Rare."@en .`, []string{
			"tree; pref Trees@en, Arbres@fr; narrower ash, elm, oak; inScheme s",
			"oak; pref Oaks@en; alt oak trees@en, quercus@la; hidden okas@en; note Acorns.@en; broader tree; related elm; deprecated; exactMatch http://example.org/oak",
			"elm; pref Elms@en; alt Oaks@en; note Rare.@en; broader tree; related oak",
			"ash; pref Ashes@en; broader tree; inScheme s; topConceptOf s",
		}, []string{
			`3 error relation/unknown ash: broader "no", which is no concept here; it is left out`,
			`4 info file/rest : what is said of scheme "s" is not what the vocabulary says; it is left out`,
		}},
	} {
		t.Run(test.about, func(t *testing.T) {
			merged, problems := merge(t, v, test.name, test.text)
			var got, said []string
			for i, line := range showAll(merged) {
				if i >= len(before) || line != before[i] {
					got = append(got, line)
				}
			}
			for _, p := range problems {
				if p.File != test.name {
					t.Errorf("in file %q", p.File)
				}
				said = append(said, showProblem(p))
			}
			diff(t, "changed", got, test.want)
			diff(t, "problems", said, test.problems)
			diff(t, "before", showAll(v), before)
			if !reflect.DeepEqual(merged.Problems(), told) {
				t.Error("the problems of the base have changed")
			}
			for i := range merged.Len() {
				file, line := merged.Place(i)
				if want, wantLine := v.file, 0; i < v.Len() {
					if wantLine = int(v.lines[i]); file != want || line != wantLine {
						t.Errorf("concept %d is at %s:%d", i, file, line)
					}
				} else if file != "" || line != 0 {
					t.Errorf("concept %d is at %s:%d", i, file, line)
				}
			}
			checkWriting(t, merged)
		})
	}
}

func TestMergeGroups(t *testing.T) {
	v, _, err := Read("base.ttl", strings.NewReader(base))
	if err != nil {
		t.Fatal(err)
	}
	merged, problems := merge(t, v, "x.json", `{"title": "Additions", "language": "en", "concepts": [{"id": "ash", "prefLabel": "Ashes", "inScheme": ["new"]}],
"schemes": [{"id": "s"}], "collections": [{"id": "c", "members": ["ash", "oak", "nobody"]}, {"id": "d", "title": "D", "members": ["c"]}]}`)
	if len(problems) != 2 || problems[0].Rule != ruleRest || showProblem(problems[1]) != `2 error relation/unknown c: member "nobody", which is no concept here; it is left out` {
		t.Errorf("%v", problems)
	}
	if want := append(v.Schemes(), Scheme{ID: "new"}); !reflect.DeepEqual(merged.Schemes(), want) {
		t.Errorf("%v", merged.Schemes())
	}
	if want := []Collection{{ID: "c", Members: []string{"ash", "oak", "old"}}, {ID: "d", Title: []Label{{"D", "en"}}, Members: []string{"c"}}}; !reflect.DeepEqual(merged.Collections(), want) {
		t.Errorf("%v", merged.Collections())
	}
}

// TestMergeForms tests that one content changes a vocabulary in one way, in whatever
// form it comes.
func TestMergeForms(t *testing.T) {
	base := readAs(t, "a.ttl", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"+`<http://e/a> a skos:Concept ; skos:prefLabel "Alpha"@en ; skos:hiddenLabel "Alfa"@en ; skos:broader <http://e/b> .
<http://e/b> a skos:Concept ; skos:prefLabel "Beta"@en .`)
	turtle, problems := merge(t, base, "x.ttl", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"+`<http://e/a> skos:altLabel "Alfa"@en ; skos:prefLabel "Another" .
<http://e/b> skos:broader <http://e/a> . <http://e/c> a skos:Concept ; skos:prefLabel "Beta"@en .`)
	linked, same := merge(t, base, "x.jsonld", `[
		{"@id": "http://e/a", "http://www.w3.org/2004/02/skos/core#altLabel": {"@value": "Alfa", "@language": "en"}, "http://www.w3.org/2004/02/skos/core#prefLabel": "Another"},
		{"@id": "http://e/b", "http://www.w3.org/2004/02/skos/core#broader": {"@id": "http://e/a"}},
		{"@id": "http://e/c", "@type": "http://www.w3.org/2004/02/skos/core#Concept", "http://www.w3.org/2004/02/skos/core#prefLabel": {"@value": "Beta", "@language": "en"}}]`)
	sameVocabulary(t, linked, turtle)
	rules := func(problems []Problem) (all []string) {
		for _, p := range problems {
			all = append(all, p.Rule)
		}
		slices.Sort(all)
		return all
	}
	if got, want := rules(same), rules(problems); !slices.Equal(got, want) || len(want) < 3 {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// TestMergeTaken tests that a row without an ID never joins the concept that has its
// label for an ID.
func TestMergeTaken(t *testing.T) {
	base := readAs(t, "a.csv", "id,prefLabel\nrent,Tenancy\n")
	merged, problems := merge(t, base, "x.csv", "prefLabel,altLabels\nrent,money for a flat\nlease,\n")
	if got := showAll(merged); len(problems) != 1 || problems[0].Rule != ruleDuplicate || merged.Len() != 2 {
		t.Errorf("%v, problems %v", got, problems)
	}
}

// Labels without a language are in the only one that there is.
func TestMergeLanguage(t *testing.T) {
	merged, problems := merge(t, Default(), "x.csv", "prefLabel,altLabels\nChild care,minding\nKerbs,\n")
	care, _ := merged.ByID("child-care")
	kerbs, _ := merged.ByID("Kerbs")
	if len(problems) > 0 || care.Alt[len(care.Alt)-1] != (Label{"minding", "en"}) || kerbs.Pref[0] != (Label{"Kerbs", "en"}) || merged.Len() != Default().Len()+1 {
		t.Errorf("%v %v %v", problems, show(care), show(kerbs))
	}
}

func TestMergeErrors(t *testing.T) {
	compiled, err := Default().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "<html>", "[", string(compiled)} {
		merged, _, err := Default().Merge("x", strings.NewReader(text))
		if located := (*FileError)(nil); merged != nil || !errors.As(err, &located) || located.File != "x" {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

// What is merged is compiled and selected like any vocabulary.
func TestMergedIsVocabulary(t *testing.T) {
	v, _, err := Read("birds.ttl", strings.NewReader(testdata(t, "birds.ttl")))
	if err != nil {
		t.Fatal(err)
	}
	merged, _ := merge(t, v, "x.csv", "id,prefLabel,broader\nrobin,Robins,Birds\n")
	data, err := merged.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse(string(data))
	if err != nil {
		t.Fatal(err)
	}
	sameVocabulary(t, again, merged)
	back, err := merged.Select(Selection{Without: []string{"robin"}})
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "without what was added", showAll(back), showAll(v))
}

// Real thesauri don't change by what they say themselves, and two rows change what
// they say.
func TestMergeReal(t *testing.T) {
	for _, test := range []struct{ file, label, lang string }{
		{"fao/agrovoc_en.rdf.gz", "Abalones", "en"},
		{"skos/stw.ttl", "Internationales Steuerrecht", ""},
		{"digitalgov/topics.csv", "Analytics", ""},
	} {
		v, _ := open(t, realdata.Path(t, "corpora/"+test.file))
		var b bytes.Buffer
		if _, err := v.Write(&b, Turtle); err != nil {
			t.Fatal(err)
		}
		same, _ := merge(t, v, "x.ttl", b.String())
		sameVocabulary(t, same, v)
		c := v.ByLabel(test.label)[0].Concept
		alt := Label{"labelled by nobody", test.lang}
		merged, problems := merge(t, v, "x.csv", "id,prefLabel,altLabels,broader\n"+c.ID+",,"+alt.Text+",\nnew,New by nobody,,"+c.ID+"\n")
		for _, p := range problems {
			if p.Rule != ruleLanguage {
				t.Error(p)
			}
		}
		got, _ := merged.ByID(c.ID)
		if merged.Len() != v.Len()+1 || len(got.Alt) != len(c.Alt)+1 || got.Alt[len(c.Alt)] != alt || !slices.Contains(got.Narrower, "new") {
			t.Errorf("%s: %d concepts, %s", test.file, merged.Len(), show(got))
		}
		checkKept(t, v, merged)
	}
}

func TestMergeIsLinear(t *testing.T) {
	const n = 30_000
	var one, ring, labels, unnamed, variants, groups strings.Builder
	one.WriteString("id,prefLabel\n")
	ring.WriteString("id,prefLabel,broader,related\n")
	labels.WriteString("id,prefLabel,altLabels\n")
	unnamed.WriteString("prefLabel,altLabels\n")
	variants.WriteString("prefLabel@en\n")
	groups.WriteString(`{"concepts": ["A"], "collections": [`)
	for i := range n {
		fmt.Fprintf(&one, "%d,A\n", i)
		fmt.Fprintf(&ring, "%d,,%d,%[2]d\n", i, (i+1)%n)
		fmt.Fprintf(&labels, "0,,label %d\n", i)
		fmt.Fprintf(&unnamed, "A,x%d\n", i)
		fmt.Fprintf(&variants, "%sA%s\n", strings.Repeat("-", i%300), strings.Repeat("-", i/300))
		fmt.Fprintf(&groups, `{"id": "c", "members": ["A", "%d"]}, `, i)
	}
	groups.WriteString(`{"id": "c"}]}`)
	v, _, err := Read("one.csv", strings.NewReader(one.String()))
	if err != nil {
		t.Fatal(err)
	}
	for _, additions := range []*strings.Builder{&one, &ring, &labels, &unnamed, &variants, &groups} {
		text := additions.String()
		quickly(t, quote(cut(text, 40)), func() {
			merged, _ := merge(t, v, "x", text)
			merge(t, merged, "x", text)
		})
	}
}

func FuzzMerge(f *testing.F) {
	f.Add("id,prefLabel,altLabels,broader\na,A,x|y,b\nb,B,,a\n", "id,prefLabel,altLabels,related\na,C,y|B,b\n,A,z,c\n", false)
	f.Add("A\nB\n", prefixes+`<A> skos:prefLabel "B" ; skos:broader <B> . <s> skos:hasTopConcept <B> . <c> skos:member <A>, <d> .`, true)
	f.Add(prefixes+`:a a skos:Concept ; skos:prefLabel "A"@en, "B"@fr ; skos:related :b . :b a skos:Concept ; skos:altLabel "A"@fr .`, prefixes+`[] a skos:Concept ; skos:prefLabel "A"@en ; skos:broader :b, :a .`, true)
	f.Add(`{"title":"T","concepts":["a"],"collections":[{"id":"c","members":["a"]}]}`, `{"title":"U","language":"fr","concepts":["a","b"],"collections":[{"id":"c","members":["b","c"]}]}`, false)
	f.Fuzz(func(t *testing.T, base, text string, turtle bool) {
		v, told, err := Read("base", strings.NewReader(base))
		if err != nil {
			return
		}
		name := "x"
		if turtle {
			name = "x.ttl"
		}
		before := showAll(v)
		merged, problems, err := v.Merge(name, strings.NewReader(text))
		diff(t, "before", showAll(v), before)
		if err != nil {
			return
		}
		for _, p := range problems {
			if p.File != name || p.Line == 0 && p.Rule != ruleEncoding && p.Rule != ruleRest {
				t.Fatalf("problem %+v", p)
			}
		}
		if !reflect.DeepEqual(merged.Problems(), told) {
			t.Fatal("the problems of the base have changed")
		}
		checkKept(t, v, merged)
		checkVocabulary(t, merged)
		checkWriting(t, merged)
		checkMerging(t, merged)
		twice, _, err := merged.Merge(name, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		checkKept(t, merged, twice)
	})
}

// checkKept fails the test if what a vocabulary says is not in another.
func checkKept(t *testing.T, v, in *Vocabulary) {
	t.Helper()
	for i := range v.Len() {
		old, new := v.At(i), in.At(i)
		if old.ID != new.ID || old.Deprecated && !new.Deprecated {
			t.Fatalf("%q has become %q", show(old), show(new))
		}
		for kind := prefLabel; kind < notation; kind++ {
			if had := *old.texts(kind); !hasAll(*new.texts(kind), had) {
				t.Fatalf("%q has lost one of %q", show(new), had)
			}
		}
		for kind := broader; kind <= lastLink; kind++ {
			if had := *old.linked(kind); !hasAll(*new.linked(kind), had) {
				t.Fatalf("%q has lost one of %q", show(new), had)
			}
		}
		if !hasAll(new.Notation, old.Notation) {
			t.Fatalf("%q has lost one of %q", show(new), old.Notation)
		}
	}
	if len(in.schemes) < len(v.schemes) || len(v.schemes) > 0 && !reflect.DeepEqual(in.schemes[:len(v.schemes)], v.schemes) {
		t.Fatalf("schemes %v have become %v", v.schemes, in.schemes)
	}
	for i, c := range v.collections {
		if d := in.collections[i]; d.ID != c.ID || d.Ordered != c.Ordered || !reflect.DeepEqual(d.Title, c.Title) || !hasAll(d.Members, c.Members) {
			t.Fatalf("collection %v has become %v", c, d)
		}
	}
}

// hasAll reports whether all begins with what is in some, or has all of it.
func hasAll[T comparable](all, some []T) bool {
	had := make(map[T]bool)
	for _, x := range all {
		had[x] = true
	}
	for _, x := range some {
		if !had[x] {
			return false
		}
	}
	return true
}
