package vocab

import (
	"slices"
	"strings"
	"testing"
)

func TestWithBase(t *testing.T) {
	v, _, err := Read("v.json", strings.NewReader(`{"concepts": [
		{"id": "child care", "prefLabel": "Child care", "broader": ["http://example.org/old"], "related": ["c#"], "inScheme": ["s"], "exactMatch": ["u:x", "theirs"]},
		{"id": "c#", "prefLabel": "C# (100 %)", "notation": "1"},
		{"id": "http://example.org/old", "prefLabel": "Old", "deprecated": true, "replacedBy": ["caf\u00e9"]},
		{"prefLabel": "caf\u00e9"}],
		"schemes": [{"id": "s", "title": "S"}], "collections": [{"id": "k", "title": "K", "members": ["c#"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	before := showAll(v)
	w, err := v.WithBase("http://example.org/t#")
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "concepts", showAll(w), []string{
		"http://example.org/t#child%20care; pref Child care; broader http://example.org/old; related http://example.org/t#c%23; exactMatch http://example.org/t#theirs, u:x; inScheme http://example.org/t#s",
		"http://example.org/t#c%23; pref C# (100 %); notation 1; related http://example.org/t#child%20care",
		"http://example.org/old; pref Old; narrower http://example.org/t#child%20care; deprecated; replacedBy http://example.org/t#café",
		"http://example.org/t#café; pref café",
	})
	if w.Schemes()[0].ID != "http://example.org/t#s" || w.Collections()[0].ID != "http://example.org/t#k" || !slices.Equal(w.Collections()[0].Members, []string{"http://example.org/t#c%23"}) {
		t.Errorf("%v %v", w.Schemes(), w.Collections())
	}
	checkWriting(t, w)
	diff(t, "before", showAll(v), before)
	if again, err := w.WithBase("http://example.com/"); err != nil || again.Fingerprint() != w.Fingerprint() {
		t.Error(err)
	}
	for _, base := range []string{"", "topics/", "http://example.org/t", "http://example.org/a b/"} {
		if _, err := v.WithBase(base); err == nil || !strings.Contains(err.Error(), "is no IRI that ends with") {
			t.Errorf("%q: %v", base, err)
		}
	}
	two := csv(t, "id,prefLabel\na,A\nu:x/a,B\n")
	if _, err := two.WithBase("u:x/"); err == nil || !strings.Contains(err.Error(), "two concepts would have the ID") {
		t.Error(err)
	}
}
