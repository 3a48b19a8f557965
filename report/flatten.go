package report

import (
	"github.com/catchword/catchword/span"
)

// What a paragraph of Markdown may have at most: what goes beyond is read as
// plain text. The parser's time grows with the square of these.
const (
	maxNesting  = 32   // quotations and lists that begin on one line
	maxBrackets = 300  // opening or closing brackets of links
	maxMarks    = 1000 // stars, or any other mark
)

// flatten overwrites in source, with letters, the marks that are too many for
// a paragraph, and the beginnings of lines that begin too many blocks. A
// paragraph ends at an empty line, a heading or an item of a list.
func (p *parser) flatten(source []byte, base int) {
	var counts [256]int
	fenced, ordered, fresh := false, false, true
	text := string(source)
	for at := range linesOf(text, span.Span{Start: 0, End: len(text)}) {
		line := source[at.Start:at.End]
		indent := 0
		for indent < len(line) && line[indent] == ' ' {
			indent++
		}
		if n := blockMarks(line); n > 0 {
			p.problem(RuleTooDeep, Warning, base+at.Start, "more than %d lists or quotations begin on this line: it is read as plain text", maxNesting)
			overwriteWith(line[:n], 'x')
		}
		rest := line[indent:]
		kind := lineKind(rest)
		if kind == 'f' {
			fenced = !fenced
		}
		if kind == 'e' || indent < 4 && (kind == '#' || kind == '-' || kind == '1' && (ordered || rest[0] == '1' && rest[1] < '0')) {
			counts = [256]int{}
			ordered = kind == '1' && (fresh || ordered)
		}
		fresh = kind == 'e'
		dense := false
		for i, c := range line {
			most := maxMarks
			switch c {
			case '[', ']':
				most = maxBrackets
			case '*', '_', '`', '<', '~', '!':
			default:
				continue
			}
			if counts[c]++; counts[c] > most {
				line[i] = 'x'
				dense = true
			}
		}
		if dense && !fenced {
			p.problem(RuleTooDense, Warning, base+at.Start, "a paragraph has more marks of Markdown than are read: the rest is plain text")
		}
	}
}

// blockMarks returns the length of the marks of quotations and lists at the
// beginning of a line, if they are too many, else 0.
func blockMarks(line []byte) int {
	n := 0
	for i := 0; i < len(line); {
		c := line[i]
		switch {
		case c == ' ' || c == '\t':
			i++
			continue
		case c == '>':
			i++
		case (c == '-' || c == '*' || c == '+') && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t'):
			i++
		case '0' <= c && c <= '9':
			k := i
			for k < len(line) && k < i+10 && '0' <= line[k] && line[k] <= '9' {
				k++
			}
			if k == len(line) || line[k] != '.' && line[k] != ')' {
				return marked(n, i)
			}
			i = k + 1
		default:
			return marked(n, i)
		}
		n++
	}
	return marked(n, len(line))
}

func marked(n, i int) int {
	if n > maxNesting {
		return i
	}
	return 0
}

// lineKind tells what a line without its indentation is: e for empty, f for
// the fence of code, # for a heading, - for an item of a list, 1 for one with a
// number, 0 for anything else.
func lineKind(s []byte) byte {
	if len(s) == 0 {
		return 'e'
	}
	space := func(i int) bool {
		return i+1 < len(s) && (s[i] == ' ' || s[i] == '\t') && s[i+1] != ' ' && s[i+1] != '\t'
	}
	switch c := s[0]; {
	case len(s) >= 3 && (c == '`' || c == '~') && s[1] == c && s[2] == c:
		return 'f'
	case c == '#' && space(1):
		return '#'
	case (c == '-' || c == '*' || c == '+') && space(1):
		return '-'
	case '0' <= c && c <= '9':
		i := 1
		for i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9' {
			i++
		}
		if i < len(s) && (s[i] == '.' || s[i] == ')') && space(i+1) {
			return '1'
		}
	}
	for _, c := range s {
		if c != ' ' && c != '\t' {
			return 0
		}
	}
	return 'e'
}

func overwriteWith(s []byte, c byte) {
	for i := range s {
		s[i] = c
	}
}
