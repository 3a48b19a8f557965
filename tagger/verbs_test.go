package tagger_test

import (
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/analysis/pos"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// TestVerbs tests that a label of one word hardly counts where it is a verb: as
// far as a few patterns tell, and as far as a tagger of parts of speech does.
func TestVerbs(t *testing.T) {
	patterns, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{Threshold: tagger.Everything})
	if err != nil {
		t.Fatal(err)
	}
	model, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{Threshold: tagger.Everything, Verbs: pos.New()})
	if err != nil {
		t.Fatal(err)
	}
	score := func(tg *tagger.Tagger, text, id string) float64 {
		for _, s := range tg.Suggest(text) {
			if s.ID == id {
				return s.Score
			}
		}
		return 0
	}
	for _, tt := range []struct {
		tagger         *tagger.Tagger
		verb, noun, id string
	}{
		{patterns, "The council is enabling them to develop plans of their own.", "The council believes in enabling and trust.", "enabling"},
		{patterns, "The parents can network in the hall of the school.", "The parents have a network in the hall of the school.", "network"},
		{model, "The city tries enabling parents to work.", "Enabling is a principle of the city.", "enabling"},
		{model, "They are networking with others in the hall.", "The networking of associations in the hall is slow.", "networking"},
	} {
		verb, noun := score(tt.tagger, tt.verb, tt.id), score(tt.tagger, tt.noun, tt.id)
		if verb >= tagger.DefaultThreshold || verb*2 > noun {
			t.Errorf("%s: %.3f in %q, %.3f in %q", tt.id, verb, tt.verb, noun, tt.noun)
		}
	}
}
