// Package report reads reports: what their sections are, which bytes of them
// are prose, which tags they have, and what else stands on the page.
//
// [Parse] reads one report, [Open] a file, and [Reader.Sources] whatever paths
// name: files, folders, files of many records, standard input. Formats are told
// apart by their content first and their name second:
//
//	Page      a page exported from a report archive: a banner, country line and byline,
//	          the title, headings and paragraphs, Content keywords, Keywords: A | B, Categories:
//	Markdown  with front matter in YAML or TOML, as Hugo and Jekyll have it
//	Plain     any other text
//	JSONL     a line, or a document in JSON: {"id": …, "text": …, "subjects": […]}, perhaps
//	          with "sections": [{"heading": …, "text": …, "subjects": […]}] behind the text
//	TSV       a line text⇥<uri> <uri>
//	CSV       a row of a table with columns text and subject_uris, or tags
//
// The last three, and texts with a file of subjects beside them, are the corpora
// of Annif: a subject there may be an ID, a label, or both, {"uri": …, "label":
// …}. Angle brackets around an ID are syntax, and no part of it. A title in a
// column or in the metadata becomes the first line of the text, unless it is.
//
// Nothing is taken out of a text. All places are half-open ranges of bytes of
// [Report.Text], and Text is the file byte for byte unless it had to be decoded.
// Where a section's prose is interrupted by markup, its blocks have several
// runs: **child** care is the runs "child" and " care", which read together as
// "child care". A character reference of Markdown, as in caf&eacute;, is a run of
// its own, and [Read] tells what runs read as. Texts in other formats are no HTML,
// and have none. What is not prose is in no run: front matter but for the title
// and the summary, code, web addresses, shortcodes, tags of HTML, the targets of
// links, images, lists of keywords, and the banner, country, byline, repeated
// title and categories of a page.
//
// The tags of a report are in its front matter, on its Keywords: line, among
// its subjects or in the file of subjects beside it; those of a section in a
// paragraph Keywords: A | B that closes it, or among its own subjects. A list
// that is written in one string is divided at its vertical bars, else at its
// semicolons, else at its commas that are not in brackets, never at its spaces.
//
// Reading takes time linear in the text, whatever the text is. Defects of the
// data are [Problem] values; an error means that there is no report.
package report
