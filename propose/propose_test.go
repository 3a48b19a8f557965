package propose

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/catchword/catchword/analysis"
	"github.com/catchword/catchword/report"
	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// newSurvey returns a survey with a vocabulary in CSV.
func newSurvey(t testing.TB, vocabulary string, o Options) *Survey {
	t.Helper()
	v, _, err := vocab.Read("v.csv", strings.NewReader(vocabulary))
	if err != nil {
		t.Fatal(err)
	}
	tag, err := tagger.New(v, analysis.English(), tagger.Options{Threshold: tagger.Everything, Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(tag, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// textReport returns a report of a text with tags.
func textReport(t testing.TB, text string, tags ...string) *report.Report {
	t.Helper()
	r, err := report.Parse("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range tags {
		r.Tags = append(r.Tags, report.Tag{Label: tag})
	}
	return r
}

const gardens = "id,prefLabel,altLabels\ngarden,Community gardens,allotments\nwork,Employment,\ntool,Tools,\n"

func TestMentions(t *testing.T) {
	s := newSurvey(t, gardens, Options{})
	for _, test := range []struct{ text, want string }{
		{"The old sawmill is a museum.", "sawmill, museum"},
		{"They like software fault tolerance.", "software, software fault, software fault tolerance, fault, fault tolerance, tolerance"},
		{"She met 12 lone mothers’ groups there.", "lone, lone mother, lone mother group, mother, mother group"},
		{"The new policies fail.", "policy"},
		{"They waited for a week.", ""},
		{"&ldquo; is odd.", ""},
		{"Co-production of services has begun.", "co production, production, service"},
		{"", ""},
	} {
		var keys []string
		for _, sent := range s.Read(textReport(t, test.text+"\n")).sentences {
			for _, m := range sent.mentions {
				if got := plain(m.at.In(sent.text)); got != m.surface {
					t.Errorf("%q is at %v, where %q stands", m.surface, m.at, got)
				}
				keys = append(keys, m.key)
			}
		}
		if got := strings.Join(keys, ", "); got != test.want {
			t.Errorf("%q has %q, want %q", test.text, got, test.want)
		}
	}
}

// corpus has a phrase that goes with a tag, one that has a label for its head, one
// that is everywhere, one that is a label, and one that every text repeats.
func corpus(t testing.TB) []*report.Report {
	var all []*report.Report
	for i := range 8 {
		all = append(all, textReport(t, fmt.Sprintf("Plot %d has a rain barrel with a lock. The rain barrel is dry. There are hand tools on hook %d. The allotments lie by river %d. Ask our helpful newsletter desk.\n", i, i, i), "garden"))
	}
	for i := range 24 {
		all = append(all, textReport(t, fmt.Sprintf("Firm %d pays for a bus pass of its trainees. Some %d people have employment. Ask our helpful newsletter desk.\n", i, i), "tool"))
	}
	return all
}

func survey(t testing.TB, s *Survey, reports []*report.Report, limit int) *Result {
	for _, r := range reports {
		s.Add(s.Read(r))
	}
	return s.Result(limit)
}

func TestProposals(t *testing.T) {
	r := survey(t, newSurvey(t, gardens, Options{}), corpus(t), 0)
	if r.Texts != 32 || r.Tagged != 32 || r.Forgotten != 0 {
		t.Errorf("%+v", r)
	}
	byPhrase := make(map[string]Proposal)
	for i, p := range r.Proposals {
		byPhrase[p.Phrase] = p
		if i > 0 && p.Score > r.Proposals[i-1].Score {
			t.Errorf("%q is behind one with a lower score", p.Phrase)
		}
	}
	for _, phrase := range []string{"allotments", "employment", "newsletter desk", "rain", "barrel"} {
		if p, ok := byPhrase[phrase]; ok {
			t.Errorf("proposed: %+v", p)
		}
	}
	barrel := byPhrase["rain barrel"]
	if barrel.Kind != Alternative || barrel.Concept == nil || barrel.Concept.ID != "garden" || barrel.Texts != 8 || barrel.Times != 9 {
		t.Errorf("rain barrel: %+v", barrel)
	}
	if len(barrel.Examples) != 3 || barrel.Examples[0].Text != "Plot 0 has a rain barrel with a lock." || barrel.Examples[0].Line != 1 {
		t.Errorf("examples: %+v", barrel.Examples)
	}
	if p := byPhrase["hand tools"]; p.Kind != Concept || p.Concept == nil || p.Concept.ID != "tool" {
		t.Errorf("hand tools: %+v", p)
	}
	want := []Label{{Ref: vocab.Ref{ID: "work", Label: "Employment"}, Text: "Employment", Kind: vocab.Preferred, Texts: 24}}
	if !reflect.DeepEqual(r.Labels, want) {
		t.Errorf("labels: %+v", r.Labels)
	}
}

// The formulas, by hand.
func TestFormulas(t *testing.T) {
	for _, test := range []struct{ got, want float64 }{
		{logLikelihood(10, 100, 10, 100), 0},
		{logLikelihood(1, 100, 10, 100), 0},
		{logLikelihood(0, 0, 1, 1), 0},
		{logLikelihood(2, 10, 0, 10), 4 * math.Ln2},
		{logLikelihood(30, 1000, 10, 1000), 2 * (30*math.Log(1.5) + 10*math.Log(0.5))},
		{residualIDF(10, 10, 10), math.Log(1-1/math.E) * 0},
		{residualIDF(1, 1000, 1000), 1},
		{residualIDF(50, 100, 1000), math.Log(20) + math.Log(1-math.Exp(-0.1))},
	} {
		if math.Abs(test.got-test.want) > 1e-9 {
			t.Errorf("%v, want %v", test.got, test.want)
		}
	}
}

// Texts may be read in any order, by any number of goroutines: what counts is the
// order in which they are added.
func TestConcurrent(t *testing.T) {
	reports := corpus(t)
	want := survey(t, newSurvey(t, gardens, Options{}), reports, 0)
	s := newSurvey(t, gardens, Options{})
	readings := make([]*Reading, len(reports))
	var wait sync.WaitGroup
	for i := range reports {
		wait.Add(1)
		go func() {
			defer wait.Done()
			readings[i] = s.Read(reports[i])
		}()
	}
	wait.Wait()
	for _, r := range readings {
		s.Add(r)
	}
	if got := s.Result(0); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if again := s.Result(0); !reflect.DeepEqual(again, want) {
		t.Error("a second result differs")
	}
	if two := s.Result(2); !reflect.DeepEqual(two.Proposals, want.Proposals[:2]) {
		t.Errorf("the best two: %+v", two.Proposals)
	}
}

// What a curator gets is a vocabulary, in which nothing is wrong.
func TestCSV(t *testing.T) {
	r := survey(t, newSurvey(t, gardens, Options{}), corpus(t), 0)
	var file bytes.Buffer
	if err := r.WriteCSV(&file); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(file.String(), "\ntool,") {
		t.Errorf("a row that says nothing:\n%s", file.String())
	}
	base, _, err := vocab.Read("gardens.csv", strings.NewReader(gardens))
	if err != nil {
		t.Fatal(err)
	}
	v, problems, err := base.Merge("proposals.csv", &file)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v %v", err, problems)
	}
	garden, ok := v.ByID("garden")
	if !ok || !slices.Contains(garden.Alt, vocab.Label{Text: "rain barrel"}) {
		t.Errorf("garden: %+v", garden)
	}
	hand := v.ByLabel("hand tools")
	if len(hand) != 1 || !slices.Equal(hand[0].Concept.Broader, []string{"tool"}) || len(hand[0].Concept.EditorialNote) != 1 {
		t.Errorf("hand tools: %+v", hand)
	}
}

// New concepts have IDs in the manner of the vocabulary.
func TestSlugs(t *testing.T) {
	for _, test := range []struct{ vocabulary, want string }{
		{"id,prefLabel\nchild-care,Child care\ndrying-kiln,Drying-Kiln (DK)\n", "drying-kiln-2 drying-kiln-3 peoples-cafés"},
		{"id,prefLabel\nchild-care,Child care\n1,Kilns\n", "  "},
		{"Child care\nKilns\n", "  "},
	} {
		v, _, err := vocab.Read("v.csv", strings.NewReader(test.vocabulary))
		if err != nil {
			t.Fatal(err)
		}
		s := newSlugs(v)
		if got := strings.Join([]string{s.id("drying kiln"), s.id("Drying kiln"), s.id("People’s cafés")}, " "); got != test.want {
			t.Errorf("%q: %q, want %q", test.vocabulary, got, test.want)
		}
	}
	r := survey(t, newSurvey(t, "id,prefLabel\nemployment,Employment\ntools,Tools\n", Options{}), corpus(t), 0)
	r.Proposals[0].Examples[0].Path = "/home/ada/a.txt"
	var file bytes.Buffer
	if err := r.WriteCSV(&file); err != nil || !strings.Contains(file.String(), "\nrain-barrel,rain barrel,") || !strings.Contains(file.String(), "\nhand-tools,hand tools,,tools,") ||
		strings.Contains(file.String(), "\ntools,") || strings.Contains(file.String(), "ada") {
		t.Errorf("%v\n%s", err, file.String())
	}
}

func TestLanguage(t *testing.T) {
	french, err := analysis.New("fr")
	if err != nil {
		t.Fatal(err)
	}
	tag, err := tagger.New(vocab.Default(), french, tagger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = New(tag, Options{})
	if e := (*LanguageError)(nil); !errors.As(err, &e) || e.Lang != "fr" {
		t.Errorf("%v", err)
	}
}

// A corpus of nothing but different phrases stays in bounds, and a phrase of many
// texts in it is not lost.
func TestForgotten(t *testing.T) {
	s := newSurvey(t, gardens, Options{MostPhrases: 100})
	for i := range 60 {
		text := "The rain barrel of number " + fmt.Sprint(i) + " is dry.\n\n"
		if i%3 == 0 {
			text += "The brass tap of number " + fmt.Sprint(i) + " is new.\n\n"
		}
		for j := range 20 {
			text += fmt.Sprintf("A widget%dx%d works.\n\n", i, j)
		}
		s.Add(s.Read(textReport(t, text)))
		if n := len(s.phrases.all); n > 100 {
			t.Fatalf("%d phrases after %d texts", n, i+1)
		}
	}
	r := s.Result(0)
	kept := 0
	if p := s.phrases.all["brass tap"]; p != nil {
		kept = int(p.texts)
	}
	if kept > 20 || kept+r.Forgotten < 20 {
		t.Errorf("%d of 20 texts with a phrase are kept, and %d forgotten", kept, r.Forgotten)
	}
	if r.Forgotten == 0 || !slices.ContainsFunc(r.Proposals, func(p Proposal) bool { return p.Phrase == "rain barrel" && p.Texts == 60 }) {
		t.Errorf("%+v", r)
	}
}

// The sample of texts is the same whatever their order, and no bigger than it may be.
func TestSample(t *testing.T) {
	var up, down phrase
	for i := range int32(5000) {
		up.keep(i)
		down.keep(4999 - i)
	}
	a, b := sampled(up.sample), sampled(down.sample)
	if len(a) != sampleTexts || !slices.Equal(a, b) {
		t.Errorf("%d and %d texts: %v %v", len(a), len(b), a[:5], b[:5])
	}
}

// Hostile texts take linear time.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for name, text := range map[string]string{
		"one phrase":     strings.Repeat("digital ", 200_000) + "service.",
		"no sentence":    strings.Repeat("garden shed and ", 100_000),
		"abbreviations":  strings.Repeat("U.S. Government ", 50_000),
		"no words":       strings.Repeat("- & ( ", 200_000),
		"long word":      "The " + strings.Repeat("shed", 300_000) + " burns.",
		"invalid UTF-8":  strings.Repeat("sh\xffed \xc3 ", 100_000),
		"control":        strings.Repeat("gar\x1bden \u202e barrel. ", 50_000),
		"title as words": strings.Repeat("GARDEN SHED ", 100_000),
	} {
		begin := time.Now()
		s := newSurvey(t, gardens, Options{MinTexts: 1})
		r := survey(t, s, []*report.Report{textReport(t, text)}, 10)
		for _, p := range r.Proposals {
			if len(p.Phrase) > mostBytes || len(p.Examples[0].Text) > 2*excerpt || strings.ContainsAny(p.Phrase+p.Examples[0].Text, "\x1b\u202e") {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if d := time.Since(begin); d > time.Minute {
			t.Errorf("%s took %v", name, d)
		}
	}
}

// FuzzSurvey tests that phrases read as the text does, that what is proposed is
// in order and no label, and that the table is a vocabulary.
func FuzzSurvey(f *testing.F) {
	f.Add("The rain barrel burns.\n\nSoftware fault tolerance for the U.S. Government's COVID-19 lists; &ldquo;allotments&rdquo;.")
	f.Add("sh\xffed \xc3 gar\x1bden \u202e shed | \"a,b\" 'c'\n=1+1 @x")
	f.Add("Community gardens, Community Garden, community-gardens and communitygardens")
	s := newSurvey(f, gardens, Options{MinTexts: 1, MinUses: 1})
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		r, err := report.Parse("a.txt", []byte(text))
		if err != nil {
			return
		}
		r.Tags = append(r.Tags, report.Tag{Label: "tool"})
		fresh, err := New(s.tagger, s.options)
		if err != nil {
			t.Fatal(err)
		}
		reading := fresh.Read(r)
		for _, sent := range reading.sentences {
			for _, m := range sent.mentions {
				if m.key == "" || m.surface != plain(m.at.In(sent.text)) {
					t.Fatalf("%+v in %q", m, sent.text)
				}
			}
		}
		fresh.Add(reading)
		result := fresh.Result(0)
		for i, p := range result.Proposals {
			if i > 0 && p.Score > result.Proposals[i-1].Score || !(p.Score > 0) || p.Texts != 1 || p.Times < 1 {
				t.Fatalf("%d: %+v", i, p)
			}
			if s.tagger.Resolve(p.Phrase).Status != tagger.Unknown {
				t.Fatalf("%q is a label", p.Phrase)
			}
		}
		var file bytes.Buffer
		if err := result.WriteCSV(&file); err != nil {
			t.Fatal(err)
		}
		if len(result.Proposals)+len(result.Labels) == 0 {
			return
		}
		if _, problems, err := s.tagger.Vocabulary().Merge("a.csv", &file); err != nil || slices.ContainsFunc(problems, func(p vocab.Problem) bool { return p.Severity > vocab.Info }) {
			t.Fatalf("%v %v", err, problems)
		}
	})
}
