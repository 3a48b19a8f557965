package tagger

import "testing"

// FuzzSieve tests that a sieve keeps no more sections than it may, of reports that
// are as far apart as each other, and that what it keeps it kept when it was asked.
func FuzzSieve(f *testing.F) {
	f.Add([]byte{2, 3, 4}, 1)
	f.Add([]byte{199, 200, 201, 0, 1, 2}, 1000)
	f.Add([]byte{7}, 5000)
	f.Fuzz(func(t *testing.T, sections []byte, n int) {
		if len(sections) == 0 || n < 0 || n > 10_000 {
			return
		}
		var s sieve
		wanted := make(map[int]bool)
		several := 0 // reports that could be kept
		for i := range n {
			count := int(sections[i%len(sections)])
			if count >= 2 && count <= largestReport {
				several++
			}
			wanted[i] = s.keep(i, count)
		}
		sum := 0
		for i, k := range s.kept {
			sum += k.sections
			if k.at != i*s.step || !wanted[k.report] || k.sections != int(sections[k.report%len(sections)]) {
				t.Fatalf("keeps %+v as number %d, every %d", k, i, s.step)
			}
		}
		if sum != s.sections || sum > mostUntagged || several > 0 && len(s.kept) != (several-1)/s.step+1 {
			t.Fatalf("keeps %d sections of %d reports of %d, every %d", sum, len(s.kept), several, s.step)
		}
	})
}
