package tagger_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

func TestResolve(t *testing.T) {
	v := concepts(t, `[
		{"id": "http://x/1", "prefLabel": {"en": "Child care", "fr": "Garde d'enfants"}, "altLabel": {"en": "Nurseries"}},
		{"id": "http://x/2", "prefLabel": {"en": "Mercury"}},
		{"id": "http://x/3", "prefLabel": {"en": "Mercury"}},
		{"id": "http://x/4", "prefLabel": {"en": "Poor law"}, "deprecated": true, "replacedBy": "http://x/5"},
		{"id": "http://x/5", "prefLabel": {"en": "Relief"}, "deprecated": true, "replacedBy": "http://x/6"},
		{"id": "http://x/6", "prefLabel": {"en": "Welfare"}},
		{"id": "http://x/7", "prefLabel": {"en": "Chat"}},
		{"id": "http://x/8", "prefLabel": {"en": "Cat", "fr": "Chat"}},
		{"id": "http://x/9", "prefLabel": {"en": "Relief"}},
		{"id": "http://x/10", "prefLabel": {"en": "Circle"}, "deprecated": true, "replacedBy": "http://x/11"},
		{"id": "http://x/11", "prefLabel": {"en": "Round"}, "deprecated": true, "replacedBy": "http://x/10"}
	]`)
	tg := newTagger(t, v)
	for _, tt := range []struct {
		tag        string
		status     tagger.Status
		concept    string
		exact      bool
		candidates int
		more       string // the replacement, or what is nearest
	}{
		{"http://x/1", tagger.Resolved, "http://x/1", true, 0, ""},
		{" <http://x/1> ", tagger.Resolved, "http://x/1", true, 0, ""},
		{"Child care", tagger.Resolved, "http://x/1", true, 0, ""},
		{" child-CARE", tagger.Resolved, "http://x/1", false, 0, ""},
		{"nursery", tagger.Resolved, "http://x/1", false, 0, ""},
		{"GARDE D’ENFANTS", tagger.Resolved, "http://x/1", false, 0, ""},
		{"Mercury", tagger.Ambiguous, "", false, 2, ""},
		{"Chat", tagger.Resolved, "http://x/7", true, 0, ""},
		{"Relief", tagger.Resolved, "http://x/9", true, 0, ""},
		{"Poor law", tagger.Deprecated, "http://x/4", true, 0, "http://x/6"},
		{"Circle", tagger.Deprecated, "http://x/10", true, 0, ""},
		{"Chold care", tagger.Unknown, "", false, 0, "http://x/1"},
		{"Quantum physics", tagger.Unknown, "", false, 0, ""},
		{"", tagger.Unknown, "", false, 0, ""},
		{"<>", tagger.Unknown, "", false, 0, ""},
	} {
		r := tg.Resolve(tt.tag)
		concept, more := "", ""
		if r.Concept >= 0 {
			concept = v.ID(r.Concept)
		}
		if r.Replacement >= 0 {
			more = v.ID(r.Replacement)
		}
		if r.Nearest != nil {
			more = r.Nearest.Concept.ID
		}
		if r.Status != tt.status || concept != tt.concept || r.Exact != tt.exact || len(r.Candidates) != tt.candidates || more != tt.more {
			t.Errorf("%q: %+v", tt.tag, r)
		}
	}
}

// TestTagsWithIDs validates tags of which the ID is given too: it goes before
// the label, which goes before an ID that is unknown.
func TestTagsWithIDs(t *testing.T) {
	tg := newTagger(t, concepts(t, `[{"id": "http://x/1", "prefLabel": "Child care"}, {"id": "http://x/2", "prefLabel": "Housing"}]`))
	r := parse(t, "a.txt", "Child care is dear, and so is housing.\n")
	r.Tags = []report.Tag{{Label: "Day care of old", ID: "http://x/1", Path: "a.key", Line: 1}, {Label: "Housing", ID: "http://y/2", Path: "a.key", Line: 2}}
	got := tg.Validate(r)
	if len(got) != 2 || got[0].ID != "http://x/1" || got[1].ID != "http://x/2" || got[1].Path != "a.key" || got[1].Line != 2 ||
		got[0].Rule != tagger.RuleSupported || got[1].Rule != tagger.RuleSupported {
		t.Errorf("%+v", got)
	}
}

func FuzzResolve(f *testing.F) {
	tg := newTagger(f, vocab.Default())
	for _, tag := range []string{"child-care", "<child-care>", "Childcare", "Chld care", "", "<>", "\xff", "a\nb"} {
		f.Add(tag)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		if len(tag) > 1<<12 {
			return
		}
		r := tg.Resolve(tag)
		if !reflect.DeepEqual(r, tg.Resolve(tag)) {
			t.Fatal("not the same twice")
		}
		known := r.Status == tagger.Resolved || r.Status == tagger.Deprecated
		if known != (r.Concept >= 0) || (r.Status == tagger.Ambiguous) != (len(r.Candidates) > 1) || r.Nearest != nil && r.Status != tagger.Unknown {
			t.Fatalf("%+v", r)
		}
		if known { // what it means is found by its ID, bare and in brackets
			id := tg.Vocabulary().ID(r.Concept)
			for _, again := range []string{id, "<" + id + ">"} {
				if back := tg.Resolve(again); back.Concept != r.Concept || !back.Exact {
					t.Fatalf("%q: %+v, but %q: %+v", tag, r, again, back)
				}
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	tg := newTagger(b, vocab.Default())
	for _, tag := range []string{"child-care", "Child care", "creches"} {
		b.Run(tag, func(b *testing.B) {
			for b.Loop() {
				tg.Resolve(tag)
			}
		})
	}
}

func ExampleTagger_Resolve() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range []string{"<child-care>", "creches", "Child caer", "Astronomy"} {
		switch r := t.Resolve(tag); {
		case r.Concept >= 0:
			fmt.Println(tag, "is", t.Vocabulary().ID(r.Concept))
		case r.Nearest != nil:
			fmt.Println(tag, "may be", r.Nearest.Concept.ID)
		default:
			fmt.Println(tag, "is", r.Status)
		}
	}
	// Output:
	// <child-care> is child-care
	// creches is child-care
	// Child caer may be child-care
	// Astronomy is unknown
}
