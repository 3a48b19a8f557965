package pos

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/catchword/catchword/internal/memo"
	"github.com/catchword/catchword/span"
)

// A run is a part of a text without white space. It is cut in two steps: what
// prose does not know, or gets wrong, is cut here; the fragments between go to
// prose. The result depends on the run alone, and is remembered.

// A piece is a token of a run.
type piece struct {
	end  int    // where it ends in the run; it begins where the one before ends
	form string // as the model reads it
}

// appendRun appends the tokens of the run at text[s.Start:s.End] to dst. A run
// that is too long to be remembered is no word. Marks at its ends are tokens,
// it is cut where any run is, and what is still too long is a token as it is.
func (t *Tagger) appendRun(dst []Token, text string, s span.Span) []Token {
	if s.Len() <= memo.MaxKey {
		return appendPieces(dst, s.Start, *t.runs.Get(s.In(text)))
	}
	start, end := s.Start, s.End
	for start < end && text[start] != '.' && strings.IndexByte(edgeMarks, text[start]) >= 0 {
		dst = append(dst, Token{span.Span{Start: start, End: start + 1}, markForm(text[start:start+1], true)})
		start++
	}
	for end > start && strings.IndexByte(edgeMarks, text[end-1]) >= 0 && !strings.HasSuffix(text[start:end], "..") {
		end--
	}
	fragments(text[start:end], func(from, to int, mark bool) {
		part := span.Span{Start: start + from, End: start + to}
		switch {
		case mark:
			dst = append(dst, Token{part, markForm(part.In(text), true)})
		case part.Len() <= memo.MaxKey:
			dst = appendPieces(dst, part.Start, *t.runs.Get(part.In(text)))
		default:
			dst = append(dst, Token{part, part.In(text)})
		}
	})
	for ; end < s.End; end++ {
		dst = append(dst, Token{span.Span{Start: end, End: end + 1}, markForm(text[end:end+1], false)})
	}
	return dst
}

// appendPieces appends the pieces of a run that begins at start.
func appendPieces(dst []Token, start int, pieces []piece) []Token {
	from := start
	for _, p := range pieces {
		dst = append(dst, Token{span.Span{Start: from, End: start + p.end}, p.form})
		from = start + p.end
	}
	return dst
}

// edgeMarks are the marks that prose takes off the ends of a run.
const edgeMarks = `$(["),]!;.?:'`

// cut returns the pieces of a run of at most memo.MaxKey bytes.
func (t *Tagger) cut(run string) []piece {
	var pieces []piece
	fragments(run, func(from, to int, mark bool) {
		part := run[from:to]
		if mark {
			pieces = append(pieces, piece{to, markForm(part, to < len(run))})
			return
		}
		start := from
		for _, end := range split(part) {
			form := plain(run[start : from+end])
			if len(form) == 1 {
				form = markForm(form, start == 0 && len(run) > 1)
			}
			if n := len(form) - 1; isShortAbbreviation(form) && !loaded().knows(form) {
				pieces = append(pieces, piece{from + end - 1, form[:n]}, piece{from + end, "."})
			} else {
				pieces = append(pieces, piece{from + end, form})
			}
			start = from + end
		}
	})
	return pieces
}

// fragments calls yield with the parts of a run, in order: marks that are
// tokens, and fragments, in which a clitic stands at the end or nowhere.
func fragments(run string, yield func(from, to int, mark bool)) {
	start := 0
	flush := func(end, next int) {
		if start < end {
			yield(start, end, false)
		}
		if end < next {
			yield(end, next, true)
		}
		start = next
	}
	before := ' '
	for i := 0; i < len(run); {
		r, size := utf8.DecodeRuneInString(run[i:])
		rest := run[i+size:]
		switch {
		case isApostrophe(r):
			n, known := cliticLen(before, rest)
			switch {
			case n > 0 && known:
				size += n
				flush(i+size, i+size)
			case n > 0:
				size += n
				flush(i, i+size)
			case !isWordRune(before) && startsWord(rest) || r == '\u2018' && !isWordRune(before):
				flush(i, i+size)
			}
		case (r == '-' || r == '.') && len(rest) > 0 && rest[0] == run[i]:
			for size < len(run)-i && run[i+size] == run[i] {
				size++
			}
			flush(i, i+size)
		case isMark(r) || isDash(r) && !(isWordRune(before) && startsWord(rest)):
			flush(i, i+size)
		}
		i += size
		before = r
		if isApostrophe(r) && size > utf8.RuneLen(r) {
			before = 's' // the last letter of a clitic
		}
	}
	flush(len(run), len(run))
}

