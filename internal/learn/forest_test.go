package learn

import "testing"

func BenchmarkForest(b *testing.B) {
	x, y := noisy(30_000, 50, 1)
	table, err := NewTable(x, 50, 0)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		f, err := GrowForest(Sample{Table: table, Labels: y}, ForestOptions{Trees: 50, Workers: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(f.Nodes)), "nodes")
	}
}
