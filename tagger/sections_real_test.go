package tagger_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/realdata"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// TestSectionsReal joins three posts each to reports of three sections, which are
// tagged as the posts were, and tests that who learns from tagged sections does
// better on others than who knows the tags of the reports alone.
func TestSectionsReal(t *testing.T) {
	if testing.Short() {
		t.Skip("trains two models")
	}
	v, _, err := vocab.Open(realdata.Path(t, "corpora/digitalgov/topics.csv"))
	if err != nil {
		t.Fatal(err)
	}
	tg, err := tagger.New(v, analysis.English(), tagger.Options{Threshold: tagger.Everything, Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	learn, judge := examplesIn(t, tg, realdata.Path(t, "corpora/digitalgov/train.jsonl.gz")), examplesIn(t, tg, realdata.Path(t, "corpora/digitalgov/dev.jsonl.gz"))
	examples, others := joined(learn, 3), joined(judge, 3)
	untagged := slices.Clone(examples)
	for i := range untagged {
		untagged[i].Sections = nil
	}
	byReports, bySections := trainOn(t, tg, untagged), trainOn(t, tg, examples)
	for _, m := range []*tagger.Tagger{byReports, bySections} {
		t.Logf("%s; %+v", onSections(m, others), m.Training().Sections)
	}
	sure, err := tagger.Parse(compiled(t, bySections), tagger.Options{Precision: 0.9, Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	hits, all := 0, 0
	for _, e := range others {
		for i, sec := range sure.SuggestReport(e.Report).Sections {
			for _, s := range sec.Suggestions {
				if n, _ := v.Index(s.ID); slices.Contains(e.Sections[i], int32(n)) {
					hits++
				}
				all++
			}
		}
	}
	t.Logf("of %d suggestions for sections that nine of ten should be right of, %d are", all, hits)
	if share := float64(hits) / float64(all); all < 100 || share < .85 || share > .95 {
		t.Errorf("with --precision 0.9, %.3f of %d suggestions for sections are right", share, all)
	}
	before, after := onSections(byReports, others), onSections(bySections, others)
	if after.ndcg < before.ndcg+.01 || after.report < before.report-.01 || after.error > .02 {
		t.Errorf("%s without tagged sections, %s with them", before, after)
	}
	of := byReports.Training().Sections
	if of.Basis != tagger.ByReports || of.Calibrated || of.Own < .3 || of.Own > bySections.Training().Sections.Own {
		t.Errorf("untagged sections are judged by %+v", of)
	}
}

// joined makes reports of posts on similar topics, of so many sections each.
func joined(posts []tagger.Example, each int) []tagger.Example {
	posts = slices.Clone(posts)
	slices.SortStableFunc(posts, func(a, b tagger.Example) int { return slices.Compare(a.Concepts, b.Concepts) })
	var all []tagger.Example
	for i := range len(posts) / each {
		r := &report.Report{ID: fmt.Sprint(i)}
		e := tagger.Example{Report: r}
		for k := range each {
			p := posts[each*i+k]
			start := len(r.Text)
			r.Text += p.Report.Text + "\n\n"
			move := func(runs []span.Span) []span.Span {
				out := slices.Clone(runs)
				for j := range out {
					out[j].Start += start
					out[j].End += start
				}
				return out
			}
			sec := report.Section{Span: span.Span{Start: start, End: len(r.Text)}, Heading: p.Report.Meta.Title, HeadingRuns: move(p.Report.Title), Level: 1, Parent: -1}
			for _, s := range p.Report.Sections {
				if len(s.HeadingRuns) > 0 {
					sec.Blocks = append(sec.Blocks, report.Block{Runs: move(s.HeadingRuns)})
				}
				for _, b := range s.Blocks {
					sec.Blocks = append(sec.Blocks, report.Block{Runs: move(b.Runs)})
				}
			}
			r.Sections = append(r.Sections, sec)
			e.Sections = append(e.Sections, p.Concepts)
			e.Concepts = append(e.Concepts, p.Concepts...)
		}
		slices.Sort(e.Concepts)
		e.Concepts = slices.Compact(e.Concepts)
		all = append(all, e)
	}
	return all
}

// A sectionScore says how good suggestions are.
type sectionScore struct {
	ndcg   float64 // at 5, of sections
	error  float64 // expected calibration error of sections, in ten bins
	report float64 // nDCG@5 of reports
}

func (s sectionScore) String() string {
	return fmt.Sprintf("nDCG@5 %.3f for sections, with a calibration error of %.4f, %.3f for reports", s.ndcg, s.error, s.report)
}

// onSections judges a tagger by tagged sections, and by their reports.
func onSections(tg *tagger.Tagger, examples []tagger.Example) sectionScore {
	right := func(s tagger.Suggestion, concepts []int32) bool {
		n, _ := tg.Vocabulary().Index(s.ID)
		return slices.Contains(concepts, int32(n))
	}
	ndcg := func(all []tagger.Suggestion, concepts []int32) float64 {
		dcg, best := 0.0, 0.0
		for k := range 5 {
			gain := 1 / math.Log2(float64(k)+2)
			if k < len(all) && right(all[k], concepts) {
				dcg += gain
			}
			if k < len(concepts) {
				best += gain
			}
		}
		return dcg / best
	}
	var out sectionScore
	var bins [10]float64 // what was right less what was expected
	sections, suggestions := 0, 0
	for _, e := range examples {
		result := tg.SuggestReport(e.Report)
		out.report += ndcg(result.Suggestions, e.Concepts) / float64(len(examples))
		for i, concepts := range e.Sections {
			all := result.Sections[i].Suggestions
			out.ndcg += ndcg(all, concepts)
			sections++
			for _, s := range all {
				suggestions++
				bin := &bins[min(int(s.Score*10), 9)]
				*bin -= s.Score
				if right(s, concepts) {
					*bin++
				}
			}
		}
	}
	out.ndcg /= float64(sections)
	for _, b := range bins {
		out.error += math.Abs(b) / float64(suggestions)
	}
	return out
}

// TestSeedPageTrained tests that a model leaves neighbouring sections their own
// keywords.
func TestSeedPageTrained(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	few := examplesIn(t, tg, "../testdata/reports")
	for _, examples := range [][]tagger.Example{few, append(archive(t, 60, 1), few...)} {
		checkNeighbours(t, trainOn(t, tg, examples), realdata.Path(t, "seed/nantes-introduction.txt"))
	}
}
