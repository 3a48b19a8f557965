package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const (
	townVocab = `id,prefLabel,altLabels,deprecated,replacedBy
1,Gardening,Allotments,,
2,Housing,Flats,,
3,Parking,,,
4,Schools,,,
`
	townVocabNow = `id,prefLabel,altLabels,deprecated,replacedBy
4,Schools,,yes,8
8,Education,,,
2,Dwellings,Flats|Housing,,
1,Gardening,Allotments,,
`
)

// townCorpus are n texts in JSON Lines, each on one of four topics, with a label of
// it or without.
func townCorpus(n int) string {
	topics := [][2]string{{"Gardening", "compost tomatoes beds"}, {"Housing", "tenants rents landlords"}, {"Parking", "tickets wardens kerbs"}, {"Schools", "pupils lessons chalk"}}
	var b strings.Builder
	for i := range n {
		topic := topics[i%len(topics)]
		label := "much"
		if i/len(topics)%3 > 0 {
			label = topic[0]
		}
		line, _ := json.Marshal(map[string]any{"id": fmt.Sprint(i), "subjects": topic[:1],
			"text": fmt.Sprintf("Minutes %d\nThe council spoke of %s in year %d. There were %s.", i, label, i, topic[1])})
		b.Write(append(line, '\n'))
	}
	return b.String()
}

// townModel trains a model and returns its path; the vocabulary of now is beside
// it.
func townModel(t *testing.T, texts int) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"old.csv": townVocab, "renamed.csv": strings.TrimSuffix(strings.ReplaceAll(townVocab, "\n", "\nid-"), "id-"), "cut.cwm": "catchwd\ntagger and no more", "now.csv": townVocabNow, "corpus.jsonl": townCorpus(texts)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	catchword(t, "", "train", "--vocab", "old.csv", "corpus.jsonl", "-o", "town.cwm").expect(t, exitDone)
	return "town.cwm"
}

func TestAdopt(t *testing.T) {
	model := townModel(t, 60)
	text := "There were tenants, and rents for landlords.\n"
	own := catchword(t, text, "suggest", "--model", model)
	own.expect(t, exitDone)
	if !strings.Contains(own.out, "Housing") {
		t.Errorf("with its own vocabulary:\n%s", own.out)
	}
	told := []string{
		"town.cwm: now.csv has 2 of the 4 keywords that the model learned",
		"what was learned of Parking (3) from 15 texts is left out: it is gone\n",
		"what was learned of Schools (4) from 15 texts is left out: it is replaced by another, now Education (8)\n",
		"under another name: Housing, now Dwellings (2)\n",
		"on labels alone: Education\n",
		"catchword train --vocab now.csv learns anew",
	}
	now := catchword(t, text, "suggest", "--model", model, "--vocab", "now.csv", "--precision", "0.5")
	now.expect(t, exitDone, told...)
	if !strings.Contains(now.out, "Dwellings") || strings.Contains(now.out, "Housing") {
		t.Errorf("with the vocabulary of now:\n%s", now.out)
	}
	for _, command := range []string{"validate --fail-on never", "explain Education", "evaluate"} {
		args := append(strings.Fields(command), "--model", model, "--vocab", "now.csv", "corpus.jsonl")
		catchword(t, "", args...).expect(t, exitDone, told...)
	}
	// The same vocabulary has nothing to tell.
	catchword(t, text, "suggest", "--model", model, "--vocab", "old.csv").expect(t, exitDone)

	shown := catchword(t, "", "model", "show", "--vocab", "now.csv", model)
	shown.expect(t, exitDone)
	for _, line := range told {
		if !strings.Contains(shown.out, line) {
			t.Errorf("model show lacks %q:\n%s", line, shown.out)
		}
	}
	for _, args := range [][]string{{"--vocab", "now.csv"}, nil} {
		shown := catchword(t, "", append([]string{"model", "show", "--format", "json", model}, args...)...)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(shown.out))
		if err != nil {
			t.Fatal(err)
		}
		if err := schemaOf(t, "model", "show").Validate(v); err != nil {
			t.Error(err)
		}
		if has := strings.Contains(shown.out, `"why": "it is gone"`); has != (args != nil) {
			t.Errorf("%q: %s", args, shown.out)
		}
	}
}

