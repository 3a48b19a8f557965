package rdf

import "io"

// A turtle reads Turtle 1.1: https://www.w3.org/TR/turtle/.
type turtle struct {
	lexer
	emitter
	base     *base
	prefixes map[string]string
	depth    int
}

func readTurtle(r io.Reader, b *base, out emitter) error {
	t := &turtle{lexer: newLexer(r), emitter: out, base: b, prefixes: make(map[string]string)}
	for {
		if err := t.space(); err != nil {
			return err
		}
		if !t.has(0) {
			return t.whole(0)
		}
		if err := t.statement(); err != nil {
			return err
		}
	}
}

func (t *turtle) statement() error {
	switch {
	case t.at(0) == '@':
		return t.atDirective()
	case t.keyword("prefix"):
		t.pos += len("prefix")
		return t.prefix()
	case t.keyword("base"):
		t.pos += len("base")
		return t.setBase()
	}
	subject, complete, err := t.subject()
	if err != nil {
		return err
	}
	if err := t.space(); err != nil {
		return err
	}
	if !complete || t.at(0) != '.' {
		if err := t.predicates(subject); err != nil {
			return err
		}
	}
	return t.dot()
}

// subject reads a subject with all that is nested in it. A property list in
// brackets is a statement already; what else there is needs predicates.
func (t *turtle) subject() (subject Term, complete bool, err error) {
	switch t.at(0) {
	case '_':
		subject, err = t.label()
	case '[':
		subject = t.newBlank()
		complete, err = t.propertyList(subject)
	case '(':
		subject, err = t.collection()
	default:
		var iri string
		iri, err = t.iri("a subject")
		subject = iriTerm(iri)
	}
	return subject, complete, err
}

// predicates reads predicates with their objects, up to what ends them.
func (t *turtle) predicates(subject Term) error {
	for {
		predicate, err := t.verb()
		if err != nil {
			return err
		}
		if err := t.objects(subject, predicate); err != nil {
			return err
		}
		if t.at(0) != ';' {
			return nil
		}
		for t.at(0) == ';' {
			t.pos++
			if err := t.space(); err != nil {
				return err
			}
		}
		if c := t.at(0); c == '.' || c == ']' {
			return nil
		}
	}
}

func (t *turtle) verb() (Term, error) {
	if t.at(0) == 'a' {
		if r, size := t.runeAt(1); size > 0 && r != ':' && r != '.' && !isNameChar(r) {
			t.pos++
			return iriTerm(rdfType), nil
		}
	}
	iri, err := t.iri("a predicate")
	return iriTerm(iri), err
}

// objects reads objects separated by commas, and the space after them.
func (t *turtle) objects(subject, predicate Term) error {
	for {
		if err := t.space(); err != nil {
			return err
		}
		if err := t.object(subject, predicate); err != nil {
			return err
		}
		if err := t.space(); err != nil {
			return err
		}
		if t.at(0) != ',' {
			return nil
		}
		t.pos++
	}
}

// object reads one object with all that is nested in it.
func (t *turtle) object(subject, predicate Term) error {
	line := t.line
	switch t.at(0) {
	case '[':
		object := t.newBlank()
		if err := t.emit(subject, predicate, object, line); err != nil {
			return err
		}
		_, err := t.propertyList(object)
		return err
	case '(':
		if err := t.enter(); err != nil {
			return err
		}
		return t.items(subject, predicate, line)
	}
	object, err := t.wholeObject()
	if err != nil {
		return err
	}
	return t.emit(subject, predicate, object, line)
}

// dot reads the end of a statement.
func (t *turtle) dot() error {
	if err := t.space(); err != nil {
		return err
	}
	if t.at(0) != '.' {
		return t.unexpected(0, `"." at the end of the statement`)
	}
	t.pos++
	return nil
}
