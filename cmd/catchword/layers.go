package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/catchword/catchword/overlay"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// selection are the flags that choose concepts of a vocabulary.
type selection struct {
	Scheme     []string `sep:"none" placeholder:"NAME" help:"Only concepts of this scheme, by its ID or title. This flag and the next four may be repeated."`
	Collection []string `sep:"none" placeholder:"NAME" help:"Only concepts of this collection, by its ID or title."`
	Type       []string `sep:"none" placeholder:"NAME" help:"Only concepts of this class, by its IRI or the last part of it."`
	Include    []string `sep:"none" placeholder:"CONCEPT" help:"Only this concept and all that are narrower."`
	Exclude    []string `sep:"none" placeholder:"CONCEPT" help:"Not this concept, nor any that is narrower."`
}

// layers are the flags that choose concepts of a vocabulary, and lay a user's
// own layer over it.
type layers struct {
	Overlay   string `placeholder:"FILE" help:"Your own layer over the vocabulary: further labels, phrases that are never a keyword, keywords that are left out or need approval, limits. catchword vocab --help has its directives."`
	selection `embed:""`
}

// isEmpty reports whether all concepts are wanted.
func (s *selection) isEmpty() bool {
	return len(s.Scheme)+len(s.Collection)+len(s.Type)+len(s.Include)+len(s.Exclude) == 0
}

// choose returns the concepts of v that are wanted.
func (s *selection) choose(v *vocab.Vocabulary) (*vocab.Vocabulary, error) {
	if s.isEmpty() {
		return v, nil
	}
	var schemes, collections, types []named
	for _, scheme := range v.Schemes() {
		schemes = append(schemes, named{scheme.ID, texts(scheme.Title)})
	}
	for _, c := range v.Collections() {
		collections = append(collections, named{c.ID, texts(c.Title)})
	}
	if len(s.Type) > 0 {
		types = typesOf(v)
	}
	var errs [5]error
	wanted := vocab.Selection{}
	wanted.Schemes, errs[0] = resolve("--scheme", "scheme", s.Scheme, schemes)
	wanted.Collections, errs[1] = resolve("--collection", "collection", s.Collection, collections)
	wanted.Types, errs[2] = resolve("--type", "class of concepts", s.Type, types)
	wanted.Branches, errs[3] = branches("--include", v, s.Include)
	wanted.Without, errs[4] = branches("--exclude", v, s.Exclude)
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	chosen, err := v.Select(wanted)
	if errors.Is(err, vocab.ErrNoConcepts) {
		err = errors.New("no concept is left of the vocabulary: none meets all of --scheme, --collection, --type, --include and --exclude")
	}
	return chosen, err
}

// branches returns the IDs of the concepts that a flag names.
func branches(flag string, v *vocab.Vocabulary, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		concepts, err := conceptsOf(v, "", name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
		if len(concepts) > 1 {
			var all []string
			for _, c := range concepts {
				all = append(all, c.ID)
			}
			return nil, fmt.Errorf("%s: %q may be any of %s; name it by its ID", flag, name, quoted(all))
		}
		ids = append(ids, concepts[0].ID)
	}
	return ids, nil
}

// A named is something with an ID and other names.
type named struct {
	id    string
	names []string
}

func texts(labels []vocab.Label) []string {
	all := make([]string, len(labels))
	for i, l := range labels {
		all[i] = l.Text
	}
	return all
}

// typesOf returns the classes of the concepts, in the order of their IRIs.
func typesOf(v *vocab.Vocabulary) []named {
	seen := make(map[string]bool)
	var all []named
	for c := range v.All() {
		for _, iri := range c.Types {
			if !seen[iri] {
				seen[iri] = true
				all = append(all, named{iri, []string{lastPart(iri)}})
			}
		}
	}
	slices.SortFunc(all, func(a, b named) int { return strings.Compare(a.id, b.id) })
	return all
}

// lastPart returns what of an IRI is behind its last slash or number sign.
func lastPart(iri string) string { return iri[strings.LastIndexAny(iri, "/#")+1:] }

