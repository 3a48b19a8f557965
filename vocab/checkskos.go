package vocab

import "slices"

// schemes finds what is wrong with schemes and their top concepts.
func (c *checker) schemes() {
	type scheme struct {
		first   int  // its first concept
		top     bool // has a top concept
		related bool // has a hierarchy
	}
	all := make(map[string]*scheme)
	var order []string
	var without []int
	for _, i := range c.inUse {
		concept := c.v.At(i)
		if len(concept.Schemes) == 0 {
			without = append(without, i)
		}
		for _, id := range concept.Schemes {
			s := all[id]
			if s == nil {
				s = &scheme{first: i}
				all[id] = s
				order = append(order, id)
			}
			s.top = s.top || slices.Contains(concept.TopOf, id)
			s.related = s.related || len(concept.Narrower) > 0
		}
	}
	if len(all) > 0 && !custom(len(without), len(c.inUse)) {
		for _, i := range without {
			c.problem(ruleNoScheme, Info, i, "%s is in no scheme", c.name(i))
		}
	}
	for _, id := range order {
		if s := all[id]; s.related && !s.top {
			c.problem(ruleNoTop, Warning, -1, "scheme %s has no top concept", quote(id))
		}
	}
	for _, i := range c.inUse {
		concept := c.v.At(i)
		for _, id := range concept.Schemes {
			above := c.inScheme(concept.Broader, id)
			switch top := slices.Contains(concept.TopOf, id); {
			case top && above >= 0:
				c.problem(ruleTopBroader, Warning, i, "%s is a top concept, but has broader %s", c.name(i), c.name(above))
			case !top && above < 0 && all[id].top && c.inScheme(concept.Narrower, id) >= 0:
				c.problem(ruleTopMissing, Info, i, "%s has nothing broader in scheme %s, but is no top concept of it", c.name(i), quote(id))
			}
		}
	}
}

// inScheme returns the first of some concepts in use that is in a scheme, or -1.
func (c *checker) inScheme(ids []string, scheme string) int {
	for _, id := range ids {
		i := c.v.indexOf(id)
		if concept := c.v.At(i); !concept.Deprecated && slices.Contains(concept.Schemes, scheme) {
			return i
		}
	}
	return -1
}

// mappings finds mappings that exclude each other (SKOS Reference, S46), and
// such as stay within the vocabulary.
func (c *checker) mappings() {
	for _, i := range c.inUse {
		concept := c.v.At(i)
		how := make(map[string]string)
		for _, m := range []struct {
			name string
			ids  []string
		}{
			{"exactly", concept.ExactMatch}, {"closely", concept.CloseMatch}, {"as broader", concept.BroadMatch},
			{"as narrower", concept.NarrowMatch}, {"as related", concept.RelatedMatch},
		} {
			for _, id := range m.ids {
				if before, ok := how[id]; ok && m.name != "closely" && before != "closely" {
					c.problem(ruleMappingClash, Warning, i, "%s is mapped to %s both %s and %s", c.name(i), quote(id), before, m.name)
				}
				how[id] = m.name
				if j, ok := c.v.Index(id); ok {
					c.problem(ruleMappingInside, Info, i, "%s is mapped %s to %s, which is in this vocabulary", c.name(i), m.name, c.name(j))
				}
			}
		}
	}
}
