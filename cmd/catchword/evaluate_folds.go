package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/catchword/catchword/eval"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
)

// A fit learns from reports, and from nothing else, and returns what suggests
// keywords by what it learnt. Several goroutines call that at once.
type fit func(train []*report.Report) (suggest func(*report.Report) tagger.Result, err error)

// learning returns what learns from the texts with some indices. The evaluation
// must have kept the reports.
func (e *evaluation) learning(f fit) eval.Fit {
	return func(train []int) (eval.Suggester, error) {
		reports := make([]*report.Report, len(train))
		for i, text := range train {
			reports[i] = e.texts[text].report
		}
		suggest, err := f(reports)
		if err != nil {
			return nil, err
		}
		return func(text int) []eval.Suggestion {
			j := &e.texts[text]
			j.answer(j.report, suggest(j.report), eval.Agreed(j.gold, e.options.Agree))
			return j.suggestions
		}, nil
	}
}

// crossValidate gives each text the suggestions of what was learnt from other
// folds. Texts with the same number in groups, such as near-duplicates, are in
// one fold; groups is nil, or has a number for each text.
func (e *evaluation) crossValidate(folds int, groups []int, f fit) error {
	parts, err := eval.Folds(len(e.texts), folds, groups, e.options.Seed)
	var bad *eval.OptionError
	if errors.As(err, &bad) {
		return fmt.Errorf("--cv: %d parts are more than there are texts to part; those that are nearly the same count as one", folds)
	}
	if err != nil {
		return err
	}
	e.answers, err = eval.CrossValidate(parts, e.learning(f))
	if errors.Is(err, tagger.ErrNothingToLearn) {
		return fmt.Errorf("--cv: without one of %d parts, there is nothing to learn from %s", folds, plural(len(e.texts), "tagged text"))
	}
	return err
}

// crossValidated judges models that are trained without the texts they are judged
// on and, where a curve is wanted, models that are trained on fewer and fewer.
func (e *evaluation) crossValidated(ctx context.Context, std stdio, folds int, curve bool) error {
	groups, near, err := e.duplicates()
	if err != nil {
		return err
	}
	if near > 0 {
		fmt.Fprintf(std.err, "in one part with others that they nearly repeat: %s\n", plural(near, "text"))
	}
	progress := newProgress(std.err)
	defer progress.done()
	part, what := 0, fmt.Sprintf("part %%d of %d: ", folds)
	f := func(train []*report.Report) (func(*report.Report) tagger.Result, error) {
		part++
		t, err := e.tagger.Train(ctx, e.examples(train), tagger.TrainOptions{Progress: func(stage string, done, total int) {
			progress.stage(fmt.Sprintf(what, part)+stage, done, total)
		}})
		if err != nil {
			return nil, err
		}
		return t.SuggestReport, nil
	}
	if err := e.crossValidate(folds, groups, f); err != nil || !curve {
		return err
	}
	part, what = 0, "learning curve, step %d: "
	var few []int
	e.learnt, few, err = e.learningCurve(groups, f)
	if len(few) > 0 {
		fmt.Fprintf(std.err, "learning curve: left out, as there is nothing to learn from so few texts: %s\n", strings.Trim(fmt.Sprint(few), "[]"))
	}
	return err
}

// examples yields reports with the concepts that are right for them.
func (e *evaluation) examples(reports []*report.Report) iter.Seq[tagger.Example] {
	return func(yield func(tagger.Example) bool) {
		for _, r := range reports {
			example := tagger.Example{Report: r}
			for _, id := range eval.Agreed(e.texts[e.byReport[r]].gold, e.options.Agree) {
				if n, ok := e.tagger.Vocabulary().Index(id); ok {
					example.Concepts = append(example.Concepts, int32(n))
				}
			}
			slices.Sort(example.Concepts)
			if len(e.indexers) == 0 {
				example.Sections = e.ofSections(r)
			}
			if !yield(example) {
				return
			}
		}
	}
}

// ofSections returns the concepts that the tags of each section mean, nil if none
// has any.
func (e *evaluation) ofSections(r *report.Report) [][]int32 {
	var all [][]int32
	for i := range r.Sections {
		for _, tag := range r.Sections[i].Tags {
			id, _ := e.resolve(tag)
			if id == "" {
				continue
			}
			if all == nil {
				all = make([][]int32, len(r.Sections))
			}
			n, _ := e.tagger.Vocabulary().Index(id)
			all[i] = append(all[i], int32(n))
		}
	}
	return all
}

// duplicates returns for each text the number of a group of texts that are nearly
// the same, and how many texts are like an earlier one.
func (e *evaluation) duplicates() (groups []int, near int, err error) {
	groups = make([]int, len(e.texts))
	e.byReport = make(map[*report.Report]int)
	for i := range e.texts {
		groups[i] = i
		e.byReport[e.texts[i].report] = i
	}
	reports := func(yield func(*report.Report, error) bool) {
		for i := range e.texts {
			if !yield(e.texts[i].report, nil) {
				return
			}
		}
	}
	var texts []int // by example
	corpus, err := e.tagger.Inspect(reports, tagger.CorpusOptions{Whole: true}, func(x tagger.Example) error {
		texts = append(texts, e.byReport[x.Report])
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	for i, first := range corpus.Groups {
		if int(first) != i {
			groups[texts[i]] = groups[texts[first]]
			near++
		}
	}
	return groups, near, nil
}

// heldOut is one over the share of the texts that a learning curve is measured
// on.
const heldOut = 5

// learningCurve tells how suggestions get better with more texts to learn from:
// from a sixteenth, an eighth and so on up to all of those that are not held out.
// The sizes from which nothing can be learned are few.
func (e *evaluation) learningCurve(groups []int, f fit) (curve []eval.Learnt, few []int, err error) {
	parts, err := eval.Folds(len(e.texts), heldOut, groups, e.options.Seed)
	if err != nil {
		return nil, nil, err
	}
	var train []int
	for _, part := range parts[1:] {
		train = append(train, part...)
	}
	for share := 16; share >= 1; share /= 2 {
		size := max(len(train)/share, 1)
		step, err := eval.LearningCurve(e.evalTexts(), train, parts[0], []int{size}, e.learning(f), e.options)
		switch {
		case errors.Is(err, tagger.ErrNothingToLearn):
			few = append(few, size)
		case err != nil:
			return nil, nil, err
		}
		curve = append(curve, step...)
	}
	return curve, few, nil
}

// evalTexts returns the texts with the suggestions to judge.
func (e *evaluation) evalTexts() []eval.Text {
	texts := make([]eval.Text, len(e.texts))
	for i := range e.texts {
		texts[i] = eval.Text{ID: e.texts[i].id, Gold: e.texts[i].gold, Suggestions: e.answers[i]}
	}
	return texts
}
