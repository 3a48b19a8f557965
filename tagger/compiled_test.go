package tagger_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"log"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/realdata"
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
		"agrovoc": func(t *testing.T) *vocab.Vocabulary {
			return open(t, realdata.Path(t, "corpora/fao/agrovoc_en.rdf.gz"))
		},
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
			if compiled(t, parsed) != file {
				t.Error("what was opened is written as other bytes")
			}
			cores := runtime.GOMAXPROCS(1)
			onOne := newTagger(t, v)
			runtime.GOMAXPROCS(max(cores, 4))
			onFour := newTagger(t, v)
			runtime.GOMAXPROCS(cores)
			if compiled(t, onOne) != file || compiled(t, onFour) != file {
				t.Error("the same vocabulary gives other bytes, on one core or four")
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

// youthReport is a report that the vocabulary on youth work has much to say of.
const youthReport = "# Gardens\n\nCommunity gardens, allotments, word1 and school meals.\n\n## Jobs\n\nYoung people's gardens in the schools, word0 with rain2.\n"

// smallFiles returns compiled files of all kinds, all small.
func smallFiles(tb testing.TB) map[string][]byte {
	v := open(tb, "../testdata/vocabularies/youth-work.csv")
	layered, err := tagger.New(v, analysis.English(), tagger.Options{Overlay: &overlay.Overlay{
		Labels: []vocab.AddedLabel{{Concept: "garden", Label: vocab.Label{Text: "beds"}}}, Limit: 3, MostSpecific: true,
		Never: []overlay.Phrase{{Concept: "garden", Text: "young people's gardens"}, {Text: "in the schools"}}, Omit: []string{"food"}, Approve: []string{"garden"},
	}})
	if err != nil {
		tb.Fatal(err)
	}
	german := germanTagger(tb, tagger.Options{})
	few, _, err := vocab.New([]vocab.Concept{*german.Vocabulary().At(0), *german.Vocabulary().At(len(secondParts))}) // and Steinturm
	if err != nil {
		tb.Fatal(err)
	}
	spelt, err := tagger.New(few, german.Analyzer(), tagger.Options{Model: german})
	if err != nil {
		tb.Fatal(err)
	}
	files := make(map[string][]byte)
	for name, tg := range map[string]*tagger.Tagger{
		"untrained": newTagger(tb, v), "overlay": layered, "spellings": spelt,
		"lean": youthTagger(tb, 10, false), "trees": youthTagger(tb, 40, false), "sections": youthTagger(tb, 40, true),
	} {
		files[name] = []byte(compiled(tb, tg))
	}
	return files
}

// youthTagger is trained with n texts on youth work, whose sections may be tagged.
func youthTagger(tb testing.TB, n int, sections bool) *tagger.Tagger {
	tg := newTagger(tb, open(tb, "../testdata/vocabularies/youth-work.csv"))
	const topics = 4
	var examples []tagger.Example
	for i := range n {
		text := "# Gardens\n"
		e := tagger.Example{Sections: [][]int32{nil}}
		for k := range 2 {
			c := int32((i + k*i) % topics)
			text += fmt.Sprintf("\n## Part %d\n\n%s in the beds of year %d, and word%d with rain%d.\n", k, tg.Vocabulary().Label(int(c), "en"), i, c, c)
			e.Concepts, e.Sections = append(e.Concepts, c), append(e.Sections, []int32{c})
		}
		if !sections {
			e.Sections = nil
		}
		e.Report = parse(tb, fmt.Sprintf("%d.md", i), text)
		examples = append(examples, e)
	}
	return trainOn(tb, tg, examples)
}

// TestSmallFiles tests that the files have what they are named for.
func TestSmallFiles(t *testing.T) {
	for name, file := range smallFiles(t) {
		tg, err := tagger.Parse(string(file), tagger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		training := tg.Training()
		if training == nil {
			training = new(tagger.Training)
		}
		for what, has := range map[string]bool{
			"overlay": tg.Overlay() != nil, "lean": training.Method == "formula", "trees": training.Method == "trees",
			"sections": training.Sections.Calibrated, "spellings": bytes.Contains(file, []byte("model.spellings")),
		} {
			if want := what == name || what == "trees" && (name == "sections" || name == "spellings"); has != want {
				t.Errorf("%s: %s %v", name, what, has)
			}
		}
		if len(file) > 1<<20 {
			t.Errorf("%s: %d bytes", name, len(file))
		}
		if !use(t, file) {
			t.Errorf("%s is refused", name)
		}
	}
}

// FuzzParse tests that no change to a compiled file, even with right checksums,
// does harm: it is refused, or what opens can be used.
func FuzzParse(f *testing.F) {
	files := smallFiles(f)
	names := slices.Sorted(maps.Keys(files))
	for kind, name := range names {
		for k := range uint32(4) {
			at := (k*2 + 1) * uint32(len(files[name])) / 8
			f.Add(uint8(kind), at, []byte{1})
			f.Add(uint8(kind), at, []byte{0xff, 0xff, 0xff, 0xff})
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, at uint32, change []byte) {
		file := bytes.Clone(files[names[int(kind)%len(names)]])
		for i, c := range change {
			file[(int(at)+i)%len(file)] ^= c
		}
		resum(file)
		use(t, file)
	})
}

// TestChanges does what FuzzParse does, all over the files.
func TestChanges(t *testing.T) {
	for name, file := range smallFiles(t) {
		step := len(file)/200 | 1
		if testing.Short() {
			step *= 5
		}
		changes, refused := 0, 0
		for at := 1; at < len(file); at += step {
			changes++
			b := bytes.Clone(file)
			b[at] ^= 1 << (at & 7)
			resum(b)
			if !use(t, b) {
				refused++
			}
		}
		if refused < changes/4 {
			t.Errorf("%s: only %d of %d changes are refused", name, refused, changes)
		}
	}
}

// TestColumns puts numbers that no writer puts there into every column of the
// files, in one place and in all, those of the vocabulary within too, each in the first file that has it.
func TestColumns(t *testing.T) {
	values := []uint64{0, 1<<64 - 1, 0x80000000_80000000, 0x7fffffff_7fffffff, 0x00ffffff_00ffffff, 0x7ff00000_00000000, 1, 0x7f800000_7f800000}
	if testing.Short() {
		values = values[:3]
	}
	files, tried := smallFiles(t), make(map[string]bool)
	for _, name := range []string{"sections", "overlay", "spellings", "lean"} {
		file := files[name]
		for _, c := range append(columnsOf(file, 0), columnsOf(file, bytes.LastIndex(file, []byte("catchwd\nvocab")))...) {
			if c.length == 0 || tried[c.name] {
				continue
			}
			tried[c.name] = true
			n := c.length / c.size
			for _, places := range [][2]int{{n / 2, n/2 + 1}, {n - 1, n}, {0, n}} {
				for _, value := range values {
					b := bytes.Clone(file)
					for place := places[0]; place < places[1]; place++ {
						copy(b[c.at+place*c.size:][:c.size], binary.LittleEndian.AppendUint64(nil, value))
					}
					resum(b)
					func() {
						defer func() {
							if err := recover(); err != nil {
								t.Errorf("%s: %s[%d:%d] = %#x: %v", name, c.name, places[0], places[1], value, err)
							}
						}()
						if use(t, b); t.Failed() {
							t.Fatalf("%s: %s[%d:%d] = %#x", name, c.name, places[0], places[1], value)
						}
					}()
				}
			}
		}
	}
}

// A column is where one of a compiled file stands, and what is in it: bytes of its
// elements.
type column struct {
	name             string
	at, length, size int
}

// columnsOf returns the columns of a file that begins at some byte of another.
func columnsOf(file []byte, at int) []column {
	number := func(at int) int { return int(binary.LittleEndian.Uint64(file[at:])) }
	count, names := number(at+32)&(1<<32-1), number(at+32)>>32
	name := at + 40 + 16*count
	data := (name + names + 7) &^ 7
	var all []column
	for i := range count {
		length, shape := number(at+40+16*i), number(at+48+16*i)
		all = append(all, column{string(file[name:][:shape>>8]), data, length, max(shape&0xff, 1)})
		name, data = name+(shape>>8), (data+length+7)&^7
	}
	return all
}

// use opens a compiled file and, if it can be opened, does all that can be done
// with what is in it.
func use(t *testing.T, file []byte) bool {
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
	for _, text := range []string{youthReport, germanReport} {
		r := parse(t, "r.md", text)
		r.Tags = []report.Tag{{Label: "Community gardens"}, {Label: "gardens"}}
		result := tg.SuggestReport(r)
		all := result.Suggestions
		for _, section := range result.Sections {
			all = append(all, section.Suggestions...)
		}
		for _, s := range all {
			if !(s.Score >= 0 && s.Score <= 1) {
				t.Errorf("a score of %v", s.Score)
			}
		}
		tg.Validate(r)
		if e, err := tg.Explain(r, tg.Vocabulary().ID(0)); err == nil {
			if _, err := json.Marshal(e); err != nil {
				t.Errorf("an explanation of what there is not: %v", err)
			}
		}
	}
	v := tg.Vocabulary()
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
		{"agrovoc", func(b *testing.B) *vocab.Vocabulary {
			return open(b, realdata.Path(b, "corpora/fao/agrovoc_en.rdf.gz"))
		}},
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

// heap returns the bytes that are in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