func TestModelErrors(t *testing.T) {
	model := townModel(t, 8)
	catchword(t, "", "vocab", "compile", "old.csv", "-o", "old.cwv").expect(t, exitDone, "old.cwv: 4 concepts")
	catchword(t, "", "vocab", "compile", "--lang", "fr", "old.csv", "-o", "fr.cwv").expect(t, exitDone, "fr.cwv: 4 concepts")
	for args, want := range map[string]string{
		"--model old.csv":                    "old.csv is no model; catchword train makes one",
		"--model old.cwv":                    "old.cwv is a compiled vocabulary, and no model",
		"--model old.cwv --precision 0.9":    "old.cwv is a compiled vocabulary, and no model",
		"--model none.cwm":                   "none.cwm: no such file",
		"--model . ":                         ". is no model",
		"--model town.cwm --lang fr":         "--lang: town.cwm is for texts in en",
		"--model town.cwm --vocab fr.cwv":    "another analyzer",
		"--model town.cwm --vocab none.csv":  "none.csv: no such file",
		"--model town.cwm --exclude Housing": "or name --vocab",
	} {
		catchword(t, "A text.", append([]string{"suggest"}, strings.Fields(args)...)...).expect(t, exitFailed, want)
	}
	catchword(t, "A text.", "suggest", "--model", model, "--vocab", "old.csv", "--exclude", "Housing").expect(t, exitDone, "Housing (2) from 2 texts is left out: it is gone")
	catchword(t, "A text.", "suggest", "--model", model, "--vocab", "old.cwv").expect(t, exitDone)
}

func TestEvaluateCompareModel(t *testing.T) {
	model := townModel(t, 60)
	catchword(t, "", "vocab", "compile", "old.csv", "-o", "old.cwv").expect(t, exitDone, "old.cwv: 4 concepts")
	for _, d := range evaluated(t, "--model", model, "--compare", model, "corpus.jsonl").Comparison.Differences {
		if d.Delta != 0 || d.Randomization != 1 {
			t.Errorf("with itself: %+v", d)
		}
	}
	// A model, and the suggestions that it writes, come to the same.
	written := catchword(t, "", "suggest", "--model", model, "--threshold", "0", "--limit", "0", "--format", "jsonl", "corpus.jsonl")
	file := write(t, "written.jsonl", written.out)
	for _, args := range [][]string{{"--vocab", "old.csv"}, {"--predictions", file}, {"--cv", "2", "--vocab", "old.csv"}} {
		args = append(args, "corpus.jsonl", "--compare")
		run, read := evaluated(t, append(args, model)...).Comparison, evaluated(t, append(args, file)...).Comparison
		if !slices.Equal(run.Differences, read.Differences) {
			t.Errorf("%q: %+v, read %+v", args, run.Differences, read.Differences)
		}
	}
	// Both tell verbs from nouns, or none does.
	verbs := write(t, "verbs.jsonl", `{"id":"a","text":"Minutes\n\nThe council is gardening. They are parking and housing.","subjects":["Gardening"]}`)
	both := []string{"--vocab", "old.cwv", "--compare", "old.cwv", verbs}
	with, without := evaluated(t, append(both, "--pos")...), evaluated(t, both...)
	if with.PerText == without.PerText {
		t.Fatal("--pos makes no difference")
	}
	for _, d := range append(with.Comparison.Differences, without.Comparison.Differences...) {
		if d.Delta != 0 {
			t.Errorf("with itself: %+v", d)
		}
	}
	catchword(t, "", "vocab", "compile", "--lang", "fr", "old.csv", "-o", "fr.cwv").expect(t, exitDone, "fr.cwv: 4 concepts")
	catchword(t, "", "evaluate", "--vocab", "old.csv", "--pos", "--compare", "fr.cwv", verbs).expect(t, exitFailed, "--pos knows English only, and fr.cwv is for texts in fr")
	// Its vocabulary may be another one: Parking is still that, by its label.
	d, ok := evaluated(t, "--model", model, "--compare", "old.cwv", "corpus.jsonl").Comparison.Difference("nDCG@5")
	if !ok || d.Delta <= 0 {
		t.Errorf("with no training: %+v", d)
	}
	d, ok = evaluated(t, "--vocab", "renamed.csv", "--compare", model, "corpus.jsonl").Comparison.Difference("nDCG@5")
	if !ok || d.Other < 0.9 {
		t.Errorf("with other IDs: %+v", d)
	}
	catchword(t, "", "evaluate", "--vocab", "old.csv", "--compare", "none.cwm", "corpus.jsonl").expect(t, exitFailed, "none.cwm: no such file")
	catchword(t, "", "evaluate", "--vocab", "old.csv", "--compare", "cut.cwm", "corpus.jsonl").expect(t, exitFailed, "cut.cwm: compiled vocabulary")
}

