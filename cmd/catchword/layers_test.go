package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/catchword/catchword/internal/realdata"
)

func TestOverlayGolden(t *testing.T) {
	inGolden(t)
	for _, test := range []struct {
		name, args string
		code       int
	}{
		{"overlay-suggest.txt", "suggest -v trees.csv --overlay trees-ours.txt trees.md", exitDone},
		{"overlay-suggest.json", "suggest -v trees.csv --overlay trees-ours.txt --limit 2 --format json trees.md", exitDone},
		{"overlay-validate.txt", "validate -v trees.csv --overlay trees-ours.txt trees.md", exitFound},
		{"overlay-explain.txt", "explain -v trees.csv --overlay trees-ours.txt plane trees.md", exitDone},
		{"overlay-show.txt", "vocab show trees.csv --overlay trees-ours.txt", exitDone},
		{"overlay-show.json", "vocab show trees.csv --overlay trees-ours.txt --format json", exitDone},
		{"overlay-show-concept.txt", "vocab show trees.csv birch --overlay trees-ours.txt", exitDone},
		{"overlay-check.txt", "vocab check ../../overlays/houses.csv --overlay ../../overlays/mistakes.txt --only overlay --show 2", exitFound},
		{"overlay-convert.ttl", "vocab convert trees.csv --overlay trees-ours.txt --include Birches", exitDone},
		{"choose-show.txt", "vocab show ../../vocabularies/birds.ttl", exitDone},
		{"choose-show-branch.txt", "vocab show trees.csv --include trees --exclude Conifers", exitDone},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := catchword(t, "", strings.Fields(test.args)...)
			if got.code != test.code {
				t.Errorf("exit code %d, want %d; stderr:\n%s", got.code, test.code, got.err)
			}
			compareGolden(t, test.name+".golden", portable(got.out))
		})
	}
	for _, command := range []string{"suggest", "validate", "explain plane"} {
		args := append(strings.Fields(command), "-v", "trees.csv", "--overlay", "trees-ours.txt", "trees.md", "--format")
		schema := schemaOf(t, strings.Fields(command)...)
		conform(t, schema, catchword(t, "", append(args, "jsonl")...).out, catchword(t, "", append(args, "json")...).out)
	}
}

func TestLayerErrors(t *testing.T) {
	inGolden(t)
	broken := write(t, "o.txt", "omit Oakz\nlabel Oaks: robur\n")
	bad := write(t, "bad.txt", strings.Repeat("wrong\n", 12)+"limit 3\n")
	for _, test := range []struct {
		args   string
		code   int
		stderr []string
	}{
		{"suggest -v trees.csv --overlay nowhere.txt trees.md", exitFailed, []string{"nowhere.txt: no such file"}},
		{"suggest -v trees.csv --overlay " + broken + " trees.md", exitDone, []string{`o.txt:1: error: the vocabulary has no concept "Oakz"; near is "Oaks" [overlay/unknown-concept]`}},
		{"suggest -v trees.csv --overlay " + bad + " trees.md", exitDone, []string{bad + ":10: error: ", bad + ": and 2 more problems\n"}},
		{"suggest -v trees.csv --overlay herbs.csv trees.md", exitFailed, []string{`--overlay: no line of herbs.csv can be used; line 1: "`, "they are label, hidden, never"}},
		{"suggest -v trees.csv --scheme x trees.md", exitFailed, []string{"--scheme: the vocabulary has no scheme"}},
		{"suggest -v trees.csv --include Oakz trees.md", exitFailed, []string{`--include: "Oakz" is not in the vocabulary; near is "Oaks"`}},
		{"suggest -v trees.csv --exclude Trees --include Oaks trees.md", exitFailed, []string{"no concept is left"}},
		{"vocab show ../../vocabularies/birds.ttl --scheme bird", exitFailed, []string{`--scheme: the vocabulary has no scheme "bird"; near is "Birds"`}},
		{"vocab show --scheme X", exitFailed, []string{`--scheme: the vocabulary has no scheme "X"; it has "Local social policy`}},
		{"vocab show ../../vocabularies/birds.ttl --collection xxxxxxxxxx", exitFailed, []string{`--collection: the vocabulary has no collection "xxxxxxxxxx"; it has "`}},
		{"vocab show trees.csv --type Thing", exitFailed, []string{"--type: the vocabulary has no class of concepts at all"}},
		{"vocab diff trees.csv trees-new.csv --include tree", exitDone, nil},
		{"vocab diff trees.csv trees-new.csv --include nowhere", exitFailed, []string{"trees.csv: --include: "}},
	} {
		got := catchword(t, "", strings.Fields(test.args)...)
		if test.code == exitDone && test.stderr == nil {
			got.err = ""
		}
		got.expect(t, test.code, test.stderr...)
	}
}

