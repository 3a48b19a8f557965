package rdf

import (
	"bytes"
	"io"
)

// An rdfXML reads RDF/XML: https://www.w3.org/TR/rdf-syntax-grammar/. Its
// methods are the productions of that grammar; each is called with the start
// tag as the token read last, and leaves with the end tag as that.
type rdfXML struct {
	*xmlScanner
	emitter
	ids     map[[2]string]struct{} // every base and rdf:ID that came with it
	content []byte                 // of the property being read
	markup  []byte                 // of the XML literal being read
}

// A scope is what elements inherit from those around them.
type scope struct {
	base *base
	lang string
}

// An arc is a statement that waits for its object.
type arc struct {
	subject, predicate Term
	line               int
	statement          string // the IRI that rdf:ID gives it, or ""
}

func readRDFXML(r io.Reader, b *base, out emitter) error {
	x, err := newXMLScanner(r)
	if err != nil {
		return err
	}
	p := &rdfXML{xmlScanner: x, emitter: out, ids: make(map[[2]string]struct{})}
	for {
		if err := p.next(); err != nil {
			return err
		}
		switch p.kind {
		case xmlEOF:
			return nil
		case xmlStart:
			if err := p.root(scope{base: b}); err != nil {
				return err
			}
		}
	}
}

// root reads rdf:RDF, or the single node element that stands for it.
func (p *rdfXML) root(sc scope) error {
	if !p.isRDF("RDF") {
		return p.nodeElement(sc, nil)
	}
	sc, err := p.within(sc)
	if err != nil {
		return err
	}
	for i := range p.attrs {
		if a := &p.attrs[i]; a.space == rdfNS {
			return p.wrong("the attribute %v cannot stand on rdf:RDF", a)
		}
	}
	for {
		switch err := p.nextElement(); {
		case err != nil:
			return err
		case p.kind == xmlEnd:
			return nil
		}
		if err := p.nodeElement(sc, nil); err != nil {
			return err
		}
	}
}

// nextElement reads up to the next tag, over white space only.
func (p *rdfXML) nextElement() error {
	for {
		if err := p.next(); err != nil {
			return err
		}
		switch p.kind {
		case xmlStart, xmlEnd:
			return nil
		case xmlText:
			if !isSpace(p.text) {
				return p.wrong("text cannot stand between elements here: %q", clip(bytes.TrimSpace(p.text)))
			}
		}
	}
}

// isRDF reports whether the tag read last is rdf:local.
func (p *rdfXML) isRDF(local string) bool {
	return p.name.space == rdfNS && string(p.name.local) == local
}

// iri returns the IRI that a name stands for: the namespace and what follows
// the prefix, one after the other.
func (p *rdfXML) iri(n *xmlName) (Term, error) {
	switch {
	case n.space == "":
		return Term{}, p.wrong("the element %v is in no namespace", n)
	case schemeLen(n.space) == 0:
		return Term{}, p.wrong("the namespace %q of %v is not an absolute IRI", n.space, n)
	}
	p.decoded = append(append(p.decoded[:0], n.space...), n.local...)
	return iriTerm(p.intern(p.decoded)), nil
}

// within returns the scope inside the tag read last.
func (p *rdfXML) within(sc scope) (scope, error) {
	for i := range p.attrs {
		a := &p.attrs[i]
		if a.space != xmlNS {
			continue
		}
		switch string(a.local) {
		case "base":
			var err error
			if sc.base, err = sc.base.within(percentEncode(string(a.value))); err != nil {
				return sc, p.wrong("%w", err)
			}
		case "lang":
			tag := p.intern(a.value)
			if tag != "" {
				var ok bool
				if tag, ok = languageTag(tag); !ok {
					return sc, p.wrong("%q is not a language tag", clip(a.value))
				}
			}
			sc.lang = tag
		}
	}
	return sc, nil
}

// attributeIRI returns the IRI that a reference in an attribute stands for. White
// space around it does not count, and what IRIs cannot hold is percent-encoded.
func (p *rdfXML) attributeIRI(sc scope, ref []byte) string {
	for len(ref) > 0 && ref[0] == ' ' {
		ref = ref[1:]
	}
	for len(ref) > 0 && ref[len(ref)-1] == ' ' {
		ref = ref[:len(ref)-1]
	}
	for _, c := range ref {
		if !inIRI(c) {
			ref = appendPercentEncoded(nil, ref)
			break
		}
	}
	return p.resolve(sc.base, ref)
}

// takeID returns the IRI that an rdf:ID stands for, which no other may.
func (p *rdfXML) takeID(sc scope, id []byte) (string, error) {
	if !isNCName(id) {
		return "", p.wrong("rdf:ID must be a name, not %q", clip(id))
	}
	key := [2]string{"", string(id)}
	if sc.base != nil {
		key[0] = sc.base.document
	}
	if _, taken := p.ids[key]; taken {
		return "", p.wrong("a second rdf:ID=%q", clip(id))
	}
	p.ids[key] = struct{}{}
	return key[0] + "#" + key[1], nil
}

// blank returns the blank node of an rdf:nodeID.
func (p *rdfXML) blank(id []byte) (Term, error) {
	if !isNCName(id) {
		return Term{}, p.wrong("rdf:nodeID must be a name, not %q", clip(id))
	}
	return namedBlank(p.intern(id)), nil
}

// complete states an arc with its object, and if it has a name, that the name
// is the statement's.
func (p *rdfXML) complete(a *arc, object Term) error {
	if err := p.emit(a.subject, a.predicate, object, a.line); err != nil || a.statement == "" {
		return err
	}
	statement := iriTerm(a.statement)
	for _, part := range []struct {
		name   string
		object Term
	}{
		{"type", iriTerm(rdfNS + "Statement")},
		{"subject", a.subject},
		{"predicate", a.predicate},
		{"object", object},
	} {
		if err := p.emit(statement, iriTerm(rdfNS+part.name), part.object, a.line); err != nil {
			return err
		}
	}
	return nil
}
