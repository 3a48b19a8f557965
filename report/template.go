package report

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/catchword/catchword/span"
)

// verbatim are the shortcodes and blocks of templates whose content is no prose.
var verbatim = map[string]bool{"highlight": true, "comment": true, "mermaid": true, "katex": true, "math": true, "gist": true, "code": true, "codeblock": true, "raw-html": true, "rawhtml": true}

// templateName matches the beginning of a template and what it calls.
var templateName = regexp.MustCompile(`^(?:\{\{[<%-]?|\{%-?)\s*(/?\s*(?:end)?)([\w-]+)`)

// attributes matches an attribute list of Kramdown or Pandoc.
var attributes = regexp.MustCompile(`^\{(?::[^{}\n]*\}|[#.][\w#.:= "'-]*\}[ \t]*(?:\r?\n|$))`)

// A seeker finds the next place of a string, in all in one pass of the text if
// it is asked for places that only grow.
type seeker struct {
	what string
	next int // the last answer; -1 before the first
}

// from returns the offset of the first place at or behind i, len(source) if
// there is none.
func (s *seeker) from(source []byte, i int) int {
	if s.next < i {
		n := bytes.Index(source[i:], []byte(s.what))
		if n < 0 {
			n = len(source) - i
		}
		s.next = i + n
	}
	return s.next
}

// maskTemplates finds shortcodes of Hugo, tags of Liquid and attribute lists,
// and overwrites them in source with what Markdown reads as plain text, or as
// an empty line where nothing else is on theirs. It returns where they are,
// counted from base. A template ends before the next empty line or is none.
func maskTemplates(source []byte, base int) []span.Span {
	closers := map[string]*seeker{"{{<": {">}}", -1}, "{{%": {"%}}", -1}, "{{": {"}}", -1}, "{%": {"%}", -1}}
	blanks := []*seeker{{"\n\n", -1}, {"\n\r\n", -1}, {"\r\r", -1}}
	ends := make(map[string]*seeker)
	var masked []span.Span
	for i := 0; i < len(source); {
		n := bytes.IndexByte(source[i:], '{')
		if n < 0 {
			break
		}
		i += n
		end := 0
		if opener := openerOf(source[i:]); opener != "" {
			c := closers[opener]
			end = c.from(source, i+len(opener)) + len(c.what)
			for _, b := range blanks {
				if end > len(source) || b.from(source, i) < end {
					end = 0
				}
			}
			if end > 0 {
				end = verbatimEnd(source, i, end, ends)
			}
		} else if i+1 < len(source) && (source[i+1] == ':' || source[i+1] == '#' || source[i+1] == '.') {
			if a := attributes.Find(source[i:min(len(source), i+200)]); a != nil {
				end = i + len(bytes.TrimRight(a, " \t\r\n"))
			}
		}
		if end == 0 {
			i++
			continue
		}
		masked = append(masked, span.Span{Start: base + i, End: base + end})
		i = end
	}
	for k := 0; k < len(masked); {
		k += overwrite(source, masked[k:], base)
	}
	return masked
}

func openerOf(s []byte) string {
	for _, o := range []string{"{{<", "{{%", "{{", "{%"} {
		if bytes.HasPrefix(s, []byte(o)) {
			return o
		}
	}
	return ""
}

// verbatimEnd returns the end of a template that begins at i: its own, or that
// of the one that closes it, if what is between is no prose.
func verbatimEnd(source []byte, i, end int, ends map[string]*seeker) int {
	m := templateName.FindSubmatch(source[i:min(end, i+80)])
	if m == nil || len(m[1]) > 0 || !verbatim[strings.ToLower(string(m[2]))] {
		return end
	}
	name := string(m[2])
	for _, closing := range []string{"{{< /" + name + " >}}", "{{</ " + name + " >}}", "{{% /" + name + " %}}", "{{</" + name + ">}}", "{% end" + name + " %}", "{%end" + name + "%}", "{%- end" + name + " -%}"} {
		if closing[:2] != string(source[i:i+2]) {
			continue
		}
		s := ends[closing]
		if s == nil {
			s = &seeker{closing, -1}
			ends[closing] = s
		}
		if at := s.from(source, end); at < len(source) {
			return at + len(closing)
		}
	}
	return end
}

// overwrite hides the first of what is masked, and what stands on the same line
// after it: with spaces if nothing else is on that line, else with letters. It
// returns how many it hid.
func overwrite(source []byte, masked []span.Span, base int) int {
	from := masked[0].Start - base
	start := from
	for start > 0 && (source[start-1] == ' ' || source[start-1] == '\t') {
		start--
	}
	alone := start == 0 || source[start-1] == '\n' || source[start-1] == '\r'
	n, end := 0, from
	for n < len(masked) {
		end = masked[n].End - base
		n++
		for end < len(source) && (source[end] == ' ' || source[end] == '\t') {
			end++
		}
		if n == len(masked) || masked[n].Start-base != end {
			break
		}
	}
	if alone = alone && (end == len(source) || source[end] == '\n' || source[end] == '\r'); !alone {
		n = 1
	}
	for _, m := range masked[:n] {
		for i := m.Start - base; i < m.End-base; i++ {
			if alone {
				source[i] = ' '
			} else {
				source[i] = 'x'
			}
		}
	}
	return n
}
