package report

import "fmt"

// A Format is how a report is written.
type Format uint8

const (
	Plain    Format = iota // a text with nothing around it
	Page                   // a page exported from a report archive
	Markdown               // CommonMark, with or without front matter
	JSONL                  // a line of JSON Lines
)

var formatNames = [...]string{Plain: "plain", Page: "page", Markdown: "markdown", JSONL: "jsonl"}

// String returns "plain", "page", "markdown" or "jsonl".
func (f Format) String() string {
	if int(f) < len(formatNames) {
		return formatNames[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// MarshalText returns the format's String.
func (f Format) MarshalText() ([]byte, error) { return []byte(f.String()), nil }
