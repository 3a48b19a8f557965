package pos

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/catchword/catchword/span"
)

// render writes tokens as word/TAG.
func render(tokens []Token, text string) string {
	words := make([]string, len(tokens))
	for i, tok := range tokens {
		words[i] = tok.In(text) + "/" + tok.Tag
	}
	return strings.Join(words, " ")
}

// in returns the parts of text that spans name.
func in(text string, spans []span.Span) []string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.In(text)
	}
	return parts
}

func TestCut(t *testing.T) {
	tagger := New()
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{" \t\n\u00a0\u2003", ""},
		{"Pierre Vinken, 61 years old.", "Pierre Vinken , 61 years old ."},
		{"\u00a0one\u2003two\v", "one two"},

		// what prose drops
		{"John's,", "John 's ,"},
		{"the dogs', cats’", "the dogs ' , cats ’"},
		{"‘single’", "‘ single ’"},
		{"'single'", "' single '"},
		{"they'll.” we're) I'm!", "they 'll . ” we 're ) I 'm !"},
		{"(can’t)", "( ca n’t )"},
		{"O'Malley O’Reilly's", "O'Malley O’Reilly 's"},
		{"don&rsquo;t", "don&rsquo;t"},

		// what makes it panic
		{"ȺȺȺȺ's", "ȺȺȺȺ 's"},
		{"İstanbul's K’s", "İstanbul 's K ’s"},
		{"\xff\xfe's", "\xff\xfe 's"},

		{"I've we'd she'd've", "I 've we 'd she 'd 've"},
		{"DON'T", "DO N'T"},
		{"“double,” «guillemets» \"straight\"", "“ double , ” « guillemets » \" straight \""},
		{"policy—and practice -- 2007–2009 – child–care", "policy — and practice -- 2007–2009 – child–care"},
		{"well-being... and…", "well-being ... and …"},
		{"U.S. e.g., Nov. 29; the Act.", "U.S. e.g. , Nov. 29 ; the Act ."},
		{"$100 €100 50%", "$ 100 € 100 50%"},
		{"**bold** `code` • item", "* * bold * * ` code ` • item"},
		{"https://example.org/a,b?c=d a@example.org", "https://example.org/a,b?c=d a@example.org"},
		{"[see (this)]", "[ see ( this ) ]"},
		{"café naïve", "café naïve"},
		{"n't 's", "n't 's"},
		{"(" + strings.Repeat("x", 70) + "!),", "( " + strings.Repeat("x", 70) + " ! ) ,"},
		{strings.Repeat(".", 100), strings.Repeat(".", 100)},
		{strings.Repeat("x", 65) + "—don't", strings.Repeat("x", 65) + " — do n't"},
	} {
		var got []string
		for _, tok := range tagger.AppendTokens(nil, tt.text) {
			got = append(got, tok.In(tt.text))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, s, tt.want)
		}
	}
}

