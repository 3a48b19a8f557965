package vocab

import (
	"fmt"
	"strings"
)

// Check returns what an editor of the vocabulary will want to look at, in the
// order of the file: the rest of what qSKOS and Skosify look for, beyond the
// problems that reading has come back with already. [Rules] describes them all.
//
// What a vocabulary does not do at all is not held against each concept: a list
// without relations has no orphans, and where more than half of the concepts
// lack a definition, that is said once. Deprecated concepts are checked for
// their replacements only.
//
// C. Mader, B. Haslhofer, A. Isaac, Finding quality issues in SKOS
// vocabularies, TPDL 2012; O. Suominen, E. Hyvönen, Improving the quality of
// SKOS vocabularies with Skosify, EKAW 2012. The time is linear in the concepts
// and relations; of the concepts above one, the nearest 500 are looked at.
func (v *Vocabulary) Check() []Problem {
	c := checker{v: v, inUse: make([]int, 0, v.Len())}
	for i := range v.Len() {
		if !v.At(i).Deprecated {
			c.inUse = append(c.inUse, i)
		}
	}
	c.variants()
	c.languages()
	c.notes()
	c.notations()
	c.schemes()
	c.mappings()
	c.replacements()
	c.connections()
	c.relations()
	sortProblems(c.problems)
	return c.problems
}

// A checker collects what Check finds.
type checker struct {
	v        *Vocabulary
	inUse    []int // the concepts that are not deprecated
	problems []Problem
}

// problem reports a problem with concept i, or with the whole where i is -1.
func (c *checker) problem(rule string, severity Severity, i int, format string, args ...any) {
	c.problems = append(c.problems, c.make(rule, severity, i, format, args...))
}

// make returns the problem that problem reports.
func (c *checker) make(rule string, severity Severity, i int, format string, args ...any) Problem {
	p := Problem{Rule: rule, Severity: severity, File: c.v.file, Message: fmt.Sprintf(format, args...)}
	if i >= 0 {
		p.File, p.Line = c.v.Place(i)
		p.Concept = c.v.At(i).ID
	}
	return p
}

// custom reports whether so many of all concepts have a flaw that it is the
// custom of the vocabulary and not a slip.
func custom(flawed, all int) bool { return flawed > 1 && 2*flawed > all }

// flaw reports a flaw of some concepts: of each or, where it is the custom,
// once.
func (c *checker) flaw(rule string, severity Severity, flawed []int, all int, each func(i int) string, once string) {
	if custom(len(flawed), all) {
		c.problem(rule, severity, -1, "%d of %d concepts %s", len(flawed), all, once)
		return
	}
	for _, i := range flawed {
		c.problem(rule, severity, i, "%s", each(i))
	}
}

// name returns a concept as messages name it.
func (c *checker) name(i int) string { return quote(c.v.At(i).Label("")) }

// variants finds labels of a concept that are one to whoever looks them up.
func (c *checker) variants() {
	seen := make(map[Label]string)
	for _, i := range c.inUse {
		concept := c.v.At(i)
		if len(concept.Pref)+len(concept.Alt) < 2 {
			continue
		}
		clear(seen)
		for _, kind := range []LabelKind{Preferred, Alternative} { // hidden labels are for variants
			for _, l := range concept.Labels(kind) {
				key := Label{foldLabel(l.Text), strings.ToLower(l.Lang)}
				if first, ok := seen[key]; ok {
					c.problem(ruleVariant, Info, i, "%s: %s label %s is %s but for case, white space, hyphens or apostrophes", c.name(i), kind, quote(l.Text), quote(first))
				} else {
					seen[key] = l.Text
				}
			}
		}
	}
}

