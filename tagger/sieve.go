package tagger

import "slices"

// A sieve keeps some of the reports whose sections nobody tagged: those with
// numbers that are multiples of a power of two, which grows with what is kept.
type sieve struct {
	step, seen, sections int
	kept                 []sieved
}

// A sieved is a report that a sieve keeps.
type sieved struct{ at, report, sections int }

// keep reports whether a report, of so many sections, may be kept in the end.
func (s *sieve) keep(report, sections int) bool {
	if sections < 2 || sections > largestReport {
		return false
	}
	s.step = max(s.step, 1)
	at := s.seen
	if s.seen++; at%s.step != 0 {
		return false
	}
	s.kept = append(s.kept, sieved{at, report, sections})
	for s.sections += sections; s.sections > mostUntagged; {
		s.step *= 2
		s.kept = slices.DeleteFunc(s.kept, func(k sieved) bool {
			if k.at%s.step != 0 {
				s.sections -= k.sections
			}
			return k.at%s.step != 0
		})
	}
	return true
}
