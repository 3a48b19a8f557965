// Package span says where something stands in a text: half-open ranges of
// bytes, and the lines, columns and UTF-16 offsets that people and editors use
// for the same places.
//
// Everything else in this module counts in byte offsets. Lines and UTF-16 are
// computed at the edge, and only here.
package span

// A Span is the half-open range of bytes [Start, End) of some text. In a text
// that it belongs to, 0 <= Start <= End <= len(text).
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// IsEmpty reports whether s holds no byte.
func (s Span) IsEmpty() bool { return s.End <= s.Start }

// Contains reports whether the byte at offset lies in s.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset < s.End }

// Covers reports whether every byte of o lies in s. An empty span is covered
// where its offset lies in s or at its end.
func (s Span) Covers(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return max(s.Start, o.Start) < min(s.End, o.End) }

// In returns the part of text that s names, without copying it. It panics, as
// slicing does, if s is not a range of text.
func (s Span) In(text string) string { return text[s.Start:s.End] }
