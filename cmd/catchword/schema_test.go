package main

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaOf compiles the schema that a command prints.
func schemaOf(t *testing.T, command ...string) *jsonschema.Schema {
	t.Helper()
	got := catchword(t, "", append(command, "--schema")...)
	got.expect(t, exitDone)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(got.out))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// conform checks lines of JSON, and the same as an array.
func conform(t *testing.T, schema *jsonschema.Schema, jsonl, array string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(jsonl, "\n"), "\n")
	for _, line := range lines {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatalf("%v: %.300s", err, line)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%v: %.300s", err, line)
		}
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(array))
	if err != nil {
		t.Fatal(err)
	}
	elements, ok := v.([]any)
	if !ok || len(elements) != len(lines) {
		t.Fatalf("not an array of %d elements: %.100s", len(lines), array)
	}
	for _, e := range elements {
		if err := schema.Validate(e); err != nil {
			t.Error(err)
		}
	}
}

func TestSchemas(t *testing.T) {
	inGolden(t)
	inputs := []string{"harbour.txt", "trees.md", "notes.jsonl",
		write(t, "empty.txt", ""), write(t, "headings.md", "# A\n\n## B\n"), write(t, "broken.md", "---\ntags: [\n---\n\nOaks.\n"),
		write(t, "tags.md", "---\ntags: [oak, OAK, 7, ~, {a: b}, 2020-01-02]\n---\n\nOaks and elms.\n")}
	for _, command := range [][]string{
		{"suggest"}, {"suggest", "--threshold", "0", "--limit", "0"}, {"suggest", "--threshold", "1"},
		{"validate"}, {"explain", "oak"}, {"explain", "spruce"}, {"explain", "wood"},
	} {
		schema := schemaOf(t, command...)
		args := append(append(command[:len(command):len(command)], "-v", "trees.csv"), inputs...)
		conform(t, schema, catchword(t, "", append(args, "--format", "jsonl")...).out, catchword(t, "", append(args, "--format", "json")...).out)
	}
	conform(t, schemaOf(t, "validate"), catchword(t, "", "validate", "--format", "jsonl", "harbour.txt").out,
		catchword(t, "", "validate", "--format", "json", "harbour.txt").out)
}

// A schema that accepts anything would prove nothing.
func TestSchemaRejects(t *testing.T) {
	schema := schemaOf(t, "suggest")
	for _, line := range []string{
		`{"id":"a","sections":null,"suggestions":[]}`,
		`{"id":"a","sections":[]}`,
		`{"id":"a","sections":[],"suggestions":[],"more":1}`,
		`{"id":"a","sections":[],"suggestions":[{"id":"a","label":"A","score":2,"evidence":[],"occurrences":1}]}`,
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(v) == nil {
			t.Errorf("accepted: %s", line)
		}
	}
}

// Where no report could be read, the output is still what its format says.
func TestNothingRead(t *testing.T) {
	for format, want := range map[string]string{"json": "[]\n", "jsonl": "", "text": ""} {
		got := catchword(t, "", "suggest", "--format", format, "nowhere")
		got.expect(t, exitFailed, "nowhere")
		if got.out != want {
			t.Errorf("%s: %q", format, got.out)
		}
	}
	for _, want := range []string{`"executionSuccessful": false`, `"results": []`, `"uri": "nowhere"`} {
		if got := catchword(t, "", "validate", "--format", "sarif", "nowhere"); !strings.Contains(got.out, want) {
			t.Errorf("SARIF lacks %s:\n%s", want, got.out)
		}
	}
	got := catchword(t, "", "validate", "--format", "github", "no,where")
	if want := "::error file=no%2Cwhere,line=1,title=input/unread::no,where: no such file or directory\n"; got.out != want {
		t.Errorf("%q", got.out)
	}
}
