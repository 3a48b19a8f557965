package vocab

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/rdf"
)

const prefixes = "@prefix : <http://e.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .\n" +
	"@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .\n"

func testdata(tb testing.TB, name string) string {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("..", "testdata", "vocabularies", name))
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func TestReadSKOS(t *testing.T) {
	v, _, err := Read("birds.ttl", strings.NewReader(testdata(t, "birds.ttl")))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range showAll(v) {
		got = append(got, strings.ReplaceAll(line, "http://example.org/birds/", ""))
	}
	diff(t, "concepts", got, []string{
		"concept/bird; pref Birds@en, Oiseaux@fr, Aves; hidden brids@en; narrower concept/owl; inScheme scheme; topConceptOf scheme",
		"concept/owl; pref Chouettes@fr, Owls@en; alt Strigiformes@la; def Birds of prey that hunt at night.@en; scope Not for \"night hawks\",\nwhich are no hawks.@en; " +
			"example the barn owl@en; history Before 2.0 under Birds.@en; editorial Check the French.@en; change Added in 2.0.; note Seen often.; notation 598.97, STRIG; " +
			"broader concept/bird; narrower concept/barn-owl, concept/screech-owl; related concept/forest; exactMatch http://example.com/owls; closeMatch http://example.com/night-birds; " +
			"broadMatch http://example.com/animals; narrowMatch http://example.com/barn-owls; relatedMatch http://example.com/mice; mappingRelation http://example.com/prey; inScheme scheme; type Nocturnal",
		"concept/barn-owl; pref Barn owl@en; broader concept/owl; inScheme scheme",
		"concept/screech-owl; pref Screech owl@en; broader concept/owl; deprecated; replacedBy concept/barn-owl; inScheme scheme",
		"concept/forest; pref Forests@en; related concept/owl; inScheme habitats; topConceptOf habitats",
		"concept/hedge; pref Hedges@en; inScheme habitats",
		"Nests; pref Nests@en",
	})
	diff(t, "schemes and collections", []string{fmt.Sprint(v.Schemes()), fmt.Sprint(v.Collections())}, []string{
		"[{http://example.org/birds/scheme [{Birds en} {Oiseaux fr}] 2.1 http://creativecommons.org/publicdomain/zero/1.0/} {http://example.org/birds/habitats [{Habitats }]  Ask the author.}]",
		"[{http://example.org/birds/night [{Of the night en}] [http://example.org/birds/concept/owl http://example.org/birds/farm] false} " +
			"{http://example.org/birds/farm [{At the farm en}] [http://example.org/birds/concept/screech-owl http://example.org/birds/concept/barn-owl] true}]",
	})
	owl, _ := v.Index("http://example.org/birds/concept/owl")
	for lang, want := range map[string]string{"en": "Owls", "fr-CA": "Chouettes", "de": "Owls"} {
		if got := v.Label(owl, lang); got != want || v.At(owl).Label(lang) != want {
			t.Errorf("Label(%q) = %q, want %q", lang, got, want)
		}
	}
	if got := v.Label(0, "es"); got != "Aves" {
		t.Errorf("without the language, in English or without one: %q", got)
	}
	for i, c := range slices.Collect(v.All()) {
		if v.ID(i) != c.ID || v.Deprecated(i) != c.Deprecated {
			t.Errorf("concept %d differs by column", i)
		}
		for kind := Preferred; kind <= Hidden; kind++ {
			if got := slices.Collect(v.Labels(i, kind)); !slices.Equal(got, c.Labels(kind)) {
				t.Errorf("%s labels of %s: %v", kind, c.ID, got)
			}
		}
		for r, ids := range map[Relation][]string{Broader: c.Broader, Narrower: c.Narrower, Related: c.Related, ReplacedBy: c.ReplacedBy, 99: nil} {
			var got []string
			for j := range v.Relations(i, r) {
				got = append(got, v.ID(j))
			}
			if !slices.Equal(got, ids) {
				t.Errorf("relation %d of %s: %v", r, c.ID, got)
			}
		}
	}
}

