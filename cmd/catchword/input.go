package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/analysis/pos"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// common are the flags and arguments of every command that reads reports.
type common struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Files, folders, or - for standard input, which is also read if there is no path."`

	Vocab     string `short:"v" placeholder:"FILE" help:"Vocabulary: SKOS, a list, CSV, TSV or JSON, perhaps compressed, or a compiled one. By default, 85 keywords of local social policy."`
	Model     string `short:"m" placeholder:"FILE" help:"Model that catchword train wrote. With --vocab, what it learned is used with that vocabulary, as far as it fits; by default, with its own."`
	layers    `embed:""`
	Lang      string  `placeholder:"LANG" help:"Language of texts and labels: en, fr, es, ru, sv, no, hu, or und for any other. By default, en, or that of a compiled vocabulary."`
	TagsKey   string  `placeholder:"KEY" help:"Front matter key that holds the tags. By default, the first there is of keywords, tags, topics."`
	Threshold float64 `default:"0.1" help:"Lowest score to show, from 0 to 1; 0 shows all that was found. Of missing tags, the lowest is 0.5 at least."`
	Precision float64 `placeholder:"SHARE" help:"With --model, in place of --threshold: show what is so sure that this share of it was right in texts that the model had not seen, 0.9 for nine of ten. For sections, that is known only where some dozens of them were tagged."`
	Limit     int     `default:"10" help:"Most keywords for a section, and for a report; 0 for no limit."`
	Pos       bool    `help:"Tell verbs from nouns by a model of English, for labels of one word such as Networking. Slower."`
	Jobs      int     `short:"j" placeholder:"N" help:"Reports to work on at once. By default, one for each processor."`
}

// AfterApply refuses --threshold beside --precision, which takes its place. Where one
// of them is a variable, the flag goes before it.
func (c *common) AfterApply(line *kong.Context) error {
	given := make(map[string]bool)
	for _, p := range line.Path {
		if p.Flag != nil {
			given[p.Flag.Name] = true
		}
	}
	switch {
	case !given["threshold"]:
	case !given["precision"]:
		c.Precision = 0
	case c.Precision > 0:
		return errors.New("--precision takes the place of --threshold: the model says from which score on suggestions are so sure; leave out one of the two")
	}
	return nil
}

// printBuiltIn says what is known where no flag names a vocabulary.
func (c *common) printBuiltIn(w io.Writer) {
	if c.Vocab == "" && c.Model == "" {
		fmt.Fprintln(w, "without --vocab, the keywords are those of local social policy that are built in")
	}
}

// check says which flag has a value that it can't have.
func (c *common) check() error {
	switch {
	case !(c.Threshold >= 0 && c.Threshold <= 1): // nor a NaN
		return fmt.Errorf("--threshold is a number from 0 to 1, not %v", c.Threshold)
	case !(c.Precision >= 0 && c.Precision <= 1):
		return fmt.Errorf("--precision is a number from 0 to 1, not %v", c.Precision)
	case c.Precision > 0 && c.Model == "":
		return errors.New("--precision needs --model: only a model knows how often suggestions are right")
	case c.Model != "" && c.Vocab == "" && (c.Overlay != "" || !c.isEmpty()):
		return errors.New("--model keeps the concepts and the overlay that it was trained with: name them to catchword train, or name --vocab, too")
	case c.Limit < 0:
		return fmt.Errorf("--limit is a number from 0 on, not %d", c.Limit)
	case c.Jobs < 0:
		return fmt.Errorf("--jobs is a number from 1 on, not %d", c.Jobs)
	}
	return nil
}

// tagger makes the tagger that the flags ask for. Problems with the vocabulary,
// and what of a model does not fit it, go to standard error.
func (c *common) tagger(std stdio) (*tagger.Tagger, error) {
	t, err := c.open(std)
	if err == nil && t.Adoption() != nil {
		printAdoption(std.err, c.Model, c.Vocab, t.Adoption())
	}
	if err == nil && c.Precision > 0 {
		if why := unsure(t, c.Precision); why != "" {
			fmt.Fprintf(std.err, "--precision: %s: %s\n", printable(c.Model), why)
		}
	}
	return t, err
}

// mute reports whether a tagger can suggest nothing, whatever a text says: no label
// is in the language of the texts, and nothing was learned that could take its place.
func mute(t *tagger.Tagger) bool {
	return t.Training() == nil && slices.ContainsFunc(t.Problems(), func(p vocab.Problem) bool { return p.Rule == "vocabulary/other-language" })
}

// errMute is the error where a suggestion is asked of such a tagger.
var errMute = errors.New("nothing can be suggested, as the vocabulary has no label in the language of the texts; --lang names that language")

// unsure says for what a model does not know from which score on suggestions are as
// precise as they should be; "" if it knows.
func unsure(t *tagger.Tagger, precision float64) string {
	_, ok := t.ScoreFor(precision)
	switch calibrated := t.Training().Sections.Calibrated; {
	case !ok && calibrated:
		return fmt.Sprintf("no score is so sure that %.4g %% of the suggestions were right, so nothing is suggested for reports as a whole", 100*precision)
	case !ok:
		return fmt.Sprintf("no score is so sure that %.4g %% of the suggestions were right, so nothing is suggested", 100*precision)
	case !calibrated:
		return "how often suggestions for sections are right, nobody knows, as too few were tagged: they are cut at the score that holds for reports"
	}
	return ""
}

