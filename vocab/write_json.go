package vocab

import (
	"bufio"
	"bytes"
	"encoding/json"
)

// A jsonWriter writes a value member by member, with one member on each line.
type jsonWriter struct {
	w     *bufio.Writer
	begun bool // the object at hand has a member
	depth int
}

func (j *jsonWriter) indent() {
	j.w.WriteByte('\n')
	for range j.depth {
		j.w.WriteString("  ")
	}
}

func (j *jsonWriter) open(bracket byte) {
	j.w.WriteByte(bracket)
	j.begun = false
	j.depth++
}

func (j *jsonWriter) close(bracket byte) {
	j.depth--
	j.indent()
	j.w.WriteByte(bracket)
	j.begun = true
}

// next begins an element.
func (j *jsonWriter) next() {
	if j.begun {
		j.w.WriteByte(',')
	}
	j.begun = true
	j.indent()
}

// key begins a member.
func (j *jsonWriter) key(name string) {
	j.next()
	j.value(name)
	j.w.WriteString(": ")
}

// value writes strings, booleans, and arrays of them, in one line.
func (j *jsonWriter) value(v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // to a buffer, without values that could fail
	j.w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

func (j *jsonWriter) ids(name string, ids []string) {
	if len(ids) > 0 {
		j.key(name)
		j.value(ids)
	}
}

// labels writes labels as one text, as several, or, if some have a language, by
// language.
func (j *jsonWriter) labels(name string, labels []Label) {
	runs := byLanguage(labels)
	if len(runs) == 0 {
		return
	}
	j.key(name)
	texts := func(texts []string) {
		if len(texts) == 1 {
			j.value(texts[0])
		} else {
			j.value(texts)
		}
	}
	if len(runs) == 1 && runs[0].lang == "" {
		texts(runs[0].texts)
		return
	}
	j.w.WriteByte('{')
	for i, r := range runs {
		if i > 0 {
			j.w.WriteString(", ")
		}
		j.value(r.lang)
		j.w.WriteString(": ")
		texts(r.texts)
	}
	j.w.WriteByte('}')
}

// writeJSON writes an object with schemes, collections and concepts.
func (v *Vocabulary) writeJSON(w *bufio.Writer) (problems []Problem) {
	j := &jsonWriter{w: w}
	j.open('{')
	if len(v.schemes) > 0 {
		j.key("schemes")
		j.open('[')
		for _, s := range v.schemes {
			j.next()
			j.open('{')
			j.key("id")
			j.value(s.ID)
			j.labels("title", s.Title)
			if s.Version != "" {
				j.key("version")
				j.value(s.Version)
			}
			if s.License != "" {
				j.key("license")
				j.value(s.License)
			}
			j.close('}')
		}
		j.close(']')
	}
	if len(v.collections) > 0 {
		j.key("collections")
		j.open('[')
		for _, c := range v.collections {
			j.next()
			j.open('{')
			j.key("id")
			j.value(c.ID)
			j.labels("title", c.Title)
			j.ids("members", c.Members)
			if c.Ordered {
				j.key("ordered")
				j.value(true)
			}
			j.close('}')
		}
		j.close(']')
	}
	j.key("concepts")
	j.open('[')
	for i := range v.ids {
		c := v.concept(i)
		if p, ok := bareProblem(c); ok {
			problems = append(problems, p)
		}
		j.next()
		j.concept(c)
	}
	j.close(']')
	j.close('}')
	j.w.WriteByte('\n')
	return problems
}

func (j *jsonWriter) concept(c *Concept) {
	j.open('{')
	if len(c.Pref) == 0 || c.Pref[0].Text != c.ID || bareIRI(c.ID) == c.ID {
		j.key("id")
		j.value(c.ID)
	}
	for kind := prefLabel; kind < notation; kind++ {
		j.labels(textNames[kind], *c.texts(kind))
	}
	j.ids("notation", c.Notation)
	for kind := broader; kind <= lastLink; kind++ {
		j.ids(linkNames[kind], *c.linked(kind))
	}
	if c.Deprecated {
		j.key("deprecated")
		j.value(true)
	}
	j.close('}')
}
