package memo

import (
	"strings"
	"testing"
)

// TestNear tests that what is near is what the table has, of keys of all lengths,
// also of those that differ in one byte.
func TestNear(t *testing.T) {
	near := NewNear(New(10, strings.ToUpper))
	for range 2 {
		for n := range 3 * shortKey {
			for at := range n {
				key := strings.Repeat("k", at) + "x" + strings.Repeat("k", n-at-1)
				if got := *near.Get(key); got != strings.ToUpper(key) {
					t.Errorf("Get(%q) = %q", key, got)
				}
			}
		}
	}
	if got := *near.Get(""); got != "" {
		t.Errorf("of nothing: %q", got)
	}
	if n := testing.AllocsPerRun(100, func() { near.Get("housing") }); n != 0 {
		t.Errorf("a hit allocates %v times", n)
	}
}

// FuzzNear tests that two keys are never taken for each other.
func FuzzNear(f *testing.F) {
	f.Add("care", "cares")
	f.Add("a", "a\x00")
	f.Add("", "\x00")
	f.Add("organisation", "organization")
	f.Add("characterisation", "characterisations")
	near := NewNear(New(1, strings.Clone))
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, key := range []string{a, b, a, b} {
			if got := *near.Get(key); got != key {
				t.Errorf("Get(%q) = %q", key, got)
			}
		}
		if a != b && 0 < len(a) && len(a) == len(b) && len(a) <= shortKey {
			firstA, lastA := ends(a)
			if firstB, lastB := ends(b); firstA == firstB && lastA == lastB {
				t.Errorf("%q and %q have the same ends", a, b)
			}
		}
	})
}

func BenchmarkNear(b *testing.B) {
	near := NewNear(New(16, func(key string) int { return len(key) }))
	keys := strings.Fields("the child care policies of the city and its partners in the third sector")
	for b.Loop() {
		for _, k := range keys {
			near.Get(k)
		}
	}
}
