package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/vocab"
)

func TestVocabGolden(t *testing.T) {
	inGolden(t)
	for _, test := range []struct {
		name string
		args string
		code int
	}{
		{"vocab-show.txt", "show trees.csv", exitDone},
		{"vocab-show.json", "show trees.csv --format json", exitDone},
		{"vocab-show-concept.txt", "show herbs.csv pepper", exitDone},
		{"vocab-show-concept.json", "show --format json --vocab herbs.csv Mint", exitDone},
		{"vocab-find.txt", "find trees.csv oaks conifer speuces wood tree harbours", exitDone},
		{"vocab-find.json", "find herbs.csv minze --format json", exitDone},
		{"vocab-check.txt", "check herbs.csv", exitFound},
		{"vocab-check-corpus.txt", "check herbs.csv --corpus herbs.md --only label", exitDone},
		{"vocab-check.json", "check herbs.csv --corpus herbs.md --format json", exitFound},
		{"vocab-check.jsonl", "check herbs.csv --format jsonl --ignore concept/*", exitFound},
		{"vocab-check.sarif", "check herbs.csv --format sarif", exitFound},
		{"vocab-check.github", "check herbs.csv --format github", exitFound},
		{"vocab-check-rules.txt", "check --rules", exitDone},
		{"vocab-convert.ttl", "convert herbs.csv", exitDone},
		{"vocab-convert.json", "convert trees.csv --to json", exitDone},
		{"vocab-diff.txt", "diff trees.csv trees-new.csv", exitDone},
		{"vocab-diff-short.txt", "diff trees.csv trees-new.csv --show 1", exitDone},
		{"vocab-diff.json", "diff trees.csv trees-new.csv --format json", exitDone},
		{"vocab-diff.jsonl", "diff trees.csv trees-new.csv --format jsonl", exitDone},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := catchword(t, "", append([]string{"vocab"}, strings.Fields(test.args)...)...)
			if got.code != test.code {
				t.Errorf("exit code %d, want %d; stderr:\n%s", got.code, test.code, got.err)
			}
			compareGolden(t, test.name+".golden", portable(got.out))
		})
	}
}

