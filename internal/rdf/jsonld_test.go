package rdf

import (
	"slices"
	"strings"
	"testing"
)

func TestJSONLD(t *testing.T) {
	const context = `"@context": {"@vocab": "http://example.org/", "ref": {"@type": "@id"}, "items": {"@container": "@list"}, "label": {"@container": "@language"}, "inverse": {"@reverse": "p"}}`
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"nothing", ``, nil},
		{"types", `"@id": "s", "@type": ["C", "http://example.org/D"]`, []string{`<:s> <rdf:type> <:C> .`, `<:s> <rdf:type> <:D> .`}},
		{"literals", `"@id": "s", "p": ["a", true, 12, 1.5, 1e3, 1e30, 12345678901234567890, -0]`, []string{
			`<:s> <:p> "a" .`, `<:s> <:p> "true"^^<xsd:boolean> .`, `<:s> <:p> "12"^^<xsd:integer> .`, `<:s> <:p> "1.5E0"^^<xsd:double> .`,
			`<:s> <:p> "1000"^^<xsd:integer> .`, `<:s> <:p> "1.0E30"^^<xsd:double> .`, `<:s> <:p> "12345678901234567890"^^<xsd:integer> .`, `<:s> <:p> "0"^^<xsd:integer> .`}},
		{"typed", `"@id": "s", "p": [{"@value": "a", "@type": "T"}, {"@value": 1, "@type": "http://www.w3.org/2001/XMLSchema#double"}, {"@value": "b", "@type": "http://www.w3.org/2001/XMLSchema#string"}]`, []string{
			`<:s> <:p> "a"^^<:T> .`, `<:s> <:p> "1.0E0"^^<xsd:double> .`, `<:s> <:p> "b" .`}},
		{"languages", `"@id": "s", "label": {"en": "a", "fr-CA": ["b", "c"]}, "p": {"@value": "d", "@language": "en_GB"}`, []string{
			`<:s> <:label> "a"@en .`, `<:s> <:label> "b"@fr-ca .`, `<:s> <:label> "c"@fr-ca .`, `<:s> <:p> "d"@en-gb .`}},
		{"references", `"@id": "", "ref": ["o", "../x", "_:b", "#y"]`, []string{`<:doc> <:ref> <:o> .`, `<:doc> <:ref> <:x> .`, `<:doc> <:ref> _:b .`, `<:doc> <:ref> <:doc#y> .`}},
		{"nested", `"@id": "s", "p": {"q": {"@id": "o", "r": "a"}}`, []string{`<:s> <:p> _:x .`, `_:x <:q> <:o> .`, `<:o> <:r> "a" .`}},
		{"list", `"@id": "s", "items": ["a", {"@id": "o"}]`, []string{`<:s> <:items> _:1 .`, `_:1 <rdf:first> "a" .`, `_:1 <rdf:rest> _:2 .`, `_:2 <rdf:first> <:o> .`, `_:2 <rdf:rest> <rdf:nil> .`}},
		{"empty list", `"@id": "s", "items": []`, []string{`<:s> <:items> <rdf:nil> .`}},
		{"reverse", `"@id": "s", "inverse": {"@id": "o"}, "@reverse": {"q": {"@id": "o"}}`, []string{`<:o> <:p> <:s> .`, `<:o> <:q> <:s> .`}},
		{"graph", `"@graph": [{"@id": "s", "p": "a"}, {"@id": "s", "p": "b"}]`, []string{`<:s> <:p> "a" .`, `<:s> <:p> "b" .`}},
		{"named graph", `"@id": "g", "@graph": {"@id": "s", "p": "a"}, "q": "b"`, []string{`<:s> <:p> "a" .`, `<:g> <:q> "b" .`}},
		{"included", `"@id": "s", "@included": {"@id": "o", "p": "a"}`, []string{`<:o> <:p> "a" .`}},
		{"blank labels", `"@id": "_:1", "ref": ["_:a b", "_:x"]`, []string{`_:1 <:ref> _:2 .`, `_:1 <:ref> _:3 .`}},
		{"what only looks absolute", `"@id": ":a", "ref": ":b"`, []string{`<::a> <:ref> <::b> .`}},
		{"JSON", `"@id": "s", "p": {"@value": {"b": [1, "<"], "a": null}, "@type": "@json"}`, []string{`<:s> <:p> "{\"a\":null,\"b\":[1,\"<\"]}"^^<rdf:JSON> .`}},
		{"what IRIs cannot hold", `"@id": "a b", "ref": "c|d"`, []string{`<:a%20b> <:ref> <:c%7Cd> .`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := "{" + context + "," + test.body + "}"
			if test.body == "" {
				document = "{" + context + "}"
			}
			check(t, JSONLD, document, test.want...)
		})
	}
}

func TestJSONLDIsDeterministic(t *testing.T) {
	document := samples(50)[JSONLD]
	want := mustRead(t, JSONLD, document)
	for range 10 {
		if !slices.Equal(mustRead(t, JSONLD, document), want) {
			t.Fatal("a second reading gave something else")
		}
	}
}

func TestJSONLDWithoutBase(t *testing.T) {
	triples, err := readAll(strings.NewReader(`{"@id": "s", "http://example.org/p": {"@id": "../o"}}`), JSONLD, "")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(lines(triples), "\n"), `<s> <http://example.org/p> <../o> .`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
