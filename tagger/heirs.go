package tagger

import "github.com/catchword/catchword/vocab"

// heirs knows, by concept, the labels of the deprecated concepts in whose place
// it is to be used. They are looked for as if they were hidden labels of it: a
// text that has an old term is about what is called otherwise now. In a labelRef,
// their indexes follow those of the concept's own hidden labels.
type heirs map[int32][]vocab.Label

// newHeirs finds the heirs of v. A deprecated concept has one if it is replaced
// by a single concept that is in use, or by one that has such an heir; of what
// is replaced by several, no text says which.
func newHeirs(v *vocab.Vocabulary) heirs {
	var h heirs
	for i := range v.Len() {
		if !v.Deprecated(i) {
			continue
		}
		heir := heirOf(v, i)
		if heir < 0 {
			continue
		}
		if h == nil {
			h = make(heirs)
		}
		for kind := vocab.Preferred; kind <= vocab.Hidden; kind++ {
			for l := range v.Labels(i, kind) {
				h[int32(heir)] = append(h[int32(heir)], l)
			}
		}
	}
	return h
}

// longestLine is how many replacements are followed from a deprecated concept.
const longestLine = 8

// heirOf returns the concept to use in place of deprecated concept i, -1 if
// there is none or a choice.
func heirOf(v *vocab.Vocabulary, i int) int {
	for range longestLine {
		next := -1
		for n := range v.Relations(i, vocab.ReplacedBy) {
			if next >= 0 {
				return -1
			}
			next = n
		}
		if next < 0 || !v.Deprecated(next) {
			return next
		}
		i = next
	}
	return -1
}

// each calls f with the labels in a language that concepts inherit.
func (h heirs) each(v *vocab.Vocabulary, lang string, f func(labelRef, string)) {
	if h == nil {
		return
	}
	for i := range int32(v.Len()) {
		own := v.LabelCount(int(i), vocab.Hidden)
		for k, l := range h[i] {
			if inLanguage(l, lang) {
				f(labelRef{i, int32(own + k), vocab.Hidden}, l.Text)
			}
		}
	}
}

// labelCount returns how many labels of a kind a concept has, or inherits.
func (h heirs) labelCount(v *vocab.Vocabulary, concept int32, kind vocab.LabelKind) int {
	n := v.LabelCount(int(concept), kind)
	if kind == vocab.Hidden {
		n += len(h[concept])
	}
	return n
}

// label returns the label of a concept that a labelRef is.
func (t *Tagger) label(r labelRef) vocab.Label {
	own := t.vocabulary.At(int(r.concept)).Labels(r.kind)
	if int(r.index) < len(own) {
		return own[r.index]
	}
	return t.heirs[r.concept][int(r.index)-len(own)]
}
