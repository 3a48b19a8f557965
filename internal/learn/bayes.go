package learn

import "math"

// A Bayes tells by how often the columns of a vector are met in a class and
// elsewhere. The score is the logarithm of the odds of multinomial naive Bayes,
//
//	score(class, v) = Bias[class] + Σ over the columns of v (weight(class, column) · value)
//	weight(class, column) = ln P(column|class) - ln P(column|other rows)
//
// Most columns are not met in most classes, where the weight is a number of
// the class minus one of the column. So only what the others add to that is
// kept for each, in Met; those two numbers are Absent and Totals:
//
//	weight(class, column) = Absent[class] - Totals[column] + Met(class, column)
//
// A Bayes that nobody changes is safe for concurrent use.
type Bayes struct {
	Met    *Linear   // its bias is that of the score
	Absent []float64 // by class
	Totals []float64 // by column
}

// FitBayes counts rows, whose values must not be negative: frequencies, or
// TF-IDF. With T the sum of the values of a set of rows, by column or of all,
//
//	P(column|rows) = (T(column) + alpha) / (T + alpha·width)
//
// (Lidstone's smoothing), and the bias of a class with k of n rows is
// ln(k + alpha) - ln(n - k + alpha). Telling a class from all that is not in it
// is the complement of Rennie, Shih, Teevan and Karger, Tackling the Poor
// Assumptions of Naive Bayes Text Classifiers, ICML 2003; the model is that of
// Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008,
// section 13.2.
//
// It takes the time of going once through the rows of each class; classes are
// counted by as many workers as are given, or one for each core if that is 0.
// The error is an *InputError.
func FitBayes(rows *Rows, width int, classes [][]int32, alpha float64, workers int) (*Bayes, error) {
	if !(alpha > 0) || !finite(alpha) {
		return nil, &InputError{"alpha", -1, "not positive and finite"}
	}
	if err := rows.Check(width); err != nil {
		return nil, err
	}
	if err := checkClasses(rows.Len(), classes); err != nil {
		return nil, err
	}
	totals, all := make([]float64, width), 0.0
	for i := range rows.Len() {
		row := rows.Row(i)
		for k, column := range row.Columns {
			if row.Values[k] < 0 {
				return nil, &InputError{"row", i, "a negative value"}
			}
			totals[column] += float64(row.Values[k])
			all += float64(row.Values[k])
		}
	}
	b := &Bayes{Absent: make([]float64, len(classes)), Totals: make([]float64, width)}
	for column, total := range totals {
		b.Totals[column] = math.Log(total + alpha)
	}
	counted := make([]weights, len(classes))
	inParallel(workers, len(classes), func() func(int) {
		sums := make([]float64, width)
		return func(class int) {
			members, own := classes[class], 0.0
			for _, i := range members {
				row := rows.Row(int(i))
				for k, column := range row.Columns {
					sums[column] += float64(row.Values[k])
					own += float64(row.Values[k])
				}
			}
			w := &counted[class]
			w.bias = math.Log(float64(len(members))+alpha) - math.Log(float64(rows.Len()-len(members))+alpha)
			smooth := alpha * float64(width)
			b.Absent[class] = math.Log(alpha) - math.Log(own+smooth) + math.Log(max(all-own, 0)+smooth)
			for _, i := range members {
				for _, column := range rows.Row(int(i)).Columns {
					if sum := sums[column]; sum != 0 {
						rest := max(totals[column]-sum, 0)
						w.columns = append(w.columns, column)
						w.values = append(w.values, float32(math.Log(sum+alpha)-math.Log(alpha)-math.Log(rest+alpha)+b.Totals[column]))
						sums[column] = 0
					}
				}
			}
		}
	})
	b.Met = newLinear(width, counted)
	return b, nil
}

// Scores appends the scores of all classes for v to dst, in their order.
// Columns beyond the width say nothing.
func (b *Bayes) Scores(dst []float64, v Vector) []float64 {
	n := len(dst)
	dst = b.Met.Scores(dst, v)
	values, totals := 0.0, 0.0
	for k, column := range v.Columns {
		if int(column) >= len(b.Totals) {
			break
		}
		x := float64(v.Values[k])
		values += x
		totals += float64(x * b.Totals[column])
	}
	for class, absent := range b.Absent {
		dst[n+class] += float64(absent*values) - totals
	}
	return dst
}

// Weight returns the weight of a class in a column, which is 0 beyond the width.
func (b *Bayes) Weight(class int, column uint32) float64 {
	if int(column) >= len(b.Totals) {
		return 0
	}
	return b.Absent[class] - b.Totals[column] + b.Met.Weight(class, column)
}