// languages finds labels without a language where most have one, and concepts
// without a preferred label in a language in which most have one.
func (c *checker) languages() {
	labels, bare := 0, []int(nil)
	have := make(map[string][]int) // by language, the concepts with a preferred label
	spelt := make(map[string]string)
	for _, i := range c.inUse {
		concept := c.v.At(i)
		none := false
		for kind := Preferred; kind <= Hidden; kind++ {
			for _, l := range concept.Labels(kind) {
				labels++
				none = none || l.Lang == "" && l.Text != concept.ID
			}
		}
		if none {
			bare = append(bare, i)
		}
		for _, l := range concept.Pref {
			if lang := strings.ToLower(l.Lang); lang != "" {
				have[lang] = append(have[lang], i)
				spelt[lang] = l.Lang
			}
		}
	}
	if len(have) == 0 {
		return // a vocabulary of one language, which it does not name
	}
	if !custom(len(bare), len(c.inUse)) {
		for _, i := range bare {
			concept := c.v.At(i)
			for kind := Preferred; kind <= Hidden; kind++ {
				for _, l := range concept.Labels(kind) {
					if l.Lang == "" && l.Text != concept.ID {
						c.problem(ruleNoLanguage, Warning, i, "%s: %s label %s has no language", c.name(i), kind, quote(l.Text))
					}
				}
			}
		}
	} else if len(bare) < len(c.inUse) {
		c.problem(ruleNoLanguage, Warning, -1, "%d of %d concepts have labels without a language", len(bare), len(c.inUse))
	}
	for lang, with := range have {
		lang = spelt[lang]
		switch {
		case len(with) == len(c.inUse):
		case 2*len(with) <= len(c.inUse):
			c.problem(ruleRareLanguage, Info, -1, "%d of %d concepts have a preferred label in %s", len(with), len(c.inUse), quote(lang))
		default:
			for _, i := range c.inUse {
				switch {
				case len(with) > 0 && with[0] == i:
					with = with[1:]
				case c.v.At(i).Pref[0] != Label{Text: c.v.At(i).ID}: // else reading has said it
					c.problem(ruleLanguageGap, Warning, i, "%s has no preferred label in %s", c.name(i), quote(lang))
				}
			}
		}
	}
}

// documented reports whether anything is said about a concept.
func (c *Concept) documented() bool {
	return len(c.Definition)+len(c.ScopeNote)+len(c.Example)+len(c.HistoryNote)+len(c.EditorialNote)+len(c.ChangeNote)+len(c.Note) > 0
}

// notes finds concepts that nothing is said about, and definitions that two
// have.
func (c *checker) notes() {
	var without []int
	first := make(map[Label]int)
	for _, i := range c.inUse {
		concept := c.v.At(i)
		if !concept.documented() {
			without = append(without, i)
		}
		for _, d := range concept.Definition {
			if j, ok := first[d]; !ok {
				first[d] = i
			} else if j != i {
				c.problem(ruleSameNote, Warning, i, "%s has the definition of %s: %s", c.name(i), c.name(j), quote(d.Text))
			}
		}
	}
	c.flaw(ruleUndocumented, Info, without, len(c.inUse),
		func(i int) string { return fmt.Sprintf("%s has neither a definition nor another note", c.name(i)) },
		"have neither a definition nor another note")
}

// notations finds notations that name several concepts of a scheme.
func (c *checker) notations() {
	first := make(map[[2]string]int) // by notation and scheme
	for _, i := range c.inUse {
		concept := c.v.At(i)
		schemes := concept.Schemes
		if len(schemes) == 0 {
			schemes = []string{""}
		}
		for _, n := range concept.Notation {
			told := false
			for _, scheme := range schemes {
				key := [2]string{n, scheme}
				if j, ok := first[key]; !ok {
					first[key] = i
				} else if j != i && !told {
					told = true
					c.problem(ruleSameNotation, Error, i, "%s has the notation of %s, %s", c.name(i), c.name(j), quote(n))
				}
			}
		}
	}
}

// replacements finds deprecated concepts that leave those who used them alone.
func (c *checker) replacements() {
	var lost []int
	deprecated := 0
	for i := range c.v.Len() {
		concept := c.v.At(i)
		if concept.Deprecated {
			deprecated++
			if len(concept.ReplacedBy) == 0 {
				lost = append(lost, i)
			}
		}
		for _, id := range concept.ReplacedBy {
			if j := c.v.indexOf(id); c.v.At(j).Deprecated {
				c.problem(ruleDeadReplacement, Warning, i, "%s is replaced by %s, which is deprecated too", c.name(i), c.name(j))
			}
		}
	}
	c.flaw(ruleNoReplacement, Info, lost, deprecated,
		func(i int) string {
			return fmt.Sprintf("%s is deprecated, and nothing says what to use instead", c.name(i))
		},
		"that are deprecated do not say what to use instead")
}
