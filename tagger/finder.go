package tagger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/vocab"
)

// A Likeness says how a label is like one that was asked for, from the nearest
// to the farthest.
type Likeness uint8

const (
	SameLetters Likeness = iota // letter for letter
	SameFolded                  // up to case, white space, hyphens and apostrophes
	SameStems                   // in the stems of its words, but for stop words
	HasStems                    // it has all stems that were asked for, and more
	Misspelt                    // within a few edits
	HasMisspelt                 // it has all words that were asked for, within a few edits, and more or in another order
)

// String returns "exact", "folded", "stem", "part", "misspelt" or "misspelt part".
func (l Likeness) String() string {
	if names := [...]string{"exact", "folded", "stem", "part", "misspelt", "misspelt part"}; int(l) < len(names) {
		return names[l]
	}
	return fmt.Sprintf("Likeness(%d)", uint8(l))
}

// MarshalText makes a Likeness its name in JSON.
func (l Likeness) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// A Found is a concept that was found, with the label that is most like the one
// asked for.
type Found struct {
	vocab.LabelMatch
	Likeness Likeness
	Edits    int // of what is misspelt
	More     int // words of a label that has what was asked for, and others
}

// compareFound orders by likeness, but a label that has a word misspelt by one
// letter comes before one that is misspelt by two.
func compareFound(a, b Found) int {
	return cmp.Or(cmp.Compare(min(a.Likeness, Misspelt), min(b.Likeness, Misspelt)), cmp.Compare(a.Edits, b.Edits),
		cmp.Compare(a.Likeness, b.Likeness), cmp.Compare(a.More, b.More), cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Label.Text, b.Label.Text), cmp.Compare(a.Concept.ID, b.Concept.ID))
}

// Find returns at most n concepts of v with a label like the one asked for, in
// any language, the most alike first: see [Likeness]. Misspelt are labels with
// at most a quarter of the letters wrong, and at most three. Where no label has
// the stems that were asked for, a word may be misspelt inside of one (gardns
// finds Roof gardens), with one letter wrong, or two of eight and more; among
// misspelt ones, the edits decide first. Of equally alike ones, preferred labels
// come before alternative and hidden ones; then the order is that of the
// alphabet. Each concept comes once.
//
// It goes through all labels, which takes a quarter of a second for a million.
// Who asks often makes a [Finder], which finds the same.
func Find(v *vocab.Vocabulary, a *analysis.Analyzer, label string, n int) []Found {
	q := newQuery(a, label)
	best := bestFound{n: n}
	if q.folded == "" {
		return nil
	}
	for i := range v.Len() {
		for kind := vocab.Preferred; kind <= vocab.Hidden; kind++ {
			for l := range v.Labels(i, kind) {
				found := Found{LabelMatch: vocab.LabelMatch{Label: l, Kind: kind}}
				folded := vocab.Fold(l.Text)
				if q.compare(&found, folded) || !best.met && q.compareWords(&found, folded) {
					found.Concept = v.At(i)
					best.add(found)
				}
			}
		}
	}
	return best.ranked()
}

// bestFound keeps the best label of each concept.
type bestFound struct {
	n         int
	met       bool // a label has the stems that were asked for, so no word of them is misspelt
	byConcept map[*vocab.Concept]Found
}

func (b *bestFound) add(f Found) {
	if b.byConcept == nil {
		b.byConcept = make(map[*vocab.Concept]Found)
	}
	b.met = b.met || f.Likeness <= HasStems
	if old, ok := b.byConcept[f.Concept]; !ok || compareFound(f, old) < 0 {
		b.byConcept[f.Concept] = f
	}
}

