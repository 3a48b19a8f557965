package rdf

import "testing"

const xmlRoot = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="http://example.org/">`

func TestRDFXML(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"nothing", ``, nil},
		{"typed node", `<ex:C rdf:about="http://example.org/s"/>`, []string{`<:s> <rdf:type> <:C> .`}},
		{"description", `<rdf:Description rdf:about="s"><ex:p>o</ex:p></rdf:Description>`, []string{`<:s> <:p> "o" .`}},
		{"blank node", `<rdf:Description><ex:p/></rdf:Description>`, []string{`_:x <:p> "" .`}},
		{"nodeID", `<rdf:Description rdf:nodeID="a"><ex:p rdf:nodeID="b"/><ex:q rdf:nodeID="a"/></rdf:Description>`, []string{`_:a <:p> _:b .`, `_:a <:q> _:a .`}},
		{"ID", `<rdf:Description rdf:ID="s"><ex:p rdf:resource="#s"/></rdf:Description>`, []string{`<:doc#s> <:p> <:doc#s> .`}},
		{"relative", `<rdf:Description rdf:about=""><ex:p rdf:resource="../a/./b"/></rdf:Description>`, []string{`<:doc> <:p> <:a/b> .`}},
		{"base", `<rdf:Description xml:base="http://example.org/a/b#c" rdf:about=""><ex:p xml:base="d/" rdf:resource="e"/><ex:q rdf:resource="e"/></rdf:Description>`, []string{`<:a/b> <:p> <:a/d/e> .`, `<:a/b> <:q> <:a/e> .`}},
		{"nested", `<ex:C rdf:about="s"><ex:p> <!-- a --> <ex:D rdf:about="o"><ex:q>v</ex:q></ex:D> </ex:p></ex:C>`, []string{`<:s> <rdf:type> <:C> .`, `<:s> <:p> <:o> .`, `<:o> <rdf:type> <:D> .`, `<:o> <:q> "v" .`}},
		{"nested blank", `<rdf:Description rdf:about="s"><ex:p><rdf:Description><ex:q>v</ex:q></rdf:Description></ex:p></rdf:Description>`, []string{`<:s> <:p> _:x .`, `_:x <:q> "v" .`}},
		{"property attributes", `<rdf:Description rdf:about="s" ex:p="a" rdf:type="b" ex:q=" c "/>`, []string{`<:s> <:p> "a" .`, `<:s> <rdf:type> <:b> .`, `<:s> <:q> " c " .`}},
		{"property attributes of the object", `<rdf:Description rdf:about="s"><ex:p ex:q="a" rdf:type="b"/><ex:r rdf:resource="o" ex:q="c"/></rdf:Description>`, []string{`<:s> <:p> _:x .`, `_:x <:q> "a" .`, `_:x <rdf:type> <:b> .`, `<:s> <:r> <:o> .`, `<:o> <:q> "c" .`}},
		{"white space", "<rdf:Description rdf:about='s'><ex:p> \n a\tb \r\n </ex:p><ex:q>  </ex:q></rdf:Description>", []string{`<:s> <:p> " \n a\tb \n " .`, `<:s> <:q> "  " .`}},
		{"resource with content of white space", "<rdf:Description rdf:about='s'><ex:p rdf:resource='o'>\n <!-- a --> </ex:p></rdf:Description>", []string{`<:s> <:p> <:o> .`}},
		{"references", `<rdf:Description rdf:about="s?a&amp;b"><ex:p>&lt;&#233;&#xE9;&gt;&quot;&apos;<![CDATA[<&amp;]]></ex:p></rdf:Description>`, []string{`<:s?a&b> <:p> "<éé>\"'<&amp;" .`}},
		{"comment in a literal", `<rdf:Description rdf:about="s"><ex:p>a<!-- b -->c<?d e?></ex:p></rdf:Description>`, []string{`<:s> <:p> "ac" .`}},
		{"language", `<rdf:Description rdf:about="s" xml:lang="en" ex:p="a"><ex:q>b</ex:q><ex:q xml:lang="fr-CA">c</ex:q><ex:q xml:lang="">d</ex:q><ex:r rdf:datatype="t">e</ex:r></rdf:Description>`, []string{`<:s> <:p> "a"@en .`, `<:s> <:q> "b"@en .`, `<:s> <:q> "c"@fr-CA .`, `<:s> <:q> "d" .`, `<:s> <:r> "e"^^<:t> .`}},
		{"language with an underscore", `<rdf:Description rdf:about="s"><ex:q xml:lang="en_US">b</ex:q></rdf:Description>`, []string{`<:s> <:q> "b"@en-US .`}},
		{"datatype", `<rdf:Description rdf:about="s"><ex:p rdf:datatype="http://www.w3.org/2001/XMLSchema#string">a</ex:p><ex:p rdf:datatype="#t"/></rdf:Description>`, []string{`<:s> <:p> "a" .`, `<:s> <:p> ""^^<:doc#t> .`}},
		{"parseType Resource", `<rdf:Description rdf:about="s"><ex:p rdf:parseType="Resource"><ex:q>a</ex:q><ex:r rdf:parseType="Resource"/></ex:p></rdf:Description>`, []string{`<:s> <:p> _:x .`, `_:x <:q> "a" .`, `_:x <:r> _:y .`}},
		{"parseType Collection", `<rdf:Description rdf:about="s"><ex:p rdf:parseType="Collection"><ex:C rdf:about="a"/> <rdf:Description rdf:about="b"/></ex:p><ex:q rdf:parseType="Collection"/></rdf:Description>`, []string{
			`<:s> <:p> _:1 .`, `_:1 <rdf:first> <:a> .`, `<:a> <rdf:type> <:C> .`, `_:1 <rdf:rest> _:2 .`, `_:2 <rdf:first> <:b> .`, `_:2 <rdf:rest> <rdf:nil> .`, `<:s> <:q> <rdf:nil> .`}},
		{"containers", `<rdf:Seq rdf:about="s"><rdf:li>a</rdf:li><rdf:_5>b</rdf:_5><rdf:li><rdf:Bag><rdf:li rdf:resource="c"/></rdf:Bag></rdf:li></rdf:Seq>`, []string{
			`<:s> <rdf:type> <rdf:Seq> .`, `<:s> <rdf:_1> "a" .`, `<:s> <rdf:_5> "b" .`, `<:s> <rdf:_2> _:x .`, `_:x <rdf:type> <rdf:Bag> .`, `_:x <rdf:_1> <:c> .`}},
		{"reification", `<rdf:Description rdf:about="s"><ex:p rdf:ID="r">a</ex:p></rdf:Description>`, []string{
			`<:s> <:p> "a" .`, `<:doc#r> <rdf:type> <rdf:Statement> .`, `<:doc#r> <rdf:subject> <:s> .`, `<:doc#r> <rdf:predicate> <:p> .`, `<:doc#r> <rdf:object> "a" .`}},
		{"reification of a collection", `<rdf:Description rdf:about="s"><ex:p rdf:ID="r" rdf:parseType="Collection"/></rdf:Description>`, []string{
			`<:s> <:p> <rdf:nil> .`, `<:doc#r> <rdf:type> <rdf:Statement> .`, `<:doc#r> <rdf:subject> <:s> .`, `<:doc#r> <rdf:predicate> <:p> .`, `<:doc#r> <rdf:object> <rdf:nil> .`}},
		{"attributes of XML", `<rdf:Description rdf:about="s" xml:space="preserve" xmlfoo="a"><ex:p xml:id="b" xml:foo="c">d</ex:p></rdf:Description>`, []string{`<:s> <:p> "d" .`}},
		{"words without a prefix", `<rdf:Description about="s" type="t"><ex:p resource="o"/><ex:q ID="r"/></rdf:Description>`, []string{
			`<:s> <rdf:type> <:t> .`, `<:s> <:p> <:o> .`, `<:s> <:q> "" .`, `<:doc#r> <rdf:type> <rdf:Statement> .`, `<:doc#r> <rdf:subject> <:s> .`, `<:doc#r> <rdf:predicate> <:q> .`, `<:doc#r> <rdf:object> "" .`}},
		{"default namespace", `<C xmlns="http://example.org/n#" rdf:about="s"><p>a</p></C>`, []string{`<:s> <rdf:type> <:n#C> .`, `<:s> <:n#p> "a" .`}},
		{"prefix declared anew", `<ex:C xmlns:ex="http://example.org/n#" rdf:about="s"/><ex:C rdf:about="s"/>`, []string{`<:s> <rdf:type> <:n#C> .`, `<:s> <rdf:type> <:C> .`}},
		{"what IRIs cannot hold", `<rdf:Description rdf:about=" http://example.org/a b{c} "><ex:p rdf:resource="&lt;&#10;"/></rdf:Description>`, []string{`<:a%20b%7Bc%7D> <:p> <:%3C%0A> .`}},
		{"names beyond ASCII", `<ex:Köpfe rdf:about="s"><ex:日本>a</ex:日本></ex:Köpfe>`, []string{`<:s> <rdf:type> <:Köpfe> .`, `<:s> <:日本> "a" .`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			check(t, RDFXML, xmlRoot+test.body+"</rdf:RDF>", test.want...)
		})
	}
}

