package analysis

func normalizeSpelling(word string) string { return word }
