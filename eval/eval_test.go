package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func TestMeasures(t *testing.T) {
	hits := func(s string) []bool {
		var h []bool
		for _, c := range s {
			h = append(h, c == '+')
		}
		return h
	}
	for _, test := range []struct {
		hits             string
		gold, k          int
		p, r, f1, ndcg   float64
		rprecision, mean float64
	}{
		{"", 0, 5, 0, 0, 0, 0, 0, 0},
		{"", 3, 5, 0, 0, 0, 0, 0, 0},
		{"+++", 0, 0, 0, 0, 0, 0, 0, 1}, // what a caller may not have, but can ask
		{"+-+", 2, 0, 0, 0, 0, 0, .5, (1 + 2./3) / 2},
		{"+-+", 2, -1, 0, 0, 0, 0, .5, (1 + 2./3) / 2},
		{"+-+", 2, 1, 1, .5, 2. / 3, 1, .5, (1 + 2./3) / 2},
		{"+-+", 2, 3, 2. / 3, 1, .8, 1.5 / (1 + 1/math.Log2(3)), .5, (1 + 2./3) / 2},
		{"+-+", 2, 10, .2, 1, .8, 1.5 / (1 + 1/math.Log2(3)), .5, (1 + 2./3) / 2},
		{"+", 4, 5, .2, .25, .4, 1 / (1 + 1/math.Log2(3) + .5 + 1/math.Log2(5)), .25, .25},
	} {
		t.Run(fmt.Sprintf("%s of %d at %d", test.hits, test.gold, test.k), func(t *testing.T) {
			h := hits(test.hits)
			near(t, "P", PrecisionAt(h, test.k), test.p)
			near(t, "R", RecallAt(h, test.gold, test.k), test.r)
			near(t, "F1", F1At(h, test.gold, test.k), test.f1)
			near(t, "nDCG", NDCGAt(h, test.gold, test.k), test.ndcg)
			if test.gold > 0 {
				near(t, "R-precision", RPrecision(h, test.gold), test.rprecision)
				near(t, "AP", AveragePrecision(h, test.gold), test.mean)
			}
		})
	}
	near(t, "consistency", Consistency([]string{"a", "b", "b"}, []string{"c", "b"}), .5)
	near(t, "consistency of nothing", Consistency(nil, nil), 0)
}

func TestAncestry(t *testing.T) {
	broader := map[string][]string{"oak": {"tree"}, "elm": {"tree"}, "tree": {"plant", "oak"}} // with a cycle
	got := Ancestry([]string{"oak", "oak"}, func(id string) []string { return broader[id] })
	if want := []string{"oak", "plant", "tree"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	r, err := Evaluate([]Text{{ID: "a", Gold: [][]string{{"oak"}}, Suggestions: []Suggestion{{"elm", 1}}}},
		Options{Broader: func(id string) []string { return map[string][]string{"oak": {"tree"}, "elm": {"tree"}}[id] }})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"hierarchical P", "hierarchical R@1", "hierarchical F1@5"} {
		m, ok := r.Measure(name)
		if !ok {
			t.Fatal("no " + name)
		}
		near(t, name, m.Value, .5)
	}
}

// three texts that can be reckoned by hand
func small() []Text {
	return []Text{
		{ID: "one", Gold: [][]string{{"a", "b"}}, Suggestions: []Suggestion{{"c", .4}, {"a", .9}, {"b", .1}, {"c", .3}}},
		{ID: "two", Gold: [][]string{{"a"}}, Suggestions: []Suggestion{{"d", .8}}},
		{ID: "three", Gold: [][]string{{"e"}}},
		{ID: "none", Gold: [][]string{{}}, Suggestions: []Suggestion{{"a", .7}}},
	}
}

