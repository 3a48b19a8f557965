package analysis

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/catchword/catchword/internal/columns"
)

// A statistics file has these columns:
//
//	analyzer  the analyzer's fingerprint
//	numbers   documents, least document frequency, terms
//	index     of each block, its offset in blocks
//	keys      of each block, the first eight bytes of its first term
//	blocks    16 terms each, the last what is left, in the order of their bytes
//
// A term is kept as what differs from the term before it in its block:
//
//	1 byte        high half: length of the beginning that the two share;
//	              low half: length of the rest, less 1;
//	              a half of 15 means 15 or more
//	uvarint       what the shared length is more than 15, if its half is 15
//	uvarint       what the length of the rest is more than 16, if its half is 15
//	the rest
//	uvarint       document frequency, less the least
const (
	statsKind    = "stats"
	statsVersion = 1
	blockTerms   = 16
	half         = 15
)

// maxStatistics is the size in bytes of the largest file that is read.
const maxStatistics = 1 << 30

// What can be wrong with a statistics file: see [StatisticsError].
var (
	ErrForeign   = columns.ErrForeign   // not a file of catchword
	ErrKind      = columns.ErrKind      // a file of catchword, but no statistics
	ErrNewer     = columns.ErrNewer     // written by a newer version
	ErrOlder     = columns.ErrOlder     // written by an older version
	ErrTruncated = columns.ErrTruncated // it ends too early
	ErrDamaged   = columns.ErrDamaged   // the checksum differs
	ErrMalformed = columns.ErrMalformed // it breaks the rules of its format
)

// A StatisticsError tells what is wrong with a statistics file.
type StatisticsError struct {
	Err error // one of ErrForeign, ErrKind, ErrNewer, ErrOlder, ErrTruncated, ErrDamaged and ErrMalformed, with the place
}

func (e *StatisticsError) Error() string { return fmt.Sprintf("analysis: statistics: %v", e.Err) }

// Unwrap returns e.Err.
func (e *StatisticsError) Unwrap() error { return e.Err }

// A FingerprintError tells that statistics were counted with another analyzer
// than the one they are wanted for, so that its terms can't be looked up.
type FingerprintError struct {
	Statistics string // fingerprint of the analyzer that the terms came from
	Analyzer   string // fingerprint of the analyzer at hand
}

func (e *FingerprintError) Error() string {
	return fmt.Sprintf("analysis: statistics of terms of analyzer %s are of no use to analyzer %s: count the texts anew with it", e.Statistics, e.Analyzer)
}

// WriteTo writes s as a file, in one call of w.Write. The same counts give the
// same bytes.
func (s *Statistics) WriteTo(w io.Writer) (int64, error) {
	f := columns.NewWriter(statsKind, statsVersion)
	f.Text("analyzer", s.fingerprint)
	columns.Put(f, "numbers", []uint64{uint64(s.docs), uint64(s.minDF), uint64(s.terms)})
	columns.Put(f, "index", s.index)
	columns.Put(f, "keys", s.keys)
	f.Text("blocks", s.blocks)
	return f.WriteTo(w)
}

// Fingerprint names what s has counted, by 64 hexadecimal digits: the same for the
// same counts. It reads all of s, 1 ms for each megabyte or so.
func (s *Statistics) Fingerprint() string {
	h := sha256.New()
	_, _ = s.WriteTo(h) // a hash doesn't fail
	return hex.EncodeToString(h.Sum(nil))
}

// ReadStatistics reads a statistics file of at most 1 GiB to the end of r and
// checks all of it. What is wrong with it comes back as a [*StatisticsError],
// an error of r as it is. It reserves no more memory than twice what r yields.
func ReadStatistics(r io.Reader) (*Statistics, error) {
	var b bytes.Buffer
	if _, err := b.ReadFrom(io.LimitReader(r, maxStatistics+1)); err != nil {
		return nil, err
	}
	if b.Len() > maxStatistics {
		return nil, &StatisticsError{ErrMalformed}
	}
	s, err := ParseStatistics(b.String())
	if err != nil {
		return nil, err
	}
	if !s.verify() {
		return nil, &StatisticsError{ErrMalformed}
	}
	return s, nil
}

