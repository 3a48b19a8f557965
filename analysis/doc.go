// Package analysis turns text into words and terms that can be compared, and
// counts and weighs them.
//
// A text is cut into words by [Analyzer.Scan] (or, with their forms, by
// [Analyzer.AppendTokens]). Every word keeps its exact place in the text, which
// is never changed: folding, spelling and stemming happen beside it, in the
// forms of a [Word]:
//
//	Exact     folded to lower case, marks and spelling made equal: neighborhoods → neighbourhoods
//	Singular  the plural ending taken off, nothing else: neighbourhood
//	Stem      the Snowball stem: neighbourhood
//
// Labels of a vocabulary and the texts that they are looked for in must pass
// through the same analyzer; its [Analyzer.Fingerprint] says whether two are
// the same.
//
// Document frequencies are counted with [Counts] and read from [Statistics];
// TF-IDF weights and sparse vectors stand on top of them. The package knows
// words and numbers, not concepts.
package analysis
