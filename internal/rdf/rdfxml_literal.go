package rdf

import (
	"bytes"
	"cmp"
	"slices"
)

// xmlLiteral reads the content of the element whose start tag was read last,
// and returns it in the form of Exclusive XML Canonicalization with comments
// (https://www.w3.org/TR/xml-exc-c14n/): each element declares the namespaces
// that its own name and attributes use, unless an element around it in the
// literal has done so.
func (p *rdfXML) xmlLiteral() (string, error) {
	p.markup = p.markup[:0]
	var declared []binding // in the literal, the innermost last
	var marks []int        // how many of them there were, by open element
	for {
		if err := p.next(); err != nil {
			return "", err
		}
		switch p.kind {
		case xmlText:
			p.markup = appendXMLText(p.markup, p.text)
		case xmlComment:
			p.markup = append(append(append(p.markup, "<!--"...), oneLineEnd(p.text)...), "-->"...)
		case xmlInstruction:
			p.markup = append(append(p.markup, "<?"...), p.name.local...)
			if len(p.text) > 0 {
				p.markup = append(append(p.markup, ' '), oneLineEnd(p.text)...)
			}
			p.markup = append(p.markup, "?>"...)
		case xmlStart:
			marks = append(marks, len(declared))
			declared = p.appendTag(declared)
		case xmlEnd:
			if len(marks) == 0 {
				return string(p.markup), nil
			}
			declared = declared[:marks[len(marks)-1]]
			marks = marks[:len(marks)-1]
			p.markup = append(append(append(p.markup, "</"...), p.text...), '>')
		}
		if len(p.markup) > maxToken {
			return "", p.wrong("%w", errTooLong)
		}
	}
}

// appendTag appends the start tag read last to the literal, and returns the
// declarations that hold in it.
func (p *rdfXML) appendTag(declared []binding) []binding {
	outer := len(declared)
	declared = declareUsed(declared, &p.name)
	for i := range p.attrs {
		if a := &p.attrs[i]; len(a.prefix) > 0 {
			declared = declareUsed(declared, &a.xmlName)
		}
	}
	own := declared[outer:]
	slices.SortFunc(own, func(a, b binding) int { return cmp.Compare(a.prefix, b.prefix) })
	slices.SortFunc(p.attrs, func(a, b xmlAttr) int {
		return cmp.Or(cmp.Compare(a.space, b.space), bytes.Compare(a.local, b.local))
	})
	p.markup = append(append(p.markup, '<'), p.name.String()...)
	for _, d := range own {
		p.markup = append(p.markup, " xmlns"...)
		if d.prefix != "" {
			p.markup = append(append(p.markup, ':'), d.prefix...)
		}
		p.markup = append(appendXMLValue(append(p.markup, `="`...), []byte(d.space)), '"')
	}
	for i := range p.attrs {
		a := &p.attrs[i]
		p.markup = append(append(p.markup, ' '), a.String()...)
		p.markup = append(appendXMLValue(append(p.markup, `="`...), a.value), '"')
	}
	p.markup = append(p.markup, '>')
	return declared
}

// declareUsed adds the namespace of a name to those declared, unless it holds
// already.
func declareUsed(declared []binding, n *xmlName) []binding {
	if string(n.prefix) == "xml" {
		return declared
	}
	for i := len(declared) - 1; i >= 0; i-- {
		if declared[i].prefix == string(n.prefix) {
			if declared[i].space == n.space {
				return declared
			}
			return append(declared, binding{string(n.prefix), n.space})
		}
	}
	if n.space == "" {
		return declared
	}
	return append(declared, binding{string(n.prefix), n.space})
}

func appendXMLText(dst, text []byte) []byte {
	for _, c := range text {
		switch c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '\r':
			dst = append(dst, "&#xD;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func appendXMLValue(dst, value []byte) []byte {
	for _, c := range value {
		switch c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		case '\t':
			dst = append(dst, "&#x9;"...)
		case '\n':
			dst = append(dst, "&#xA;"...)
		case '\r':
			dst = append(dst, "&#xD;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
