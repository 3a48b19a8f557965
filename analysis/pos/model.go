package pos

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"
)

// The averaged perceptron of prose, evaluated as prose does. A tag's score is
// the sum of the weights that it has for each feature of a word: the word, its
// first byte and last three, the two words before and behind it, and the two
// tags before it. The highest score wins.
//
// All features of a word alone are added up when the word is first met; that is
// a word. A word costs five additions of such sums, and three of its tags'.

// maxTags is the number of tags that there is room for: the 45 that the model
// gives, and the two that stand before a sentence.
const maxTags = 48

// scores holds a number for each tag, in thousandths.
type scores [maxTags]int32

func (s *scores) add(o *scores) {
	for i := range s {
		s[i] += o[i]
	}
}

// A word is what the model knows of one form.
type word struct {
	fixed  int8         // the tag that the form has everywhere, or -1
	self   scores       // what it says of itself
	behind [2]scores    // of the word that is one, two words behind it
	ahead  [2]scores    // of the word that is one, two words ahead of it
	after  []tagWeights // of itself, where the tag before it is a certain one
}

// tagWeights are the weights of features that hold a tag.
type tagWeights struct {
	tag     uint8
	weights []weight
}

// A weight is that of one tag for one feature, in thousandths.
type weight struct {
	tag   uint8
	value int32
}

// A model is the perceptron. It is immutable.
type model struct {
	names    []string        // of the tags, those that have weights first
	scored   int             // the number of tags that have weights
	fixed    map[string]int8 // the tags of the forms that have only one
	features [kinds]map[string][]weight
	after    map[string][]tagWeights
	bias     scores
	tag1     [maxTags]scores // the tag before
	tag2     [maxTags]scores // the tag before that
	tags     map[[2]uint8][]weight

	// Tags that are given without the model.
	cardinal, symbol, foreign, common int8

	bounds [4]*word // the two words that stand before a sentence, and the two behind it
}

// The kinds of features that are found by a piece of a word.
const (
	suffix = iota
	prefix
	itself
	word1Before
	suffix1Before
	word2Before
	word1Behind
	suffix1Behind
	word2Behind
	kinds
)

// featureNames are the names of kinds in the model.
var featureNames = [kinds]string{
	"i suffix ", "i pref1 ", "i word ", "i-1 word ", "i-1 suffix ", "i-2 word ", "i+1 word ", "i+1 suffix ", "i+2 word ",
}

// What prose sets before a sentence, and behind it, for words and for tags. The
// order of the first two as words is not that of a text, and is the model's.
const (
	start1, start2 = "-START-", "-START2-"
	end1, end2     = "-END-", "-END2-"
)

// loaded returns the model, which it loads at the first call.
var loaded = sync.OnceValue(func() *model {
	var weights map[string]map[string]float64
	var fixed map[string]string
	var tags []string
	readAsset("weights", &weights)
	readAsset("tags", &fixed)
	readAsset("classes", &tags)
	return newModel(weights, fixed, tags)
})

// readAsset decodes a part of the model inside prose.
func readAsset(name string, to any) {
	data, err := prose.Asset("model/AveragedPerceptron/" + name + ".gob")
	if err == nil {
		err = gob.NewDecoder(bytes.NewReader(data)).Decode(to)
	}
	if err != nil {
		panic(fmt.Sprintf("pos: the model inside prose can't be read: %v", err)) // can't happen: it is linked in
	}
}

// newModel returns the model with the weights of prose's, the tags of the forms
// that have only one, and the names of all tags.
func newModel(weights map[string]map[string]float64, fixed map[string]string, tags []string) *model {
	m := &model{
		fixed: make(map[string]int8),
		after: make(map[string][]tagWeights),
		tags:  make(map[[2]uint8][]weight),
	}
	m.names = slices.Sorted(maps.Keys(weights["bias"]))
	m.scored = len(m.names)
	slices.Sort(tags)
	for _, tag := range tags {
		if !slices.Contains(m.names, tag) {
			m.names = append(m.names, tag)
		}
	}
	m.names = append(m.names, start1, start2)
	number := make(map[string]uint8)
	for i, name := range m.names {
		number[name] = uint8(i)
	}
	for form, tag := range fixed {
		m.fixed[form] = int8(number[tag])
	}
	m.cardinal, m.symbol, m.foreign, m.common = int8(number["CD"]), int8(number["SYM"]), int8(number["FW"]), int8(number["NN"])
	for i := range m.features {
		m.features[i] = make(map[string][]weight)
	}
	for feature, values := range weights {
		m.learn(feature, values, number)
	}
	for i, form := range []string{start1, start2, end1, end2} {
		m.bounds[i] = &word{}
		m.learnNeighbours(m.bounds[i], form)
	}
	return m
}

