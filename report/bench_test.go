package report

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func benchmark(b *testing.B, name string, times int) {
	data, err := os.ReadFile(filepath.Join("..", "testdata", "reports", name))
	if err != nil {
		b.Fatal(err)
	}
	data = bytes.Repeat(data, times)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(name, data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPage(b *testing.B)      { benchmark(b, "ghent-childcare.txt", 1) }
func BenchmarkWrapped(b *testing.B)   { benchmark(b, "rotterdam-academies.txt", 1) }
func BenchmarkPlain(b *testing.B)     { benchmark(b, "malmo-young-gardeners.txt", 100) }
func BenchmarkMarkdown(b *testing.B)  { benchmark(b, "birmingham-time-bank.md", 1) }
func BenchmarkMarkdowns(b *testing.B) { benchmark(b, "birmingham-time-bank.md", 100) }
