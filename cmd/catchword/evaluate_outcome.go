package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/catchword/catchword/cmd/catchword/evalpage"
	"github.com/catchword/catchword/eval"
)

// An evaluationOutcome is what evaluate prints in JSON.
type evaluationOutcome struct {
	*eval.Result
	Seen          int               `json:"seen"`      // texts that the model was trained on
	OtherSeen     int               `json:"otherSeen"` // that the model to compare with was trained on
	Comparison    *eval.Comparison  `json:"comparison"`
	Worst         []worstText       `json:"worst"`
	Labels        map[string]string `json:"labels"`      // of the concepts that are named, where they aren't the ID
	UnknownTags   []unknownTag      `json:"unknownTags"` // the most frequent first
	AmbiguousTags []ambiguousTag    `json:"ambiguousTags"`
	Learning      []learntFrom      `json:"learning"` // the learning curve, if one was wanted
	cut           []string          // warnings of lists that were cut short before they are compared
}

// learntFrom has the figures of a model that was trained on so many texts.
type learntFrom struct {
	Texts    int            `json:"texts"`
	Measures []eval.Measure `json:"measures"`
}

// A worstText is a text for which suggestions are far from what is right.
type worstText struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	NDCG   float64 `json:"ndcg"`
	Missed []found `json:"missed"`
	Wrong  []found `json:"wrong"`
}

// A found keyword is one that was missed, or wrongly suggested.
type found struct {
	ID    string  `json:"id"`
	Label string  `json:"label"`
	Rank  int     `json:"rank"` // 0 if it is not suggested at all
	Score float64 `json:"score"`
	// The sentence of the place that speaks for it; empty if there is none.
	Before string `json:"before"`
	Match  string `json:"match"`
	After  string `json:"after"`
}

type unknownTag struct {
	Tag   string `json:"tag"`
	Texts int    `json:"texts"`
}

// An ambiguousTag is one that may mean several concepts.
type ambiguousTag struct {
	unknownTag
	Concepts []string `json:"concepts"` // their IDs
}

// mostWorst is the number of worst texts that JSON has.
const mostWorst = 100

// outcome judges what was read.
func (e *evaluation) outcome() (*evaluationOutcome, error) {
	texts := e.evalTexts()
	o := &evaluationOutcome{Seen: e.seen, OtherSeen: e.otherSeen, Worst: []worstText{}, Labels: make(map[string]string), UnknownTags: []unknownTag{}, AmbiguousTags: []ambiguousTag{}, Learning: []learntFrom{}}
	var err error
	if o.Result, err = eval.Evaluate(texts, e.options); err != nil {
		return nil, err
	}
	o.Untagged += e.untagged + e.whole
	if e.others != nil {
		if o.Comparison, err = eval.Compare(texts, e.others, e.options); err != nil {
			return nil, err
		}
		o.cut = e.cutShort()
	}
	for _, l := range e.learnt {
		o.Learning = append(o.Learning, learntFrom{l.Texts, l.Result.Measures})
	}
	for _, i := range o.Result.Worst(mostWorst) {
		if r := &o.ByText[i]; len(r.Missed)+len(r.Wrong) > 0 {
			o.Worst = append(o.Worst, e.worst(i, r))
		}
	}
	unknown, ambiguous := e.leftTags()
	for _, tag := range unknown {
		o.UnknownTags = append(o.UnknownTags, unknownTag{tag, e.left[tag].texts})
	}
	for _, tag := range ambiguous {
		o.AmbiguousTags = append(o.AmbiguousTags, ambiguousTag{unknownTag{tag, e.left[tag].texts}, e.left[tag].several})
	}
	o.name(e)
	return o, nil
}

// name finds the labels of all concepts that the result names.
func (o *evaluationOutcome) name(e *evaluation) {
	add := func(id string) {
		if label := e.label(id); label != id {
			o.Labels[id] = label
		}
	}
	for _, c := range o.Concepts {
		add(c.ID)
	}
	for _, a := range o.AmbiguousTags {
		for _, id := range a.Concepts {
			add(id)
		}
	}
	for i := range o.ByText {
		for _, m := range o.ByText[i].Missed {
			add(m.ID)
		}
		for _, s := range o.ByText[i].Wrong {
			add(s.ID)
		}
	}
}

