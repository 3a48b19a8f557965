package vocab

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/catchword/catchword/internal/realdata"
)

func refs(all []Ref) string {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.ID
	}
	return strings.Join(names, "+")
}

// showChange renders a change: "kind: old > new [from > to] why".
func showChange(c Change) string {
	text := fmt.Sprintf("%s: %s > %s", c.Kind, refs(c.Old), refs(c.New))
	if len(c.From)+len(c.To) > 0 {
		text += fmt.Sprintf(" [%s > %s]", strings.Join(c.From, ", "), strings.Join(c.To, ", "))
	}
	if c.Why != "" {
		text += " " + c.Why
	}
	return text
}

// showTag renders a change of tags: "old > new", with "?" where a person decides.
func showTag(t TagChange) string {
	mark := ""
	if t.Review {
		mark = "?"
	}
	return fmt.Sprintf("%s > %s%s (%s: %s)", t.Old.ID, refs(t.New), mark, t.Kind, t.Why)
}

// rows gives each row of a table as many fields as its header has.
func rows(header, text string) string {
	table := header + "\n"
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		table += line + strings.Repeat(",", max(0, strings.Count(header, ",")-strings.Count(line, ","))) + "\n"
	}
	return table
}

func TestDiff(t *testing.T) {
	const header = "id,prefLabel,altLabels,hiddenLabels,definition,notation,broader,related,deprecated,replacedBy"
	for _, test := range []struct {
		about    string
		old, new string
		changes  []string // as showChange renders them
		tags     []string // as showTag renders them
	}{
		{"nothing", "a,A", "a,A", nil, nil},
		{"the order", "a,A\nb,B", "b,B\na,A", nil, nil},
		{"added and removed", "a,A\nb,B", "a,A\nc,C",
			[]string{"added:  > c", "removed: b > "},
			[]string{"b > ? (removed: it is gone)"}},
		{"removed below another", "a,A\nb,B,,,,,a", "a,A",
			[]string{"removed: b > "},
			[]string{"b > a? (removed: it is gone; what was broader is still there)"}},
		{"relabelled", "a,A,x", "a,B,x",
			[]string{"relabelled: a > a [A > B]"},
			[]string{"a > a (relabelled: its preferred label is another)"}},
		{"relabelled altogether", "a,A", "a,B",
			[]string{"relabelled: a > a [A > B]"},
			[]string{"a > a (relabelled: its preferred label is another)"}},
		{"other IDs", "1,A\n2,B", "3,b\n4,A",
			[]string{"renumbered: 1 > 4 [1 > 4] they have one preferred label", "renumbered: 2 > 3 [2 > 3] they have one preferred label", "relabelled: 2 > 3 [B > b]"},
			[]string{"1 > 4 (renumbered: its ID is another)", "2 > 3 (relabelled: its preferred label is another)"}},
		{"IDs that have been given to others", "1,Oak\n2,Elm", "1,Elm\n2,Fir\n3,Oak",
			[]string{"added:  > 2", "renumbered: 1 > 3 [1 > 3] they have one preferred label; the old ID is another concept's now",
				"renumbered: 2 > 1 [2 > 1] they have one preferred label; the old ID is another concept's now"},
			[]string{`1 > 3? (renumbered: ID "1" is another concept's now)`, `2 > 1? (renumbered: ID "2" is another concept's now)`}},
		{"a list with a label changed", ",Elderly\n,Trees", ",Older people,Elderly\n,Trees",
			[]string{"relabelled: Elderly > Older people [Elderly > Older people]", "synonyms: Elderly > Older people [ > Elderly]"},
			[]string{`Elderly > Older people (relabelled: "Elderly" is a label of "Older people" now)`}},
		{"two become a new one", ",Elderly\n,Seniors", ",Older people,Elderly|Seniors",
			[]string{`merged: Elderly+Seniors > Older people "Elderly" is a label of "Older people" now`},
			[]string{`Elderly > Older people (merged: "Elderly" is a label of "Older people" now)`, `Seniors > Older people (merged: "Seniors" is a label of "Older people" now)`}},
		{"one is merged into another", "a,Oak\nb,Quercus", "a,Oak,Quercus",
			[]string{`merged: a+b > a "Quercus" is a label of "Oak" now`, "synonyms: a > a [ > Quercus]"},
			[]string{`b > a (merged: "Quercus" is a label of "Oak" now)`}},
		{"one is split off", "a,Trees,Oaks", "a,Trees\nb,Oaks",
			[]string{`split: a > a+b "Oaks" was a label of "Trees"`, "synonyms: a > a [Oaks > ]"},
			[]string{`a > a+b? (split: "Oaks" was a label of "Trees")`}},
		{"one becomes two", "a,Oaks and elms,Oaks|Elms", "b,Oaks\nc,Elms",
			[]string{`split: a > b+c "Oaks" was a label of "Oaks and elms"`},
			[]string{`a > b+c? (split: "Oaks" was a label of "Oaks and elms")`}},
		{"deprecated", "a,A\nb,B,,,,,a", "a,A\nb,B,,,,,a,,yes",
			[]string{"deprecated: b > b"},
			[]string{"b > a? (deprecated: it is deprecated; what was broader is still there)"}},
		{"restored", "a,A,,,,,,,yes", "a,A", []string{"restored: a > a"}, nil},
		{"replaced by a new one", "a,A", "a,A,,,,,,,yes,b\nb,B",
			[]string{"replaced: a > b replacedBy says so"},
			[]string{"a > b (replaced: it is replaced by another)"}},
		{"replaced by one that was there", "a,A\nb,B", "a,A,,,,,,,yes,b\nb,B",
			[]string{"merged: a+b > b replacedBy says so"},
			[]string{"a > b (replaced: it is replaced by another)"}},
		{"replaced by several", "a,A\nb,B", "a,A,,,,,,,yes,b|c\nb,B\nc,C",
			[]string{"split: a > b+c replacedBy names several"},
			[]string{"a > b+c? (split: it is replaced by several)"}},
		{"replaced by what is replaced", "a,A\nb,B\nc,C", "a,A,,,,,,,yes,b\nb,B,,,,,,,yes,c\nc,C",
			[]string{"merged: a+b > b replacedBy says so", "merged: b+c > c replacedBy says so"},
			[]string{"a > c (replaced: it is replaced by another)", "b > c (replaced: it is replaced by another)"}},
		{"replaced by what is deprecated", "a,A\nb,B,,,,,,,yes", "a,A,,,,,,,yes,b\nb,B,,,,,,,yes",
			[]string{"merged: a+b > b replacedBy says so"},
			[]string{"a > b? (replaced: it is replaced by another; that is deprecated itself)"}},
		{"what was deprecated is removed", "a,A,,,,,,,yes,b\nb,B", "b,B",
			[]string{"merged: a+b > b replacedBy says so"},
			[]string{"a > b (replaced: it is replaced by another)"}},
		{"moved", "a,A\nb,B\nc,C,,,,,a", "a,A\nb,B\nc,C,,,,,b", []string{"moved: c > c [A > B]"}, nil},
		{"not moved, but below another ID", "1,A\nc,C,,,,,1", "2,A\nc,C,,,,,2",
			[]string{"renumbered: 1 > 2 [1 > 2] they have one preferred label"},
			[]string{"1 > 2 (renumbered: its ID is another)"}},
		{"the rest", "a,A,x,y,d,1\nb,B", "a,A,z,,e,1,,b\nb,B,,,,2",
			[]string{"synonyms: a > a [x, y > z]", "linked: a > a [ > B]", "linked: b > b [ > A]", "documented: a > a", "documented: b > b"}, nil},
	} {
		t.Run(test.about, func(t *testing.T) {
			d := Diff(csv(t, rows(header, test.old)), csv(t, rows(header, test.new)))
			var changes, tags []string
			for _, c := range d.Changes {
				changes = append(changes, showChange(c))
			}
			for _, c := range d.Tags {
				tags = append(tags, showTag(c))
			}
			diff(t, "changes", changes, test.changes)
			diff(t, "tags", tags, test.tags)
		})
	}
}

