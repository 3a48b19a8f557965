package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

type vocabCommand struct {
	Show  vocabShowCommand  `cmd:"" help:"Say how big a vocabulary is and what it has, or all of a concept."`
	Find  vocabFindCommand  `cmd:"" help:"Find concepts by half-remembered or misspelt labels."`
	Check vocabCheckCommand `cmd:"" help:"Say what is wrong with a vocabulary, as a thesaurus and as keywords to look for."`
	Diff  vocabDiffCommand  `cmd:"" help:"Compare two vocabularies, and say what becomes of the tags."`

	Convert vocabConvertCommand `cmd:"" help:"Write a vocabulary in another form: Turtle, JSON or CSV."`
	Compile vocabCompileCommand `cmd:"" help:"Write a vocabulary in the form that is opened fastest."`
}

// Help is shown by catchword vocab --help.
func (*vocabCommand) Help() string {
	return `Works on vocabularies themselves, without reports. A vocabulary is a list, CSV, TSV, JSON or SKOS in any form of RDF, perhaps gzipped, or what vocab compile wrote; without one, the embedded 85 keywords of local social policy.

With --overlay, your own layer is laid over it: a text file with a directive on each line, concepts named by ID or preferred label, comments behind a number sign:

	label Roofs: green roofs | roof gardens     further labels; label@fr for one language
	hidden Roofs: rooves                        further labels that are never shown
	never Roofs: Time for Roof                  where a text has this, Roofs is not meant
	ignore Green Party                          where a text has this, no concept is meant
	omit Administration                         never suggested
	approve Gentrification                      suggested, but needs approval
	omit-branch, approve-branch                 the same with all that is narrower
	limit 5                                     so many keywords for a section and a report
	most-specific                               of broader and narrower, only the narrower

Examples:

	catchword vocab show topics.csv
	catchword vocab find topics.csv accesability
	catchword vocab check topics.csv
	catchword vocab diff old.csv new.csv`
}

// vocabInput is the vocabulary that a command is about.
type vocabInput struct {
	Vocab  string `short:"v" placeholder:"FILE" help:"Vocabulary, in place of the argument. By default, 85 keywords of local social policy."`
	layers `embed:""`
}

// open reads the vocabulary, and returns the arguments that don't name it.
func (in *vocabInput) open(std stdio, args []string, isFile func(args []string) bool) (*loaded, []string, error) {
	file, args := in.file(args, isFile)
	l, err := in.load(std, file, tagger.Options{})
	return l, args, err
}

// file returns the file of the vocabulary, that of the flag or, where the first
// argument is a file, looks like one, or must be one, that one; and the other
// arguments.
func (in *vocabInput) file(args []string, isFile func(args []string) bool) (file string, others []string) {
	byVariable := in.Vocab != "" && in.Vocab == os.Getenv("CATCHWORD_VOCAB")
	if len(args) > 0 && (in.Vocab == "" || byVariable) && (isFile(args) || looksLikeFile(args[0], in.Vocab == "")) {
		return args[0], args[1:]
	}
	return in.Vocab, args
}

// firstIsFile reports whether the first argument names a file, so that it is no
// label.
func firstIsFile(args []string) bool {
	if args[0] == "-" {
		return true
	}
	info, err := os.Stat(args[0])
	return err == nil && !info.IsDir()
}

// vocabExtensions are the ends of names that vocabularies have, and labels don't.
var vocabExtensions = []string{".csv", ".tsv", ".txt", ".ttl", ".nt", ".rdf", ".xml", ".owl", ".json", ".jsonld", ".cwv", ".cwm"}

