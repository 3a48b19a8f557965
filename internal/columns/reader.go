package columns

import (
	"os"
	"slices"
	"unsafe"
)

// IsFile reports whether what starts so is a file of catchword, of whatever
// kind.
func IsFile(start string) bool { return len(start) >= len(magic) && start[:len(magic)] == magic }

// ReadFile returns the bytes of a file, read in one go.
func ReadFile(path string) (string, error) {
	b, err := os.ReadFile(path)
	return unsafe.String(unsafe.SliceData(b), len(b)), err // b is nobody else's
}

// A Reader gets the columns of a file one by one and remembers the first thing
// that is wrong, so that only the last step needs to ask.
type Reader struct {
	file *File
	err  error
}

// NewReader returns a reader of the columns of f.
func NewReader(f *File) *Reader { return &Reader{file: f} }

// Err returns the first thing that was wrong, an [*Error], or nil.
func (r *Reader) Err() error { return r.err }

// Check makes it an error of a column unless it is as it must be.
func (r *Reader) Check(ok bool, name string) {
	if !ok {
		r.fail(&Error{0, name, ErrMalformed})
	}
}

func (r *Reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// Text returns a column of bytes, as [File.Text] does.
func (r *Reader) Text(name string) string {
	text, err := r.file.Text(name)
	if err != nil {
		r.fail(err)
	}
	return text
}

// Column returns a column of numbers, as [Get] does.
func Column[T Number](r *Reader, name string) []T {
	values, err := Get[T](r.file, name)
	if err != nil {
		r.fail(err)
	}
	return values
}

// ColumnOf returns a column of n numbers. If there are not so many, it is an
// error and they are all 0.
func ColumnOf[T Number](r *Reader, name string, n int) []T {
	values := Column[T](r, name)
	if len(values) != n {
		r.Check(false, name)
		return make([]T, n)
	}
	return values
}

// Starts returns a column that says where the parts of something of a length
// begin that has n parts, one after another, and where the last one ends. If it
// doesn't, it is an error and all parts are empty.
func (r *Reader) Starts(name string, n, length int) []uint32 {
	starts := Column[uint32](r, name)
	if len(starts) == n+1 && starts[0] == 0 && uint64(starts[n]) == uint64(length) {
		last, ascending := uint32(0), true
		for _, s := range starts {
			ascending = ascending && last <= s
			last = s
		}
		if ascending {
			return starts
		}
	}
	r.Check(false, name)
	return make([]uint32, n+1)
}

// Slots returns a column that is the places of a hash table, of which 0 is an empty
// one: their number is a power of two, and one is empty, so that every search ends.
func Slots[T ~uint32 | ~uint64](r *Reader, name string) []T {
	slots := Column[T](r, name)
	n := len(slots)
	r.Check(n&(n-1) == 0 && slices.Contains(slots, 0), name)
	return slots
}

// Each makes it an error of a column unless all its numbers are below a limit, and
// none is negative.
func Each[T ~uint8 | ~uint16 | ~uint32 | ~int32](r *Reader, name string, values []T, limit int) {
	ok := true
	for _, v := range values {
		ok = ok && uint64(v) < uint64(max(limit, 0))
	}
	r.Check(ok, name)
}
