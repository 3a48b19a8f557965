package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/catchword/catchword/tagger"
)

var update = flag.Bool("update", false, "write the golden files anew")

// An outcome is what a command wrote, and its exit code.
type outcome struct {
	out, err string
	code     int
}

// catchword runs a command line in this process.
func catchword(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	var out, err bytes.Buffer
	code := run(context.Background(), args, stdio{strings.NewReader(stdin), &out, &err})
	return outcome{out.String(), err.String(), code}
}

// expect fails the test unless the exit code is as it should be, and standard
// error has all of the words.
func (o outcome) expect(t *testing.T, code int, words ...string) {
	t.Helper()
	if o.code != code {
		t.Errorf("exit code %d, want %d; stderr:\n%.2000s", o.code, code, o.err)
	}
	for _, w := range words {
		if !strings.Contains(o.err, w) {
			t.Errorf("stderr lacks %q:\n%.2000s", w, o.err)
		}
	}
	if code == exitDone && len(words) == 0 && o.err != "" {
		t.Errorf("stderr:\n%.2000s", o.err)
	}
}

// inGolden makes the folder of golden files the working directory.
func inGolden(t *testing.T) { t.Chdir("../../testdata/golden/cmd") }

// write writes a file in a new folder and returns its path.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestGolden(t *testing.T) {
	inGolden(t)
	trees := []string{"--vocab", "trees.csv", "trees.md", "notes.jsonl"}
	woods := []string{"--vocab", "trees.csv", "--min-uses", "3", "woods.jsonl"}
	for _, test := range []struct {
		name string
		args []string
		code int
	}{
		{"suggest-harbour.txt", []string{"suggest", "harbour.txt"}, exitDone},
		{"suggest-trees.txt", append([]string{"suggest"}, trees...), exitDone},
		{"suggest-trees.json", append([]string{"suggest", "--format", "json"}, trees...), exitDone},
		{"suggest-trees.jsonl", append([]string{"suggest", "--format", "jsonl"}, trees...), exitDone},
		{"validate-harbour.txt", []string{"validate", "--all", "harbour.txt"}, exitFound},
		{"validate-trees.txt", append([]string{"validate"}, trees...), exitFound},
		{"validate-trees.json", append([]string{"validate", "--format", "json"}, trees...), exitFound},
		{"validate-trees.jsonl", append([]string{"validate", "--format", "jsonl"}, trees...), exitFound},
		{"validate-trees.sarif", append([]string{"validate", "--format", "sarif"}, trees...), exitFound},
		{"validate-trees.github", append([]string{"validate", "--format", "github"}, trees...), exitFound},
		{"explain-harbour.txt", []string{"explain", "child care", "harbour.txt"}, exitDone},
		{"explain-trees.txt", append([]string{"explain", "Oaks"}, trees...), exitDone},
		{"explain-trees.json", append([]string{"explain", "oak", "--format", "json"}, trees...), exitDone},
		{"propose-woods.txt", append([]string{"propose"}, woods...), exitDone},
		{"propose-woods.json", append([]string{"propose", "--format", "json"}, woods...), exitDone},
		{"propose-woods.csv", append([]string{"propose", "--format", "csv"}, woods...), exitDone},
		{"explain-trees.jsonl", append([]string{"explain", "oak", "--format", "jsonl"}, trees...), exitDone},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := catchword(t, "", test.args...)
			if got.code != test.code {
				t.Errorf("exit code %d, want %d; stderr:\n%s", got.code, test.code, got.err)
			}
			compareGolden(t, test.name+".golden", portable(got.out))
		})
	}
}

// portable returns output without what differs between builds: the version, and
// the last digits of numbers.
func portable(out string) string {
	out = strings.ReplaceAll(out, fmt.Sprintf("%q", version()), `"VERSION"`)
	return regexp.MustCompile(`-?\d+\.\d{7,}`).ReplaceAllStringFunc(out, func(number string) string {
		f, _ := strconv.ParseFloat(number, 64)
		return strconv.FormatFloat(f, 'f', 6, 64)
	})
}

// compareGolden compares text with a golden file, or writes that.
func compareGolden(t *testing.T, name, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("differs from %s; go test ./cmd/catchword -update writes it anew:\n%s", name, text)
	}
}

// A closedPipe is what writes to a reader who has enough of it.
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
}

