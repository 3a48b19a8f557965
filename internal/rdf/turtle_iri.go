package rdf

// keyword reports whether a word written without "@", in any case, stands here
// as the beginning of a directive.
func (t *turtle) keyword(word string) bool {
	for i := range len(word) {
		if t.at(i)|0x20 != word[i] {
			return false
		}
	}
	r, _ := t.runeAt(len(word))
	return r != ':' && r != '.' && !isNameChar(r)
}

// atDirective reads @prefix or @base, which end with ".".
func (t *turtle) atDirective() error {
	read := t.prefix
	switch {
	case t.startsWith(1, "prefix") && !isASCIIName(t.at(7)):
		t.pos += len("@prefix")
	case t.startsWith(1, "base") && !isASCIIName(t.at(5)):
		t.pos += len("@base")
		read = t.setBase
	default:
		return t.errorAt(0, "this is neither @prefix nor @base")
	}
	if err := read(); err != nil {
		return err
	}
	return t.dot()
}

func (t *turtle) prefix() error {
	if err := t.space(); err != nil {
		return err
	}
	n := t.prefixLen()
	if t.at(n) != ':' {
		return t.unexpected(n, `a prefix with ":"`)
	}
	name := string(t.token(n))
	t.pos += n + 1
	if err := t.space(); err != nil {
		return err
	}
	iri, err := t.iriRef("an IRI in <>")
	if err != nil {
		return err
	}
	namespace := t.resolve(t.base, iri)
	if len(namespace) > maxBase {
		return t.wrongAt(0, errLongBase)
	}
	t.prefixes[name] = namespace
	return nil
}

func (t *turtle) setBase() error {
	if err := t.space(); err != nil {
		return err
	}
	iri, err := t.iriRef("an IRI in <>")
	if err != nil {
		return err
	}
	if t.base, err = t.base.within(string(iri)); err != nil {
		return t.wrongAt(0, err)
	}
	return nil
}

// iri reads an IRI, in full or with a prefix. Where none stands, the error says
// what was expected.
func (t *turtle) iri(expected string) (string, error) {
	if t.at(0) == '<' {
		iri, err := t.iriRef(expected)
		if err != nil {
			return "", err
		}
		return t.resolve(t.base, iri), nil
	}
	n := t.prefixLen()
	if t.at(n) != ':' {
		if n > 0 {
			return "", t.errorAt(0, "expected %s, found %q", expected, t.token(n))
		}
		return "", t.unexpected(0, expected)
	}
	return t.prefixed(n)
}

// prefixLen returns the length of the prefix that begins here, 0 for the empty
// one.
func (t *turtle) prefixLen() int {
	n, end := 0, 0 // a prefix does not end with "."
	for {
		for t.pos+n < len(t.buf) && n > 0 && isASCIIName(t.buf[t.pos+n]) {
			n++
			end = n
		}
		r, size := t.runeAt(n)
		switch {
		case isLetter(r), n > 0 && isNameChar(r):
			end = n + size
		case r != '.' || n == 0:
			return end
		}
		n += size
	}
}

// prefixed reads a name whose prefix is n bytes long.
func (t *turtle) prefixed(n int) (string, error) {
	namespace, ok := t.prefixes[string(t.token(n))]
	if !ok {
		return "", t.errorAt(0, "the prefix %q is not declared", t.token(n+1))
	}
	n++
	begin, end := n, n // a name ends with "." only if it is escaped
	name := append(t.scratch[:0], namespace...)
	keep := len(name)
	for {
		c := t.at(n)
		switch {
		case isASCIIName(c) && (n > begin || c != '-'), c == ':':
			name = append(name, c)
			n++
		case c == '.' && n > begin:
			name = append(name, c)
			n++
			continue
		case c == '%':
			if !isHex(t.at(n+1)) || !isHex(t.at(n+2)) {
				return "", t.errorAt(n, `"%%" needs two hexadecimal digits after it`)
			}
			name = append(name, t.buf[t.pos+n:t.pos+n+3]...)
			n += 3
		case c == '\\':
			e := t.at(n + 1)
			if !isEscapable(e) {
				return "", t.errorAt(n, "this is no escape sequence in a name")
			}
			name = append(name, e)
			n += 2
		default:
			r, size := t.runeAt(n)
			if size < 2 || !isLetter(r) && (n == begin || !isNameChar(r)) {
				if err := t.whole(n); err != nil {
					return "", err
				}
				t.scratch = name
				t.pos += end
				return t.intern(name[:keep]), nil
			}
			name = append(name, t.buf[t.pos+n:t.pos+n+size]...)
			n += size
		}
		end, keep = n, len(name)
	}
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// isEscapable reports whether c may follow a backslash in a name.
func isEscapable(c byte) bool {
	switch c {
	case '_', '~', '.', '-', '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', '/', '?', '#', '@', '%':
		return true
	}
	return false
}
