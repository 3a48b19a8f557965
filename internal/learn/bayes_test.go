package learn

import (
	"math"
	"reflect"
	"testing"
)

// By hand, with alpha 1: the class has 2+1 of column 0 in 3+2·1, the others
// have 0+1 in 4+2·1.
func TestBayesByHand(t *testing.T) {
	b, err := FitBayes(rowsOf([]float32{2, 1}, []float32{0, 3}, []float32{0, 1}), 2, [][]int32{{0}}, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "weight 0", b.Weight(0, 0), math.Log(3./5)-math.Log(1./6), 1e-7)
	near(t, "weight 1", b.Weight(0, 1), math.Log(2./5)-math.Log(5./6), 1e-7)
	near(t, "weight beyond", b.Weight(0, 2), 0, 0)
	near(t, "bias", b.Met.Bias[0], math.Log(2./3), 1e-12)
}

// The figures are those of scikit-learn 1.2.1, MultinomialNB(alpha=alpha)
// fitted to each class of small in turn: the difference of the two rows of
// feature_log_prob_.
func TestBayesIsScikitLearns(t *testing.T) {
	for _, test := range []struct {
		alpha float64
		want  [3][4]float64
	}{
		{1, [3][4]float64{
			{1.2347444629926894, -0.5978370007556204, 0.09531017980432477, -1.1856236656577395},
			{-1.252762968495368, 1.4552872326068418, -0.7137664677626809, 0.35667494393873245},
			{-0.8507761247635282, -0.8507761247635282, 0.7178397931503171, 0.38136755652910415},
		}},
		{0.1, [3][4]float64{
			{1.7446723994242954, -0.8866811883875791, 0.14941074329919668, -3.1545233329377513},
			{-3.1961188377455843, 2.0513835888846788, -0.977271796396199, 0.4637730794950998},
			{-2.5861165517195133, -2.5861165517195133, 1.0661242187856506, 0.48550781578170077},
		}},
	} {
		b, err := FitBayes(small, 4, smallClasses, test.alpha, 0)
		if err != nil {
			t.Fatal(err)
		}
		for class, want := range test.want {
			for column, w := range want {
				near(t, "weight", b.Weight(class, uint32(column)), w, 1e-6)
			}
		}
	}
}

// Scores are the bias and the weights that Weight tells, one by one.
func FuzzBayes(f *testing.F) {
	f.Add(uint64(1), uint8(30), uint8(10), 0.5)
	f.Fuzz(func(t *testing.T, seed uint64, n, words uint8, alpha float64) {
		if !(alpha > 1e-6 && alpha < 1e6) {
			return
		}
		rows, classes := randomRows(seed, int(n)%40+1, 50, int(words)%30, 3)
		b, err := FitBayes(rows, 50, classes, alpha, 1)
		if err != nil {
			t.Fatal(err)
		}
		if many, _ := FitBayes(rows, 50, classes, alpha, 3); !reflect.DeepEqual(many, b) {
			t.Error("another result with three workers")
		}
		for i := range rows.Len() {
			row := rows.Row(i)
			for class, score := range b.Scores(nil, row) {
				want := b.Met.Bias[class]
				for k, column := range row.Columns {
					want += b.Weight(class, column) * float64(row.Values[k])
				}
				near(t, "score", score, want, 1e-6*(1+math.Abs(want)))
				if !finite(score) {
					t.Errorf("score = %v", score)
				}
			}
		}
	})
}

func TestBayesErrors(t *testing.T) {
	good := rowsOf([]float32{1, 2})
	for name, err := range map[string]error{
		"alpha":    errOf(FitBayes(good, 2, nil, 0, 0)),
		"negative": errOf(FitBayes(rowsOf([]float32{-1}), 1, nil, 1, 0)),
		"width":    errOf(FitBayes(good, 1, nil, 1, 0)),
		"class":    errOf(FitBayes(good, 2, [][]int32{{1}}, 1, 0)),
	} {
		if _, ok := err.(*InputError); !ok {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