// The first thing that is written, too, may find the pipe closed.
func TestClosedAtOnce(t *testing.T) {
	inGolden(t)
	for _, args := range []string{"--help", "suggest --help", "suggest harbour.txt", "validate harbour.txt", "vocab find trees.csv oak", "vocab show", "vocab convert trees.csv"} {
		var err bytes.Buffer
		if code := run(context.Background(), strings.Fields(args), stdio{strings.NewReader(""), closedPipe{}, &err}); code == exitFailed || strings.Contains(err.String(), "pipe") {
			t.Errorf("%s: exit code %d; stderr:\n%s", args, code, err.String())
		}
	}
}

func TestExitCodes(t *testing.T) {
	inGolden(t)
	const builtIn = "without --vocab, the keywords are those of local social policy that are built in\n"
	planets := write(t, "planets.csv", "id,prefLabel,altLabels,deprecated\nold,Hg,Mercury,yes\nmetal,Quicksilver,Mercury,\nplanet,Planet Mercury,Mercury,\ncar,Rover,Mercury,\n")
	for _, test := range []struct {
		args   string
		code   int
		stderr []string
	}{
		{"suggest harbour.txt", exitDone, nil},
		{"suggest --threshold 0 --limit 0 harbour.txt", exitDone, nil},
		{"suggest --threshold 1 harbour.txt", exitDone, nil},
		{"suggest nowhere.txt", exitFailed, []string{"catchword: nowhere.txt: no such file"}},
		{"suggest harbour.txt nowhere.txt", exitFailed, []string{"nowhere.txt: no such file"}},
		{"suggest --vocab nowhere.csv harbour.txt", exitFailed, []string{"nowhere.csv: no such file"}},
		{"suggest --threshold NaN harbour.txt", exitFailed, []string{"--threshold is a number from 0 to 1, not NaN"}},
		{"suggest --threshold=-0.1 harbour.txt", exitFailed, []string{"--threshold"}},
		{"suggest --threshold 1.1 harbour.txt", exitFailed, []string{"--threshold"}},
		{"suggest --threshold Inf harbour.txt", exitFailed, []string{"--threshold"}},
		{"suggest --threshold some harbour.txt", exitFailed, []string{"--threshold", "Try catchword suggest --help."}},
		{"suggest --limit=-1 harbour.txt", exitFailed, []string{"--limit"}},
		{"suggest --limit 1e3 harbour.txt", exitFailed, []string{"--limit"}},
		{"suggest --limit 99999999999999999999 harbour.txt", exitFailed, []string{"--limit"}},
		{"suggest -j=-1 harbour.txt", exitFailed, []string{"--jobs"}},
		{"suggest -j 1000000000 harbour.txt", exitDone, nil},
		{"suggest --lang xx harbour.txt", exitFailed, []string{`--lang: no analyzer for language "xx": have en, fr,`}},
		{"suggest --lang fr --pos harbour.txt", exitFailed, []string{"--pos knows English only"}},
		{"suggest --format sarif harbour.txt", exitFailed, []string{"--format must be one of"}},
		{"suggest --bogus harbour.txt", exitFailed, []string{"unknown flag --bogus"}},
		{"suggest --lnag en harbour.txt", exitFailed, []string{`unknown flag --lnag, did you mean "--lang"?`}},
		{"suggest -z harbour.txt", exitFailed, []string{"unknown flag -z\n"}},
		{"suggest -o out.txt harbour.txt", exitFailed, []string{"unknown flag -o: catchword suggest prints what it has to say; > FILE after it makes a file of that\n"}},
		{"vocab find --output out.txt trees.csv oak", exitFailed, []string{"unknown flag --output: catchword vocab find prints"}},
		{"vocab convert --format ttl trees.csv", exitFailed, []string{"unknown flag --format: --to names the form\n"}},
		{"--vocab trees.csv suggest trees.md", exitFailed, []string{"unknown flag --vocab: flags stand after the command\n"}},
		{"-v trees.csv suggest trees.md", exitFailed, []string{"unknown flag -v: flags stand after the command\n"}},
		{"vocab -v trees.csv show", exitFailed, []string{"unknown flag -v: flags stand after the command\n"}},
		{"--versoin", exitFailed, []string{`unknown flag --versoin, did you mean "--version"?`}},
		{"help nonsense", exitFailed, []string{"unexpected argument nonsense"}},
		{"sugest harbour.txt", exitFailed, []string{`did you mean "suggest"`, "Try catchword --help."}},
		{"validate harbour.txt", exitFound, []string{"1 report with 8 tags"}},
		{"validate --fail-on never harbour.txt", exitDone, []string{"1 report with 8 tags"}},
		{"validate --fail-on warning harbour.txt", exitFound, []string{"1 report"}},
		{"validate --fail-on fatal harbour.txt", exitFailed, []string{"--fail-on must be one of"}},
		{"validate harbour.txt nowhere.txt", exitFailed, []string{"nowhere.txt", "1 report with 8 tags"}},
		{"explain", exitFailed, []string{`expected "<keyword>`, "Try catchword explain --help."}},
		{"explain harbour.txt", exitFailed, []string{"no keyword to explain: harbour.txt is a file or folder", `catchword explain "Child care" harbour.txt`}},
		{"explain --vocab trees.csv . trees.md", exitFailed, []string{"no keyword to explain: . is a file"}},
		{"explain Governance harbour.txt", exitDone, nil},
		{"explain Govrnance harbour.txt", exitFailed, []string{`"Govrnance" is not in the vocabulary; near is "Governance"`, builtIn}},
		{"validate --fail-on never trees.md", exitDone, []string{builtIn}},
		{"evaluate --samples 0 trees.md", exitFailed, []string{builtIn, "no report has tags to judge by"}},
		{"explain --vocab " + planets + " mercury harbour.txt", exitDone, []string{`"mercury" is a label of Quicksilver (metal), which is explained, and of Planet Mercury (planet), Rover (car); an ID names one of them`}},
	} {
		t.Run(test.args, func(t *testing.T) {
			got := catchword(t, "", strings.Fields(test.args)...)
			got.expect(t, test.code, test.stderr...)
			if strings.Contains(got.err, builtIn) && strings.Contains(test.args, "--vocab") {
				t.Errorf("stderr:\n%s", got.err)
			}
		})
	}
}

