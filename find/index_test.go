package find_test

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
	"github.com/catchword/catchword/find"
	"github.com/catchword/catchword/vocab"
)

// millionLabels makes a vocabulary with n labels of one to three words.
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
func TestIndexFindsTheSame(t *testing.T) {
	v := millionLabels(t, 3000)
	a := analysis.English()
	index := find.NewIndex(v, a)
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
			with, without := show(index.Concepts(label, n)), show(find.Concepts(v, a, label, n))
			if with != without {
				t.Fatalf("%q: %s\nwithout an index %s", label, with, without)
			}
		}
	}
}

func FuzzIndex(f *testing.F) {
	v := table(f, trees)
	a := analysis.English()
	index := find.NewIndex(v, a)
	for _, s := range []string{"oak", "Chénes", "\xff\xfe", "the", "o-a k", "’", strings.Repeat("oak ", 60)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, label string) {
		with, without := index.Concepts(label, 5), find.Concepts(v, a, label, 5)
		if show(with) != show(without) {
			t.Fatalf("%q: %s\nwithout an index %s", label, show(with), show(without))
		}
	})
}

func TestIndexParallel(t *testing.T) {
	index := find.NewIndex(vocab.Default(), analysis.English())
	want := show(index.Concepts("child cares", 10))
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if got := show(index.Concepts("child cares", 10)); got != want {
				t.Errorf("found %s, want %s", got, want)
			}
		}()
	}
	wg.Wait()
}

// heap returns the bytes that are in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestIndexMillion(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	v := millionLabels(t, 1_000_000)
	a := analysis.English()
	before := heap()
	begin := time.Now()
	index := find.NewIndex(v, a)
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
		index.Concepts(label, 10)
		d := time.Since(begin)
		sum += d
		most = max(most, d)
	}
	t.Logf("found in %v, at most %v", sum/rounds, most)
	runtime.KeepAlive(index)
	begin = time.Now()
	find.Concepts(v, a, spoil(r, v.At(7).Label("")), 10)
	t.Logf("without an index in %v", time.Since(begin))
	if sum/rounds > 100*time.Millisecond {
		t.Error("too slow")
	}
}
