package rdf_test

import (
	"fmt"
	"strings"

	"github.com/catchword/catchword/internal/rdf"
)

const thesaurus = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<#housing> a skos:Concept ;
	skos:prefLabel "Housing"@en, "Logement"@fr .
`

func ExampleRead() {
	for t, err := range rdf.Read(strings.NewReader(thesaurus), rdf.Turtle, "http://example.org/topics") {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d: %s %q\n", t.Line, t.Object.Value, t.Object.Lang)
	}
	// Output:
	// 3: http://www.w3.org/2004/02/skos/core#Concept ""
	// 4: Housing "en"
	// 4: Logement "fr"
}

func ExampleError() {
	for _, err := range rdf.Read(strings.NewReader("<#housing> a skos:Concept ."), rdf.Turtle, "") {
		fmt.Println(err)
	}
	// Output:
	// 1:14: the prefix "skos:" is not declared
}

func ExampleSniff() {
	f, ok := rdf.Sniff([]byte(thesaurus), "topics.txt")
	fmt.Println(f, ok)
	// Output:
	// Turtle true
}
