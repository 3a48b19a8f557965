package catchword_test

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/catchword/catchword/vocab"
)

var update = flag.Bool("update", false, "write what the commands print into the README")

// console is a block of the README that shows a command and all it prints on
// standard output.
var console = regexp.MustCompile("(?s)```console\n\\$ catchword ([^\n]*)\n(.*?)```\n")

// TestReadmeCommands runs the commands that the README shows.
func TestReadmeCommands(t *testing.T) {
	program := filepath.Join(t.TempDir(), "catchword")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/catchword").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	readme := read(t, "README.md")
	changed := console.ReplaceAllStringFunc(readme, func(block string) string {
		parts := console.FindStringSubmatch(block)
		got := run(t, program, parts[1])
		if got != parts[2] && !*update {
			t.Errorf("catchword %s prints\n%s\nthe README shows\n%s", parts[1], got, parts[2])
		}
		return "```console\n$ catchword " + parts[1] + "\n" + got + "```\n"
	})
	if changed == readme && len(console.FindAllString(readme, -1)) < 3 {
		t.Error("the README shows fewer commands than expected")
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// run returns what a command line of the README prints on standard output.
func run(t *testing.T, program, line string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var args []string
	for _, arg := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(line, -1) {
		args = append(args, strings.Trim(arg, `"`))
	}
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), "NO_COLOR=1")
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("catchword %s: %v", line, err)
	}
	return string(out)
}

// The README opens a vocabulary so.
func Example() {
	v, problems, err := vocab.Open("testdata/vocabularies/youth-work.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(v.Len(), "concepts,", len(problems), "problems")
	// Output: 7 concepts, 0 problems
}

// TestReadmeCode tests that the README's lines of Go are those of the example,
// which has a test of its own, or of the one above.
func TestReadmeCode(t *testing.T) {
	readme, example := read(t, "README.md"), read(t, "examples/quickstart/main.go")+read(t, "readme_test.go")
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```\n").FindAllStringSubmatch(readme, -1)
	if len(blocks) == 0 {
		t.Fatal("the README shows no Go")
	}
	for _, b := range blocks {
		if !strings.Contains(example, b[1]) {
			t.Errorf("no example has the README's\n%s", b[1])
		}
	}
}

// TestReadmeLinks tests that what the README links to is there.
func TestReadmeLinks(t *testing.T) {
	for _, page := range []string{"README.md", "DESIGN.md", "CONTRIBUTING.md", "CHANGELOG.md"} {
		for _, link := range regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`).FindAllStringSubmatch(read(t, page), -1) {
			if strings.Contains(link[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.FromSlash(link[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
