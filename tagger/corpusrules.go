package tagger

import "github.com/catchword/catchword/vocab"

// The rules of Inspect.
const (
	RuleTextUnread     Rule = "corpus/unreadable"
	RuleTextMissing    Rule = "corpus/no-text"
	RuleTextEmpty      Rule = "corpus/empty-text"
	RuleTextUntagged   Rule = "corpus/untagged"
	RuleTextWhole      Rule = "corpus/whole-vocabulary"
	RuleTextLanguage   Rule = "corpus/other-language"
	RuleTextSame       Rule = "corpus/duplicate"
	RuleTextNear       Rule = "corpus/near-duplicate"
	RuleSubjUnknown    Rule = "corpus/unknown-subject"
	RuleSubjOtherID    Rule = "corpus/other-id"
	RuleSubjAmbiguous  Rule = "corpus/ambiguous-subject"
	RuleSubjDeprecated Rule = "corpus/deprecated-subject"
	RuleSubjRepeated   Rule = "corpus/repeated-subject"
	RuleFewExamples    Rule = "corpus/few-examples"
	RuleTooSmall       Rule = "corpus/too-small"
)

// corpusRules are in the order in which findings about one text come.
var corpusRules = []ruleAbout{
	{RuleTextUnread, vocab.Error, "A text can't be read."},
	{RuleTextMissing, vocab.Warning, "A file of subjects has no text beside it."},
	{RuleTextEmpty, vocab.Warning, "A text has no words; nothing is learned from it."},
	{RuleTextUntagged, vocab.Warning, "A text has no subject of the vocabulary; nothing is learned from it."},
	{RuleTextWhole, vocab.Warning, "A text carries nearly the whole vocabulary, so its subjects say nothing."},
	{RuleTextLanguage, vocab.Warning, "A text seems to be in another language than the one it is read in."},
	{RuleTextSame, vocab.Warning, "A text has the same words as another."},
	{RuleTextNear, vocab.Warning, "A text is nearly the same as another."},
	{RuleSubjUnknown, vocab.Warning, "A subject is not in the vocabulary; it is left out."},
	{RuleSubjOtherID, vocab.Warning, "A subject's ID is not in the vocabulary; its label says which is meant."},
	{RuleSubjAmbiguous, vocab.Warning, "A subject may mean several concepts; it is left out."},
	{RuleSubjDeprecated, vocab.Info, "A subject is deprecated; the concept that replaces it takes its place, or it is left out."},
	{RuleSubjRepeated, vocab.Info, "Two subjects of a text mean the same."},
	{RuleFewExamples, vocab.Info, "Concepts have too few texts to learn from."},
	{RuleTooSmall, vocab.Error, "There are not two texts with a subject, so there is nothing to learn."},
}

// CorpusRules returns the rules of Inspect, in the order in which they are
// documented.
func CorpusRules() []Rule { return namesOfRules(corpusRules) }