// Languages of labels don't keep concepts apart.
func TestDiffLanguages(t *testing.T) {
	old := csv(t, "id,prefLabel\n1,Oak\n2,Elm\n")
	new := csv(t, "id,prefLabel@en,prefLabel@fr\n3,Oak,Chêne\n4,Elm,Orme\n")
	if d := Diff(old, new); d.Count(Renumbered) != 2 || d.Count(Added)+d.Count(Removed) > 0 {
		t.Errorf("%+v", d.Changes)
	}
	// But a label of one language is not that of another.
	english := csv(t, "id,prefLabel@en\n1,Pain\n2,Bread\n")
	french := csv(t, "id,prefLabel@fr\n1,Douleur\n2,Pain\n")
	if d := Diff(english, french); d.Count(Relabelled) != 2 || len(d.Changes) != 2 {
		t.Errorf("%+v", d.Changes)
	}
}

// The order of what stands in a file is no change, as it is another in what is
// written.
func TestDiffOrder(t *testing.T) {
	a := csv(t, "id,prefLabel@de,prefLabel@en,altLabels,definition@de,definition@en,note,note,notation,notation\na,Eiche,Oak,x|y,Baum,Tree,m,n,1,2\n")
	b := csv(t, "id,prefLabel@en,prefLabel@de,altLabels,definition@en,definition@de,note,note,notation,notation\na,Oak,Eiche,y|x,Tree,Baum,n,m,2,1\n")
	if d := Diff(a, b); len(d.Changes) > 0 {
		t.Errorf("%+v", d.Changes)
	}
	// But a note of another kind is another.
	if d := Diff(csv(t, "id,prefLabel,definition\na,A,x\n"), csv(t, "id,prefLabel,note\na,A,x\n")); d.Count(Documented) != 1 {
		t.Errorf("%+v", d.Changes)
	}
	v, _ := open(t, realdata.Path(t, "corpora/skos/stw.ttl"))
	var written strings.Builder
	if _, err := v.Write(&written, Turtle); err != nil {
		t.Fatal(err)
	}
	again, _, err := Read("again.ttl", strings.NewReader(written.String()))
	if err != nil {
		t.Fatal(err)
	}
	if d := Diff(v, again); len(d.Changes)+len(d.Tags) > 0 {
		t.Errorf("%d changes, such as %+v", len(d.Changes), d.Changes[0])
	}
}

