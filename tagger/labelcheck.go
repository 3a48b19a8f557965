package tagger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/vocab"
)

// The rules of CheckLabels.
const (
	ruleOtherLanguage = "vocabulary/other-language"
	ruleNoWords       = "label/no-words"
	ruleSameWords     = "label/same-words"
	ruleAcronym       = "label/acronym"
	ruleQualifier     = "label/qualifier"
	ruleSameStems     = "label/same-stems"
	ruleStopWord      = "label/stop-word"
	ruleEveryday      = "label/everyday"
)

// LabelRules returns the rules by which [Tagger.CheckLabels] names problems.
// Names are stable.
func LabelRules() []vocab.Rule {
	return []vocab.Rule{
		{Name: ruleOtherLanguage, Severity: vocab.Error, Description: "All labels are in other languages than the texts."},
		{Name: ruleNoWords, Severity: vocab.Warning, Description: "A label has no words to look for in a text: it is all stop words or signs, or too long."},
		{Name: ruleSameWords, Severity: vocab.Warning, Description: "Labels of two concepts are the same words in a text: they differ in spelling, accents or plural endings."},
		{Name: ruleAcronym, Severity: vocab.Warning, Description: "An acronym in parentheses is that of several concepts, so that a text that has it speaks for all of them."},
		{Name: ruleQualifier, Severity: vocab.Info, Description: "Labels of two concepts differ only in what stands in parentheses, which texts leave out."},
		{Name: ruleSameStems, Severity: vocab.Info, Description: "Labels of two concepts have the same stems, so a text that has another form of the words speaks for both."},
		{Name: ruleStopWord, Severity: vocab.Info, Description: "A label is a stop word, such as it or us, and is found in capitals only."},
		{Name: ruleEveryday, Severity: vocab.Warning, Description: "A label is an everyday word, which texts use without meaning the concept; info for preferred labels."},
	}
}

// A LabelProblem is a problem with a label, and how often the label, or those
// that are in each other's way, occur in an archive.
type LabelProblem struct {
	vocab.Problem
	Label   string `json:"label"`
	Places  int    `json:"places"`  // in the reports
	Reports int    `json:"reports"` // with such a place; where several labels are concerned, the most that one has
}

// A LabelCount counts the places where the labels of a vocabulary are met in
// reports: word for word, but for plural endings, and not within longer labels.
// It is safe for concurrent use.
type LabelCount struct {
	tagger *Tagger

	mu      sync.Mutex
	reports int
	forms   []formCount
}

type formCount struct{ places, reports int }

// NewLabelCount returns a count of no reports.
func (t *Tagger) NewLabelCount() *LabelCount {
	return &LabelCount{tagger: t, forms: make([]formCount, len(t.lexicon.forms))}
}

// Reports returns the number of reports that were counted.
func (c *LabelCount) Reports() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.reports
}