func TestVocabExitCodes(t *testing.T) {
	inGolden(t)
	for _, test := range []struct {
		args   string
		code   int
		stderr []string
	}{
		{"", exitFailed, []string{`expected one of "show"`}},
		{"show", exitDone, nil},
		{"show nowhere.csv", exitFailed, []string{"nowhere.csv: no such file or directory"}},
		{"show nowhere/topics", exitFailed, []string{"nowhere/topics: no such file or directory"}},
		{"show http://example.org/topics.ttl", exitFailed, []string{`"http://example.org/topics.ttl" is not in the vocabulary`}},
		{"show --vocab nowhere.csv", exitFailed, []string{"nowhere.csv: no such file"}},
		{"show oak elm", exitFailed, []string{"oak: no such file"}},
		{"show trees.csv oak elm", exitFailed, []string{"unexpected argument elm"}},
		{"show trees.csv Oaksi", exitFailed, []string{`"Oaksi" is not in the vocabulary; near is "Oaks"`}},
		{"show --vocab trees.csv Ok", exitFailed, []string{"\"Ok\" is not in the vocabulary\n"}},
		{"show trees.csv OAKS", exitDone, nil},
		{"show trees.csv --lang xx oaks", exitFailed, []string{"--lang"}},
		{"find", exitFailed, []string{"expected"}},
		{"find trees.csv", exitFailed, []string{"no label to find: name one after the file"}},
		{"find nowhere.csv wast", exitFailed, []string{"nowhere.csv: no such file or directory"}},
		{"find nowhere.ttl.gz wast", exitFailed, []string{"nowhere.ttl.gz: no such file or directory"}},
		{"find nowhere.csv", exitFailed, []string{"nowhere.csv: no such file or directory"}},
		{"find municipality wast", exitDone, nil}, // two labels, with the embedded vocabulary
		{"find --vocab trees.csv oak", exitDone, nil},
		{"find trees.csv oak --limit=-1", exitFailed, []string{"--limit"}},
		{"find trees.csv oak --lang xx", exitFailed, []string{"--lang"}},
		{"check", exitDone, []string{"85 concepts: 0 errors"}},
		{"check trees.csv", exitDone, []string{"9 concepts: 0 errors"}},
		{"check --vocab trees.csv", exitDone, []string{"9 concepts: 0 errors"}},
		{"check nowhere.csv", exitFailed, []string{"nowhere.csv: no such file"}},
		{"check herbs.csv", exitFound, []string{"2 errors"}},
		{"check herbs.csv --fail-on never", exitDone, []string{"2 errors"}},
		{"check herbs.csv --only note", exitDone, []string{"0 errors, 1 warning, 0 info"}},
		{"check herbs.csv --only note --fail-on warning", exitFound, nil},
		{"check herbs.csv --only concept/orphan --fail-on warning", exitDone, []string{"1 info"}},
		{"check herbs.csv --only concept/orphan --fail-on info", exitFound, []string{"1 info"}},
		{"check herbs.csv --only note --ignore note/duplicate --fail-on info", exitDone, []string{"0 info"}},
		{"check herbs.csv --only nothing", exitFailed, []string{`--only: there is no rule "nothing"`}},
		{"check herbs.csv --ignore label/[", exitFailed, []string{`--ignore: there is no rule "label/["`}},
		{"check herbs.csv --show=-1", exitFailed, []string{"--show"}},
		{"check herbs.csv -j=-1", exitFailed, []string{"--jobs"}},
		{"check herbs.csv --lang xx", exitFailed, []string{"--lang"}},
		{"check herbs.csv --corpus nowhere.md", exitFailed, []string{"nowhere.md", "2 errors"}},
		{"check herbs.csv --baseline nowhere.json", exitFailed, []string{"nowhere.json"}},
		{"check herbs.csv --baseline herbs.csv", exitFailed, []string{"not a baseline"}},
		{"convert trees.csv -o trees.doc", exitFailed, []string{"--output: trees.doc could be anything"}},
		{"convert nowhere.csv", exitFailed, []string{"nowhere.csv: no such file"}},
		{"diff trees.csv", exitFailed, []string{`expected "<new>"`, "Try catchword vocab diff --help."}},
		{"diff trees.csv nowhere.csv", exitFailed, []string{"nowhere.csv: no such file"}},
		{"diff trees.csv trees.csv", exitDone, nil},
		{"diff trees.csv trees.csv --show=-1", exitFailed, []string{"--show"}},
	} {
		t.Run(test.args, func(t *testing.T) {
			got := catchword(t, "", append([]string{"vocab"}, strings.Fields(test.args)...)...)
			if test.code == exitDone && len(test.stderr) == 0 {
				got.err = ""
			}
			got.expect(t, test.code, test.stderr...)
		})
	}
}

// What the baseline has is not reported, wherever in the file it moves; what is
// new is.
func TestBaseline(t *testing.T) {
	dir := t.TempDir()
	file, base := filepath.Join(dir, "herbs.csv"), filepath.Join(dir, "known.json")
	herbs, err := os.ReadFile("../../testdata/golden/cmd/herbs.csv")
	if err != nil {
		t.Fatal(err)
	}
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	save(string(herbs))
	catchword(t, "", "vocab", "check", file, "--write-baseline", base).expect(t, exitDone, "known.json: ")
	first, err := os.ReadFile(base)
	if err != nil {
		t.Fatal(err)
	}
	catchword(t, "", "vocab", "check", file, "--baseline", base, "--fail-on", "info").expect(t, exitDone, "0 errors, 0 warnings, 0 info; ", "known from the baseline")

	header, rest, _ := strings.Cut(string(herbs), "\n")
	save(header + "\n\n\n" + rest + "chive,Chives,Schnittlauch,,A herb like an onion,herb,,\n")
	catchword(t, "", "vocab", "check", file, "--baseline", base, "--fail-on", "info").expect(t, exitDone, "10 concepts: 0 errors, 0 warnings, 0 info; ")
	catchword(t, "", "vocab", "check", file, "--write-baseline", base).expect(t, exitDone, "14 problems")
	if again, err := os.ReadFile(base); err != nil || string(again) != string(first) {
		t.Errorf("the baseline depends on lines:\n%s\n%s, %v", first, again, err)
	}
	save(string(herbs) + "chive,Chives,Schnittlauch,,A herb like an onion,onion,,\n")
	got := catchword(t, "", "vocab", "check", file, "--baseline", base)
	got.expect(t, exitFound, "1 error")
	if !strings.Contains(got.out, `broader "onion"`) || strings.Contains(got.out, "tarragon") {
		t.Errorf("reported:\n%s", got.out)
	}
	// The same once more is new.
	save(string(herbs) + string(strings.SplitAfter(string(herbs), "\n")[8]))
	catchword(t, "", "vocab", "check", file, "--baseline", base).expect(t, exitFound)
}

