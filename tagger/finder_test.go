package tagger_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// table reads a vocabulary from CSV.
func table(tb testing.TB, text string) *vocab.Vocabulary {
	tb.Helper()
	v, _, err := vocab.Read("v.csv", strings.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func showFound(all []tagger.Found) string {
	var out []string
	for _, f := range all {
		s := fmt.Sprintf("%s %s %q", f.Concept.ID, f.Likeness, f.Label.Text)
		if f.Edits > 0 {
			s += fmt.Sprintf(" ~%d", f.Edits)
		}
		if f.More > 0 {
			s += fmt.Sprintf(" %d", f.More)
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

const gardens = `id,prefLabel@en,altLabels@en
community,Community gardens,
roof,Roof gardens,Gardens on the roofs of houses
warden,Wardens,Traffic wardens
inner,Inner courtyards,
way,Gateways to gardens,
`

// Words can be misspelt inside of a label.
func TestFinderWords(t *testing.T) {
	v := table(t, gardens)
	finder := tagger.NewFinder(v, analysis.English())
	for label, want := range map[string]string{
		"gardns":            `community misspelt part "Community gardens" ~1 1, roof misspelt part "Roof gardens" ~1 1, way misspelt part "Gateways to gardens" ~1 2, warden misspelt "Wardens" ~2`,
		"comunity gardens":  `community misspelt "Community gardens" ~1`,
		"gardns, comunity":  `community misspelt part "Community gardens" ~2`,
		"the GARDENS-rofs":  `roof misspelt part "Gardens on the roofs of houses" ~1 4`,
		"gardens":           `community part "Community gardens" 1, way part "Gateways to gardens" 1, roof part "Roof gardens" 1, warden misspelt "Wardens" ~1`,
		"rofo":              `roof misspelt part "Roof gardens" ~1 1`,
		"iner":              `inner misspelt part "Inner courtyards" ~1 1`,
		"rof":               ``, // too short to be wrong
		"gradn":             ``, // two edits in five letters
		"gardns roofs shed": ``,
		"courtyrads iner":   `inner misspelt part "Inner courtyards" ~2`,
	} {
		if got := showFound(finder.Find(label, 10)); got != want {
			t.Errorf("%q: found %s\nwant %s", label, got, want)
		}
		if got := showFound(tagger.Find(v, analysis.English(), label, 10)); got != want {
			t.Errorf("%q: without an index found %s\nwant %s", label, got, want)
		}
	}
}

const trees = `id,prefLabel@en,prefLabel@fr,altLabels@en,hiddenLabels@en
oak,Oak trees,Chênes,Oaks|Quercus,Okas
holm,Holm oaks,,Evergreen oak tree of the Mediterranean,
care,Tree care,,Tree-surgery,
elm,Elms,Ormes,,
wood,Forestry,,The wood trade,
coop,Co-operatives,,cooperative,
and,Or,,,
ngo,NGOs,,,
`

func TestFinder(t *testing.T) {
	v := table(t, trees)
	finder := tagger.NewFinder(v, analysis.English())
	for label, want := range map[string]string{
		"Oak trees":       `oak exact "Oak trees", holm part "Evergreen oak tree of the Mediterranean" 2`,
		"OAK-TREES":       `oak folded "Oak trees", holm part "Evergreen oak tree of the Mediterranean" 2`,
		"NGO":             `ngo stem "NGOs"`,
		"ngos":            `ngo folded "NGOs"`,
		"oak tree":        `oak stem "Oak trees", holm part "Evergreen oak tree of the Mediterranean" 2`,
		"the tree oaks":   `oak part "Oak trees", holm part "Evergreen oak tree of the Mediterranean" 2`,
		"oak":             `oak stem "Oaks", holm part "Holm oaks" 1`,
		"Oka trees":       `oak misspelt "Oak trees" ~1`,
		"Okas":            `oak exact "Okas"`,
		"chenes":          `oak stem "Chênes"`,
		"tree surgery":    `care folded "Tree-surgery"`,
		"Elsm":            `elm misspelt "Elms" ~1`,
		"wood trades":     `wood stem "The wood trade"`,
		"Cooperatives":    `coop stem "cooperative"`,
		"co-operative":    `coop stem "Co-operatives"`,
		"or":              `and folded "Or"`,
		"of":              `and misspelt "Or" ~1`,
		"":                ``,
		" - ":             ``,
		"care of trees":   `care part "Tree care"`,
		"tree tree trees": `holm part "Evergreen oak tree of the Mediterranean" 1`,
		"x":               ``,
	} {
		if got := showFound(finder.Find(label, 10)); got != want {
			t.Errorf("%q: found %s\nwant %s", label, got, want)
		}
		if got := showFound(tagger.Find(v, analysis.English(), label, 10)); got != want {
			t.Errorf("%q: without an index found %s\nwant %s", label, got, want)
		}
	}
	if got := showFound(finder.Find("tree", 1)); got != `oak part "Oak trees" 1` {
		t.Errorf("of one: %s", got)
	}
	if finder.Find("tree", 0) != nil || len(tagger.Find(v, analysis.English(), "tree", 0)) > 0 {
		t.Error("found something of none")
	}
}

// manyLabels makes a vocabulary with n labels of one to three words.
func millionLabels(tb testing.TB, n int) *vocab.Vocabulary {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ba co di fe gu ha ke li mo nu pa re si to ve wa xi yo za ment tion ing er ist al")
	stems := make([]string, 50_000)
	for i := range stems {
		for range 2 + r.IntN(3) {
			stems[i] += syllables[r.IntN(len(syllables))]
		}
	}
	concepts := make([]vocab.Concept, n)
	for i := range concepts {
		label := stems[r.IntN(len(stems))]
		for range r.IntN(3) {
			label += " " + stems[int(float64(len(stems))*r.Float64()*r.Float64()*r.Float64())]
		}
		concepts[i] = vocab.Concept{ID: fmt.Sprint("c", i), Pref: []vocab.Label{{Text: label}}}
	}
	v, _, err := vocab.New(concepts)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// spoil makes a slip in a label.
func spoil(r *rand.Rand, label string) string {
	b := []byte(label)
	i := r.IntN(len(b))
	switch r.IntN(4) {
	case 0:
		b[i] = 'q'
	case 1:
		b = append(b[:i], b[i+1:]...)
	case 2:
		b[i], b[i/2] = b[i/2], b[i]
	case 3:
		return strings.ToUpper(label) + "s"
	}
	return string(b)
}

// With an index and without, the same is found.
func TestFinderIsFind(t *testing.T) {
	v := millionLabels(t, 3000)
	a := analysis.English()
	finder := tagger.NewFinder(v, a)
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		label := spoil(r, v.At(r.IntN(v.Len())).Label(""))
		switch words := strings.Fields(label); {
		case r.IntN(3) == 0 && len(words) > 0:
			label = words[r.IntN(len(words))]
		case r.IntN(2) == 0:
			slices.Reverse(words)
			label = strings.Join(words, " ")
		}
		for _, n := range []int{1, 10, 100} {
			with, without := showFound(finder.Find(label, n)), showFound(tagger.Find(v, a, label, n))
			if with != without {
				t.Fatalf("%q: %s\nwithout an index %s", label, with, without)
			}
		}
	}
}

func FuzzFinder(f *testing.F) {
	v := table(f, trees)
	a := analysis.English()
	finder := tagger.NewFinder(v, a)
	for _, s := range []string{"oak", "Chénes", "\xff\xfe", "the", "o-a k", "’", strings.Repeat("oak ", 60)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, label string) {
		with, without := finder.Find(label, 5), tagger.Find(v, a, label, 5)
		if showFound(with) != showFound(without) {
			t.Fatalf("%q: %s\nwithout an index %s", label, showFound(with), showFound(without))
		}
	})
}

func TestFinderParallel(t *testing.T) {
	finder := tagger.NewFinder(vocab.Default(), analysis.English())
	want := showFound(finder.Find("child cares", 10))
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if got := showFound(finder.Find("child cares", 10)); got != want {
				t.Errorf("found %s, want %s", got, want)
			}
		}()
	}
	wg.Wait()
}

func ExampleFind() {
	for _, f := range tagger.Find(vocab.Default(), analysis.English(), "unemploymnet", 3) {
		fmt.Printf("%s, by %s: %s, %d edit\n", f.Concept.Label("en"), f.Label.Text, f.Likeness, f.Edits)
	}
	// Output:
	// Unemployment, by Unemployment: misspelt, 1 edit
	// Youth unemployment, by Youth unemployment: misspelt part, 1 edit
	// Employment services, by unemployment office: misspelt part, 1 edit
}

func ExampleFinder_Find() {
	finder := tagger.NewFinder(vocab.Default(), analysis.English())
	for _, f := range finder.Find("housings", 3) {
		fmt.Printf("%s: %s, by %s\n", f.Label.Text, f.Concept.Label("en"), f.Likeness)
	}
	// Output:
	// Housing corporation: Housing corporation, by part
	// Housing policy: Housing policy, by part
	// Social housing: Social housing, by part
}

// heap returns the bytes that are in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestFinderMillion(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	v := millionLabels(t, 1_000_000)
	a := analysis.English()
	before := heap()
	begin := time.Now()
	finder := tagger.NewFinder(v, a)
	t.Logf("indexed in %v", time.Since(begin))
	t.Logf("in %d bytes a label", (heap()-before)/int64(v.Len()))
	r := rand.New(rand.NewPCG(5, 6))
	var most, sum time.Duration
	const rounds = 200
	for i := range rounds {
		label := v.At(r.IntN(v.Len())).Label("")
		words := strings.Fields(label)
		switch i % 3 {
		case 0:
			label = words[len(words)-1] // the last is more common
		case 1:
			slices.Reverse(words)
			label = strings.Join(words, " ")
		}
		label = spoil(r, label)
		begin := time.Now()
		finder.Find(label, 10)
		d := time.Since(begin)
		sum += d
		most = max(most, d)
	}
	t.Logf("found in %v, at most %v", sum/rounds, most)
	runtime.KeepAlive(finder)
	begin = time.Now()
	tagger.Find(v, a, spoil(r, v.At(7).Label("")), 10)
	t.Logf("without an index in %v", time.Since(begin))
	if sum/rounds > 100*time.Millisecond {
		t.Error("too slow")
	}
}
