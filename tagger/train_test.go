package tagger_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// topics are concepts of the default vocabulary, with words that texts about them
// have. The labels of the last are in none.
var topics = []struct {
	concept string
	words   string
}{
	{"Child care", "child care nursery toddlers minders playgroup parents opening hours fees"},
	{"Social housing", "social housing tenants estate rents landlord waiting list flats"},
	{"Urban renewal", "urban renewal streets facades square demolition masterplan neighbourhood quarter"},
	{"Municipality", "municipality aldermen council mayor aldermen budget ordinance chamber"},
	{"Preschool education", "preschool education teachers classroom letters curriculum pupils"},
	{"Urban gardening", "seedlings compost spades tomatoes beehives harvest soil watering"},
}

// archive makes n texts, each of two sections and one or two topics. The same seed
// makes the same ones.
func archive(tb testing.TB, n int, seed uint64) []tagger.Example {
	tb.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	var all []tagger.Example
	for i := range n {
		about := []int{i % len(topics)}
		if random.IntN(3) == 0 {
			about = append(about, (i+1+random.IntN(len(topics)-1))%len(topics))
		}
		var b strings.Builder
		fmt.Fprintf(&b, "# Report %d\n", i)
		for section := range 2 {
			fmt.Fprintf(&b, "\n## Part %d\n\n", section+1)
			for range 5 {
				words := strings.Fields(topics[about[random.IntN(len(about))]].words)
				fmt.Fprintf(&b, "The %s and %s of the year came to %s.\n", words[random.IntN(len(words))], strings.Join(words[:2], " "), words[random.IntN(len(words))])
			}
		}
		e := tagger.Example{Report: parse(tb, fmt.Sprintf("%d.md", i), b.String())}
		for _, topic := range about {
			e.Concepts = append(e.Concepts, concept(tb, topics[topic].concept))
		}
		slices.Sort(e.Concepts)
		all = append(all, e)
	}
	return all
}

// concept returns the index in the default vocabulary of a concept.
func concept(tb testing.TB, label string) int32 {
	tb.Helper()
	v := vocab.Default()
	for n := range v.Len() {
		if v.Label(n, "en") == label {
			return int32(n)
		}
	}
	tb.Fatalf("no concept %q", label)
	return 0
}

