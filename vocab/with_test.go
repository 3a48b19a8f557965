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
		{"roof", Label{"green  roofs", ""}, Alternative},
		{"roof", Label{"green roofs", ""}, Hidden}, // again
		{"roof", Label{"Roofs", ""}, Alternative},  // it has that
		{"roof", Label{"toits", "fr"}, Alternative},
		{"roof", Label{"rufs", "!"}, Hidden},
		{"nobody", Label{"x", ""}, Alternative},
		{"garden", Label{"", ""}, Alternative},
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
	if got, err := w.WithLabels([]AddedLabel{{"roof", Label{"toits", "FR"}, Hidden}}); got != w || err != nil {
		t.Error("a label that is there makes another vocabulary")
	}
	data, err := w.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Parse(string(data)); err != nil || again.Fingerprint() != w.Fingerprint() {
		t.Errorf("compiled and opened: %v", err)
	}
}
