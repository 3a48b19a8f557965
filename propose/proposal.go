package propose

import (
	"github.com/catchword/catchword/vocab"
)

// A Result is what a survey proposes.
type Result struct {
	Texts      int `json:"texts"`      // that were read
	Tagged     int `json:"tagged"`     // of them, with tags that say something
	Candidates int `json:"candidates"` // phrases of enough texts, labels among them
	NeverRight int `json:"neverRight"` // labels that are used and never right
	Forgotten  int `json:"forgotten"`  // texts that the count of a phrase may be too small by, or that one that is missing may have; 0 if there was room for all

	Proposals []Proposal `json:"proposals"` // the best first
	Labels    []Label    `json:"labels"`    // of those that are never right, the most used first
}

// A Proposal is a noun phrase that no label matches.
type Proposal struct {
	Phrase        string     `json:"phrase"`        // in the form that is met most
	Score         float64    `json:"score"`         // see the package's comment
	Texts         int        `json:"texts"`         // that have it, in a sentence that no earlier text has
	Times         int        `json:"times"`         // it was met in them
	Background    float64    `json:"background"`    // the texts elsewhere that would have it, as a share
	LogLikelihood float64    `json:"logLikelihood"` // of being as frequent here as elsewhere; 0 if it is rarer here
	Name          bool       `json:"name"`          // whether it is nearly always written with capitals
	Kind          Kind       `json:"kind"`
	Why           string     `json:"why"`      // what the kind goes by
	Concept       *vocab.Ref `json:"concept"`  // of Alternative, whose label; of Concept, what may be broader; null if nothing is near
	Tags          []TagShare `json:"tags"`     // that the texts that have it carry most, five at most
	Examples      []Example  `json:"examples"` // the first, of different texts; three at most

	id string // for a new concept, in the manner of the vocabulary; "" if there is none
}

// A Kind says what a phrase looks like.
type Kind string

const (
	Concept     Kind = "concept"     // a new concept
	Alternative Kind = "alternative" // another label of a concept that there is
)

// A TagShare says how many of the texts that have a phrase carry a tag.
type TagShare struct {
	vocab.Ref
	Share  float64 `json:"share"`  // of the texts with the phrase, and with tags
	Others float64 `json:"others"` // of all texts with tags
}

// An Example is a sentence that has a phrase.
type Example struct {
	Report string `json:"report"` // its ID
	Path   string `json:"path"`
	Line   int    `json:"line"`
	Text   string `json:"text"`  // the sentence, or what of a long one is around the phrase
	Match  string `json:"match"` // the phrase, as it reads there
}

// A Label is one that texts use, and whose concept is hardly ever their tag.
type Label struct {
	vocab.Ref                 // the concept
	Text      string          `json:"text"` // the label
	Kind      vocab.LabelKind `json:"kind"`
	Texts     int             `json:"texts"`  // with tags, that have the label
	Right     int             `json:"right"`  // of them, tagged with the concept
	Tagged    int             `json:"tagged"` // texts that are, all in all
}
