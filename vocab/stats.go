package vocab

import (
	"cmp"
	"slices"
)

// Stats says how big a vocabulary is, and what it has.
type Stats struct {
	Concepts   int `json:"concepts"`
	Deprecated int `json:"deprecated"` // of the concepts

	PrefLabels   int `json:"prefLabels"`
	AltLabels    int `json:"altLabels"`
	HiddenLabels int `json:"hiddenLabels"`
	Definitions  int `json:"definitions"`
	ScopeNotes   int `json:"scopeNotes"`
	Notes        int `json:"notes"` // of other kinds
	Notations    int `json:"notations"`

	Broader  int `json:"broader"` // as many as Narrower, as each has its counterpart
	Narrower int `json:"narrower"`
	Related  int `json:"related"` // from both ends: twice the number of pairs
	Replaced int `json:"replacedBy"`
	Mappings int `json:"mappings"` // to concepts of other vocabularies, of all kinds

	TopConcepts int `json:"topConcepts"` // with narrower concepts and without broader ones
	Alone       int `json:"alone"`       // without any broader, narrower or related one
	Depth       int `json:"depth"`       // levels of the hierarchy, by the shortest ways from the top: 1 for a list
	MostBroader int `json:"mostBroader"` // the most that one concept has
	MostLabels  int `json:"mostLabels"`  // likewise, of all kinds and languages

	Languages []LanguageStats `json:"languages"` // most preferred labels first
}

// LanguageStats counts the labels of a language.
type LanguageStats struct {
	Lang         string `json:"lang"` // "" for labels without a language
	PrefLabels   int    `json:"prefLabels"`
	AltLabels    int    `json:"altLabels"`
	HiddenLabels int    `json:"hiddenLabels"`
}

// Stats counts what the vocabulary has. Its time is linear in that.
func (v *Vocabulary) Stats() Stats {
	s := Stats{Concepts: v.Len()}
	langs := make(map[string]*LanguageStats)
	for c := range v.All() {
		if c.Deprecated {
			s.Deprecated++
		}
		s.Notations += len(c.Notation)
		s.Notes += len(c.Example) + len(c.HistoryNote) + len(c.EditorialNote) + len(c.ChangeNote) + len(c.Note)
		s.Mappings += len(c.ExactMatch) + len(c.CloseMatch) + len(c.BroadMatch) + len(c.NarrowMatch) + len(c.RelatedMatch) + len(c.OtherMatch)
		s.Definitions += len(c.Definition)
		s.ScopeNotes += len(c.ScopeNote)
		s.PrefLabels += len(c.Pref)
		s.AltLabels += len(c.Alt)
		s.HiddenLabels += len(c.Hidden)
		s.Broader += len(c.Broader)
		s.Narrower += len(c.Narrower)
		s.Related += len(c.Related)
		s.Replaced += len(c.ReplacedBy)
		s.MostBroader = max(s.MostBroader, len(c.Broader))
		s.MostLabels = max(s.MostLabels, len(c.Pref)+len(c.Alt)+len(c.Hidden))
		switch {
		case len(c.Broader) == 0 && len(c.Narrower) > 0:
			s.TopConcepts++
		case len(c.Broader)+len(c.Related) == 0:
			s.Alone++
		}
		for kind := Preferred; kind <= Hidden; kind++ {
			for _, l := range c.Labels(kind) {
				counts := langs[l.Lang]
				if counts == nil {
					counts = &LanguageStats{Lang: l.Lang}
					langs[l.Lang] = counts
				}
				switch kind {
				case Preferred:
					counts.PrefLabels++
				case Alternative:
					counts.AltLabels++
				default:
					counts.HiddenLabels++
				}
			}
		}
	}
	s.Languages = make([]LanguageStats, 0, len(langs))
	for _, counts := range langs {
		s.Languages = append(s.Languages, *counts)
	}
	slices.SortFunc(s.Languages, func(a, b LanguageStats) int {
		return cmp.Or(cmp.Compare(b.PrefLabels, a.PrefLabels), cmp.Compare(b.AltLabels, a.AltLabels), cmp.Compare(a.Lang, b.Lang))
	})
	for _, level := range v.levels() {
		s.Depth = max(s.Depth, level)
	}
	return s
}

// levels returns the level of each concept: 1 without broader concepts, else one
// more than that of the one nearest to the top; 0 where no way leads to a top.
func (v *Vocabulary) levels() []int {
	level := make([]int, v.Len())
	var queue []int
	for i := range v.Len() {
		if len(v.At(i).Broader) == 0 {
			level[i] = 1
			queue = append(queue, i)
		}
	}
	for n := 0; n < len(queue); n++ {
		for _, id := range v.At(queue[n]).Narrower {
			if j := v.indexOf(id); level[j] == 0 {
				level[j] = level[queue[n]] + 1
				queue = append(queue, j)
			}
		}
	}
	return level
}

// PathToTop returns the concepts on the shortest way from a concept without
// broader ones down to the one with an ID, both included; of equally short ones
// the first in the order of IDs. It is nil if there is no such concept, and
// the concept alone where its broader concepts lead to no top.
func (v *Vocabulary) PathToTop(id string) []*Concept {
	start, ok := v.Index(id)
	if !ok {
		return nil
	}
	below := map[int]int{start: -1}
	queue := []int{start}
	for n := 0; n < len(queue); n++ {
		at := queue[n]
		if len(v.At(at).Broader) == 0 {
			var path []*Concept
			for ; at >= 0; at = below[at] {
				path = append(path, v.At(at))
			}
			return path
		}
		for _, id := range v.At(at).Broader {
			if j := v.indexOf(id); j != start {
				if _, met := below[j]; !met {
					below[j] = at
					queue = append(queue, j)
				}
			}
		}
	}
	return []*Concept{v.At(start)}
}
