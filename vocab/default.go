package vocab

import (
	"bytes"
	_ "embed" // for the default vocabulary
	"sync"
)

//go:embed default.ttl
var defaultData []byte

var readDefault = sync.OnceValue(func() *Vocabulary {
	v, _, err := Read("built-in vocabulary", bytes.NewReader(defaultData))
	if err != nil {
		panic(err) // can't happen: a test reads it
	}
	return v
})

// Default returns the embedded vocabulary: 85 keywords of local social policy,
// with alternative labels, definitions and relations. Its IDs are slugs such as
// "child-care": the file, default.ttl, speaks of <child-care> without a base. It
// is read once, in about a millisecond.
func Default() *Vocabulary { return readDefault() }
