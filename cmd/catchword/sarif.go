package main

import (
	"bufio"
	"encoding/json"
	"path/filepath"

	"github.com/catchword/catchword/report"
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
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
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
		ID               string       `json:"id"`
		ShortDescription sarifMessage `json:"shortDescription"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
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

// sarifPrinter collects the verdicts, as a SARIF log is one document.
func sarifPrinter(w *bufio.Writer) printer[[]tagger.Verdict] {
	results := []sarifResult{}
	return printer[[]tagger.Verdict]{
		print: func(r *report.Report, verdicts []tagger.Verdict) error {
			for _, v := range verdicts {
				if v.Rule != tagger.RuleSupported {
					results = append(results, newSarifResult(r, v))
				}
			}
			return nil
		},
		close: func() error {
			driver := sarifDriver{Name: "catchword", Version: version()}
			for _, rule := range tagger.Rules() {
				driver.Rules = append(driver.Rules, sarifRule{string(rule), sarifMessage{rule.Description()}})
			}
			encoder := json.NewEncoder(w)
			encoder.SetIndent("", "  ")
			return encoder.Encode(sarifLog{
				Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
				Version: "2.1.0",
				Runs:    []sarifRun{{sarifTool{driver}, "utf16CodeUnits", results}},
			})
		},
	}
}

func newSarifResult(r *report.Report, v tagger.Verdict) sarifResult {
	level := map[vocab.Severity]string{vocab.Info: "note", vocab.Warning: "warning", vocab.Error: "error"}[v.Severity]
	region := sarifRegion{StartLine: max(v.Line, 1)}
	if !v.Span.IsEmpty() {
		from, to := r.Position(v.Span.Start), r.Position(v.Span.End)
		region = sarifRegion{from.Line, from.UTF16 + 1, to.Line, to.UTF16 + 1}
	}
	return sarifResult{string(v.Rule), level, sarifMessage{v.Message},
		[]sarifLocation{{sarifPhysical{sarifArtifact{filepath.ToSlash(r.Path)}, region}}}}
}
