package rdf

import (
	"strings"
	"unicode/utf8"
)

// AppendTerm appends a term as N-Triples and Turtle both write it, with IRIs in
// full. The label of a blank node, the language tag and the IRIs are written as
// a reader of this package would give them.
func AppendTerm(dst []byte, t Term) []byte {
	switch t.Kind {
	case IRI:
		return AppendIRI(dst, t.Value)
	case Blank:
		return append(append(dst, "_:"...), t.Value...)
	}
	dst = AppendLiteral(dst, t.Value)
	switch {
	case t.Lang != "":
		dst = append(append(dst, '@'), t.Lang...)
	case t.Datatype != "":
		dst = AppendIRI(append(dst, "^^"...), t.Datatype)
	}
	return dst
}

// AppendIRI appends an IRI between < and >. What an IRI cannot hold it
// percent-encodes, so that the result can be read; see [ValidIRI].
func AppendIRI(dst []byte, iri string) []byte {
	dst = append(dst, '<')
	if ValidIRI(iri) {
		dst = append(dst, iri...)
	} else {
		dst = appendPercentEncoded(dst, iri)
	}
	return append(dst, '>')
}

// AppendLiteral appends a text between quotes, on one line, as N-Triples and
// Turtle both write it. Only the quote, the backslash and control characters
// are escaped; invalid UTF-8 becomes U+FFFD.
func AppendLiteral(dst []byte, text string) []byte {
	const hex = "0123456789ABCDEF"
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				dst = append(append(dst, text[from:i]...), "\uFFFD"...)
				from = i + 1
			}
			i += size
			continue
		}
		i++
		if c >= ' ' && c != '"' && c != '\\' && c != 0x7F {
			continue
		}
		dst = append(append(dst, text[from:i-1]...), '\\')
		from = i
		switch c {
		case '\n':
			dst = append(dst, 'n')
		case '\r':
			dst = append(dst, 'r')
		case '\t':
			dst = append(dst, 't')
		case '"', '\\':
			dst = append(dst, c)
		default:
			dst = append(dst, 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(dst, text[from:]...), '"')
}

// ValidLocal reports whether s, which may be empty, can stand after a prefix in
// Turtle without an escape.
func ValidLocal(s string) bool {
	for i, r := range s {
		first := isLetter(r) || r == '_' || r == ':' || r < utf8.RuneSelf && isDigit(byte(r))
		if !first && (i == 0 || !isNameChar(r) && r != '.') || r == utf8.RuneError {
			return false
		}
	}
	return s == "" || s[len(s)-1] != '.'
}

// ValidLabel reports whether s can be written after "_:" as it is.
func ValidLabel(s string) bool {
	return s != "" && !strings.Contains(s, ":") && ValidLocal(s)
}
