// Package rdf reads RDF documents as streams of triples: RDF/XML, Turtle 1.1,
// N-Triples and JSON-LD. It also writes N-Triples, and has the pieces that a
// writer of Turtle needs.
//
// All but JSON-LD are read through a window of bounded size. The memory that
// takes depends on the longest token of a document and on the names that have
// to be remembered, its prefixes and every rdf:ID, but not on its length. What
// makes a document unreasonable to read (elements nested a thousand deep, a
// literal of 16 MB, entities that blow up) is refused with the line and column
// where it stands. JSON-LD is read whole, up to 64 MB. Nothing is ever fetched:
// no DTD, no external entity, no remote context.
//
// A triple read is well formed: its IRIs hold no character that an IRI may not
// hold, its language tags and blank node labels can be written as they are, and
// its strings are valid UTF-8. Whether IRIs and datatypes mean anything is not
// checked.
package rdf

import (
	"errors"
	"fmt"
	"io"
	"iter"
)

// A Kind says what a Term is.
type Kind uint8

const (
	IRI Kind = iota
	Blank
	Literal
)

// A Term is a node of an RDF graph, or the name of an edge. Two terms of one
// document are the same exactly if they are ==.
type Term struct {
	Kind Kind

	// Value is the IRI, the text of the literal, or the label of the blank
	// node without "_:". A label is unique in its document: no two blank nodes
	// share one, be they named in the document or not.
	Value string

	// Lang is the language tag of a literal, or "". It is as it was written
	// but for "_", which becomes "-", and for JSON-LD, where it is lower case.
	Lang string

	// Datatype is the IRI of a literal's datatype. It is "" for xsd:string,
	// and for literals with a language tag.
	Datatype string
}

// A Triple is a statement: Subject has Object as a value of Predicate.
type Triple struct {
	Subject, Predicate, Object Term

	// Line is where the object begins, or the element that stands for the
	// statement in RDF/XML. The lines of a document's triples never descend.
	// JSON-LD has none: there it is 0.
	Line int
}

// The limits of what is read. A document that goes beyond one of them is
// refused.
const (
	maxToken      = 16 << 20 // bytes of a literal, a tag, a comment
	maxDepth      = 1000     // elements, collections, property lists, JSON values inside one another
	maxBase       = 2 << 10  // bytes of a base, or of the namespace of a prefix
	maxName       = 4 << 10  // bytes of an XML name
	maxAttributes = 256      // of an element
	maxNamespaces = 1000     // prefixes in scope at one place
	maxJSON       = 64 << 20 // bytes of a JSON-LD document, which is read whole
)

const (
	rdfNS         = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfType       = rdfNS + "type"
	rdfFirst      = rdfNS + "first"
	rdfRest       = rdfNS + "rest"
	rdfNil        = rdfNS + "nil"
	rdfXMLLiteral = rdfNS + "XMLLiteral"
	rdfLangString = rdfNS + "langString"

	xsdNS      = "http://www.w3.org/2001/XMLSchema#"
	xsdString  = xsdNS + "string"
	xsdBoolean = xsdNS + "boolean"
	xsdInteger = xsdNS + "integer"
	xsdDecimal = xsdNS + "decimal"
	xsdDouble  = xsdNS + "double"
)

func iriTerm(iri string) Term { return Term{Kind: IRI, Value: iri} }

// literalTerm is a literal without a language tag.
func literalTerm(value, datatype string) Term {
	if datatype == xsdString {
		datatype = ""
	}
	return Term{Kind: Literal, Value: value, Datatype: datatype}
}

// An Error says where a document is wrong, and how.
type Error struct {
	// Line and Column count from 1; a line ends with "\n", a column is a byte
	// of the document in UTF-8. They are 0 where the place is not known.
	Line, Column int
	Err          error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Err.Error()
	}
	return fmt.Sprintf("%d:%d: %v", e.Line, e.Column, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Read returns the triples of the document r, in its order. The sequence ends
// with the document or after the first error, which is an *Error. It can be
// ranged over once, and reads r somewhat further than the triple it is at.
// Nothing is left out of a document without an error, but for what JSON-LD says
// is no RDF. The named graphs of JSON-LD count as parts of the one graph, and a
// triple that stands there twice comes twice.
//
// A document is UTF-8, or UTF-16 if it begins with a byte order mark; RDF/XML
// may declare some other encodings. Relative IRIs are resolved against the base
// that the document states, else against base, an absolute IRI or "". Without
// any base they stay as they are written, except in N-Triples, which has none.
// What an IRI cannot hold is an error in Turtle and N-Triples, as their grammars
// have it, and percent-encoded in RDF/XML and JSON-LD.
func Read(r io.Reader, f Format, base string) iter.Seq2[Triple, error] {
	return func(yield func(Triple, error) bool) {
		err := read(r, f, base, emitter{yield: yield})
		if err != nil && err != errStopped {
			yield(Triple{}, err)
		}
	}
}

func read(r io.Reader, f Format, base string, out emitter) error {
	b, err := newBase(base)
	if err != nil {
		return &Error{Err: err}
	}
	switch f {
	case RDFXML:
		return readRDFXML(r, b, out)
	case Turtle:
		return readTurtle(r, b, out)
	case NTriples:
		return readNTriples(r, out)
	case JSONLD:
		return readJSONLD(r, b, out)
	}
	return &Error{Err: fmt.Errorf("there is no reader for %v", f)}
}

// errStopped is what readers return once the caller wants no more triples.
var errStopped = errors.New("reading was broken off")

// An emitter hands triples to the caller and numbers blank nodes.
type emitter struct {
	yield  func(Triple, error) bool
	blanks int
}

func (e *emitter) emit(subject, predicate, object Term, line int) error {
	if !e.yield(Triple{subject, predicate, object, line}, nil) {
		return errStopped
	}
	return nil
}
