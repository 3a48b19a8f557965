package tagger

import (
	"cmp"
	"math"
	"slices"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/vocab"
)

// profiles hold what the labels and definition of each concept say that it is
// about: a sparse vector of TF-IDF weights over stems, of length 1. They are
// those of a vocabulary in which most concepts have a definition. Where few have
// one, comparing texts with them would favour those few, so then there are none.
type profiles struct {
	first   []uint32  // by concept, and one more: its first stem; the next one's ends them
	stems   []uint32  // numbers of words
	weights []float32 // of the stems
	idf     []float32 // by number of a stem: its inverse document frequency, 0 if no profile has it
}

// compileProfiles makes the profiles of v. It numbers the stems of definitions
// in c.numbers.
func (c *compiler) compileProfiles(v *vocab.Vocabulary, lang string) profiles {
	defined := 0
	for i := range v.Len() {
		if definition(v, i, lang) != "" {
			defined++
		}
	}
	if 2*defined < v.Len() {
		return profiles{}
	}
	p := profiles{first: make([]uint32, 1, v.Len()+1)}
	counts := make(map[uint32]int)
	var order []uint32
	var tokens []analysis.Token
	for i := range v.Len() {
		clear(counts)
		order = order[:0]
		add := func(text string) {
			tokens = c.analyzer.AppendTokens(tokens[:0], text)
			for _, t := range tokens {
				if t.Word.Stop || t.Word.Number {
					continue
				}
				id := c.numbers.Add(t.Word.Stem)
				if counts[id] == 0 {
					order = append(order, id)
				}
				counts[id]++
				for len(p.idf) <= int(id) {
					p.idf = append(p.idf, 0)
				}
				if p.idf[id] == 0 {
					p.idf[id] = float32(c.idf(stemPrefix + t.Word.Stem))
				}
			}
		}
		if text := definition(v, i, lang); text != "" {
			add(text)
			for kind := vocab.Preferred; kind <= vocab.Alternative; kind++ {
				for label := range v.Labels(i, kind) {
					if inLanguage(label, lang) {
						add(label.Text)
					}
				}
			}
		}
		p.append(order, counts)
	}
	return p
}

// maxProfile is the number of stems in the longest profile: a definition is a
// sentence or two, and what is longer must not cost more in every section.
const maxProfile = 200

// append appends the profile of the next concept, with the stems in order, by
// their counts.
func (p *profiles) append(order []uint32, counts map[uint32]int) {
	weight := func(id uint32) float64 { return analysis.TF(counts[id]) * float64(p.idf[id]) }
	if len(order) > maxProfile { // the heaviest, in their order
		slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(weight(b), weight(a)) })
		order = order[:maxProfile]
	}
	sum := 0.0
	for _, id := range order {
		sum += weight(id) * weight(id)
	}
	for _, id := range order {
		p.stems = append(p.stems, id)
		p.weights = append(p.weights, float32(weight(id)/math.Sqrt(sum)))
	}
	p.first = append(p.first, uint32(len(p.stems)))
}

// definition returns a concept's definitions in a language. Scope notes, which
// name other concepts to keep them apart, are not among them.
func definition(v *vocab.Vocabulary, i int, lang string) string {
	text := ""
	for d := range v.Definitions(i) {
		if inLanguage(d, lang) {
			text += d.Text + "\n"
		}
	}
	return text
}

// weigh finds the TF-IDF weights of the stems of ts that profiles know, and the
// length of their vector.
func (p *profiles) weigh(ts *tallies) {
	if p.first == nil {
		return
	}
	sum := 0.0
	for _, id := range ts.words {
		if int(id) < len(p.idf) {
			w := analysis.TF(int(ts.counts[id])) * float64(p.idf[id])
			ts.weights[id] = w
			sum += w * w
		}
	}
	ts.norm = math.Sqrt(sum)
}

// cosine returns the cosine, from 0 to 1, of the profile of a concept and the
// text whose stems were weighed in ts.
func (p *profiles) cosine(concept int32, ts *tallies) float64 {
	if p.first == nil || ts.norm == 0 {
		return 0
	}
	dot := 0.0
	for i := p.first[concept]; i < p.first[concept+1]; i++ {
		dot += float64(p.weights[i]) * ts.weights[p.stems[i]]
	}
	return dot / ts.norm
}