// train trains a tagger of the default vocabulary.
func train(tb testing.TB, examples []tagger.Example, o tagger.Options) *tagger.Tagger {
	tb.Helper()
	untrained, err := tagger.New(vocab.Default(), analysis.English(), o)
	if err != nil {
		tb.Fatal(err)
	}
	trained, err := untrained.Train(context.Background(), slices.Values(examples), tagger.TrainOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	return trained
}

const withoutLabel = "In spring, tomatoes and other seedlings were set in compost, and the beehives came.\n"

// TestTrain tests that what people call a text is learned, though the text does
// not.
func TestTrain(t *testing.T) {
	examples := archive(t, 60, 1)
	trained := train(t, examples, tagger.Options{})
	if got := labels(newTagger(t, vocab.Default()).Suggest(withoutLabel)); slices.Contains(got, "Urban gardening") {
		t.Fatalf("untrained: %q", got)
	}
	suggestions := trained.Suggest(withoutLabel)
	if len(suggestions) == 0 || suggestions[0].Label != "Urban gardening" || suggestions[0].Score < 0.5 {
		t.Fatalf("suggests %+v", suggestions)
	}
	first := suggestions[0]
	if first.Occurrences != 0 || len(first.Words) == 0 || first.Words[0].In(withoutLabel) == "" {
		t.Errorf("%d places, and the words %v", first.Occurrences, first.Words)
	}
	training := trained.Training()
	assigned := 0
	for _, e := range examples {
		assigned += len(e.Concepts)
	}
	if training.Texts != 60 || training.Concepts != len(topics) || training.Assignments != assigned || len(training.Hash) != 64 ||
		training.Columns == 0 || training.Pairs == 0 || training.Parts != 10 || !(training.Loss > 0 && training.Loss < 0.5) {
		t.Errorf("training %+v", training)
	}
	for _, e := range archive(t, 12, 2) {
		checkWords(t, e.Report, trained)
	}
}

// checkWords checks that the words that speak for suggestions are words of the
// text.
func checkWords(t *testing.T, r *report.Report, tg *tagger.Tagger) {
	t.Helper()
	result := tg.SuggestReport(r)
	check := func(all []tagger.Suggestion, within string) {
		t.Helper()
		for _, s := range all {
			if !(s.Score >= 0 && s.Score <= 1) {
				t.Errorf("%s: a score of %v", s.Label, s.Score)
			}
			sum := 0.0
			for i, w := range s.Words {
				if w.Start < 0 || w.End <= w.Start || w.End > len(r.Text) || !strings.Contains(within, w.In(r.Text)) {
					t.Fatalf("%s: the word at %v of %d bytes", s.Label, w.Span, len(r.Text))
				}
				if i > 0 && w.Weight > s.Words[i-1].Weight || !(w.Weight > 0 && w.Weight <= 1) {
					t.Errorf("%s: weights %+v", s.Label, s.Words)
				}
				sum += w.Weight
			}
			if sum > 1+1e-9 {
				t.Errorf("%s: weights add up to %v", s.Label, sum)
			}
		}
	}
	check(result.Suggestions, r.Text)
	for i, sec := range result.Sections {
		check(sec.Suggestions, sec.In(r.Text))
		if own := tg.SuggestSection(r, i); !reflect.DeepEqual(own, sec.Suggestions) {
			t.Errorf("section %d: %+v, of the report %+v", i, own, sec.Suggestions)
		}
	}
}

// TestTrainSame tests that the same examples make the same file, on one processor
// and on many.
func TestTrainSame(t *testing.T) {
	for _, examples := range [][]tagger.Example{archive(t, 60, 1), sectioned(t, 40, 1)} {
		want := compiled(t, train(t, examples, tagger.Options{}))
		for _, n := range []int{1, 4} {
			before := runtime.GOMAXPROCS(n)
			got := compiled(t, train(t, examples, tagger.Options{}))
			runtime.GOMAXPROCS(before)
			if got != want {
				t.Errorf("other bytes on %d processors", n)
			}
		}
	}
}

// TestTrainedFile tests that what was trained is read as it was written.
func TestTrainedFile(t *testing.T) {
	for _, examples := range [][]tagger.Example{archive(t, 60, 1), sectioned(t, 40, 1)} {
		trained := train(t, examples, tagger.Options{})
		file := compiled(t, trained)
		opened, err := tagger.Parse(file, tagger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if compiled(t, opened) != file {
			t.Error("what was read is written as other bytes")
		}
		if !reflect.DeepEqual(opened.Training(), trained.Training()) {
			t.Errorf("training %+v, want %+v", opened.Training(), trained.Training())
		}
		for _, e := range append(archive(t, 12, 2), tagger.Example{Report: parse(t, "post.md", post)}) {
			if got, want := opened.SuggestReport(e.Report), trained.SuggestReport(e.Report); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: suggests %+v, want %+v", e.Report.ID, got, want)
			}
		}
	}
}

// TestLearnedFrom tests that a model knows its texts again, be it opened or adopted
// in between, and their tags or line breaks others.
func TestLearnedFrom(t *testing.T) {
	trained := train(t, archive(t, 60, 1), tagger.Options{})
	opened, err := tagger.Parse(compiled(t, trained), tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fitted, err := tagger.New(open(t, "../testdata/vocabularies/youth-work.csv"), analysis.English(), tagger.Options{Model: opened})
	if err != nil {
		t.Fatal(err)
	}
	for _, tg := range []*tagger.Tagger{trained, opened, fitted} {
		for i, e := range archive(t, 60, 1) {
			retagged := "---\nkeywords: [Governance]\n---\n\n" + strings.ReplaceAll(e.Report.Text, " came", "\r\ncame")
			if !tg.LearnedFrom(e.Report) || !tg.LearnedFrom(parse(t, "retagged.md", retagged)) {
				t.Fatalf("text %d is none of the archive's", i)
			}
			if tg.LearnedFrom(parse(t, "longer.md", e.Report.Text+"More.\n")) {
				t.Fatalf("text %d is the same with another word", i)
			}
		}
	}
	if newTagger(t, vocab.Default()).LearnedFrom(archive(t, 1, 1)[0].Report) {
		t.Error("learned from, without a model")
	}
}

// TestTrainAgain tests that a trained tagger learns as one that was not.
func TestTrainAgain(t *testing.T) {
	examples := archive(t, 60, 1)
	again, err := train(t, archive(t, 30, 3), tagger.Options{}).Train(context.Background(), slices.Values(examples), tagger.TrainOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if compiled(t, again) != compiled(t, train(t, examples, tagger.Options{})) {
		t.Error("what was learned before is not forgotten")
	}
}

// TestTrainOdd trains from archives that are hardly any.
func TestTrainOdd(t *testing.T) {
	few := archive(t, 30, 1)
	with := func(change func(i int, e *tagger.Example)) []tagger.Example {
		all := slices.Clone(few)
		for i := range all {
			change(i, &all[i])
		}
		return all
	}
	care, housing := concept(t, "Child care"), concept(t, "Social housing")
	empty := parse(t, "empty.md", "")
	for name, tt := range map[string]struct {
		examples []tagger.Example
		want     error
	}{
		"no texts":          {nil, tagger.ErrNothingToLearn},
		"no concepts":       {with(func(_ int, e *tagger.Example) { e.Concepts = nil }), tagger.ErrNothingToLearn},
		"one text":          {few[:1], tagger.ErrNothingToLearn},
		"two texts":         {few[:2], nil},
		"three texts":       {few[:3], nil},
		"one tag":           {with(func(i int, e *tagger.Example) { e.Concepts = e.Concepts[:min(len(e.Concepts), max(0, 1-i))] }), nil},
		"tagged alike":      {with(func(_ int, e *tagger.Example) { e.Concepts = []int32{care} }), nil},
		"two on every text": {with(func(_ int, e *tagger.Example) { e.Concepts = []int32{min(care, housing), max(care, housing)} }), nil},
		"one on every text": {with(func(_ int, e *tagger.Example) {
			e.Concepts = slices.Compact(slices.Sorted(slices.Values(append([]int32{care}, e.Concepts...))))
		}), nil},
		"some empty":  {with(func(i int, e *tagger.Example) { e.Report = []*report.Report{empty, e.Report}[i%2] }), nil},
		"all empty":   {with(func(_ int, e *tagger.Example) { e.Report = empty }), nil},
		"no report":   {[]tagger.Example{few[0], {Concepts: []int32{care}}, few[1]}, tagger.ErrNoReport},
		"one empty":   {[]tagger.Example{{Report: empty, Concepts: []int32{care}}}, tagger.ErrNothingToLearn},
		"the same":    {with(func(_ int, e *tagger.Example) { *e = few[0] }), nil},
		"in no order": {with(func(_ int, e *tagger.Example) { e.Concepts = []int32{max(care, housing), min(care, housing), care} }), nil},
		"no concept":  {with(func(_ int, e *tagger.Example) { e.Concepts = []int32{-1, 1 << 30} }), tagger.ErrNothingToLearn},
	} {
		t.Run(name, func(t *testing.T) {
			trained, err := newTagger(t, vocab.Default()).Train(context.Background(), slices.Values(tt.examples), tagger.TrainOptions{})
			if !errors.Is(err, tt.want) {
				t.Fatalf("%v, want %v", err, tt.want)
			}
			if err != nil {
				return
			}
			checkWords(t, few[0].Report, trained)
			checkWords(t, empty, trained)
			opened, err := tagger.Parse(compiled(t, trained), tagger.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := opened.SuggestReport(few[1].Report), trained.SuggestReport(few[1].Report); !reflect.DeepEqual(got, want) {
				t.Errorf("opened, suggests %+v, want %+v", got, want)
			}
		})
	}
}

// TestTrainCancelled tests that training ends with its context, wherever it is.
func TestTrainCancelled(t *testing.T) {
	examples := archive(t, 40, 1)
	stages := map[string]bool{}
	tg := newTagger(t, vocab.Default())
	note := tagger.TrainOptions{Progress: func(stage string, done, total int) { stages[stage] = true }}
	if _, err := tg.Train(context.Background(), slices.Values(examples), note); err != nil {
		t.Fatal(err)
	}
	if len(stages) < 4 {
		t.Errorf("stages %v", stages)
	}
	for stage := range stages {
		ctx, cancel := context.WithCancel(context.Background())
		o := tagger.TrainOptions{Progress: func(s string, _, _ int) {
			if s == stage {
				cancel()
			}
		}}
		if trained, err := tg.Train(ctx, slices.Values(examples), o); trained != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled while %s: %v", stage, err)
		}
		cancel()
	}
	endless := iter.Seq[tagger.Example](func(yield func(tagger.Example) bool) {
		for yield(examples[0]) {
		}
	})
	ctx, cancel := context.WithCancel(context.Background())
	o := tagger.TrainOptions{Progress: func(_ string, done, _ int) {
		if done == 100 {
			cancel()
		}
	}}
	if _, err := tg.Train(ctx, endless, o); !errors.Is(err, context.Canceled) {
		t.Errorf("texts without end: %v", err)
	}
}

func TestPrecision(t *testing.T) {
	sure := tagger.Options{Precision: 0.9}
	if _, err := tagger.New(vocab.Default(), analysis.English(), sure); !errors.Is(err, tagger.ErrNoModel) {
		t.Errorf("without a model: %v", err)
	}
	if _, err := tagger.Parse(compiled(t, newTagger(t, vocab.Default())), sure); !errors.Is(err, tagger.ErrNoModel) {
		t.Errorf("a file without a model: %v", err)
	}
	if _, ok := newTagger(t, vocab.Default()).ScoreFor(0.1); ok {
		t.Error("an untrained tagger knows how often it is right")
	}

	trained := train(t, archive(t, 60, 1), tagger.Options{})
	file := compiled(t, trained)
	last := 0.0
	for _, precision := range []float64{0.1, 0.3, 0.5, 0.7, 0.9} {
		score, ok := trained.ScoreFor(precision)
		if !ok {
			continue
		}
		if !(score >= last && score <= 1) {
			t.Errorf("a precision of %v from %v on, and less from %v on", precision, score, last)
		}
		last = score
		opened, err := tagger.Parse(file, tagger.Options{Precision: precision, Limit: -1})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range opened.Suggest(withoutLabel) {
			if s.Score < score {
				t.Errorf("%s with %v, below %v", s.Label, s.Score, score)
			}
		}
	}
	if last == 0 {
		t.Error("no precision is reached")
	}
	for _, precision := range []float64{1.1, math.NaN(), math.Inf(1)} {
		never, err := tagger.Parse(file, tagger.Options{Precision: precision})
		if err != nil {
			t.Fatal(err)
		}
		if got := never.Suggest(withoutLabel); len(got) != 0 {
			t.Errorf("a precision of %v: %q", precision, labels(got))
		}
	}
}

// TestExplainTrained tests that reasons add up, for all concepts.
func TestExplainTrained(t *testing.T) {
	trained := train(t, archive(t, 60, 1), tagger.Options{})
	checkAtThresholds(t, trained, parse(t, "post.md", post+"\n## Spring\n\n"+withoutLabel))
	checkAtThresholds(t, trained, parse(t, "post.md", post))
}

// TestUsedAgain tests that what was read before changes nothing.
func TestUsedAgain(t *testing.T) {
	trained := train(t, archive(t, 60, 1), tagger.Options{})
	file := compiled(t, trained)
	bare := "# Homes\n\n## Social housing\n\n## Rents\n\n" + withoutLabel + "\n## Child care\n"
	random := rand.New(rand.NewPCG(1, 0))
	for i := range 60 {
		text := []string{post, bare, withoutLabel, "# Social housing\n", ""}[random.IntN(5)] + []string{"", "\n## Spring\n\n" + withoutLabel}[random.IntN(2)]
		r := parse(t, fmt.Sprintf("%d.md", i), text)
		fresh, err := tagger.Parse(file, tagger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got, want any
		switch random.IntN(3) {
		case 0:
			got, want = trained.SuggestReport(r), fresh.SuggestReport(r)
		case 1:
			got, want = trained.Validate(r), fresh.Validate(r)
		case 2:
			got, _ = trained.Explain(r, "Social housing")
			want, _ = fresh.Explain(r, "Social housing")
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %+v, and from a fresh tagger %+v", text, got, want)
		}
	}
}

// TestHeadingAlone tests that a heading without text is judged by its own words,
// and that a section does not have those of others.
func TestHeadingAlone(t *testing.T) {
	trained := train(t, archive(t, 60, 1), tagger.Options{})
	r := parse(t, "a.jsonl", `{"text": "", "sections": [{"heading": "Gardens", "text": "In spring, tomatoes were set in compost."}, {"heading": "Social housing", "text": "", "subjects": ["Social housing"]}]}`+"\n")
	for _, s := range trained.SuggestReport(r).Sections[0].Suggestions {
		if s.Label == "Social housing" && s.Occurrences > 0 {
			t.Errorf("the words of another section speak for %+v", s)
		}
	}
	for _, v := range trained.Validate(r) {
		switch {
		case v.Section != 1:
		case v.Rule == tagger.RuleMissing:
			t.Errorf("a heading alone lacks %q", v.Tag)
		case v.Rule != tagger.RuleSupported || len(v.Evidence) != 1:
			t.Errorf("%+v", v)
		}
	}
}

// checkAtThresholds does what checkExplained does with different thresholds, which
// decide which scores are not computed to their end, but for explanations.
func checkAtThresholds(t *testing.T, trained *tagger.Tagger, r *report.Report) {
	t.Helper()
	file := compiled(t, trained)
	for _, threshold := range []float64{0.01, 0.1, 0.6, tagger.Everything} {
		tg, err := tagger.Parse(file, tagger.Options{Threshold: threshold})
		if err != nil {
			t.Fatal(err)
		}
		checkExplained(t, tg, r)
	}
}

// checkExplained checks that the reasons for and against all concepts add up, and
// that what is suggested is what they are for.
func checkExplained(t *testing.T, trained *tagger.Tagger, r *report.Report) {
	t.Helper()
	suggested := trained.SuggestReport(r)
	check := func(name string, why *tagger.Reasoning, shown []tagger.Suggestion) {
		t.Helper()
		if i := slices.IndexFunc(shown, func(s tagger.Suggestion) bool { return s.Label == name }); why.Suggested != (i >= 0) {
			t.Errorf("%s: %s, though suggested is %q", name, why.Verdict, labels(shown))
		} else if i >= 0 && shown[i].Score != why.Score {
			t.Errorf("%s: explained %v, suggested with %v", name, why.Score, shown[i].Score)
		}
		if why.Rank == 0 {
			return
		}
		sum := 0.0
		for _, c := range why.Contributions {
			sum += c.Value
		}
		if !(math.Abs(sum-why.Logit) <= 1e-9) {
			t.Errorf("%s: contributions add up to %v, not %v", name, sum, why.Logit)
		}
	}
	for c := range trained.Vocabulary().All() {
		e, err := trained.Explain(r, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		check(e.Label, &e.Report, suggested.Suggestions)
		for _, sec := range e.Sections {
			check(e.Label, &sec.Reasoning, suggested.Sections[sec.Section].Suggestions)
		}
	}
}

// TestTrainedTogether tests that one trained tagger serves many at once.
func TestTrainedTogether(t *testing.T) {
	trained := train(t, archive(t, 60, 1), tagger.Options{})
	reports := archive(t, 8, 2)
	want := make([]tagger.Result, len(reports))
	for i, e := range reports {
		want[i] = trained.SuggestReport(e.Report)
	}
	var wait sync.WaitGroup
	for n := range 16 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := range reports {
				i = (i + n) % len(reports)
				r := reports[i].Report
				if got := trained.SuggestReport(r); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%s: suggests %+v, want %+v", r.ID, got, want[i])
				}
				if _, err := trained.Explain(r, "Child care"); err != nil {
					t.Error(err)
				}
				trained.Validate(r)
			}
		}()
	}
	wait.Wait()
}

// A tagger learns from what people tagged how they do it.
func ExampleTagger_Train() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{Limit: 1})
	if err != nil {
		log.Fatal(err)
	}
	words := map[string][]string{
		"Urban gardening": {"seedlings", "compost", "spades", "tomatoes", "beehives"},
		"Social housing":  {"landlord", "flats", "tenants", "estate", "lifts"},
	}
	examples := func(yield func(tagger.Example) bool) {
		for i := range 100 {
			label := []string{"Urban gardening", "Social housing"}[i%2]
			w := words[label]
			text := fmt.Sprintf("The %s and the %s were new, and the %s old.", w[i%5], w[i/3%5], w[i/7%5])
			r, err := report.Parse("report.txt", []byte(text))
			if err != nil || !yield(tagger.Example{Report: r, Concepts: []int32{int32(t.Resolve(label).Concept)}}) {
				return
			}
		}
	}
	trained, err := t.Train(context.Background(), examples, tagger.TrainOptions{})
	if err != nil {
		log.Fatal(err)
	}
	training := trained.Training()
	fmt.Printf("%d concepts, learned from %d texts\n", training.Concepts, training.Texts)
	// Output: 2 concepts, learned from 100 texts
}
