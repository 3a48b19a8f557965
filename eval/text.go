package eval

import (
	"fmt"
	"math"
	"slices"
)

// A Text is what is right for one text, and what was suggested for it.
type Text struct {
	ID string
	// Gold holds the concepts that each indexer gave, by ID; nil for an indexer
	// who did not see the text. All texts list the same indexers in the same
	// order. Repeated concepts count once.
	Gold [][]string
	// Suggestions are sorted by Evaluate: the highest score first, equal ones
	// in the order given. Of a repeated concept, the first counts.
	Suggestions []Suggestion
}

// A Suggestion is a concept that a system suggests. Scores need not be
// probabilities, but must be numbers.
type Suggestion struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

// A TextError is about a text that can't be judged.
type TextError struct {
	ID  string // the text's
	Err error
}

func (e *TextError) Error() string { return fmt.Sprintf("eval: text %q: %v", e.ID, e.Err) }
func (e *TextError) Unwrap() error { return e.Err }

// Rank returns suggestions as Evaluate ranks them, in a new slice: the highest
// score first, equal ones in the order given, and of each concept the first. It
// takes O(n log n).
func Rank(suggestions []Suggestion) []Suggestion {
	ranked := slices.Clone(suggestions)
	slices.SortStableFunc(ranked, func(a, b Suggestion) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	seen := make(map[string]bool, len(ranked))
	return slices.DeleteFunc(ranked, func(s Suggestion) bool {
		if seen[s.ID] {
			return true
		}
		seen[s.ID] = true
		return false
	})
}

// Agreed returns the concepts that at least so many of the indexers gave,
// sorted by ID; what any of them gave if least is 1 or less.
func Agreed(gold [][]string, least int) []string {
	votes := make(map[string]int)
	for _, set := range gold {
		for _, id := range unique(set) {
			votes[id]++
		}
	}
	agreed := []string{}
	for id, n := range votes {
		if n >= least {
			agreed = append(agreed, id)
		}
	}
	slices.Sort(agreed)
	return agreed
}

// unique returns a set's elements, sorted; it leaves the set as it is.
func unique(set []string) []string {
	sorted := slices.Clone(set)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// check says why a text can't be judged.
func (t *Text) check(indexers int) error {
	if len(t.Gold) != indexers {
		return &TextError{t.ID, fmt.Errorf("it has %d indexers, and others have %d", len(t.Gold), indexers)}
	}
	for _, s := range t.Suggestions {
		if math.IsNaN(s.Score) || math.IsInf(s.Score, 0) {
			return &TextError{t.ID, fmt.Errorf("the score of %q is %v", s.ID, s.Score)}
		}
	}
	return nil
}
