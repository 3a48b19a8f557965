package match

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/catchword/catchword/internal/columns"
)

func newTrie(sequences [][]uint32) *Trie {
	return New(len(sequences), func(i int) []uint32 { return sequences[i] })
}

func TestTrie(t *testing.T) {
	sequences := [][]uint32{{1}, {1, 2}, {2, 3}, {}, {1, 2, 3}, {2, 3}, {7}, {1, 3, 3, 3}}
	trie := newTrie(sequences)
	for i, want := range []int{0, 1, 2, -1, 4, 2, 6, 7} {
		if got := trie.Find(sequences[i]); got != want {
			t.Errorf("%v is sequence %d, want %d", sequences[i], got, want)
		}
	}
	for _, s := range [][]uint32{{2}, {1, 3}, {3}, {8}, {0}, {1 << 31}, {1, 2, 3, 4}, {7, 7}} {
		if got := trie.Find(s); got != -1 {
			t.Errorf("%v is sequence %d, want none", s, got)
		}
	}
}

func TestEmptyTrie(t *testing.T) {
	trie := newTrie(nil)
	if trie.Step(Root, 0) != None || trie.Sequence(Root) != -1 {
		t.Error("an empty trie holds something")
	}
}

// TestWideNode steps from a node that thousands of terms lead on from.
func TestWideNode(t *testing.T) {
	var sequences [][]uint32
	for i := range 5000 {
		sequences = append(sequences, []uint32{3, uint32(7 * i)})
	}
	trie := newTrie(sequences)
	for term := range uint32(7 * 5000) {
		want := -1
		if term%7 == 0 {
			want = int(term / 7)
		}
		if got := trie.Find([]uint32{3, term}); got != want {
			t.Fatalf("3 %d is sequence %d, want %d", term, got, want)
		}
	}
}

// FuzzTrie compares a trie with a map.
func FuzzTrie(f *testing.F) {
	f.Add([]byte{1, 2, 0, 1, 0, 2, 3, 0, 1, 2})
	f.Fuzz(func(t *testing.T, data []byte) {
		sequences := [][]uint32{nil}
		for _, b := range data {
			if last := len(sequences) - 1; b == 0 {
				sequences = append(sequences, nil)
			} else {
				sequences[last] = append(sequences[last], uint32(b))
			}
		}
		want := make(map[string]int)
		for i, s := range sequences {
			if _, ok := want[fmt.Sprint(s)]; !ok && len(s) > 0 {
				want[fmt.Sprint(s)] = i
			}
		}
		trie := newTrie(sequences)
		for _, s := range sequences {
			for i := range s {
				w, ok := want[fmt.Sprint(s[:i+1])]
				if got := trie.Find(s[:i+1]); ok && got != w || !ok && got != -1 {
					t.Fatalf("%v is %d, want %d (%v)", s[:i+1], got, w, ok)
				}
			}
		}
	})
}

func BenchmarkStep(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	sequences := make([][]uint32, 300_000)
	for i := range sequences {
		for range 1 + random.IntN(3) {
			sequences[i] = append(sequences[i], uint32(random.ExpFloat64()*10_000))
		}
	}
	trie := newTrie(sequences)
	for i := 0; b.Loop(); i++ {
		trie.Find(sequences[i*7919%len(sequences)])
	}
}

// TestColumns tests that a trie comes back from its columns, and that those of
// other sequences are refused.
func TestColumns(t *testing.T) {
	sequences := [][]uint32{{1, 2}, {1}, {3, 1, 2}, {1, 4}}
	want := newTrie(sequences)
	read := func(n, more int) (*Trie, error) {
		w := columns.NewWriter("test", 1)
		want.Put(w, "trie.")
		f, err := columns.Parse(string(w.Bytes()), "test", 1)
		if err != nil {
			t.Fatal(err)
		}
		r := columns.NewReader(f)
		trie := Read(r, "trie.", n, func(i int) int { return len(sequences[i]) + more })
		return trie, r.Err()
	}
	if got, err := read(len(sequences), 0); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if _, err := read(len(sequences)-1, 0); !errors.Is(err, columns.ErrMalformed) {
		t.Errorf("fewer sequences: %v", err)
	}
	if _, err := read(len(sequences), 1); !errors.Is(err, columns.ErrMalformed) {
		t.Errorf("longer sequences: %v", err)
	}
}
