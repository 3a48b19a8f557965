package tagger

import (
	"fmt"
	"io"
)

// A MemoryError is the error of Train if what it may take is too little for the
// vocabulary and two texts.
type MemoryError struct {
	Least int64 // bytes that would do for those: TrainOptions.Memory from which on something is learned
}

func (e *MemoryError) Error() string {
	return fmt.Sprintf("tagger: the memory that training may take is too little for the vocabulary and two texts, which take %d bytes", e.Least)
}

// A ration keeps of the examples, as they come, as many as memory is for: all, or
// every second one, every fourth and so on, whichever are the first to fit. That
// depends on nothing but the examples in their order.
type ration struct {
	memory int64 // 0: any
	fixed  int64 // what does not depend on examples
	stride int
	next   int           // the example to be weighed next
	done   map[int]taken // those that are made
	used   load
	short  bool  // not even two fit
	least  int64 // if so, what would do for two
}

// What is taken of an example: the samples of its report and of its sections.
type taken struct {
	report   sample
	sections []sample
}

// A load is what samples take: an estimate that was made by measuring, and errs
// to the large side.
type load struct {
	texts     int
	sectioned int   // of them, those of which sections are kept
	words     int64 // of all, and all that is made of these
	table     int64 // of the reports' pairs, if all are left out once
	sections  int64 // likewise, of the sections' pairs
}

// What things take, in bytes.
const (
	bytesOfRun  = 64 << 20 // tables of words, and of what each goroutine works with
	bytesOfWord = 60       // in one text: counted, as a column, in rows, centroids and file
	bytesOfPair = 12 * int64(features)
)

func newRation(t *Tagger, memory int64) *ration {
	r := &ration{memory: memory, stride: 1, done: make(map[int]taken)}
	if memory > 0 {
		compiled, _ := t.WriteTo(io.Discard) // which fails for no vocabulary that was compiled
		r.fixed = bytesOfRun + 4*compiled
	}
	return r
}

// add adds what was taken of an example, with a sign.
func (l *load) add(t *taken, sign int) {
	l.texts += sign
	if len(t.sections) > 0 {
		l.sectioned += sign
	}
	l.addSample(&t.report, &l.table, int64(sign))
	for i := range t.sections {
		l.addSample(&t.sections[i], &l.sections, int64(sign))
	}
}

func (l *load) addSample(s *sample, table *int64, n int64) {
	words, pairs := int64(s.text.Len()), int64(len(s.pairs))
	l.words += n * (bytesOfWord*words + 4*int64(len(s.cosines)+len(s.title)) + 200*pairs + 500)
	pairs += mostByWords
	if len(s.title) > 0 {
		pairs += mostBySpelling
	}
	*table += n * bytesOfPair * pairs
}

// bytes returns what l takes in all.
func (l *load) bytes() int64 {
	if l.texts < manyTexts {
		return l.words + l.table + l.sections
	}
	// Only a sample is left out, of 4,500 reports at most, and up to 3,000 more of
	// which there are sections: see trainer.parts.
	held := min(mostHeld*3/2, l.texts)
	more := min(mostHeld, l.sectioned)
	bytes := l.words + l.table/int64(l.texts)*int64(min(held+more, l.texts))
	if l.sectioned > 0 {
		bytes += l.sections / int64(l.sectioned) * int64(min(held+more, l.sectioned))
	}
	return bytes
}

// wants reports whether example n may be kept.
func (r *ration) wants(n int) bool { return !r.short && n%r.stride == 0 }

// put takes example n, in any order.
func (r *ration) put(n int, t taken) {
	if !r.wants(n) {
		return
	}
	r.done[n] = t
	for !r.short {
		t, ok := r.done[r.next]
		if !ok {
			return
		}
		r.used.add(&t, 1)
		r.next += r.stride
		for r.memory > 0 && !r.short && r.fixed+r.used.bytes() > r.memory {
			r.halve()
		}
	}
}

// halve drops every second example.
func (r *ration) halve() {
	if r.short = r.used.texts <= 2; r.short {
		r.least = r.fixed + r.used.bytes()*2/int64(r.used.texts)
	}
	r.stride *= 2
	for n, t := range r.done {
		if n%r.stride == 0 {
			continue
		}
		if n < r.next {
			r.used.add(&t, -1)
		}
		delete(r.done, n)
	}
	r.next = (r.next + r.stride - 1) / r.stride * r.stride
}

// all returns what was kept, in order. It takes them away.
func (r *ration) all() []taken {
	all := make([]taken, 0, len(r.done))
	for n := 0; n < r.next; n += r.stride {
		all = append(all, r.done[n])
	}
	r.done = nil
	return all
}
