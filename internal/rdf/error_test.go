package rdf

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// wrong is a document with what its error says.
type wrong struct{ document, want string }

func checkErrors(t *testing.T, f Format, tests []wrong) {
	t.Helper()
	for _, test := range tests {
		for name, r := range map[string]io.Reader{"": strings.NewReader(test.document), "byte by byte, ": iotest.OneByteReader(strings.NewReader(test.document))} {
			_, err := readAll(r, f, "")
			if err == nil {
				t.Errorf("%s%.200q: no error, want %s", name, test.document, test.want)
				continue
			}
			if e := new(Error); !errors.As(err, &e) {
				t.Errorf("%s%.200q: the error is a %T", name, test.document, err)
			}
			if !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("%s%.200q:\ngot  %v\nwant %s", name, test.document, err, test.want)
			}
		}
	}
}

func TestNTriplesErrors(t *testing.T) {
	checkErrors(t, NTriples, []wrong{
		{"<a:b> <a:b> <a:b>", `1:18: expected "." after the object, found the end of the document`},
		{"<a:b> <a:b> .", `1:13: expected an object, found '.'`},
		{"<a:b> _:a <a:b> .", `1:7: expected a predicate, found '_'`},
		{"\"a\" <a:b> <a:b> .", `1:1: expected a subject, found '"'`},
		{"\n  <a:b> <a> <a:b> .", "2:9: an IRI must have a scheme here"},
		{"<a:b", "1:1: the IRI that begins here has no end"},
		{"<a:b\n>", `1:5: an IRI cannot hold '\n'`},
		{"<a:b> <a:b> \"a", "1:13: the literal that begins here has no end"},
		{"<a:b> <a:b> \"a\n\" .", "1:15: this literal must not hold a line end"},
		{`<a:b> <a:b> "é\x" .`, "1:16: this is no escape sequence"},
		{`<a:b> <a:b> "\uD800" .`, "1:14: this escape sequence stands for no character"},
		{`<a:b> <a:b> "\U00110000" .`, "1:14: this escape sequence stands for no character"},
		{`<a:b> <a:b> "\u00`, "1:14: this escape sequence stands for no character"},
		{`<a:b> <a:b> "a"@ .`, `1:16: "@" is not a language tag`},
		{`<a:b> <a:b> "a"@en- .`, `1:16: "@en-" is not a language tag`},
		{`<a:b> <a:b> "a"^<a:b> .`, `1:16: expected "." after the object, found '^'`},
		{`<a:b> <a:b> "a"^^"b" .`, `1:18: expected a datatype, found '"'`},
		{`<a:b> <a:b> 'a' .`, `1:13: expected an object, found '\''`},
		{`<a:b> <a:b> _a .`, `1:14: expected ":" after "_", found 'a'`},
		{`<a:b> <a:b> _:-a .`, `1:15: expected a blank node label, found '-'`},
		{"<a:b> <a:b> <a:b> . <a:b> <a:b> <a:b> .", "1:21: expected the end of the line, found '<'"},
		{"<a:b>\n<a:b> <a:b> .", "1:6: expected a predicate, found '\\n'"},
	})
}

