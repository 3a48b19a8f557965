package analysis

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// scan renders the words of text, separated by a space, or by a bar where the
// gap breaks a phrase; glued words are joined by a plus sign.
func scan(a *Analyzer, text string) string {
	var b strings.Builder
	for i, t := range a.AppendTokens(nil, text) {
		switch {
		case i == 0:
		case t.Gap.Breaks():
			b.WriteString(" | ")
		case t.Gap == 0:
			b.WriteString("+")
		case t.Gap.Joins():
			b.WriteString("-")
		default:
			b.WriteString(" ")
		}
		b.WriteString(t.In(text))
	}
	return b.String()
}

func TestScanner(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "", ""},
		{"en", " \t\n--- … !", ""},
		{"en", "child care", "child care"},
		{"en", "child-care, child–care", "child-care | child-care"},
		{"en", "Nantes – Introduction", "Nantes | Introduction"},
		{"en", "neighbour-\nhood", "neighbour-hood"},
		{"en", "one\ntwo\n\nthree\r\n\r\nfour\r\nfive", "one two | three | four five"},
		{"en", "- one\n- two", "one | two"},
		{"en", "the women's, mothers’ and children’s needs", "the women | mothers and children needs"},
		{"en", "“social experimentation” in ‘quotes’", "social experimentation in quotes"},
		{"en", "don't can’t", "don't can’t"},
		{"en", "initiatives4 and CO2, H1N1, 18F, tenants12.", "initiatives+4 and CO2 | H1N1 | 18F | tenants+12"},
		{"en", "1,250.50 in 2007-2009; 10:30", "1,250.50 in 2007-2009 | 10 | 30"},
		{"en", "the U.S. and E.U. law, e.g. this", "the U.S and E.U law | e.g this"},
		{"en", "AT&T, R & D", "AT+&+T | R & D"},
		{"en", "Data.gov end.Next foo_bar", "Data-gov end-Next foo-bar"},
		{"en", "see https://example.org/a,b?c=d#e and www.fao.org, or a.b@example.org now", "see | and | or | now"},
		{"en", "http://x", ""},
		{"en", "café cafe\u0301 naïve", "café cafe\u0301 naïve"},
		{"en", "日本語", "日+本+語"},
		{"en", "a\xffb \xc3", "a | b"},
		{"en", "\ufeffBOM", "BOM"},
		{"en", "and/or", "and | or"},
		{"en", "(housing)", "housing"},
		{"en", "L'Aquila d'Arc", "L'Aquila d'Arc"},
		{"fr", "l'économie d’aujourd'hui qu’elle", "économie aujourd'hui elle"},
		{"ru", "социальная экономика", "социальная экономика"},
	} {
		a, err := New(tt.lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := scan(a, tt.text); got != tt.want {
			t.Errorf("%s: words of %q\n got %s\nwant %s", tt.lang, tt.text, got, tt.want)
		}
	}
}

func TestScannerAllocatesNothing(t *testing.T) {
	a := English()
	text := strings.Repeat("The women’s co-operative (NGOs) – café at https://example.org met 1,250 times. ", 50)
	if n := testing.AllocsPerRun(20, func() {
		for s := a.Scan(text); s.Next(); {
			a.Word(s.Span().In(text))
		}
	}); n > 1 {
		t.Errorf("scanning allocates %v times", n)
	}
}

// checkTokens tests what holds for the tokens of any text.
func checkTokens(t *testing.T, a *Analyzer, text string) {
	t.Helper()
	segments := make(map[int]int) // start of each segment of UAX #29 → its end
	for s := words.FromString(text); s.Next(); {
		segments[s.Start()] = s.End()
	}
	at, segment := 0, 0
	for _, tok := range a.AppendTokens(nil, text) {
		if tok.Start < at || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("token %v after %d in %q", tok.Span, at, text)
		}
		at = tok.End
		surface := tok.In(text)
		if utf8.ValidString(text) && !utf8.ValidString(surface) {
			t.Fatalf("token %q cuts a character of %q", surface, text)
		}
		if *tok.Word != *a.Word(surface) {
			t.Fatalf("token %q has the forms %+v, its surface %+v", surface, *tok.Word, *a.Word(surface))
		}
		for ; segment < tok.Start; segment++ {
			if end, ok := segments[segment]; ok && end > tok.Start {
				break
			}
		}
		if end := segments[segment]; len(text) <= maxSegment && tok.End > end {
			t.Fatalf("token %q crosses the word boundary at %d of %q", surface, end, text)
		}
	}
}

func FuzzScanner(f *testing.F) {
	f.Add(fingerprintText)
	f.Add("a:b x.y U.S.A. a.b.c 1.2.3 a,b 1,2,3 a''b l’l’l www.a www. a@b @ ://")
	f.Add("\xff\xfe\u0301\u200d👩‍👩‍👧 ไทย 日本 ½ ǅ İ ß \u00ad")
	english, french := English(), must(New("fr"))
	f.Fuzz(func(t *testing.T, text string) {
		checkTokens(t, english, text)
		checkTokens(t, french, text)
	})
}

func must(a *Analyzer, err error) *Analyzer {
	if err != nil {
		panic(err)
	}
	return a
}

// TestScannerIsLinear feeds what makes naive scanners quadratic. A quadratic
// one would need hours.
func TestScannerIsLinear(t *testing.T) {
	a := English()
	for name, unit := range map[string]string{
		"dots": "a.", "no boundary": "a", "accents": "e\u0301", "marks": "\u0301", "brackets": "(", "apostrophes": "a'",
		"one word": "x", "digits": "1,", "ats": "a@", "colons": "a://", "underscores": "_a", "invalid": "\xff", "newlines": "\n", "hyphens": "a-",
	} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		n := 0
		for s := a.Scan(text); s.Next(); n++ {
			a.Word(s.Span().In(text))
		}
		t.Log(name, n)
	}
}
