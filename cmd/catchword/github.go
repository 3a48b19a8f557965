package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// githubPrinter prints workflow commands of GitHub Actions, which become
// annotations of the files: verdicts, and what could not be read.
func githubPrinter(w *bufio.Writer) printer[[]tagger.Verdict] {
	return printer[[]tagger.Verdict]{
		print: func(r *report.Report, verdicts []tagger.Verdict) error {
			for _, p := range r.Problems {
				annotate(w, vocab.Severity(p.Severity), p.Path, span.Position{Line: p.Line}, p.Rule, p.Message)
			}
			for _, v := range verdicts {
				if v.Rule != tagger.RuleSupported {
					from, _ := placeOf(r, v)
					annotate(w, v.Severity, fileOfTag(r, v), from, string(v.Rule), v.Message+where(r, v))
				}
			}
			return nil
		},
		unread: func(err error) error {
			path, line := fileOf(err)
			annotate(w, vocab.Error, path, span.Position{Line: line}, ruleUnread, message(err))
			return nil
		},
	}
}

// ruleUnread is what an input that could not be read is reported under.
const ruleUnread = "input/unread"

// fileOf returns the file and the line that an error is about, as far as it
// says so.
func fileOf(err error) (path string, line int) {
	var f *report.FileError
	var p *fs.PathError
	switch {
	case errors.As(err, &f):
		return f.Path, max(f.Line, 1)
	case errors.As(err, &p):
		return p.Path, 1
	}
	return "", 1
}

var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// annotate prints one workflow command. Errors are left to the buffered writer,
// which keeps them.
func annotate(w io.Writer, severity vocab.Severity, path string, at span.Position, title, message string) {
	command := [...]string{vocab.Info: "notice", vocab.Warning: "warning", vocab.Error: "error"}[severity]
	column := ""
	if at.Column > 0 {
		column = fmt.Sprintf(",col=%d", at.Column)
	}
	fmt.Fprintf(w, "::%s file=%s,line=%d%s,title=%s::%s\n", command, githubProperty.Replace(filepath.ToSlash(path)), at.Line, column,
		githubProperty.Replace(title), githubMessage.Replace(printable(message)))
}
