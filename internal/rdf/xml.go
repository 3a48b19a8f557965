package rdf

import (
	"bytes"
	"fmt"
	"io"
)

// An xmlScanner reads the tokens of an XML document: XML 1.0 (fifth edition)
// with namespaces. It checks that the document is well formed, except within
// comments, processing instructions and the declarations of a DOCTYPE that it
// passes over. Every token is held whole in the window, which bounds it.
//
// It is here because encoding/xml puts no bound on the length of a token, gives
// attributes no place, passes over what namespaces forbid, and takes for its raw
// tokens alone two or three times as long as all of this reader.
type xmlScanner struct {
	window
	interner
	namespaces
	entities map[string]*xmlEntity
	expanded int // bytes that references to entities have stood for so far

	// The token read last. Its slices stay until next is called.
	kind                   xmlKind
	name                   xmlName   // of an element; the target of a processing instruction
	attrs                  []xmlAttr // of a start tag, without those that declare namespaces
	text                   []byte    // of a text, comment or processing instruction; the name of an end tag
	tokenLine, tokenColumn int       // where it begins

	names   []byte // of the elements that are open, one after the other
	open    []openElement
	closing bool // whether a tag like <a/> is half read
	rooted  bool // whether the root has begun
	typed   bool // whether there was a DOCTYPE
	decoded []byte
}

type xmlKind uint8

const (
	xmlEOF xmlKind = iota
	xmlStart
	xmlEnd
	xmlText
	xmlComment
	xmlInstruction
)

// An xmlName is the name of an element or attribute; space is the IRI of its
// namespace or "".
type xmlName struct {
	prefix, local []byte
	space         string
}

// String returns the name as the document has it.
func (n xmlName) String() string {
	if len(n.prefix) == 0 {
		return string(n.local)
	}
	return string(n.prefix) + ":" + string(n.local)
}

type xmlAttr struct {
	xmlName
	value []byte // with references replaced and white space made spaces
	at    int    // bytes from the beginning of the tag
}

type openElement struct {
	name     int // where in names its name begins
	bindings int // how many namespaces were declared outside of it
	line     int
}

func newXMLScanner(r io.Reader) (*xmlScanner, error) {
	r, decoded, err := decodeXML(r)
	if err != nil {
		return nil, &Error{1, 1, err}
	}
	x := &xmlScanner{window: newWindow(r), interner: newInterner()}
	x.replaced = x.replaced || decoded
	return x, nil
}

// next reads a token.
func (x *xmlScanner) next() error {
	if x.closing {
		x.closing = false
		x.close()
		return nil
	}
	x.tokenLine, x.tokenColumn = x.line, x.pos-x.start+1
	if !x.has(0) {
		return x.end()
	}
	if x.buf[x.pos] != '<' {
		return x.scanText()
	}
	switch x.at(1) {
	case '/':
		return x.endTag()
	case '?':
		return x.instruction()
	case '!':
		switch {
		case x.startsWith(2, "--"):
			return x.comment()
		case x.startsWith(2, "[CDATA["):
			return x.cdata()
		case x.startsWith(2, "DOCTYPE"):
			return x.doctype()
		}
		return x.errorAt(0, "this is neither a comment nor CDATA nor a DOCTYPE")
	}
	return x.startTag()
}

// end is the end of the document, where it should be.
func (x *xmlScanner) end() error {
	switch {
	case x.err != io.EOF:
		return x.ended("")
	case len(x.open) > 0:
		e := x.open[len(x.open)-1]
		return x.errorAt(0, "the document ends inside the element %s of line %d", x.names[e.name:], e.line)
	case !x.rooted:
		return x.errorAt(0, "the document has no element")
	}
	x.kind = xmlEOF
	return nil
}

// wrong is an error about the token read last.
func (x *xmlScanner) wrong(format string, args ...any) error {
	return &Error{x.tokenLine, x.tokenColumn, fmt.Errorf(format, args...)}
}

// endTag reads </name>.
func (x *xmlScanner) endTag() error {
	n := x.find(2, ">")
	if n < 0 {
		return x.ended("the end tag that begins here has no end")
	}
	name := bytes.TrimRight(x.token(n)[2:], " \t\r\n")
	if len(x.open) == 0 {
		return x.errorAt(0, "the end tag of %q, which has no start tag", clip(name))
	}
	if e := x.open[len(x.open)-1]; !bytes.Equal(name, x.names[e.name:]) {
		return x.errorAt(0, "the end tag of %q inside the element %s of line %d", clip(name), x.names[e.name:], e.line)
	}
	x.pass(n + 1)
	x.close()
	return nil
}

// clip shortens what an error quotes.
func clip(b []byte) []byte { return b[:min(len(b), 80)] }

// close ends the innermost element.
func (x *xmlScanner) close() {
	e := x.open[len(x.open)-1]
	x.kind, x.text = xmlEnd, x.names[e.name:]
	x.open = x.open[:len(x.open)-1]
	x.names = x.names[:e.name]
	x.bindings = x.bindings[:e.bindings]
}

// comment reads <!-- … -->.
func (x *xmlScanner) comment() error {
	n := x.find(4, "--")
	if n < 0 {
		return x.ended("the comment that begins here has no end")
	}
	if x.at(n+2) != '>' {
		return x.errorAt(n, `a comment must not hold "--"`)
	}
	x.kind, x.text = xmlComment, x.token(n)[4:]
	x.pass(n + 3)
	return nil
}

// instruction reads <?target …?>, and the XML declaration as if it were one.
func (x *xmlScanner) instruction() error {
	n := x.find(2, "?>")
	if n < 0 {
		return x.ended("the processing instruction that begins here has no end")
	}
	b := x.token(n)[2:]
	size := xmlNameLen(b)
	if size == 0 || size < len(b) && !isXMLSpace(b[size]) {
		return x.errorAt(2, "expected the name of a processing instruction")
	}
	if bytes.EqualFold(b[:size], []byte("xml")) && (x.tokenLine > 1 || x.tokenColumn > 1) {
		return x.errorAt(0, "an XML declaration must be the first thing in a document")
	}
	x.kind, x.name = xmlInstruction, xmlName{local: b[:size]}
	x.text = bytes.TrimLeft(b[size:], " \t\r\n")
	x.pass(n + 2)
	return nil
}

func isXMLSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isSpace reports whether b is nothing but white space.
func isSpace(b []byte) bool {
	for _, c := range b {
		if !isXMLSpace(c) {
			return false
		}
	}
	return true
}