// cliticLen returns the length of the letters of a clitic behind its
// apostrophe, 0 if there is none, and whether prose knows it. A letter or digit
// never follows a clitic: O'Malley has none.
func cliticLen(before rune, rest string) (n int, known bool) {
	for n < len(rest) && n < 3 && (rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z') {
		n++
	}
	if n == 0 || n == 3 || startsWord(rest[n:]) {
		return 0, false
	}
	switch strings.ToLower(rest[:n]) {
	case "s", "m", "re", "ll":
		return n, true
	case "t":
		if before|0x20 == 'n' {
			return n, true
		}
	case "d", "ve":
		return n, false
	}
	return 0, false
}

// split returns the ends of the tokens that prose cuts a fragment into.
func split(fragment string) []int {
	if len(fragment) == 1 {
		return []int{1}
	}
	ascii, ends := sanitize(fragment)
	doc, err := prose.NewDocument(ascii, prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return []int{len(fragment)} // can't happen: prose returns none
	}
	var cuts []int
	pos := 0
	for _, tok := range doc.Tokens() {
		if tok.Text == "" || !strings.HasPrefix(ascii[pos:], tok.Text) {
			break
		}
		pos += len(tok.Text)
		cuts = append(cuts, ends[pos-1])
	}
	if pos < len(ascii) {
		cuts = append(cuts, len(fragment)) // prose lost it
	}
	return cuts
}

// sanitize returns a fragment as prose is shown it, with one byte for each
// character: a quote for an apostrophe that can be a token or begin one, an x
// for anything else beyond ASCII and for apostrophes inside words. The end of
// the character of each byte comes with it.
func sanitize(fragment string) (ascii string, ends []int) {
	b := make([]byte, 0, len(fragment))
	before := ' '
	for i, r := range fragment {
		_, size := utf8.DecodeRuneInString(fragment[i:])
		rest := fragment[i+size:]
		c := byte('x')
		switch {
		case isApostrophe(r):
			if n, _ := cliticLen(before, rest); n > 0 || !startsWord(rest) {
				c = '\''
			}
		case r < utf8.RuneSelf && !(r == '&' && strings.HasPrefix(rest, "rsquo;")):
			c = byte(r)
		}
		b = append(b, c)
		ends = append(ends, i+size)
		before = r
	}
	return string(b), ends
}

// plain returns a token as the model reads it: its apostrophes and hyphens are
// those of ASCII.
func plain(token string) string {
	for i := range len(token) {
		if token[i] >= utf8.RuneSelf {
			return plainMarks.Replace(token)
		}
	}
	return strings.Clone(token)
}

var plainMarks = strings.NewReplacer(
	"\u2018", "'", "\u2019", "'", "\u201b", "'",
	"\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-",
)

// markForm returns a mark as the model knows it. That of a straight quote
// depends on whether it is an opening one.
func markForm(mark string, opening bool) string {
	r, size := utf8.DecodeRuneInString(mark)
	switch {
	case strings.HasPrefix(mark, ".."), r == '\u2026':
		return "..."
	case r == '-', isDash(r), unicode.Is(unicode.Pd, r):
		return "--"
	case r == '"' && opening, unicode.Is(unicode.Pi, r) && !isApostrophe(r), r == '\u201e':
		return "``"
	case r == '"', unicode.Is(unicode.Pf, r) && !isApostrophe(r):
		return "''"
	case isApostrophe(r) && size < len(mark):
		return "'" + mark[size:] // a clitic
	case r == '\u2018', isApostrophe(r) && opening:
		return "`"
	case isApostrophe(r):
		return "'"
	case r == '[', r == '{':
		return "("
	case r == ']', r == '}':
		return ")"
	case unicode.Is(unicode.Sc, r):
		return "$"
	}
	return strings.Clone(mark)
}

// isApostrophe reports whether r is an apostrophe, or a quote written like one.
func isApostrophe(r rune) bool {
	return r == '\'' || r == '\u2019' || r == '\u2018' || r == '\u201b'
}

// isDash reports whether r joins words like a hyphen, or parts them, as white
// space around it says.
func isDash(r rune) bool { return '\u2010' <= r && r <= '\u2013' }

// isMark reports whether r is a token wherever it stands.
func isMark(r rune) bool {
	if r < utf8.RuneSelf {
		return strings.ContainsRune("{}<>|*`\\^", r)
	}
	return r != '\u00b7' && r != utf8.RuneError && !isDash(r) && (unicode.IsPunct(r) || unicode.IsSymbol(r))
}

// isWordRune reports whether words are made of r.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// startsWord reports whether s begins with a character of a word.
func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

// isShortAbbreviation reports whether token looks like "Nov." and "Act.", which
// prose does not tell apart.
func isShortAbbreviation(token string) bool {
	n := len(token) - 1
	if n < 2 || n > 3 || token[n] != '.' || token[0] < 'A' || token[0] > 'Z' {
		return false
	}
	for _, c := range token[1:n] {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
