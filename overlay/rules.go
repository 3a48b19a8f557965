package overlay

import (
	"slices"

	"github.com/catchword/catchword/vocab"
)

// The rules by which problems are named. Names are stable.
const (
	ruleEncoding      = "overlay/encoding"
	ruleUnprintable   = "overlay/unprintable"
	ruleTooLong       = "overlay/too-long"
	ruleDirective     = "overlay/directive"
	ruleSyntax        = "overlay/syntax"
	ruleQuotes        = "overlay/quotes"
	ruleEmpty         = "overlay/empty"
	ruleLanguage      = "overlay/language"
	ruleNumber        = "overlay/number"
	ruleUnknown       = "overlay/unknown-concept"
	ruleAmbiguous     = "overlay/ambiguous"
	ruleContradiction = "overlay/contradiction"
	rulePreferred     = "overlay/preferred-label"
	ruleTaken         = "overlay/label-of-another"
	ruleDeprecated    = "overlay/deprecated"
	ruleRepeated      = "overlay/repeated"
	ruleKnown         = "overlay/known-label"
	ruleNothing       = "overlay/nothing"
)

var rules = []vocab.Rule{
	{Name: ruleAmbiguous, Severity: vocab.Error, Description: "Several concepts have the preferred label by which one is named; the line needs an ID."},
	{Name: ruleContradiction, Severity: vocab.Error, Description: "A line says the opposite of another; the more cautious one, or else the first, stands."},
	{Name: ruleDeprecated, Severity: vocab.Warning, Description: "A concept is deprecated, and so never suggested anyway."},
	{Name: ruleDirective, Severity: vocab.Error, Description: "A line begins with a word that is no directive; it is left out."},
	{Name: ruleEmpty, Severity: vocab.Error, Description: "A label, a phrase or a concept is missing between two bars or behind a colon; it is left out."},
	{Name: ruleEncoding, Severity: vocab.Error, Description: "A line is not UTF-8; it is left out."},
	{Name: ruleKnown, Severity: vocab.Info, Description: "The concept has a further label already."},
	{Name: ruleTaken, Severity: vocab.Warning, Description: "A further label is one of another concept too."},
	{Name: ruleLanguage, Severity: vocab.Error, Description: "What stands behind @ is no language tag; the line is left out."},
	{Name: ruleNothing, Severity: vocab.Warning, Description: "A file has no directives."},
	{Name: ruleNumber, Severity: vocab.Error, Description: "A limit is no number from 1 on; it is left out."},
	{Name: rulePreferred, Severity: vocab.Warning, Description: "A phrase is a preferred label, which is never found then: omit may be meant."},
	{Name: ruleQuotes, Severity: vocab.Error, Description: "A quotation mark is not closed, or text follows it; the line is left out."},
	{Name: ruleRepeated, Severity: vocab.Info, Description: "A line says again what another says."},
	{Name: ruleSyntax, Severity: vocab.Error, Description: "A line lacks what its directive needs, or has more; it is left out."},
	{Name: ruleTooLong, Severity: vocab.Error, Description: "A line or a label is too long to be one; it is left out."},
	{Name: ruleUnknown, Severity: vocab.Error, Description: "The vocabulary has no such concept; it is left out."},
	{Name: ruleUnprintable, Severity: vocab.Error, Description: "A line has characters that can't be printed; it is left out."},
}

// Rules returns the rules by which [Read] names problems, in the order of their
// names. Names are stable.
func Rules() []vocab.Rule { return slices.Clone(rules) }