func TestTurtleErrors(t *testing.T) {
	checkErrors(t, Turtle, []wrong{
		{"<a> <b> <c>", `1:12: expected "." at the end of the statement, found the end of the document`},
		{"<a> <b> <c> <d> .", `1:13: expected "." at the end of the statement, found '<'`},
		{"<a> <b> .", `1:9: expected an object, found '.'`},
		{"<a> .", `1:5: expected a predicate, found '.'`},
		{"\n\na:b <b> <c> .", `3:1: the prefix "a:" is not declared`},
		{"<a> <b> c .", `1:9: expected an object, found "c"`},
		{"<a> <b> true1 .", `1:9: expected an object, found "true1"`},
		{"<a> A <b> .", `1:5: expected a predicate, found "A"`},
		{"@prefix a <b> .", `1:10: expected a prefix with ":", found ' '`},
		{"@prefix a: <b>", `1:15: expected "." at the end of the statement, found the end`},
		{"@prefix a: b: .", `1:12: expected an IRI in <>, found 'b'`},
		{"@prefixa: <b> .", `1:1: this is neither @prefix nor @base`},
		{"PREFIX a: <b> .", `1:15: expected a subject, found '.'`},
		{"@base <x:" + strings.Repeat("a", maxBase) + "> .", "1:2059: a base or namespace cannot be longer than 2 KB"},
		{"[] .", `1:4: expected a predicate, found '.'`},
		{"[ <a> <b>", `1:10: expected "]" after the properties, found the end of the document`},
		{"<a> <b> (", `1:10: expected an object, found the end of the document`},
		{"<a> <b> ( <c> ]", `1:15: expected an object, found ']'`},
		{"( <a> ) .", `1:9: expected a predicate, found '.'`},
		{"<a> <b> \"\"\"a\n\"\"", "1:9: the literal that begins here has no end"},
		{"<a> <b> \"\"\"a\n\\x\"\"\"", "2:1: this is no escape sequence"},
		{"<a> <b> \"\"\"a\\\n\"\"\"", "1:13: this is no escape sequence"},
		{"<a> <b> 'a\"\n", "1:12: this literal must not hold a line end"},
		{"<a> <b> +", `1:10: expected a digit, found the end of the document`},
		{"<a> <b> -.e5 .", `1:10: expected a digit, found '.'`},
		{"<a> <b> 1e .", `1:10: expected "." at the end of the statement, found 'e'`},
		{"@prefix : <x:> . : : :%4", `1:23: "%" needs two hexadecimal digits after it`},
		{"@prefix : <x:> . : : :\\u", `1:23: this is no escape sequence in a name`},
		{"<a> <b> 1^^<c> .", `1:10: expected "." at the end of the statement, found '^'`},
		{"<a> <b> \"c\"^^\"d\" .", `1:14: expected a datatype, found '"'`},
		{"{ <a> <b> <c> }", `1:1: expected a subject, found '{'`},
		{"\"a\" <b> <c> .", `1:1: expected a subject, found '"'`},
		{"<a> <b> <\\u0020> .", `1:10: an IRI cannot hold ' '`},
	})
}

func TestRDFXMLErrors(t *testing.T) {
	in := func(body string) string { return xmlRoot + "\n" + body + "</rdf:RDF>" }
	property := func(attributes, content string) string {
		return in("<rdf:Description>\n<ex:p " + attributes + ">" + content + "</ex:p></rdf:Description>")
	}
	checkErrors(t, RDFXML, []wrong{
		{in(`text`), `1:97: text cannot stand between elements here: "text"`},
		{in(`<rdf:RDF/>`), "2:1: rdf:RDF cannot stand for a node"},
		{in(`<rdf:li/>`), "2:1: rdf:li cannot stand for a node"},
		{in(`<a/>`), "2:1: the element a is in no namespace"},
		{in(`<a xmlns="b"/>`), `2:1: the namespace "b" of a is not an absolute IRI`},
		{in(`<ex:a xmlns:b="c" b:d=""/>`), `2:1: the namespace "c" of b:d is not an absolute IRI`},
		{in(`<ex:a rdf:about="a" rdf:ID="b"/>`), "2:1: an element has only one of"},
		{in(`<ex:a rdf:resource="a"/>`), "2:1: the attribute rdf:resource cannot stand on a node element"},
		{in(`<ex:a datatype="a"/>`), "2:1: the attribute datatype cannot stand on a node element"},
		{in(`<ex:a rdf:ID="a b"/>`), `2:1: rdf:ID must be a name, not "a b"`},
		{in("<ex:a rdf:ID='a'/>\n<ex:a rdf:ID='a'/>"), `3:1: a second rdf:ID="a"`},
		{in(`<ex:a rdf:nodeID="1"/>`), `2:1: rdf:nodeID must be a name, not "1"`},
		{in(`<ex:a xml:lang="e n"/>`), `2:1: "e n" is not a language tag`},
		{in(`<ex:a>text</ex:a>`), `2:7: text cannot stand between elements here: "text"`},
		{in(`<ex:a><b/></ex:a>`), `2:7: the element b is in no namespace`},
		{in(`<ex:a><rdf:Description/></ex:a>`), `2:7: rdf:Description cannot stand for a property`},
		{property(`rdf:about="a"`, ""), "3:1: the attribute rdf:about cannot stand on a property element"},
		{property(`foo="a"`, ""), "3:1: the attribute foo cannot stand on a property element"},
		{property(`rdf:resource="a" rdf:nodeID="b"`, ""), "3:1: a property element has only one of"},
		{property(`rdf:parseType="Literal" ex:q="b"`, ""), "3:1: rdf:parseType goes with no other"},
		{property(`rdf:datatype="a" ex:q="b"`, ""), "3:1: rdf:datatype goes with no other"},
		{property(`rdf:resource="a"`, "b"), `3:24: text cannot stand between elements here: "b"`},
		{property(`rdf:resource="a"`, "<ex:b/>"), "3:24: a property element has either content or attributes"},
		{property(`rdf:datatype="a"`, "<ex:b/>"), "3:24: the element ex:b cannot stand in a literal"},
		{property("", "a<ex:b/>"), "3:9: the element ex:b cannot stand in a literal"},
		{property("", "<ex:b/>a"), `3:15: text cannot stand between elements here: "a"`},
		{property("", "<ex:b/><ex:c/>"), "3:15: a property has one object"},
		{property(`rdf:parseType="Collection"`, "a"), `3:34: text cannot stand between elements here: "a"`},
		{`<rdf:RDF xmlns:rdf="` + rdfNS + `" rdf:about="a"/>`, "1:1: the attribute rdf:about cannot stand on rdf:RDF"},
		{in(`<ex:a xml:base="x:` + strings.Repeat("a", maxBase) + `"/>`), "2:1: a base or namespace cannot be longer than 2 KB"},
	})
}

