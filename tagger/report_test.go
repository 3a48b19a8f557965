package tagger_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// parse reads a report of the tests.
func parse(tb testing.TB, name, text string) *report.Report {
	tb.Helper()
	r, err := report.Parse(name, []byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

const post = `---
title: A day in the crèche
keywords:
  - Child care
  - Local authority
  - Urban gardening
  - Childcare
---

## Parents and their work

The city’s child care is open all day. Child care helps lone mothers return to
work, say the local authorities.

## Housing

Social housing is scarce. New social housing follows urban renewal.

Keywords: Social housing | Housing policy

## Nothing
`

// labels lists suggestions by label.
func labels(suggestions []tagger.Suggestion) []string {
	var out []string
	for _, s := range suggestions {
		out = append(out, s.Label)
	}
	return out
}

func TestSuggestReport(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	r := parse(t, "post.md", post)
	result := tg.SuggestReport(r)
	if len(result.Sections) != len(r.Sections) {
		t.Fatalf("%d sections, want %d", len(result.Sections), len(r.Sections))
	}
	first, second, third := labels(result.Sections[0].Suggestions), labels(result.Sections[1].Suggestions), result.Sections[2].Suggestions
	for _, want := range []string{"Child care", "Local governments", "Lone mothers", "Labour market integration"} {
		if !slices.Contains(first, want) || slices.Contains(second, want) {
			t.Errorf("%s: in %q, not in %q", want, first, second)
		}
	}
	if second[0] != "Social housing" || !slices.Contains(second, "Urban renewal") {
		t.Errorf("of the second section: %q", second)
	}
	if third == nil || len(third) > 0 {
		t.Errorf("a heading without text has %v", third)
	}
	if whole := labels(result.Suggestions); whole[0] != "Child care" {
		t.Errorf("of the report: %q", whole)
	}
	for i := range r.Sections {
		if got := tg.SuggestSection(r, i); !reflect.DeepEqual(got, result.Sections[i].Suggestions) {
			t.Errorf("SuggestSection(%d) = %v, want %v", i, got, result.Sections[i].Suggestions)
		}
	}
	if got := tg.SuggestSection(r, 3); len(got) > 0 {
		t.Errorf("a section that isn't there has %v", got)
	}
}

// TestTagsHaveNoInfluence tests that keywords that a report carries are no
// evidence, and do not keep others away.
func TestTagsHaveNoInfluence(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	with := parse(t, "post.md", post)
	without := parse(t, "post.md", strings.ReplaceAll(strings.ReplaceAll(post, "  - Child care\n", ""), "Keywords: Social housing | Housing policy\n", ""))
	a, b := tg.SuggestReport(with), tg.SuggestReport(without)
	for i := range a.Sections {
		if !slices.Equal(labels(a.Sections[i].Suggestions), labels(b.Sections[i].Suggestions)) {
			t.Errorf("section %d: %q with tags, %q without", i, labels(a.Sections[i].Suggestions), labels(b.Sections[i].Suggestions))
		}
	}
	for _, s := range a.Suggestions {
		for _, e := range s.Evidence {
			for _, tag := range with.Tags {
				if tag.Span.Overlaps(e.Span) {
					t.Errorf("%s has the tag at %v for evidence", s.Label, tag.Span)
				}
			}
		}
	}
}

// checkResult tests what holds for the suggestions for any report.
func checkResult(t *testing.T, r *report.Report, result tagger.Result) {
	t.Helper()
	check := func(section int, stretch span.Span, suggestions []tagger.Suggestion) {
		for i, s := range suggestions {
			if s.Score < 0 || s.Score > 1 || s.Score != s.Score {
				t.Fatalf("%s has the score %v", s.ID, s.Score)
			}
			if i > 0 {
				if p := suggestions[i-1]; p.Score < s.Score || p.Score == s.Score && p.ID >= s.ID {
					t.Fatalf("%s (%v) comes before %s (%v)", p.ID, p.Score, s.ID, s.Score)
				}
			}
			if len(s.Evidence) == 0 || len(s.Evidence) > 10 || s.Occurrences < len(s.Evidence) {
				t.Fatalf("%s has %d places of %d", s.ID, len(s.Evidence), s.Occurrences)
			}
			at := 0
			for _, e := range s.Evidence {
				if e.Start < at || e.End <= e.Start || e.End > len(r.Text) || section >= 0 && (!stretch.Covers(e.Span) || e.Section != section) {
					t.Fatalf("%s has evidence %+v, after %d, in section %d, %v", s.ID, e, at, section, stretch)
				}
				at = e.Start
			}
		}
	}
	if len(result.Sections) != len(r.Sections) {
		t.Fatalf("%d sections, want %d", len(result.Sections), len(r.Sections))
	}
	for i, sec := range result.Sections {
		check(i, r.Sections[i].Span, sec.Suggestions)
	}
	check(-1, span.Span{}, result.Suggestions)
}

// FuzzSuggest tests what holds for the suggestions, the verdicts and the
// explanations of any text.
func FuzzSuggest(f *testing.F) {
	f.Add(post)
	f.Add("housing, child care and labour market policies of NGOs; co-\nproduction \xff and\n\n# Local gov‑\nernance\n\nKeywords: a | b")
	f.Add("&ldquo;Child&nbsp;care&rdquo; &ndash; cr&egrave;ches&#x27; social*&#32;*housing &fjlig;ord\\&amp;")
	f.Add(strings.Repeat("local welfare system and governance of the integration into the labour market ", 30))
	tg, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{Threshold: tagger.Everything, Limit: -1})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"a.md", "a.txt"} {
			r, err := report.Parse(name, []byte(text))
			if err != nil {
				continue
			}
			result := tg.SuggestReport(r)
			checkResult(t, r, result)
			if again := tg.SuggestReport(r); !reflect.DeepEqual(result, again) {
				t.Fatalf("%+v, then %+v", result, again)
			}
			for _, v := range tg.Validate(r) {
				if v.Rule.Description() == "" || v.Line < 1 || v.Message == "" {
					t.Fatalf("verdict %+v", v)
				}
			}
			for i, s := range result.Suggestions[:min(len(result.Suggestions), 3)] {
				e, err := tg.Explain(r, s.ID)
				if err != nil || e.Report.Rank != i+1 || e.Report.Score != s.Score {
					t.Fatalf("Explain(%s) = %+v, %v; suggested as number %d with %v", s.ID, e, err, i+1, s.Score)
				}
			}
		}
	})
}

