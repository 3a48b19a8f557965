package learn

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// eachOf calls f for the numbers from 0 to n-1, in as many goroutines as there
// are workers, by default (0) as many as there are processors. What f does for
// one number must not depend on others.
func eachOf(workers, n int, f func(i int)) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, n)
	if workers <= 1 {
		for i := range n {
			f(i)
		}
		return
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	work := func() {
		for {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			f(i)
		}
	}
	for range workers - 1 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			work()
		}()
	}
	work()
	wait.Wait()
}
