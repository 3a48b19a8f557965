package find

import (
	"unicode/utf8"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/vocab"
)

// An Index finds concepts as [Concepts] does, in less time. It is immutable and
// safe for concurrent use.
type Index struct {
	vocabulary *vocab.Vocabulary
	analyzer   *analysis.Analyzer
	labels     []labelPlace
	folded     []string           // by label
	contents   []uint16           // by label: how many content words it has
	byFolded   map[string]int32   // the first label with a folded form
	same       []int32            // by label: the next with its folded form, or -1
	byStem     map[string][]int32 // the labels with a stem, in order

	byLength [mostAsked + 4][]nearLabel // labels by the number of their characters
	words    *wordIndex
}

// A labelPlace says where in the vocabulary a label is.
type labelPlace struct {
	concept int32
	index   int32
	kind    vocab.LabelKind
}

// A nearLabel is a label with its signs.
type nearLabel struct {
	signs
	label int32
}

// NewIndex indexes the labels of v. It takes about two microseconds and 170
// bytes for each.
func NewIndex(v *vocab.Vocabulary, a *analysis.Analyzer) *Index {
	x := &Index{vocabulary: v, analyzer: a, byFolded: make(map[string]int32, v.Len()), byStem: make(map[string][]int32)}
	q := query{analyzer: a}
	for i := range v.Len() {
		for kind := vocab.Preferred; kind <= vocab.Hidden; kind++ {
			index := int32(0)
			for l := range v.Labels(i, kind) {
				x.add(&q, labelPlace{int32(i), index, kind}, l.Text)
				index++
			}
		}
	}
	x.words = newWordIndex(x.folded)
	return x
}

// add indexes a label but for its words, with the memory of q.
func (x *Index) add(q *query, at labelPlace, text string) {
	n, folded := int32(len(x.labels)), vocab.Fold(text)
	x.labels = append(x.labels, at)
	x.folded = append(x.folded, folded)
	next := int32(-1)
	if first, ok := x.byFolded[folded]; ok {
		next = first
	}
	x.byFolded[folded] = n
	x.same = append(x.same, next)
	q.labels = q.appendStems(q.labels[:0], text)
	x.contents = append(x.contents, uint16(min(len(q.labels), 1<<16-1)))
	for _, s := range q.labels {
		if on := x.byStem[s]; len(on) == 0 || on[len(on)-1] != n {
			x.byStem[s] = append(on, n)
		}
	}
	if length := utf8.RuneCountInString(folded); length < len(x.byLength) {
		x.byLength[length] = append(x.byLength[length], nearLabel{signsOf(folded), n})
	}
}

// Concepts is [Concepts] in the vocabulary that was indexed. For a million labels
// it takes six milliseconds, in the middle.
func (x *Index) Concepts(label string, n int) []Match {
	q := newQuery(x.analyzer, label)
	if q.folded == "" || n <= 0 {
		return nil
	}
	best := ranking{n: n}
	x.addFolded(q, &best)
	x.addParts(q, &best)
	x.addMisspelt(q, &best)
	if !best.met {
		x.addMisspeltParts(q, &best)
	}
	return best.ranked()
}

// label returns a label and whose it is.
func (x *Index) label(n int32) vocab.LabelMatch {
	at := x.labels[n]
	c := x.vocabulary.At(int(at.concept))
	return vocab.LabelMatch{Concept: c, Label: c.Labels(at.kind)[at.index], Kind: at.kind}
}

// compare adds label n to the best if it is like q.
func (x *Index) compare(q *query, n int32, best *ranking) {
	if m := (Match{LabelMatch: x.label(n)}); q.compare(&m, x.folded[n]) {
		best.add(m)
	}
}

// addFolded adds the labels that are q but for case and the like.
func (x *Index) addFolded(q *query, best *ranking) {
	if n, ok := x.byFolded[q.folded]; ok {
		for ; n >= 0; n = x.same[n] {
			x.compare(q, n, best)
		}
	}
}

// addMisspelt adds the labels that are q, misspelt.
func (x *Index) addMisspelt(q *query, best *ranking) {
	if q.limit == 0 {
		return
	}
	for length := max(0, len(q.runes)-q.limit); length <= min(len(q.runes)+q.limit, len(x.byLength)-1); length++ {
		for _, near := range x.byLength[length] {
			if q.far(near.signs) {
				continue
			}
			if edits, ok := q.misspelt(x.folded[near.label]); ok {
				best.add(Match{x.label(near.label), Misspelt, edits, 0})
			}
		}
	}
}
