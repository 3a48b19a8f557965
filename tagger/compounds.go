package tagger

// open adds, for each form with a word that is two in one, a form with these two:
// Childcare is met by "child care" too, as Child care is by "childcare". It stands
// for the form that it comes from, and counts only where no label is met as
// plainly: who has Wastewater and Waste water has two concepts, or two labels.
//
// Such a form is met by its own words only, and one in the plural by the singular:
// by stem, Databases would be met by "the data based on", and by plurals, Teamwork
// by "our team works" and "teams work". Its words stand together.
func (c *compiler) open() {
	for n := range int32(len(c.forms)) {
		from, to := c.forms[n].words, uint32(len(c.formWords))
		if int(n)+1 < len(c.forms) {
			to = c.forms[n+1].words
		}
		if to-from == maxLabelWords {
			continue
		}
		for i, w := range c.formWords[from:to] {
			if c.all[c.steps[n][i]-1][0] <= stopped[0] {
				continue // met by capitals only, or a stop word
			}
			if at := c.divide(c.all[w.exact-1], c.all[w.singular-1]); at > 0 {
				c.addOpen(n, from, to, i, at)
				break
			}
		}
	}
}

// addOpen adds form n, whose words are those from and up to a number, with word i
// cut in two.
func (c *compiler) addOpen(n int32, from, to uint32, i, at int) {
	f := c.forms[n]
	f.words, f.of, f.stem, f.breaks = uint32(len(c.formWords)), n, 0, openBreaks(f.breaks, i)
	var steps []uint32
	for j, w := range c.formWords[from:to] {
		if j != i {
			c.formWords, steps = append(c.formWords, w), append(steps, c.steps[n][j])
			continue
		}
		word := c.all[w.exact-1]
		for _, part := range []string{word[:at], word[at:]} {
			w := c.word(c.analyzer.Word(part), false)
			if w.singular == w.exact {
				w.singular = c.id(stopped + c.all[w.exact-1])
			}
			c.formWords, steps = append(c.formWords, w.formWord), append(steps, w.step)
		}
	}
	c.forms, c.steps, c.whole = append(c.forms, f), append(c.steps, steps), append(c.whole, true)
}

// openBreaks returns the breaks of a form in which word i has become two.
func openBreaks(breaks uint32, i int) uint32 {
	below := uint32(1)<<(i+1) - 1
	return breaks&below | breaks&^below<<1
}

// shortestPart is the number of letters of the shortest word in a compound.
const shortestPart = 3

// divide returns where the second word of a compound begins, in its exact form, 0
// if it is none: its singular form is two words that the background knows, neither
// of them a stop word, and could not be two others. Reallocation might be real
// location, but for allocation.
func (c *compiler) divide(exact, singular string) int {
	at, known := c.divisions[singular]
	if !known {
		at = c.division(singular)
		c.divisions[singular] = at
	}
	if at < len(exact) && exact[:at] == singular[:at] {
		return at
	}
	return 0
}

// division returns where the second word begins in the singular form.
func (c *compiler) division(word string) int {
	if c.background == nil {
		return 0
	}
	found := 0
	for at := shortestPart - 1; at+shortestPart <= len(word); at++ {
		if c.background.DF(word[at:]) == 0 || c.background.DF(word[:at]) == 0 {
			continue
		}
		if found > 0 {
			return 0
		}
		found = at
	}
	if found < shortestPart || c.analyzer.Word(word[:found]).Stop || c.analyzer.Word(word[found:]).Stop {
		return 0
	}
	return found
}