// What is converted is the same vocabulary, in every form.
func TestConvert(t *testing.T) {
	inGolden(t)
	dir := t.TempDir()
	from := "trees.csv"
	for _, name := range []string{"a.ttl", "b.json", "c.csv"} {
		to := filepath.Join(dir, name)
		if got := catchword(t, "", "vocab", "convert", from, "-o", to); got.code != exitDone {
			t.Errorf("%+v", got)
		}
		if got := catchword(t, "", "vocab", "diff", "trees.csv", to); !strings.Contains(got.out, "No differences.") {
			t.Errorf("%s: %s%s", name, got.out, got.err)
		}
		from = to
	}
}

// A form is named by itself or by what files of it end with.
func TestConvertTo(t *testing.T) {
	inGolden(t)
	turtle := catchword(t, "", "vocab", "convert", "trees.csv", "--to", "turtle")
	turtle.expect(t, exitDone, "--base")
	for _, args := range [][]string{{"--to", "ttl"}, {}} {
		if got := catchword(t, "", append([]string{"vocab", "convert", "trees.csv"}, args...)...); got.code != exitDone || got.out != turtle.out {
			t.Errorf("%q: %d %s\n%s", args, got.code, got.err, got.out)
		}
	}
	catchword(t, "", "vocab", "convert", "trees.csv", "--to", "nt").expect(t, exitFailed, "--to must be one of")
	for _, test := range []struct{ args, want string }{
		{"-o trees.nt", "trees.nt could be anything; say --to turtle, json or csv"},
		{"-o trees.rdf", "trees.rdf: RDF/XML is read, but not written; name a .ttl, .json or .csv"},
		{"--to json -o new.csv", "new.csv is a name for another form than --to json"},
		{"--to csv -o new.TTL", "new.TTL is a name for another form than --to csv"},
	} {
		catchword(t, "", append([]string{"vocab", "convert", "trees.csv"}, strings.Fields(test.args)...)...).expect(t, exitFailed, "--output: "+test.want)
	}
	curated := write(t, "curated.ttl", `<urn:oak> a <http://www.w3.org/2004/02/skos/core#Concept>; <http://www.w3.org/2004/02/skos/core#prefLabel> "Oaks"; <urn:curator> "Anna" .`)
	catchword(t, "", "vocab", "convert", curated).expect(t, exitDone, `1 other statement is left out, the first one with "urn:curator" [file/rest]`)
}

func sameFiles(t *testing.T, a, b string) {
	t.Helper()
	first, err := os.ReadFile(a)
	second, errB := os.ReadFile(b)
	if err != nil || errB != nil || string(first) != string(second) {
		t.Errorf("%v, %v: %s is\n%s\nand %s\n%s", err, errB, a, first, b, second)
	}
}

// A base makes IRIs of IDs, and without one a note says that they are none.
func TestConvertBase(t *testing.T) {
	inGolden(t)
	plain := catchword(t, "", "vocab", "convert", "trees.csv")
	plain.expect(t, exitDone, "trees.csv: IDs that are no IRIs (9, such as tree) mean something else wherever the file is; --base https://example.org/topics/ makes IRIs of them\n")
	based := catchword(t, "", "vocab", "convert", "trees.csv", "--base", "https://example.org/trees/")
	based.expect(t, exitDone)
	if !strings.Contains(plain.out, "\n<oak> a skos:Concept") || !strings.HasPrefix(based.out, "@prefix : <https://example.org/trees/> .\n") || !strings.Contains(based.out, "\n:oak a skos:Concept") {
		t.Errorf("%s\n%s", plain.out, based.out)
	}
	catchword(t, "", "vocab", "convert", "trees.csv", "--to", "csv").expect(t, exitDone)
	catchword(t, "", "vocab", "convert", write(t, "based.ttl", based.out)).expect(t, exitDone)
	catchword(t, "", "vocab", "convert", "trees.csv", "--base", "topics").expect(t, exitFailed, `--base: "topics" is no IRI that ends with a slash`)
}

