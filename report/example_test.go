package report_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/catchword/catchword/report"
)

func ExampleParse() {
	text := `FR France
Ann Lee (Centre for Cities, Lille)

Nantes – Child care

Background

The city has paid for places in day nurseries since 2008.

Keywords: Child care | Municipality
`
	r, err := report.Parse("nantes.txt", []byte(text))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Format, r.Meta.Country, r.Meta.City, r.Meta.Authors)
	for _, s := range r.Sections {
		fmt.Printf("%q at %d, %d paragraph\n", s.Heading, s.Start, len(s.Blocks))
	}
	for _, t := range r.Tags {
		fmt.Printf("%q on line %d\n", t.Span.In(r.Text), t.Line)
	}
	// Output:
	// page France Nantes [{Ann Lee Centre for Cities, Lille}]
	// "Background" at 69, 1 paragraph
	// "Child care" on line 10
	// "Municipality" on line 10
}

// A phrase may cross markup: the runs of a block, read together, are its text.
func ExampleParse_markdown() {
	text := "---\ntitle: Places\ntags: [Child care]\n---\n# Who waits\n\nThere is **child** care at [home](https://example.org).\n"
	r, err := report.Parse("places.md", []byte(text))
	if err != nil {
		log.Fatal(err)
	}
	for _, block := range r.Sections[0].Blocks {
		for _, run := range block.Runs {
			fmt.Printf("%v %q\n", run, run.In(r.Text))
		}
	}
	// Output:
	// {54 63} "There is "
	// {65 70} "child"
	// {72 81} " care at "
	// {82 86} "home"
	// {108 109} "."
}

func ExampleOpen() {
	r, err := report.Open("../testdata/reports/ghent-childcare.txt")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Meta.Title)
	for _, s := range r.Sections {
		fmt.Printf("  %s (%d)\n", s.Heading, len(s.Blocks))
	}
	// Output:
	// Ghent – Child care in a city of newcomers
	//   Local background (0)
	//   A city that grew faster than its nurseries: (2)
	//   One counter for every parent: (2)
	//   Flexible places and the way back to work (2)
	//   Grandmothers, students and a rooftop: the parents’ cooperatives (2)
	//   Conclusion (1)
}

func ExampleReader_Sources() {
	rd := report.Reader{Stdin: strings.NewReader(`{"id": "a", "text": "Title\nText.", "subjects": ["Child care"]}
{"id": "b", "text": 1}
`)}
	for source, err := range rd.Sources("-", "../testdata/reports/ghent-childcare.txt") {
		if err != nil {
			log.Fatal(err)
		}
		r, err := source.Parse()
		if err != nil {
			fmt.Println("error:", err) // and the others go on
			continue
		}
		fmt.Println(r.ID, r.Format, len(r.Sections), len(r.Tags))
	}
	// Output:
	// a jsonl 1 1
	// error: -:2: no "text" that is a string
	// ../testdata/reports/ghent-childcare.txt page 6 19
}

func ExampleReport_SectionAt() {
	r, err := report.Open("../testdata/reports/ghent-childcare.txt")
	if err != nil {
		log.Fatal(err)
	}
	offset := strings.Index(r.Text, "job interview")
	fmt.Println(r.Sections[r.SectionAt(offset)].Heading)
	fmt.Println(r.Position(offset).Line)
	// Output:
	// Flexible places and the way back to work
	// 23
}

func ExampleReport_Prose() {
	r, err := report.Parse("post.md", []byte("---\ntitle: Nantes\n---\n\n## Homes\n\nSee the [plan](plan.md) `here`.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for runs := range r.Prose() {
		for _, run := range runs {
			fmt.Printf("%q ", run.In(r.Text))
		}
	}
	// Output: "Nantes" "Homes" "See the " "plan" " " "."
}
