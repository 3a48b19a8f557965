package analysis

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/columns"
)

// countWords counts the words of documents separated by bars.
func countWords(text string) *Counts {
	c := new(Counts)
	for _, doc := range strings.Split(text, "|") {
		c.Add(strings.FieldsSeq(doc))
	}
	return c
}

// fileOf returns s as a file.
func fileOf(tb testing.TB, s *Statistics) string {
	tb.Helper()
	var b strings.Builder
	if _, err := s.WriteTo(&b); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestCounts(t *testing.T) {
	c := countWords("a b a c|b c|c c c")
	c.Merge(countWords("c d"))
	s := c.Statistics(1, "test")
	got := maps.Collect(s.All())
	if want := map[string]int{"a": 1, "b": 2, "c": 4, "d": 1}; !maps.Equal(got, want) || s.Docs() != 4 || s.Len() != 4 {
		t.Errorf("counted %v in %d, want %v in 4", got, s.Docs(), want)
	}
	if got := maps.Collect(c.Statistics(2, "test").All()); !maps.Equal(got, map[string]int{"b": 2, "c": 4}) {
		t.Errorf("with minDF 2: %v", got)
	}
	c.Add(slices.Values([]string{"a"})) // Merge must not make it count as seen
	if df := c.Statistics(1, "").DF("a"); df != 2 {
		t.Errorf("after merging, another document with a makes %d, want 2", df)
	}
}

func TestMergeDoesNotDependOnOrder(t *testing.T) {
	parts := strings.Split("a b|b c d|e|a a|f g a", "|")
	bytesOf := func(order []int) string {
		c := new(Counts)
		for _, i := range order {
			c.Merge(countWords(parts[i]))
		}
		var b strings.Builder
		if _, err := c.Statistics(1, "x").WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if bytesOf([]int{0, 1, 2, 3, 4}) != bytesOf([]int{4, 2, 0, 3, 1}) {
		t.Error("the order of merging changes the table")
	}
}

func TestIDF(t *testing.T) {
	s := countWords("a b|a c|a d|a e").Statistics(1, "")
	for term, want := range map[string]float64{
		"a": 0.10536051565782635, // ln(5/4.5)
		"b": 1.2039728043259361,  // ln(5/1.5)
		"z": 2.302585092994046,   // ln(5/0.5)
	} {
		if got := s.IDF(term); math.Abs(got-want) > 1e-12 {
			t.Errorf("IDF(%s) = %v, want %v", term, got, want)
		}
	}
	if got := new(Counts).Statistics(1, "").IDF("a"); got != math.Ln2 {
		t.Errorf("IDF of no documents = %v, want ln 2", got)
	}
	if got := countWords("a").Statistics(1, "").IDF("a"); got != math.Log(2/1.5) {
		t.Errorf("IDF of a term in all of one document = %v", got)
	}
	if got, want := s.TFIDF("b", 3), (1+math.Log(3))*math.Log(5/1.5); math.Abs(got-want) > 1e-12 {
		t.Errorf("TFIDF = %v, want %v", got, want)
	}
	if TF(0) != 0 || TF(1) != 1 {
		t.Errorf("TF(0), TF(1) = %v, %v", TF(0), TF(1))
	}
}

func TestStatisticsFile(t *testing.T) {
	s := countWords("child care|care|day care|café|").Statistics(1, "en-1")
	var b bytes.Buffer
	if _, err := s.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	again, err := ReadStatistics(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if again.Analyzer() != "en-1" || again.Docs() != 5 || !maps.Equal(maps.Collect(again.All()), maps.Collect(s.All())) {
		t.Errorf("what was written is read as %v", again)
	}
	file := b.String()
	for name, tt := range map[string]struct {
		file string
		want error
	}{
		"empty":     {"", ErrTruncated},
		"foreign":   {"id,prefLabel\n", ErrForeign},
		"newer":     {file[:16] + "\x09" + file[17:], ErrNewer},
		"other":     {strings.Replace(file, statsKind, "model", 1), ErrKind},
		"truncated": {file[:len(file)-1], ErrTruncated},
		"damaged":   {file[:len(file)-1] + "\xff", ErrDamaged},
		"longer":    {file + "x", ErrDamaged},
	} {
		var e *StatisticsError
		if _, err := ParseStatistics(tt.file); !errors.Is(err, tt.want) || !errors.As(err, &e) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	var mismatch *FingerprintError
	if err := again.Check("en-2"); again.Check("en-1") != nil || !errors.As(err, &mismatch) {
		t.Errorf("Check: %v", err)
	}
}

// FuzzStatistics compares a table with a map, and damages it.
func FuzzStatistics(f *testing.F) {
	f.Add("child care|care|day care|café|", uint16(9), byte(1))
	f.Add(strings.Repeat("a aa aaa ab b ba|", 20)+fingerprintText, uint16(40), byte(0))
	f.Fuzz(func(t *testing.T, text string, at uint16, change byte) {
		c := countWords(text)
		s := c.Statistics(1, "fuzz")
		got := maps.Collect(s.All())
		if !slices.IsSorted(slices.Collect(maps.Keys(got))) && len(got) != s.Len() {
			t.Fatal("Len is not the number of terms")
		}
		df := func(term string) int {
			if i, ok := c.index[term]; ok {
				return c.tallies[i].df
			}
			return 0
		}
		for term := range c.index {
			if s.DF(term) != df(term) || got[term] != df(term) {
				t.Fatalf("DF(%q) = %d and %d, want %d", term, s.DF(term), got[term], df(term))
			}
			for _, other := range []string{term + "x", term[:len(term)-1], "\x00" + term, term + "\xff"} {
				if s.DF(other) != df(other) {
					t.Fatalf("DF(%q) = %d, want %d", other, s.DF(other), df(other))
				}
			}
		}
		file := []byte(fileOf(t, s))
		file[int(at)%len(file)] ^= change
		damaged, err := ParseStatistics(string(file))
		if (err == nil) != (change == 0) {
			t.Fatalf("changing byte %d by %d gives %v", int(at)%len(file), change, err)
		}
		if err == nil && fileOf(t, damaged) != string(file) {
			t.Fatal("what was read is not what was written")
		}
	})
}

// FuzzReadStatistics tests that a table with a right checksum and wrong
// content is refused, or harmless.
func FuzzReadStatistics(f *testing.F) {
	s := countWords("child care|care|day care|café|").Statistics(1, "x")
	f.Add(uint64(s.docs), uint64(s.minDF), uint64(s.terms), uint32(0), []byte(s.blocks))
	f.Fuzz(func(t *testing.T, docs, minDF, terms uint64, offset uint32, blocks []byte) {
		w := columns.NewWriter(statsKind, statsVersion)
		w.Text("analyzer", "x")
		columns.Put(w, "numbers", []uint64{docs, minDF, terms})
		columns.Put(w, "index", make([]uint32, min(terms/blockTerms, 100)+1))
		columns.Put(w, "keys", make([]uint64, min(terms/blockTerms, 100)+1))
		w.Text("blocks", string(blocks))
		file := w.Bytes()
		if s, err := ParseStatistics(string(file)); err == nil { // unread and unchecked, it must do no harm
			s.DF("care")
			for range s.All() {
			}
		}
		s, err := ReadStatistics(bytes.NewReader(file))
		if err != nil {
			return
		}
		last, n := "", 0
		for term, df := range s.All() {
			if n > 0 && term <= last || s.DF(term) != df {
				t.Fatalf("%q follows %q, DF %d and %d", term, last, df, s.DF(term))
			}
			last = term
			n++
		}
		if n != s.Len() {
			t.Fatalf("%d terms, Len %d", n, s.Len())
		}
	})
}

func ExampleStatistics() {
	counts := new(Counts)
	analyzer := English()
	for _, text := range []string{"Child care in the city", "The city's housing policy", "Housing and child care"} {
		var terms []string
		for _, t := range analyzer.AppendTokens(nil, text) {
			terms = append(terms, t.Word.Singular)
		}
		counts.Add(slices.Values(terms))
	}
	s := counts.Statistics(1, analyzer.Fingerprint())
	fmt.Println(s.Docs(), s.DF("housing"), s.DF("gentrification"))
	fmt.Printf("%.2f %.2f\n", s.IDF("housing"), s.IDF("gentrification"))
	// Output:
	// 3 2 0
	// 0.47 2.08
}

// manyTerms returns a lot of terms, and a table of them.
func manyTerms() ([]string, *Statistics) {
	var terms []string
	for i := range 100_000 {
		terms = append(terms, fmt.Sprintf("term%06d", i*7))
	}
	c := new(Counts)
	c.Add(slices.Values(terms))
	return terms, c.Statistics(1, "")
}

func BenchmarkDF(b *testing.B) {
	terms, s := manyTerms()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.DF(terms[i*31%len(terms)])
	}
}

func BenchmarkParseStatistics(b *testing.B) {
	_, s := manyTerms()
	file := fileOf(b, s)
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := ParseStatistics(file); err != nil {
			b.Fatal(err)
		}
	}
}
