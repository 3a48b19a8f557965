package rdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// An xmlEntity is an entity declared in the DOCTYPE. Many OWL files declare one
// for each namespace.
type xmlEntity struct {
	text     string // as declared, with character references replaced
	full     string // with references to other entities replaced as well
	expanded bool   // whether full is known
	busy     bool   // whether it is being found
}

// The bounds of entities: there may be so many, each may stand for so many
// bytes, and all references together for some times the bytes read so far.
const (
	maxEntities  = 10000
	maxEntity    = 64 << 10
	maxExpanded  = 1 << 20
	maxExpansion = 16
)

// doctype reads <!DOCTYPE …>, of which only the entities matter. It is read as
// one token, so it is bounded like one.
func (x *xmlScanner) doctype() error {
	if x.rooted || x.typed {
		return x.errorAt(0, "a DOCTYPE must stand before the root element, once")
	}
	x.typed = true
	n, err := x.untilSubset(len("<!DOCTYPE"))
	if err != nil {
		return err
	}
	if x.at(n) == '[' {
		if n, err = x.subset(n + 1); err != nil {
			return err
		}
		if n = x.spaces(n); x.at(n) != '>' {
			return x.unexpected(n, `">" after the DOCTYPE`)
		}
	}
	x.kind, x.text = xmlComment, nil
	x.pass(n + 1)
	return nil
}

// spaces returns where white space ends that begins n bytes from pos.
func (x *xmlScanner) spaces(n int) int {
	for x.has(n) && isXMLSpace(x.buf[x.pos+n]) {
		n++
	}
	return n
}

// untilSubset returns where the "[" or ">" is that comes first outside of
// quotes. What stands before it, the root's name and where there is a DTD that
// is not read, does not matter.
func (x *xmlScanner) untilSubset(n int) (int, error) {
	var quote byte
	for ; x.has(n); n++ {
		switch c := x.buf[x.pos+n]; {
		case c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '[' || c == '>':
			return n, nil
		}
	}
	return 0, x.ended("the declaration that begins here has no end")
}

// subset reads the declarations of the internal DTD up to the "]".
func (x *xmlScanner) subset(n int) (int, error) {
	for {
		n = x.spaces(n)
		end := -1
		var err error
		switch {
		case x.at(n) == ']':
			return n + 1, nil
		case x.at(n) == '%':
			err = x.errorAt(n, "parameter entities are not supported")
		case x.startsWith(n, "<!--"):
			end = x.find(n+4, "-->") + 2
		case x.startsWith(n, "<?"):
			end = x.find(n+2, "?>") + 1
		case x.startsWith(n, "<!ENTITY"):
			end, err = x.entity(n + len("<!ENTITY"))
		case x.startsWith(n, "<!ATTLIST"):
			end, err = x.untilSubset(n)
			if err == nil && bytes.ContainsAny(x.token(end)[n:], `"'`) {
				err = x.errorAt(n, "default values of attributes in a DTD are not supported")
			}
		case x.startsWith(n, "<!ELEMENT"), x.startsWith(n, "<!NOTATION"):
			end, err = x.untilSubset(n)
		case x.has(n):
			err = x.unexpected(n, "a declaration")
		}
		if err != nil {
			return 0, err
		}
		if end < n {
			return 0, x.ended("the DOCTYPE that begins here has no end")
		}
		n = end + 1
	}
}

