package rdf

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestSniff(t *testing.T) {
	const none = Format(99)
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(xmlRoot)
	for _, test := range []struct {
		start, name string
		want        Format
	}{
		{xmlRoot, "", RDFXML},
		{"<?xml version='1.0'?>\n<!-- a -->" + xmlRoot, "a.ttl", RDFXML},
		{"\uFEFF \n" + xmlRoot, "", RDFXML},
		{utf16, "", RDFXML},
		{`<!DOCTYPE rdf:RDF [ <!ENTITY rdf "` + rdfNS + `"> ]>`, "", RDFXML},
		{`<C xmlns="http://example.org/" xmlns:r="` + rdfNS + `"/>`, "a.xml", RDFXML},
		{"<?xml version='1.0'?><!-- a long comment -->", "a.OWL", RDFXML},
		{"<?xml version='1.0'?><a/>", "a.xml", none},
		{"<?xml version='1.0'?><a/>", "a.ttl", none},
		{"<!DOCTYPE html><html>", "a.html", none},
		{"<html>", "", none},

		{"@prefix : <a:> .", "", Turtle},
		{"# a comment\n\nPREFIX a: <a:>\n", "", Turtle},
		{"@base <a:> .", "a.rdf", Turtle},
		{"base <a:>", "", Turtle},
		{"<a:b> a <a:c> ; <a:d> <a:e", "", Turtle},
		{"<a> <b> <c> .\n", "", Turtle},
		{"[] a <a:c> .", "", Turtle},
		{"_:a a <a:c> .", "", Turtle},
		{"<a:b> <a:b> <a:b> .\n<a:b> a <a:b> .\n", "", Turtle},
		{"<a:b> <a:b> <a:b> .\n", "a.ttl", Turtle},

		{"<a:b> <a:b> <a:b> .\n<a:b> <a:", "", NTriples},
		{"<a:b> <a:b> <a:b> .", "", NTriples},
		{"# a\n_:a <a:b> \"c\"@en .\n", "a.rdf", NTriples},

		{`{"@context": {}, "@id": "a:"}`, "", JSONLD},
		{` [ { "@id": "a:" } ]`, "a.json", JSONLD},
		{`{"a": "b"}`, "a.jsonld", JSONLD},
		{`{"a": "b"}`, "a.json", none},

		{"", "a.nt", NTriples},
		{"", "a.TTL", Turtle},
		{"# only a comment\n", "dir.rdf/a", none},
		{"", "", none},
		{"http://example.org/1\tlabel\n", "a.tsv", none},
		{"<http://example.org/1>\tlabel\n<http://example.org/2>\tother label\n", "a.tsv", none},
		{"<http://example.org/1>\ta label\n", "a.tsv", none},
		{"id,label\n1,housing\n", "a.csv", none},
		{"prefix,label\n", "a.csv", none},
		{"base units\n", "a.txt", none},
		{"\x00\xff", "", none},
	} {
		got, ok := Sniff([]byte(test.start), test.name)
		if !ok {
			got = none
		}
		if got != test.want {
			t.Errorf("Sniff(%q, %q) = %v, want %v", test.start, test.name, got, test.want)
		}
	}
	for f, document := range samples(100) {
		for _, n := range []int{1000, 4000, len(document)} {
			if got, ok := Sniff([]byte(document[:n]), ""); !ok || got != f {
				t.Errorf("Sniff of %d bytes of %v = %v, %v", n, f, got, ok)
			}
		}
	}
}

func TestFormatString(t *testing.T) {
	var names []string
	for f := range Format(5) {
		names = append(names, f.String())
	}
	if got, want := strings.Join(names, " "), "RDF/XML Turtle N-Triples JSON-LD Format(4)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
