package rdf

import (
	"bytes"
	"unicode/utf8"
)

// startTag reads <name attribute="value" …> or <name …/>.
func (x *xmlScanner) startTag() error {
	n, err := x.tagEnd()
	if err != nil {
		return err
	}
	if len(x.open) == 0 && x.rooted {
		return x.errorAt(0, "a second root element")
	}
	if len(x.open) >= maxDepth {
		return x.errorAt(0, "elements are nested more than %d deep", maxDepth)
	}
	tag := x.token(n)
	if tag[n-1] == '/' {
		tag, x.closing = tag[:n-1], true
	}
	size := xmlNameLen(tag[1:])
	if size == 0 {
		return x.errorAt(0, `"<" begins a tag, which begins with a name; write the character as &lt;`)
	}
	if size > maxName {
		return x.errorAt(1, "a name longer than %d KB", maxName>>10)
	}
	name := tag[1 : 1+size]
	x.open = append(x.open, openElement{len(x.names), len(x.bindings), x.tokenLine})
	x.names = append(x.names, name...)
	if err := x.attributes(tag, 1+size); err != nil {
		return err
	}
	if x.name, err = x.resolveName(name, true); err != nil {
		return x.wrongAt(1, err)
	}
	if err := x.resolveAttributes(); err != nil {
		return err
	}
	x.kind, x.rooted = xmlStart, true
	x.pass(n + 1)
	return nil
}

// tagEnd returns how far from pos the ">" is that ends a tag.
func (x *xmlScanner) tagEnd() (int, error) {
	var quote byte
	n := 1
	for {
		if x.pos+n >= len(x.buf) && !x.more() {
			return 0, x.ended("the tag that begins here has no end")
		}
		for _, c := range x.buf[x.pos+n:] {
			switch {
			case c == quote:
				quote = 0
			case quote != 0:
			case c == '"' || c == '\'':
				quote = c
			case c == '>':
				return n, nil
			}
			n++
		}
	}
}

// attributes reads the attributes of a tag from its byte n on, declares the
// namespaces among them and keeps the others, whose names are still to be
// resolved.
func (x *xmlScanner) attributes(tag []byte, n int) error {
	x.attrs = x.attrs[:0]
	for seen := 0; ; seen++ {
		gap := n
		for n < len(tag) && isXMLSpace(tag[n]) {
			n++
		}
		if n == len(tag) {
			return nil
		}
		if gap == n {
			return x.errorAt(n, "expected white space before the next attribute")
		}
		if seen == maxAttributes {
			return x.errorAt(n, "an element with more than %d attributes", maxAttributes)
		}
		a := xmlAttr{at: n}
		size := xmlNameLen(tag[n:])
		if size == 0 {
			return x.errorAt(n, "expected the name of an attribute")
		}
		a.local = tag[n : n+size]
		var err error
		if n, err = x.attributeValue(tag, n+size, &a); err != nil {
			return err
		}
		if declared, err := x.declare(&a); err != nil {
			return x.wrongAt(a.at, err)
		} else if !declared {
			x.attrs = append(x.attrs, a)
		}
	}
}

// attributeValue reads the equals sign and value of an attribute, whose name
// ends at n, and returns where it ends.
func (x *xmlScanner) attributeValue(tag []byte, n int, a *xmlAttr) (int, error) {
	for n < len(tag) && isXMLSpace(tag[n]) {
		n++
	}
	if n == len(tag) || tag[n] != '=' {
		return 0, x.errorAt(a.at, "the attribute %s has no value", clip(a.local))
	}
	for n++; n < len(tag) && isXMLSpace(tag[n]); n++ {
	}
	if n == len(tag) || tag[n] != '"' && tag[n] != '\'' {
		return 0, x.errorAt(a.at, "the value of the attribute %s has no quotes", clip(a.local))
	}
	quote := tag[n]
	n++
	begin, plain := n, true
	for ; n < len(tag) && tag[n] != quote; n++ {
		if c := tag[n]; stopsText[c] && c != ']' || c == '\t' || c == '\n' {
			plain = false
		}
	}
	if n == len(tag) { // <a b="c/>": the quote is beyond the tag
		return 0, x.errorAt(a.at, "the value of the attribute %s has no end", clip(a.local))
	}
	a.value = tag[begin:n]
	if !plain {
		var err error
		if a.value, err = x.normalize(begin, n); err != nil {
			return 0, err
		}
	}
	return n + 1, nil
}

// normalize returns the value of an attribute that stands between begin and end
// bytes from pos, with references replaced and white space made spaces.
func (x *xmlScanner) normalize(begin, end int) ([]byte, error) {
	out := make([]byte, 0, end-begin)
	for n := begin; n < end; n++ {
		switch c := x.buf[x.pos+n]; {
		case c == '&':
			from := len(out)
			var size int
			var err error
			if out, size, err = x.appendReference(out, n); err != nil {
				return nil, err
			}
			if x.buf[x.pos+n+1] != '#' {
				for i := from; i < len(out); i++ {
					if isXMLSpace(out[i]) {
						out[i] = ' '
					}
				}
			}
			n += size - 1
		case c == '<':
			return nil, x.errorAt(n, `the value of an attribute must not hold "<"; write it as &lt;`)
		case c == '\r' && n+1 < end && x.buf[x.pos+n+1] == '\n':
		case isXMLSpace(c):
			out = append(out, ' ')
		default:
			if stopsText[c] {
				if err := x.checkChar(n); err != nil {
					return nil, err
				}
			}
			out = append(out, c)
		}
		if len(out) > maxToken {
			return nil, x.wrongAt(begin, errTooLong)
		}
	}
	return out, nil
}

// resolveAttributes gives the attributes their namespaces and sees to it that
// no two are the same.
func (x *xmlScanner) resolveAttributes() error {
	for i := range x.attrs {
		a := &x.attrs[i]
		name, err := x.resolveName(a.local, false)
		if err != nil {
			return x.wrongAt(a.at, err)
		}
		a.xmlName = name
		for j := range x.attrs[:i] {
			if b := &x.attrs[j]; bytes.Equal(a.local, b.local) && a.space == b.space {
				return x.errorAt(a.at, "a second attribute %s", clip([]byte(a.String())))
			}
		}
	}
	return nil
}

// xmlNameLen returns the length of the name with which b begins, colons
// included.
func xmlNameLen(b []byte) int {
	n := 0
	for n < len(b) {
		c := b[n]
		if isASCIIName(c) && (n > 0 || c != '-' && !isDigit(c)) || c == ':' || c == '.' && n > 0 {
			n++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRune(b[n:])
		if !isLetter(r) && (n == 0 || !isNameChar(r)) {
			break
		}
		n += size
	}
	return n
}
