package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// sameFile reports whether two paths lead to one file.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// checkOutput reports why the file that a flag names is not to be written: it would
// take the place of an input, or of a file that is not of the kind that is written, or
// it can't be. Without a function that tells the kind, any file may be replaced.
func checkOutput(flag, output, kind string, is func(path string) bool, inputs ...string) error {
	for _, in := range inputs {
		if in != "" && sameFile(in, output) {
			return fmt.Errorf("%s: %s is read, too", flag, output)
		}
	}
	if info, err := os.Stat(output); is != nil && err == nil && info.Mode().IsRegular() && info.Size() > 0 && !is(output) {
		return fmt.Errorf("%s: %s is there already, and no %s: name another file", flag, output, kind)
	}
	return checkWritable(flag, output)
}

// startsWith reports whether a file begins with a text.
func startsWith(path, text string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	start := make([]byte, len(text))
	_, err = io.ReadFull(f, start)
	return err == nil && string(start) == text
}

// writeWhole writes a file that is there as a whole or, if that fails, as it was
// before: it is written under another name first. What a link leads to is written.
func writeWhole(path string, content io.WriterTo) (n int64, err error) {
	path = resolved(path)
	f, err := createBeside(path)
	if err != nil {
		return 0, unable(path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
			err = unable(path, err)
		}
	}()
	if info, statErr := os.Stat(path); statErr == nil {
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		n, err = content.WriteTo(f)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return 0, err
	}
	return n, os.Rename(f.Name(), path)
}

// resolved returns the path of the file to which a link leads, whether it is there
// or not, or the path.
func resolved(path string) string {
	for range 40 { // links, as one may lead to another
		target, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return path
}

// isDevice reports whether there is something at a path that is neither a file nor
// a folder: a device, a pipe.
func isDevice(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// writeFile writes a file as a whole or, where there is a device, to that.
func writeFile(path string, content *bytes.Buffer) error {
	if isDevice(path) {
		return os.WriteFile(path, content.Bytes(), 0o666)
	}
	_, err := writeWhole(path, content)
	return err
}

// createBeside makes a new file in the folder of another, whose place it can take:
// not in that of a device.
func createBeside(path string) (*os.File, error) {
	if isDevice(path) {
		return nil, errors.New("not a regular file")
	}
	for n := os.Getpid(); ; n++ {
		f, err := os.OpenFile(filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s-%d", filepath.Base(path), n)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// checkWritable reports why the file that a flag names can't be written: before the
// work whose result it is to have, not after it.
func checkWritable(flag, path string) error {
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("%s: there is no folder %s", flag, filepath.Dir(path))
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%s: %s is a folder: name a file", flag, path)
	}
	f, err := createBeside(resolved(path))
	if err == nil {
		err = errors.Join(f.Close(), os.Remove(f.Name()))
	}
	if err != nil {
		return fmt.Errorf("%s: %s can't be written: %v", flag, path, errors.Unwrap(unable(path, err)))
	}
	return nil
}

// unable says why a file could not be written, without the other name.
func unable(path string, err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		err = p.Err
	case errors.As(err, &l):
		err = l.Err
	}
	return &fs.PathError{Op: "write", Path: path, Err: err}
}
