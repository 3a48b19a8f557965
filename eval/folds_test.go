package eval

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
)

func TestFolds(t *testing.T) {
	groups := make([]int, 103)
	for i := range groups {
		groups[i] = -i
		if i%10 == 3 {
			groups[i] = 7 // eleven near-duplicates
		}
	}
	folds, err := Folds(len(groups), 5, groups, 1)
	if err != nil {
		t.Fatal(err)
	}
	var all []int
	holders := 0
	for _, f := range folds {
		if len(f) < 20 || len(f) > 21 || !slices.IsSorted(f) {
			t.Errorf("%v", f)
		}
		all = append(all, f...)
		if slices.Contains(f, 3) || slices.Contains(f, 93) {
			holders++
		}
	}
	if holders != 1 {
		t.Error("a group is parted")
	}
	slices.Sort(all)
	for i, n := range all {
		if i != n || len(all) != len(groups) {
			t.Fatalf("not each text once: %v", all)
		}
	}
	again, _ := Folds(len(groups), 5, groups, 1)
	other, _ := Folds(len(groups), 5, groups, 2)
	if !reflect.DeepEqual(folds, again) || reflect.DeepEqual(folds, other) {
		t.Error("the seed does not decide")
	}
	for _, bad := range []struct {
		n, k   int
		groups []int
	}{{10, 1, nil}, {3, 4, nil}, {0, 2, nil}, {4, 2, []int{1, 1, 1, 1}}, {4, 2, []int{1}}} {
		var e *OptionError
		if _, err := Folds(bad.n, bad.k, bad.groups, 0); !errors.As(err, &e) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// memory learns by heart: it suggests the keywords of the texts that it has seen
// which are of the same kind.
func memory(texts []Text) Fit {
	kind := func(i int) int { return i % 3 }
	return func(train []int) (Suggester, error) {
		counts := make([]map[string]float64, 3)
		for i := range counts {
			counts[i] = make(map[string]float64)
		}
		for _, i := range train {
			for _, id := range texts[i].Gold[0] {
				counts[kind(i)][id]++
			}
		}
		return func(i int) []Suggestion {
			if slices.Contains(train, i) {
				panic("tested on what it was trained on")
			}
			var all []Suggestion
			for id, n := range counts[kind(i)] {
				all = append(all, Suggestion{id, n})
			}
			slices.SortFunc(all, func(a, b Suggestion) int {
				if a.ID < b.ID {
					return -1
				}
				return 1
			})
			return all
		}, nil
	}
}

func kinds(n int) []Text {
	var texts []Text
	for i := range n {
		texts = append(texts, Text{ID: fmt.Sprint(i), Gold: [][]string{{fmt.Sprint("kind", i%3), fmt.Sprint("text", i)}}})
	}
	return texts
}

func TestCrossValidate(t *testing.T) {
	texts := kinds(30)
	folds, err := Folds(30, 3, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	suggestions, err := CrossValidate(folds, memory(texts))
	if err != nil {
		t.Fatal(err)
	}
	for i := range texts {
		texts[i].Suggestions = suggestions[i]
	}
	r, err := Evaluate(texts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := r.Measure("P@1"); p.Value != 1 {
		t.Errorf("%+v", p)
	}
	failure := errors.New("nothing to learn")
	if _, err := CrossValidate(folds, func([]int) (Suggester, error) { return nil, failure }); err != failure {
		t.Error(err)
	}
	for _, bad := range [][][]int{{{0, 1}, {1, 2}}, {{0}, {2}}, {{-1}, {0}}} {
		if _, err := CrossValidate(bad, memory(texts)); err == nil {
			t.Errorf("%v", bad)
		}
	}
}

func TestLearningCurve(t *testing.T) {
	texts := kinds(40)
	var train, test []int
	for i := range texts {
		if i < 30 {
			train = append(train, i)
		} else {
			test = append(test, i)
		}
	}
	curve, err := LearningCurve(texts, train, test, []int{0, 10, 1000}, memory(texts), Options{Samples: -1})
	if err != nil {
		t.Fatal(err)
	}
	var sizes []int
	var values []float64
	for _, c := range curve {
		m, _ := c.Result.Measure("R@all")
		sizes, values = append(sizes, c.Texts), append(values, m.Value)
	}
	if !slices.Equal(sizes, []int{1, 10, 30}) || !slices.IsSorted(values) || values[2] != .5 || values[0] == values[2] {
		t.Errorf("%v %v", sizes, values)
	}
	if _, err := LearningCurve(texts, train, []int{40}, []int{1}, memory(texts), Options{}); err == nil {
		t.Error("no text 40")
	}
}
