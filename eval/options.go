package eval

import (
	"fmt"
	"slices"
)

// Options say what is measured. The zero value is the documented default.
type Options struct {
	// K are the numbers of suggestions to judge. By default, 1, 5 and 10. There
	// can be ten at most.
	K []int
	// Threshold is the lowest score that counts as suggested, where what counts
	// is not the first k. By default it is 0, so that all scores that are not
	// negative count.
	Threshold float64
	// Agree is the number of indexers who must have given a concept for it to be
	// right. By default, one.
	Agree int
	// Indexers are their names, in the order of Text.Gold. By default they have
	// numbers.
	Indexers []string
	// Broader returns the concepts right above one. By default there are none,
	// and hierarchical measures are left out.
	Broader func(id string) []string
	// Samples is the number of bootstrap samples. By default it is 1,000; a
	// negative one makes no intervals.
	Samples int
	// Confidence is how much of the bootstrap distribution an interval covers.
	// By default, .95.
	Confidence float64
	// Seed begins the random numbers: the same seed gives the same result.
	Seed uint64
}

// Defaults and bounds of Options.
const (
	DefaultSamples    = 1000
	DefaultConfidence = 0.95
	mostCutoffs       = 10
	mostSamples       = 1 << 20
)

// An OptionError is about an option with a value that it can't have.
type OptionError struct{ Option, Reason string }

func (e *OptionError) Error() string { return "eval: " + e.Option + ": " + e.Reason }

// complete returns o with the defaults in place.
func (o Options) complete() (Options, error) {
	if len(o.K) == 0 {
		o.K = []int{1, 5, 10}
	}
	o.K = slices.Clone(o.K)
	slices.Sort(o.K)
	o.K = slices.Compact(o.K)
	if o.Samples == 0 {
		o.Samples = DefaultSamples
	}
	if o.Confidence == 0 {
		o.Confidence = DefaultConfidence
	}
	switch {
	case o.K[0] < 1:
		return o, &OptionError{"K", fmt.Sprintf("%d is not a number of suggestions", o.K[0])}
	case len(o.K) > mostCutoffs:
		return o, &OptionError{"K", fmt.Sprintf("%d numbers, and %d are the most", len(o.K), mostCutoffs)}
	case o.Threshold != o.Threshold:
		return o, &OptionError{"Threshold", "not a number"}
	case o.Samples > mostSamples:
		return o, &OptionError{"Samples", fmt.Sprintf("more than %d", mostSamples)}
	case !(o.Confidence > 0 && o.Confidence < 1):
		return o, &OptionError{"Confidence", fmt.Sprintf("%v is not between 0 and 1", o.Confidence)}
	}
	return o, nil
}
