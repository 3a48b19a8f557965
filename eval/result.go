package eval

import (
	"cmp"
	"fmt"
	"slices"
)

// A Result is how good suggestions are.
type Result struct {
	Texts       int     `json:"texts"`       // that are judged: those for which something is right
	Untagged    int     `json:"untagged"`    // texts for which nothing is right
	Unanswered  int     `json:"unanswered"`  // judged texts without any suggestion, which count as 0
	GoldPerText float64 `json:"goldPerText"` // concepts that are right, per judged text
	PerText     float64 `json:"perText"`     // suggestions that reach the threshold, per judged text

	K          []int   `json:"k"`         // the numbers of suggestions judged
	Threshold  float64 `json:"threshold"` // from which a score counts as suggested
	Samples    int     `json:"samples"`   // of the bootstrap
	Confidence float64 `json:"confidence"`

	Measures    []Measure       `json:"measures"`    // see Measure
	ByK         []AtK           `json:"byK"`         // for k = 1 to 20
	Curve       []AtThreshold   `json:"curve"`       // precision and recall, as the threshold goes down
	Best        AtThreshold     `json:"best"`        // the threshold with the best F1 on these texts, which flatters it a little
	Reliability []Bin           `json:"reliability"` // empty if some score is no probability
	Indexers    []IndexerResult `json:"indexers"`
	Pairs       float64         `json:"pairs"`    // mean consistency of two indexers of one text; 0 if there is no such pair
	ByText      []TextResult    `json:"byText"`   // in the order given
	Concepts    []ConceptResult `json:"concepts"` // those that are most often right first, then by ID
}

// A Measure is one figure. The names, where @k stands for each k, and no @k for
// the suggestions that reach the threshold:
//
//	P@k, R@k, F1@k            averaged over texts; P@k divides by k, and F1@k goes by those of the first k that there are
//	micro P@k, R@k, F1@k      of all suggestions of all texts together
//	concept P@k, R@k, F1@k    averaged over concepts: those that are suggested, that are right, or either
//	nDCG@k, R-precision, MAP  averaged over texts
//	R@all                     recall of all suggestions, whatever their score
//	coverage                  the share of texts with a suggestion
//	concept coverage          the share of concepts, of those that are right somewhere, suggested there
//	consistency@k             with each indexer, averaged over indexers and texts; without @k, with as many
//	                          suggestions as that indexer gave concepts
//	hierarchical P@k, R@k, F1@k   of all texts together, sets completed with what is broader (Kiritchenko, Matwin,
//	                          Nock and Famili, Learning and evaluation in the presence of class hierarchies, 2006)
//	ECE                       expected calibration error, in ten bins; smaller is better
//
// Micro measures count texts for which nothing is right too; averages over
// texts don't.
type Measure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Low   float64 `json:"low"`  // of the bootstrap interval; Value if there is none
	High  float64 `json:"high"` // the same
}

// AtK has averages over texts for the first k suggestions.
type AtK struct {
	K    int     `json:"k"`
	P    float64 `json:"p"`
	R    float64 `json:"r"`
	F1   float64 `json:"f1"`
	NDCG float64 `json:"ndcg"`
}

// AtThreshold has measures of all suggestions together whose score reaches a
// threshold.
type AtThreshold struct {
	Threshold float64 `json:"threshold"`
	P         float64 `json:"p"`
	R         float64 `json:"r"`
	F1        float64 `json:"f1"`
}

// A Bin has the suggestions with a score from Low to High, that below 1 being
// left out; where there are none, Score and Right are 0.
type Bin struct {
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	N     int     `json:"n"`
	Score float64 `json:"score"` // mean
	Right float64 `json:"right"` // the share that is right
}

// An IndexerResult compares one indexer with others.
type IndexerResult struct {
	Name            string  `json:"name"`
	Texts           int     `json:"texts"`           // that the indexer saw
	PerText         float64 `json:"perText"`         // concepts given
	WithOthers      float64 `json:"withOthers"`      // mean consistency with each other indexer; 0 without others
	WithSuggestions float64 `json:"withSuggestions"` // with as many suggestions as the indexer gave concepts
}

// A TextResult is about one text, at the threshold but for NDCG.
type TextResult struct {
	ID        string       `json:"id"`
	Gold      int          `json:"gold"`
	Suggested int          `json:"suggested"`
	Hits      int          `json:"hits"`
	F1        float64      `json:"f1"`
	NDCG      float64      `json:"ndcg"`   // at the greatest k
	Missed    []Missed     `json:"missed"` // right, but not suggested, by ID
	Wrong     []Suggestion `json:"wrong"`  // suggested, but not right: the first ten
}

