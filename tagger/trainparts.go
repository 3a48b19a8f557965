package tagger

import (
	"math/rand/v2"
)

// How training is divided.
const (
	fewTexts         = 200  // below which there are more parts
	manyTexts        = 8000 // from which on a sample is held out, and no more
	mostHeld         = 3000
	usualParts       = 5
	moreParts        = 10
	calibrationParts = 3
)

// parts returns the part of each sample, that of its report, and how many parts
// there are. In the case of 1, what is in no part (255) is never left out.
func (tr *trainer) parts() ([]uint8, int) {
	part, parts := tr.partsOfReports()
	more := mostHeld
	for i := tr.reports; i < len(tr.samples); i++ {
		report := tr.samples[i].report
		if part[report] == 255 && more > 0 {
			part[report] = 0 // or there is nothing to compare the section with
			more--
		}
		part = append(part, part[report])
	}
	return part, parts
}

// partsOfReports does the same for reports alone.
func (tr *trainer) partsOfReports() ([]uint8, int) {
	n := tr.reports
	part := make([]uint8, n)
	if n >= manyTexts {
		every := n / mostHeld
		for i := range part {
			if i%every != 0 {
				part[i] = 255
			}
		}
		return part, 1
	}
	parts := usualParts
	if n < fewTexts {
		parts = min(moreParts, n)
	}
	for i, n := range shuffled(n) {
		part[n] = uint8(i % parts)
	}
	return part, parts
}

// shuffled returns the numbers below n in an order that has nothing to do with that
// of the samples, and is always the same.
func shuffled(n int) []int { return rand.New(rand.NewPCG(1, uint64(n))).Perm(n) }
