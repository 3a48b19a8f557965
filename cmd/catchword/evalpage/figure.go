package evalpage

import (
	"bytes"
	"fmt"
	"html/template"
	"image/color"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// A figure is a picture with what it shows, in words.
type figure struct {
	Caption string
	Key     []string // names of its lines, which the page explains beside it: within, they'd lie on one
	Alt     string
	SVG     template.HTML
}

// The colours of pictures are names: in the page, each is a variable of its
// style, which differs in light and dark.
var (
	ink   = color.RGBA{1, 0, 0, 255}
	faint = color.RGBA{2, 0, 0, 255}
	one   = color.RGBA{3, 0, 0, 255}
	two   = color.RGBA{4, 0, 0, 255}
	three = color.RGBA{5, 0, 0, 255}
	wash  = color.RGBA{6, 0, 0, 255}
)

var colours = strings.NewReplacer("#010000", "var(--ink)", "#020000", "var(--rule)", "#030000", "var(--one)",
	"#040000", "var(--two)", "#050000", "var(--three)", "#060000", "var(--wash)")

// figures draws the pictures that there are figures for.
func (p *Page) figures() ([]figure, error) {
	var all []figure
	for _, drawn := range []func() (*figure, error){p.reliability, p.curve, p.byK} {
		f, err := drawn()
		if err != nil {
			return nil, fmt.Errorf("drawing: %w", err)
		}
		if f != nil {
			all = append(all, *f)
		}
	}
	return all, nil
}

// reliability draws the share of suggestions that is right over their score.
func (p *Page) reliability() (*figure, error) {
	plt := newPlot("score", "share that is right")
	diagonal, err := line(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}}, faint)
	if err != nil {
		return nil, err
	}
	diagonal.Dashes = []vg.Length{vg.Points(3), vg.Points(3)}
	var points plotter.XYs
	var words []string
	for _, b := range p.Result.Reliability {
		if b.N == 0 {
			continue
		}
		const gap = .008
		bar, err := plotter.NewPolygon(plotter.XYs{{X: b.Low + gap, Y: 0}, {X: b.Low + gap, Y: b.Right}, {X: b.High - gap, Y: b.Right}, {X: b.High - gap, Y: 0}})
		if err != nil {
			return nil, err
		}
		bar.Color, bar.LineStyle.Width = wash, 0
		plt.Add(bar)
		points = append(points, plotter.XY{X: b.Score, Y: b.Right})
		words = append(words, fmt.Sprintf("of %d scored %.1f to %.1f, %.0f %%", b.N, b.Low, b.High, 100*b.Right))
	}
	if len(points) == 0 {
		return nil, nil
	}
	dots, err := plotter.NewScatter(points)
	if err != nil {
		return nil, err
	}
	dots.GlyphStyle = draw.GlyphStyle{Color: one, Radius: vg.Points(3.5), Shape: draw.CircleGlyph{}}
	plt.Add(diagonal, dots)
	return render(plt, "What a score means: on the dashed line, scores are probabilities", "Reliability diagram. Right are "+strings.Join(words, "; ")+".")
}

// curve draws precision over recall of all suggestions together.
func (p *Page) curve() (*figure, error) {
	if len(p.Result.Curve) == 0 {
		return nil, nil
	}
	plt := newPlot("recall", "precision")
	points := make(plotter.XYs, len(p.Result.Curve))
	for i, c := range p.Result.Curve {
		points[i] = plotter.XY{X: c.R, Y: c.P}
	}
	l, err := line(points, one)
	if err != nil {
		return nil, err
	}
	plt.Add(l)
	best := p.Result.Best
	caption := "Precision and recall, from the highest scores on"
	if best.F1 > 0 {
		dot, err := plotter.NewScatter(plotter.XYs{{X: best.R, Y: best.P}})
		if err != nil {
			return nil, err
		}
		dot.GlyphStyle = draw.GlyphStyle{Color: two, Radius: vg.Points(4), Shape: draw.CircleGlyph{}}
		plt.Add(dot)
		caption += fmt.Sprintf("; the dot is the best F1, %.3f, from a score of %.2f on", best.F1, best.Threshold)
	}
	return render(plt, caption, fmt.Sprintf("Curve of precision over recall. The best F1 is %.3f, with a precision of %.3f and a recall of %.3f, where suggestions from a score of %.3f on count.",
		best.F1, best.P, best.R, best.Threshold))
}

