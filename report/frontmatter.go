package report

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/catchword/catchword/span"
)

// A frontMatter is a block of metadata that a Markdown text begins with.
type frontMatter struct {
	span.Span      // what is between the lines of its fence
	toml      bool // else it is YAML
	closed    bool
	next      int // where the text goes on
}

// keyLine matches a line of YAML or TOML that begins with a key. It takes a
// millisecond to compile.
var keyLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^(?:[\pL\pN_.-]+|[\pL\pN_-][\pL\pN_ -]*|"[^"\n]*"|'[^'\n]*')[ \t]*(?::(?:[ \t\r\n]|$)|=)`)
})

// maxFrontMatter is the size up to which front matter is read.
const maxFrontMatter = 1 << 20

// findFrontMatter finds front matter at the beginning of the text: between two
// lines of --- (YAML) or +++ (TOML), with a key inside. Where the second line is
// missing, the front matter ends at the first empty line.
func (p *parser) findFrontMatter(body span.Span) (frontMatter, bool) {
	var f frontMatter
	fence := ""
	blank := -1
	end := body.Start
	for at := range linesOf(p.Text, body) {
		line := at.In(p.Text)
		trimmed := strings.TrimRight(line, " \t")
		switch {
		case fence == "":
			if trimmed != "---" && trimmed != "+++" {
				return f, false
			}
			fence, f.toml = trimmed, trimmed == "+++"
			f.Start = p.lineEnd(at.End)
		case trimmed == fence || trimmed == "..." && !f.toml:
			f.End, f.next, f.closed = at.Start, p.lineEnd(at.End), true
			inner := f.In(p.Text)
			return f, strings.TrimSpace(inner) == "" || keyLine().MatchString(inner) || blank < 0
		case trimmed == "" && blank < 0:
			blank = at.Start
		}
		end = at.End
	}
	if fence == "" {
		return f, false
	}
	if blank < 0 {
		blank = end
	}
	f.Start = min(f.Start, body.End)
	f.End = max(blank, f.Start)
	f.next = f.End
	head, _, _ := strings.Cut(strings.TrimLeft(f.In(p.Text), "\r\n"), "\n")
	return f, keyLine().MatchString(head)
}

// lineEnd returns the offset behind the line end at i.
func (p *parser) lineEnd(i int) int {
	if strings.HasPrefix(p.Text[i:], "\r\n") {
		return i + 2
	}
	return min(i+1, len(p.Text))
}

// A value is one of front matter: a word or text, a list, or a map. Nothing is
// the zero value.
type value struct {
	at     int         // offset
	text   string      // a word or text as it reads
	runs   []span.Span // where it is; none where that can't be said exactly
	alias  bool        // it stands elsewhere
	list   []value
	fields []entry
	flat   bool // fields are on one line, which ends at end
	end    int
}

// An entry is a key of front matter, in small letters, and its value.
type entry struct {
	key   string
	at    int // offset of the key
	value value
}

func (v *value) isEmpty() bool {
	return strings.TrimSpace(v.text) == "" && len(v.list) == 0 && len(v.fields) == 0
}

// readFrontMatter reads metadata and tags.
func (p *parser) readFrontMatter(f frontMatter) {
	if !f.closed {
		p.problem(RuleUnclosed, Error, 0, "the front matter has no end; it is read to the first empty line")
	}
	if f.Len() > maxFrontMatter {
		p.problem(RuleSyntax, Error, 0, "the front matter is larger than %d kB and is not read", maxFrontMatter>>10)
		return
	}
	var entries []entry
	if f.toml {
		entries = p.toml(f.Span)
	} else {
		entries = p.yaml(f.Span)
	}
	values := p.byKey(entries)
	if v := values["title"]; v != nil {
		p.Meta.Title = oneLine(Unescape(v.text))
		if !v.alias {
			p.Title = p.appendValue(nil, v.runs)
		}
	}
	p.readSummaries(entries, values)
	p.Meta.City = values.text("city")
	p.Meta.Country = values.text("country")
	p.Meta.CountryCode = values.text("country_code", "countrycode", "country-code")
	for _, key := range []string{"authors", "author"} {
		if v := values[key]; v != nil && p.Meta.Authors == nil {
			p.Meta.Authors = authorsOf(*v)
		}
	}
	for _, key := range []string{"categories", "category"} {
		if v := values[key]; v != nil && p.Meta.Categories == nil {
			for _, t := range p.tagsOf(*v, false) {
				p.Meta.Categories = append(p.Meta.Categories, t.Label)
			}
		}
	}
	for _, key := range p.tagsKeys {
		if v := values[key]; v != nil {
			p.Tags = p.tagsOf(*v, true)
			return
		}
	}
}

// keyed holds values that aren't empty, by key.
type keyed map[string]*value

func (k keyed) text(keys ...string) string {
	for _, key := range keys {
		if v := k[key]; v != nil && v.text != "" {
			return oneLine(Unescape(v.text))
		}
	}
	return ""
}

