package rdf

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"
)

// A jsonld turns expanded JSON-LD into triples. Named graphs count as parts of
// the one graph.
type jsonld struct {
	emitter
	base *base // for what json-gold takes to be absolute already
}

// nodes reads the values of an array that are nodes.
func (j *jsonld) nodes(values any) error {
	for _, v := range list(values) {
		if _, err := j.object(v); err != nil {
			return err
		}
	}
	return nil
}

func list(v any) []any {
	if values, ok := v.([]any); ok {
		return values
	}
	return []any{v}
}

// object reads a value with all that is nested in it, and returns the term that
// stands for it.
func (j *jsonld) object(v any) (Term, error) {
	o, ok := v.(map[string]any)
	if !ok {
		return Term{}, &Error{Err: fmt.Errorf("the value %v stands where only nodes can", v)}
	}
	if _, ok := o["@value"]; ok {
		return j.literal(o)
	}
	if items, ok := o["@list"]; ok {
		return j.list(list(items))
	}
	return j.node(o)
}

func (j *jsonld) node(o map[string]any) (Term, error) {
	subject := j.name(o["@id"])
	for _, key := range slices.Sorted(maps.Keys(o)) {
		var err error
		switch {
		case key == "@type":
			for _, t := range list(o[key]) {
				if err := j.emit(subject, iriTerm(rdfType), j.name(t), 0); err != nil {
					return subject, err
				}
			}
		case key == "@graph", key == "@included":
			err = j.nodes(o[key])
		case key == "@reverse":
			err = j.reverse(subject, o[key])
		case strings.HasPrefix(key, "@"), strings.HasPrefix(key, "_:"):
			// What else JSON-LD keeps to itself, and blank predicates, are not RDF.
		default:
			err = j.property(subject, key, list(o[key]))
		}
		if err != nil {
			return subject, err
		}
	}
	return subject, nil
}

// name returns the node that an @id or @type names.
func (j *jsonld) name(id any) Term {
	s, ok := id.(string)
	if !ok {
		return j.newBlank()
	}
	label, blank := strings.CutPrefix(s, "_:")
	switch {
	case blank && ValidLabel(label):
		return namedBlank(label)
	case blank: // any string may follow "_:" in JSON-LD
		return namedBlank(fmt.Sprintf("x%x", label))
	}
	return j.iri(s)
}

func (j *jsonld) iri(s string) Term { return iriTerm(j.base.resolve(percentEncode(s))) }

func (j *jsonld) property(subject Term, key string, values []any) error {
	predicate, err := predicateTerm(key)
	if err != nil {
		return err
	}
	for _, v := range values {
		object, err := j.object(v)
		if err != nil {
			return err
		}
		if err := j.emit(subject, predicate, object, 0); err != nil {
			return err
		}
	}
	return nil
}

func predicateTerm(key string) (Term, error) {
	if schemeLen(key) == 0 {
		return Term{}, &Error{Err: fmt.Errorf("the property %q is not an absolute IRI", key)}
	}
	return iriTerm(percentEncode(key)), nil
}

// reverse reads properties that have object as their object.
func (j *jsonld) reverse(object Term, v any) error {
	properties, _ := v.(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		predicate, err := predicateTerm(key)
		if err != nil {
			return err
		}
		for _, v := range list(properties[key]) {
			subject, err := j.object(v)
			if err != nil {
				return err
			}
			if err := j.emit(subject, predicate, object, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

func (j *jsonld) list(items []any) (Term, error) {
	next := iriTerm(rdfNil)
	for _, item := range slices.Backward(items) {
		object, err := j.object(item)
		if err != nil {
			return next, err
		}
		node := j.newBlank()
		if err := j.emit(node, iriTerm(rdfFirst), object, 0); err != nil {
			return next, err
		}
		if err := j.emit(node, iriTerm(rdfRest), next, 0); err != nil {
			return next, err
		}
		next = node
	}
	return next, nil
}

// literal returns the literal that a value object stands for, by
// https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion.
func (j *jsonld) literal(o map[string]any) (Term, error) {
	datatype, typed := o["@type"].(string)
	if datatype == "@json" {
		var b bytes.Buffer
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		err := encoder.Encode(o["@value"])
		return literalTerm(strings.TrimSuffix(b.String(), "\n"), rdfNS+"JSON"), err
	}
	if typed {
		datatype = j.iri(datatype).Value
	}
	switch v := o["@value"].(type) {
	case string:
		lang, ok := o["@language"].(string)
		if !ok {
			return literalTerm(v, datatype), nil
		}
		tag, ok := languageTag(lang)
		if !ok {
			return Term{}, &Error{Err: fmt.Errorf("%q is not a language tag", lang)}
		}
		return Term{Kind: Literal, Value: v, Lang: tag}, nil
	case bool:
		if datatype == "" {
			datatype = xsdBoolean
		}
		return literalTerm(fmt.Sprint(v), datatype), nil
	case json.Number:
		return jsonNumber(v, datatype)
	}
	return Term{}, &Error{Err: fmt.Errorf("the value %v is no literal", o["@value"])}
}

// jsonNumber returns the literal for a number: an integer as it is, else a
// double in its canonical form.
func jsonNumber(n json.Number, datatype string) (Term, error) {
	f, err := n.Float64()
	if err != nil {
		return Term{}, &Error{Err: fmt.Errorf("the number %s is too great", n)}
	}
	if datatype == xsdDouble || f != math.Trunc(f) || math.Abs(f) >= 1e21 {
		if datatype == "" {
			datatype = xsdDouble
		}
		return literalTerm(ld.GetCanonicalDouble(f), datatype), nil
	}
	if datatype == "" {
		datatype = xsdInteger
	}
	digits := n.String()
	if strings.ContainsAny(digits, ".eE") || digits == "-0" {
		digits = fmt.Sprintf("%.0f", f+0)
	}
	return literalTerm(digits, datatype), nil
}
