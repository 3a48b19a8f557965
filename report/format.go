package report

import "fmt"

// A Format is how a report is written.
type Format uint8

const (
	Plain    Format = iota // a text with nothing around it
	Page                   // a page exported from a report archive
	Markdown               // CommonMark, with or without front matter
	JSONL                  // a line of JSON Lines, or a document in JSON
	TSV                    // a line text⇥<uri> <uri>
	CSV                    // a row of a table with a column text
)

var formatNames = [...]string{Plain: "plain", Page: "page", Markdown: "markdown", JSONL: "jsonl", TSV: "tsv", CSV: "csv"}

// isRecord reports whether a report of the format is one of many in a file.
func (f Format) isRecord() bool { return f >= JSONL }

// String returns "plain", "page", "markdown", "jsonl", "tsv" or "csv".
func (f Format) String() string {
	if int(f) < len(formatNames) {
		return formatNames[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// MarshalText returns the format's String.
func (f Format) MarshalText() ([]byte, error) { return []byte(f.String()), nil }