func TestXMLErrors(t *testing.T) {
	checkErrors(t, RDFXML, []wrong{
		{"", "1:1: the document has no element"},
		{"<!-- a -->\n", "2:1: the document has no element"},
		{"a", "1:1: text outside of the root element"},
		{"<![CDATA[a]]>", "1:1: text outside of the root element"},
		{"<x:a xmlns:x='y:'/>a", "1:20: text outside of the root element"},
		{"<x:a xmlns:x='y:'/>\n<b/>", "2:1: a second root element"},
		{"<x:a xmlns:x='y:'/><!DOCTYPE a>", "1:20: a DOCTYPE must stand before the root element, once"},
		{"<x:a xmlns:x='y:'>\n<x:b>", "2:6: the document ends inside the element x:b of line 2"},
		{"<x:a xmlns:x='y:'>\n</x:b>", `2:1: the end tag of "x:b" inside the element x:a of line 1`},
		{"</a>", `1:1: the end tag of "a", which has no start tag`},
		{"<x:a xmlns:x='y:'/></x:a>", `1:20: the end tag of "x:a", which has no start tag`},
		{"<a", "1:1: the tag that begins here has no end"},
		{"<a b='>", "1:1: the tag that begins here has no end"},
		{"<", "1:1: the tag that begins here has no end"},
		{"< a/>", `1:1: "<" begins a tag, which begins with a name`},
		{"<1/>", `1:1: "<" begins a tag, which begins with a name`},
		{"<a/b/>", "1:3: expected white space before the next attribute"},
		{"<a b='c'd='e'/>", "1:9: expected white space before the next attribute"},
		{"<a\n b/>", "2:2: the attribute b has no value"},
		{"<a b=c/>", "1:4: the value of the attribute b has no quotes"},
		{"<a b='<'/>", "1:7: the value of an attribute must not hold \"<\""},
		{"<a b='c' b='d'/>", "1:10: a second attribute b"},
		{"<x:a xmlns:x='y:' xmlns:z='y:' x:b='' z:b=''/>", "1:39: a second attribute z:b"},
		{"<a xmlns='b:' xmlns='c:'/>", `1:15: a second declaration of the prefix ""`},
		{"<a 1='b'/>", "1:4: expected the name of an attribute"},
		{"<a ='b'/>", "1:4: expected the name of an attribute"},
		{"<b:a/>", `1:2: the prefix "b" is not declared`},
		{"<a xmlns='b:' c:d=''/>", `1:15: the prefix "c" is not declared`},
		{"<a:b:c xmlns:a='b:'/>", `1:2: "a:b:c" is no name in a namespace`},
		{"<a: xmlns:a='b:'/>", `1:2: "a:" is no name in a namespace`},
		{"<:a/>", `1:2: ":a" is no name in a namespace`},
		{"<a xmlns:='b:'/>", "1:4: xmlns: declares no prefix"},
		{"<a xmlns:b=''/>", "1:4: the prefix b is declared to be empty"},
		{"<a xmlns:xml='b:'/>", "1:4: the prefixes xml and xmlns"},
		{"<a xmlns:xmlns='b:'/>", "1:4: the prefixes xml and xmlns"},
		{"<a xmlns:b='" + xmlNS + "'/>", "1:4: the prefixes xml and xmlns"},
		{"<!-- a", "1:1: the comment that begins here has no end"},
		{"<!-- a -- b -->", `1:8: a comment must not hold "--"`},
		{"<?a", "1:1: the processing instruction that begins here has no end"},
		{"<? a?>", "1:3: expected the name of a processing instruction"},
		{"\n<?xml version='1.0'?><a/>", "2:1: an XML declaration must be the first thing"},
		{"<!a>", "1:1: this is neither a comment nor CDATA nor a DOCTYPE"},
		{"<x:a xmlns:x='y:'><![CDATA[", "1:19: the CDATA section that begins here has no end"},
		{"<x:a xmlns:x='y:'>a]]>", `1:20: "]]>" must not stand in text`},
		{"<x:a xmlns:x='y:'>\x01", "1:19: XML does not have the character U+0001"},
		{"<x:a xmlns:x='y:'>\uFFFF", "1:19: XML does not have the character U+FFFF"},
		{"<x:a xmlns:x='y:' b='\x00'/>", "1:22: XML does not have the character U+0000"},
		{"<x:a xmlns:x='y:'>&b", `1:19: "&" begins a reference`},
		{"<x:a xmlns:x='y:'>a & b", `1:21: "&" begins a reference`},
		{"<x:a xmlns:x='y:'>&b;", `1:19: the entity "b" is not declared in this document`},
		{"<x:a xmlns:x='y:'>&nbsp;", `1:19: the entity "nbsp" is not declared in this document`},
		{"<x:a xmlns:x='y:'>&#0;", "1:19: the reference &#0; stands for no character"},
		{"<x:a xmlns:x='y:'>&#x110000;", "1:19: the reference &#x110000; stands for no character"},
		{"<x:a xmlns:x='y:'>&#xD800;", "1:19: the reference &#xD800; stands for no character"},
		{"<x:a xmlns:x='y:'>&#+1;", `1:19: "&" begins a reference`},
		{"<x:a xmlns:x='y:'>&#;", "1:19: the reference &#; stands for no character"},
		{"<x:a xmlns:x='y:'>&;", `1:19: the entity "" is not declared`},
		{"<x:a xmlns:x='y:' b='&c'/>", `1:22: "&" begins a reference`},
		{"<x:a xmlns:x='y:' b='&c;'/>", `1:22: the entity "c" is not declared`},
		{"<?xml version='1.0' encoding='EBCDIC'?>", `1:1: the encoding "EBCDIC" is not supported`},
	})
}