// Of --precision and --threshold, neither is ignored without a word.
func TestPrecisionOrThreshold(t *testing.T) {
	model := townModel(t, 60)
	const text = "There were tenants, and rents for landlords.\n"
	for _, command := range []string{"suggest", "validate", "explain Gardening"} {
		args := append(strings.Fields(command), "--model", model, "--precision", "0.5")
		got := catchword(t, text, append(args, "--threshold", "0.9")...)
		got.expect(t, exitFailed, "--precision takes the place of --threshold", "Try catchword "+strings.Fields(command)[0]+" --help.")
		catchword(t, text, append(args, "--threshold", "0.1")...).expect(t, exitFailed, "leave out one of the two")
	}
	alone := catchword(t, text, "suggest", "--model", model, "--precision", "0.5")
	t.Setenv("CATCHWORD_THRESHOLD", "0.999")
	catchword(t, text, "suggest", "--model", model, "--threshold", "0.1", "--threshold", "0.2").expect(t, exitDone)
	if beside := catchword(t, text, "suggest", "--model", model, "--precision", "0.5"); beside != alone || alone.code != exitDone {
		t.Errorf("with the variable:\n%+v\nwithout:\n%+v", beside, alone)
	}
	none := catchword(t, text, "suggest", "--model", model, "--threshold", "1")
	t.Setenv("CATCHWORD_PRECISION", "0.5")
	if beside := catchword(t, text, "suggest", "--model", model, "--threshold", "1"); beside != none || none.code != exitDone || none.out == alone.out {
		t.Errorf("with the variable:\n%+v\nwithout:\n%+v", beside, none)
	}
}

// What a model does not know of how sure it is, --precision tells.
func TestPrecisionUnknown(t *testing.T) {
	model := townModel(t, 60)
	const text, sections = "There were tenants, and rents for landlords.\n", "for sections are right, nobody knows, as too few were tagged"
	catchword(t, text, "suggest", "--model", model, "--precision", "0.5").expect(t, exitDone, "--precision: town.cwm: how often suggestions "+sections)
	catchword(t, text, "suggest", "--model", model).expect(t, exitDone)
	// Where tags have nothing to do with texts, no score is sure.
	line := strings.Split(townCorpus(40), "\n")[1]
	var b strings.Builder
	for i := range 40 {
		topic := []string{"Gardening", "Housing", "Parking", "Schools"}[i%4]
		b.WriteString(strings.NewReplacer(`["Housing"]`, fmt.Sprintf("[%q]", topic), "Minutes 1", fmt.Sprint("Minutes ", i)).Replace(line) + "\n")
	}
	catchword(t, b.String(), "train", "--vocab", "old.csv", "-o", "unsure.cwm").expect(t, exitDone, "")
	got := catchword(t, text, "suggest", "--model", "unsure.cwm", "--precision", "0.9")
	got.expect(t, exitDone, "--precision: unsure.cwm: no score is so sure that 90 % of the suggestions were right, so nothing is suggested\n")
	if strings.Contains(got.err, sections) {
		t.Errorf("more than one line:\n%s", got.err)
	}
}

