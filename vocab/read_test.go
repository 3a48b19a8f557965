package vocab

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReadList(t *testing.T) {
	runReadTests(t, []readTest{
		{about: "commas", file: "a", text: "# comment\nBread, brown\n\n  Milk \t\n#hash\n#\n[Untitled] work\n{x}\n<b>", concepts: []string{
			"Bread, brown; pref Bread, brown", "Milk; pref Milk", "#hash; pref #hash", "[Untitled] work; pref [Untitled] work", "{x}; pref {x}", "<b>; pref <b>"}},
		{about: "CR LF and byte order mark", file: "a", text: "\uFEFFA\r\nB\r\n", concepts: []string{"A; pref A", "B; pref B"}},
		{about: "CR", file: "a", text: "A\rB\r\rB", concepts: []string{"A; pref A", "B; pref B"}, problems: []string{
			`4 error label/duplicate B: label "B" stands in line 2 already; the two are one concept`}},
		{about: "a stray CR is white space", file: "a", text: "A\rB\nC\n", concepts: []string{"A B; pref A B", "C; pref C"}},
		{about: "a tab", file: "a", text: "a\tA\nb\tB\n", concepts: []string{"a A; pref a A", "b B; pref b B"}, problems: []string{
			`1 warning label/unprintable : label "a\tA" has a tab in it; columns need a line with their names`,
			`2 warning label/unprintable : label "b\tB" has a tab in it; columns need a line with their names`}},
		{about: "a label too long", file: "a", text: "A\n" + strings.Repeat("é", 300), concepts: []string{"A; pref A"}, problems: []string{
			`2 error label/too-long : preferred label "` + strings.Repeat("é", 40) + `…" has 600 bytes; labels have at most 512; it is left out`}},
		{about: "white space before all", file: "a.txt", text: strings.Repeat("\n", 5000) + "A", concepts: []string{"A; pref A"}},
		{about: "the name of a table, the content of a list", file: "a.csv", text: "A\nB, C\n", concepts: []string{"A; pref A", "B, C; pref B, C"}},
		{about: "labels that are names of columns", file: "a", text: "Definition\nID\n", concepts: []string{"Definition; pref Definition", "ID; pref ID"}},
		{about: "only white space", file: "a.txt", text: " \r\n\t", err: "a.txt: the file is empty"},
		{about: "only a comment", file: "a.txt", text: "# A", err: "a.txt: no concepts"},
		{about: "only too long a label", file: "a.txt", text: "\n" + strings.Repeat("x", 600), problems: []string{
			`2 error label/too-long : preferred label "` + strings.Repeat("x", 80) + `…" has 600 bytes; labels have at most 512; it is left out`},
			err: "a.txt: no concepts: line 2: preferred label \"" + strings.Repeat("x", 80) + "…\" has 600 bytes; labels have at most 512; it is left out"},
	})
}

func TestReadKeywords(t *testing.T) {
	runReadTests(t, []readTest{
		{about: "alone", file: "a", text: "Keywords: A | B, C|D", concepts: []string{"A; pref A", "B, C; pref B, C", "D; pref D"}},
		{about: "one keyword", file: "a", text: "\nkeywords:A\n", concepts: []string{"A; pref A"}},
		{about: "in a page, twice", file: "a", text: "Title\r\n\r\nKeywords: A | B\r\nText\r\nKEYWORDS: C |\r\n", concepts: []string{"A; pref A", "B; pref B", "C; pref C"}, problems: []string{
			"1 info file/rest : only lines of keywords are read, not 2 other lines from here on",
			"5 warning label/empty : a label is empty"}},
		{about: "twice the same", file: "a", text: "Keywords: A | A", concepts: []string{"A; pref A"}, problems: []string{
			`1 error label/duplicate A: label "A" stands in line 1 already; the two are one concept`}},
		{about: "no keyword", file: "a", text: "Keywords: ", problems: []string{"1 warning label/empty : a label is empty"}, err: "a: no concepts"},
		{about: "the heading of a list", file: "a", text: "Keywords:\nA\n", concepts: []string{"Keywords:; pref Keywords:", "A; pref A"}},
	})
}