// checkDiff fails the test if a law of Diff is broken.
func checkDiff(t *testing.T, a, b *Vocabulary) {
	t.Helper()
	if d := Diff(a, a); len(d.Changes)+len(d.Tags) > 0 {
		t.Fatalf("a vocabulary differs from itself: %+v", d)
	}
	ab, ba := Diff(a, b), Diff(b, a)
	replaced := false
	for _, v := range []*Vocabulary{a, b} {
		for c := range v.All() {
			replaced = replaced || len(c.ReplacedBy) > 0
		}
	}
	mirrored := map[ChangeKind]ChangeKind{Added: Removed, Removed: Added, Merged: Split, Split: Merged, Deprecated: Restored, Restored: Deprecated}
	list := func(d *Changes, mirror bool) []string {
		var all []string
		for _, c := range d.Changes {
			c.Why = "" // told from its own side
			if mirror {
				c.Old, c.New, c.From, c.To = c.New, c.Old, c.To, c.From
				if k, ok := mirrored[c.Kind]; ok {
					c.Kind = k
				}
			}
			sort := func(rs []Ref) []Ref {
				rs = slices.Clone(rs)
				slices.SortFunc(rs, func(a, b Ref) int { return strings.Compare(a.ID, b.ID) })
				return rs
			}
			c.Old, c.New = sort(c.Old), sort(c.New)
			all = append(all, showChange(c))
		}
		slices.Sort(all)
		return all
	}
	if got, want := list(ba, true), list(ab, false); !replaced && !slices.Equal(got, want) {
		t.Fatalf("not mirrored:\n%q\n%q\n%q\n%q", got, want, showAll(a), showAll(b))
	}
	// Every concept that is only on one side is accounted for.
	told := make(map[string]bool)
	for _, c := range ab.Changes {
		for _, r := range c.Old {
			told[r.ID] = true
		}
	}
	inTags := make(map[string]bool)
	for _, c := range ab.Tags {
		inTags[c.Old.ID] = true
		if len(c.New) == 0 && !c.Review {
			t.Fatalf("a tag is lost without review: %+v", c)
		}
		for _, r := range c.New {
			if d, ok := b.ByID(r.ID); !ok || d.Deprecated && !c.Review {
				t.Fatalf("a tag becomes %v", r)
			}
		}
	}
	for c := range a.All() {
		if _, ok := b.ByID(c.ID); !ok && (!told[c.ID] || !inTags[c.ID]) {
			t.Fatalf("nothing is said of %q", show(c))
		}
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("a,A,x,,b\nb,B", "a,B,,a\nb,A,x", true)
	f.Add("a,A\nb,B|b,A,,a", ",A,B\n,C,,,c,A", false)
	f.Add("1,A,B|C\n2,B\n3,D", "1,B\n2,C,D\n4,A", true)
	f.Add("a,A,B\nb,C,B\nc,B", "d,B,A|C", true)
	f.Fuzz(func(t *testing.T, x, y string, replace bool) {
		header := "id,prefLabel,altLabels,broader,related,deprecated"
		if replace {
			header += ",replacedBy"
		}
		a, _, errA := Read("a.csv", strings.NewReader(rows(header, x)))
		b, _, errB := Read("b.csv", strings.NewReader(rows(header, y)))
		if errA != nil || errB != nil {
			return
		}
		checkDiff(t, a, b)
		for _, v := range []*Vocabulary{a, b} {
			problems := v.Check()
			if !slices.Equal(problems, v.Check()) {
				t.Fatal("checking twice differs")
			}
			known := make(map[string]Severity)
			for _, r := range Rules() {
				known[r.Name] = r.Severity
			}
			for _, p := range problems {
				if worst, ok := known[p.Rule]; !ok || p.Severity > worst || p.Message == "" {
					t.Fatalf("problem %+v", p)
				}
			}
			s := v.Stats()
			if s.Broader != s.Narrower || s.Concepts != v.Len() || s.Depth > v.Len() {
				t.Fatalf("%+v", s)
			}
			for c := range v.All() {
				path := v.PathToTop(c.ID)
				if len(path) == 0 || path[len(path)-1] != c {
					t.Fatalf("path to %q: %v", c.ID, path)
				}
			}
		}
	})
}

func TestDiffReal(t *testing.T) {
	topics, _ := open(t, realdata.Path(t, "corpora/digitalgov/topics.csv"))
	tibkat, _ := open(t, realdata.Path(t, "corpora/tibkat/vocab.tsv.gz"))
	checkDiff(t, topics, Default())
	checkDiff(t, topics, tibkat)
}

func TestDiffParallel(t *testing.T) {
	a, b := Default(), csv(t, "id,prefLabel\na,Child care\nb,Welfare\n")
	want := Diff(a, b)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if d := Diff(a, b); fmt.Sprint(d) != fmt.Sprint(want) {
				t.Error("differs")
			}
		}()
	}
	wg.Wait()
}

