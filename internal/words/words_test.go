package words

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/catchword/catchword/internal/columns"
)

// written returns the bytes of a file with the columns that put adds.
func written(put func(f *columns.Writer)) []byte {
	f := columns.NewWriter("test", 1)
	put(f)
	return f.Bytes()
}

// read reads a table from a file.
func read(tb testing.TB, file []byte) (Table, error) {
	tb.Helper()
	f, err := columns.Parse(string(file), "test", 1)
	if err != nil {
		tb.Fatal(err)
	}
	r := columns.NewReader(f)
	return Read(r, "words."), r.Err()
}

// check checks that words have their numbers, and others none.
func check(t *testing.T, table *Table, all []string) {
	t.Helper()
	if table.Len() != len(all) {
		t.Fatalf("%d words, want %d", table.Len(), len(all))
	}
	for i, word := range all {
		n := uint32(i + 1)
		if got := table.Find(word); got != n {
			t.Errorf("%q is number %d, want %d", word, got, n)
		}
		if got := table.Word(n); got != word {
			t.Errorf("number %d is %q, want %q", n, got, word)
		}
	}
	for _, word := range []string{"absent", "chil", "childc", "are\x00"} {
		if n := table.Find(word); n != 0 {
			t.Errorf("%q has number %d", word, n)
		}
	}
}

func TestTable(t *testing.T) {
	many := make([]string, 5000)
	for i := range many {
		many[i] = fmt.Sprintf("word%d", i)
	}
	for name, all := range map[string][]string{
		"none":       nil,
		"one":        {"child"},
		"empty":      {"", "child"},
		"neighbours": {"child", "care", "childcare", "crèche", "é"},
		"many":       many,
	} {
		t.Run(name, func(t *testing.T) {
			table := New(all)
			check(t, &table, all)
			file := written(func(f *columns.Writer) { table.Put(f, "words.") })
			again, err := read(t, file)
			if err != nil {
				t.Fatal(err)
			}
			check(t, &again, all)
			if !bytes.Equal(written(func(f *columns.Writer) { again.Put(f, "words.") }), file) {
				t.Error("what was read is written as other bytes")
			}
		})
	}
}

// TestBuilder tests that a word keeps its number when it comes again, and that
// what is built does not depend on how often each came.
func TestBuilder(t *testing.T) {
	var all []string
	b := NewBuilder()
	for i := range 300 {
		all = append(all, fmt.Sprintf("word%d", i))
		for j, word := range all {
			if n := b.Add(word); n != uint32(j+1) {
				t.Fatalf("%q is number %d, want %d", word, n, j+1)
			}
		}
		check(t, &b.Table, all)
	}
	once := New(all)
	if !reflect.DeepEqual(b.Table, once) {
		t.Error("words that came once make another table")
	}
}

// FuzzTable tests that words of any bytes keep their numbers.
func FuzzTable(f *testing.F) {
	f.Add([]byte("child care child"), byte(' '))
	f.Add([]byte("\x00\x00\x01"), byte(1))
	f.Fuzz(func(t *testing.T, text []byte, separator byte) {
		var all []string
		for _, word := range bytes.Split(text[:min(len(text), 1<<12)], []byte{separator}) {
			if !slices.Contains(all, string(word)) {
				all = append(all, string(word))
			}
		}
		table := New(all)
		for i, word := range all {
			if n := table.Find(word); n != uint32(i+1) || table.Word(n) != word {
				t.Errorf("%q, of number %d, is found as %d", word, i+1, n)
			}
		}
	})
}

// FuzzRead tests that no numbers do harm: they are refused, or every word can be
// asked for and every search ends with the number of that word, or with none.
func FuzzRead(f *testing.F) {
	table := New([]string{"child", "care"})
	le := func(numbers []uint32) (b []byte) {
		for _, n := range numbers {
			b = append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
		}
		return b
	}
	f.Add(table.text, le(table.ends), le(table.slots))
	f.Add("child", le([]uint32{0, 9}), le([]uint32{1}))
	f.Add("child", le([]uint32{0, 5}), le([]uint32{1, 1}))
	f.Add("", []byte{}, []byte{})
	numbers := func(b []byte) (out []uint32) {
		for b = b[:min(len(b), 1<<12)]; len(b) >= 4; b = b[4:] {
			out = append(out, uint32(b[0])|uint32(b[1])<<8|uint32(b[2])<<16|uint32(b[3])<<24)
		}
		return out
	}
	f.Fuzz(func(t *testing.T, text string, ends, slots []byte) {
		text = text[:min(len(text), 1<<10)]
		table, err := read(t, written(func(f *columns.Writer) {
			f.Text("words.text", text)
			columns.Put(f, "words.ends", numbers(ends))
			columns.Put(f, "words.slots", numbers(slots))
		}))
		if err != nil {
			return
		}
		for n := range uint32(table.Len()) {
			word := table.Word(n + 1)
			if found := table.Find(word); found != 0 && table.Word(found) != word {
				t.Errorf("%q is found as %q", word, table.Word(found))
			}
		}
		table.Find("absent")
	})
}
