package rdf

import (
	"fmt"
	"strings"
)

// A reference is an IRI reference taken to pieces as RFC 3986, appendix B does.
// Put together again by String, it is what it was.
type reference struct {
	scheme, authority, path, query, fragment string
	hasAuthority, hasQuery, hasFragment      bool
}

func parseReference(s string) reference {
	var r reference
	if n := schemeLen(s); n > 0 {
		r.scheme, s = s[:n], s[n+1:]
	}
	s, r.fragment, r.hasFragment = strings.Cut(s, "#")
	s, r.query, r.hasQuery = strings.Cut(s, "?")
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		end := strings.IndexByte(rest, '/')
		if end < 0 {
			end = len(rest)
		}
		r.hasAuthority, r.authority, s = true, rest[:end], rest[end:]
	}
	r.path = s
	return r
}

func (r *reference) String() string {
	var b strings.Builder
	if r.scheme != "" {
		b.WriteString(r.scheme)
		b.WriteByte(':')
	}
	if r.hasAuthority {
		b.WriteString("//")
		b.WriteString(r.authority)
	}
	b.WriteString(r.path)
	if r.hasQuery {
		b.WriteByte('?')
		b.WriteString(r.query)
	}
	if r.hasFragment {
		b.WriteByte('#')
		b.WriteString(r.fragment)
	}
	return b.String()
}

// schemeLen returns the length of the scheme with which s begins, or 0 if s is
// a relative reference.
func schemeLen[T string | []byte](s T) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case c == ':':
			return i
		default:
			return 0
		}
	}
	return 0
}

// A base resolves relative references. The nil base leaves them as they are.
type base struct {
	reference
	document string // it without a fragment
	folder   string // it up to its last "/", or "" if dots are to be removed from that
}

var errLongBase = fmt.Errorf("a base or namespace cannot be longer than %d KB", maxBase>>10)

// newBase returns the base that an absolute IRI is, and nil for "".
func newBase(iri string) (*base, error) {
	if iri == "" {
		return nil, nil
	}
	if schemeLen(iri) == 0 {
		return nil, fmt.Errorf("the base %q is not an absolute IRI", iri)
	}
	return parseBase(percentEncode(iri))
}

// within returns the base that a reference in a document states, where b is the
// one that held so far. A relative one with nothing to resolve it by is none.
func (b *base) within(ref string) (*base, error) {
	iri := b.resolve(ref)
	if schemeLen(iri) == 0 {
		return b, nil
	}
	return parseBase(iri)
}

func parseBase(iri string) (*base, error) {
	if len(iri) > maxBase {
		return nil, errLongBase
	}
	b := &base{reference: parseReference(iri)}
	b.document, _, _ = strings.Cut(iri, "#")
	path := b.path[:strings.LastIndexByte(b.path, '/')+1]
	if b.hasAuthority && path != "" && !strings.Contains(path, "/.") {
		folder := reference{scheme: b.scheme, hasAuthority: true, authority: b.authority, path: path}
		b.folder = folder.String()
	}
	return b, nil
}

// resolve returns the IRI that ref stands for, by RFC 3986, section 5.2.2,
// strictly. Like RDF it takes an IRI with a scheme for what it says: dot
// segments are removed only from what is relative.
func (b *base) resolve(ref string) string {
	if b == nil || schemeLen(ref) > 0 {
		return ref
	}
	r := parseReference(ref)
	t := r
	t.scheme = b.scheme
	switch {
	case r.hasAuthority:
		t.path = removeDots(r.path)
	case r.path == "":
		t.hasAuthority, t.authority, t.path = b.hasAuthority, b.authority, b.path
		if !r.hasQuery {
			t.hasQuery, t.query = b.hasQuery, b.query
		}
	default:
		t.hasAuthority, t.authority = b.hasAuthority, b.authority
		t.path = removeDots(b.merge(r.path))
	}
	return t.String()
}

// merge puts a relative path in the place of the last segment of b's path.
func (b *base) merge(path string) string {
	if path[0] == '/' {
		return path
	}
	if b.hasAuthority && b.path == "" {
		return "/" + path
	}
	return b.path[:strings.LastIndexByte(b.path, '/')+1] + path
}

// removeDots removes the segments "." and ".." from a path, by RFC 3986,
// section 5.2.4.
func removeDots(in string) string {
	if !strings.Contains(in, ".") {
		return in
	}
	out := make([]byte, 0, len(in))
	for in != "" {
		switch {
		case strings.HasPrefix(in, "../"):
			in = in[3:]
		case strings.HasPrefix(in, "./"):
			in = in[2:]
		case strings.HasPrefix(in, "/./"):
			in = in[2:]
		case in == "/.":
			in = "/"
		case strings.HasPrefix(in, "/../"), in == "/..":
			in = "/" + strings.TrimPrefix(in[3:], "/")
			out = out[:max(strings.LastIndexByte(string(out), '/'), 0)]
		case in == ".", in == "..":
			in = ""
		default:
			end := strings.IndexByte(in[1:], '/') + 1
			if end == 0 {
				end = len(in)
			}
			out = append(out, in[:end]...)
			in = in[end:]
		}
	}
	return string(out)
}

// notInIRI has the bytes that may not stand in an IRI. Those that are not ASCII
// may.
var notInIRI = func() (not [256]bool) {
	for c := range byte(' ' + 1) {
		not[c] = true
	}
	for _, c := range []byte("<>\"{}|\\^`") {
		not[c] = true
	}
	return not
}()

func inIRI(c byte) bool { return !notInIRI[c] }

// ValidIRI reports whether s can be written between < and > as it is. It does
// not ask for a scheme.
func ValidIRI(s string) bool {
	for i := 0; i < len(s); i++ {
		if !inIRI(s[i]) {
			return false
		}
	}
	return true
}

// percentEncode encodes the characters that RDF once allowed in its URI
// references and IRIs do not have, as RDF 1.1 Concepts, section 3.2 says.
func percentEncode(s string) string {
	if ValidIRI(s) {
		return s
	}
	return string(appendPercentEncoded(nil, s))
}

func appendPercentEncoded[T string | []byte](dst []byte, s T) []byte {
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(s); i++ {
		if c := s[i]; inIRI(c) {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return dst
}