// Add counts the labels in a report.
func (c *LabelCount) Add(r *report.Report) {
	s := c.tagger.borrow()
	defer c.tagger.release(s)
	places := make(map[int32]int)
	for runs := range r.Prose() {
		s.tokenize(r.Text, runs, func(end int) {
			s.find()
			s.resolve()
			for i := range s.found {
				if o := &s.found[i]; o.match <= Plural && o.first < end {
					places[o.form]++
				}
			}
		})
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reports++
	for form, n := range places {
		c.forms[form].places += n
		c.forms[form].reports++
	}
}

// CheckLabels returns what is wrong with the labels, in the analyzer's language
// or none, that only one who reads texts with them can know: labels that say
// nothing, labels of different concepts that texts can't tell apart, and labels
// that texts use without meaning anything by them. [LabelRules] describes the
// rules. What [vocab.Vocabulary] reports itself, labels that are one but for
// case and the like, is left out. So is what an overlay has settled: labels of
// concepts that it omits, and labels that it says are never meant.
//
// A word is an everyday one that the background has in one text of twenty or
// more. Without a background it is one that a fifth of the counted reports has,
// if there are twenty or more.
//
// The worst come first: those that occur most in the reports that were counted;
// where none were, or count is nil, the order is that of the rules and the
// vocabulary. The time is linear in the labels.
func (t *Tagger) CheckLabels(count *LabelCount) []LabelProblem {
	c := labelChecker{Tagger: t, seen: make(map[[2]labelRef]bool)}
	if count != nil {
		count.mu.Lock()
		c.reports, c.forms = count.reports, slices.Clone(count.forms)
		count.mu.Unlock()
	}
	for _, p := range t.problems {
		if i, ok := t.vocabulary.Index(p.Concept); ok {
			if t.policy.omits(i) {
				continue
			}
			if label := t.vocabulary.At(i).Pref[0].Text; label == p.Concept && strings.Contains(label, "://") {
				continue // an ID that took the place of a label; reading has said it
			}
			p.File, p.Line = t.vocabulary.Place(i)
		}
		c.problems = append(c.problems, LabelProblem{Problem: p})
	}
	c.collisions()
	c.everyday()
	slices.SortStableFunc(c.problems, func(a, b LabelProblem) int {
		return cmp.Or(cmp.Compare(b.Places, a.Places), cmp.Compare(b.Reports, a.Reports), cmp.Compare(b.Severity, a.Severity))
	})
	return c.problems
}

// A labelChecker collects what CheckLabels finds.
type labelChecker struct {
	*Tagger
	reports  int
	forms    []formCount // nil where nothing was counted
	seen     map[[2]labelRef]bool
	problems []LabelProblem
}

// problem reports a problem with a label, whose places are those of the forms.
func (c *labelChecker) problem(rule string, severity vocab.Severity, ref labelRef, forms []int32, format string, args ...any) {
	concept := c.vocabulary.At(int(ref.concept))
	p := LabelProblem{Problem: vocab.Problem{Rule: rule, Severity: severity, Concept: concept.ID, Message: fmt.Sprintf(format, args...)}, Label: c.text(ref)}
	p.File, p.Line = c.vocabulary.Place(int(ref.concept))
	for _, f := range forms {
		if c.forms != nil {
			p.Places += c.forms[f].places
			p.Reports = max(p.Reports, c.forms[f].reports)
		}
	}
	c.problems = append(c.problems, p)
}

// text returns a label.
func (c *labelChecker) text(r labelRef) string {
	return c.label(r).Text
}

// name returns a label as messages name it: with its concept, where that is
// called otherwise.
func (c *labelChecker) name(r labelRef) string {
	concept := c.vocabulary.At(int(r.concept))
	text, label := c.text(r), concept.Label(c.analyzer.Lang())
	if text == label {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf("%q (%s label of %q)", text, r.kind, label)
}

func compareRefs(a, b labelRef) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.concept, b.concept), cmp.Compare(a.index, b.index))
}

// collisions finds labels of different concepts that are one to the tagger: by
// their words, singular and spelt in one way, or by their stems.
func (c *labelChecker) collisions() {
	forms := c.lexicon.forms[:len(c.lexicon.forms)-1]
	chained := make([]bool, len(forms))
	for i := range forms {
		if n := forms[i].next; n >= 0 {
			chained[n] = true
		}
	}
	for f := range forms {
		if chained[f] {
			continue // it comes with the first of its chain
		}
		var groups []labelGroup
		for n := int32(f); n >= 0; n = forms[n].next {
			groups = c.join(groups, n)
		}
		for i := range groups {
			c.sameWords(&groups[i])
		}
		if len(groups) > 1 {
			c.sameStems(groups)
		}
	}
}

// A labelGroup is labels that are the same words in a text.
type labelGroup struct {
	forms  []int32
	labels []labelRef
}

// join adds a form to the group with its words.
func (c *labelChecker) join(groups []labelGroup, n int32) []labelGroup {
	labels := c.meant(n)
	if len(labels) == 0 {
		return groups
	}
	words := c.lexicon.wordsOf(n)
	for i := range groups {
		if slices.EqualFunc(c.lexicon.wordsOf(groups[i].forms[0]), words, func(a, b formWord) bool { return a.singular == b.singular }) {
			groups[i].forms = append(groups[i].forms, n)
			groups[i].labels = append(groups[i].labels, labels...)
			return groups
		}
		if i == mostGroups {
			return groups
		}
	}
	return append(groups, labelGroup{[]int32{n}, slices.Clone(labels)})
}

// meant returns the labels of a form that the overlay has not settled: not those
// of concepts that it omits, nor those that are phrases in which the concept is
// not meant. It must not be modified.
func (c *labelChecker) meant(n int32) []labelRef {
	labels := c.lexicon.labelsOf(n)
	phrase, seen := c.lexicon.phraseOf(n)
	if c.policy.omitted == nil && phrase < 0 {
		return labels
	}
	return slices.DeleteFunc(slices.Clone(labels), func(r labelRef) bool {
		return c.policy.omits(int(r.concept)) || phrase >= 0 && c.lexicon.phrases.bars(phrase, seen, []labelRef{r})
	})
}

// mostGroups bounds how many words of one stem are compared with each other.
const mostGroups = 50

