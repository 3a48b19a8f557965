package propose

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
)

// A Reading is what Read found in a text.
type Reading struct {
	id, path  string
	sentences []sentence
	tagged    bool
	concepts  []int32
	labels    []labelUse
}

// A sentence has a noun phrase.
type sentence struct {
	hash     uint64
	text     string
	shown    string // text as examples have it, once one does
	line     int
	mentions []mention
}

// A mention is a place of a phrase, or of a part of one.
type mention struct {
	key     string    // its singular forms
	surface string    // as it reads
	at      span.Span // in the sentence
	whole   bool      // it ends where a noun phrase does
	lower   bool      // one of its words begins with a small letter
}

// Bounds of what is a phrase.
const (
	mostWords = 4
	mostBytes = 80  // of a phrase
	excerpt   = 240 // bytes of a sentence, or of what is shown of a longer one
)

// Read finds the noun phrases of a report, what its tags mean, and which labels
// it has. It takes a few times as long as [tagger.Tagger.SuggestReport], and is
// linear in the text. It is safe for concurrent use, also with Add.
func (s *Survey) Read(r *report.Report) *Reading {
	out := &Reading{id: r.ID, path: r.Path}
	for runs := range r.Prose() {
		s.block(out, r, runs)
	}
	s.tags(out, r)
	s.uses(out, r)
	return out
}

// block reads the sentences of a block.
func (s *Survey) block(out *Reading, r *report.Report, runs []span.Span) {
	reading := report.Read(r.Text, runs)
	text := reading.Text
	found := s.pos.NounPhrases(text)
	if len(found) == 0 {
		return
	}
	var tokens []analysis.Token
	next := 0
	start := 0
	for cut := range analysis.Sentences(text) {
		if next == len(found) {
			break
		}
		from := next
		for next < len(found) && found[next].End <= cut.End {
			next++
		}
		if next < len(found) && found[next].Start < cut.End {
			next = from // a phrase goes on in the next sentence: the two are one
			continue
		}
		whole := span.Span{Start: start, End: cut.End}
		start = cut.End
		if next == from {
			continue
		}
		sent := sentence{hash: hashOf(whole.In(text)), text: whole.In(text)}
		for _, p := range found[from:next] {
			tokens = s.tagger.Analyzer().AppendTokens(tokens[:0], p.In(text))
			sent.mentions = appendMentions(sent.mentions, tokens, sent.text, p.Start-whole.Start)
		}
		if len(sent.mentions) == 0 {
			continue
		}
		sent.line = r.Position(reading.Place(found[from]).Start).Line
		out.sentences = append(out.sentences, sent)
	}
}

// hashOf returns the hash of a sentence, the same in every run.
func hashOf(sentence string) uint64 {
	h := fnv.New64a()
	for word := range strings.FieldsSeq(sentence) {
		_, _ = h.Write([]byte(word))
		_, _ = h.Write([]byte{' '})
	}
	return h.Sum64()
}

// appendMentions appends the phrase that begins at start in a sentence, and whose
// words are tokens, and the parts of it that can be terms: those of up to four words that neither begin nor end
// in a stop word or number.
func appendMentions(dst []mention, tokens []analysis.Token, sentence string, start int) []mention {
	for i := range tokens {
		if !carries(tokens[i].Word) || vague[tokens[i].Word.Exact] {
			continue
		}
		key := ""
		if at := start + tokens[i].Start; at > 0 && sentence[at-1] == '&' {
			continue // what is left of a character of HTML
		}
		for j := i; j < len(tokens) && j < i+mostWords; j++ {
			if j > i && (tokens[j].Gap == 0 || tokens[j].Gap.Breaks()) {
				break
			}
			if j > i {
				key += " "
			}
			key += tokens[j].Word.Singular
			at := span.Span{Start: start + tokens[i].Start, End: start + tokens[j].End}
			if at.Len() > mostBytes {
				break
			}
			if !carries(tokens[j].Word) || i == j && (light[key] || utf8.RuneCountInString(key) < 3 && !tokens[i].Word.Acronym) {
				continue
			}
			surface := plain(at.In(sentence))
			dst = append(dst, mention{key: key, surface: surface, at: at, whole: j == len(tokens)-1, lower: hasLower(surface)})
		}
	}
	return dst
}

