package analysis_test

import (
	"fmt"
	"testing"

	"github.com/catchword/catchword/analysis"
)

func TestStopShares(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "The city has paid for places in day nurseries since it took over the houses of the union, and they are still not enough for all of them.",
		"fr": "La ville paie des places dans les crèches depuis qu'elle a repris les maisons de l'union, et elles ne sont toujours pas assez pour tous.",
		"es": "La ciudad paga las plazas en las guarderías desde que se hizo cargo de las casas de la unión, y todavía no son bastantes para todos.",
		"sv": "Staden har betalat för platser på daghem sedan den tog över husen från föreningen, och de är fortfarande inte tillräckliga för alla.",
		"ru": "Город платит за места в яслях с тех пор, как он взял на себя дома союза, и их всё ещё не хватает на всех.",
	} {
		words, shares := analysis.StopShares(text)
		if words < 20 || shares[0].Lang != lang || shares[0].Share < .25 || len(shares) != 7 {
			t.Errorf("%s: %d words, %v", lang, words, shares)
		}
	}
	if words, shares := analysis.StopShares("1 2 NATO"); words != 0 || shares[0] != (analysis.LanguageShare{Lang: "en"}) {
		t.Error(words, shares)
	}
}

func ExampleStopShares() {
	_, shares := analysis.StopShares("Die Stadt zahlt, but the text goes on in English, as most of them do.")
	fmt.Printf("%s %.2f\n", shares[0].Lang, shares[0].Share)
	// Output: en 0.60
}
