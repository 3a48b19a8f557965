//go:build race

package main

// slowdown is how many times smaller the inputs of slow tests are: the race
// detector makes the program that much slower.
const slowdown = 20
