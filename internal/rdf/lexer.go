package rdf

import (
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// A lexer reads what Turtle and N-Triples have in common: IRIs, literals and
// blank node labels.
type lexer struct {
	window
	interner
	scratch []byte
}

var errRelative = errors.New("an IRI must have a scheme here")

func newLexer(r io.Reader) lexer {
	return lexer{window: newWindow(r), interner: newInterner()}
}

// space passes white space and comments.
func (l *lexer) space() error {
	for {
		switch l.at(0) {
		case ' ', '\t', '\r':
			l.pos++
		case '\n':
			l.pos++
			l.line++
			l.start = l.pos
		case '#':
			n := l.find(0, "\n")
			if n < 0 {
				n = len(l.buf) - l.pos
			}
			if err := l.whole(n); err != nil {
				return err
			}
			l.pos += n
		default:
			return nil
		}
	}
}

// iriRef reads <…> and returns what stands between, which stays until more is
// called. Where none stands, the error says what was expected.
func (l *lexer) iriRef(expected string) ([]byte, error) {
	if l.at(0) != '<' {
		return nil, l.unexpected(0, expected)
	}
	n, escapes := 1, false
	for {
		for l.pos+n < len(l.buf) && inIRI(l.buf[l.pos+n]) {
			n++
		}
		switch c := l.at(n); {
		case c == '>':
			b := l.token(n)[1:]
			l.pos += n + 1
			if escapes {
				return l.unescape(b), nil
			}
			return b, nil
		case !l.has(n):
			return nil, l.ended("the IRI that begins here has no end")
		case c == '\\':
			size, r, err := l.unicodeEscape(n)
			if err != nil {
				return nil, err
			}
			if r < utf8.RuneSelf && !inIRI(byte(r)) {
				return nil, l.errorAt(n, "an IRI cannot hold %q", r)
			}
			escapes = true
			n += size
		case !inIRI(c):
			return nil, l.errorAt(n, "an IRI cannot hold %q", c)
		}
	}
}

// quoted reads a literal on one line between two quotes.
func (l *lexer) quoted(quote byte) (string, error) {
	n, escapes := 1, false
	for {
		for l.pos+n < len(l.buf) && !stopsLiteral[l.buf[l.pos+n]] {
			n++
		}
		switch c := l.at(n); {
		case c == quote:
			s := l.text(l.token(n)[1:], escapes)
			l.pos += n + 1
			return s, nil
		case !l.has(n):
			return "", l.ended("the literal that begins here has no end")
		case c == '\\':
			size, err := l.escape(n)
			if err != nil {
				return "", err
			}
			escapes = true
			n += size
		case c == '\n', c == '\r':
			return "", l.errorAt(n, "this literal must not hold a line end; write it as \\n or \\r")
		default: // another quote
			n++
		}
	}
}

var stopsLiteral = [256]bool{'"': true, '\'': true, '\\': true, '\n': true, '\r': true}

// text makes a string of a part of the window.
func (l *lexer) text(b []byte, escapes bool) string {
	if escapes {
		b = l.unescape(b)
	}
	return string(b)
}

// escape returns the length of the escape sequence n bytes from pos.
func (l *lexer) escape(n int) (int, error) {
	switch l.at(n + 1) {
	case 't', 'b', 'n', 'r', 'f', '"', '\'', '\\':
		return 2, nil
	}
	size, _, err := l.unicodeEscape(n)
	return size, err
}

// unicodeEscape reads \u0000 or \U00000000.
func (l *lexer) unicodeEscape(n int) (size int, r rune, err error) {
	switch l.at(n + 1) {
	case 'u':
		size = 6
	case 'U':
		size = 10
	default:
		return 0, 0, l.errorAt(n, "this is no escape sequence")
	}
	if l.has(n + size - 1) {
		digits := string(l.buf[l.pos+n+2 : l.pos+n+size])
		v, err := strconv.ParseUint(digits, 16, 32)
		if r := rune(v); err == nil && v <= utf8.MaxRune && utf8.ValidRune(r) {
			return size, r, nil
		}
	}
	return 0, 0, l.errorAt(n, "this escape sequence stands for no character")
}

// unescape replaces escape sequences that were found correct.
func (l *lexer) unescape(b []byte) []byte {
	out := l.scratch[:0]
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' {
			out = append(out, b[i])
			continue
		}
		i++
		switch c := b[i]; c {
		case 't':
			out = append(out, '\t')
		case 'b':
			out = append(out, '\b')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 'f':
			out = append(out, '\f')
		case 'u', 'U':
			size := 4
			if c == 'U' {
				size = 8
			}
			v, _ := strconv.ParseUint(string(b[i+1:i+1+size]), 16, 32)
			out = utf8.AppendRune(out, rune(v))
			i += size
		default:
			out = append(out, c)
		}
	}
	l.scratch = out
	return out
}

// literalOf returns the literal that has a value, with the language tag or the
// datatype that may stand behind it.
func (l *lexer) literalOf(value string, datatype func() (string, error)) (Term, error) {
	switch {
	case l.at(0) == '@':
		lang, err := l.lang()
		return Term{Kind: Literal, Value: value, Lang: lang}, err
	case l.at(0) == '^' && l.at(1) == '^':
		l.pos += 2
		iri, err := datatype()
		return literalTerm(value, iri), err
	}
	return Term{Kind: Literal, Value: value}, nil
}

// lang reads a language tag after "@".
func (l *lexer) lang() (string, error) {
	n := 1
	for c := l.at(n); c == '-' || isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z'; c = l.at(n) {
		n++
	}
	if err := l.whole(n); err != nil {
		return "", err
	}
	tag := l.intern(l.token(n)[1:])
	if _, ok := languageTag(tag); !ok {
		return "", l.errorAt(0, "%q is not a language tag", clip(l.token(n)))
	}
	l.pos += n
	return tag, nil
}

// label reads a blank node label with its "_:".
func (l *lexer) label() (Term, error) {
	if l.at(1) != ':' {
		return Term{}, l.unexpected(1, `":" after "_"`)
	}
	n, end := 2, 2 // a label does not end with "."
	for {
		r, size := l.runeAt(n)
		switch {
		case n > 2 && r == '-', n > 2 && isNameChar(r), isLetter(r), r == '_', r < utf8.RuneSelf && isDigit(byte(r)):
			end = n + size
		case n == 2:
			return Term{}, l.unexpected(n, "a blank node label")
		case r != '.':
			if err := l.whole(n); err != nil {
				return Term{}, err
			}
			t := namedBlank(l.intern(l.token(end)[2:]))
			l.pos += end
			return t, nil
		}
		n += size
	}
}
