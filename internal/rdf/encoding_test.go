package rdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// encoded returns s in an encoding.
func encoded(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodings(t *testing.T) {
	xml := func(declared string) string {
		return `<?xml version="1.0" encoding='` + declared + `'?>` + xmlRoot + `<ex:Ä rdf:about="s"><ex:p>déjà</ex:p></ex:Ä></rdf:RDF>`
	}
	little := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	want := []string{`<:s> <rdf:type> <:Ä> .`, `<:s> <:p> "déjà" .`}
	for name, document := range map[string]string{
		"UTF-8":            xml("UTF-8"),
		"ASCII":            xml("US-ASCII"),
		"UTF-16 in name":   xml("UTF-16"),
		"UTF-8 with BOM":   "\uFEFF" + xml("utf-8"),
		"UTF-16":           encoded(t, little, xml("UTF-16")),
		"UTF-16, other":    encoded(t, big, xml("UTF-16")),
		"UTF-16LE, no BOM": encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), xml("UTF-16LE")),
		"UTF-16BE, no BOM": encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), xml("UTF-16BE")),
		"Latin-1":          encoded(t, charmap.ISO8859_1, xml("ISO-8859-1")),
		"Latin-9":          encoded(t, charmap.ISO8859_15, xml("iso-8859-15")),
		"Windows":          encoded(t, charmap.Windows1252, xml("Windows-1252")),
	} {
		t.Run(name, func(t *testing.T) { check(t, RDFXML, document, want...) })
	}
	for name, e := range map[string]encoding.Encoding{
		"ISO-8859-2": charmap.ISO8859_2, "iso-8859-5": charmap.ISO8859_5, "iso-8859-7": charmap.ISO8859_7, "iso-8859-9": charmap.ISO8859_9,
		"latin1": charmap.ISO8859_1, "windows-1250": charmap.Windows1250, "cp1251": charmap.Windows1251,
	} {
		if got, ok := encodingByName(name); !ok || got != e {
			t.Errorf("%s is %v", name, got)
		}
	}
	const turtle = `<s> a <Ä> ; <p> "déjà" .`
	check(t, Turtle, "\uFEFF"+turtle, want...)
	check(t, Turtle, encoded(t, little, turtle), want...)
	check(t, Turtle, encoded(t, big, turtle), want...)
	const json = `{"@id": "s", "@type": "http://example.org/Ä", "http://example.org/p": "déjà"}`
	check(t, JSONLD, "\uFEFF"+json, want...)
	check(t, JSONLD, encoded(t, little, json), want...)
}

func TestInvalidCharacters(t *testing.T) {
	for _, test := range []struct {
		f              Format
		document, want string
	}{
		{Turtle, "<a> <b>\n \"é\xff\" .", "2:5: this is not valid UTF-8"},
		{Turtle, "<a> <b> \"\xc3", "1:10: this is not valid UTF-8"},
		{Turtle, "# \xed\xa0\x80", "1:3: this is not valid UTF-8"},
		{NTriples, "\xc0\x80", "1:1: this is not valid UTF-8"},
		{RDFXML, xmlRoot + "\xff", "1:97: this is not valid UTF-8"},
		{RDFXML, "<a b='\xe9'/>", "1:7: this is not valid UTF-8"},
		{RDFXML, `<?xml version="1.0" encoding="windows-1252"?>` + "\n<a xmlns='b:'>\x81</a>", "2:15: this is not valid in the encoding of the document"},
		{Turtle, "\xff\xfe<\x00a\x00\x00\xd8>\x00", "1:3: this is not valid in the encoding of the document"},
	} {
		for name, r := range map[string]io.Reader{"": strings.NewReader(test.document), "byte by byte, ": iotest.OneByteReader(strings.NewReader(test.document))} {
			if _, err := readAll(r, test.f, ""); err == nil || err.Error() != test.want {
				t.Errorf("%s%q: got the error %v, want %s", name, test.document, err, test.want)
			}
		}
	}
	check(t, Turtle, "<s> <p> \"\uFFFD\" .", "<:s> <:p> \"\uFFFD\" .")
}

