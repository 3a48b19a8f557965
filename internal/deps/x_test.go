package deps
import ("testing";"fmt";"github.com/clipperhouse/uax29/v2/words")
func TestX(t *testing.T){
 for _,s:=range []string{"a:b U.S. John's initiatives4 e.g. 3.5% well-being can't l’économie foo_bar x.y and/or http://www.fao.org/docs a,b 1,000 CO2 end.Next café café naïve 日本語 ‘single’ it''s"} {
  it:=words.FromString(s)
  for it.Next() { fmt.Printf("%q ", it.Value()) }
  fmt.Println()
 }
}
