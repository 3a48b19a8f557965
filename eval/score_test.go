package eval_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/catchword/catchword/eval"
	"github.com/catchword/catchword/internal/realdata"
)

// score runs the scorer that published figures were made with, and returns its
// figures: as numbers, and as it prints them.
func score(t *testing.T, args ...string) (figures map[string]float64, printed map[string]string) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the scorer with")
	}
	run := func(args ...string) []byte {
		cmd := exec.Command(python, append([]string{realdata.Path(t, "tools/score.py")}, args...)...)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v\n%s", err, stderr.String())
		}
		return out
	}
	var all map[string]any
	if err := json.Unmarshal(run(append(args, "--json")...), &all); err != nil {
		t.Fatal(err)
	}
	figures = make(map[string]float64)
	for name, v := range all {
		if f, ok := v.(float64); ok {
			figures[name] = f
		}
	}
	printed = make(map[string]string)
	for line := range strings.SplitSeq(string(run(args...)), "\n") {
		if fields := strings.Fields(line); len(fields) == 2 {
			printed[fields[0]] = fields[1]
		}
	}
	return figures, printed
}

// agree compares a figure with the scorer's, to the last digit that it prints.
func agree(t *testing.T, figures map[string]float64, printed map[string]string, name string, got float64) {
	t.Helper()
	want, ok := figures[name]
	if !ok {
		t.Fatalf("the scorer has no %s", name)
	}
	if text := fmt.Sprintf("%.4f", got); text != printed[name] || math.Abs(got-want) > 1e-12 {
		t.Errorf("%s is %s (%v), the scorer has %s (%v)", name, text, got, printed[name], want)
	}
}

func value(t *testing.T, r *eval.Result, name string) float64 {
	t.Helper()
	m, ok := r.Measure(name)
	if !ok {
		t.Fatalf("no %s", name)
	}
	return m.Value
}

