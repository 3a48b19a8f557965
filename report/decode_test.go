package report

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestEncodings(t *testing.T) {
	text := "Łódź – A\r\n\r\nBackground\r\n\r\n“" + prose + "”\r\n"
	french := strings.NewReplacer("Łódź", "Orléans").Replace(text)
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	ansi, _ := charmap.Windows1252.NewEncoder().String(french)
	for _, test := range []struct{ data, encoding, text string }{
		{text, "", text},
		{bom + text, "", bom + text},
		{little, "UTF-16LE", text},
		{big, "UTF-16BE", text},
		{ansi, "Windows-1252", french},
		{text + "\xff", "", text + "\xff"},
		{"\xff\xfea\x00\x00\xd8", "UTF-16LE", "a\uFFFD"},
		{"na\xefve", "Windows-1252", "naïve"},
	} {
		r, err := Parse("a.txt", []byte(test.data))
		if err != nil {
			t.Errorf("%q: %v", test.data, err)
			continue
		}
		checkLaws(t, r)
		if r.Encoding != test.encoding || r.Text != test.text {
			t.Errorf("%q: %q %q", test.data, r.Encoding, r.Text)
		}
		if said := len(r.Problems) > 0 && r.Problems[0].Rule == RuleEncoding && strings.Contains(r.Problems[0].Message, r.Encoding); said != (r.Encoding != "") {
			t.Errorf("%q: %v", test.data, r.Problems)
		}
	}
	r, err := Parse("a.txt", []byte(text+"\xff"))
	if err != nil || len(r.Problems) != 1 || r.Problems[0].Rule != RuleInvalid || r.Problems[0].Line != 6 {
		t.Errorf("%v %v", r.Problems, err)
	}
}

func TestBinary(t *testing.T) {
	for _, data := range []string{"\x00", "abc\x00def", "\x1f\x8b\x08", "PK\x03\x04", "\x89PNG\r\n\x1a\n\x00", strings.Repeat("a\x01\x02", 100), "\xff\xfea\x00\x00\x00"} {
		if _, err := Parse("a.txt", []byte(data)); !errors.Is(err, ErrBinary) {
			t.Errorf("%q: %v", data, err)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, name := range []string{"a.txt", "a.md"} {
		for _, data := range []string{"", " \n\t\r\n", bom} {
			r, err := Parse(name, []byte(data))
			if err != nil || len(r.Problems) != 1 || r.Problems[0].Rule != RuleEmpty || len(r.Sections) > 0 {
				t.Errorf("%q: %+v %v", data, r, err)
			}
		}
	}
	if r, err := Parse("a.jsonl", []byte(`{"text":" "}`)); err != nil || len(r.Problems) != 1 {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := Parse("a.jsonl", nil); err == nil {
		t.Error("no line was read")
	}
}
