package main

import (
	"errors"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/vocab"
)

func TestRetag(t *testing.T) {
	v, _, err := vocab.New([]vocab.Concept{
		{ID: "oak", Pref: []vocab.Label{{Text: "Oaks"}}, Alt: []vocab.Label{{Text: "English oak"}}},
		{ID: "forest", Pref: []vocab.Label{{Text: "Forests"}}},
		{ID: "wood", Pref: []vocab.Label{{Text: "Woodland"}}, Deprecated: true, ReplacedBy: []string{"forest"}},
		{ID: "bush", Pref: []vocab.Label{{Text: "Bushes"}}, Deprecated: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "new")
	before := map[string]string{
		"post.md":  "---\r\ntags: [English oak, \"Woodland\", Bushes, Ferns]\r\n---\r\n\r\nEnglish oak in Woodland.\r\n\r\nKeywords: oaks\r\n",
		"page.txt": "Keywords Search\nNL Netherlands\nAda Example\n\nA page\n\nOaks\n\nAn oak.\n\nKeywords: oaks | Woodland\n\nContent keywords\n\nKeywords: English oak | Forests\n\nA page\n\nCategories: Example",
	}
	after := map[string]string{
		"post.md":  "---\r\ntags: [Oaks, \"Forests\", Bushes, Ferns]\r\n---\r\n\r\nEnglish oak in Woodland.\r\n\r\nKeywords: Oaks\r\n",
		"page.txt": "Keywords Search\nNL Netherlands\nAda Example\n\nA page\n\nOaks\n\nAn oak.\n\nKeywords: Oaks | Forests\n\nContent keywords\n\nKeywords: Oaks | Forests\n\nA page\n\nCategories: Example",
	}
	for name, text := range before {
		if err := os.WriteFile(filepath.Join(from, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(from, "binary.md"), []byte("a\x00b"), 0o666); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := retag(log.New(&out, "", 0), v, from, to); !errors.Is(err, report.ErrBinary) {
		t.Errorf("a binary file gives %v", err)
	}
	if !strings.Contains(out.String(), `post.md: tag/non-preferred: -"English oak" +"Oaks"`) || !strings.Contains(out.String(), "post.md: tag/deprecated: -\"Bushes\"\n") || strings.Contains(out.String(), `""`) {
		t.Errorf("printed\n%s", out.String())
	}
	for name := range before {
		for path, want := range map[string]string{filepath.Join(from, name): before[name], filepath.Join(to, name): after[name]} {
			if got, err := os.ReadFile(path); err != nil || string(got) != want {
				t.Errorf("%s: %v\n got %q\nwant %q", path, err, got, want)
			}
		}
	}
	if err := retag(log.New(&out, "", 0), v, from, to); err == nil {
		t.Error("no error for a folder that is there")
	}
}
