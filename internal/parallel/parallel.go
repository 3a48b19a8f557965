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
