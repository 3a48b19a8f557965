package report

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/catchword/catchword/span"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares what is read of every report in testdata/reports with a
// file in testdata/golden/report. See the README there for its lines.
func TestGolden(t *testing.T) {
	folder := filepath.Join("..", "testdata")
	reports, err := filepath.Glob(filepath.Join(folder, "reports", "*.*"))
	if err != nil || len(reports) < 8 {
		t.Fatalf("found %d reports, %v", len(reports), err)
	}
	for _, path := range reports {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for source, err := range new(Reader).Sources(path) {
				if err != nil {
					t.Fatal(err)
				}
				r, err := source.Parse()
				if err != nil {
					t.Fatal(err)
				}
				checkLaws(t, r)
				describe(&b, r)
			}
			golden := filepath.Join(folder, "golden", "report", name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got := b.String(); got != string(want) {
				t.Errorf("not as in %s (-update writes it anew)\n%s", golden, firstDifference(got, string(want)))
			}
		})
	}
}

// describe writes what was read of a report.
func describe(b *strings.Builder, r *Report) {
	line := func(key, format string, args ...any) {
		fmt.Fprintf(b, "%-10s %s\n", key, fmt.Sprintf(format, args...))
	}
	line("report", "%s line %d, %v %q", filepath.Base(r.ID), r.Line, r.Format, r.Encoding)
	line("title", "%q %v %q", r.Meta.Title, r.Title, Read(r.Text, r.Title).Text)
	line("place", "%q %q %q", r.Meta.CountryCode, r.Meta.Country, r.Meta.City)
	for _, a := range r.Meta.Authors {
		line("author", "%q %q", a.Name, a.Affiliation)
	}
	if len(r.Meta.Categories) > 0 {
		line("categories", "%q", r.Meta.Categories)
	}
	if r.Meta.Summary != "" {
		line("summary", "%q %v", r.Meta.Summary, r.Summary)
	}
	tags := func(tags []Tag) {
		for _, t := range tags {
			line("tag", "%q %v line %d", t.Label, t.Span, t.Line)
		}
	}
	tags(r.Tags)
	for i, s := range r.Sections {
		line("section", "%d level %d in %d %v %q %v", i, s.Level, s.Parent, s.Span, s.Heading, s.HeadingRuns)
		for _, block := range s.Blocks {
			text := oneLine(Read(r.Text, block.Runs).Text)
			if len(text) > 60 {
				text = strings.ToValidUTF8(text[:30], "") + " … " + strings.ToValidUTF8(text[len(text)-30:], "")
			}
			line("block", "%v %q", block.Runs, text)
		}
		tags(s.Tags)
	}
	for _, p := range r.Problems {
		line("problem", "%d %v %s", p.Line, p.Severity, p.Rule)
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d\n got: %s\nwant: %s", i+1, g[i], append(w, "")[min(i, len(w))])
		}
	}
	return fmt.Sprintf("line %d is missing", len(g)+1)
}

// laws returns what is wrong with the places of a report: every span must be a
// part of its text, and what must be in order must be.
func laws(r *Report) error {
	last := 0
	bad := func(s span.Span) bool { return s.Start < 0 || s.End < s.Start || s.End > len(r.Text) }
	runs := func(what string, runs []span.Span) error {
		for _, s := range runs {
			if bad(s) || s.IsEmpty() || s.Start < last {
				return fmt.Errorf("%s: run %v behind %d", what, s, last)
			}
			if last = s.End; r.Encoding == "" && !onBoundaries(r.Text, s) {
				return fmt.Errorf("%s: run %v is not on the boundaries of characters", what, s)
			}
		}
		return placesInOrder(r.Text, runs)
	}
	tags := func(tags []Tag) error {
		for _, t := range tags {
			if bad(t.Span) || strings.TrimSpace(t.Label) == "" || t.Line < r.Line {
				return fmt.Errorf("tag %+v", t)
			}
		}
		return nil
	}
	errs := []error{runs("title", r.Title)}
	last = 0
	errs = append(errs, runs("summary", r.Summary), tags(r.Tags))
	last = 0
	for i, s := range r.Sections {
		if bad(s.Span) || s.Start < last || s.Parent >= i || s.Parent < -1 || s.Parent >= 0 && r.Sections[s.Parent].Level >= s.Level {
			errs = append(errs, fmt.Errorf("section %d %+v behind %d", i, s.Span, last))
		}
		errs = append(errs, runs("heading", s.HeadingRuns), tags(s.Tags))
		for _, b := range s.Blocks {
			if len(b.Runs) == 0 {
				errs = append(errs, errors.New("a block without runs"))
			}
			errs = append(errs, runs("block", b.Runs))
		}
		if last > s.End {
			errs = append(errs, fmt.Errorf("section %d %v ends before its runs", i, s.Span))
		}
		last = s.End
		if !s.IsEmpty() && (r.SectionAt(s.Start) != i || r.SectionAt(s.End-1) != i) {
			errs = append(errs, fmt.Errorf("SectionAt is not %d in %v", i, s.Span))
		}
	}
	return errors.Join(errs...)
}

// placesInOrder returns what is wrong with the places of what runs read as: each
// byte of it must stand in a run, behind the one before or in its reference.
func placesInOrder(text string, runs []span.Span) error {
	reading := Read(text, runs)
	run, last := 0, span.Span{}
	for i := range min(len(reading.Text), 1<<12) {
		at := reading.Place(span.Span{Start: i, End: i + 1})
		for run < len(runs) && runs[run].End < at.End {
			run++
		}
		same := at.Start == last.End || at.End == last.End // within one reference
		if run == len(runs) || at.Start < runs[run].Start || at.Start < last.End && !same {
			return fmt.Errorf("byte %d of %q is at %v, behind %v", i, reading.Text, at, last)
		}
		last = at
	}
	return nil
}

// onBoundaries reports whether s begins and ends between characters of valid
// text.
func onBoundaries(text string, s span.Span) bool {
	inside := func(i int) bool { return i < len(text) && text[i]&0xC0 == 0x80 }
	return !inside(s.Start) && !inside(s.End) || strings.ToValidUTF8(text, "") != text
}

func checkLaws(t testing.TB, r *Report) {
	t.Helper()
	if err := laws(r); err != nil {
		t.Fatalf("%s: %v", r.ID, err)
	}
}
