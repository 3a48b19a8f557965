package rdf

import (
	"strconv"
	"strings"
)

// Blank nodes without a label get the numbers from 1 for labels, and keep apart
// from those that have one thus: a label of the document that is a number, or a
// number after some n, gets one more n. So _:house stays, _:7 becomes n7, _:n7
// becomes nn7.

// newBlank returns a blank node that the document has no label for.
func (e *emitter) newBlank() Term {
	e.blanks++
	return Term{Kind: Blank, Value: strconv.Itoa(e.blanks)}
}

// namedBlank returns the blank node to which the document gives a label.
func namedBlank(label string) Term {
	if rest := strings.TrimLeft(label, "n"); rest != "" && strings.Trim(rest, "0123456789") == "" {
		label = "n" + label
	}
	return Term{Kind: Blank, Value: label}
}
