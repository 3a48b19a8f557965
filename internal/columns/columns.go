// Package columns reads and writes files that are made of named columns of
// numbers and text: what has been compiled, counted or learned, laid out so
// that it is ready for use as soon as its bytes are in memory.
//
// A file tells its kind, the version of its kind, and a checksum, so that one
// that is foreign, newer, truncated or damaged is refused with the reason. It
// holds no time and no order but its own: the same content gives the same bytes.
package columns

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"unsafe"
)

// The layout of a file. Integers are little-endian, and every column begins at
// a multiple of eight bytes.
//
//	 0  8 bytes   magic
//	 8  8 bytes   kind, filled up with spaces
//	16  uint32    version of the kind
//	20  uint32    CRC-32C of all that follows
//	24  uint64    length of the file in bytes
//	32  uint32    number of columns
//	36  uint32    length of the names
//	40  uint64    length in bytes and
//	    uint64    length of the name << 8 | bytes of an element, of each column
//	    the names, and the columns, each filled up with zeros to a multiple of 8
const (
	magic      = "catchwd\n"
	kindAt     = 8
	versionAt  = 16
	sumAt      = 20
	sizeAt     = 24
	countAt    = 32
	headerSize = 40
	entrySize  = 16
)

// What can be wrong with a file: see [Error].
var (
	ErrForeign   = errors.New("not a file of catchword")
	ErrKind      = errors.New("a file of catchword, but of another kind")
	ErrNewer     = errors.New("written by a newer version of catchword")
	ErrOlder     = errors.New("written by an older version of catchword: make it anew")
	ErrTruncated = errors.New("the file ends too early")
	ErrDamaged   = errors.New("the checksum differs: the file was damaged")
	ErrMalformed = errors.New("the file breaks the rules of its format")
)

// An Error tells what is wrong with a file, and where.
type Error struct {
	Offset int    // in bytes from the start of the file
	Column string // the column concerned, "" if it is the file as a whole
	Err    error  // one of the errors of this package
}

func (e *Error) Error() string {
	if e.Column != "" {
		return fmt.Sprintf("column %s: %v", e.Column, e.Err)
	}
	return fmt.Sprintf("byte %d: %v", e.Offset, e.Err)
}

// Unwrap returns e.Err.
func (e *Error) Unwrap() error { return e.Err }

// A Number is what a column can have for its elements.
type Number interface {
	~uint8 | ~uint16 | ~uint32 | ~int32 | ~uint64 | ~int64 | ~float32 | ~float64
}

// A Writer collects the columns of a file. It keeps what it is given until
// WriteTo, and must not be shared by goroutines.
type Writer struct {
	kind    string
	version uint32
	columns []column
}

type column struct {
	name string
	size int // bytes of an element
	data []byte
}

// NewWriter returns a writer of a file of a kind, of eight ASCII characters at
// most, and a version of it.
func NewWriter(kind string, version uint32) *Writer { return &Writer{kind: kind, version: version} }

// Text adds a column of bytes.
func (w *Writer) Text(name, text string) {
	w.columns = append(w.columns, column{name, 1, []byte(text)})
}

// PutEach adds a column of what f says of each row.
func PutEach[R any, T Number](w *Writer, name string, rows []R, f func(*R) T) {
	values := make([]T, len(rows))
	for i := range rows {
		values[i] = f(&rows[i])
	}
	Put(w, name, values)
}

// Put adds a column of numbers.
func Put[T Number](w *Writer, name string, values []T) {
	size := sizeOf[T]()
	data := make([]byte, 0, size*len(values))
	if size == 1 || littleEndian {
		data = append(data, bytesOf(values)...)
	} else {
		for _, v := range values {
			data = appendNumber(data, v)
		}
	}
	w.columns = append(w.columns, column{name, size, data})
}

// WriteTo writes the file, in one call of out.Write.
func (w *Writer) WriteTo(out io.Writer) (int64, error) {
	n, err := out.Write(w.Bytes())
	return int64(n), err
}

// Bytes returns the file.
func (w *Writer) Bytes() []byte {
	var names []byte
	for _, c := range w.columns {
		names = append(names, c.name...)
	}
	size := headerSize + len(w.columns)*entrySize + len(names) + 7
	for _, c := range w.columns {
		size += len(c.data) + 7
	}
	file := make([]byte, headerSize, size)
	copy(file, magic)
	copy(file[kindAt:], fmt.Sprintf("%-8.8s", w.kind))
	binary.LittleEndian.PutUint32(file[versionAt:], w.version)
	binary.LittleEndian.PutUint32(file[countAt:], uint32(len(w.columns)))
	binary.LittleEndian.PutUint32(file[countAt+4:], uint32(len(names)))
	for _, c := range w.columns {
		file = binary.LittleEndian.AppendUint64(file, uint64(len(c.data)))
		file = binary.LittleEndian.AppendUint64(file, uint64(len(c.name))<<8|uint64(c.size))
	}
	file = fill(append(file, names...))
	for _, c := range w.columns {
		file = fill(append(file, c.data...))
	}
	binary.LittleEndian.PutUint64(file[sizeAt:], uint64(len(file)))
	binary.LittleEndian.PutUint32(file[sumAt:], checksum(file[sizeAt:]))
	return file
}

// fill appends zeros up to a multiple of eight bytes.
func fill(b []byte) []byte { return append(b, make([]byte, -len(b)&7)...) }

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// littleEndian reports whether the numbers of this machine are those of files.
var littleEndian = func() bool {
	n := uint16(1)
	return *(*byte)(unsafe.Pointer(&n)) == 1
}()

// sizeOf returns the bytes of an element.
func sizeOf[T Number]() int {
	var v T
	return int(unsafe.Sizeof(v))
}

// bytesOf returns the memory of values.
func bytesOf[T Number](values []T) []byte {
	if len(values) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&values[0])), len(values)*sizeOf[T]())
}

// appendNumber appends the bits of v, the lowest byte first.
func appendNumber[T Number](b []byte, v T) []byte {
	own := bytesOf([]T{v})
	for i := range own {
		b = append(b, own[len(own)-1-i]) // only called where the highest byte stands first
	}
	return b
}
