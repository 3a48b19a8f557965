package main

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/catchword/catchword/eval"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// An evaluation is what was read to judge suggestions.
type evaluation struct {
	options  eval.Options
	tagger   *tagger.Tagger                     // nil: tags and predictions are taken as they are
	suggest  func(*report.Report) tagger.Result // nil: suggestions come from elsewhere
	other    *tagger.Tagger                     // nil: what to compare with, if anything, is read
	keep     bool                               // the reports, to learn from
	indexers []indexer                          // none: the tags are what is right

	byReport map[*report.Report]int // indices of texts, where reports are kept

	learnt  []eval.Learnt // nil unless a learning curve is wanted
	texts   []judged
	answers [][]eval.Suggestion // to judge, by text
	others  [][]eval.Suggestion // to compare with; nil: nothing

	seen, otherSeen int                // texts that the model was trained on, and the one to compare with
	untagged, whole int                // texts that are left out
	left            map[string]leftTag // tags that are left out
}

// A leftTag is a tag that means no concept, or no single one, and is left out.
type leftTag struct {
	texts   int      // that have it
	several []string // concepts that it may mean; nil if it is not in the vocabulary
}

// judged is what is kept of a report.
type judged struct {
	id, title   string
	gold        [][]string
	whole       bool // the tags are nearly the whole vocabulary
	seen        bool // the model was trained on the text
	otherSeen   bool // and so was the one to compare with
	left        map[string]leftTag
	suggestions []eval.Suggestion
	others      []eval.Suggestion
	places      map[string]excerpt // by concept: where the text speaks of it
	report      *report.Report     // nil unless reports are kept
}

// Where tags are nearly the whole vocabulary, they say nothing: these are the
// bounds of the rule tags/whole-vocabulary.
const (
	wholeShare = 0.6
	wholeLeast = 20
)

// What is kept of the evidence: that of the first suggestions and of what is
// right, in an excerpt of some length.
const (
	shownPlaces  = 10
	shownColumns = 160
)

// judge returns what is right for a report, and what is suggested for it.
// Several run at once.
func (e *evaluation) judge(r *report.Report) judged {
	j := judged{id: r.ID, title: r.Meta.Title}
	if e.keep {
		j.report = r
	}
	if len(e.indexers) > 0 {
		for _, x := range e.indexers {
			set, ok := x.sets[stemOf(r.ID)]
			if !ok {
				j.gold = append(j.gold, nil)
				continue
			}
			j.gold = append(j.gold, j.resolve(e, set))
		}
	} else {
		j.gold = [][]string{j.tagged(e, r)}
	}
	right := eval.Agreed(j.gold, e.options.Agree)
	j.whole = e.tagger != nil && len(right) >= wholeLeast && float64(len(right)) >= wholeShare*float64(e.tagger.Vocabulary().Len())
	if len(right) == 0 || j.whole {
		return j
	}
	if e.suggest != nil {
		j.answer(r, e.suggest(r), right)
		j.seen = e.tagger.LearnedFrom(r)
	}
	if e.other != nil {
		j.others, j.otherSeen = e.compared(e.other.SuggestReport(r)), e.other.LearnedFrom(r)
	}
	return j
}

// tagged returns the concepts that the tags of a report mean or, if it has none that
// mean any, those of its sections: what train learns.
func (j *judged) tagged(e *evaluation, r *report.Report) []string {
	set := j.resolve(e, r.Tags)
	if len(set) > 0 {
		return set
	}
	for i := range r.Sections {
		set = append(set, j.resolve(e, r.Sections[i].Tags)...)
	}
	return set
}

// resolve returns the concepts that tags mean, and notes the tags that mean no
// single one: these are left out, as train does.
func (j *judged) resolve(e *evaluation, tags []report.Tag) []string {
	set := []string{}
	for _, tag := range tags {
		id, several := e.resolve(tag)
		if id != "" {
			set = append(set, id)
			continue
		}
		if j.left == nil {
			j.left = make(map[string]leftTag)
		}
		j.left[tag.Label] = leftTag{1, several}
	}
	return set
}

// resolve returns the ID of the concept that a tag means: of the successor, if
// it is deprecated. It is "" if the tag means none, or several, which it returns.
func (e *evaluation) resolve(tag report.Tag) (id string, several []string) {
	if e.tagger == nil {
		return cmp.Or(tag.ID, tag.Label), nil
	}
	r := e.tagger.ResolveTag(tag)
	v := e.tagger.Vocabulary()
	for _, n := range r.Candidates {
		several = append(several, v.ID(n))
	}
	n := r.Concept
	if r.Status == tagger.Deprecated && r.Replacement >= 0 {
		n = r.Replacement
	}
	if n >= 0 {
		id = v.ID(n)
	}
	return id, several
}

