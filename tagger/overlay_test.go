package tagger_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// over returns a tagger for the houses with an overlay, and all that is found.
func over(tb testing.TB, text string) *tagger.Tagger {
	tb.Helper()
	return overlaid(tb, open(tb, "../testdata/overlays/houses.csv"), text)
}

// overlaid returns a tagger with an overlay, and all that is found.
func overlaid(tb testing.TB, v *vocab.Vocabulary, text string) *tagger.Tagger {
	tb.Helper()
	o, problems, err := overlay.Read("o.txt", strings.NewReader(text), v)
	if err != nil || slices.ContainsFunc(problems, func(p vocab.Problem) bool { return p.Severity == vocab.Error }) {
		tb.Fatal(problems, err)
	}
	t, err := tagger.New(v, analysis.English(), tagger.Options{Overlay: o, Threshold: tagger.Everything, Limit: -1})
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// says renders what is suggested: each label with the texts of its evidence.
func says(t *tagger.Tagger, text string) string {
	var all []string
	for _, s := range t.Suggest(text) {
		var at []string
		for _, e := range s.Evidence {
			at = append(at, e.In(text))
		}
		mark := ""
		if s.Approval {
			mark = "!"
		}
		all = append(all, fmt.Sprintf("%s%s: %s", s.ID, mark, strings.Join(at, ", ")))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func TestOverlay(t *testing.T) {
	for _, test := range []struct{ name, overlay, text, want string }{
		{"labels", "label roof: housetops\nhidden roof: rooves", "A housetop, and rooves.", "roof: housetop, rooves"},
		{"another language", "label@fr roof: housetops", "A housetop.", ""},
		{"a phrase", "never roof: Time for Roof", "Time for Roof plays on a roof.", "roof: roof"},
		{"in the plural", "never roof: Time for Roofs", "The time for roof, Time for roofs.", ""},
		{"over a comma", "never roof: Time for Roof", "It is time, for roofs are down.", "roof: roofs"},
		{"with its own comma", "never roof: Roofs, Inc.", "Roofs, Inc. has roofs. Roofs Inc.", "roof: roofs"},
		{"each with its own comma", "never roof: garden, roof\nnever garden: garden roof", "A garden, roofs; a garden roof.", "garden: garden"},
		{"the same twice", "never roof: garden, roof of walls\nnever roof: garden roof, of walls", "A garden, roof of walls; garden roof, of walls; garden, roof, of walls.", "garden: garden, garden, garden; roof: roof; wall: walls, walls, walls"},
		{"with hyphens", "never roof: Time-for-roof", "Time for roof. A time-for-roof.", ""},
		{"in one word", "never roof: all-time roof", "The alltime roof, the all-time roof, the all time roof.", ""},
		{"for one concept", "never garden: roof garden", "A roof garden.", "roof: roof"},
		{"for all", "ignore roof garden", "A roof garden and a wall.", "wall: wall"},
		{"of a label", "never roof: ceiling", "A ceiling under the roof.", "roof: roof"},
		{"of a label two concepts have", "never court-1: county courts", "The county court. A court.", "court-1: court; court-2: court, court"},
		{"an overlap in part", "ignore Time for flat", "Time for flat roofs.", "flat-roof: flat roofs"},
		{"by stop words", "ignore in a garden", "In a garden; of a garden.", "garden: garden"},
		{"omitted", "omit wall", "A wall and a roof.", "roof: roof"},
		{"a branch", "omit-branch Roofs", "A wall with a planted roof, a flat roof, a roof.", "wall: wall"},
		{"approval", "approve wall", "A wall and a roof.", "roof: roof; wall!: wall"},
		{"the most specific", "most-specific", "Buildings have green roofs on their roofs, and walls.", "green-roof: green roofs; wall: walls"},
		{"a limit", "limit 1", "Walls, walls, walls and a roof.", "wall: Walls, walls, walls"},
		{"an omitted one takes no place", "limit 1\nomit wall", "Walls, walls, walls and a roof.", "roof: roof"},
	} {
		if got := says(over(t, test.overlay), test.text); got != test.want {
			t.Errorf("%s: %q\nwant %q", test.name, got, test.want)
		}
	}
}

// What does not concern a text changes nothing of its scores.
func TestOverlayElsewhere(t *testing.T) {
	const text = "A flat roof in a garden, with walls; courts and administration."
	plain := over(t, "").Suggest(text)
	for _, o := range []string{"ignore Garden of Eden", "never roof: Time for Roof", "never court-1: county courts", "limit 20", "omit hut"} {
		if got := over(t, o).Suggest(text); !reflect.DeepEqual(got, plain) {
			t.Errorf("%s: %v\nwant %v", o, got, plain)
		}
	}
	omitted := over(t, "omit wall").Suggest(text)
	for _, s := range plain {
		if s.ID != "wall" && !slices.ContainsFunc(omitted, func(o tagger.Suggestion) bool { return reflect.DeepEqual(o, s) }) {
			t.Errorf("%s is another when wall is omitted", s.ID)
		}
	}
}

func TestOverlayValidate(t *testing.T) {
	tg := over(t, "omit wall\napprove garden\nmost-specific\nhidden roof: rooves")
	r := parse(t, "r.md", "---\ntags: [Walls, rooves, Buildings]\n---\n\n# Gardens and green roofs\n\nGardens, walls, gardens and green roofs. Buildings with roofs.\n")
	var got []string
	for _, v := range tg.Validate(r) {
		got = append(got, fmt.Sprintf("%s %s %v %v", v.Rule, v.Tag, v.Fix, v.Approval))
		if v.Approval && !strings.HasSuffix(v.Message, "; it needs approval") {
			t.Errorf("%s", v.Message)
		}
	}
	want := []string{`tag/omitted Walls -"Walls" false`, `tag/non-preferred rooves -"rooves" +"Roofs" false`, `tag/redundant-broader Buildings -"Buildings" false`,
		"tag/missing Gardens <nil> true", `tag/missing Green roofs +"Green roofs" false`}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestOverlayExplain(t *testing.T) {
	tg := over(t, "omit wall\napprove garden\nmost-specific\nnever roof: Time for Roof\nlimit 2")
	const text = "Time for Roof. Walls, gardens, buildings with green roofs. Courts."
	for name, want := range map[string]string{
		"wall":       "not suggested: the overlay leaves it out",
		"garden":     "suggested as number 2, with a score of ",
		"building":   `not suggested: "Green roofs", which is narrower, is suggested`,
		"roof":       "not suggested: its labels occur only within phrases in which the overlay says it is not meant, or longer labels, 2 times",
		"court-1":    "not suggested: it is number ",
		"green-roof": "suggested as number 1",
		"admin":      "not suggested: none of its labels was found",
	} {
		e, err := tg.Explain(&report.Report{Text: text, Sections: textReport(t, text).Sections}, name)
		if err != nil || !strings.HasPrefix(e.Report.Verdict, want) {
			t.Errorf("%s: %v, %v; want %s", name, e.Report.Verdict, err, want)
		}
		if name == "garden" && !strings.HasSuffix(e.Report.Verdict, "; it needs approval") {
			t.Errorf("%s", e.Report.Verdict)
		}
		if name == "roof" && (len(e.Hidden) != 2 || !e.Hidden[0].Phrase || e.Hidden[0].Within.In(text) != "Time for Roof" || e.Hidden[1].Phrase) {
			t.Errorf("hidden: %+v", e.Hidden)
		}
	}
}

// The compiled form keeps the overlay.
func TestOverlayCompiled(t *testing.T) {
	tg := over(t, "label roof: housetops\nomit wall\napprove garden\nnever roof: Time for Roof\nignore Green Party\nmost-specific\nlimit 4")
	file := compiled(t, tg)
	again, err := tagger.Parse(file, tagger.Options{Threshold: tagger.Everything, Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	const text = "Time for Roof on housetops. Walls, gardens, a wall, and the Green Parties' gardens. Buildings."
	if got, want := says(again, text), says(tg, text); got != want || again.Overlay().String() != tg.Overlay().String() {
		t.Errorf("%q, want %q", got, want)
	}
	var b bytes.Buffer
	if _, err := again.WriteTo(&b); err != nil || b.String() != file {
		t.Errorf("written again, it differs: %v", err)
	}
	if _, err := tagger.Parse(file, tagger.Options{Overlay: tg.Overlay()}); err != nil {
		t.Error(err)
	}
	if _, err := tagger.Parse(file, tagger.Options{Overlay: &overlay.Overlay{Limit: 4}}); !errors.Is(err, tagger.ErrOverlay) {
		t.Errorf("another overlay: %v", err)
	}
	if _, err := tagger.Parse(compiled(t, over(t, "")), tagger.Options{Overlay: tg.Overlay()}); !errors.Is(err, tagger.ErrOverlay) {
		t.Errorf("an overlay where there was none: %v", err)
	}
	var c analysis.Counts
	background := c.Statistics(1, analysis.English().Fingerprint())
	var other *tagger.BackgroundError
	if _, err := tagger.Parse(file, tagger.Options{Background: background}); !errors.As(err, &other) || other.Background != background.Fingerprint() {
		t.Errorf("another background: %v", err)
	}
}

// FuzzOverlay tests that with phrases that are never meant a text has what it has
// without them but for places within them, and that of what is suggested nothing
// is broader than another.
func FuzzOverlay(f *testing.F) {
	f.Add("roof garden", "A roof garden on a flat roof, walls and gardens.")
	f.Add("walls, and", "Walls, and walls and-walls; walls' roofs")
	plain := over(f, "")
	v := plain.Vocabulary()
	all, err := tagger.New(v, analysis.English(), tagger.Options{Overlap: tagger.All, Threshold: tagger.Everything, Limit: -1})
	if err != nil {
		f.Fatal(err)
	}
	specific, err := tagger.New(v, analysis.English(), tagger.Options{Overlay: &overlay.Overlay{MostSpecific: true}, Threshold: tagger.Everything, Limit: 2})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, phrase, text string) {
		if len(text) > 1000 || len(phrase) > 100 {
			return
		}
		o := &overlay.Overlay{Never: []overlay.Phrase{{Text: phrase}, {Concept: "court-1", Text: phrase}, {Concept: "roof", Text: "flat"}}}
		never, err := tagger.New(v, analysis.English(), tagger.Options{Overlay: o, Overlap: tagger.All, Threshold: tagger.Everything, Limit: -1})
		if err != nil {
			t.Fatal(err)
		}
		had := make(map[string]int)
		for _, s := range all.Suggest(text) {
			had[s.ID] = s.Occurrences
		}
		for _, s := range never.Suggest(text) {
			if s.Occurrences > had[s.ID] {
				t.Fatalf("%s has %d places; without the phrase %q, %d", s.ID, s.Occurrences, phrase, had[s.ID])
			}
		}
		shown := specific.Suggest(text)
		for _, s := range shown {
			for _, up := range v.PathToTop(s.ID) {
				if up.ID != s.ID && slices.ContainsFunc(shown, func(o tagger.Suggestion) bool { return o.ID == up.ID }) {
					t.Fatalf("%s is broader than %s", up.ID, s.ID)
				}
			}
		}
	})
}
