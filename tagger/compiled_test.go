package tagger_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"log"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// compiled returns the compiled form of t.
func compiled(tb testing.TB, t *tagger.Tagger) string {
	tb.Helper()
	var b bytes.Buffer
	n, err := t.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		tb.Fatalf("WriteTo: %d of %d bytes, %v", n, b.Len(), err)
	}
	return b.String()
}

// vocabularies are those that round trips are tried with.
func vocabularies(t *testing.T) map[string]func(t *testing.T) *vocab.Vocabulary {
	all := map[string]func(t *testing.T) *vocab.Vocabulary{
		"default": func(*testing.T) *vocab.Vocabulary { return vocab.Default() },
		"agrovoc": func(t *testing.T) *vocab.Vocabulary { return open(t, sharedFile(t, "corpora/fao/agrovoc_en.rdf.gz")) },
		"french": func(t *testing.T) *vocab.Vocabulary {
			v, _, err := vocab.New([]vocab.Concept{{ID: "chat", Pref: []vocab.Label{{Text: "chat", Lang: "fr"}}}})
			if err != nil {
				t.Fatal(err)
			}
			return v
		},
	}
	files, err := filepath.Glob("../testdata/vocabularies/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		all[filepath.Base(file)] = func(t *testing.T) *vocab.Vocabulary { return open(t, file) }
	}
	return all
}