func TestInParallel(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	r := parse(t, "post.md", post)
	want := tg.SuggestReport(r)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				if got := tg.SuggestReport(r); !reflect.DeepEqual(got, want) {
					t.Errorf("got %+v, want %+v", got, want)
				}
				tg.Validate(r)
				if _, err := tg.Explain(r, "child-care"); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	wg.Wait()
}

// TestAllocations tests that they grow with what is suggested, not with the
// text.
func TestAllocations(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	text := strings.Repeat("The city’s child care is open all day, and helps lone mothers return to work. ", 20)
	count := func(text string) float64 {
		least := math.Inf(1)
		for range 20 { // the race detector takes memory from pools at random
			least = min(least, testing.AllocsPerRun(1, func() { tg.Suggest(text) }))
		}
		return least
	}
	few, many := count(text), count(strings.Repeat(text, 50))
	if many > few+10 {
		t.Errorf("%v allocations for a text, %v for fifty times as much", few, many)
	}
}

// TestLongTexts tests that a text is read in pieces without changing what is
// found, and in time that a quadratic method would not keep.
func TestLongTexts(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	for _, unit := range []string{"child care. ", "child care ", "child care, ", "child-", "policy ", "SSE ", "local welfare system of the labour market integration and "} {
		text := strings.Repeat(unit, 2<<20/len(unit))
		suggestions := tg.Suggest(text)
		if strings.HasPrefix(unit, "child care") {
			n := strings.Count(text, "child care")
			// A piece that ends nowhere in particular can cut a label in two.
			if s := suggestions[0]; s.ID != "child-care" || s.Occurrences < n-n/1000 {
				t.Errorf("%q: %s in %d of %d places", unit, s.ID, s.Occurrences, n)
			}
		}
	}
}

func ExampleTagger_Suggest() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "As for housing and child care policies, NGOs were there first."
	for _, s := range t.Suggest(text) {
		fmt.Printf("%s, for %q\n", s.Label, s.Evidence[0].In(text))
	}
	// Output:
	// Housing policy, for "housing and child care policies"
	// Child care, for "child care"
	// Third sector organisations, for "NGOs"
}

func ExampleTagger_SuggestReport() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{Limit: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := report.Parse("post.md", []byte("# Nantes\n\n## Families\n\nChild care is open all day.\n\n## Homes\n\nSocial housing is scarce.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, section := range t.SuggestReport(r).Sections {
		fmt.Println(section.Heading, labels(section.Suggestions))
	}
	// Output:
	// Nantes []
	// Families [Child care]
	// Homes [Social housing]
}