// A Missed concept is right but its score, if it has one, doesn't reach the
// threshold.
type Missed struct {
	ID    string  `json:"id"`
	Rank  int     `json:"rank"` // from 1; 0 if it is not suggested at all
	Score float64 `json:"score"`
}

// A ConceptResult is about one concept, at the threshold.
type ConceptResult struct {
	ID        string  `json:"id"`
	Gold      int     `json:"gold"`
	Suggested int     `json:"suggested"`
	Hits      int     `json:"hits"`
	P         float64 `json:"p"`
	R         float64 `json:"r"`
	F1        float64 `json:"f1"`
}

const (
	mostByK   = 20  // ranks that ByK has
	mostWrong = 10  // wrong suggestions named of a text
	mostCurve = 200 // points of a curve
)

// Evaluate judges suggestions. It returns an *OptionError for options that can't
// be, and a *TextError for a text with a score that is no number, or with other
// indexers than the others. IDs may repeat. Its time is linear
// in the suggestions, times the number of bootstrap samples, which several
// goroutines share; the result does not depend on how many. It keeps nothing of
// texts but their IDs.
func Evaluate(texts []Text, o Options) (*Result, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	cards, err := newCards(&o, texts)
	if err != nil {
		return nil, err
	}
	b := newBoard(&o, cards)
	r := &Result{K: o.K, Threshold: o.Threshold, Samples: max(o.Samples, 0), Confidence: o.Confidence}
	if len(texts) == 0 {
		r.Samples = 0
	}
	r.count(cards)
	r.Measures = b.measured(len(cards), r.Samples, &o)
	r.byK(cards)
	r.curve(cards)
	r.reliability(b, cards)
	r.indexers(&o, texts, cards)
	r.byText(&o, texts, cards)
	r.concepts(b, len(cards))
	return r, nil
}

// Measure returns the measure with a name, and whether there is one.
func (r *Result) Measure(name string) (Measure, bool) {
	i := slices.IndexFunc(r.Measures, func(m Measure) bool { return m.Name == name })
	if i < 0 {
		return Measure{}, false
	}
	return r.Measures[i], true
}

// Worst returns the indices in ByText of the n judged texts, or fewer, that went
// worst: the lowest nDCG first, then those with more that is right, then the
// order of ByText.
func (r *Result) Worst(n int) []int {
	var order []int
	for i := range r.ByText {
		if r.ByText[i].Gold > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &r.ByText[i], &r.ByText[j]
		return cmp.Or(cmp.Compare(a.NDCG, b.NDCG), cmp.Compare(b.Gold, a.Gold))
	})
	return order[:max(0, min(n, len(order)))]
}

// newCards judges each text, unless one can't be.
func newCards(o *Options, texts []Text) ([]*card, error) {
	cards := make([]*card, len(texts))
	for i := range texts {
		t := &texts[i]
		if err := t.check(len(texts[0].Gold)); err != nil {
			return nil, err
		}
		cards[i] = newCard(o, t)
	}
	return cards, nil
}

// measured returns the measures of the board, with their intervals.
func (b *board) measured(rows, samples int, o *Options) []Measure {
	values := make([]float64, len(b.names))
	b.values(evenly(rows), values)
	all := make([]Measure, 0, len(values))
	var distributions [][]float64
	if samples > 0 {
		distributions = b.bootstrap(rows, samples, o.Seed)
	}
	for i, v := range values {
		if b.names[i] == "ECE" && !b.calibrated {
			continue
		}
		m := Measure{b.names[i], v, v, v}
		if samples > 0 {
			b.centre(i, distributions[i], v)
			m.Low, m.High = interval(distributions[i], o.Confidence)
			m.Low, m.High = max(m.Low, 0), min(m.High, 1)
		}
		all = append(all, m)
	}
	return all
}

// count counts texts and what they have.
func (r *Result) count(cards []*card) {
	var gold, shown int
	for _, c := range cards {
		if len(c.gold) == 0 {
			r.Untagged++
			continue
		}
		r.Texts++
		gold += len(c.gold)
		shown += c.shown
		if len(c.ranked) == 0 {
			r.Unanswered++
		}
	}
	r.GoldPerText = ratio(float64(gold), float64(r.Texts))
	r.PerText = ratio(float64(shown), float64(r.Texts))
}

