package report

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// ErrBinary is the reason why a file that is not a text can't be read.
var ErrBinary = errors.New("not a text")

// bom is the byte order mark that a text in UTF-8 may begin with.
const bom = "\uFEFF"

// magics are the beginnings of files that are often taken for reports.
var magics = []struct {
	prefix, name string
}{
	{"%PDF-", "a PDF file"},
	{"PK\x03\x04", "a ZIP or Office file"},
	{"\xD0\xCF\x11\xE0", "an Office file"},
	{"\x1F\x8B", "a compressed file"},
	{"{\\rtf", "an RTF file"},
}

type binaryError string

func (e binaryError) Error() string   { return ErrBinary.Error() + ": it is " + string(e) }
func (e binaryError) Is(t error) bool { return t == ErrBinary }

// decode returns data as a text, and the name of the encoding if it had to be
// decoded: UTF-16 is known by its mark or by its zeros, and what has more bytes
// that can't be UTF-8 than characters beyond ASCII is taken for Windows-1252.
func decode(data []byte) (text, encodingName string, err error) {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return "", "", binaryError(m.name)
		}
	}
	switch utf16Order(data) {
	case 'L':
		return decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data, "UTF-16LE")
	case 'B':
		return decodeWith(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), data, "UTF-16BE")
	}
	if isBinary(data) {
		return "", "", ErrBinary
	}
	if utf8.Valid(data) {
		return string(data), "", nil
	}
	if good, bad := countUTF8(data); bad > good {
		return decodeWith(charmap.Windows1252, data, "Windows-1252")
	}
	return string(data), "", nil
}

func decodeWith(e encoding.Encoding, data []byte, name string) (string, string, error) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", err
	}
	if isBinary(text) {
		return "", "", ErrBinary
	}
	return string(text), name, nil
}

// utf16Order returns 'L' or 'B' for UTF-16 in little or big endian order, 0 for
// what isn't UTF-16.
func utf16Order(data []byte) byte {
	head := data[:min(len(data), 4096)]
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return 'L'
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return 'B'
	case len(head) < 4 || len(data)%2 != 0:
		return 0
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(head) / 2; {
	case zeros[0] == 0 && zeros[1] > half*3/4:
		return 'L'
	case zeros[1] == 0 && zeros[0] > half*3/4:
		return 'B'
	}
	return 0
}

// isBinary reports whether data is no text: whether it has a zero byte, or one
// byte in ten of its beginning is a control character.
func isBinary(data []byte) bool {
	if bytes.IndexByte(data, 0) >= 0 {
		return true
	}
	head := data[:min(len(data), 8192)]
	controls := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' || c == 0x7F {
			controls++
		}
	}
	return controls > len(head)/10
}

// countUTF8 counts the characters beyond ASCII of data and the bytes that are
// part of none.
func countUTF8(data []byte) (good, bad int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n <= 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}
