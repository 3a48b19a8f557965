package vocab

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// A jsonReader reads an array of concepts, or an object with title, language
// and concepts.
type jsonReader struct {
	*source
	decoder *json.Decoder
	lang    string
	titled  string

	line int   // of the byte at read
	read int64 // all before it is counted
}

func readJSON(s *source) error {
	j := jsonReader{source: s, decoder: json.NewDecoder(strings.NewReader(s.text)), line: 1}
	if err := j.document(); err != nil {
		return j.located(err)
	}
	j.setLang(j.lang)
	if j.titled != "" {
		j.schemes = append(j.schemes, Scheme{Title: []Label{{j.titled, ""}}})
	}
	for i := range j.schemes {
		j.tagged(j.schemes[i].Title)
	}
	for i := range j.collections {
		j.tagged(j.collections[i].Title)
	}
	return nil
}

// located adds to an error its line. The decoder doesn't know it: its offsets
// count only a part of what it reads.
func (j *jsonReader) located(err error) error {
	offset := j.decoder.InputOffset()
	var raw json.RawMessage
	var syntax *json.SyntaxError
	if again := json.Unmarshal([]byte(j.text), &raw); errors.As(again, &syntax) {
		err, offset = again, syntax.Offset-1
	}
	line := 1 + strings.Count(j.text[:max(0, min(offset, int64(len(j.text))))], "\n")
	return &FileError{File: j.name, Line: line, Err: err}
}

// lineAt returns the line of an offset. Offsets are asked for in order.
func (j *jsonReader) lineAt(offset int64) int {
	offset = min(max(offset, j.read), int64(len(j.text)))
	j.line += strings.Count(j.text[j.read:offset], "\n")
	j.read = offset
	return j.line
}

func (j *jsonReader) document() error {
	token, err := j.decoder.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('['):
		err = j.concepts()
	case json.Delim('{'):
		err = j.object()
	default:
		err = errors.New("neither an array of concepts nor an object")
	}
	if err != nil {
		return err
	}
	if _, err := j.decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the end of the data")
	}
	return nil
}

// object reads the members of the outer object.
func (j *jsonReader) object() error {
	var found []string
	for j.decoder.More() {
		token, err := j.decoder.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		line := j.lineAt(j.decoder.InputOffset())
		if key == "concepts" && !slices.Contains(found, key) {
			found = append(found, key)
			if token, err = j.decoder.Token(); err == nil && token != json.Delim('[') {
				err = errors.New("concepts is not an array")
			}
			if err == nil {
				err = j.concepts()
			}
			if err != nil {
				return err
			}
			continue
		}
		var value json.RawMessage
		if err := j.decoder.Decode(&value); err != nil {
			return err
		}
		if (key == "schemes" || key == "collections") && value[0] == '[' && !slices.Contains(found, key) {
			found = append(found, key)
			if key == "collections" {
				j.collectionLine = line
			}
			j.groups(key, value, line)
			continue
		}
		switch {
		case key != "title" && key != "language" && key != "concepts" && key != "schemes" && key != "collections":
			j.problem(ruleColumn, Warning, line, "member %s means nothing here; it is left out", quote(key))
			continue
		case slices.Contains(found, key):
			j.problem(ruleColumnTwice, Error, line, "member %s stands twice; the second is left out", quote(key))
			continue
		}
		found = append(found, key)
		text, ok := jsonText(value)
		switch {
		case !ok || key == "language" && !validLang(text):
			j.problem(ruleValue, Error, line, "%s has %s for a value; it is left out", quote(key), describe(value))
		case key == "title":
			j.titled, _ = tidy(text)
		default:
			j.lang = text
		}
	}
	if !slices.Contains(found, "concepts") {
		return errors.New("the object has no member concepts")
	}
	_, err := j.decoder.Token()
	return err
}

// concepts reads the elements of an array and its end. An element that is no
// concept is a problem, and the others are read.
func (j *jsonReader) concepts() error {
	var raw json.RawMessage
	for j.decoder.More() {
		if err := j.decoder.Decode(&raw); err != nil {
			return err
		}
		start := j.decoder.InputOffset() - int64(len(raw))
		e := entry{line: j.lineAt(start)}
		switch raw[0] {
		case '{':
			j.concept(&e, raw, start)
			e.ID = bareIRI(e.ID)
		case '"':
			text, _ := jsonText(raw)
			e.Pref = []Label{{Text: text}}
		default:
			j.problem(ruleRow, Error, e.line, "%s stands where a concept belongs; it is left out", describe(raw))
			continue
		}
		j.add(&e)
	}
	_, err := j.decoder.Token()
	return err
}

// concept reads the members of a concept. One that can't be read is a problem,
// and the others are read.
func (j *jsonReader) concept(e *entry, raw []byte, start int64) {
	var found []string
	members(raw, func(key string, value []byte, at int) {
		name, lang := fieldName(key)
		f := e.field(name)
		switch {
		case name == "":
			j.problem(ruleColumn, Warning, j.lineAt(start+int64(at)), "member %s means nothing here; it is left out", quote(key))
			return
		case slices.Contains(found, key):
			j.problem(ruleColumnTwice, Error, j.lineAt(start+int64(at)), "member %s stands twice; the second is left out", quote(key))
			return
		}
		found = append(found, key)
		ok := string(value) == "null"
		switch {
		case ok:
		case f.labels != nil:
			ok = jsonLabels(f.labels, value, lang)
		case f.ids != nil:
			ok = jsonTexts(value, func(id string) { *f.ids = append(*f.ids, id) })
		case f.text != nil:
			*f.text, ok = jsonText(value)
		default:
			*f.flag, ok = string(value) == "true", string(value) == "true" || string(value) == "false"
		}
		switch {
		case ok:
		case f.labels != nil, f.ids != nil:
			j.problem(ruleValue, Error, j.lineAt(start+int64(at)), "%s has %s for a value, all or in part; what isn't text is left out", quote(key), describe(value))
		default:
			j.problem(ruleValue, Error, j.lineAt(start+int64(at)), "%s has %s for a value; it is left out", quote(key), describe(value))
		}
	})
}

