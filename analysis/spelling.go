package analysis

// normalizeSpelling returns the one spelling of a folded word.
func normalizeSpelling(word string) string { return word }
