package vocab

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// show renders a concept: "id: preferred@lang; alt a, b; broader c".
func show(c *Concept) string {
	var b strings.Builder
	b.WriteString(c.ID)
	labels := func(name string, all []Label) {
		for i, l := range all {
			if i == 0 {
				b.WriteString("; " + name + " ")
			} else {
				b.WriteString(", ")
			}
			b.WriteString(l.Text)
			if l.Lang != "" {
				b.WriteString("@" + l.Lang)
			}
		}
	}
	labels("pref", c.Pref)
	labels("alt", c.Alt)
	labels("hidden", c.Hidden)
	labels("def", c.Definition)
	labels("scope", c.ScopeNote)
	labels("example", c.Example)
	labels("history", c.HistoryNote)
	labels("editorial", c.EditorialNote)
	labels("change", c.ChangeNote)
	labels("note", c.Note)
	ids := func(name string, all []string) {
		if len(all) > 0 {
			b.WriteString("; " + name + " " + strings.Join(all, ", "))
		}
	}
	ids("notation", c.Notation)
	ids("broader", c.Broader)
	ids("narrower", c.Narrower)
	ids("related", c.Related)
	if c.Deprecated {
		b.WriteString("; deprecated")
	}
	ids("replacedBy", c.ReplacedBy)
	for kind := exactMatch; kind <= lastLink; kind++ {
		ids(linkNames[kind], *c.linked(kind))
	}
	return b.String()
}

func showAll(v *Vocabulary) []string {
	var all []string
	if v != nil {
		for c := range v.All() {
			all = append(all, show(c))
		}
	}
	return all
}

// showProblem renders a problem: "line severity rule concept: message".
func showProblem(p Problem) string {
	return fmt.Sprintf("%d %s %s %s: %s", p.Line, p.Severity, p.Rule, p.Concept, p.Message)
}

// diff fails the test if two lists are not equal.
func diff(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n\t%s\nwant\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// A readTest is a file and what is read from it.
type readTest struct {
	about    string
	file     string
	text     string
	concepts []string // as show renders them
	problems []string // as showProblem renders them
	err      string
}

func runReadTests(t *testing.T, tests []readTest) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			v, problems, err := Read(test.file, strings.NewReader(test.text))
			diff(t, "concepts", showAll(v), test.concepts)
			var got []string
			for _, p := range problems {
				got = append(got, showProblem(p))
				if p.File != test.file {
					t.Errorf("problem of %q in file %q", test.file, p.File)
				}
			}
			diff(t, "problems", got, test.problems)
			if (err != nil) != (test.err != "") || err != nil && err.Error() != test.err {
				t.Errorf("error %v, want %q", err, test.err)
			}
			var located *FileError
			if err != nil && !errors.As(err, &located) {
				t.Errorf("error is a %T, not a FileError", err)
			}
		})
	}
}