// label returns what to call a concept.
func (e *evaluation) label(id string) string {
	if e.tagger != nil {
		if c, ok := e.tagger.Vocabulary().ByID(id); ok {
			return c.Label(e.tagger.Analyzer().Lang())
		}
	}
	return id
}

// answer keeps the suggestions for a report, and the places that speak for the
// first of them and for what is right.
func (j *judged) answer(r *report.Report, result tagger.Result, right []string) {
	j.suggestions = make([]eval.Suggestion, len(result.Suggestions))
	j.places = make(map[string]excerpt)
	for i, s := range result.Suggestions {
		j.suggestions[i] = eval.Suggestion{ID: s.ID, Score: s.Score}
		if _, ok := slices.BinarySearch(right, s.ID); (ok || i < shownPlaces) && len(s.Evidence) > 0 {
			j.places[s.ID] = newExcerpt(r, bestEvidence(r, s.Evidence)).fit(shownColumns)
		}
	}
}

// compared returns the suggestions of a model, whose vocabulary may be another,
// with the concepts that they mean here.
func (e *evaluation) compared(result tagger.Result) []eval.Suggestion {
	out := make([]eval.Suggestion, len(result.Suggestions))
	for i, s := range result.Suggestions {
		out[i] = eval.Suggestion{ID: s.ID, Score: s.Score}
		if e.tagger == nil {
			continue
		}
		if _, ok := e.tagger.Vocabulary().Index(s.ID); !ok {
			if id, _ := e.resolve(report.Tag{ID: s.ID, Label: s.Label}); id != "" {
				out[i].ID = id
			}
		}
	}
	return out
}

// add keeps a report, if there is something to judge it by.
func (e *evaluation) add(_ *report.Report, j judged) error {
	if e.left == nil {
		e.left = make(map[string]leftTag)
	}
	for tag, l := range j.left {
		l.texts += e.left[tag].texts
		e.left[tag] = l
	}
	switch {
	case j.whole:
		e.whole++
	case len(eval.Agreed(j.gold, e.options.Agree)) == 0:
		e.untagged++
	default:
		e.texts = append(e.texts, j)
		e.answers = append(e.answers, j.suggestions)
		if e.other != nil {
			e.others = append(e.others, j.others)
		}
		if j.seen {
			e.seen++
		}
		if j.otherSeen {
			e.otherSeen++
		}
	}
	return nil
}

// leftOut says what of the corpus is not judged; "" if all is.
func (e *evaluation) leftOut() string {
	var parts []string
	if e.untagged > 0 {
		parts = append(parts, plural(e.untagged, "report")+" without a tag to judge by")
	}
	if e.whole > 0 {
		parts = append(parts, plural(e.whole, "report")+" with nearly the whole vocabulary as tags")
	}
	unknown, ambiguous := e.leftTags()
	if len(unknown) > 0 {
		parts = append(parts, plural(len(unknown), "tag")+" not in the vocabulary "+fewTags(unknown))
	}
	if len(ambiguous) > 0 {
		parts = append(parts, plural(len(ambiguous), "tag")+" that may mean several concepts "+fewTags(ambiguous))
	}
	if len(parts) == 0 {
		return ""
	}
	return "left out: " + strings.Join(parts, "; ")
}

// leftTags returns the tags that are left out, the most frequent first: those that
// aren't in the vocabulary, and those that may mean several concepts.
func (e *evaluation) leftTags() (unknown, ambiguous []string) {
	for tag, l := range e.left {
		if l.several == nil {
			unknown = append(unknown, tag)
		} else {
			ambiguous = append(ambiguous, tag)
		}
	}
	for _, tags := range [][]string{unknown, ambiguous} {
		slices.SortFunc(tags, func(a, b string) int {
			return cmp.Or(cmp.Compare(e.left[b].texts, e.left[a].texts), cmp.Compare(a, b))
		})
	}
	return unknown, ambiguous
}

// fewTags names the first tags, in parentheses.
func fewTags(tags []string) string {
	const few = 3
	text := strings.Join(tags[:min(few, len(tags))], ", ")
	if len(tags) > few {
		text += ", …"
	}
	return "(" + printable(text) + ")"
}

