//go:build !windows

package main

import "os"

// canColor reports whether a terminal obeys colours.
func canColor(*os.File) bool { return true }
