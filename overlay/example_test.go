package overlay_test

import (
	"fmt"
	"strings"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func Example() {
	v := vocab.Default()
	const ours = `# What we call things here.
label Urban gardening: rooftop cabbages
never Urban gardening: gardener's question time
omit Municipalities
`
	o, problems, err := overlay.Read("ours.txt", strings.NewReader(ours), v)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range problems {
		fmt.Println(p)
	}
	t, err := tagger.New(v, analysis.English(), tagger.Options{Overlay: o})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range t.Suggest("The municipality grows rooftop cabbages.") {
		fmt.Println(s.Label, "by", s.Evidence[0].Label)
	}
	// Output:
	// ours.txt:4: error: the vocabulary has no concept "Municipalities"; near is "Municipality" [overlay/unknown-concept]
	// Urban gardening by rooftop cabbages
	// Municipality by Municipality
}