// TestSKOSForms reads one vocabulary in every form of RDF.
func TestSKOSForms(t *testing.T) {
	text := testdata(t, "birds.ttl")
	want, _, err := Read("birds.ttl", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var lines []byte
	for triple, err := range rdf.Read(strings.NewReader(text), rdf.Turtle, "") {
		if err != nil {
			t.Fatal(err)
		}
		lines = fmt.Appendf(lines, "%s %s %s .\n", rdf.AppendTerm(nil, triple.Subject), rdf.AppendTerm(nil, triple.Predicate), rdf.AppendTerm(nil, triple.Object))
	}
	for name, text := range map[string]string{"": string(lines), "x.nt.gz": compressed(string(lines)), "birds.ttl.bz2": testdata(t, "birds.ttl.bz2")} {
		v, _, err := Read(name, strings.NewReader(text))
		if err != nil || v.Fingerprint() != want.Fingerprint() || fmt.Sprint(v.Schemes(), v.Collections()) != fmt.Sprint(want.Schemes(), want.Collections()) {
			t.Errorf("%q differs (%v)", name, err)
		}
	}
	for name, text := range map[string]string{
		"x.rdf": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
			<skos:Concept rdf:about="http://e.org/a" skos:notation="1"><skos:prefLabel xml:lang="en">A</skos:prefLabel><skos:narrower>
			<skos:Concept rdf:about="http://e.org/b"><skos:prefLabel>B</skos:prefLabel></skos:Concept></skos:narrower></skos:Concept></rdf:RDF>`,
		"x.json": `{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "pref": "skos:prefLabel"}, "@graph": [
			{"@id": "http://e.org/a", "@type": "skos:Concept", "skos:notation": "1", "pref": {"@value": "A", "@language": "en"}, "skos:narrower": {"@id": "http://e.org/b"}},
			{"@id": "http://e.org/b", "@type": "skos:Concept", "pref": "B"}]}`,
		"x": prefixes + `:a a skos:Concept; skos:prefLabel "A"@en; skos:notation "1" . :b a skos:Concept; skos:prefLabel "B"; skos:broader :a .`,
	} {
		v, problems, err := Read(name, strings.NewReader(text))
		if err != nil || len(problems) > 0 {
			t.Errorf("%s: %v, %v", name, problems, err)
		}
		diff(t, name, showAll(v), []string{"http://e.org/a; pref A@en; notation 1; narrower http://e.org/b", "http://e.org/b; pref B; broader http://e.org/a"})
	}
}

func TestSKOSCases(t *testing.T) {
	runReadTests(t, []readTest{
		{about: "relative IRIs without a base", file: "a.ttl", text: prefixes + `<child-care> a skos:Concept ; skos:prefLabel "Child care" ; skos:broader <a%20b%25%3A> . <a%20b%25%3A> a skos:Concept ; skos:prefLabel "B" .`,
			concepts: []string{"child-care; pref Child care; broader a b%:", "a b%:; pref B; narrower child-care"}},
		{about: "repeated statements", file: "a.ttl", text: prefixes + `:a a skos:Concept ; skos:prefLabel "A"@en, "A"@EN ; skos:altLabel "B" . :a skos:altLabel "B" ; skos:note "n", "n" .`,
			concepts: []string{"http://e.org/a; pref A@en; alt B; note n"}},
		{about: "the same label plain and in SKOS-XL", file: "a.ttl", text: prefixes + `:a a skos:Concept ; skos:prefLabel "A"@en ; xl:prefLabel :l . :l xl:literalForm "A"@en .`,
			concepts: []string{"http://e.org/a; pref A@en"}},
		{about: "what is no language", file: "a.ttl", text: prefixes + `:a a skos:Concept ; xl:prefLabel [ xl:literalForm "A"@b ] . :s a skos:ConceptScheme ; dcterms:title "S"@d .`,
			concepts: []string{"http://e.org/a; pref A"},
			problems: []string{
				`3 warning label/language : the text "A" has "b" for a language`,
				`3 warning label/language http://e.org/s: the text "S" has "d" for a language`,
			}},
		{about: "a transitive closure", file: "a.ttl", text: prefixes + `:a a skos:Concept ; skos:prefLabel "A" ; skos:broaderTransitive :b, :c, :d . :b a skos:Concept ; skos:prefLabel "B" ; skos:broaderTransitive :c, :d .
:c a skos:Concept ; skos:prefLabel "C" ; skos:broader :d ; skos:broaderTransitive :d . :d a skos:Concept ; skos:prefLabel "D" .`,
			concepts: []string{"http://e.org/a; pref A; broader http://e.org/b", "http://e.org/b; pref B; broader http://e.org/c; narrower http://e.org/a",
				"http://e.org/c; pref C; broader http://e.org/d; narrower http://e.org/b", "http://e.org/d; pref D; narrower http://e.org/c"},
			problems: []string{`4 info file/rest : 1 transitive relation is left out, of concepts that have direct ones; this is the first`}},
		{about: "blank nodes", file: "a.ttl", text: prefixes + `_:x a skos:Concept ; skos:prefLabel "X" ; skos:broader _:y . _:y a skos:Concept ; skos:prefLabel "Y"@en . _:z a skos:Concept ; skos:prefLabel "Y" .`,
			concepts: []string{"X; pref X; broader Y", "Y; pref Y@en, Y; narrower X"},
			problems: []string{`3 error label/duplicate Y: label "Y" stands in line 3 already; the two are one concept`}},
		{about: "other statements", file: "a.ttl", text: prefixes + `:a a skos:Concept ; skos:prefLabel "A" ; dcterms:created "1" ; dcterms:modified "2" .`,
			concepts: []string{"http://e.org/a; pref A"},
			problems: []string{`3 info file/rest : only what SKOS says of concepts is read; 2 other statements are left out, the first one with "http://purl.org/dc/terms/created"`}},
		{about: "damaged", file: "a.ttl", text: prefixes + ":a a skos:Concept ;\n skos:prefLabel \"A .", err: "a.ttl:4: the literal that begins here has no end"},
		{about: "RDF without concepts", file: "a.ttl", text: prefixes + ":a :b :c .", problems: []string{
			`3 info file/rest : only what SKOS says of concepts is read; 1 other statement is left out, the first one with "http://e.org/b"`}, err: "a.ttl: no concepts"},
		{about: "an IRI too long", file: "a.ttl", text: prefixes + "<http://e.org/" + strings.Repeat("x", 600) + `> a skos:Concept . :a a skos:Concept ; skos:prefLabel "A" .`, concepts: []string{"http://e.org/a; pref A"},
			problems: []string{`3 error concept/bad-id : ID "http://e.org/` + strings.Repeat("x", 67) + `…" has 613 bytes; IDs have at most 512; the concept is left out`}},
		{about: "what stands in the wrong place", file: "a.ttl", text: prefixes + `:a a skos:Concept, "class" ; skos:prefLabel "A" ; skos:altLabel :x ; skos:notation :x ; xl:altLabel "B" ; skos:broader [] ; owl:deprecated :x, false .
:l xl:literalForm :x . :c skos:memberList "list" ; skos:member "d" . _:x skos:prefLabel "nobody" .`, concepts: []string{"http://e.org/a; pref A"}, problems: []string{
			`3 error relation/unknown http://e.org/a: broader "_:1", which is no concept here; it is left out`,
			`3 error value/bad http://e.org/a: "http://e.org/x" is neither true nor false; it is taken for false`,
			`3 error value/bad http://e.org/a: altLabel has "http://e.org/x" where a text belongs; it is left out`,
			`3 error value/bad http://e.org/a: altLabel has the text "B" where a label of SKOS-XL belongs; it is left out`,
			`3 error value/bad http://e.org/a: notation has "http://e.org/x" where a text belongs; it is left out`,
			`3 error value/bad http://e.org/a: the text "class" stands where a class belongs; it is left out`,
			`4 warning concept/none : "_:x" has labels, but is no concept; it is left out`,
			`4 error value/bad http://e.org/c: member has the text "d" where a concept belongs; it is left out`,
			`4 error value/bad http://e.org/c: memberList has the text "list" where a list belongs; it is left out`,
			`4 error value/bad http://e.org/l: literalForm has "http://e.org/x" where a text belongs; it is left out`}},
		{about: "links to what has no name", file: "a.ttl", text: prefixes + `:a a skos:Concept, [] ; skos:prefLabel "A" ; skos:exactMatch [], <> ; skos:inScheme <> .`, concepts: []string{"http://e.org/a; pref A"},
			problems: []string{`3 info file/rest : 2 links are left out that lead to things without a name`}},
		{about: "a list that never ends", file: "a.ttl", text: prefixes + `@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
:a a skos:Concept ; skos:prefLabel "A" . :c skos:memberList _:l . _:l rdf:first :a ; rdf:rest _:l .`, concepts: []string{"http://e.org/a; pref A"},
			problems: []string{`4 error relation/unknown http://e.org/c: memberList leads into a list that was read already; the rest is left out`}},
	})
}

