package report

import (
	"iter"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// particles are the small words within names of people and cities.
var particles = map[string]bool{"de": true, "del": true, "della": true, "der": true, "den": true, "di": true, "da": true, "dos": true,
	"du": true, "la": true, "le": true, "ten": true, "ter": true, "van": true, "von": true, "zu": true, "am": true, "an": true, "und": true,
	"upon": true, "on": true, "i": true, "y": true, "af": true, "het": true, "’t": true, "'t": true}

// institution matches a word that institutions are known by.
var institution = regexp.MustCompile(`(?i)\b(universit|institut|cent(re|er)\b|college|school|faculty|department|academy|council|ministry|agency|network|foundation|laborator|hochschule|observator)`)

// wordsOf yields the words of s: runs of letters.
func wordsOf(s string) iter.Seq[string] {
	return strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// isName reports whether s is like the name of a person: two to five words with
// capitals, particles apart.
func isName(s string, common map[string]count) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || particles[words[len(words)-1]] {
		return false
	}
	for _, w := range words {
		if particles[w] {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(".-'’", r) }) {
			return false
		}
		for part := range wordsOf(w) {
			if c := common[strings.ToLower(part)]; c.small > c.capital {
				return false
			}
		}
	}
	return true
}

// isByline reports whether a line names people: all its members are names or
// affiliations. To be strict, there must be an affiliation or the word By too.
func isByline(s string, common map[string]count, strict bool) bool {
	by := strings.HasPrefix(s, "By ") || strings.HasPrefix(s, "by ")
	authors := authorsIn(s, common)
	if authors == nil {
		return false
	}
	return by || !strict || authors[0].Affiliation != ""
}

// readByline adds the authors that a line names.
func (p *parser) readByline(s string, common map[string]count) {
	p.Meta.Authors = append(p.Meta.Authors, authorsIn(s, common)...)
}

// authorsIn returns the people that a line names, each with the affiliation
// that stands behind, in brackets or after a comma; nil if the line says more
// than that.
func authorsIn(s string, common map[string]count) []Author {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "By "), "by ")
	var authors []Author
	waiting := 0 // authors[waiting:] have no affiliation yet
	affiliate := func(a string) {
		for i := waiting; i < len(authors); i++ {
			authors[i].Affiliation = a
		}
		waiting = len(authors)
	}
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		if s[0] == '(' {
			inner, rest, ok := strings.Cut(s[1:], ")")
			if !ok || waiting == len(authors) {
				return nil
			}
			affiliate(oneLine(inner))
			s = strings.TrimLeft(rest, ",; ")
			s = strings.TrimPrefix(strings.TrimPrefix(s, "and "), "& ")
			continue
		}
		name := s
		end, skip := nameEnd(s)
		name, s = strings.TrimSpace(s[:end]), s[end+skip:]
		switch {
		case name == "":
		case len(authors) > 0 && institution.MatchString(name):
			affiliate(name)
		case isName(name, common):
			authors = append(authors, Author{Name: oneLine(name)})
		case len(authors) > waiting && !strings.ContainsAny(name, ":–—?") && !startsLower(name):
			affiliate(name)
		default:
			return nil
		}
	}
	return authors
}

// nameEnd returns where the first name of a byline ends, and the length of what
// divides it from the next.
func nameEnd(s string) (end, skip int) {
	end = len(s)
	for _, sep := range []string{",", ";", " and ", " & ", "(", " et ", " und "} {
		if i := strings.Index(s, sep); i >= 0 && i < end {
			end, skip = i, len(sep)
		}
	}
	if end < len(s) && s[end] == '(' {
		skip = 0
	}
	return end, skip
}