// Who trains without a vocabulary is told with which, and who has no tags of a
// vocabulary, why that may be.
func TestTrainVocabulary(t *testing.T) {
	townModel(t, 40)
	line := func(i int, tag string) string {
		return fmt.Sprintf(`{"id":"%d","text":"Report %d\n\nChild care and housing.","subjects":[%s]}`+"\n", i, i, tag)
	}
	known := line(0, `"Child care"`) + line(1, `"Governance"`) + line(2, "")
	const builtIn, unknown = "without --vocab, what is learned are the 85 keywords that are built in\n", "no subject of the vocabulary is in "
	train := func(corpus string, args ...string) outcome {
		return catchword(t, corpus, append([]string{"train", "-o", "new.cwm"}, args...)...)
	}
	got := train(known)
	got.expect(t, exitDone, builtIn)
	if strings.Contains(got.err, unknown) {
		t.Errorf("most texts have subjects:\n%s", got.err)
	}
	train("", "corpus.jsonl").expect(t, exitFailed, builtIn, unknown+"40 of 40 texts: they seem to be tagged with another than the built-in one; --vocab names it\n", "nothing to learn")
	train(known+townCorpus(5), "--format", "json").expect(t, exitDone, builtIn, unknown+"6 of 8 texts: they seem to be tagged with another than the built-in one")
	train(known, "--vocab", "old.csv").expect(t, exitFailed, unknown+"3 of 3 texts: they seem to be tagged with another than old.csv\n")
	train(known+line(3, "")+line(4, "")).expect(t, exitDone, unknown+"3 of 5 texts: they have no tags where these are looked for; --tags-key names another key")
	if got := train(townCorpus(40), "--vocab", "old.csv"); strings.Contains(got.err, "built in") || got.code != exitDone {
		t.Errorf("with a vocabulary: %+v", got)
	}
}

// Who asks for JSON has all findings, above all where these are why there is no model.
func TestTrainFindings(t *testing.T) {
	townModel(t, 40)
	for _, test := range []struct{ corpus, strict, want, finding string }{
		{strings.Replace(townCorpus(40), `["Gardening"]`, `["Gardning"]`, 1), "--strict", "--strict: there are findings", "Gardning"},
		{townCorpus(1), "--strict=false", "not two texts", "corpus/too-small"},
	} {
		got := catchword(t, test.corpus, "train", "--vocab", "old.csv", "-o", "none.cwm", "--format", "json", test.strict)
		got.expect(t, exitFailed, test.want)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(got.out))
		if err != nil {
			t.Fatal(err)
		}
		if err := schemaOf(t, "train").Validate(v); err != nil {
			t.Error(err)
		}
		if !strings.Contains(got.out, test.finding) {
			t.Errorf("without the finding:\n%s", got.out)
		}
	}
	if _, err := os.Stat("none.cwm"); err == nil {
		t.Error("a model was made all the same")
	}
}

// What is right for a report is the same for train and evaluate: its own tags, or
// else those of its sections.
func TestTagsOfSections(t *testing.T) {
	townModel(t, 40)
	line := func(id, subjects string) string {
		return fmt.Sprintf(`{"id":"%s","text":"Minutes","subjects":[%s],"sections":[{"heading":"Beds","text":"Compost tomatoes.","subjects":["Gardening","Parking"]},{"heading":"Flats","text":"Tenants rents.","subjects":["Housing"]}]}`+"\n", id, subjects)
	}
	for subjects, want := range map[string]float64{`"Schools"`: 1, `"Schools","Housing","Trams"`: 2, "": 3, `"Trams"`: 3} {
		corpus := write(t, "sections.jsonl", line("a", subjects)+strings.Replace(line("b", subjects), "Minutes", "Notes", 1))
		var made trained
		got := catchword(t, "", "train", "--vocab", "old.csv", "--format", "json", corpus, "-o", "new.cwm")
		if err := json.Unmarshal([]byte(got.out), &made); err != nil {
			t.Fatalf("%v: %+v", err, got)
		}
		if o := evaluated(t, "--vocab", "old.csv", corpus); o.GoldPerText != want || made.Training.Assignments != 2*int(want) {
			t.Errorf("[%s]: %v are right for a report, %d learned from two; want %v", subjects, o.GoldPerText, made.Training.Assignments, want)
		}
	}
}

