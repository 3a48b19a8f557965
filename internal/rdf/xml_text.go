package rdf

import (
	"bytes"
	"io"
	"strconv"
	"unicode/utf8"
)

// stopsText has the bytes of a text at which there is something to do or to
// check. 0xEF begins U+FFFE and U+FFFF, which XML does not have.
var stopsText = func() (stops [256]bool) {
	for c := range byte(' ') {
		stops[c] = c != '\t' && c != '\n'
	}
	for _, c := range []byte{'<', '&', ']', 0xEF} {
		stops[c] = true
	}
	return stops
}()

// scanText reads the text up to the next tag, with references replaced and line
// ends made "\n".
func (x *xmlScanner) scanText() error {
	out := x.decoded[:0]
	n, from := 0, 0 // what stands before from is in out
	for {
		for x.pos+n < len(x.buf) && !stopsText[x.buf[x.pos+n]] {
			n++
		}
		if !x.has(n) {
			if x.err != io.EOF {
				return x.ended("")
			}
			break
		}
		c := x.buf[x.pos+n]
		if c == '<' {
			break
		}
		switch c {
		case '&':
			out = append(out, x.token(n)[from:]...)
			var size int
			var err error
			if out, size, err = x.appendReference(out, n); err != nil {
				return err
			}
			n += size
			from = n
		case '\r':
			out = append(append(out, x.token(n)[from:]...), '\n')
			if n++; x.at(n) == '\n' {
				n++
			}
			from = n
		case ']':
			if x.startsWith(n, "]]>") {
				return x.errorAt(n, `"]]>" must not stand in text`)
			}
			n++
		default:
			if err := x.checkChar(n); err != nil {
				return err
			}
			n++
		}
		if len(out) > maxToken {
			return x.wrongAt(0, errTooLong)
		}
	}
	x.kind, x.text = xmlText, x.token(n)
	if from > 0 {
		out = append(out, x.text[from:]...)
		x.decoded, x.text = out, out
	}
	if len(x.open) == 0 && !isSpace(x.text) {
		return x.errorAt(0, "text outside of the root element")
	}
	x.pass(n)
	return nil
}

// cdata reads <![CDATA[ … ]]> as text.
func (x *xmlScanner) cdata() error {
	const begin = len("<![CDATA[")
	n := x.find(begin, "]]>")
	if n < 0 {
		return x.ended("the CDATA section that begins here has no end")
	}
	if len(x.open) == 0 {
		return x.errorAt(0, "text outside of the root element")
	}
	for i := begin; i < n; i++ {
		if c := x.buf[x.pos+i]; stopsText[c] && c != '\r' {
			if err := x.checkChar(i); err != nil {
				return err
			}
		}
	}
	x.kind, x.text = xmlText, oneLineEnd(x.token(n)[begin:])
	x.pass(n + 3)
	return nil
}

// oneLineEnd makes "\n" of the line ends of b.
func oneLineEnd(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	b = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(b, []byte("\r"), []byte("\n"))
}

// checkChar is an error if the character n bytes from pos is none of XML's.
func (x *xmlScanner) checkChar(n int) error {
	if r, _ := x.runeAt(n); !isXMLChar(r) {
		return x.errorAt(n, "XML does not have the character %U", r)
	}
	return nil
}

func isXMLChar(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF && utf8.ValidRune(r) ||
		r == '\t' || r == '\n' || r == '\r'
}

// appendReference appends what the reference n bytes from pos stands for, and
// returns its length.
func (x *xmlScanner) appendReference(out []byte, n int) ([]byte, int, error) {
	const longest = 256
	end := 1
	for c := x.at(n + end); c != ';'; c = x.at(n + end) {
		if c < utf8.RuneSelf && !isASCIIName(c) && c != '.' && c != ':' && !(end == 1 && c == '#') || end == longest {
			return out, 0, x.errorAt(n, `"&" begins a reference, which ends with ";"; write the character as &amp;`)
		}
		end++
	}
	out, err := x.appendNamed(out, x.token(n + end)[n+1:])
	if err != nil {
		return out, 0, x.wrongAt(n, err)
	}
	return out, end + 1, nil
}

// charReference returns the character of a reference like #233 or #xE9.
func charReference(name []byte) (rune, bool) {
	digits, numeric := bytes.CutPrefix(name, []byte("#"))
	if !numeric {
		return 0, false
	}
	radix := 10
	if hex, ok := bytes.CutPrefix(digits, []byte("x")); ok {
		digits, radix = hex, 16
	}
	v, err := strconv.ParseUint(string(digits), radix, 31)
	return rune(v), err == nil && isXMLChar(rune(v))
}
