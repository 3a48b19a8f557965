package eval

import "math"

// The measures of one text take a ranking as hits: whether the suggestion on
// each rank is one of the text's keywords, of which there are gold. All are from
// 0 to 1, and 0 where there is nothing to divide by, but for gold = 0 nothing
// they say is of use: such texts are left out of averages over texts. They take
// time linear in the ranks they look at.

// PrecisionAt returns the share of the first k suggestions that are right:
//
//	P@k = hits in the first k / k
//
// Where there are fewer than k suggestions, the missing ones count as wrong. For
// k < 1 it is 0. (Manning, Raghavan and Schütze, Introduction to Information
// Retrieval, 2008, section 8.4.)
func PrecisionAt(hits []bool, k int) float64 {
	if k < 1 {
		return 0
	}
	return float64(hitsAt(hits, k)) / float64(k)
}

// RecallAt returns the share of a text's keywords that are among the first k
// suggestions:
//
//	R@k = hits in the first k / gold
func RecallAt(hits []bool, gold, k int) float64 {
	return ratio(float64(hitsAt(hits, k)), float64(gold))
}

// F1At returns the harmonic mean of precision and recall of the first k
// suggestions, of which there may be fewer than k:
//
//	F1@k = 2 · hits in the first k / (min(k, number of suggestions) + gold)
//
// This is Dice's coefficient of two sets, f1_score(average="samples") of
// scikit-learn. Unlike P@k, it takes a short list for what it is.
func F1At(hits []bool, gold, k int) float64 {
	return ratio(float64(2*hitsAt(hits, k)), float64(max(0, min(k, len(hits)))+gold))
}

// NDCGAt returns the normalized discounted cumulative gain of the first k
// suggestions with a gain of 1 for each that is right:
//
//	DCG@k  = Σ 1/log₂(rank+1) over the ranks up to k that are right
//	nDCG@k = DCG@k / the DCG@k of a ranking with all keywords on top
//
// (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques,
// ACM TOIS 20, 2002; ndcg_score of scikit-learn.)
func NDCGAt(hits []bool, gold, k int) float64 {
	var gain, ideal float64
	for i, hit := range hits[:max(0, min(k, len(hits)))] {
		if hit {
			gain += 1 / math.Log2(float64(i+2))
		}
	}
	for i := range min(k, gold) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	return ratio(gain, ideal)
}

// RPrecision returns the precision of as many suggestions as the text has
// keywords, where precision and recall are the same (Manning et al., section
// 8.4).
func RPrecision(hits []bool, gold int) float64 { return PrecisionAt(hits, gold) }

// AveragePrecision returns the mean, over the keywords of a text, of the
// precision at the rank where each is suggested, 0 for those that never are:
//
//	AP = Σ P@rank over the ranks that are right / gold
//
// Its mean over texts is MAP (Manning et al., section 8.4).
func AveragePrecision(hits []bool, gold int) float64 {
	var sum float64
	right := 0
	for i, hit := range hits {
		if hit {
			right++
			sum += float64(right) / float64(i+1)
		}
	}
	return ratio(sum, float64(gold))
}

// Consistency returns how far two indexers agree on a text, as sets of
// concepts:
//
//	2C / (A + B)
//
// where A and B are the numbers of concepts that each gave, and C of those that
// both gave. It is 0 if neither gave any. (Rolling, Indexing consistency,
// quality and efficiency, Information Processing and Management 17, 1981.)
func Consistency(a, b []string) float64 {
	a, b = unique(a), unique(b)
	return ratio(2*float64(common(a, b)), float64(len(a)+len(b)))
}

// common returns how many elements two sorted sets share.
func common(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// hitsAt returns the number of hits among the first k.
func hitsAt(hits []bool, k int) int {
	n := 0
	for _, hit := range hits[:max(0, min(k, len(hits)))] {
		if hit {
			n++
		}
	}
	return n
}

// ratio returns a/b, and 0 where b is 0.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
