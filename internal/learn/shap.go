package learn

import "math"

// Contributions tells how much each feature of x moves the sum: it returns what
// the sum is on average over the training rows, and puts into out a number for
// each feature, such that that average and they add up to Sum(x), to rounding.
// Out needs Width numbers, like x; otherwise all is NaN.
//
// They are the Shapley values of the game in which a set S of features is worth
// the sum expected where only those of S are known: a walk that comes to a split
// by another feature goes both ways, in the shares in which the training rows
// went. The method is Algorithm 2 of Lundberg, Erion and Lee, "Consistent
// individualized feature attribution for tree ensembles" (2018), with the shares
// of Cover. Its cost is leaves × depth² for each tree, so it is meant for
// small trees: for a full-grown tree of thousands of leaves it is milliseconds.
func (t *Trees) Contributions(x, out []float64) (base float64) {
	if len(x) != t.Width || len(out) != t.Width {
		for i := range out {
			out[i] = math.NaN()
		}
		return math.NaN()
	}
	clear(out)
	a := attribution{trees: t, x: x, out: out, path: make([]pathStep, 0, 128)}
	base = t.Base
	for _, root := range t.Roots {
		a.walk(root, 0, 1, 1, -1)
		base += t.mean(root)
	}
	return base
}

// mean returns the average of the leaves below a node, by cover.
func (t *Trees) mean(i int32) float64 {
	left := t.Nodes[i].Left
	if left == i {
		return t.Value[i]
	}
	share := t.leftShare(left)
	return share*t.mean(left) + (1-share)*t.mean(left+1)
}

// leftShare returns what share of the rows of two sisters went to the left one.
func (t *Trees) leftShare(left int32) float64 {
	l, r := float64(t.Cover[left]), float64(t.Cover[left+1])
	return l / (l + r)
}

// A pathStep is a feature on the way from the root to a node.
type pathStep struct {
	feature int32
	without float64 // share of the walks that come here if the feature is not known
	with    float64 // 1 if x comes here by it, else 0
	weight  float64 // share of the sets of features on the path, by their size
}

// An attribution walks the trees for one x.
type attribution struct {
	trees *Trees
	x     []float64
	out   []float64
	path  []pathStep // the paths to a node and to all above it, one behind the other
}

// walk adds what the leaves below a node contribute. The path to its parent
// begins at from; the step to the node itself is told by the other arguments.
func (a *attribution) walk(node int32, from int, without, with float64, feature int32) {
	t := a.trees
	above := len(a.path)
	a.path = append(a.path, a.path[from:]...)
	a.path = extend(a.path, above, pathStep{feature: feature, without: without, with: with})

	left := t.Nodes[node].Left
	if left == node {
		path := a.path[above:]
		for i := 1; i < len(path); i++ {
			s := &path[i]
			a.out[s.feature] += unwoundSum(path, i) * (s.with - s.without) * t.Value[node]
		}
		a.path = a.path[:above]
		return
	}
	f := t.Nodes[node].Feature
	without, with = 1, 1
	for i := above + 1; i < len(a.path); i++ {
		if s := a.path[i]; s.feature == f {
			without, with = s.without, s.with
			unwind(a.path[above:], i-above)
			a.path = a.path[:len(a.path)-1]
			break
		}
	}
	share := t.leftShare(left)
	goes := t.next(node, a.x)
	for child, s := range [2]float64{share, 1 - share} {
		i := left + int32(child)
		w := 0.
		if i == goes {
			w = with
		}
		a.walk(i, above, without*s, w, f)
	}
	a.path = a.path[:above]
}

// extend adds a step to the path that begins at from: the sets grow by it.
func extend(path []pathStep, from int, s pathStep) []pathStep {
	n := len(path) - from
	if n == 0 {
		s.weight = 1
	}
	path = append(path, s)
	p := path[from:]
	for i := n - 1; i >= 0; i-- {
		p[i+1].weight += s.with * p[i].weight * float64(i+1) / float64(n+1)
		p[i].weight = s.without * p[i].weight * float64(n-i) / float64(n+1)
	}
	return path
}

// unwind takes step k out of a path, undoing its extend. The last place is then
// of no meaning.
func unwind(path []pathStep, k int) {
	last := len(path) - 1
	n := path[last].weight
	with, without := path[k].with, path[k].without
	for i := last - 1; i >= 0; i-- {
		if with != 0 {
			w := path[i].weight
			path[i].weight = n * float64(last+1) / (float64(i+1) * with)
			n = w - path[i].weight*without*float64(last-i)/float64(last+1)
		} else {
			path[i].weight = path[i].weight * float64(last+1) / (without * float64(last-i))
		}
	}
	for i := k; i < last; i++ {
		path[i].feature, path[i].without, path[i].with = path[i+1].feature, path[i+1].without, path[i+1].with
	}
}

// unwoundSum returns the sum of the weights that unwind would leave.
func unwoundSum(path []pathStep, k int) float64 {
	last := len(path) - 1
	n := path[last].weight
	with, without := path[k].with, path[k].without
	var sum float64
	for i := last - 1; i >= 0; i-- {
		if with != 0 {
			w := n * float64(last+1) / (float64(i+1) * with)
			sum += w
			n = path[i].weight - w*without*float64(last-i)/float64(last+1)
		} else {
			sum += path[i].weight * float64(last+1) / (without * float64(last-i))
		}
	}
	return sum
}
