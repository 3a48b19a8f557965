package vocab

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// An AddedLabel is a label that a concept is to have beside those of its own.
type AddedLabel struct {
	Concept string `json:"concept"` // its ID
	Label
	Kind LabelKind `json:"kind"` // Alternative or Hidden; Preferred is taken for Alternative
	Line int       `json:"line"` // where it stands in its file; 0 where that isn't known
}

// WithLabels returns a vocabulary that has further labels, behind those that are
// there, and is v in all else; v itself if none is new. What can't be added is
// passed over: labels of concepts that are not in v, and labels that a concept
// has already, in the same language or added without one. Where all labels of v
// are in one language, so are those that are added without. The error is that of
// texts longer than 4 GB. It copies the texts of v, and shares the rest.
func (v *Vocabulary) WithLabels(added []AddedLabel) (*Vocabulary, error) {
	w := &Vocabulary{
		schemes: v.schemes, collections: v.collections, langs: v.langs, ids: v.ids, deprecated: v.deprecated, order: v.order,
		linkFrom: v.linkFrom, links: v.links, names: v.names, file: v.file, lines: v.lines, problems: v.problems,
	}
	own := ""
	if langs := v.Languages(); len(langs) == 1 {
		own = langs[0]
	}
	rows := make(map[int][]text)
	had := make(map[labelOf]bool)
	var more strings.Builder
	for _, a := range added {
		i, ok := v.Index(a.Concept)
		if a.Text, _ = Tidy(a.Text); !ok || a.Text == "" || len(a.Text) > maxLabel {
			continue
		}
		if !validLang(a.Lang) {
			a.Lang = ""
		}
		if len(v.text)+more.Len()+len(a.Text) > math.MaxUint32 {
			return nil, errTooMuch
		}
		if rows[i] == nil {
			rows[i] = []text{}
			for kind := Preferred; kind <= Hidden; kind++ {
				for l := range v.Labels(i, kind) {
					meet(had, i, l)
				}
			}
		}
		if had[labelOf{i, a.Text, strings.ToLower(a.Lang), a.Lang == ""}] {
			continue
		}
		a.Lang = cmp.Or(a.Lang, own)
		meet(had, i, a.Label)
		at := place{uint32(len(v.text) + more.Len()), uint32(len(a.Text))}
		more.WriteString(a.Text)
		rows[i] = append(rows[i], text{at, w.langNumber(a.Lang), textKind(min(max(a.Kind, Alternative), Hidden))})
	}
	if more.Len() == 0 {
		return v, nil
	}
	w.text = v.text + more.String()
	w.texts, w.textFrom = make([]text, 0, len(v.texts)+len(added)), make([]uint32, 1, len(v.textFrom))
	for i := range v.ids {
		own := len(w.texts)
		w.texts = append(append(w.texts, v.texts[v.textFrom[i]:v.textFrom[i+1]]...), rows[i]...)
		if len(rows[i]) > 0 {
			slices.SortStableFunc(w.texts[own:], func(a, b text) int { return int(a.kind) - int(b.kind) })
		}
		w.textFrom = append(w.textFrom, uint32(len(w.texts)))
	}
	w.prepare()
	return w, nil
}

// A labelOf is a label of concept i: in a language, in lower case, or in any.
type labelOf struct {
	i          int
	text, lang string
	any        bool
}

// meet takes note of a label of concept i.
func meet(had map[labelOf]bool, i int, l Label) {
	had[labelOf{i, l.Text, strings.ToLower(l.Lang), false}] = true
	had[labelOf{i, l.Text, "", true}] = true
}

// langNumber returns the number of a language tag, which becomes one of v's if
// it is new; that of no language if there are too many.
func (v *Vocabulary) langNumber(tag string) uint16 {
	n := slices.Index(v.langs, tag)
	switch {
	case n >= 0:
		return uint16(n)
	case len(v.langs) > math.MaxUint16:
		return 0
	}
	v.langs = append(slices.Clip(v.langs), tag)
	return uint16(len(v.langs) - 1)
}
