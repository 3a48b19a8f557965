package report

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// sectionsIn describes sections: their headings, levels, blocks and tags.
func sectionsIn(r *Report) string {
	var all []string
	for _, s := range r.Sections {
		var tags []string
		for _, t := range s.Tags {
			tags = append(tags, strings.TrimSuffix(t.Label+"="+t.ID, "="))
		}
		all = append(all, fmt.Sprintf("%s %d %d %v", s.Heading, s.Level, len(s.Blocks), tags))
	}
	return strings.Join(all, " / ")
}

func TestJSONSections(t *testing.T) {
	for _, test := range []struct{ line, title, want string }{
		{`{"sections":[{"heading":"A","text":"One.\n\nTwo.","subjects":["x",{"uri":"http://y","label":"y"}]},{"text":"Three."}]}`, "", "A 1 2 [x y=http://y] /  0 1 []"},
		{`{"text":"The title","sections":[{"heading":"A","text":"One."}]}`, "The title", "A 1 1 []"},
		{`{"text":"The title\nAn introduction to all.","sections":[{"heading":"The\n title","text":"One."}]}`, "The title", " 0 1 [] / The title 1 1 []"},
		{`{"metadata":{"title":"The title"},"sections":[{"heading":"A","text":""},{"heading":"B","text":"One.\n\nKeywords: x | y"}]}`, "The title", "A 1 0 [] / B 1 1 [x y]"},
		{`{"text":"The title\nA text.","sections":[]}`, "The title", " 0 1 []"},
		{`{"text":"The title\nA text.","sections":[{"heading":"A","level":1,"suggestions":[]}]}`, "The title", " 0 1 [] jsonl/sections"},
		{`{"text":"The title\nA text.","sections":{"a":1}}`, "The title", " 0 1 [] jsonl/sections"},
		{`{"text":"The title\nA text.","sections":[{"heading":7,"text":"One."}]}`, "The title", " 0 1 [] jsonl/sections"},
		{`{"sections":[{"heading":"A","text":"One.","topics":"x; y"}]}`, "", "A 1 1 [x y]"},
	} {
		r, err := Parse("a.jsonl", []byte(test.line))
		if err != nil {
			t.Errorf("%s: %v", test.line, err)
			continue
		}
		got := sectionsIn(r)
		for _, p := range r.Problems {
			got += " " + string(p.Rule)
		}
		if got != test.want || r.Meta.Title != test.title {
			t.Errorf("%s: %q, %q, not %q", test.line, r.Meta.Title, got, test.want)
		}
		checkLaws(t, r)
	}
	if _, err := Parse("a.jsonl", []byte(`{"sections":[{"heading":"A"}]}`)); err == nil {
		t.Error("sections without a text are read")
	}
}

// ofRecord returns the report of a record, which keeps the laws.
func ofRecord(t *testing.T, record map[string]any) *Report {
	t.Helper()
	line, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Parse("a.jsonl", line)
	if err != nil {
		t.Fatal(err)
	}
	checkLaws(t, r)
	return r
}

// FuzzJSONSections checks that a record's sections are sections of the report, with
// their text, whatever stands in them.
func FuzzJSONSections(f *testing.F) {
	f.Add("A title\nA text.", "Heading", "One.\n\nKeywords: a | b", "subject")
	f.Add("", "", " ", "a|b")
	f.Fuzz(func(t *testing.T, text, heading, body, subject string) {
		if len(text)+len(heading)+len(body)+len(subject) > 2000 {
			return
		}
		section := map[string]any{"heading": heading, "text": body, "subjects": []string{subject}}
		r := ofRecord(t, map[string]any{"text": text, "sections": []any{section, section}})
		n := len(r.Sections)
		if n < 2 {
			t.Fatalf("%d sections", n)
		}
		first, second := &r.Sections[n-2], &r.Sections[n-1]
		if first.Heading != second.Heading || len(first.Blocks) != len(second.Blocks) || len(first.Tags) != len(second.Tags) {
			t.Fatalf("%+v, and the same again %+v", first, second)
		}
		if utf8.ValidString(body) && !strings.Contains(second.Span.In(r.Text), body) {
			t.Fatalf("%q is not in %q", body, second.Span.In(r.Text))
		}
	})
}
