package vocab

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/rdf"
	"github.com/catchword/catchword/internal/realdata"
)

// writeThesaurus writes a thesaurus of n concepts with two labels each.
func writeThesaurus(w io.Writer, n int, f rdf.Format) error {
	b := bufio.NewWriterSize(w, 1<<20)
	labels := words(2 * min(n, 100_000))
	label := func(i int) string { return fmt.Sprint(labels[i%len(labels)], " ", i/len(labels)) }
	if f == rdf.Turtle {
		fmt.Fprintf(b, "@prefix skos: <%s> .\n@prefix c: <http://example.org/thesaurus/concept/> .\n\n", skosNS)
	}
	for i := range n {
		pref, alt, up, near := label(2*i), label(2*i+1), i/8, (i*7919)%n
		if f == rdf.Turtle {
			fmt.Fprintf(b, "c:%d a skos:Concept ;\n    skos:prefLabel %q@en ;\n    skos:altLabel %q@en ;\n    skos:broader c:%d ;\n    skos:related c:%d .\n\n", i, pref, alt, up, near)
			continue
		}
		const c = "<http://example.org/thesaurus/concept/"
		fmt.Fprintf(b, "%s%d> <%stype> <%sConcept> .\n", c, i, rdfNS, skosNS)
		fmt.Fprintf(b, "%s%d> <%sprefLabel> %q@en .\n", c, i, skosNS, pref)
		fmt.Fprintf(b, "%s%d> <%saltLabel> %q@en .\n", c, i, skosNS, alt)
		fmt.Fprintf(b, "%s%d> <%sbroader> %s%d> .\n", c, i, skosNS, c, up)
		fmt.Fprintf(b, "%s%d> <%srelated> %s%d> .\n", c, i, skosNS, c, near)
	}
	return b.Flush()
}

// BenchmarkThesaurus reads a thesaurus of 100,000 concepts or, with
// CATCHWORD_BIG set, of 1.3 million, with 2.6 million labels. It says how much
// memory the process took from the system.
func BenchmarkThesaurus(b *testing.B) {
	n := 100_000
	if os.Getenv("CATCHWORD_BIG") != "" {
		n = 1_300_000
	}
	for _, f := range []rdf.Format{rdf.NTriples, rdf.Turtle} {
		b.Run(f.String(), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "thesaurus")
			file, err := os.Create(path)
			if err != nil {
				b.Fatal(err)
			}
			if err := writeThesaurus(file, n, f); err != nil {
				b.Fatal(err)
			}
			info, err := file.Stat()
			if err != nil {
				b.Fatal(err)
			}
			file.Close()
			b.SetBytes(info.Size())
			b.ReportAllocs()
			for b.Loop() {
				v, _, err := Open(path)
				if err != nil || v.Len() != n {
					b.Fatal(v.Len(), err)
				}
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MB-of-memory")
		})
	}
}

// BenchmarkReal reads real thesauri.
func BenchmarkReal(b *testing.B) {
	for _, file := range []string{"corpora/fao/agrovoc_en.rdf.gz", "corpora/skos/stw.ttl", "corpora/skos/ipsv.rdf.gz"} {
		b.Run(filepath.Base(file), func(b *testing.B) {
			data, err := os.ReadFile(realdata.Path(b, file))
			if err != nil {
				b.Fatal(err)
			}
			r, err := decompress(strings.NewReader(string(data)))
			if err != nil {
				b.Fatal(err)
			}
			plain, err := io.ReadAll(r)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(plain)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Read(file, strings.NewReader(string(data))); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