// Files that add to a vocabulary come before the overlay and the choice of concepts,
// and the first file is what is added to, unless a flag names it.
func TestConvertAdds(t *testing.T) {
	inGolden(t)
	more := write(t, "more.csv", "id,prefLabel,altLabels,broader\n,Oaks,quercus,\nash,Ashes,,Trees\n")
	wrong := write(t, "wrong.csv", "id,prefLabel,altLabels,broader\nash,Ash trees,,nowhere\noak,,Ashes,\n")
	ours := write(t, "ours.txt", "label Ashes: fraxinus\n")
	all := "id,deprecated,prefLabel,altLabels,definition,broader\noak,,Oaks,Oak trees|English oak|quercus,Trees with acorns,%s\n"
	for _, test := range []struct {
		args, stdin, out string
		code             int
		stderr           []string
	}{
		{"trees.csv " + more + " --include oak", "", strings.Replace(strings.Replace(all, "deprecated,", "", 1), "oak,,", "oak,", 1), exitDone, []string{"more.csv: adds 1 concept and 2 labels"}},
		{"trees.csv - --include ash --overlay " + ours, "id,prefLabel\nash,Ashes\n", "id,prefLabel,altLabels\nash,Ashes,fraxinus\n", exitDone, []string{"-: adds 1 concept and 1 label\n"}},
		{"--vocab trees.csv " + more + " --include ash", "", "id,prefLabel\nash,Ashes\n", exitDone, []string{"more.csv: adds 1 concept and 2 labels"}},
		{"trees.csv " + more + " " + wrong + " --include ash", "", "id,prefLabel,altLabels\nash,Ashes,Ash trees\n", exitDone, []string{
			"wrong.csv:2: error: broader \"nowhere\"", "wrong.csv:2: warning: \"Ash trees\" is a second preferred label", "wrong.csv:3: warning: alternative label \"Ashes\" is a preferred label of \"ash\" too", "wrong.csv: adds 0 concepts and 2 labels",
		}},
		{"trees.csv nowhere.csv", "", "", exitFailed, []string{"nowhere.csv: no such file"}},
		{"trees.csv -", "<html>", "", exitFailed, []string{"-: this is HTML"}},
		{"nowhere.csv trees.csv", "", "", exitFailed, []string{"nowhere.csv: no such file"}},
	} {
		got := catchword(t, test.stdin, append([]string{"vocab", "convert", "--to", "csv"}, strings.Fields(test.args)...)...)
		got.expect(t, test.code, test.stderr...)
		if want := strings.ReplaceAll(test.out, ",%s", ""); strings.ReplaceAll(got.out, ",broader", "") != strings.ReplaceAll(want, ",broader", "") {
			t.Errorf("%s: %q, want %q", test.args, got.out, want)
		}
	}
}