func (b *bestFound) ranked() []Found {
	all := make([]Found, 0, len(b.byConcept))
	for _, f := range b.byConcept {
		if f.Likeness < HasMisspelt || !b.met {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, compareFound)
	return all[:max(0, min(b.n, len(all)))]
}

// mostAsked is the length in characters of the longest label that misspelt
// ones are looked for.
const mostAsked = 100

// A query is a label that is looked for.
type query struct {
	analyzer *analysis.Analyzer
	text     string
	folded   string
	runes    []rune   // of folded
	signs    signs    // of folded
	limit    int      // the most edits
	stems    []string // of its content words
	initials []byte   // of the words of stems, as initial gives them; nil if not all have one
	words    []askedWord

	distance vocab.EditDistance
	tokens   []analysis.Token
	other    []rune
	labels   []string
	least    []int // by word: the fewest edits
}

func newQuery(a *analysis.Analyzer, label string) *query {
	q := &query{analyzer: a, text: label, folded: vocab.Fold(label)}
	q.runes = []rune(q.folded)
	q.signs = signsOf(q.folded)
	if len(q.runes) <= mostAsked {
		q.limit = min(3, (len(q.runes)+2)/4)
	}
	q.stems = q.appendStems(nil, label)
	for _, stem := range q.stems {
		if b := initial(stem); b != 0 {
			q.initials = append(q.initials, b)
		} else {
			q.initials = nil
			break
		}
	}
	q.addWords()
	return q
}

// appendStems appends the stems of the words of text that aren't stop words, or
// of all if all are. Capitals tell nothing here, as people type them or not.
func (q *query) appendStems(to []string, text string) []string {
	q.tokens = q.analyzer.AppendTokens(q.tokens[:0], strings.ToLower(text))
	start := len(to)
	for _, t := range q.tokens {
		if !t.Word.Stop {
			to = append(to, t.Word.Stem)
		}
	}
	if len(to) == start {
		for _, t := range q.tokens {
			to = append(to, t.Word.Stem)
		}
	}
	return to
}

// initial returns what the first letter of a word is like in all forms of the
// word: the letter, but one for a, e and o, as foetus is fetus and oestrogen
// estrogen; 0 for other characters, which may become letters.
func initial(word string) byte {
	if word == "" || word[0] >= utf8.RuneSelf {
		return 0
	}
	switch b := word[0] | 0x20; b {
	case 'a', 'o':
		return 'e'
	default:
		return b
	}
}

// mayHaveStems reports whether a folded label can have all stems of q.
func (q *query) mayHaveStems(folded string) bool {
	if len(q.stems) == 0 {
		return false
	}
	if q.initials == nil {
		return true
	}
	var there [256]bool
	word := true
	for i := range len(folded) {
		b := folded[i]
		if b >= utf8.RuneSelf {
			return true
		}
		isLetter := 'a' <= b && b <= 'z' || '0' <= b && b <= '9'
		if word && isLetter {
			there[initial(folded[i:])] = true
		}
		word = !isLetter
	}
	for _, b := range q.initials {
		if !there[b] {
			return false
		}
	}
	return true
}

// compare says in f how its label, which is also given folded, is like q, and
// reports whether it is.
func (q *query) compare(f *Found, folded string) bool {
	switch {
	case f.Label.Text == q.text:
		f.Likeness, f.Exact = SameLetters, true
		return true
	case folded == q.folded:
		f.Likeness = SameFolded
		return true
	case q.mayHaveStems(folded):
		q.labels = q.appendStems(q.labels[:0], f.Label.Text)
		if slices.Equal(q.labels, q.stems) {
			f.Likeness = SameStems
			return true
		}
		if hasAll(q.labels, q.stems) {
			f.Likeness, f.More = HasStems, len(q.labels)-len(q.stems)
			return true
		}
	}
	if q.limit == 0 || q.far(signsOf(folded)) {
		return false
	}
	edits, ok := q.misspelt(folded)
	if ok {
		f.Likeness, f.Edits = Misspelt, edits
	}
	return ok
}

// compareWords is compare for a label that may have the words of q, misspelt.
func (q *query) compareWords(f *Found, folded string) bool {
	edits, more, ok := q.hasWords(folded)
	if ok {
		f.Likeness, f.Edits, f.More = HasMisspelt, edits, more
	}
	return ok
}

// misspelt reports whether a folded label is within the limit, and how far.
func (q *query) misspelt(folded string) (edits int, ok bool) {
	q.other = q.other[:0]
	for _, r := range folded {
		q.other = append(q.other, r)
	}
	edits = q.distance.Within(q.runes, q.other, q.limit)
	return edits, edits <= q.limit
}

// Signs are what of a label tells at a glance that it is far from another: the
// sets of its letters and of its pairs of letters, bit i for what is i modulo 64.
type signs struct{ letters, pairs uint64 }

func signsOf(text string) (s signs) {
	before := rune(0)
	for _, r := range text {
		s.letters |= 1 << (uint32(r) & 63)
		if before != 0 {
			s.pairs |= 1 << (uint32(before*31+r) * 0x9E3779B1 >> 26)
		}
		before = r
	}
	return s
}

// far reports whether the signs of a label tell that it is farther than the
// limit.
func (q *query) far(s signs) bool { return q.signs.missing(s, q.limit) || s.missing(q.signs, q.limit) }

func hasAll(set, some []string) bool {
	if len(set) < len(some) {
		return false
	}
	for _, s := range some {
		if !slices.Contains(set, s) {
			return false
		}
	}
	return true
}

// A Finder finds concepts by what people remember of their labels. It is
// immutable and safe for concurrent use.
type Finder struct {
	vocabulary *vocab.Vocabulary
	analyzer   *analysis.Analyzer
	labels     []foundLabel
	folded     []string           // by label
	contents   []uint16           // by label: how many content words it has
	byFolded   map[string]int32   // the first label with a folded form
	same       []int32            // by label: the next with its folded form, or -1
	byStem     map[string][]int32 // the labels with a stem, in order

	byLength [mostAsked + 4][]nearLabel // labels by the number of their characters
	words    *wordIndex
}

// A foundLabel says whose a label is.
type foundLabel struct {
	concept int32
	index   int32
	kind    vocab.LabelKind
}

// A nearLabel is a label with its signs.
type nearLabel struct {
	signs
	label int32
}

// NewFinder indexes the labels of v. It takes about two microseconds and 170
// bytes for each.
func NewFinder(v *vocab.Vocabulary, a *analysis.Analyzer) *Finder {
	f := &Finder{vocabulary: v, analyzer: a, byFolded: make(map[string]int32, v.Len()), byStem: make(map[string][]int32)}
	q := query{analyzer: a}
	for i := range v.Len() {
		for kind := vocab.Preferred; kind <= vocab.Hidden; kind++ {
			index := int32(0)
			for l := range v.Labels(i, kind) {
				f.add(&q, foundLabel{int32(i), index, kind}, l.Text)
				index++
			}
		}
	}
	f.words = newWordIndex(f.folded)
	return f
}

// add indexes a label but for its words, with the memory of q.
func (f *Finder) add(q *query, at foundLabel, text string) {
	n, folded := int32(len(f.labels)), vocab.Fold(text)
	f.labels = append(f.labels, at)
	f.folded = append(f.folded, folded)
	next := int32(-1)
	if first, ok := f.byFolded[folded]; ok {
		next = first
	}
	f.byFolded[folded] = n
	f.same = append(f.same, next)
	q.labels = q.appendStems(q.labels[:0], text)
	f.contents = append(f.contents, uint16(min(len(q.labels), 1<<16-1)))
	for _, s := range q.labels {
		if on := f.byStem[s]; len(on) == 0 || on[len(on)-1] != n {
			f.byStem[s] = append(on, n)
		}
	}
	if length := utf8.RuneCountInString(folded); length < len(f.byLength) {
		f.byLength[length] = append(f.byLength[length], nearLabel{signsOf(folded), n})
	}
}

// Find is [Find] in the vocabulary that was indexed. For a million labels it
// takes six milliseconds, in the middle.
func (f *Finder) Find(label string, n int) []Found {
	q := newQuery(f.analyzer, label)
	if q.folded == "" || n <= 0 {
		return nil
	}
	best := bestFound{n: n}
	if at, ok := f.byFolded[q.folded]; ok {
		for ; at >= 0; at = f.same[at] {
			f.compare(q, at, &best)
		}
	}
	f.parts(q, &best)
	if q.limit > 0 {
		for length := max(0, len(q.runes)-q.limit); length <= min(len(q.runes)+q.limit, len(f.byLength)-1); length++ {
			for _, near := range f.byLength[length] {
				if q.far(near.signs) {
					continue
				}
				if edits, ok := q.misspelt(f.folded[near.label]); ok {
					best.add(Found{f.label(near.label), Misspelt, edits, 0})
				}
			}
		}
	}
	if !best.met {
		f.misspeltWords(q, &best)
	}
	return best.ranked()
}

// label returns a label and whose it is.
func (f *Finder) label(n int32) vocab.LabelMatch {
	at := f.labels[n]
	c := f.vocabulary.At(int(at.concept))
	return vocab.LabelMatch{Concept: c, Label: labelsOf(c, at.kind)[at.index], Kind: at.kind}
}

// compare adds label n to the best if it is like q.
func (f *Finder) compare(q *query, n int32, best *bestFound) {
	if found := (Found{LabelMatch: f.label(n)}); q.compare(&found, f.folded[n]) {
		best.add(found)
	}
}

// parts adds the labels that have all stems of q. Of those with more words, it
// adds only the ones with the fewest more, as many as are wanted.
func (f *Finder) parts(q *query, best *bestFound) {
	if len(q.stems) == 0 {
		return
	}
	lists := make([][]int32, 0, len(q.stems))
	for _, s := range q.stems {
		lists = append(lists, f.byStem[s])
	}
	slices.SortFunc(lists, func(a, b []int32) int { return cmp.Compare(len(a), len(b)) })
	var longer []int32
	var counts [1 << 8]int // of the longer ones, by how many words more
	more := func(n int32) int { return min(int(f.contents[n])-len(q.stems), len(counts)-1) }
next:
	for _, n := range lists[0] {
		for i := range lists[1:] {
			at, ok := slices.BinarySearch(lists[i+1], n)
			if lists[i+1] = lists[i+1][at:]; !ok {
				continue next
			}
		}
		switch {
		case more(n) < 0: // a stem that is asked for twice
		case more(n) == 0:
			f.compare(q, n, best)
		default:
			longer = append(longer, n)
			counts[more(n)]++
		}
	}
	most, seen := 1, 0
	for most < len(counts)-1 && seen+counts[most] < partsWanted*best.n {
		seen += counts[most]
		most++
	}
	for _, n := range longer {
		if more(n) <= most {
			best.add(Found{f.label(n), HasStems, 0, more(n)})
		}
	}
}

// partsWanted is how many labels with more words are added for each concept that
// is wanted, as a concept may have several.
const partsWanted = 40