// TestWindow reads documents with tokens that the window cuts everywhere.
func TestWindow(t *testing.T) {
	for f, document := range samples(2000) {
		want, err := readAll(strings.NewReader(document), f, "")
		if err != nil {
			t.Fatalf("%v: %v", f, err)
		}
		for name, r := range map[string]io.Reader{
			"one byte": iotest.OneByteReader(strings.NewReader(document)),
			"half":     iotest.HalfReader(strings.NewReader(document)),
			"data err": iotest.DataErrReader(strings.NewReader(document)),
			"7 bytes":  chunked{strings.NewReader(document), 7},
			"prime":    chunked{strings.NewReader(document), 65521},
		} {
			got, err := readAll(r, f, "")
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%v, %s: %d triples, want %d, and the error %v", f, name, len(got), len(want), err)
			}
		}
	}
}

// chunked reads at most size bytes at once.
type chunked struct {
	r    io.Reader
	size int
}

func (c chunked) Read(b []byte) (int, error) { return c.r.Read(b[:min(len(b), c.size)]) }

// samples returns a document in each format, about a made-up vocabulary of n
// concepts.
func samples(n int) map[Format]string {
	var x, t, l, j bytes.Buffer
	x.WriteString(xmlRoot + "\n")
	t.WriteString("@prefix ex: <http://example.org/> .\n")
	j.WriteString("[")
	for i := range n {
		label := fmt.Sprintf("concépt no. %d", i)
		fmt.Fprintf(&x, "  <ex:Concept rdf:about=\"http://example.org/c_%d\">\n    <ex:prefLabel xml:lang=\"en\">%s &amp; &lt;more&gt;</ex:prefLabel>\n"+
			"    <ex:altLabel xml:lang=\"fr\">%s</ex:altLabel>\n    <ex:broader rdf:resource=\"http://example.org/c_%d\"/>\n"+
			"    <ex:notation rdf:datatype=\"http://example.org/n\">%d</ex:notation>\n  </ex:Concept>\n", i, label, label, i/7, i)
		fmt.Fprintf(&t, "ex:c_%d a ex:Concept ;\n  ex:prefLabel \"%s \\\"&\\\" <more>\"@en ;\n  ex:altLabel \"%s\"@fr ;\n  ex:broader ex:c_%d, [ ex:of (1 2.5) ] ;\n  ex:notation \"\"\"%d\"\"\"^^ex:n .\n", i, label, label, i/7, i)
		fmt.Fprintf(&l, "<http://example.org/c_%d> <http://example.org/prefLabel> \"%s \\\"&\\\" <more>\"@en .\n<http://example.org/c_%d> <http://example.org/altLabel> \"%s\"@fr .\n"+
			"<http://example.org/c_%d> <http://example.org/broader> <http://example.org/c_%d> .\n<http://example.org/c_%d> <http://example.org/notation> \"%d\"^^<http://example.org/n> .\n", i, label, i, label, i, i/7, i, i)
		fmt.Fprintf(&j, `%.*s{"@id": "http://example.org/c_%d", "@type": "http://example.org/Concept", "http://example.org/prefLabel": {"@value": "%s", "@language": "en"}, "http://example.org/broader": {"@id": "http://example.org/c_%d"}}`+"\n", min(i, 1), ",", i, label, i/7)
	}
	x.WriteString("</rdf:RDF>\n")
	j.WriteString("]\n")
	return map[Format]string{RDFXML: x.String(), Turtle: t.String(), NTriples: l.String(), JSONLD: j.String()}
}

func TestWindowGivesUp(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 16 MB")
	}
	w := newWindow(strings.NewReader(strings.Repeat("x", maxToken+2*windowSize)))
	if n := w.find(0, "y"); n >= 0 || !errors.Is(w.ended(""), errTooLong) {
		t.Errorf("find = %d, ended = %v", n, w.ended(""))
	}
}
