package report

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestHostile reads what makes parsers slow. The limit is far above what each
// takes; a parser whose time grows with the square of the text goes far beyond.
func TestHostile(t *testing.T) {
	n := 1 << 18
	limit := 20 * time.Second
	if testing.Short() {
		n = 1 << 14
	}
	rep := func(s string) string { return strings.Repeat(s, n/len(s)) }
	yaml := func(s string) string { return "---\n" + s[:min(len(s), maxFrontMatter-100)] + "\n---\nbody\n" }
	toml := func(s string) string { return "+++\n" + s[:min(len(s), maxFrontMatter-100)] + "\n+++\nbody\n" }
	var bomb, levels, ticks strings.Builder
	bomb.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d,", i-1), 8), i-1)
	}
	bomb.WriteString("tags: *a29\nauthors: *a29\n")
	for i := 0; levels.Len() < n; i++ {
		levels.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	for i := 1; ticks.Len() < n; i++ {
		ticks.WriteString("e" + strings.Repeat("`", i))
	}
	for _, test := range []struct{ name, file, text string }{
		{"one line", "a.txt", rep("child care ")},
		{"one line of Markdown", "a.md", rep("child care ")},
		{"one word", "a.txt", rep("x")},
		{"headings", "a.txt", rep("Social policy\n\nA text that goes on here.\n\n")},
		{"nothing but headings", "a.txt", rep("Social policy\n\n")},
		{"lines", "a.txt", rep("A\n")},
		{"bullets", "a.txt", rep("• a\n")},
		{"drawn lines", "a.txt", rep("- ")},
		{"keywords", "a.txt", "Text here.\n\nKeywords: " + rep("a|")},
		{"keywords in brackets", "a.txt", "Text here.\n\nKeywords: " + rep("(a,")},
		{"many keywords", "a.txt", rep("Keywords: a\n\n")},
		{"addresses", "a.txt", rep("http://")},
		{"mail", "a.txt", rep("a@b.c,")},
		{"not UTF-8", "a.txt", rep("\xff")},
		{"quotations", "a.md", rep("> ") + "a"},
		{"quotations without spaces", "a.md", rep(">") + "a"},
		{"lists in lists", "a.md", rep("- ") + "a"},
		{"numbers", "a.md", rep("1. ") + "a"},
		{"deeper lists", "a.md", levels.String()},
		{"brackets", "a.md", rep("[")},
		{"brackets and brackets", "a.md", rep("[") + rep("]")},
		{"links in links", "a.md", rep("[a](")},
		{"links in paragraphs", "a.md", rep(strings.Repeat("[a](", 300) + "\n\n")},
		{"images", "a.md", rep("![[]()")},
		{"definitions", "a.md", rep("[a]: b\n")},
		{"open definitions", "a.md", rep("[a]: b \"\n")},
		{"stars", "a.md", rep("*")},
		{"stars and letters", "a.md", "*a **" + rep("a*b **")},
		{"underlines", "a.md", rep("_a ")},
		{"backticks", "a.md", rep("`")},
		{"longer and longer backticks", "a.md", ticks.String()},
		{"angles", "a.md", "a" + rep("<")},
		{"comments", "a.md", "a" + rep("<!--")},
		{"attributes", "a.md", "b" + rep("<a b='")},
		{"CDATA", "a.md", "a" + rep("<![CDATA[")},
		{"HTML headings", "a.md", "<div>\n" + rep("<h1>a</h1>")},
		{"HTML comments", "a.md", "<div>\n" + rep("<!--")},
		{"line breaks", "a.md", "# " + rep("a<br>")},
		{"tables", "a.md", rep("|a") + "\n" + rep("|-") + "\n" + rep("|\n")},
		{"setext", "a.md", rep("a\n-\n")},
		{"levels", "a.md", rep("###### a\n##### b\n#### c\n### d\n## e\n# f\n")},
		{"templates", "a.md", rep("{{< a >}} ")},
		{"open templates", "a.md", rep("{{")},
		{"open blocks", "a.md", rep("{{< highlight >}} ")},
		{"templates over empty lines", "a.md", rep("{{ \n\n") + "}}"},
		{"anchors", "a.md", yaml(bomb.String())},
		{"YAML lists", "a.md", yaml("tags: " + rep("["))},
		{"YAML maps", "a.md", yaml("tags: " + rep("{"))},
		{"YAML items", "a.md", yaml("tags:\n" + rep("- "))},
		{"YAML tags", "a.md", yaml("tags:\n" + rep("- a\n"))},
		{"YAML keys", "a.md", yaml(rep("a: b\n"))},
		{"YAML quotes", "a.md", yaml("tags: '" + rep("''"))},
		{"YAML without end", "a.md", "---\ntitle: a\n" + rep("b: c\n")},
		{"YAML that is large", "a.md", "---\n" + rep("b: c\n") + rep("b: c\n") + "---\n"},
		{"TOML lists", "a.md", toml("tags = " + rep("["))},
		{"TOML tables", "a.md", toml(rep("[[authors]]\n"))},
		{"TOML dots", "a.md", toml(rep("a.") + "b = 1")},
		{"JSON", "a.jsonl", `{"id":` + rep("[")},
		{"JSON subjects", "a.jsonl", `{"text":"a","subjects":[` + rep("1,") + `1]}`},
	} {
		start := time.Now()
		r, err := Parse(test.file, []byte(test.text))
		if d := time.Since(start); d > limit {
			t.Errorf("%s: %d bytes took %v", test.name, len(test.text), d)
		}
		if err == nil {
			checkLaws(t, r)
		} else if test.name != "JSON" {
			t.Errorf("%s: %.200v", test.name, err)
		}
		if err == nil && len(r.Problems) > 3*maxProblems {
			t.Errorf("%s: %d problems", test.name, len(r.Problems))
		}
	}
}

func TestFlattening(t *testing.T) {
	text := strings.Repeat("> ", 100) + "child care\n\n" + strings.Repeat("[", 1000) + "*a* b\n\n*c*\n"
	r, err := Parse("a.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	checkLaws(t, r)
	if got := blocks(r); !strings.Contains(got, "> child care¦[[[") || !strings.HasSuffix(got, "[a b¦c") {
		t.Errorf("%q", got)
	}
	if len(r.Problems) != 2 || r.Problems[0].Rule != RuleTooDeep || r.Problems[1].Rule != RuleTooDense || r.Problems[1].Line != 3 {
		t.Errorf("%v", r.Problems)
	}
	// Many marks that are not in one paragraph are no problem.
	text = strings.Repeat("- [a](b) *c*\n", 2000) + "\n" + strings.Repeat("1. [a](b)\n", 500) + "\n```\n" + strings.Repeat("[[*\n", 1000) + "```\n"
	if r, err = Parse("a.md", []byte(text)); err != nil || len(r.Problems) > 0 || len(r.Sections[0].Blocks) != 2500 {
		t.Errorf("%v %v", r.Problems, err)
	}
}
