package vocab

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkLaws fails the test if what is read from a file breaks a law.
func checkLaws(t *testing.T, name, text string) {
	t.Helper()
	v, problems, err := Read(name, strings.NewReader(text))
	again, problemsAgain, errAgain := Read(name, strings.NewReader(text))
	if (err == nil) != (errAgain == nil) || err != nil && err.Error() != errAgain.Error() || !slices.Equal(problems, problemsAgain) {
		t.Fatalf("reading %q twice differs", text)
	}
	lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r") // CR may be a line end
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") || strings.HasPrefix(text, "\x1f\x8b") {
		lines = 1 << 30
	}
	for i, p := range problems {
		if p.File != name || p.Line < 0 || p.Line > lines || p.Line == 0 && p.Rule != ruleEncoding || p.Rule == "" || p.Message == "" || !utf8.ValidString(p.Message) {
			t.Fatalf("problem %+v of %q", p, text)
		}
		if i > 0 && p.Line < problems[i-1].Line {
			t.Fatalf("problems out of order: %v", problems)
		}
	}
	if err != nil {
		var located *FileError
		if v != nil || !errors.As(err, &located) || located.File != name || located.Line < 0 || located.Line > lines || !utf8.ValidString(err.Error()) {
			t.Fatalf("error %#v of %q", err, text)
		}
		return
	}
	if !slices.Equal(showAll(v), showAll(again)) {
		t.Fatalf("reading %q twice differs", text)
	}
	checkVocabulary(t, v)
	checkWriting(t, v)
	checkMerging(t, v)
}

func checkVocabulary(t *testing.T, v *Vocabulary) {
	t.Helper()
	if v.Len() == 0 {
		t.Fatal("no concepts")
	}
	var concepts []Concept
	for c := range v.All() {
		concepts = append(concepts, *c)
		if found, ok := v.ByID(c.ID); !ok || found != c || c.ID == "" || len(c.ID) > maxLabel || len(c.Pref) == 0 {
			t.Fatalf("concept %q", show(c))
		}
		seen, langs := make(map[Label]bool), make(map[string]bool)
		for kind := Preferred; kind <= Hidden; kind++ {
			for _, l := range c.Labels(kind) {
				text, printable := tidy(l.Text)
				if l.Text == "" || text != l.Text || !printable && !strings.ContainsRune(text, '\uFFFD') || len(text) > maxLabel || !validLang(l.Lang) {
					t.Fatalf("label %q of %q", l, c.ID)
				}
				if key := (Label{l.Text, strings.ToLower(l.Lang)}); seen[key] {
					t.Fatalf("label %q stands twice", l)
				} else {
					seen[key] = true
				}
				if kind == Preferred && langs[strings.ToLower(l.Lang)] {
					t.Fatalf("%q has two preferred labels in %q", c.ID, l.Lang)
				}
				langs[strings.ToLower(l.Lang)] = true
				matches := v.ByLabel(l.Text)
				if !slices.ContainsFunc(matches, func(m LabelMatch) bool { return m.Concept == c && m.Exact }) {
					t.Fatalf("ByLabel(%q) does not find %q", l.Text, c.ID)
				}
			}
		}
		for _, r := range []struct {
			from []string
			back func(*Concept) []string
		}{
			{c.Broader, func(d *Concept) []string { return d.Narrower }},
			{c.Narrower, func(d *Concept) []string { return d.Broader }},
			{c.Related, func(d *Concept) []string { return d.Related }},
			{c.ReplacedBy, nil},
		} {
			if r.back != nil && !slices.IsSorted(r.from) {
				t.Fatalf("relations of %q are not sorted", c.ID)
			}
			for i, id := range r.from {
				d, ok := v.ByID(id)
				if !ok || d == c || slices.Contains(r.from[:i], id) || r.back != nil && !slices.Contains(r.back(d), c.ID) {
					t.Fatalf("relation of %q to %q", show(c), id)
				}
			}
		}
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(concepts), func(i, j int) { concepts[i], concepts[j] = concepts[j], concepts[i] })
	shuffled, problems, err := New(concepts)
	if err != nil || shuffled.Fingerprint() != v.Fingerprint() {
		t.Fatalf("the fingerprint depends on the order: %v, %v\n%q\n%q", err, problems, showAll(v), showAll(shuffled))
	}
	for _, p := range problems {
		if strings.HasSuffix(p.Message, "left out") {
			t.Fatalf("a vocabulary made of itself leaves something out: %s", p)
		}
	}
	concepts[0].Hidden = append(slices.Clone(concepts[0].Hidden), Label{Text: "not there before"})
	if changed, _, err := New(concepts); err != nil || changed.Fingerprint() == v.Fingerprint() {
		t.Fatalf("the fingerprint does not tell a label more: %v", err)
	}
}

