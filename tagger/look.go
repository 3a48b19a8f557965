package tagger

import (
	"fmt"
	"hash/fnv"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/similar"
	"github.com/catchword/catchword/report"
)

// A look is what an inspection sees of one text alone.
type look struct {
	report        *report.Report
	err           error // of reading it
	words         int
	sketch        similar.Sketch
	otherLanguage string // what speaks for one, "" if nothing does
	done          chan struct{}
}

// looks yields what is seen of each report, in their order. They are read by the
// caller, a few ahead of what is yielded, and looked at by as many goroutines as
// there are processors.
func (t *Tagger) looks(reports iter.Seq2[*report.Report, error]) iter.Seq[*look] {
	return func(yield func(*look) bool) {
		workers := runtime.GOMAXPROCS(0)
		ahead := 4 * workers
		jobs := make(chan *look, ahead)
		var wait sync.WaitGroup
		defer wait.Wait()
		defer close(jobs)
		for range workers {
			wait.Add(1)
			go func() {
				defer wait.Done()
				v := viewer{Tagger: t}
				for l := range jobs {
					v.view(l)
					close(l.done)
				}
			}()
		}
		var queue []*look
		next := func() bool {
			l := queue[0]
			queue = queue[1:]
			<-l.done
			return yield(l)
		}
		for r, err := range reports {
			l := &look{report: r, err: err, done: make(chan struct{})}
			jobs <- l
			if queue = append(queue, l); len(queue) == ahead && !next() {
				return
			}
		}
		for len(queue) > 0 && next() {
		}
	}
}

// A viewer looks at texts, one after the other.
type viewer struct {
	*Tagger
	hashes   []uint64
	sketcher similar.Sketcher
}

func (v *viewer) view(l *look) {
	if l.err != nil {
		return
	}
	prose := proseOf(l.report)
	v.hash(prose)
	l.words, l.sketch = len(v.hashes), v.sketcher.Sketch(v.hashes)
	l.otherLanguage = v.otherLanguage(prose, l.words)
}

// hash makes v.hashes those of the words of a text, the same in every run.
func (v *viewer) hash(text string) {
	v.hashes = v.hashes[:0]
	h := fnv.New64a()
	for s := v.analyzer.Scan(text); s.Next(); {
		h.Reset()
		h.Write([]byte(v.analyzer.Word(s.Span().In(text)).Exact)) // never fails
		v.hashes = append(v.hashes, h.Sum64())
	}
}

// otherLanguage says what speaks for a text being in another language than the
// analyzer's, "" if nothing does, or its words are too few to tell.
func (t *Tagger) otherLanguage(text string, words int) string {
	lang := t.analyzer.Lang()
	if lang == "und" || words < leastGuessed {
		return ""
	}
	known, shares := analysis.StopShares(text)
	own := shares[slices.IndexFunc(shares, func(s analysis.LanguageShare) bool { return s.Lang == lang })].Share
	switch first := shares[0]; {
	case known < leastGuessed:
	case first.Lang != lang && first.Share >= leastOther && first.Share >= 2*own:
		return fmt.Sprintf("the text seems to be in %q, not %q: %.0f %% of its words are words that sentences are built with there, and %.0f %% here", first.Lang, lang, 100*first.Share, 100*own)
	case own < leastOwn:
		return fmt.Sprintf("the text seems not to be in %q, or no running text: %.0f %% of its words are words that sentences are built with", lang, 100*own)
	}
	return ""
}

// proseOf returns the title, the summary and the sections of a report, without
// what isn't prose.
func proseOf(r *report.Report) string {
	var b strings.Builder
	for runs := range r.Prose() {
		b.WriteString(report.Read(r.Text, runs).Text)
		b.WriteByte('\n')
	}
	return b.String()
}
