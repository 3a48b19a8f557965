package tagger_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"

	"github.com/catchword/catchword/tagger"
	"github.com/catchword/catchword/vocab"
)

// TestTrainMemory tests that what is learned from fits into memory, is evenly
// drawn, and is the same on any number of processors.
func TestTrainMemory(t *testing.T) {
	examples := archive(t, 200, 1)
	trained := func(memory int64, all []tagger.Example) (*tagger.Tagger, error) {
		return newTagger(t, vocab.Default()).Train(context.Background(), slices.Values(all), tagger.TrainOptions{Memory: memory})
	}
	all, err := trained(0, examples)
	if err != nil {
		t.Fatal(err)
	}
	plenty, err := trained(1<<40, examples)
	if err != nil || compiled(t, plenty) != compiled(t, all) || all.Training().Read != 200 {
		t.Errorf("with plenty of memory, another model: %v", err)
	}
	last := 200
	for memory := int64(72 << 20); ; memory -= 512 << 10 {
		some, err := trained(memory, examples)
		var short *tagger.MemoryError
		if errors.As(err, &short) {
			if _, err := trained(short.Least, examples[:2]); err != nil || short.Least <= memory {
				t.Errorf("%d bytes are too little, and %d are: %v", memory, short.Least, err)
			}
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		n := some.Training()
		if n.Read != 200 || n.Texts > last {
			t.Fatalf("%d bytes: %d of %d texts, after %d", memory, n.Texts, n.Read, last)
		}
		if n.Texts == last {
			continue
		}
		last = n.Texts
		stride := 1
		for (200+stride-1)/stride > n.Texts {
			stride *= 2
		}
		var part []tagger.Example
		for i := 0; i < 200; i += stride {
			part = append(part, examples[i])
		}
		alone, err := trained(0, part)
		if err != nil || alone.Training().Texts != n.Texts || alone.Training().Columns != n.Columns || alone.Training().Loss != n.Loss {
			t.Errorf("%d bytes: %+v, of the same texts alone %+v, %v", memory, n, alone.Training(), err)
		}
		for i := range examples {
			if some.LearnedFrom(examples[i].Report) != (i%stride == 0) {
				t.Errorf("%d bytes, every text of %d: learned from text %d: %v", memory, stride, i, i%stride != 0)
			}
		}
		before := runtime.GOMAXPROCS(1)
		one, err := trained(memory, examples)
		runtime.GOMAXPROCS(before)
		if err != nil || compiled(t, one) != compiled(t, some) {
			t.Errorf("%d bytes: other bytes on one processor: %v", memory, err)
		}
	}
	// Where two are too many, no more are read.
	endless := func(yield func(tagger.Example) bool) {
		for i := 0; yield(examples[i%len(examples)]); i++ {
		}
	}
	var short *tagger.MemoryError
	if _, err := newTagger(t, vocab.Default()).Train(context.Background(), endless, tagger.TrainOptions{Memory: 1}); !errors.As(err, &short) {
		t.Errorf("texts without end: %v", err)
	}
	if last > 100 {
		t.Errorf("%d of 200 texts with the least memory", last)
	}
}
