package vocab

import (
	"slices"
	"strings"
)

// A side is one of two vocabularies that are compared.
type side struct {
	*Vocabulary
	pref  map[Label]int   // preferred label, as labelKeys gives it: its concept, or -1 if several have it
	any   map[Label][]int // likewise for labels of any kind: those who have it
	pair  []int           // by concept: its counterpart on the other side, or -1
	links [][]int         // by concept: those of the other side that a label was handed on to or from, sorted
}

// mostHolders is the number of concepts that may share a label for that to tell
// anything.
const mostHolders = 8

func newSide(v *Vocabulary) side {
	s := side{Vocabulary: v, pref: make(map[Label]int, 2*v.Len()), any: make(map[Label][]int, 2*v.Len()), pair: make([]int, v.Len()), links: make([][]int, v.Len())}
	for i := range v.Len() {
		s.pair[i] = -1
		for kind := Preferred; kind <= Hidden; kind++ {
			for _, l := range v.At(i).Labels(kind) {
				for _, key := range labelKeys(l) {
					if kind == Preferred {
						if j, ok := s.pref[key]; ok && j != i {
							s.pref[key] = -1
						} else {
							s.pref[key] = i
						}
					}
					if holders := s.any[key]; len(holders) <= mostHolders && (len(holders) == 0 || holders[len(holders)-1] != i) {
						s.any[key] = append(holders, i)
					}
				}
			}
		}
	}
	return s
}

// everyLanguage stands for the language where any will do.
const everyLanguage = "*"

// labelKeys returns what a label is filed under: itself, folded, in its
// language without region, and in every language.
func labelKeys(l Label) [2]Label {
	folded := foldLabel(l.Text)
	return [2]Label{{folded, strings.ToLower(baseLang(l.Lang))}, {folded, everyLanguage}}
}

// askedKeys returns what labels that may be l are filed under: in its language
// and in none or, if it has none, in every one.
func askedKeys(l Label) []Label {
	keys := labelKeys(l)
	if l.Lang == "" {
		return keys[1:]
	}
	return []Label{keys[0], {keys[0].Text, ""}}
}

// withPref returns the one concept that has a preferred label, or -1.
func (s *side) withPref(l Label) int {
	found := -1
	for _, key := range askedKeys(l) {
		j, ok := s.pref[key]
		switch {
		case !ok:
		case j < 0 || found >= 0 && found != j:
			return -1
		default:
			found = j
		}
	}
	return found
}

// holders returns the concepts that have a label, none if they are too many to
// tell anything.
func (s *side) holders(l Label) []int {
	var all []int
	for _, key := range askedKeys(l) {
		all = append(all, s.any[key]...)
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) > mostHolders {
		return nil
	}
	return all
}

func (s *side) ref(i int) Ref { return Ref{s.At(i).ID, s.At(i).Label("")} }

// shares reports whether two concepts have a label in common, in one language
// or where one has none.
func (c *Concept) shares(other *Concept) bool {
	mine := make(map[Label]bool)
	for kind := Preferred; kind <= Hidden; kind++ {
		for _, l := range c.Labels(kind) {
			for _, key := range labelKeys(l) {
				mine[key] = true
			}
		}
	}
	for kind := Preferred; kind <= Hidden; kind++ {
		for _, l := range other.Labels(kind) {
			if slices.ContainsFunc(askedKeys(l), func(key Label) bool { return mine[key] }) {
				return true
			}
		}
	}
	return false
}
