package main

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestSarif tests what the schema of SARIF 2.1.0 (OASIS, errata 01) says of the
// members that are used, and of what its text says beyond: that indexes lead to
// their rules, and that braces in messages are doubled.
func TestSarif(t *testing.T) {
	inGolden(t)
	braces := write(t, "a{b.md", "---\ntags: [\"{0} {oak}\"]\n---\n\nOaks.\n")
	for _, args := range [][]string{
		{"validate"},
		{"validate", "-v", "trees.csv", "--all", "harbour.txt", "trees.md", "notes.jsonl", braces},
		{"validate", "-v", "trees.csv", "nowhere", "a:b", "no\x01where", "\xff", write(t, "bröken [1] %.md", "---\ntags: [\n---\n\nOaks.\n")},
		{"vocab", "check"},
		{"vocab", "check", "herbs.csv"},
		{"vocab", "check", write(t, "x y.csv", "id,prefLabel\na,{A}\na,B\nb,{a}\n,\n")},
	} {
		got := catchword(t, "Oaks.", append(args, "--format", "sarif")...)
		var log sarifLog
		decoder := json.NewDecoder(strings.NewReader(got.out))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&log); err != nil {
			t.Errorf("%q: %v", args, err)
			continue
		}
		if log.Version != "2.1.0" || !strings.HasPrefix(log.Schema, "https://") || len(log.Runs) != 1 {
			t.Errorf("%q: %q %q, %d runs", args, log.Version, log.Schema, len(log.Runs))
		}
		for _, run := range log.Runs {
			checkSarifRun(t, args, &run)
		}
		if strings.Contains(got.out, ": null") {
			t.Errorf("%q: a null where the schema has a list", args)
		}
	}
}

func checkSarifRun(t *testing.T, args []string, run *sarifRun) {
	t.Helper()
	rules := run.Tool.Driver.Rules
	for i, r := range rules {
		if r.ID == "" || r.ShortDescription.Text == "" || slices.ContainsFunc(rules[:i], func(other sarifRule) bool { return other.ID == r.ID }) {
			t.Errorf("%q: rule %+v", args, r)
		}
		checkSarif(t, args, r.DefaultConfiguration.Level, r.ShortDescription, nil)
	}
	for _, r := range run.Results {
		if r.RuleIndex < 0 || r.RuleIndex >= len(rules) || rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("%q: rule %d is not %s", args, r.RuleIndex, r.RuleID)
		}
		checkSarif(t, args, r.Level, r.Message, r.Locations)
	}
	for _, n := range run.Invocations[0].Notifications {
		checkSarif(t, args, n.Level, n.Message, n.Locations)
	}
	if run.ColumnKind != "utf16CodeUnits" || run.Tool.Driver.Name == "" || len(run.Invocations) != 1 {
		t.Errorf("%q: %+v", args, run)
	}
}

func checkSarif(t *testing.T, args []string, level string, message sarifMessage, locations []sarifLocation) {
	t.Helper()
	if !slices.Contains([]string{"note", "warning", "error"}, level) || message.Text == "" {
		t.Errorf("%q: %s: %q", args, level, message.Text)
	}
	if strings.ContainsAny(strings.NewReplacer("{{", "", "}}", "").Replace(message.Text), "{}") {
		t.Errorf("%q: a brace alone in %q", args, message.Text)
	}
	for _, l := range locations {
		uri, region := l.PhysicalLocation.ArtifactLocation.URI, l.PhysicalLocation.Region
		if u, err := url.Parse(uri); err != nil || uri == "" || u.String() != uri {
			t.Errorf("%q: no reference: %q, %v", args, uri, err)
		}
		whole := region == sarifRegion{StartLine: region.StartLine}
		if region.StartLine < 1 || !whole && (region.StartColumn < 1 || region.EndLine < region.StartLine || region.EndColumn < 1 ||
			region.EndLine == region.StartLine && region.EndColumn < region.StartColumn) {
			t.Errorf("%q: region %+v", args, region)
		}
	}
}
