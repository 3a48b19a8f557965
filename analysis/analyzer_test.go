package analysis

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"
)

func TestForms(t *testing.T) {
	type forms struct{ exact, singular, stem string }
	for _, tt := range []struct {
		lang, word string
		want       forms
	}{
		{"en", "Policies", forms{"policies", "policy", "polici"}},
		{"en", "policy", forms{"policy", "policy", "polici"}},
		{"en", "women", forms{"women", "woman", "woman"}},
		{"en", "analyses", forms{"analyses", "analysis", "analysi"}},
		{"en", "news", forms{"news", "news", "news"}},
		{"en", "buses", forms{"buses", "bus", "bus"}},
		{"en", "housing", forms{"housing", "housing", "hous"}},
		{"en", "the", forms{"the", "the", "the"}},
		{"en", "don’t", forms{"don't", "don't", "don't"}},
		{"en", "&", forms{"and", "and", "and"}},
		{"en", "Crèche", forms{"creche", "creche", "crech"}},
		{"en", "cre\u0300che", forms{"creche", "creche", "crech"}},
		{"en", "NGOs", forms{"ngos", "ngo", "ngo"}},
		{"en", "U.S", forms{"us", "us", "us"}},
		{"en", "1,250", forms{"1,250", "1,250", "1,250"}},
		{"en", "ﬁnance", forms{"finance", "finance", "financ"}},
		{"fr", "Économies", forms{"économies", "économie", "économ"}},
		{"fr", "nationaux", forms{"nationaux", "national", "national"}},
		{"fr", "travaux", forms{"travaux", "travail", "travail"}},
		{"fr", "emplois", forms{"emplois", "emploi", "emploi"}},
		{"fr", "enjeux", forms{"enjeux", "enjeu", "enjeu"}},
		{"fr", "avis", forms{"avis", "avis", "avis"}},
		{"fr", "Œuvres", forms{"oeuvres", "oeuvre", "oeuvr"}},
		{"en", "APIs", forms{"apis", "api", "api"}},
		{"en", "GPUs", forms{"gpus", "gpu", "gpu"}},
		{"en", "HTTPS", forms{"https", "https", "https"}},
		{"en", "SARS", forms{"sars", "sars", "sars"}},
		{"en", "POLICIES", forms{"policies", "policy", "polici"}},
		{"en", "taxis", forms{"taxis", "taxi", "taxi"}},
		{"en", "menus", forms{"menus", "menu", "menu"}},
		{"en", "CO₂", forms{"co2", "co2", "co2"}},
		{"es", "naciones", forms{"naciones", "nación", "nacion"}},
		{"sv", "Kommunerna", forms{"kommunerna", "kommunerna", "kommun"}},
		{"und", "Policies", forms{"policies", "policies", "policies"}},
		{"und", "Straße", forms{"strasse", "strasse", "strasse"}},
	} {
		w := must(New(tt.lang)).Word(tt.word)
		if got := (forms{w.Exact, w.Singular, w.Stem}); got != tt.want {
			t.Errorf("%s: forms of %q are %q, want %q", tt.lang, tt.word, got, tt.want)
		}
	}
}

// TestSnowball compares with the words and stems that the Snowball project
// gives as examples of its English stemmer.
func TestSnowball(t *testing.T) {
	a := English()
	for _, pair := range strings.Fields(`consign:consign consigned:consign consigning:consign consignment:consign consist:consist
		consistency:consist consistent:consist consolation:consol consolatory:consolatori knack:knack knave:knave knavish:knavish
		knightly:knight knowledge:knowledg generate:generat general:general generous:generous communities:communiti arsenal:arsenal
		skies:sky dying:die idly:idl gently:gentl early:earli only:only exceed:exceed succeed:succeed proceed:proceed`) {
		word, want, _ := strings.Cut(pair, ":")
		if got := a.Word(word).Stem; got != want {
			t.Errorf("stem of %q is %q, want %q", word, got, want)
		}
	}
}

func TestFlags(t *testing.T) {
	a := English()
	for word, want := range map[string]string{
		"the": "stop", "THE": "stop acronym", "US": "stop acronym", "us": "stop", "ESF": "acronym", "NGOs": "acronym", "CO2": "acronym",
		"I": "stop", "A": "stop", "2012": "number", "1,250.5": "number", "Nantes": "", "isn't": "stop", "iPhone": "", "ÉU": "acronym",
	} {
		w := a.Word(word)
		var got []string
		if w.Stop {
			got = append(got, "stop")
		}
		if w.Number {
			got = append(got, "number")
		}
		if w.Acronym {
			got = append(got, "acronym")
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q is %q, want %q", word, s, want)
		}
	}
}

