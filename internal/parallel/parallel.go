// Package parallel does work on all processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls f for each number below n, on as many goroutines as there are
// processors, and returns when all are done. They come in any order, so what f
// does for one number must not depend on others.
func Each(n int, f func(i int)) { With(n, func() func(int) { return f }) }

// With is [Each] with memory for each goroutine: that of what start returns,
// which it calls in each of them.
func With(n int, start func() func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			f := start()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		}()
	}
	wait.Wait()
}

// InOrder calls f for each number below n, on all processors, and use with what
// it returned for 0, 1 and so on, in the caller's goroutine. Some are made ahead, a
// few for each processor. F must not panic.
func InOrder[T any](n int, f func(i int) T, use func(T)) {
	ahead, done := make(chan chan T, 4*runtime.GOMAXPROCS(0)), make(chan struct{})
	defer close(done) // also where use panics
	go func() {
		defer close(ahead)
		for i := range n {
			made := make(chan T, 1)
			select {
			case ahead <- made:
			case <-done:
				return
			}
			go func() { made <- f(i) }()
		}
	}()
	for made := range ahead {
		use(<-made)
	}
}
