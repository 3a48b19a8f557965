package main

import (
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

func TestByteSize(t *testing.T) {
	for text, want := range map[string]byteSize{"500MB": 5e8, "2GB": 2e9, "1.5 GiB": 3 << 29, "64k": 64e3, "1000": 1000, "7b": 7} {
		var b byteSize
		if err := b.UnmarshalText([]byte(text)); err != nil || b != want {
			t.Errorf("%q: %d, %v", text, b, err)
		}
	}
	for _, text := range []string{"", "MB", "-1GB", "0", "NaN", "1e30GB", "2 GB more", "inf"} {
		var b byteSize
		if err := b.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q: %d", text, b)
		}
	}
	for b, want := range map[byteSize]string{5e8: "500MB", 15e8: "1.5GB", 64e3: "64KB", 3e12: "3TB", 7e15: "7000TB"} {
		if got := b.String(); got != want {
			t.Errorf("%d: %s, want %s", b, got, want)
		}
	}
}

func TestMaxMemory(t *testing.T) {
	townModel(t, 60)
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	train := func(args ...string) outcome {
		return catchword(t, "", append([]string{"train", "--vocab", "old.csv", "corpus.jsonl", "-o", "new.cwm", "--max-memory"}, args...)...)
	}
	train("2GB").expect(t, exitDone)
	train("101.4MB").expect(t, exitDone, "--max-memory: 101.4MB has room for one of ", "of 60 were learned from")
	train("101.4MB", "--strict").expect(t, exitFailed, "--strict: --max-memory 101.4MB has room for ")
	if shown := catchword(t, "", "model", "show", "new.cwm"); !strings.Contains(shown.out, "of 60 texts, for want of memory") {
		t.Errorf("model show:\n%s", shown.out)
	}
	if err := os.Remove("new.cwm"); err != nil {
		t.Fatal(err)
	}
	short := train("20MB")
	short.expect(t, exitFailed, "--max-memory: 20MB is too little for the vocabulary and two texts, which take 1")
	_, least, _ := strings.Cut(short.err, "which take ")
	least, _, _ = strings.Cut(least, ";")
	train(least).expect(t, exitDone, "")
	if err := os.Remove("new.cwm"); err != nil {
		t.Fatal(err)
	}
	for _, size := range []string{"500", "15.9MB", "8mib"} {
		got := catchword(t, "", "train", "--vocab", "none.csv", "none.jsonl", "-o", "new.cwm", "--max-memory", size)
		got.expect(t, exitFailed, "bytes are too little: a size is a number and a unit (kB, MB, GB", "16MB the least")
		if strings.Contains(got.err, "none.") {
			t.Errorf("%s is refused only after something was read:\n%s", size, got.err)
		}
	}
	train("much").expect(t, exitFailed, "a size is a number and a unit")
	if _, err := os.Stat("new.cwm"); err == nil {
		t.Error("a file was written all the same")
	}
}