// A vocabulary is never written over itself, not through a link either, a file that is
// replaced keeps its mode, and nothing is read where nothing could be written.
func TestConvertOutput(t *testing.T) {
	inGolden(t)
	dir := t.TempDir()
	file, link := filepath.Join(dir, "v.csv"), filepath.Join(dir, "link.csv")
	catchword(t, "", "vocab", "convert", "trees.csv", "-o", file).expect(t, exitDone)
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		link = file
	}
	catchword(t, "", "vocab", "convert", file, "-o", link).expect(t, exitFailed, "link.csv is read, too")
	catchword(t, "prefLabel\nAshes\n", "vocab", "convert", "trees.csv", "-", "-o", link).expect(t, exitDone, "adds 1 concept")
	if got := catchword(t, "", "vocab", "diff", "trees.csv", file); !strings.Contains(got.out, "9 → 10 concepts") {
		t.Errorf("%+v", got)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	nowhere := filepath.Join(dir, "nowhere", "x.ttl")
	for _, args := range [][]string{{"vocab", "convert", "-o"}, {"vocab", "compile", "-o"}, {"evaluate", "--html"}} {
		got := catchword(t, "", append(args, nowhere, "no-such-file")...)
		got.expect(t, exitFailed, args[len(args)-1], "there is no folder")
		catchword(t, "", append(args, filepath.Join(dir, "x.ttl"), "no-such-file")...).expect(t, exitFailed, "no-such-file")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 && link != file {
		t.Errorf("%v %v", left, err)
	}
}

// A link that leads to nothing yet gets what it leads to, and what is read, or is not
// what a command writes, is never written over.
func TestOutputApart(t *testing.T) {
	t.Chdir(t.TempDir())
	files := map[string]string{
		"v.csv": "prefLabel\nAshes\n", "more.csv": "prefLabel\nOaks\n", "ours.txt": "label Ashes: ash trees\n",
		"page.md": "---\ntags: [Ashes]\n---\nAshes grow.\n", "p.jsonl": `{"id":"page","suggestions":[["Ashes",1]]}`, "empty": "",
	}
	for name, content := range files {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ args, want string }{
		{"vocab convert v.csv -o v.csv", "--output: v.csv is read, too"},
		{"vocab convert v.csv more.csv -o more.csv", "--output: more.csv is read, too"},
		{"vocab convert v.csv --overlay ours.txt --to csv -o ours.txt", "--output: ours.txt is read, too"},
		{"vocab convert -o v.csv", "--output: v.csv is there already, and no copy of the built-in vocabulary"},
		{"vocab compile v.csv -o v.csv", "--output: v.csv is read, too"},
		{"vocab compile v.csv --overlay ours.txt -o ours.txt", "--output: ours.txt is read, too"},
		{"vocab compile -o v.csv", "--output: v.csv is there already, and no compiled vocabulary: name another file"},
		{"vocab check v.csv --write-baseline v.csv", "--write-baseline: v.csv is read, too"},
		{"vocab check -v v.csv --overlay ours.txt --write-baseline ours.txt", "--write-baseline: ours.txt is read, too"},
		{"vocab check v.csv --corpus page.md --write-baseline page.md", "--write-baseline: page.md is read, too"},
		{"vocab check --write-baseline v.csv", "--write-baseline: v.csv is there already, and no baseline"},
		{"train --vocab v.csv --overlay ours.txt page.md -o ours.txt", "--output: ours.txt is read, too"},
		{"train --vocab v.csv page.md -o more.csv", "--output: more.csv is there already, and no model"},
		{"evaluate --vocab v.csv --html v.csv page.md", "--html: v.csv is read, too"},
		{"evaluate --vocab v.csv --overlay ours.txt --html ours.txt page.md", "--html: ours.txt is read, too"},
		{"evaluate --vocab v.csv --html page.md page.md", "--html: page.md is read, too"},
		{"evaluate --vocab v.csv --compare p.jsonl --html p.jsonl page.md", "--html: p.jsonl is read, too"},
		{"evaluate --predictions p.jsonl --html p.jsonl page.md", "--html: p.jsonl is read, too"},
		{"evaluate --vocab v.csv --html page.md more.csv", "--html: page.md is there already, and no page"},
	} {
		catchword(t, "", strings.Fields(test.args)...).expect(t, exitFailed, test.want)
	}
	for name, content := range files {
		if now, err := os.ReadFile(name); string(now) != content {
			t.Errorf("%s is %q now, %v", name, now, err)
		}
	}
	for range 2 { // what the command wrote, or an empty file, may be replaced
		catchword(t, "", "evaluate", "--samples", "0", "--vocab", "v.csv", "--html", "empty", "page.md").expect(t, exitDone)
		catchword(t, "", "vocab", "check", "v.csv", "--write-baseline", "known.json").expect(t, exitDone, "known.json: ")
		catchword(t, "", "vocab", "compile", "v.csv", "-o", "v.cwv").expect(t, exitDone, "v.cwv: ")
	}
	if err := os.Mkdir("real", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("real", "v.ttl"), "link.ttl"); err != nil {
		t.Skip(err)
	}
	catchword(t, "", "vocab", "convert", "v.csv", "-o", "link.ttl").expect(t, exitDone, "--base")
	if _, err := os.Stat(filepath.Join("real", "v.ttl")); err != nil {
		t.Error(err)
	}
}

// A compiled vocabulary keeps what was wrong with its source, and with the overlay
// over it.
func TestCompileProblems(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.cwv")
	for _, test := range []struct {
		args string
		want []string
	}{
		{"../../testdata/vocabularies/defects.csv", []string{"defects.csv:4: error: text follows", "defects.csv:2: info: label "}},
		{"../../testdata/vocabularies/mistakes.ttl", []string{"mistakes.ttl:"}},
		{"../../testdata/overlays/houses.csv --overlay ../../testdata/overlays/mistakes.txt", []string{"mistakes.txt:3: "}},
	} {
		source := strings.Fields(test.args)
		if got := catchword(t, "", append([]string{"vocab", "compile", "-o", file}, source...)...); got.code != exitDone {
			t.Fatalf("%s: %s", test.args, got.err)
		}
		want := catchword(t, "", append([]string{"vocab", "check", "--show", "0"}, source...)...)
		bare := regexp.MustCompile(`\.\./\.\./testdata/[a-z]+/`).ReplaceAllString(want.out, "")
		got := catchword(t, "", "vocab", "check", "--show", "0", file)
		if got.out != bare || got.code != want.code || got.err != want.err {
			t.Errorf("%s: %+v\nwant %+v", test.args, got, want)
		}
		for _, line := range test.want {
			if !strings.Contains(got.out, line) {
				t.Errorf("%s: %q is not in\n%s", test.args, line, got.out)
			}
		}
	}
}

// The list of rules says how bad each may be, and what there is of it.
func TestCheckRules(t *testing.T) {
	got := catchword(t, "", "vocab", "check", "--rules")
	got.expect(t, exitDone)
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if !slices.IsSorted(lines) || len(lines) != len(checkRules()) {
		t.Errorf("not sorted, or not all:\n%s", got.out)
	}
	if !strings.Contains(got.out, "a warning where it is not the preferred one of both") {
		t.Error("label/duplicate is only an error, says the list")
	}
}

// The vocabulary that has no file has one name.
func TestBuiltInName(t *testing.T) {
	for args, want := range map[string]string{
		"show":                ": keywords (built-in vocabulary)\n",
		"show activation":     "  built-in vocabulary:8\n",
		"find harbours":       "nothing like \"harbours\" among the 85 concepts of the built-in vocabulary\n",
		"check":               "built-in vocabulary:493: info: ",
		"check --format json": `"file": "built-in vocabulary",`,
	} {
		got := catchword(t, "", append([]string{"vocab"}, strings.Fields(args)...)...)
		if !strings.Contains(got.out, want) || strings.Contains(got.out, "default.ttl") {
			t.Errorf("%s lacks %q:\n%.500s", args, want, got.out)
		}
	}
}

// Without a label in the language of the texts, nothing can be suggested, and no file
// to suggest with is written; other problems don't keep anybody from using the rest.
func TestNoLabelInLanguage(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{
		"en.csv":      "id,prefLabel@en\na,Oaks\nb,Elms\n",
		"bad.csv":     "id,prefLabel@en,related\na,Oaks,x\nb,Elms,\n",
		"tagged.json": `{"text":"Des chênes, des arbres.","subjects":["a"]}` + "\n" + `{"text":"Des ormes, des arbres.","subjects":["b"]}` + "\n",
	} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const why = "nothing can be suggested, as the vocabulary has no label in the language of the texts"
	for _, args := range []string{"suggest --vocab en.csv --lang fr", "evaluate --vocab en.csv --lang fr tagged.json", "vocab compile --lang fr en.csv -o fr.cwv", "vocab compile --lang fr en.csv -o -"} {
		got := catchword(t, "Des chênes.", strings.Fields(args)...)
		got.expect(t, exitFailed, `no label is looked for in texts in "fr"`, why)
		if got.out != "" {
			t.Errorf("%s prints %q", args, got.out)
		}
	}
	if _, err := os.Stat("fr.cwv"); err == nil {
		t.Error("a useless file was written")
	}
	for _, args := range []string{"suggest --vocab bad.csv", "vocab compile bad.csv -o bad.cwv", "vocab convert bad.csv"} {
		catchword(t, "Oaks.", strings.Fields(args)...).expect(t, exitDone, "bad.csv:2: error: ")
	}
	catchword(t, "", "vocab", "check", "bad.csv").expect(t, exitFound, "1 error")
}

// What was told when a file was compiled is told in one line from then on.
func TestCompiledIsTold(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{
		"v.csv":     "id,prefLabel,altLabels,colour\na,Oaks,shared,\nb,Elms,shared,\nc,the and,,\n",
		"bad.csv":   "id,prefLabel,altLabels,related\na,Oaks,shared,x\nb,Elms,shared,\n",
		"layer.txt": "limit 3\nomit Birches\n",
	} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	catchword(t, "", "vocab", "compile", "v.csv", "-o", "v.cwv").expect(t, exitDone, "[column/unknown]", "[label/duplicate]", "[label/no-words]")
	catchword(t, "", "vocab", "compile", "bad.csv", "-o", "bad.cwv").expect(t, exitDone, "[relation/unknown]")
	corpus := `{"text":"Oaks and more.","subjects":["Oaks"]}` + "\n" + `{"text":"Elms and more.","subjects":["Elms"]}` + "\n"
	catchword(t, corpus, "train", "--vocab", "v.cwv", "-o", "m.cwm").expect(t, exitDone, "v.cwv: 3 warnings; catchword vocab check v.cwv has them\n")
	const v, m = "v.cwv: 3 warnings; catchword vocab check v.cwv has them\n", "m.cwm: 1 warning; catchword vocab check m.cwm has them\n"
	for args, want := range map[string]string{
		"suggest --vocab v.cwv":                     v,
		"validate --vocab v.cwv --format json":      v,
		"explain Oaks --vocab v.cwv":                v,
		"suggest --model m.cwm":                     m,
		"suggest --model m.cwm --vocab v.cwv":       v,
		"suggest --vocab v.cwv --exclude Elms":      v,
		"suggest --vocab v.cwv --overlay layer.txt": "layer.txt:2: error: ",
		"vocab show v.cwv":                          v,
		"vocab diff v.cwv v.cwv":                    strings.Replace(v, "3", "2", 1),
		"suggest --vocab bad.cwv":                   "bad.cwv: 1 error and 1 warning; catchword vocab check bad.cwv has them\n",
	} {
		got := catchword(t, "Oaks.", strings.Fields(args)...)
		got.expect(t, exitDone, want)
		if strings.Contains(got.err, "[label/") || strings.Contains(got.err, "[relation/") || strings.Count(got.err, "catchword vocab check") > 2 {
			t.Errorf("%s:\n%s", args, got.err)
		}
	}
	for _, file := range []string{"v.cwv", "m.cwm"} {
		if got := catchword(t, "", "vocab", "check", file); !strings.Contains(got.out, "[label/no-words]") || !strings.Contains(got.out, "[label/duplicate]") {
			t.Errorf("check of %s:\n%s", file, got.out)
		}
	}
}

// A compiled vocabulary goes wherever one goes, and says the same.
func TestCompile(t *testing.T) {
	inGolden(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "herbs.cwv")
	catchword(t, "", "vocab", "compile", "herbs.csv", "-o", file).expect(t, exitDone, "herbs.csv:", "herbs.cwv: 9 concepts for texts in en, ")
	first, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	catchword(t, "", "vocab", "compile", "-v", file, "-o", file+"2").expect(t, exitDone, "herbs.cwv2: ")
	if again, err := os.ReadFile(file + "2"); err != nil || string(again) != string(first) {
		t.Errorf("compiled again, it differs (%v)", err)
	}
	for _, args := range []string{
		"suggest -v herbs.csv herbs.md", "suggest -v herbs.csv herbs.md --lang en --format json", "validate -v herbs.csv herbs.md --fail-on never",
		"explain -v herbs.csv Mint herbs.md", "vocab find herbs.csv minze peper", "vocab convert herbs.csv", "vocab show herbs.csv pepper", "vocab diff herbs.csv trees.csv --format jsonl",
	} {
		want := catchword(t, "", strings.Fields(args)...)
		got := catchword(t, "", strings.Fields(strings.ReplaceAll(args, "herbs.csv", file))...)
		if out := strings.ReplaceAll(got.out, file, "herbs.csv"); out != want.out || got.code != want.code {
			t.Errorf("%s: %+v\nwant %+v", args, got, want)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %q, %v", left, err)
	}
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"suggest", "-v", file, "--lang", "fr", "herbs.md"}, "--lang: " + file + " is compiled for en; catchword vocab compile --lang fr makes one for fr"},
		{[]string{"suggest", "-v", write(t, "bad.cwv", string(first[:len(first)-1])), "herbs.md"}, "the file ends too early"},
		{[]string{"vocab", "show", write(t, "bad.cwv", string(first[:900])+"x"+string(first[901:]))}, "the checksum differs"},
		{[]string{"vocab", "compile", "herbs.csv", "-o", filepath.Join(dir, "none", "x.cwv")}, "--output: there is no folder " + filepath.Join(dir, "none")},
		{[]string{"vocab", "compile", "herbs.csv", "-o", dir}, dir + " is a folder: name a file"},
		{[]string{"vocab", "compile", file, "-o", file}, "is read, too"},
		{[]string{"vocab", "compile", "herbs.csv"}, "missing flags: --output"},
		{[]string{"vocab", "find", "peper", "herbs.csv"}, "herbs.csv is a file: a vocabulary stands first"},
	} {
		catchword(t, "", test.args...).expect(t, exitFailed, test.want)
	}
	piped := catchword(t, string(first), "vocab", "show", "-")
	piped.expect(t, exitFailed, "a compiled vocabulary")
	if got := catchword(t, "", "vocab", "compile", "herbs.csv", "-o", "-"); got.out != string(first) {
		t.Error("standard output has something else")
	}
	swedish := filepath.Join(dir, "sv.cwv")
	catchword(t, "", "vocab", "compile", write(t, "sv.csv", "id,prefLabel@sv\nek,Ekar\n"), "-o", swedish).expect(t, exitDone, "1 concept for texts in sv")
	if got := catchword(t, "Många ekar.", "suggest", "-v", swedish); !strings.Contains(got.out, "Ekar") {
		t.Errorf("%+v", got)
	}
	catchword(t, "Många ekar.", "suggest", "-v", swedish, "--pos").expect(t, exitFailed, "--pos knows English only")
}

