// Package catchword_test keeps the house as DESIGN.md draws it.
package catchword_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/catchword/catchword/"

// rooms says which other rooms of the module each room may import, directly or
// through others.
var rooms = map[string][]string{
	"span":                {},
	"vocab":               {"internal/columns", "internal/rdf"},
	"overlay":             {"internal/columns", "internal/rdf", "vocab"},
	"internal/match":      {"internal/columns"},
	"internal/memo":       {},
	"internal/words":      {"internal/columns"},
	"internal/bag":        {"internal/columns", "internal/learn", "internal/parallel", "internal/words", "span"},
	"internal/columns":    {},
	"internal/learn":      {"internal/parallel"},
	"internal/parallel":   {},
	"internal/rdf":        {},
	"internal/realdata":   {},
	"internal/similar":    {},
	"analysis":            {"span", "internal/columns", "internal/memo"},
	"analysis/background": {"analysis", "span", "internal/columns", "internal/memo"},
	"analysis/pos":        {"analysis", "span", "internal/columns", "internal/memo"},
	"report":              {"span"},
	"eval":                {"internal/parallel"},
	"find":                {"analysis", "internal/columns", "internal/memo", "internal/rdf", "span", "vocab"},
	"tagger":              {"analysis", "analysis/background", "internal/columns", "internal/bag", "internal/learn", "internal/match", "internal/memo", "internal/parallel", "internal/rdf", "internal/similar", "internal/words", "overlay", "report", "span", "vocab"},
	"propose":             {"analysis", "analysis/background", "analysis/pos", "internal/bag", "internal/columns", "internal/learn", "internal/match", "internal/memo", "internal/parallel", "internal/rdf", "internal/similar", "internal/words", "overlay", "report", "span", "tagger", "vocab"},
}

// libraries says which modules of others a program links that imports tagger,
// which imports everything else that a library's user needs. The command line,
// prose, servers and databases are not among them. (cayley's quad and
// cachecontrol come with json-gold, which reads JSON-LD.)
var libraries = []string{
	"github.com/cayleygraph/quad",
	"github.com/clipperhouse/uax29/v2",
	"github.com/kljensen/snowball",
	"github.com/pelletier/go-toml/v2",
	"github.com/piprate/json-gold",
	"github.com/pquerna/cachecontrol",
	"github.com/yuin/goldmark",
	"go.yaml.in/yaml/v4",
	"golang.org/x/text",
	"gonum.org/v1/gonum",
}

func TestImports(t *testing.T) {
	for room, allowed := range rooms {
		for _, path := range deps(t, room) {
			name, ours := strings.CutPrefix(path, module)
			if ours && name != room && !slices.Contains(allowed, name) {
				t.Errorf("%s imports %s", room, name)
			}
		}
	}
}

func TestLibraries(t *testing.T) {
	for _, path := range deps(t, "tagger") {
		first, _, _ := strings.Cut(path, "/")
		if !strings.Contains(first, ".") || strings.HasPrefix(path, module) {
			continue
		}
		if !slices.ContainsFunc(libraries, func(l string) bool { return path == l || strings.HasPrefix(path, l+"/") }) {
			t.Errorf("tagger links %s", path)
		}
	}
}

// deps returns the packages that a room is built of.
func deps(t *testing.T, room string) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "./"+room).Output()
	if err != nil {
		t.Fatalf("go list -deps ./%s: %v", room, err)
	}
	return strings.Fields(string(out))
}
