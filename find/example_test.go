package find_test

import (
	"fmt"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/find"
	"github.com/catchword/catchword/vocab"
)

func ExampleConcepts() {
	for _, f := range find.Concepts(vocab.Default(), analysis.English(), "unemploymnet", 3) {
		fmt.Printf("%s, by %s: %s, %d edit\n", f.Concept.Label("en"), f.Label.Text, f.Likeness, f.Edits)
	}
	// Output:
	// Unemployment, by Unemployment: misspelt, 1 edit
	// Youth unemployment, by Youth unemployment: misspelt part, 1 edit
	// Employment services, by unemployment office: misspelt part, 1 edit
}

func ExampleIndex_Concepts() {
	index := find.NewIndex(vocab.Default(), analysis.English())
	for _, f := range index.Concepts("housings", 3) {
		fmt.Printf("%s: %s, by %s\n", f.Label.Text, f.Concept.Label("en"), f.Likeness)
	}
	// Output:
	// Housing corporation: Housing corporation, by part
	// Housing policy: Housing policy, by part
	// Social housing: Social housing, by part
}