func TestXMLLiteral(t *testing.T) {
	for in, want := range map[string]string{
		``:                              ``,
		`a &lt; b &amp; c > d "e"`:      `a &lt; b &amp; c &gt; d "e"`,
		`<br/>`:                         `<br></br>`,
		`<b a='&lt;&amp;'/>`:            `<b a="&lt;&amp;"></b>`,
		`<b z="1" a='2"'  >x</b >`:      `<b a="2&quot;" z="1">x</b>`,
		`<ex:b ex:c="d"><ex:e/></ex:b>`: `<ex:b xmlns:ex="http://example.org/" ex:c="d"><ex:e></ex:e></ex:b>`,
		`<b xmlns="http://example.org/n#"><c xmlns=""/><d/></b>`:  `<b xmlns="http://example.org/n#"><c xmlns=""></c><d></d></b>`,
		`<b xmlns:un="http://example.org/used" xml:lang="en"/>`:   `<b xml:lang="en"></b>`,
		`a<!-- b -->c<?d  e?><?f?>`:                               `a<!-- b -->c<?d e?><?f?>`,
		`<![CDATA[<b>&]]>`:                                        `&lt;b&gt;&amp;`,
		"a\r\nb<b c='d\ne&#10;&#9;&#13;'/>&#13;":                  "a\nb<b c=\"d e&#xA;&#x9;&#xD;\"></b>&#xD;",
		`<ex:a xmlns:z="z:" xmlns:y="y:" z:a="1" y:a="2" b="3"/>`: `<ex:a xmlns:ex="http://example.org/" xmlns:y="y:" xmlns:z="z:" b="3" y:a="2" z:a="1"></ex:a>`,
	} {
		for _, parseType := range []string{"Literal", "unknown", ""} {
			got := mustRead(t, RDFXML, xmlRoot+`<rdf:Description><ex:p xml:lang="de" rdf:parseType="`+parseType+`">`+in+`</ex:p></rdf:Description></rdf:RDF>`)
			if object := literalTerm(want, rdfXMLLiteral); len(got) != 1 || got[0].Object != object {
				t.Errorf("%s\ngot  %v\nwant %v", in, got, object)
			}
		}
	}
}

