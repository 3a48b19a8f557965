package tagger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"

	"github.com/catchword/catchword/internal/bag"
	"github.com/catchword/catchword/internal/learn"
)

// readAll makes samples of examples, on all processors, and the book and the rows of
// them.
func (tr *trainer) readAll(examples iter.Seq[Example]) {
	l, census := tr.learner()
	type job struct {
		n int
		Example
		untagged bool // its sections are wanted though they are
	}
	var wait sync.WaitGroup
	var mu sync.Mutex
	kept := newRation(tr.Tagger, tr.options.Memory)
	jobs := make(chan job)
	for range runtime.GOMAXPROCS(0) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			s := l.borrow()
			s.census = census
			for j := range jobs {
				made, parts := s.sample(&j.Example, j.untagged)
				mu.Lock()
				kept.put(j.n, taken{made, parts})
				mu.Unlock()
			}
		}()
	}
	sum := sha256.New()
	n := 0
	var some sieve
	for e := range examples {
		if tr.ctx.Err() != nil {
			break
		}
		if e.Report == nil {
			tr.err = ErrNoReport
			break
		}
		e.Concepts, e.Sections = tr.conceptsOf(e.Concepts), tr.sectionsOf(&e)
		fmt.Fprintf(sum, "%d\n%s", len(e.Report.Text), e.Report.Text)
		for _, c := range e.Concepts {
			fmt.Fprintf(sum, "\n%s", tr.vocabulary.ID(int(c)))
		}
		for i, concepts := range e.Sections {
			for _, c := range concepts {
				fmt.Fprintf(sum, "\n%d %s", i, tr.vocabulary.ID(int(c)))
			}
		}
		untagged := e.Sections == nil && some.keep(n, partsOf(e.Report))
		mu.Lock()
		wanted, short := kept.wants(n), kept.short
		mu.Unlock()
		if short {
			break
		}
		if wanted {
			jobs <- job{n, e, untagged}
		}
		n++
		tr.progress("reading", n, 0)
	}
	close(jobs)
	wait.Wait()
	tr.hash = hex.EncodeToString(sum.Sum(nil))
	tr.read, tr.short, tr.least = n, kept.short, kept.least
	tr.lineUp(kept, &some)
	texts := make([]bag.Text, len(tr.samples))
	for i := range tr.samples {
		texts[i], tr.samples[i].text = tr.samples[i].text, bag.Text{}
	}
	tr.progress("counting words", 0, 0)
	var counts []bag.Counts
	tr.book, counts = census.Book(texts[:tr.reports], texts[tr.reports:])
	tr.idf = tr.book.IDF()
	tr.all = &learn.Rows{}
	for _, c := range counts {
		tr.all.Append(tr.book.Vector(learn.Vector{}, c, tr.idf))
	}
	tr.rows = tr.all.First(tr.learned)
	tr.group()
}

// conceptsOf returns the concepts of an example as they must be.
func (tr *trainer) conceptsOf(concepts []int32) []int32 {
	concepts = slices.Clone(concepts)
	slices.Sort(concepts)
	return slices.DeleteFunc(slices.Compact(concepts), func(c int32) bool { return c < 0 || int(c) >= tr.vocabulary.Len() })
}

// group makes classes of the concepts that samples enough have.
func (tr *trainer) group() {
	tr.classOf = make([]int32, tr.vocabulary.Len())
	for i := range tr.samples {
		for _, c := range tr.samples[i].concepts {
			tr.classOf[c]++
			if i < tr.reports {
				tr.assignments++
			}
		}
	}
	for _, n := range tr.classOf {
		if n > 0 {
			tr.concepts++
		}
	}
	least := leastFor(tr.concepts)
	for c, n := range tr.classOf {
		tr.classOf[c] = -1
		if n >= least {
			tr.classOf[c] = int32(len(tr.classes))
			tr.classes = append(tr.classes, int32(c))
		}
	}
	tr.members = make([][]int32, len(tr.classes))
	for i := range tr.samples {
		for _, c := range tr.samples[i].concepts {
			if class := tr.classOf[c]; class >= 0 {
				tr.members[class] = append(tr.members[class], int32(i))
			}
		}
	}
}
