package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"syscall"

	"github.com/catchword/catchword/report"
)

// A printer prints what was made of reports, one after the other.
type printer[T any] struct {
	print  func(*report.Report, T) error
	unread func(error) error // for an input that can't be read; nil: standard error is enough
	close  func() error      // nil: nothing comes after the last report
}

// eachReport parses every source, makes a value of it, several at once, and
// prints the values in the order of the sources with the printer for standard
// output. An input that can't be read, or a part of one, is told on standard
// error, and the others go on; then the error is errUnread.
func eachReport[T any](ctx context.Context, c *common, std stdio, work func(*report.Report) T, newPrinter func(*bufio.Writer, style) printer[T]) error {
	sources, err := c.sources(std)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(std.out)
	b := batch[T]{std: std, out: out, printer: newPrinter(out, newStyle(std.out)), infos: make(map[string]int)}
	err = b.run(ctx, inOrder(ctx, c.jobs(), sources, work))
	if err == nil || errors.Is(err, context.Canceled) {
		err = errors.Join(err, b.finish())
	}
	switch {
	case errors.Is(err, syscall.EPIPE): // the reader of the results has enough of them
		err = nil
	case err != nil:
		return err
	}
	if b.failed {
		return errUnread
	}
	return err
}

// A batch is a run over reports.
type batch[T any] struct {
	std stdio
	out *bufio.Writer
	printer[T]
	failed bool
	infos  map[string]int // of the reports, by rule
}

// shownInfos is the number of a rule's infos that are worth reading one by one.
const shownInfos = 5

// run prints the answers as they come.
func (b *batch[T]) run(ctx context.Context, answers iter.Seq[answer[T]]) error {
	progress := newProgress(b.std.err)
	defer progress.done()
	for a := range answers {
		if err := progress.step(func() error { return b.emit(a) }); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// emit prints one answer.
func (b *batch[T]) emit(a answer[T]) error {
	if a.err != nil {
		b.failed = true
		fail(b.std, a.err)
		if b.unread == nil {
			return nil
		}
		return b.unread(a.err)
	}
	for _, p := range a.report.Problems {
		b.failed = b.failed || p.Severity == report.Error
		if p.Severity == report.Info {
			if b.infos[string(p.Rule)]++; b.infos[string(p.Rule)] > shownInfos {
				continue
			}
		}
		fmt.Fprintln(b.std.err, printable(p.String()))
	}
	if err := b.print(a.report, a.value); err != nil {
		return err
	}
	return b.out.Flush()
}

// finish prints what comes after the last report, and counts the infos that were
// not printed.
func (b *batch[T]) finish() error {
	for _, rule := range slices.Sorted(maps.Keys(b.infos)) {
		if more := b.infos[rule] - shownInfos; more > 0 {
			fmt.Fprintf(b.std.err, "and %s [%s]; catchword validate --format json has them all\n", plural(more, "more info"), rule)
		}
	}
	if b.close != nil {
		if err := b.close(); err != nil {
			return err
		}
	}
	return b.out.Flush()
}

// answer is what was made of a source.
type answer[T any] struct {
	report *report.Report
	value  T
	err    error
}

// inOrder works on the sources with several goroutines and yields the answers
// in the order of the sources. It runs ahead of the slowest by a few sources
// for each goroutine.
func inOrder[T any](ctx context.Context, jobs int, sources iter.Seq2[report.Source, error], work func(*report.Report) T) iter.Seq[answer[T]] {
	return func(yield func(answer[T]) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan (<-chan answer[T]), 4*jobs)
		go func() {
			defer close(queue)
			slots := make(chan struct{}, jobs)
			for source, err := range sources {
				done := make(chan answer[T], 1)
				if !send(ctx, queue, done) {
					return
				}
				if err != nil {
					done <- answer[T]{err: err}
					continue
				}
				if !send(ctx, slots, struct{}{}) {
					return
				}
				go func() {
					done <- answerOf(source, work)
					<-slots
				}()
			}
		}()
		for {
			// Reading standard input can't be interrupted; waiting for it can.
			done, ok := receive(ctx, queue)
			if !ok {
				return
			}
			a, ok := receive(ctx, done)
			if !ok || !yield(a) {
				return
			}
		}
	}
}

func answerOf[T any](source report.Source, work func(*report.Report) T) (a answer[T]) {
	if a.report, a.err = source.Parse(); a.err == nil {
		a.value = work(a.report)
	}
	return a
}

// send sends v, unless ctx is done before it is received.
func send[T any](ctx context.Context, c chan<- T, v T) bool {
	select {
	case c <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

// receive receives from c, unless it is closed or ctx is done before.
func receive[T any](ctx context.Context, c <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-c:
		return v, ok
	case <-ctx.Done():
		return v, false
	}
}