func TestDoctypeErrors(t *testing.T) {
	checkErrors(t, RDFXML, []wrong{
		{"<!DOCTYPE a", "1:1: the declaration that begins here has no end"},
		{"<!DOCTYPE a [", "1:1: the DOCTYPE that begins here has no end"},
		{"<!DOCTYPE a [ <!ENTITY b 'c", "1:1: the DOCTYPE that begins here has no end"},
		{"<!DOCTYPE a [ <!-- ", "1:1: the DOCTYPE that begins here has no end"},
		{"<!DOCTYPE a [ ] b>", `1:17: expected ">" after the DOCTYPE, found 'b'`},
		{"<!DOCTYPE a [\nb ]>", "2:1: expected a declaration, found 'b'"},
		{"<!DOCTYPE a [ %b; ]>", "1:15: parameter entities are not supported"},
		{"<!DOCTYPE a [ <!ENTITY % b 'c'> ]>", "1:24: parameter entities are not supported"},
		{"<!DOCTYPE a [\n<!ENTITY b SYSTEM 'file:///etc/passwd'> ]>", "2:12: the entity b lies outside of the document; external entities are never read"},
		{"<!DOCTYPE a [ <!ENTITY b PUBLIC 'c' 'd'> ]>", "1:26: the entity b lies outside"},
		{"<!DOCTYPE a [ <!ENTITY 1 'c'> ]>", "1:24: expected the name of an entity"},
		{"<!DOCTYPE a [ <!ENTITYb 'c'> ]>", "1:23: expected the name of an entity"},
		{"<!DOCTYPE a [ <!ENTITY b 'c' d> ]>", `1:30: expected ">" after the value of the entity, found 'd'`},
		{"<!DOCTYPE a [ <!ENTITY b '&#0;'> ]>", "1:26: the reference &#0; stands for no character"},
		{"<!DOCTYPE a [ <!ATTLIST a b CDATA 'c'> ]>", "1:15: default values of attributes in a DTD are not supported"},
		{"<!DOCTYPE a><!DOCTYPE a>", "1:13: a DOCTYPE must stand before the root element, once"},
		{"<!DOCTYPE a [ <!ENTITY b '&b;'> ]><x:a xmlns:x='&b;'/>", "1:49: the entity refers to itself"},
		{"<!DOCTYPE a [ <!ENTITY b '&c;'> <!ENTITY c '&b;'> ]><x:a xmlns:x='&b;'/>", "1:67: the entity refers to itself"},
		{"<!DOCTYPE a [ <!ENTITY b '<c/>'> ]><x:a xmlns:x='y:'>&b;</x:a>", "1:54: entities that hold markup are not supported"},
		{"<!DOCTYPE a [ <!ENTITY b '&#60;c/>'> ]><x:a xmlns:x='y:'>&b;</x:a>", "1:58: entities that hold markup are not supported"},
		{"<!DOCTYPE a [ <!ENTITY b '&c'> ]><x:a xmlns:x='y:'>&b;</x:a>", `1:52: the entity holds an "&" without a ";"`},
		{"<!DOCTYPE a [ <!ENTITY b '&c;'> ]><x:a xmlns:x='y:'>&b;</x:a>", `1:53: the entity "c" is not declared`},
		{"<!DOCTYPE a [ <!ENTITY b '" + strings.Repeat("x", maxEntity+1) + "'> ]>", "1:26: the entity b is longer than 64 KB"},
	})
}

