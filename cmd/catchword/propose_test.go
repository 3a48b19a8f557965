package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The table that a curator gets is a vocabulary without a warning.
func TestProposalsAreVocabulary(t *testing.T) {
	inGolden(t)
	table := catchword(t, "", "propose", "-v", "trees.csv", "--format", "csv", "--min-uses", "3", "woods.jsonl")
	table.expect(t, exitDone)
	file := write(t, "proposals.csv", table.out)
	all := catchword(t, "", "vocab", "show", file)
	all.expect(t, exitDone)
	for concept, want := range map[string]string{"drying kiln": "3 texts, 3 places", "oak timber": "Oaks › oak timber", "Forests": "alternative  sawmill"} {
		got := catchword(t, "", "vocab", "show", file, concept)
		got.expect(t, exitDone)
		if !strings.Contains(got.out, want) {
			t.Errorf("%s lacks %q:\n%s", concept, want, got.out)
		}
	}
	catchword(t, "", "suggest", "-v", file, "woods.jsonl").expect(t, exitDone)
}

// The number of goroutines changes nothing.
func TestProposeJobs(t *testing.T) {
	reports := filepath.Join("..", "..", "testdata", "reports")
	one := catchword(t, "", "propose", "--jobs", "1", "--min-texts", "1", "--limit", "0", "--format", "json", reports)
	many := catchword(t, "", "propose", "--jobs", "8", "--min-texts", "1", "--limit", "0", "--format", "json", reports)
	one.expect(t, exitDone, "text/encoding")
	if one.out != many.out || !strings.Contains(one.out, `"phrase"`) {
		t.Error("one and eight goroutines propose different things")
	}
}

func TestProposeSchema(t *testing.T) {
	inGolden(t)
	schema := schemaOf(t, "propose")
	for _, args := range [][]string{{"-v", "trees.csv", "--min-uses", "3", "woods.jsonl"}, {"harbour.txt"}, {"--min-texts", "1", "harbour.txt"}} {
		got := catchword(t, "", append([]string{"propose", "--format", "json"}, args...)...)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(got.out))
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil {
			t.Errorf("%q: %v", args, err)
		}
	}
}

func TestProposeErrors(t *testing.T) {
	inGolden(t)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--lang", "fr", "woods.jsonl"}, "the noun phrases of English only, and the language is fr"},
		{[]string{"--lang", "xx", "woods.jsonl"}, "--lang: no analyzer for language"},
		{[]string{"--min-texts", "0", "woods.jsonl"}, "--min-texts"},
		{[]string{"--limit", "-1", "woods.jsonl"}, "--limit"},
		{[]string{"nowhere"}, "nowhere"},
	} {
		catchword(t, "", append([]string{"propose"}, test.args...)...).expect(t, exitFailed, test.want)
	}
	// What can be read is still answered.
	got := catchword(t, "", "propose", "-v", "trees.csv", "nowhere", "woods.jsonl")
	got.expect(t, exitFailed, "nowhere")
	if !strings.Contains(got.out, "drying kiln") {
		t.Errorf("nothing is proposed:\n%s", got.out)
	}
}