// resolve returns the IDs of what the values of a flag name: by ID or else, up to
// case, white space and hyphens, by another name.
func resolve(flag, what string, values []string, all []named) ([]string, error) {
	var ids []string
	for _, value := range values {
		id, err := resolveOne(what, value, all)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func resolveOne(what, value string, all []named) (string, error) {
	bare := strings.TrimSuffix(strings.TrimPrefix(value, "<"), ">")
	if slices.ContainsFunc(all, func(n named) bool { return n.id == value || n.id == bare }) {
		return bare, nil
	}
	var found []string
	for _, n := range all {
		if slices.ContainsFunc(n.names, func(name string) bool { return vocab.Fold(name) == vocab.Fold(value) }) {
			found = append(found, n.id)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return "", fmt.Errorf("%q may be any of %s; name it by its ID", value, quoted(found))
	case len(all) == 0:
		return "", fmt.Errorf("the vocabulary has no %s at all", what)
	}
	return "", fmt.Errorf("the vocabulary has no %s %q; %s", what, value, nearestOf(value, all))
}

// nearestOf names what is near a value, or else what there is.
func nearestOf(value string, all []named) string {
	const most = 5
	type neighbour struct {
		name     string
		distance int
	}
	var near []neighbour
	var d vocab.EditDistance
	folded := []rune(vocab.Fold(value))
	limit := min(4, len(folded)/3) // more is another word
	for _, n := range all {
		for _, name := range append([]string{n.id}, n.names...) {
			if len(folded) > 500 || len(name) > 500 || name == "" {
				continue
			}
			if edits := d.Within(folded, []rune(vocab.Fold(name)), limit); edits <= limit {
				near = append(near, neighbour{name, edits})
			}
		}
	}
	slices.SortStableFunc(near, func(a, b neighbour) int { return cmp.Compare(a.distance, b.distance) })
	var names []string
	for _, n := range near {
		names = append(names, n.name)
	}
	if len(names) > 0 {
		return nearby(names[:min(most, len(names))])
	}
	for _, n := range all {
		if n.id == "" && len(n.names) > 0 {
			n.id = n.names[0]
		}
		names = append(names, n.id)
	}
	if more := len(names) - most; more > 0 {
		return fmt.Sprintf("it has %s, and %d more", quoted(names[:most]), more)
	}
	return "it has " + quoted(names)
}

// A loaded is a vocabulary as the flags make it.
type loaded struct {
	*vocab.Vocabulary                   // what was chosen of it, with the further labels of the overlay
	overlay           *overlay.Overlay  // nil if there is none
	file              string            // "" for the embedded one
	whole             int               // concepts before some were chosen
	problems          []vocab.Problem   // with the file and the overlay
	told              []vocab.Problem   // the same of a compiled file, told when that was made
	toldLabels        []vocab.Problem   // likewise, what compiling found in its labels
	added             []addition        // told with the problems
	compiled          *tagger.Tagger    // of a compiled file, unless the flags change what is in it
	lang              string            // for which the file was compiled, "" if it was not
	plain             *vocab.Vocabulary // without the further labels, unless it was compiled with them
}

// load reads the vocabulary in a file, or the embedded one if that is "", adds
// what other files say, and makes of it what the flags say. The options are those
// to open a compiled one with. Where it fails, the problems found so far have been
// printed.
func (l *layers) load(std stdio, file string, options tagger.Options, additions ...string) (*loaded, error) {
	out := &loaded{file: file, plain: vocab.Default()}
	var err error
	if file != "" {
		out.plain, out.compiled, out.problems, err = openVocab(std, file, options)
		if err != nil {
			return nil, err
		}
	}
	if out.compiled != nil {
		out.told, out.toldLabels, out.problems = out.problems, out.compiled.Problems(), nil
		out.overlay, out.lang = out.compiled.Overlay(), out.compiled.Analyzer().Lang()
	}
	for _, path := range additions {
		if err := out.add(std, path); err != nil {
			out.printProblems(std.err, nil)
			return nil, err
		}
	}
	out.whole = out.plain.Len()
	if err := l.layOver(out); err != nil {
		out.printProblems(std.err, nil)
		return nil, err
	}
	if !l.isEmpty() {
		out.compiled = nil
		if out.plain, err = l.choose(out.plain); err != nil {
			return nil, err
		}
	}
	out.Vocabulary, err = out.overlay.Apply(out.plain)
	return out, err
}

// An addition is what a further file adds to a vocabulary.
type addition struct {
	file             string
	problems         []vocab.Problem
	concepts, labels int
}

// add adds to the vocabulary what a file says, or standard input if that is "-".
func (l *loaded) add(std stdio, path string) error {
	in := std.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	merged, problems, err := l.plain.Merge(path, in)
	if err != nil {
		printProblems(std.err, path, problems)
		return err
	}
	l.added = append(l.added, addition{path, problems, merged.Len() - l.plain.Len(), labels(merged) - labels(l.plain)})
	l.plain, l.compiled = merged, nil
	return nil
}

// labels returns how many labels a vocabulary has.
func labels(v *vocab.Vocabulary) int {
	n := 0
	for i := range v.Len() {
		for kind := vocab.Preferred; kind <= vocab.Hidden; kind++ {
			n += v.LabelCount(i, kind)
		}
	}
	return n
}

// layOver reads the overlay that the flags name, if they do; else it is the one
// that the vocabulary was compiled with.
func (l *layers) layOver(out *loaded) error {
	if l.Overlay == "" {
		if out.overlay != nil {
			out.told = slices.Concat(out.told, out.overlay.Problems)
		}
		return nil
	}
	o, problems, err := overlay.Open(l.Overlay, out.plain)
	if err != nil {
		return err
	}
	harmless := func(p vocab.Problem) bool { return p.Severity < vocab.Error }
	if o.String() == "" && len(problems) > 0 && !slices.ContainsFunc(problems, harmless) {
		return fmt.Errorf("--overlay: no line of %s can be used; line %d: %s", l.Overlay, problems[0].Line, problems[0].Message)
	}
	out.problems = slices.Concat(out.problems, problems)
	switch own := out.overlay; {
	case own == nil:
		out.compiled, out.overlay = nil, o
	case own.String() != o.String():
		return fmt.Errorf("--overlay: %s was compiled with another overlay than %s is now; catchword vocab compile --overlay makes it anew", out.file, l.Overlay)
	}
	return nil
}