func TestReadPairs(t *testing.T) {
	runReadTests(t, []readTest{
		{about: "brackets or none", file: "a", text: "<http://a.b/c>\tA\r\nurn:x:1\tB, C\t1.2\n\n<http://a.b/d>\tD\t\n", concepts: []string{
			"http://a.b/c; pref A", "urn:x:1; pref B, C; notation 1.2", "http://a.b/d; pref D"}},
		{about: "lines that are something else", file: "a", text: "label\nurn:x:1\tA\nurn:x:2\nB\tC\nurn:x:3\t \nurn:x:4\tD\t1\t2\nurn:x:5\tE\nurn:x:6\tF\nurn:x:7\tG\nurn:x:8\tH\n",
			concepts: []string{"urn:x:1; pref A", "urn:x:5; pref E", "urn:x:6; pref F", "urn:x:7; pref G", "urn:x:8; pref H"},
			problems: []string{
				`1 error row/bad : expected an IRI, a tab and a label, but found "label"; the line is left out`,
				`3 error row/bad : expected an IRI, a tab and a label, but found "urn:x:2"; the line is left out`,
				`4 error row/bad : expected an IRI, a tab and a label, but found "B\tC"; the line is left out`,
				`5 error row/bad : expected an IRI, a tab and a label, but found "urn:x:3\t "; the line is left out`,
				`6 error row/bad : expected an IRI, a tab and a label, but found "urn:x:4\tD\t1\t2"; the line is left out`}},
		{about: "one IRI twice", file: "a", text: "urn:x:1\tA\n<urn:x:1>\tB\n", concepts: []string{"urn:x:1; pref A; alt B"}, problems: []string{
			`2 error concept/duplicate-id urn:x:1: ID "urn:x:1" stands in line 1 already; the two are one concept`,
			`2 warning concept/many-preferred urn:x:1: "B" is a second preferred label in one language; it is taken for alternative`}},
	})
}