func compressed(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// TestTestdata reads the files that show the forms, and compares with golden
// files what is wrong with those that show defects.
func TestTestdata(t *testing.T) {
	for _, test := range []struct {
		file     string
		concepts int
		title    string
		langs    string
	}{
		{"kitchen.txt", 4, "", `[""]`},
		{"trees.csv", 7, "", `["" "de" "fr"]`},
		{"rivers.tsv", 3, "", `[""]`},
		{"music.json", 4, "Instruments", `["en" "fr"]`},
		{"birds.ttl", 7, "Birds", `["" "en" "fr" "la"]`},
		{"defects.csv", 10, "", `[""]`},
		{"mistakes.ttl", 6, "", `["" "en" "xq"]`},
	} {
		path := filepath.Join("..", "testdata", "vocabularies", test.file)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		v, problems, err := Read(test.file, bytes.NewReader(text))
		if err != nil {
			t.Error(err)
			continue
		}
		if langs := fmt.Sprintf("%q", v.Languages()); v.Len() != test.concepts || v.Title() != test.title || langs != test.langs {
			t.Errorf("%s: %d concepts, title %q, languages %s; want %d, %q, %s", test.file, v.Len(), v.Title(), langs, test.concepts, test.title, test.langs)
		}
		var listing strings.Builder
		for _, p := range problems {
			fmt.Fprintln(&listing, p)
		}
		golden := strings.TrimSuffix(path, filepath.Ext(path)) + ".problems"
		if *update && listing.Len() > 0 {
			if err := os.WriteFile(golden, []byte(listing.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if listing.String() != string(want) {
			t.Errorf("%s has the problems\n%s\nbut %s says\n%s", test.file, &listing, golden, want)
		}

		opened, _, err := Open(path)
		if err != nil || opened.Fingerprint() != v.Fingerprint() {
			t.Errorf("Open and Read of %s differ (%v)", test.file, err)
		}
		zipped, again, err := Read(test.file+".gz", strings.NewReader(compressed(string(text))))
		if err != nil || zipped.Fingerprint() != v.Fingerprint() || len(again) != len(problems) {
			t.Errorf("%s differs when compressed (%v)", test.file, err)
		}
	}
}

func TestDefault(t *testing.T) {
	v, problems, err := Read("default.ttl", bytes.NewReader(defaultData))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Severity >= Warning {
			t.Error(p)
		}
	}
	if v.Len() != 85 {
		t.Errorf("%d concepts, want 85", v.Len())
	}
	for c := range v.All() {
		if len(c.Definition) == 0 {
			t.Errorf("%q has no definition", c.ID)
		}
	}
	var b bytes.Buffer
	if _, err := v.Write(&b, Turtle); err != nil || !bytes.Equal(b.Bytes(), defaultData) {
		if *update {
			err = os.WriteFile("default.ttl", b.Bytes(), 0o644)
		}
		t.Errorf("default.ttl is not as Write writes it (%v)", err)
	}
	if d, again := Default(), Default(); d != again || d.Fingerprint() != v.Fingerprint() {
		t.Error("Default is not the embedded vocabulary, read once")
	}
}

// TestRules has a case for each rule, with all that a problem says.
func TestRules(t *testing.T) {
	const header = "id,prefLabel,altLabels,hiddenLabels,broader,related,deprecated,replacedBy,notation\n"
	long := strings.Repeat("x", maxLabel+1)
	shown := strings.Repeat("x", 80) + "…"
	for _, test := range []struct {
		name, text string
		want       []Problem
	}{
		{"a.csv", header + "a,A,,,,,,,\na,A,,,,,,,", []Problem{
			{ruleConceptID, Error, "a.csv", 3, "a", `ID "a" stands in line 2 already; the two are one concept`}}},
		{"a.csv", header + long + ",A,,,,,,,\na,A,,,,,,,", []Problem{
			{ruleBadID, Error, "a.csv", 2, "", `ID "` + shown + `" has 513 bytes; IDs have at most 512; the concept is left out`}}},
		{"a.csv", header + "a,,B,,,,,,\nb,,,,,,,,\n,,C,,,,,,", []Problem{
			{ruleNoPreferred, Error, "a.csv", 2, "a", `no preferred label; "B" takes its place`},
			{ruleNoPreferred, Error, "a.csv", 3, "b", `no preferred label; "b" takes its place`},
			{ruleDuplicate, Error, "a.csv", 3, "b", `preferred label "b" is a preferred label of "a" too`},
			{ruleNoPreferred, Error, "a.csv", 4, "", `a concept has neither an ID nor a preferred label; it is left out`}}},
		{"a.csv", header + "a,A|B,,,,,,,", []Problem{
			{ruleSeveral, Warning, "a.csv", 2, "a", `"B" is a second preferred label in one language; it is taken for alternative`}}},
		{"a.csv", header + "a,A,,,,,no,b,\nb,B,,,,,yes,,", []Problem{
			{ruleReplaced, Warning, "a.csv", 2, "a", `replaced by "b", but not deprecated`}}},
		{"a.csv", header + "a,A,B||C,,,,,,", []Problem{
			{ruleEmpty, Warning, "a.csv", 2, "a", `an alternative label is empty`}}},
		{"a.csv", header + "a,A," + long + ",,,,,,", []Problem{
			{ruleTooLong, Error, "a.csv", 2, "a", `alternative label "` + shown + `" has 513 bytes; labels have at most 512; it is left out`}}},
		{"a.csv", header + "a,A\u0007,,B\uFFFD,,,,,", []Problem{
			{ruleUnprintable, Warning, "a.csv", 2, "a", "hidden label \"B\uFFFD\" had characters that can't be printed"},
			{ruleUnprintable, Warning, "a.csv", 2, "a", `preferred label "A" had characters that can't be printed`}}},
		{"a.csv", header + "a\u0007,A,,,,,,,", []Problem{
			{ruleUnprintable, Warning, "a.csv", 2, "a", `ID "a" had characters that can't be printed`}}},
		{"a.csv", header + "a,A,\u200b,,,,,,", []Problem{
			{ruleEmpty, Warning, "a.csv", 2, "a", `an alternative label is empty`}}},
		{"a.csv", header + "a,…,,,,,,,", []Problem{
			{rulePunctuation, Warning, "a.csv", 2, "a", `preferred label "…" has no letters or digits`}}},
		{"a.csv", header + "a,A,B|A,B,,,,,", []Problem{
			{ruleRepeated, Info, "a.csv", 2, "a", `label "A" stands twice`},
			{ruleRepeated, Info, "a.csv", 2, "a", `label "B" stands twice`}}},
		{"a.csv", header + "a,New York,,,,,,,\nb,NEW-YORK,,,,,,,\nc,Big,new york,apple,,,,,\nd,Small,Apple,,,,,,", []Problem{
			{ruleDuplicate, Error, "a.csv", 3, "b", `preferred label "NEW-YORK" is a preferred label of "a" too`},
			{ruleDuplicate, Warning, "a.csv", 4, "c", `alternative label "new york" is a preferred label of "a" too`},
			{ruleDuplicate, Warning, "a.csv", 4, "c", `hidden label "apple" is an alternative label of "d" too`}}},
		{"a.csv", header + "a,A,,,,,yes,,\nb,A,,,,,,,\nc,A,,,,,,,", []Problem{
			{ruleDuplicate, Warning, "a.csv", 3, "b", `preferred label "A" is a preferred label of "a" too`},
			{ruleDuplicate, Error, "a.csv", 4, "c", `preferred label "A" is a preferred label of "b" too`}}},
		{"a.txt", "A\nB\nA\n", []Problem{
			{ruleDuplicate, Error, "a.txt", 3, "A", `label "A" stands in line 1 already; the two are one concept`}}},
		{"a.csv", "prefLabel@en,prefLabel@fr,altLabels@no language\nPain,Pain,Bread", []Problem{
			{ruleLanguage, Warning, "a.csv", 1, "", `column "altLabels@no language" has "no language" for a language; its labels have none`}}},
		{"a.json", `[{"id":"a","prefLabel":{"en_GB":"A"},"definition":{"1":"b"}}]`, []Problem{
			{ruleLanguage, Warning, "a.json", 1, "a", `preferred label "A" has "en_GB" for a language`},
			{ruleLanguage, Warning, "a.json", 1, "a", `the definition has "1" for a language`}}},
		{"a.csv", header + "a,A,,,b|,,,,", []Problem{
			{ruleRelationUnknown, Error, "a.csv", 2, "a", `broader "", which is empty; it is left out`},
			{ruleRelationUnknown, Error, "a.csv", 2, "a", `broader "b", which is not in the vocabulary; it is left out`}}},
		{"a.csv", header + "a,A,,,D,,,,\nb,D,,,,,,,\nc,D,,,,,,,", []Problem{
			{ruleRelationUnknown, Error, "a.csv", 2, "a", `broader "D", which is the label of several concepts; it is left out`},
			{ruleDuplicate, Error, "a.csv", 4, "c", `preferred label "D" is a preferred label of "b" too`}}},
		{"a.csv", header + "a,A,,,,a,,,", []Problem{
			{ruleRelationSelf, Error, "a.csv", 2, "a", `related names the concept itself; it is left out`}}},
		{"a.csv", header + "a,A,,,,b,,,\nb,B,,,a,,,,", []Problem{
			{ruleRelationBoth, Warning, "a.csv", 2, "a", `related to "b", which is broader or narrower too`}}},
		{"a.csv", header + "z,Z,,,b,,,,\nb,B,,,c,,,,\nc,C,,,a,,,,\na,A,,,b,,,,", []Problem{
			{ruleCycle, Error, "a.csv", 3, "b", `broader leads back to itself by way of "c", "a"`}}},
		{"a.csv", header + "a,A,,,,,yes,b,\nb,B,,,,,yes,a,", []Problem{
			{ruleCycle, Error, "a.csv", 2, "a", `replacedBy leads back to itself by way of "b"`}}},
		{"a.csv", "id,prefLabel\na,A,B,C\nb\nc,C\n", []Problem{
			{ruleRow, Error, "a.csv", 2, "", `4 fields, but 2 columns; line 2 is left out`},
			{ruleRow, Error, "a.csv", 3, "", `1 field, but 2 columns; line 3 is left out`}}},
		{"a.csv", "id,prefLabel\n,\na,A\n , \n", []Problem{
			{ruleRowEmpty, Info, "a.csv", 2, "", `2 rows are empty; this is the first`}}},
		{"a.csv", "id,prefLabel\na,\"A\nB\"\n", []Problem{
			{ruleRowLines, Warning, "a.csv", 2, "", `a value of column 2 goes over 2 lines; perhaps a quotation mark is missing`}}},
		{"a.csv", "id,prefLabel,definition\na,A,\"" + strings.Repeat("x\n", maxNoteLines) + "y\"\nb,B,\"x\nc,C,z\"\nd,D,\"well\ndone\"", []Problem{
			{ruleRowLines, Warning, "a.csv", 2, "", `a value of column 3 goes over 21 lines; perhaps a quotation mark is missing`},
			{ruleRowLines, Info, "a.csv", 23, "", `a value of column 3 goes over 2 lines, one of which might be a row`}}},
		{"a.csv", "id,prefLabel,colour,broader@en,\na,A,red,,\nb,B,blue,,x\nc,C,blue,,x", []Problem{
			{ruleColumn, Warning, "a.csv", 1, "", `column "broader@en" means nothing here; it is left out`},
			{ruleColumn, Warning, "a.csv", 1, "", `column "colour" means nothing here; it is left out`},
			{ruleColumn, Warning, "a.csv", 3, "", `column 5 has values, but no name; it is left out`}}},
		{"a.csv", "id,prefLabel,ID,altLabel,altLabels\na,A,b,c,d\n", []Problem{
			{ruleColumnTwice, Error, "a.csv", 1, "", `column "ID" stands twice; the second is left out`}}},
		{"a.csv", header + "a,A,,,,,maybe,,", []Problem{
			{ruleValue, Error, "a.csv", 2, "", `"maybe" is neither true nor false; it is taken for false`}}},
		{"a.txt", "Caf\xe9\nTh\xe9\n", []Problem{
			{ruleEncoding, Info, "a.txt", 1, "", `decoded from Windows-1252`}}},
		{"a.txt", "Café\nTh\xe9\nA", []Problem{
			{ruleEncoding, Warning, "a.txt", 2, "", `not UTF-8 as other lines are: 1 line from here on, decoded from Windows-1252`}}},
		{"a.txt", "\xff\xfeA\x00\r\x00\n\x00", []Problem{
			{ruleEncoding, Info, "a.txt", 0, "", `decoded from UTF-16`}}},
		{"a.txt", "\nTitle\nKeywords: A | B\nText\n", []Problem{
			{ruleRest, Info, "a.txt", 2, "", `only lines of keywords are read, not 2 other lines from here on`}}},
	} {
		_, problems, err := Read(test.name, strings.NewReader(test.text))
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
		}
		if !slices.Equal(problems, test.want) {
			t.Errorf("%q: problems\n\t%q\nwant\n\t%q", test.text, problems, test.want)
		}
	}
}

func TestNew(t *testing.T) {
	concepts := []Concept{
		{ID: " http://example.org/a ", Pref: []Label{{"Apple ", "en"}, {"Apfel", "de"}}, Definition: []Label{{" a fruit\n", ""}, {"", ""}},
			Broader: []string{"http://example.org/c", "Cherry", "<http://example.org/c>"}},
		{Pref: []Label{{Text: "Banana"}}, Related: []string{"apfel"}, ReplacedBy: []string{"Cherry", "Apple", "Cherry"}, Deprecated: true},
		{ID: "http://example.org/c", Pref: []Label{{Text: "Cherry"}}, Narrower: []string{"Banana"}, Notation: []string{" 1 "}},
		{},
		{ID: "d\x80", Pref: []Label{{Text: "D"}}},
	}
	v, problems, err := New(concepts)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "concepts", showAll(v), []string{
		"http://example.org/a; pref Apple@en, Apfel@de; def a fruit; broader http://example.org/c; related Banana",
		"Banana; pref Banana; broader http://example.org/c; related http://example.org/a; deprecated; replacedBy http://example.org/c, http://example.org/a",
		"http://example.org/c; pref Cherry; notation 1; narrower Banana, http://example.org/a",
		"d\uFFFD; pref D",
	})
	var got []string
	for _, p := range problems {
		got = append(got, p.String())
	}
	diff(t, "problems", got, []string{
		`error: the concept at index 3 has neither an ID nor a preferred label; it is left out [concept/no-preferred]`,
		"warning: ID \"d\uFFFD\" had characters that can't be printed [label/unprintable]",
	})

	before := v.Fingerprint()
	concepts[0].Pref[0].Text, concepts[0].Definition[0].Text, concepts[0].Broader[0] = "changed", "changed", "changed"
	again, _, _ := New([]Concept{*v.At(0), *v.At(1), *v.At(2), *v.At(3)})
	if v.fingerprint() != before || again.Fingerprint() != before {
		t.Error("the vocabulary shares memory with what it was made from, or is not made again of itself")
	}
	if i, ok := v.Index("Banana"); i != 1 || !ok {
		t.Errorf("Index = %d, %v", i, ok)
	}
	if c, ok := v.ByID("nobody"); c != nil || ok {
		t.Errorf("ByID of nobody = %v, %v", c, ok)
	}
	if _, _, err := New(nil); !errors.Is(err, ErrNoConcepts) {
		t.Errorf("New of nothing: %v", err)
	}
}

// TestJoinKeepsCallersMemory: concepts of one ID are joined without writing
// behind the end of a slice of the caller.
func TestJoinKeepsCallersMemory(t *testing.T) {
	all := []string{"b", "c"}
	_, _, err := New([]Concept{
		{ID: "a", Pref: []Label{{Text: "A"}}, Broader: all[:1]}, {ID: "a", Related: []string{"c"}, Broader: []string{"d"}},
		{ID: "b"}, {ID: "c"}, {ID: "d"},
	})
	if err != nil || all[1] != "c" {
		t.Errorf("the caller's slice is now %q (%v)", all, err)
	}
}

func TestConceptLabel(t *testing.T) {
	c := &Concept{ID: "id", Pref: []Label{{"Lift", "en-GB"}, {"Aufzug", "de"}, {"Elevator", "en"}, {"Ascenseur", "fr-CA"}}}
	plain := &Concept{ID: "id", Pref: []Label{{"Lift", "en"}, {"Aufzug", ""}}}
	for _, test := range []struct {
		concept    *Concept
		lang, want string
	}{
		{c, "de", "Aufzug"}, {c, "de-AT", "Aufzug"}, {c, "EN", "Elevator"}, {c, "fr", "Ascenseur"}, {c, "es", "Lift"}, {c, "", "Lift"},
		{plain, "fr", "Aufzug"}, {plain, "", "Aufzug"}, {plain, "en-US", "Lift"}, {&Concept{ID: "id"}, "", "id"},
	} {
		if got := test.concept.Label(test.lang); got != test.want {
			t.Errorf("Label(%q) = %q, want %q", test.lang, got, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	got := fmt.Sprint(Preferred, Alternative, Hidden, LabelKind(9), Info, Warning, Error, Severity(9), Broader, ReplacedBy, Relation(9), Turtle, JSON, CSV, Format(9))
	if want := "preferred alternative hidden LabelKind(9) info warning error Severity(9) broader replacedBy Relation(9) Turtle JSON CSV Format(9)"; got != want {
		t.Errorf("names %q, want %q", got, want)
	}
}

func TestOpenErrors(t *testing.T) {
	v, _, err := Open("nowhere.csv")
	if v != nil || !errors.Is(err, os.ErrNotExist) || strings.Count(err.Error(), "nowhere") != 1 {
		t.Errorf("a file that isn't there: %v", err)
	}
	if v, _, err := Open("."); v != nil || err == nil || !strings.HasPrefix(err.Error(), ".: ") {
		t.Errorf("a folder: %v", err)
	}
}

// TestConcurrentUse is for the race detector.
func TestConcurrentUse(t *testing.T) {
	v, _, err := New([]Concept{{ID: "a", Pref: []Label{{Text: "Apple"}}}, {ID: "b", Pref: []Label{{Text: "Banana"}}}})
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for _, c := range v.ByLabel("apple") {
				_ = c.Concept.Label("")
			}
			if near := v.Nearest("Bananna", 1); len(near) != 1 || near[0].Concept.ID != "b" {
				t.Error("no banana")
			}
			_, _ = v.Fingerprint(), v.Languages()
			_ = Default().Len()
		}()
	}
	wait.Wait()
}

// quickly fails the test if f takes longer than anything linear would.
func quickly(t *testing.T, what string, f func()) {
	t.Helper()
	start := time.Now()
	f()
	took := time.Since(start)
	t.Logf("%s: %v", what, took)
	if took > time.Minute {
		t.Errorf("%s took %v", what, took)
	}
}

// TestLinear reads what would take minutes if time were quadratic.
func TestLinear(t *testing.T) {
	n := 1_000_000
	if testing.Short() {
		n = 100_000
	}
	read := func(name, text string, concepts int) *Vocabulary {
		v, _, err := Read(name, strings.NewReader(text))
		if err != nil || concepts != 0 && v.Len() != concepts {
			t.Fatalf("%s: %v", name, err)
		}
		return v
	}
	quickly(t, "a list", func() {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "label %d\n", i)
		}
		read("a.txt", b.String(), n)
	})
	quickly(t, "one label again and again", func() { read("a.txt", strings.Repeat("A\n", n/10), 1) })
	quickly(t, "one ID and many labels", func() {
		var b strings.Builder
		b.WriteString("id,prefLabel,broader\n")
		for i := range n / 10 {
			fmt.Fprintf(&b, "a,label %d,b\n", i)
		}
		b.WriteString("b,B,")
		read("a.csv", b.String(), 2)
	})
	quickly(t, "many concepts with one label", func() {
		var b strings.Builder
		b.WriteString("id,prefLabel,broader\n")
		for i := range n / 10 {
			fmt.Fprintf(&b, "%d,A,0\n", i)
		}
		v := read("a.csv", b.String(), n/10)
		if got := len(v.ByLabel("a")); got != n/10 {
			t.Errorf("%d concepts have the label", got)
		}
		if got := len(v.Nearest("b", n)); got != n/10 {
			t.Errorf("%d concepts are near", got)
		}
	})
	quickly(t, "marks that are not closed", func() {
		read("a.csv", "id,prefLabel\na,A\n"+strings.Repeat("b,\"\"\"B\nc,\"x\"\"x\n", n/20), 1)
		read("a.tsv", "id\tprefLabel\na\tA\n"+strings.Repeat("\"\t\"\"\"B\n", n/20), 0)
	})
	quickly(t, "a chain", func() {
		var b strings.Builder
		b.WriteString("id,prefLabel,broader\n0,L0,\n")
		for i := 1; i < n/10; i++ {
			fmt.Fprintf(&b, "%d,L%d,%d\n", i, i, i-1)
		}
		read("a.csv", b.String(), n/10)
	})
	quickly(t, "RDF that says everything of one thing", func() {
		var b strings.Builder
		b.WriteString("@prefix : <http://e.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n:a a skos:Concept .\n")
		for i := range n / 10 {
			fmt.Fprintf(&b, ":a skos:prefLabel \"%d\"@en ; skos:broader :x%d ; skos:broaderTransitive :y%d ; skos:note \"%d\" ; skos:inScheme :s%d .\n:c%d skos:member :a . :b%d skos:broaderTransitive :a .\n", i, i, i, i, i, i, i)
		}
		read("a.ttl", b.String(), 1)
	})
	quickly(t, "a transitive closure", func() {
		var b strings.Builder
		b.WriteString("@prefix : <http://e.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n")
		for i := range 300 {
			fmt.Fprintf(&b, ":a%d a skos:Concept ; skos:prefLabel \"%d\" .\n", i, i)
			for j := range i {
				fmt.Fprintf(&b, ":a%d skos:broaderTransitive :a%d .\n", i, j)
			}
		}
		v := read("a.ttl", b.String(), 300)
		if c := v.At(299); len(c.Broader) != 1 || c.Broader[0] != "http://e.org/a298" {
			t.Errorf("broader %v", c.Broader)
		}
	})
	quickly(t, "one line of 50 MB", func() {
		_, _, err := Read("a.txt", strings.NewReader(strings.Repeat("a b  ", 10_000_000)))
		if !errors.Is(err, ErrNoConcepts) || len(err.Error()) > 300 {
			t.Errorf("a label of 50 MB: %v", err)
		}
	})
}