// writeLines writes a line of JSON for each text, compressed.
func writeLines(t *testing.T, name string, texts []eval.Text, line func(*eval.Text) any) string {
	t.Helper()
	var data bytes.Buffer
	z := gzip.NewWriter(&data)
	encoder := json.NewEncoder(z)
	for i := range texts {
		if err := encoder.Encode(line(&texts[i])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name+".jsonl.gz")
	if err := os.WriteFile(path, data.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func writeGold(t *testing.T, name string, texts []eval.Text) string {
	return writeLines(t, name, texts, func(x *eval.Text) any { return map[string]any{"id": x.ID, "subjects": x.Gold[0]} })
}

func writePredictions(t *testing.T, name string, texts []eval.Text) string {
	return writeLines(t, name, texts, func(x *eval.Text) any {
		pairs := [][]any{}
		for _, s := range x.Suggestions {
			pairs = append(pairs, []any{s.ID, s.Score})
		}
		return map[string]any{"id": x.ID, "suggestions": pairs}
	})
}

// made returns texts with all that may go wrong: ties, repeated concepts,
// negative scores, none suggested, none right.
func made(n int, seed uint64) []eval.Text {
	r := rand.New(rand.NewPCG(seed, 0))
	texts := make([]eval.Text, n)
	for i := range texts {
		gold := []string{}
		for range r.IntN(7) {
			gold = append(gold, fmt.Sprint(r.IntN(30)))
		}
		t := eval.Text{ID: fmt.Sprint("t", i), Gold: [][]string{gold}}
		for range r.IntN(15) {
			t.Suggestions = append(t.Suggestions, eval.Suggestion{ID: fmt.Sprint(r.IntN(30)), Score: float64(r.IntN(40)-4) / 40})
		}
		texts[i] = t
	}
	return texts
}

// TestScorer tests that figures are, to the last digit, those of the scorer that
// measured other systems.
func TestScorer(t *testing.T) {
	for seed := range uint64(2) {
		texts, dev := made(203, seed), made(97, seed+10)
		figures, printed := score(t, writeGold(t, "gold", texts), writePredictions(t, "predictions", texts),
			"--dev-gold", writeGold(t, "dev-gold", dev), "--dev-pred", writePredictions(t, "dev-predictions", dev))
		best, err := eval.Evaluate(dev, eval.Options{Samples: -1})
		if err != nil {
			t.Fatal(err)
		}
		agree(t, figures, printed, "threshold", best.Best.Threshold)
		agree(t, figures, printed, "dev_microF1", best.Best.F1)
		r, err := eval.Evaluate(texts, eval.Options{Threshold: best.Best.Threshold, Samples: -1})
		if err != nil {
			t.Fatal(err)
		}
		if got := float64(r.Texts); got != figures["docs"] {
			t.Errorf("%v texts, the scorer has %v", got, figures["docs"])
		}
		agree(t, figures, printed, "gold_per_doc", r.GoldPerText)
		for _, k := range r.K {
			for _, name := range []string{"P", "R", "F1", "NDCG"} {
				name = fmt.Sprintf("%s@%d", name, k)
				agree(t, figures, printed, name, value(t, r, strings.Replace(name, "NDCG", "nDCG", 1)))
			}
			agree(t, figures, printed, fmt.Sprintf("F1@%d", k), r.ByK[k-1].F1)
		}
		for _, name := range []string{"P", "R", "F1"} {
			agree(t, figures, printed, "micro"+name, value(t, r, "micro "+name))
		}
	}
}

// TestScorerIndexers is TestScorer for texts with several indexers.
func TestScorerIndexers(t *testing.T) {
	folder := t.TempDir()
	file := func(path, content string) string {
		path = filepath.Join(folder, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var rdf strings.Builder
	rdf.WriteString(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">`)
	for i := range 30 {
		fmt.Fprintf(&rdf, `<skos:Concept rdf:about="http://x/#%d"><skos:prefLabel xml:lang="en">label %d</skos:prefLabel></skos:Concept>`, i, i)
	}
	rdf.WriteString("</rdf:RDF>")
	vocabulary := file("v.rdf", rdf.String())

	const indexers = 4
	texts := made(11, 5)
	r := rand.New(rand.NewPCG(9, 9))
	for i := range texts {
		x := &texts[i]
		file("documents/"+x.ID+".txt", "text")
		for j := range x.Suggestions { // the scorer knows no scores here, but ranks
			x.Suggestions[j].ID = "http://x/#" + x.Suggestions[j].ID
		}
		x.Gold = nil
		for n := range indexers {
			set, lines := []string{}, ""
			for range r.IntN(9) {
				c := r.IntN(30)
				set, lines = append(set, fmt.Sprint("http://x/#", c)), lines+fmt.Sprintf("label %d\n", c)
			}
			x.Gold = append(x.Gold, set)
			file(fmt.Sprintf("indexers/%d/%s.key", n, x.ID), lines)
		}
	}
	slices.SortFunc(texts, func(a, b eval.Text) int { return strings.Compare(a.ID, b.ID) })
	figures, printed := score(t, "--fao30", folder, "--vocab", vocabulary, writePredictions(t, "predictions", texts))
	for agreed, gold := range map[int]string{1: "union", 2: "2plus"} {
		result, err := eval.Evaluate(texts, eval.Options{K: []int{5, 8, 10}, Agree: agreed, Samples: -1})
		if err != nil {
			t.Fatal(err)
		}
		agree(t, figures, printed, "human_human_rolling", result.Pairs)
		agree(t, figures, printed, "rolling@n", value(t, result, "consistency"))
		for _, k := range []int{5, 8, 10} {
			agree(t, figures, printed, fmt.Sprintf("rolling@%d", k), value(t, result, fmt.Sprintf("consistency@%d", k)))
		}
		for _, name := range []string{"P@5", "R@5", "F1@5", "P@10", "R@10", "F1@10", "NDCG@10"} {
			agree(t, figures, printed, gold+"_"+name, value(t, result, strings.Replace(name, "NDCG", "nDCG", 1)))
		}
		agree(t, figures, printed, gold+"_gold_per_doc", result.GoldPerText)
	}
}
