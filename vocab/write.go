package vocab

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Format is a form of file in which a vocabulary can be written.
type Format uint8

const (
	Turtle Format = iota // SKOS in Turtle, sorted: two versions differ in the lines that differ
	JSON                 // the JSON that Read reads
	CSV                  // the CSV that Read reads
)

// String returns "Turtle", "JSON" or "CSV".
func (f Format) String() string {
	if names := [...]string{"Turtle", "JSON", "CSV"}; int(f) < len(names) {
		return names[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// Write writes the vocabulary. Reading it again gives one with the same
// fingerprint; schemes and collections come back as well, but for CSV, which
// has no place for them. What a format can't say comes back as problems.
//
// Turtle has the concepts in order of their IDs, and writes of broader and
// narrower only broader, which says both. An ID that is no IRI becomes a
// relative one, without a base: <child-care>; [Vocabulary.WithBase] makes an IRI of
// it. JSON and CSV have the concepts in
// the order of the vocabulary, with narrower written as it is.
func (v *Vocabulary) Write(w io.Writer, f Format) ([]Problem, error) {
	b := bufio.NewWriter(w)
	var problems []Problem
	switch f {
	case Turtle:
		v.writeTurtle(b)
	case JSON:
		problems = v.writeJSON(b)
	case CSV:
		problems = v.writeCSV(b)
	default:
		return nil, fmt.Errorf("there is no writer for %v", f)
	}
	return problems, b.Flush()
}

// bareProblem returns a problem if JSON and CSV would read an ID as another:
// they take angle brackets off.
func bareProblem(c *Concept) (Problem, bool) {
	if bareIRI(c.ID) == c.ID || len(c.Pref) > 0 && c.Pref[0].Text == c.ID {
		return Problem{}, false
	}
	return Problem{Rule: ruleUnwritable, Severity: Warning, Concept: c.ID, Message: fmt.Sprintf("ID %s loses its brackets when it is read again", quote(c.ID))}, true
}

// A languageRun is the texts of one language.
type languageRun struct {
	lang  string
	texts []string
}

// byLanguage returns labels by language, in the order in which the languages
// appear.
func byLanguage(labels []Label) []languageRun {
	var runs []languageRun
	for _, l := range labels {
		i := slices.IndexFunc(runs, func(r languageRun) bool { return r.lang == l.Lang })
		if i < 0 {
			i = len(runs)
			runs = append(runs, languageRun{lang: l.Lang})
		}
		runs[i].texts = append(runs[i].texts, l.Text)
	}
	return runs
}

// writeCSV writes a table with the columns that are used.
func (v *Vocabulary) writeCSV(w *bufio.Writer) []Problem {
	t := tableWriter{w: w, times: make(map[string]int)}
	if len(v.schemes) > 0 || len(v.collections) > 0 {
		named := len(v.collections)
		for _, s := range v.schemes {
			if len(s.Title) > 0 || s.Version != "" || s.License != "" {
				named++
			}
		}
		if named > 0 {
			t.problem("", "the titles, versions and licences of schemes, and the collections, have no place in a table; they are left out")
		}
	}
	for i := range v.ids {
		t.measure(v.concept(i))
	}
	t.header()
	for i := range v.ids {
		t.row(v.concept(i))
	}
	return t.problems
}

// A tableWriter writes a table of concepts.
type tableWriter struct {
	w        *bufio.Writer
	problems []Problem
	columns  []string       // in the order in which they are met, then sorted
	times    map[string]int // how many columns of one name there are
}

func (t *tableWriter) problem(concept, message string) {
	t.problems = append(t.problems, Problem{Rule: ruleUnwritable, Severity: Warning, Concept: concept, Message: message})
}

// each calls f with the columns of a concept and their values: several columns
// where values are not separated by bars.
func (t *tableWriter) each(c *Concept, f func(column string, values []string)) {
	for kind := prefLabel; kind < notation; kind++ {
		for _, run := range byLanguage(*c.texts(kind)) {
			column := textNames[kind]
			if run.lang != "" {
				column += "@" + run.lang
			}
			f(column, run.texts)
		}
	}
	f("notation", c.Notation)
	for kind := broader; kind <= lastLink; kind++ {
		f(linkNames[kind], *c.linked(kind))
	}
	if c.Deprecated {
		f("deprecated", []string{"true"})
	}
}

// barred reports whether the values of a column are separated by bars.
func barred(column string) bool {
	name, _, _ := strings.Cut(column, "@")
	f := new(entry).field(name)
	return !f.whole && f.flag == nil
}

// measure finds the columns that a concept needs.
func (t *tableWriter) measure(c *Concept) {
	t.each(c, func(column string, values []string) {
		n := len(values)
		if n == 0 {
			return
		}
		if barred(column) {
			n = 1
		}
		if t.times[column] == 0 {
			t.columns = append(t.columns, column)
		}
		t.times[column] = max(t.times[column], n)
	})
}

// header writes the names of the columns.
func (t *tableWriter) header() {
	position := func(column string) int {
		name, _, _ := strings.Cut(column, "@")
		return slices.Index(fieldNames, name)
	}
	slices.SortFunc(t.columns, func(a, b string) int {
		if d := position(a) - position(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	t.w.WriteString("id")
	for _, column := range t.columns {
		for range t.times[column] {
			t.w.WriteByte(',')
			t.w.WriteString(column)
		}
	}
	t.w.WriteByte('\n')
}

func (t *tableWriter) row(c *Concept) {
	cells := make(map[string][]string)
	t.each(c, func(column string, values []string) {
		if !barred(column) {
			cells[column] = values
			return
		}
		kept := make([]string, 0, len(values))
		for _, value := range values {
			if strings.Contains(value, "|") {
				t.problem(c.ID, fmt.Sprintf("%s %s has the bar in it that separates values; it is left out", column, quote(value)))
				continue
			}
			kept = append(kept, value)
		}
		if len(kept) > 0 {
			cells[column] = []string{strings.Join(kept, "|")}
		}
	})
	if p, ok := bareProblem(c); ok {
		t.problems = append(t.problems, p)
	}
	if len(c.Pref) > 0 && c.Pref[0].Text == c.ID && bareIRI(c.ID) != c.ID {
		// Without an ID, the label is it.
	} else {
		t.cell(c.ID)
	}
	for _, column := range t.columns {
		for n := range t.times[column] {
			t.w.WriteByte(',')
			if n < len(cells[column]) {
				t.cell(cells[column][n])
			}
		}
	}
	t.w.WriteByte('\n')
}

// cell writes a value, in quotation marks where it needs some.
func (t *tableWriter) cell(value string) {
	if !strings.ContainsAny(value, ",;\t\n\"") && strings.TrimSpace(value) == value {
		t.w.WriteString(value)
		return
	}
	t.w.WriteByte('"')
	t.w.WriteString(strings.ReplaceAll(value, `"`, `""`))
	t.w.WriteByte('"')
}
