package vocab

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func fruit(tb testing.TB) *Vocabulary {
	tb.Helper()
	v, _, err := New([]Concept{
		{ID: "melon", Pref: []Label{{"Melon", "en"}, {"Melon", "fr"}}, Alt: []Label{{"melon", "en"}, {"Water-melon", "en"}}, Hidden: []Label{{"mellon", "en"}}},
		{ID: "apple", Pref: []Label{{"Apple", "en"}, {"Apfel", "de"}}, Alt: []Label{{"Cox's Orange", "en"}}, Hidden: []Label{{"Melon", "en"}}},
		{ID: "water", Pref: []Label{{"Water melon", "en"}}, Alt: []Label{{"Apple", "en"}}},
		{ID: "cafe", Pref: []Label{{"Café crème", "fr"}, {"Straße", "de"}}, Alt: []Label{{"…", ""}}},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func TestByLabel(t *testing.T) {
	v := fruit(t)
	for label, want := range map[string]string{
		"Melon":                  "melon preferred Melon exact, apple hidden Melon exact",
		"melon":                  "melon alternative melon exact",
		"MELON":                  "melon preferred Melon, apple hidden Melon", // each concept once
		"Apple":                  "apple preferred Apple exact, water alternative Apple exact",
		"water melon":            "water preferred Water melon, melon alternative Water-melon",
		"Water-melon":            "melon alternative Water-melon exact",
		"coxs_orange":            "apple alternative Cox's Orange",
		"Cox’s  orange":          "apple alternative Cox's Orange",
		"cafe\u0301 cre\u0300me": "cafe preferred Café crème",
		"CAFÉ-CRÈME":             "cafe preferred Café crème",
		"STRASSE":                "cafe preferred Straße",
		"…":                      "cafe alternative … exact",
		"...":                    "cafe alternative …",
		"":                       "",
		" ":                      "",
		"Pear":                   "",
		"\xff":                   "",
	} {
		var got []string
		for _, m := range v.ByLabel(label) {
			s := fmt.Sprint(m.Concept.ID, " ", m.Kind, " ", m.Label.Text)
			if m.Exact {
				s += " exact"
			}
			got = append(got, s)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("ByLabel(%q) = %s\nwant %s", label, strings.Join(got, ", "), want)
		}
	}
	v.ByLabel("MELON")[0] = LabelMatch{}
	if v.ByLabel("MELON")[0].Concept == nil {
		t.Error("the caller can change the index")
	}
}

func TestFoldLabel(t *testing.T) {
	for text, want := range map[string]string{
		"Challenges and prize competitions": "challenges and prize competitions", "challenges-and-prize-competitions": "challenges and prize competitions",
		"  A--B _ C  ": "a b c", "Women’s": "womens", "women's": "womens", "na\u00EFve": "naïve", "nai\u0308ve": "naïve", "soft\u00ADware": "software",
		"\uFB01n": "fin", "A\u2011B": "a b", "--": "--", "-": "-", "'": "'", "": "", "\u200b": "\u200b", "e\u200d\u0301": "é", "\xff": "\uFFFD",
		"Κόσμος": "κόσμοσ", "C++": "c++", "Ꮮꮮ": "ꮮꮮ", "Zürich": "zürich",
	} {
		if got := foldLabel(text); got != want {
			t.Errorf("foldLabel(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	v := fruit(t)
	for _, test := range []struct {
		label string
		n     int
		want  string
	}{
		{"Aple", 5, "1 apple Apple, 1 water Apple"},
		{"Aplpe", 1, "1 apple Apple"},
		{"Melon", 5, "0 melon Melon exact, 0 apple Melon exact"},
		{"Malon", 5, "1 melon Melon, 1 apple Melon"},
		{"melln", 5, "1 melon Melon, 1 apple Melon"},
		{"mellon", 5, "0 melon mellon exact, 1 apple Melon"}, // a hidden label, but the nearest
		{"Cafe crem", 5, "3 cafe Café crème"},
		{"Strase", 5, "1 cafe Straße"},
		{"Water-mleon", 5, "1 water Water melon, 1 melon Water-melon"},
		{"Banana", 5, ""}, {"", 5, ""}, {"Aple", 0, ""}, {"Aple", -1, ""},
		{strings.Repeat("x", 101), 5, ""},
	} {
		var got []string
		for _, m := range v.Nearest(test.label, test.n) {
			s := fmt.Sprint(m.Distance, " ", m.Concept.ID, " ", m.Label.Text)
			if m.Exact {
				s += " exact"
			}
			got = append(got, s)
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("Nearest(%q, %d) = %s\nwant %s", test.label, test.n, strings.Join(got, ", "), test.want)
		}
	}
}

// osa is the optimal string alignment distance by its definition.
func osa(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := d[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// slowNearest is Nearest by its definition.
func slowNearest(v *Vocabulary, label string, n int) []Neighbour {
	asked := []rune(foldLabel(label))
	if len(asked) == 0 || len(asked) > maxAsked {
		return nil
	}
	var all []Neighbour
	for c := range v.All() {
		var best *Neighbour
		for kind := Preferred; kind <= Hidden; kind++ {
			for _, l := range c.Labels(kind) {
				edits := osa(asked, []rune(foldLabel(l.Text)))
				found := Neighbour{LabelMatch{c, l, kind, l.Text == label}, edits}
				if edits <= min(4, (len(asked)+2)/3) && (best == nil || compareNeighbours(found, *best) < 0) {
					best = &found
				}
			}
		}
		if best != nil {
			all = append(all, *best)
		}
	}
	slices.SortFunc(all, compareNeighbours)
	return all[:min(n, len(all))]
}

func FuzzNearest(f *testing.F) {
	f.Add("Child care\nSocial policy\nHousing", "Chlid caer")
	f.Add("ab\nba\nabc\nacb", "bca")
	f.Add("Straße\nstrasse\nSTRASE", "strsse")
	f.Add("aaaa\nbbbb", "abababab")
	f.Add("abcdefghijklmnop\nponmlkjihgfedcba", "bacdfeghijlkmnop")
	f.Fuzz(func(t *testing.T, labels, asked string) {
		if len(labels) > 2000 || len(asked) > 200 {
			return
		}
		var concepts []Concept
		for i, label := range strings.Split(labels, "\n") {
			c := Concept{ID: fmt.Sprint(i), Pref: []Label{{Text: label}}}
			if i%3 == 1 {
				c.Pref, c.Alt = nil, []Label{{Text: label}, {Text: label + "x"}}
			}
			concepts = append(concepts, c)
		}
		v, _, err := New(concepts)
		if err != nil {
			t.Fatal(err)
		}
		got, want := v.Nearest(asked, 5), slowNearest(v, asked, 5)
		if !slices.Equal(got, want) {
			t.Fatalf("Nearest(%q) = %v, want %v", asked, got, want)
		}
		folded := foldLabel(asked)
		if again := foldLabel(folded); again != folded {
			t.Fatalf("folding %q gives %q, and that %q", asked, folded, again)
		}
		for _, m := range v.ByLabel(asked) {
			if foldLabel(m.Label.Text) != folded || m.Exact != (m.Label.Text == asked) {
				t.Fatalf("ByLabel(%q) has %v", asked, m)
			}
		}
		for _, c := range concepts {
			for _, l := range c.Pref {
				text, _ := tidy(l.Text)
				if text != "" && len(text) <= maxLabel && len(v.ByLabel(text)) == 0 {
					t.Fatalf("ByLabel(%q) finds nothing", text)
				}
			}
		}
	})
}

// TestDistanceWithin compares the band with the full table on short strings of
// three letters, all of them.
func TestDistanceWithin(t *testing.T) {
	var all [][]rune
	var extend func(prefix []rune)
	extend = func(prefix []rune) {
		all = append(all, slices.Clone(prefix))
		if len(prefix) < 4 {
			for _, r := range "abc" {
				extend(append(prefix, r))
			}
		}
	}
	extend(nil)
	slices.SortFunc(all, func(a, b []rune) int { return cmp.Compare(len(a), len(b)) })
	var d distance
	for _, a := range all {
		for _, b := range all {
			want := osa(a, b)
			for limit := 1; limit <= 4; limit++ {
				got := d.within(a, b, limit)
				if want <= limit && got != want || want > limit && got <= limit {
					t.Fatalf("within(%q, %q, %d) = %d, distance %d", string(a), string(b), limit, got, want)
				}
			}
		}
	}
}
