package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/catchword/catchword/span"
)

// A jsonLine is one line of JSON Lines.
type jsonLine struct {
	path string
	line int
	data []byte
}

// fail returns an error about the line.
func (l jsonLine) fail(format string, args ...any) error {
	return &FileError{l.path, l.line, fmt.Errorf(format, args...)}
}

// jsonStart matches the beginning of a file of JSON Lines.
var jsonStart = regexp.MustCompile(`^(?:\x{FEFF})?\s*\{\s*"(?:id|text|subjects)"\s*:`)

// looksLikeJSONL reports whether data, of which only the beginning is needed,
// are JSON Lines.
func looksLikeJSONL(name string, data []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		return !bytes.HasPrefix(data, []byte{0x1F, 0x8B})
	}
	return jsonStart.Match(data[:min(len(data), 200)])
}

// onlyLine returns the one line of data that isn't blank.
func onlyLine(path string, data []byte) (jsonLine, error) {
	var only jsonLine
	for l, err := range jsonLines(path, bytes.NewReader(data)) {
		if err != nil {
			return only, err
		}
		if only.line > 0 {
			return only, l.fail("a second report: files of several are read with Sources")
		}
		only = l
	}
	if only.line == 0 {
		return only, &FileError{Path: path, Err: errors.New("no report in it")}
	}
	return only, nil
}

// jsonLines yields the lines of r that aren't blank.
func jsonLines(path string, r io.Reader) iter.Seq2[jsonLine, error] {
	return func(yield func(jsonLine, error) bool) {
		lines := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			data, err := readLine(lines)
			if n == 1 {
				data = bytes.TrimPrefix(data, []byte(bom))
			}
			data = bytes.TrimSpace(data)
			if len(data) > 0 && err != errLong && !yield(jsonLine{path, n, data}, nil) {
				return
			}
			if err == io.EOF {
				return
			}
			if err != nil && (!yield(jsonLine{}, &FileError{path, n, err}) || err != errLong) {
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
func (l jsonLine) id() string {
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
			if key == "id" {
				if id := scalar(value); id != "" {
					return id
				}
				break
			}
		}
	}
	return fmt.Sprintf("%s:%d", filepath.ToSlash(l.path), l.line)
}

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

// parseJSON reads the report in a line.
func (rd *Reader) parseJSON(l jsonLine) (*Report, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(l.data, &fields); err != nil {
		return nil, l.fail("not a JSON object: %w", err)
	}
	r := &Report{ID: l.id(), Path: l.path, Line: l.line, Format: JSONL, Encoding: "JSON"}
	if err := json.Unmarshal(fields["text"], &r.Text); err != nil {
		return nil, l.fail(`no "text" that is a string`)
	}
	p := rd.parser(r)
	keys := append([]string{"subjects"}, tagsKeys...)
	if rd.TagsKey != "" {
		keys = []string{rd.TagsKey, "subjects"}
	}
	for _, key := range keys {
		if value, ok := fields[key]; ok {
			p.readSubjects(key, value)
			break
		}
	}
	p.jsonText()
	return r, nil
}

// readSubjects makes tags of a list of words, or of a string that is one.
func (p *parser) readSubjects(key string, value json.RawMessage) {
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil {
		list = []json.RawMessage{value}
		if text := scalar(value); value[0] == '"' {
			for part := range strings.SplitSeq(text, string(separator(text))) {
				if label := strings.TrimSpace(part); label != "" {
					p.Tags = append(p.Tags, Tag{Label: label, Line: p.Line})
				}
			}
			return
		}
	}
	for _, v := range list {
		label := strings.TrimSpace(scalar(v))
		if label != "" {
			p.Tags = append(p.Tags, Tag{Label: label, Line: p.Line})
		} else if string(v) != "null" {
			p.problem(RuleSubjects, Warning, 0, "%q holds what is not a word: %.40s", key, v)
		}
	}
}

// jsonText reads the text of a line: its first line is the title, if others
// follow.
func (p *parser) jsonText() {
	if strings.TrimSpace(p.Text) == "" {
		p.problem(RuleEmpty, Warning, 0, "the report is empty")
		return
	}
	body := span.Span{Start: 0, End: len(p.Text)}
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
