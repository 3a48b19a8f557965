package tagger

import (
	"fmt"
	"strings"

	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/vocab"
)

// A Rule is the stable name of a kind of verdict, or of finding. Severity and Description say
// the rest.
type Rule string

// The rules of Validate.
const (
	RuleSupported  Rule = "tag/supported"
	RuleUnknown    Rule = "tag/unknown"
	RuleAmbiguous  Rule = "tag/ambiguous"
	RuleDeprecated Rule = "tag/deprecated"
	RuleOmitted    Rule = "tag/omitted"
	RuleNonPref    Rule = "tag/non-preferred"
	RuleDuplicate  Rule = "tag/duplicate"
	RuleNoSupport  Rule = "tag/unsupported"
	RuleBroader    Rule = "tag/redundant-broader"
	RuleMissing    Rule = "tag/missing"
	RuleWhole      Rule = "tags/whole-vocabulary"
	RuleNone       Rule = "tags/none"
)

// ruleAbout gives a rule's severity and what it says.
type ruleAbout struct {
	rule        Rule
	severity    vocab.Severity
	description string
}

var rules = []ruleAbout{
	{RuleSupported, vocab.Info, "The text speaks of the tag."},
	{RuleUnknown, vocab.Error, "The vocabulary has no such label."},
	{RuleAmbiguous, vocab.Warning, "Several concepts have the label."},
	{RuleDeprecated, vocab.Error, "The concept is deprecated."},
	{RuleOmitted, vocab.Warning, "The overlay leaves the concept out."},
	{RuleNonPref, vocab.Warning, "The tag is not the concept's preferred label."},
	{RuleDuplicate, vocab.Warning, "Another tag says the same."},
	{RuleNoSupport, vocab.Warning, "The text does not speak of the tag."},
	{RuleBroader, vocab.Info, "A narrower concept is a tag too."},
	{RuleMissing, vocab.Info, "The text speaks strongly of a concept that is no tag."},
	{RuleWhole, vocab.Warning, "Nearly the whole vocabulary is listed, so the tags say nothing."},
	{RuleNone, vocab.Info, "A report with text has no tags, nor has a section of it."},
}

// Rules returns the rules of Validate, in the order in which they are documented.
func Rules() []Rule { return namesOfRules(rules) }

func namesOfRules(rules []ruleAbout) []Rule {
	all := make([]Rule, len(rules))
	for i := range rules {
		all[i] = rules[i].rule
	}
	return all
}

// about returns what is known of a rule; the zero value, if nothing is.
func (r Rule) about() ruleAbout {
	for _, list := range [][]ruleAbout{rules, corpusRules} {
		for i := range list {
			if list[i].rule == r {
				return list[i]
			}
		}
	}
	return ruleAbout{}
}

// Description returns in a sentence what a verdict of the rule says, "" for an
// unknown rule.
func (r Rule) Description() string { return r.about().description }

// Severity returns how bad a verdict of the rule is.
func (r Rule) Severity() vocab.Severity { return r.about().severity }

// A Verdict says what is right or wrong with a tag, or with the tags of a
// report or section together.
type Verdict struct {
	Rule     Rule           `json:"rule"`
	Severity vocab.Severity `json:"severity"`
	Tag      string         `json:"tag"` // as it is written; for a missing tag, the preferred label
	ID       string         `json:"id"`  // of the concept; "" if it is not known
	Message  string         `json:"message"`
	Section  int            `json:"section"`  // index of the section that the tag belongs to, -1 for the report
	Span     span.Span      `json:"span"`     // of the tag in the report's text; empty where it has no place there
	Path     string         `json:"path"`     // the file of subjects that the tag stands in; "" if that is the report's
	Line     int            `json:"line"`     // of the tag in the file; for others, the line of the report or section
	Score    float64        `json:"score"`    // of the concept, in the section or report
	Support  []int          `json:"support"`  // indices of the sections that speak of the concept
	Fix      *Fix           `json:"fix"`      // nil where there is none
	Evidence []Evidence     `json:"evidence"` // why a tag is supported, or missing

	// Approval tells, of a missing tag, that the overlay leaves it to a person to
	// make it one; then there is no fix.
	Approval bool `json:"approval,omitempty"`
}

// A Fix is a change of tags that would settle a verdict: Remove is taken out,
// Add put in its place; either may be empty.
type Fix struct {
	Remove string `json:"remove"`
	Add    string `json:"add"`
}

// String returns the change as -"what is removed" +"what is added".
func (f Fix) String() string {
	var changes []string
	if f.Remove != "" {
		changes = append(changes, fmt.Sprintf("-%q", f.Remove))
	}
	if f.Add != "" {
		changes = append(changes, fmt.Sprintf("+%q", f.Add))
	}
	return strings.Join(changes, " ")
}
