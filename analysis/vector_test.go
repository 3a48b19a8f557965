package analysis

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"testing"
)

// pairs makes a vector of indices and values in turn.
func pairs(all ...float64) Vector {
	return NewVector(func(yield func(uint32, float64) bool) {
		for ; len(all) >= 2; all = all[2:] {
			if !yield(uint32(all[0]), all[1]) {
				return
			}
		}
	})
}

func TestVector(t *testing.T) {
	v := pairs(3, 1, 1, 2, 3, 2)
	if fmt.Sprint(v) != "{[1 3] [2 3]}" {
		t.Errorf("NewVector = %v", v)
	}
	w := pairs(0, 5, 3, 4)
	if got := v.Dot(w); got != 12 {
		t.Errorf("Dot = %v, want 12", got)
	}
	if got := v.Norm(); math.Abs(got-math.Sqrt(13)) > 1e-12 {
		t.Errorf("Norm = %v, want √13", got)
	}
	if got, want := v.Cosine(w), 12/(math.Sqrt(13)*math.Sqrt(41)); math.Abs(got-want) > 1e-12 {
		t.Errorf("Cosine = %v, want %v", got, want)
	}
	var zero Vector
	if zero.Norm() != 0 || zero.Cosine(v) != 0 || v.Cosine(zero) != 0 || len(zero.Normalize().Values) != 0 {
		t.Error("the zero vector is not harmless")
	}
}

func FuzzVector(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6}, []byte{2, 3, 1, 9})
	vector := func(data []byte) Vector {
		var all []float64
		for ; len(data) >= 3; data = data[3:] {
			all = append(all, float64(data[0]), float64(int16(binary.LittleEndian.Uint16(data[1:]))))
		}
		return pairs(all...)
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		v, w := vector(a), vector(b)
		if v.Dot(w) != w.Dot(v) || v.Cosine(w) != w.Cosine(v) {
			t.Fatalf("not symmetric: %v, %v", v, w)
		}
		if math.Abs(v.Dot(w)) > v.Norm()*w.Norm()*(1+1e-9) {
			t.Fatalf("Cauchy-Schwarz: %v, %v", v, w)
		}
		if n := v.Norm(); n > 0 && (math.Abs(v.Cosine(v)-1) > 1e-9 || math.Abs(v.Normalize().Norm()-1) > 1e-9) {
			t.Fatalf("not of length 1: %v", v)
		}
		for i := 1; i < len(v.Indices); i++ {
			if v.Indices[i-1] >= v.Indices[i] {
				t.Fatalf("indices out of order: %v", v)
			}
		}
	})
}

func ExampleVector_Cosine() {
	housing := NewVector(maps.All(map[uint32]float64{1: 2, 2: 1}))
	policy := NewVector(maps.All(map[uint32]float64{2: 3, 5: 1}))
	fmt.Printf("%.3f\n", housing.Cosine(policy))
	// Output: 0.424
}
