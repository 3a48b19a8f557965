package vocab

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A field is one of the columns of a table, or of the members of a concept in
// JSON. One of its pointers is set.
type field struct {
	labels *[]Label  // labels or notes
	ids    *[]string // IDs of other concepts, or names of other things
	text   *string
	flag   *bool
	whole  bool // its values are not split at bars
}

// field returns the field of an entry that has a name.
func (e *entry) field(name string) field {
	switch name {
	case "id":
		return field{text: &e.ID, whole: true}
	case "notation":
		return field{ids: &e.Notation, whole: true}
	case "deprecated":
		return field{flag: &e.Deprecated}
	}
	if i := slices.Index(textNames[:], name); i >= 0 {
		return field{labels: e.texts(textKind(i)), whole: textKind(i) > hiddenLabel}
	}
	if i := slices.Index(linkNames[:], name); i >= 0 {
		return field{ids: e.linked(linkKind(i))}
	}
	return field{}
}

// fieldNames are the names that field knows.
var fieldNames = slices.Concat([]string{"id", "deprecated"}, textNames[:], linkNames[:])

// fieldName returns the name of the field that a column is named after, and the
// language: "Alt_label@fr" is "altLabels", "fr". The name is "" if there is no
// such field, or none that has a language.
func fieldName(header string) (name, lang string) {
	header, lang, tagged := strings.Cut(strings.TrimSpace(header), "@")
	if i := slices.Index(fieldNames, header); i >= 0 {
		name = fieldNames[i]
	} else {
		plain := strings.TrimSuffix(strings.NewReplacer(" ", "", "_", "", "-", "").Replace(header), "s")
		for _, known := range fieldNames {
			if strings.EqualFold(plain, strings.TrimSuffix(known, "s")) {
				name = known
			}
		}
	}
	if tagged && (new(entry).field(name).labels == nil || lang == "") {
		return "", ""
	}
	return name, lang
}

// columnName is fieldName for a table, which may be one of Annif's, too: its uri
// is an ID, and its label_fr a preferred label in French.
func columnName(header string) (name, lang string) {
	header = strings.TrimSpace(header)
	if strings.EqualFold(header, "uri") {
		return "id", ""
	}
	if before, lang, _ := strings.Cut(header, "_"); strings.EqualFold(before, "label") {
		if lang = strings.ReplaceAll(lang, "_", "-"); lang != "" && validLang(lang) && knownLang(lang) {
			return "prefLabel", lang
		}
	}
	return fieldName(header)
}

// delimiterOf returns what separates the columns that line names, 0 if line
// does not name any: two columns at least, or prefLabel alone. A list may begin
// with the label "Definition".
func delimiterOf(line string) byte {
	var best byte
	most := 0
	for _, comma := range []byte{'\t', ',', ';'} {
		headers := strings.Split(line, string(comma))
		known, alone := 0, false
		for _, header := range headers {
			if name, _ := columnName(strings.Trim(header, ` "`)); name != "" {
				known++
				alone = len(headers) == 1 && name == "prefLabel"
			}
		}
		if known > most && (known >= 2 || alone) {
			best, most = comma, known
		}
	}
	return best
}

// A tableReader reads the rows of a table into entries.
type tableReader struct {
	*source
	rows  rowScanner
	names []string
	langs []string

	empty, firstEmpty int // rows without a value
}

// readTable reads a table with a row of column names.
func readTable(s *source, comma byte) error {
	t := tableReader{source: s, rows: rowScanner{text: s.text, comma: comma, line: 1}}
	if err := t.header(); err != nil {
		return &FileError{File: s.name, Line: t.rows.first, Err: err}
	}
	for t.rows.next() {
		if t.usable() {
			e := t.entry()
			s.add(&e)
		}
	}
	switch {
	case t.empty == 1:
		s.problem(ruleRowEmpty, Info, t.firstEmpty, "the row is empty")
	case t.empty > 1:
		s.problem(ruleRowEmpty, Info, t.firstEmpty, "%d rows are empty; this is the first", t.empty)
	}
	return nil
}

