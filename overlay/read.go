package overlay

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/catchword/catchword/vocab"
)

// What is read at most, in bytes.
const (
	maxFile  = 16 << 20
	maxLine  = 4 << 10
	maxLabel = 512 // that of labels in vocabularies
)

// Open reads an overlay over v from a file: see [Read].
func Open(path string, v *vocab.Vocabulary) (*Overlay, []vocab.Problem, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fileError(path, err)
	}
	defer f.Close()
	return Read(path, f, v)
}

// Read reads an overlay over v, which is the whole vocabulary where only a part
// of it is going to be used. The file is UTF-8, its lines end with LF or CR LF;
// the package comment has its directives. What can't be used is left out and
// comes back as a problem with name and line, in the order of the lines. The
// error, for what is no text file at all, is a [*vocab.FileError]. It takes time
// linear in the file and in the branches that it names.
func Read(name string, r io.Reader, v *vocab.Vocabulary) (*Overlay, []vocab.Problem, error) {
	if v == nil {
		return nil, nil, errors.New("overlay: Read needs a vocabulary")
	}
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	text := strings.TrimPrefix(string(data), "\uFEFF")
	switch {
	case err != nil:
		return nil, nil, fileError(name, err)
	case len(data) > maxFile:
		return nil, nil, fileError(name, fmt.Errorf("more than %d bytes", maxFile))
	case strings.HasPrefix(text, "\xFF\xFE"), strings.HasPrefix(text, "\xFE\xFF"):
		return nil, nil, fileError(name, errors.New("this is UTF-16; save it as UTF-8"))
	case strings.Contains(text, "\x00"):
		return nil, nil, fileError(name, errors.New("this is a binary file, and no overlay"))
	}
	p := parser{Overlay: &Overlay{File: name}, v: v, file: name, said: make(map[string]int),
		omitted: make(map[string]int), approved: make(map[string]int), branches: make(map[branchOf]bool)}
	for text := range strings.Lines(text) {
		p.line++
		p.read(strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r"))
	}
	p.finish()
	if p.directives == 0 {
		p.line = 0
		p.problem(ruleNothing, vocab.Warning, "", "the file has no directives")
	}
	p.Problems = slices.Clone(p.problems)
	return p.Overlay, p.problems, nil
}

func fileError(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &vocab.FileError{File: name, Err: err}
}

// A parser makes an overlay of lines.
type parser struct {
	*Overlay
	v          *vocab.Vocabulary
	file       string
	line       int // from 1
	directives int
	problems   []vocab.Problem
	said       map[string]int // what was said, as one text: in which line
	limited    int            // the line of the limit

	omitted, approved map[string]int // by concept: the line that says so
	approvals         []approval
	branches          map[branchOf]bool
	looks             int // for concepts near a name
}

func (p *parser) problem(rule string, severity vocab.Severity, concept, format string, args ...any) {
	p.problems = append(p.problems, vocab.Problem{Rule: rule, Severity: severity, File: p.file, Line: p.line, Concept: concept, Message: fmt.Sprintf(format, args...)})
}

func (p *parser) error(rule, format string, args ...any) {
	p.problem(rule, vocab.Error, "", format, args...)
}

// read reads a line.
func (p *parser) read(text string) {
	bad := func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) || r == '\uFEFF' }
	switch {
	case len(text) > maxLine:
		p.directives++
		p.error(ruleTooLong, "the line has %d bytes; lines have at most %d", len(text), maxLine)
		return
	case !utf8.ValidString(text):
		p.directives++
		p.error(ruleEncoding, "the line is not UTF-8")
		return
	case strings.IndexFunc(text, bad) >= 0:
		p.directives++
		p.error(ruleUnprintable, "the line has characters that can't be printed")
		return
	}
	l, rule, wrong := parseLine(text)
	if l.name == "" && !l.tagged {
		return
	}
	p.directives++
	if !slices.Contains(names, l.name) {
		p.error(ruleDirective, "%q is no directive%s", cut(strings.Fields(text)[0], 40), nearest(l.name))
		return
	}
	if wrong != "" {
		p.error(rule, "%s", wrong)
		return
	}
	p.directive(&l)
}

// nearest says which directive may be meant by a name that is none.
func nearest(name string) string {
	best, least := "", 3
	var d vocab.EditDistance
	for _, n := range names {
		if edits := d.Within([]rune(cut(name, 20)), []rune(n), 2); edits < least {
			best, least = n, edits
		}
	}
	if best == "" {
		return "; they are " + strings.Join(names, ", ")
	}
	return "; " + best + " is"
}

