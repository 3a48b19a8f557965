package tagger

import (
	"slices"

	"github.com/catchword/catchword/internal/learn"
)

// mostBlank is how many pairs samples of no words may have: fewer than a leaf of a
// tree, so that all that they can do is to move the bounds between others.
const mostBlank = 59

// addBlanks adds samples of no words, each to a part of the reports. Where every text
// that is learned from has something to say for or against each class, any bound
// between the two tells them apart, and what is about nothing of all that may come
// to lie on either side. These say on which it belongs. Nothing else is learned from
// them: they come behind what classifiers see.
func (tr *trainer) addBlanks(part []uint8, parts int) []uint8 {
	tr.blanks = len(tr.samples)
	if tr.concepts >= manyConcepts { // whose neighbours say nothing of what has no words
		return part
	}
	pairs := max(1, min(len(tr.classes), mostByWords)) // of each
	for k := range min(parts, mostBlank/pairs) {
		like := &tr.samples[slices.Index(part[:tr.reports], uint8(k))]
		tr.samples = append(tr.samples, sample{report: like.report, nothing: like.nothing})
		tr.all.Append(learn.Vector{})
		part = append(part, uint8(k))
	}
	return part
}

// leastUntold is how many concepts without texts to be told by must have been right
// in texts that were left out, for what is said of such concepts to be learned.
const leastUntold = 10

// strangers returns the concepts of which nothing is learned, as too few like them
// were ever right: those without texts enough. Their labels are judged by the formula.
func (tr *trainer) strangers(x *pairTable) []int32 {
	untold := 0
	for i, right := range x.right {
		if right && x.x[i*int(features)+int(featureMargin)] == noMargin {
			untold++
		}
	}
	if untold >= leastUntold {
		return nil
	}
	var all []int32
	for c, class := range tr.classOf {
		if class < 0 && !tr.vocabulary.Deprecated(c) {
			all = append(all, int32(c))
		}
	}
	return all
}
