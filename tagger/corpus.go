package tagger

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/catchword/catchword/internal/similar"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/vocab"
)

// An Example is a report to learn from.
type Example struct {
	Report *report.Report
	// Concepts are the indices in the vocabulary of the concepts that the
	// report's tags mean, ascending, each once; those of its sections' tags, if it
	// has no others.
	Concepts []int32
	// Sections has the same for each section, by its own tags, as far as it has
	// any; nil if no section has. What is tagged apart is a further example.
	Sections [][]int32
}

// CorpusOptions say how a corpus is inspected. The zero value is the documented
// default.
type CorpusOptions struct {
	// Whole makes examples of the texts that carry nearly the whole vocabulary
	// too. By default, they are left out.
	Whole bool
	// Few is the number of examples below which a concept has too few. By
	// default, five.
	Few int
	// Similarity is how similar texts are near-duplicates, as the share of the
	// runs of four words that they have in common of those of both. By default,
	// 0.8.
	Similarity float64
}

// What Inspect goes by.
const (
	leastGuessed  = 50   // words from which on a text's language is told
	leastOwn      = 0.08 // the share of stop words that running text has in its own language
	leastOther    = 0.2  // the share of another's that tells that one, if twice as many as its own
	mostNearest   = 2000 // unknown subjects of which the nearest label is looked for
	namedConcepts = 3    // concepts that a finding about many names
)

// A Corpus is what Inspect found.
type Corpus struct {
	Texts     int `json:"texts"`     // read
	Examples  int `json:"examples"`  // of them, given to learn from
	Sections  int `json:"sections"`  // of the examples, that have tags of their own
	Tags      int `json:"tags"`      // of all texts
	Resolved  int `json:"resolved"`  // tags that mean one concept, or a replaced one
	Unknown   int `json:"unknown"`   // tags that mean none
	Ambiguous int `json:"ambiguous"` // tags that may mean several
	Concepts  int `json:"concepts"`  // concepts with an example

	// Findings are in the order of the texts and, of one, of the rules and lines;
	// those about the corpus as a whole come last.
	Findings []Finding `json:"findings"`

	// Counts holds the number of examples of each concept of the vocabulary.
	Counts []int32 `json:"-"`
	// Groups holds for each example the number of the first that is nearly the
	// same, its own if there is none before. Examples of one group don't belong on
	// both sides of an evaluation.
	Groups []int32 `json:"-"`
}

// A Finding is something that whoever learns from a corpus should know of it.
type Finding struct {
	Rule     Rule           `json:"rule"`
	Severity vocab.Severity `json:"severity"`
	Path     string         `json:"path"`   // "" where it is about the whole corpus
	Line     int            `json:"line"`   // from 1; 0 where there is none
	Report   string         `json:"report"` // ID of the report, "" if there is none
	Tag      string         `json:"tag"`    // "" where it is about no tag
	Count    int            `json:"count"`  // how many times it was found: for a tag, its first place is named
	Message  string         `json:"message"`

	turn int // of the text that it is about, among what was read
}

// String returns the finding as compilers print theirs: file:line: severity:
// message [rule].
func (f Finding) String() string {
	place := ""
	if f.Path != "" {
		place = f.Path + ": "
		if f.Line > 0 {
			place = fmt.Sprintf("%s:%d: ", f.Path, f.Line)
		}
	}
	return fmt.Sprintf("%s%s: %s [%s]", place, f.Severity, f.Message, f.Rule)
}

// Inspect reads a corpus, such as [report.Reader.Reports] yields, calls each with
// every text that can be learned from, in their order, and returns what is wrong
// with the corpus, or may be. A report that can't be read is a finding, and the
// others go on. An error of each ends the inspection and is returned.
//
// It keeps some kilobyte of each text, and takes time near linear in the texts
// and their tags. The nearest label is looked for of the first 2,000 unknown
// subjects.
func (t *Tagger) Inspect(reports iter.Seq2[*report.Report, error], o CorpusOptions, each func(Example) error) (*Corpus, error) {
	in := inspection{scratch: t.borrow(), options: o, byTag: make(map[tagFound]int)}
	defer t.release(in.scratch)
	if in.options.Few == 0 {
		in.options.Few = 5
	}
	if in.options.Similarity == 0 {
		in.options.Similarity = 0.8
	}
	in.Counts = make([]int32, t.vocabulary.Len())
	for l := range t.looks(reports) {
		in.turn++
		if l.err != nil {
			in.unread(l.err)
			continue
		}
		if err := in.text(l, each); err != nil {
			return nil, err
		}
	}
	in.duplicates()
	in.turn++
	in.whole()
	in.sort()
	return &in.Corpus, nil
}

// An inspection is an Inspect under way.
type inspection struct {
	*scratch
	Corpus
	options  CorpusOptions
	byTag    map[tagFound]int // indices of findings
	turn     int              // of what is being read, from 1
	nearest  int              // labels looked for
	index    similar.Index
	texts    []textAt // as in the index
	examples []int    // by example: its text
}

