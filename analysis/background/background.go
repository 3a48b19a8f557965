// Package background holds how common the words of English are, so that the
// first text ever read can be weighed.
//
// The table was counted over some 43,000 English texts: the posts of a US
// government archive, and the titles and abstracts of a library's catalogue
// from all fields of knowledge. It holds counts and no texts.
package background

import (
	_ "embed" // for the table
	"sync"

	"github.com/catchword/catchword/analysis"
)

// StemPrefix stands before the stems in the table, where the singular forms of
// words stand as they are.
const StemPrefix = "~"

//go:generate go run ./count -o english.stats ../../../shared/corpora/digitalgov ../../../shared/corpora/tibkat

//go:embed english.stats
var englishFile string

var english = sync.OnceValue(func() *analysis.Statistics {
	s, err := analysis.ParseStatistics(englishFile)
	if err != nil {
		panic(err) // can't happen: a test parses it
	}
	return s
})

// English returns the document frequencies of English words: of their singular
// forms, and, behind [StemPrefix], of their stems. It was counted with
// [analysis.English]. Opening it takes 0.1 ms, once.
func English() *analysis.Statistics { return english() }
