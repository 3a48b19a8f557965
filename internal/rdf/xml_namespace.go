package rdf

import (
	"bytes"
	"errors"
	"fmt"
)

const (
	xmlNS   = "http://www.w3.org/XML/1998/namespace"
	xmlnsNS = "http://www.w3.org/2000/xmlns/"
)

// namespaces holds the declarations in scope, the innermost last.
type namespaces struct {
	bindings []binding
}

type binding struct{ prefix, space string }

// lookup returns the namespace of a prefix. The empty prefix has the namespace
// "" where nothing else is declared.
func (x *namespaces) lookup(prefix []byte) (string, bool) {
	for i := len(x.bindings) - 1; i >= 0; i-- {
		if b := &x.bindings[i]; b.prefix == string(prefix) {
			return b.space, true
		}
	}
	if string(prefix) == "xml" {
		return xmlNS, true
	}
	return "", len(prefix) == 0
}

// declare takes an attribute that declares a namespace, and reports whether a
// is one.
func (x *xmlScanner) declare(a *xmlAttr) (bool, error) {
	prefix, ok := bytes.CutPrefix(a.local, []byte("xmlns"))
	if !ok || len(prefix) > 0 && prefix[0] != ':' {
		return false, nil
	}
	if len(prefix) > 0 {
		if prefix = prefix[1:]; !isNCName(prefix) {
			return false, fmt.Errorf("%s declares no prefix", clip(a.local))
		}
		if len(a.value) == 0 {
			return false, fmt.Errorf("the prefix %s is declared to be empty", clip(prefix))
		}
	}
	if len(a.value) > maxBase {
		return false, errLongBase
	}
	space := x.intern(appendPercentEncoded(nil, a.value))
	if (string(prefix) == "xml") != (space == xmlNS) || string(prefix) == "xmlns" || space == xmlnsNS {
		return false, errors.New("the prefixes xml and xmlns and their namespaces cannot be declared")
	}
	own := x.bindings[x.open[len(x.open)-1].bindings:]
	for i := range own {
		if own[i].prefix == string(prefix) {
			return false, fmt.Errorf("a second declaration of the prefix %q", clip(prefix))
		}
	}
	if len(x.bindings) == maxNamespaces {
		return false, fmt.Errorf("more than %d namespaces are declared here", maxNamespaces)
	}
	x.bindings = append(x.bindings, binding{x.intern(prefix), space})
	return true, nil
}

// resolveName splits a name at its colon and finds its namespace. Attributes
// without a prefix have none.
func (x *xmlScanner) resolveName(b []byte, element bool) (xmlName, error) {
	name := xmlName{local: b}
	if i := bytes.IndexByte(b, ':'); i >= 0 {
		name.prefix, name.local = b[:i], b[i+1:]
		if !isNCName(name.prefix) || xmlNameLen(name.local) == 0 || bytes.IndexByte(name.local, ':') >= 0 {
			return name, fmt.Errorf("%q is no name in a namespace", clip(b))
		}
	} else if !element {
		return name, nil
	}
	space, ok := x.lookup(name.prefix)
	if !ok {
		return name, fmt.Errorf("the prefix %q is not declared", clip(name.prefix))
	}
	name.space = space
	return name, nil
}
