package eval_test

import (
	"fmt"

	"github.com/catchword/catchword/eval"
)

func Example() {
	texts := []eval.Text{
		{ID: "a", Gold: [][]string{{"housing", "child-care"}}, Suggestions: []eval.Suggestion{{ID: "child-care", Score: .9}, {ID: "schools", Score: .4}}},
		{ID: "b", Gold: [][]string{{"transport"}}, Suggestions: []eval.Suggestion{{ID: "transport", Score: .7}}},
	}
	r, err := eval.Evaluate(texts, eval.Options{K: []int{2}, Threshold: .5})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"F1@2", "nDCG@2", "micro P", "micro R"} {
		m, _ := r.Measure(name)
		fmt.Printf("%-7s %.2f\n", name, m.Value)
	}
	for _, i := range r.Worst(1) {
		fmt.Println("worst:", r.ByText[i].ID, "missed", r.ByText[i].Missed[0].ID)
	}
	// Output:
	// F1@2    0.75
	// nDCG@2  0.81
	// micro P 1.00
	// micro R 0.67
	// worst: a missed housing
}

func ExampleCompare() {
	var texts []eval.Text
	var others [][]eval.Suggestion
	for i := range 20 {
		right, wrong := eval.Suggestion{ID: "right", Score: .8}, eval.Suggestion{ID: "wrong", Score: .8}
		t := eval.Text{ID: fmt.Sprint(i), Gold: [][]string{{"right"}}, Suggestions: []eval.Suggestion{right}}
		other := wrong
		if i%4 == 0 {
			other = right
		}
		texts, others = append(texts, t), append(others, []eval.Suggestion{other})
	}
	c, err := eval.Compare(texts, others, eval.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d, _ := c.Difference("P@1")
	fmt.Printf("%.2f - %.2f = %.2f, p < .01: %v\n", d.Value, d.Other, d.Delta, d.Randomization < .01)
	// Output:
	// 1.00 - 0.25 = 0.75, p < .01: true
}

func ExampleCrossValidate() {
	texts := []eval.Text{
		{ID: "a", Gold: [][]string{{"x"}}}, {ID: "b", Gold: [][]string{{"x"}}}, {ID: "c", Gold: [][]string{{"x"}}},
	}
	folds, err := eval.Folds(len(texts), 3, nil, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	suggestions, err := eval.CrossValidate(folds, func(train []int) (eval.Suggester, error) {
		known := texts[train[0]].Gold[0] // all that this system learns
		return func(int) []eval.Suggestion { return []eval.Suggestion{{ID: known[0], Score: 1}} }, nil
	})
	fmt.Println(suggestions, err)
	// Output:
	// [[{x 1}] [{x 1}] [{x 1}]] <nil>
}
