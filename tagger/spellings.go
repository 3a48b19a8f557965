package tagger

import (
	"math"
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/columns"
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/vocab"
)

// spellings tell how much labels are spelt like a title. Where a language writes
// compounds in one word, or a title has a word of a label in another form or
// language, they meet what no stem does: Kraftwerk in Steinkohlekraftwerke. They
// are immutable.
//
// A label and a title are vectors of the trigrams of their words, in which each
// that they have weighs its inverse document frequency among the labels,
// 1 + ln((1+N)/(1+df)) with N labels of which df have it; 0 if none has it, or so
// many (-ung, -tion) that it would only cost time. A concept is as much like the
// title as the best of its labels: the likeness of two vectors is their cosine,
// from 0 to 1. The title has as much of a label as their product is of the label's
// with itself, which a longer title does not lessen.
//
// They are an inverted file: a title is compared with all labels in one step for
// each trigram of it and label that has that, and one pass over the labels.
//
// R. C. Angell, G. E. Freund, P. Willett, Automatic spelling correction using a
// trigram similarity measure, Information Processing & Management 19(4), 1983.
type spellings struct {
	first  []uint32  // by concept, and one more: its first label; the next one's ends them
	norms  []float32 // by label: the length of its vector, 0 if it has no trigram
	starts []uint32  // by trigram, and one more: its first place in labels
	labels []uint32  // those that have a trigram, in ascending order
}

const (
	gramBits       = 16   // of the hash of a trigram, which is its number
	mostGrams      = 1024 // trigrams that are looked at of a title, the first
	commonLabels   = 100  // a trigram says nothing that more labels have than these,
	commonShare    = 32   // and one in so many of all
	mostBySpelling = 10   // concepts that are looked at because their labels are most like it
)

// newSpellings goes through the labels of v in the analyzer's language.
func newSpellings(v *vocab.Vocabulary, a *analysis.Analyzer) *spellings {
	s := &spellings{first: make([]uint32, v.Len()+1), starts: make([]uint32, 1<<gramBits+1)}
	var all [][]uint32 // by label: its trigrams
	var tokens []analysis.Token
	eachLabel(v, a.Lang(), func(r labelRef, text string) {
		tokens = a.AppendTokens(tokens[:0], text)
		all = append(all, gramSet(appendGrams(nil, tokens)))
		s.first[r.concept+1]++
	})
	for _, grams := range all {
		for _, g := range grams {
			s.starts[g+1]++
		}
	}
	for g, df := range s.starts {
		if int(df) > commonLabels+len(all)/commonShare {
			s.starts[g] = 0
		}
	}
	sumUp(s.first)
	sumUp(s.starts)
	s.norms, s.labels = make([]float32, len(all)), make([]uint32, s.starts[1<<gramBits])
	next := slices.Clone(s.starts)
	for label, grams := range all {
		for _, g := range grams {
			if s.has(g) {
				s.labels[next[g]] = uint32(label)
				next[g]++
			}
		}
		s.norms[label] = float32(s.norm(grams))
	}
	return s
}

// sumUp adds to each count those before it.
func sumUp(counts []uint32) {
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
}

// appendGrams appends the trigrams of words, each of which begins with a mark.
func appendGrams(dst []uint32, tokens []analysis.Token) []uint32 {
	for i := range tokens {
		if tokens[i].Word.Stop {
			continue
		}
		before, last := rune(0), '^'
		for _, r := range tokens[i].Word.Exact {
			if before != 0 {
				h := (uint64(before)<<42 ^ uint64(last)<<21 ^ uint64(r)) * 0x9E3779B97F4A7C15
				dst = append(dst, uint32(h>>(64-gramBits)))
			}
			before, last = last, r
		}
	}
	return dst
}

// gramSet sorts trigrams, and leaves each once.
func gramSet(grams []uint32) []uint32 {
	slices.Sort(grams)
	return slices.Compact(grams)
}

// has reports whether labels have a trigram, and not too many of them.
func (s *spellings) has(gram uint32) bool { return s.starts[gram] < s.starts[gram+1] }

// idf returns the inverse document frequency of a trigram, or 0.
func (s *spellings) idf(gram uint32) float64 {
	if !s.has(gram) {
		return 0
	}
	df := s.starts[gram+1] - s.starts[gram]
	return 1 + math.Log(float64(1+len(s.norms))/float64(1+df))
}

// norm returns the length of the vector of a set of trigrams.
func (s *spellings) norm(grams []uint32) float64 {
	sum := 0.0
	for _, g := range grams {
		idf := s.idf(g)
		sum += float64(idf * idf)
	}
	return math.Sqrt(sum)
}

// A likeness says how much labels are spelt like one title. Its zero value, of no
// title, is ready for use.
type likeness struct {
	products []float64      // by label: of its vector and the title's
	cosines  []float64      // by concept: of the best of its labels
	shares   []float64      // likewise: how much of one of them the title has
	tops     []learn.Scored // the concepts that are most like it, the best first
}

// compare fills l with what s says of the set of trigrams of a title.
func (s *spellings) compare(l *likeness, title []uint32) {
	labels, concepts := len(s.norms), len(s.first)-1
	l.products = slices.Grow(l.products[:0], labels)[:labels]
	l.cosines = slices.Grow(l.cosines[:0], concepts)[:concepts]
	l.shares = slices.Grow(l.shares[:0], concepts)[:concepts]
	l.tops = l.tops[:0]
	clear(l.products)
	clear(l.cosines)
	clear(l.shares)
	norm := s.norm(title)
	if norm == 0 {
		return
	}
	for _, g := range title {
		idf := s.idf(g)
		product := float64(idf * idf)
		for _, label := range s.labels[s.starts[g]:s.starts[g+1]] {
			l.products[label] += product
		}
	}
	for concept := range l.cosines {
		for label := s.first[concept]; label < s.first[concept+1]; label++ {
			if product := l.products[label]; product > 0 { // shares are 1 at most, whatever a file says
				own := float64(s.norms[label])
				l.cosines[concept] = min(max(l.cosines[concept], product/(own*norm)), 1)
				l.shares[concept] = min(max(l.shares[concept], product/(own*own)), 1)
			}
		}
	}
	l.tops = learn.AppendTop(l.tops, l.cosines, mostBySpelling, 0, nil)
}

// describe fills in how much a concept is spelt like the title.
func (l *likeness) describe(concept int32, out []float64) {
	if len(l.tops) > 0 {
		out[featureSpelling] = l.cosines[concept]
		out[featureSpellingShare] = l.shares[concept]
		out[featureSpellingGap] = l.cosines[concept] - l.tops[0].Score
	}
}

// put adds the columns of s to a file.
func (s *spellings) put(f *columns.Writer) {
	columns.Put(f, "model.spellings.first", s.first)
	columns.Put(f, "model.spellings.norms", s.norms)
	columns.Put(f, "model.spellings.starts", s.starts)
	columns.Put(f, "model.spellings.labels", s.labels)
}

// readSpellings reads those of so many concepts.
func readSpellings(r *columns.Reader, concepts int) *spellings {
	s := &spellings{norms: columns.Column[float32](r, "model.spellings.norms"), labels: columns.Column[uint32](r, "model.spellings.labels")}
	s.first = r.Starts("model.spellings.first", concepts, len(s.norms))
	s.starts = r.Starts("model.spellings.starts", 1<<gramBits, len(s.labels))
	r.Check(arePositive(s.norms), "model.spellings.norms")
	columns.Each(r, "model.spellings.labels", s.labels, len(s.norms))
	return s
}
