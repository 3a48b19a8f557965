package analysis

import "math"

// minIDF is the least inverse document frequency, so that weights that are
// multiplied by it, or divided by it, keep their meaning.
const minIDF = 0.1

// TF returns the sublinear weight of a term that occurs n times in a text:
//
//	TF(n) = 1 + ln n   for n ≥ 1
//	TF(n) = 0          for n ≤ 0
//
// A second occurrence tells less than the first. The logarithm is the natural
// one, so the range is 0 and [1, ∞).
//
// G. Salton, C. Buckley, Term-weighting approaches in automatic text retrieval,
// Information Processing & Management 24 (1988) 513–523; C. D. Manning,
// P. Raghavan, H. Schütze, Introduction to Information Retrieval (2008), §6.4.1.
func TF(n int) float64 {
	switch {
	case n <= 0:
		return 0
	case n == 1: // as most are
		return 1
	}
	return 1 + math.Log(float64(n))
}

// IDF returns the inverse document frequency of a term,
//
//	IDF(term) = max(0.1, ln((N + 1) / (df + ½)))
//
// where N is Docs, df is DF(term), and the logarithm is the natural one. A term
// that is not in the table, as fewer than MinDF documents have it, is given the
// middle of what its df can be, (MinDF − 1)/2, so it weighs more than every
// term in the table. A term of all or nearly all documents weighs 0.1; where no
// document was counted, every term weighs ln 2. The range is [0.1, ln(2·(N+1))];
// the more documents have a term, the less it weighs. The cost is that of
// [Statistics.DF] and a logarithm.
//
// Words that the table leaves out on purpose, such as stop words, can't be told
// from rare ones: that is for the caller, who has the word.
//
// K. Spärck Jones, A statistical interpretation of term specificity and its
// application in retrieval, Journal of Documentation 28 (1972) 11–21. The half
// is from S. E. Robertson, K. Spärck Jones, Relevance weighting of search terms,
// Journal of the American Society for Information Science 27 (1976) 129–146.
func (s *Statistics) IDF(term string) float64 {
	df := float64(s.DF(term))
	if df == 0 {
		df = float64(s.minDF-1) / 2
	}
	return max(minIDF, math.Log((float64(s.docs)+1)/(df+0.5)))
}

// TFIDF returns the weight of a term that occurs n times in a text,
//
//	TFIDF(term, n) = TF(n) · IDF(term)
//
// which is 0 for n ≤ 0 and at least 0.1 otherwise. It is not divided by the
// length of the text; [Vector.Normalize] does that.
func (s *Statistics) TFIDF(term string, n int) float64 {
	return TF(n) * s.IDF(term)
}
