package propose

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/catchword/catchword/vocab"
)

// critical is the value of G² that chance exceeds once in a thousand times (χ²
// with one degree of freedom).
const critical = 10.83

// nameShare is the share of the places in which a phrase may have a small letter
// at the beginning of a word, and still be a name.
const nameShare = 0.1

// A ranked is a phrase with its score.
type ranked struct {
	*phrase
	score         float64
	background    float64
	logLikelihood float64
	name          bool
}

// Result returns the best proposals and the labels that are never right, at most
// limit of each, all if limit is 0. The survey may go on after it. It takes time linear in the phrases, and that of
// [tagger.Tagger.Suggest] for each that is looked at.
func (s *Survey) Result(limit int) *Result {
	out := &Result{Texts: len(s.texts), Forgotten: int(s.phrases.lost), Proposals: []Proposal{}}
	j := s.newJudge()
	out.Tagged = j.texts
	all := s.rank()
	out.Candidates = len(all)
	folded := make(map[string]bool)
	slugs := newSlugs(s.tagger.Vocabulary())
	for _, r := range all {
		if limit > 0 && len(out.Proposals) == limit {
			break
		}
		// Words that are joined here and apart there are one to a vocabulary.
		if p, ok := j.propose(r); ok && !folded[vocab.Fold(p.Phrase)] {
			folded[vocab.Fold(p.Phrase)] = true
			if p.Kind == Concept {
				p.id = slugs.id(p.Phrase)
			}
			out.Proposals = append(out.Proposals, p)
		}
	}
	out.Labels = s.wrong(j.tagged)
	out.NeverRight = len(out.Labels)
	if limit > 0 {
		out.Labels = out.Labels[:min(limit, len(out.Labels))]
	}
	return out
}

// rank returns the phrases that may be terms, the best first.
func (s *Survey) rank() []ranked {
	minimum := int32(s.options.MinTexts)
	nested := s.nested(minimum)
	var all []ranked
	for key, p := range s.phrases.all {
		if p.texts < minimum || 2*p.wholes < p.times {
			continue // of a part that mostly goes on, such as "open" of "open data"
		}
		r := ranked{phrase: p}
		r.background = s.elsewhere(key)
		r.logLikelihood = logLikelihood(float64(p.texts), float64(len(s.texts)), r.background*float64(s.background.Docs()), float64(s.background.Docs()))
		r.name = float64(p.lower) < nameShare*float64(p.times)
		r.score = s.score(&r, nested[key])
		if r.score > 0 {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.key, b.key))
	})
	return all
}

// score returns the score of a phrase, of which so many places are within longer
// ones: see the package's comment.
func (s *Survey) score(r *ranked, nested float64) float64 {
	texts, times, n := float64(r.texts), float64(r.times), float64(len(s.texts))
	score := math.Log1p(texts) * max(math.Log(texts/n/r.background), 0)
	score *= r.logLikelihood / (r.logLikelihood + critical)
	score *= math.Log2(float64(2+strings.Count(r.key, " "))) * max(1-nested/times, 0)
	others := 1 - texts/(n+1)
	score *= others * others * (0.5 + residualIDF(texts, times, n))
	if r.name {
		score /= 2
	}
	return score
}

// nested returns how often phrases occur, on average over the longer ones that
// have them as parts and are frequent themselves, within those.
func (s *Survey) nested(minimum int32) map[string]float64 {
	type count struct{ times, phrases int }
	counts := make(map[string]count)
	for key, p := range s.phrases.all {
		if p.texts < minimum || 2*p.wholes < p.times || !strings.Contains(key, " ") {
			continue
		}
		parts(key, func(part string) {
			c := counts[part]
			counts[part] = count{c.times + int(p.times), c.phrases + 1}
		})
	}
	average := make(map[string]float64, len(counts))
	for part, c := range counts {
		average[part] = float64(c.times) / float64(c.phrases)
	}
	return average
}

// elsewhere returns how likely a text of the background has a phrase: at least as
// likely as if half a text of it had.
func (s *Survey) elsewhere(key string) float64 {
	docs := float64(s.background.Docs()) + 1
	least, all := 1.0, 1.0
	for word := range strings.SplitSeq(key, " ") {
		if s.tagger.Analyzer().Word(word).Stop {
			continue
		}
		p := (float64(s.background.DF(word)) + 0.5) / docs
		least, all = min(least, p), all*p
	}
	return max(math.Sqrt(least*all), 0.5/docs)
}

// logLikelihood returns G² of a in n against b in m texts, 0 where a is relatively
// rarer.
func logLikelihood(a, n, b, m float64) float64 {
	if n == 0 || m == 0 || a/n <= b/m {
		return 0
	}
	share := (a + b) / (n + m)
	term := func(observed, expected float64) float64 {
		if observed == 0 {
			return 0
		}
		return observed * math.Log(observed/expected)
	}
	return 2 * (term(a, n*share) + term(b, m*share))
}

// residualIDF returns how much rarer the texts with a phrase are than they would
// be if its places were scattered over all n texts by chance; from 0 to 1.
func residualIDF(texts, times, n float64) float64 {
	return min(max(0, math.Log(n/texts)+math.Log(-math.Expm1(-times/n))), 1)
}