// worst tells what went wrong with the text i.
func (e *evaluation) worst(i int, r *eval.TextResult) worstText {
	j := &e.texts[i]
	w := worstText{ID: r.ID, Title: j.title, NDCG: r.NDCG, Missed: []found{}, Wrong: []found{}}
	place := func(id string, rank int, score float64) found {
		x := j.places[id]
		return found{id, e.label(id), rank, score, x.before, x.match, x.after}
	}
	for _, m := range r.Missed {
		w.Missed = append(w.Missed, place(m.ID, m.Rank, m.Score))
	}
	ranks := make(map[string]int)
	for rank, s := range eval.Rank(e.answers[i]) {
		ranks[s.ID] = rank + 1
	}
	for _, s := range r.Wrong {
		w.Wrong = append(w.Wrong, place(s.ID, ranks[s.ID], s.Score))
	}
	return w
}

// label returns what to call a concept.
func (o *evaluationOutcome) label(id string) string {
	if label := o.Labels[id]; label != "" {
		return label
	}
	return id
}

// summary says in a line what was judged.
func (o *evaluationOutcome) summary() string {
	return fmt.Sprintf("%s with %.1f keywords each; %.1f suggested each, from a score of %.4g on", plural(o.Texts, "text"), o.GoldPerText, o.PerText, o.Threshold)
}

// warnings says why the figures are no measure, if they aren't.
func (o *evaluationOutcome) warnings() []string {
	var all []string
	add := func(model string, seen int) {
		switch {
		case seen == 0:
		case seen == o.Texts:
			all = append(all, fmt.Sprintf("%s was trained on the very texts that it is judged by, so its figures are no measure of how good it is: other texts are, or --cv", model))
		default:
			all = append(all, fmt.Sprintf("%s was trained on %d of the %d texts that it is judged by, so its figures are too good: other texts are a measure, or --cv", model, seen, o.Texts))
		}
	}
	add("the model", o.Seen)
	add("the model of --compare", o.OtherSeen)
	return append(all, o.cut...)
}

// cutShort says of which of two systems that are compared the lists seem to have
// been cut short in their file, where the other's go on.
func (e *evaluation) cutShort() []string {
	var all []string
	say := func(flag string, lists, others [][]eval.Suggestion) {
		if ends := endsOf(lists, others); ends != "" {
			all = append(all, fmt.Sprintf("the lists of %s end %s, and the others go on: for that alone, what counts whole lists differs, such as MAP, and F1 of more keywords than some have; catchword suggest --threshold 0 --limit 0 writes them whole", flag, ends))
		}
	}
	if e.suggest == nil && !e.keep {
		say("--predictions", e.answers, e.others)
	}
	if e.other == nil {
		say("--compare", e.others, e.answers)
	}
	return all
}

// leastEnd is the lowest score that may be a threshold at which lists end: those
// that don't end at one go on below.
const leastEnd = 0.05

// endsOf says where lists seem to have been cut: at a length that several have
// and none exceeds, or at a score below which there is none, where others, of
// probabilities too, go on in as many texts as not. It is "" if they are whole.
func endsOf(lists, others [][]eval.Suggestion) string {
	longest, full, beyond := 0, 0, 0
	lowest, below := 1.0, 0
	for i, list := range lists {
		if len(list) > longest {
			longest, full, beyond = len(list), 0, 0
		}
		if len(list) > 0 && len(list) == longest {
			full++
			if len(others[i]) > longest {
				beyond++
			}
		}
		for _, s := range list {
			lowest = min(lowest, s.Score)
		}
	}
	for _, list := range others {
		if slices.ContainsFunc(list, func(s eval.Suggestion) bool { return s.Score >= 0 && s.Score < lowest }) {
			below++
		}
	}
	switch limited, floored := full > 1 && beyond > 0, lowest >= leastEnd && 2*below >= len(others); {
	case longest == 0:
		return ""
	case limited && floored:
		return fmt.Sprintf("after %s and at a score of %.2g", plural(longest, "keyword"), lowest)
	case limited:
		return fmt.Sprintf("after %s", plural(longest, "keyword"))
	case floored:
		return fmt.Sprintf("at a score of %.2g", lowest)
	}
	return ""
}

