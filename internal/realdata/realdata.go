// Package realdata finds the real data that tests are tried on, which is not part
// of the project.
package realdata

import (
	"os"
	"path/filepath"
	"testing"
)

// Path returns the path of a file or a folder of the real data, and skips the test
// where there is none. The data is in the folder that CATCHWORD_SHARED names, or
// else in shared beside the project's.
func Path(tb testing.TB, name string) string {
	tb.Helper()
	root := os.Getenv("CATCHWORD_SHARED")
	if root == "" {
		root = filepath.Join(project(tb), "..", "shared")
	}
	path := filepath.Join(root, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("no real data; CATCHWORD_SHARED may name its folder: %v", err)
	}
	return path
}

// project returns the folder of the project, in one of whose packages tests run.
func project(tb testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for up := filepath.Dir(dir); up != dir; dir, up = up, filepath.Dir(up) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
	}
	return dir
}