// FuzzWord tests that each form merges what the form before it merges, and
// that folding and spelling are stable.
func FuzzWord(f *testing.F) {
	for _, w := range strings.Fields(fingerprintText) {
		f.Add(w)
	}
	a := English()
	f.Fuzz(func(t *testing.T, surface string) {
		w := a.Word(surface)
		if surface == "&" {
			return
		}
		if again := a.language.analyze(surface); again != *w {
			t.Fatalf("%q: %+v, then %+v", surface, *w, again)
		}
		if f := fold(surface, true); fold(f, true) != f {
			t.Fatalf("fold(%q) = %q, folded again %q", surface, f, fold(f, true))
		}
	})
}

func TestNewRefusesUnknownLanguages(t *testing.T) {
	if _, err := New("tlh"); err == nil || !strings.Contains(err.Error(), `"tlh"`) {
		t.Errorf("New(tlh): %v", err)
	}
	for _, lang := range []string{"en", "en-GB", "fr_FR", "ES", "nb", ""} {
		if _, err := New(lang); err != nil {
			t.Error(err)
		}
	}
}

func TestFingerprint(t *testing.T) {
	seen := make(map[string]string)
	for _, lang := range []string{"en", "fr", "es", "ru", "sv", "no", "hu", "und"} {
		f := must(New(lang)).Fingerprint()
		if f != must(New(lang)).Fingerprint() {
			t.Errorf("%s: the fingerprint changes", lang)
		}
		if seen[f] != "" {
			t.Errorf("%s has the fingerprint of %s", lang, seen[f])
		}
		seen[f] = lang
	}
}

func TestAnalyzerInParallel(t *testing.T) {
	a := English()
	want := fmt.Sprint(a.AppendTokens(nil, fingerprintText)[0].Word)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 200 {
				if got := fmt.Sprint(a.AppendTokens(nil, fingerprintText)[0].Word); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		}()
	}
	wg.Wait()
}

func TestSentences(t *testing.T) {
	text := "One of them met. The second, e.g. this one, did not!\n\nA third"
	var got []string
	for s := range Sentences(text) {
		got = append(got, s.In(text))
	}
	if want := []string{"One of them met. ", "The second, e.g. this one, did not!\n", "\n", "A third"}; strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("sentences %q, want %q", got, want)
	}
}

// TestSentencesAreLinear feeds what takes uax29 quadratic time: minutes here.
func TestSentencesAreLinear(t *testing.T) {
	for _, unit := range []string{")", " ", "\"", ".", "\n", "a."} {
		text := "a." + strings.Repeat(unit, 1<<20)
		at := 0
		for s := range Sentences(text) {
			if s.Start != at || s.IsEmpty() {
				t.Fatalf("%q: sentence %v after %d", unit, s, at)
			}
			at = s.End
		}
		if at != len(text) {
			t.Errorf("%q: the last sentence ends at %d of %d", unit, at, len(text))
		}
	}
}

func ExampleAnalyzer_AppendTokens() {
	text := "The neighborhood’s organizations"
	for _, t := range English().AppendTokens(nil, text) {
		fmt.Println(t.In(text), t.Word.Exact, t.Word.Singular, t.Word.Stem)
	}
	// Output:
	// The the the the
	// neighborhood neighborhood neighborhood neighborhood
	// organizations organisations organisation organis
}

// benchText returns about a megabyte of text to measure on.
func benchText(b *testing.B) string {
	if path := os.Getenv("CATCHWORD_BENCH_TEXT"); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		return string(data)
	}
	return strings.Repeat(fingerprintText, 1<<20/len(fingerprintText))
}

// BenchmarkWords is the floor that everything else is compared with: bare word
// boundaries by UAX #29 over the same bytes.
func BenchmarkWords(b *testing.B) {
	text := benchText(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for s := words.FromString(text); s.Next(); {
		}
	}
}

func BenchmarkScan(b *testing.B) {
	text, a := benchText(b), English()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for s := a.Scan(text); s.Next(); {
		}
	}
}

func BenchmarkTerms(b *testing.B) {
	text, a := benchText(b), English()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for s := a.Scan(text); s.Next(); {
			a.Word(s.Span().In(text))
		}
	}
}
