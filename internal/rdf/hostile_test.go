package rdf

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// endless is before, then part over and over, then nothing: as long as anyone
// reads it, up to a length.
func endless(before, part string, length int) io.Reader {
	const times = 1 << 10
	block := strings.Repeat(part, times)
	n := length/len(block) + 1
	readers := []io.Reader{strings.NewReader(before)}
	for range n {
		readers = append(readers, strings.NewReader(block))
	}
	return io.MultiReader(readers...)
}

// A hostile document is made to take time or memory without end; want is the
// error with which it is refused.
type hostile struct {
	name string
	f    Format
	r    io.Reader
	want string
}

const mb = 1 << 20

func (h *hostile) run(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := readAll(h.r, h.f, "")
	runtime.ReadMemStats(&after)
	if err == nil || !strings.HasPrefix(err.Error(), h.want) {
		t.Errorf("got the error %v, want %s", err, h.want)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 600*mb {
		t.Errorf("%d MB of memory were allocated", used/mb)
	}
}

func TestHostile(t *testing.T) {
	for _, test := range []hostile{
		{"nested elements", RDFXML, endless(xmlRoot, "<ex:a>", mb), "1:6091: elements are nested more than 1000 deep"},
		{"nested literal", RDFXML, endless(xmlRoot+"<ex:a><ex:b rdf:parseType='Literal'>", "<ex:a>", mb), "1:6115: elements are nested"},
		{"many attributes", RDFXML, strings.NewReader(xmlRoot + "<ex:a" + manyAttributes(maxAttributes+1) + "/>"), "1:3687: an element with more than 256 attributes"},
		{"namespaces", RDFXML, strings.NewReader(manyNamespaces()), "1:"},
		{"long name", RDFXML, strings.NewReader("<" + strings.Repeat("a", maxName+1) + "/>"), "1:2: a name longer than 4 KB"},
		{"different entities", RDFXML, strings.NewReader(manyEntities()), "1:"},
		{"billion laughs", RDFXML, strings.NewReader(laughs(9)), "1:546: the entity stands for more than 64 KB"},
		{"chain of entities", RDFXML, strings.NewReader(chain(9000)), "1:"},
		{"long namespace", RDFXML, strings.NewReader("<a xmlns='" + strings.Repeat("a", maxBase+1) + "'/>"), "1:4: a base or namespace cannot be longer than 2 KB"},
		{"nested property lists", Turtle, endless("<a> <b> ", "[ <c> ", mb), "1:6009: this is nested more than 1000 deep"},
		{"nested collections", Turtle, endless("<a> <b> ", "(", mb), "1:1009: this is nested more than 1000 deep"},
		{"nested subjects", Turtle, endless("", "(", mb), "1:1001: this is nested more than 1000 deep"},
		{"nested", JSONLD, endless("", "[", mb), "1:1001: this is nested more than 1000 deep"},
		{"nested objects", JSONLD, endless("", `{"a":`, mb), "1:5001: this is nested more than 1000 deep"},
		{"NUL", Turtle, strings.NewReader("\x00"), `1:1: expected a subject, found '\x00'`},
		{"NUL", NTriples, strings.NewReader("<a:> \x00"), `1:6: expected a predicate, found '\x00'`},
		{"NUL", RDFXML, strings.NewReader("<a:b xmlns:a='c:'>\x00"), "1:19: XML does not have the character U+0000"},
		{"NUL", JSONLD, strings.NewReader("\x00"), "1:1: invalid character"},
	} {
		t.Run(fmt.Sprint(test.f, " ", test.name), test.run)
	}
}

func TestEndless(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of MB")
	}
	for _, test := range []hostile{
		{"long literal", RDFXML, endless(xmlRoot+"<ex:a><ex:b>", "abc ", 50*mb), "1:109: this is longer than 16 MB"},
		{"literal in pieces", RDFXML, endless(xmlRoot+"<ex:a><ex:b>", "abcdefgh<!-- -->", 50*mb), "1:33554541: this is longer than 16 MB"},
		{"XML literal in pieces", RDFXML, endless(xmlRoot+"<ex:a><ex:b rdf:parseType='Literal'>", "<a></a>", 50*mb), "1:16777"},
		{"long attribute", RDFXML, endless(xmlRoot+"<ex:a ex:b='", "abc ", 50*mb), "1:97: this is longer than 16 MB"},
		{"attributes", RDFXML, endless(xmlRoot+"<ex:a", " ex:b=''", 50*mb), "1:97: this is longer than 16 MB"},
		{"long comment", RDFXML, endless("<!--", " abc", 50*mb), "1:1: this is longer than 16 MB"},
		{"long DOCTYPE", RDFXML, endless("<!DOCTYPE a [", "<!-- -->", 50*mb), "1:1: this is longer than 16 MB"},
		{"entities", RDFXML, endless("<!DOCTYPE a [", "<!ENTITY a 'b'>", 50*mb), "1:1: this is longer than 16 MB"},
		{"quadratic blow-up", RDFXML, endless("<!DOCTYPE a [<!ENTITY a '"+strings.Repeat("a", maxEntity-1)+"'>]>"+xmlRoot+"<ex:a><ex:b>", "&a;", 50*mb), "1:65"},
		{"white space", RDFXML, endless("", " ", 50*mb), "1:1: this is longer than 16 MB"},
		{"long literal", Turtle, endless("<a> <b> \"", "abc ", 50*mb), "1:9: this is longer than 16 MB"},
		{"long lines", Turtle, endless("<a> <b> \"\"\"", "abc\n", 50*mb), "1:9: this is longer than 16 MB"},
		{"long IRI", Turtle, endless("\n<", "a/b/", 50*mb), "2:1: this is longer than 16 MB"},
		{"long comment", Turtle, endless("#", "abc ", 50*mb), "1:1: this is longer than 16 MB"},
		{"long name", Turtle, endless("@prefix : <a:> . :", "abcd", 50*mb), "1:18: this is longer than 16 MB"},
		{"long label", Turtle, endless("_:", "a.b.", 50*mb), "1:1: this is longer than 16 MB"},
		{"long number", Turtle, endless("<a> <b> ", "1234", 50*mb), "1:9: this is longer than 16 MB"},
		{"long literal", NTriples, endless("<a:> <a:> \"", "abc ", 50*mb), "1:11: this is longer than 16 MB"},
		{"long tag", NTriples, endless("<a:> <a:> \"\"@", "abc-", 50*mb), "1:13: this is longer than 16 MB"},
		{"long", JSONLD, endless("[", " ", maxJSON+mb), "a JSON-LD document cannot be longer than 64 MB"},
	} {
		t.Run(fmt.Sprint(test.f, " ", test.name), test.run)
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " ex:a%06d=''", i)
	}
	return b.String()
}

func manyNamespaces() string {
	var b strings.Builder
	for i := range maxNamespaces + 1 {
		fmt.Fprintf(&b, "<a%d:b xmlns:a%d='c:'>", i, i)
	}
	return b.String()
}

func manyEntities() string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE a [")
	for i := range maxEntities + 1 {
		fmt.Fprintf(&b, "<!ENTITY a%d 'b'>", i)
	}
	return b.String() + "]><a/>"
}

// laughs is the bomb of n storeys, each ten times the one below.
func laughs(n int) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE a [<!ENTITY a0 'ha'>")
	for i := range n {
		fmt.Fprintf(&b, "<!ENTITY a%d '%s'>", i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
	}
	return b.String() + fmt.Sprintf("]><x:a xmlns:x='y:'>&a%d;</x:a>", n)
}

// chain is entities that each are the next one and 7 KB more, together far
// beyond the length of the document, though none is too long.
func chain(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE a [<!ENTITY a%d '%s'>", n, strings.Repeat("x", maxEntity-1))
	for i := range n {
		fmt.Fprintf(&b, "<!ENTITY a%d '&a%d;'>", i, i+1)
	}
	return b.String() + "]><x:a xmlns:x='y:'>&a0;</x:a>"
}