// Where a model is judged by texts that it was trained on, the page says so as well
// as standard error, and JSON counts them.
func TestEvaluateSeen(t *testing.T) {
	model := townModel(t, 60)
	others := write(t, "others.jsonl", strings.ReplaceAll(townCorpus(60), "The council", "The board"))
	half := write(t, "half.jsonl", strings.Join(strings.SplitAfter(townCorpus(60), "\n")[30:], "")+strings.Join(strings.SplitAfter(strings.ReplaceAll(townCorpus(30), "The council", "The board"), "\n"), ""))
	for _, test := range []struct {
		args            []string
		seen, otherSeen int
		want            string
	}{
		{[]string{"--model", model, "corpus.jsonl"}, 60, 0, "the model was trained on the very texts that it is judged by"},
		{[]string{"--model", model, "--vocab", "now.csv", "corpus.jsonl"}, 45, 0, "the model was trained on the very texts"},
		{[]string{"--vocab", model, half}, 30, 0, "the model was trained on 30 of the 60 texts"},
		{[]string{"--vocab", "old.csv", "--compare", model, "corpus.jsonl"}, 0, 60, "the model of --compare was trained on the very texts"},
		{[]string{"--model", model, "--compare", model, others}, 0, 0, ""},
		{[]string{"--cv", "2", "--vocab", "old.csv", "corpus.jsonl"}, 0, 0, ""},
	} {
		if o := evaluated(t, test.args...); o.Seen != test.seen || o.OtherSeen != test.otherSeen {
			t.Errorf("%q: seen %d, by the other %d", test.args, o.Seen, o.OtherSeen)
		}
		page := filepath.Join(t.TempDir(), "page.html")
		got := catchword(t, "", append([]string{"evaluate", "--samples", "0", "--html", page}, test.args...)...)
		html, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if test.want == "" {
			if strings.Contains(got.err+got.out+string(html), "trained on") {
				t.Errorf("%q: a warning for nothing\n%s", test.args, got.err)
			}
			continue
		}
		got.expect(t, exitDone, "warning: "+test.want)
		if strings.Contains(got.out, "trained on") || !strings.Contains(string(html), test.want) {
			t.Errorf("%q: the text says it again, or the page nothing\n%.500s", test.args, got.out)
		}
	}
}

// A model takes the place of no text of the archive, and of no folder; a model
// that lies in the archive is made anew.
func TestTrainOutput(t *testing.T) {
	townModel(t, 40)
	for name, content := range map[string]string{"1.txt": "The council spoke of gardening.", "1.key": "Gardening", "2.txt": "The council spoke of parking.", "2.key": "Parking"} {
		if err := os.MkdirAll("archive", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("archive", name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	train := func(output string) outcome {
		return catchword(t, "", "train", "--vocab", "old.csv", "archive", "-o", output)
	}
	text := filepath.Join("archive", "1.txt")
	train(text).expect(t, exitFailed, "1.txt is there already, and no model: name another file")
	train("archive").expect(t, exitFailed, "archive is read, too")
	train(t.TempDir()).expect(t, exitFailed, "is a folder: name a file")
	for range 2 {
		train(filepath.Join("archive", "archive.cwm")).expect(t, exitDone)
	}
	// What can't be written is told before the corpus is read, which would have
	// findings to tell.
	unwritable := []string{filepath.Join("nowhere", "new.cwm"), filepath.Join("archive", strings.Repeat("long", 80)), filepath.Join("old.csv", "new.cwm")}
	if runtime.GOOS == "linux" {
		unwritable = append(unwritable, "/proc/new.cwm", "/proc/self/fd/0")
	}
	before, err := os.ReadDir("archive")
	if err != nil {
		t.Fatal(err)
	}
	for _, output := range unwritable {
		got := catchword(t, "", "train", "--vocab", "old.csv", "no-corpus", "-o", output)
		got.expect(t, exitFailed, "--output: ")
		if strings.Contains(got.err, "no-corpus") || !strings.Contains(got.err, filepath.Dir(output)) {
			t.Errorf("-o %s:\n%s", output, got.err)
		}
	}
	if after, err := os.ReadDir("archive"); err != nil || len(after) != len(before) {
		t.Errorf("there are %d files now, %d before: %v", len(after), len(before), err)
	}
	if content, err := os.ReadFile(text); err != nil || !strings.HasPrefix(string(content), "The council") {
		t.Errorf("the text is %q now, %v", content, err)
	}
}
