package rdf

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// obey reads a document and checks what holds of every document: lines ascend
// and are there, errors have a place, what was read can be written as N-Triples
// and is the same when it is read again, and how the document comes in does not
// matter.
func obey(t *testing.T, f Format, document []byte) {
	const base = "http://example.org/doc"
	triples, err := readAll(bytes.NewReader(document), f, base)
	lines := bytes.Count(document, []byte{'\n'}) + 1
	last := 1
	for _, triple := range triples {
		if f == JSONLD {
			if triple.Line != 0 {
				t.Fatalf("%v: a line in JSON-LD", triple)
			}
			continue
		}
		if triple.Line < last || triple.Line > lines {
			t.Fatalf("%v: after line %d, of %d", triple, last, lines)
		}
		last = triple.Line
	}
	if err != nil {
		e := new(Error)
		if !errors.As(err, &e) {
			t.Fatalf("the error is a %T", err)
		}
		if e.Line > lines || (e.Line < 1 || e.Column < 1) && f != JSONLD {
			t.Fatalf("an error outside of the document: %v", e)
		}
	}
	if f != JSONLD {
		again, second := readAll(iotest.OneByteReader(bytes.NewReader(document)), f, base)
		if !slices.Equal(again, triples) || (err == nil) != (second == nil) || err != nil && err.Error() != second.Error() {
			t.Fatalf("byte by byte it is %v %v, else %v %v", again, second, triples, err)
		}
	}
	comesBack(t, triples)
}

// comesBack writes triples as N-Triples and reads them again, as that and as
// Turtle.
func comesBack(t *testing.T, triples []Triple) {
	var written []byte
	for _, triple := range triples {
		for _, term := range []Term{triple.Subject, triple.Predicate, triple.Object} {
			if term.Kind == IRI && (!ValidIRI(term.Value) || schemeLen(term.Value) == 0) || !utf8.ValidString(term.Value) {
				t.Fatalf("%q is not well formed", term)
			}
		}
		written = append(written, lineOf(triple)+"\n"...)
	}
	for _, f := range []Format{NTriples, Turtle} {
		again, err := readAll(bytes.NewReader(written), f, "")
		if err != nil || len(again) != len(triples) {
			t.Fatalf("%v: %s\nread as %d triples, want %d, with the error %v", f, written, len(again), len(triples), err)
		}
		for i := range again {
			want := triples[i]
			want.Line = i + 1
			want.Subject, want.Object = relabeled(want.Subject), relabeled(want.Object)
			if again[i] != want {
				t.Fatalf("%v: %q comes back as %q", f, want, again[i])
			}
		}
	}
}

// relabeled is a blank node as it is read when it was written.
func relabeled(term Term) Term {
	if term.Kind == Blank {
		return namedBlank(term.Value)
	}
	return term
}

func FuzzNTriples(f *testing.F) {
	f.Add([]byte(samples(2)[NTriples]))
	f.Add([]byte("# a\n_:a1.b <a:\\u00e9> \"\\t\\U0001F600\\\\\"@en-GB . #\r\n<a:b> <a:b> \"1\"^^<a:b>."))
	f.Add([]byte("\uFEFF<a:b><a:b>_:1 ."))
	f.Fuzz(func(t *testing.T, document []byte) { obey(t, NTriples, document) })
}

func FuzzTurtle(f *testing.F) {
	f.Add([]byte(samples(2)[Turtle]))
	f.Add([]byte("@prefix : <a#> . BASE <b/> prefix c.d: <../e>\n:a\\~%20b a c.d:, (1 -2.5 [] [ :p 'x', true ] .5E+1 () ) ;; :q '''a\n'b''\\u0041'''@en, \"\"^^:t, _:b.c .\n[ :p _:1 ] . ( _:n1 ) :p <?q#f> ."))
	f.Add([]byte("true:a . a:b"))
	f.Fuzz(func(t *testing.T, document []byte) { obey(t, Turtle, document) })
}

func FuzzRDFXML(f *testing.F) {
	f.Add([]byte(samples(2)[RDFXML]))
	body := func(s string) []byte { return []byte(xmlRoot + s + "</rdf:RDF>") }
	f.Add(body("<ex:a rdf:ID='b' ex:c='d&#10;&amp;' xml:base='e/../f' xml:lang='en_US'>\n<ex:g rdf:parseType='Collection'><rdf:Description about=''/></ex:g><rdf:li/><ex:h rdf:nodeID='i'/></ex:a>"))
	f.Add(body("<ex:a><ex:b rdf:parseType='Literal'>a<c d='e'><!-- f --><?g h?><i xmlns='j'/></c></ex:b><ex:k rdf:parseType='Resource' rdf:ID='l'><ex:m><![CDATA[<]]>\r\n</ex:m></ex:k></ex:a>"))
	f.Add([]byte("<?xml version='1.0' encoding='iso-8859-1'?><!DOCTYPE a [<!ENTITY b 'c:'><!ENTITY d '&b;&#101;'><!-- -->]><a xmlns='&d;' b=''><p>\xe9</p></a>"))
	f.Fuzz(func(t *testing.T, document []byte) {
		if bytes.HasPrefix(document, []byte("\xff\xfe")) || bytes.HasPrefix(document, []byte("\xfe\xff")) || bytes.Contains(document[:min(2, len(document))], []byte{0}) {
			return // lines of UTF-16 are not counted as the law does
		}
		obey(t, RDFXML, document)
	})
}

func FuzzJSONLD(f *testing.F) {
	f.Add([]byte(samples(2)[JSONLD]))
	f.Add([]byte(`{"@context": {"@vocab": "a:", "b": {"@type": "@id", "@container": "@list"}, "c": {"@reverse": "d"}}, "@id": "e", "b": ["_:f", "g h"], "c": {"@graph": []}, "i": [1.5, true, {"@value": "j", "@language": "en"}]}`))
	f.Fuzz(func(t *testing.T, document []byte) { obey(t, JSONLD, document) })
}

func FuzzSniff(f *testing.F) {
	for _, document := range samples(1) {
		f.Add([]byte(document), "a.ttl")
	}
	f.Fuzz(func(t *testing.T, start []byte, name string) { Sniff(start, name) })
}

func FuzzResolve(f *testing.F) {
	for base, references := range resolutions {
		for ref := range references {
			f.Add(base, ref)
		}
	}
	f.Fuzz(func(t *testing.T, iri, ref string) {
		b, err := newBase(iri)
		if err != nil {
			return
		}
		got := b.resolve(ref)
		strings := newInterner()
		if short := strings.resolve(b, []byte(ref)); short != got {
			t.Fatalf("%q against %q is %q the short way, else %q", ref, iri, short, got)
		}
		if b != nil && schemeLen(got) == 0 {
			t.Fatalf("%q against %q is %q", ref, iri, got)
		}
	})
}

func FuzzAppendLiteral(f *testing.F) {
	f.Add("a \"b\" \\ \n\x00\xff é")
	f.Fuzz(func(t *testing.T, text string) {
		comesBack(t, []Triple{{iriTerm("a:b"), iriTerm("a:b"), Term{Kind: Literal, Value: strings.ToValidUTF8(text, "\uFFFD")}, 1}})
	})
}