// entity reads a declaration of an entity from after its keyword, and returns
// where its ">" is.
func (x *xmlScanner) entity(n int) (int, error) {
	from := n
	n = x.spaces(n)
	if x.at(n) == '%' {
		return 0, x.errorAt(n, "parameter entities are not supported")
	}
	begin := n
	for x.has(n) && !isXMLSpace(x.buf[x.pos+n]) && x.buf[x.pos+n] != '>' && n-begin < 256 {
		n++
	}
	name := string(x.token(n)[begin:])
	if !isNCName(name) || begin == from {
		return 0, x.errorAt(begin, "expected the name of an entity")
	}
	n = x.spaces(n)
	quote := x.at(n)
	if quote != '"' && quote != '\'' {
		return 0, x.errorAt(n, "the entity %s lies outside of the document; external entities are never read", name)
	}
	end := x.find(n+1, string(quote))
	if end < 0 {
		return 0, x.ended("the DOCTYPE that begins here has no end")
	}
	if end-n > maxEntity {
		return 0, x.errorAt(n, "the entity %s is longer than %d KB", name, maxEntity>>10)
	}
	text, err := replaceChars(oneLineEnd(x.token(end)[n+1:]))
	if err != nil {
		return 0, x.wrongAt(n, err)
	}
	if x.entities == nil {
		x.entities = make(map[string]*xmlEntity)
	}
	if len(x.entities) == maxEntities {
		return 0, x.errorAt(begin, "more than %d entities are declared", maxEntities)
	}
	if x.entities[name] == nil { // the first declaration holds
		x.entities[name] = &xmlEntity{text: text}
	}
	if end = x.spaces(end + 1); x.at(end) != '>' {
		return 0, x.unexpected(end, `">" after the value of the entity`)
	}
	return end, nil
}

// replaceChars replaces the character references in the value of an entity, and
// leaves the others for when the entity is used.
func replaceChars(b []byte) (string, error) {
	var out []byte
	for {
		before, after, found := bytes.Cut(b, []byte("&#"))
		out = append(out, before...)
		if !found {
			return string(out), nil
		}
		digits, rest, _ := bytes.Cut(after, []byte(";"))
		r, ok := charReference(append([]byte{'#'}, clip(digits)...))
		if !ok {
			return "", fmt.Errorf("the reference &#%s; stands for no character", clip(digits))
		}
		out = append(out, string(r)...)
		b = rest
	}
}

// appendNamed appends what the reference stands for whose name this is.
func (x *xmlScanner) appendNamed(out, name []byte) ([]byte, error) {
	text, err := x.reference(name)
	return append(out, text...), err
}

// reference returns what a reference stands for, and counts what the entities of
// the document add up to.
func (x *xmlScanner) reference(name []byte) (string, error) {
	switch string(name) {
	case "amp":
		return "&", nil
	case "lt":
		return "<", nil
	case "gt":
		return ">", nil
	case "quot":
		return `"`, nil
	case "apos":
		return "'", nil
	}
	if len(name) > 0 && name[0] == '#' {
		r, ok := charReference(name)
		if !ok {
			return "", fmt.Errorf("the reference &%s; stands for no character", name)
		}
		return string(r), nil
	}
	e := x.entities[string(name)]
	if e == nil {
		return "", fmt.Errorf("the entity %q is not declared in this document", name)
	}
	text, err := x.expand(e)
	if x.expanded += len(text); x.expanded > max(maxExpanded, maxExpansion*(x.gone+x.pos)) {
		return "", fmt.Errorf("the entities of this document stand for more than %d times its length", maxExpansion)
	}
	return text, err
}

// expand returns the text that an entity stands for.
func (x *xmlScanner) expand(e *xmlEntity) (string, error) {
	switch {
	case e.expanded:
		return e.full, nil
	case e.busy:
		return "", errors.New("the entity refers to itself")
	case strings.Contains(e.text, "<"):
		return "", errors.New("entities that hold markup are not supported")
	}
	e.busy = true
	defer func() { e.busy = false }()
	var out []byte
	for rest := e.text; ; {
		before, after, found := strings.Cut(rest, "&")
		out = append(out, before...)
		if !found {
			break
		}
		name, after, ok := strings.Cut(after, ";")
		if !ok {
			return "", errors.New(`the entity holds an "&" without a ";"`)
		}
		text, err := x.reference(clip([]byte(name)))
		if err != nil {
			return "", err
		}
		if out = append(out, text...); len(out) > maxEntity {
			return "", fmt.Errorf("the entity stands for more than %d KB", maxEntity>>10)
		}
		rest = after
	}
	e.full, e.expanded = string(out), true
	return e.full, nil
}