// ParseStatistics opens the bytes of a statistics file, such as are embedded in
// a program, and keeps them. It checks their header and their checksum, which
// notices what storage and transport do to a file, and nothing more: terms are
// read when they are looked up. A file that somebody made wrong on purpose may
// give wrong counts, but nothing worse; [ReadStatistics] refuses it. What is
// wrong comes back as a [*StatisticsError]. Opening takes 0.1 ms a megabyte.
func ParseStatistics(file string) (*Statistics, error) {
	f, err := columns.Parse(file, statsKind, statsVersion)
	if err != nil {
		return nil, &StatisticsError{err}
	}
	var s Statistics
	var errs [5]error
	s.fingerprint, errs[0] = f.Text("analyzer")
	numbers, err := columns.Get[uint64](f, "numbers")
	errs[1] = err
	s.index, errs[2] = columns.Get[uint32](f, "index")
	s.keys, errs[3] = columns.Get[uint64](f, "keys")
	s.blocks, errs[4] = f.Text("blocks")
	if err := errors.Join(errs[:]...); err != nil || len(numbers) != 3 {
		return nil, &StatisticsError{ErrMalformed}
	}
	docs, minDF, terms := numbers[0], numbers[1], numbers[2]
	if docs > math.MaxInt/2 || minDF < 1 || minDF > math.MaxInt/2 || terms > 0 && minDF > docs ||
		terms > uint64(len(s.blocks)) || blocksOf(int(terms)) != len(s.index) || len(s.keys) != len(s.index) {
		return nil, &StatisticsError{ErrMalformed}
	}
	s.docs, s.minDF, s.terms = int(docs), int(minDF), int(terms)
	return &s, nil
}

// verify reports whether the index and the terms keep the rules.
func (s *Statistics) verify() bool {
	term, pos := "", 0
	for i := range s.terms {
		e, ok := readEntry(s.blocks, pos)
		first := i%blockTerms == 0
		switch {
		case !ok, e.shared > len(term), e.excess > uint64(s.docs-s.minDF),
			first && (e.shared > 0 || s.block(i/blockTerms) != pos || s.keys[i/blockTerms] != keyOf(e.rest)):
			return false
		}
		next := term[:e.shared] + e.rest
		if next <= term || !first && e.shared != commonPrefix(term, next) {
			return false
		}
		term, pos = next, e.end
	}
	return pos == len(s.blocks)
}

// An entry is a term as it stands in a block.
type entry struct {
	shared int    // length of what it shares with the term before
	rest   string // what comes after that
	excess uint64 // its document frequency, less the least
	end    int    // offset of what follows the entry
}

// readEntry reads the entry at blocks[pos:] and reports whether there is one.
func readEntry(blocks string, pos int) (e entry, ok bool) {
	if pos >= len(blocks) {
		return e, false
	}
	shared, rest := uint64(blocks[pos]>>4), uint64(blocks[pos]&half)
	pos++
	if shared == half {
		shared, pos = addUvarint(shared, blocks, pos)
	}
	if rest == half {
		rest, pos = addUvarint(rest, blocks, pos)
	}
	if rest >= uint64(len(blocks)-pos) || shared > uint64(len(blocks)) {
		return e, false
	}
	e.shared, e.rest = int(shared), blocks[pos:pos+int(rest)+1]
	pos += len(e.rest)
	e.excess, e.end = addUvarint(0, blocks, pos)
	return e, e.end > pos
}

// appendEntry appends the entry of term, which follows the term before in its
// block, to blocks.
func appendEntry(blocks []byte, before, term string, excess uint64) []byte {
	shared := commonPrefix(before, term)
	rest := len(term) - shared - 1
	blocks = append(blocks, byte(min(shared, half)<<4|min(rest, half)))
	if shared >= half {
		blocks = binary.AppendUvarint(blocks, uint64(shared-half))
	}
	if rest >= half {
		blocks = binary.AppendUvarint(blocks, uint64(rest-half))
	}
	blocks = append(blocks, term[shared:]...)
	return binary.AppendUvarint(blocks, excess)
}

// addUvarint returns n more than the uvarint at s[pos:], and the offset of what
// follows. Where there is none, it returns the greatest number and pos.
func addUvarint(n uint64, s string, pos int) (uint64, int) {
	var v uint64
	for i := pos; i < len(s) && i-pos < 9; i++ {
		v |= uint64(s[i]&0x7F) << (7 * (i - pos))
		if s[i] < 0x80 {
			return n + v, i + 1
		}
	}
	return math.MaxUint64, pos
}
