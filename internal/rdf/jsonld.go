package rdf

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/piprate/json-gold/ld"
)

// readJSONLD reads a JSON-LD 1.1 document, whole. json-gold expands it, which
// does away with contexts; what is left is turned into triples here, in the
// order of the document's arrays and of the sorted names of its properties. (Its
// own way from there to RDF goes in random order, and leaves out what has a
// relative IRI without a word.)
func readJSONLD(r io.Reader, b *base, out emitter) error {
	document, err := decodeJSON(r)
	if err != nil {
		return err
	}
	options := ld.NewJsonLdOptions("")
	if b != nil {
		options.Base = b.document
	}
	options.DocumentLoader = offline{}
	expanded, err := expand(document, options)
	if remote := remoteContext(""); errors.As(err, &remote) {
		err = remote // without what json-gold puts around it
	}
	if err != nil {
		return &Error{Err: err}
	}
	j := &jsonld{emitter: out, base: b}
	return j.nodes(expanded)
}

// expand is JSON-LD expansion. Some malformed documents make json-gold panic;
// that is an error in the document.
func expand(document any, options *ld.JsonLdOptions) (expanded []any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the document cannot be expanded: %v", p)
		}
	}()
	return ld.NewJsonLdProcessor().Expand(document, options)
}

// offline loads nothing.
type offline struct{}

func (offline) LoadDocument(url string) (*ld.RemoteDocument, error) {
	return nil, remoteContext(url)
}

// A remoteContext is the address of a context, which is an error.
type remoteContext string

func (r remoteContext) Error() string {
	return fmt.Sprintf("the context %s lies outside of the document, and nothing is fetched; put the context itself in its place", string(r))
}

// decodeJSON returns the value that r holds, an object or array.
func decodeJSON(r io.Reader) (any, error) {
	r, decoded := decodeMarked(r)
	data, err := io.ReadAll(io.LimitReader(r, maxJSON+1))
	if err != nil {
		return nil, &Error{Err: err}
	}
	if len(data) > maxJSON {
		return nil, &Error{Err: fmt.Errorf("a JSON-LD document cannot be longer than %d MB", maxJSON>>20)}
	}
	if valid := validLen(data); valid < len(data) {
		return nil, jsonError(data, valid, errNotUTF8)
	}
	if i := bytes.Index(data, []byte("\uFFFD")); decoded && i >= 0 {
		return nil, jsonError(data, i, errNotValid)
	}
	if i := tooDeep(data); i >= 0 {
		return nil, jsonError(data, i, fmt.Errorf("this is nested more than %d deep", maxDepth))
	}
	var document any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&document); err != nil {
		offset := len(data)
		if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
			offset = max(int(syntax.Offset)-1, 0)
		}
		return nil, jsonError(data, offset, err)
	}
	rest := bytes.TrimLeft(data[decoder.InputOffset():], " \t\r\n")
	if len(rest) > 0 {
		return nil, jsonError(data, len(data)-len(rest), errors.New("expected the end of the document after the JSON value"))
	}
	switch document.(type) {
	case map[string]any, []any:
		return document, nil
	}
	return nil, jsonError(data, 0, errors.New("a JSON-LD document is an object or array"))
}

// jsonError is an error at a byte of data.
func jsonError(data []byte, offset int, err error) error {
	before := data[:min(offset, len(data))]
	return &Error{
		Line:   bytes.Count(before, []byte{'\n'}) + 1,
		Column: len(before) - bytes.LastIndexByte(before, '\n'),
		Err:    err,
	}
}

// tooDeep returns the offset of the bracket that goes too deep, or -1.
func tooDeep(data []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			if depth++; depth > maxDepth {
				return i
			}
		case c == '}', c == ']':
			depth--
		}
	}
	return -1
}
