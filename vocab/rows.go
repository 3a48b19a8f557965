package vocab

import "strings"

// A rowScanner splits a table into rows and fields as RFC 4180 says, but knows
// how to go on after a row that is wrong: with the line after its first one, so
// that a quotation mark that is never closed costs no more than its line.
//
// A field that begins with a quotation mark, perhaps after spaces, is quoted;
// within others the mark is a character like any. Where tabs separate, people
// don't quote: there a field is quoted only if it is so to its end.
//
// Each line is looked at twice at most, for a quoted field that goes on beyond
// its line ends, well or badly, in the next line with an odd number of marks.
type rowScanner struct {
	text  string
	comma byte
	at    int // offset in text
	line  int // of at

	// The row that next found.
	fields      []string
	first, last int    // lines
	bad         string // why the row is wrong, "" if it isn't
}

// next goes to the next row and reports whether there is one. Empty lines are
// none.
func (s *rowScanner) next() bool {
	for {
		line, _, found := strings.Cut(s.text[s.at:], "\n")
		if strings.Trim(line, " \r") != "" {
			break
		}
		if !found {
			return false
		}
		s.at += len(line) + 1
		s.line++
	}
	start := s.at
	s.fields, s.bad, s.first, s.last = s.fields[:0], "", s.line, s.line
	for more := true; more && s.bad == ""; {
		more = s.field()
	}
	if s.bad != "" {
		if i := strings.IndexByte(s.text[start:], '\n'); i >= 0 {
			s.at = start + i + 1
		} else {
			s.at = len(s.text)
		}
		s.line, s.last = s.first+1, s.first
	}
	return true
}

// field reads the field at s.at and what ends it. It reports whether another
// follows in the row.
func (s *rowScanner) field() bool {
	from := s.at
	for from < len(s.text) && s.text[from] == ' ' {
		from++
	}
	if from < len(s.text) && s.text[from] == '"' {
		value, end, bad := s.quoted(from + 1)
		if bad == "" {
			s.fields = append(s.fields, value)
			n := strings.Count(s.text[from:end], "\n")
			s.line += n
			s.last += n
			s.at = end
			return s.separator()
		}
		if s.comma != '\t' {
			s.bad = bad
			return false
		}
	}
	end := s.at
	for end < len(s.text) && s.text[end] != s.comma && s.text[end] != '\n' {
		end++
	}
	s.fields = append(s.fields, s.text[s.at:end])
	s.at = end
	return s.separator()
}

// separator steps over what ends a field and reports whether it was not the end
// of the row.
func (s *rowScanner) separator() bool {
	if s.at == len(s.text) {
		return false
	}
	s.at++
	if s.text[s.at-1] == '\n' {
		s.line++
		return false
	}
	return true
}

// quoted reads a field from after its opening quotation mark. It returns the
// field, where what ends it stands, and what is wrong with it.
func (s *rowScanner) quoted(from int) (value string, end int, bad string) {
	doubled := false
	for at := from; ; at += 2 {
		i := strings.IndexByte(s.text[at:], '"')
		if i < 0 {
			return "", 0, "a quotation mark is not closed"
		}
		at += i
		if at+1 < len(s.text) && s.text[at+1] == '"' {
			doubled = true
			continue
		}
		value, end = s.text[from:at], at+1
		break
	}
	for end < len(s.text) && (s.text[end] == ' ' || s.text[end] == '\r') {
		end++
	}
	if end < len(s.text) && s.text[end] != s.comma && s.text[end] != '\n' {
		return "", 0, "text follows the end of a quoted value, or a quotation mark is not closed"
	}
	if doubled {
		value = strings.ReplaceAll(value, `""`, `"`)
	}
	return value, end, ""
}
