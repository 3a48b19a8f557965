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

	mu      sync.Mutex
	out     io.Writer                // nil: nothing is shown
	bar     *progressbar.ProgressBar // of the stage, once it is shown; nil before
	counted bool                     // the bar has a count
	shown   bool
	name    string // of the stage
	count   int
	total   int // 0 if nobody knows it
}

const (
	progressAfter = time.Second // the time after which a run is long
	progressEvery = 100 * time.Millisecond
)

// newProgress starts it. It must be ended with done.
func newProgress(w io.Writer) *progress {
	p := &progress{started: time.Now(), stop: make(chan struct{}), name: "reports read"}
	if isTerminal(w) {
		p.out = w
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

// show draws the bar. Nothing else does.
func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out == nil || time.Since(p.started) < progressAfter {
		return
	}
	counted := p.count > 0
	if p.bar == nil || counted != p.counted {
		p.clear()
		p.bar, p.counted = newBar(p.out, p.name, counted, p.total), counted
	}
	// A bar that can't be drawn is no reason to stop, and one that is full can't be cleared.
	switch {
	case !counted:
		_ = p.bar.RenderBlank()
	case p.total > 0:
		_ = p.bar.Set(min(p.count, p.total-1))
	default:
		_ = p.bar.Set(p.count)
	}
	p.shown = true
}

// newBar returns a bar that is drawn when it is told to, and not by itself: one with
// a count, if there is one, and where the total is known with that too.
func newBar(w io.Writer, name string, counted bool, total int) *progressbar.ProgressBar {
	options := []progressbar.Option{progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(name),
		progressbar.OptionShowTotalBytes(total > 0), progressbar.OptionSetSpinnerChangeInterval(0)}
	if counted {
		options = append(options, progressbar.OptionShowCount())
	}
	if total == 0 {
		total = -1
	}
	return progressbar.NewOptions(total, options...)
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
	if name != p.name || total != p.total {
		p.clear()
		p.bar = nil
	}
	p.name, p.count, p.total = name, done, total
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
	p.out = nil
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