// sameWords reports the labels of a group that another concept has too.
func (c *labelChecker) sameWords(g *labelGroup) {
	if len(g.labels) < 2 {
		return
	}
	slices.SortFunc(g.labels, compareRefs)
	g.labels = slices.Compact(g.labels)
	if c.acronym(g) {
		return
	}
	first := g.labels[0]
	for _, r := range g.labels[1:] {
		if r.concept == first.concept || c.seen[[2]labelRef{first, r}] {
			continue
		}
		c.seen[[2]labelRef{first, r}] = true
		a, b := c.text(first), c.text(r)
		switch {
		case vocab.Fold(a) == vocab.Fold(b): // reading has said it
		case qualified(a) || qualified(b):
			c.problem(ruleQualifier, vocab.Info, r, g.forms, "%s and %s differ only in what is in parentheses, and a text may have either without", c.name(r), c.name(first))
		default:
			c.problem(ruleSameWords, vocab.Warning, r, g.forms, "%s is the same words in a text as %s", c.name(r), c.name(first))
		}
	}
}

// acronym reports a group of labels of several concepts of which one at least
// has its words as an acronym in parentheses, and whether the group is such.
func (c *labelChecker) acronym(g *labelGroup) bool {
	words := c.lexicon.wordsOf(g.forms[0])
	if len(words) != 1 {
		return false
	}
	var with, all []labelRef // the first label of each concept
	text := ""
	for _, r := range g.labels {
		if !slices.ContainsFunc(all, func(o labelRef) bool { return o.concept == r.concept }) {
			all = append(all, r)
		}
		_, inner, ok := cutParenthesis(c.text(r))
		if w := c.analyzer.Word(inner); ok && w.Acronym && c.lexicon.words.Find(w.Singular) == words[0].singular {
			text = inner
			with = append(with, r)
		}
		if len(all) == mostGroups {
			break
		}
	}
	if len(with) == 0 || len(all) < 2 {
		return false
	}
	names := ""
	for i, r := range all[:min(3, len(all))] {
		if i > 0 {
			names += ", "
		}
		names += c.name(r)
	}
	if more := len(all) - 3; more > 0 {
		names += " and others"
	}
	c.problem(ruleAcronym, vocab.Warning, with[0], g.forms, "%q in a text is taken for %s", text, names)
	return true
}

// qualified reports whether a label ends with a parenthesis.
func qualified(text string) bool {
	_, _, ok := cutParenthesis(text)
	return ok
}

// sameStems reports the groups with the same stems, if the tagger goes by them.
func (c *labelChecker) sameStems(groups []labelGroup) {
	first := &groups[0]
	for i := range groups[1:] {
		g := &groups[i+1]
		if c.lexicon.forms[g.forms[0]].stem <= commonStem {
			continue
		}
		shared := slices.ContainsFunc(g.labels, func(r labelRef) bool {
			return slices.ContainsFunc(first.labels, func(o labelRef) bool { return o.concept == r.concept })
		})
		pair := [2]labelRef{first.labels[0], g.labels[0]}
		if shared || c.seen[pair] {
			continue
		}
		c.seen[pair] = true
		c.problem(ruleSameStems, vocab.Info, g.labels[0], slices.Concat(first.forms, g.forms), "%s has the same stems as %s", c.name(g.labels[0]), c.name(first.labels[0]))
	}
}

// everyday finds labels of one word that says little.
func (c *labelChecker) everyday() {
	found := make(map[labelRef][]int32)
	for n := range int32(len(c.lexicon.forms) - 1) {
		for _, r := range c.meant(n) {
			found[r] = append(found[r], n)
		}
	}
	_, shouting := shouts(c.vocabulary, c.analyzer.Lang())
	eachLabel(c.vocabulary, c.analyzer.Lang(), func(r labelRef, text string) {
		tokens := c.analyzer.AppendTokens(nil, text)
		if len(tokens) != 1 || len(found[r]) == 0 {
			return
		}
		w := tokens[0].Word
		switch {
		case w.Stop:
			c.problem(ruleStopWord, vocab.Info, r, found[r], "%s is a stop word; a text has it only where it is in capitals", c.name(r))
			return
		case w.Acronym && !shouting:
			return // met only by capitals
		}
		severity := vocab.Warning
		if r.kind == vocab.Preferred {
			severity = vocab.Info
		}
		if why := c.common(w.Singular, found[r]); why != "" {
			c.problem(ruleEveryday, severity, r, found[r], "%s is an everyday word: %s", c.name(r), why)
		}
	})
}

// common says why a word is an everyday one, "" if it is none.
func (c *labelChecker) common(singular string, forms []int32) (why string) {
	if b := c.options.Background; b != nil {
		if b.IDF(singular) >= everyday {
			return ""
		}
		return fmt.Sprintf("%.0f %% of texts have it", 100*float64(b.DF(singular))/float64(max(b.Docs(), 1)))
	}
	for _, f := range forms {
		if c.reports >= enoughReports && c.forms[f].reports*commonPart >= c.reports {
			return "a fifth of the reports or more have it" // no number: it would differ from archive to archive
		}
	}
	return ""
}

// What tells an everyday word without a background.
const (
	enoughReports = 20
	commonPart    = 5
)
