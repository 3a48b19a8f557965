package vocab

import "fmt"

// A textKind says what a text is of a concept, or of something else that a file
// speaks of. Those up to lastText are kept, in this order.
type textKind uint8

const (
	prefLabel textKind = iota // as LabelKind counts
	altLabel
	hiddenLabel
	definition // from here to note: the notes
	scopeNote
	example
	historyNote
	editorialNote
	changeNote
	note
	notation

	plainLabel  // rdfs:label
	title       // dcterms:title and the like
	version     // owl:versionInfo
	license     // dcterms:license as a text
	literalForm // of a label of SKOS-XL
	noteValue   // rdf:value, of a note that is a resource

	lastText = notation
)

// texts returns the texts of a kind that a concept keeps; notations are none.
func (c *Concept) texts(kind textKind) *[]Label {
	return [...]*[]Label{&c.Pref, &c.Alt, &c.Hidden, &c.Definition, &c.ScopeNote, &c.Example, &c.HistoryNote, &c.EditorialNote, &c.ChangeNote, &c.Note}[kind]
}

// A linkKind says how a concept, or something else, is linked to another thing.
// Those up to lastConcept lead to concepts of the vocabulary, those up to
// lastLink are kept too.
type linkKind uint8

const (
	broader linkKind = iota
	narrower
	related
	replacedBy
	exactMatch
	closeMatch
	broadMatch
	narrowMatch
	relatedMatch
	otherMatch
	inScheme
	topOf
	ofType

	broaderTransitive
	narrowerTransitive
	hasTop
	member
	memberList
	listFirst
	listRest
	licenseIRI
	xlPref // the labels of SKOS-XL
	xlAlt
	xlHidden
	noteOf // and on: a note that is a resource, by its kind

	lastConcept = replacedBy
	lastLink    = ofType
)

// linked returns the IDs to which a concept is linked, by a kind that it
// keeps.
func (c *Concept) linked(kind linkKind) *[]string {
	return [...]*[]string{
		&c.Broader, &c.Narrower, &c.Related, &c.ReplacedBy,
		&c.ExactMatch, &c.CloseMatch, &c.BroadMatch, &c.NarrowMatch, &c.RelatedMatch, &c.OtherMatch,
		&c.Schemes, &c.TopOf, &c.Types,
	}[kind]
}

// The names of texts and links in tables and JSON, which are those of SKOS but
// that labels are several.
var (
	textNames = [...]string{
		"prefLabel", "altLabels", "hiddenLabels", "definition", "scopeNote", "example",
		"historyNote", "editorialNote", "changeNote", "note", "notation",
	}
	linkNames = [...]string{
		"broader", "narrower", "related", "replacedBy",
		"exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "mappingRelation",
		"inScheme", "topConceptOf", "type",
	}
)

// A Relation says how concepts of a vocabulary are related.
type Relation uint8

const (
	Broader    = Relation(broader)    // to a more general concept
	Narrower   = Relation(narrower)   // to a more specific one
	Related    = Relation(related)    // to one that has to do with it
	ReplacedBy = Relation(replacedBy) // to the one to use instead
)

// String returns "broader", "narrower", "related" or "replacedBy".
func (r Relation) String() string {
	if r <= ReplacedBy {
		return linkNames[r]
	}
	return fmt.Sprintf("Relation(%d)", uint8(r))
}
