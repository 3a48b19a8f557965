package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows on a terminal, and nowhere else, that a long run goes on and
// how far it is. Whatever else is written meanwhile goes through step, so that
// neither disturbs the other.
type progress struct {
	started time.Time
	stop    chan struct{}

	mu    sync.Mutex // the bar has none for all that it does
	bar   *progressbar.ProgressBar
	count int
	name  string // of the stage
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
		p.bar = newBar(w)
		go p.run()
	}
	return p
}

// newBar returns a bar that is drawn when it is told to, and not by itself.
func newBar(w io.Writer) *progressbar.ProgressBar {
	return progressbar.NewOptions(-1, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("reports read"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("reports"),
		progressbar.OptionSetSpinnerChangeInterval(0))
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
	if p.bar != nil && time.Since(p.started) >= progressAfter {
		_ = p.bar.Set(p.count) // a bar that can't be drawn is no reason to stop
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

// stage says what is being done instead of reading reports, and how much of it:
// of total, 0 if nobody knows how much there is.
func (p *progress) stage(name string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar == nil {
		return
	}
	if name != p.name {
		p.name = name
		p.clear()
		p.bar.Describe(name)
	}
	p.count = done
	if total > 0 {
		p.bar.ChangeMax(total)
	} else {
		p.bar.ChangeMax(-1)
	}
}

func (p *progress) clear() {
	if p.shown {
		_ = p.bar.Clear()
		p.shown = false
	}
}

func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.stop)
	p.clear()
	p.bar = nil
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
