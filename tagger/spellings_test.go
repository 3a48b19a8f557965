package tagger

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/span"
)

// spell returns the spellings of labels, a line each with one concept's, and what
// they say of a title.
func spell(t testing.TB, labels, title string) (*Tagger, *spellings, *likeness) {
	t.Helper()
	tg := newTagger(t, labels, everything)
	s := newSpellings(tg.vocabulary, tg.analyzer)
	l := &likeness{}
	s.compare(l, gramSet(appendGrams(nil, tg.analyzer.AppendTokens(nil, title))))
	return tg, s, l
}

// TestSpellings tests which label is most like a title.
func TestSpellings(t *testing.T) {
	labels := strings.Join([]string{"Kraftwerk", "Wasserkraft|Hydroenergie", "Landwirtschaft", "Kraft", "Kirche", "the of"}, "\n")
	for _, tt := range []struct{ title, want string }{
		{"Steinkohlekraftwerke in Sachsen", "Kraftwerk"},
		{"Wasserkraftnutzung der Alpen", "Wasserkraft"},
		{"Hydroenergetische Anlagen", "Wasserkraft"},
		{"Kleinlandwirtschaftliches", "Landwirtschaft"},
		{"Lebenskräfte und Lebenskraft", "Kraft"},
		{"Xylophon", ""},
		{"the of", ""},
		{"", ""},
	} {
		tg, _, l := spell(t, labels, tt.title)
		got := ""
		if len(l.tops) > 0 {
			got = tg.vocabulary.Label(int(l.tops[0].Number), "en")
		}
		if got != tt.want {
			t.Errorf("%q is most like %q, want %q", tt.title, got, tt.want)
		}
	}
}

// TestSpellingsCommon tests that a trigram of very many labels costs no time.
func TestSpellingsCommon(t *testing.T) {
	var b strings.Builder
	for i := range 2 * commonLabels {
		fmt.Fprintf(&b, "Zahl%dung\n", 1000+i)
	}
	_, s, _ := spell(t, b.String(), "")
	most := uint32(0)
	for g := range s.starts[1:] {
		most = max(most, s.starts[g+1]-s.starts[g])
	}
	if most == 0 || int(most) > commonLabels+len(s.norms)/commonShare {
		t.Errorf("a trigram with %d labels of %d", most, len(s.norms))
	}
}

// TestLongTitle tests that of a title without end only the beginning is looked at.
func TestLongTitle(t *testing.T) {
	tg := newTagger(t, "Kraftwerk", everything)
	s := tg.borrow()
	defer tg.release(s)
	random := rand.New(rand.NewPCG(1, 1))
	word := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte(byte('a' + random.IntN(26)))
		}
		return b.String()
	}
	s.text = "Kraftwerk " + strings.Repeat(word(20)+" "+word(2000)+" ", 10)
	half := len(s.text) / 2
	grams := s.appendTitle(nil, []span.Span{{Start: 0, End: half}, {Start: half, End: len(s.text)}})
	if len(grams) > mostGrams || len(grams) < mostGrams/2 || !slices.IsSorted(grams) {
		t.Errorf("%d trigrams", len(grams))
	}
	if cap(grams) > 4*mostGrams {
		t.Errorf("%d trigrams are gathered, to keep %d", cap(grams), len(grams))
	}
	for _, g := range appendGrams(nil, tg.analyzer.AppendTokens(nil, "Kraftwerk")) {
		if !slices.Contains(grams, g) {
			t.Error("the first words are not among them")
		}
	}
}

// FuzzSpellings tests that what one pass says of all labels is what comparing the
// title with each says: nothing below 0 or above 1, and 1 for a label as a title.
func FuzzSpellings(f *testing.F) {
	f.Add("Kraftwerk|Kraftanlage\nWasserkraft\nKirche", "Steinkohlekraftwerke und Kirchen")
	f.Add("a\nà la carte\n水力発電", "水力発電所 à la carte")
	f.Add("aaaa\naaaaaa|aa", "aaa aaa")
	f.Fuzz(func(t *testing.T, labels, title string) {
		if len(labels) > 500 || len(title) > 500 {
			return
		}
		v, err := vocabularyOf(labels)
		if err != nil {
			return
		}
		a := analysis.English()
		s := newSpellings(v, a)
		set := func(text string) []uint32 { return gramSet(appendGrams(nil, a.AppendTokens(nil, text))) }
		var l likeness
		s.compare(&l, set(title))
		best := make([]float64, v.Len())
		eachLabel(v, "en", func(r labelRef, text string) {
			product, own := 0.0, set(text)
			for _, g := range own {
				if slices.Contains(set(title), g) {
					product += s.idf(g) * s.idf(g)
				}
			}
			if product > 0 {
				best[r.concept] = max(best[r.concept], product/(s.norm(own)*s.norm(set(title))))
			}
			var itself likeness
			s.compare(&itself, own)
			if len(own) > 0 && (math.Abs(itself.cosines[r.concept]-1) > 1e-6 || math.Abs(itself.shares[r.concept]-1) > 1e-6) {
				t.Errorf("%q is like itself by %v, of which it has %v", text, itself.cosines[r.concept], itself.shares[r.concept])
			}
		})
		for i, want := range best {
			if got := l.cosines[i]; math.Abs(got-want) > 1e-6 || got < 0 || got > 1 || l.shares[i] < 0 || l.shares[i] > 1 || (got > 0) != (l.shares[i] > 0) {
				t.Errorf("%q and %q: %v, share %v, want %v", title, v.Label(i, "en"), got, l.shares[i], want)
			}
		}
		for i, top := range l.tops {
			if i >= mostBySpelling || top.Score != l.cosines[top.Number] || i > 0 && top.Score > l.tops[i-1].Score {
				t.Errorf("tops %v", l.tops)
			}
		}
	})
}
