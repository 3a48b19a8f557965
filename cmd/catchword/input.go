package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"

	"golang.org/x/term"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// common are the flags and arguments of every command that reads reports.
type common struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Files, folders, or - for standard input, which is also read if there is no path."`

	Vocab     string  `short:"v" placeholder:"FILE" help:"The vocabulary: a list, CSV, TSV or JSON, also .gz. By default, 85 keywords of social policy."`
	Lang      string  `default:"en" help:"Language of the texts and labels: en, fr, es, ru, sv, no, hu, or und for any other."`
	TagsKey   string  `placeholder:"KEY" help:"Front matter key that holds the tags. By default, the first there is of keywords, tags, topics."`
	Threshold float64 `default:"0.1" help:"Lowest score to show; 0 shows every keyword that was found."`
	Limit     int     `default:"10" help:"Most keywords for a section, and for a report; 0 for no limit."`
	Jobs      int     `short:"j" placeholder:"N" help:"Reports to read at once. By default, one for each processor."`
}

// tagger makes the tagger that the flags ask for. Problems with the vocabulary
// go to standard error.
func (c *common) tagger(std stdio) (*tagger.Tagger, error) {
	analyzer, err := analysis.New(c.Lang)
	if err != nil {
		return nil, err
	}
	v := vocab.Default()
	if c.Vocab != "" {
		var problems []vocab.Problem
		if v, problems, err = vocab.Open(c.Vocab); err != nil {
			return nil, err
		}
		printProblems(std.err, c.Vocab, problems)
	}
	options := tagger.Options{Threshold: c.Threshold, Limit: c.Limit}
	if options.Threshold == 0 {
		options.Threshold = tagger.Everything
	}
	if options.Limit == 0 {
		options.Limit = -1
	}
	t, err := tagger.New(v, analyzer, options)
	if err != nil {
		return nil, err
	}
	if c.Vocab != "" {
		printProblems(std.err, c.Vocab, t.Problems())
	}
	return t, nil
}

// shownProblems is the number of a vocabulary's problems that are worth
// reading before the results.
const shownProblems = 10

// printProblems prints the first warnings and errors, and counts the rest.
func printProblems(w io.Writer, file string, problems []vocab.Problem) {
	shown, more := 0, 0
	for _, p := range problems {
		switch {
		case p.Severity < vocab.Warning:
		case shown < shownProblems:
			shown++
			if p.File == "" {
				p.File = file
			}
			fmt.Fprintln(w, p)
		default:
			more++
		}
	}
	if more > 0 {
		fmt.Fprintf(w, "%s: %d more problems\n", file, more)
	}
}

// sources returns what the paths name; standard input if there are none.
func (c *common) sources(std stdio) (iter.Seq2[report.Source, error], error) {
	paths := c.Paths
	if len(paths) == 0 {
		if f, ok := std.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			return nil, errors.New("no file to read: name files or folders, or pipe a text in")
		}
		paths = []string{"-"}
	}
	reader := &report.Reader{TagsKey: c.TagsKey, Stdin: std.in}
	return reader.Sources(paths...), nil
}

// answer is what was made of a source.
type answer[T any] struct {
	report *report.Report
	value  T
	err    error
}

// eachReport parses every source and makes a value of it, several at once, and
// hands the answers to emit in the order of the sources. An input that can't be
// read is reported, and the others go on; then the error is errUnread.
func eachReport[T any](ctx context.Context, c *common, std stdio, work func(*report.Report) T, emit func(*report.Report, T) error) error {
	sources, err := c.sources(std)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	progress := newProgress(std.err)
	defer progress.done()
	unread := false
	for a := range inOrder(ctx, c.jobs(), sources, work) {
		progress.step()
		if a.err != nil {
			progress.clear()
			fmt.Fprintln(std.err, "catchword:", a.err)
			unread = true
			continue
		}
		for _, p := range a.report.Problems {
			progress.clear()
			fmt.Fprintln(std.err, p)
		}
		if err := emit(a.report, a.value); err != nil {
			return err
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case unread:
		return errUnread
	}
	return nil
}

func (c *common) jobs() int {
	if c.Jobs > 0 {
		return c.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// inOrder works on the sources with several goroutines and yields the answers
// in order. It runs ahead of the slowest by a few sources for each goroutine.
func inOrder[T any](ctx context.Context, jobs int, sources iter.Seq2[report.Source, error], work func(*report.Report) T) iter.Seq[answer[T]] {
	return func(yield func(answer[T]) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan chan answer[T], 4*jobs)
		slots := make(chan struct{}, jobs)
		go func() {
			defer close(queue)
			for source, err := range sources {
				if ctx.Err() != nil {
					return
				}
				done := make(chan answer[T], 1)
				select {
				case queue <- done:
				case <-ctx.Done():
					return
				}
				if err != nil {
					done <- answer[T]{err: err}
					continue
				}
				slots <- struct{}{}
				go func() {
					defer func() { <-slots }()
					a := answer[T]{}
					if a.report, a.err = source.Parse(); a.err == nil {
						a.value = work(a.report)
					}
					done <- a
				}()
			}
		}()
		for done := range queue {
			select {
			case a := <-done:
				if !yield(a) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