func TestFailOn(t *testing.T) {
	const text = "Trees for all\n\nThe trees on the square are birches.\n\nKeywords: "
	inGolden(t)
	for _, test := range []struct {
		tags string
		code map[string]int // by --fail-on
	}{
		{"Trees | Birches", map[string]int{"error": 0, "warning": 0, "info": 1, "never": 0}}, // Trees is broader
		{"trees | Birches", map[string]int{"error": 0, "warning": 1, "info": 1, "never": 0}},
		{"Bushes | Birches", map[string]int{"error": 1, "warning": 1, "info": 1, "never": 0}},
	} {
		for on, code := range test.code {
			t.Run(test.tags+" "+on, func(t *testing.T) {
				catchword(t, text+test.tags, "validate", "--vocab", "trees.csv", "--fail-on", on).expect(t, code, "1 report with 2 tags")
			})
		}
	}
}

func TestHelp(t *testing.T) {
	bare := catchword(t, "")
	if help := catchword(t, "", "--help"); bare != help || bare.code != exitDone || bare.err != "" {
		t.Errorf("catchword alone is not catchword --help: %+v", bare)
	}
	for _, command := range append([]string{""}, commands(t)...) {
		args := strings.Fields(command)
		got := catchword(t, "", append(args, "--help")...)
		got.expect(t, exitDone)
		if all := catchword(t, "", append([]string{"--help"}, args...)...); all != got {
			t.Errorf("%s --help, where kong knows that command alone, is not --help %[1]s:\n%s\n%s", command, got.out, all.out)
		}
		if all := catchword(t, "", append([]string{"help"}, args...)...); all != got {
			t.Errorf("help %s is not %[1]s --help:\n%s", command, all.out)
		}
		for _, want := range []string{"Usage: catchword", "Examples:\n\n    c"} {
			if !strings.Contains(got.out, want) {
				t.Errorf("%s --help lacks %q:\n%s", args, want, got.out)
			}
		}
		for _, flag := range []string{"--samples=N", "--seed=N", "--agree=N", "--min-texts=N", "--min-uses=N", "--show=N"} {
			if _, help, ok := strings.Cut(got.out, flag); ok && !strings.Contains(strings.Join(strings.Fields(strings.Split(help, " --")[0]), " "), "By default, ") {
				t.Errorf("%s --help does not say what %s is by default:\n%s", args, flag, got.out)
			}
		}
		for _, line := range strings.Split(got.out, "\n") {
			if columnsOf(line) > defaultColumns {
				t.Errorf("%s --help: a line of %d columns: %s", args, columnsOf(line), line)
			}
		}
	}
}

// commands returns all commands, such as "vocab find".
func commands(t *testing.T) []string {
	t.Helper()
	parser, err := kong.New(new(commandLine))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	var visit func(n *kong.Node, name string)
	visit = func(n *kong.Node, name string) {
		for _, c := range n.Children {
			all = append(all, name+c.Name)
			visit(c, name+c.Name+" ")
		}
	}
	visit(parser.Model.Node, "")
	return all
}

