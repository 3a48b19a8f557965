package parallel

import (
	"runtime"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, cores := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(cores)
		for _, n := range []int{0, 1, 5, 1000} {
			calls, starts := make([]int, n), atomic.Int64{}
			Each(n, func(i int) { calls[i]++ })
			With(n, func() func(int) {
				starts.Add(1)
				return func(i int) { calls[i]++ }
			})
			for i, count := range calls {
				if count != 2 {
					t.Errorf("%d cores: %d of %d was called %d times, want once each", cores, i, n, count)
				}
			}
			if got, want := int(starts.Load()), min(cores, n); got != want {
				t.Errorf("%d cores: started %d times for %d, want %d", cores, got, n, want)
			}
		}
	}
}

// TestAtOnce tests that as many are worked on at once as there are processors.
func TestAtOnce(t *testing.T) {
	const cores = 3
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	met := make(chan int)
	Each(cores, func(i int) { // each waits for the others, or for ever
		if i > 0 {
			met <- i
			return
		}
		for range cores - 1 {
			<-met
		}
	})
}

func TestInOrder(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, cores := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(cores)
		for _, n := range []int{0, 1, 5, 1000} {
			next := 0
			InOrder(n, func(i int) int { return i * i }, func(square int) {
				if square != next*next {
					t.Errorf("%d cores: %d came where %d was to", cores, square, next*next)
				}
				next++
			})
			if next != n {
				t.Errorf("%d cores: %d of %d came", cores, next, n)
			}
		}
	}
}
