package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/realdata"
)

// A whole archive is read, in order, with the same output on one core or many.
func TestArchive(t *testing.T) {
	archive := realdata.Path(t, "corpora/digitalgov/archive")
	if slowdown > 1 {
		archive = filepath.Join(archive, "news/2017")
	}
	vocabulary := realdata.Path(t, "corpora/digitalgov/topics.csv")
	var files []string
	err := filepath.WalkDir(archive, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for command, code := range map[string]int{"suggest": exitDone, "validate": exitFound} {
		args := []string{command, "--vocab", vocabulary, "--format", "jsonl"}
		if command == "validate" {
			args = append(args, "--fail-on", "warning")
		}
		many := catchword(t, "", append(args, "-j", "8", archive)...)
		if many.code != code {
			t.Errorf("%s: exit code %d:\n%.1000s", command, many.code, many.err)
		}
		if one := catchword(t, "", append(args, "-j", "1", archive)...); one != many {
			t.Errorf("%s: -j 1 and -j 8 differ", command)
		}
		schema := schemaOf(t, command)
		lines := strings.Split(strings.TrimSuffix(many.out, "\n"), "\n")
		if len(lines) != len(files) {
			t.Fatalf("%s: %d lines for %d files", command, len(lines), len(files))
		}
		for i, line := range lines {
			var got struct{ ID string }
			if err := json.Unmarshal([]byte(line), &got); err != nil || got.ID != files[i] {
				t.Fatalf("%s: line %d is of %s, want %s: %v", command, i+1, got.ID, files[i], err)
			}
			if i%100 == 0 {
				conform(t, schema, line, "["+line+"]")
			}
		}
	}
}

// The page that the program was asked for gets keywords with evidence.
func TestPage(t *testing.T) {
	page := realdata.Path(t, "seed/nantes-introduction.txt")
	got := catchword(t, "", "suggest", page)
	got.expect(t, exitDone)
	for _, want := range []string{"Nantes – Introduction", "Social cohesion", "[child care]", "The report as a whole"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("lacks %q:\n%s", want, got.out)
		}
	}
	for _, line := range strings.Split(got.out, "\n") {
		if columnsOf(line) > defaultColumns {
			t.Errorf("%d columns: %s", columnsOf(line), line)
		}
	}
	catchword(t, "", "validate", page).expect(t, exitDone, "1 report with 85 tags")
}