// A tagFound is a finding about a tag, wherever it is.
type tagFound struct {
	rule Rule
	tag  string
}

// A textAt is where a text is from.
type textAt struct {
	path, id   string
	line, turn int
}

// String returns the place that leads a reader to the text.
func (t textAt) String() string {
	if t.line > 1 {
		return fmt.Sprintf("%s:%d", t.path, t.line)
	}
	return t.path
}

func (in *inspection) found(f Finding, format string, args ...any) {
	f.Severity, f.Count, f.Message = f.Rule.Severity(), max(f.Count, 1), fmt.Sprintf(format, args...)
	f.turn = cmp.Or(f.turn, in.turn)
	in.Findings = append(in.Findings, f)
}

// unread notes a report that can't be read.
func (in *inspection) unread(err error) {
	f := Finding{Rule: RuleTextUnread}
	if errors.Is(err, report.ErrNoText) {
		f.Rule = RuleTextMissing
	}
	var inFile *report.FileError
	var inPath *fs.PathError
	reason := err
	if errors.As(err, &inFile) {
		f.Path, f.Line, reason = inFile.Path, inFile.Line, inFile.Err
	} else if errors.As(err, &inPath) {
		f.Path, reason = inPath.Path, inPath.Err
	}
	in.found(f, "%v", reason)
}

// text inspects one text.
func (in *inspection) text(l *look, each func(Example) error) error {
	r := l.report
	in.Texts++
	at := textAt{r.Path, r.ID, r.Line, in.turn}
	about := func(rule Rule) Finding { return Finding{Rule: rule, Path: at.path, Line: at.line, Report: at.id} }
	in.index.Add(l.sketch)
	in.texts = append(in.texts, at)
	concepts, sections := in.subjects(r)
	switch {
	case l.words == 0:
		in.found(about(RuleTextEmpty), "the text has no words")
	case len(concepts) == 0:
		in.found(about(RuleTextUntagged), "%s", untagged(r))
	case in.nearlyAll(len(concepts)) && !in.options.Whole:
		in.found(about(RuleTextWhole), "its subjects are %d of the vocabulary's %d concepts: they say nothing about the text, and nothing is learned from it", len(concepts), in.vocabulary.Len())
	default:
		if in.nearlyAll(len(concepts)) {
			in.found(about(RuleTextWhole), "its subjects are %d of the vocabulary's %d concepts: they say nothing about the text", len(concepts), in.vocabulary.Len())
		}
		for _, c := range concepts {
			in.Counts[c]++
		}
		in.Examples++
		for _, own := range sections {
			if len(own) > 0 {
				in.Sections++
			}
		}
		in.examples = append(in.examples, len(in.texts)-1)
		if err := each(Example{r, concepts, sections}); err != nil {
			return err
		}
	}
	if l.otherLanguage != "" {
		in.found(about(RuleTextLanguage), "%s", l.otherLanguage)
	}
	return nil
}

// untagged says why a text has no concepts.
func untagged(r *report.Report) string {
	if len(tagsOf(r)) > 0 {
		return "none of its subjects is known"
	}
	return "the text has no subjects"
}

// tagsOf returns the tags of a report, or else those of its sections.
func tagsOf(r *report.Report) []report.Tag {
	if len(r.Tags) > 0 {
		return r.Tags
	}
	var all []report.Tag
	for i := range r.Sections {
		all = append(all, r.Sections[i].Tags...)
	}
	return all
}

// subjects returns the concepts that the tags of a report mean or, if it has none
// that mean any, those of its sections, and those of each section, nil if no
// section has any. It notes what is wrong with the tags.
func (in *inspection) subjects(r *report.Report) (concepts []int32, sections [][]int32) {
	concepts = in.meant(r, r.Tags)
	var all []int32
	for i := range r.Sections {
		sec := &r.Sections[i]
		own := in.meant(r, sec.Tags)
		all = append(all, own...)
		if in.nearlyAll(len(own)) && !in.options.Whole {
			in.found(Finding{Rule: RuleTextWhole, Path: r.Path, Line: sec.Tags[0].Line, Report: r.ID},
				"the subjects of the section %q are %d of the vocabulary's %d concepts: they say nothing about it, and nothing is learned from it", sec.Heading, len(own), in.vocabulary.Len())
			continue
		}
		if sections == nil && len(own) > 0 {
			sections = make([][]int32, len(r.Sections))
		}
		if len(own) > 0 {
			sections[i] = own
		}
	}
	if len(concepts) == 0 {
		slices.Sort(all)
		concepts = slices.Compact(all)
	}
	return concepts, sections
}

