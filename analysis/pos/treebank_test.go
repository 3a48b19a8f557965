package pos

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/catchword/catchword/span"
)

// moduleData returns the content of a file of prose's test data, or skips.
func moduleData(tb testing.TB, name string, to any) {
	tb.Helper()
	cache := os.Getenv("GOMODCACHE")
	if cache == "" {
		home := os.Getenv("GOPATH")
		if home == "" {
			dir, err := os.UserHomeDir()
			if err != nil {
				tb.Skip(err)
			}
			home = filepath.Join(dir, "go")
		}
		cache = filepath.Join(filepath.SplitList(home)[0], "pkg", "mod")
	}
	data, err := os.ReadFile(filepath.Join(cache, "github.com", "jdkato", "prose", "v2@v2.0.0", "testdata", name))
	if err != nil {
		tb.Skip("no test data of prose: ", err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		tb.Fatal(err)
	}
}

// A tagged is a sentence of the treebank: its tokens and their tags.
type tagged struct{ forms, tags []string }

// treebank returns the sentences of the sample of the Penn Treebank that prose
// is tested with. Traces, which mark where a word might have stood, are kept or
// left out.
func treebank(tb testing.TB, traces bool) []tagged {
	tb.Helper()
	var tokens []struct{ Text string }
	var tags []string
	moduleData(tb, "treebank_tokens.json", &tokens)
	moduleData(tb, "treebank_tags.json", &tags)
	var all []tagged
	var s tagged
	for i, tag := range tags {
		if tag == "-NONE-" && !traces {
			continue
		}
		s.forms, s.tags = append(s.forms, tokens[i].Text), append(s.tags, tag)
		if tag == "." || i == len(tags)-1 {
			all = append(all, s)
			s = tagged{}
		}
	}
	return all
}

// bracket gives the marks that the treebank spells out.
var bracket = strings.NewReplacer("-LRB-", "(", "-RRB-", ")", "-LCB-", "{", "-RCB-", "}", "\\/", "/", "``", "“", "''", "”")

func TestTreebank(t *testing.T) {
	tagger := New()
	tokens, cut, right := 0, 0, 0
	for _, s := range treebank(t, false) {
		var text strings.Builder
		want := make(map[span.Span]string)
		for i, form := range s.forms {
			start := text.Len()
			text.WriteString(bracket.Replace(form))
			tag := s.tags[i]
			switch tag {
			case "-LRB-":
				tag = "("
			case "-RRB-":
				tag = ")"
			}
			want[span.Span{Start: start, End: text.Len()}] = tag
			text.WriteByte(' ')
		}
		tokens += len(s.forms)
		for _, tok := range tagger.AppendTokens(nil, text.String()) {
			tag, ok := want[tok.Span]
			if ok {
				cut++
			}
			if ok && tag == tok.Tag {
				right++
			}
		}
	}
	t.Logf("%d tokens, %.2f %% cut as the treebank does, %.2f %% with its tag", tokens, 100*float64(cut)/float64(tokens), 100*float64(right)/float64(tokens))
	if accuracy := float64(right) / float64(tokens); accuracy < 0.95 {
		t.Errorf("accuracy %.4f, want 0.95", accuracy)
	}
}

// TestAgreesWithProse compares tags with prose's own in sentences in which no
// word is repeated, where prose can be trusted.
func TestAgreesWithProse(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	m := loaded()
	doc, err := prose.NewDocument("", prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil {
		t.Fatal(err)
	}
	total, same := 0, 0
	for _, s := range treebank(t, false) {
		d, err := prose.NewDocument(strings.Join(s.forms, " "), prose.WithSegmentation(false), prose.WithExtraction(false), prose.UsingModel(doc.Model))
		if err != nil {
			t.Fatal(err)
		}
		theirs := d.Tokens()
		if !comparable(m, theirs) {
			continue
		}
		ours := make([]Token, len(theirs))
		var words []*word
		for _, tok := range theirs {
			w := m.word(tok.Text)
			words = append(words, &w)
		}
		m.tag(ours, words)
		for i := range ours {
			total++
			if ours[i].Tag == theirs[i].Tag {
				same++
			} else if total-same < 20 {
				t.Logf("%s: %s, prose says %s", theirs[i].Text, ours[i].Tag, theirs[i].Tag)
			}
		}
	}
	t.Logf("%d of %d tags are prose's (%.3f %%)", same, total, 100*float64(same)/float64(total))
	if float64(same) < 0.995*float64(total) {
		t.Errorf("%d of %d tags differ from prose's", total-same, total)
	}
}

// comparable reports whether prose can be trusted with a sentence: no word that
// may have several tags is repeated, and no form is tagged on purpose otherwise.
func comparable(m *model, tokens []prose.Token) bool {
	seen := make(map[string]bool)
	for _, tok := range tokens {
		form := tok.Text
		if _, fixed := m.fixed[form]; fixed {
			continue
		}
		number := '0' <= form[0] && form[0] <= '9' && strings.Contains(form, ".")
		if seen[form] || number || form[0] == '-' || m.fixedTag(form) >= 0 {
			return false
		}
		seen[form] = true
	}
	return true
}

// BenchmarkTreebank tags the varied words of the treebank.
func BenchmarkTreebank(b *testing.B) {
	var text strings.Builder
	for _, s := range treebank(b, false) {
		text.WriteString(bracket.Replace(strings.Join(s.forms, " ")) + "\n")
	}
	tagger := New()
	loaded()
	var dst []Token
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		dst = tagger.AppendTokens(dst[:0], text.String())
	}
}
