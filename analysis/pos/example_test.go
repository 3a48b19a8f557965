package pos_test

import (
	"fmt"

	"github.com/catchword/catchword/analysis/pos"
)

func ExampleTagger_AppendTokens() {
	const text = "The run was long, but they don’t run."
	for _, tok := range pos.New().AppendTokens(nil, text) {
		fmt.Printf("%d:%d %s %s\n", tok.Start, tok.End, tok.In(text), tok.Tag)
	}
	// Output:
	// 0:3 The DT
	// 4:7 run NN
	// 8:11 was VBD
	// 12:16 long RB
	// 16:17 , ,
	// 18:21 but CC
	// 22:26 they PRP
	// 27:29 do VBP
	// 29:34 n’t RB
	// 35:38 run VB
	// 38:39 . .
}

func ExampleTagger_Verbs() {
	const sentence = "Enabling them to find work is hard without an enabling environment."
	for _, s := range pos.New().Verbs(sentence) {
		fmt.Println(s.Start, s.In(sentence))
	}
	// Output:
	// 0 Enabling
	// 17 find
	// 27 is
}

func ExampleTagger_NounPhrases() {
	const text = "Local governments (and women’s groups) have supported affordable housing policies."
	for _, s := range pos.New().NounPhrases(text) {
		fmt.Println(s.In(text))
	}
	// Output:
	// Local governments
	// women’s groups
	// affordable housing policies
}