// meant returns the concepts that tags of a report mean, and notes what is wrong
// with them.
func (in *inspection) meant(r *report.Report, tags []report.Tag) []int32 {
	var concepts []int32
	for _, tag := range tags {
		in.Tags++
		means := in.meaning(tag)
		n := means.Concept
		about := func(rule Rule, format string, args ...any) {
			in.foundTag(Finding{Rule: rule, Path: cmp.Or(tag.Path, r.Path), Line: tag.Line, Report: r.ID, Tag: tag.Label}, format, args...)
		}
		switch means.Status {
		case Unknown:
			in.Unknown++
			in.unknown(tag, about)
			continue
		case Ambiguous:
			in.Ambiguous++
			about(RuleSubjAmbiguous, "%q may mean any of %s", tag.Label, strings.Join(in.namesOf(means.Candidates), ", "))
			continue
		case Deprecated:
			if n = means.Replacement; n < 0 {
				about(RuleSubjDeprecated, "%q is deprecated, and nothing in use replaces it", tag.Label)
				continue
			}
			about(RuleSubjDeprecated, "%q is deprecated; %q takes its place", tag.Label, in.vocabulary.Label(n, in.analyzer.Lang()))
		}
		in.Resolved++
		if _, known := in.byID(tag.ID); tag.ID != "" && !known {
			about(RuleSubjOtherID, "the ID %s is not in the vocabulary; by its label, %q, it is %s", tag.ID, tag.Label, in.vocabulary.ID(n))
		}
		if slices.Contains(concepts, int32(n)) {
			about(RuleSubjRepeated, "%q is a subject already", tag.Label)
			continue
		}
		concepts = append(concepts, int32(n))
	}
	slices.Sort(concepts)
	return concepts
}

// unknown notes a tag that means nothing, with the nearest label.
func (in *inspection) unknown(tag report.Tag, about func(Rule, string, ...any)) {
	if _, again := in.byTag[tagFound{RuleSubjUnknown, tag.Label}]; !again && in.nearest < mostNearest {
		in.nearest++
		if near := in.nearestLabel(tag.Label); near != nil {
			about(RuleSubjUnknown, "%q is not in the vocabulary; the nearest keyword is %q", tag.Label, near.Concept.Label(in.analyzer.Lang()))
			return
		}
	}
	about(RuleSubjUnknown, "%q is not in the vocabulary", tag.Label)
}

// foundTag notes a finding about a tag, or that it was found again.
func (in *inspection) foundTag(f Finding, format string, args ...any) {
	key := tagFound{f.Rule, f.Tag}
	if i, again := in.byTag[key]; again {
		in.Findings[i].Count++
		return
	}
	in.byTag[key] = len(in.Findings)
	in.found(f, format, args...)
}

// duplicates notes the texts that are nearly the same, and groups the examples.
func (in *inspection) duplicates() {
	pairs := in.index.Pairs(in.options.Similarity)
	for _, p := range pairs {
		a, b := in.texts[p.A], in.texts[p.B]
		f := Finding{Path: b.path, Line: b.line, Report: b.id, turn: b.turn}
		if p.Same {
			f.Rule = RuleTextSame
			in.found(f, "the text has the same words as that of %s", a)
		} else {
			f.Rule = RuleTextNear
			in.found(f, "the text is nearly the same as that of %s: %.0f %% of their phrases are in both", a, 100*p.Similarity)
		}
	}
	groups := in.index.Groups(pairs)
	first := make(map[int]int32) // by group: its first example
	for i, text := range in.examples {
		if _, ok := first[groups[text]]; !ok {
			first[groups[text]] = int32(i)
		}
		in.Groups = append(in.Groups, first[groups[text]])
	}
}

// whole notes what concerns the corpus as a whole.
func (in *inspection) whole() {
	few, least := 0, []int32(nil)
	for n, count := range in.Counts {
		if count > 0 {
			in.Concepts++
		}
		if count > 0 && int(count) < in.options.Few {
			if few++; few <= namedConcepts {
				least = append(least, int32(n))
			}
		}
	}
	if few > 0 {
		var names []string
		for _, n := range least {
			names = append(names, fmt.Sprintf("%q", in.vocabulary.Label(int(n), in.analyzer.Lang())))
		}
		in.found(Finding{Rule: RuleFewExamples, Count: few}, "of %d concepts with a text, %d have fewer than %d, such as %s; %d of the vocabulary's %d have none",
			in.Concepts, few, in.options.Few, strings.Join(names, ", "), in.vocabulary.Len()-in.Concepts, in.vocabulary.Len())
	}
	if in.Examples < 2 {
		in.found(Finding{Rule: RuleTooSmall}, "%d of %s can be learned from: there must be two at least", in.Examples, texts(in.Texts))
	}
	if in.Findings == nil {
		in.Findings = []Finding{}
	}
}

// texts says how many there are.
func texts(n int) string {
	if n == 1 {
		return "1 text"
	}
	return fmt.Sprintf("%d texts", n)
}

// sort puts the findings in their order.
func (in *inspection) sort() {
	order := make(map[Rule]int)
	for i, rule := range CorpusRules() {
		order[rule] = i
	}
	slices.SortStableFunc(in.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.turn, b.turn), cmp.Compare(order[a.Rule], order[b.Rule]), cmp.Compare(a.Line, b.Line))
	})
}
