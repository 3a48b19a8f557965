package rdf

import "testing"

func TestNTriples(t *testing.T) {
	const s = "http://example.org/"
	subject, predicate := iriTerm(s+"s"), iriTerm(s+"p")
	for document, object := range map[string]Term{
		`<http://example.org/s> <http://example.org/p> <http://example.org/o> .`:                                       iriTerm(s + "o"),
		`<http://example.org/s><http://example.org/p>"o".`:                                                             {Kind: Literal, Value: "o"},
		" \t<http://example.org/s>\t<http://example.org/p> \"o\" \t. # comment":                                        {Kind: Literal, Value: "o"},
		"\n\n# comment\r\n<http://example.org/s> <http://example.org/p> \"o\"@en .\r\n\n":                              {Kind: Literal, Value: "o", Lang: "en"},
		`<http://example.org/s> <http://example.org/p> "o"^^<http://example.org/o> .`:                                  literalTerm("o", s+"o"),
		`<http://example.org/s> <http://example.org/p> "o"^^<http://www.w3.org/2001/XMLSchema#string> .`:               {Kind: Literal, Value: "o"},
		`<http://example.org/s> <http://example.org/p> _:o.1 .`:                                                        {Kind: Blank, Value: "o.1"},
		`<http://example.org/\u0073> <http://example.org/p> "\u00E9\U0001F600\t\\'" .`:                                 {Kind: Literal, Value: "é😀\t\\'"},
		"<http://example.org/s> <http://example.org/p> \"\x00\x01\" .":                                                 {Kind: Literal, Value: "\x00\x01"},
		`<http://example.org/s> <http://example.org/p> "o"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .`: literalTerm("o", rdfLangString),
	} {
		got := mustRead(t, NTriples, document)
		if len(got) != 1 {
			t.Errorf("%q: %d triples", document, len(got))
			continue
		}
		if want := (Triple{subject, predicate, object, got[0].Line}); got[0] != want {
			t.Errorf("%q: got %v, want %v", document, got[0], want)
		}
	}
}

func TestLines(t *testing.T) {
	for _, test := range []struct {
		f        Format
		document string
		want     []int
	}{
		{NTriples, "# a\n<x:s> <x:p> <x:o> .\n\n_:a <x:p> \"\" .", []int{2, 4}},
		{Turtle, "<x:s>\n<x:p>\n<x:o>\n,\n\"\"\"\n\n\"\"\", <x:u>\n;<x:q> (\n1\n2\n) .", []int{3, 5, 7, 8, 9, 10, 10, 11}},
		{Turtle, "<x:s> <x:p> [\n<x:q> [] ;\n<x:r> 1\n] .", []int{1, 2, 3}},
		{RDFXML, xmlRoot + "\n<ex:C rdf:about='a'>\n<ex:p>\ntext\n</ex:p><ex:q\nrdf:resource='x'/>\n</ex:C></rdf:RDF>", []int{2, 3, 5}},
	} {
		got := mustRead(t, test.f, test.document)
		if len(got) != len(test.want) {
			t.Errorf("%q: %d triples, want %d", test.document, len(got), len(test.want))
			continue
		}
		for i, want := range test.want {
			if got[i].Line != want {
				t.Errorf("%q: line of triple %d is %d, want %d", test.document, i, got[i].Line, want)
			}
		}
	}
}
