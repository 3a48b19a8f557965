package rdf

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decodeMarked returns a document in UTF-8 without its byte order mark. A
// document in UTF-16 must have one; the second result says whether this one
// does, so that it was decoded.
func decodeMarked(r io.Reader) (io.Reader, bool) {
	in := bufio.NewReader(r)
	start, _ := in.Peek(3)
	switch {
	case bytes.HasPrefix(start, []byte("\xEF\xBB\xBF")):
		in.Discard(3)
	case bytes.HasPrefix(start, []byte("\xFF\xFE")), bytes.HasPrefix(start, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(in), true
	}
	return in, false
}

// decodeXML returns an XML document in UTF-8 and whether it had to be decoded,
// by its byte order mark, its first bytes or its declaration (XML 1.0, appendix
// F).
func decodeXML(r io.Reader) (io.Reader, bool, error) {
	r, decoded := decodeMarked(r)
	if decoded {
		return r, true, nil
	}
	in := bufio.NewReader(r)
	start, _ := in.Peek(1024)
	switch {
	case bytes.HasPrefix(start, []byte("<\x00")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Reader(in), true, nil
	case bytes.HasPrefix(start, []byte("\x00<")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Reader(in), true, nil
	}
	name := declaredEncoding(start)
	e, ok := encodingByName(name)
	if !ok {
		return nil, false, fmt.Errorf("the encoding %q is not supported; convert the document to UTF-8", name)
	}
	if e == nil {
		return in, false, nil
	}
	return e.NewDecoder().Reader(in), true, nil
}

// declaredEncoding returns the encoding that an XML declaration names, or "".
func declaredEncoding(start []byte) string {
	if !bytes.HasPrefix(start, []byte("<?xml")) {
		return ""
	}
	declaration, _, _ := bytes.Cut(start, []byte("?>"))
	_, value, ok := bytes.Cut(declaration, []byte("encoding"))
	value = bytes.TrimLeft(value, " \t\r\n=")
	if !ok || len(value) == 0 {
		return ""
	}
	value, _, _ = bytes.Cut(value[1:], value[:1])
	return string(value)
}

// encodingByName returns an encoding that is not UTF-8, or nil for UTF-8.
func encodingByName(name string) (encoding.Encoding, bool) {
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return nil, true
	case "utf-16", "utf-16le", "utf-16be":
		return nil, true // the declaration was legible: it is none
	case "iso-8859-1", "latin1", "latin-1", "iso_8859-1", "iso8859-1":
		return charmap.ISO8859_1, true
	case "iso-8859-2":
		return charmap.ISO8859_2, true
	case "iso-8859-5":
		return charmap.ISO8859_5, true
	case "iso-8859-7":
		return charmap.ISO8859_7, true
	case "iso-8859-9":
		return charmap.ISO8859_9, true
	case "iso-8859-15":
		return charmap.ISO8859_15, true
	case "windows-1250", "cp1250":
		return charmap.Windows1250, true
	case "windows-1251", "cp1251":
		return charmap.Windows1251, true
	case "windows-1252", "cp1252":
		return charmap.Windows1252, true
	}
	return nil, false
}
