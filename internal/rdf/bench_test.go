package rdf

import (
	"strings"
	"testing"
)

func BenchmarkRead(b *testing.B) {
	for f, document := range samples(5000) {
		b.Run(f.String(), func(b *testing.B) {
			b.SetBytes(int64(len(document)))
			b.ReportAllocs()
			for b.Loop() {
				for _, err := range Read(strings.NewReader(document), f, "") {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
