package rdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// A window is the part of a document that a scanner looks at. A scanner finds
// the end of the token that begins at pos, calling more where the window ends
// too early, and then moves pos past it. Offsets from pos stay what they are
// when the window moves; indices and slices of buf do not.
type window struct {
	r    io.Reader
	buf  []byte // valid UTF-8
	tail int    // bytes after buf, within its capacity, that begin a character
	pos  int    // the next byte of buf

	line  int // of pos, from 1
	start int // index of the first byte of that line; negative if it is gone

	gone int // bytes of the document before buf

	err      error // why nothing more comes: io.EOF, or what is wrong
	replaced bool  // whether a U+FFFD is a character that could not be decoded
}

var (
	errTooLong  = fmt.Errorf("this is longer than %d MB", maxToken>>20)
	errNotUTF8  = errors.New("this is not valid UTF-8")
	errNotValid = errors.New("this is not valid in the encoding of the document")
)

const windowSize = 64 << 10

// newWindow returns a window on a document in UTF-8 or, after a byte order
// mark, in UTF-16.
func newWindow(r io.Reader) window {
	r, replaced := decodeMarked(r)
	return window{r: r, buf: make([]byte, 0, windowSize), line: 1, replaced: replaced}
}

// more reads on and reports whether the window now reaches further. It gives
// up what lies before pos.
func (w *window) more() bool {
	if w.err != nil {
		return false
	}
	data := w.buf[w.pos : len(w.buf)+w.tail]
	if len(data) > maxToken {
		w.err = errTooLong
		return false
	}
	w.start -= w.pos
	w.gone += w.pos
	w.pos = 0
	if 2*len(data) <= cap(w.buf) {
		data = w.buf[:copy(w.buf[:cap(w.buf)], data)]
	} else {
		data = append(make([]byte, 0, 2*cap(w.buf)), data...)
	}
	had := len(data) - w.tail
	for range 100 {
		n, err := w.r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		w.err = err
		if w.accept(data, had); len(w.buf) > had || w.err != nil {
			return len(w.buf) > had
		}
	}
	w.err = io.ErrNoProgress
	return false
}

// accept takes the bytes of data from had on into the window as far as they are
// valid.
func (w *window) accept(data []byte, had int) {
	valid := len(data)
	if !utf8.Valid(data[had:]) {
		valid = had + validLen(data[had:])
		if w.err != nil || utf8.FullRune(data[valid:]) {
			w.err, data = errNotUTF8, data[:valid]
		}
	}
	if w.replaced {
		if i := bytes.Index(data[had:valid], []byte("\uFFFD")); i >= 0 {
			valid = had + i
			w.err, data = errNotValid, data[:valid]
		}
	}
	w.buf, w.tail = data[:valid], len(data)-valid
}

// validLen returns the length of the valid UTF-8 with which b begins.
func validLen(b []byte) int {
	n := 0
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		n += size
	}
	return n
}

// has reports whether the document goes on for more than n bytes from pos, and
// sees to it that the window does.
func (w *window) has(n int) bool {
	for w.pos+n >= len(w.buf) {
		if !w.more() {
			return false
		}
	}
	return true
}

// at returns the byte n bytes from pos, or 0 where the document has ended.
func (w *window) at(n int) byte {
	if w.pos+n < len(w.buf) || w.has(n) {
		return w.buf[w.pos+n]
	}
	return 0
}

// runeAt returns the character n bytes from pos and its length, which is 0
// where the document has ended.
func (w *window) runeAt(n int) (rune, int) {
	if !w.has(n) {
		return 0, 0
	}
	return utf8.DecodeRune(w.buf[w.pos+n:])
}

// startsWith reports whether the document goes on with s n bytes from pos.
func (w *window) startsWith(n int, s string) bool {
	return w.has(n+len(s)-1) && string(w.buf[w.pos+n:w.pos+n+len(s)]) == s
}

// find returns how far from pos the first s is that is not before n, or -1.
func (w *window) find(n int, s string) int {
	for {
		if i := bytes.Index(w.buf[w.pos+n:], []byte(s)); i >= 0 {
			return n + i
		}
		n = max(n, len(w.buf)-w.pos-len(s)+1)
		if !w.more() {
			return -1
		}
	}
}

// token returns the next n bytes, which stay until more is called.
func (w *window) token(n int) []byte { return w.buf[w.pos : w.pos+n] }

// pass moves pos past n bytes that may hold line ends.
func (w *window) pass(n int) {
	b := w.buf[w.pos : w.pos+n]
	if lines := bytes.Count(b, []byte{'\n'}); lines > 0 {
		w.line += lines
		w.start = w.pos + bytes.LastIndexByte(b, '\n') + 1
	}
	w.pos += n
}

// errorAt is an error n bytes from pos.
func (w *window) errorAt(n int, format string, args ...any) error {
	return w.wrongAt(n, fmt.Errorf(format, args...))
}

func (w *window) wrongAt(n int, err error) error {
	there := *w
	there.pass(min(n, len(w.buf)-w.pos))
	return &Error{Line: there.line, Column: there.pos - there.start + 1, Err: err}
}

// ended is the error for a token at pos whose end does not come: that it is too
// long, that the document cannot be read any further, or, if it simply ends,
// what the arguments say.
func (w *window) ended(format string, args ...any) error {
	switch w.err {
	case io.EOF:
		return w.errorAt(0, format, args...)
	case errTooLong:
		return w.wrongAt(0, w.err)
	}
	return w.wrongAt(len(w.buf)-w.pos, w.err)
}

// whole is an error if the document breaks off n bytes from pos, so that what
// ends there may not be all of a token.
func (w *window) whole(n int) error {
	if w.has(n) || w.err == io.EOF {
		return nil
	}
	return w.ended("")
}

// unexpected is the error for something n bytes from pos that cannot stand
// there.
func (w *window) unexpected(n int, expected string) error {
	r, size := w.runeAt(n)
	if size > 0 {
		return w.errorAt(n, "expected %s, found %q", expected, r)
	}
	if w.err != io.EOF {
		return w.ended("")
	}
	return w.errorAt(n, "expected %s, found the end of the document", expected)
}