func TestReadTable(t *testing.T) {
	runReadTests(t, []readTest{
		{about: "every column", file: "a", text: "id,prefLabel,altLabels,hiddenLabels,definition,scopeNote,notation,broader,narrower,related,deprecated,replacedBy\n" +
			"a,A,B|C,D | E,a|b,c|d,1|2,<urn:x>,f,g,X,\n<urn:x>,X,,,,,,,,,no,\nf,F,,,,,,,,,0,\ng,G,,,,,,,,,TRUE,a|f\n", concepts: []string{
			"a; pref A; alt B, C; hidden D, E; def a|b; scope c|d; notation 1|2; broader urn:x; narrower f; related g; deprecated",
			"urn:x; pref X; narrower a", "f; pref F; broader a", "g; pref G; related a; deprecated; replacedBy a, f"}},
		{about: "languages", file: "a", text: "prefLabel@fr,prefLabel@de,prefLabel,definition@fr\nPain,Brot,Bread,À manger", concepts: []string{
			"Pain; pref Pain@fr, Brot@de, Bread; def À manger@fr"}},
		{about: "semicolons", file: "a", text: "prefLabel;alt_label\nA, B;C", concepts: []string{"A, B; pref A, B; alt C"}},
		{about: "one column", file: "a", text: "prefLabel\nA\n\"B, \"\"C\"\"\"\n", concepts: []string{"A; pref A", `B, "C"; pref B, "C"`}},
		{about: "other spellings of names", file: "a", text: "ID,Pref Label,ALTLABEL,Replaced-By\na,A,B,\n", concepts: []string{"a; pref A; alt B"}},
		{about: "IDs from labels, relations by label", file: "a", text: "prefLabel,broader\nSocial policy,\nHousing policy,social-policy\n", concepts: []string{
			"Social policy; pref Social policy; narrower Housing policy", "Housing policy; pref Housing policy; broader Social policy"}},
		{about: "an ID before a label", file: "a", text: "id,prefLabel,broader\na,B,\nb,A,\nB,C,\nc,D,B", concepts: []string{
			"a; pref B", "b; pref A", "B; pref C; narrower c", "c; pref D; broader B"}},
		{about: "column names of Annif", file: "a.csv", text: "uri,label_en,label_fr,label_zh_Hant,notation\n<urn:x>,Housing,Logement,住房,1.2\nurn:y,Rent,,,\n", concepts: []string{
			"urn:x; pref Housing@en, Logement@fr, 住房@zh-Hant; notation 1.2", "urn:y; pref Rent@en"}},
		{about: "a column that is nearly Annif's", file: "a.csv", text: "uri,label_en,label_,label_colour\na,A,B,C\n", concepts: []string{"a; pref A@en"}, problems: []string{
			`1 warning column/unknown : column "label_" means nothing here; it is left out`, `1 warning column/unknown : column "label_colour" means nothing here; it is left out`}},
		{about: "fields too many that are empty", file: "a", text: "id,prefLabel\na,A,,\n", concepts: []string{"a; pref A"}},
		{about: "lines before and between", file: "a", text: "\n  \nid,prefLabel\n\na,A\n  \nb,", concepts: []string{"a; pref A", "b; pref b"}, problems: []string{
			`7 error concept/no-preferred b: no preferred label; "b" takes its place`}},
		{about: "quoted fields", file: "a", text: "id,definition,notation\r\n\"a\" , \"x, \"\"y\"\"\r\nz\" ,5\" disk\r\nb,,\r\nb,,", concepts: []string{
			"a; pref a; def x, \"y\"\nz; notation 5\" disk", "b; pref b"}, problems: []string{
			`2 error concept/no-preferred a: no preferred label; "a" takes its place`,
			`4 error concept/no-preferred b: no preferred label; "b" takes its place`,
			`5 error concept/duplicate-id b: ID "b" stands in line 4 already; the two are one concept`}},
		{about: "a mark that is not closed", file: "a", text: "id,prefLabel\na,\"A\nb,B\nc,C\n", concepts: []string{"b; pref B", "c; pref C"}, problems: []string{
			"2 error row/bad : a quotation mark is not closed; line 2 is left out"}},
		{about: "a mark that another seems to close", file: "a", text: "id,prefLabel\na,\"A\nb,\"B\"\nc,C\n", concepts: []string{"b; pref B", "c; pref C"}, problems: []string{
			"2 error row/bad : text follows the end of a quoted value, or a quotation mark is not closed; line 2 is left out"}},
		{about: "a long row with the wrong number of fields", file: "a", text: "id,prefLabel\na,\"A\nb\",\"c\nd\"\ne,E\n", concepts: []string{"e; pref E"}, problems: []string{
			"2 error row/bad : 3 fields, but 2 columns; lines 2 to 4 are left out"}},
		{about: "TSV", file: "a", text: "id\tprefLabel\tdefinition\n\"a\"\t\"B\"\"C\"\t\"x\ty\"\nd\t\"E\" F\t\"g\nh\tI\t\n", concepts: []string{
			"a; pref B\"C; def x\ty", "d; pref \"E\" F; def \"g", "h; pref I"}},
		{about: "CR", file: "a", text: "id,prefLabel\ra,A\rb\r", concepts: []string{"a; pref A"}, problems: []string{
			"3 error row/bad : 1 field, but 2 columns; line 3 is left out"}},
		{about: "UTF-16", file: "a", text: "\xfe\xff\x00i\x00d\x00,\x00p\x00r\x00e\x00f\x00L\x00a\x00b\x00e\x00l\x00\n\x00a\x00,\x00\xe9", concepts: []string{"a; pref é"}, problems: []string{
			"0 info file/encoding : decoded from UTF-16"}},
		{about: "no rows", file: "a", text: "id,prefLabel\n", err: "a: no concepts"},
		{about: "only bad rows", file: "a", text: "id,prefLabel\na\n", problems: []string{"2 error row/bad : 1 field, but 2 columns; line 2 is left out"},
			err: "a: no concepts: line 2: 1 field, but 2 columns; line 2 is left out"},
		{about: "no column to name concepts", file: "a", text: "broader,altLabels\na,b", err: "a:1: no column is named id or prefLabel"},
		{about: "a header that is not closed", file: "a", text: "id,prefLabel,\"x\na,b,c", err: "a:1: a quotation mark is not closed"},
		{about: "columns without names", file: "a.csv.gz", text: "a,A\nb,B\n", err: `a.csv.gz: the first line, "a,A", does not name the columns: prefLabel alone, or two of ` +
			"id, deprecated, prefLabel, altLabels, hiddenLabels, definition, scopeNote, example, historyNote, editorialNote, changeNote, note, notation, broader, narrower, related, replacedBy, " +
			"exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch, mappingRelation, inScheme, topConceptOf, type"},
	})
}