func (r *Result) byK(cards []*card) {
	for k := 1; k <= mostByK; k++ {
		at := AtK{K: k}
		for _, c := range cards {
			if gold := len(c.gold); gold > 0 {
				at.P += PrecisionAt(c.hits, k)
				at.R += RecallAt(c.hits, gold, k)
				at.F1 += F1At(c.hits, gold, k)
				at.NDCG += NDCGAt(c.hits, gold, k)
			}
		}
		for _, sum := range []*float64{&at.P, &at.R, &at.F1, &at.NDCG} {
			*sum = ratio(*sum, float64(r.Texts))
		}
		r.ByK = append(r.ByK, at)
	}
}

// reliability counts suggestions by their score.
func (r *Result) reliability(b *board, cards []*card) {
	r.Reliability = []Bin{}
	if !b.calibrated {
		return
	}
	sums := b.sums(evenly(len(cards)))[2*b.ratios:]
	for i := range reliabilityBins {
		n, score, right := sums[3*i], sums[3*i+1], sums[3*i+2]
		r.Reliability = append(r.Reliability, Bin{
			Low: float64(i) / reliabilityBins, High: float64(i+1) / reliabilityBins, N: int(n), Score: ratio(score, n), Right: ratio(right, n),
		})
	}
}

func (r *Result) indexers(o *Options, texts []Text, cards []*card) {
	r.Indexers = []IndexerResult{}
	if len(texts) == 0 {
		return
	}
	var pairs, n float64
	for i := range texts[0].Gold {
		x := IndexerResult{Name: fmt.Sprint(i + 1)}
		if i < len(o.Indexers) {
			x.Name = o.Indexers[i]
		}
		var concepts int
		var others, suggested, with float64
		for j := range texts {
			own := texts[j].Gold[i]
			if own == nil {
				continue
			}
			own = unique(own)
			x.Texts++
			concepts += len(own)
			suggested += Consistency(cards[j].first(len(own)), own)
			for other, set := range texts[j].Gold {
				if other != i && set != nil {
					others += Consistency(own, set)
					with++
				}
			}
		}
		x.PerText = ratio(float64(concepts), float64(x.Texts))
		x.WithSuggestions = ratio(suggested, float64(x.Texts))
		x.WithOthers = ratio(others, with)
		r.Indexers = append(r.Indexers, x)
		pairs, n = pairs+others, n+with
	}
	r.Pairs = ratio(pairs, n)
}

func (r *Result) byText(o *Options, texts []Text, cards []*card) {
	r.ByText = make([]TextResult, len(cards))
	for i, c := range cards {
		t := TextResult{ID: texts[i].ID, Gold: len(c.gold), Suggested: c.shown, Hits: hitsAt(c.hits, c.shown),
			F1: F1At(c.hits, len(c.gold), c.shown), NDCG: NDCGAt(c.hits, len(c.gold), o.K[len(o.K)-1]), Missed: []Missed{}, Wrong: []Suggestion{}}
		rank := make(map[string]int, len(c.ranked))
		for j, s := range c.ranked {
			rank[s.ID] = j + 1
			if j < c.shown && !c.hits[j] && len(t.Wrong) < mostWrong {
				t.Wrong = append(t.Wrong, s)
			}
		}
		for _, id := range c.gold {
			if n := rank[id]; n == 0 {
				t.Missed = append(t.Missed, Missed{ID: id})
			} else if n > c.shown {
				t.Missed = append(t.Missed, Missed{id, n, c.ranked[n-1].Score})
			}
		}
		r.ByText[i] = t
	}
}

func (r *Result) concepts(b *board, rows int) {
	r.Concepts = []ConceptResult{}
	b.eachConcept(evenly(rows), func(i int, gold float64, byCutoff []counts) {
		c := byCutoff[len(byCutoff)-1]
		if gold == 0 && c.suggested == 0 {
			return
		}
		r.Concepts = append(r.Concepts, ConceptResult{b.concepts[i].id, int(gold), int(c.suggested), int(c.hits),
			ratio(c.hits, c.suggested), ratio(c.hits, gold), ratio(2*c.hits, c.suggested+gold)})
	})
	slices.SortFunc(r.Concepts, func(a, b ConceptResult) int {
		return cmp.Or(cmp.Compare(b.Gold, a.Gold), cmp.Compare(a.ID, b.ID))
	})
}
