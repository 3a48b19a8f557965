package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// progress shows on a terminal, and nowhere else, that a long run goes on and
// how far it is. Whatever else is written meanwhile goes through aside, so that
// neither disturbs the other.
type progress struct {
	w       io.Writer // nil: shows nothing
	started time.Time
	stop    chan struct{}

	mu    sync.Mutex
	count int
	shown bool
}

const (
	progressAfter = time.Second // the time after which a run is long
	progressEvery = 100 * time.Millisecond
)

// newProgress starts it. It must be ended with done.
func newProgress(w io.Writer) *progress {
	p := &progress{started: time.Now(), stop: make(chan struct{})}
	if isTerminal(w) {
		p.w = w
		go p.run()
	}
	return p
}

func (p *progress) run() {
	tick := time.NewTicker(progressEvery)
	defer tick.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-tick.C:
			p.show()
		}
	}
}

func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if d := time.Since(p.started); d >= progressAfter && p.w != nil {
		fmt.Fprintf(p.w, "\r%c %s read, %d s ", `|/-\`[d/progressEvery%4], plural(p.count, "report"), d/time.Second)
		p.shown = true
	}
}

// step counts a report, and writes what there is to write about it.
func (p *progress) step(write func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count++
	p.clear()
	return write()
}

func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.stop)
	p.clear()
	p.w = nil
}

// isTerminal reports whether what a command reads or writes is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// plural returns a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
