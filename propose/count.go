package propose

import "strings"

// phrases counts phrases.
type phrases struct {
	most int
	all  map[string]*phrase
	lost int32 // of the texts of a phrase, so many at most may have been forgotten
}

// A phrase is what is known of one while texts are read.
type phrase struct {
	key      string
	texts    int32 // that have it
	last     int32 // the last of them
	times    int32 // that it was met
	wholes   int32 // of them, as a noun phrase or the end of one
	lower    int32 // of them, with a small letter at the beginning of a word
	surfaces []surface
	sample   []int32 // of the texts
	examples []Example
}

// A surface is a form in which a phrase was met.
type surface struct {
	text  string
	times int32
}

// Bounds of what is kept of a phrase.
const (
	mostSurfaces = 4   // forms
	mostExamples = 3   // sentences
	sampleTexts  = 256 // texts whose tags are looked at
	bare         = 20  // bytes of a sentence beside a phrase, below which it shows little
)

// add counts a mention in a text.
func (ps *phrases) add(text int32, r *Reading, s *sentence, m *mention) {
	p := ps.all[m.key]
	if p == nil {
		p = &phrase{key: m.key, last: -1}
		ps.all[p.key] = p
	}
	if p.last != text {
		p.last = text
		p.texts++
		p.keep(text)
		p.show(r, s, m)
	}
	p.times++
	if m.whole {
		p.wholes++
	}
	if m.lower {
		p.lower++
	}
	p.read(m.surface)
}

// show keeps an example, if there is room, or in the place of one that has hardly
// more than the phrase, as headings do.
func (p *phrase) show(r *Reading, s *sentence, m *mention) {
	example := func() Example {
		return Example{Report: r.id, Path: r.path, Line: s.line, Text: s.show(m.at), Match: strings.Clone(m.surface)}
	}
	if len(p.examples) < mostExamples {
		p.examples = append(p.examples, example())
		return
	}
	if len(s.text) < len(m.surface)+bare {
		return
	}
	for i, e := range p.examples {
		if len(e.Text) < len(e.Match)+bare {
			p.examples = append(append(p.examples[:i:i], p.examples[i+1:]...), example())
			return
		}
	}
}

// keep adds a text to the sample: the texts that come first in an order of their
// own, which has nothing to do with that of the corpus.
func (p *phrase) keep(text int32) {
	p.sample = append(p.sample, text)
	if len(p.sample) == 2*sampleTexts {
		p.sample = sampled(p.sample)
	}
}

// read counts a form. Of more than are kept, the rarest gives way: it was met
// less often than those that are kept, but for forms that were forgotten before
// they came up again.
func (p *phrase) read(text string) {
	least := 0
	for i := range p.surfaces {
		if p.surfaces[i].text == text {
			p.surfaces[i].times++
			return
		}
		if p.surfaces[i].times < p.surfaces[least].times {
			least = i
		}
	}
	if len(p.surfaces) < mostSurfaces {
		p.surfaces = append(p.surfaces, surface{strings.Clone(text), 1})
		return
	}
	if p.surfaces[least].times == 1 {
		p.surfaces[least].text = strings.Clone(text)
		return
	}
	p.surfaces[least].times--
}

// prune forgets the phrases of the fewest texts where there are too many, until
// half of the room is free: the lossy counting of G. S. Manku and R. Motwani,
// Approximate frequency counts over data streams, VLDB (2002) 346–357. Each time, a
// phrase loses as many texts at most as those that are forgotten have.
func (ps *phrases) prune() {
	if len(ps.all) <= ps.most {
		return
	}
	for floor := int32(1); len(ps.all) > ps.most/2; floor++ {
		ps.lost++
		for key, p := range ps.all {
			if p.texts <= floor {
				delete(ps.all, key)
			}
		}
	}
}

// parts calls yield with the keys of the parts of a phrase.
func parts(key string, yield func(part string)) {
	words := strings.Split(key, " ")
	for i := range words {
		for j := i + 1; j <= len(words); j++ {
			if j-i < len(words) {
				yield(strings.Join(words[i:j], " "))
			}
		}
	}
}
