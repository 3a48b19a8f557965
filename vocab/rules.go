package vocab

import "slices"

// A Rule is a kind of problem.
type Rule struct {
	Name        string   // stable, as Problem.Rule has it
	Severity    Severity // the greatest that a problem of the rule has
	Description string   // in a sentence, what such a problem is
}

// The rules of Vocabulary.Check.
const (
	ruleOrphan          = "concept/orphan"
	ruleCluster         = "concept/cluster"
	ruleOutside         = "concept/outside-hierarchy"
	ruleUndocumented    = "concept/undocumented"
	ruleNoReplacement   = "concept/no-replacement"
	ruleDeadReplacement = "concept/replaced-by-deprecated"
	ruleVariant         = "label/variant"
	ruleNoLanguage      = "label/no-language"
	ruleLanguageGap     = "label/language-gap"
	ruleRareLanguage    = "label/rare-language"
	ruleSameNote        = "note/duplicate"
	ruleSameNotation    = "notation/duplicate"
	ruleNoScheme        = "concept/no-scheme"
	ruleMappingClash    = "mapping/clash"
	ruleMappingInside   = "mapping/inside"
	ruleNoTop           = "scheme/no-top"
	ruleTopMissing      = "scheme/top-missing"
	ruleTopBroader      = "scheme/top-broader"
	ruleRedundant       = "relation/redundant"
	ruleValueless       = "relation/valueless"
	ruleToDeprecated    = "relation/deprecated"
)

// rules says what each rule is about: first those of reading, then those of
// checking, each in the order of their names.
var rules = []Rule{
	{ruleColumnTwice, Error, "A column or member stands twice; the later one is left out."},
	{ruleColumn, Warning, "A column or member means nothing here; it is left out."},
	{ruleBadID, Error, "An ID is none, or too long; the concept is left out."},
	{ruleConceptID, Error, "Two entries have one ID; they are taken for one concept."},
	{ruleSeveral, Warning, "A concept has several preferred labels in one language; the later ones are taken for alternative."},
	{ruleNoPreferred, Error, "A concept has no preferred label; another label or the ID takes its place."},
	{ruleNoConcept, Warning, "Something is labelled or related as a concept, but is none; it is left out."},
	{ruleUntyped, Warning, "Something is used as a concept, but not said to be one; it is taken for one."},
	{ruleReplaced, Warning, "A concept is replaced by another, but not deprecated."},
	{ruleEncoding, Warning, "The file, or a part of it, is not UTF-8 and was decoded from another encoding; info for the whole of it."},
	{ruleRest, Info, "Something of a file is not read: lines of a page that are not its keywords, statements that are not of SKOS."},
	{ruleDuplicate, Error, "Two concepts have one label in one language, but for case, white space and hyphens; a warning where it is not the preferred one of both, or one is deprecated."},
	{ruleEmpty, Warning, "A label is empty; it is left out."},
	{ruleLanguage, Error, "There are too many languages; a warning where a language tag is not one of BCP 47, or is left out."},
	{rulePunctuation, Warning, "A label has neither letters nor digits."},
	{ruleRepeated, Warning, "A concept has a label twice, and it is kept once; info within one file."},
	{ruleTooLong, Error, "A label is too long to be one; it is left out."},
	{ruleUnprintable, Warning, "A label, ID or note has characters that can't be printed."},
	{ruleRelationBoth, Warning, "Two concepts are related, and one is broader than the other, directly or through others."},
	{ruleCycle, Error, "Broader, or replaced by, leads back to the concept."},
	{ruleRelationSelf, Error, "A relation names the concept itself; it is left out."},
	{ruleRelationUnknown, Error, "A relation names a concept that is not in the vocabulary; it is left out."},
	{ruleRow, Error, "A line, row or element can't be read; it is left out."},
	{ruleRowEmpty, Info, "A row has no value."},
	{ruleUnwritable, Warning, "A format can't say something that the vocabulary has; it is left out."},
	{ruleRowLines, Warning, "A value goes over several lines: a quotation mark may be missing. Info for a note."},
	{ruleValue, Error, "A value is none that its column can have; it is left out. A warning for a text that is not in the file."},

	{ruleCluster, Info, "Some concepts hang together and have no relation to the rest."},
	{ruleNoReplacement, Info, "A deprecated concept does not say what to use instead."},
	{ruleNoScheme, Info, "A concept is in no scheme, though most are in one."},
	{ruleOrphan, Info, "A concept has no relation to any other."},
	{ruleOutside, Info, "A concept has related ones, but a place in no hierarchy."},
	{ruleDeadReplacement, Warning, "A concept is replaced by one that is deprecated itself."},
	{ruleUndocumented, Info, "A concept has neither a definition nor another note."},
	{ruleLanguageGap, Warning, "A concept has no preferred label in a language in which most have one."},
	{ruleNoLanguage, Warning, "A label has no language, though most of them have."},
	{ruleRareLanguage, Info, "A language in which few concepts have a preferred label: translated in part, or a mistake in a tag."},
	{ruleVariant, Info, "Two labels of a concept differ in nothing but case, white space, hyphens and apostrophes."},
	{ruleMappingClash, Warning, "A concept is mapped to one concept in two ways that exclude each other, such as exactly and as related."},
	{ruleMappingInside, Info, "A concept is mapped to one of the same vocabulary, where a relation would say it."},
	{ruleSameNotation, Error, "Two concepts of a scheme have one notation."},
	{ruleSameNote, Warning, "Two concepts have one definition."},
	{ruleToDeprecated, Warning, "A concept in use has a deprecated one for a broader or related one."},
	{ruleRedundant, Warning, "A broader concept is broader than another broader concept too, and so follows from it."},
	{ruleValueless, Info, "Two related concepts have a broader concept in common, and so belong together already."},
	{ruleNoTop, Warning, "A scheme has a hierarchy, but no top concept."},
	{ruleTopBroader, Warning, "A top concept of a scheme has a broader concept in that scheme."},
	{ruleTopMissing, Info, "A concept has narrower concepts in its scheme and no broader one, but is no top concept of it."},
}

// Rules returns the rules by which reading and [Vocabulary.Check] name
// problems. Names are stable.
func Rules() []Rule { return slices.Clone(rules) }
