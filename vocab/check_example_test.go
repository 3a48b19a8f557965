package vocab_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/catchword/catchword/vocab"
)

// read reads a vocabulary from CSV.
func read(text string) *vocab.Vocabulary {
	v, _, err := vocab.Read("trees.csv", strings.NewReader(text))
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func ExampleVocabulary_Check() {
	v := read(`id,prefLabel,broader,definition
tree,Trees,,Tall plants
broadleaf,Broadleaved trees,tree,Trees with leaves
oak,Oaks,broadleaf|tree,Trees with acorns
fern,Ferns,,
`)
	for _, p := range v.Check() {
		fmt.Println(p)
	}
	// Output:
	// trees.csv:4: warning: "Oaks": broader "Trees" follows from broader "Broadleaved trees" [relation/redundant]
	// trees.csv:5: info: "Ferns" has no relation to any other concept [concept/orphan]
	// trees.csv:5: info: "Ferns" has neither a definition nor another note [concept/undocumented]
}

func ExampleDiff() {
	d := vocab.Diff(
		read("id,prefLabel,altLabels\n1,Oaks,\n2,Quercus,\n3,Trees,Firs\n4,Elms,\n"),
		read("id,prefLabel,altLabels\n1,Oak trees,Oaks|Quercus\n3,Trees,\n5,Firs,\n"),
	)
	for _, t := range d.Tags {
		fmt.Printf("%s: %s, review %v, as %s\n", t.Old.Label, t.Kind, t.Review, t.Why)
		for _, n := range t.New {
			fmt.Println("  ", n.Label)
		}
	}
	// Output:
	// Oaks: relabelled, review false, as its preferred label is another
	//    Oak trees
	// Quercus: merged, review false, as "Quercus" is a label of "Oak trees" now
	//    Oak trees
	// Trees: split, review true, as "Firs" was a label of "Trees"
	//    Trees
	//    Firs
	// Elms: removed, review true, as it is gone
}

func ExampleVocabulary_Stats() {
	s := vocab.Default().Stats()
	fmt.Println(s.Concepts, s.PrefLabels, s.AltLabels, s.Broader, s.Narrower, s.Related, s.Depth)
	// Output: 85 85 499 18 18 276 3
}

func ExampleVocabulary_PathToTop() {
	v := read("id,prefLabel,broader\ntree,Trees,\nbroadleaf,Broadleaved trees,tree\noak,Oaks,broadleaf\n")
	for _, c := range v.PathToTop("oak") {
		fmt.Println(c.Label("en"))
	}
	// Output:
	// Trees
	// Broadleaved trees
	// Oaks
}
