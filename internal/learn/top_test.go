package learn

import (
	"math"
	"slices"
	"testing"
)

func TestAppendTop(t *testing.T) {
	even := func(number uint32) bool { return number%2 == 0 }
	for _, test := range []struct {
		scores []float64
		k      int
		skip   func(uint32) bool
		want   []Scored
	}{
		{nil, 3, nil, nil},
		{[]float64{1, 2}, 0, nil, nil},
		{[]float64{1, 2}, -1, nil, nil},
		{[]float64{0, -1, math.NaN(), math.Inf(-1)}, 3, nil, nil},
		{[]float64{1, 3, 2}, 2, nil, []Scored{{1, 3}, {2, 2}}},
		{[]float64{1, 3, 2}, 5, nil, []Scored{{1, 3}, {2, 2}, {0, 1}}},
		{[]float64{2, 2, 2, 2}, 2, nil, []Scored{{0, 2}, {1, 2}}},
		{[]float64{1, 2, 1, 2, 3}, 3, nil, []Scored{{4, 3}, {1, 2}, {3, 2}}},
		{[]float64{1, 2, 1, 2, 3}, 3, even, []Scored{{1, 2}, {3, 2}}},
	} {
		before := Scored{9, 9}
		got := AppendTop([]Scored{before}, test.scores, test.k, 0, test.skip)
		if got[0] != before || !slices.Equal(got[1:], test.want) {
			t.Errorf("top %d of %v = %v, want %v", test.k, test.scores, got[1:], test.want)
		}
	}
}

// FuzzAppendTop compares the top with what sorting everything finds.
func FuzzAppendTop(f *testing.F) {
	f.Add([]byte{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 9, 0, 0}, uint8(4), int8(0))
	f.Fuzz(func(t *testing.T, data []byte, k uint8, least int8) {
		scores := make([]float64, len(data))
		var all []Scored
		for i, b := range data {
			scores[i] = float64(int8(b))
			if scores[i] > float64(least) && i%5 != 3 {
				all = append(all, Scored{uint32(i), scores[i]})
			}
		}
		slices.SortFunc(all, Scored.compare)
		want := all[:min(int(k), len(all))]
		got := AppendTop(nil, scores, int(k), float64(least), func(n uint32) bool { return n%5 == 3 })
		if !slices.Equal(got, want) {
			t.Errorf("top %d of %v above %d = %v, want %v", k, scores, least, got, want)
		}
	})
}
