package span

import (
	"fmt"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestSpan(t *testing.T) {
	s := Span{3, 7}
	for _, tt := range []struct {
		what string
		got  bool
		want bool
	}{
		{"contains its start", s.Contains(3), true},
		{"contains its end", s.Contains(7), false},
		{"covers itself", s.Covers(s), true},
		{"covers a part", s.Covers(Span{4, 7}), true},
		{"covers more", s.Covers(Span{4, 8}), false},
		{"covers the empty span at its end", s.Covers(Span{7, 7}), true},
		{"overlaps a neighbour", s.Overlaps(Span{7, 9}), false},
		{"overlaps by a byte", s.Overlaps(Span{6, 9}), true},
		{"overlaps an empty span inside", s.Overlaps(Span{5, 5}), false},
		{"is empty", s.IsEmpty(), false},
		{"an empty span is empty", Span{4, 4}.IsEmpty(), true},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v, want %v", tt.what, tt.got, tt.want)
		}
	}
	if got := s.In("say what"); got != " wha" || s.Len() != 4 {
		t.Errorf("In = %q of length %d", got, s.Len())
	}
}

func TestPosition(t *testing.T) {
	const text = "ab\r\ncafé\rx\n\n👩z\n"
	l := NewLines(text)
	if l.Count() != 6 {
		t.Errorf("%d lines, want 6", l.Count())
	}
	for _, tt := range []struct {
		offset int
		want   Position
	}{
		{-5, Position{1, 1, 0}},
		{0, Position{1, 1, 0}},
		{2, Position{1, 3, 2}},
		{4, Position{2, 1, 0}},
		{9, Position{2, 6, 4}},         // behind é
		{10, Position{3, 1, 0}},        // behind a lone CR
		{12, Position{4, 1, 0}},        // an empty line
		{13, Position{5, 1, 0}},        // 👩
		{17, Position{5, 5, 2}},        // behind it: two units
		{len(text), Position{6, 1, 0}}, // behind the last line end
		{999, Position{6, 1, 0}},
	} {
		if got := l.Position(tt.offset); got != tt.want {
			t.Errorf("Position(%d) = %v, want %v", tt.offset, got, tt.want)
		}
	}
	for _, tt := range []struct{ line, units, want int }{
		{1, 0, 0}, {1, 2, 2}, {1, 99, 2}, {2, 4, 9}, {5, 1, 13}, {5, 2, 17}, {0, 3, 0}, {9, 0, len(text)},
	} {
		if got := l.OffsetUTF16(tt.line, tt.units); got != tt.want {
			t.Errorf("OffsetUTF16(%d, %d) = %d, want %d", tt.line, tt.units, got, tt.want)
		}
	}
}

// FuzzLines tests that lines are the text, and that positions lead back.
func FuzzLines(f *testing.F) {
	f.Add("ab\r\ncafé\rx\n\n👩z\n")
	f.Add("\xff\r\r\n\n\xf0\x9f")
	f.Fuzz(func(t *testing.T, text string) {
		l := NewLines(text)
		at := 0
		for n := 1; n <= l.Count(); n++ {
			s := l.Line(n)
			if s.Start != at || s.End < s.Start {
				t.Fatalf("line %d of %q is %v, after %d", n, text, s, at)
			}
			at = s.End
		}
		if at != len(text) {
			t.Fatalf("the lines of %q end at %d", text, at)
		}
		for i := range len(text) + 1 {
			p := l.Position(i)
			if l.Line(p.Line).Start+p.Column-1 != i {
				t.Fatalf("Position(%d) of %q is %v", i, text, p)
			}
			line := l.Line(p.Line)
			if utf8.ValidString(text) && i < len(text) && utf8.RuneStart(text[i]) {
				if units := len(utf16.Encode([]rune(text[line.Start:i]))); units != p.UTF16 {
					t.Fatalf("Position(%d) of %q has %d units, want %d", i, text, p.UTF16, units)
				}
				if text[i] != '\n' && text[i] != '\r' && l.OffsetUTF16(p.Line, p.UTF16) != i {
					t.Fatalf("OffsetUTF16(%d, %d) of %q is %d, want %d", p.Line, p.UTF16, text, l.OffsetUTF16(p.Line, p.UTF16), i)
				}
			}
		}
	})
}

func ExampleLines_Position() {
	text := "Nantes –\nIntroduction"
	p := NewLines(text).Position(len("Nantes –\nIntro"))
	fmt.Println(p.Line, p.Column)
	// Output: 2 6
}