// open makes the tagger, and tells problems with the vocabulary only.
func (c *common) open(std stdio) (*tagger.Tagger, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	options := c.options()
	l := &loaded{file: c.Model}
	var err error
	if c.Model != "" {
		if l.compiled, err = openModel(c.Model, options); err != nil {
			return nil, err
		}
		l.toldLabels = l.compiled.Problems()
		options.Model, l.lang = l.compiled, l.compiled.Analyzer().Lang()
	}
	if c.Vocab != "" || c.Model == "" {
		lang := l.lang
		if l, err = c.load(std, c.Vocab, options); err != nil {
			return nil, err
		}
		l.lang = cmp.Or(lang, l.lang)
	}
	a, err := c.analyzer(l)
	if err != nil {
		return nil, err
	}
	t := l.compiled
	if t == nil {
		options.Overlay = l.overlay
		if t, err = tagger.New(l.plain, a, options); err != nil {
			return nil, err
		}
	}
	l.printProblems(std.err, t)
	return t, nil
}

// analyzer returns the analyzer of the language that the flags ask for or, if they
// ask for none, for which the vocabulary was compiled.
func (c *common) analyzer(l *loaded) (*analysis.Analyzer, error) {
	a, err := analysis.New(cmp.Or(c.Lang, l.lang, "en"))
	if err != nil {
		return nil, fmt.Errorf("--lang: %s", strings.TrimPrefix(err.Error(), "analysis: "))
	}
	switch lang := a.Lang(); {
	case l.lang != "" && lang != l.lang:
		if c.Model != "" {
			return nil, fmt.Errorf("--lang: %s is for texts in %s; catchword train --lang %s makes one for %s", c.Model, l.lang, lang, lang)
		}
		return nil, fmt.Errorf("--lang: %s is compiled for %s; catchword vocab compile --lang %s makes one for %s", c.Vocab, l.lang, lang, lang)
	case c.Pos && lang != "en":
		return nil, fmt.Errorf("--pos knows English only, and the language is %s", lang)
	}
	return a, nil
}

// options returns the options that the flags ask for.
func (c *common) options() tagger.Options {
	options := tagger.Options{Threshold: c.Threshold, Precision: c.Precision, Limit: c.Limit}
	if options.Threshold == 0 {
		options.Threshold = tagger.Everything
	}
	if options.Limit == 0 {
		options.Limit = -1
	}
	if c.Pos {
		options.Verbs = pos.New()
	}
	return options
}

// shownProblems is the number of a vocabulary's problems that are worth
// reading before the results.
const shownProblems = 10

// printProblems prints the first warnings and errors, and counts the rest by file.
func printProblems(w io.Writer, file string, problems []vocab.Problem) {
	shown, more := 0, make(map[string]int)
	for _, p := range problems {
		p.File = cmp.Or(p.File, file)
		switch {
		case p.Severity < vocab.Warning:
		case shown < shownProblems:
			shown++
			fmt.Fprintln(w, printable(p.String()))
		default:
			more[p.File]++
		}
	}
	for _, file := range slices.Sorted(maps.Keys(more)) {
		fmt.Fprintf(w, "%s: and %s\n", printable(file), plural(more[file], "more problem"))
	}
}

// printTold counts the errors and warnings among problems that were told when a file
// was compiled.
func printTold(w io.Writer, file string, problems []vocab.Problem) {
	var bySeverity [vocab.Error + 1]int
	for _, p := range problems {
		bySeverity[p.Severity]++
	}
	var parts []string
	for s := vocab.Error; s >= vocab.Warning; s-- {
		if n := bySeverity[s]; n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	if len(parts) > 0 {
		fmt.Fprintf(w, "%s: %s; catchword vocab check %[1]s has them\n", printable(file), strings.Join(parts, " and "))
	}
}

// printProblems prints what is wrong with a vocabulary, and what a tagger that was
// made of it, if there is one, found in its labels.
func (l *loaded) printProblems(w io.Writer, t *tagger.Tagger) {
	known := make(map[vocab.Problem]bool)
	for _, p := range l.toldLabels {
		known[p] = true
	}
	problems := l.problems
	if t != nil {
		news := slices.DeleteFunc(slices.Clone(t.Problems()), func(p vocab.Problem) bool { return known[p] })
		problems = slices.Concat(problems, news)
	}
	printTold(w, nameOf(l.file), slices.Concat(l.told, l.toldLabels))
	printProblems(w, nameOf(l.file), problems)
	for _, a := range l.added {
		printProblems(w, a.file, a.problems)
		fmt.Fprintf(w, "%s: adds %s and %s\n", printable(a.file), plural(a.concepts, "concept"), plural(a.labels, "label"))
	}
}

// sources returns what the paths name; standard input if there are none.
func (c *common) sources(std stdio) (iter.Seq2[report.Source, error], error) {
	reader, paths, err := c.reader(std)
	if err != nil {
		return nil, err
	}
	return reader.Sources(paths...), nil
}

// reports returns the reports that the paths name, one after the other.
func (c *common) reports(std stdio) (iter.Seq2[*report.Report, error], error) {
	reader, paths, err := c.reader(std)
	if err != nil {
		return nil, err
	}
	return reader.Reports(paths...), nil
}

// reader returns what reads reports, and the paths to read; standard input if
// there are none.
func (c *common) reader(std stdio) (*report.Reader, []string, error) {
	paths := c.Paths
	if len(paths) == 0 {
		if isTerminal(std.in) {
			return nil, nil, errors.New("no report to read: name files or folders, or pipe a text in; --help shows how")
		}
		paths = []string{"-"}
	}
	return &report.Reader{TagsKey: c.TagsKey, Stdin: std.in}, paths, nil
}

// mostJobs bounds --jobs, as more are of no use.
const mostJobs = 256

func (c *common) jobs() int {
	if c.Jobs > 0 {
		return min(c.Jobs, mostJobs)
	}
	return runtime.GOMAXPROCS(0)
}
