package rdf

import (
	"strings"
	"testing"
)

// check reads a document against http://example.org/doc and compares it with
// lines of N-Triples, in which <: stands for <http://example.org/, and <rdf: and
// <xsd: for what they always do.
func check(t *testing.T, f Format, document string, want ...string) {
	t.Helper()
	long := strings.NewReplacer("<:", "<http://example.org/", "<rdf:", "<"+rdfNS, "<xsd:", "<"+xsdNS)
	graph := mustRead(t, NTriples, long.Replace(strings.Join(want, "\n")))
	if got := mustRead(t, f, document); !isomorphic(got, graph) || len(got) != len(graph) {
		t.Errorf("%s\ngot\n\t%s\nwant\n\t%s", document, strings.Join(lines(got), "\n\t"), strings.Join(lines(graph), "\n\t"))
	}
}

const turtlePrefixes = "@prefix : <http://example.org/> . @prefix ex: <http://example.org/ns#> . "

func TestTurtle(t *testing.T) {
	for _, test := range []struct {
		document string
		want     []string
	}{
		{``, nil},
		{"# only a comment", nil},
		{`:s :p :o .`, []string{`<:s> <:p> <:o> .`}},
		{`:s a :o.`, []string{`<:s> <rdf:type> <:o> .`}},
		{`ex:s ex: : .`, []string{`<:ns#s> <:ns#> <:> .`}},
		{`:s :p :o, :u; :q :v;; a :w;.`, []string{`<:s> <:p> <:o> .`, `<:s> <:p> <:u> .`, `<:s> <:q> <:v> .`, `<:s> <rdf:type> <:w> .`}},
		{":s# comment\n:p# comment\n:o# comment\n.# comment", []string{`<:s> <:p> <:o> .`}},
		{`<> <#p> <../x>.`, []string{`<:doc> <:doc#p> <:x> .`}},
		{`@base <http://example.org/a/b/c> . <> <d> <../d> .`, []string{`<:a/b/c> <:a/b/d> <:a/d> .`}},
		{`@base <a/> . @base <b/> . BASE <c> <d> <e> <#f> .`, []string{`<:a/b/d> <:a/b/e> <:a/b/c#f> .`}},
		{`@base <a/> . @prefix x: <y#> . x:1 x:2 x:3 .`, []string{`<:a/y#1> <:a/y#2> <:a/y#3> .`}},
		{`pReFiX x:<http://example.org/x/> x:a x:b x:c .`, []string{`<:x/a> <:x/b> <:x/c> .`}},
		{`@prefix prefix: <http://example.org/> . prefix:a prefix:b prefix:c .`, []string{`<:a> <:b> <:c> .`}},
		{`@prefix base: <http://example.org/> . base:a base:b base:c .`, []string{`<:a> <:b> <:c> .`}},
		{`@prefix a: <http://example.org/> . a:a a a:a . a:b a:c a:d .`, []string{`<:a> <rdf:type> <:a> .`, `<:b> <:c> <:d> .`}},
		{`@prefix true: <http://example.org/> . true:a true:b true:false .`, []string{`<:a> <:b> <:false> .`}},
		{`@prefix a.b: <http://example.org/> . a.b:c.d a.b:e a.b:f.`, []string{`<:c.d> <:e> <:f> .`}},
		{`:a.b :c-d :_e.`, []string{`<:a.b> <:c-d> <:_e> .`}},
		{`:1 :2:3 ::.`, []string{`<:1> <:2:3> <::> .`}},
		{`:a%20b :\~\_\.\-\!\$\&\'\(\)\*\+\,\;\=\/\?\#\@\% :\..`, []string{`<:a%20b> <:~_.-!$&'()*+,;=/?#@%> <:.> .`}},
		{`:é :ñ :日本 .`, []string{`<:é> <:ñ> <:日本> .`}},
		{`<\u0061> <\U00000062> <http://example.org/\u00e9> .`, []string{`<:a> <:b> <:é> .`}},
		{`:s :p "a", 'b', """c""", '''d''' .`, []string{`<:s> <:p> "a" .`, `<:s> <:p> "b" .`, `<:s> <:p> "c" .`, `<:s> <:p> "d" .`}},
		{`:s :p "", '', """""", '''''' .`, []string{`<:s> <:p> "" .`, `<:s> <:p> "" .`, `<:s> <:p> "" .`, `<:s> <:p> "" .`}},
		{`:s :p "it's", 'a "b"', """a "b" ""c""", '''it's ''d''' .`, []string{`<:s> <:p> "it's" .`, `<:s> <:p> "a \"b\"" .`, `<:s> <:p> "a \"b\" \"\"c" .`, `<:s> <:p> "it's ''d" .`}},
		{":s :p \"\"\"a\r\n  b\n\"\"\" .", []string{`<:s> <:p> "a\r\n  b\n" .`}},
		{`:s :p "\t\b\n\r\f\"\'\\\u0041\U0001F600" .`, []string{`<:s> <:p> "\t\b\n\r\f\"'\\A😀" .`}},
		{`:s :p "chat"@en, "x"@en-GB-x-1 .`, []string{`<:s> <:p> "chat"@en .`, `<:s> <:p> "x"@en-GB-x-1 .`}},
		{`:s :p "1"^^ex:int, "2"^^<int>, "3"^^<http://www.w3.org/2001/XMLSchema#string> .`, []string{`<:s> <:p> "1"^^<:ns#int> .`, `<:s> <:p> "2"^^<:int> .`, `<:s> <:p> "3" .`}},
		{`:s :p 1, -2, +3, 007 .`, []string{`<:s> <:p> "1"^^<xsd:integer> .`, `<:s> <:p> "-2"^^<xsd:integer> .`, `<:s> <:p> "+3"^^<xsd:integer> .`, `<:s> <:p> "007"^^<xsd:integer> .`}},
		{`:s :p 1.5, -.5, +0.0 .`, []string{`<:s> <:p> "1.5"^^<xsd:decimal> .`, `<:s> <:p> "-.5"^^<xsd:decimal> .`, `<:s> <:p> "+0.0"^^<xsd:decimal> .`}},
		{`:s :p 1e0, 1.E-3, .5e+7, -1.5E9 .`, []string{`<:s> <:p> "1e0"^^<xsd:double> .`, `<:s> <:p> "1.E-3"^^<xsd:double> .`, `<:s> <:p> ".5e+7"^^<xsd:double> .`, `<:s> <:p> "-1.5E9"^^<xsd:double> .`}},
		{`:s :p 1.`, []string{`<:s> <:p> "1"^^<xsd:integer> .`}},
		{`:s :p 1.5.`, []string{`<:s> <:p> "1.5"^^<xsd:decimal> .`}},
		{`:s :p true, false.`, []string{`<:s> <:p> "true"^^<xsd:boolean> .`, `<:s> <:p> "false"^^<xsd:boolean> .`}},
		{`_:a :p _:b.c, _:1, _:a .`, []string{`_:x <:p> _:y .`, `_:x <:p> _:z .`, `_:x <:p> _:x .`}},
		{`[] :p [] .`, []string{`_:x <:p> _:y .`}},
		{`[ :p :o ] .`, []string{`_:x <:p> <:o> .`}},
		{`[ :p :o ] :q [ :r "s"; :t [] ] .`, []string{`_:x <:p> <:o> .`, `_:x <:q> _:y .`, `_:y <:r> "s" .`, `_:y <:t> _:z .`}},
		{`:s :p () .`, []string{`<:s> <:p> <rdf:nil> .`}},
		{`() :p :o .`, []string{`<rdf:nil> <:p> <:o> .`}},
		{`:s :p ( 1 () [ :q :r ] ) .`, []string{
			`<:s> <:p> _:1 .`, `_:1 <rdf:first> "1"^^<xsd:integer> .`, `_:1 <rdf:rest> _:2 .`,
			`_:2 <rdf:first> <rdf:nil> .`, `_:2 <rdf:rest> _:3 .`, `_:3 <rdf:first> _:x .`,
			`_:x <:q> <:r> .`, `_:3 <rdf:rest> <rdf:nil> .`}},
		{`( "a" "b" ) :p ( ( :c ) ) .`, []string{
			`_:1 <rdf:first> "a" .`, `_:1 <rdf:rest> _:2 .`, `_:2 <rdf:first> "b" .`, `_:2 <rdf:rest> <rdf:nil> .`,
			`_:1 <:p> _:3 .`, `_:3 <rdf:first> _:4 .`, `_:4 <rdf:first> <:c> .`, `_:4 <rdf:rest> <rdf:nil> .`, `_:3 <rdf:rest> <rdf:nil> .`}},
	} {
		check(t, Turtle, turtlePrefixes+test.document, test.want...)
	}
}

func TestBlankLabels(t *testing.T) {
	got := mustRead(t, Turtle, `@prefix : <http://example.org/> .
[ :p _:1, _:n1, _:nn1, _:n, _:house, [] ] .`)
	var labels []string
	for _, triple := range got {
		labels = append(labels, triple.Object.Value)
	}
	if have, want := strings.Join(labels, " "), "n1 nn1 nnn1 n house 2"; have != want || got[0].Subject.Value != "1" {
		t.Errorf("labels %s, want %s", have, want)
	}
}

func TestTurtleWithoutBase(t *testing.T) {
	triples, err := readAll(strings.NewReader(`@base <x/> . <#a> <> <b/../c> .`), Turtle, "")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := lines(triples)[0], `<#a> <> <b/../c> .`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTurtleStrings(t *testing.T) {
	triples := mustRead(t, Turtle, turtlePrefixes+`:s :p "a"@en, "b"@en . :s :p :o .`)
	for _, triple := range triples[1:] {
		if triple.Subject != triples[0].Subject || triple.Predicate != triples[0].Predicate {
			t.Errorf("%v differs from %v", triple, triples[0])
		}
	}
}
