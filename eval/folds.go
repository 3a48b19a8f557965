package eval

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/catchword/catchword/internal/parallel"
)

// Folds divides the texts 0 to n-1 into k parts of about the same size, at
// random but the same for the same seed. Texts with the same number in groups,
// such as near-duplicates, stay together, so that none is learnt from one side
// and tested on the other; groups is nil, or has a number for each text. Parts
// and what is in them are in ascending order. It returns an *OptionError for
// fewer than two parts, and for more parts than groups.
func Folds(n, k int, groups []int, seed uint64) ([][]int, error) {
	if groups != nil && len(groups) != n {
		return nil, &OptionError{"groups", fmt.Sprintf("%d for %d texts", len(groups), n)}
	}
	members := make(map[int][]int)
	var order []int // of groups, as they come
	for i := range n {
		g := i
		if groups != nil {
			g = groups[i]
		}
		if members[g] == nil {
			order = append(order, g)
		}
		members[g] = append(members[g], i)
	}
	if k < 2 || k > len(order) {
		return nil, &OptionError{"folds", fmt.Sprintf("%d of %d texts that may be parted", k, len(order))}
	}
	random := rand.New(rand.NewPCG(seed, uint64(n)))
	random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(members[b]), len(members[a])) })
	folds := make([][]int, k)
	for _, g := range order {
		smallest := 0
		for i := range folds {
			if len(folds[i]) < len(folds[smallest]) {
				smallest = i
			}
		}
		folds[smallest] = append(folds[smallest], members[g]...)
	}
	for _, f := range folds {
		slices.Sort(f)
	}
	slices.SortFunc(folds, slices.Compare[[]int])
	return folds, nil
}

// A Suggester returns suggestions for the text with an index. It is called by
// several goroutines at once.
type Suggester func(text int) []Suggestion

// A Fit learns from the texts with some indices, in ascending order, and from
// nothing else: everything that is counted over texts has to be counted anew.
type Fit func(train []int) (Suggester, error)

// CrossValidate returns suggestions for each text of folds, by its index, made by
// what was learnt from the other folds: as many as there are texts in the folds,
// which are those of [Folds]. It stops at the first error of fit.
func CrossValidate(folds [][]int, fit Fit) ([][]Suggestion, error) {
	var all []int
	for _, f := range folds {
		all = append(all, f...)
	}
	slices.Sort(all)
	for i, text := range all {
		if i != text {
			return nil, &OptionError{"folds", fmt.Sprintf("text %d is in none or in several", min(i, text))}
		}
	}
	out := make([][]Suggestion, len(all))
	for _, test := range folds {
		suggest, err := fit(without(len(all), test))
		if err != nil {
			return nil, err
		}
		answer(test, suggest, out)
	}
	return out, nil
}

// without returns the numbers below n that are not in sorted.
func without(n int, sorted []int) []int {
	rest := make([]int, 0, n-len(sorted))
	for i := range n {
		if _, found := slices.BinarySearch(sorted, i); !found {
			rest = append(rest, i)
		}
	}
	return rest
}

// answer puts suggestions for the texts into out, by index.
func answer(texts []int, suggest Suggester, out [][]Suggestion) {
	parallel.Each(len(texts), func(i int) { out[texts[i]] = suggest(texts[i]) })
}

// A Learnt has the result of learning from so many texts.
type Learnt struct {
	Texts  int     `json:"texts"`
	Result *Result `json:"result"`
}

// LearningCurve tells what more texts to learn from would give: it learns from
// the first sizes[0] of a random order of train, the first sizes[1], and so on,
// and judges the suggestions for the texts of test. Sizes of less than 1 and of
// more than there are count as 1 and as all. The order depends on o.Seed only, and each
// size has the texts of the one before.
func LearningCurve(texts []Text, train, test, sizes []int, fit Fit, o Options) ([]Learnt, error) {
	for _, part := range [][]int{train, test} {
		for _, i := range part {
			if i < 0 || i >= len(texts) {
				return nil, &OptionError{"train and test", fmt.Sprintf("there is no text %d", i)}
			}
		}
	}
	order := slices.Clone(train)
	random := rand.New(rand.NewPCG(o.Seed, uint64(len(order))))
	random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	judged := make([]Text, len(test))
	suggestions := make([][]Suggestion, len(texts))
	var curve []Learnt
	for _, size := range sizes {
		size = min(max(size, 1), len(order))
		chosen := slices.Clone(order[:size])
		slices.Sort(chosen)
		suggest, err := fit(chosen)
		if err != nil {
			return nil, err
		}
		answer(test, suggest, suggestions)
		for j, i := range test {
			judged[j] = texts[i]
			judged[j].Suggestions = suggestions[i]
		}
		r, err := Evaluate(judged, o)
		if err != nil {
			return nil, err
		}
		curve = append(curve, Learnt{size, r})
	}
	return curve, nil
}