// byKey indexes entries. Where a key is there twice, the last that isn't empty
// counts.
func (p *parser) byKey(entries []entry) keyed {
	values := make(keyed)
	lines := make(map[string]int)
	for i := range entries {
		e := &entries[i]
		line := p.lineAt(e.at)
		if first, ok := lines[e.key]; ok {
			p.problem(RuleDuplicateKey, Warning, e.at, "the key %q is on line %d already; the last that isn't empty counts", e.key, first)
		} else {
			lines[e.key] = line
		}
		if !e.value.isEmpty() {
			values[e.key] = &e.value
		}
	}
	return values
}

// summaryKeys are the keys of texts that say what a report is about, the best
// first.
var summaryKeys = []string{"summary", "description", "deck", "abstract", "excerpt", "subtitle"}

// readSummaries makes the best of the summaries metadata, and prose of all that
// say something else than the title and those before them.
func (p *parser) readSummaries(entries []entry, values keyed) {
	p.Meta.Summary = values.text(summaryKeys...)
	seen := []string{p.Meta.Title}
	for i := range entries {
		v := &entries[i].value
		if text := oneLine(Unescape(v.text)); values[entries[i].key] == v && slices.Contains(summaryKeys, entries[i].key) && !v.alias &&
			len(v.runs) > 0 && !slices.Contains(seen, text) {
			seen = append(seen, text)
			if n := len(p.Summary); n > 0 {
				p.Summary = p.appendLineEnd(p.Summary, p.Summary[n-1].End)
			}
			p.Summary = p.appendValue(p.Summary, v.runs)
		}
	}
}

// appendValue adds the prose of a title or summary, which may be Markdown.
func (p *parser) appendValue(runs, value []span.Span) []span.Span {
	m := markdownReader{parser: p}
	for _, r := range value {
		runs = m.appendRefined(runs, r, true)
	}
	return runs
}

// appendLineEnd adds the next line end from i to runs, to keep the words before
// and after it apart.
func (p *parser) appendLineEnd(runs []span.Span, i int) []span.Span {
	if n := strings.IndexAny(p.Text[i:], "\r\n"); n >= 0 {
		return appendPart(runs, i+n, p.lineEnd(i+n))
	}
	return runs
}

// tagsOf makes tags of a list, or of a string that is one: a string with
// vertical bars, semicolons, commas or several lines is divided there, and is
// else one tag. Only spaces divide nothing, unlike in Jekyll: keywords are
// phrases.
func (p *parser) tagsOf(v value, report bool) []Tag {
	if v.list == nil && v.fields == nil {
		return p.listInString(v)
	}
	var tags []Tag
	items := v.list
	if v.fields != nil {
		items = []value{v}
	}
	for _, item := range items {
		if item.fields != nil && item.flat {
			at := trim(p.Text, span.Span{Start: item.at, End: item.end})
			item = value{at: at.Start, text: at.In(p.Text), runs: []span.Span{at}}
			if report {
				p.problem(RuleTagType, Warning, at.Start, "%q is a key and its value; as a tag, it needs quotes", item.text)
			}
		}
		if item.list != nil || item.fields != nil {
			if report {
				p.problem(RuleTagType, Warning, item.at, "a tag is a list or a map; it is left out")
			}
			continue
		}
		if label := oneLine(item.text); label != "" {
			tags = append(tags, p.tagAt(label, item))
		}
	}
	return tags
}

// tagAt makes a tag of a value.
func (p *parser) tagAt(label string, v value) Tag {
	t := Tag{Label: label, Line: p.lineAt(v.at)}
	if len(v.runs) > 0 {
		t.Span = trim(p.Text, span.Span{Start: v.runs[0].Start, End: v.runs[len(v.runs)-1].End})
		t.Line = p.lineAt(t.Span.Start)
	}
	return t
}

// listInString makes tags of a string.
func (p *parser) listInString(v value) []Tag {
	if len(v.runs) > 0 {
		if strings.ContainsAny(v.text, "|;,") || !strings.Contains(strings.TrimSpace(v.text), "\n") {
			return p.splitTags(v.runs)
		}
		var tags []Tag
		for _, r := range v.runs {
			for at := range linesOf(p.Text, r) {
				tags = p.appendTag(tags, []span.Span{at})
			}
		}
		return tags
	}
	var tags []Tag
	for _, label := range strings.FieldsFunc(v.text, func(r rune) bool { return r == rune(separator(v.text)) || r == '\n' }) {
		if label = oneLine(label); label != "" {
			tags = append(tags, p.tagAt(label, v))
		}
	}
	return tags
}

// authorsOf reads authors: names, or maps with a name and an affiliation.
func authorsOf(v value) []Author {
	var authors []Author
	items := v.list
	if items == nil {
		items = []value{v}
	}
	for _, item := range items {
		a := Author{}
		for _, e := range item.fields {
			switch e.key {
			case "name", "display_name":
				a.Name = oneLine(e.value.text)
			case "affiliation", "organization", "organisation", "institution":
				a.Affiliation = oneLine(e.value.text)
			}
		}
		if item.fields != nil {
			if a.Name != "" {
				authors = append(authors, a)
			}
		} else if named := authorsIn(oneLine(item.text), nil); len(item.text) < 1000 && named != nil {
			authors = append(authors, named...)
		} else if name := oneLine(item.text); name != "" {
			authors = append(authors, Author{Name: name})
		}
	}
	return authors
}