func TestJSONLDErrors(t *testing.T) {
	checkErrors(t, JSONLD, []wrong{
		{"", "1:1: EOF"},
		{"{\n \"a\": }", "2:7: invalid character '}'"},
		{"[1, 2", "1:6: unexpected EOF"},
		{"\"http://example.org/\"", "1:1: a JSON-LD document is an object or array"},
		{"{}\n{}", "2:1: expected the end of the document after the JSON value"},
		{"{\n\"a\": \"\xff\"}", "2:7: this is not valid UTF-8"},
		{`{"@context": "https://example.org/context.jsonld"}`, "the context https://example.org/context.jsonld lies outside of the document"},
		{`{"@context": {"@import": "https://example.org/context.jsonld"}}`, "the context https://example.org/context.jsonld lies"},
		{`{"@id": 1}`, "invalid @id value"},
		{`{"@context": {"@protected": null}}`, "the document cannot be expanded: "},
		{`{":": 1}`, `the property ":" is not an absolute IRI`},
		{`{"@reverse": {":": {"@id": "a:"}}}`, `the property ":" is not an absolute IRI`},
		{strings.Repeat("[\n", maxDepth+1), "1001:1: this is nested more than 1000 deep"},
	})
}

func TestReadErrors(t *testing.T) {
	broken := errors.New("the line is broken")
	for f, document := range map[Format]string{RDFXML: xmlRoot, Turtle: "<a> ", NTriples: "\n", JSONLD: "["} {
		_, err := readAll(io.MultiReader(strings.NewReader(document), iotest.ErrReader(broken)), f, "")
		if !errors.Is(err, broken) {
			t.Errorf("%v: got the error %v, want one that is %v", f, err, broken)
		}
	}
	if _, err := readAll(strings.NewReader(""), Format(9), ""); err == nil || err.Error() != "there is no reader for Format(9)" {
		t.Errorf("got the error %v for a format that there is not", err)
	}
}

// stuck is a reader that never gets anywhere.
type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

func TestStuckReader(t *testing.T) {
	for f := range Format(4) {
		if f == JSONLD {
			continue // io.ReadAll waits
		}
		if _, err := readAll(stuck{}, f, ""); !errors.Is(err, io.ErrNoProgress) {
			t.Errorf("%v: got the error %v", f, err)
		}
	}
}

func TestStop(t *testing.T) {
	for f, document := range map[Format]string{
		RDFXML:   xmlRoot + `<ex:a ex:b="c" ex:d="e"><ex:f/><ex:g`,
		Turtle:   "<a> <b> <c>, (<d> [ <e> 1 ]) ; @",
		NTriples: "<a:a> <a:a> <a:a> .\n<a:a> <a:a> <a:a> .\n<",
		JSONLD:   `[{"@id": "a:a", "a:b": [1, [2], {"@list": [3]}], "@reverse": {"a:c": {}}}]`,
	} {
		for stop := 1; stop < 8; stop++ {
			n := 0
			for _, err := range Read(strings.NewReader(document), f, "") {
				if n++; n == stop || err != nil {
					break
				}
			}
			if n == 0 {
				t.Errorf("%v: nothing was read", f)
			}
		}
	}
}