// carries reports whether a term may begin or end in a word.
func carries(w *analysis.Word) bool { return !w.Number && (!w.Stop || w.Acronym) }

// plain returns text on one line, with single spaces and nothing that can't be
// printed.
func plain(text string) string {
	clean := true
	for i := range len(text) {
		if c := text[i]; c <= ' ' && (c != ' ' || i+1 < len(text) && text[i+1] == ' ') || c >= 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r != ' ' && !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " "))
}

// hasLower reports whether a word of a phrase begins with a small letter.
func hasLower(phrase string) bool {
	for word := range strings.FieldsSeq(phrase) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// show returns the sentence or, where that is long, what of it is around a
// place, on one line.
func (s *sentence) show(at span.Span) string {
	if len(s.text) <= excerpt {
		if s.shown == "" {
			s.shown = strings.Clone(plain(strings.TrimSpace(s.text)))
		}
		return s.shown
	}
	start, end := max(0, at.Start-excerpt/2), min(len(s.text), at.End+excerpt/2)
	before, after := "…", "…"
	if start == 0 {
		before = ""
	} else if i := strings.IndexByte(s.text[start:at.Start], ' '); i >= 0 {
		start += i
	}
	if end == len(s.text) {
		after = ""
	} else if i := strings.LastIndexByte(s.text[at.End:end], ' '); i >= 0 {
		end = at.End + i
	}
	return strings.Clone(before + plain(strings.TrimSpace(s.text[start:end])) + after)
}

// tags finds what the tags of a report mean.
func (s *Survey) tags(out *Reading, r *report.Report) {
	tags := r.Tags
	if len(tags) == 0 {
		for i := range r.Sections {
			tags = append(tags, r.Sections[i].Tags...)
		}
	}
	for _, tag := range tags {
		for _, name := range []string{tag.ID, tag.Label} {
			if n := s.meaning(name); n >= 0 {
				out.concepts = append(out.concepts, int32(n))
				break
			}
		}
	}
	slices.Sort(out.concepts)
	out.concepts = slices.Compact(out.concepts)
	// A text that carries nearly the whole vocabulary says nothing by its tags.
	n := len(out.concepts)
	out.tagged = n > 0 && !(n >= 20 && 2*n >= s.tagger.Vocabulary().Len())
	if !out.tagged {
		out.concepts = nil
	}
}

// mostMeanings is how many tags are remembered.
const mostMeanings = 1 << 16

// meaning returns the index of the concept that a tag means, -1 if there is none.
func (s *Survey) meaning(tag string) int {
	if tag == "" {
		return -1
	}
	s.mu.Lock()
	n, ok := s.meanings[tag]
	s.mu.Unlock()
	if ok {
		return n
	}
	means := s.tagger.Resolve(tag)
	n = means.Concept
	if means.Replacement >= 0 {
		n = means.Replacement
	}
	s.mu.Lock()
	if len(s.meanings) < mostMeanings {
		s.meanings[tag] = n
	}
	s.mu.Unlock()
	return n
}

// uses finds the labels that a report has, word for word.
func (s *Survey) uses(out *Reading, r *report.Report) {
	if !out.tagged {
		return
	}
	v := s.tagger.Vocabulary()
	for _, g := range s.tagger.SuggestReport(r).Suggestions {
		n, ok := v.Index(g.ID)
		if !ok {
			continue
		}
		for _, e := range g.Evidence {
			if e.Match <= tagger.Plural {
				out.labels = append(out.labels, labelUse{int32(n), e.Kind, e.Label})
			}
		}
	}
	slices.SortFunc(out.labels, compareUses)
	out.labels = slices.Compact(out.labels)
}
