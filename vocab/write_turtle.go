package vocab

import (
	"bufio"
	"slices"
	"strings"

	"github.com/catchword/catchword/internal/rdf"
)

// A turtleWriter writes subjects with their predicates and objects, one object
// on each line.
type turtleWriter struct {
	w         *bufio.Writer
	namespace string // that of most IDs, whose prefix is empty; "" if there is none
	buf       []byte
}

// skosNames are the names of kinds of texts in SKOS.
var skosNames = [...]string{
	"prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "example",
	"historyNote", "editorialNote", "changeNote", "note", "notation",
}

// writeTurtle writes schemes, collections and concepts.
func (v *Vocabulary) writeTurtle(w *bufio.Writer) {
	t := turtleWriter{w: w, namespace: v.namespace()}
	if t.namespace != "" {
		w.WriteString("@prefix : <" + t.namespace + "> .\n")
	}
	w.WriteString("@prefix dcterms: <" + dctermsNS + "> .\n")
	w.WriteString("@prefix owl: <" + owlNS + "> .\n")
	w.WriteString("@prefix skos: <" + skosNS + "> .\n")
	schemes := slices.Clone(v.schemes)
	slices.SortStableFunc(schemes, func(a, b Scheme) int { return strings.Compare(a.ID, b.ID) })
	for _, s := range schemes {
		t.subject(s.ID, "skos:ConceptScheme")
		t.labels("dcterms:title", s.Title)
		if s.Version != "" {
			t.labels("owl:versionInfo", []Label{{Text: s.Version}})
		}
		switch {
		case s.License == "":
		case isIRI(s.License) && rdf.ValidIRI(s.License):
			t.ids("dcterms:license", []string{s.License})
		default:
			t.labels("dcterms:license", []Label{{Text: s.License}})
		}
		t.end()
	}
	collections := slices.Clone(v.collections)
	slices.SortStableFunc(collections, func(a, b Collection) int { return strings.Compare(a.ID, b.ID) })
	for _, c := range collections {
		t.collection(&c)
	}
	for _, i := range v.order {
		t.concept(v.concept(int(i)))
	}
}

// namespace returns what most IDs begin with that are IRIs, up to their last
// slash or hash: the first of those that are most frequent.
func (v *Vocabulary) namespace() string {
	times := make(map[string]int)
	best := ""
	for _, i := range v.order {
		id := v.ID(int(i))
		cut := strings.LastIndexAny(id, "/#") + 1
		if cut == 0 || !rdf.ValidLocal(id[cut:]) || !isIRI(id[:cut]) || !rdf.ValidIRI(id[:cut]) {
			continue
		}
		times[id[:cut]]++
		if times[id[:cut]] > times[best] {
			best = id[:cut]
		}
	}
	return best
}

// id writes an ID.
func (t *turtleWriter) id(id string) {
	if local, ok := strings.CutPrefix(id, t.namespace); ok && t.namespace != "" && rdf.ValidLocal(local) {
		t.w.WriteByte(':')
		t.w.WriteString(local)
		return
	}
	if !isIRI(id) || !rdf.ValidIRI(id) {
		id = relativeIRI(id)
	}
	t.buf = rdf.AppendIRI(t.buf[:0], id)
	t.w.Write(t.buf)
}

// relativeIRI returns the relative IRI from which [idOf] makes an ID that is no
// IRI.
func relativeIRI(id string) string {
	if strings.Trim(id, ".") == "" && id != "" {
		return strings.ReplaceAll(id, ".", "%2E") // a folder
	}
	id = strings.ReplaceAll(id, "%", "%25")
	return strings.ReplaceAll(id, ":", "%3A") // what is before it would be a scheme
}

func (t *turtleWriter) subject(id, class string) {
	t.w.WriteByte('\n')
	t.id(id)
	t.w.WriteString(" a " + class)
}

// predicate begins the objects of a predicate.
func (t *turtleWriter) predicate(name string) {
	t.w.WriteString(" ;\n    " + name + " ")
}

func (t *turtleWriter) end() { t.w.WriteString(" .\n") }

// labels writes texts, sorted.
func (t *turtleWriter) labels(predicate string, labels []Label) {
	if len(labels) == 0 {
		return
	}
	if len(labels) > 1 {
		labels = slices.Clone(labels)
		slices.SortFunc(labels, compareLabels)
	}
	t.predicate(predicate)
	for i, l := range labels {
		if i > 0 {
			t.w.WriteString(" ,\n        ")
		}
		t.buf = rdf.AppendTerm(t.buf[:0], rdf.Term{Kind: rdf.Literal, Value: l.Text, Lang: l.Lang})
		t.w.Write(t.buf)
	}
}

// ids writes the names of things, in their order.
func (t *turtleWriter) ids(predicate string, ids []string) {
	if len(ids) == 0 {
		return
	}
	t.predicate(predicate)
	for i, id := range ids {
		if i > 0 {
			t.w.WriteString(" ,\n        ")
		}
		t.id(id)
	}
}

func (t *turtleWriter) collection(c *Collection) {
	class := "skos:Collection"
	if c.Ordered {
		class = "skos:OrderedCollection"
	}
	t.subject(c.ID, class)
	t.labels("skos:prefLabel", c.Title)
	if c.Ordered && len(c.Members) > 0 {
		t.predicate("skos:memberList")
		t.w.WriteByte('(')
		for _, id := range c.Members {
			t.w.WriteString("\n        ")
			t.id(id)
		}
		t.w.WriteString(" )")
	} else {
		t.ids("skos:member", c.Members)
	}
	t.end()
}

func (t *turtleWriter) concept(c *Concept) {
	t.subject(c.ID, "skos:Concept")
	for _, class := range c.Types {
		t.w.WriteString(" ,\n        ")
		t.id(class)
	}
	for kind := prefLabel; kind < notation; kind++ {
		t.labels("skos:"+skosNames[kind], *c.texts(kind))
	}
	notations := make([]Label, len(c.Notation))
	for i, n := range c.Notation {
		notations[i].Text = n
	}
	t.labels("skos:notation", notations)
	for kind := broader; kind <= topOf; kind++ {
		switch kind {
		case narrower:
		case replacedBy:
			if c.Deprecated {
				t.predicate("owl:deprecated")
				t.w.WriteString("true")
			}
			t.ids("dcterms:isReplacedBy", c.ReplacedBy)
		default:
			t.ids("skos:"+linkNames[kind], *c.linked(kind))
		}
	}
	t.end()
}