// tagged gives titles without a language that of the file.
func (j *jsonReader) tagged(titles []Label) {
	for i := range titles {
		if titles[i].Lang == "" {
			titles[i].Lang = j.lang
		}
	}
}

// groups reads schemes or collections. What can't be read of one is a problem.
func (j *jsonReader) groups(key string, array []byte, line int) {
	elements(array, func(value []byte) {
		if value[0] != '{' {
			j.problem(ruleRow, Error, line, "%s stands among %s; it is left out", describe(value), key)
			return
		}
		var s Scheme
		var c Collection
		members(value, func(name string, value []byte, _ int) {
			ok := true
			switch {
			case name == "id":
				s.ID, ok = jsonText(value)
				s.ID, _ = tidy(bareIRI(s.ID))
			case name == "title":
				ok = jsonLabels(&s.Title, value, "")
			case name == "version" && key == "schemes":
				s.Version, ok = jsonText(value)
				s.Version, _ = tidy(s.Version)
			case name == "license" && key == "schemes":
				s.License, ok = jsonText(value)
				s.License, _ = tidy(s.License)
			case name == "members" && key == "collections":
				ok = jsonTexts(value, func(id string) { c.Members = append(c.Members, id) })
			case name == "ordered" && key == "collections":
				c.Ordered = string(value) == "true"
			default:
				j.problem(ruleColumn, Warning, line, "member %s means nothing among %s; it is left out", quote(name), key)
			}
			if !ok {
				j.problem(ruleValue, Error, line, "%s has %s for a value, all or in part; what isn't text is left out", quote(name), describe(value))
			}
		})
		s.Title = slices.DeleteFunc(s.Title, func(l Label) bool { return !validLang(l.Lang) })
		for i := range s.Title {
			s.Title[i].Text, _ = tidy(s.Title[i].Text)
		}
		switch {
		case key == "schemes":
			j.schemes = append(j.schemes, s)
		case s.ID == "":
			j.problem(ruleBadID, Error, line, "a collection has no ID; it is left out")
		default:
			c.ID, c.Title = s.ID, s.Title
			j.collections = append(j.collections, c)
		}
	})
}

// members calls f with each member of an object: its name, its value and where
// in the object that stands. The object must be well formed.
func members(object []byte, f func(key string, value []byte, at int)) {
	for i := skipSpace(object, 1); object[i] != '}'; {
		end := valueEnd(object, i)
		key, _ := jsonText(object[i:end])
		i = skipSpace(object, skipSpace(object, end)+1)
		end = valueEnd(object, i)
		f(key, object[i:end], i)
		if i = skipSpace(object, end); object[i] == ',' {
			i = skipSpace(object, i+1)
		}
	}
}

// elements calls f with each element of an array, which must be well formed.
func elements(array []byte, f func(value []byte)) {
	for i := skipSpace(array, 1); array[i] != ']'; {
		end := valueEnd(array, i)
		f(array[i:end])
		if i = skipSpace(array, end); array[i] == ',' {
			i = skipSpace(array, i+1)
		}
	}
}

func skipSpace(data []byte, i int) int {
	for data[i] == ' ' || data[i] == '\t' || data[i] == '\n' || data[i] == '\r' {
		i++
	}
	return i
}

// valueEnd returns where the value at i ends, in data that is well formed and
// goes on after it.
func valueEnd(data []byte, i int) int {
	depth := 0
	for ; ; i++ {
		switch data[i] {
		case '"':
			for i++; data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',', ':', ' ', '\t', '\n', '\r':
			continue
		default:
			// A number or a word: to its last character.
			for strings.IndexByte(",]} \t\n\r", data[i+1]) < 0 {
				i++
			}
		}
		if depth == 0 {
			return i + 1
		}
	}
}

// jsonText returns a string, or a number as it is written.
func jsonText(value []byte) (string, bool) {
	switch c := value[0]; {
	case c == '"' && bytes.IndexByte(value, '\\') < 0 && utf8.Valid(value):
		return string(value[1 : len(value)-1]), true
	case c == '"':
		var s string
		err := json.Unmarshal(value, &s)
		return s, err == nil
	case c == '-', '0' <= c && c <= '9':
		return string(value), true
	}
	return "", false
}

// jsonTexts calls f with a text, or with each of an array. It reports whether
// there is nothing else.
func jsonTexts(value []byte, f func(string)) bool {
	if value[0] != '[' {
		text, ok := jsonText(value)
		if ok {
			f(text)
		}
		return ok
	}
	all := true
	elements(value, func(e []byte) {
		if text, ok := jsonText(e); ok {
			f(text)
		} else {
			all = false
		}
	})
	return all
}

// jsonLabels appends to labels a text, an array of them, or those of an object
// that has either for each language. It reports whether there is nothing else.
func jsonLabels(labels *[]Label, value []byte, lang string) bool {
	add := func(text string) { *labels = append(*labels, Label{text, lang}) }
	if value[0] != '{' {
		return jsonTexts(value, add)
	}
	all := true
	members(value, func(key string, value []byte, _ int) {
		lang = key
		all = (string(value) == "null" || jsonTexts(value, add)) && all
	})
	return all
}

// describe says what kind of value a value is.
func describe(value []byte) string {
	switch value[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		text, _ := jsonText(value)
		return quote(text)
	}
	return cut(string(value), 40) // a number, true, false, null
}