// What a compiled vocabulary keeps needs no flags again; the same overlay may be
// named again, another one may not.
func TestCompileLayers(t *testing.T) {
	inGolden(t)
	file, bare := filepath.Join(t.TempDir(), "ours.cwv"), filepath.Join(t.TempDir(), "trees.cwv")
	layers := []string{"--overlay", "trees-ours.txt", "--exclude", "Elms"}
	catchword(t, "", append([]string{"vocab", "compile", "trees.csv", "-o", file}, layers...)...).expect(t, exitDone, "8 concepts")
	catchword(t, "", "vocab", "compile", "trees.csv", "-o", bare).expect(t, exitDone, "9 concepts")
	for _, args := range []string{"suggest -v %s trees.md", "validate -v %s trees.md", "explain -v %s plane trees.md", "vocab show %s birch"} {
		want := catchword(t, "", append(strings.Fields(strings.Replace(args, "%s", "trees.csv", 1)), layers...)...)
		for name, got := range map[string]outcome{
			"compiled":       catchword(t, "", strings.Fields(strings.Replace(args, "%s", file, 1))...),
			"named again":    catchword(t, "", append(strings.Fields(strings.Replace(args, "%s", file, 1)), layers[:2]...)...),
			"over a plain":   catchword(t, "", append(strings.Fields(strings.Replace(args, "%s", bare, 1)), layers...)...),
			"chosen from it": catchword(t, "", append(strings.Fields(strings.Replace(args, "%s", bare, 1)), layers...)...),
		} {
			if got.out != want.out || got.code != want.code {
				t.Errorf("%s, %s: %+v\nwant %+v", args, name, got, want)
			}
		}
	}
	other := write(t, "other.txt", "limit 1\n")
	catchword(t, "", "suggest", "-v", file, "--overlay", other, "trees.md").expect(t, exitFailed, "--overlay: "+file+" was compiled with another overlay")
	print := func(args ...string) string {
		var s struct{ Fingerprint string }
		got := catchword(t, "", append([]string{"vocab", "show", "--format", "json"}, args...)...)
		if err := json.Unmarshal([]byte(got.out), &s); err != nil || s.Fingerprint == "" {
			t.Errorf("%q: %v", args, err)
		}
		return s.Fingerprint
	}
	if with := print(append(layers, "trees.csv")...); with != print(file) || with == print("trees.csv") || print("trees.csv") != print(bare) {
		t.Error("fingerprints differ, or don't, where they shouldn't")
	}
}

// What an overlay settles is not reported, also when it was compiled in, and counts
// are those of places in which the labels are meant.
func TestCheckOverlay(t *testing.T) {
	vocabulary := write(t, "v.csv", "id,prefLabel,altLabels\na,Analytics,data\nb,Birds,\n")
	reports := write(t, "r.txt", "Data\n\nData protection, and more data.\n")
	compiled := filepath.Join(t.TempDir(), "v.cwv")
	for _, test := range []struct{ overlay, want string }{
		{"limit 3\n", `"data" (alternative label of "Analytics") is an everyday word: 15 % of texts have it (3 times in 1 report)`},
		{"never Analytics: data protection\n", "(2 times in 1 report)"},
		{"label Birds: paper\nnever Analytics: data\n", `"paper" (alternative label of "Birds") is an everyday word`},
	} {
		layer := write(t, "o.txt", test.overlay)
		got := catchword(t, "", "vocab", "check", vocabulary, "--overlay", layer, "--corpus", reports, "--only", "label/everyday")
		if strings.Count(got.out, "\n") != 1 || !strings.Contains(got.out, test.want) {
			t.Errorf("%q: %+v", test.overlay, got)
		}
		catchword(t, "", "vocab", "compile", vocabulary, "--overlay", layer, "-o", compiled).expect(t, exitDone, "2 concepts")
		again := catchword(t, "", "vocab", "check", compiled, "--corpus", reports, "--only", "label/everyday")
		if again.out != strings.NewReplacer(vocabulary, filepath.Base(vocabulary), layer, filepath.Base(layer)).Replace(got.out) {
			t.Errorf("compiled with %q: %+v, want %s", test.overlay, again, got.out)
		}
	}
}

// A problem with a label of the overlay has its place there, and a label without
// a language is in that of the vocabulary.
func TestCheckOverlayPlaces(t *testing.T) {
	one := write(t, "one.csv", "id,prefLabel@en,altLabels@en\na,Analytics,\nb,Birds,fowl\n")
	two := write(t, "two.csv", "id,prefLabel@en,prefLabel@fr\na,Analytics,Analytique\nb,Birds,Oiseaux\nc,Ants,Fourmis\nd,Bees,Abeilles\n")
	layer := write(t, "o.txt", "# ours\nlabel Birds: paper\nlabel Analytics: fowls\n")
	got := catchword(t, "", "vocab", "check", one, "--overlay", layer, "--ignore", "concept/*")
	if want := layer + `:3: warning: "fowl" (alternative label of "Birds") is the same words in a text as "fowls" (alternative label of "Analytics") [label/same-words]
` + layer + `:2: warning: "paper" (alternative label of "Birds") is an everyday word: 7 % of texts have it [label/everyday]
`; got.out != want {
		t.Errorf("%+v", got)
	}
	got = catchword(t, "", "vocab", "check", two, "--overlay", layer, "--only", "label/no-language")
	if want := layer + `:2: warning: "Birds": alternative label "paper" has no language`; !strings.Contains(got.out, want) || strings.Contains(got.out, two) {
		t.Errorf("%+v", got)
	}
}

// Schemes, classes and branches of real thesauri.
func TestChooseReal(t *testing.T) {
	for _, test := range []struct {
		file, args string
		want       int
	}{
		{"skos/stw.ttl", "--type Descriptor", 5746},
		{"skos/stw.ttl", "--scheme stw-thesaurus-for-economics --type thsys", 498},
		{"skos/stw.ttl", "--type Descriptor --exclude http://zbw.eu/stw/thsys/g", 5354},
		{"skos/stw.ttl", "--type Descriptor --include http://zbw.eu/stw/thsys/g", 5746 - 5354},
		{"fao/agrovoc_en.rdf.gz", "--include Plants", 3390},
	} {
		var s struct{ Concepts int }
		got := catchword(t, "", append([]string{"vocab", "show", "--format", "json", realdata.Path(t, "corpora/"+test.file)}, strings.Fields(test.args)...)...)
		if err := json.Unmarshal([]byte(got.out), &s); err != nil || s.Concepts != test.want {
			t.Errorf("%s %s: %d concepts, want %d; %v %s", test.file, test.args, s.Concepts, test.want, err, got.err)
		}
	}
}
