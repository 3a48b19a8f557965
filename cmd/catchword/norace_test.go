//go:build !race

package main

// slowdown is how many times smaller the inputs of slow tests are: not at all,
// without the race detector.
const slowdown = 1