// tables returns the figures as they are shown.
func (o *evaluationOutcome) tables() []evalpage.Table {
	t := []evalpage.Table{o.asSets(), o.order()}
	if table, ok := o.consistencies(); ok {
		t = append(t, table)
	}
	if o.Comparison != nil {
		t = append(t, o.comparison())
	}
	if len(o.Learning) > 0 {
		t = append(t, o.learning())
	}
	return t
}

// learning is the table of the learning curve.
func (o *evaluationOutcome) learning() evalpage.Table {
	k := o.K[len(o.K)/2]
	names := []string{fmt.Sprintf("F1@%d", k), fmt.Sprintf("nDCG@%d", k), "MAP"}
	t := evalpage.Table{Caption: "What more texts to learn from give", Head: append([]string{"texts"}, names...)}
	for _, l := range o.Learning {
		row := []evalpage.Cell{{Text: strconv.Itoa(l.Texts)}}
		for _, name := range names {
			cell := evalpage.Cell{}
			for _, m := range l.Measures {
				if m.Name == name {
					cell.Text = fmt.Sprintf("%.4f", m.Value)
				}
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// cell returns a measure with its interval.
func (o *evaluationOutcome) cell(name string) evalpage.Cell {
	m, ok := o.Measure(name)
	if !ok {
		return evalpage.Cell{}
	}
	c := evalpage.Cell{Text: fmt.Sprintf("%.4f", m.Value)}
	if o.Samples > 0 {
		c.Note = fmt.Sprintf("%.3f–%.3f", m.Low, m.High)
	}
	return c
}

// asSets is the table of precision, recall and F1.
func (o *evaluationOutcome) asSets() evalpage.Table {
	t := evalpage.Table{Caption: "Suggestions as a set", Head: []string{"", "precision", "recall", "F1"},
		Note: "The precision of the first few divides by so many, also where fewer were suggested; F1 goes by those that were, and may be above both."}
	add := func(label, kind, suffix string) {
		if _, ok := o.Measure(kind + "F1" + suffix); !ok {
			return
		}
		t.Rows = append(t.Rows, []evalpage.Cell{{Text: label}, o.cell(kind + "P" + suffix), o.cell(kind + "R" + suffix), o.cell(kind + "F1" + suffix)})
	}
	from := fmt.Sprintf("from %.4g on", o.Threshold)
	for _, k := range o.K {
		add(first(k), "", fmt.Sprintf("@%d", k))
	}
	add(from, "", "")
	add(from+", together", "micro ", "")
	add(from+", by keyword", "concept ", "")
	add(from+", hierarchical", "hierarchical ", "")
	return t
}

func first(k int) string {
	if k == 1 {
		return "the first"
	}
	return fmt.Sprintf("the first %d", k)
}

// order is the table of all else.
func (o *evaluationOutcome) order() evalpage.Table {
	t := evalpage.Table{Caption: "Their order, and other figures", Head: []string{"", "", ""}}
	add := func(name, says string) {
		if c := o.cell(name); c.Text != "" {
			t.Rows = append(t.Rows, []evalpage.Cell{{Text: name}, c, {Text: says}})
		}
	}
	for _, k := range o.K {
		add(fmt.Sprintf("nDCG@%d", k), "right ones on top, "+first(k))
	}
	add("MAP", "mean average precision")
	add("R-precision", "precision of as many as are right")
	add("R@all", "recall, whatever the score")
	add("coverage", "texts with a suggestion")
	add("concept coverage", "keywords found somewhere, of those in use")
	add("ECE", "expected calibration error: 0 is best")
	return t
}

// consistencies is the table of indexers, or where there is one only, one row.
func (o *evaluationOutcome) consistencies() (evalpage.Table, bool) {
	t := evalpage.Table{Caption: "Consistency, 2C/(A+B)", Head: []string{"", "with suggestions", "with each other", "texts", "keywords"}}
	add := func(name string, own evalpage.Cell, others float64, texts, keywords string) {
		t.Rows = append(t.Rows, []evalpage.Cell{{Text: name}, own, {Text: fmt.Sprintf("%.4f", others)}, {Text: texts}, {Text: keywords}})
	}
	if len(o.Indexers) < 2 {
		return t, false
	}
	for _, x := range o.Indexers {
		add(x.Name, evalpage.Cell{Text: fmt.Sprintf("%.4f", x.WithSuggestions)}, x.WithOthers, fmt.Sprint(x.Texts), fmt.Sprintf("%.1f", x.PerText))
	}
	add("all", o.cell("consistency"), o.Pairs, "", "")
	for _, k := range o.K {
		name := fmt.Sprintf("consistency@%d", k)
		t.Rows = append(t.Rows, []evalpage.Cell{{Text: first(k)}, o.cell(name), {}, {}, {}})
	}
	return t, true
}

// comparison is the table of differences from another system.
func (o *evaluationOutcome) comparison() evalpage.Table {
	t := evalpage.Table{Caption: "Compared with the other suggestions", Head: []string{"", "these", "those", "difference", "p (bootstrap)", "p (swapped)"}}
	names := []string{}
	for _, k := range o.K {
		names = append(names, fmt.Sprintf("P@%d", k), fmt.Sprintf("F1@%d", k), fmt.Sprintf("nDCG@%d", k))
	}
	for _, name := range append(names, "MAP", "F1", "micro F1", "concept F1", "consistency") {
		d, ok := o.Comparison.Difference(name)
		if !ok {
			continue
		}
		if name == "F1" || name == "micro F1" || name == "concept F1" {
			name += fmt.Sprintf(" from %.4g on", o.Threshold)
		}
		delta := evalpage.Cell{Text: fmt.Sprintf("%+.4f", d.Delta)}
		if o.Comparison.Samples > 0 {
			delta.Note = fmt.Sprintf("%+.3f to %+.3f", d.Low, d.High)
		}
		t.Rows = append(t.Rows, []evalpage.Cell{{Text: name}, {Text: fmt.Sprintf("%.4f", d.Value)}, {Text: fmt.Sprintf("%.4f", d.Other)}, delta,
			{Text: fmt.Sprintf("%.3f", d.Bootstrap)}, {Text: fmt.Sprintf("%.3f", d.Randomization)}})
	}
	return t
}

// worstConcepts returns those with most that is missed or wrong.
func (o *evaluationOutcome) worstConcepts(n int) []eval.ConceptResult {
	errors := func(c eval.ConceptResult) int { return c.Gold + c.Suggested - 2*c.Hits }
	all := slices.DeleteFunc(slices.Clone(o.Concepts), func(c eval.ConceptResult) bool { return errors(c) == 0 })
	slices.SortStableFunc(all, func(a, b eval.ConceptResult) int { return cmp.Compare(errors(b), errors(a)) })
	return all[:min(n, len(all))]
}

// page returns what the page shows, with so many worst texts.
func (o *evaluationOutcome) page(worst int) *evalpage.Page {
	p := &evalpage.Page{Summary: o.summary(), Warnings: o.warnings(), Result: o.Result, Tables: o.tables(), Program: "catchword " + version()}
	for _, w := range o.Worst[:min(worst, len(o.Worst))] {
		p.Worst = append(p.Worst, evalpage.Text{ID: w.ID, Title: w.Title, NDCG: w.NDCG, Missed: keywords(w.Missed), Wrong: keywords(w.Wrong), Unmet: unmet(w.Missed)})
	}
	for _, c := range o.Concepts {
		p.Concepts = append(p.Concepts, evalpage.Concept{Label: o.label(c.ID), ConceptResult: c})
	}
	return p
}

// keywords returns those that have a rank.
func keywords(all []found) []evalpage.Keyword {
	var out []evalpage.Keyword
	for _, f := range all {
		if f.Rank > 0 {
			out = append(out, evalpage.Keyword{Label: f.Label, Rank: f.Rank, Score: f.Score, Before: f.Before, Match: f.Match, After: f.After})
		}
	}
	return out
}

// unmet returns the labels of those that have none.
func unmet(all []found) []string {
	var labels []string
	for _, f := range all {
		if f.Rank == 0 {
			labels = append(labels, f.Label)
		}
	}
	return labels
}