func TestVocabVariables(t *testing.T) {
	inGolden(t)
	t.Setenv("CATCHWORD_VOCAB", "trees.csv")
	if got := catchword(t, "", "vocab", "show", "oak"); !strings.HasPrefix(got.out, "Oaks\n") {
		t.Errorf("%+v", got)
	}
	if got := catchword(t, "", "vocab", "show", "herbs.csv"); !strings.HasPrefix(got.out, "herbs.csv\n") {
		t.Errorf("an argument does not go before the variable: %+v", got)
	}
	if got := catchword(t, "", "vocab", "check", "herbs.csv", "--only", "relation", "--fail-on", "never"); !strings.Contains(got.out, "herbs.csv:") {
		t.Errorf("an argument does not go before the variable: %+v", got)
	}
}

func TestVocabStandardInput(t *testing.T) {
	got := catchword(t, "Oaks\nElms\n", "vocab", "show", "-", "--format", "json")
	got.expect(t, exitDone)
	var s struct{ Concepts, PrefLabels, AltLabels, Broader, Narrower, Related *int }
	if err := json.Unmarshal([]byte(got.out), &s); err != nil || s.Concepts == nil || *s.Concepts != 2 || s.PrefLabels == nil || *s.PrefLabels != 2 ||
		s.AltLabels == nil || s.Broader == nil || s.Narrower == nil || s.Related == nil {
		t.Errorf("%v:\n%s", err, got.out)
	}
}

