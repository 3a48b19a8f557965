package vocab

import "strings"

// readList reads a label from each line.
func readList(s *source) error {
	n := 0
	for line := range strings.Lines(s.text) {
		n++
		label := strings.TrimSpace(line)
		if label == "" || label == "#" || strings.HasPrefix(label, "# ") {
			continue
		}
		if strings.Contains(label, "\t") {
			s.problem(ruleUnprintable, Warning, n, "label %s has a tab in it; columns need a line with their names", quote(label))
		}
		s.add(&entry{Concept: Concept{Pref: []Label{{Text: label}}}, line: n})
	}
	return nil
}

// keywords returns what follows "Keywords:" in a line that begins with it.
func keywords(line string) (list string, ok bool) {
	const name = "keywords:"
	line = strings.TrimSpace(line)
	if len(line) < len(name) || !strings.EqualFold(line[:len(name)], name) {
		return "", false
	}
	return line[len(name):], true
}

// hasKeywords reports whether text has a line "Keywords: A", with any number of
// keywords, or consists of a line without one. A list may have the heading
// "Keywords:".
func hasKeywords(text string) bool {
	for line := range strings.Lines(text) {
		if list, ok := keywords(line); ok && (list != "" || len(line) == len(text)) {
			return true
		}
	}
	return false
}

// readKeywords reads the labels of the lines "Keywords: A | B".
func readKeywords(s *source) error {
	n, rest, firstRest := 0, 0, 0
	for line := range strings.Lines(s.text) {
		n++
		list, ok := keywords(line)
		if !ok {
			if strings.TrimSpace(line) != "" {
				if rest == 0 {
					firstRest = n
				}
				rest++
			}
			continue
		}
		for _, label := range strings.Split(list, "|") {
			if strings.TrimSpace(label) == "" {
				s.problem(ruleEmpty, Warning, n, "a label is empty")
				continue
			}
			s.add(&entry{Concept: Concept{Pref: []Label{{Text: label}}}, line: n})
		}
	}
	if rest > 0 {
		s.problem(ruleRest, Info, firstRest, "only lines of keywords are read, not %s from here on", count(rest, "other line"))
	}
	return nil
}

// isPairs reports whether most of the first lines of text are an IRI, a tab and
// a label.
func isPairs(text string) bool {
	const enough = 20
	pairs, lines := 0, 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		lines++
		if iri, _, ok := strings.Cut(line, "\t"); ok && isIRI(iri) {
			pairs++
		}
		if lines == enough {
			break
		}
	}
	return 2*pairs > lines
}

// readPairs reads an IRI and a label, and perhaps a notation, from each line.
func readPairs(s *source) error {
	n := 0
	for line := range strings.Lines(s.text) {
		n++
		line = strings.TrimRight(line, "\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		id, label, _ := strings.Cut(line, "\t")
		label, notation, _ := strings.Cut(label, "\t")
		if !isIRI(id) || strings.TrimSpace(label) == "" || strings.Contains(strings.TrimSpace(notation), "\t") {
			s.problem(ruleRow, Error, n, "expected an IRI, a tab and a label, but found %s; the line is left out", quote(line))
			continue
		}
		s.add(&entry{Concept: Concept{ID: bareIRI(id), Pref: []Label{{Text: label}}, Notation: []string{notation}}, line: n})
	}
	return nil
}
