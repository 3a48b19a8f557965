package eval

import "slices"

// mostAncestors bounds the concepts that a set is completed with, as a
// vocabulary's hierarchy can be anything.
const mostAncestors = 1 << 12

// Ancestry returns a set of concepts with all that are broader than these, at
// any distance, sorted: what hierarchical precision and recall compare. A cycle
// does no harm. Of very many broader concepts, some thousands are taken.
func Ancestry(set []string, broader func(id string) []string) []string {
	all := unique(set)
	seen := make(map[string]bool, 2*len(all))
	for _, id := range all {
		seen[id] = true
	}
	own := len(all)
	for i := 0; i < len(all); i++ {
		for _, id := range broader(all[i]) {
			if !seen[id] && len(all)-own < mostAncestors {
				seen[id] = true
				all = append(all, id)
			}
		}
	}
	slices.Sort(all)
	return all
}
