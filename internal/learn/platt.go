package learn

import "math"

// A Platt makes probabilities of scores by a sigmoid curve:
//
//	probability = 1/(1 + exp(-(Slope·score + Offset)))
//
// A negative slope says that what has a low score is what comes true. Its
// methods are safe for concurrent use.
type Platt struct {
	Slope, Offset float64
}

// Probability returns the probability of a score.
func (p Platt) Probability(score float64) float64 {
	return Sigmoid(p.Slope*score + p.Offset)
}

// Check returns an *InputError if p makes of some finite score what is no
// probability. It is for curves that come from a file.
func (p Platt) Check() error {
	if !finite(p.Slope) || !finite(p.Offset) {
		return &InputError{"curve", -1, "a slope or an offset that is not finite"}
	}
	return nil
}

// FitPlatt returns the curve for scores of which each came true or did not.
// Weights has what each counts, positive; nil says that all count 1.
//
// It has the greatest likelihood for targets that are not 1 and 0 but
// (N₁+1)/(N₁+2) and 1/(N₀+2), where N₁ and N₀ are how much came true and did
// not (Platt, Probabilistic Outputs for Support Vector Machines, 1999), found
// by Newton's method with backtracking: Lin, Lin and Weng, A Note on Platt's
// Probabilistic Outputs for Support Vector Machines, Machine Learning 68,
// 2007. The error is an *InputError.
func FitPlatt(scores []float64, labels []bool, weights []float64) (Platt, error) {
	rows, err := scored(scores, labels, weights)
	if err != nil {
		return Platt{}, err
	}
	var yes, no float64
	for _, r := range rows {
		if r.value == 1 {
			yes += r.weight
		} else {
			no += r.weight
		}
	}
	// Scores are brought to the range from -1 to 1, where their squares are harmless.
	scale := 0.0
	for _, r := range rows {
		scale = max(scale, math.Abs(r.score))
	}
	for i := range rows {
		if scale > 0 {
			rows[i].score /= scale
		}
		if rows[i].value == 1 {
			rows[i].value = (yes + 1) / (yes + 2)
		} else {
			rows[i].value = 1 / (no + 2)
		}
	}
	p := Platt{Offset: math.Log((yes + 1) / (no + 1))}
	loss := p.loss(rows)
	const most, least, ridge = 100, 1e-10, 1e-12
	for range most {
		// The gradient, and the Hessian with a ridge on its diagonal.
		var ga, gb, haa, hab, hbb float64
		for _, r := range rows {
			q := p.Probability(r.score)
			g, h := r.weight*(q-r.value), r.weight*q*(1-q)
			ga += float64(g * r.score)
			gb += g
			haa += float64(float64(h*r.score) * r.score)
			hab += float64(h * r.score)
			hbb += h
		}
		if max(math.Abs(ga), math.Abs(gb)) < least*(yes+no) {
			break
		}
		haa, hbb = haa+ridge*(yes+no), hbb+ridge*(yes+no)
		det := float64(haa*hbb) - float64(hab*hab)
		da, db := -(float64(hbb*ga)-float64(hab*gb))/det, -(float64(haa*gb)-float64(hab*ga))/det
		slope := float64(ga*da) + float64(gb*db)
		lower := false
		for size := 1.0; size >= 1e-10 && !lower; size /= 2 {
			next := Platt{p.Slope + float64(size*da), p.Offset + float64(size*db)}
			if l := next.loss(rows); l < loss+1e-4*size*slope {
				p, loss, lower = next, l, true
			}
		}
		if !lower {
			break
		}
	}
	if scale > 0 {
		p.Slope /= scale
	}
	return p, nil
}

// loss returns the negative logarithm of the likelihood of the rows.
func (p Platt) loss(rows []step) float64 {
	sum := 0.0
	for _, r := range rows {
		z := p.Slope*r.score + p.Offset
		sum += float64(r.weight * (logLoss(z) + float64((1-r.value)*z)))
	}
	return sum
}
