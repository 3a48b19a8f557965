package tagger

import (
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/report"
)

const traps = `Cans
Andes
Mines
Georgia (USA)
Social economy (SE)
API
HTTPS
Menu
Research, development and innovation
Who
Housing policy
Water management
Labour market integration
Governance
Child care
Childcare
Enabling
Parents
Segregation
`

// TestTraps tests what string matching gets wrong and an indexer doesn't.
func TestTraps(t *testing.T) {
	tagger := newTagger(t, traps, everything)
	for _, tt := range []struct {
		text string
		want []string
	}{
		// Stop words are no plurals and no stems of anything.
		{"You can do it, and they can, and that is mine.", nil},
		{"cans in the Andes, and mines", []string{"Cans: exact cans", "Andes: exact Andes", "Mines: exact mines"}},
		// A qualifier is no acronym.
		{"the USA", nil},
		{"Georgia and the SE", []string{"Georgia (USA): exact Georgia", "Social economy (SE): exact SE"}},
		// Plurals of acronyms, and acronyms in -S.
		{"APIs over HTTP", []string{"API: plural APIs"}},
		{"menus", []string{"Menu: plural menus"}},
		// The comma before the last member of a list.
		{"research, development, and innovation", []string{"Research, development and innovation: exact research, development, and innovation"}},
		// Headings in capitals.
		{"THIS IS WHO PAYS FOR IT", nil},
		{"the WHO says", []string{"Who: exact WHO"}},
		// One head, one mention.
		{"housing, housing policy", []string{"Housing policy: exact housing policy"}},
		{"housing and labour policies", []string{"Housing policy: coordinated housing and labour policies"}},
		// Inversion stops at another noun.
		{"management of water", []string{"Water management: loose management of water"}},
		{"management of water users", nil},
		{"management by water", nil},
		{"integration into the local labour market", []string{"Labour market integration: loose integration into the local labour market"}},
	} {
		if got := found(tagger, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

// TestJoinedTwins tests that of two concepts, one with the joined and one with
// the divided spelling, each is found once.
func TestJoinedTwins(t *testing.T) {
	for _, vocabulary := range []string{"Child care\nChildcare", "Childcare\nChild care"} {
		for _, s := range newTagger(t, vocabulary, everything).Suggest("child-care") {
			if s.Occurrences != 1 {
				t.Errorf("%q: %s occurs %d times", vocabulary, s.Label, s.Occurrences)
			}
		}
	}
}

// TestModals tests that only a verb behind a modal is one.
func TestModals(t *testing.T) {
	tagger := newTagger(t, traps, everything)
	for text, verb := range map[string]bool{
		"How can parents choose?":            false,
		"It is not segregation.":             false,
		"The towns may segregation endure.":  true, // it is behind a modal and its subject
		"They are enabling them to work.":    true,
		"In May parents were asked.":         false,
		"Towns can, parents say, do better.": false,
	} {
		s := tagger.Suggest(text)
		if len(s) != 1 || s[0].Score < DefaultThreshold != verb {
			t.Errorf("%q: %+v", text, s)
		}
	}
}

// TestPhrasesEndAtCode tests that no phrase crosses what is not prose, but
// crosses mark-up.
func TestPhrasesEndAtCode(t *testing.T) {
	tagger := newTagger(t, traps, everything)
	for text, want := range map[string]int{
		"The **child** care":                    1,
		"The [child](https://example.org) care": 1,
		"The child `x := 1` care":               0,
		"The child ![x](a.png) care":            0,
		"The child https://example.org care":    0,
		"Child[^1] care.\n\n[^1]: A note.":      1,
	} {
		r, err := report.Parse("a.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, s := range tagger.SuggestReport(r).Suggestions {
			if s.ID == "Child care" {
				n = s.Occurrences
			}
		}
		if n != want {
			t.Errorf("%q has Child care %d times, want %d", text, n, want)
		}
	}
}

// TestPieces tests that no label is lost where a long text is cut.
func TestPieces(t *testing.T) {
	tagger := newTagger(t, traps, everything)
	for n := mostTokens - againTokens - 3; n < mostTokens+3; n++ {
		if s := tagger.Suggest(strings.Repeat("x ", n) + "child care"); len(s) != 1 || s[0].Occurrences != 1 {
			t.Fatalf("behind %d words: %+v", n, s)
		}
	}
	if s := tagger.Suggest(strings.Repeat("child care ", mostTokens)); s[0].Occurrences != mostTokens {
		t.Errorf("child care occurs %d times, want %d", s[0].Occurrences, mostTokens)
	}
}

// TestManyLabelsOfOneStem feeds labels that all have the stems of the text.
func TestManyLabelsOfOneStem(t *testing.T) {
	words := strings.Fields("connect connects connected connecting connection connections connective connectively")
	var b strings.Builder
	for i := range 4096 {
		for j := range 4 {
			b.WriteString(words[i>>(3*j)&7] + " ")
		}
		b.WriteByte('\n')
	}
	tagger := newTagger(t, b.String(), everything)
	tagger.Suggest(strings.Repeat("connectively connecting ", 2000))
}
