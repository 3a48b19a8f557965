// Package evalpage writes a page about an evaluation: one file of HTML with its
// pictures in it, that needs no script, no network and no other file.
package evalpage

import (
	_ "embed" // for the template
	"html/template"
	"io"

	"github.com/catchword/catchword/eval"
)

// A Page is what the page shows.
type Page struct {
	Corpus   string   // its name
	About    []About  // what is judged, and by what
	Summary  string   // a line
	Warnings []string // why the figures are no measure, if they aren't
	Result   *eval.Result
	Tables   []Table
	Concepts []Concept
	Worst    []Text
	Program  string // that made the page, and its version
}

// An About is one of the things that the page is about, such as the model.
type About struct{ Name, Text string }

// A Table is one of figures. Its rows are as long as its head; the first cell of
// each names it.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]Cell
	Note    string // below it; none if empty
}

// A Cell has a text, and perhaps a note such as an interval.
type Cell struct{ Text, Note string }

// A Concept is a row about one keyword.
type Concept struct {
	Label string
	eval.ConceptResult
}

// A Text is one for which suggestions are far from what is right.
type Text struct {
	ID, Title     string
	NDCG          float64
	Missed, Wrong []Keyword
	Unmet         []string // missed keywords that were not suggested at all
}

// A Keyword was missed, though with a rank, or wrongly suggested. Match is the
// place that speaks for it, in its sentence; it is empty if there is none.
type Keyword struct {
	Label                string
	Rank                 int
	Score                float64
	Before, Match, After string
}

//go:embed page.html
var source string

// mostConcepts is the number of keywords that the page has, the most frequent.
const mostConcepts = 500

// Write writes the page.
func Write(w io.Writer, p *Page) error {
	t, err := template.New("page").Parse(source)
	if err != nil {
		return err
	}
	figures, err := p.figures()
	if err != nil {
		return err
	}
	concepts := p.Concepts[:min(mostConcepts, len(p.Concepts))]
	return t.Execute(w, struct {
		*Page
		Figures []figure
		Shown   []Concept
		More    int
		Percent float64
	}{p, figures, concepts, len(p.Concepts) - len(concepts), 100 * p.Result.Confidence})
}

// Percent returns F1 in percent.
func (c Concept) Percent() float64 { return 100 * c.F1 }
