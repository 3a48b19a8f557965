package columns

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func example(t testing.TB) string {
	w := NewWriter("test", 3)
	w.Text("text", "child care")
	Put(w, "small", []uint8{1, 2, 3})
	Put(w, "numbers", []uint32{7, 0, math.MaxUint32})
	Put(w, "signed", []int32{-1, 5})
	Put(w, "weights", []float32{0.5, -2})
	Put(w, "long", []uint64{1 << 60})
	Put(w, "none", []uint32{})
	var b bytes.Buffer
	n, err := w.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("WriteTo: %d of %d bytes, %v", n, b.Len(), err)
	}
	return b.String()
}

func TestFile(t *testing.T) {
	for _, shift := range []int{0, 1, 4} { // a file in memory may begin anywhere
		file := (strings.Repeat(" ", shift) + example(t))[shift:]
		f, err := Parse(file, "test", 3)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := f.Text("text"); err != nil || text != "child care" {
			t.Errorf("text %q, %v", text, err)
		}
		wants(t, f, "small", []uint8{1, 2, 3})
		wants(t, f, "numbers", []uint32{7, 0, math.MaxUint32})
		wants(t, f, "signed", []int32{-1, 5})
		wants(t, f, "weights", []float32{0.5, -2})
		wants(t, f, "long", []uint64{1 << 60})
		wants(t, f, "none", []uint32(nil))
		var e *Error
		if _, err := Get[uint32](f, "absent"); !errors.As(err, &e) || e.Column != "absent" {
			t.Errorf("an absent column: %v", err)
		}
		if _, err := Get[uint32](f, "small"); !errors.Is(err, ErrMalformed) {
			t.Errorf("a column of other elements: %v", err)
		}
		if _, err := f.Text("numbers"); !errors.Is(err, ErrMalformed) {
			t.Errorf("numbers as text: %v", err)
		}
	}
}

func wants[T Number](t *testing.T, f *File, name string, want []T) {
	t.Helper()
	if got, err := Get[T](f, name); err != nil || !slices.Equal(got, want) {
		t.Errorf("%s: %v, %v; want %v", name, got, err, want)
	}
}

func TestParseRefuses(t *testing.T) {
	file := example(t)
	for name, tt := range map[string]struct {
		file string
		want error
	}{
		"empty":     {"", ErrTruncated},
		"foreign":   {"id,prefLabel\n", ErrForeign},
		"truncated": {file[:len(file)-8], ErrTruncated},
		"header":    {file[:30], ErrTruncated},
		"damaged":   {file[:100] + "\xff" + file[101:], ErrDamaged},
		"longer":    {file + "x", ErrDamaged},
		"columns":   {file[:countAt] + "\xff\xff" + file[countAt+2:], ErrDamaged},
	} {
		if _, err := Parse(tt.file, "test", 3); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	if _, err := Parse(file, "other", 3); !errors.Is(err, ErrKind) {
		t.Errorf("another kind: %v", err)
	}
	if _, err := Parse(file, "test", 2); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer version: %v", err)
	}
	if _, err := Parse(file, "test", 4); !errors.Is(err, ErrOlder) {
		t.Errorf("an older version: %v", err)
	}
}

// TestSound tests that a file can be begun whose damage only the checksum tells.
func TestSound(t *testing.T) {
	file := example(t)
	f, err := Begin(file, "test", 3)
	if err != nil || f.Sound() != nil || f.Sound() != nil {
		t.Errorf("a whole file: %v", err)
	}
	f, err = Begin(strings.Replace(file, "child", "wheel", 1), "test", 3)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := f.Text("text"); err != nil || text != "wheel care" {
		t.Errorf("text %q, %v", text, err)
	}
	var e *Error
	if err := f.Sound(); !errors.Is(err, ErrDamaged) || !errors.As(err, &e) {
		t.Errorf("Sound: %v", err)
	}
}

// FuzzParse tests that no bytes, even with a right checksum, do harm.
func FuzzParse(f *testing.F) {
	f.Add(example(f), uint16(44), byte(1))
	f.Fuzz(func(t *testing.T, file string, at uint16, change byte) {
		b := []byte(file)
		if len(b) >= headerSize {
			b[int(at)%len(b)] ^= change
			copy(b, magic)
			copy(b[kindAt:], padded("test"))
			copy(b[versionAt:], "\x03\x00\x00\x00")
			size := uint64(len(b))
			for i := range 8 {
				b[sizeAt+i] = byte(size >> (8 * i))
			}
			sum := checksum(b[sizeAt:])
			for i := range 4 {
				b[sumAt+i] = byte(sum >> (8 * i))
			}
		}
		parsed, err := Parse(string(b), "test", 3)
		if err != nil {
			return
		}
		for name := range parsed.columns {
			_, _ = parsed.Text(name)
			_, _ = Get[uint32](parsed, name)
			_, _ = Get[float64](parsed, name)
		}
	})
}

func TestSlots(t *testing.T) {
	for _, tt := range []struct {
		slots []uint32
		want  bool
	}{
		{[]uint32{0}, true}, {[]uint32{3, 0, 1, 0}, true},
		{nil, false}, {[]uint32{1}, false}, {[]uint32{1, 2}, false}, {[]uint32{0, 1, 2}, false},
	} {
		w := NewWriter("test", 1)
		Put(w, "slots", tt.slots)
		f, err := Parse(string(w.Bytes()), "test", 1)
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader(f)
		if got := Slots[uint32](r, "slots"); !slices.Equal(got, tt.slots) || (r.Err() == nil) != tt.want {
			t.Errorf("%d: read as %d, %v", tt.slots, got, r.Err())
		}
	}
}