func TestReadJSON(t *testing.T) {
	runReadTests(t, []readTest{
		{about: "every member", file: "a", text: `{"title": "T", "concepts": [
			{"id": "<urn:a>", "prefLabel": {"fr": "A", "de": "B"}, "altLabels": ["C", "D"], "hiddenLabels": {"fr": ["E"], "": "F"}, "definition": "G",
			 "scopeNote": {"en": "H"}, "notation": 12.50, "broader": "2", "narrower": ["<urn:b>"], "related": [], "deprecated": true, "replacedBy": null},
			{"id": 2, "prefLabel": "I"}, "urn:b"], "language": "nl"}`, concepts: []string{
			"urn:a; pref A@fr, B@de; alt C@nl, D@nl; hidden E@fr, F@nl; def G@nl; scope H@en; notation 12.50; broader 2; narrower urn:b; deprecated",
			"2; pref I@nl; narrower urn:a", "urn:b; pref urn:b@nl; broader urn:a"}},
		{about: "in one line, named as nothing", file: "-", text: `[{"prefLabel":"A"}]`, concepts: []string{"A; pref A"}},
		{about: "labels", file: "-", text: `["A", "B"]`, concepts: []string{"A; pref A", "B; pref B"}},
		{about: "other spellings of names", file: "-", text: `[{"ID": "a", "alt_label@en-GB": "B", "prefLabel": "A"}]`, concepts: []string{"a; pref A; alt B@en-GB"}},
		{about: "values of other kinds", file: "a", text: "[\n{\"prefLabel\": \"A\",\n\"altLabels\": [\"B\", null, {\"x\": 1}, true],\n\"hiddenLabels\": {\"en\": {\"x\": \"y\"}, \"fr\": \"C\"},\n\"deprecated\": \"yes\", \"notation\": [1]},\n3, null, [\"x\"], {\"id\": {}}]",
			concepts: []string{"A; pref A; alt B; hidden C@fr; notation 1"}, problems: []string{
				`3 error value/bad : "altLabels" has an array for a value, all or in part; what isn't text is left out`,
				`4 error value/bad : "hiddenLabels" has an object for a value, all or in part; what isn't text is left out`,
				`5 error value/bad : "deprecated" has "yes" for a value; it is left out`,
				`6 error concept/no-preferred : a concept has neither an ID nor a preferred label; it is left out`,
				`6 error row/bad : 3 stands where a concept belongs; it is left out`,
				`6 error row/bad : an array stands where a concept belongs; it is left out`,
				`6 error row/bad : null stands where a concept belongs; it is left out`,
				`6 error value/bad : "id" has an object for a value; it is left out`}},
		{about: "members that stand twice or mean nothing", file: "a", text: "{\"x\": 1,\n\"concepts\": [{\"id\": \"a\", \"id\": \"b\",\n\"prefLabel\": {\"en\": \"A\", \"en\": \"B\"},\n\"colour\": {}}],\n\"concepts\": [{\"id\": \"c\"}],\n\"title\": 1, \"title\": \"T\", \"language\": \"no language\"}",
			concepts: []string{"a; pref A@en; alt B@en"}, problems: []string{
				`1 warning column/unknown : member "x" means nothing here; it is left out`,
				`2 error column/repeated : member "id" stands twice; the second is left out`,
				`2 warning concept/many-preferred a: "B" is a second preferred label in one language; it is taken for alternative`,
				`4 warning column/unknown : member "colour" means nothing here; it is left out`,
				`5 error column/repeated : member "concepts" stands twice; the second is left out`,
				`6 error column/repeated : member "title" stands twice; the second is left out`,
				`6 error value/bad : "language" has "no language" for a value; it is left out`}},
		{about: "schemes and collections", file: "a", text: `{"schemes": [{"id": "<s>", "title": {"en": "S"}, "version": 2, "license": "L", "x": 1}, 3],
"collections": [{"id": "c", "title": "C", "members": ["a", "b", "c"], "ordered": true}, {"title": "D"}, {"id": "e", "members": {}}],
"concepts": [{"id": "a", "prefLabel": "A", "inScheme": "<s>", "exactMatch": ["u:x"], "type": "t", "note": ["1", "2"]}], "language": "fr", "schemes": []}`,
			concepts: []string{"a; pref A@fr; note 1@fr, 2@fr; exactMatch u:x; inScheme s; type t"}, problems: []string{
				`1 warning column/unknown : member "x" means nothing among schemes; it is left out`,
				`1 error row/bad : 3 stands among schemes; it is left out`,
				`2 error concept/bad-id : a collection has no ID; it is left out`,
				`2 error relation/unknown c: member "b", which is no concept here; it is left out`,
				`2 error value/bad : "members" has an object for a value, all or in part; what isn't text is left out`,
				`3 error column/repeated : member "schemes" stands twice; the second is left out`}},
		{about: "half a character", file: "a", text: `[{"prefLabel": "A\ud800"}]`, concepts: []string{"A\uFFFD; pref A\uFFFD"}, problems: []string{
			"1 warning label/unprintable A\uFFFD: preferred label \"A\uFFFD\" had characters that can't be printed"}},
		{about: "cut off", file: "a", text: "[\n{\"id\": \"a\"},\n{\"id\":", err: "a:3: unexpected end of JSON input"},
		{about: "a slip", file: "a", text: "[\n{\"id\": \"a\"},\n{\"id\": \"b\",\n}\n]", err: "a:4: invalid character '}' looking for beginning of object key string"},
		{about: "a slip between concepts", file: "a", text: "[\n{\"id\": \"a\"}\n\n{\"id\": \"b\"}\n]", err: "a:4: invalid character '{' after array element"},
		{about: "something after it", file: "a", text: "[{\"id\": \"a\"}]\nx", err: "a:2: invalid character 'x' after top-level value"},
		{about: "no concepts", file: "a", text: "[]", err: "a: no concepts"},
		{about: "no member concepts", file: "a", text: "{\"id\": \"a\"}", problems: []string{`1 warning column/unknown : member "id" means nothing here; it is left out`},
			err: "a:1: the object has no member concepts"},
		{about: "concepts of another kind", file: "a", text: "{\n\"concepts\": {\"a\": {}}}", err: "a:2: concepts is not an array"},
		{about: "neither array nor object", file: "a.JSON", text: "3", err: "a.JSON:1: neither an array of concepts nor an object"},
		{about: "arrays in arrays", file: "a", text: strings.Repeat("[", 100_000), err: "a:1: invalid character '[' exceeded max depth"},
		{about: "objects in objects", file: "a.json", text: strings.Repeat(`{"x":`, 100_000), err: "a.json:1: invalid character '{' exceeded max depth"},
	})
}

