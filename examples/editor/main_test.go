package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.md")
	text := "# Homes\n\nThe city builds social housing.\n\n# Children\n\nParents share child care.\n"
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	cursors := fmt.Sprintf("%d\n%d\n%d\n-1\n", strings.Index(text, "builds"), strings.Index(text, "Parents"), len(text)+1)
	var out strings.Builder
	if err := run(strings.NewReader(cursors), &out, path); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	homes, children := strings.Index(got, "3:17: Social housing\n"), strings.Index(got, "7:15: Child care\n")
	if homes < 0 || children < homes {
		t.Errorf("the sections' keywords, in the order of the cursors, are not there:\n%s", got)
	}
	if err := run(strings.NewReader("here\n"), &out, path); err == nil {
		t.Error("no error for an offset that is none")
	}
}
