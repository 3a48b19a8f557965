package learn

import "testing"

// refused fails the test if err is not that of numbers which can't be used.
func refused(t *testing.T, name string, err error) {
	t.Helper()
	if _, ok := err.(*InputError); !ok {
		t.Errorf("%s: error %v", name, err)
	}
}

// errOf returns the error of a call.
func errOf[T any](_ T, err error) error { return err }

func TestInputError(t *testing.T) {
	for want, err := range map[string]*InputError{
		"node 3: has no parent": {"node", 3, "has no parent"},
		"rows: none":            {"rows", -1, "none"},
	} {
		if got := err.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
