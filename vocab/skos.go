package vocab

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/catchword/catchword/internal/rdf"
)

const (
	// rdfStart is how much of a file is looked at to see whether it is RDF.
	rdfStart = 64 << 10

	// maxRDF is the number of bytes of the largest RDF document that is read. It
	// may be larger than other files, for it is not held in memory.
	maxRDF = 8 << 30
)

const (
	rdfNS     = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfsNS    = "http://www.w3.org/2000/01/rdf-schema#"
	owlNS     = "http://www.w3.org/2002/07/owl#"
	skosNS    = "http://www.w3.org/2004/02/skos/core#"
	xlNS      = "http://www.w3.org/2008/05/skos-xl#"
	dcNS      = "http://purl.org/dc/elements/1.1/"
	dctermsNS = "http://purl.org/dc/terms/"
	ccNS      = "http://creativecommons.org/ns#"
)

// A property is what a predicate means here: a text or a link of its subject,
// its class, or that it is deprecated.
type property struct {
	role role
	text textKind
	link linkKind
}

type role uint8

const (
	unknown role = iota
	hasText
	hasLink
	hasClass
	hasDeprecated
)

func textProperty(kind textKind) property { return property{role: hasText, text: kind} }
func linkProperty(kind linkKind) property { return property{role: hasLink, link: kind} }

// properties returns what is read, by predicate.
func properties() map[string]property {
	p := map[string]property{
		rdfNS + "type":                {role: hasClass},
		owlNS + "deprecated":          {role: hasDeprecated},
		owlNS + "versionInfo":         textProperty(version),
		rdfsNS + "label":              textProperty(plainLabel),
		dcNS + "title":                textProperty(title),
		dctermsNS + "title":           textProperty(title),
		rdfNS + "value":               textProperty(noteValue),
		xlNS + "literalForm":          textProperty(literalForm),
		dctermsNS + "license":         textProperty(license),
		ccNS + "license":              textProperty(license),
		xlNS + "prefLabel":            linkProperty(xlPref),
		xlNS + "altLabel":             linkProperty(xlAlt),
		xlNS + "hiddenLabel":          linkProperty(xlHidden),
		rdfNS + "first":               linkProperty(listFirst),
		rdfNS + "rest":                linkProperty(listRest),
		skosNS + "member":             linkProperty(member),
		skosNS + "memberList":         linkProperty(memberList),
		skosNS + "hasTopConcept":      linkProperty(hasTop),
		skosNS + "broaderTransitive":  linkProperty(broaderTransitive),
		skosNS + "narrowerTransitive": linkProperty(narrowerTransitive),
		dctermsNS + "isReplacedBy":    linkProperty(replacedBy),
	}
	for kind, name := range skosNames {
		p[skosNS+name] = textProperty(textKind(kind))
	}
	for kind, name := range linkNames {
		if kind := linkKind(kind); kind != replacedBy && kind != ofType {
			p[skosNS+name] = linkProperty(kind)
		}
	}
	return p
}

// A skosReader reads the statements of a document into a draft.
type skosReader struct {
	*source
	properties map[string]property
	subjects   []uint32 // things that have statements, in order

	subject rdf.Term // the last one
	thing   uint32   // which it is

	others     int // statements that mean nothing here
	firstOther rdf.Triple
	strange    map[string]*strangeness // of SKOS, but not known, by predicate
}

type strangeness struct{ line, times int }

// readRDF reads a document in a form of RDF.
func (s *source) readRDF(r io.Reader, f rdf.Format) error {
	s.isSet = true
	x := skosReader{source: s, properties: properties(), strange: make(map[string]*strangeness)}
	limited := &limitedReader{r: r, left: maxRDF}
	for t, err := range rdf.Read(limited, f, "") {
		if err != nil {
			return x.located(err)
		}
		if x.base != nil && t.Line == 0 {
			t.Line = 1 // of JSON-LD, no lines are known; 0 is the base
		}
		x.statement(&t)
	}
	x.report()
	x.settle()
	return nil
}

