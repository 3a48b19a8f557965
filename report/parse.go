package report

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/catchword/catchword/span"
)

// Parse reads one report. Its format is told by its content first, then by the
// extension of its name. Data of several records are an error; [Reader] reads
// them one by one.
func Parse(name string, data []byte) (*Report, error) { return new(Reader).Parse(name, data) }

// Open reads the report in a file. Where a file of subjects stands beside a
// text, as [Reader.Sources] says, its tags are those.
func Open(path string) (*Report, error) {
	return new(Reader).open(path)
}

// open reads the report in a file, with the subjects beside it.
func (rd *Reader) open(path string) (*Report, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	r, err := rd.Parse(path, data)
	if err == nil && !r.Format.isRecord() {
		r.readKey()
	}
	return r, err
}

// Parse is [Parse] with the options of rd.
func (rd *Reader) Parse(name string, data []byte) (*Report, error) {
	if f := formOf(name, data); f != formText {
		return rd.parseOnly(name, f, data)
	}
	text, encoding, err := decode(data)
	if err != nil {
		return nil, &FileError{Path: name, Err: err}
	}
	p := rd.parser(&Report{ID: filepath.ToSlash(name), Path: name, Line: 1, Text: text, Encoding: encoding})
	if encoding != "" {
		p.problem(RuleEncoding, Info, 0, "the file is not in UTF-8: it is read as %s, and places are those of the text as decoded", encoding)
	}
	p.parse()
	return p.Report, nil
}

// A parser fills in a report.
type parser struct {
	*Report
	tagsKeys []string // keys of front matter that hold tags; the first that isn't empty counts
}

// tagsKeys are the keys of front matter that hold tags by default.
var tagsKeys = []string{"keywords", "tags", "topics"}

func (rd *Reader) parser(r *Report) *parser {
	if rd.TagsKey != "" {
		return &parser{r, []string{strings.ToLower(rd.TagsKey)}}
	}
	return &parser{r, tagsKeys}
}

// parse reads p.Text by its format.
func (p *parser) parse() {
	if !utf8.ValidString(p.Text) {
		p.problem(RuleInvalid, Warning, firstInvalid(p.Text), "some bytes are not UTF-8")
	}
	body := span.Span{Start: 0, End: len(p.Text)}
	if strings.HasPrefix(p.Text, bom) {
		body.Start = len(bom)
	}
	if strings.TrimSpace(body.In(p.Text)) == "" {
		p.problem(RuleEmpty, Warning, 0, "the report is empty")
		return
	}
	if f, ok := p.findFrontMatter(body); ok {
		p.Format = Markdown
		p.readFrontMatter(f)
		p.markdown(span.Span{Start: f.next, End: body.End})
	} else if looksLikeMarkdown(p.Path, body.In(p.Text)) {
		p.Format = Markdown
		p.markdown(body)
	} else {
		p.page(body)
	}
	p.sortProblems()
}

// firstInvalid returns the offset of the first byte that isn't UTF-8.
func firstInvalid(text string) int {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return i
			}
		}
	}
	return 0
}

// looksLikeMarkdown reports whether a text without front matter is Markdown:
// its name says so, unless it has a page's marks, or it has headings with
// number signs.
func looksLikeMarkdown(name, text string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd", ".mdx":
		return !hasPageMarks(text)
	}
	if !strings.Contains(text, "# ") {
		return false
	}
	headings := 0
	for at := range linesOf(text, span.Span{Start: 0, End: len(text)}) {
		l := at.In(text)
		if n := len(l) - len(strings.TrimLeft(l, "#")); n > 0 && n <= 6 && n < len(l) && l[n] == ' ' {
			if headings++; headings == 2 {
				return !hasPageMarks(text)
			}
		}
	}
	return false
}

// maxFile is the size up to which a file is read.
const maxFile = 1 << 30

// readFile reads a file that is not larger than maxFile.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := readAll(f)
	if err != nil {
		return nil, &FileError{Path: path, Err: err}
	}
	return data, nil
}