// header reads the row of column names.
func (t *tableReader) header() error {
	if !t.rows.next() {
		return errors.New("the file is empty")
	}
	if t.rows.bad != "" {
		return errors.New(t.rows.bad)
	}
	named := false
	for _, h := range t.rows.fields {
		name, lang := columnName(h)
		f := new(entry).field(name)
		switch twice := slices.Contains(t.names, name) && f.labels == nil && f.ids == nil; {
		case name == "" && strings.TrimSpace(h) == "":
			// A column without a name is looked at when it has a value.
		case name == "":
			t.problem(ruleColumn, Warning, t.rows.first, "column %s means nothing here; it is left out", quote(h))
		case twice:
			t.problem(ruleColumnTwice, Error, t.rows.first, "column %s stands twice; the second is left out", quote(h))
			name = ""
		case !validLang(lang):
			t.problem(ruleLanguage, Warning, t.rows.first, "column %s has %s for a language; its labels have none", quote(h), quote(lang))
			lang = ""
		}
		named = named || name == "id" || name == "prefLabel"
		t.names, t.langs = append(t.names, name), append(t.langs, lang)
	}
	if !named {
		return errors.New("no column is named id or prefLabel")
	}
	for i, h := range t.rows.fields {
		if strings.TrimSpace(h) == "" {
			t.names[i] = unnamed
		}
	}
	return nil
}

// unnamed stands for the name of a column that has none.
const unnamed = " "

// usable reports whether the row has what the columns ask for.
func (t *tableReader) usable() bool {
	r := &t.rows
	for len(r.fields) > len(t.names) && strings.TrimSpace(r.fields[len(r.fields)-1]) == "" {
		r.fields = r.fields[:len(r.fields)-1] // as spreadsheets write rows of different lengths
	}
	switch {
	case r.bad != "":
		t.problem(ruleRow, Error, r.first, "%s; %s left out", r.bad, lines(r.first, r.last))
		return false
	case !slices.ContainsFunc(r.fields, func(s string) bool { return strings.TrimSpace(s) != "" }):
		if t.empty == 0 {
			t.firstEmpty = r.first
		}
		t.empty++
		return false
	case len(r.fields) != len(t.names):
		t.problem(ruleRow, Error, r.first, "%s, but %s; %s left out", count(len(r.fields), "field"), count(len(t.names), "column"), lines(r.first, r.last))
		return false
	}
	return true
}

// lines names the lines of a row: "line 3 is", "lines 3 to 5 are".
func lines(first, last int) string {
	if first == last {
		return fmt.Sprintf("line %d is", first)
	}
	return fmt.Sprintf("lines %d to %d are", first, last)
}

// maxNoteLines is the number of lines from which on a note looks as if its end
// had been missed.
const maxNoteLines = 20

// entry makes an entry of the row.
func (t *tableReader) entry() entry {
	e := entry{line: t.rows.first}
	for i, value := range t.rows.fields {
		name := t.names[i]
		f := e.field(name)
		if strings.TrimSpace(value) == "" {
			continue
		}
		if name == unnamed {
			t.problem(ruleColumn, Warning, e.line, "column %d has values, but no name; it is left out", i+1)
			t.names[i] = ""
		}
		if t.rows.last > t.rows.first && t.names[i] != "" {
			t.checkLines(i, strings.Trim(value, "\n"), f.whole && f.labels != nil)
		}
		values := []string{value}
		if !f.whole && f.flag == nil {
			values = strings.Split(value, "|")
		}
		for _, v := range values {
			switch {
			case f.labels != nil:
				*f.labels = append(*f.labels, Label{v, t.langs[i]})
			case f.ids != nil:
				*f.ids = append(*f.ids, v)
			case f.text != nil:
				*f.text = v
			case f.flag != nil:
				*f.flag = t.truth(v, e.line)
			}
		}
	}
	e.ID = bareIRI(e.ID)
	return e
}

// checkLines finds values that go over more lines than their column would have
// them do: that is what a quotation mark without its other half looks like.
func (t *tableReader) checkLines(column int, value string, note bool) {
	n := 1 + strings.Count(value, "\n")
	switch {
	case n > maxNoteLines, n > 1 && !note:
		t.problem(ruleRowLines, Warning, t.rows.first, "a value of column %d goes over %d lines; perhaps a quotation mark is missing", column+1, n)
	case n > 1:
		for _, line := range strings.Split(value, "\n")[1:] {
			if strings.Count(line, string(t.rows.comma)) >= len(t.names)-1 {
				t.problem(ruleRowLines, Info, t.rows.first, "a value of column %d goes over %d lines, one of which might be a row", column+1, n)
				return
			}
		}
	}
}

// truth returns the truth value that a word stands for.
func (s *source) truth(value string, line int) bool {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true", "yes", "1", "x":
		return true
	case "false", "no", "0":
		return false
	}
	s.problem(ruleValue, Error, line, "%s is neither true nor false; it is taken for false", quote(value))
	return false
}