// directive does what a line says.
func (p *parser) directive(l *line) {
	if l.tagged && l.name != labelName && l.name != hiddenName {
		p.error(ruleSyntax, "only label and hidden take a language")
		return
	}
	if l.tagged && !isLang(l.lang) {
		p.error(ruleLanguage, "%q is no language tag; one is fr, or pt-BR", l.lang)
		return
	}
	switch l.name {
	case labelName, hiddenName, neverName:
		if !l.headed {
			p.error(ruleSyntax, "%s needs a concept, a colon with a space behind it, and what comes then: %s Roofs: green roofs", l.name, l.name)
			return
		}
		if concept, ok := p.concept(l.head); ok {
			p.each(l.values, func(text string) { p.add(l, concept, text) })
		}
	case ignoreName:
		p.each(l.values, func(text string) { p.never("", text) })
	case limitName:
		p.limit(l.values)
	case specificName:
		if len(l.values) > 0 {
			p.error(ruleSyntax, "%s stands alone", l.name)
			return
		}
		p.again(specificName)
		p.MostSpecific = true
	default:
		p.each(l.values, func(name string) { p.mark(l.name, name) })
	}
}

// each calls f with the values of a line that can be used.
func (p *parser) each(values []string, f func(string)) {
	if len(values) == 0 {
		p.error(ruleEmpty, "nothing follows")
	}
	for _, value := range values {
		switch {
		case value == "":
			p.error(ruleEmpty, "a value is empty")
		case len(value) > maxLabel:
			p.error(ruleTooLong, "%q… has %d bytes; labels and phrases have at most %d", cut(value, 40), len(value), maxLabel)
		default:
			f(value)
		}
	}
}

// add adds a label, or a phrase that is never the concept.
func (p *parser) add(l *line, id, text string) {
	if l.name == neverName {
		p.never(id, text)
		return
	}
	kind := vocab.Alternative
	if l.name == hiddenName {
		kind = vocab.Hidden
	}
	folded := vocab.Fold(text)
	if line, ok := p.said[neverName+"\n"+id+"\n"+folded]; ok {
		p.problem(ruleContradiction, vocab.Error, id, "%q is never this concept, by line %d", text, line)
		return
	}
	if p.again(labelName + "\n" + id + "\n" + strings.ToLower(l.lang) + "\n" + text) {
		return
	}
	p.said[labelName+"\n"+id+"\n"+folded] = p.line
	for _, m := range p.v.ByLabel(text) {
		switch {
		case m.Concept.ID != id:
			p.problem(ruleTaken, vocab.Warning, id, "%q is one of the labels of %q too", text, m.Concept.Label(m.Label.Lang))
		case m.Exact:
			p.problem(ruleKnown, vocab.Info, id, "%q is one of its labels already", text)
		}
	}
	p.Labels = append(p.Labels, vocab.AddedLabel{Concept: id, Label: vocab.Label{Text: text, Lang: l.lang}, Kind: kind, Line: p.line})
}

// never adds a phrase that is never a concept or, without one, never any.
func (p *parser) never(id, text string) {
	folded := vocab.Fold(text)
	if line, ok := p.said[labelName+"\n"+id+"\n"+folded]; ok {
		p.problem(ruleContradiction, vocab.Error, id, "%q is a label of this concept, by line %d", text, line)
		return
	}
	if p.again(neverName + "\n" + id + "\n" + folded) {
		return
	}
	for _, m := range p.v.ByLabel(text) {
		if m.Kind == vocab.Preferred && (id == "" || m.Concept.ID == id) {
			p.problem(rulePreferred, vocab.Warning, m.Concept.ID, "%q is the preferred label of a concept, which is never found by it then; to leave the concept out, write omit", text)
		}
	}
	p.Never = append(p.Never, Phrase{id, text})
}

// limit sets the limit.
func (p *parser) limit(values []string) {
	if len(values) != 1 {
		p.error(ruleSyntax, "limit needs a number: limit 5")
		return
	}
	n, err := strconv.Atoi(values[0])
	if err != nil || n < 1 {
		p.error(ruleNumber, "a limit is a number from 1 on, not %q", cut(values[0], 40))
		return
	}
	if p.Limit > 0 && n != p.Limit {
		p.error(ruleContradiction, "the limit is %d, by line %d", p.Limit, p.limited)
		return
	}
	if !p.again(limitName) {
		p.Limit, p.limited = n, p.line
	}
}

// again takes note of what a line says and reports, also as a problem, whether
// another has said it.
func (p *parser) again(what string) bool {
	line, ok := p.said[what]
	if !ok {
		p.said[what] = p.line
		return false
	}
	p.problem(ruleRepeated, vocab.Info, "", "line %d says so already", line)
	return true
}

// cut returns the first n bytes of s at most, without half a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
