package report

import (
	"fmt"
	"slices"
)

// A Problem is something that is wrong with the data of a report, or may be.
type Problem struct {
	Rule     string   `json:"rule"` // stable, such as "front-matter/syntax"
	Severity Severity `json:"severity"`
	Path     string   `json:"path"`
	Line     int      `json:"line"`
	Message  string   `json:"message"`
}

// The rules that problems are reported under.
const (
	RuleEmpty        = "text/empty"                 // the report has no text
	RuleEncoding     = "text/encoding"              // the text had to be decoded
	RuleInvalid      = "text/invalid-utf8"          // some bytes are not UTF-8; they are kept
	RuleSyntax       = "front-matter/syntax"        // the front matter does not parse
	RuleUnclosed     = "front-matter/unclosed"      // the front matter has no end
	RuleDuplicateKey = "front-matter/duplicate-key" // a key is there twice
	RuleTagType      = "front-matter/tag-type"      // a tag is not a word or phrase
	RuleTooDeep      = "markdown/too-deep"          // lists or quotations are nested too deeply
	RuleTooDense     = "markdown/too-dense"         // a paragraph has too many marks to be Markdown
	RuleMarkdown     = "markdown/syntax"            // the text can't be read as Markdown
	RuleSubjects     = "jsonl/subjects"             // the subjects are not a list of words
	RuleSections     = "jsonl/sections"             // the sections are not a list of objects with a text
	RuleKey          = "subjects/unreadable"        // the file of subjects beside the text can't be read
)

// String returns the problem as compilers print theirs: file:line: severity:
// message [rule].
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d: %s: %s [%s]", p.Path, p.Line, p.Severity, p.Message, p.Rule)
}

// A Severity says how bad a problem is.
type Severity uint8

const (
	Info    Severity = iota // the report is read as it was meant
	Warning                 // it may not be
	Error                   // a part of it can't be read
)

// String returns "info", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Info:
		return "info"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// MarshalText returns the severity's String.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// maxProblems is the number of problems that a report keeps of each rule.
const maxProblems = 20

// problem adds a problem at an offset of the text.
func (r *Report) problem(rule string, severity Severity, offset int, format string, args ...any) {
	n := 0
	for i := range r.Problems {
		if r.Problems[i].Rule == rule {
			n++
		}
	}
	if n < maxProblems {
		r.Problems = append(r.Problems, Problem{rule, severity, r.Path, r.lineAt(offset), fmt.Sprintf(format, args...)})
	}
}

func (r *Report) sortProblems() {
	slices.SortStableFunc(r.Problems, func(a, b Problem) int { return a.Line - b.Line })
}

// A FileError says why a file, or a line of one, can't be read as a report.
type FileError struct {
	Path string
	Line int // 0 where it concerns the whole file
	Err  error
}

func (e *FileError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Path, e.Err)
}

// Unwrap returns the reason.
func (e *FileError) Unwrap() error { return e.Err }
