package analysis

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/catchword/catchword/internal/memo"
	"github.com/catchword/catchword/span"
)

// An Analyzer knows the words of one language. It is immutable but for a
// bounded memory of words seen, and safe for concurrent use.
type Analyzer struct {
	language *language
	words    *memo.Table[Word]
}

// A Token is a word at its place in a text.
type Token struct {
	span.Span
	Word *Word // its forms: shared, not to be modified
	Gap  Gap   // what stands between it and the token before it
}

// memoBits sets the size of the memory of words seen: 65,536 of them, some
// 16 MB when it is full.
const memoBits = 16

// New returns an analyzer for a language, given as a BCP 47 tag of which the
// first part counts: English (en), French (fr), Spanish (es), Russian (ru),
// Swedish (sv), Norwegian (no, nb, nn) and Hungarian (hu). "und" or "" is no
// language: words are folded and not stemmed, and there are no stop words.
func New(lang string) (*Analyzer, error) {
	l := languageOf(lang)
	if l == nil {
		return nil, fmt.Errorf("analysis: no analyzer for language %q: have en, fr, es, ru, sv, no, hu, and und for none", lang)
	}
	return &Analyzer{language: l, words: memo.New(memoBits, l.analyze)}, nil
}

// English returns an analyzer for English.
func English() *Analyzer {
	a, err := New("en")
	if err != nil {
		panic(err) // can't happen: the language is known
	}
	return a
}

// Lang returns the language's code, "und" for none.
func (a *Analyzer) Lang() string { return a.language.code }

// Word returns the forms of a word as [Analyzer.Scan] finds it in a text. The
// result is shared and must not be modified. A word that was seen lately costs
// one look-up in a hash table, another its folding and stemming: about a
// microsecond.
func (a *Analyzer) Word(surface string) *Word { return a.words.Get(surface) }

// AppendTokens appends the words of text, with their forms, to dst and returns
// the extended slice. Its time is linear in the text.
func (a *Analyzer) AppendTokens(dst []Token, text string) []Token {
	for s := a.Scan(text); s.Next(); {
		dst = append(dst, Token{s.span, a.Word(s.span.In(text)), s.gap})
	}
	return dst
}

// Fingerprint names what the analyzer does. It is made from the forms that it
// gives to a fixed text in which every rule is met, so two analyzers of one
// fingerprint may be taken to agree on all texts. Terms counted or compiled by
// one analyzer are of no use to another.
func (a *Analyzer) Fingerprint() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %d\n", a.language.code, version)
	for _, t := range a.AppendTokens(nil, fingerprintText) {
		fmt.Fprintf(h, "%v %+v %d\n", t.Span, *t.Word, t.Gap)
	}
	return a.language.code + "-" + hex.EncodeToString(h.Sum(nil)[:8])
}

// version is raised by a change to the analyzer that fingerprintText doesn't show.
const version = 3

// fingerprintText meets every rule of the scanner and of the forms.
const fingerprintText = `Organisations and organizations of the neighborhood's centers, labelled or labeled; catalogs, defences.
The women’s co-operative (NGOs, U.S. and E.U., e.g. SSE) met 1,250 times – initiatives4 at https://example.org/a or a@example.org.
Policies, analyses, criteria, buses, news, children; don't, l'économie d’aujourd'hui, les nationaux, las naciones, ciudades.
Café Ærø straße ﬁrst naïve façade AIDS R&D and/or child_care Data.gov H1N1 CO2 developing developed development develops
generously generalisations governments governance activities activation activated activism happiest relational conditional
programme skilful enrolment travelling analysed dialogues metres favourites ageing paediatric grey judgement.`
