package propose

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/catchword/catchword/vocab"
)

// slugs gives IDs to new concepts of a vocabulary whose IDs are slugs of labels,
// such as child-care of "Child care".
type slugs struct {
	vocabulary *vocab.Vocabulary
	given      map[string]bool
}

// newSlugs returns nil, which gives no IDs, for a vocabulary of another custom: as
// of one whose IDs are the labels themselves, which need none.
func newSlugs(v *vocab.Vocabulary) *slugs {
	for c := range v.All() {
		if !isSlug(c) {
			return nil
		}
	}
	return &slugs{v, make(map[string]bool)}
}

// isSlug reports whether the ID of a concept is a slug of one of its preferred
// labels, perhaps without what stands in parentheses at its end.
func isSlug(c *vocab.Concept) bool {
	for _, l := range c.Pref {
		before, _, _ := strings.Cut(l.Text, " (")
		if c.ID == slug(l.Text) || c.ID == slug(before) {
			return true
		}
	}
	return false
}

// id returns an ID for a label that no other concept has.
func (s *slugs) id(label string) string {
	if s == nil {
		return ""
	}
	base := slug(label)
	id := base
	for n := 2; ; n++ {
		if _, taken := s.vocabulary.Index(id); !taken && !s.given[id] {
			s.given[id] = true
			return id
		}
		id = fmt.Sprintf("%s-%d", base, n)
	}
}

// slug returns the letters and digits of a label in lower case, with hyphens for
// what stands between.
func slug(label string) string {
	label = strings.NewReplacer("'", "", "\u2019", "").Replace(strings.ToLower(label))
	return strings.Join(strings.FieldsFunc(label, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }), "-")
}
