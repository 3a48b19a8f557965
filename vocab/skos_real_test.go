package vocab

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/realdata"
)

// asserted counts what a file says, before relations are completed.
type asserted struct{ concepts, pref, alt, broader, narrower, related int }

func (a asserted) String() string {
	return fmt.Sprintf("%d concepts, %d preferred, %d alternative, %d broader, %d narrower, %d related", a.concepts, a.pref, a.alt, a.broader, a.narrower, a.related)
}

// count returns what a draft has been told.
func (d *draft) count() asserted {
	a := asserted{concepts: len(d.concepts)}
	for _, r := range d.texts {
		switch r.kind {
		case prefLabel: // of schemes too
			a.pref++
		case altLabel:
			a.alt++
		}
	}
	for _, r := range d.links {
		if _, ok := d.conceptOf(r.from); ok {
			switch r.kind {
			case broader:
				a.broader++
			case narrower:
				a.narrower++
			case related:
				a.related++
			}
		}
	}
	return a
}

// TestRapper reads real vocabularies and counts what rapper, of Debian's
// raptor2-utils, finds in them.
func TestRapper(t *testing.T) {
	for _, test := range []struct {
		file, format string
		want         asserted
	}{
		{"corpora/fao/agrovoc_en.rdf.gz", "rdfxml", asserted{28174, 28174, 10028, 27688, 27691, 27713}},
		{"corpora/fao/agrovoc_fr.rdf.gz", "rdfxml", asserted{28174, 28168, 9191, 27688, 27691, 27713}},
		{"corpora/skos/stw.ttl", "turtle", asserted{6244, 12490, 20780, 13252, 13252, 13228}},
		{"corpora/skos/ipsv.rdf.gz", "rdfxml", asserted{3080, 3080, 4843, 3382, 3382, 3044}},
	} {
		t.Run(test.file, func(t *testing.T) {
			path := realdata.Path(t, test.file)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s := source{draft: newDraft(path), name: path}
			if err := s.readInto(bytes.NewReader(data)); err != nil {
				t.Fatal(err)
			}
			if got := s.count(); got != test.want {
				t.Errorf("%v, want %v", got, test.want)
			}
			v, problems, err := s.finish()
			if err != nil {
				t.Fatal(err)
			}
			byRule := make(map[string]int)
			for _, p := range problems {
				byRule[p.Rule]++
			}
			t.Logf("%d concepts, %d texts, %d links, %d schemes, title %q, problems %v", v.Len(), len(v.texts), len(v.links), len(v.schemes), v.Title(), byRule)
			if v.Len() != test.want.concepts {
				t.Errorf("%d concepts", v.Len())
			}
			var turtle bytes.Buffer
			if _, err := v.Write(&turtle, Turtle); err != nil {
				t.Fatal(err)
			}
			written := bytes.Clone(turtle.Bytes())
			if again, _, err := Read("", &turtle); err != nil || again.Fingerprint() != v.Fingerprint() {
				t.Errorf("written as Turtle it reads otherwise (%v)", err)
			}
			rapper, err := exec.LookPath("rapper")
			if err != nil {
				t.Skip("rapper is not installed")
			}
			if got := rapperCounts(t, rapper, test.format, data); got != test.want {
				t.Errorf("rapper: %v, want %v", got, test.want)
			}
			links := 0
			for i := range v.Len() {
				links += len(v.linked(i, broader))
			}
			if got := rapperCounts(t, rapper, "turtle", written); got.concepts != v.Len() || got.broader != links {
				t.Errorf("rapper reads %v in what was written, want %d concepts, %d broader", got, v.Len(), links)
			}
		})
	}
}

// rapperCounts counts the statements of a document that rapper reads.
func rapperCounts(t *testing.T, rapper, format string, data []byte) (a asserted) {
	t.Helper()
	r, err := decompress(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(rapper, "-q", "-i", format, "-o", "ntriples", "-", "http://example.org/")
	command.Stdin = r
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(output)) {
		_, rest, _ := strings.Cut(line, " ")
		predicate, object, _ := strings.Cut(rest, " ")
		switch strings.Trim(predicate, "<>") {
		case rdfNS + "type":
			if strings.HasPrefix(object, "<"+skosNS+"Concept>") {
				a.concepts++
			}
		case skosNS + "prefLabel":
			a.pref++
		case skosNS + "altLabel":
			a.alt++
		case skosNS + "broader":
			a.broader++
		case skosNS + "narrower":
			a.narrower++
		case skosNS + "related":
			a.related++
		}
	}
	return a
}
