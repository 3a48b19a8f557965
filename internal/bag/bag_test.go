package bag

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/columns"
	"github.com/catchword/catchword/internal/learn"
	"github.com/catchword/catchword/span"
)

// walk reads a text of words between spaces, in which "|" stands between words
// that are no neighbours and "/" ends the title.
func walk(text string, next func(), add func(f Field, word string, at span.Span)) {
	field, at := Body, 0
	if strings.Contains(text, "/") {
		field = Title
	}
	for word := range strings.SplitSeq(text, " ") {
		switch word {
		case "":
		case "|":
			next()
		case "/":
			next()
			field = Body
		default:
			add(field, word, span.Span{Start: at, End: at + len(word)})
		}
		at += len(word) + 1
	}
}

// bookOf makes the book of texts, with a census that may know words already.
func bookOf(c *Census, texts []string) (*Book, []Counts) {
	var t Tally
	all := make([]Text, len(texts))
	for i, text := range texts {
		walk(text, t.Break, func(f Field, word string, _ span.Span) { t.Add(f, c.Number(word)) })
		all[i] = t.Text()
	}
	return c.Book(all, nil)
}

// count counts a text by a book.
func count(b *Book, c *Counter, text string) Counts {
	c.Reset()
	var last uint32
	before := 0
	walk(text, func() { last = 0 }, func(f Field, word string, at span.Span) {
		n := b.Word(word)
		if n != 0 {
			if column, ok := b.Column(f, 0, n); ok {
				c.Add(column, at)
			}
			if column, ok := b.Column(f, last, n); ok && last != 0 {
				c.Add(column, span.Span{Start: before, End: at.End})
			}
		}
		last, before = n, at.Start
	})
	return c.Append(nil)
}

// names returns the columns of a book, in order: the words of a pair with a plus
// between them, those of the title after a slash.
func names(b *Book) []string {
	var all []string
	for _, k := range b.keys {
		name := b.words.Word(k.first())
		if n := k.second(); n != 0 {
			name += "+" + b.words.Word(n)
		}
		if k.field() == Title {
			name = "/" + name
		}
		all = append(all, name)
	}
	return all
}

var example = []string{
	"care / child care care | child",
	"care / child care",
	"care | child",
	"alone",
}

// TestExample computes by hand what a small collection has.
func TestExample(t *testing.T) {
	b, rows := bookOf(NewCensus(), example)
	if got, want := names(b), []string{"care", "child", "child+care", "/care"}; !slices.Equal(got, want) {
		t.Fatalf("columns %q, want %q", got, want)
	}
	if want := []uint32{3, 3, 2, 2}; !slices.Equal(b.df, want) || b.texts != 4 {
		t.Fatalf("in %d of %d texts, want %d of 4", b.df, b.texts, want)
	}
	if want := (Counts{{0, 2}, {1, 2}, {2, 1}, {3, 1}}); !slices.Equal(rows[0], want) {
		t.Fatalf("counts %v, want %v", rows[0], want)
	}
	if len(rows[3]) != 0 {
		t.Errorf("a word of one text alone: %v", rows[3])
	}

	// idf = 1 + ln(5/(1+df)); body: 2 and 2 occurrences, and one of the pair;
	// title: the only one, so that its length is all.
	three, two := 1+math.Log(5./4), 1+math.Log(5./3)
	care, pair := three*(1+math.Ln2), two
	norm := math.Sqrt(2*care*care + pair*pair)
	want := []float64{care / norm, care / norm, pair / norm, 0.35}
	v := b.Vector(learn.Vector{}, rows[0], b.IDF())
	if !slices.Equal(v.Columns, []uint32{0, 1, 2, 3}) {
		t.Fatalf("columns %d", v.Columns)
	}
	for i, w := range want {
		if math.Abs(float64(v.Values[i])-w) > 1e-6 {
			t.Errorf("column %d has %v, want %v", i, v.Values[i], w)
		}
	}
	if got := b.Vector(v, nil, b.IDF()); len(got.Columns) != 0 || len(got.Values) != 0 {
		t.Errorf("the vector of nothing: %v", got)
	}
}

func TestIDF(t *testing.T) {
	got := IDF([]uint32{0, 1, 2, 9}, 9)
	if want := []float32{0, 0, float32(1 + math.Log(10./3)), 1}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestFirst(t *testing.T) {
	b, _ := bookOf(NewCensus(), example)
	c := NewCounter(b)
	text := "none care / child child care child care"
	count(b, c, text)
	for column, want := range map[uint32]string{0: "care", 1: "child", 2: "child care", 3: "care"} {
		if got := c.First(column); got.In(text) != want {
			t.Errorf("column %d is met first at %v, %q, want %q", column, got, got.In(text), want)
		}
	}
	if c.First(3).Start != 5 || c.First(2).Start != 18 {
		t.Errorf("met at %v and %v", c.First(3), c.First(2))
	}

	want, met := c.Append(nil), c.AppendMeetings(nil)
	count(b, c, "care / none")
	c.Restore(met)
	if got := c.Append(nil); !reflect.DeepEqual(got, want) || c.First(2).Start != 18 {
		t.Errorf("restored are %v, want %v", got, want)
	}
}

// texts makes texts of a few words, so that they have much in common.
func texts(r *rand.Rand, n int) []string {
	all := make([]string, n)
	for i := range all {
		var b strings.Builder
		for range r.IntN(20) {
			b.WriteString([]string{"a", "b", "c", "d", "e", "f", "g", "|"}[r.IntN(8)] + " ")
		}
		if r.IntN(2) == 0 {
			b.WriteString("/ a b ")
		}
		all[i] = b.String()
	}
	return all
}

// TestLaws tests that a counter counts as the census did, and that it makes no
// difference how words were numbered.
func TestLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		all := texts(r, r.IntN(12))
		b, rows := bookOf(NewCensus(), all)
		c := NewCounter(b)
		for i, text := range all {
			if got := count(b, c, text); !slices.Equal(got, rows[i]) {
				t.Fatalf("%q: counted %v, by the census %v", text, got, rows[i])
			}
		}
		other := NewCensus()
		for _, i := range r.Perm(9) {
			other.Number("gfedcbaxy"[i : i+1])
		}
		again, others := bookOf(other, all)
		if !reflect.DeepEqual(again, b) || !reflect.DeepEqual(others, rows) {
			t.Fatalf("numbered otherwise, %q has columns %q, not %q", all, names(again), names(b))
		}
	}
}

