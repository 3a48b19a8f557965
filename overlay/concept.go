package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/catchword/catchword/vocab"
)

// concept returns the ID of the concept that a name means, and whether one is
// meant.
func (p *parser) concept(name string) (id string, ok bool) {
	if name == "" {
		p.error(ruleEmpty, "no concept is named")
		return "", false
	}
	for _, id := range []string{name, bareIRI(name)} {
		if _, ok := p.v.Index(id); ok {
			return id, true
		}
	}
	var ids, others []string
	for _, m := range p.v.ByLabel(name) {
		if m.Kind == vocab.Preferred {
			ids = append(ids, m.Concept.ID)
		} else {
			others = append(others, m.Concept.Label(m.Label.Lang))
		}
	}
	switch {
	case len(ids) == 1:
		return ids[0], true
	case len(ids) > 1:
		p.error(ruleAmbiguous, "%q may be any of the concepts %s; name it by its ID", cut(name, 80), list(ids))
	case len(others) > 0:
		p.error(ruleUnknown, "%q is no preferred label, but another label of %s; name the concept by that", cut(name, 80), list(others))
	default:
		p.error(ruleUnknown, "the vocabulary has no concept %q%s", cut(name, 80), p.near(name))
	}
	return "", false
}

// near says what is near a name that no concept has.
func (p *parser) near(name string) string {
	if rest, ok := strings.CutPrefix(name, "branch "); ok && len(p.v.ByLabel(rest)) > 0 {
		return "; for all that is narrower too, write omit-branch or approve-branch"
	}
	const most = 100 // each look costs milliseconds in a big vocabulary
	if p.looks++; p.looks > most {
		return ""
	}
	var near []string
	for _, n := range p.v.Nearest(name, 3) {
		text := fmt.Sprintf("%q", cut(n.Concept.Label(n.Label.Lang), 80))
		if n.Kind == vocab.Alternative { // which can't be written here, but is why that is named
			text += fmt.Sprintf(" by its label %q", cut(n.Label.Text, 80))
		}
		near = append(near, text)
	}
	switch len(near) {
	case 0:
		return ""
	case 1:
		return "; near is " + near[0]
	}
	return "; near are " + strings.Join(near, ", ")
}

// list returns some names in quotation marks.
func list(names []string) string {
	const most = 5
	var quoted []string
	for i, n := range names {
		if i == most {
			quoted = append(quoted, fmt.Sprintf("and %d more", len(names)-most))
			break
		}
		quoted = append(quoted, fmt.Sprintf("%q", cut(n, 80)))
	}
	return strings.Join(quoted, ", ")
}

// bareIRI takes the angle brackets off an IRI.
func bareIRI(name string) string {
	if inner, ok := strings.CutPrefix(name, "<"); ok && strings.HasSuffix(inner, ">") {
		return strings.TrimSuffix(inner, ">")
	}
	return name
}

// mark marks a concept, or a branch, as one to omit or to approve.
func (p *parser) mark(directive, name string) {
	id, ok := p.concept(name)
	if !ok {
		return
	}
	as, branch := strings.CutSuffix(directive, "-branch")
	if i, _ := p.v.Index(id); p.v.Deprecated(i) {
		p.problem(ruleDeprecated, vocab.Warning, id, "%q is deprecated, and so never suggested anyway", p.v.Label(i, ""))
	}
	if p.again(directive + "\n" + id) {
		return
	}
	marks := p.omitted
	if as == approveName {
		marks = p.approved
		p.approvals = append(p.approvals, approval{id, p.line})
	}
	if line, ok := marks[id]; ok && !branch {
		p.problem(ruleRepeated, vocab.Info, id, "line %d says so of a branch that it is in", line)
		return
	}
	ids := []string{id}
	if branch {
		ids = p.branch(as, id)
	}
	for _, id := range ids {
		if _, ok := marks[id]; !ok {
			marks[id] = p.line
		}
	}
}

// An approval is a concept that a line names to be approved.
type approval struct {
	id   string
	line int
}

// branch returns the IDs of a concept and of all that are narrower, but for
// those in branches that were marked so before: all branches together are gone
// through once.
func (p *parser) branch(as, id string) []string {
	root, _ := p.v.Index(id)
	var ids []string
	for next := []int{root}; len(next) > 0; {
		i := next[len(next)-1]
		next = next[:len(next)-1]
		in := branchOf{as, i}
		if p.branches[in] {
			continue
		}
		p.branches[in] = true
		ids = append(ids, p.v.ID(i))
		for j := range p.v.Relations(i, vocab.Narrower) {
			next = append(next, j)
		}
	}
	slices.Sort(ids)
	return ids
}

// A branchOf is a concept in a branch that a directive marked.
type branchOf struct {
	as      string
	concept int
}

// finish puts what was marked into the overlay. What is omitted can't be
// approved; to omit a part of a branch that is to be approved is no contradiction.
func (p *parser) finish() {
	for _, a := range p.approvals {
		if line, ok := p.omitted[a.id]; ok {
			p.line = max(a.line, line)
			p.problem(ruleContradiction, vocab.Error, a.id, "%q is to be omitted, by line %d, and to be approved, by line %d; it is omitted", cut(a.id, 80), line, a.line)
		}
	}
	slices.SortStableFunc(p.problems, func(a, b vocab.Problem) int { return a.Line - b.Line })
	for id := range p.omitted {
		p.Omit = append(p.Omit, id)
	}
	for id := range p.approved {
		if _, ok := p.omitted[id]; !ok {
			p.Approve = append(p.Approve, id)
		}
	}
	slices.Sort(p.Omit)
	slices.Sort(p.Approve)
}
