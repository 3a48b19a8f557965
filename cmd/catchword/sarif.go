package main

import (
	"bufio"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/span"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// The part of SARIF 2.1.0 (OASIS Standard, 2020) that verdicts need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string             `json:"id"`
		ShortDescription     sarifMessage       `json:"shortDescription"`
		DefaultConfiguration sarifConfiguration `json:"defaultConfiguration"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications"`
	}
	sarifNotification struct {
		Descriptor sarifDescriptor `json:"descriptor"`
		Level      string          `json:"level"`
		Message    sarifMessage    `json:"message"`
		Locations  []sarifLocation `json:"locations"`
	}
	sarifDescriptor struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		ArtifactLocation sarifArtifact `json:"artifactLocation"`
		Region           sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

// sarifPrinter collects the verdicts, as a SARIF log is one document. What is
// wrong with the reports themselves, rather than their tags, are notifications.
func sarifPrinter(w *bufio.Writer) printer[[]tagger.Verdict] {
	results := []sarifResult{}
	run := sarifInvocation{true, []sarifNotification{}}
	notify := func(severity vocab.Severity, rule, path string, line int, text string) {
		run.ExecutionSuccessful = run.ExecutionSuccessful && severity < vocab.Error
		at := span.Position{Line: line}
		run.Notifications = append(run.Notifications, sarifNotification{
			sarifDescriptor{rule}, sarifLevel(severity), newSarifMessage(text), []sarifLocation{newSarifLocation(path, at, at)},
		})
	}
	return printer[[]tagger.Verdict]{
		print: func(r *report.Report, verdicts []tagger.Verdict) error {
			for _, p := range r.Problems {
				notify(vocab.Severity(p.Severity), p.Rule, p.Path, p.Line, p.Message)
			}
			for _, v := range verdicts {
				if v.Rule != tagger.RuleSupported {
					results = append(results, newSarifResult(r, v))
				}
			}
			return nil
		},
		unread: func(err error) error {
			path, line := fileOf(err)
			notify(vocab.Error, ruleUnread, path, line, message(err))
			return nil
		},
		close: func() error {
			return encode(w, "  ", sarifLog{
				Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
				Version: "2.1.0",
				Runs:    []sarifRun{{sarifTool{newSarifDriver()}, []sarifInvocation{run}, "utf16CodeUnits", results}},
			})
		},
	}
}

// newSarifMessage returns a message that says text. In SARIF, braces enclose what
// is to be filled in, and are doubled where they mean themselves (§ 3.11.5).
func newSarifMessage(text string) sarifMessage {
	return sarifMessage{strings.NewReplacer("{", "{{", "}", "}}").Replace(text)}
}

func newSarifDriver() sarifDriver {
	driver := sarifDriver{Name: "catchword", Version: version()}
	for _, rule := range tagger.Rules() {
		driver.Rules = append(driver.Rules, sarifRule{
			string(rule), sarifMessage{rule.Description()}, sarifConfiguration{sarifLevel(rule.Severity())},
		})
	}
	return driver
}

func newSarifResult(r *report.Report, v tagger.Verdict) sarifResult {
	from, to := placeOf(r, v)
	index := 0
	for i, rule := range tagger.Rules() {
		if rule == v.Rule {
			index = i
		}
	}
	return sarifResult{string(v.Rule), index, sarifLevel(v.Severity), newSarifMessage(v.Message + where(r, v)),
		[]sarifLocation{newSarifLocation(fileOfTag(r, v), from, to)}}
}

// newSarifLocation returns a region of a file: the line of from if that has no
// column.
func newSarifLocation(path string, from, to span.Position) sarifLocation {
	region := sarifRegion{StartLine: from.Line}
	if from.Column > 0 {
		region = sarifRegion{from.Line, from.UTF16 + 1, to.Line, to.UTF16 + 1}
	}
	return sarifLocation{sarifPhysical{sarifArtifact{uriOf(path)}, region}}
}

// uriOf returns the URI of a file: relative, unless its path is absolute.
func uriOf(path string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
		u.Path = "/" + strings.TrimPrefix(u.Path, "/")
	}
	return u.String()
}

func sarifLevel(s vocab.Severity) string {
	return [...]string{vocab.Info: "note", vocab.Warning: "warning", vocab.Error: "error"}[s]
}
