package rdf

// nodeElement reads an element that stands for a node, which is the object of
// in, if in is not nil.
func (p *rdfXML) nodeElement(sc scope, in *arc) error {
	sc, err := p.within(sc)
	if err != nil {
		return err
	}
	if p.name.space == rdfNS && !isNodeName(string(p.name.local)) {
		return p.wrong("%v cannot stand for a node", p.name)
	}
	class, err := p.iri(&p.name)
	if err != nil {
		return err
	}
	subject, err := p.subject(sc)
	if err != nil {
		return err
	}
	if in != nil {
		if err := p.complete(in, subject); err != nil {
			return err
		}
	}
	if !p.isRDF("Description") {
		if err := p.emit(subject, iriTerm(rdfType), class, p.tokenLine); err != nil {
			return err
		}
	}
	if err := p.propertyAttributes(sc, subject); err != nil {
		return err
	}
	return p.propertyElements(sc, subject)
}

// isNodeName reports whether rdf:local may be the type of a node element:
// whether it is none of the words of the syntax, past or present.
func isNodeName(local string) bool {
	switch local {
	case "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype",
		"li", "aboutEach", "aboutEachPrefix", "bagID":
		return false
	}
	return true
}

// subject returns the node that the tag read last stands for.
func (p *rdfXML) subject(sc scope) (Term, error) {
	var subject Term
	var err error
	found := 0
	for i := range p.attrs {
		a := &p.attrs[i]
		switch p.word(a) {
		case wordAbout:
			subject = iriTerm(p.attributeIRI(sc, a.value))
		case wordNodeID:
			subject, err = p.blank(a.value)
		case wordID:
			var iri string
			iri, err = p.takeID(sc, a.value)
			subject = iriTerm(iri)
		case wordNone, wordType:
			continue
		default:
			return subject, p.wrong("the attribute %v cannot stand on a node element", a)
		}
		if found++; err != nil {
			return subject, err
		}
	}
	switch found {
	case 0:
		return p.newBlank(), nil
	case 1:
		return subject, nil
	}
	return subject, p.wrong("an element has only one of rdf:about, rdf:ID and rdf:nodeID")
}

// propertyAttributes states the properties that the attributes of the tag read
// last stand for.
func (p *rdfXML) propertyAttributes(sc scope, subject Term) error {
	for i := range p.attrs {
		a := &p.attrs[i]
		var object Term
		var err error
		predicate := iriTerm(rdfType)
		switch p.word(a) {
		case wordType:
			object = iriTerm(p.attributeIRI(sc, a.value))
		case wordNone:
			if isXMLName(a) {
				continue
			}
			object = Term{Kind: Literal, Value: string(a.value), Lang: sc.lang}
			predicate, err = p.iri(&a.xmlName)
		default:
			continue
		}
		if err == nil {
			err = p.emit(subject, predicate, object, p.tokenLine)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A word is an attribute that the syntax gives a meaning.
type word uint8

const (
	wordNone word = iota // a property, or an attribute that XML keeps to itself
	wordAbout
	wordID
	wordNodeID
	wordResource
	wordParseType
	wordDatatype
	wordType
	wordForbidden
)

// word returns the meaning of an attribute. A few need no prefix, as in the
// first RDF/XML; others must have one.
func (p *rdfXML) word(a *xmlAttr) word {
	if a.space != rdfNS && a.space != "" {
		return wordNone
	}
	switch string(a.local) {
	case "about":
		return wordAbout
	case "ID":
		return wordID
	case "resource":
		return wordResource
	case "parseType":
		return wordParseType
	case "type":
		return wordType
	}
	if a.space == "" {
		if isXMLName(a) {
			return wordNone
		}
		return wordForbidden
	}
	switch string(a.local) {
	case "nodeID":
		return wordNodeID
	case "datatype":
		return wordDatatype
	case "RDF", "Description", "li", "aboutEach", "aboutEachPrefix", "bagID":
		return wordForbidden
	}
	return wordNone
}

// isXMLName reports whether XML keeps an attribute's name to itself: those with
// the prefix xml, and those without one that begin like it.
func isXMLName(a *xmlAttr) bool {
	return a.space == xmlNS ||
		a.space == "" && len(a.local) >= 3 && a.local[0]|0x20 == 'x' && a.local[1]|0x20 == 'm' && a.local[2]|0x20 == 'l'
}