func BenchmarkDiff(b *testing.B) {
	v, _ := open(b, realdata.Path(b, "corpora/tibkat/vocab.tsv.gz"))
	var concepts []Concept
	for c := range v.All() {
		d := *c
		d.ID += "#"
		concepts = append(concepts, d)
	}
	other, _, err := New(concepts)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Diff(v, other)
	}
}

// TestDiffOneLanguage tests that the language that all labels have, and a table leaves
// out, is no difference, and one of several is.
func TestDiffOneLanguage(t *testing.T) {
	plain := []Concept{{ID: "a", Pref: []Label{{Text: "Railways"}}, Alt: []Label{{Text: "train lines"}}, Definition: []Label{{Text: "Lines of rails."}}}}
	english := []Concept{{ID: "a", Pref: []Label{{"Railways", "en"}}, Alt: []Label{{"train lines", "en"}}, Definition: []Label{{"Lines of rails.", "en"}}}}
	french := []Concept{{ID: "a", Pref: []Label{{"Railways", "en"}}, Alt: []Label{{"train lines", "fr"}}, Definition: []Label{{"Lines of rails.", "en"}}}}
	make := func(concepts []Concept) *Vocabulary {
		v, _, err := New(concepts)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for i, tt := range []struct {
		old, new []Concept
		changes  int
	}{{plain, english, 0}, {english, plain, 0}, {english, french, 1}} {
		if d := Diff(make(tt.old), make(tt.new)); len(d.Changes) != tt.changes {
			t.Errorf("%d: %d changes, want %d: %v", i, len(d.Changes), tt.changes, d.Changes)
		}
	}
}