// TestCompiled tests that what is opened is what was written: it says the same
// of every report, and writes itself the same.
func TestCompiled(t *testing.T) {
	for name, read := range vocabularies(t) {
		t.Run(name, func(t *testing.T) {
			v := read(t)
			fresh := newTagger(t, v)
			file := compiled(t, fresh)
			parsed, err := tagger.Parse(file, tagger.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if compiled(t, newTagger(t, v)) != file || compiled(t, parsed) != file {
				t.Error("the same vocabulary gives other bytes")
			}
			if w := parsed.Vocabulary(); w.Fingerprint() != v.Fingerprint() || w.Len() != v.Len() {
				t.Errorf("%d concepts, fingerprint %s, want %d, %s", w.Len(), w.Fingerprint(), v.Len(), v.Fingerprint())
			}
			if parsed.Analyzer().Lang() != "en" || !slices.Equal(parsed.Problems(), fresh.Problems()) {
				t.Errorf("language %s, problems %v", parsed.Analyzer().Lang(), parsed.Problems())
			}
			want := fresh.CheckLabels(nil)
			for i := range want { // only the name of the file is kept
				if want[i].File != "" {
					want[i].File = filepath.Base(want[i].File)
				}
			}
			if got := parsed.CheckLabels(nil); !reflect.DeepEqual(got, want) {
				t.Errorf("CheckLabels: %v, want %v", got, want)
			}
			sameAnswers(t, parsed, fresh)
		})
	}
}

// sameAnswers tests that two taggers say the same of the reports of testdata.
func sameAnswers(t *testing.T, got, want *tagger.Tagger) {
	t.Helper()
	v := want.Vocabulary()
	for source, err := range new(report.Reader).Sources("../testdata/reports") {
		if err != nil {
			t.Fatal(err)
		}
		r, err := source.Parse()
		if err != nil {
			t.Fatal(err)
		}
		suggested := want.SuggestReport(r)
		if !reflect.DeepEqual(got.SuggestReport(r), suggested) {
			t.Errorf("%s: other suggestions", r.ID)
		}
		if !reflect.DeepEqual(got.Validate(r), want.Validate(r)) {
			t.Errorf("%s: other verdicts", r.ID)
		}
		keywords := []string{v.Label(0, "en"), v.ID(v.Len() - 1), "no such keyword"}
		for _, s := range suggested.Suggestions {
			keywords = append(keywords, s.Label)
		}
		for _, keyword := range keywords {
			a, errA := got.Explain(r, keyword)
			b, errB := want.Explain(r, keyword)
			if !reflect.DeepEqual(a, b) || fmt.Sprint(errA) != fmt.Sprint(errB) {
				t.Errorf("%s: another explanation of %s", r.ID, keyword)
			}
		}
	}
}

// TestCompiledOptions tests that the options of opening count, and that those
// of compiling are not kept.
func TestCompiledOptions(t *testing.T) {
	const text = "Child care and social housing."
	strict, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	file := compiled(t, strict)
	if file != compiled(t, newTagger(t, vocab.Default())) {
		t.Error("the limit is in the file")
	}
	open, err := tagger.Parse(file, tagger.Options{Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(open.Suggest(text)); n != 2 {
		t.Errorf("%d suggestions, want 2", n)
	}
	var other *analysis.FingerprintError
	if _, err := tagger.Parse(file, tagger.Options{Background: new(analysis.Counts).Statistics(1, "fr-0")}); !errors.As(err, &other) {
		t.Errorf("a background of another analyzer: %v", err)
	}
}

// resum puts the right checksums into a compiled file and the vocabulary in it.
func resum(file []byte) {
	sum := func(b []byte) {
		if len(b) >= 24 {
			binary.LittleEndian.PutUint32(b[20:], crc32.Checksum(b[24:], crc32.MakeTable(crc32.Castagnoli)))
		}
	}
	if at := bytes.LastIndex(file, []byte("catchwd\nvocab")); at > 0 && at+32 <= len(file) {
		if size := binary.LittleEndian.Uint64(file[at+24:]); size <= uint64(len(file)-at) {
			sum(file[at:][:size])
		}
	}
	sum(file)
}

func TestParseRefuses(t *testing.T) {
	file := compiled(t, newTagger(t, vocab.Default()))
	changed := func(at int, to string) string { return file[:at] + to + file[at+len(to):] }
	v, err := vocab.Default().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		file string
		want error
	}{
		"empty":      {"", vocab.ErrTruncated},
		"foreign":    {"id,prefLabel\nx,X\n", vocab.ErrForeign},
		"vocabulary": {string(v), vocab.ErrKind},
		"newer":      {changed(16, "\xff"), vocab.ErrNewer},
		"older":      {changed(16, "\x00"), vocab.ErrOlder},
		"truncated":  {file[:len(file)-8], vocab.ErrTruncated},
		"header":     {file[:20], vocab.ErrTruncated},
		"damaged":    {changed(len(file)/2, "\x00\x01\x02\x03"), vocab.ErrDamaged},
		"damaged, so that the language is another": {strings.Replace(file, "en-", "fr-", 1), vocab.ErrDamaged},
		"damaged, so that the columns are other":   {changed(40, "\xff\xff\xff\xff\xff\xff\xff\xff"), vocab.ErrDamaged},
	} {
		var e *vocab.CompiledError
		if _, err := tagger.Parse(tt.file, tagger.Options{}); !errors.Is(err, tt.want) || !errors.As(err, &e) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
		path := filepath.Join(t.TempDir(), "v.cwv")
		if err := os.WriteFile(path, []byte(tt.file), 0o666); err != nil {
			t.Fatal(err)
		}
		var located *vocab.FileError
		if _, err := tagger.Open(path, tagger.Options{}); !errors.Is(err, tt.want) || !errors.As(err, &located) || located.File != path {
			t.Errorf("%s: Open: %v", name, err)
		}
	}
	if _, err := tagger.Open(filepath.Join(t.TempDir(), "none.cwv"), tagger.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	for _, lang := range []string{"en", "fr", "xx"} {
		b := []byte(strings.Replace(file, analysis.English().Fingerprint(), lang+"-0123456789abcdef", 1))
		if lang != "en" {
			b = bytes.Replace(b, []byte("en\x00\x00\x00\x00\x00\x00en-"), []byte(lang+"\x00\x00\x00\x00\x00\x00en-"), 1)
		}
		resum(b)
		var e *tagger.AnalyzerError
		if _, err := tagger.Parse(string(b), tagger.Options{}); !errors.As(err, &e) || !strings.Contains(err.Error(), "vocab compile") {
			t.Errorf("another analyzer of %s: %v", lang, err)
		}
	}
}

// FuzzParse tests that no change to a compiled file, even with right checksums,
// does harm: it is refused, or what opens can be used.
func FuzzParse(f *testing.F) {
	tg := newTagger(f, open(f, "../testdata/vocabularies/youth-work.csv"))
	untrained, trained := []byte(compiled(f, tg)), trainedFile(f)
	for _, at := range []uint32{44, 300, 2000, 5000} {
		f.Add(false, at, []byte{1})
		f.Add(false, at, []byte{0xff, 0xff, 0xff, 0xff})
		f.Add(true, uint32(len(trained))-at, []byte{1})
		f.Add(true, uint32(len(trained))-at, []byte{0xff, 0xff, 0xff, 0xff})
	}
	text := "Community gardens, allotments and school meals: young people's gardens in the schools."
	f.Fuzz(func(t *testing.T, model bool, at uint32, change []byte) {
		file := bytes.Clone(untrained)
		if model {
			file = bytes.Clone(trained)
		}
		for i, c := range change {
			file[(int(at)+i)%len(file)] ^= c
		}
		resum(file)
		use(t, file, text)
	})
}

// TestChanges does what FuzzParse does, all over a file.
func TestChanges(t *testing.T) {
	v := open(t, "../testdata/vocabularies/youth-work.csv")
	tg, err := tagger.New(v, analysis.English(), tagger.Options{Overlay: &overlay.Overlay{
		Labels: []vocab.AddedLabel{{Concept: "garden", Label: vocab.Label{Text: "beds"}}}, Limit: 3, MostSpecific: true,
		Never: []overlay.Phrase{{Concept: "garden", Text: "young people's gardens"}, {Text: "in the schools"}}, Omit: []string{"food"}, Approve: []string{"garden"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	file := []byte(compiled(t, tg))
	text := "Community gardens, allotments and school meals: young people's gardens in the schools."
	refused := 0
	for at := 0; at < len(file); at += 37 {
		b := bytes.Clone(file)
		b[at] ^= 1 << (at & 7)
		resum(b)
		if !use(t, b, text) {
			refused++
		}
	}
	if refused < 50 {
		t.Errorf("only %d changes are refused", refused)
	}
}

// use opens a compiled file and, if it can be opened, does all that can be done
// with what is in it.
func use(t *testing.T, file []byte, text string) bool {
	tg, err := tagger.Parse(string(file), tagger.Options{Threshold: tagger.Everything})
	if err != nil {
		var refused *vocab.CompiledError
		var other *tagger.AnalyzerError
		var background *tagger.BackgroundError
		if !errors.As(err, &refused) && !errors.As(err, &other) && !errors.As(err, &background) {
			t.Errorf("an error of another type: %v", err)
		}
		return false
	}
	for _, s := range tg.Suggest(text) {
		if !(s.Score >= 0 && s.Score <= 1) {
			t.Errorf("a score of %v", s.Score)
		}
	}
	r := &report.Report{Text: text, Tags: []report.Tag{{Label: "Community gardens"}, {Label: "gardens"}}}
	tg.Validate(r)
	v := tg.Vocabulary()
	if e, err := tg.Explain(r, "Community gardens"); err == nil {
		if _, err := json.Marshal(e); err != nil {
			t.Errorf("an explanation of what there is not: %v", err)
		}
	}
	_ = tg.Training()
	tg.ScoreFor(0.5)
	tg.CheckLabels(nil)
	v.Check()
	_ = fmt.Sprint(v.Problems())
	vocab.Diff(v, v)
	v.Nearest("gardns", 3)
	for c := range v.All() {
		v.ByID(c.ID)
	}
	return true
}

// A vocabulary is compiled once, and opened whenever it is wanted.
func ExampleTagger_WriteTo() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{})
	if err != nil {
		log.Fatal(err)
	}
	var file strings.Builder
	if _, err := t.WriteTo(&file); err != nil {
		log.Fatal(err)
	}
	opened, err := tagger.Parse(file.String(), tagger.Options{Limit: 1})
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range opened.Suggest("The city builds social housing.") {
		fmt.Println(s.Label)
	}
	// Output: Social housing
}

// thesaurus makes a vocabulary of n concepts with two labels each, in a tree
// with some related ones.
func thesaurus(tb testing.TB, n int) *vocab.Vocabulary {
	tb.Helper()
	labels := manyLabels(tb, 2*n)
	concepts := make([]vocab.Concept, n)
	id := func(i int) string { return fmt.Sprint("http://example.org/thesaurus/", i) }
	for i := range concepts {
		concepts[i] = vocab.Concept{
			ID:   id(i),
			Pref: []vocab.Label{{Text: labels.Label(2*i, "")}},
			Alt:  []vocab.Label{{Text: labels.Label(2*i+1, "")}},
		}
		if i > 0 {
			concepts[i].Broader = []string{id(i / 8)}
		}
		if i%3 == 0 && i+7 < n {
			concepts[i].Related = []string{id(i + 7)}
		}
	}
	v, _, err := vocab.New(concepts)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// BenchmarkParse opens compiled vocabularies; with CATCHWORD_BIG set, also one
// of 1.3 million concepts with 2.6 million labels. It says how long New took,
// how big the file is, and what memory an opened one keeps.
func BenchmarkParse(b *testing.B) {
	for _, test := range []struct {
		name string
		read func(b *testing.B) *vocab.Vocabulary
	}{
		{"default", func(*testing.B) *vocab.Vocabulary { return vocab.Default() }},
		{"agrovoc", func(b *testing.B) *vocab.Vocabulary { return open(b, sharedFile(b, "corpora/fao/agrovoc_en.rdf.gz")) }},
		{"1300000", func(b *testing.B) *vocab.Vocabulary {
			if os.Getenv("CATCHWORD_BIG") == "" {
				b.Skip("CATCHWORD_BIG is not set")
			}
			return thesaurus(b, 1_300_000)
		}},
	} {
		b.Run(test.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "v.cwv")
			v := test.read(b)
			begin := time.Now()
			t := newTagger(b, v)
			took := time.Since(begin)
			if err := os.WriteFile(path, []byte(compiled(b, t)), 0o666); err != nil {
				b.Fatal(err)
			}
			v, t = nil, nil
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := tagger.Open(path, tagger.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			before := heap()
			opened, err := tagger.Open(path, tagger.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(heap()-before)/1e6, "MB-kept")
			runtime.KeepAlive(opened)
			b.ReportMetric(took.Seconds(), "s-to-compile")
			b.ReportMetric(float64(info.Size())/1e6, "MB")
		})
	}
}
