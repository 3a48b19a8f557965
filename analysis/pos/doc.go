// Package pos finds the treebank tokens of an English text and their parts of
// speech, with prose (github.com/jdkato/prose/v2).
//
// It keeps what is good in prose, its rules for cutting words and its trained
// model, and lets none of its known defects through:
//
//   - prose drops what follows a clitic ("John's," becomes "John"), gives no
//     offsets and rewrites quotation marks. Here it is only ever shown one
//     short run of characters, in ASCII of the same number of characters, and
//     cut so that nothing follows a clitic; what it answers is counted back
//     into the text. Every byte that is not white space is in exactly one
//     [Token].
//   - It panics where the lower case of a text is longer. ASCII never is.
//   - It takes quadratic time on runs of punctuation and of line breaks. The
//     runs that it is shown are of at most 64 bytes, and its sentences are not
//     used: [github.com/catchword/catchword/analysis.Sentences] are.
//   - Its tagger gives all occurrences of a word in a document, even in one
//     sentence, the tag of the last one, as they share one token; and it adds
//     up weights in the random order of a map, so that near ties fall one way
//     or the other from run to run. There is no way to hand it tokens that are
//     not shared. So the weights are read from prose, and the averaged
//     perceptron that it trained is evaluated here, in whole thousandths (which
//     its weights are), with the same features in the same order of words.
//
// Where this package leaves prose on purpose: dashes, bullets, dots in a row
// and opening quotes are tokens of their own; 've and 'd are cut off as 's and
// 'll are; O'Malley is one token; the full stop behind a short capitalized word
// ("the Act.") belongs to it only if the model knows the abbreviation; numbers
// such as 3.50 are not taken for web addresses; and the tags -NONE- and "-",
// which are none of the Penn Treebank's, are never given.
//
// The model learned from the Wall Street Journal. Of the tokens of the sample of
// it that prose is tested with, which the model may have seen, 96.1 % get the
// right tag. Texts in other languages are cut just as well, but their tags mean
// nothing.
package pos
