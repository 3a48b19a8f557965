package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The table that a curator gets adds to the vocabulary without a warning.
func TestProposalsAreAdded(t *testing.T) {
	inGolden(t)
	table := catchword(t, "", "propose", "-v", "trees.csv", "--format", "csv", "--min-uses", "3", "woods.jsonl")
	table.expect(t, exitDone)
	file := filepath.Join(t.TempDir(), "new.ttl")
	catchword(t, "", "vocab", "convert", "trees.csv", write(t, "proposals.csv", table.out), "-o", file).expect(t, exitDone, "adds 3 concepts and 4 labels")
	for concept, want := range map[string]string{"drying kiln": "3 texts, 3 places", "oak timber": "Oaks › oak timber", "Forests": "alternative  sawmill"} {
		got := catchword(t, "", "vocab", "show", file, concept)
		got.expect(t, exitDone)
		if !strings.Contains(got.out, want) {
			t.Errorf("%s lacks %q:\n%s", concept, want, got.out)
		}
	}
	catchword(t, "", "suggest", "-v", file, "woods.jsonl").expect(t, exitDone)
}

// What a curator keeps of the table comes into the vocabulary, whose keywords are
// then suggested, and no longer proposed.
func TestProposalsAreMerged(t *testing.T) {
	inGolden(t)
	propose := func(vocabulary string) string {
		got := catchword(t, "", "propose", "-v", vocabulary, "--format", "csv", "--min-uses", "30", "woods.jsonl")
		got.expect(t, exitDone)
		return got.out
	}
	table := propose("trees.csv")
	kiln := strings.Replace(table, "\n,drying kiln,", "\nkiln,Drying kilns,", 1)
	flour := regexp.MustCompile("\n,Acorn flour,.*").ReplaceAllString(kiln, "")
	edited := write(t, "proposals.csv", flour)
	for _, base := range []string{"trees.csv", "trees.ttl", "trees.json", "trees.cwv"} {
		dir := t.TempDir()
		file, merged := filepath.Join(dir, base), filepath.Join(dir, "new.ttl")
		how := "convert"
		if strings.HasSuffix(base, "cwv") {
			how = "compile"
		}
		if got := catchword(t, "", "vocab", how, "trees.csv", "-o", file); got.code != exitDone {
			t.Fatalf("%+v", got)
		}
		got := catchword(t, "", "vocab", "convert", file, edited, "-o", merged)
		if want := edited + ": adds 2 concepts and 3 labels\n"; got.code != exitDone || got.out != "" || !strings.HasPrefix(got.err, want) {
			t.Errorf("%s: %+v, want %q", base, got, want)
		}
		got = catchword(t, "", "vocab", "diff", file, merged, "--show", "0")
		for _, line := range strings.Split(got.out, "\n") {
			switch name, _, _ := strings.Cut(line, " ("); {
			case line == "", strings.HasPrefix(line, " "), strings.Contains(line, " → "):
			case !slices.Contains([]string{"added", "synonyms", "linked", "documented", "No tags change."}, name):
				t.Errorf("%s: something else has changed: %s", base, line)
			}
		}
		got = catchword(t, "", "suggest", "-v", merged, "--limit", "0", "--threshold", "0", "woods.jsonl")
		for _, want := range []string{"Drying kilns", "[drying kiln]", "oak timber", "[sawmill]", "Forests"} {
			if !strings.Contains(got.out, want) {
				t.Errorf("%s: %q is not suggested", base, want)
			}
		}
		if again := propose(merged); !strings.Contains(again, "Acorn flour") || strings.Contains(again, "drying kiln") || strings.Contains(again, "sawmill") {
			t.Errorf("%s: proposed again:\n%s", base, again)
		}
		same := filepath.Join(dir, "same.ttl")
		catchword(t, "", "vocab", "convert", merged, edited, "-o", same).expect(t, exitDone, ": adds 0 concepts and 0 labels")
		sameFiles(t, same, merged)
	}
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
