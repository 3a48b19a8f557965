package report

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"github.com/catchword/catchword/span"
)

// A textLine is one line of a file of records, with its line end, or a whole
// document in JSON.
type textLine struct {
	path string
	line int
	data []byte
}

// fail returns an error about the line.
func (l textLine) fail(format string, args ...any) error {
	return &FileError{l.path, l.line, fmt.Errorf(format, args...)}
}

// linesIn yields the lines of r that aren't blank.
func linesIn(path string, r io.Reader) iter.Seq2[textLine, error] {
	return func(yield func(textLine, error) bool) {
		lines := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			data, err := readLine(lines)
			if n == 1 {
				data = bytes.TrimPrefix(data, []byte(bom))
			}
			if len(bytes.TrimSpace(data)) > 0 && err != errLong && !yield(textLine{path, n, data}, nil) {
				return
			}
			if err == io.EOF {
				return
			}
			if err != nil && (!yield(textLine{}, &FileError{path, n, err}) || err != errLong) {
				return
			}
		}
	}
}

// errLong is the reason why a line isn't read.
var errLong = fmt.Errorf("the line is longer than %d MB", maxFile>>20)

// readLine reads to the end of a line, and skips one that is longer than
// maxFile.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxFile; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == nil && long {
			err = errLong
		}
		return line, err
	}
}

// id returns the line's id, or its place if it has none that can be read.
func (l textLine) id() string {
	d := json.NewDecoder(bytes.NewReader(l.data))
	if t, err := d.Token(); err == nil && t == json.Delim('{') {
		for d.More() {
			key, err := d.Token()
			if err != nil {
				break
			}
			var value json.RawMessage
			if d.Decode(&value) != nil {
				break
			}
			if key == "id" || key == "document_id" {
				if id := scalar(value); id != "" {
					return id
				}
				break
			}
		}
	}
	return l.place()
}

// place names the line.
func (l textLine) place() string { return fmt.Sprintf("%s:%d", filepath.ToSlash(l.path), l.line) }

// scalar returns a JSON string, or a number or truth value as it is written;
// "" for anything else.
func scalar(value json.RawMessage) string {
	var s string
	switch {
	case len(value) == 0 || value[0] == '[' || value[0] == '{' || string(value) == "null":
		return ""
	case value[0] == '"' && json.Unmarshal(value, &s) == nil:
		return s
	}
	return string(value)
}

// parseJSON reads the report in a line: of the tool's own, which may have sections
// with subjects of their own, or of Annif's, whose subjects are objects, and whose
// metadata may have the title.
func (rd *Reader) parseJSON(l textLine) (*Report, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(l.data, &fields); err != nil {
		return nil, l.fail("not a JSON object: %w", err)
	}
	metadata := make(map[string]json.RawMessage)
	if value, ok := fields["metadata"]; ok {
		_ = json.Unmarshal(value, &metadata) // what isn't an object has no title
	}
	var text string
	err := json.Unmarshal(fields["text"], &text)
	p := rd.parser(&Report{ID: l.id(), Path: l.path, Line: l.line, Format: JSONL, Encoding: "JSON"})
	head := compose(scalar(metadata["title"]), text, scalar(metadata["abstract"]))
	var sections []recordSection
	p.Text, sections = rd.composeSections(head, fields["sections"])
	if err != nil && (fields["text"] != nil || scalar(metadata["title"]) == "" && sections == nil) {
		return nil, l.fail(`no "text" that is a string`)
	}
	for _, key := range rd.subjectKeys() {
		if value, ok := fields[key]; ok {
			p.Tags = p.subjects(key, value)
			break
		}
	}
	p.recordText(len(head))
	if value := fields["sections"]; sections == nil && value != nil && string(value) != "null" && string(value) != "[]" {
		p.problem(RuleSections, Warning, 0, "\"sections\" is not read, as it is not a list of objects that have a text each")
	}
	p.readSections(sections)
	return p.Report, nil
}

// subjectKeys returns the keys of a record that may hold its tags; the first
// that is there counts.
func (rd *Reader) subjectKeys() []string {
	if rd.TagsKey != "" {
		return []string{rd.TagsKey, "subjects"}
	}
	return append([]string{"subjects"}, tagsKeys...)
}

// compose returns the text of a record with a title of its own before it,
// unless it begins with that. Where there is no text, the abstract takes its
// place.
func compose(title, text, abstract string) string {
	if text == "" {
		text = abstract
	}
	if title = oneLine(title); title == "" || strings.HasPrefix(strings.TrimSpace(text), title) {
		return text
	}
	return title + "\n" + text
}

// subjects makes tags of a list of subjects, or of a string that is one.
func (p *parser) subjects(key string, value json.RawMessage) []Tag {
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil {
		list = []json.RawMessage{value}
		if text := scalar(value); value[0] == '"' {
			return p.splitSubjects(text)
		}
	}
	var tags []Tag
	for _, v := range list {
		if tag := subjectOf(v); tag.Label != "" {
			tag.Line = p.Line
			tags = append(tags, tag)
		} else if string(v) != "null" {
			p.problem(RuleSubjects, Warning, 0, "%q holds what is not a word: %.40s", key, v)
		}
	}
	return tags
}

// splitSubjects makes tags of a list of subjects that is written in one string.
func (p *parser) splitSubjects(list string) []Tag {
	var tags []Tag
	for part := range strings.SplitSeq(list, string(separator(list))) {
		if label := unbracket(part); label != "" {
			tags = append(tags, Tag{Label: label, Line: p.Line})
		}
	}
	return tags
}

// subjectOf returns the subject that a value is: a word, or an object with a
// uri, a label or both. Its Label is empty if it is neither.
func subjectOf(value json.RawMessage) Tag {
	if value[0] != '{' {
		return Tag{Label: unbracket(scalar(value))}
	}
	var subject struct{ URI, ID, Label json.RawMessage }
	if json.Unmarshal(value, &subject) != nil {
		return Tag{}
	}
	id := unbracket(cmp.Or(scalar(subject.URI), scalar(subject.ID)))
	if label := strings.TrimSpace(scalar(subject.Label)); label != "" {
		return Tag{Label: label, ID: id}
	}
	return Tag{Label: id}
}

// recordText reads the text of a record up to end: its first line is the title, if
// others follow, there or behind.
func (p *parser) recordText(end int) {
	if strings.TrimSpace(p.Text) == "" {
		p.problem(RuleEmpty, Warning, 0, "the report is empty")
		return
	}
	body := span.Span{Start: 0, End: end}
	for at := range linesOf(p.Text, body) {
		if at = trim(p.Text, at); !at.IsEmpty() && strings.TrimSpace(p.Text[at.End:]) != "" {
			p.Title = p.appendText(nil, at.Start, at.End)
			p.Meta.Title = at.In(p.Text)
			body.Start = at.End
			break
		}
	}
	p.pageBody(p.paragraphs(body), body.End)
}
