package report

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/catchword/catchword/internal/realdata"
)

func TestSeedPage(t *testing.T) {
	r, err := Open(realdata.Path(t, "seed/nantes-introduction.txt"))
	if err != nil {
		t.Fatal(err)
	}
	checkLaws(t, r)
	want := Meta{
		Title: "Nantes – Introduction", Country: "France", CountryCode: "FR", City: "Nantes",
		Authors:    []Author{{"Anouk Coqblin", "CRIDA, Paris"}, {"Laurent Fraisse", "CRIDA, Paris"}},
		Categories: []string{"Introduction"},
	}
	if got := r.Meta; got.Title != want.Title || got.Country != want.Country || got.CountryCode != want.CountryCode || got.City != want.City ||
		!slices.Equal(got.Authors, want.Authors) || !slices.Equal(got.Categories, want.Categories) {
		t.Errorf("Meta = %+v", got)
	}
	sections := []struct {
		heading string
		blocks  int
	}{
		{"Local background of the social innovations", 0},
		{"Emergence of local proactive welfare policies:", 1},
		{"A tendency to focus on the most vulnerable groups within a social cohesion strategy:", 3},
		{"Local policies dedicated to the social and solidarity-based economy (SSE): a window of opportunity for social innovation:", 2},
		{"Plurality of discourses on social innovation:", 4},
		{"Family-minded and friendly projects as a way to facilitate social cohesion:", 2},
	}
	if len(r.Sections) != len(sections) {
		t.Fatalf("%d sections", len(r.Sections))
	}
	for i, s := range r.Sections {
		if s.Heading != sections[i].heading || len(s.Blocks) != sections[i].blocks || s.Level != 1 || s.Parent != -1 || len(s.Tags) > 0 {
			t.Errorf("section %d: %q, %d blocks, level %d", i, s.Heading, len(s.Blocks), s.Level)
		}
	}
	if r.Format != Page || len(r.Problems) > 0 || len(r.Tags) != 85 {
		t.Fatalf("%v, %d tags, %v", r.Format, len(r.Tags), r.Problems)
	}
	for _, tag := range r.Tags {
		if tag.Span.In(r.Text) != tag.Label || tag.Line != r.Tags[0].Line {
			t.Errorf("%+v", tag)
		}
	}
	if r.Tags[0].Label != "Activation" || r.Tags[84].Label != "Youth unemployment" {
		t.Errorf("tags from %q to %q", r.Tags[0].Label, r.Tags[84].Label)
	}
}

func TestArchive(t *testing.T) {
	reports, tags, sections := 0, 0, 0
	problems := make(map[string]int)
	for source, err := range new(Reader).Sources(realdata.Path(t, "corpora/digitalgov/archive")) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := source.Parse()
		if err != nil {
			t.Error(err)
			continue
		}
		checkLaws(t, r)
		reports++
		sections += len(r.Sections)
		tags += len(r.Tags)
		if len(r.Tags) == 0 || r.Meta.Title != "" && len(r.Title) == 0 {
			t.Errorf("%s: %d tags, title %v", r.ID, len(r.Tags), r.Title)
		}
		for _, tag := range r.Tags {
			if tag.Span.In(r.Text) != tag.Label {
				t.Errorf("%s: %+v is at %q", r.ID, tag, tag.Span.In(r.Text))
			}
		}
		for _, p := range r.Problems {
			problems[p.Rule]++
		}
	}
	t.Logf("%d reports, %d sections, %d tags, problems %v", reports, sections, tags, problems)
	if reports != 2324 {
		t.Errorf("%d reports", reports)
	}
}

// TestLines reads both forms of the same archive and compares their titles.
func TestLines(t *testing.T) {
	archive := realdata.Path(t, "corpora/digitalgov/archive")
	differ, all := 0, 0
	for source, err := range new(Reader).Sources(realdata.Path(t, "corpora/digitalgov/dev.jsonl.gz")) {
		if err != nil {
			t.Fatal(err)
		}
		line, err := source.Parse()
		if err != nil {
			t.Fatal(err)
		}
		checkLaws(t, line)
		post, err := Open(filepath.Join(archive, source.ID))
		if err != nil {
			t.Fatal(err)
		}
		all++
		if Unescape(line.Meta.Title) != post.Meta.Title { // the lines have references as they are in HTML
			differ++
		}
	}
	t.Logf("%d of %d titles differ", differ, all)
	if differ > all/20 {
		t.Error("too many titles differ")
	}
}
