package vocab

import (
	"math"
	"slices"
	"strings"

	"github.com/catchword/catchword/internal/columns"
)

// putProblems adds the columns of the problems with a vocabulary's data to a
// file, and returns the names of their rules, by which they are numbered. They
// are all of one file, which is the vocabulary's.
func putProblems(w *columns.Writer, problems []Problem) (rules []string, err error) {
	var all strings.Builder
	numbers := make([]uint16, len(problems))
	starts := []uint32{0} // of the concept and the message of each
	for i, p := range problems {
		n := slices.Index(rules, p.Rule)
		if n < 0 {
			n = len(rules)
			rules = append(rules, p.Rule)
		}
		numbers[i] = uint16(n)
		for _, s := range []string{p.Concept, p.Message} {
			all.WriteString(s)
			starts = append(starts, uint32(all.Len()))
		}
		if all.Len() > math.MaxUint32 {
			return nil, errTooMuch
		}
	}
	columns.Put(w, "problem.rule", numbers)
	columns.PutEach(w, "problem.severity", problems, func(p *Problem) Severity { return p.Severity })
	columns.PutEach(w, "problem.line", problems, func(p *Problem) uint32 { return uint32(p.Line) })
	columns.Put(w, "problem.texts", starts)
	w.Text("problem.text", all.String())
	return rules, nil
}

// readProblems reads the problems with the data of a file.
func readProblems(r *columns.Reader, file string, rules []string) []Problem {
	numbers := columns.Column[uint16](r, "problem.rule")
	columns.Each(r, "problem.rule", numbers, len(rules))
	severities := columns.ColumnOf[Severity](r, "problem.severity", len(numbers))
	columns.Each(r, "problem.severity", severities, int(Error)+1)
	lines := columns.ColumnOf[uint32](r, "problem.line", len(numbers))
	columns.Each(r, "problem.line", lines, math.MaxInt32)
	all := r.Text("problem.text")
	starts := r.Starts("problem.texts", 2*len(numbers), len(all))
	if r.Err() != nil || len(numbers) == 0 {
		return nil
	}
	problems := make([]Problem, len(numbers))
	for i, n := range numbers {
		from, to, end := starts[2*i], starts[2*i+1], starts[2*i+2]
		problems[i] = Problem{rules[n], severities[i], file, int(lines[i]), all[from:to], all[to:end]}
	}
	return problems
}