func TestEvaluate(t *testing.T) {
	r, err := Evaluate(small(), Options{K: []int{2, 1}, Threshold: .2, Samples: -1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Texts != 3 || r.Untagged != 1 || r.Unanswered != 1 || !slices.Equal(r.K, []int{1, 2}) {
		t.Errorf("%+v", r)
	}
	for name, want := range map[string]float64{
		"P@1": 1. / 3, "P@2": .5 / 3, "R@2": .5 / 3, "F1@2": .5 / 3, "P": .5 / 3, "coverage": 2. / 3, "R@all": 1. / 3,
		"micro P": 1. / 4, "micro R": 1. / 4, "micro F1": 2. / 8,
		"concept P":        .5 / 3, // a: 1 of 2; c and d: none
		"concept R":        .5 / 3, // a: 1 of 2; b and e: none
		"concept F1":       .5 / 5, // a: 2/4; b, c, d, e: none
		"concept coverage": 1. / 3, // a of a, b, e
		"consistency":      .5 / 4, "MAP": (1 + 2./3) / 2 / 3,
		"ECE": (.1 + .4 + .7 + .8) / 4, // each in a bin of its own
	} {
		m, ok := r.Measure(name)
		if !ok {
			t.Errorf("no %s", name)
		}
		near(t, name, m.Value, want)
		if m.Low != m.Value || m.High != m.Value {
			t.Errorf("%s has an interval without samples", name)
		}
	}
	if want := []int{1, 2, 0}; !slices.Equal(r.Worst(9), want) || len(r.Worst(-1)) != 0 {
		t.Errorf("worst %v", r.Worst(9))
	}
	one := r.ByText[0]
	if !reflect.DeepEqual(one.Missed, []Missed{{"b", 3, .1}}) || !reflect.DeepEqual(one.Wrong, []Suggestion{{"c", .4}}) {
		t.Errorf("%+v", one)
	}
	if want := (ConceptResult{"a", 2, 2, 1, .5, .5, .5}); r.Concepts[0] != want || len(r.Concepts) != 5 {
		t.Errorf("%+v", r.Concepts)
	}
	if want := (AtThreshold{.1, .4, .5, 4. / 9}); r.Best != want {
		t.Errorf("best %+v", r.Best)
	}
	if b := r.Reliability[9]; b.N != 1 || b.Right != 1 || b.Score != .9 {
		t.Errorf("%+v", b)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

// A perfect system has 1 everywhere, and one that is always wrong 0.
func TestExtremes(t *testing.T) {
	var best, worst []Text
	for i := range 20 {
		gold := []string{fmt.Sprint("x", i%7), fmt.Sprint("y", i%3)}
		best = append(best, Text{fmt.Sprint(i), [][]string{gold, gold}, []Suggestion{{gold[0], 1}, {gold[1], 1}}})
		worst = append(worst, Text{fmt.Sprint(i), [][]string{gold, gold}, []Suggestion{{"z", 1}}})
	}
	broader := func(string) []string { return nil }
	r, err := Evaluate(best, Options{K: []int{2}, Broader: broader, Agree: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range r.Measures {
		want := 1.
		if m.Name == "ECE" {
			want = 0
		}
		if m.Value != want || m.Low != want || m.High != want {
			t.Errorf("%+v", m)
		}
	}
	if r.Pairs != 1 || len(r.Indexers) != 2 || r.Indexers[1].WithSuggestions != 1 || r.Indexers[1].Name != "2" {
		t.Errorf("%+v", r.Indexers)
	}
	r, err = Evaluate(worst, Options{K: []int{2}, Broader: broader})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range r.Measures {
		if m.Name != "ECE" && m.Name != "coverage" && m.Value != 0 {
			t.Errorf("%+v", m)
		}
	}
	others := make([][]Suggestion, len(worst))
	for i := range worst {
		others[i] = worst[i].Suggestions
	}
	c, err := Compare(best, others, Options{K: []int{2}})
	if err != nil {
		t.Fatal(err)
	}
	if d, _ := c.Difference("F1@2"); d.Delta != 1 || d.Low != 1 || d.Randomization > .01 || d.Bootstrap > .01 {
		t.Errorf("%+v", d)
	}
}

func TestIndexers(t *testing.T) {
	texts := []Text{
		{ID: "1", Gold: [][]string{{"a", "b"}, {"b", "c"}, nil}, Suggestions: []Suggestion{{"b", 3}, {"x", 2}, {"c", 1}}},
		{ID: "2", Gold: [][]string{{"a"}, nil, nil}},
	}
	r, err := Evaluate(texts, Options{Indexers: []string{"Ada", "Bo"}, Agree: 2, Samples: -1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Texts != 1 || r.Pairs != .5 || r.Indexers[0].Name != "Ada" || r.Indexers[0].Texts != 2 || r.Indexers[2].Texts != 0 {
		t.Errorf("%+v", r)
	}
	m, _ := r.Measure("consistency")
	near(t, "consistency", m.Value, (.5+.5+0)/3)
	if _, ok := r.Measure("ECE"); ok || len(r.Reliability) > 0 {
		t.Error("scores of 3 are taken for probabilities")
	}
}

func TestErrors(t *testing.T) {
	good := Text{ID: "1", Gold: [][]string{{"a"}}}
	for name, texts := range map[string][]Text{
		"indexers": {good, {ID: "2"}},
		"NaN":      {{ID: "1", Gold: good.Gold, Suggestions: []Suggestion{{"a", math.NaN()}}}},
		"Inf":      {{ID: "1", Gold: good.Gold, Suggestions: []Suggestion{{"a", math.Inf(1)}}}},
	} {
		var e *TextError
		if _, err := Evaluate(texts, Options{}); !errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, o := range map[string]Options{
		"K": {K: []int{0}}, "many K": {K: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}, "threshold": {Threshold: math.NaN()},
		"confidence": {Confidence: 1}, "samples": {Samples: 1 << 30},
	} {
		var e *OptionError
		if _, err := Evaluate([]Text{good}, o); !errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Compare([]Text{good}, nil, Options{}); err == nil {
		t.Error("no others")
	}
	if r, err := Evaluate(nil, Options{}); err != nil || r.Texts != 0 {
		t.Error("no texts", err)
	} else if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
	if c, err := Compare(nil, nil, Options{}); err != nil || c.Samples != 0 {
		t.Error("no texts to compare", err)
	}
}

// random makes texts whose keywords a system finds with a certain chance.
func random(texts, suggestions int, skill float64, seed uint64) []Text {
	r := rand.New(rand.NewPCG(seed, 0))
	all := make([]Text, texts)
	for i := range all {
		var gold []string
		for range 1 + r.IntN(6) {
			gold = append(gold, fmt.Sprint("c", r.IntN(500)))
		}
		t := Text{ID: fmt.Sprint(i), Gold: [][]string{gold}}
		for j := range suggestions {
			id := fmt.Sprint("c", r.IntN(500))
			if r.Float64() < skill {
				id = gold[r.IntN(len(gold))]
			}
			t.Suggestions = append(t.Suggestions, Suggestion{id, 1 / float64(j+2)})
		}
		all[i] = t
	}
	return all
}

func suggestionsOf(texts []Text) [][]Suggestion {
	var all [][]Suggestion
	for _, t := range texts {
		all = append(all, t.Suggestions)
	}
	return all
}

// The result is the same on one core or many, and intervals hold the value.
func TestDeterminism(t *testing.T) {
	texts := random(60, 12, .3, 1)
	others := suggestionsOf(random(60, 12, .3, 2))
	o := Options{Samples: 200, Seed: 7}
	type both struct {
		*Result
		*Comparison
	}
	measure := func() both {
		r, err := Evaluate(texts, o)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Compare(texts, others, o)
		if err != nil {
			t.Fatal(err)
		}
		return both{r, c}
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := measure()
	runtime.GOMAXPROCS(4)
	if many := measure(); !reflect.DeepEqual(one, many) {
		t.Error("differs on several cores")
	}
	for _, m := range one.Result.Measures {
		if m.Low > m.Value || m.High < m.Value || m.Low == m.High && m.Name != "coverage" {
			t.Errorf("%+v", m)
		}
	}
}

// The p-values of two equal systems are spread over all of 0 to 1, those of
// unequal ones are small.
func TestCompare(t *testing.T) {
	low := 0
	for seed := range uint64(40) {
		texts := random(50, 10, .3, 2*seed+10)
		others := make([][]Suggestion, len(texts)) // the same skill, other luck
		r := rand.New(rand.NewPCG(seed, 1))
		for i := range texts {
			others[i] = random(1, 10, .3, 0)[0].Suggestions
			for j := range others[i] {
				if r.Float64() < .3 {
					others[i][j].ID = texts[i].Gold[0][r.IntN(len(texts[i].Gold[0]))]
				} else {
					others[i][j].ID = fmt.Sprint("c", r.IntN(500))
				}
			}
		}
		c, err := Compare(texts, others, Options{Samples: 100, K: []int{5}, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		d, _ := c.Difference("F1@5")
		if d.Randomization < .1 {
			low++
		}
		if math.Abs(d.Randomization-d.Bootstrap) > .2 {
			t.Errorf("p-values %v and %v", d.Randomization, d.Bootstrap)
		}
	}
	if low > 12 {
		t.Errorf("%d of 40 equal pairs differ at .1", low)
	}
	texts := random(50, 10, .5, 3)
	c, err := Compare(texts, make([][]Suggestion, 50), Options{Samples: 500})
	if err != nil {
		t.Fatal(err)
	}
	if d, _ := c.Difference("nDCG@5"); d.Randomization > .01 || d.Bootstrap > .01 || d.Low <= 0 {
		t.Errorf("%+v", d)
	}
	same, err := Compare(texts, suggestionsOf(texts), Options{Samples: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range same.Differences {
		if d.Delta != 0 || d.Randomization != 1 || d.Bootstrap != 1 {
			t.Errorf("%+v", d)
		}
	}
}

// FuzzEvaluate tests what holds of any ranking.
func FuzzEvaluate(f *testing.F) {
	f.Add(uint64(1), uint8(3), uint8(4), .5, .2)
	f.Fuzz(func(t *testing.T, seed uint64, texts, suggestions uint8, skill, threshold float64) {
		all := random(int(texts%16), int(suggestions%16), skill, seed)
		r, err := Evaluate(all, Options{K: []int{1, 3, 100}, Threshold: threshold, Samples: 10, Seed: seed, Broader: func(id string) []string { return []string{id[:1], "top"} }})
		if err != nil {
			if threshold != threshold {
				return
			}
			t.Fatal(err)
		}
		for _, m := range r.Measures {
			for _, x := range []float64{m.Value, m.Low, m.High} {
				if !(x >= 0 && x <= 1+1e-12) {
					t.Fatalf("%+v", m)
				}
			}
		}
		for _, pair := range [][2]string{{"R@1", "R@3"}, {"R@3", "R@100"}, {"R@100", "R@all"}, {"R", "R@all"}} {
			low, _ := r.Measure(pair[0])
			high, _ := r.Measure(pair[1])
			if low.Value > high.Value+1e-12 {
				t.Fatalf("%s %v > %s %v", pair[0], low.Value, pair[1], high.Value)
			}
		}
		hits, gold, suggested := 0, 0, 0
		for _, c := range r.Concepts {
			hits, gold, suggested = hits+c.Hits, gold+c.Gold, suggested+c.Suggested
		}
		micro, _ := r.Measure("micro F1")
		if want := ratio(float64(2*hits), float64(suggested+gold)); math.Abs(micro.Value-want) > 1e-12 {
			t.Fatalf("micro F1 is %v, and by concept %v", micro.Value, want)
		}
		if r.Best.F1 < micro.Value-1e-12 {
			t.Fatalf("the best F1 %v is below that at %v, %v", r.Best.F1, threshold, micro.Value)
		}
	})
}

func BenchmarkEvaluate(b *testing.B) {
	texts := random(2067, 100, .1, 1)
	for b.Loop() {
		if _, err := Evaluate(texts, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	texts := random(2067, 100, .1, 1)
	others := suggestionsOf(random(2067, 100, .1, 2))
	for b.Loop() {
		if _, err := Compare(texts, others, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
