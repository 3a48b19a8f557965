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
	if c.background == nil {
		return
	}
	divisions := make(map[uint32]int)
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
			at, known := divisions[w.singular]
			if !known {
				at = c.divide(c.all[w.singular-1])
				divisions[w.singular] = at
			}
			if word := c.all[w.exact-1]; at > 0 && at < len(word) && word[:at] == c.all[w.singular-1][:at] {
				c.addOpen(n, from, to, i, word[:at], word[at:])
				break
			}
		}
	}
}

// addOpen adds form n, whose words are those from and up to a number, with two
// words in place of word i.
func (c *compiler) addOpen(n int32, from, to uint32, i int, first, second string) {
	f := c.forms[n]
	below := uint32(1)<<(i+1) - 1
	f.words, f.of, f.stem, f.breaks = uint32(len(c.formWords)), n, 0, f.breaks&below|f.breaks&^below<<1
	var steps []uint32
	for j, w := range c.formWords[from:to] {
		if j != i {
			c.formWords, steps = append(c.formWords, w), append(steps, c.steps[n][j])
			continue
		}
		for _, part := range []string{first, second} {
			w := c.word(c.analyzer.Word(part), false)
			if w.singular == w.exact {
				w.singular = c.id(stopped + c.all[w.exact-1])
			}
			c.formWords, steps = append(c.formWords, w.formWord), append(steps, w.step)
		}
	}
	c.forms, c.steps, c.whole = append(c.forms, f), append(c.steps, steps), append(c.whole, true)
}

// shortestPart is the number of letters of the shortest word in a compound.
const shortestPart = 3

// divide returns where the second word of a compound begins, 0 if it is none: it
// is two words that the background knows, neither of them a stop word, and could
// not be two others. Reallocation might be real location, but for allocation.
func (c *compiler) divide(word string) int {
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
