package rdf

// wholeObject is simpleObject for an object that surely ends where it seems to.
func (t *turtle) wholeObject() (Term, error) {
	object, err := t.simpleObject()
	if err == nil {
		err = t.whole(0)
	}
	return object, err
}

// simpleObject reads an IRI, a blank node label or a literal.
func (t *turtle) simpleObject() (Term, error) {
	switch c := t.at(0); {
	case c == '"', c == '\'':
		return t.literal(c)
	case c == '_':
		return t.label()
	case isDigit(c), c == '+', c == '-', c == '.' && isDigit(t.at(1)):
		return t.number()
	case c == 't' && t.isWord("true"):
		t.pos += len("true")
		return literalTerm("true", xsdBoolean), nil
	case c == 'f' && t.isWord("false"):
		t.pos += len("false")
		return literalTerm("false", xsdBoolean), nil
	}
	iri, err := t.iri("an object")
	return iriTerm(iri), err
}

// isWord reports whether word stands here and is no prefix.
func (t *turtle) isWord(word string) bool {
	return t.startsWith(0, word) && t.prefixLen() == len(word) && t.at(len(word)) != ':'
}

// literal reads a literal in quotes.
func (t *turtle) literal(quote byte) (Term, error) {
	read := t.quoted
	if t.at(1) == quote && t.at(2) == quote {
		read = t.longQuoted
	}
	value, err := read(quote)
	if err != nil {
		return Term{}, err
	}
	return t.literalOf(value, func() (string, error) {
		if err := t.space(); err != nil {
			return "", err
		}
		return t.iri("a datatype")
	})
}

// longQuoted reads a literal between three quotes, which may hold line ends and
// single quotes.
func (t *turtle) longQuoted(quote byte) (string, error) {
	n, escapes := 3, false
	for {
		for t.pos+n < len(t.buf) && t.buf[t.pos+n] != quote && t.buf[t.pos+n] != '\\' {
			n++
		}
		switch c := t.at(n); {
		case !t.has(n):
			return "", t.ended("the literal that begins here has no end")
		case c == '\\':
			size, err := t.escape(n)
			if err != nil {
				return "", err
			}
			escapes = true
			n += size
		case c == quote && t.at(n+1) == quote && t.at(n+2) == quote:
			s := t.text(t.token(n)[3:], escapes)
			t.pass(n + 3)
			return s, nil
		default: // what may be a quote, or the first byte after more
			n++
		}
	}
}

// number reads an integer, a decimal or a double, which keeps its spelling.
func (t *turtle) number() (Term, error) {
	n := 0
	if c := t.at(0); c == '+' || c == '-' {
		n++
	}
	whole := t.digits(n)
	n += whole
	datatype := xsdInteger
	if t.at(n) == '.' {
		fraction := t.digits(n + 1)
		if fraction > 0 || whole > 0 && t.exponent(n+1) > 0 {
			n += 1 + fraction
			datatype = xsdDecimal
		}
		whole += fraction
	}
	if whole == 0 {
		return Term{}, t.unexpected(n, "a digit")
	}
	if e := t.exponent(n); e > 0 {
		n += e
		datatype = xsdDouble
	}
	if err := t.whole(n); err != nil {
		return Term{}, err
	}
	value := t.intern(t.token(n))
	t.pos += n
	return literalTerm(value, datatype), nil
}

// digits returns how many digits stand n bytes from pos.
func (t *turtle) digits(n int) int {
	from := n
	for isDigit(t.at(n)) {
		n++
	}
	return n - from
}

// exponent returns the length of the exponent n bytes from pos, or 0.
func (t *turtle) exponent(n int) int {
	if t.at(n)|0x20 != 'e' {
		return 0
	}
	size := 1
	if c := t.at(n + 1); c == '+' || c == '-' {
		size++
	}
	digits := t.digits(n + size)
	if digits == 0 {
		return 0
	}
	return size + digits
}
