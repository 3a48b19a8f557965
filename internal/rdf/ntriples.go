package rdf

import "io"

// An ntriples reads N-Triples: https://www.w3.org/TR/n-triples/.
type ntriples struct {
	lexer
	emitter
}

func readNTriples(r io.Reader, out emitter) error {
	n := &ntriples{lexer: newLexer(r), emitter: out}
	for {
		if err := n.space(); err != nil {
			return err
		}
		if !n.has(0) {
			return n.whole(0)
		}
		if err := n.triple(); err != nil {
			return err
		}
		if n.gap(); n.has(0) && n.at(0) != '\n' && n.at(0) != '\r' && n.at(0) != '#' {
			return n.unexpected(0, "the end of the line")
		}
	}
}

// gap passes white space within a line.
func (n *ntriples) gap() {
	for n.at(0) == ' ' || n.at(0) == '\t' {
		n.pos++
	}
}

func (n *ntriples) triple() error {
	line := n.line
	subject, err := n.node("a subject")
	if err != nil {
		return err
	}
	n.gap()
	predicate, err := n.absolute("a predicate")
	if err != nil {
		return err
	}
	n.gap()
	object, err := n.object()
	if err != nil {
		return err
	}
	n.gap()
	if n.at(0) != '.' {
		return n.unexpected(0, `"." after the object`)
	}
	n.pos++
	return n.emit(subject, iriTerm(predicate), object, line)
}

// node reads an IRI or a blank node.
func (n *ntriples) node(expected string) (Term, error) {
	if n.at(0) == '_' {
		return n.label()
	}
	iri, err := n.absolute(expected)
	return iriTerm(iri), err
}

func (n *ntriples) object() (Term, error) {
	if n.at(0) != '"' {
		return n.node("an object")
	}
	value, err := n.quoted('"')
	if err != nil {
		return Term{}, err
	}
	return n.literalOf(value, func() (string, error) { return n.absolute("a datatype") })
}

// absolute reads an IRI that must have a scheme.
func (n *ntriples) absolute(expected string) (string, error) {
	line, column := n.line, n.pos-n.start+1
	iri, err := n.iriRef(expected)
	if err != nil {
		return "", err
	}
	if schemeLen(iri) == 0 {
		return "", &Error{line, column, errRelative}
	}
	return n.intern(iri), nil
}
