package analysis

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/catchword/catchword/span"
)

// A Scanner cuts a text into words, one at each call of Next. Boundaries are
// those of Unicode Standard Annex #29, refined for terms:
//
//   - full stops, colons and underscores inside a segment separate words, but
//     not the digits of a number or the letters of "U.S.";
//   - a possessive ('s) does not belong to the word, nor does an elided
//     article (l') in a language that elides;
//   - digits glued to a word of four small letters or more are a word of their
//     own: most often they are the mark of a footnote;
//   - web and mail addresses are passed over, as gaps;
//   - an ampersand is a word: "and" in another dress.
//
// Spans are in order, do not overlap, are never empty, and begin and end where
// characters do. A Scanner takes time linear in the text and allocates nothing;
// it must not be shared by goroutines. [Analyzer.Scan] makes one.
type Scanner struct {
	text     string
	language *language
	uax29    words.Iterator[string]
	pos      int // the next byte to look at
	segment  int // end of the segment of UAX #29 that pos is in, if it is beyond pos
	plain    int // end of a segment that is known to be no abbreviation with full stops
	span     span.Span
	gap      Gap
}

// maxSegment is the length in bytes at which a segment without any boundary
// is cut: no language writes such words, and hostile texts do.
const maxSegment = 1 << 10

// Scan returns a scanner over the words of text, which may hold any bytes.
func (a *Analyzer) Scan(text string) Scanner {
	return Scanner{text: text, language: a.language, uax29: *words.FromString("")}
}

// Span returns the place of the word that the last call of Next found.
func (s *Scanner) Span() span.Span { return s.span }

// Gap returns what stands between that word and the word before it, or, if it
// is the first, between it and the start of the text. Once Next has found no
// more words, it returns what stands behind the last.
func (s *Scanner) Gap() Gap { return s.gap }

// Next moves on to the next word and reports whether there is one.
func (s *Scanner) Next() bool {
	var gap Gap
	for {
		gap = s.skipGap(gap)
		start := s.pos
		switch {
		case start == len(s.text):
			s.gap = gap
			return false
		case start < s.segment:
			return s.piece(gap)
		case s.text[start] == '&':
			return s.found(start, start+1, start+1, gap)
		}
		// Nearly every word is a run of letters, or of digits, with a gap behind it.
		end, seen := start, uint8(0)
		for limit := min(start+maxSegment+1, len(s.text)); end < limit; end++ {
			class := classes[s.text[end]]
			if class < classWord {
				break
			}
			seen |= class
		}
		if end > start && (seen&^classUpper&^classLower == 0 || seen == classDigit) && end-start <= maxSegment && s.endsPlainly(end, seen) {
			return s.found(start, end, end, gap)
		}
		s.segment = s.segmentEnd(start)
		if end := addressEnd(s.text, start, s.segment); end > start {
			s.pos = end
			gap |= GapOther
			continue
		}
		return s.piece(gap)
	}
}

// found records the word text[start:end], after which the scan goes on at next.
func (s *Scanner) found(start, end, next int, gap Gap) bool {
	s.span, s.gap, s.pos = span.Span{Start: start, End: end}, gap, next
	return true
}

// skipGap moves to the next byte of a word, or the end of the text, and adds
// what it passes to gap.
func (s *Scanner) skipGap(gap Gap) Gap {
	lines := 0
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		class, size := classes[c], 1
		switch {
		case class >= classWord || c == '&':
			return gap
		case class == classHigh:
			var r rune
			r, size = utf8.DecodeRuneInString(s.text[s.pos:])
			if isWordRune(r) {
				return gap
			}
			class = uint8(gapOf(r))
		case c == '\n':
			if lines++; lines > 1 {
				gap |= GapParagraph
			}
		}
		switch mark := Gap(class); {
		case s.pos < s.segment && mark != GapQuote:
			gap |= GapHyphen
		case mark == GapHyphen && gap&GapSpace != 0:
			gap |= GapOther // a dash between words, the bullet of a list
		default:
			gap |= mark
			if mark != GapSpace {
				lines = 0
			}
		}
		s.pos += size
	}
	return gap
}

// endsPlainly reports whether a run of ASCII letters or digits that ends at
// end is a segment of UAX #29 and a word, whatever stood before it.
func (s *Scanner) endsPlainly(end int, seen uint8) bool {
	if end == len(s.text) {
		return true
	}
	switch s.text[end] {
	case '.', '\'':
		return end+1 == len(s.text) || classes[s.text[end+1]] < classHigh
	case ',', ';':
		return seen != classDigit || end+1 == len(s.text) || classes[s.text[end+1]] < classHigh
	case ':':
		return end+2 >= len(s.text) || s.text[end+1:end+3] != "//"
	case '@':
		return false
	}
	return classes[s.text[end]] != classHigh
}

// segmentEnd returns the end of the segment of UAX #29 that begins at start.
func (s *Scanner) segmentEnd(start int) int {
	limit := min(start+maxSegment, len(s.text))
	for limit < len(s.text) && !utf8.RuneStart(s.text[limit]) {
		limit++
	}
	s.uax29.SetText(s.text[start:limit])
	s.uax29.Next()
	return start + s.uax29.End()
}

// piece finds the word that begins at pos inside a segment.
func (s *Scanner) piece(gap Gap) bool {
	start := s.pos
	if s.plain != s.segment {
		if end := dottedEnd(s.text, start, s.segment); end > start {
			next := end
			if next < len(s.text) && s.text[next] == '.' {
				next++
			}
			return s.found(start, end, next, gap)
		}
		s.plain = s.segment
	}
	end := pieceEnd(s.text, start, s.segment)
	next := end
	if s.language.elides {
		if n := elisionLen(s.text[start:end]); n > 0 {
			return s.found(start+n, end, next, gap|GapQuote)
		}
	}
	if n := possessiveLen(s.text[start:end]); n > 0 && s.language.possessive {
		end -= n
	}
	if n := footnoteLen(s.text[start:end]); n > 0 {
		end -= n
		next = end
	}
	return s.found(start, end, next, gap)
}

// isWordRune reports whether words are made of r.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
