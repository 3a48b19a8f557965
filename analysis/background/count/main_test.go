package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/analysis/background"
	"github.com/catchword/catchword/internal/realdata"
)

func TestCountFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "texts.jsonl")
	if err := os.WriteFile(file, []byte(`{"text":"Child care, child policies."}`+"\n"+`{"text":"The policy of 2012"}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	counts := new(analysis.Counts)
	if err := countFile(counts, analysis.English(), file); err != nil {
		t.Fatal(err)
	}
	s := counts.Statistics(1, "")
	for term, want := range map[string]int{"child": 1, "policy": 2, background.StemPrefix + "polici": 2, "the": 0, "2012": 0} {
		if got := s.DF(term); got != want {
			t.Errorf("DF(%q) = %d, want %d", term, got, want)
		}
	}
}

// TestTableIsReproducible counts the real texts again.
func TestTableIsReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("counting takes seconds")
	}
	counts := new(analysis.Counts)
	for _, corpus := range []string{"corpora/digitalgov", "corpora/tibkat"} {
		files, err := filepath.Glob(filepath.Join(realdata.Path(t, corpus), "*.jsonl.gz"))
		if err != nil || len(files) == 0 {
			t.Fatal("no texts: ", err)
		}
		for _, file := range files {
			if err := countFile(counts, analysis.English(), file); err != nil {
				t.Fatal(err)
			}
		}
	}
	embedded := background.English()
	var got, want bytes.Buffer
	for s, b := range map[*analysis.Statistics]*bytes.Buffer{
		counts.Statistics(embedded.MinDF(), analysis.English().Fingerprint()): &got, embedded: &want,
	} {
		if _, err := s.WriteTo(b); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Error("the table is not what the texts give: run go generate ./analysis/background")
	}
}
