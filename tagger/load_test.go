package tagger

import "testing"

// TestLoad tests that no more pairs are left out in training than memory was
// planned for, however many reports there are, and whichever of them have sections.
func TestLoad(t *testing.T) {
	for _, reports := range []int{100, manyTexts - 1, manyTexts, manyTexts + 999, manyTexts + 1000, 3 * manyTexts} {
		for _, every := range []int{0, 1, 2, 7} { // of the reports, those with two sections
			tr := &trainer{reports: reports, samples: make([]sample, reports)}
			var planned load
			for i := range reports {
				var all taken
				if every > 0 && i%every == 0 {
					all.sections = make([]sample, 2)
					for range all.sections {
						tr.samples = append(tr.samples, sample{report: int32(i)})
					}
				}
				planned.add(&all, 1)
			}
			part, _ := tr.parts()
			var held int64
			for _, p := range part {
				if p != 255 {
					held += bytesOfPair * mostByWords
				}
			}
			if got := planned.bytes() - planned.words; got < held || got > 2*held {
				t.Errorf("%d reports, one of %d with sections: %d bytes, of which %d are needed", reports, every, got, held)
			}
		}
	}
}