func TestReadWhatIsNoVocabulary(t *testing.T) {
	zipped := compressed(strings.Repeat("A label\n", 1000))
	for text, want := range map[string]string{
		"":                               "the file is empty",
		"\uFEFF":                         "the file is empty",
		"\xff\xfe":                       "the file is empty",
		"a\x00b":                         "this is a binary file, or UTF-16 without a byte order mark",
		"\xff\xfea\x00\x00\x00":          "this is a binary file",
		"\x89PNG\r\n\x1a\n\x01\x02":      "this is a binary file, or UTF-16 without a byte order mark",
		"PK\x03\x04\x14\x00":             "this is a ZIP archive or an office document; export the table as CSV",
		"%PDF-1.7":                       "this is PDF, not a vocabulary",
		"\n<!DOCTYPE html>":              "this is HTML, not a vocabulary",
		"<?xml version='1.0'?>":          "this is XML, but not RDF/XML",
		"@prefix a: <b> .":               "no concepts",
		zipped[:len(zipped)-1]:           "can't be decompressed: unexpected EOF",
		zipped[:5]:                       "can't be decompressed: unexpected EOF",
		zipped[:30] + "x" + zipped[31:]:  "can't be decompressed: ",
		zipped + "x":                     "can't be decompressed: ",
		compressed(compressed("A")) + "": "this is a binary file",
		compressed(strings.Repeat("\x00", 1<<20)): "this is a binary file",
	} {
		v, _, err := Read("x", strings.NewReader(text))
		var located *FileError
		if v != nil || !errors.As(err, &located) || !strings.HasPrefix(err.Error(), "x: "+want) {
			t.Errorf("%q: %v, want %q", cut(text, 20), err, want)
		}
	}
	failure := errors.New("failure")
	if _, _, err := Read("x", iotest.ErrReader(failure)); !errors.Is(err, failure) || err.Error() != "x: failure" {
		t.Errorf("from a reader that fails: %v", err)
	}
}

