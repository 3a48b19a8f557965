package rdf

import "strconv"

// propertyElements reads the properties of subject, up to the end of its
// element.
func (p *rdfXML) propertyElements(sc scope, subject Term) error {
	for members := 0; ; {
		if err := p.nextElement(); err != nil {
			return err
		}
		if p.kind == xmlEnd {
			return nil
		}
		if p.name.space == rdfNS && !isPropertyName(string(p.name.local)) {
			return p.wrong("%v cannot stand for a property", p.name)
		}
		predicate, err := p.iri(&p.name)
		if err != nil {
			return err
		}
		if p.isRDF("li") {
			members++
			predicate = member(members)
		}
		if err := p.propertyElement(sc, &arc{subject: subject, predicate: predicate, line: p.tokenLine}); err != nil {
			return err
		}
	}
}

// isPropertyName reports whether rdf:local may be the name of a property element.
func isPropertyName(local string) bool {
	return local == "li" || local != "Description" && isNodeName(local)
}

// member returns the property that the nth rdf:li of an element stands for.
func member(n int) Term { return iriTerm(rdfNS + "_" + strconv.Itoa(n)) }

// A propertyTag is what the attributes of a property element say.
type propertyTag struct {
	object     Term // by rdf:resource or rdf:nodeID
	hasObject  bool
	parseType  string
	datatype   string
	typed      bool // whether there is a datatype
	attributes bool // whether there are properties of the object
}

func (p *rdfXML) propertyElement(sc scope, a *arc) error {
	sc, err := p.within(sc)
	if err != nil {
		return err
	}
	tag, err := p.propertyTag(sc, a)
	if err != nil {
		return err
	}
	switch {
	case tag.parseType != "":
		return p.parsedProperty(sc, a, tag.parseType)
	case tag.hasObject || tag.attributes:
		return p.emptyProperty(sc, a, tag)
	}
	return p.contentProperty(sc, a, tag)
}

// propertyTag reads the attributes of the tag read last and checks that they go
// together.
func (p *rdfXML) propertyTag(sc scope, a *arc) (propertyTag, error) {
	var tag propertyTag
	var err error
	objects := 0
	for i := range p.attrs {
		attr := &p.attrs[i]
		switch p.word(attr) {
		case wordID:
			a.statement, err = p.takeID(sc, attr.value)
		case wordResource:
			tag.object = iriTerm(p.attributeIRI(sc, attr.value))
			objects++
		case wordNodeID:
			tag.object, err = p.blank(attr.value)
			objects++
		case wordDatatype:
			tag.datatype, tag.typed = p.attributeIRI(sc, attr.value), true
		case wordParseType:
			tag.parseType = p.intern(attr.value)
			if tag.parseType == "" {
				tag.parseType = "Literal"
			}
		case wordType:
			tag.attributes = true
		case wordNone:
			tag.attributes = tag.attributes || !isXMLName(attr)
		default:
			err = p.wrong("the attribute %v cannot stand on a property element", attr)
		}
		if err != nil {
			return tag, err
		}
	}
	tag.hasObject = objects > 0
	switch {
	case objects > 1:
		err = p.wrong("a property element has only one of rdf:resource and rdf:nodeID")
	case tag.parseType != "" && (tag.hasObject || tag.typed || tag.attributes):
		err = p.wrong("rdf:parseType goes with no other attribute than rdf:ID")
	case tag.typed && (tag.hasObject || tag.attributes):
		err = p.wrong("rdf:datatype goes with no other attribute than rdf:ID")
	}
	return tag, err
}

// emptyProperty reads a property whose object its attributes give or describe.
func (p *rdfXML) emptyProperty(sc scope, a *arc, tag propertyTag) error {
	object := tag.object
	if !tag.hasObject {
		object = p.newBlank()
	}
	if err := p.complete(a, object); err != nil {
		return err
	}
	if err := p.propertyAttributes(sc, object); err != nil {
		return err
	}
	if err := p.nextElement(); err != nil {
		return err
	}
	if p.kind != xmlEnd {
		return p.wrong("a property element has either content or attributes for its object")
	}
	return nil
}

// contentProperty reads a property whose object is a text or one node element.
func (p *rdfXML) contentProperty(sc scope, a *arc, tag propertyTag) error {
	p.content = p.content[:0]
	for {
		if err := p.next(); err != nil {
			return err
		}
		switch p.kind {
		case xmlText:
			if p.content = append(p.content, p.text...); len(p.content) > maxToken {
				return p.wrong("%w", errTooLong)
			}
		case xmlStart:
			if tag.typed || !isSpace(p.content) {
				return p.wrong("the element %v cannot stand in a literal", p.name)
			}
			if err := p.nodeElement(sc, a); err != nil {
				return err
			}
			return p.endProperty()
		case xmlEnd:
			object := Term{Kind: Literal, Value: string(p.content), Lang: sc.lang}
			if tag.typed {
				object = literalTerm(object.Value, tag.datatype)
			}
			return p.complete(a, object)
		}
	}
}

// endProperty reads the end of a property after its object.
func (p *rdfXML) endProperty() error {
	if err := p.nextElement(); err != nil {
		return err
	}
	if p.kind != xmlEnd {
		return p.wrong("a property has one object: the element %v is a second one", p.name)
	}
	return nil
}

// parsedProperty reads a property with rdf:parseType. Values that RDF does not
// know mean Literal.
func (p *rdfXML) parsedProperty(sc scope, a *arc, parseType string) error {
	switch parseType {
	case "Resource":
		object := p.newBlank()
		if err := p.complete(a, object); err != nil {
			return err
		}
		return p.propertyElements(sc, object)
	case "Collection":
		return p.collection(sc, a)
	}
	value, err := p.xmlLiteral()
	if err != nil {
		return err
	}
	return p.complete(a, literalTerm(value, rdfXMLLiteral))
}

// collection reads node elements as the items of a list.
func (p *rdfXML) collection(sc scope, a *arc) error {
	for {
		if err := p.nextElement(); err != nil {
			return err
		}
		if p.kind == xmlEnd {
			return p.complete(a, iriTerm(rdfNil))
		}
		node := p.newBlank()
		if err := p.complete(a, node); err != nil {
			return err
		}
		if err := p.nodeElement(sc, &arc{subject: node, predicate: iriTerm(rdfFirst), line: p.tokenLine}); err != nil {
			return err
		}
		a = &arc{subject: node, predicate: iriTerm(rdfRest), line: p.tokenLine}
	}
}
