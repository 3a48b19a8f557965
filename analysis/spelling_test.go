package analysis

import (
	"strings"
	"testing"
)

func TestSpellingPairs(t *testing.T) {
	for _, pair := range strings.Fields(`
		organise:organize organises:organizes organised:organized organising:organizing organiser:organizer organisation:organization
		organisations:organizations organisational:organizational privatisation:privatization privatise:privatize
		personalising:personalizing decentralisation:decentralization revitalisation:revitalization standardised:standardized
		specialisation:specialization rationalisation:rationalization realise:realize recognise:recognize recognisable:recognizable
		analyse:analyze analysed:analyzed analysing:analyzing paralysed:paralyzed catalyse:catalyze
		labour:labor labours:labors laboured:labored labourer:laborer labourers:laborers colour:color colours:colors coloured:colored
		colouring:coloring colourful:colorful neighbour:neighbor neighbours:neighbors neighbourhood:neighborhood
		neighbourhoods:neighborhoods neighbouring:neighboring neighbourly:neighborly behaviour:behavior behaviours:behaviors
		behavioural:behavioral favour:favor favourite:favorite favourable:favorable favours:favors honour:honor honoured:honored
		honourable:honorable humour:humor harbour:harbor harbours:harbors endeavour:endeavor rumour:rumor vigour:vigor odour:odor
		savoury:savory armoury:armory splendour:splendor tumour:tumor vapour:vapor
		centre:center centres:centers centred:centered centring:centering theatre:theater theatres:theaters fibre:fiber fibres:fibers
		metre:meter kilometres:kilometers litre:liter calibre:caliber lustre:luster sombre:somber spectre:specter
		catalogue:catalog catalogues:catalogs catalogued:cataloged cataloguing:cataloging dialogue:dialog dialogues:dialogs
		analogue:analog monologue:monolog
		defence:defense defences:defenses offence:offense offences:offenses licence:license licences:licenses pretence:pretense
		practise:practice practised:practiced practising:practicing defenceless:defenseless
		travelled:traveled travelling:traveling traveller:traveler travellers:travelers labelled:labeled labelling:labeling
		modelling:modeling modelled:modeled counsellor:counselor counsellors:counselors counselling:counseling councillor:councilor cancelled:canceled
		fuelled:fueled signalling:signaling levelled:leveled channelling:channeling marvellous:marvelous jeweller:jeweler
		fulfil:fulfill fulfils:fulfills fulfilment:fulfillment enrol:enroll enrolment:enrollment instalment:installment
		instalments:installments skilful:skillful skilfully:skillfully wilful:willful
		paediatric:pediatric paediatrician:pediatrician anaemia:anemia haemoglobin:hemoglobin gynaecology:gynecology
		anaesthetic:anesthetic archaeology:archeology oestrogen:estrogen foetus:fetus oedema:edema diarrhoea:diarrhea
		encyclopaedia:encyclopedia leukaemia:leukemia manoeuvre:maneuver mediaeval:medieval coeliac:celiac
		programme:program programmes:programs grey:gray ageing:aging judgement:judgment judgements:judgments
		acknowledgement:acknowledgment sceptic:skeptic sceptical:skeptical plough:plow ploughing:plowing mould:mold
		aluminium:aluminum artefacts:artifacts sulphur:sulfur sulphate:sulfate jewellery:jewelry enquiry:inquiry enquiries:inquiries
		yoghurt:yogurt focussed:focused`) {
		a, b, _ := strings.Cut(pair, ":")
		if x, y := normalizeSpelling(a), normalizeSpelling(b); x != y {
			t.Errorf("%s becomes %s, %s becomes %s", a, x, b, y)
		}
	}
}

func TestSpellingKeeps(t *testing.T) {
	for _, word := range strings.Fields(`
		four fours fourth hour hours hourly our ours your yours tour tours tourism tourist pour pouring sour flour scour contour contours detour
		devour devoured source resource resources course courses court journal journey nourish mourn encourage courage gourmet
		advise advised advisor wise rise arise exercise exercised promise otherwise likewise surprise enterprise enterprises revise
		supervise televise compromise disguise expertise franchise merchandise paradise precise premise raise praise noise poise
		size sizes sized prize prizes seize seized maize capsize downsizing resize oversized horizon citizen citizens wizard bizarre
		number letter over under center enter meter after better butter water
		timbre macabre acre acres massacre mediocre genre cadre ogre hatred bred shred sacred hundred
		sense tense dense immense expense intense presence evidence science silence violence hence fence whence commence experience
		filled called pulled spelled spelling selling seller sellers cellar small whole compelled compelling expelled rebelling propeller
		excellent excelled controlled controlling rolled enrolled skilled skill willing billing thrilling
		vogue rogue league colleague colleagues tongue fatigue intrigue technique
		check cheque tyre tire storey story kerb curb
		aerial israel phoenix poem poet does goes shoes toes coexist coeducation
		doctor actor sector vector factor major minor motor visitor creditor
		policy social community development governance networks integration`) {
		if got := normalizeSpelling(word); got != word {
			t.Errorf("%s becomes %s", word, got)
		}
	}
}

func FuzzSpelling(f *testing.F) {
	for _, word := range strings.Fields("organization neighbourhood centres catalogued travelling anaesthetised programmes paediatricsour foetuse") {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		once := normalizeSpelling(word)
		if twice := normalizeSpelling(once); twice != once && len(word) < 40 {
			t.Fatalf("%q becomes %q, and that %q", word, once, twice)
		}
	})
}

func BenchmarkSpelling(b *testing.B) {
	words := strings.Fields("organization neighbourhood policy development centres of the municipal government enabling")
	for b.Loop() {
		for _, w := range words {
			normalizeSpelling(w)
		}
	}
}
