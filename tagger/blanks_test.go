package tagger_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/catchword/catchword/tagger"
)

// townRecords makes n texts about one to three of six topics, each with two
// sentences on them, so that every text has words for or against every topic.
func townRecords(tb testing.TB, tg *tagger.Tagger, n int, seed uint64) []tagger.Example {
	about := []struct{ id, sentences string }{
		{"harbours", "The docks were crowded with ships.|A new quay was built in the port.|Cranes unloaded coal and grain.|The harbour master kept a ledger."},
		{"railways", "The train lines reached the town in 1868.|Rail transport of coal became cheap.|A locomotive and its wagons stood there.|Timetables were printed each spring."},
		{"strikes", "The walkout lasted nine days.|Pickets stood at the gates.|A work stoppage was voted.|The workers demanded higher wages."},
		{"floods", "The river burst its banks.|Flooding ruined the cellars.|The dyke gave way at night.|Boats carried bread to the houses."},
		{"parish", "The priest wrote down each baptism.|The burials of 1720 are missing.|The baptism registers begin in 1610.|Marriages were entered in Latin."},
		{"maps", "The surveyor drew town plans.|Charts of the coast were engraved.|The scale is one to five thousand.|A coloured map shows the walls."},
	}
	others := strings.Split("The documents came in a wooden chest.|An inventory was made by a volunteer.|The mayor gave a speech.|Nothing more is known of it.", "|")
	random := rand.New(rand.NewPCG(seed, 0))
	var examples []tagger.Example
	for i := range n {
		var e tagger.Example
		var text []string
		for _, k := range random.Perm(len(about))[:1+random.IntN(3)] {
			concept, _ := tg.Vocabulary().Index(about[k].id)
			e.Concepts = append(e.Concepts, int32(concept))
			sentences := strings.Split(about[k].sentences, "|")
			for _, j := range random.Perm(len(sentences))[:2] {
				text = append(text, sentences[j])
			}
		}
		text = append(text, others[random.IntN(len(others))])
		random.Shuffle(len(text), func(i, j int) { text[i], text[j] = text[j], text[i] })
		e.Report = parse(tb, fmt.Sprintf("%d.md", i), fmt.Sprintf("# Record %d\n\n%s\n", i, strings.Join(text, " ")))
		examples = append(examples, e)
	}
	return examples
}

// TestFewTexts tests that models of few texts tell what these were about, that what
// is about nothing of all that has no keywords, and that a concept without texts is
// still known by its label.
func TestFewTexts(t *testing.T) {
	plain := newTagger(t, table(t, `id,prefLabel,altLabel
harbours,Harbours,ports|docks
railways,Railways,rail transport|train lines
strikes,Strikes,work stoppages|walkouts
floods,Floods,flooding|inundation
parish,Parish registers,baptism registers
maps,Maps,town plans|charts
steamships,Steamships,
`))
	judges := townRecords(t, plain, 50, 1000)
	for _, n := range []int{20, 24, 60} {
		for seed := range uint64(4) {
			tg := trainOn(t, plain, townRecords(t, plain, n, seed))
			for _, text := range []string{"The council met on Tuesday. It spoke about pigeons.", "Nobody knows why."} {
				for _, s := range tg.Suggest(text) {
					if s.Score > 0.34 { // as often as it is right anyway
						t.Errorf("%d texts, seed %d: %s with a score of %.2f in %q", n, seed, s.Label, s.Score, text)
					}
				}
			}
			found := tg.Suggest("Three steamships lay there.")
			if len(found) == 0 || found[0].Label != "Steamships" {
				t.Errorf("%d texts, seed %d: %v, and no Steamships", n, seed, labels(found))
			}
			right, all := 0, 0
			for _, e := range judges {
				best := tg.SuggestReport(e.Report).Suggestions
				for _, c := range e.Concepts {
					all++
					for _, s := range best[:min(len(best), len(e.Concepts))] {
						if s.ID == tg.Vocabulary().ID(int(c)) {
							right++
						}
					}
				}
			}
			if right*10 < all*7 {
				t.Errorf("%d texts, seed %d: of %d keywords, %d are among the first", n, seed, all, right)
			}
		}
	}
}
