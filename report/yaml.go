package report

import (
	"errors"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"github.com/catchword/catchword/span"
)

// A yamlReader turns nodes of YAML into values with offsets of the text.
type yamlReader struct {
	*parser
	part  span.Span
	lines []int // offset of each line
	left  int   // nodes that may still be read: aliases can make few bytes into many
}

// What is read of YAML at most.
const (
	maxNodes = 20000
	maxDepth = 4
)

// yaml reads front matter in YAML.
func (p *parser) yaml(part span.Span) (entries []entry) {
	y := yamlReader{parser: p, part: part, lines: yamlLines(p.Text, part), left: maxNodes}
	document, err := parseYAML([]byte(part.In(p.Text)))
	if err != nil {
		var where *yaml.LoadError
		at, message := part.Start, strings.TrimPrefix(err.Error(), "yaml: ")
		if errors.As(err, &where) && where.Message != "" {
			message = where.Message
			at = y.lines[min(max(where.Mark.Line, 1), len(y.lines))-1]
		}
		p.problem(RuleSyntax, Error, at, "the front matter is not YAML: %s", message)
		return nil
	}
	if len(document.Content) == 0 {
		return nil
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode {
		p.problem(RuleSyntax, Error, part.Start, "the front matter holds no keys")
		return nil
	}
	entries = y.fields(root, 0)
	if y.left < 0 {
		p.problem(RuleSyntax, Warning, part.Start, "the front matter has more than %d values; the rest is not read", maxNodes)
	}
	return entries
}

// parseYAML returns the tree of the first document in data.
func parseYAML(data []byte) (document yaml.Node, err error) {
	defer guard(&err)
	err = yaml.Unmarshal(data, &document)
	return document, err
}

// yamlLines returns the offset of each line of a part of text, by the line ends
// of YAML.
func yamlLines(text string, part span.Span) []int {
	lines := []int{part.Start}
	for i := part.Start; i < part.End; i++ {
		switch c := text[i]; {
		case c == '\n', c == '\r' && !strings.HasPrefix(text[i+1:], "\n"):
			lines = append(lines, i+1)
		case c == 0xC2 && strings.HasPrefix(text[i:part.End], "\u0085"):
			lines = append(lines, i+2)
		case c == 0xE2 && (strings.HasPrefix(text[i:part.End], "\u2028") || strings.HasPrefix(text[i:part.End], "\u2029")):
			lines = append(lines, i+3)
		}
	}
	return lines
}

// offset returns the offset of a node in the text.
func (y *yamlReader) offset(n *yaml.Node) int {
	i := y.part.End
	if n.Line > 0 && n.Line <= len(y.lines) {
		i = y.lines[n.Line-1]
	}
	for c := 1; c < n.Column && i < y.part.End; c++ {
		_, size := utf8.DecodeRuneInString(y.Text[i:y.part.End])
		i += size
	}
	return i
}

// fields reads a map.
func (y *yamlReader) fields(n *yaml.Node, depth int) []entry {
	entries := make([]entry, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		e := entry{key: strings.ToLower(key.Value), at: y.offset(key), value: y.value(n.Content[i+1], depth+1)}
		entries = append(entries, e)
	}
	return entries
}

// value reads a node.
func (y *yamlReader) value(n *yaml.Node, depth int) value {
	y.left--
	v := value{at: y.offset(n)}
	if y.left < 0 || depth > maxDepth {
		return v
	}
	switch n.Kind {
	case yaml.AliasNode:
		v = y.value(n.Alias, depth+1)
		v.alias = true
	case yaml.ScalarNode:
		if n.Tag == "!!null" && depth == 1 {
			break
		}
		v.text = n.Value
		v.runs = y.scalar(n, v.at)
	case yaml.SequenceNode:
		v.list = make([]value, 0, min(len(n.Content), max(y.left, 0)))
		for _, item := range n.Content {
			if y.left < 0 {
				break
			}
			v.list = append(v.list, y.value(item, depth+1))
		}
	case yaml.MappingNode:
		v.fields = y.fields(n, depth)
		if m := len(n.Content); m == 2 && n.Style&yaml.FlowStyle == 0 && n.Content[1].Kind == yaml.ScalarNode {
			last := v.fields[0].value
			if v.flat = n.Line == n.Content[1].Line && len(last.runs) == 1 && n.Content[1].Style == 0; v.flat {
				v.end = last.runs[0].End
			}
		}
	}
	return v
}

// scalar returns the runs of a scalar that begins at i, with its anchor and
// type.
func (y *yamlReader) scalar(n *yaml.Node, i int) []span.Span {
	if n.Value == "" {
		return nil
	}
	for i < y.part.End && (y.Text[i] == '&' || y.Text[i] == '!') {
		rest := y.Text[i:y.part.End]
		m := strings.IndexAny(rest, " \t\r\n")
		if m < 0 {
			return nil
		}
		i = y.part.End - len(strings.TrimLeft(rest[m:], " \t\r\n"))
	}
	a := aligner{text: y.Text, fold: true}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return y.block(n, i)
	case n.Style&yaml.DoubleQuotedStyle != 0:
		a.quote = '"'
		i++
	case n.Style&yaml.SingleQuotedStyle != 0:
		a.quote = '\''
		i++
	}
	return a.align(i, y.part.End, n.Value)
}

// block returns the runs of a scalar in block style, of which the head begins
// at i: one for each line, without its indentation.
func (y *yamlReader) block(n *yaml.Node, i int) []span.Span {
	var runs []span.Span
	indent := 0
	first := true
	for at := range linesOf(y.Text, span.Span{Start: i, End: y.part.End}) {
		if first { // the head
			if m := strings.IndexAny(at.In(y.Text), "123456789"); m > 0 && m < 3 {
				return nil // an indentation that is said, not seen
			}
			first = false
			continue
		}
		line := at.In(y.Text)
		body := strings.TrimLeft(line, " ")
		if strings.TrimSpace(body) == "" {
			continue
		}
		if indent == 0 {
			indent = len(line) - len(body)
		}
		if len(line)-len(body) < indent || indent == 0 {
			break
		}
		runs = appendRun(runs, at.Start+indent, y.lineEnd(at.End))
	}
	if len(runs) > 0 {
		last := &runs[len(runs)-1]
		*last = trimRight(y.Text, *last)
	}
	if squeeze(join(y.Text, runs)) != squeeze(n.Value) {
		return nil
	}
	return runs
}

// squeeze returns s without white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// trimRight returns s without the white space of text at its end.
func trimRight(text string, s span.Span) span.Span {
	return span.Span{Start: s.Start, End: s.Start + len(strings.TrimRight(s.In(text), " \t\r\n"))}
}
