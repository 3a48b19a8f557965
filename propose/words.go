package propose

import "strings"

// vague are words that a term doesn't begin with: they say of anything how much
// or how good it is, or when.
var vague = setOf(`new old good better best bad great big small large major main key important different various several certain
	particular specific general overall additional further similar available possible current recent latest last next first second third final
	early late many few more most own full whole entire total real true simple easy hard right wrong high low long short wide broad strong
	single double significant necessary useful effective successful relevant interesting exciting upcoming ongoing previous past future today
	tomorrow yesterday free helpful common popular special great critical essential able top initial numerous existing favorite favourite unique actual`)

// light are nouns that are no terms by themselves: they count, measure and point
// at things.
var light = setOf(`lot bit way thing part kind sort type number example case point fact reason time day week month year hour minute second
	date morning afternoon evening moment today tomorrow yesterday one two everyone anyone someone something anything everything folk guy
	step tip question answer idea bottom rest side end beginning start half amount level set series group list item page section chapter
	people person man woman place area world mr mrs ms dr percent percentage dollar variety range couple dozen hundred thousand million billion
	january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
	fig figure table note etc issue problem result work use need order addition opportunity chance`)

func setOf(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
