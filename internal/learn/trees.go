package learn

import (
	"fmt"
	"math"
)

// maxLeaves is how many leaves a tree has at most.
const maxLeaves = 64

// Trees are an ensemble of binary decision trees whose answer is the sum of a
// base and of one leaf of each tree. They are rows of numbers, which can be
// written to a file as they are; those that come out of one must pass Check
// before they are asked anything.
//
// Trees are not changed by their methods, which are safe for concurrent use.
type Trees struct {
	Width int       // how many features they look at
	Base  float64   // the sum for no trees at all
	Roots []int32   // where each tree begins in Nodes
	Nodes []Node    // tree after tree, parents before children
	Value []float64 // of each node: what a leaf adds to the sum, 0 for splits
	Cover []float32 // of each node: the weight of the rows that went through it in training
}

// A Node is a split or a leaf. A split sends what is greater than its threshold
// to the node behind Left, and all else, what is missing (NaN) included, to
// Left. A leaf is its own Left, with feature 0 and threshold +Inf, so that a
// walk that has reached one stays there.
type Node struct {
	Threshold float64
	Feature   int32
	Left      int32
}

// Check tells whether the trees keep the rules that their methods rely on: every
// child lies behind its parent in the same tree and has one parent, features are
// among Width, values are finite, and so small that no sum of them is not, covers
// are positive and finite, no tree has more than 64 leaves, and no node is reached
// by so small a share of the rows that nothing can be divided by it. The error is
// an *InputError. The cost is linear in the number of nodes.
func (t *Trees) Check() error {
	n := len(t.Nodes)
	switch {
	case t.Width <= 0:
		return &InputError{"trees", -1, fmt.Sprintf("width %d", t.Width)}
	case !(math.Abs(t.Base) <= mostValue):
		return &InputError{"trees", -1, fmt.Sprintf("base %v", t.Base)}
	case len(t.Value) != n || len(t.Cover) != n:
		return &InputError{"trees", -1, fmt.Sprintf("%d nodes, %d values, %d covers", n, len(t.Value), len(t.Cover))}
	case n > math.MaxInt32:
		return &InputError{"trees", -1, fmt.Sprintf("%d nodes", n)}
	case len(t.Roots) == 0 && n > 0 || len(t.Roots) > 0 && t.Roots[0] != 0:
		return &InputError{"node", 0, "belongs to no tree"}
	}
	claimed := make([]bool, n)  // by a parent, or as a root
	share := make([]float64, n) // of the rows of the tree
	for k, root := range t.Roots {
		end := n
		if k+1 < len(t.Roots) {
			end = int(t.Roots[k+1])
		}
		if int(root) >= end || end > n {
			return &InputError{"node", int(root), "is no root"}
		}
		if end-int(root) >= 2*maxLeaves {
			return &InputError{"node", int(root), fmt.Sprintf("root of more than %d leaves", maxLeaves)}
		}
		claimed[root], share[root] = true, 1
		for i := int(root); i < end; i++ {
			if err := t.checkNode(i, end, claimed, share); err != nil {
				return err
			}
		}
	}
	return nil
}

const (
	mostValue  = 1e290 // so great that sums of them are finite
	leastShare = 1e-60 // so small that quotients by it are
)

// checkNode checks a node of a tree that ends at end, and claims its children.
func (t *Trees) checkNode(i, end int, claimed []bool, share []float64) error {
	node, left := t.Nodes[i], int(t.Nodes[i].Left)
	switch {
	case !claimed[i]:
		return &InputError{"node", i, "has no parent"}
	case node.Feature < 0 || int(node.Feature) >= t.Width:
		return &InputError{"node", i, fmt.Sprintf("feature %d of %d", node.Feature, t.Width)}
	case !(math.Abs(t.Value[i]) <= mostValue):
		return &InputError{"node", i, fmt.Sprintf("value %v", t.Value[i])}
	case !(t.Cover[i] > 0) || math.IsInf(float64(t.Cover[i]), 1):
		return &InputError{"node", i, fmt.Sprintf("cover %v", t.Cover[i])}
	case !(share[i] >= leastShare):
		return &InputError{"node", i, fmt.Sprintf("reached by a share of %v of the rows", share[i])}
	case left == i:
		if node.Feature != 0 || !math.IsInf(node.Threshold, 1) {
			return &InputError{"node", i, "is both leaf and split"}
		}
		return nil
	case left < i || left+1 >= end:
		return &InputError{"node", i, fmt.Sprintf("children at %d", left)}
	case node.Threshold != node.Threshold:
		return &InputError{"node", i, "threshold NaN"}
	case claimed[left] || claimed[left+1]:
		return &InputError{"node", i, fmt.Sprintf("children at %d have another parent", left)}
	}
	claimed[left], claimed[left+1] = true, true
	part := t.leftShare(int32(left))
	share[left], share[left+1] = share[i]*part, share[i]*(1-part)
	return nil
}

// next returns where the walk of x goes from node i.
func (t *Trees) next(i int32, x []float64) int32 {
	n := &t.Nodes[i]
	if x[n.Feature] > n.Threshold {
		return n.Left + 1
	}
	return n.Left
}

// leaf returns the leaf of x below node i.
func (t *Trees) leaf(i int32, x []float64) int32 {
	for {
		j := t.next(i, x)
		if j == i {
			return i
		}
		i = j
	}
}

// Sum returns the base and what the leaves of x add to it, or NaN if x has not
// Width numbers. Where it is asked for often, a [Forest] has it sooner.
func (t *Trees) Sum(x []float64) float64 {
	if len(x) != t.Width {
		return math.NaN()
	}
	sum := t.Base
	for k := 0; k < len(t.Roots); k += together {
		part := 0.0
		for _, root := range t.Roots[k:min(k+together, len(t.Roots))] {
			part += t.Value[t.leaf(root, x)]
		}
		sum += part
	}
	return sum
}

// together is the number of trees whose values are added up before they are added
// to the sum.
const together = 4

// plant adds a tree of one leaf, and returns its root.
func (t *Trees) plant() int32 {
	root := int32(len(t.Nodes))
	t.Roots = append(t.Roots, root)
	t.addLeaf()
	return root
}

func (t *Trees) addLeaf() {
	t.Nodes = append(t.Nodes, Node{math.Inf(1), 0, int32(len(t.Nodes))})
	t.Value = append(t.Value, 0)
	t.Cover = append(t.Cover, 0)
}

// split makes a split of a leaf, and returns the left of its new leaves.
func (t *Trees) split(i, feature int32, threshold float64) int32 {
	left := int32(len(t.Nodes))
	t.Nodes[i] = Node{threshold, feature, left}
	t.addLeaf()
	t.addLeaf()
	return left
}

// addCovers gives the splits of the last tree the covers of their children.
func (t *Trees) addCovers() {
	for i := len(t.Nodes) - 1; i >= int(t.Roots[len(t.Roots)-1]); i-- {
		if left := int(t.Nodes[i].Left); left != i {
			t.Cover[i] = t.Cover[left] + t.Cover[left+1]
		}
	}
}

// fell takes away the last tree.
func (t *Trees) fell() {
	root := t.Roots[len(t.Roots)-1]
	t.Roots = t.Roots[:len(t.Roots)-1]
	t.Nodes, t.Value, t.Cover = t.Nodes[:root], t.Value[:root], t.Cover[:root]
}
