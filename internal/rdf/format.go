package rdf

import (
	"bytes"
	"fmt"
	"path"
	"strings"
)

// A Format is a syntax of RDF.
type Format uint8

const (
	RDFXML Format = iota
	Turtle
	NTriples
	JSONLD
)

func (f Format) String() string {
	switch f {
	case RDFXML:
		return "RDF/XML"
	case Turtle:
		return "Turtle"
	case NTriples:
		return "N-Triples"
	case JSONLD:
		return "JSON-LD"
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// sniffed is how much of a document Sniff looks at.
const sniffed = 64 << 10

// Sniff says in which format a document is written that begins with start,
// which may be all of it, and is called name, which may be empty. What the
// document says goes before the name: RDF/XML mentions the namespace of RDF,
// Turtle and N-Triples have a triple or a directive before the first error,
// JSON-LD is JSON with one of its keywords. Only where start leaves it open
// does the extension decide, and whether triples in the form of N-Triples are
// the beginning of a Turtle file. A few KB are enough for most documents.
func Sniff(start []byte, name string) (Format, bool) {
	byName, named := formatOfName(name)
	text := sniffable(start)
	switch {
	case len(text) == 0:
		return byName, named
	case text[0] == '<' && bytes.Contains(text, []byte(rdfNS)) && looksXML(text):
		return RDFXML, true
	case text[0] == '<' && looksXML(text):
		return byName, named && byName == RDFXML
	case text[0] == '{' || text[0] == '[':
		if looksJSONLD(text) {
			return JSONLD, true
		}
	}
	if !(named && byName == Turtle) && isNTriples(text) {
		return NTriples, true
	}
	if isTurtle(text) {
		return Turtle, true
	}
	return byName, named
}

func formatOfName(name string) (Format, bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".rdf", ".owl", ".rdfs":
		return RDFXML, true
	case ".ttl", ".turtle":
		return Turtle, true
	case ".nt", ".ntriples":
		return NTriples, true
	case ".jsonld":
		return JSONLD, true
	}
	return 0, false
}

// sniffable returns the beginning of a document in UTF-8 and without white
// space before it.
func sniffable(start []byte) []byte {
	r, _, err := decodeXML(bytes.NewReader(start[:min(len(start), sniffed)]))
	if err != nil {
		return nil
	}
	var text bytes.Buffer
	text.Grow(min(len(start), sniffed) + bytes.MinRead)
	_, _ = text.ReadFrom(r) // up to what can't be decoded
	return bytes.TrimLeft(text.Bytes(), " \t\r\n")
}

// looksXML tells <rdf:RDF xmlns:…>, <?xml …> and <!-- … from <http://…>.
func looksXML(text []byte) bool {
	if len(text) > 1 && (text[1] == '?' || text[1] == '!') {
		return true
	}
	tag, _, _ := bytes.Cut(text, []byte(">"))
	return bytes.ContainsAny(tag, " \t\r\n")
}

func looksJSONLD(text []byte) bool {
	for _, keyword := range []string{`"@context"`, `"@graph"`, `"@id"`, `"@type"`, `"@value"`} {
		if bytes.Contains(text, []byte(keyword)) {
			return true
		}
	}
	return false
}

// isNTriples reports whether the whole lines of text are N-Triples, and some are
// triples.
func isNTriples(text []byte) bool {
	if i := bytes.LastIndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	some := false
	for _, err := range Read(bytes.NewReader(text), NTriples, "") {
		if err != nil {
			return false
		}
		some = true
	}
	return some
}

// isTurtle reports whether text begins with a directive or triple of Turtle.
func isTurtle(text []byte) bool {
	if hasDirective(text) {
		return true
	}
	for _, err := range Read(bytes.NewReader(text), Turtle, "base:") {
		return err == nil
	}
	return false
}

// hasDirective reports whether the first line of text that is not a comment
// declares a prefix or base as Turtle does.
func hasDirective(text []byte) bool {
	for line := range bytes.Lines(text) {
		words := bytes.Fields(line)
		if len(words) == 0 || words[0][0] == '#' {
			continue
		}
		keyword := strings.ToLower(string(words[0]))
		return len(words) > 1 &&
			(strings.TrimPrefix(keyword, "@") == "prefix" && bytes.HasSuffix(words[1], []byte(":")) ||
				strings.TrimPrefix(keyword, "@") == "base" && words[1][0] == '<')
	}
	return false
}
