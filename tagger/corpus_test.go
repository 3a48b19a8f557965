package tagger_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/internal/realdata"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// corpusOf reads lines of JSON.
func corpusOf(lines ...string) iter.Seq2[*report.Report, error] {
	return (&report.Reader{Stdin: strings.NewReader(strings.Join(lines, "\n"))}).Reports("-")
}

const (
	english = "The city has paid for places in day nurseries since it took over the five houses of the old union and of the school board, and they are still not enough for all of the families that would like to have one, as the mayor says to those who ask her about it in the street."
	french  = "La ville paie des places dans les crèches depuis qu'elle a repris les cinq maisons de la vieille union et de l'école, et elles ne sont toujours pas assez pour toutes les familles qui en voudraient une, comme le dit la maire à ceux qui le lui demandent dans la rue et sur la place."
)

func TestInspect(t *testing.T) {
	tg := newTagger(t, concepts(t, `[
		{"id": "http://x/1", "prefLabel": "Child care"}, {"id": "http://x/2", "prefLabel": "Mercury"}, {"id": "http://x/3", "prefLabel": "Mercury"},
		{"id": "http://x/4", "prefLabel": "Poor law", "deprecated": true, "replacedBy": "http://x/1"}, {"id": "http://x/5", "prefLabel": "Workhouses", "deprecated": true}
	]`))
	lines := []string{
		`{"text":"` + english + `","subjects":["http://x/1","<http://x/1>","Child cares"]}`,
		`{"text":"` + english + `","subjects":["Child caer","Quantum physics"]}`,
		`{"text":"` + strings.Replace(english, "mayor", "prefect", 1) + `","subjects":["Mercury","Poor law","Workhouses"]}`,
		`{"text":"` + french + `","subjects":["child CARE","Quantum physics"]}`,
		`{"text":"","subjects":["Child care"]}`,
		`{"text":"Nothing here."}`,
		`{"text":1}`,
		`{"text":"` + strings.Repeat("Parcel 4711 Rotterdam Basel Hull ", 20) + `","subjects":[{"uri":"http://y/1","label":"Child care"}]}`,
	}
	var examples []string
	c, err := tg.Inspect(corpusOf(lines...), tagger.CorpusOptions{}, func(e tagger.Example) error {
		examples = append(examples, fmt.Sprint(e.Report.ID, e.Concepts))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"-:1[0]", "-:3[0]", "-:4[0]", "-:8[0]"}; !slices.Equal(examples, want) {
		t.Errorf("examples %q", examples)
	}
	var got strings.Builder
	for _, f := range c.Findings {
		fmt.Fprintf(&got, "%s %d %d %q\n", f.Rule, f.Line, f.Count, f.Tag)
		if f.Severity != f.Rule.Severity() || f.Message == "" || !strings.HasSuffix(f.String(), "["+string(f.Rule)+"]") {
			t.Errorf("%+v", f)
		}
	}
	want := `corpus/repeated-subject 1 1 "http://x/1"
corpus/repeated-subject 1 1 "Child cares"
corpus/untagged 2 1 ""
corpus/duplicate 2 1 ""
corpus/unknown-subject 2 1 "Child caer"
corpus/unknown-subject 2 2 "Quantum physics"
corpus/near-duplicate 3 1 ""
corpus/ambiguous-subject 3 1 "Mercury"
corpus/deprecated-subject 3 1 "Poor law"
corpus/deprecated-subject 3 1 "Workhouses"
corpus/other-language 4 1 ""
corpus/empty-text 5 1 ""
corpus/untagged 6 1 ""
corpus/unreadable 7 1 ""
corpus/other-language 8 1 ""
corpus/other-id 8 1 "Child care"
corpus/few-examples 0 1 ""
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	if c.Texts != 7 || c.Examples != 4 || c.Tags != 12 || c.Unknown != 3 || c.Ambiguous != 1 || c.Resolved != 7 || c.Concepts != 1 || c.Counts[0] != 4 || !slices.Equal(c.Groups, []int32{0, 0, 2, 3}) {
		t.Errorf("%+v", c)
	}
	if !strings.Contains(c.Findings[4].Message, `nearest keyword is "Child care"`) || !strings.Contains(c.Findings[7].Message, "Mercury (http://x/2), Mercury (http://x/3)") {
		t.Errorf("%v", c.Findings)
	}
	again, err := tg.Inspect(corpusOf(lines...), tagger.CorpusOptions{}, func(tagger.Example) error { return nil })
	if err != nil || !reflect.DeepEqual(again, c) {
		t.Error("not the same twice")
	}
	if data, err := json.Marshal(c); err != nil || strings.Contains(string(data), "null") {
		t.Errorf("%s %v", data, err)
	}
}

func TestInspectLittle(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	for _, lines := range [][]string{nil, {`{"text":"One text."}`}, {`{"text":"One text.","subjects":["child-care"]}`}} {
		c, err := tg.Inspect(corpusOf(append(lines, "")...), tagger.CorpusOptions{}, func(tagger.Example) error { return nil })
		if err != nil || c.Findings[len(c.Findings)-1].Rule != tagger.RuleTooSmall {
			t.Errorf("%+v %v", c, err)
		}
	}
	stop := errors.New("enough")
	if _, err := tg.Inspect(corpusOf(`{"text":"A","subjects":["child-care"]}`), tagger.CorpusOptions{}, func(tagger.Example) error { return stop }); err != stop {
		t.Error(err)
	}
}

func TestInspectWhole(t *testing.T) {
	tg := newTagger(t, vocab.Default())
	var all []string
	for c := range vocab.Default().All() {
		all = append(all, c.ID)
	}
	subjects, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	for _, whole := range []bool{false, true} {
		n := 0
		c, err := tg.Inspect(corpusOf(`{"text":"Social housing is scarce.","subjects":`+string(subjects)+`}`), tagger.CorpusOptions{Whole: whole}, func(tagger.Example) error { n++; return nil })
		if err != nil || (n == 1) != whole || c.Findings[0].Rule != tagger.RuleTextWhole {
			t.Errorf("%v: %d examples, %+v %v", whole, n, c, err)
		}
	}
}

func TestCorpusRules(t *testing.T) {
	for _, r := range tagger.CorpusRules() {
		if r.Description() == "" || slices.Contains(tagger.Rules(), r) {
			t.Errorf("rule %q: %q", r, r.Description())
		}
	}
}

// TestInspectReal prints what there is to say of the real corpora.
func TestInspectReal(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all of the corpora")
	}
	for _, test := range []struct {
		vocabulary string
		paths      []string
	}{
		{"corpora/digitalgov/topics.csv", []string{"corpora/digitalgov/train.jsonl.gz", "corpora/digitalgov/dev.jsonl.gz"}},
		{"corpora/fao/agrovoc_en.rdf.gz", []string{"corpora/fao/docs", "corpora/fao/docs_fr"}},
		{"corpora/tibkat/vocab.tsv.gz", []string{"corpora/tibkat/train.jsonl.gz", "corpora/tibkat/dev.jsonl.gz"}},
	} {
		v, _, err := vocab.Open(realdata.Path(t, test.vocabulary))
		if err != nil {
			t.Fatal(err)
		}
		tg := newTagger(t, v)
		var paths []string
		for _, p := range test.paths {
			paths = append(paths, realdata.Path(t, p))
		}
		c, err := tg.Inspect(new(report.Reader).Reports(paths...), tagger.CorpusOptions{}, func(tagger.Example) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		count := make(map[tagger.Rule]int)
		across := 0
		for _, f := range c.Findings {
			if count[f.Rule]++; count[f.Rule] <= 3 {
				t.Log(f)
			}
			if (f.Rule == tagger.RuleTextSame || f.Rule == tagger.RuleTextNear) && strings.Contains(f.Path, "dev.") && strings.Contains(f.Message, "train.") {
				across++
			}
		}
		t.Logf("%d texts, %d examples, %d tags: %d resolved, %d unknown, %d ambiguous; %d concepts; %d duplicates across train and dev; %v",
			c.Texts, c.Examples, c.Tags, c.Resolved, c.Unknown, c.Ambiguous, c.Concepts, across, count)
		if c.Examples < c.Texts/2 {
			t.Error("few examples")
		}
	}
}

func ExampleTagger_Inspect() {
	t, err := tagger.New(vocab.Default(), analysis.English(), tagger.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	corpus := report.Reader{Stdin: strings.NewReader(`{"id": "a", "text": "A new crèche.", "subjects": ["creches", "Childcaer"]}
{"id": "b", "text": "Homes for all.", "subjects": ["Social housing"]}
`)}
	c, err := t.Inspect(corpus.Reports("-"), tagger.CorpusOptions{}, func(e tagger.Example) error {
		fmt.Println(e.Report.ID, t.Vocabulary().ID(int(e.Concepts[0])))
		return nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range c.Findings[:1] {
		fmt.Println(f)
	}
	// Output:
	// a child-care
	// b social-housing
	// -:1: warning: "Childcaer" is not in the vocabulary; the nearest keyword is "Child care" [corpus/unknown-subject]
}
