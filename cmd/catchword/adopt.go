package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// openModel opens a file that catchword train wrote.
func openModel(file string, options tagger.Options) (*tagger.Tagger, error) {
	if _, err := os.Stat(file); err != nil {
		return nil, err
	}
	if !isCompiled(file) {
		return nil, fmt.Errorf("%s is no model; catchword train makes one", file)
	}
	t, err := tagger.Open(file, options)
	if errors.Is(err, tagger.ErrNoModel) || err == nil && t.Training() == nil {
		return nil, fmt.Errorf("%s is a compiled vocabulary, and no model; catchword train makes one", file)
	}
	return t, err
}

// shownAdopted is the number of concepts that are named of those that a model does
// not know.
const shownAdopted = 5

// printAdoption says what of a model is lost with another vocabulary than its own;
// nothing, if nothing is.
func printAdoption(w io.Writer, model, vocabulary string, a *tagger.Adoption) {
	if len(a.Lost)+len(a.Renamed)+len(a.New) == 0 && a.KeptForms == a.Forms {
		return
	}
	out := bufio.NewWriter(w)
	defer out.Flush()
	line := func(format string, args ...any) {
		fmt.Fprintf(out, "%s: %s\n", printable(model), printable(fmt.Sprintf(format, args...)))
	}
	line("%s has %d of the %s that the model learned, with %d of %s of writing a label", nameOf(vocabulary), a.Kept, plural(a.Concepts, "keyword"), a.KeptForms, plural(a.Forms, "way"))
	for _, c := range a.Lost[:min(shownAdopted, len(a.Lost))] {
		text := fmt.Sprintf("what was learned of %s from %s is left out: %s", describeRefs([]vocab.Ref{c.Old}, ""), plural(c.Texts, "text"), c.Why)
		if len(c.New) > 0 {
			text += ", now " + describeRefs(c.New, " or ")
		}
		line("%s", text)
	}
	if more := len(a.Lost) - shownAdopted; more > 0 {
		line("and so it is of %d more", more)
	}
	if len(a.Renamed) > 0 {
		line("known by the same ID under another name: %s", firstFew(a.Renamed, func(c tagger.ChangedConcept) string {
			return fmt.Sprintf("%s, now %s", c.Old.Label, describeRefs(c.New, ""))
		}))
	}
	if len(a.New) > 0 {
		line("new, and suggested on labels alone: %s", firstFew(a.New, func(r vocab.Ref) string { return r.Label }))
	}
	line("catchword train --vocab %s learns anew; catchword model show --vocab %[1]s --format json %[2]s has all of this", nameOf(vocabulary), model)
}

// firstFew names the first of many.
func firstFew[T any](all []T, name func(T) string) string {
	var names []string
	for _, one := range all[:min(shownAdopted, len(all))] {
		names = append(names, name(one))
	}
	text := strings.Join(names, "; ")
	if more := len(all) - shownAdopted; more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	return text
}
