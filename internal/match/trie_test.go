package match

import (
	"fmt"
	"slices"
	"testing"
)

// find walks the trie with the whole sequence.
func find(t *Trie, terms []uint32) int {
	n := Root
	for _, term := range terms {
		if n = t.Step(n, term); n == None {
			return -1
		}
	}
	return t.Sequence(n)
}

func TestTrie(t *testing.T) {
	sequences := [][]uint32{{1}, {1, 2}, {1, 2, 3}, {2, 3}, {7}, {1, 3, 3, 3}}
	var b Builder
	for i, s := range sequences {
		if got := b.Add(s); got != i {
			t.Errorf("Add(%v) = %d, want %d", s, got, i)
		}
	}
	if got := b.Add([]uint32{2, 3}); got != 3 {
		t.Errorf("adding a sequence again gives %d, want 3", got)
	}
	if got := b.Add(nil); got != -1 {
		t.Errorf("Add(nil) = %d, want -1", got)
	}
	trie := b.Build()
	if trie.Len() != len(sequences) {
		t.Errorf("Len() = %d, want %d", trie.Len(), len(sequences))
	}
	for i, s := range sequences {
		if got := find(trie, s); got != i {
			t.Errorf("%v is sequence %d, want %d", s, got, i)
		}
	}
	for _, s := range [][]uint32{{}, {2}, {1, 3}, {3}, {8}, {0}, {1 << 31}, {1, 2, 3, 4}, {7, 7}} {
		if got := find(trie, s); got != -1 {
			t.Errorf("%v is sequence %d, want none", s, got)
		}
	}
}

func TestEmptyTrie(t *testing.T) {
	trie := new(Builder).Build()
	if trie.Len() != 0 || trie.Step(Root, 0) != None || trie.Sequence(Root) != -1 {
		t.Error("an empty trie holds something")
	}
}

// FuzzTrie compares a trie with a map.
func FuzzTrie(f *testing.F) {
	f.Add([]byte{1, 2, 0, 1, 0, 2, 3, 0, 1, 2})
	f.Fuzz(func(t *testing.T, data []byte) {
		var b Builder
		want := make(map[string]int)
		var all [][]uint32
		for _, part := range slices.Collect(split(data)) {
			n := b.Add(part)
			if len(part) == 0 {
				continue
			}
			key := fmt.Sprint(part)
			if old, ok := want[key]; ok && old != n {
				t.Fatalf("%v was %d and is %d", part, old, n)
			}
			want[key] = n
			all = append(all, part)
		}
		trie := b.Build()
		if trie.Len() != len(want) {
			t.Fatalf("%d sequences, want %d", trie.Len(), len(want))
		}
		for _, s := range all {
			for i := range s {
				w, ok := want[fmt.Sprint(s[:i+1])]
				if got := find(trie, s[:i+1]); ok && got != w || !ok && got != -1 {
					t.Fatalf("%v is %d, want %d (%v)", s[:i+1], got, w, ok)
				}
			}
		}
	})
}

// split yields the sequences that zeros separate.
func split(data []byte) func(func([]uint32) bool) {
	return func(yield func([]uint32) bool) {
		var s []uint32
		for _, c := range data {
			if c != 0 {
				s = append(s, uint32(c))
				continue
			}
			if !yield(s) {
				return
			}
			s = nil
		}
		yield(s)
	}
}
