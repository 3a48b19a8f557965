package rdf

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
)

// readAll returns the triples of a document before its error, if it has one.
func readAll(r io.Reader, f Format, base string) ([]Triple, error) {
	var triples []Triple
	for t, err := range Read(r, f, base) {
		if err != nil {
			return triples, err
		}
		triples = append(triples, t)
	}
	return triples, nil
}

func mustRead(t *testing.T, f Format, document string) []Triple {
	t.Helper()
	triples, err := readAll(strings.NewReader(document), f, "http://example.org/doc")
	if err != nil {
		t.Fatalf("%v %q: %v", f, document, err)
	}
	return triples
}

// lineOf returns a triple as N-Triples writes it.
func lineOf(t Triple) string {
	return fmt.Sprintf("%s %s %s .", AppendTerm(nil, t.Subject), AppendTerm(nil, t.Predicate), AppendTerm(nil, t.Object))
}

// lines returns triples as sorted lines of N-Triples, each once.
func lines(triples []Triple) []string {
	var out []string
	for _, t := range triples {
		out = append(out, lineOf(t))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A coloring gives the blank nodes of a graph names that do not depend on their
// labels.
type coloring map[string]string

// refine colors each blank node by what is said of it, until that makes no more
// differences.
func (c coloring) refine(graph []Triple) coloring {
	for {
		said := make(map[string][]string)
		for _, t := range graph {
			for _, n := range []Term{t.Subject, t.Object} {
				if n.Kind == Blank {
					said[n.Value] = append(said[n.Value], c.seen(t, n))
				}
			}
		}
		next := make(coloring)
		for label, s := range said {
			slices.Sort(s)
			h := fnv.New128a()
			fmt.Fprint(h, c[label], s)
			next[label] = fmt.Sprintf("%x", h.Sum(nil))
		}
		if next.classes() == c.classes() {
			return next
		}
		c = next
	}
}

// seen is a triple as one of its nodes sees it.
func (c coloring) seen(t Triple, from Term) string {
	name := func(n Term) string {
		switch {
		case n == from:
			return "*"
		case n.Kind == Blank:
			return "_:" + c[n.Value]
		}
		return string(AppendTerm(nil, n))
	}
	return name(t.Subject) + " " + t.Predicate.Value + " " + name(t.Object)
}

func (c coloring) classes() int { return len(c.members()) }

func (c coloring) members() map[string][]string {
	m := make(map[string][]string)
	for label, color := range c {
		m[color] = append(m[color], label)
	}
	return m
}

// isomorphic reports whether two graphs are equal but for blank node labels.
func isomorphic(a, b []Triple) bool {
	la, lb := lines(a), lines(b)
	return slices.Equal(la, lb) || len(la) == len(lb) && match(a, b, coloring{}, coloring{})
}

func match(a, b []Triple, ca, cb coloring) bool {
	ca, cb = ca.refine(a), cb.refine(b)
	ma, mb := ca.members(), cb.members()
	if !slices.Equal(slices.Sorted(maps.Keys(ma)), slices.Sorted(maps.Keys(mb))) {
		return false
	}
	for _, color := range slices.SortedFunc(maps.Keys(ma), func(x, y string) int { return cmp.Compare(len(ma[x]), len(ma[y])) }) {
		if len(ma[color]) != len(mb[color]) {
			return false
		}
		if len(ma[color]) > 1 {
			return matchOne(a, b, ca, cb, ma[color][0], mb[color])
		}
	}
	return slices.Equal(lines(recolored(a, ca)), lines(recolored(b, cb)))
}

// matchOne tries which of some blank nodes of b that look alike one of a is.
func matchOne(a, b []Triple, ca, cb coloring, node string, candidates []string) bool {
	ca = maps.Clone(ca)
	ca[node] = "chosen"
	return slices.ContainsFunc(candidates, func(candidate string) bool {
		cb := maps.Clone(cb)
		cb[candidate] = "chosen"
		return match(a, b, ca, cb)
	})
}

func recolored(graph []Triple, c coloring) []Triple {
	out := slices.Clone(graph)
	for i := range out {
		for _, n := range []*Term{&out[i].Subject, &out[i].Object} {
			if n.Kind == Blank {
				n.Value = c[n.Value]
			}
		}
	}
	return out
}

func TestIsomorphic(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{`_:a <x:p> _:b .`, `_:b <x:p> _:a .`, true},
		{`_:a <x:p> _:a .`, `_:b <x:p> _:a .`, false},
		{`_:a <x:p> _:b . _:b <x:p> _:a .`, `_:x <x:p> _:y . _:y <x:p> _:x .`, true},
		{`_:a <x:p> _:b, _:c . _:b <x:q> "1" . _:c <x:q> "2" .`, `_:c <x:p> _:b, _:a . _:b <x:q> "2" . _:a <x:q> "1" .`, true},
		{`_:a <x:p> _:b . _:b <x:p> _:a . _:c <x:p> _:c .`, `_:a <x:p> _:b . _:b <x:p> _:c . _:c <x:p> _:a .`, false},
		{`<x:s> <x:p> "a" .`, `<x:s> <x:p> "a"@en .`, false},
	} {
		if got := isomorphic(mustRead(t, Turtle, test.a), mustRead(t, Turtle, test.b)); got != test.want {
			t.Errorf("isomorphic(%s, %s) = %v", test.a, test.b, got)
		}
	}
}
