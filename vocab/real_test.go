package vocab

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/realdata"
)

func open(tb testing.TB, path string) (*Vocabulary, []Problem) {
	tb.Helper()
	v, problems, err := Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	return v, problems
}

// TestTopics reads the topics of a real archive, and states what is wrong with
// them.
func TestTopics(t *testing.T) {
	v, problems := open(t, realdata.Path(t, "corpora/digitalgov/topics.csv"))
	defined, alternative := 0, 0
	for c := range v.All() {
		if len(c.Definition) == 1 {
			defined++
		}
		if len(c.Alt) > 0 {
			alternative++
		}
	}
	if v.Len() != 51 || defined != 50 || alternative != 40 {
		t.Errorf("%d topics, %d with a definition, %d with alternative labels; want 51, 50, 40", v.Len(), defined, alternative)
	}
	var got []string
	for _, p := range problems {
		got = append(got, showProblem(p))
	}
	diff(t, "problems", got, []string{
		`19 warning label/duplicate diversity-equity-and-inclusion: alternative label "diversity equity inclusion accessibility deia" is an alternative label of "digital-service-delivery" too`,
		`23 warning label/duplicate human-centered-design: alternative label "user centered design" is a preferred label of "user-centered-design" too`,
	})
	if found := v.ByLabel("application-programming-interface"); len(found) != 1 || found[0].Concept.Label("") != "Application programming interface" {
		t.Errorf("found %v", found)
	}
}

func TestTibkat(t *testing.T) {
	v, problems := open(t, realdata.Path(t, "corpora/tibkat/vocab.tsv.gz"))
	if v.Len() != 24989 {
		t.Errorf("%d subjects, want 24,989", v.Len())
	}
	for _, p := range problems {
		t.Error(p)
	}
	c, ok := v.ByID("http://d-nb.info/gnd/1022420135")
	if !ok || c.Label("de") != "Hadoop" {
		t.Errorf("found %v", c)
	}
	if near := v.Nearest("Interkulturalitat (Motiv)", 1); len(near) != 1 || near[0].Distance != 1 {
		t.Errorf("nearest: %v", near)
	}
}

func TestSeed(t *testing.T) {
	v, problems := open(t, realdata.Path(t, "seed/nantes-introduction.txt"))
	if v.Len() != 85 || v.At(0).ID != "Activation" || v.At(84).ID != "Youth unemployment" {
		t.Errorf("%d keywords, from %q", v.Len(), v.At(0).ID)
	}
	if len(problems) != 1 || problems[0].Rule != ruleRest {
		t.Errorf("problems %v", problems)
	}
	for c := range v.All() {
		if found := Default().ByLabel(c.ID); len(found) == 0 || found[0].Kind != Preferred {
			t.Errorf("the default vocabulary lacks %q", c.ID)
		}
	}
}

// words makes labels of one to three words.
func words(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ba co di fe gu ha ke li mo nu pa re si to ve wa xi yo za ment tion ing er ist al")
	stems := make([]string, 20_000)
	for i := range stems {
		for range 2 + r.IntN(3) {
			stems[i] += syllables[r.IntN(len(syllables))]
		}
	}
	labels := make([]string, n)
	for i := range labels {
		labels[i] = stems[r.IntN(len(stems))]
		for range r.IntN(3) {
			labels[i] += " " + stems[r.IntN(len(stems))]
		}
	}
	return labels
}

func BenchmarkRead(b *testing.B) {
	const n = 20_000
	labels := words(4 * n)
	var list, csv, tsv, pairs strings.Builder
	csv.WriteString("id,prefLabel,altLabels,definition,broader\n")
	tsv.WriteString("id\tprefLabel\taltLabels\tdefinition\tbroader\n")
	var objects []map[string]any
	for i := range n {
		id, pref, alt, def, broader := fmt.Sprint("c", i), fmt.Sprint(labels[i], " ", i), labels[n+i], labels[2*n+i]+", "+labels[3*n+i], fmt.Sprint("c", i/10)
		fmt.Fprintf(&list, "%s\n", pref)
		fmt.Fprintf(&pairs, "<http://example.org/%s>\t%s\n", id, pref)
		fmt.Fprintf(&csv, "%s,%s,%s,%q,%s\n", id, pref, alt, def, broader)
		fmt.Fprintf(&tsv, "%s\t%s\t%s\t%s\t%s\n", id, pref, alt, def, broader)
		objects = append(objects, map[string]any{"id": id, "prefLabel": map[string]string{"en": pref}, "altLabels": []string{alt}, "definition": def, "broader": []string{broader}})
	}
	object, err := json.MarshalIndent(objects, "", "  ")
	if err != nil {
		b.Fatal(err)
	}
	for _, file := range []struct{ name, text string }{
		{"list", list.String()}, {"pairs", pairs.String()}, {"csv", csv.String()}, {"tsv", tsv.String()}, {"json", string(object)},
	} {
		b.Run(file.name, func(b *testing.B) {
			b.SetBytes(int64(len(file.text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Read(file.name, strings.NewReader(file.text)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDefault(b *testing.B) {
	b.SetBytes(int64(len(defaultData)))
	for b.Loop() {
		if _, _, err := Read("default.ttl", strings.NewReader(string(defaultData))); err != nil {
			b.Fatal(err)
		}
	}
}

func big(b *testing.B) (*Vocabulary, []string) {
	labels := words(300_000)
	var concepts []Concept
	for i, l := range labels {
		concepts = append(concepts, Concept{ID: fmt.Sprint(i), Pref: []Label{{Text: l}}})
	}
	v, _, err := New(concepts)
	if err != nil {
		b.Fatal(err)
	}
	return v, labels
}

func BenchmarkNearest(b *testing.B) {
	v, labels := big(b)
	v.Nearest("first", 1)
	i := 0
	for b.Loop() {
		label := labels[i%len(labels)]
		i += 7919
		v.Nearest(label[1:], 3)
	}
}

func BenchmarkByLabel(b *testing.B) {
	v, labels := big(b)
	v.ByLabel("first")
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		v.ByLabel(labels[i%len(labels)])
		i += 7919
	}
}

func BenchmarkIndexLabels(b *testing.B) {
	v, _ := big(b)
	for b.Loop() {
		v.indexLabels()
	}
}
