package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

type vocabDiffCommand struct {
	Old       string `arg:"" help:"The old vocabulary."`
	New       string `arg:"" help:"The new one."`
	selection `embed:""`
	Show      int        `default:"20" placeholder:"N" help:"In text, show so many changes of each kind; 0 for all."`
	Format    string     `enum:"text,json,jsonl" default:"text" help:"text, json (a plan that says what becomes of each tag), or jsonl (a line for each tag that changes)."`
	Schema    schemaFlag `env:"-" help:"Print the JSON Schema of what it prints in JSON, and stop."`
}

// Help is shown by catchword vocab diff --help.
func (*vocabDiffCommand) Help() string {
	return `Says how two versions of a vocabulary differ: what was added, removed, merged, split, replaced, deprecated, relabelled and moved. Concepts are known by their IDs or, where IDs have changed or been given to something else, by their labels. Then it says what becomes of the tags: which tag becomes which, and where a person has to decide, and why.

Examples:

	catchword vocab diff old.csv new.csv
	catchword vocab diff --format json old.csv new.csv > plan.json`
}

// vocabSide names one of the vocabularies that were compared.
type vocabSide struct {
	File        string `json:"file"`
	Concepts    int    `json:"concepts"`
	Fingerprint string `json:"fingerprint"`
}

// vocabPlan is what diff prints in JSON.
type vocabPlan struct {
	Old    vocabSide                `json:"old"`
	New    vocabSide                `json:"new"`
	Counts map[vocab.ChangeKind]int `json:"counts"` // of changes, by kind
	*vocab.Changes
}

func (c *vocabDiffCommand) Run(std stdio) error {
	if c.Show < 0 {
		return fmt.Errorf("--show is a number from 0 on, not %d", c.Show)
	}
	var vs [2]*vocab.Vocabulary
	var sides [2]vocabSide
	for i, path := range []string{c.Old, c.New} {
		v, compiled, problems, err := openVocab(std, path, tagger.Options{})
		if err != nil {
			return err
		}
		if compiled != nil {
			printTold(std.err, path, problems)
		} else {
			printProblems(std.err, path, problems)
		}
		if v, err = c.choose(v); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		vs[i], sides[i] = v, vocabSide{path, v.Len(), v.Fingerprint()}
	}
	plan := vocabPlan{Old: sides[0], New: sides[1], Counts: make(map[vocab.ChangeKind]int), Changes: vocab.Diff(vs[0], vs[1])}
	for _, change := range plan.Changes.Changes {
		plan.Counts[change.Kind]++
	}
	return writing(std, func(w *bufio.Writer, s style) error {
		switch c.Format {
		case "json":
			return encodeDocument(w, plan)
		case "jsonl":
			return encodeLines(w, plan.Tags)
		}
		plan.print(w, s, c.Show)
		return nil
	})
}

func (p *vocabPlan) print(w io.Writer, s style, show int) {
	fmt.Fprintf(w, "%s → %s: %d → %d concepts\n", printable(p.Old.File), printable(p.New.File), p.Old.Concepts, p.New.Concepts)
	if len(p.Changes.Changes) == 0 {
		fmt.Fprintln(w, "No differences.")
		return
	}
	kind, shown := vocab.ChangeKind(""), 0
	end := func() {
		if more := p.Counts[kind] - shown; more > 0 {
			fmt.Fprintln(w, s.faint(fmt.Sprintf("  and %d more; --show 0 shows all", more)))
		}
	}
	for i := range p.Changes.Changes {
		change := &p.Changes.Changes[i]
		if change.Kind != kind {
			end()
			kind, shown = change.Kind, 0
			fmt.Fprintf(w, "\n%s\n", s.heading(fmt.Sprintf("%s (%d)", kind, p.Counts[kind])))
		}
		if show > 0 && shown == show {
			continue
		}
		shown++
		fmt.Fprintf(w, "  %s\n", printable(describeChange(change)))
	}
	end()
	p.printTags(w, s, show)
}

// printTags prints what becomes of the tags, first where a person must decide.
func (p *vocabPlan) printTags(w io.Writer, s style, show int) {
	if len(p.Tags) == 0 {
		fmt.Fprintln(w, "\nNo tags change.")
		return
	}
	review := 0
	for i := range p.Tags {
		if p.Tags[i].Review {
			review++
		}
	}
	for _, part := range []struct {
		title  string
		review bool
		n      int
	}{{"Tags that a person has to decide on", true, review}, {"Tags that change", false, len(p.Tags) - review}} {
		if part.n == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s\n", s.heading(fmt.Sprintf("%s (%d)", part.title, part.n)))
		shown := 0
		for i := range p.Tags {
			if t := &p.Tags[i]; t.Review == part.review && (show == 0 || shown < show) {
				shown++
				fmt.Fprintf(w, "  %s\n", printable(describeTag(t)))
			}
		}
		if more := part.n - shown; more > 0 {
			fmt.Fprintln(w, s.faint(fmt.Sprintf("  and %d more; --show 0 shows all", more)))
		}
	}
}

// describeRefs names concepts.
func describeRefs(all []vocab.Ref, conjunction string) string {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.Label
		if r.ID != r.Label {
			names[i] = fmt.Sprintf("%s (%s)", r.Label, r.ID)
		}
	}
	return strings.Join(names, conjunction)
}

// describeChange says what a change is, on one line.
func describeChange(c *vocab.Change) string {
	text := describeRefs(c.Old, " + ")
	lists := func() string {
		var parts []string
		if len(c.From) > 0 {
			parts = append(parts, "without "+strings.Join(c.From, ", "))
		}
		if len(c.To) > 0 {
			parts = append(parts, "with "+strings.Join(c.To, ", "))
		}
		return strings.Join(parts, "; ")
	}
	or := func(names []string) string {
		if len(names) == 0 {
			return "(none)"
		}
		return strings.Join(names, ", ")
	}
	switch c.Kind {
	case vocab.Added:
		text = describeRefs(c.New, " + ")
	case vocab.Merged, vocab.Split, vocab.Replaced:
		text += " → " + describeRefs(c.New, " + ")
	case vocab.Renumbered:
		text = fmt.Sprintf("%s: %s → %s", c.New[0].Label, c.Old[0].ID, c.New[0].ID)
	case vocab.Relabelled:
		text = fmt.Sprintf("%s: %s → %s", c.New[0].ID, or(c.From), or(c.To))
		if c.New[0].ID == c.New[0].Label {
			text = fmt.Sprintf("%s → %s", or(c.From), or(c.To))
		}
	case vocab.Moved:
		text = fmt.Sprintf("%s: from below %s to below %s", describeRefs(c.New, ""), or(c.From), or(c.To))
	case vocab.Synonyms, vocab.Linked:
		text = describeRefs(c.New, "") + ": " + lists()
	}
	if c.Why != "" {
		text += ": " + c.Why
	}
	return text
}

// describeTag says what becomes of a tag, on one line.
func describeTag(t *vocab.TagChange) string {
	text := describeRefs([]vocab.Ref{t.Old}, "")
	switch {
	case len(t.New) > 0 && t.Review:
		text += " → perhaps " + describeRefs(t.New, " or ")
	case len(t.New) > 0:
		text += " → " + describeRefs(t.New, "")
	default:
		text += " → ?"
	}
	return text + ": " + t.Why
}
