package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/catchword/catchword/eval"
	"github.com/catchword/catchword/internal/realdata"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
)

// evaluated runs evaluate --format json and returns what it prints, which must
// be as its schema says.
func evaluated(t *testing.T, args ...string) evaluationOutcome {
	t.Helper()
	got := catchword(t, "", append([]string{"evaluate", "--format", "json"}, args...)...)
	if got.code != exitDone {
		t.Fatalf("exit code %d:\n%s", got.code, got.err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(got.out))
	if err != nil {
		t.Fatal(err)
	}
	if err := schemaOf(t, "evaluate").Validate(v); err != nil {
		t.Error(err)
	}
	var o evaluationOutcome
	if err := json.Unmarshal([]byte(got.out), &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// figure returns a measure's value.
func figure(t *testing.T, o evaluationOutcome, name string) float64 {
	t.Helper()
	m, ok := o.Measure(name)
	if !ok {
		t.Fatalf("no %s", name)
	}
	return m.Value
}

func TestEvaluateGolden(t *testing.T) {
	inGolden(t)
	trees := []string{"evaluate", "--vocab", "trees.csv", "trees.md", "notes.jsonl"}
	for name, args := range map[string][]string{
		"evaluate-trees.txt":  trees,
		"evaluate-trees.json": append(trees, "--format", "json", "--samples", "0"),
		"evaluate-theirs.txt": append(trees, "--compare", "theirs.jsonl", "--show", "1", "-k", "1,3"),
		"evaluate-alone.txt":  {"evaluate", "notes.jsonl", "trees.md", "--predictions", "theirs.jsonl", "--samples", "0", "-k", "2"},
	} {
		t.Run(name, func(t *testing.T) {
			got := catchword(t, "", args...)
			got.expect(t, exitDone, "left out: 1 report without a tag")
			compareGolden(t, name+".golden", portable(got.out))
		})
	}
}

func TestEvaluateOutcome(t *testing.T) {
	inGolden(t)
	o := evaluated(t, "--vocab", "trees.csv", "trees.md", "notes.jsonl", "--compare", "theirs.jsonl", "--show", "0")
	if o.Texts != 2 || o.Comparison.Texts != 2 || len(o.UnknownTags) != 2 || o.UnknownTags[0].Tag != "2024" || o.Labels["oak"] != "Oaks" {
		t.Errorf("%+v", o)
	}
	if i := slices.IndexFunc(o.Worst, func(w worstText) bool { return w.ID == "trees.md" }); i != 0 || o.Worst[0].Wrong[0].Match == "" {
		t.Errorf("worst: %+v", o.Worst)
	}
	alone := evaluated(t, "notes.jsonl", "--predictions", "theirs.jsonl")
	if figure(t, alone, "P@1") != 1 || len(alone.Concepts) == 0 || alone.Comparison != nil {
		t.Errorf("%+v", alone)
	}
}

// What suggest writes can be evaluated, and comes to the same as evaluate's own.
func TestEvaluateSuggestions(t *testing.T) {
	inGolden(t)
	suggested := catchword(t, "", "suggest", "-v", "trees.csv", "--threshold", "0", "--limit", "0", "--format", "jsonl", "trees.md", "notes.jsonl")
	suggested.expect(t, exitDone)
	path := write(t, "own.jsonl", suggested.out)
	corpus := []string{"--vocab", "trees.csv", "trees.md", "notes.jsonl"}
	own, read := evaluated(t, corpus...), evaluated(t, append(corpus, "--predictions", path)...)
	if !slices.Equal(own.Measures, read.Measures) {
		t.Errorf("own %+v\nread %+v", own.Measures, read.Measures)
	}
	for _, d := range evaluated(t, append(corpus, "--compare", path)...).Comparison.Differences {
		if d.Delta != 0 || d.Randomization != 1 {
			t.Errorf("%+v", d)
		}
	}
}

// A tag that may mean several concepts is left out, as train does, and named; so
// named, nothing is right.
func TestEvaluateAmbiguous(t *testing.T) {
	vocabulary := write(t, "planets.csv", "id,prefLabel,altLabels\nmetal,Quicksilver,Mercury\nplanet,Planet Mercury,Mercury\nsun,Sun,\n")
	corpus := write(t, "corpus.jsonl", `{"id":"a","text":"The sun and mercury.","subjects":["Mercury","Sun","Venus"]}
{"id":"b","text":"Mercury. The sun.","subjects":["sun","Mercury"]}
{"id":"c","text":"Mercury.","subjects":["Mercury"]}
`)
	theirs := write(t, "theirs.jsonl", `{"id":"a","suggestions":[["Mercury",0.9],["Sun",0.8]]}
{"id":"b","suggestions":[["sun",0.8]]}
`)
	o := evaluated(t, "--vocab", vocabulary, corpus)
	want := []ambiguousTag{{unknownTag{"Mercury", 3}, []string{"metal", "planet"}}}
	if !reflect.DeepEqual(o.AmbiguousTags, want) || !reflect.DeepEqual(o.UnknownTags, []unknownTag{{"Venus", 1}}) {
		t.Errorf("%+v, %+v", o.AmbiguousTags, o.UnknownTags)
	}
	if o.Texts != 2 || o.Untagged != 1 || o.GoldPerText != 1 || o.Labels["planet"] != "Planet Mercury" {
		t.Errorf("%d texts, %d untagged, %v each; labels %v", o.Texts, o.Untagged, o.GoldPerText, o.Labels)
	}
	catchword(t, "", "evaluate", "--vocab", vocabulary, corpus).expect(t, exitDone,
		"left out: 1 report without a tag to judge by; 1 tag not in the vocabulary (Venus); 1 tag that may mean several concepts (Mercury)")
	args := []string{"--vocab", vocabulary, "--predictions", theirs, corpus}
	if p := figure(t, evaluated(t, args...), "P@1"); p != .5 {
		t.Errorf("theirs: P@1 %v", p)
	}
	catchword(t, "", append([]string{"evaluate"}, args...)...).expect(t, exitDone, "1 suggestion that may mean several concepts, and can't be right (Mercury)")
}

// Lists that were cut short seem worse than those that were not: a warning says so.
func TestEvaluateCut(t *testing.T) {
	const corpus, says = "../../testdata/reports", "--threshold 0 --limit 0 writes them whole"
	for _, test := range []struct{ flags, want string }{
		{"", "the lists of --compare end after 10 keywords and at a score of 0.1, and the others go on"},
		{"--threshold 0 --limit 2", "the lists of --compare end after 2 keywords, and"},
		{"--threshold 0.3 --limit 0", "the lists of --compare end at a score of 0.3"},
		{"--threshold 0 --limit 0", ""},
	} {
		suggested := catchword(t, "", append([]string{"suggest", "--format", "jsonl", corpus}, strings.Fields(test.flags)...)...)
		path := write(t, "own.jsonl", suggested.out)
		got := catchword(t, "", "evaluate", corpus, "--compare", path, "--samples", "0")
		if got.code != exitDone || !strings.Contains(got.err, test.want) || strings.Contains(got.err, says) != (test.want != "") {
			t.Errorf("%s: %d %s", test.flags, got.code, got.err)
		}
		got = catchword(t, "", "evaluate", corpus, "--predictions", path, "--compare", path, "--samples", "0")
		if got.code != exitDone || strings.Contains(got.err, says) {
			t.Errorf("%s: %d %s", test.flags, got.code, got.err)
		}
	}
}

// A corpus, vocabulary and suggestions of Annif are taken as they are.
func TestEvaluateAnnif(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"trees.csv": "uri,label_en,label_de,notation\nurn:oak,Oaks,Eichen,1\nurn:elm,Elms,Ulmen,\n",
		"one.txt":   "Oaks.\n", "one.tsv": "<urn:oak>\tOaks\n", "one.annif": "<urn:elm>\tElms\t0.7\n<urn:oak>\tOaks\t1\t0.9\n",
		"two.txt": "Elms.\n", "two.tsv": "<urn:elm>\tElms\n", "two.annif": "<urn:oak>\tOaks\t1\t0.9\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, more := range [][]string{{}, {"--vocab", filepath.Join(folder, "trees.csv")}} {
		o := evaluated(t, append(more, filepath.Join(folder, "one.txt"), filepath.Join(folder, "two.txt"), "--predictions", folder)...)
		if figure(t, o, "P@1") != .5 || figure(t, o, "R@all") != .5 || o.Texts != 2 {
			t.Errorf("%v: %+v", more, o.Measures)
		}
	}
}

// The output is the same, byte for byte, however many work on it.
func TestEvaluateOrder(t *testing.T) {
	reports := "../../testdata/reports"
	one := catchword(t, "", "evaluate", "--format", "json", "-j", "1", reports)
	if many := catchword(t, "", "evaluate", "--format", "json", "-j", "8", reports); one != many || one.code != exitDone {
		t.Errorf("-j 1 and -j 8 differ, or fail: %d, %d", one.code, many.code)
	}
}

func TestEvaluateErrors(t *testing.T) {
	inGolden(t)
	broken := write(t, "broken.jsonl", "{\"id\":\"a\",\"suggestions\":[]}\n{\"id\":\"b\"}\n")
	for _, test := range []struct {
		args string
		code int
		err  []string
	}{
		{"notes.jsonl nowhere.md --vocab trees.csv", exitFailed, []string{"nowhere.md: no such file"}},
		{"nowhere.md", exitFailed, []string{"nowhere.md: no such file"}},
		{"--vocab herbs.csv ../../vocabularies/README.md", exitFailed, []string{"no report has tags to judge by"}},
		{"notes.jsonl --predictions nowhere.jsonl", exitFailed, []string{"nowhere.jsonl: no such file"}},
		{"notes.jsonl --predictions " + broken, exitFailed, []string{"broken.jsonl:2: no \"suggestions\""}},
		{"notes.jsonl --predictions theirs.jsonl", exitDone, []string{"theirs.jsonl: 2 predictions about no tagged report"}},
		{"notes.jsonl --vocab trees.csv --compare notes.jsonl", exitFailed, []string{"notes.jsonl:1: no \"suggestions\""}},
		{"notes.jsonl --vocab trees.csv --indexer nowhere", exitFailed, []string{"nowhere: no such file"}},
		{"notes.jsonl --vocab trees.csv --indexer .", exitFailed, []string{"no .key files"}},
		{"notes.jsonl --threshold NaN", exitFailed, []string{"--threshold is a number from 0 to 1"}},
		{"notes.jsonl -k 0", exitFailed, []string{"--k has one to ten numbers"}},
		{"notes.jsonl --agree 0", exitFailed, []string{"--agree"}},
		{"notes.jsonl --vocab trees.csv --agree 2", exitFailed, []string{"--agree: 2 of 0 indexers can't agree"}},
		{"notes.jsonl --vocab trees.csv --cv 5000", exitFailed, []string{"--cv: 5000 parts are more than there are texts"}},
		{"notes.jsonl --samples=-1", exitFailed, []string{"--samples"}},
		{"notes.jsonl --show=-1", exitFailed, []string{"--show"}},
		{"notes.jsonl -v trees.csv --html nowhere/page.html", exitFailed, []string{"--html: there is no folder nowhere"}},
	} {
		t.Run(test.args, func(t *testing.T) {
			catchword(t, "", append([]string{"evaluate"}, strings.Fields(test.args)...)...).expect(t, test.code, test.err...)
		})
	}
}

// indexed writes a folder of texts that several people indexed.
func indexed(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range map[string]string{
		"documents/one.txt": "Oaks\n\nOaks and birches grow here.\n", "documents/two.txt": "Planes\n\nPlane trees of the square.\n", "documents/three.txt": "Elms\n\nElms.\n",
		"indexers/ada/one.key": "Oaks\nBirches\n", "indexers/ada/two.key": "\uFEFFPlane trees\r\n\r\nno tree\r\n",
		"indexers/bo/one.key": "Oaks\n", "indexers/bo/two.key": "", "indexers/bo/readme.txt": "Bo's",
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestEvaluateIndexers(t *testing.T) {
	folder, vocabulary := indexed(t), "../../testdata/golden/cmd/trees.csv"
	o := evaluated(t, "-v", vocabulary, folder)
	if len(o.Indexers) != 2 || o.Indexers[0].Name != "ada" || o.Indexers[0].Texts != 2 || o.Texts != 2 || o.UnknownTags[0].Tag != "no tree" {
		t.Errorf("%+v", o.Result)
	}
	if want := (2./3 + 0) / 2; o.Pairs != want {
		t.Errorf("the indexers' consistency is %v, want %v", o.Pairs, want)
	}
	named := evaluated(t, "-v", vocabulary, filepath.Join(folder, "documents"), "--indexer", filepath.Join(folder, "indexers", "ada"), "--indexer", filepath.Join(folder, "indexers", "bo"))
	if !slices.Equal(o.Measures, named.Measures) {
		t.Errorf("by folder %+v\nby name %+v", o.Measures, named.Measures)
	}
	if both := evaluated(t, "-v", vocabulary, folder, "--agree", "2"); both.Texts != 1 || both.GoldPerText != 1 {
		t.Errorf("%+v", both.Result)
	}
	predictions := write(t, "p.jsonl", `{"id":"one","suggestions":[["Oaks",1],["birch",1],["Bushes",1]]}`)
	theirs := evaluated(t, "-v", vocabulary, folder, "-p", predictions)
	if figure(t, theirs, "consistency") != (1+1+0+0)/4. || theirs.Unanswered != 1 {
		t.Errorf("%+v", theirs.Result)
	}
}

// The page is HTML that stands alone, whatever texts and labels hold.
func TestEvaluatePage(t *testing.T) {
	inGolden(t)
	nasty := write(t, "nasty.jsonl", `{"id":"<script>alert(1)</script>","text":"<b>Oaks</b> & elms\n\nOaks <script>alert(2)</script> and birches.","subjects":["Oaks","\"><script>alert(3)</script>"]}`)
	path := filepath.Join(t.TempDir(), "page.html")
	got := catchword(t, "", "evaluate", "-v", "trees.csv", "trees.md", nasty, "--html", path, "--compare", "theirs.jsonl")
	got.expect(t, exitDone, "left out")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, never := range []string{"<script", "<link", " src=", " href=", "url(", "@import", `aria-label=""`, "NaN", "ZgotmplZ"} {
		if strings.Contains(text, never) {
			t.Errorf("the page has %s", never)
		}
	}
	if svg, tables := strings.Count(text, "<svg role"), strings.Count(text, "<table"); svg != 3 || tables != 4 {
		t.Errorf("%d pictures, %d tables", svg, tables)
	}
	for _, want := range []string{"&lt;script&gt;alert(1)", `aria-label="Reliability diagram. Right are `, "Compared with the other suggestions", "<mark>plane tree</mark>"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// The page says what is judged, and by what, without a folder of this machine; the
// lines of its third picture are named where none of them is.
func TestEvaluatePageNames(t *testing.T) {
	model := townModel(t, 60)
	t.Setenv("CATCHWORD_SAMPLES", "0")
	folder := t.TempDir()
	path := filepath.Join(folder, "page.html")
	corpus := filepath.Join(folder, "notes.jsonl")
	if err := os.WriteFile(corpus, []byte(townCorpus(8)+`{"id":"untagged","text":"A note"}`), 0o666); err != nil {
		t.Fatal(err)
	}
	theirs := write(t, "theirs.jsonl", `{"id":"1","suggestions":[["Housing",1]]}`)
	const judged = "<dt>Corpus</dt><dd>notes.jsonl, 8 texts and 1 that are left out</dd>"
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{"--model", filepath.Join(".", model), corpus}, []string{"<title>How good the keywords are: notes.jsonl</title>", "<dt>Model</dt><dd>town.cwm, learned from 60 texts with 4 concepts</dd><dt>Vocabulary</dt><dd>that of the model, 4 concepts</dd>" + judged}},
		{[]string{"--vocab", "old.csv", "--compare", model, corpus}, []string{"<dl><dt>Vocabulary</dt><dd>old.csv, 4 concepts</dd>" + judged + "<dt>Compared with</dt><dd>town.cwm</dd></dl>"}},
		{[]string{"--vocab", "old.csv", "--cv", "2", corpus}, []string{"<dt>Models</dt><dd>2, each trained without"}},
		{[]string{"--predictions", theirs, corpus}, []string{"<dl><dt>Suggestions</dt><dd>theirs.jsonl</dd>" + judged + "</dl>"}},
		{[]string{"--model", model, corpus, corpus, corpus, corpus, corpus}, []string{"notes.jsonl, notes.jsonl, notes.jsonl, and 2 more, 40 texts"}},
	} {
		catchword(t, "", append([]string{"evaluate", "--html", path}, test.args...)...).expect(t, exitDone, "left out")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for _, want := range append(test.want, `<i class="line0"></i>precision</span>`, `<i class="line2"></i>F1</span>`) {
			if !strings.Contains(text, want) {
				t.Errorf("%q: the page lacks %s", test.args, want)
			}
		}
		if strings.Contains(text, folder) || strings.Contains(text, ">F1\u00a0") {
			t.Errorf("%q: the page names a folder, or lines within the picture", test.args)
		}
	}
}

// copycat suggests for a text what the reports that it learnt from have as tags.
func copycat(train []*report.Report) (func(*report.Report) tagger.Result, error) {
	if len(train) == 0 {
		return nil, errors.New("nothing to learn from")
	}
	counts := make(map[string]int)
	for _, r := range train {
		for _, tag := range r.Tags {
			counts[tag.Label]++
		}
	}
	return func(r *report.Report) tagger.Result {
		result := tagger.Result{ID: r.ID}
		for label, n := range counts {
			result.Suggestions = append(result.Suggestions, tagger.Suggestion{ID: label, Label: label, Score: float64(n) / float64(len(train))})
		}
		slices.SortFunc(result.Suggestions, func(a, b tagger.Suggestion) int { return strings.Compare(a.ID, b.ID) })
		return result
	}, nil
}

// learnable returns an evaluation of reports that share a tag and have another
// to themselves.
func learnable(t *testing.T, n int) *evaluation {
	t.Helper()
	e := &evaluation{keep: true, options: eval.Options{Samples: -1}}
	for i := range n {
		r := &report.Report{ID: fmt.Sprint(i), Tags: []report.Tag{{Label: "shared"}, {Label: fmt.Sprint("own ", i)}}}
		if err := e.add(r, e.judge(r)); err != nil {
			t.Fatal(err)
		}
	}
	return e
}

func TestCrossValidate(t *testing.T) {
	e := learnable(t, 20)
	groups := make([]int, 20)
	for i := range groups {
		groups[i] = i / 2
	}
	if err := e.crossValidate(5, groups, copycat); err != nil {
		t.Fatal(err)
	}
	o, err := e.outcome()
	if err != nil {
		t.Fatal(err)
	}
	if figure(t, *o, "P@1") != 1 || figure(t, *o, "R@all") != .5 {
		t.Error("a text's own tag was known, or that of all was not")
	}
	if err := e.crossValidate(50, nil, copycat); err == nil {
		t.Error("50 folds of 20 texts")
	}
}

func TestLearningCurve(t *testing.T) {
	e := learnable(t, 100)
	curve, few, err := e.learningCurve(nil, copycat)
	if err != nil || few != nil {
		t.Fatal(err)
	}
	var sizes []int
	for _, c := range curve {
		sizes = append(sizes, c.Texts)
	}
	if !slices.Equal(sizes, []int{5, 10, 20, 40, 80}) {
		t.Errorf("%v", sizes)
	}
}

// What is too little to learn from is left out of a learning curve, and of nothing
// else.
func TestLearningCurveOfFew(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{"old.csv": townVocab, "some.jsonl": townCorpus(29), "two.jsonl": townCorpus(2)} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got := catchword(t, "", "evaluate", "--cv", "5", "--curve", "--samples", "0", "--vocab", "old.csv", "some.jsonl")
	got.expect(t, exitDone, "learning curve: left out, as there is nothing to learn from so few texts: 1\n")
	if !strings.Contains(got.out, "nDCG@5") || !strings.Contains(got.out, "  23 ") {
		t.Errorf("without figures or a learning curve:\n%s", got.out)
	}
	got = catchword(t, "", "evaluate", "--cv", "2", "--vocab", "old.csv", "two.jsonl")
	got.expect(t, exitFailed, "catchword: --cv: without one of 2 parts, there is nothing to learn from 2 tagged texts\n")
}

// The figures for an archive are those of the scorer that measured others.
func TestEvaluateReal(t *testing.T) {
	o := evaluated(t, realdata.Path(t, "corpora/digitalgov/dev.jsonl.gz"), "--vocab", realdata.Path(t, "corpora/digitalgov/topics.csv"), "--samples", "0", "--threshold", "0")
	for name, want := range map[string]float64{"nDCG@5": .63, "F1@5": .41} {
		if got := figure(t, o, name); got < want {
			t.Errorf("%s is %.4f, below %v", name, got, want)
		} else {
			t.Logf("%s is %.4f", name, got)
		}
	}
}
