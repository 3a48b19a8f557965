package report

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

// A form is how a file holds reports: as one, or as many records.
type form uint8

const (
	formText  form = iota // one report
	formLines             // JSON Lines
	formJSON              // one document in JSON
	formTSV               // lines text⇥<uri> <uri>
	formCSV               // a table with a column text
)

// headSize is how much of a file tells its form, if its name doesn't.
const headSize = 1 << 14

// jsonStart matches the beginning of a record in JSON.
var jsonStart = regexp.MustCompile(`^(?:\x{FEFF})?\s*\{\s*"(?:id|document_id|text|subjects|metadata)"\s*:`)

// formOf tells the form of a file by its beginning and its name, which may end
// in .gz. What is not sure to be of another form is a text.
func formOf(name string, head []byte) form {
	head = bytes.TrimPrefix(head[:min(len(head), headSize)], []byte(bom))
	ext := extension(name)
	table := ext == ".tsv" || ext == ".csv"
	switch {
	case isGzip(head):
		return formText
	case ext == ".jsonl" || ext == ".ndjson":
		return formLines
	case jsonStart.Match(head) && isPretty(head):
		return formJSON
	case jsonStart.Match(head):
		return formLines
	case looksLikeTSV(head, ext == ".tsv"):
		return formTSV
	}
	if h, ok := headerOf(head); ok && (table || h.subjects >= 0 || h.id >= 0) {
		return formCSV
	}
	return formText
}

// extension returns the extension of a name in small letters, without .gz.
func extension(name string) string {
	return filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz"))
}

// isPretty reports whether JSON is written over several lines.
func isPretty(head []byte) bool {
	line, _, several := bytes.Cut(bytes.TrimSpace(head), []byte("\n"))
	return several && !bytes.HasSuffix(bytes.TrimSpace(line), []byte("}"))
}

// looksLikeTSV reports whether the whole lines of head are texts with their
// subjects, if there are any such lines. Where the name tells it too, half of
// the lines will do, of IRIs without brackets as well.
func looksLikeTSV(head []byte, named bool) bool {
	texts, others := 0, 0
	for cut := len(head) >= headSize-len(bom); len(head) > 0; {
		line, rest, whole := bytes.Cut(head, []byte("\n"))
		if head = rest; !whole && cut {
			break
		}
		text, subjects, tab := strings.Cut(string(line), "\t")
		switch {
		case strings.TrimSpace(string(line)) == "":
		case tab && !isBracketed(strings.TrimSpace(text)) && holdsSubjects(subjects, named):
			texts++
		default:
			others++
		}
	}
	return texts > 0 && (others == 0 || named && texts >= others)
}

// holdsSubjects reports whether every word of list is an IRI: in brackets,
// unless bare ones are good enough.
func holdsSubjects(list string, bare bool) bool {
	words := strings.Fields(list)
	for _, w := range words {
		if !isBracketed(w) && !(bare && strings.Contains(w, "://")) {
			return false
		}
	}
	return len(words) > 0
}

// isBracketed reports whether a word is an IRI, or another ID, in angle
// brackets.
func isBracketed(word string) bool {
	inside := strings.TrimSuffix(strings.TrimPrefix(word, "<"), ">")
	return inside != "" && len(inside) == len(word)-2 && strings.IndexFunc(inside, noIRI) < 0
}

// noIRI reports whether r can't stand in an IRI in angle brackets.
func noIRI(r rune) bool { return r == '<' || r == '>' || unicode.IsSpace(r) }

// unbracket returns an ID without the angle brackets around it, which are
// syntax and no part of it, and anything else as it is.
func unbracket(word string) string {
	if word = strings.TrimSpace(word); isBracketed(word) {
		return word[1 : len(word)-1]
	}
	return word
}