// byK draws precision, recall and F1 of the first k.
func (p *Page) byK() (*figure, error) {
	if len(p.Result.ByK) == 0 {
		return nil, nil
	}
	plt := newPlot("keywords that count", "")
	plt.X.Min, plt.X.Max = 1, float64(len(p.Result.ByK))
	plt.X.Tick.Marker = ticks{1, 5, 10, 15, 20}
	var precision, recall, f1 plotter.XYs
	top := 0
	for i, at := range p.Result.ByK {
		k := float64(at.K)
		precision = append(precision, plotter.XY{X: k, Y: at.P})
		recall = append(recall, plotter.XY{X: k, Y: at.R})
		f1 = append(f1, plotter.XY{X: k, Y: at.F1})
		if at.F1 > p.Result.ByK[top].F1 {
			top = i
		}
	}
	for _, s := range []struct {
		points plotter.XYs
		colour color.RGBA
		dashes []vg.Length
	}{
		{precision, one, nil},
		{recall, two, []vg.Length{vg.Points(6), vg.Points(2)}},
		{f1, three, []vg.Length{vg.Points(2), vg.Points(2)}},
	} {
		l, err := line(s.points, s.colour)
		if err != nil {
			return nil, err
		}
		l.Dashes = s.dashes
		plt.Add(l)
	}
	best := p.Result.ByK[top]
	f, err := render(plt, "Precision, recall and F1 of the first keywords", fmt.Sprintf("Lines of precision, recall and F1 over the number of keywords that count. F1 is highest, %.3f, for %d.", best.F1, best.K))
	if err != nil {
		return nil, err
	}
	f.Key = []string{"precision", "recall", "F1"}
	return f, nil
}

// newPlot returns a plot of shares, without background.
func newPlot(x, y string) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	for axis, label := range map[*plot.Axis]string{&p.X: x, &p.Y: y} {
		axis.Label.Text = label
		axis.Label.TextStyle.Font.Variant, axis.Label.TextStyle.Font.Size = "Sans", vg.Points(10)
		axis.Tick.Label.Font.Variant, axis.Tick.Label.Font.Size = "Sans", vg.Points(9)
		axis.Min, axis.Max = 0, 1
		axis.Tick.Marker = ticks{0, .2, .4, .6, .8, 1}
		axis.Color, axis.Tick.Color, axis.Tick.Length = faint, faint, vg.Points(3)
		axis.Padding = 0
		axis.Label.TextStyle.Color, axis.Tick.Label.Color = ink, ink
	}
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = faint, faint
	grid.Vertical.Width, grid.Horizontal.Width = 0, vg.Points(.4)
	p.Add(grid)
	return p
}

// ticks are where an axis has its marks.
type ticks []float64

// Ticks implements plot.Ticker.
func (t ticks) Ticks(low, high float64) []plot.Tick {
	var all []plot.Tick
	for _, v := range t {
		if v >= low && v <= high {
			all = append(all, plot.Tick{Value: v, Label: strings.TrimPrefix(fmt.Sprintf("%g", v), "0")})
		}
	}
	if len(all) > 0 && all[0].Label == "" {
		all[0].Label = "0"
	}
	return all
}

func line(points plotter.XYs, c color.RGBA) (*plotter.Line, error) {
	l, err := plotter.NewLine(points)
	if err != nil {
		return nil, err
	}
	l.Color, l.Width = c, vg.Points(1.8)
	return l, nil
}

// The size of a picture, which the page makes as wide as there is room.
const width, height = 300, 240

// render draws a plot.
func render(p *plot.Plot, caption, alt string) (*figure, error) {
	c := vgsvg.NewWith(vgsvg.UseWH(width, height))
	p.Draw(draw.Crop(draw.New(c), 2, -8, 2, -6))
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		return nil, err
	}
	svg := out.String()
	_, body, ok := strings.Cut(svg, "xmlns:xlink=\"http://www.w3.org/1999/xlink\">")
	if !ok {
		return nil, fmt.Errorf("no picture in %.80q", svg)
	}
	start := fmt.Sprintf(`<svg role="img" viewBox="0 0 %d %d" aria-label="%s">`, width, height, template.HTMLEscapeString(alt))
	return &figure{Caption: caption, Alt: alt, SVG: template.HTML(start + colours.Replace(body))}, nil
}
