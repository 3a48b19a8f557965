package main

import (
	"fmt"
	"math"
	"runtime/debug"
	"strconv"
	"strings"
)

// A byteSize is a number of bytes, as a flag has it: 500MB, 1.5GiB.
type byteSize int64

// units are what a size may be given in.
var units = []struct {
	name  string
	bytes float64
}{
	{"kib", 1 << 10}, {"mib", 1 << 20}, {"gib", 1 << 30}, {"tib", 1 << 40},
	{"kb", 1e3}, {"mb", 1e6}, {"gb", 1e9}, {"tb", 1e12}, {"k", 1e3}, {"m", 1e6}, {"g", 1e9}, {"t", 1e12}, {"b", 1},
}

// UnmarshalText reads a size.
func (b *byteSize) UnmarshalText(text []byte) error {
	number, unit := strings.ToLower(strings.TrimSpace(string(text))), 1.0
	for _, u := range units {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, unit = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || !(n > 0 && n*unit < math.MaxInt64) {
		return fmt.Errorf("a size is a number and a unit, such as 500MB or 2GB, not %q", text)
	}
	*b = byteSize(n * unit)
	return nil
}

// leastMemory is less than any training takes, so that a smaller size most likely
// lacks a unit.
const leastMemory byteSize = 16e6

// check says what is wrong with a size that is far too small.
func (b byteSize) check() error {
	if b > 0 && b < leastMemory {
		return fmt.Errorf("--max-memory: %d bytes are too little: a size is a number and a unit (kB, MB, GB, KiB, MiB, GiB), and %s the least, such as 500MB or 2GB", int64(b), leastMemory)
	}
	return nil
}

// String returns the size as a person would write it.
func (b byteSize) String() string {
	for _, u := range units[4:8] {
		if n := float64(b) / u.bytes; n < 1000 || u.name == "tb" {
			return strings.TrimSuffix(strconv.FormatFloat(n, 'f', 1, 64), ".0") + strings.ToUpper(u.name)
		}
	}
	return ""
}

// enforce has the runtime collect garbage as often as it must to stay within the
// size, if there is one: within four fifths, as the program itself takes some too,
// and the runtime may be late.
func (b byteSize) enforce() {
	if b > 0 {
		debug.SetMemoryLimit(int64(b) / 5 * 4)
	}
}

// limit returns what training may plan to take: two thirds, so that garbage need
// not be collected all the time.
func (b byteSize) limit() int64 { return int64(b) / 3 * 2 }

// enoughFor returns the least size, in whole megabytes, within which training may plan
// to take so many bytes.
func enoughFor(bytes int64) byteSize { return byteSize((bytes*3/2 + 3e6) / 1e6 * 1e6) }
