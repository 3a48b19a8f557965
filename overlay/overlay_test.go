package overlay

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/vocab"
)

var update = flag.Bool("update", false, "write the listing of mistakes anew")

const testdata = "../testdata/overlays/"

// houses returns the vocabulary of the tests.
func houses(t testing.TB) *vocab.Vocabulary {
	t.Helper()
	v, _, err := vocab.Open(testdata + "houses.csv")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestHouses(t *testing.T) {
	v := houses(t)
	o, problems, err := Open(testdata+"houses.txt", v)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	const canonical = `label garden: allotments
label law-1: statutes
label roof: "roofs | tops"
label roof: housetops
label roof: roof#1
label@fr roof: couvertures
hidden roof: rooves
never roof: Time for Roof
never roof: ceiling
ignore Garden of Eden
ignore The "Green" Walls, Inc.
omit admin
omit flat-roof
omit green-roof
approve building
approve court-1
approve court-2
approve hut
approve roof
approve wall
limit 5
most-specific
`
	if got := o.String(); got != canonical {
		t.Errorf("got\n%s\nwant\n%s", got, canonical)
	}
	w, err := o.Apply(v)
	if err != nil {
		t.Fatal(err)
	}
	if found := w.ByLabel("couvertures"); len(found) != 1 || found[0].Concept.ID != "roof" || found[0].Label.Lang != "fr" {
		t.Errorf("%+v", found)
	}
	over, err := o.Fingerprint(v)
	again, errAgain := o.Fingerprint(w)
	if err != nil || errAgain != nil || over != again || over == v.Fingerprint() || over == w.Fingerprint() {
		t.Errorf("fingerprints %s, %s; of the vocabularies %s, %s; %v", over, again, v.Fingerprint(), w.Fingerprint(), err)
	}
	for _, nothing := range []*Overlay{nil, {}} {
		same, err := nothing.Apply(v)
		print, _ := nothing.Fingerprint(v)
		if same != v || err != nil || nothing.String() != "" || print != v.Fingerprint() {
			t.Error("an overlay that says nothing changes something")
		}
	}
}

func TestMistakes(t *testing.T) {
	_, problems, err := Open(testdata+"mistakes.txt", houses(t))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	severities := make(map[string]vocab.Severity)
	for _, p := range problems {
		b.WriteString(strings.TrimPrefix(p.String(), testdata) + "\n")
		severities[p.Rule] = p.Severity
	}
	const listing = testdata + "mistakes.problems"
	if *update {
		if err := os.WriteFile(listing, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(listing)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("problems\n%s\nwant\n%s", b.String(), want)
	}
	for _, r := range Rules() {
		if s, ok := severities[r.Name]; r.Name != ruleNothing && (!ok || s != r.Severity) {
			t.Errorf("%s: met %v as %s; it is said to be of severity %s", r.Name, ok, s, r.Severity)
		}
	}
	if !slices.IsSortedFunc(Rules(), func(a, b vocab.Rule) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the rules are not in order")
	}
}

func TestFiles(t *testing.T) {
	v := houses(t)
	for text, want := range map[string]string{
		"\xff\xfeo\x00":               "o.txt: this is UTF-16; save it as UTF-8",
		"omit\x00":                    "o.txt: this is a binary file, and no overlay",
		strings.Repeat("#\n", 8<<20):  "",
		strings.Repeat("#", 16<<20+1): "o.txt: more than 16777216 bytes",
	} {
		_, _, err := Read("o.txt", strings.NewReader(text), v)
		var file *vocab.FileError
		if (err != nil) != (want != "") || err != nil && (!errors.As(err, &file) || err.Error() != want) {
			t.Errorf("%.10q: %v, want %s", text, err, want)
		}
	}
	if _, _, err := Open("nowhere.txt", v); !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "nowhere.txt: ") {
		t.Errorf("%v", err)
	}
	if _, _, err := Read("", strings.NewReader(""), nil); err == nil {
		t.Error("no error without a vocabulary")
	}
	_, problems, err := Read("o.txt", strings.NewReader("# nothing\n\n"), v)
	if err != nil || len(problems) != 1 || problems[0].String() != "o.txt: warning: the file has no directives [overlay/nothing]" {
		t.Errorf("%v, %v", problems, err)
	}
}

// What an overlay says, written and read again, is the same, however often; its
// problems are placed, in order, and named by rules.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"houses.txt", "mistakes.txt"} {
		text, err := os.ReadFile(testdata + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("label roof: \"a: #\"\" |\" | b #c\nnever roof: \": \"\nignore #| x\n")
	v := houses(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			return
		}
		o, problems, err := Read("o.txt", strings.NewReader(text), v)
		if err != nil {
			return
		}
		last, lines := 0, 1+strings.Count(text, "\n")
		for _, p := range problems {
			if !slices.ContainsFunc(Rules(), func(r vocab.Rule) bool { return r.Name == p.Rule && r.Severity == p.Severity }) {
				t.Fatalf("no rule says %v", p)
			}
			if p.Rule == ruleNothing && p.Line == 0 {
				continue
			}
			if p.Line < max(last, 1) || p.Line > lines {
				t.Fatalf("a place out of order: %v", p)
			}
			last = p.Line
		}
		written := o.String()
		again, problems, err := Read("o.txt", strings.NewReader(written), v)
		if err != nil || slices.ContainsFunc(problems, func(p vocab.Problem) bool { return p.Severity == vocab.Error }) {
			t.Fatalf("%v, %v\n%s", err, problems, written)
		}
		if got := again.String(); got != written {
			t.Fatalf("got\n%s\nwant\n%s", got, written)
		}
		a, _ := o.Fingerprint(v)
		if b, _ := again.Fingerprint(v); a != b {
			t.Fatal("the fingerprints differ")
		}
	})
}
