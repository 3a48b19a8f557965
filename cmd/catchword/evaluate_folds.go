package main

import (
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
	if err != nil {
		return err
	}
	e.answers, err = eval.CrossValidate(parts, e.learning(f))
	return err
}

// heldOut is one over the share of the texts that a learning curve is measured
// on.
const heldOut = 5

// learningCurve tells how suggestions get better with more texts to learn from:
// from a sixteenth, an eighth and so on up to all of those that are not held out.
func (e *evaluation) learningCurve(groups []int, f fit) ([]eval.Learnt, error) {
	parts, err := eval.Folds(len(e.texts), heldOut, groups, e.options.Seed)
	if err != nil {
		return nil, err
	}
	var train, sizes []int
	for _, part := range parts[1:] {
		train = append(train, part...)
	}
	for share := 16; share >= 1; share /= 2 {
		sizes = append(sizes, len(train)/share)
	}
	return eval.LearningCurve(e.evalTexts(), train, parts[0], sizes, e.learning(f), e.options)
}

// evalTexts returns the texts with the suggestions to judge.
func (e *evaluation) evalTexts() []eval.Text {
	texts := make([]eval.Text, len(e.texts))
	for i := range e.texts {
		texts[i] = eval.Text{ID: e.texts[i].id, Gold: e.texts[i].gold, Suggestions: e.answers[i]}
	}
	return texts
}