// file returns the bytes of a file with the columns that put adds.
func file(put func(f *columns.Writer)) string {
	f := columns.NewWriter("test", 1)
	put(f)
	return string(f.Bytes())
}

// read reads a book from a file.
func read(tb testing.TB, file string) (*Book, error) {
	tb.Helper()
	f, err := columns.Parse(file, "test", 1)
	if err != nil {
		tb.Fatal(err)
	}
	r := columns.NewReader(f)
	return Read(r, ""), r.Err()
}

func TestRoundTrip(t *testing.T) {
	for name, all := range map[string][]string{"none": nil, "no columns": {"a b"}, "example": example} {
		b, _ := bookOf(NewCensus(), all)
		first := file(func(f *columns.Writer) { b.Put(f, "") })
		again, err := read(t, first)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !slices.Equal(names(again), names(b)) || again.texts != b.texts || !slices.Equal(again.IDF(), b.IDF()) {
			t.Errorf("%s: read as %q of %d", name, names(again), again.texts)
		}
		if file(func(f *columns.Writer) { again.Put(f, "") }) != first {
			t.Errorf("%s: what was read is written as other bytes", name)
		}
		for _, text := range all {
			if got, want := count(again, NewCounter(again), text), count(b, NewCounter(b), text); !slices.Equal(got, want) {
				t.Errorf("%s: %q: %v, want %v", name, text, got, want)
			}
		}
	}
}

func TestReadRefuses(t *testing.T) {
	full := make([]uint32, 8)
	for i := range full {
		full[i] = 1
	}
	for name, damage := range map[string]func(b *Book){
		"a field that there is not":     func(b *Book) { b.keys[0] = keyOf(fields, 1, 0) },
		"no first word":                 func(b *Book) { b.keys[0] = keyOf(Body, 0, 1) },
		"an unknown first word":         func(b *Book) { b.keys[0] = keyOf(Body, 3, 0) },
		"an unknown second word":        func(b *Book) { b.keys[0] = keyOf(Body, 1, 3) },
		"fewer frequencies":             func(b *Book) { b.df = b.df[1:] },
		"more texts with it than texts": func(b *Book) { b.df[0] = 5 },
		"no places":                     func(b *Book) { b.slots = nil },
		"no empty place":                func(b *Book) { b.slots = full },
		"places of an odd number":       func(b *Book) { b.slots = make([]uint32, 7) },
		"a place of no column":          func(b *Book) { b.slots[0] = 5 },
	} {
		b, _ := bookOf(NewCensus(), example)
		damage(b)
		if _, err := read(t, file(func(f *columns.Writer) { b.Put(f, "") })); err == nil {
			t.Errorf("%s: read", name)
		}
	}
	if _, err := read(t, file(func(*columns.Writer) {})); err == nil {
		t.Error("nothing: read")
	}
}

// FuzzRead tests that no change to a file, even with a right checksum, does harm:
// the book is refused, or can count any text.
func FuzzRead(f *testing.F) {
	for _, at := range []uint16{0, 60, 200, 300} {
		f.Add(at, byte(1), uint32(1<<31))
	}
	f.Fuzz(func(t *testing.T, at uint16, which byte, to uint32) {
		b, _ := bookOf(NewCensus(), example)
		n := int(at)
		switch which % 4 {
		case 0:
			b.keys[n%len(b.keys)] = key(to)<<32 | key(at)
		case 1:
			b.df[n%len(b.df)] = to
		case 2:
			b.slots[n%len(b.slots)] = to
		case 3:
			b.slots = b.slots[:n%len(b.slots)]
		}
		again, err := read(t, file(func(f *columns.Writer) { b.Put(f, "") }))
		if err != nil {
			return
		}
		c := NewCounter(again)
		for _, text := range example {
			counts := count(again, c, text)
			for i, n := range counts {
				if int(n.Column) >= again.Len() || i > 0 && n.Column <= counts[i-1].Column {
					t.Errorf("counts %v of %d columns", counts, again.Len())
				}
			}
			for _, x := range again.Vector(learn.Vector{}, counts, again.IDF()).Values {
				if !(x >= 0 && x <= 1.01) {
					t.Errorf("a value of %v", x)
				}
			}
		}
		names(again)
	})
}
