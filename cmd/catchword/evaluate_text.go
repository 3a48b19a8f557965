package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/catchword/catchword/cmd/catchword/evalpage"
)

// evaluationPage prints an evaluation as text.
type evaluationPage struct{ page }

// print prints it, with so many of the worst texts and concepts.
func (p evaluationPage) print(o *evaluationOutcome, show int) {
	fmt.Fprintln(p, o.summary())
	if o.Samples > 0 {
		fmt.Fprintln(p, p.faint(fmt.Sprintf("behind each figure, its %.4g %% interval, from %d samples", 100*o.Confidence, o.Samples)))
	}
	for _, t := range o.tables() {
		p.table(t)
	}
	p.reliability(o)
	p.concepts(o, show)
	p.worst(o, show)
}

// title prints the title of a part.
func (p evaluationPage) title(text string) { fmt.Fprint(p, "\n", p.style.heading(text), "\n") }

// table prints a table: the first column flush left, and so texts in the last.
func (p evaluationPage) table(t evalpage.Table) {
	widths := make([]int, len(t.Head))
	text := func(c evalpage.Cell) string {
		if c.Note == "" {
			return c.Text
		}
		return c.Text + " " + c.Note
	}
	rows := t.Rows
	if slices.ContainsFunc(t.Head, func(h string) bool { return h != "" }) {
		var head []evalpage.Cell
		for _, h := range t.Head {
			head = append(head, evalpage.Cell{Text: h})
		}
		rows = append([][]evalpage.Cell{head}, rows...)
	}
	for _, row := range rows {
		for i, c := range row {
			widths[i] = max(widths[i], columnsOf(printable(text(c))))
		}
	}
	p.title(t.Caption)
	for _, row := range rows {
		line := " "
		for i, c := range row {
			pad := strings.Repeat(" ", widths[i]-columnsOf(printable(text(c))))
			shown := printable(c.Text)
			if c.Note != "" {
				shown += " " + p.faint(printable(c.Note))
			}
			line += " " + shown + pad + " "
		}
		fmt.Fprintln(p, strings.TrimRight(line, " "))
	}
	if t.Note != "" {
		for _, line := range wrap(t.Note, p.columns-2) {
			fmt.Fprintln(p, p.faint("  "+line))
		}
	}
}

// reliability prints how many suggestions of each score are right.
func (p evaluationPage) reliability(o *evaluationOutcome) {
	most := 0
	for _, b := range o.Reliability {
		most = max(most, b.N)
	}
	if most == 0 {
		return
	}
	p.title("What a score means")
	width := len(fmt.Sprint(most))
	for _, b := range o.Reliability {
		if b.N == 0 {
			continue
		}
		bar := strings.Repeat("▪", int(20*b.Right+.5))
		fmt.Fprintf(p, "  %.1f–%.1f  %s%s  %2.0f %% right of %*d\n", b.Low, b.High, bar, strings.Repeat(" ", 20-columnsOf(bar)), 100*b.Right, width, b.N)
	}
}

// concepts prints the concepts that most is wrong with.
func (p evaluationPage) concepts(o *evaluationOutcome, show int) {
	t := evalpage.Table{Caption: "Keywords with the most mistakes", Head: []string{"", "right in", "suggested", "both", "precision", "recall", "F1"}}
	for _, c := range o.worstConcepts(show) {
		t.Rows = append(t.Rows, []evalpage.Cell{{Text: cutEnd(printable(o.label(c.ID)), 40)}, {Text: fmt.Sprint(c.Gold)}, {Text: fmt.Sprint(c.Suggested)}, {Text: fmt.Sprint(c.Hits)},
			{Text: fmt.Sprintf("%.2f", c.P)}, {Text: fmt.Sprintf("%.2f", c.R)}, {Text: fmt.Sprintf("%.2f", c.F1)}})
	}
	if len(t.Rows) > 0 {
		p.table(t)
	}
}

// mostShown is the number of missed, and of wrong keywords shown of a text.
const mostShown = 5

// worst prints the texts that went worst.
func (p evaluationPage) worst(o *evaluationOutcome, show int) {
	if show = min(show, len(o.Worst)); show == 0 {
		return
	}
	p.title("The worst texts")
	for _, w := range o.Worst[:show] {
		name := printable(w.ID)
		if w.Title != "" {
			name += ": " + printable(w.Title)
		}
		fmt.Fprintf(p, "\n  %s  %s\n", cutEnd(name, p.columns-20), p.faint(fmt.Sprintf("nDCG %.2f", w.NDCG)))
		p.keywords("missed", w.Missed)
		p.keywords("wrong", w.Wrong)
	}
}

// keywords prints what was missed of a text, or what was wrong: those without a
// rank together, and the others each with its evidence.
func (p evaluationPage) keywords(what string, all []found) {
	const indent = "            "
	if labels := unmet(all); len(labels) > 0 {
		name := what
		for _, line := range wrap(strings.Join(labels, ", "), p.columns-len(indent)) {
			fmt.Fprintf(p, "    %-6s  %s\n", name, line)
			name = ""
		}
		fmt.Fprintln(p, p.faint(indent+"not suggested"))
	}
	ranked := slices.DeleteFunc(slices.Clone(all), func(f found) bool { return f.Rank == 0 })
	for _, f := range ranked[:min(mostShown, len(ranked))] {
		fmt.Fprintf(p, "    %-6s  %s  %s\n", what, p.keyword(printable(f.Label)), p.faint(fmt.Sprintf("rank %d, score %.2f", f.Rank, f.Score)))
		if f.Match != "" {
			x := excerpt{f.Before, f.Match, f.After}.fit(p.columns - len(indent) - len("  []"))
			fmt.Fprint(p, indent, "  ", x.before, p.match(x.match), x.after, "\n")
		}
	}
	if more := len(ranked) - mostShown; more > 0 {
		fmt.Fprintln(p, p.faint(fmt.Sprintf("%sand %d more", indent, more)))
	}
}
