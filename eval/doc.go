// Package eval measures keyword suggestions, of any system, against the
// keywords that people gave to the same texts.
//
// [Evaluate] takes [Text] values: what indexers gave to a text, and what a system
// suggested for it, best first. Its [Result] has
//
//   - precision, recall and F1 of the first k suggestions and of those whose
//     score reaches a threshold: averaged over texts, over concepts, and of all
//     suggestions together;
//   - nDCG, R-precision and mean average precision, which judge the order;
//   - how consistent suggestions are with each indexer, beside how consistent
//     the indexers are with each other;
//   - precision, recall and F1 that give credit for a broader or narrower concept;
//   - how far scores are the probabilities that they claim to be;
//   - for all of these, intervals by bootstrap over the texts;
//   - and figures for each text and each concept.
//
// [Compare] tells whether two systems differ on the same texts by more than
// chance. [CrossValidate] and [LearningCurve] take a function that learns;
// [Folds] divides texts so that those which belong together stay together.
// [ReadPredictions] reads what another system suggested.
//
// What a text has in [Text.Gold] is taken to be right and all else to be wrong.
// Indexers agree with each other in less than half of their keywords, so no
// figure should be read without theirs, or at least without another system's.
package eval