// located makes an error of a document one of the file.
func (x *skosReader) located(err error) error {
	var e *rdf.Error
	if errors.As(err, &e) {
		return &FileError{File: x.name, Line: e.Line, Err: plainError(e.Err)}
	}
	return plainError(err)
}

// A limitedReader fails where an io.LimitReader would say that all is read.
type limitedReader struct {
	r    io.Reader
	left int64
}

func (l *limitedReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("more than %d bytes", int64(maxRDF))
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	return n, err
}

// node returns the thing that a node stands for.
func (x *skosReader) node(t *rdf.Term) uint32 {
	if t.Kind == rdf.Blank {
		n := x.draft.thing("_:" + t.Value)
		x.about[n].is |= isBlank
		return n
	}
	return x.draft.thing(idOf(t.Value))
}

// idOf returns the ID that an IRI is.
func idOf(iri string) string {
	plain := true
	for i := 0; i < len(iri) && plain; i++ {
		plain = iri[i] != '%' && iri[i] < utf8.RuneSelf
	}
	if plain {
		return iri
	}
	if !isIRI(iri) {
		if decoded, err := url.PathUnescape(iri); err == nil {
			iri = decoded
		}
	}
	id, _ := tidy(iri)
	return id
}

// statement takes in a statement.
func (x *skosReader) statement(t *rdf.Triple) {
	p := x.properties[t.Predicate.Value]
	if p.role == unknown {
		x.other(t)
		return
	}
	if x.subject != t.Subject || len(x.subjects) == 0 {
		x.subject, x.thing = t.Subject, x.node(&t.Subject)
		if about := &x.about[x.thing]; about.is&isSubject == 0 {
			about.is |= isSubject
			about.line = uint32(t.Line)
			x.subjects = append(x.subjects, x.thing)
		}
	}
	switch p.role {
	case hasClass:
		x.class(t)
	case hasDeprecated:
		x.deprecate(t)
	case hasText:
		x.texted(p.text, t)
	case hasLink:
		x.linked(p.link, t)
	}
}

// other counts a statement that means nothing here.
func (x *skosReader) other(t *rdf.Triple) {
	const most = 100
	name, isSKOS := strings.CutPrefix(t.Predicate.Value, skosNS)
	switch s := x.strange[name]; {
	case isSKOS && s != nil:
		s.times++
	case isSKOS && len(x.strange) < most:
		x.strange[strings.Clone(name)] = &strangeness{t.Line, 1}
	default:
		if x.others == 0 {
			x.firstOther = *t
		}
		x.others++
	}
}

// report says what means nothing here.
func (x *skosReader) report() {
	for name, s := range x.strange {
		x.problem(ruleColumn, Warning, s.line, "skos:%s means nothing here; %s left out", name, countAre(s.times, "statement"))
	}
	if x.others > 0 {
		x.problem(ruleRest, Info, x.firstOther.Line, "only what SKOS says of concepts is read; %s left out, the first one with %s", countAre(x.others, "other statement"), quote(x.firstOther.Predicate.Value))
	}
}

// name returns the ID of the subject for problems: "" for a blank node.
func (x *skosReader) subjectID() string {
	if x.subject.Kind == rdf.Blank || len(x.subject.Value) > maxLabel {
		return ""
	}
	return x.id(x.thing)
}

// class takes in the class of a thing.
func (x *skosReader) class(t *rdf.Triple) {
	is := &x.about[x.thing].is
	if t.Object.Kind == rdf.Literal {
		x.draft.problem(ruleValue, Error, t.Line, x.subjectID(), "the text %s stands where a class belongs; it is left out", quote(t.Object.Value))
		return
	}
	*is |= isTyped
	switch t.Object.Value {
	case skosNS + "Concept":
		*is |= isDeclared
	case skosNS + "ConceptScheme":
		*is |= isScheme
	case skosNS + "Collection":
		*is |= isCollection
	case skosNS + "OrderedCollection":
		*is |= isCollection | isOrdered
	case xlNS + "Label":
		*is |= isXLabel
	default:
		x.putLink(x.thing, ofType, x.node(&t.Object), t.Line)
	}
}

