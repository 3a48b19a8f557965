package similar

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// hashes returns the hashes of the words of a text.
func hashes(text string) []uint64 {
	var all []uint64
	for _, w := range strings.Fields(text) {
		h := fnv.New64a()
		h.Write([]byte(w))
		all = append(all, h.Sum64())
	}
	return all
}

// shingles returns the runs of words of a text, as the package sees them.
func shingles(words []uint64) map[uint64]bool {
	set := make(map[uint64]bool)
	for i := range max(1, len(words)-width+1) {
		set[hashOf(words[i:min(i+width, len(words))])] = true
	}
	return set
}

func jaccard(a, b []uint64) float64 { return resembles(shingles(a), shingles(b)) }

func resembles(x, y map[uint64]bool) float64 {
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// texts makes texts of n words and, of each third, another with some words
// changed.
func texts(rng *rand.Rand, count, n int) [][]uint64 {
	var all [][]uint64
	for i := range count {
		words := make([]uint64, 1+rng.IntN(n))
		for j := range words {
			words[j] = uint64(rng.IntN(5000))
		}
		all = append(all, words)
		if i%3 == 0 {
			other := slices.Clone(words)
			for range rng.IntN(2 + len(words)/100) {
				other[rng.IntN(len(other))] = uint64(rng.IntN(5000))
			}
			all = append(all, other)
		}
	}
	return all
}

func indexOf(all [][]uint64) *Index {
	x, sketcher := new(Index), new(Sketcher)
	for _, words := range all {
		x.Add(sketcher.Sketch(words))
	}
	return x
}

func TestPairs(t *testing.T) {
	base := "the city has paid for places in day nurseries since it took over the five houses of the old poor law union and the school board"
	x := new(Index)
	for _, text := range []string{base, "", base, base + " too", "something else altogether", "", "else something altogether", strings.Replace(base, "poor", "new", 1)} {
		x.Add(new(Sketcher).Sketch(hashes(text)))
	}
	got := x.Pairs(.6)
	if len(got) != 3 || got[0] != (Pair{0, 2, 1, true}) || got[1].B != 3 || got[1].Similarity < .9 || got[1].Same || got[2].B != 7 {
		t.Errorf("%+v", got)
	}
	if want := []int{0, 1, 0, 0, 4, 5, 6, 0}; !reflect.DeepEqual(x.Groups(got), want) {
		t.Errorf("%v", x.Groups(got))
	}
	if got := new(Index).Pairs(.5); len(got) != 0 {
		t.Error(got)
	}
}

// TestAgainstAll compares what is found with all pairs compared by all of their
// shingles.
func TestAgainstAll(t *testing.T) {
	for _, test := range []struct {
		words int
		error float64 // of an estimate: four standard errors
		sure  float64 // the similarity from which a pair must be found
	}{{100, 1e-9, .8}, {2000, 4 * .045, .9}} {
		rng := rand.New(rand.NewPCG(1, uint64(test.words)))
		all := texts(rng, 120, test.words)
		sets := make([]map[uint64]bool, len(all))
		for i := range all {
			sets[i] = shingles(all[i])
		}
		x := indexOf(all)
		const threshold = .8
		pairs := x.Pairs(threshold)
		groups := x.Groups(pairs)
		for _, p := range pairs {
			if s := jaccard(all[p.A], all[p.B]); math.Abs(s-p.Similarity) > test.error || p.A >= p.B || p.Similarity < threshold || p.Same != slices.Equal(all[p.A], all[p.B]) {
				t.Errorf("%+v are %.3f similar", p, s)
			}
		}
		found, missed := 0, 0
		for b := range all {
			for a := range b {
				if s := resembles(sets[a], sets[b]); s >= test.sure {
					if found++; groups[a] != groups[b] {
						missed++
					}
				}
			}
		}
		if found < 15 || missed*1000 > found {
			t.Errorf("%d words: %d pairs, %d missed", test.words, found, missed)
		}
	}
}

// TestMany is quick where every text is nearly the same.
func TestMany(t *testing.T) {
	words := texts(rand.New(rand.NewPCG(3, 4)), 1, 300)[0]
	for len(words) < 200 {
		words = append(words, words...)
	}
	x, sketcher := new(Index), new(Sketcher)
	const n = 3000
	for i := range n {
		words[i%len(words)] = uint64(i + 10_000)
		x.Add(sketcher.Sketch(words))
	}
	pairs := x.Pairs(.7)
	if len(pairs) > n-1 || len(pairs) < n*9/10 {
		t.Errorf("%d pairs", len(pairs))
	}
}

// FuzzPairs checks the laws of pairs on any texts, of few different words.
func FuzzPairs(f *testing.F) {
	f.Add("aaaa\nbbbbb\naaaab\n\naaaa", .5)
	f.Add("abcdefgh\nabcdefgi\nxabcdefgh", .3)
	f.Fuzz(func(t *testing.T, text string, threshold float64) {
		if len(text) > 1<<11 || !(threshold > 0 && threshold <= 1) {
			return
		}
		var all [][]uint64
		for line := range strings.SplitSeq(text, "\n") {
			var words []uint64
			for _, c := range []byte(line) {
				words = append(words, uint64(c))
			}
			all = append(all, words)
		}
		x := indexOf(all)
		pairs := x.Pairs(threshold)
		if !reflect.DeepEqual(pairs, indexOf(all).Pairs(threshold)) {
			t.Fatal("not the same twice")
		}
		groups := x.Groups(pairs)
		count := make(map[int]int)
		for i, g := range groups {
			if count[g]++; g > i || groups[g] != g || len(all[i]) == 0 && g != i {
				t.Fatalf("%v", groups)
			}
		}
		if want := len(all) - len(count); len(pairs) != want {
			t.Fatalf("%d pairs, not %d: %+v", len(pairs), want, pairs)
		}
		for i, p := range pairs {
			if p.A >= p.B || p.Similarity < threshold || p.Similarity > 1 || p.Same != slices.Equal(all[p.A], all[p.B]) || i > 0 && pairs[i-1].B > p.B {
				t.Fatalf("%+v", p)
			}
			if s := jaccard(all[p.A], all[p.B]); len(all[p.A]) <= most && len(all[p.B]) <= most && math.Abs(s-p.Similarity) > 1e-9 {
				t.Fatalf("%+v: %g", p, s)
			}
		}
		for b := range all {
			for a := range b {
				if len(all[a]) > 0 && slices.Equal(all[a], all[b]) && groups[a] != groups[b] {
					t.Fatalf("%d and %d are the same", a, b)
				}
			}
		}
	})
}

func BenchmarkIndex(b *testing.B) {
	all := texts(rand.New(rand.NewPCG(1, 2)), 7500, 200)
	for b.Loop() {
		indexOf(all).Pairs(.8)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(all)), "ns/text")
}
