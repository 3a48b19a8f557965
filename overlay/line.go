package overlay

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/catchword/catchword/vocab"
)

// The names of the directives.
const (
	labelName         = "label"
	hiddenName        = "hidden"
	neverName         = "never"
	ignoreName        = "ignore"
	omitName          = "omit"
	omitBranchName    = "omit-branch"
	approveName       = "approve"
	approveBranchName = "approve-branch"
	limitName         = "limit"
	specificName      = "most-specific"
)

// names are the directives, in the order in which String writes them.
var names = []string{labelName, hiddenName, neverName, ignoreName, omitName, omitBranchName, approveName, approveBranchName, limitName, specificName}

// A line is a directive as it is written.
type line struct {
	name   string // in lower case
	lang   string // behind an @, as written
	tagged bool   // there is an @
	head   string // the concept before the colon
	headed bool   // there is a colon
	values []string
}

// parseLine takes a line apart. It returns the rule that the line breaks and how,
// if it does; a line with no directive has no name.
func parseLine(text string) (l line, rule, bad string) {
	text = strings.TrimSpace(text)
	if text == "" || text[0] == '#' {
		return l, "", ""
	}
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	l.name, l.lang, l.tagged = strings.Cut(text[:end], "@")
	l.name = strings.ToLower(l.name)
	headed := l.name == labelName || l.name == hiddenName || l.name == neverName
	for rest := text[end:]; ; {
		value, next, rule, bad := parseValue(rest, headed && !l.headed)
		if bad != "" {
			return l, rule, bad
		}
		switch {
		case strings.HasPrefix(next, ":"):
			if len(l.values) > 0 {
				return l, ruleSyntax, "a vertical bar stands before the colon; what has one in its name stands in quotation marks"
			}
			l.head, l.headed = value, true
		case strings.HasPrefix(next, "|"):
			l.values = append(l.values, value)
		default:
			if value != "" || len(l.values) > 0 || l.headed {
				l.values = append(l.values, value)
			}
			return l, "", ""
		}
		rest = next[1:]
	}
}

// parseValue reads the value that text begins with, in quotation marks or not,
// and returns what stands behind it: a bar, where a head is looked for a colon, or
// nothing.
func parseValue(text string, head bool) (value, next, rule, bad string) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, `"`) {
		value, next, ok := unquote(text[1:])
		if !ok {
			return "", "", ruleQuotes, "a quotation mark is not closed"
		}
		if next == "" || next[0] == '|' || head && next[0] == ':' {
			return value, next, "", ""
		}
		return "", "", ruleQuotes, "text follows a quotation mark; one within quotation marks is doubled"
	}
	end := len(text)
	for i := range len(text) {
		if text[i] == '|' || text[i] == '#' && beginsComment(text, i) || head && endsHead(text, i) {
			end = i
			break
		}
	}
	value, next = text[:end], text[end:]
	if strings.HasPrefix(next, "#") {
		next = ""
	}
	value, _ = vocab.Tidy(value)
	return value, next, "", ""
}

// unquote reads the text in quotation marks from behind the first one on.
func unquote(text string) (value, next string, ok bool) {
	for at := 0; ; at += 2 {
		i := strings.IndexByte(text[at:], '"')
		if i < 0 {
			return "", "", false
		}
		at += i
		if !strings.HasPrefix(text[at+1:], `"`) {
			value, _ = vocab.Tidy(strings.ReplaceAll(text[:at], `""`, `"`))
			next = strings.TrimSpace(text[at+1:])
			if strings.HasPrefix(next, "#") {
				next = ""
			}
			return value, next, true
		}
	}
}

// beginsComment reports whether the number sign at i begins a comment: nothing
// or white space is before it.
func beginsComment(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return i == 0 || unicode.IsSpace(before)
}

// endsHead reports whether a colon stands at i that ends a concept's name: white
// space or nothing is behind it.
func endsHead(text string, i int) bool {
	if text[i] != ':' {
		return false
	}
	behind, _ := utf8.DecodeRuneInString(text[i+1:])
	return i+1 == len(text) || unicode.IsSpace(behind)
}

// quote returns a value as a line has it: in quotation marks if it needs them.
func quote(value string) string {
	plain := value != "" && value[0] != '"' && !strings.Contains(value, "|")
	for i := 0; i < len(value) && plain; i++ {
		plain = !(value[i] == '#' && beginsComment(value, i)) && !endsHead(value, i)
	}
	if plain {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
}

// isLang reports whether tag has the shape of a language tag: fr, pt-BR.
func isLang(tag string) bool {
	for i, part := range strings.Split(tag, "-") {
		if len(part) == 0 || len(part) > 8 || i == 0 && len(part) < 2 {
			return false
		}
		for _, r := range part {
			if !('a' <= r|0x20 && r|0x20 <= 'z' || i > 0 && '0' <= r && r <= '9') {
				return false
			}
		}
	}
	return true
}
