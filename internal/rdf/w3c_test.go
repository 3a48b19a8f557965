package rdf

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/realdata"
)

// shared opens a file of the real data, or skips the test.
func shared(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(realdata.Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// deviations are the tests of the W3C that are not passed, each with the reason.
var deviations = map[string]string{}

// A suite is a folder of the W3C's tests, by the names in it.
type suite map[string][]byte

// readSuites reads github.com/w3c/rdf-tests, or the part of it that is there.
func readSuites(t *testing.T) map[string]suite {
	z, err := gzip.NewReader(shared(t, "corpora/rdf-tests.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	suites := make(map[string]suite)
	for files := tar.NewReader(z); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return suites
		}
		if err != nil {
			t.Fatal(err)
		}
		folder, name, ok := strings.Cut(strings.TrimPrefix(path.Clean(header.Name), "./"), "/")
		if !ok {
			continue
		}
		if suites[folder] == nil {
			suites[folder] = make(suite)
		}
		if suites[folder][name], err = io.ReadAll(files); err != nil {
			t.Fatal(err)
		}
	}
}

const manifestNS = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"

func TestW3C(t *testing.T) {
	suites := readSuites(t)
	for folder, want := range map[string]int{"rdf-xml": 166, "rdf-turtle": 313, "rdf-n-triples": 70} {
		t.Run(folder, func(t *testing.T) {
			ran, passed := 0, 0
			for _, test := range suites[folder].tests(t) {
				t.Run(test.name, func(t *testing.T) {
					obey(t, test.format(), suites[folder][test.action])
					err := suites[folder].run(test)
					reason, known := deviations[folder+"/"+test.name]
					switch {
					case err == nil:
						passed++
						if known {
							t.Errorf("passed, though it is listed as a deviation: %s", reason)
						}
					case known:
						t.Logf("known deviation: %s: %v", reason, err)
					default:
						t.Errorf("%s: %v", test.action, err)
					}
				})
				ran++
			}
			t.Logf("%d of %d tests passed", passed, ran)
			if ran != want {
				t.Errorf("ran %d tests, want %d", ran, want)
			}
		})
	}
}

// A w3cTest is an entry of a manifest. Names of files are relative to it.
type w3cTest struct {
	name, kind, base, action, result string
}

// tests returns the tests that the manifest lists.
func (s suite) tests(t *testing.T) []w3cTest {
	const here = "http://manifest.example/"
	triples, err := readAll(bytes.NewReader(s["manifest.ttl"]), Turtle, here)
	if err != nil {
		t.Fatalf("manifest.ttl: %v", err)
	}
	value := make(map[[2]string]string) // by subject and predicate
	base, entries := here, ""           // the base where the manifest states none
	for _, t := range triples {
		value[[2]string{t.Subject.Value, t.Predicate.Value}] = t.Object.Value
		switch t.Predicate.Value {
		case manifestNS + "assumedTestBase":
			base = t.Object.Value
		case manifestNS + "entries":
			entries = t.Object.Value
		}
	}
	var tests []w3cTest
	for ; entries != rdfNil; entries = value[[2]string{entries, rdfRest}] {
		entry := value[[2]string{entries, rdfFirst}]
		get := func(predicate string) string { return value[[2]string{entry, predicate}] }
		tests = append(tests, w3cTest{
			name:   get(manifestNS + "name"),
			kind:   strings.TrimPrefix(get(rdfType), "http://www.w3.org/ns/rdftest#"),
			base:   base,
			action: strings.TrimPrefix(get(manifestNS+"action"), here),
			result: strings.TrimPrefix(get(manifestNS+"result"), here),
		})
	}
	return tests
}

func (test w3cTest) format() Format {
	switch {
	case strings.HasPrefix(test.kind, "TestXML"):
		return RDFXML
	case strings.HasPrefix(test.kind, "TestNTriples"):
		return NTriples
	}
	return Turtle
}

func (s suite) run(test w3cTest) error {
	document, ok := s[test.action]
	if !ok {
		return errors.New("the file is not there")
	}
	triples, err := readAll(bytes.NewReader(document), test.format(), test.base+test.action)
	if strings.Contains(test.kind, "Negative") {
		if err == nil {
			return errors.New("this was read without an error")
		}
		return nil
	}
	if err != nil || !strings.HasSuffix(test.kind, "Eval") {
		return err
	}
	result, ok := s[test.result]
	if !ok {
		return errors.New("the file of the result is not there")
	}
	want, err := readAll(bytes.NewReader(result), NTriples, "")
	if err != nil {
		return err
	}
	if !isomorphic(triples, want) {
		return errors.New("got\n" + strings.Join(lines(triples), "\n") + "\nwant\n" + strings.Join(lines(want), "\n"))
	}
	return nil
}
