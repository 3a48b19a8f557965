package memo

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestGetIsTheFunction(t *testing.T) {
	table := New(4, strings.ToUpper) // sixteen places for a thousand keys
	for round := range 3 {
		for i := range 1000 {
			key := fmt.Sprint("key", i)
			if got, want := *table.Get(key), strings.ToUpper(key); got != want {
				t.Fatalf("round %d: Get(%q) = %q, want %q", round, key, got, want)
			}
		}
	}
}

func TestHitsAreRemembered(t *testing.T) {
	calls := 0
	table := New(8, func(string) int { calls++; return calls })
	first := table.Get("housing")
	if again := table.Get("housing"); again != first || calls != 1 {
		t.Errorf("second Get computed again: %d calls", calls)
	}
	key := []byte("housing")
	if again := table.GetBytes(key); again != first || calls != 1 {
		t.Errorf("GetBytes computed again: %d calls", calls)
	}
	if n := testing.AllocsPerRun(100, func() { table.Get("housing"); table.GetBytes(key) }); n != 0 {
		t.Errorf("two hits allocate %v times", n)
	}
	long := strings.Repeat("x", MaxKey+1)
	table.Get(long)
	table.Get(long)
	if calls != 3 {
		t.Errorf("a key over MaxKey was remembered: %d calls, want 3", calls)
	}
}

// TestGrows tests that a table, and what is near, keep nearly all that they had when
// they grow, and no more than they are bounded to.
func TestGrows(t *testing.T) {
	calls := 0
	table := New(14, func(key string) string { calls++; return strings.ToUpper(key) })
	near := NewNear(table)
	const keys = 3000
	for range 2 {
		for i := range keys {
			key := fmt.Sprint("key", i)
			before := len(near.slots)
			if got := *near.Get(key); got != strings.ToUpper(key) {
				t.Fatalf("Get(%q) = %q", key, got)
			}
			if len(near.slots) == before {
				continue
			}
			kept := 0
			for _, s := range near.slots {
				if s.value != nil {
					kept++
				}
			}
			if kept < i*3/4 {
				t.Errorf("of %d that were near, %d are", i+1, kept)
			}
		}
	}
	if calls > keys*11/10 {
		t.Errorf("%d keys were computed %d times", keys, calls)
	}
	for i := range 100_000 {
		near.Get(fmt.Sprint("many", i))
	}
	if n := len(table.slots.Load().all); n != 1<<14 {
		t.Errorf("a table of 1<<14 places has %d", n)
	}
	if n := len(near.slots); n != mostNear {
		t.Errorf("near are %d, of %d", n, mostNear)
	}
}

func TestParallel(t *testing.T) {
	table := New(14, func(key string) int { return len(key) })
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 2000 {
				key := strings.Repeat("k", (i*7+g)%50) + strconv.Itoa(i)
				if *table.Get(key) != len(key) {
					t.Errorf("Get(%q) = %d", key, *table.Get(key))
				}
			}
		}()
	}
	wg.Wait()
}

func BenchmarkHit(b *testing.B) {
	table := New(16, func(key string) int { return len(key) })
	keys := strings.Fields("the child care policies of the city and its partners in the third sector")
	for b.Loop() {
		for _, k := range keys {
			table.Get(k)
		}
	}
}