// TestReadmeShowsCommands tests that the README has a line for each command.
func TestReadmeShowsCommands(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range commands(t) {
		if !strings.Contains(string(readme), "catchword "+c+" ") && c != "vocab" {
			t.Errorf("the README does not show catchword %s", c)
		}
	}
}

func TestVersion(t *testing.T) {
	got := catchword(t, "", "--version")
	got.expect(t, exitDone)
	if got.out != "catchword "+version()+"\n" {
		t.Errorf("%q", got.out)
	}
}

func TestVariables(t *testing.T) {
	inGolden(t)
	t.Setenv("CATCHWORD_VERSION", "true")
	t.Setenv("CATCHWORD_HELP", "true")
	t.Setenv("CATCHWORD_VOCAB", "trees.csv")
	t.Setenv("CATCHWORD_FORMAT", "jsonl")
	t.Setenv("CATCHWORD_LIMIT", "1")
	t.Setenv("CATCHWORD_TAGS_KEY", "labels")
	byVariable := catchword(t, "", "suggest", "trees.md")
	byFlag := catchword(t, "", "suggest", "--vocab", "trees.csv", "--format", "jsonl", "--limit", "1", "trees.md")
	if byVariable != byFlag || byVariable.code != exitDone {
		t.Errorf("%+v\n%+v", byVariable, byFlag)
	}
	if both := catchword(t, "", "suggest", "--limit", "2", "trees.md"); len(both.out) <= len(byFlag.out) {
		t.Error("a flag does not go before its variable")
	}
	t.Setenv("CATCHWORD_LIMIT", "many")
	catchword(t, "", "suggest", "trees.md").expect(t, exitFailed, "CATCHWORD_LIMIT")
}

func TestTagsKey(t *testing.T) {
	path := write(t, "post.md", "---\ntitle: Oaks\ntags: [Oaks]\nsubjects: [Ferns]\n---\n\nOaks grow.\n")
	vocabulary := "../../testdata/golden/cmd/trees.csv"
	catchword(t, "", "validate", "-v", vocabulary, path).expect(t, exitDone, "1 supported")
	catchword(t, "", "validate", "-v", vocabulary, "--tags-key", "subjects", path).expect(t, exitFound, "1 error")
}

func TestStandardInput(t *testing.T) {
	for _, args := range [][]string{{"suggest"}, {"suggest", "-"}, {"suggest", "--limit", "3", "-"}} {
		got := catchword(t, "The municipality pays for child care.", args...)
		got.expect(t, exitDone)
		if !strings.Contains(got.out, "[child care]") {
			t.Errorf("%s:\n%s", args, got.out)
		}
	}
}

// Little text needs no headings in the output, and none is an answer too.
func TestShortTexts(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "\n  no text\n",
		"Child care":           "Child care\n\n  0.",
		"Parents share a van.": "\n  no keywords\n",
	} {
		got := catchword(t, text, "suggest")
		if got.code != exitDone || !strings.Contains(got.out, want) || strings.Contains(got.out, "whole") {
			t.Errorf("%q:\n%s", text, got.out)
		}
	}
}

// The output is the same, byte for byte, however many work on it.
func TestOrder(t *testing.T) {
	var lines strings.Builder
	for i := range 300 {
		fmt.Fprintf(&lines, "{\"id\":\"%d\",\"text\":\"Report %d\\n\\nChild care %s\"}\n", i, i, strings.Repeat("and housing ", i*17%400))
	}
	path := write(t, "many.jsonl", lines.String())
	for _, command := range []string{"suggest", "validate"} {
		for _, format := range []string{"text", "json", "jsonl"} {
			one := catchword(t, "", command, "--format", format, "-j", "1", path)
			many := catchword(t, "", command, "--format", format, "-j", "8", path)
			if one != many || one.code != exitDone {
				t.Errorf("%s --format %s: -j 1 and -j 8 differ, or fail: %d, %d", command, format, one.code, many.code)
			}
		}
	}
}

// With --pos, a label of one word that is a verb in the text counts less.
func TestPos(t *testing.T) {
	const text = "The office is enabling families to choose."
	without := catchword(t, text, "suggest", "--threshold", "0")
	with := catchword(t, text, "suggest", "--threshold", "0", "--pos")
	with.expect(t, exitDone)
	if without.out == with.out {
		t.Errorf("the same:\n%s", with.out)
	}
}

func TestRulesAreInSchema(t *testing.T) {
	schema, err := schemas.ReadFile("schema/validate.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range tagger.Rules() {
		if !strings.Contains(string(schema), fmt.Sprintf("%q", rule)) {
			t.Errorf("the schema of validate lacks %s", rule)
		}
	}
}
