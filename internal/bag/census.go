// Package bag makes sparse vectors of texts, to compare them by: one column for
// each word, and each pair of neighbouring words, of a collection, in the title
// and in the body.
//
// A [Census] counts a collection and makes a [Book] of it, which names the
// columns. With the book, a [Counter] makes the vector of a text.
package bag

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"sync"

	"github.com/catchword/catchword/internal/parallel"
	"github.com/catchword/catchword/internal/words"
)

// A Field is a part of a text whose words have columns of their own.
type Field uint8

const (
	Body Field = iota
	Title
	fields
)

// A key names a word, or a pair of neighbouring words, in a field: the field,
// the first word by its number, and the second, 0 if there is none.
type key uint64

const wordBits = 31

func keyOf(f Field, first, second uint32) key {
	return key(f)<<(2*wordBits) | key(first)<<wordBits | key(second)
}

func (k key) hash() uint64   { return uint64(k*0x9E3779B97F4A7C15) >> 32 }
func (k key) field() Field   { return Field(k >> (2 * wordBits)) }
func (k key) first() uint32  { return uint32(k>>wordBits) & (1<<wordBits - 1) }
func (k key) second() uint32 { return uint32(k) & (1<<wordBits - 1) }

// A Census numbers the words of a collection while it is read. It is safe for
// concurrent use.
type Census struct {
	mu      sync.Mutex
	numbers map[string]uint32
	words   []string // by number less 1
}

// NewCensus returns a census of no words.
func NewCensus() *Census { return &Census{numbers: make(map[string]uint32)} }

// Number returns the number of a word, from 1. Which one it is depends on what
// was asked before.
func (c *Census) Number(word string) uint32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, ok := c.numbers[word]
	if !ok {
		word = string([]byte(word)) // which may be a part of a long text
		c.words = append(c.words, word)
		n = uint32(len(c.words))
		c.numbers[word] = n
	}
	return n
}

// A Tally counts the words of one text of a collection, by the numbers of a
// census. It must not be shared by goroutines.
type Tally struct {
	counts map[key]uint32
	last   uint32
}

// Break says that the next word is no neighbour of the last.
func (t *Tally) Break() { t.last = 0 }

// Add counts the next word of a field.
func (t *Tally) Add(f Field, word uint32) {
	if t.counts == nil {
		t.counts = make(map[key]uint32)
	}
	t.counts[keyOf(f, word, 0)]++
	if t.last != 0 {
		t.counts[keyOf(f, t.last, word)]++
	}
	t.last = word
}

// Text returns what was counted and makes the tally empty.
func (t *Tally) Text() Text {
	text := Text{keys: slices.Sorted(maps.Keys(t.counts))}
	text.counts = make([]uint32, len(text.keys))
	for i, k := range text.keys {
		text.counts[i] = t.counts[k]
	}
	clear(t.counts)
	t.last = 0
	return text
}

// A Text holds the words of one text of a collection.
type Text struct {
	keys   []key
	counts []uint32
}

// Len returns how many different words and pairs of words there are.
func (t *Text) Len() int { return len(t.keys) }

// What has a column: what occurs in so many texts at least, and of that the most
// frequent.
const (
	leastTexts  = 2
	mostColumns = 400_000
)

// Book makes the book of a collection, and of each of its texts the columns and
// counts, as rows, and then of others, which say nothing of what has a column or
// how many texts have it. It takes time linear in the texts, but for sorting the
// columns, and does not depend on how words were numbered.
func (c *Census) Book(texts, others []Text) (*Book, []Counts) {
	kept := frequent(texts)
	word := func(n uint32) string {
		if n == 0 {
			return ""
		}
		return c.words[n-1]
	}
	slices.SortFunc(kept, func(a, b entry) int {
		if r := cmp.Or(cmp.Compare(b.df, a.df), cmp.Compare(a.key.field(), b.key.field())); r != 0 {
			return r
		}
		return cmp.Or(cmp.Compare(word(a.key.first()), word(b.key.first())), cmp.Compare(word(a.key.second()), word(b.key.second())))
	})
	kept = kept[:min(len(kept), mostColumns)]

	renumbered := make([]uint32, len(c.words)+1)
	var all []string
	number := func(n uint32) uint32 {
		if n != 0 && renumbered[n] == 0 {
			all = append(all, word(n))
			renumbered[n] = uint32(len(all))
		}
		return renumbered[n]
	}
	b := &Book{keys: make([]key, len(kept)), df: make([]uint32, len(kept)), texts: uint32(len(texts))}
	columns := make(map[key]uint32, len(kept))
	for i, e := range kept {
		columns[e.key] = uint32(i)
		b.keys[i] = keyOf(e.key.field(), number(e.key.first()), number(e.key.second()))
		b.df[i] = e.df
	}
	b.words = words.New(all)
	b.index()
	b.prepare()

	rows := make([]Counts, len(texts)+len(others))
	parallel.Each(len(rows), func(i int) {
		if i < len(texts) {
			rows[i] = texts[i].number(columns)
		} else {
			rows[i] = others[i-len(texts)].number(columns)
		}
	})
	return b, rows
}

// An entry is a key, and in how many texts it is.
type entry struct {
	key key
	df  uint32
}

// frequent returns the keys that are in texts enough, in any order. Each goroutine
// counts a share of the keys in all texts, so that no two share a map.
func frequent(texts []Text) []entry {
	workers := runtime.GOMAXPROCS(0)
	kept := make([][]entry, workers)
	parallel.Each(workers, func(w int) {
		df := make(map[key]uint32)
		for i := range texts {
			for _, k := range texts[i].keys {
				if uint64(k)*0x9e3779b97f4a7c15>>32%uint64(workers) == uint64(w) {
					df[k]++
				}
			}
		}
		for k, n := range df {
			if n >= leastTexts {
				kept[w] = append(kept[w], entry{k, n})
			}
		}
	})
	return slices.Concat(kept...)
}

// number replaces keys by columns.
func (t *Text) number(columns map[key]uint32) Counts {
	var out Counts
	for i, k := range t.keys {
		if column, ok := columns[k]; ok {
			out = append(out, Count{column, t.counts[i]})
		}
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Compare(a.Column, b.Column) })
	return slices.Clip(out)
}
