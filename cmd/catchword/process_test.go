package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// buildFolder is where the program is built, if it is.
var buildFolder string

// build builds the program once.
var build = sync.OnceValues(func() (path string, err error) {
	if buildFolder, err = os.MkdirTemp("", "catchword"); err != nil {
		return "", err
	}
	path = filepath.Join(buildFolder, "catchword.exe")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if buildFolder != "" {
		os.RemoveAll(buildFolder)
	}
	os.Exit(code)
}

// program returns the built program, to be run with args.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the program")
	}
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return exec.CommandContext(t.Context(), path, args...)
}

// many returns the path of a file of many reports.
func many(t *testing.T) string {
	return write(t, "many.jsonl", strings.Repeat("{\"id\":\"a\",\"text\":\"Child care\\n\\n"+strings.Repeat("Child care and housing. ", 100)+"\"}\n", 5000))
}

// A reader that has enough of the results is no error.
func TestClosedPipe(t *testing.T) {
	for _, args := range [][]string{{"suggest"}, {"suggest", "--format", "json"}, {"validate", "--all"}} {
		var stderr bytes.Buffer
		cmd := program(t, append(args, many(t))...)
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
			t.Error(err)
		}
		out.Close()
		err = cmd.Wait()
		got := strings.TrimSpace(stderr.String())
		if err != nil || strings.Contains(got, "pipe") || strings.Count(got, "\n") > 0 {
			t.Errorf("%s: %v: %s", args, err, got)
		}
	}
}

// An interrupt ends the program: at work, where what is printed stays whole,
// and waiting for standard input.
func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process can't send an interrupt")
	}
	for _, test := range []struct {
		name string
		args []string
	}{
		{"at work", []string{"suggest", "--format", "jsonl", many(t)}},
		{"waiting", []string{"suggest", "--format", "jsonl"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stderr bytes.Buffer
			cmd := program(t, test.args...)
			cmd.Stderr = &stderr
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewReader(out)
			if test.name == "at work" {
				if _, err := lines.ReadString('\n'); err != nil {
					t.Fatal(err)
				}
			} else {
				time.Sleep(time.Second / 2) // until it waits
			}
			begin := time.Now()
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			rest, _ := io.ReadAll(lines)
			_ = cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(stderr.String(), "catchword: interrupted") {
				t.Errorf("exit code %d, stderr %s", code, stderr.String())
			}
			if d := time.Since(begin); d > 5*time.Second {
				t.Errorf("it took %v to stop", d)
			}
			if len(rest) > 0 && !bytes.HasSuffix(rest, []byte("}\n")) {
				t.Errorf("the last line is not whole: %.100q", rest[max(0, len(rest)-100):])
			}
		})
	}
}

// A disk that is full is an error.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no device that is full: ", err)
	}
	defer full.Close()
	var stderr bytes.Buffer
	code := run(t.Context(), []string{"suggest"}, stdio{strings.NewReader(good), full, &stderr})
	if code != exitFailed || !strings.Contains(stderr.String(), "no space left") {
		t.Errorf("exit code %d, stderr %s", code, stderr.String())
	}
}
