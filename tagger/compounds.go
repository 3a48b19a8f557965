package tagger

import "github.com/catchword/catchword/internal/parallel"

// open adds, for each form with a word that is two in one, a form with these two:
// Childcare is met by "child care" too, as Child care is by "childcare". It stands
// for the form that it comes from, and counts only where no label is met as
// plainly: who has Wastewater and Waste water has two concepts, or two labels.
//
// Such a form is met by its own words only, and one in the plural by the singular:
// by stem, Databases would be met by "the data based on", and by plurals, Teamwork
// by "our team works" and "teams work". Its words stand together.
func (c *compiler) open() {
	divisions := make([]int, c.numbers.Len()+1) // by number of a singular form, 0 where none has it
	var singulars []uint32
	for _, w := range c.formWords {
		if divisions[w.singular] == 0 {
			divisions[w.singular] = -1
			singulars = append(singulars, w.singular)
		}
	}
	parallel.Each(len(singulars), func(i int) {
		divisions[singulars[i]] = c.division(c.numbers.Word(singulars[i]))
	})
	for n := range len(c.forms) {
		from, to := c.place(n)
		if to-from == maxLabelWords {
			continue
		}
		for i := from; i < to; i++ {
			w := c.formWords[i]
			at := divisions[w.singular]
			if at < 0 || c.numbers.Word(c.steps[i])[0] <= stopped[0] {
				continue // no compound, or met by capitals only, or a stop word
			}
			if exact := c.numbers.Word(w.exact); divides(at, exact, c.numbers.Word(w.singular)) {
				c.addOpen(n, i, exact[:at], exact[at:])
				break
			}
		}
	}
}

// addOpen adds form n with two words in place of the one at i.
func (c *compiler) addOpen(n int, i uint32, first, second string) {
	from, to := c.place(n)
	f := c.forms[n]
	f.words, f.of, f.stem, f.breaks = uint32(len(c.formWords)), int32(n), 0, openBreaks(f.breaks, int(i-from))
	c.formWords, c.steps = append(c.formWords, c.formWords[from:i]...), append(c.steps, c.steps[from:i]...)
	for _, part := range []string{first, second} {
		w := c.word(c.analyzer.Word(part), false)
		if w.singular == w.exact {
			w.singular = c.numbers.Add(stopped + c.numbers.Word(w.exact))
		}
		c.formWords, c.steps = append(c.formWords, w.formWord), append(c.steps, w.step)
	}
	c.formWords, c.steps = append(c.formWords, c.formWords[i+1:to]...), append(c.steps, c.steps[i+1:to]...)
	c.forms, c.whole = append(c.forms, f), append(c.whole, true)
}

// openBreaks returns the breaks of a form in which word i has become two.
func openBreaks(breaks uint32, i int) uint32 {
	below := uint32(1)<<(i+1) - 1
	return breaks&below | breaks&^below<<1
}

// shortestPart is the number of letters of the shortest word in a compound.
const shortestPart = 3

// divides reports whether a compound, whose singular form is two words of which the
// second begins at at, is so in its exact form too.
func divides(at int, exact, singular string) bool {
	return at > 0 && at < len(exact) && exact[:at] == singular[:at]
}

// division returns where the second word of a compound begins, in its singular
// form; -1 if it is none. It is two words that the background knows, neither of
// them a stop word, and could not be two others. Reallocation might be real
// location, but for allocation.
func (c *compiler) division(word string) int {
	if c.background == nil {
		return -1
	}
	found := -1
	for at := shortestPart - 1; at+shortestPart <= len(word); at++ {
		if c.background.DF(word[at:]) == 0 || c.background.DF(word[:at]) == 0 {
			continue
		}
		if found > 0 {
			return -1
		}
		found = at
	}
	if found < shortestPart || c.analyzer.Word(word[:found]).Stop || c.analyzer.Word(word[found:]).Stop {
		return -1
	}
	return found
}
