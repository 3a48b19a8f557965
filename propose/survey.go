package propose

import (
	"fmt"
	"sync"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/analysis/background"
	"github.com/catchword/catchword/analysis/pos"
	"github.com/catchword/catchword/tagger"
)

// Options say what is worth proposing. The zero value is the documented default.
type Options struct {
	// MinTexts is the number of texts that a phrase has to occur in. By default,
	// three.
	MinTexts int
	// MinUses is the number of texts with tags that a label has to be found in
	// before it can be said never to be right. By default, twenty.
	MinUses int
	// MostPhrases is how many different phrases are kept while texts are read. By
	// default, half a million, which take some hundreds of MB. Beyond that, those
	// of the fewest texts are forgotten: see Result.Forgotten.
	MostPhrases int
}

// A LanguageError tells that the parts of speech of a language are not known.
type LanguageError struct{ Lang string }

func (e *LanguageError) Error() string {
	return fmt.Sprintf("propose: noun phrases are found in English only, and the language is %s", e.Lang)
}

// A Survey goes through a corpus. Texts may be read by several goroutines at
// once; what was read is added by one, and the order in which it is decides on
// what is seen first. It keeps the phrases of all texts, as many as
// Options.MostPhrases, and of each text a few bytes for each of its tags.
type Survey struct {
	tagger     *tagger.Tagger
	pos        *pos.Tagger
	background *analysis.Statistics
	options    Options

	mu       sync.Mutex
	meanings map[string]int // of tags: the index of the concept, -1 if there is none

	phrases phrases
	seen    map[uint64]bool // hashes of the sentences of earlier texts
	texts   []textTags      // of the texts that were added
	labels  map[labelUse]*labelCount
}

// New returns a survey of no texts. It goes by the tagger's vocabulary, and asks
// it what is found in texts; so the tagger should suggest all that it finds, with
// [tagger.Everything] for a threshold and no limit. It returns a *LanguageError
// if the tagger's language is not English.
func New(t *tagger.Tagger, o Options) (*Survey, error) {
	if lang := t.Analyzer().Lang(); lang != "en" {
		return nil, &LanguageError{lang}
	}
	if o.MinTexts <= 0 {
		o.MinTexts = 3
	}
	if o.MinUses <= 0 {
		o.MinUses = 20
	}
	if o.MostPhrases <= 0 {
		o.MostPhrases = 500_000
	}
	return &Survey{
		tagger: t, pos: pos.New(), background: background.English(), options: o,
		meanings: make(map[string]int),
		phrases:  phrases{most: o.MostPhrases, all: make(map[string]*phrase)},
		seen:     make(map[uint64]bool),
		labels:   make(map[labelUse]*labelCount),
	}, nil
}

// mostSentences is how many sentences are remembered; those that come later are
// counted wherever they stand.
const mostSentences = 2_000_000

// Add counts what was read of a text.
func (s *Survey) Add(r *Reading) {
	text := int32(len(s.texts))
	s.texts = append(s.texts, textTags{r.tagged, r.concepts})
	for i := range r.sentences {
		sentence := &r.sentences[i]
		if s.seen[sentence.hash] {
			continue
		}
		if len(s.seen) < mostSentences {
			s.seen[sentence.hash] = true
		}
		for j := range sentence.mentions {
			s.phrases.add(text, r, sentence, &sentence.mentions[j])
		}
	}
	s.phrases.prune()
	s.addLabels(r)
}

// A textTags are the tags of a text.
type textTags struct {
	tagged   bool    // whether its tags say anything
	concepts []int32 // that they mean, ascending
}
