package vocab

import (
	"fmt"
	"slices"
	"strings"
)

// connections finds concepts that are apart from the others.
func (c *checker) connections() {
	group := c.groups()
	size := make(map[int]int, 16) // by representative, of concepts in use
	largest, linked, placed := -1, 0, 0
	var alone, outside []int
	for _, i := range c.inUse {
		size[group[i]]++
		concept := c.v.At(i)
		switch {
		case len(concept.Broader)+len(concept.Narrower) > 0:
			placed++
		case len(concept.Related) > 0:
			outside = append(outside, i)
		}
	}
	for _, i := range c.inUse {
		switch g := group[i]; {
		case size[g] == 1:
			alone = append(alone, i)
		default:
			linked++
			if largest < 0 || size[g] > size[largest] {
				largest = g
			}
		}
	}
	if linked == 0 {
		return // a list
	}
	c.flaw(ruleOrphan, Info, alone, len(c.inUse),
		func(i int) string { return fmt.Sprintf("%s has no relation to any other concept", c.name(i)) },
		"have no relation to any other concept")
	if placed > 0 {
		c.flaw(ruleOutside, Info, outside, len(c.inUse),
			func(i int) string { return fmt.Sprintf("%s has neither a broader nor a narrower concept", c.name(i)) },
			"have related concepts, but neither broader nor narrower ones")
	}
	c.clusters(group, size, largest, linked)
}

// clusters reports the groups beside the largest; or, where that has less than
// half of the concepts, and so the vocabulary is made of groups, how many there
// are.
func (c *checker) clusters(group []int, size map[int]int, largest, linked int) {
	members := make(map[int][]int)
	var order []int
	for _, i := range c.inUse {
		g := group[i]
		if g == largest || size[g] < 2 {
			continue
		}
		if members[g] == nil {
			order = append(order, g)
		}
		if len(members[g]) < 3 {
			members[g] = append(members[g], i)
		}
	}
	if len(order) > 0 && 2*size[largest] < linked {
		c.problem(ruleCluster, Info, -1, "the concepts fall into %d groups without a relation between them; the largest has %d of %d", len(order)+1, size[largest], linked)
		return
	}
	for _, g := range order {
		names := make([]string, len(members[g]))
		for i, m := range members[g] {
			names[i] = quote(c.v.At(m).Label(""))
		}
		text := strings.Join(names, ", ")
		if more := size[g] - len(names); more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		c.problem(ruleCluster, Info, members[g][0], "%s have no relation to the other concepts", text)
	}
}

// groups returns, for each concept, a representative of those that relations
// connect it with: by union and find with halved paths.
func (c *checker) groups() []int {
	parent := make([]int, c.v.Len())
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i := range c.v.Len() {
		concept := c.v.At(i)
		for _, ids := range [][]string{concept.Broader, concept.Related, concept.ReplacedBy} {
			for _, id := range ids {
				a, b := find(i), find(c.v.indexOf(id))
				parent[max(a, b)] = min(a, b)
			}
		}
	}
	for i := range parent {
		parent[i] = find(i)
	}
	return parent
}

// mostAncestors is the number of concepts above one that are looked at. Real
// hierarchies have fewer; one that is a chain of thousands must not take time
// in the square of them.
const mostAncestors = 500

// relations finds relations that say nothing, or nothing good.
func (c *checker) relations() {
	up := newAncestry(c.v)
	var detours, siblings []Problem
	several, detoured, pairs := 0, 0, 0 // concepts with several broader ones; of them, those with detours; related pairs
	for _, i := range c.inUse {
		concept := c.v.At(i)
		c.deprecatedRelations(i)
		if len(concept.Broader) > 1 || len(concept.Related) > 0 && len(concept.Broader) > 0 {
			found := up.redundant(i)
			for _, f := range found {
				detours = append(detours, c.make(ruleRedundant, Warning, i, "%s: broader %s follows from broader %s", c.name(i), c.name(f[0]), c.name(f[1])))
			}
			if len(found) > 0 {
				detoured++
			}
			if len(concept.Broader) > 1 {
				several++
			}
			c.clashes(i, up)
		}
		for _, id := range concept.Related {
			j := c.v.indexOf(id)
			if j < i {
				continue // once, though both have it
			}
			pairs++
			if b, ok := common(concept.Broader, c.v.At(j).Broader); ok {
				siblings = append(siblings, c.make(ruleValueless, Info, i, "%s is related to %s, and both have broader %s", c.name(i), c.name(j), c.name(c.v.indexOf(b))))
			}
		}
	}
	if custom(detoured, several) {
		detours = []Problem{c.make(ruleRedundant, Warning, -1, "%d of %d concepts with several broader ones have some that follow from others", detoured, several)}
	}
	if custom(len(siblings), pairs) {
		siblings = []Problem{c.make(ruleValueless, Info, -1, "%d of %d pairs of related concepts have a broader concept in common", len(siblings), pairs)}
	}
	c.problems = append(append(c.problems, detours...), siblings...)
}

