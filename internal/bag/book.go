package bag

import (
	"math"
	"math/bits"

	"github.com/catchword/catchword/internal/columns"
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/internal/words"
)

// A Book names the columns of vectors. It is immutable and safe for concurrent
// use.
type Book struct {
	words words.Table
	keys  []key    // by column
	df    []uint32 // by column: how many texts have it
	texts uint32   // how many there were

	slots []uint32 // hash table of columns and one, 0 for an empty place; its size is a power of two

	// What follows from these. Most pairs of a text are in no column, and are told
	// by a bit that is at hand where the table is not.
	alone [fields][]uint32 // by word: the column of the word alone, and one; 0 for none
	pairs []uint64         // a bit for each hash of a pair, a power of two of them
}

// Len returns the number of columns.
func (b *Book) Len() int { return len(b.keys) }

// Word returns the number of a word, by which a [Counter] counts it, 0 if no
// column has it.
func (b *Book) Word(word string) uint32 { return b.words.Find(word) }

// index makes the hash table.
func (b *Book) index() {
	b.slots = make([]uint32, 1<<bits.Len(uint(2*len(b.keys))))
	for i, k := range b.keys {
		b.slots[b.place(k)] = uint32(i + 1)
	}
}

// prepare makes what follows from the columns.
func (b *Book) prepare() {
	for f := range b.alone {
		b.alone[f] = make([]uint32, b.words.Len()+1)
	}
	b.pairs = make([]uint64, 1<<bits.Len(uint(len(b.keys)/8)))
	for i, k := range b.keys {
		if k.second() == 0 {
			b.alone[k.field()][k.first()] = uint32(i + 1)
		} else {
			bits, bit := b.pair(k.hash())
			*bits |= bit
		}
	}
}

// pair returns the bit of a hash of a pair, and where it stands.
func (b *Book) pair(hash uint64) (bits *uint64, bit uint64) {
	return &b.pairs[hash>>6&uint64(len(b.pairs)-1)], 1 << (hash & 63)
}

// place returns the place of a key in the hash table, or the empty place where
// it would be.
func (b *Book) place(k key) uint64 {
	mask := uint64(len(b.slots) - 1)
	i := k.hash() & mask
	for b.slots[i] != 0 && b.keys[b.slots[i]-1] != k {
		i = (i + 1) & mask
	}
	return i
}

// IDF returns the inverse document frequencies of the columns, 1 + ln((1+N)/(1+df)),
// of a collection of n texts in which the columns have document frequencies df.
// Columns of fewer than two texts count nothing.
func IDF(df []uint32, n int) []float32 {
	idf := make([]float32, len(df))
	for i, d := range df {
		if d >= leastTexts {
			idf[i] = float32(1 + math.Log(float64(1+n)/float64(1+d)))
		}
	}
	return idf
}

// IDF returns the inverse document frequencies of the collection.
func (b *Book) IDF() []float32 { return IDF(b.df, int(b.texts)) }

// A Count is how often a text has what a column stands for.
type Count struct {
	Column, Count uint32
}

// Counts are in ascending order of their columns.
type Counts []Count

// titleWeight is the length of the part of a vector that the title has, where
// that of the body is 1.
const titleWeight = 0.35

// Vector returns the vector of counts: (1 + ln count)·idf, each field scaled to
// its length. What idf gives nothing for is left out. It takes the memory of
// another vector that is no longer needed, or of none.
func (b *Book) Vector(v learn.Vector, counts Counts, idf []float32) learn.Vector {
	v.Columns, v.Values = v.Columns[:0], v.Values[:0]
	var norm [fields]float64
	for _, c := range counts {
		w := float64(idf[c.Column])
		if w == 0 {
			continue
		}
		if c.Count > 1 {
			w *= 1 + math.Log(float64(c.Count))
		}
		v.Columns = append(v.Columns, c.Column)
		v.Values = append(v.Values, float32(w))
		norm[b.keys[c.Column].field()] += w * w
	}
	scale := [fields]float64{Body: 1, Title: titleWeight}
	for f := range scale {
		if norm[f] > 0 {
			scale[f] /= math.Sqrt(norm[f])
		}
	}
	for i, c := range v.Columns {
		v.Values[i] *= float32(scale[b.keys[c].field()])
	}
	return v
}

// Put adds the book to a file, in columns whose names begin with prefix.
func (b *Book) Put(f *columns.Writer, prefix string) {
	b.words.Put(f, prefix+"words.")
	columns.Put(f, prefix+"keys", b.keys)
	columns.Put(f, prefix+"df", b.df)
	columns.Put(f, prefix+"slots", b.slots)
	columns.Put(f, prefix+"texts", []uint32{b.texts})
}

// Read gets a book that was put into a file. What is wrong with it is an error
// of r.
func Read(r *columns.Reader, prefix string) *Book {
	b := &Book{words: words.Read(r, prefix+"words."), keys: columns.Column[key](r, prefix+"keys")}
	b.df = columns.ColumnOf[uint32](r, prefix+"df", len(b.keys))
	b.slots = columns.Slots[uint32](r, prefix+"slots")
	b.texts = columns.ColumnOf[uint32](r, prefix+"texts", 1)[0]
	if r.Err() != nil {
		return b
	}
	known, n := true, uint32(b.words.Len())
	for _, k := range b.keys {
		known = known && k.field() < fields && k.first()-1 < n && k.second() <= n
	}
	r.Check(known, prefix+"keys")
	columns.Each(r, prefix+"slots", b.slots, len(b.keys)+1)
	columns.Each(r, prefix+"df", b.df, int(b.texts)+1)
	if r.Err() == nil {
		b.prepare()
	}
	return b
}