func (x *skosReader) deprecate(t *rdf.Triple) {
	switch value := t.Object.Value; {
	case t.Object.Kind == rdf.Literal && (value == "true" || value == "1"):
		x.about[x.thing].is |= isDeprecated
	case t.Object.Kind == rdf.Literal && (value == "false" || value == "0"):
	default:
		x.draft.problem(ruleValue, Error, t.Line, x.subjectID(), "%s is neither true nor false; it is taken for false", quote(value))
	}
}

// texted takes in a text, or a note that is a thing.
func (x *skosReader) texted(kind textKind, t *rdf.Triple) {
	l, ok := Label{t.Object.Value, t.Object.Lang}, true
	switch {
	case kind <= hiddenLabel:
		x.about[x.thing].is |= isLabelled
	case kind == literalForm:
		x.about[x.thing].is |= isXLabel
	}
	switch isLiteral := t.Object.Kind == rdf.Literal; {
	case !isLiteral && kind == license:
		l.Text = idOf(l.Text)
	case !isLiteral && definition <= kind && kind <= note:
		x.putLink(x.thing, noteOf+linkKind(kind), x.node(&t.Object), t.Line)
		return
	case !isLiteral:
		if kind <= lastText || kind == literalForm {
			x.draft.problem(ruleValue, Error, t.Line, x.subjectID(), "%s has %s where a text belongs; it is left out", textName(kind), quote(t.Object.Value))
		}
		return
	case kind <= hiddenLabel:
		l, ok = x.cleanLabel(x.subjectID(), kind, l, t.Line)
	case kind <= note:
		l, ok = x.cleanNote(x.subjectID(), kind, l, t.Line)
	case kind == notation || kind == version || kind == license || kind == title:
		l.Text, _ = tidy(l.Text)
		ok = l.Text != ""
		if kind != title {
			l.Lang = ""
		}
	case kind == plainLabel:
		l.Text, _ = tidy(l.Text)
		ok = l.Text != "" && len(l.Text) <= maxLabel
	}
	if ok && kind > notation && !x.validLang(l.Lang) { // of the others, it has been said
		x.draft.problem(ruleLanguage, Warning, t.Line, x.subjectID(), "the text %s has %s for a language", quote(l.Text), quote(l.Lang))
		l.Lang = ""
	}
	if ok {
		x.putText(x.thing, kind, l, t.Line, false)
	}
}

// textName returns the name of a kind of texts in SKOS.
func textName(kind textKind) string {
	if kind == literalForm {
		return "literalForm"
	}
	return skosNames[kind]
}

// linked takes in a link.
func (x *skosReader) linked(kind linkKind, t *rdf.Triple) {
	if t.Object.Kind == rdf.Literal {
		if kind != replacedBy && kind != listFirst {
			x.draft.problem(ruleValue, Error, t.Line, x.subjectID(), "%s has the text %s where %s belongs; it is left out", predicateName(t), quote(t.Object.Value), linkEnd(kind))
		}
		return
	}
	to := x.node(&t.Object)
	from, end := &x.about[x.thing].is, &x.about[to].is
	switch kind {
	case broader, narrower, related, broaderTransitive, narrowerTransitive:
		*from |= isMapped
		*end |= isMapped
	case exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch, otherMatch:
		*from |= isMapped
	case inScheme, topOf:
		*from |= isMapped
		*end |= isScheme
	case hasTop:
		*from |= isScheme
		*end |= isMapped
	case member:
		*from |= isCollection
		*end |= isMapped
	case memberList:
		*from |= isCollection | isOrdered
	case xlPref, xlAlt, xlHidden:
		*from |= isLabelled
		*end |= isXLabel
	}
	x.putLink(x.thing, kind, to, t.Line)
}

// predicateName returns the last part of a predicate.
func predicateName(t *rdf.Triple) string {
	p := t.Predicate.Value
	return p[strings.LastIndexAny(p, "#/")+1:]
}

// linkEnd says what belongs at the end of a link.
func linkEnd(kind linkKind) string {
	switch kind {
	case inScheme, topOf:
		return "a scheme"
	case xlPref, xlAlt, xlHidden:
		return "a label of SKOS-XL"
	case memberList, listRest:
		return "a list"
	}
	return "a concept"
}
