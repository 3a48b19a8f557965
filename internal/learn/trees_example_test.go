package learn

import "fmt"

// Rain falls where it is humid, unless it is cold: then it snows.
func weather() (x, rain []float64) {
	for i := range 400 {
		humid, warm := float64(i%20)/20, float64(i/20)
		x = append(x, humid, warm)
		if humid > .6 && warm > 3 {
			rain = append(rain, 1)
		} else {
			rain = append(rain, 0)
		}
	}
	return x, rain
}

func ExampleBoost() {
	x, rain := weather()
	table, err := NewTable(x, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := Boost(Sample{Table: table, Labels: rain}, BoostOptions{Trees: 50, LeastLeaf: 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("humid and warm: %.1f\n", m.Logit([]float64{.9, 15}))
	fmt.Printf("humid and cold: %.1f\n", m.Logit([]float64{.9, 1}))

	by := make([]float64, 2)
	base := m.Contributions([]float64{.9, 1}, by)
	fmt.Printf("%.1f on average, %+.1f for the air, %+.1f for the cold\n", base, by[0], by[1])
	// Output:
	// humid and warm: 2.3
	// humid and cold: -1.7
	// -1.7 on average, +2.1 for the air, -2.2 for the cold
}