// looksLikeFile reports whether a name is that of a file, whether that is there or
// not: by its end or, where no concept has such an ID, by a separator.
func looksLikeFile(name string, separators bool) bool {
	if strings.Contains(name, "://") { // an IRI
		return false
	}
	if separators && strings.ContainsAny(name, `/\`) && !strings.ContainsAny(name, ": ") {
		return true
	}
	bare := strings.ToLower(name)
	for _, packed := range []string{".gz", ".bz2"} {
		bare = strings.TrimSuffix(bare, packed)
	}
	return slices.Contains(vocabExtensions, filepath.Ext(bare))
}

// openVocab reads a vocabulary from a file, or from standard input if that is "-".
// Of a compiled one, it returns the tagger too.
func openVocab(std stdio, path string, options tagger.Options) (v *vocab.Vocabulary, t *tagger.Tagger, problems []vocab.Problem, err error) {
	switch {
	case path == "-":
		v, problems, err = vocab.Read("-", std.in)
	case isCompiled(path):
		if t, err = tagger.Open(path, options); err != nil {
			return nil, nil, nil, err
		}
		return t.Vocabulary(), t, t.Vocabulary().Problems(), nil
	default:
		v, problems, err = vocab.Open(path)
	}
	if err != nil {
		printProblems(std.err, path, problems)
	}
	return v, nil, problems, err
}

// isCompiled reports whether a file is a compiled vocabulary. What can be read
// only once, such as a pipe, is none.
func isCompiled(path string) bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var start [8]byte
	_, err = io.ReadFull(f, start[:])
	return err == nil && tagger.IsCompiled(string(start[:]))
}

// embeddedName is how the vocabulary is called that has no file.
const embeddedName = "built-in vocabulary"

func nameOf(path string) string {
	if path == "" {
		return embeddedName
	}
	return path
}

// analyzerFor returns the analyzer of a language or, where none is asked for, of the
// language that most preferred labels have: of several with as many, one that
// analyzers know. It is English where labels have no language.
func analyzerFor(lang string, v *vocab.Vocabulary) (*analysis.Analyzer, error) {
	if lang == "" {
		lang = mostSpoken(v.Stats().Languages)
	}
	a, err := analysis.New(lang)
	if err != nil {
		return nil, fmt.Errorf("--lang: %s", strings.TrimPrefix(err.Error(), "analysis: "))
	}
	return a, nil
}

// mostSpoken returns the language of most preferred labels, and no language where
// no analyzer knows it.
func mostSpoken(all []vocab.LanguageStats) string {
	if len(all) == 0 || all[0].Lang == "" {
		return "en"
	}
	for _, l := range all {
		if l.PrefLabels < all[0].PrefLabels {
			break
		}
		if _, err := analysis.New(l.Lang); err == nil {
			return l.Lang
		}
	}
	return "und"
}

// analyzer returns the analyzer of the language that is asked for or, where none
// is, of the one that l was compiled for, or else that analyzerFor chooses.
func (l *loaded) analyzer(lang string) (*analysis.Analyzer, error) {
	return analyzerFor(cmp.Or(lang, l.lang), l.Vocabulary)
}

// tagger returns a tagger for texts in the language of a: the compiled one, if it
// is for that.
func (l *loaded) tagger(a *analysis.Analyzer) (*tagger.Tagger, error) {
	if l.compiled != nil && l.lang == a.Lang() {
		return l.compiled, nil
	}
	return tagger.New(l.plain, a, tagger.Options{Overlay: l.overlay})
}

// writing calls write with a buffered standard output. A reader of the results
// who has enough of them is no error.
func writing(std stdio, write func(w *bufio.Writer, s style) error) error {
	out := bufio.NewWriter(std.out)
	err := write(out, newStyle(std.out))
	if err == nil {
		err = out.Flush()
	}
	if errors.Is(err, syscall.EPIPE) {
		return nil
	}
	return err
}

// given returns the arguments that were given.
func given(args ...string) []string {
	return slices.DeleteFunc(args, func(arg string) bool { return arg == "" })
}

// encodeDocument writes v as indented JSON.
func encodeDocument(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

// labelJSON is a label or note in JSON.
type labelJSON struct {
	Text string `json:"text"`
	Lang string `json:"lang"`
}

func labelsJSON(labels []vocab.Label) []labelJSON {
	all := make([]labelJSON, len(labels))
	for i, l := range labels {
		all[i] = labelJSON(l)
	}
	return all
}

// refs names concepts by ID and label.
func refs(v *vocab.Vocabulary, lang string, ids []string) []vocab.Ref {
	all := make([]vocab.Ref, len(ids))
	for i, id := range ids {
		all[i] = vocab.Ref{ID: id, Label: id}
		if c, ok := v.ByID(id); ok {
			all[i].Label = c.Label(lang)
		}
	}
	return all
}