// TestReadIsBounded gives readers more than they may read, as a small
// compressed file may hold.
func TestReadIsBounded(t *testing.T) {
	bomb := func() []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(make([]byte, 10<<20))
		_ = z.Close()
		return b.Bytes()
	}()
	z, err := decompress(bytes.NewReader(bomb))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := readAll(z, 1<<20); err == nil || len(data) > 1<<20+1 || err.Error() != "more than 1048576 bytes" {
		t.Errorf("%d bytes of a bomb, %v", len(data), err)
	}
	if data, err := readAll(endless{}, 1000); err == nil || len(data) > 1001 {
		t.Errorf("%d bytes without end, %v", len(data), err)
	}
	if data, err := readAll(io.LimitReader(endless{}, 1000), 1000); err != nil || len(data) != 1000 {
		t.Errorf("%d bytes of 1000, %v", len(data), err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestValidLang(t *testing.T) {
	for tag, want := range map[string]bool{
		"": true, "en": true, "de-AT": true, "zh-Hant-TW": true, "es-419": true, "x-own": true, "i-klingon": true, "sl-rozaj-biske-1994": true,
		"e": false, "x": false, "en_GB": false, "-": false, "en-": false, "419": false, "english language": false, "waytoolong": false, "é": false,
	} {
		if validLang(tag) != want {
			t.Errorf("validLang(%q) = %v", tag, !want)
		}
	}
}

func TestBareIRI(t *testing.T) {
	for text, want := range map[string]string{
		" <http://a.b/c> ": "http://a.b/c", "<c1>": "c1", "<>": "<>", "<b>x</b>": "<b>x</b>", "<a b>": "<a b>", "a": "a", "<a": "<a", "": "",
	} {
		if got := bareIRI(text); got != want {
			t.Errorf("bareIRI(%q) = %q, want %q", text, got, want)
		}
	}
}
