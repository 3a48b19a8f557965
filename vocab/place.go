package vocab

// Place returns the file that concept i was read from and the line where it
// begins; "" and 0 where they aren't known. It panics if there is no concept i.
func (v *Vocabulary) Place(i int) (file string, line int) {
	_ = v.At(i) // for the panic
	if i >= len(v.lines) || v.lines[i] == 0 {
		return "", 0
	}
	return v.file, int(v.lines[i])
}

// indexOf returns the index of the concept with an ID that a relation names,
// which is there.
func (v *Vocabulary) indexOf(id string) int {
	i, _ := v.Index(id)
	return i
}

// Fold returns the form of a label in which case, composed and decomposed
// characters, white space, hyphens, underscores and apostrophes make no
// difference: that by which [Vocabulary.ByLabel] and [Vocabulary.Nearest] look
// labels up. Folding a folded label changes nothing.
func Fold(label string) string { return foldLabel(label) }

// Tidy returns a label in one line, its words separated by single spaces, without
// what can't be printed, and whether it had only what can be: the form in which
// labels and IDs are kept. It is "" if nothing of the label can be seen.
func Tidy(label string) (tidied string, printable bool) { return tidy(label) }

// An EditDistance counts edits, and keeps the memory that it takes. Its zero
// value is ready to use; it is not safe for concurrent use.
type EditDistance struct{ d distance }

// Within returns how many insertions, deletions, changes and swaps of
// neighbouring letters make a of b, as [Vocabulary.Nearest] counts them; some
// number above limit if that is above limit.
func (e *EditDistance) Within(a, b []rune, limit int) int { return e.d.within(a, b, limit) }
