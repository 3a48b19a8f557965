package rdf

// enter passes the bracket that opens a property list or collection.
func (t *turtle) enter() error {
	if t.depth++; t.depth > maxDepth {
		return t.errorAt(0, "this is nested more than %d deep", maxDepth)
	}
	t.pos++
	return nil
}

// leave passes the bracket that closes it.
func (t *turtle) leave() {
	t.depth--
	t.pos++
}

// propertyList reads the properties of a blank node in brackets, and reports
// whether there are any.
func (t *turtle) propertyList(subject Term) (some bool, err error) {
	if err := t.enter(); err != nil {
		return false, err
	}
	if err := t.space(); err != nil {
		return false, err
	}
	if t.at(0) == ']' {
		t.leave()
		return false, nil
	}
	if err := t.predicates(subject); err != nil {
		return false, err
	}
	if t.at(0) != ']' {
		return false, t.unexpected(0, `"]" after the properties`)
	}
	t.leave()
	return true, nil
}

// collection reads a collection that is a subject, and returns its first node.
func (t *turtle) collection() (Term, error) {
	if err := t.enter(); err != nil {
		return Term{}, err
	}
	if err := t.space(); err != nil {
		return Term{}, err
	}
	if t.at(0) == ')' {
		t.leave()
		return iriTerm(rdfNil), nil
	}
	head := t.newBlank()
	if err := t.object(head, iriTerm(rdfFirst)); err != nil {
		return Term{}, err
	}
	return head, t.items(head, iriTerm(rdfRest), t.line)
}

// items reads the rest of a collection, which is the object of subject and
// predicate and begins on the given line.
func (t *turtle) items(subject, predicate Term, line int) error {
	for {
		if err := t.space(); err != nil {
			return err
		}
		if t.at(0) == ')' {
			t.leave()
			return t.emit(subject, predicate, iriTerm(rdfNil), line)
		}
		node := t.newBlank()
		if err := t.emit(subject, predicate, node, line); err != nil {
			return err
		}
		if err := t.object(node, iriTerm(rdfFirst)); err != nil {
			return err
		}
		if err := t.space(); err != nil {
			return err
		}
		subject, predicate, line = node, iriTerm(rdfRest), t.line
	}
}
