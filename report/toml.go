package report

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/catchword/catchword/span"
)

// A tomlReader turns nodes of TOML into values with offsets of the text.
type tomlReader struct {
	*parser
	part span.Span
	toml unstable.Parser
}

// toml reads the keys of front matter in TOML that are in no table, and the
// maps in [[authors]].
func (p *parser) toml(part span.Span) (entries []entry) {
	if s := part.In(p.Text); strings.Count(s, "[")+strings.Count(s, "{") > maxNodes/2 {
		p.problem(RuleSyntax, Error, part.Start, "the front matter has more than %d lists and tables and is not read", maxNodes/2)
		return nil
	}
	t := tomlReader{parser: p, part: part}
	t.toml.Reset([]byte(part.In(p.Text)))
	entries, err := t.read()
	if err != nil {
		at := part.Start
		var where *unstable.ParserError
		if errors.As(err, &where) && len(where.Highlight) > 0 {
			at += int(t.toml.Range(where.Highlight).Offset)
		}
		p.problem(RuleSyntax, Error, at, "the front matter is not TOML: %v", err)
	}
	return entries
}

// read reads expression after expression, to the first error.
func (t *tomlReader) read() (entries []entry, err error) {
	defer guard(&err)
	var table string // "" above the first
	for t.toml.NextExpression() {
		e := t.toml.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = keyOf(e.Key())
			if table == "authors" || table == "author" {
				entries = addAuthor(entries, table, t.keyAt(e.Key()))
			}
		case unstable.KeyValue:
			switch field := t.entry(e); table {
			case "":
				entries = append(entries, field)
			case "authors", "author":
				last := &entries[len(entries)-1].value
				item := &last.list[len(last.list)-1]
				item.fields = append(item.fields, field)
			}
		}
	}
	return entries, t.toml.Error()
}

// addAuthor begins another map in the list of the last entry, or in a new one.
func addAuthor(entries []entry, key string, at int) []entry {
	if n := len(entries); n == 0 || entries[n-1].key != key {
		entries = append(entries, entry{key: key, at: at})
	}
	last := &entries[len(entries)-1].value
	last.list = append(last.list, value{at: at, fields: []entry{}})
	return entries
}

// keyOf returns a key with dots, in small letters.
func keyOf(parts unstable.Iterator) string {
	var names []string
	for parts.Next() {
		names = append(names, strings.ToLower(string(parts.Node().Data)))
	}
	return strings.Join(names, ".")
}

// keyAt returns the offset of a key.
func (t *tomlReader) keyAt(parts unstable.Iterator) int {
	if parts.Next() {
		return t.part.Start + int(parts.Node().Raw.Offset)
	}
	return t.part.Start
}

// entry reads a key and its value.
func (t *tomlReader) entry(n *unstable.Node) entry {
	at := t.keyAt(n.Key())
	return entry{keyOf(n.Key()), at, t.value(n.Value(), at, 0)}
}

// value reads a node; at is its offset as far as it is known.
func (t *tomlReader) value(n *unstable.Node, at, depth int) value {
	v := value{at: at}
	if depth > maxDepth {
		return v
	}
	raw := n.Raw
	switch n.Kind {
	case unstable.Array:
		v.list = []value{}
		for items := n.Children(); items.Next(); {
			if items.Node().Kind != unstable.Comment {
				v.list = append(v.list, t.value(items.Node(), at, depth+1))
			}
		}
		return v
	case unstable.InlineTable:
		v.fields = []entry{}
		for items := n.Children(); items.Next(); {
			v.fields = append(v.fields, t.entry(items.Node()))
		}
		return v
	case unstable.Bool, unstable.Float, unstable.Integer, unstable.LocalDate, unstable.LocalTime, unstable.LocalDateTime, unstable.DateTime:
		if raw.Length == 0 {
			raw = t.toml.Range(n.Data)
		}
	}
	v.text = string(n.Data)
	source := span.Span{Start: t.part.Start + int(raw.Offset), End: t.part.Start + int(raw.Offset+raw.Length)}
	v.at = source.Start
	if n.Kind != unstable.String {
		v.text = source.In(t.Text)
		v.runs = []span.Span{source}
		return v
	}
	v.runs = t.quoted(source, v.text)
	return v
}

// quoted returns the runs of a string.
func (t *tomlReader) quoted(source span.Span, text string) []span.Span {
	s := source.In(t.Text)
	if s == "" || text == "" {
		return nil
	}
	a := aligner{text: t.Text}
	if s[0] == '"' {
		a.quote = '"'
	}
	i := source.Start + 1
	if quotes := strings.Repeat(s[:1], 3); strings.HasPrefix(s, quotes) {
		i += 2
		if n := t.lineEnd(i); strings.HasPrefix(t.Text[i:], "\n") || strings.HasPrefix(t.Text[i:], "\r\n") {
			i = n
		}
	}
	return a.align(i, source.End, text)
}
