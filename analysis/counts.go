package analysis

import (
	"iter"
	"strings"
)

// A Counts counts in how many documents each term occurs. The zero Counts has
// seen no document and is ready to use. It is not safe for concurrent use: let
// every goroutine fill its own and bring them together with [Counts.Merge].
//
// What it holds does not depend on the order of documents, terms or merges.
type Counts struct {
	docs    int
	index   map[string]int // place of each term in tallies
	tallies []tally
}

// A tally is what Counts knows of a term.
type tally struct {
	df   int // documents that have the term
	last int // number of the last document of Add that had it, from 1
}

// Add counts one document by its terms: each that occurs counts once, however
// often it occurs. Empty terms are left out. A document without terms counts
// as a document. Strings are copied, not kept. The cost is one look-up in a
// hash table for each term, and about 80 bytes of memory for each new one.
func (c *Counts) Add(terms iter.Seq[string]) {
	c.docs++
	for term := range terms {
		if t := c.tally(term); term != "" && t.last != c.docs {
			t.last = c.docs
			t.df++
		}
	}
}

// tally returns the tally of a term, a new one if it has none.
func (c *Counts) tally(term string) *tally {
	i, ok := c.index[term]
	if !ok {
		if c.index == nil {
			c.index = make(map[string]int)
		}
		i = len(c.tallies)
		c.index[strings.Clone(term)] = i
		c.tallies = append(c.tallies, tally{})
	}
	return &c.tallies[i]
}

// Merge adds the counts of other, of other documents, to c. It doesn't change
// other.
func (c *Counts) Merge(other *Counts) {
	c.docs += other.docs
	for term, i := range other.index {
		df := other.tallies[i].df
		c.tally(term).df += df
	}
}

// Statistics returns the counts so far of the terms that at least minDF
// documents have; a minDF below 1 is 1. The fingerprint is that of the analyzer
// that the terms came from; it is kept with them. The cost is that of sorting
// the terms.
func (c *Counts) Statistics(minDF int, fingerprint string) *Statistics {
	minDF = max(minDF, 1)
	var terms []string
	for term, i := range c.index {
		if c.tallies[i].df >= minDF {
			terms = append(terms, term)
		}
	}
	return newStatistics(terms, func(term string) int { return c.tallies[c.index[term]].df }, c.docs, minDF, fingerprint)
}