// deprecatedRelations finds deprecated concepts above concept i or related to
// it.
func (c *checker) deprecatedRelations(i int) {
	concept := c.v.At(i)
	for _, relation := range []struct {
		name string
		ids  []string
	}{{"broader", concept.Broader}, {"related", concept.Related}} {
		for _, id := range relation.ids {
			if j := c.v.indexOf(id); c.v.At(j).Deprecated {
				c.problem(ruleToDeprecated, Warning, i, "%s: %s %s is deprecated", c.name(i), relation.name, c.name(j))
			}
		}
	}
}

// clashes finds concepts that are related to i and, through others, above it.
// Those that are right above it were found in reading.
func (c *checker) clashes(i int, up *ancestry) {
	concept := c.v.At(i)
	for _, id := range concept.Related {
		j := c.v.indexOf(id)
		if _, direct := slices.BinarySearch(concept.Broader, id); direct || !up.above(j) {
			continue
		}
		if _, direct := slices.BinarySearch(concept.Narrower, id); direct {
			continue
		}
		c.problem(ruleRelationBoth, Warning, i, "%s is related to %s, which is broader by way of %s", c.name(i), c.name(j), c.name(up.from[j]))
	}
}

// common returns the first that two sorted lists have in common, in time of the
// shorter.
func common(a, b []string) (string, bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, id := range a {
		if _, ok := slices.BinarySearch(b, id); ok {
			return id, true
		}
	}
	return "", false
}

// An ancestry holds the concepts above one.
type ancestry struct {
	broader [][]int // by concept
	round   int
	seen    []int // by concept, the round in which it was met
	from    []int // by concept met, the direct broader concept that led to it
	queue   []int
}

func newAncestry(v *Vocabulary) *ancestry {
	a := &ancestry{broader: make([][]int, v.Len()), seen: make([]int, v.Len()), from: make([]int, v.Len())}
	for i := range v.Len() {
		for _, id := range v.At(i).Broader {
			a.broader[i] = append(a.broader[i], v.indexOf(id))
		}
	}
	return a
}

func (a *ancestry) above(i int) bool { return a.seen[i] == a.round }

// redundant walks up from i, and returns the direct broader concepts that others of
// them lead to, each with the one that does. Of a concept that is above itself it
// returns none: there the cycle is the problem.
func (a *ancestry) redundant(i int) (found [][2]int) {
	a.round++
	a.queue = a.queue[:0]
	for _, j := range a.broader[i] {
		a.seen[j], a.from[j] = a.round, j
		a.queue = append(a.queue, j)
	}
	for n := 0; n < len(a.queue) && n < mostAncestors; n++ {
		at := a.queue[n]
		for _, j := range a.broader[at] {
			switch {
			case j == i:
				return nil
			case a.seen[j] != a.round:
				a.seen[j], a.from[j] = a.round, a.from[at]
				a.queue = append(a.queue, j)
			case a.from[j] == j && a.from[at] != j:
				found = append(found, [2]int{j, a.from[at]})
			}
		}
	}
	slices.SortFunc(found, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	found = slices.CompactFunc(found, func(a, b [2]int) bool { return a[0] == b[0] })
	for _, f := range found {
		if slices.Contains(found, [2]int{f[1], f[0]}) {
			return nil // they are in a cycle of their own
		}
	}
	return found
}