// learn takes over the weights of one feature of prose's model.
func (m *model) learn(feature string, values map[string]float64, number map[string]uint8) {
	weights := make([]weight, 0, len(values))
	for tag, value := range values {
		weights = append(weights, weight{number[tag], int32(math.Round(value * 1000))})
	}
	slices.SortFunc(weights, func(a, b weight) int { return int(a.tag) - int(b.tag) })
	for i, name := range featureNames {
		if value, ok := strings.CutPrefix(feature, name); ok {
			m.features[i][value] = weights
			return
		}
	}
	// The rest hold a tag, which may be one that is never given (-NONE-).
	name, value, _ := strings.Cut(feature, "tag ")
	if name == "i-1 " || name == "i-2 " || name == "bias" {
		tag, ok := number[value]
		switch {
		case name == "bias":
			addWeights(&m.bias, weights)
		case ok && name == "i-1 ":
			addWeights(&m.tag1[tag], weights)
		case ok:
			addWeights(&m.tag2[tag], weights)
		}
		return
	}
	fields := strings.Fields(feature) // "i tag+i-2 tag NN DT", "i-1 tag+i word DT run"
	if len(fields) != 5 {
		return
	}
	tag1, ok := number[fields[3]]
	if !ok {
		return
	}
	if fields[2] == "word" {
		m.after[fields[4]] = append(m.after[fields[4]], tagWeights{tag1, weights})
	} else if tag2, ok := number[fields[4]]; ok {
		m.tags[[2]uint8{tag1, tag2}] = weights
	}
}

func addWeights(s *scores, weights []weight) {
	for _, w := range weights {
		s[w.tag] += w.value
	}
}

// knows reports whether form occurs in the text that the model learned from
// often enough to be a feature.
func (m *model) knows(form string) bool {
	_, known := m.features[itself][normalize(form)]
	if !known {
		_, known = m.fixed[form]
	}
	return known
}

// word returns what the model knows of a form.
func (m *model) word(form string) word {
	w := word{fixed: m.fixedTag(form)}
	normal := normalize(form)
	m.learnNeighbours(&w, normal)
	if w.fixed < 0 {
		w.self.add(&m.bias)
		addWeights(&w.self, m.features[suffix][last3(form)])
		addWeights(&w.self, m.features[prefix][string(rune(form[0]))])
		addWeights(&w.self, m.features[itself][normal])
		w.after = m.after[normal]
	}
	return w
}

// learnNeighbours sets what w, whose normal form is given, says of the words
// around it.
func (m *model) learnNeighbours(w *word, normal string) {
	addWeights(&w.behind[0], m.features[word1Before][normal])
	addWeights(&w.behind[0], m.features[suffix1Before][last3(normal)])
	addWeights(&w.behind[1], m.features[word2Before][normal])
	addWeights(&w.ahead[0], m.features[word1Behind][normal])
	addWeights(&w.ahead[0], m.features[suffix1Behind][last3(normal)])
	addWeights(&w.ahead[1], m.features[word2Behind][normal])
}

// fixedTag returns the tag that a form has whatever stands around it, or -1.
func (m *model) fixedTag(form string) int8 {
	if tag, ok := m.fixed[form]; ok {
		return tag
	}
	switch {
	case form == "0":
		return m.cardinal
	case strings.EqualFold(form, "e.g."), strings.EqualFold(form, "i.e."):
		return m.foreign
	case form == "'":
		return -1
	case !strings.ContainsFunc(form, isWordRune):
		return m.symbol
	case isAddress(form):
		return m.common
	}
	return -1
}

// isAddress reports whether a form is a web or mail address, or the name of a
// file or of a site: a full stop between small letters.
func isAddress(form string) bool {
	if strings.IndexByte(form, '@') >= 0 || strings.Contains(form, "://") {
		return true
	}
	for i := 1; i+2 < len(form); i++ {
		if form[i] == '.' && (isSmall(form[i-1]) || '0' <= form[i-1] && form[i-1] <= '9') && isSmall(form[i+1]) && form[i+2] != '.' {
			return true
		}
	}
	return false
}

func isSmall(c byte) bool { return 'a' <= c && c <= 'z' }

// last3 returns the last three bytes of s.
func last3(s string) string { return s[max(0, len(s)-3):] }

// normalize returns a form as it stands in features.
func normalize(form string) string {
	if strings.IndexByte(form, '-') > 0 {
		return "!HYPHEN"
	}
	if _, err := strconv.Atoi(form); err == nil && len(form) == 4 {
		return "!YEAR"
	}
	if '0' <= form[0] && form[0] <= '9' {
		return "!DIGITS"
	}
	return strings.ToLower(form)
}

// tag sets the tags of a sentence's tokens, whose words are given.
func (m *model) tag(tokens []Token, words []*word) {
	at := func(i int) *word {
		switch {
		case i < 0:
			return m.bounds[i+2]
		case i >= len(words):
			return m.bounds[2+i-len(words)]
		}
		return words[i]
	}
	tag1, tag2 := uint8(len(m.names)-2), uint8(len(m.names)-1)
	for i, w := range words {
		tag := uint8(w.fixed)
		if w.fixed < 0 {
			sum := w.self
			sum.add(&at(i - 1).behind[0])
			sum.add(&at(i - 2).behind[1])
			sum.add(&at(i + 1).ahead[0])
			sum.add(&at(i + 2).ahead[1])
			sum.add(&m.tag1[tag1])
			sum.add(&m.tag2[tag2])
			addWeights(&sum, m.tags[[2]uint8{tag1, tag2}])
			for _, a := range w.after {
				if a.tag == tag1 {
					addWeights(&sum, a.weights)
				}
			}
			tag = best(&sum, m.scored)
		}
		tokens[i].Tag = m.names[tag]
		tag1, tag2 = tag, tag1
	}
}

// best returns the first of the tags below n with the highest score.
func best(s *scores, n int) uint8 {
	top := 0
	for i := range n {
		if s[i] > s[top] {
			top = i
		}
	}
	return uint8(top)
}
