package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// outline returns what is read of a report, in brief: its title, its tags, and
// each section with its heading, the number of its blocks and its tags.
func outline(r *Report) string {
	labels := func(tags []Tag) (all []string) {
		for _, t := range tags {
			all = append(all, t.Label)
		}
		return all
	}
	var parts []string
	if r.Meta.Title != "" {
		parts = append(parts, "= "+r.Meta.Title)
	}
	for _, s := range r.Sections {
		part := fmt.Sprintf("%s(%d)", s.Heading, len(s.Blocks))
		if len(s.Tags) > 0 {
			part += "[" + strings.Join(labels(s.Tags), "|") + "]"
		}
		parts = append(parts, part)
	}
	if len(r.Tags) > 0 {
		parts = append(parts, "["+strings.Join(labels(r.Tags), "|")+"]")
	}
	return strings.Join(parts, " / ")
}

const prose = "The city has paid for places in day nurseries since the spring of 2008."

func TestPageOutline(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"one line", prose, "(1)"},
		{"two paragraphs", prose + "\n\n" + prose, "(2)"},
		{"headings", "Ghent – A city\n\nBackground\n\n" + prose + "\n\nConclusion\n\n" + prose, "= Ghent – A city / Background(1) / Conclusion(1)"},
		{"first heading is no title", "Introduction\n\n" + prose + "\n\nConclusion\n\n" + prose, "Introduction(1) / Conclusion(1)"},
		{"numbered, no title", "13.1. Short description\n\n" + prose + "\n\n13.2. Users\n\n" + prose, "13.1. Short description(1) / 13.2. Users(1)"},
		{"heading without text", "T – A\n\nLocal background\n\nChild care in the city:\n\n" + prose, "= T – A / Local background(0) / Child care in the city:(1)"},
		{"deeper and deeper", "T – A\n\n1. The city\n\n1.1. Its districts\n\n1.1.1. The oldest\n\n" + prose, "= T – A / 1. The city(0) / 1.1. Its districts(0) / 1.1.1. The oldest(1)"},
		{"list without bullets", "T – A\n\nPartners\n\nCity of Ghent\n\nGhent University\n\nKind en Gezin\n\nConclusion\n\n" + prose, "= T – A / Partners(3) / Conclusion(1)"},
		{"table of contents", "T – A\n\n1. Start\n\n2. Middle\n\n3. End\n\n1. Start\n\n" + prose, "= T – A / 1. Start(2) / 1. Start(1)"},
		{"bullets", "T – A\n\nPartners\n\n• the city\n\n• Its university\n\n- The nurseries\n\n" + prose, "= T – A / Partners(4)"},
		{"list led in", prose + "\n\nThe following partners took part in it:\n\n• the city\n• a university", "(4)"},
		{"colon before bullets", prose + "\n\nPartners:\n\n• the city\n• a university", "(1) / Partners:(2)"},
		{"question", prose + "\n\nWho benefits?\n\n" + prose, "(1) / Who benefits?(1)"},
		{"quote is no heading", prose + "\n\n“We were asked, and we said no.”\n\n" + prose, "(3)"},
		{"caption is no heading", prose + "\n\nTable 1: Places by district\n\nSource: City of Ghent, 2012\n\n" + prose, "(4)"},
		{"sentence without a full stop", prose + "\n\nThe programme was stopped by the council in the following year\n\n" + prose, "(3)"},
		{"footnote after a full stop", prose + "\n\nThe programme ended.4\n\n" + prose, "(3)"},
		{"footnote in a heading", prose + "\n\nGrassroots initiatives4\n\n" + prose, "(1) / Grassroots initiatives4(1)"},
		{"heading before a small letter", prose + "\n\nNot a heading\n\nbut the end of a sentence.", "(3)"},
		{"last line", prose + "\n\nAnna Smith, Ghent", "(2)"},
		{"glued", "T – A\nBackground\n" + strings.Repeat(prose+" ", 4) + "\nConclusion\n" + strings.Repeat(prose+" ", 4), "= T – A / Background(1) / Conclusion(1)"},
		{"CRLF", "T – A\r\n\r\nBackground\r\n\r\n" + prose + "\r\n\r\nKeywords: A | B\r\n", "= T – A / Background(1) / [A|B]"},
		{"CR", "T – A\r\rBackground\r\r" + prose, "= T – A / Background(1)"},
		{"page break", "T – A\f\fBackground\f\f" + prose, "= T – A / Background(1)"},
		{"BOM", bom + "T – A\n\nBackground\n\n" + prose, "= T – A / Background(1)"},
		{"drawn line", "Background\n==========\n\n" + prose, "Background(1)"},
		{"colon and a long heading", prose + "\n\n" + strings.Repeat("Social policy ", 8) + "of cities:\n\n" + prose, "(1) / " + strings.Repeat("Social policy ", 8) + "of cities:(1)"},
		{"capitals", prose + "\n\nHOUSING AND CARE\n\n" + prose, "(1) / HOUSING AND CARE(1)"},
		{"quoted heading", prose + "\n\n“Time for Roof”: a case\n\n" + prose, "(1) / “Time for Roof”: a case(1)"},

		{"keywords", prose + "\n\nKeywords: A | B (C) |  | D", "(1) / [A|B (C)|D]"},
		{"keywords by comma", prose + "\n\nKeywords: A, B (C, D), E.", "(1) / [A|B (C, D)|E]"},
		{"keywords by semicolon", prose + "\n\nKey words : A, b; C", "(1) / [A, b|C]"},
		{"keywords on their own line", prose + "\n\nKeywords:\n\nA | B\n\nCategories: C", "(1) / [A|B]"},
		{"one keyword", prose + "\n\nKeyword: A", "(1) / [A]"},
		{"keywords of a section", "T – A\n\nOne\n\n" + prose + "\n\nKeywords: A | B\n\nTwo\n\n" + prose + "\n\nKeywords: C", "= T – A / One(1)[A|B] / Two(1)[C]"},
		{"of sections and the report", "1. One\n\n" + prose + "\n\nKeywords: A | B\n\nTwo\n\n" + prose + "\n\nKeywords: C\n\nContent keywords\n\nKeywords: D", "1. One(1)[A|B] / Two(1)[C] / [D]"},
		{"two lists at the end", "1. One\n\n" + prose + "\n\nKeywords: A\n\nKeywords: B", "1. One(1)[A] / [B]"},
		{"keywords as prose", prose + "\n\nKeywords: that is what this is about.\n\n" + prose, "(3)"},
		{"keyword search is prose", prose + "\n\nKeywords search\n\n" + prose, "(1) / Keywords search(1)"},
		{"what follows the foot", prose + "\n\nContent keywords\n\nKeywords: A\n\nT – A\n\nCategories: B\n\nShare this page\n\n© 2014", "= T – A / (1) / [A]"},
		{"nothing but keywords", "Keywords: A | B", "[A|B]"},
	} {
		r, err := Parse("a.txt", []byte(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		checkLaws(t, r)
		if got := outline(r); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestPageHead(t *testing.T) {
	for _, test := range []struct{ name, head, want string }{
		{"all", "Keywords Search\nFR France\nAnn Lee and Bo de Wit (CRIDA, Paris)\n\nNantes – Introduction", "Nantes – Introduction/FR/France/Nantes/[{Ann Lee CRIDA, Paris} {Bo de Wit CRIDA, Paris}]"},
		{"no country", "Ann Lee (CRIDA)\n\nNantes – Introduction", "Nantes – Introduction///Nantes/[{Ann Lee CRIDA}]"},
		{"no byline", "NL The Netherlands\n\nThe Hague – Introduction", "The Hague – Introduction/NL/The Netherlands/The Hague/[]"},
		{"one affiliation each", "Ann Lee (X), Bo Wit (Y) and Cy Ray", "///[{Ann Lee X} {Bo Wit Y} {Cy Ray }]"},
		{"a line each", "Ann Lee (X)\nBo Wit (Y)\n\nNantes – Introduction", "Nantes – Introduction///Nantes/[{Ann Lee X} {Bo Wit Y}]"},
		{"By", "By Ann Lee, University of Bonn; Bo Wit & Cy Ray, Z\n\nNantes – Introduction", "Nantes – Introduction///Nantes/[{Ann Lee University of Bonn} {Bo Wit Z} {Cy Ray Z}]"},
		{"byline below", "Nantes – Introduction\n\nAnn Lee (X)", "Nantes – Introduction///Nantes/[{Ann Lee X}]"},
		{"names without affiliation", "UK United Kingdom\nJ. R. O’Brien-Smith and Åsa von der Leyen\nStoke-on-Trent – Work", "Stoke-on-Trent – Work/UK/United Kingdom/Stoke-on-Trent/[{J. R. O’Brien-Smith } {Åsa von der Leyen }]"},
		{"a title like names alone", "Urban Gardening", "Urban Gardening////[]"},
		{"a title like names", "Social Innovation and Day Nurseries", "Social Innovation and Day Nurseries////[]"},
		{"no city", "Day nurseries – an overview", "Day nurseries – an overview////[]"},
		{"city with a colon", "Malmö: Young people", "Malmö: Young people///Malmö/[]"},
		{"fields", "Country: FR France\nCity: Nantes\nAuthors: Ann Lee, Bo Wit\nTitle: Introduction to it", "Introduction to it/FR/France/Nantes/[{Ann Lee } {Bo Wit }]"},
	} {
		text := test.head + "\n\nBackground\n\nSocial innovation: " + prose + "\n\n" + prose + "\n"
		if test.name == "one affiliation each" {
			text = strings.Replace(text, "\n\n", "\n\nTitle of it\n\n", 1)
		}
		r, err := Parse("a.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		checkLaws(t, r)
		m := r.Meta
		got := strings.TrimPrefix(fmt.Sprintf("%s/%s/%s/%s/%v", m.Title, m.CountryCode, m.Country, m.City, m.Authors), "Title of it")
		if got != test.want && got != "/"+test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
		if !slices.ContainsFunc(r.Sections, func(s Section) bool { return s.Heading == "Background" && len(s.Blocks) == 2 }) {
			t.Errorf("%s: %s", test.name, outline(r))
		}
	}
}

func TestWrappedLines(t *testing.T) {
	text := "A title of the report\n\nA heading that is so long that the line is\nbroken behind its eighth or ninth word\n\nSince 2008 the city has paid for places in\nday nurseries, for which parents had to\nwait.\nA second paragraph begins on a line of its\nown, with no empty line before it.\n  - an item that is wrapped, and goes on\n    with a small letter\n"
	r, err := Parse("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	checkLaws(t, r)
	if got, want := outline(r), "= A title of the report / A heading that is so long that the line is broken behind its eighth or ninth word(3)"; got != want {
		t.Fatalf("got %s\nwant %s", got, want)
	}
	if got := join(r.Text, r.Sections[0].Blocks[2].Runs); got != "an item that is wrapped, and goes on\n    with a small letter" {
		t.Errorf("item %q", got)
	}
}

func TestAddressesAreNoProse(t *testing.T) {
	for text, want := range map[string]string{
		"See http://a.org/b_(c)?d=e, or more.":           "See , or more.",
		"See (www.a.org/b). And more.":                   "See (). And more.",
		"Write to a.b@c.org; or don’t.":                  "Write to ; or don’t.",
		"At 5 € @home and e@f no address is, nor a://.":  "At 5 € @home and e@f no address is, nor .",
		"initiative—https://a.org”":                      "initiative—”",
		"Two: http://a.org http://b.org":                 "Two:  ",
		"wwwhat and www are words, xwww.a.org is not":    "wwwhat and www are words, xwww.a.org is not",
		"A ratio of 1://2":                               "A ratio of ",
		"mailto:someone@example.org is left out somehow": "mailto: is left out somehow",
	} {
		r, err := Parse("a.txt", []byte(text+" "+prose))
		if err != nil {
			t.Fatal(err)
		}
		got := strings.TrimSuffix(join(r.Text, r.Sections[0].Blocks[0].Runs), " "+prose)
		if got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
