package analysis

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strings"
)

// The layout of a statistics file. Integers are little-endian.
//
//	 0  8 bytes       magic
//	 8  uint32        version of the layout
//	12  uint32        CRC-32C of all that follows
//	16  uint64        length of the file in bytes
//	24  uint64        documents
//	32  uint64        least document frequency
//	40  uint64        terms
//	48  uint32        length of the analyzer's fingerprint
//	52  the fingerprint
//	    uint32 each   of the blocks: offsets from the end of this index
//	    the blocks: 16 terms each, the last what is left, in the order of their bytes
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
	statsMagic   = "cwstats\n"
	statsVersion = 1
	blockTerms   = 16
	offsetSize   = 4
	crcAt        = 12
	sizeAt       = 16
	headerSize   = 52
	half         = 15
)

// maxStatistics is the size in bytes of the largest file that is read.
const maxStatistics = 1 << 30

// What can be wrong with a statistics file: the Err of a [*StatisticsError].
var (
	ErrNotStatistics = errors.New("not a statistics file")
	ErrVersion       = errors.New("written by a newer version of catchword")
	ErrTruncated     = errors.New("the file ends too early")
	ErrChecksum      = errors.New("the checksum differs: the file was damaged")
	ErrMalformed     = errors.New("the file breaks the rules of its format")
)

// A StatisticsError tells what is wrong with a statistics file, and where.
type StatisticsError struct {
	Offset int   // in bytes from the start of the file
	Err    error // one of ErrNotStatistics, ErrVersion, ErrTruncated, ErrChecksum and ErrMalformed
}

func (e *StatisticsError) Error() string {
	return fmt.Sprintf("analysis: statistics: byte %d: %v", e.Offset, e.Err)
}

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
	n, err := io.WriteString(w, s.file)
	return int64(n), err
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
		return nil, &StatisticsError{maxStatistics, ErrMalformed}
	}
	s, err := ParseStatistics(b.String())
	if err != nil {
		return nil, err
	}
	if pos, ok := s.verify(); !ok {
		return nil, &StatisticsError{len(s.file) - len(s.blocks) + pos, ErrMalformed}
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
	if err := checkFrame(file); err != nil {
		return nil, err
	}
	docs, minDF, terms := uint64At(file, 24), uint64At(file, 32), uint64At(file, 40)
	indexAt := headerSize + uint64(uint32At(file, 48))
	switch size := uint64(len(file)); {
	case docs > math.MaxInt/2 || minDF < 1 || minDF > math.MaxInt/2 || terms > 0 && minDF > docs:
		return nil, &StatisticsError{24, ErrMalformed}
	case terms > size:
		return nil, &StatisticsError{40, ErrMalformed}
	case indexAt+offsetSize*uint64(blocksOf(int(terms))) > size:
		return nil, &StatisticsError{headerSize, ErrMalformed}
	}
	blocksAt := int(indexAt) + offsetSize*blocksOf(int(terms))
	return &Statistics{
		file:        file,
		fingerprint: file[headerSize:indexAt],
		docs:        int(docs),
		minDF:       int(minDF),
		terms:       int(terms),
		index:       file[indexAt:blocksAt],
		blocks:      file[blocksAt:],
	}, nil
}

// checkFrame checks what is the same in all versions: magic, version, length
// and checksum.
func checkFrame(file string) error {
	switch n := min(len(file), len(statsMagic)); {
	case file[:n] != statsMagic[:n]:
		return &StatisticsError{0, ErrNotStatistics}
	case len(file) >= crcAt && uint32At(file, 8) > statsVersion:
		return &StatisticsError{8, ErrVersion}
	case len(file) >= crcAt && uint32At(file, 8) == 0:
		return &StatisticsError{8, ErrMalformed}
	case len(file) < headerSize || uint64(len(file)) < uint64At(file, sizeAt):
		return &StatisticsError{len(file), ErrTruncated}
	case checksum(file[sizeAt:]) != uint32At(file, crcAt):
		return &StatisticsError{crcAt, ErrChecksum}
	case uint64(len(file)) > uint64At(file, sizeAt):
		return &StatisticsError{sizeAt, ErrMalformed}
	}
	return nil
}

// checksum returns the CRC-32C of s, without a copy of it as a whole.
func checksum(s string) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	var sum uint32
	var chunk [4096]byte
	for len(s) > 0 {
		n := copy(chunk[:], s)
		sum = crc32.Update(sum, table, chunk[:n])
		s = s[n:]
	}
	return sum
}

// layOut makes a file of its parts, and the table that looks at it.
func layOut(docs, minDF, terms int, fingerprint string, index, blocks []byte) *Statistics {
	var file []byte
	file = append(file, statsMagic...)
	file = appendUint32(file, statsVersion)
	file = appendUint32(file, 0) // the checksum
	for _, n := range []int{headerSize + len(fingerprint) + len(index) + len(blocks), docs, minDF, terms} {
		file = binary.LittleEndian.AppendUint64(file, uint64(n))
	}
	file = appendUint32(file, uint32(len(fingerprint)))
	file = append(append(append(file, fingerprint...), index...), blocks...)
	binary.LittleEndian.PutUint32(file[crcAt:], checksum(string(file[sizeAt:])))
	at := headerSize + len(fingerprint)
	s := &Statistics{file: string(file), fingerprint: strings.Clone(fingerprint), docs: docs, minDF: minDF, terms: terms}
	s.index, s.blocks = s.file[at:at+len(index)], s.file[at+len(index):]
	return s
}

// verify checks the index and the terms. If they break a rule, it returns the
// offset in s.blocks of the term that does.
func (s *Statistics) verify() (pos int, ok bool) {
	term := ""
	for i := range s.terms {
		e, ok := readEntry(s.blocks, pos)
		first := i%blockTerms == 0
		switch {
		case !ok, e.shared > len(term), e.excess > uint64(s.docs-s.minDF),
			first && (e.shared > 0 || s.block(i/blockTerms) != pos):
			return pos, false
		}
		next := term[:e.shared] + e.rest
		if next <= term || !first && e.shared != commonPrefix(term, next) {
			return pos, false
		}
		term, pos = next, e.end
	}
	return pos, pos == len(s.blocks)
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

func uint32At(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

func uint64At(s string, at int) uint64 {
	return uint64(uint32At(s, at)) | uint64(uint32At(s, at+4))<<32
}

func appendUint32(b []byte, n uint32) []byte { return binary.LittleEndian.AppendUint32(b, n) }
