package analysis

import (
	"strings"

	"github.com/kljensen/snowball/french"
)

// isEnglishStop reports whether a folded word is one that English sentences
// are built with: articles, pronouns, prepositions, conjunctions, auxiliaries
// and the adverbs of degree. Words that say what a text is about are not in
// the list, however common they are.
func isEnglishStop(word string) bool {
	return englishStops[word] || strings.HasSuffix(word, "n't")
}

var englishStops = setOf(`
a about above across after again against all almost along already also although always am among amongst an and another any anybody
anyone anything anywhere are around as at away be became because become becomes been before behind being below beneath beside besides
between beyond both but by can cannot could did do does doing done down during each either else enough etc even ever every everybody
everyone everything everywhere few for from further furthermore had has have having he hence her here hers herself him himself his how
however i if in indeed instead into is it its itself just least less like likewise many may me meanwhile might mine more moreover most
mostly much must my myself namely near nearly neither never nevertheless no nobody none nonetheless nor not nothing now nowhere of off
often on once one only onto or other others otherwise ought our ours ourselves out over own per perhaps quite rather really same shall
she should since so some somebody somehow someone something sometimes somewhat somewhere soon still such than that the their theirs them
themselves then thence there thereby therefore these they this those though through throughout thus to together too toward towards under
unless unlike until up upon us very via was we were what whatever when whence whenever where whereas whereby wherein wherever whether
which whichever while whilst who whoever whole whom whose why will with within without would yet you your yours yourself yourselves
eg ie cf vs viz i'm i've i'd i'll you're you've you'd you'll he'd he'll she'd she'll it'll it'd we're we've we'd we'll they're they've
they'd they'll that'll that'd there'll who'd who'll let's
`)

// isFrenchStop adds to Snowball's list what it leaves out.
func isFrenchStop(word string) bool { return french.IsStopWord(word) || frenchStops[word] }

var frenchStops = setOf("et ou où si plus ainsi comme entre chez donc car ni mais dont lors tous toutes tout toute très aussi afin selon sous sans vers depuis")
