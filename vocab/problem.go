package vocab

import (
	"cmp"
	"fmt"
	"slices"
)

// A Severity says how bad a problem is.
type Severity uint8

const (
	Info    Severity = iota // worth knowing; nothing is lost
	Warning                 // probably not what was meant
	Error                   // the data contradicts itself, or a part of it can't be used
)

// String returns "info", "warning" or "error".
func (s Severity) String() string {
	if names := [...]string{"info", "warning", "error"}; int(s) < len(names) {
		return names[s]
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// MarshalText makes a severity its name in JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Severity) UnmarshalText(text []byte) error {
	for *s = Info; *s <= Error; *s++ {
		if s.String() == string(text) {
			return nil
		}
	}
	return fmt.Errorf("vocab: no severity %q", text)
}

// The rules by which problems are named. Names are stable.
const (
	ruleConceptID       = "concept/duplicate-id"   // error: two entries with one ID; they are one concept
	ruleBadID           = "concept/bad-id"         // error: an ID that can't be one; the concept is left out
	ruleNoPreferred     = "concept/no-preferred"   // error: no preferred label; another, or the ID, takes its place
	ruleSeveral         = "concept/many-preferred" // warning: several preferred labels in a language; the later are alternative
	ruleReplaced        = "concept/replaced"       // warning: replaced by another, but not deprecated
	ruleUntyped         = "concept/untyped"        // warning: used as a concept, but not said to be one
	ruleNoConcept       = "concept/none"           // warning: labelled or related as a concept, but none; left out
	ruleEmpty           = "label/empty"            // warning: left out
	ruleTooLong         = "label/too-long"         // error: left out
	ruleUnprintable     = "label/unprintable"      // warning: characters that can't be printed or read
	rulePunctuation     = "label/no-letters"       // warning: neither letters nor digits
	ruleRepeated        = "label/repeated"         // info: the concept has the label already; left out; warning: another kind of label of the vocabulary that a file adds to
	ruleDuplicate       = "label/duplicate"        // error between preferred labels in use, else warning: another concept has it too
	ruleLanguage        = "label/language"         // warning: no language tag, left out; a tag of no language, kept
	ruleRelationUnknown = "relation/unknown"       // error: to a concept that isn't there; left out
	ruleRelationSelf    = "relation/self"          // error: to the concept itself; left out
	ruleRelationBoth    = "relation/clash"         // warning: both broader or narrower and related
	ruleCycle           = "relation/cycle"         // error: broader, or replaced by, leads back to the concept
	ruleRow             = "row/bad"                // error: a line, row or element that can't be read; left out
	ruleRowEmpty        = "row/empty"              // info: rows without a value
	ruleRowLines        = "row/lines"              // warning, info: a value that goes over several lines: a quotation mark may be missing
	ruleColumn          = "column/unknown"         // warning: a column or member that means nothing; left out
	ruleColumnTwice     = "column/repeated"        // error: a column or member that stands twice; the later is left out
	ruleValue           = "value/bad"              // error: a value that its column can't have; left out
	ruleUnwritable      = "value/unwritable"       // warning: what a format can't say; left out
	ruleEncoding        = "file/encoding"          // info: decoded from another encoding than UTF-8; warning: a mixture
	ruleRest            = "file/rest"              // info: lines of a page that are not its keywords; statements that are not of SKOS
)

// A Problem is something that is wrong with the data of a vocabulary, or may
// be.
type Problem struct {
	Rule     string   `json:"rule"` // stable, such as "label/duplicate"
	Severity Severity `json:"severity"`
	File     string   `json:"file"`    // "" where the data did not come from a file
	Line     int      `json:"line"`    // from 1; 0 where it isn't known
	Concept  string   `json:"concept"` // ID of the concept concerned, "" if none
	Message  string   `json:"message"`
}

// String returns the problem as compilers print theirs: file:line: severity:
// message [rule].
func (p Problem) String() string {
	place := p.File
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	if place != "" {
		place += ": "
	}
	return fmt.Sprintf("%s%s: %s [%s]", place, p.Severity, p.Message, p.Rule)
}

// sortProblems puts problems in order of place, then rule, concept and message.
func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Concept, b.Concept), cmp.Compare(a.Message, b.Message))
	})
}

// A FileError says why a file can't be used as a vocabulary.
type FileError struct {
	File string
	Line int // 0 where it isn't known
	Err  error
}

func (e *FileError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

// Unwrap returns the reason.
func (e *FileError) Unwrap() error { return e.Err }
