package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.md")
	text := "# Who pays\n\nThe municipality pays for child care and for social housing.\n"
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := run(&out, path); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Who pays\n", `Child care  "child care"`, `Social housing  "social housing"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q:\n%s", want, out.String())
		}
	}
	if err := run(&out, path+".not"); err == nil {
		t.Error("no error for a file that is not there")
	}
}
