package vocab_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/catchword/catchword/vocab"
)

func ExampleOpen() {
	v, problems, err := vocab.Open(filepath.Join("..", "testdata", "vocabularies", "trees.csv"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(v.Len(), "concepts,", len(problems), "problems, languages", strings.Join(v.Languages(), " "))
	oak, _ := v.ByID("oak")
	fmt.Println(oak.Label("fr"), oak.Broader)
	// Output:
	// 7 concepts, 0 problems, languages  de fr
	// Chêne [broadleaf]
}

func ExampleRead() {
	const table = `id,prefLabel,altLabels,broader
care,Care,,
childcare,Child care,day care|nursery,care
nursery,Nursery,,education
`
	v, problems, err := vocab.Read("care.csv", strings.NewReader(table))
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range problems {
		fmt.Println(p)
	}
	care := v.At(0)
	fmt.Println(care.ID, "is broader than", care.Narrower)
	// Output:
	// care.csv:3: warning: alternative label "nursery" is a preferred label of "nursery" too [label/duplicate]
	// care.csv:4: error: broader "education", which is not in the vocabulary; it is left out [relation/unknown]
	// care is broader than [childcare]
}

func ExampleNew() {
	v, _, err := vocab.New([]vocab.Concept{
		{Pref: []vocab.Label{{Text: "Housing"}}},
		{Pref: []vocab.Label{{Text: "Social housing"}}, Broader: []string{"Housing"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	for c := range v.All() {
		fmt.Println(c.ID, c.Narrower)
	}
	// Output:
	// Housing [Social housing]
	// Social housing []
}

func ExampleRead_turtle() {
	const file = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<care> a skos:Concept ; skos:prefLabel "Care"@en , "Soins"@fr .
<child-care> a skos:Concept ; skos:prefLabel "Child care"@en ; skos:broader <care> , "Family" .
`
	v, problems, err := vocab.Read("care.ttl", strings.NewReader(file))
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range problems {
		fmt.Println(p)
	}
	for i := range v.Len() {
		fmt.Println(v.ID(i), v.Label(i, "fr"))
		for j := range v.Relations(i, vocab.Narrower) {
			fmt.Println("  narrower:", v.ID(j))
		}
	}
	// Output:
	// care.ttl:3: error: broader has the text "Family" where a concept belongs; it is left out [value/bad]
	// care Soins
	//   narrower: child-care
	// child-care Child care
}

func ExampleVocabulary_Write() {
	v, _, err := vocab.New([]vocab.Concept{
		{ID: "http://example.org/housing", Pref: []vocab.Label{{Text: "Housing", Lang: "en"}, {Text: "Logement", Lang: "fr"}}},
		{ID: "http://example.org/rent", Pref: []vocab.Label{{Text: "Rent", Lang: "en"}}, Broader: []string{"Housing"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := v.Write(os.Stdout, vocab.Turtle); err != nil {
		log.Fatal(err)
	}
	// Output:
	// @prefix : <http://example.org/> .
	// @prefix dcterms: <http://purl.org/dc/terms/> .
	// @prefix owl: <http://www.w3.org/2002/07/owl#> .
	// @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
	//
	// :housing a skos:Concept ;
	//     skos:prefLabel "Housing"@en ,
	//         "Logement"@fr .
	//
	// :rent a skos:Concept ;
	//     skos:prefLabel "Rent"@en ;
	//     skos:broader :housing .
}

func ExampleVocabulary_Select() {
	v, _, err := vocab.Open(filepath.Join("..", "testdata", "vocabularies", "birds.ttl"))
	if err != nil {
		log.Fatal(err)
	}
	owls, err := v.Select(vocab.Selection{
		Branches: []string{"http://example.org/birds/concept/bird"},
		Without:  []string{"http://example.org/birds/concept/screech-owl"},
	})
	if err != nil {
		log.Fatal(err)
	}
	for c := range owls.All() {
		fmt.Println(c.Label("en"))
	}
	// Output:
	// Birds
	// Owls
	// Barn owl
}

func ExampleVocabulary_Merge() {
	const additions = `id,prefLabel,altLabels,broader
,Child care,minders|nurseries,
green-roofs,Green roofs,,Housing
`
	v := vocab.Default()
	merged, problems, err := v.Merge("additions.csv", strings.NewReader(additions))
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range problems {
		fmt.Println(p)
	}
	fmt.Println(v.Len(), merged.Len())
	fmt.Println(merged.ByLabel("minders")[0].Concept.ID)
	// Output:
	// additions.csv:3: error: broader "Housing", which is not in the vocabulary; it is left out [relation/unknown]
	// 85 86
	// child-care
}

func ExampleDefault() {
	v := vocab.Default()
	fmt.Println(v.Len())
	for _, m := range v.ByLabel("child care") {
		fmt.Println(m.Concept.Label("en"))
	}
	// Output:
	// 85
	// Child care
}

func ExampleVocabulary_ByID() {
	v := vocab.Default()
	m := v.ByLabel("Youth unemployment")[0]
	i, _ := v.Index(m.Concept.ID)
	c, ok := v.ByID(m.Concept.ID)
	fmt.Println(i, c.Label("en"), ok)
	// Output: 84 Youth unemployment true
}

func ExampleVocabulary_ByLabel() {
	v, _, err := vocab.Read("fruit.csv", strings.NewReader("prefLabel,altLabels\nApple,\nWater melon,Melon\nMelon,\n"))
	if err != nil {
		log.Fatal(err)
	}
	for _, label := range []string{"Melon", "water-melon"} {
		for _, m := range v.ByLabel(label) {
			fmt.Printf("%s: %s (%s, exact %v)\n", label, m.Concept.ID, m.Kind, m.Exact)
		}
	}
	// Output:
	// Melon: Melon (preferred, exact true)
	// Melon: Water melon (alternative, exact true)
	// water-melon: Water melon (preferred, exact false)
}

func ExampleVocabulary_Nearest() {
	for _, n := range vocab.Default().Nearest("Yuoth unemployement", 1) {
		fmt.Println(n.Label.Text, n.Distance)
	}
	// Output: Youth unemployment 2
}

func ExampleParse() {
	file, err := vocab.Default().MarshalBinary()
	if err != nil {
		log.Fatal(err)
	}
	v, err := vocab.Parse(string(file))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(v.Len(), v.Fingerprint() == vocab.Default().Fingerprint())
	// Output: 85 true
}
