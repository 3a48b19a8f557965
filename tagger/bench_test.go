package tagger_test

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/analysis/background"
	"github.com/catchword/catchword/internal/realdata"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// archiveText returns posts of the real archive as one text.
func archiveText(tb testing.TB) string {
	tb.Helper()
	f, err := os.Open(realdata.Path(tb, "corpora/digitalgov/dev.jsonl.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	for d := json.NewDecoder(z); ; {
		var post struct{ Text string }
		if err := d.Decode(&post); errors.Is(err, io.EOF) {
			return b.String()
		} else if err != nil {
			tb.Fatal(err)
		}
		b.WriteString(post.Text)
		b.WriteString("\n\n")
	}
}

// manyLabels makes a vocabulary of n labels of one to three English words, none
// of them among the most common.
func manyLabels(tb testing.TB, n int) *vocab.Vocabulary {
	tb.Helper()
	var all []string
	for term, df := range background.English().All() {
		if df < 2000 && !strings.HasPrefix(term, background.StemPrefix) && len(term) > 3 {
			all = append(all, term)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	seen := make(map[string]bool, n)
	concepts := make([]vocab.Concept, 0, n)
	for len(concepts) < n {
		label := all[random.IntN(len(all))]
		for range random.IntN(3) {
			label += " " + all[random.IntN(len(all))]
		}
		if !seen[label] {
			seen[label] = true
			concepts = append(concepts, vocab.Concept{ID: fmt.Sprint(len(concepts)), Pref: []vocab.Label{{Text: label}}})
		}
	}
	v, _, err := vocab.New(concepts)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// newTagger compiles v for English.
func newTagger(tb testing.TB, v *vocab.Vocabulary) *tagger.Tagger {
	tb.Helper()
	t, err := tagger.New(v, analysis.English(), tagger.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// table reads a vocabulary from CSV.
func table(tb testing.TB, text string) *vocab.Vocabulary {
	tb.Helper()
	v, _, err := vocab.Read("v.csv", strings.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func open(tb testing.TB, path string) *vocab.Vocabulary {
	tb.Helper()
	v, _, err := vocab.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// benchSuggest measures Suggest on text, and reports beside it the share of the
// speed of bare word splitting, measured in the same run.
func benchSuggest(b *testing.B, t *tagger.Tagger, text string) {
	t.Suggest(text) // warms up the memory of words
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var floor time.Duration
	for b.Loop() {
		t.Suggest(text)
		b.StopTimer()
		start := time.Now()
		for s := words.FromString(text); s.Next(); {
		}
		floor += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(floor)/float64(b.Elapsed()), "of-floor")
}

func BenchmarkSuggestTopics(b *testing.B) {
	benchSuggest(b, newTagger(b, open(b, realdata.Path(b, "corpora/digitalgov/topics.csv"))), archiveText(b))
}

func BenchmarkSuggestKeywords(b *testing.B) {
	benchSuggest(b, newTagger(b, vocab.Default()), archiveText(b))
}

func BenchmarkSuggest40kLabels(b *testing.B) {
	benchSuggest(b, newTagger(b, manyLabels(b, 40_000)), archiveText(b))
}

// reportsIn opens the reports of folders and collections.
func reportsIn(tb testing.TB, paths ...string) []*report.Report {
	tb.Helper()
	for i, path := range paths {
		paths[i] = realdata.Path(tb, path)
	}
	var reports []*report.Report
	for r, err := range new(report.Reader).Reports(paths...) {
		if err != nil {
			tb.Fatal(err)
		}
		reports = append(reports, r)
	}
	return reports
}

// benchReports measures SuggestReport with a tagger as it is opened, as
// benchSuggest does.
func benchReports(b *testing.B, t *tagger.Tagger, reports []*report.Report) {
	t, err := tagger.Parse(compiled(b, t), tagger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, r := range reports {
		size += len(r.Text)
		t.SuggestReport(r) // warms up the memory of words
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var floor time.Duration
	for b.Loop() {
		for _, r := range reports {
			t.SuggestReport(r)
		}
		b.StopTimer()
		start := time.Now()
		for _, r := range reports {
			for s := words.FromString(r.Text); s.Next(); {
			}
		}
		floor += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(floor)/float64(b.Elapsed()), "of-floor")
	b.ReportMetric(float64(len(reports)*b.N)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkSuggestReports reads the reports of an agricultural library with a
// thesaurus of 28,174 concepts that was compiled before.
func BenchmarkSuggestReports(b *testing.B) {
	t := newTagger(b, open(b, realdata.Path(b, "corpora/fao/agrovoc_en.rdf.gz")))
	benchReports(b, t, reportsIn(b, "corpora/fao/docs", "corpora/fao/six-indexers/documents"))
}

// BenchmarkSuggestTrained reads reports with models of archives: of short posts
// with 50 topics, of books with a thesaurus and, with CATCHWORD_BIG set, of
// library records with 25,000 subjects.
func BenchmarkSuggestTrained(b *testing.B) {
	for _, test := range []struct{ name, vocabulary, train, read string }{
		{"digitalgov", "corpora/digitalgov/topics.csv", "corpora/digitalgov/train.jsonl.gz", "corpora/digitalgov/dev.jsonl.gz"},
		{"fao", "corpora/fao/agrovoc_en.rdf.gz", "corpora/fao/docs", "corpora/fao/six-indexers/documents"},
		{"tibkat", "corpora/tibkat/vocab.tsv.gz", "corpora/tibkat/train.jsonl.gz", "corpora/tibkat/dev.jsonl.gz"},
	} {
		b.Run(test.name, func(b *testing.B) {
			if test.name == "tibkat" && os.Getenv("CATCHWORD_BIG") == "" {
				b.Skip("CATCHWORD_BIG is not set")
			}
			t := newTagger(b, open(b, realdata.Path(b, test.vocabulary)))
			benchReports(b, trainOn(b, t, examplesIn(b, t, realdata.Path(b, test.train))), reportsIn(b, test.read))
		})
	}
}

// BenchmarkNewAgrovoc compiles a real thesaurus of 38,202 labels.
func BenchmarkNewAgrovoc(b *testing.B) {
	v := open(b, realdata.Path(b, "corpora/fao/agrovoc_en.rdf.gz"))
	for b.Loop() {
		newTagger(b, v)
	}
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 40_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v := manyLabels(b, n)
			for b.Loop() {
				newTagger(b, v)
			}
		})
	}
}

// BenchmarkGrowth shows the time for each byte as texts and vocabularies grow.
func BenchmarkGrowth(b *testing.B) {
	text := archiveText(b)
	text = strings.Repeat(text, 1+10<<20/len(text))
	keywords := newTagger(b, vocab.Default())
	for _, size := range []int{10 << 10, 100 << 10, 1 << 20, 10 << 20} {
		b.Run(fmt.Sprintf("text=%dk", size>>10), func(b *testing.B) { benchSuggest(b, keywords, text[:size]) })
	}
	for _, n := range []int{1_000, 10_000, 100_000} {
		t := newTagger(b, manyLabels(b, n))
		b.Run(fmt.Sprintf("labels=%d", n), func(b *testing.B) { benchSuggest(b, t, text[:1<<20]) })
	}
}

// BenchmarkSharedToken has 2,600 labels that begin with one name, and a text of
// 100 kB that says it 2,700 times; and the same text without those labels.
func BenchmarkSharedToken(b *testing.B) {
	concepts := make([]vocab.Concept, 2600)
	for i := range concepts {
		concepts[i] = vocab.Concept{ID: fmt.Sprint(i), Pref: []vocab.Label{{
			Text: fmt.Sprintf("Smith, %c. %c.", 'A'+i%26, 'A'+i/26%26) + strings.Repeat("I", i/676),
		}}}
	}
	smiths, _, err := vocab.New(concepts)
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("It was Smith who told the council of it. ", 2700)
	b.Run("with", func(b *testing.B) { benchSuggest(b, newTagger(b, smiths), text) })
	b.Run("without", func(b *testing.B) { benchSuggest(b, newTagger(b, vocab.Default()), text) })
}