// JSON has no nulls where there are lists, also where there is nothing to list.
func TestVocabJSONLists(t *testing.T) {
	list := write(t, "a.txt", "Oaks\n")
	for _, args := range [][]string{{"show", list}, {"show", list, "Oaks"}, {"find", list, "xyz"}, {"diff", list, list}, {"check", list, "--only", "relation"}} {
		got := catchword(t, "", append(append([]string{"vocab"}, args...), "--format", "json")...)
		if strings.Contains(got.out, ": null") || !json.Valid([]byte(got.out)) {
			t.Errorf("%q:\n%s", args, got.out)
		}
	}
}

// Nothing in a vocabulary can steer a terminal.
func TestVocabNoControlCharacters(t *testing.T) {
	evil := write(t, "v.csv", "id,prefLabel,altLabels,definition,broader\n\"a\x1b[31m\",Oaks\u202e,\"x\x07\u009b\",\"d\x1b[2J\u2066\",b\nb,Elms,Oaks,\"d\x1b[2J\u2066\",a\n")
	for _, args := range [][]string{{"show", evil}, {"show", evil, "b"}, {"show", evil, "\x1b[31m"}, {"find", evil, "oaks", "\x1b[31m"}, {"check", evil},
		{"check", evil, "--format", "github"}, {"check", evil, "--only", "\x1b"}, {"diff", evil, evil}, {"diff", evil, write(t, "w.csv", "prefLabel\nA\n")}} {
		got := catchword(t, "", append([]string{"vocab"}, args...)...)
		if i := strings.IndexAny(got.out+got.err, "\x1b\x07\u202e\u2066\u009b"); i >= 0 {
			t.Errorf("%q: a control character: %q", args, (got.out + got.err)[i:min(len(got.out+got.err), i+20)])
		}
	}
}

// Of the languages of most labels, one is chosen that an analyzer knows.
func TestMostSpoken(t *testing.T) {
	for _, test := range []struct {
		all  []vocab.LanguageStats
		want string
	}{
		{nil, "en"},
		{[]vocab.LanguageStats{{Lang: "", PrefLabels: 3}}, "en"},
		{[]vocab.LanguageStats{{Lang: "de", PrefLabels: 3}, {Lang: "en", PrefLabels: 3}}, "en"},
		{[]vocab.LanguageStats{{Lang: "de", PrefLabels: 3}, {Lang: "en", PrefLabels: 2}}, "und"},
		{[]vocab.LanguageStats{{Lang: "fr", PrefLabels: 3}, {Lang: "en", PrefLabels: 3}}, "fr"},
	} {
		if got := mostSpoken(test.all); got != test.want {
			t.Errorf("%v: %s, want %s", test.all, got, test.want)
		}
	}
}