func TestOrderedCollections(t *testing.T) {
	v, problems, err := Read("a.ttl", strings.NewReader(prefixes+`:a a skos:Concept ; skos:prefLabel "A" . :b a skos:Concept ; skos:prefLabel "B" .
:c skos:memberList (:b :a :b) . :d skos:memberList (:b) ; skos:member :a . :e a skos:OrderedCollection ; skos:memberList () .`))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if got, want := fmt.Sprint(v.Collections()), "[{http://e.org/c [] [http://e.org/b http://e.org/a] true} {http://e.org/d [] [http://e.org/b http://e.org/a] true} {http://e.org/e [] [] true}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWrite(t *testing.T) {
	golden := filepath.Join("..", "testdata", "golden", "vocab", "birds.ttl")
	for _, name := range []string{"birds.ttl", "kitchen.txt", "trees.csv", "rivers.tsv", "music.json", "defects.csv", "mistakes.ttl"} {
		v, _, err := Read(name, strings.NewReader(testdata(t, name)))
		if err != nil {
			t.Fatal(err)
		}
		for f := Turtle; f <= CSV; f++ {
			var b, again bytes.Buffer
			problems, err := v.Write(&b, f)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := v.Write(&again, f); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
				t.Errorf("%s as %v is written differently again (%v)", name, f, err)
			}
			if name == "birds.ttl" && f == Turtle {
				compareGolden(t, golden, b.Bytes())
			}
			w, _, err := Read("x", &b)
			if err != nil {
				t.Errorf("%s as %v: %v\n%s", name, f, err, &again)
				continue
			}
			if w.Fingerprint() != v.Fingerprint() {
				diff(t, name+" as "+f.String(), showAll(w), showAll(v))
			}
			if f != CSV && (fmt.Sprint(w.Schemes(), w.Collections()) != fmt.Sprint(v.Schemes(), v.Collections()) && f == JSON || len(problems) > 0) {
				t.Errorf("%s as %v: %v, %v; %v", name, f, w.Schemes(), w.Collections(), problems)
			}
		}
	}
	if _, err := Default().Write(new(bytes.Buffer), 99); err == nil || err.Error() != "there is no writer for Format(99)" {
		t.Errorf("an unknown format: %v", err)
	}
}

func compareGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is now\n%s", path, got)
	}
}

// TestWriteUnwritable writes what a format can't say.
func TestWriteUnwritable(t *testing.T) {
	v, _, err := New([]Concept{
		{ID: "<a>", Pref: []Label{{Text: "A"}}, Alt: []Label{{Text: "b|c"}, {Text: "d"}}, Related: []string{"e|f"}},
		{ID: "e|f", Pref: []Label{{Text: "E"}}, Schemes: []string{"s"}},
		{Pref: []Label{{Text: "<x>"}}},
		{ID: "..", Pref: []Label{{"a \"b\" \\ ü", "de"}}, Note: []Label{{Text: "1"}, {Text: "2, 3\n\"4\""}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	problems, err := v.Write(&b, CSV)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.String())
	}
	diff(t, "problems", got, []string{
		`warning: altLabels "b|c" has the bar in it that separates values; it is left out [value/unwritable]`,
		`warning: related "e|f" has the bar in it that separates values; it is left out [value/unwritable]`,
		`warning: ID "<a>" loses its brackets when it is read again [value/unwritable]`,
	})
	if want := "id,prefLabel,prefLabel@de,altLabels,note,note,related,inScheme\n" +
		"<a>,A,,d,,,,\ne|f,E,,,,,<a>,s\n,<x>,,,,,,\n..,,\"a \"\"b\"\" \\ ü\",,1,\"2, 3\n\"\"4\"\"\",,\n"; b.String() != want {
		t.Errorf("written:\n%swant\n%s", &b, want)
	}
	b.Reset()
	if problems, err := v.Write(&b, Turtle); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
	if w, problems, err := Read("", &b); err != nil || w.Fingerprint() != v.Fingerprint() || len(problems) > 0 {
		t.Errorf("%v, %v, %q", err, problems, showAll(w))
	}
}

func TestSelect(t *testing.T) {
	v, _, err := Read("birds.ttl", strings.NewReader(testdata(t, "birds.ttl")))
	if err != nil {
		t.Fatal(err)
	}
	const base = "http://example.org/birds/"
	for _, test := range []struct {
		selection Selection
		want      string
		groups    int // schemes and collections
	}{
		{Selection{}, "bird owl barn-owl screech-owl forest hedge Nests", 4},
		{Selection{Schemes: []string{base + "habitats"}}, "forest hedge", 1},
		{Selection{Schemes: []string{"<" + base + "habitats>", base + "scheme"}}, "bird owl barn-owl screech-owl forest hedge", 4},
		{Selection{Collections: []string{base + "night"}}, "owl barn-owl screech-owl", 3},
		{Selection{Collections: []string{base + "farm"}}, "barn-owl screech-owl", 3},
		{Selection{Types: []string{base + "Nocturnal"}}, "owl", 2},
		{Selection{Branches: []string{base + "concept/owl"}}, "owl barn-owl screech-owl", 3},
		{Selection{Branches: []string{base + "concept/bird"}, Without: []string{base + "concept/screech-owl"}}, "bird owl barn-owl", 3},
		{Selection{Schemes: []string{base + "nothing"}}, `the vocabulary has no scheme "` + base + `nothing"`, 0},
		{Selection{Branches: []string{base + "nothing"}}, `the vocabulary has no concept "` + base + `nothing"`, 0},
		{Selection{Types: []string{base + "Nocturnal"}, Without: []string{base + "concept/owl"}}, ErrNoConcepts.Error(), 0},
	} {
		w, err := v.Select(test.selection)
		if err != nil {
			if err.Error() != test.want {
				t.Errorf("%v: %v", test.selection, err)
			}
			continue
		}
		var ids []string
		for c := range w.All() {
			ids = append(ids, strings.TrimPrefix(c.ID, base+"concept/"))
			for _, id := range slices.Concat(c.Broader, c.Narrower, c.Related, c.ReplacedBy) {
				if _, ok := w.Index(id); !ok {
					t.Errorf("%v: %s leads to %s", test.selection, c.ID, id)
				}
			}
		}
		if got := strings.Join(ids, " "); got != test.want || len(w.Schemes())+len(w.Collections()) != test.groups {
			t.Errorf("%v: %s, %v, %v", test.selection, got, w.Schemes(), w.Collections())
		}
	}
}

// checkWriting fails the test if a vocabulary is not read again as it was
// written.
func checkWriting(t *testing.T, v *Vocabulary) {
	t.Helper()
	for f := Turtle; f <= CSV; f++ {
		var b, second bytes.Buffer
		problems, err := v.Write(&b, f)
		if err != nil {
			t.Fatal(err)
		}
		written := b.String()
		w, _, err := Read("x", &b)
		if err != nil || len(problems) == 0 && w.Fingerprint() != v.Fingerprint() {
			t.Fatalf("as %v: %v, %v\n%s\n%q\n%q", f, err, problems, written, showAll(v), showAll(w))
		}
		if f == Turtle && (len(w.Schemes()) != len(v.Schemes()) || len(w.Collections()) != len(v.Collections())) {
			t.Fatalf("schemes or collections are lost:\n%v %v\n%v %v", v.Schemes(), v.Collections(), w.Schemes(), w.Collections())
		}
		if _, err := w.Write(&second, f); err != nil || f == Turtle && second.String() != written {
			t.Fatalf("written again differs (%v):\n%s\n%s", err, written, &second)
		}
	}
}

func FuzzTurtleVocab(f *testing.F) {
	for _, s := range []string{
		`:a a skos:Concept ; skos:prefLabel "A"@en, "B" ; skos:altLabel "c" ; skos:broader <b> . <b> a skos:Concept ; skos:notation "1" ; owl:deprecated true ; dcterms:isReplacedBy :a .`,
		`_:x a skos:Concept ; xl:prefLabel [ xl:literalForm "X|Y"@fr ] ; skos:definition "a\nb", [] ; skos:inScheme <>, <s> . <s> dcterms:title "S" ; owl:versionInfo "1" .`,
		`<%2E%2E> a skos:Concept ; skos:broaderTransitive <%3Cx%3E>, :c . <%3Cx%3E> skos:prefLabel "x" ; skos:narrowerTransitive :c ; skos:topConceptOf :s .`,
		`:c a skos:OrderedCollection ; skos:memberList (:a :d) . :d a skos:Collection ; skos:member :a, :c . :a a skos:Concept, :T ; skos:exactMatch <u:x> ; skos:note "" ; skos:related :a .`,
		testdata(f, "birds.ttl"), testdata(f, "mistakes.ttl"),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkLaws(t, "a.ttl", prefixes+text) })
}

func TestKnownLang(t *testing.T) {
	for tag, want := range map[string]bool{
		"en": true, "de-AT": true, "la": true, "grc": true, "mul": true, "und": true, "zxx": true, "qaa": true, "sh": true, "nb": true, "x-own": true, "i-klingon": true, "zh-Hant": true, "cmn": true, "EN": true,
		"xq": false, "english": false, "jp": false, "ger-DE": true,
	} {
		if knownLang(tag) != want {
			t.Errorf("knownLang(%q) = %v", tag, !want)
		}
	}
}