func FuzzList(f *testing.F) {
	for _, s := range []string{"A\nB, C\n", "Keywords: A | B", "x\r\nkeywords:A|\r\n", "<urn:a>\tB\tc\n", "# a\n\xe9\n\xc3\xa9", "A\rB\r", "<00000>", "\uFEFFA", "\xff\xfeA\x00\n\x00", "\u200b\n\u00ad", compressed("A\nB")} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkLaws(t, "a.txt", text) })
}

func FuzzTable(f *testing.F) {
	for _, s := range []string{
		"id,prefLabel,altLabels\na,A,B|C\nb,\"x\ny\",\n", "prefLabel@fr;broader\nA;B\nB;A\n", "id\tdefinition\n\"a\"\t\"\n", "id,prefLabel\n<a>,\"b\nc,\"d\"\"",
		"id,related,narrower,replacedBy,deprecated,notation\na,b|b,b,b|a,1,\nb,,,,,x\na,,,,,y", "id,prefLabel\na,A\na,B\nB,a\n,A", "prefLabel,prefLabel,,id\n|,\u0080,,\n",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, tabs bool) {
		name, header := "a.csv", ""
		if tabs {
			name, header = "a.tsv", "id\tprefLabel\taltLabels\tbroader\trelated\treplacedBy\tdefinition\n"
		}
		checkLaws(t, name, text)
		checkLaws(t, name, header+text)
	})
}

// FuzzRows checks that no line is lost between rows.
func FuzzRows(f *testing.F) {
	f.Add("a,\"b\nc\",d\n\ne\"\"f, \"g\n,\"\"\"\n", false)
	f.Add("a\t\"b\tc\"\t\"d\n", true)
	f.Fuzz(func(t *testing.T, text string, tabs bool) {
		s := rowScanner{text: text, comma: ',', line: 1}
		if tabs {
			s.comma = '\t'
		}
		all := strings.Split(text, "\n")
		line := 1
		for s.next() {
			for ; line < s.first; line++ {
				if strings.Trim(all[line-1], " \r") != "" {
					t.Fatalf("line %d is lost", line)
				}
			}
			if s.first != line || s.last < s.first || s.last > len(all) || s.line != s.last+1 && s.at != len(text) {
				t.Fatalf("a row of lines %d to %d, after %d", s.first, s.last, line-1)
			}
			if s.bad == "" {
				// Nothing but marks, separators and spaces is taken away.
				drop := strings.NewReplacer("\"", "", " ", "", "\r", "", string(s.comma), "")
				if got, want := drop.Replace(strings.Join(s.fields, "")), drop.Replace(strings.Join(all[s.first-1:s.last], "\n")); got != want {
					t.Fatalf("fields %q of %q", s.fields, all[s.first-1:s.last])
				}
			}
			line = s.last + 1
		}
		if rest := strings.Join(all[min(line-1, len(all)):], ""); strings.Trim(rest, " \r") != "" {
			t.Fatalf("%q is lost", rest)
		}
	})
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`[{"id":"a","prefLabel":"A","altLabels":["B"],"broader":["b"]},{"id":"b","prefLabel":{"en":"C","fr":["D"]}}]`, `{"title":"T","language":"en","concepts":["a","b"]}`,
		"{\"concepts\":[{\"id\":1,\n\"deprecated\":true,\"replacedBy\":\"2\"},{\"id\":\"2\",\"id\":3,\"x\":{}}]}", `[1,null,{},[],"",{"id":""},{"prefLabel":"\ud800"}]`, `["a"`, "[0,\n\"\xe9\"]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkLaws(t, "a.json", text) })
}