func TestTags(t *testing.T) {
	tagger := New()
	for _, tt := range []struct{ text, want string }{
		{
			"Pierre Vinken, 61 years old, will join the board as a nonexecutive director Nov. 29.",
			"Pierre/NNP Vinken/NNP ,/, 61/CD years/NNS old/JJ ,/, will/MD join/VB the/DT board/NN as/IN a/DT nonexecutive/JJ director/NN Nov./NNP 29/CD ./.",
		},
		{"It costs $3.50 or 1,250.50.", "It/PRP costs/VBZ $/$ 3.50/CD or/CC 1,250.50/CD ./."},
		{"“We don’t”", "“/`` We/PRP do/VBP n’t/RB ”/''"},
		{"0 * – … [ ] e.g.", "0/CD */SYM –/: …/: [/( ]/) e.g./FW"},
		{"See www.fao.org and a@b.org", "See/VB www.fao.org/NN and/CC a@b.org/NN"},
	} {
		if got := render(tagger.AppendTokens(nil, tt.text), tt.text); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// In prose, every occurrence of a word in a text gets the tag of the last: it
// calls all of these verbs or all of them nouns.
func TestRepeatedWords(t *testing.T) {
	tagger := New()
	for _, tt := range []struct{ text, word, want string }{
		{"The run was long but they run home.", "run", "NN VBP"},
		{"The run was long but they run home and run the run.", "run", "NN VBP VB NN"},
		{"They plan the work and work the plan today.", "plan", "VBP NN"},
		{"Plans change. They can change the change of plans here.", "change", "VBP VB NN"},
	} {
		var tags []string
		for _, tok := range tagger.AppendTokens(nil, tt.text) {
			if tok.In(tt.text) == tt.word {
				tags = append(tags, tok.Tag)
			}
		}
		if got := strings.Join(tags, " "); got != tt.want {
			t.Errorf("%q: %s is %s, want %s", tt.text, tt.word, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"\n\n", []string{"\n", "\n"}},
		{"One. Two", []string{"One. ", "Two"}},
		{"social\nexperimentation\r\nnow. Next", []string{"social\nexperimentation\r\nnow. ", "Next"}},
		{"Heading\n\nText", []string{"Heading\n", "\n", "Text"}},
		{"Mr. Smith came on Nov. 29. He left.", []string{"Mr. Smith came on Nov. 29. ", "He left."}},
		{"such as:\none", []string{"such as:\n", "one"}},
		{"“Now.”\nthen", []string{"“Now.”\n", "then"}},
	} {
		var got []string
		for s := range sentences(tt.text) {
			got = append(got, s.In(tt.text))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestVerbs(t *testing.T) {
	tagger := New()
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Enabling them to work is important.", []string{"Enabling", "work", "is"}},
		{"An enabling environment for work.", nil},
		{"They'll work, but it doesn't.", []string{"'ll", "work", "does"}},
		{"Housing is a right.", []string{"is"}},
	} {
		if got := in(tt.text, tagger.Verbs(tt.text)); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestNounPhrases(t *testing.T) {
	tagger := New()
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Affordable housing policies matter.", []string{"Affordable housing policies"}},
		{"the social\nexperimentation, local governments (rural areas)", []string{"social\nexperimentation", "local governments", "rural areas"}},
		{"the right of women to women’s rights", []string{"right", "women", "women’s rights"}},
		{"by promoting social inclusion in an enabling environment", []string{"social inclusion", "enabling environment"}},
		{"the countries facing severe poverty", []string{"countries", "severe poverty"}},
		{"the policy is important", []string{"policy"}},
		{"see https://example.org/a and * or %", nil},
		{"Rural poverty\n\nUrban poverty", []string{"Rural poverty", "Urban poverty"}},
	} {
		if got := in(tt.text, tagger.NounPhrases(tt.text)); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q (%s)", tt.text, got, tt.want, render(tagger.AppendTokens(nil, tt.text), tt.text))
		}
	}
}

var hostile = []string{
	")", "(", "\n", "\r\n", " ", "a", "\xff", "'", "’", "‘", "n't", "'s", ".", ". ", "a. ", "Mr.\n", "-", "—", "a•", "ab)'s.",
	"(((a))) ", "é", "Ⱥ's", "&rsquo;", "\u200b", "\u0301", "日本語", "😀", "word ", "a'b'", ",", "?!", "\x00", "x)",
}

func TestHostile(t *testing.T) {
	tagger := New()
	tagger.AppendTokens(nil, "load the model")
	const small = 20_000
	for _, unit := range hostile {
		measure := func(n int) time.Duration {
			text := "a." + strings.Repeat(unit, n/len(unit))
			start := time.Now()
			checkLaws(t, tagger, text)
			return time.Since(start)
		}
		once := measure(small)
		// Linear is 4 times as long, quadratic 16 times. Seconds are beyond all doubt.
		if again := measure(4 * small); again > 12*once && again > 2*time.Second {
			t.Errorf("%q: %v for %d bytes, %v for %d", unit, once, small, again, 4*small)
		}
	}
}

// checkLaws checks what is promised of the tokens of any text.
func checkLaws(t *testing.T, tagger *Tagger, text string) {
	t.Helper()
	tokens := tagger.AppendTokens(nil, text)
	end, valid := 0, utf8.ValidString(text)
	for _, tok := range tokens {
		if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("token %v behind %d in a text of %d bytes", tok, end, len(text))
		}
		if gap := text[end:tok.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("%q is in no token", gap)
		}
		if strings.ContainsFunc(tok.In(text), unicode.IsSpace) {
			t.Fatalf("token %q holds white space", tok.In(text))
		}
		if valid && !utf8.ValidString(tok.In(text)) {
			t.Fatalf("token %q cuts a character", tok.In(text))
		}
		if tok.Tag == "" || tok.Tag[0] == '-' {
			t.Fatalf("token %q has the tag %q", tok.In(text), tok.Tag)
		}
		end = tok.End
	}
	if gap := text[end:]; strings.TrimSpace(gap) != "" {
		t.Fatalf("%q is in no token", gap)
	}
	if again := tagger.AppendTokens(nil, text); !slices.Equal(tokens, again) {
		t.Fatalf("other tokens at the second time")
	}
}

func FuzzAppendTokens(f *testing.F) {
	for _, s := range hostile {
		f.Add(strings.Repeat(s, 70/len(s)+1) + sample)
	}
	f.Add("John's, ‘single’ ȺȺȺȺ's (don’t) O'Malley's I've—“we'd,” U.S. Act. ...")
	tagger := New()
	tagger.AppendTokens(nil, sample) // the model is loaded once, before
	f.Fuzz(func(t *testing.T, text string) {
		checkLaws(t, tagger, text)
		end := 0
		for _, p := range tagger.NounPhrases(text) {
			if p.Start < end || p.IsEmpty() || p.End > len(text) {
				t.Fatalf("phrase %v behind %d in a text of %d bytes", p, end, len(text))
			}
			end = p.End
		}
		if fresh := New().AppendTokens(nil, text); !slices.Equal(fresh, tagger.AppendTokens(nil, text)) {
			t.Fatal("what was seen before changes the tokens")
		}
	})
}

func TestAppend(t *testing.T) {
	kept := []Token{{span.Span{Start: 1, End: 2}, "NN"}}
	got := New().AppendTokens(kept, "Yes. No")
	if len(got) != 4 || got[0] != kept[0] {
		t.Errorf("AppendTokens = %v", got)
	}
}

func TestParallel(t *testing.T) {
	tagger := New()
	want := New().AppendTokens(nil, sample)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				if !slices.Equal(tagger.AppendTokens(nil, sample), want) {
					t.Error("other tokens in parallel")
				}
				tagger.Verbs(sample)
				tagger.NounPhrases(sample)
			}
		}()
	}
	wg.Wait()
}

// sample is a text such as reports are made of.
const sample = `The city's housing policy didn't change until Nov. 29, when “Mr. Smith” – the new mayor – signed it.
Local governments are enabling small enterprises (e.g. cooperatives and women’s groups) to work in an
enabling environment: since 2007–2009, $3.50 of every $10 has gone to the affected people, 12% of whom
live in rural areas.

It's a first step. They plan the work and work the plan; others won't.
`

func BenchmarkCut(b *testing.B) {
	tagger := New()
	loaded()
	text := strings.Repeat(sample, 20)
	all := span.Span{Start: 0, End: len(text)}
	var dst []Token
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = tagger.appendCut(dst[:0], text, all)
	}
}

func BenchmarkAppendTokens(b *testing.B) {
	tagger := New()
	loaded()
	text := strings.Repeat(sample, 20)
	var dst []Token
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = tagger.AppendTokens(dst[:0], text)
	}
}

// BenchmarkProse is what prose takes for the text of BenchmarkAppendTokens.
func BenchmarkProse(b *testing.B) {
	doc, err := prose.NewDocument("", prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(sample, 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := prose.NewDocument(text, prose.WithSegmentation(false), prose.WithExtraction(false), prose.UsingModel(doc.Model)); err != nil {
			b.Fatal(err)
		}
	}
}
