// Command count makes the table of package background: in how many texts the
// words of English occur.
//
//	go run ./analysis/background/count -o english.stats FILE|FOLDER…
//
// Files are JSON Lines with a member "text", also compressed by gzip; of a
// folder, it reads those directly in it. The result does not depend on their
// order.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/analysis/background"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "english.stats", "the `file` to write")
	least := flag.Int("min", 3, "leave out words that fewer `texts` have")
	flag.Parse()
	counts := new(analysis.Counts)
	analyzer := analysis.English()
	for _, path := range flag.Args() {
		files := []string{path}
		if found, err := filepath.Glob(filepath.Join(path, "*.jsonl*")); err == nil && len(found) > 0 {
			files = found
		}
		for _, file := range files {
			if err := countFile(counts, analyzer, file); err != nil {
				log.Fatalf("%s: %v", file, err)
			}
		}
	}
	s := counts.Statistics(*least, analyzer.Fingerprint())
	if err := write(*out, s); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d texts, %d words and stems\n", s.Docs(), s.Len())
}

// countFile counts the texts of one file.
func countFile(counts *analysis.Counts, a *analysis.Analyzer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return err
		}
	}
	for d := json.NewDecoder(r); ; {
		var line struct{ Text string }
		switch err := d.Decode(&line); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		counts.Add(func(yield func(string) bool) { terms(a, line.Text, yield) })
	}
}

// terms yields the singular forms and the stems of the words of a text that are
// neither stop words nor numbers.
func terms(a *analysis.Analyzer, text string, yield func(string) bool) {
	for s := a.Scan(text); s.Next(); {
		w := a.Word(s.Span().In(text))
		if w.Stop || w.Number {
			continue
		}
		if !yield(w.Singular) || !yield(background.StemPrefix+w.Stem) {
			return
		}
	}
}

// write writes the table to a new file that then takes the place of path.
func write(path string, s *analysis.Statistics) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".count-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails if it was renamed, as it should be
	if _, err := s.WriteTo(f); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
