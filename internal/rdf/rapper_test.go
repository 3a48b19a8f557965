package rdf

import (
	"bytes"
	"compress/gzip"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestRapper reads whole vocabularies and compares them with what rapper, of
// Debian's raptor2-utils, reads.
func TestRapper(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 20 MB twice")
	}
	rapper, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("rapper is not installed")
	}
	const base = "http://example.org/doc"
	for _, test := range []struct {
		file string
		f    Format
		flag string
		want int // triples
	}{
		{"corpora/fao/agrovoc_en.rdf.gz", RDFXML, "rdfxml", 160489},
		{"corpora/fao/agrovoc_fr.rdf.gz", RDFXML, "rdfxml", 149839},
		{"corpora/skos/ipsv.rdf.gz", RDFXML, "rdfxml", 32604},
		{"corpora/skos/stw.ttl", Turtle, "turtle", 109659},
	} {
		t.Run(test.file, func(t *testing.T) {
			var r io.Reader = shared(t, test.file)
			if strings.HasSuffix(test.file, ".gz") {
				if r, err = gzip.NewReader(r); err != nil {
					t.Fatal(err)
				}
			}
			document, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			got, err := readAll(bytes.NewReader(document), test.f, base)
			if err != nil {
				t.Fatal(err)
			}
			command := exec.Command(rapper, "-q", "-i", test.flag, "-o", "ntriples", "-", base)
			command.Stdin = bytes.NewReader(document)
			output, err := command.Output()
			if err != nil {
				t.Fatal(err)
			}
			want, err := readAll(bytes.NewReader(output), NTriples, "")
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != test.want || len(want) != test.want {
				t.Errorf("%d triples, rapper has %d, want %d", len(got), len(want), test.want)
			}
			differ(t, got, want)
			t.Logf("%d triples", len(got))
		})
	}
}

// differ reports triples that only one of two graphs has. Rapper makes language
// tags lower case, so their case does not count.
func differ(t *testing.T, got, want []Triple) {
	t.Helper()
	for _, graph := range [][]Triple{got, want} {
		for i := range graph {
			graph[i].Object.Lang = strings.ToLower(graph[i].Object.Lang)
		}
	}
	if isomorphic(got, want) {
		return
	}
	a, b := lines(got), lines(want)
	shown := 0
	for _, line := range a {
		if _, ok := slices.BinarySearch(b, line); !ok && shown < 10 {
			t.Errorf("only here:   %s", line)
			shown++
		}
	}
	for _, line := range b {
		if _, ok := slices.BinarySearch(a, line); !ok && shown < 20 {
			t.Errorf("only rapper: %s", line)
			shown++
		}
	}
}
