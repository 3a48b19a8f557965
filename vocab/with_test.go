package vocab

import (
	"slices"
	"testing"
)

func TestWithLabels(t *testing.T) {
	v, problems, err := New([]Concept{
		{ID: "roof", Pref: []Label{{"Roofs", "en"}}, Hidden: []Label{{"rooves", ""}}, Definition: []Label{{"What covers a house", "en"}}},
		{ID: "garden", Pref: []Label{{"Gardens", "en"}}, Broader: []string{"roof"}},
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	before := v.Fingerprint()
	w, err := v.WithLabels([]AddedLabel{
		{"roof", Label{"green  roofs", ""}, Alternative, 0},
		{"roof", Label{"green roofs", ""}, Hidden, 0}, // again
		{"roof", Label{"Roofs", ""}, Alternative, 0},  // it has that
		{"roof", Label{"toits", "fr"}, Alternative, 0},
		{"roof", Label{"rufs", "!"}, Hidden, 0},
		{"nobody", Label{"x", ""}, Alternative, 0},
		{"garden", Label{"", ""}, Alternative, 0},
	})
	if err != nil {
		t.Fatal(err)
	}
	c, _ := w.ByID("roof")
	if !slices.Equal(c.Alt, []Label{{"green roofs", ""}, {"toits", "fr"}}) || !slices.Equal(c.Hidden, []Label{{"rooves", ""}, {"rufs", ""}}) ||
		!slices.Equal(c.Definition, []Label{{"What covers a house", "en"}}) {
		t.Errorf("%+v", c)
	}
	if c, _ := v.ByID("roof"); len(c.Alt) != 0 || v.Fingerprint() != before || w.Fingerprint() == before || slices.Contains(v.Languages(), "fr") {
		t.Error("the vocabulary itself has changed")
	}
	if found := w.ByLabel("Green-Roofs"); len(found) != 1 || found[0].Concept.ID != "roof" || found[0].Kind != Alternative {
		t.Errorf("found %+v", found)
	}
	if got, err := w.WithLabels([]AddedLabel{{"roof", Label{"toits", "FR"}, Hidden, 0}}); got != w || err != nil {
		t.Error("a label that is there makes another vocabulary")
	}
	// Where all labels are in one language, so are those that are added.
	one, _, err := New([]Concept{{ID: "roof", Pref: []Label{{"Roofs", "en"}}}})
	if err != nil {
		t.Fatal(err)
	}
	with, err := one.WithLabels([]AddedLabel{{"roof", Label{"housetops", ""}, Alternative, 0}, {"roof", Label{"toits", "fr"}, Alternative, 0}, {"roof", Label{"Roofs", ""}, Hidden, 0}})
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := with.ByID("roof"); !slices.Equal(c.Alt, []Label{{"housetops", "en"}, {"toits", "fr"}}) || len(c.Hidden) > 0 {
		t.Errorf("%+v", c)
	}
	data, err := w.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Parse(string(data)); err != nil || again.Fingerprint() != w.Fingerprint() {
		t.Errorf("compiled and opened: %v", err)
	}
}