func TestRootIsANode(t *testing.T) {
	check(t, RDFXML, `<?xml version="1.0"?><!-- a --><C xmlns="http://example.org/" xml:base="http://example.org/d/"><p>o</p></C><!-- b -->`, `_:x <rdf:type> <:C> .`, `_:x <:p> "o" .`)
}

func TestSchemaLocation(t *testing.T) {
	check(t, RDFXML, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"/>`)
}

func TestEntities(t *testing.T) {
	const document = `<?xml version="1.0"?>
<!DOCTYPE rdf:RDF PUBLIC "-//a>b//" "http://example.org/x.dtd" [
	<!-- <!ENTITY comment "]>"> -->
	<?pi ]> ?>
	<!ELEMENT rdf:RDF ANY>
	<!ATTLIST rdf:RDF xmlns:ex CDATA #IMPLIED>
	<!NOTATION n SYSTEM "x>">
	<!ENTITY ns 'http://example.org/' >
	<!ENTITY ns "the second does not hold">
	<!ENTITY part "&ns;part#">
	<!ENTITY forward "&later;!">
	<!ENTITY later "l&#97;ter &amp;&#38;lt;">
	<!ENTITY lines "a` + "\r\n" + `b">
]>
` + xmlRoot + `<rdf:Description rdf:about="&part;s"><ex:p rdf:resource="&ns;o"/><ex:q>&forward;</ex:q><ex:r>&lines;</ex:r><ex:r ex:x="&lines;"/></rdf:Description></rdf:RDF>`
	check(t, RDFXML, document, `<:part#s> <:p> <:o> .`, `<:part#s> <:q> "later &<!" .`, `<:part#s> <:r> "a\nb" .`, `<:part#s> <:r> _:x .`, `_:x <:x> "a b" .`)
}
