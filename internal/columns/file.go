package columns

import (
	"cmp"
	"encoding/binary"
	"sync"
	"unsafe"
)

// A File is a file that was read. It is immutable and safe for concurrent use.
type File struct {
	columns map[string]entry
	sound   func() bool // waits for the checksum, and reports whether it is right
}

type entry struct {
	text string
	size int
}

// Parse opens the bytes of a file of a kind and a version, and keeps them. All
// errors are an [*Error]. Its cost is that of the checksum, some 0.1 ms a
// megabyte.
func Parse(file, kind string, version uint32) (*File, error) {
	f, err := Begin(file, kind, version)
	if err == nil {
		err = f.Sound()
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Begin is Parse for those who check every column that they get, and needn't wait
// for the checksum with that: it is reckoned meanwhile. Until [File.Sound] tells
// that it is right, columns may hold anything, and nothing that was made of them
// may leave the caller's hands, an error no more than the rest.
func Begin(file, kind string, version uint32) (*File, error) {
	if err := check(file, kind, version); err != nil {
		return nil, err
	}
	sum := make(chan bool, 1)
	go func() {
		sum <- checksum(unsafe.Slice(unsafe.StringData(file), len(file))[sizeAt:]) == uint32(number(file, sumAt, 4))
	}()
	f := &File{sound: sync.OnceValue(func() bool { return <-sum })}
	if err := f.layOut(file); err != nil {
		return nil, cmp.Or(f.Sound(), err)
	}
	return f, nil
}

// Sound waits until the checksum of the file is reckoned, and returns nil if it is
// right, an [*Error] if it isn't.
func (f *File) Sound() error {
	if !f.sound() {
		return &Error{sumAt, "", ErrDamaged}
	}
	return nil
}

// layOut finds the columns.
func (f *File) layOut(file string) error {
	if uint64(len(file)) > number(file, sizeAt, 8) {
		return &Error{sizeAt, "", ErrMalformed}
	}
	count, names := uint64(number(file, countAt, 4)), uint64(number(file, countAt+4, 4))
	size := uint64(len(file))
	at := headerSize + count*entrySize + names
	if count > size/entrySize || at > size {
		return &Error{countAt, "", ErrMalformed}
	}
	f.columns = make(map[string]entry, count)
	name := headerSize + count*entrySize
	at += -at & 7
	for i := range count {
		where := headerSize + int(i)*entrySize
		length, shape := number(file, where, 8), number(file, where+8, 8)
		end := name + shape>>8
		if shape>>8 > names || end > headerSize+count*entrySize+names || length > size || at+length > size {
			return &Error{where, "", ErrMalformed}
		}
		f.columns[file[name:end]] = entry{file[at : at+length], int(shape & 0xFF)}
		name, at = end, at+length+-length&7
	}
	return nil
}

// check checks what tells whether it is a file to read, and all of it.
func check(file, kind string, version uint32) error {
	switch n := min(len(file), len(magic)); {
	case file[:n] != magic[:n]:
		return &Error{0, "", ErrForeign}
	case len(file) >= versionAt && file[kindAt:versionAt] != padded(kind):
		return &Error{kindAt, "", ErrKind}
	case len(file) >= sumAt && uint32(number(file, versionAt, 4)) > version:
		return &Error{versionAt, "", ErrNewer}
	case len(file) >= sumAt && uint32(number(file, versionAt, 4)) < version:
		return &Error{versionAt, "", ErrOlder}
	case len(file) < headerSize || uint64(len(file)) < number(file, sizeAt, 8):
		return &Error{len(file), "", ErrTruncated}
	}
	return nil
}

// padded returns a kind as it stands in a file.
func padded(kind string) string { return (kind + "        ")[:8] }

// number reads an integer of some bytes.
func number(file string, at, size int) uint64 {
	var b [8]byte
	copy(b[:], file[at:at+size])
	return binary.LittleEndian.Uint64(b[:])
}

// Text returns a column of bytes. It is a part of the file.
func (f *File) Text(name string) (string, error) {
	c, ok := f.columns[name]
	if !ok || c.size != 1 {
		return "", &Error{0, name, ErrMalformed}
	}
	return c.text, nil
}

// Get returns a column of numbers, which must not be modified: where it can, it
// is a view of the file, so that it costs nothing.
func Get[T Number](f *File, name string) ([]T, error) {
	c, ok := f.columns[name]
	size := sizeOf[T]()
	if !ok || c.size != size || len(c.text)%size != 0 {
		return nil, &Error{0, name, ErrMalformed}
	}
	n := len(c.text) / size
	if n == 0 {
		return nil, nil
	}
	start := unsafe.Pointer(unsafe.StringData(c.text))
	if littleEndian && uintptr(start)%uintptr(size) == 0 {
		return unsafe.Slice((*T)(start), n), nil
	}
	values := make([]T, n)
	memory := bytesOf(values)
	copy(memory, c.text)
	if !littleEndian {
		for i := 0; i < len(memory); i += size {
			for a, b := i, i+size-1; a < b; a, b = a+1, b-1 {
				memory[a], memory[b] = memory[b], memory[a]
			}
		}
	}
	return values, nil
}
