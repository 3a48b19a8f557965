package main

import (
	"encoding/json"
	"slices"
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

// What is wrong with a report itself is in the JSON of suggest as in that of validate.
func TestProblemsInJSON(t *testing.T) {
	path := write(t, "broken.md", "---\ntags: [\n---\n\nOaks.\n")
	var of [2]struct {
		Problems []struct {
			Rule, Severity, Path, Message string
			Line                          int
		}
	}
	for i, command := range []string{"suggest", "validate"} {
		if err := json.Unmarshal([]byte(catchword(t, "", command, "--format", "jsonl", path).out), &of[i]); err != nil {
			t.Fatal(err)
		}
	}
	if s, v := of[0].Problems, of[1].Problems; len(s) != 1 || s[0].Severity != "error" || s[0].Line == 0 || !slices.Equal(s, v) {
		t.Errorf("suggest: %v; validate: %v", s, v)
	}
}

// What the vocabulary commands print conforms to their schemas, whole documents
// and lines.
func TestVocabSchemas(t *testing.T) {
	inGolden(t)
	several := write(t, "several.ttl", `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<s> a skos:ConceptScheme ; dct:title "Shared" .
<a> a skos:Concept ; skos:prefLabel "Elm"@en ; skos:hiddenLabel "Emlm" ; skos:inScheme <s> ; skos:topConceptOf <s> ; skos:note "N"@en ; skos:example "E" ;
	skos:exactMatch <http://x.example/1> ; skos:mappingRelation <http://x.example/2> ; skos:narrower <b> .
<b> a skos:Concept ; skos:prefLabel "Elm"@en , "Orme"@fr ; skos:definition "D" ; skos:related <c> .
<c> a skos:Concept ; skos:prefLabel "Oak"@en .
`)
	for _, args := range [][]string{
		{"show"}, {"show", "trees.csv"}, {"show", several}, {"show", several, "elm"}, {"show", several, "c"}, {"show", "herbs.csv", "pepper"}, {"show", "child-care"},
		{"find", "trees.csv", "oaks", "speuces", "fores of conifrs", "xyz", "wood"}, {"find", several, "elm"},
		{"check"}, {"check", "herbs.csv"}, {"check", several}, {"check", "herbs.csv", "--corpus", "herbs.md"},
		{"diff", "trees.csv", "trees-new.csv"}, {"diff", "herbs.csv", several}, {"diff", several, several},
	} {
		schema := schemaOf(t, "vocab", args[0])
		args = append([]string{"vocab"}, args...)
		array := catchword(t, "", append(args, "--format", "json")...).out
		lines := catchword(t, "", append(args, "--format", "jsonl")...).out
		if args[1] == "find" {
			conform(t, schema, lines, array)
			continue
		}
		for _, text := range append([]string{array}, slices.Collect(strings.Lines(lines))...) {
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
			if err == nil {
				err = schema.Validate(v)
			}
			if err != nil {
				t.Errorf("%q: %v: %.300s", args, err, text)
			}
		}
	}
}

// TestSchemaOfEach tests that every command with output in JSON has a schema,
// which it prints whatever its arguments are.
func TestSchemaOfEach(t *testing.T) {
	t.Setenv("CATCHWORD_SCHEMA", "1") // says nothing
	for _, command := range []string{"suggest", "validate", "explain", "propose", "vocab show", "vocab find", "vocab check", "vocab diff"} {
		schemaOf(t, strings.Fields(command)...)
	}
	catchword(t, "", "vocab", "show", "--format", "json").expect(t, exitDone)
}

// A schema that accepts anything would prove nothing.
func TestSchemaRejects(t *testing.T) {
	schema := schemaOf(t, "suggest")
	for _, line := range []string{
		`{"id":"a","sections":null,"suggestions":[],"problems":[]}`,
		`{"id":"a","sections":[],"problems":[]}`,
		`{"id":"a","sections":[],"suggestions":[]}`,
		`{"id":"a","sections":[],"suggestions":[],"problems":[],"more":1}`,
		`{"id":"a","sections":[],"suggestions":[{"id":"a","label":"A","score":2,"evidence":[],"occurrences":1}],"problems":[]}`,
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(v) == nil {
			t.Errorf("accepted: %s", line)
		}
	}
	for command, line := range map[string]string{
		"show":  `{"id":"a","label":"A"}`,
		"find":  `{"query":"a","results":[{"id":"a","label":"A","matched":"A","lang":"","kind":"preferred","likeness":"near","edits":0,"more":0,"deprecated":false}]}`,
		"check": `{"rule":"x/y","severity":"bad","file":"","line":0,"concept":"","message":"","label":"","places":null,"reports":null}`,
		"diff":  `{"old":{"id":"a","label":"A"},"new":null,"review":false,"kind":"added","why":""}`,
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if schemaOf(t, "vocab", command).Validate(v) == nil {
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