// predictions reads what another system suggests for each text, by its ID or, if
// no other text has it, by its name without folder and extension.
func (e *evaluation) predictions(std stdio, file string) ([][]eval.Suggestion, error) {
	all, err := eval.OpenPredictions(file)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]int, len(all))
	for i, p := range all {
		byID[p.ID] = i
	}
	stems := make(map[string]int) // how many texts have the name
	for i := range e.texts {
		stems[stemOf(e.texts[i].id)]++
	}
	meant := make(map[string]string) // IDs of concepts, as some are looked for a while
	var ambiguous []string
	used := make(map[int]bool)
	out := make([][]eval.Suggestion, len(e.texts))
	missing := 0
	for i := range e.texts {
		n, ok := byID[e.texts[i].id]
		if stem := stemOf(e.texts[i].id); !ok && stems[stem] == 1 {
			n, ok = byID[stem]
		}
		if !ok {
			missing++
			continue
		}
		used[n] = true
		out[i] = make([]eval.Suggestion, len(all[n].Suggestions))
		for j, s := range all[n].Suggestions {
			id, ok := meant[s.ID]
			if !ok {
				var several []string
				if id, several = e.resolve(report.Tag{Label: s.ID}); several != nil {
					ambiguous = append(ambiguous, s.ID)
				}
				id = cmp.Or(id, s.ID)
				meant[s.ID] = id
			}
			out[i][j] = eval.Suggestion{ID: id, Score: s.Score}
		}
	}
	if len(ambiguous) > 0 {
		fmt.Fprintf(std.err, "%s: %s that may mean several concepts, and can't be right %s\n", printable(file), plural(len(ambiguous), "suggestion"), fewTags(ambiguous))
	}
	if missing > 0 {
		fmt.Fprintf(std.err, "%s: nothing about %s, which counts as no suggestions\n", printable(file), plural(missing, "tagged report"))
	}
	if more := len(all) - len(used); more > 0 {
		fmt.Fprintf(std.err, "%s: %s about no tagged report\n", printable(file), plural(more, "prediction"))
	}
	return out, nil
}

// stemOf returns the name of a file without folder and extension.
func stemOf(id string) string {
	name := path.Base(id)
	return strings.TrimSuffix(name, path.Ext(name))
}

// broaderIn returns what is right above each concept; nil for a vocabulary where
// nothing is above anything.
func broaderIn(v *vocab.Vocabulary) func(id string) []string {
	flat := true
	for i := 0; i < v.Len() && flat; i++ {
		for range v.Relations(i, vocab.Broader) {
			flat = false
		}
	}
	if flat {
		return nil
	}
	return func(id string) []string {
		i, ok := v.Index(id)
		if !ok {
			return nil
		}
		var ids []string
		for j := range v.Relations(i, vocab.Broader) {
			ids = append(ids, v.ID(j))
		}
		return ids
	}
}

// An indexer is one of those who indexed the same texts.
type indexer struct {
	name string
	sets map[string][]report.Tag // by the name of the text without extension
}

// indexers returns those that the flags name, or that the one folder of the
// corpus has beside its documents, which then take the place of the folder.
func (c *evaluateCommand) indexers(common *common) ([]indexer, error) {
	folders := c.Indexer
	if len(folders) == 0 && len(c.Paths) == 1 && isFolder(filepath.Join(c.Paths[0], "documents")) && isFolder(filepath.Join(c.Paths[0], "indexers")) {
		entries, err := os.ReadDir(filepath.Join(c.Paths[0], "indexers"))
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
				folders = append(folders, filepath.Join(c.Paths[0], "indexers", entry.Name()))
			}
		}
		common.Paths = []string{filepath.Join(c.Paths[0], "documents")}
	}
	var all []indexer
	for _, folder := range folders {
		x, err := newIndexer(folder)
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// newIndexer reads the files of one indexer.
func newIndexer(folder string) (indexer, error) {
	x := indexer{filepath.Base(folder), make(map[string][]report.Tag)}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return x, err
	}
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) != ".key" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return x, err
		}
		tags := []report.Tag{}
		for line := range strings.Lines(strings.TrimPrefix(strings.ToValidUTF8(string(data), "\uFFFD"), "\uFEFF")) {
			if label := strings.TrimSpace(line); label != "" {
				tags = append(tags, report.Tag{Label: label})
			}
		}
		x.sets[stemOf(entry.Name())] = tags
	}
	if len(x.sets) == 0 {
		return x, fmt.Errorf("%s: no .key files in this folder", folder)
	}
	return x, nil
}
