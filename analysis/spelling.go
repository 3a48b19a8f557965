package analysis

import "strings"

// normalizeSpelling returns one spelling for the British and the American
// spelling of a folded English word, and for its inflections: the British one
// in -ise and -yse, the American one in all else, as those are the directions
// with the fewest exceptions. Normalizing twice changes nothing more.
//
// A few pairs become one that some writers keep apart: metre and meter,
// practise and practice, licence and license.
func normalizeSpelling(word string) string {
	for range maxStem { // the rules meet in a handful of words, such as demoralized and honorize; each settles what it met
		next := respell(word)
		if next == word {
			break
		}
		word = next
	}
	return word
}

// respell applies the first rule that changes word.
func respell(word string) string {
	if len(word) < 4 {
		return word
	}
	if other, ok := singleSpellings[word]; ok {
		return other
	}
	if n := len(word) - 1; word[n] == 's' {
		if other, ok := singleSpellings[word[:n]]; ok {
			return other + "s"
		}
	}
	for _, rule := range []func(string) string{ize, our, tre, logue, doubledL, parts} {
		if next := rule(word); next != word {
			return next
		}
	}
	return word
}

// ize makes -ize, -ization and the like -ise, -isation; -lyze -lyse.
func ize(word string) string {
	for _, z := range []string{"iz", "lyz"} {
		i := strings.LastIndex(word, z)
		if i < 2 || z == "iz" && i < 3 {
			continue
		}
		i += len(z) - 1
		if izeEndings[word[i+1:]] && !hasSuffix(word[:i], keepZ) {
			return word[:i] + "s" + word[i+1:]
		}
	}
	return word
}

// izeEndings follow the z of a verb in -ize.
var izeEndings = setOf("e es ed er ers ing ings ation ations ational ationally able ability ement")

// keepZ end, before their z, the words whose -ize is no suffix.
var keepZ = []string{"capsi", "downsi", "resi", "oversi", "outsi", "upsi", "midsi", "undersi", "supersi", "rightsi", "assi"}

// our makes -our -or: labour, neighbourhood, favourite.
func our(word string) string {
	i := strings.Index(word, "our")
	if i < 2 || !ourEndings[word[i+3:]] || hasPrefix(word, keepOur) {
		return word
	}
	return word[:i] + "or" + word[i+3:]
}

// ourEndings follow the suffix -our.
var ourEndings = func() map[string]bool {
	set := setOf("s ed ing ings able ably ability hood hoods ful fully less er ers ite ites itism ism ist ists al ally ly y ies ize ized ise ised edly ingly some liness fast")
	set[""] = true
	return set
}()

// keepOur begin the words in which -our is no suffix.
var keepOur = []string{"flour", "scour", "amour", "paramour", "pompadour", "contour", "detour", "devour", "velour", "troubadour", "bonjour", "outpour", "downpour", "ecotour", "agritour", "agrotour"}

// tre makes -tre and -bre -ter and -ber: centre, theatre, fibre.
func tre(word string) string {
	base := strings.TrimSuffix(word, "s")
	if len(base) < 5 || !strings.HasSuffix(base, "tre") && !strings.HasSuffix(base, "bre") || keepRe[base] {
		return word
	}
	return base[:len(base)-2] + "er" + word[len(base):]
}

var keepRe = setOf("timbre macabre entre outre")

// logue makes -logue -log: catalogue, dialogues, catalogued.
func logue(word string) string {
	i := strings.LastIndex(word, "logu")
	if i < 2 {
		return word
	}
	switch rest := word[i+4:]; rest {
	case "e":
		return word[:i+3]
	case "es":
		return word[:i+3] + "s"
	case "ed", "er", "ers", "ing":
		return word[:i+3] + rest
	}
	return word
}

// doubledL takes an l out of travelled, labelling, counsellor.
func doubledL(word string) string {
	i := strings.LastIndex(word, "ll")
	if i < 3 || !llEndings[word[i+2:]] || !oneL[strings.TrimPrefix(word[:i+1], "re")] {
		return word
	}
	return word[:i] + word[i+1:]
}

var llEndings = setOf("ed ing ings er ers or ors ery ist ists ous ously able")

// oneL are the words that the British double the l of.
var oneL = setOf(`travel label model cancel counsel level fuel signal total channel tunnel funnel quarrel marvel jewel panel rival initial
	dial spiral pedal medal libel duel shovel swivel unravel ravel enamel bevel chisel grovel kennel parcel pencil snivel weasel yodel
	metal equal gambol carol stencil tinsel trowel towel vial victual apparel barrel dishevel drivel empanel gavel hovel
	bedevil cavil devil peril imperil council marshal mislabel remodel backpedal`)

// parts makes the older spellings with ae and oe, and a few more, the newer
// ones, wherever they stand in a word.
func parts(word string) string {
	for _, p := range partSpellings {
		if i := strings.Index(word, p.old); i >= 0 {
			return word[:i] + p.new + word[i+len(p.old):]
		}
	}
	return word
}

var partSpellings = []struct{ old, new string }{
	{"paed", "ped"}, {"anaem", "anem"}, {"haem", "hem"}, {"aemia", "emia"}, {"aemic", "emic"}, {"gynaec", "gynec"}, {"aesthet", "esthet"},
	{"aesthes", "esthes"}, {"archaeol", "archeol"}, {"oestr", "estr"}, {"foetus", "fetus"}, {"foetal", "fetal"}, {"oedem", "edem"},
	{"rrhoe", "rrhe"}, {"manoeuvr", "maneuver"}, {"faeces", "feces"}, {"faecal", "fecal"}, {"mediaeval", "medieval"}, {"coeliac", "celiac"},
	{"oesoph", "esoph"}, {"aetiol", "etiol"}, {"homoeo", "homeo"}, {"caesar", "cesar"}, {"sulph", "sulf"}, {"defence", "defense"},
	{"offence", "offense"}, {"pretence", "pretense"}, {"licence", "license"}, {"practis", "practic"}, {"enrolment", "enrollment"},
	{"instalment", "installment"}, {"fulfilment", "fulfillment"}, {"skilful", "skillful"}, {"wilful", "willful"}, {"judgement", "judgment"},
	{"acknowledgement", "acknowledgment"}, {"sceptic", "skeptic"}, {"plough", "plow"}, {"mould", "mold"}, {"smoulder", "smolder"},
	{"aluminium", "aluminum"}, {"artefact", "artifact"}, {"woollen", "woolen"}, {"centred", "centered"}, {"centring", "centering"},
	{"moustach", "mustach"}, {"enquir", "inquir"},
}

// singleSpellings are pairs that no rule covers; their plurals follow.
var singleSpellings = func() map[string]string {
	m := make(map[string]string)
	for _, pair := range strings.Fields(`programme:program grey:gray ageing:aging fulfil:fulfill enrol:enroll instil:instill distil:distill
		appal:appall pyjama:pajama cosy:cozy yoghurt:yogurt jewellery:jewelry moult:molt greyer:grayer
		kilogramme:kilogram gramme:gram likeable:likable saleable:salable sizeable:sizable
		moveable:movable liveable:livable worshipper:worshiper worshipping:worshiping kidnapper:kidnaper focussed:focused
		focussing:focusing biassed:biased orientated:oriented disorientated:disoriented gaol:jail maneuvere:maneuver`) {
		from, to, _ := strings.Cut(pair, ":")
		m[from] = to
	}
	return m
}()

func hasPrefix(word string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	return false
}

func hasSuffix(word string, suffixes []string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(word, s) {
			return true
		}
	}
	return false
}
