package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
)

// A baseline holds the problems of a vocabulary that are known, and how often
// each is there.
type baseline struct{ known map[baselineProblem]int }

// A baselineProblem is a problem without what changes as the file is edited
// elsewhere: lines, severities, numbers of the whole.
type baselineProblem struct {
	Rule    string `json:"rule"`
	Concept string `json:"concept"`
	Message string `json:"message"`
}

// baselineVersion is that of the file, which has one problem a line, in order, so
// that versions of it can be compared.
const baselineVersion = 1

// baselineStart is what a baseline of any version begins with.
const baselineStart = `{"version": `

func isBaseline(path string) bool { return startsWith(path, baselineStart) }

var (
	lineNumbers = regexp.MustCompile(`\b(lines?|column) \d+`)
	anyNumbers  = regexp.MustCompile(`\d+`)
)

func newBaselineProblem(p checkProblem) baselineProblem {
	message := lineNumbers.ReplaceAllString(p.Message, "$1 N")
	if p.Concept == "" {
		message = anyNumbers.ReplaceAllString(message, "N")
	}
	return baselineProblem{p.Rule, p.Concept, message}
}

// has reports whether a problem is in the baseline, and takes it out. A nil
// baseline is empty.
func (b *baseline) has(p checkProblem) bool {
	if b == nil {
		return false
	}
	key := newBaselineProblem(p)
	if b.known[key] == 0 {
		return false
	}
	b.known[key]--
	return true
}

func readBaseline(name string) (*baseline, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var file struct {
		Version  int               `json:"version"`
		Problems []baselineProblem `json:"problems"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s: not a baseline: %w; --write-baseline makes one", name, err)
	}
	if file.Version != baselineVersion {
		return nil, fmt.Errorf("%s: not a baseline of version %d; --write-baseline makes it anew", name, baselineVersion)
	}
	b := &baseline{make(map[baselineProblem]int)}
	for _, p := range file.Problems {
		b.known[p]++
	}
	return b, nil
}

func writeBaseline(name string, problems []checkProblem) error {
	keys := make([]baselineProblem, len(problems))
	for i, p := range problems {
		keys[i] = newBaselineProblem(p)
	}
	slices.SortFunc(keys, func(a, b baselineProblem) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Concept, b.Concept), cmp.Compare(a.Message, b.Message))
	})
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s%d, \"problems\": [", baselineStart, baselineVersion)
	for i, k := range keys {
		if i > 0 {
			out.WriteString(",")
		}
		var line bytes.Buffer
		if err := encode(&line, "", k); err != nil {
			return err
		}
		out.WriteString("\n")
		out.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
	}
	out.WriteString("\n]}\n")
	return writeFile(name, &out)
}
