package analysis

import "strings"

// englishSingular takes the plural ending off a folded English word and leaves
// everything else alone, so that policies becomes policy but not polic.
// It returns words that are no plurals as they are.
func englishSingular(word string) string {
	if one, ok := irregularPlurals[word]; ok {
		return one
	}
	n := len(word)
	if n < 4 || word[n-1] != 's' || notPlurals[word] {
		return word
	}
	switch {
	case strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "us"), strings.HasSuffix(word, "is"):
		return word
	case strings.HasSuffix(word, "ies"):
		if n <= 4 { // ties, pies
			return word[:n-1]
		}
		return word[:n-3] + "y"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "ches"),
		strings.HasSuffix(word, "xes"), strings.HasSuffix(word, "zzes"):
		return word[:n-2]
	case strings.HasSuffix(word, "uses") && n > 5 && endsInUs[word[:n-2]]:
		return word[:n-2]
	case strings.HasSuffix(word, "oes") && n > 5:
		return word[:n-2]
	}
	return word[:n-1]
}

// notPlurals end in s in the singular.
var notPlurals = setOf(`always perhaps besides news series species means gas bias atlas canvas christmas texas kansas arkansas
	thames wales paris physics economics politics mathematics statistics ethics athletics aesthetics logistics electronics genetics
	linguistics ceramics mechanics dynamics informatics robotics graphics analytics aids headquarters crossroads overseas whereas
	diabetes rabies herpes measles mumps yes this his thus plus lens chaos ethos pathos cosmos alias pancreas has was does goes`)

// endsInUs are singulars in -us whose plural is -uses.
var endsInUs = setOf("bus campus census consensus bonus virus status apparatus focus prospectus chorus circus surplus nexus syllabus walrus sinus genius octopus cactus callus corpus terminus radius stimulus nucleus fungus locus")

// irregularPlurals gives the singular of plurals that no rule makes.
var irregularPlurals = func() map[string]string {
	m := make(map[string]string)
	for _, pair := range strings.Fields(`
		women:woman men:man children:child grandchildren:grandchild feet:foot teeth:tooth mice:mouse geese:goose oxen:ox lice:louse
		policemen:policeman policewomen:policewoman spokesmen:spokesman chairmen:chairman craftsmen:craftsman fishermen:fisherman
		businessmen:businessman businesswomen:businesswoman firemen:fireman servicemen:serviceman tradesmen:tradesman
		lives:life wives:wife knives:knife leaves:leaf halves:half shelves:shelf selves:self wolves:wolf calves:calf loaves:loaf
		thieves:thief midwives:midwife housewives:housewife
		analyses:analysis crises:crisis theses:thesis hypotheses:hypothesis syntheses:synthesis diagnoses:diagnosis
		emphases:emphasis parentheses:parenthesis oases:oasis metropolises:metropolis
		criteria:criterion phenomena:phenomenon indices:index appendices:appendix matrices:matrix vertices:vertex
		curricula:curriculum memoranda:memorandum referenda:referendum strata:stratum bacteria:bacterium spectra:spectrum
		fungi:fungus nuclei:nucleus stimuli:stimulus alumni:alumnus radii:radius larvae:larva algae:alga formulae:formula
		quizzes:quiz gases:gas biases:bias lenses:lens canvases:canvas aliases:alias atlases:atlas shoes:shoe toes:toe buses:bus
		caches:cache creches:creche aches:ache headaches:headache niches:niche axles:axle movies:movie cookies:cookie calories:calorie
		zombies:zombie wharves:wharf scarves:scarf taxis:taxi wikis:wiki skis:ski kiwis:kiwi bikinis:bikini alibis:alibi rabbis:rabbi yetis:yeti
		menus:menu emus:emu gnus:gnu zebus:zebu tutus:tutu gurus:guru haikus:haiku rookies:rookie selfies:selfie prairies:prairie causes:cause houses:house uses:use clauses:clause
		warehouses:warehouse households:household`) {
		plural, singular, _ := strings.Cut(pair, ":")
		m[plural] = singular
	}
	return m
}()

// frenchSingular does the same for French: -s, -x, and -aux to -al.
func frenchSingular(word string) string {
	if one, ok := irregularFrench[word]; ok {
		return one
	}
	n := len(word)
	switch {
	case n < 4 || frenchNotPlurals[word], strings.HasSuffix(word, "ss"):
		return word
	case strings.HasSuffix(word, "eaux"):
		return word[:n-1]
	case strings.HasSuffix(word, "aux"):
		return word[:n-2] + "l"
	case strings.HasSuffix(word, "eux"), strings.HasSuffix(word, "oux"), strings.HasSuffix(word, "aix"), strings.HasSuffix(word, "oix"):
		return word
	case word[n-1] == 's', word[n-1] == 'x':
		return word[:n-1]
	}
	return word
}

// frenchNotPlurals end in s in the singular.
var frenchNotPlurals = setOf(`avis mois pays permis fois bois poids corps temps cours discours secours recours concours parcours processus virus
	campus accès succès procès progrès décès excès abus refus statut plus moins colis souris radis tapis logis sursis devis préavis compromis
	consensus bonus focus cactus prospectus syllabus français anglais irlandais portugais japonais danois suédois chinois gens dépens
	toujours jamais dessous dessus dehors ailleurs bras fils ours héros repas matelas cas pas bas gras tas ras as os dos gros clos propos repos`)

// irregularFrench gives the singular of plurals that no rule makes.
var irregularFrench = func() map[string]string {
	m := make(map[string]string)
	for _, pair := range strings.Fields(`travaux:travail baux:bail vitraux:vitrail coraux:corail émaux:émail soupiraux:soupirail
		enjeux:enjeu jeux:jeu lieux:lieu milieux:milieu feux:feu cheveux:cheveu aveux:aveu neveux:neveu adieux:adieu essieux:essieu
		bijoux:bijou choux:chou genoux:genou cailloux:caillou hiboux:hibou joujoux:joujou poux:pou tuyaux:tuyau noyaux:noyau`) {
		plural, singular, _ := strings.Cut(pair, ":")
		m[plural] = singular
	}
	m["yeux"] = "oeil"
	return m
}()

// spanishSingular does the same for Spanish: -s after a vowel, -es after a
// consonant, -ces to -z.
func spanishSingular(word string) string {
	n := len(word)
	switch {
	case n < 4 || word[n-1] != 's', strings.HasSuffix(word, "sis"):
		return word
	case strings.HasSuffix(word, "ces"):
		return word[:n-3] + "z"
	case strings.HasSuffix(word, "iones"):
		return word[:n-5] + "ión"
	case strings.HasSuffix(word, "es") && strings.IndexByte("dlnrjy", word[n-3]) >= 0:
		return word[:n-2]
	case strings.IndexByte("aeiou", word[n-2]) >= 0:
		return word[:n-1]
	}
	return word
}
