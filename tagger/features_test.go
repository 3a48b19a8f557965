package tagger

import (
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/vocab"
)

// TestKnownOfUnfound holds what forests take for known against what is described.
func TestKnownOfUnfound(t *testing.T) {
	tg, err := New(vocab.Default(), analysis.English(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := tg.borrow()
	s.whole.total = 300
	tr := newTracks(tg.vocabulary.Len(), 1)
	tr.texts, tr.assigned[0], tr.found[0] = 9, 5, 4
	var x [features]float64
	s.describe(&s.whole, nil, 7, 1.5, x[:])
	tr.describe(nil, 0, x[:])
	// What rankByModel fills in beside these.
	x[featureCosine] = .7
	said := wordScores{margins: []float64{.5}, centroids: []float64{.4}, near: []float64{.3}, places: []int32{0}, second: .2, dev: .1}
	said.describe(0, x[:])
	x[featureSpelling], x[featureSpellingShare], x[featureSpellingGap] = .1, .2, .3
	for f, v := range knownOfUnfound() {
		if x[f] != v {
			t.Errorf("feature %d is %v, not %v", f, x[f], v)
		}
	}
}
