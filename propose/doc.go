// Package propose finds what texts talk about and a vocabulary can't say: noun
// phrases that are frequent, more so than elsewhere, and no label; and labels
// that texts use and that are never a tag there. A curator decides on both.
//
// A [Survey] is told of one text after another. What it proposes is ordered by
//
//	score = ln(1 + df) · ln(df/N / p) · G²/(G² + 10.83)
//	      · log₂(1 + words) · (f − n)/f · (1 − df/(N+1))² · (½ + RIDF)
//
// halved for names, whose parts are these; ln is the natural logarithm.
//
//   - df of the N texts read have the phrase, f times in all. A sentence that stood
//     in an earlier text is not counted again: what every text repeats, and texts
//     that are there twice, say nothing. What half of the texts have says little
//     of one, hence (1 − df/(N+1))².
//   - p is how likely a text elsewhere has the phrase. The background,
//     [background.English], knows words only. So p is between what it is where the
//     rarest word never stands without the others, and what it is where the words
//     have nothing to do with each other: their geometric mean, √(min pᵢ · Π pᵢ),
//     at least that of half a text. A word of d texts of M has pᵢ = (d + ½)/(M + 1),
//     a stop word 1. ln(1 + df) · ln(1/p) would be TF-IDF, with the corpus for a text.
//   - G² is the log-likelihood of df in N texts against p·M in M; 0 where the
//     phrase is rarer here. At 10.83, which chance exceeds once in a thousand
//     times, it counts half. T. Dunning, Accurate methods for the statistics of
//     surprise and coincidence, Computational Linguistics 19 (1993) 61–74;
//     P. Rayson, R. Garside, Comparing corpora using frequency profiling,
//     Workshop on Comparing Corpora (2000) 1–6.
//   - words is the number of words, and n how often, on average over the longer
//     phrases that have this one as a part, it stands within those: "fault
//     tolerance" is not what texts speak of that have only "software fault
//     tolerance". This is C-value, with log₂(1 + words) for log₂ words, which is 0
//     for one: K. Frantzi, S. Ananiadou, H. Mima, Automatic recognition of
//     multi-word terms, International Journal on Digital Libraries 3 (2000) 115–130.
//   - RIDF = ln(N/df) + ln(1 − e^(−f/N)), from 0 to 1, is how much the places of the
//     phrase keep together: texts that are about something speak of it again.
//     K. Church, W. Gale, Inverse document frequency: a measure of deviations
//     from Poisson, Workshop on Very Large Corpora (1995) 121–130.
//
// A score has no unit: it orders the phrases of one corpus. The weights were
// chosen by reading what came first over one archive. Parts of speech are those of
// package pos, so texts have to be in English.
package propose
