// Command catchword suggests keywords of a controlled vocabulary for the
// sections of reports, validates the ones that are there, and explains both.
//
// Run catchword --help, or catchword COMMAND --help, for what it can do.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitDone        = 0
	exitFound       = 1 // validate or vocab check found something at or above --fail-on
	exitFailed      = 2 // wrong usage, or an input that could not be read
	exitInterrupted = 130
)

// commandLine is what kong parses.
type commandLine struct {
	Version kong.VersionFlag `env:"-" help:"Print the version."`

	Suggest  suggestCommand  `cmd:"" help:"Suggest keywords for each section, with evidence."`
	Validate validateCommand `cmd:"" help:"Say what is right and wrong with the tags that are there."`
	Explain  explainCommand  `cmd:"" help:"Say why a keyword is suggested, or why it is not."`
	Train    trainCommand    `cmd:"" help:"Learn from a tagged archive; write a model."`
	Evaluate evaluateCommand `cmd:"" help:"Measure suggestions against the tags that are there."`
	Model    modelCommand    `cmd:"" help:"Show what a model learned."`
	Propose  proposeCommand  `cmd:"" help:"Say what reports talk about and the vocabulary can't say."`
	Vocab    vocabCommand    `cmd:"" help:"Show, search, check and compare vocabularies."`
}

const description = `Keywords of a controlled vocabulary, for every section of a report.

Examples:

	catchword suggest report.txt
	catchword validate --vocab topics.csv archive/
	catchword explain "Social housing" report.txt
	catchword evaluate --vocab topics.csv archive/
	catchword propose --vocab topics.csv archive/
	catchword vocab check topics.csv

A flag --some-flag can also be set by the variable CATCHWORD_SOME_FLAG.
Exit status: 0 done, 1 validate or vocab check found what --fail-on names, 2
wrong usage, or an input that could not be read (the others are still answered).
What is wrong in a vocabulary or an overlay is told and left out, and the rest is
used or written, with status 0, unless nothing can be suggested with it, or no line
of an overlay can be used: 2. Where it should fail, ask vocab check.`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)   // a second signal ends the process at once
	signal.Ignore(syscall.SIGPIPE) // a write to a closed pipe is an error like others
	postponeCollection()
	os.Exit(run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr}))
}

// postponeCollection keeps the garbage collector from running before there are 32 MB
// on the heap: it would take a sixth of the processor time that one report takes. The
// first run of it cleans up, and brings back the usual pace.
func postponeCollection() {
	if os.Getenv("GOGC") != "" {
		return
	}
	percent := debug.SetGCPercent(800)
	runtime.AddCleanup(new([64]byte), func(percent int) { debug.SetGCPercent(percent) }, percent)
}

// stdio is where a command reads and writes.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// errors that were told where they came up, and only decide on the exit code.
var (
	errFound  = errors.New("validation found something")
	errUnread = errors.New("an input could not be read")
)

// run runs the command line and returns its exit code.
func run(ctx context.Context, args []string, std stdio) (code int) {
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(exit)
			if !ok {
				panic(p)
			}
			code = int(e)
		}
	}()
	switch {
	case len(args) == 0:
		args = []string{"--help"}
	case args[0] == "help":
		args = append(slices.Clone(args[1:]), "--help")
	}
	parser, err := kong.New(grammar(args),
		kong.Name("catchword"),
		kong.Description(description),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.DefaultEnvars("CATCHWORD"),
		kong.ValueFormatter(helpOf),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"version": "catchword " + version()},
	)
	if err != nil {
		return fail(std, err)
	}
	command, err := parser.Parse(args)
	switch {
	case errors.Is(err, syscall.EPIPE): // the reader of the help has enough of it
		return exitDone
	case err != nil:
		fail(std, unknownFlag(err))
		fmt.Fprintf(std.err, "Try %s --help.\n", commandName(err))
		return exitFailed
	}
	command.BindTo(ctx, (*context.Context)(nil))
	switch err := command.Run(std); {
	case err == nil:
		return exitDone
	case errors.Is(err, errFound):
		return exitFound
	case errors.Is(err, errUnread):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(std.err, "catchword: interrupted")
		return exitInterrupted
	default:
		return fail(std, err)
	}
}

// grammar returns what kong is to parse: a commandLine or, where args begin with a
// command, one of that alone, as kong takes as long to prepare all of them as a
// page of text takes to read.
func grammar(args []string) any {
	all := reflect.TypeFor[commandLine]()
	version, _ := all.FieldByName("Version")
	for i := range all.NumField() {
		f := all.Field(i)
		if _, isCommand := f.Tag.Lookup("cmd"); isCommand && args[0] == strings.ToLower(f.Name) {
			return reflect.New(reflect.StructOf([]reflect.StructField{version, f})).Interface()
		}
	}
	return new(commandLine)
}

// helpOf returns the help of a flag or argument, with its default where a
// placeholder stands in the place of that.
func helpOf(v *kong.Value) string {
	if v.Flag == nil || !v.HasDefault || v.Flag.PlaceHolder == "" {
		return v.Help
	}
	return v.Help + " By default, " + v.Default + "."
}

// exit unwinds to run when kong has printed help or the version.
type exit int

// fail prints an error.
func fail(std stdio, err error) int {
	fmt.Fprintln(std.err, "catchword:", message(err))
	return exitFailed
}

// message returns what to say of an error: for one about a file, first its
// name, as in the messages about what is in files, and no name of a package.
func message(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Sprintf("%s: %v", printable(p.Path), p.Err)
	}
	text := err.Error()
	for _, room := range []string{"tagger: ", "eval: ", "analysis: ", "vocab: "} {
		text = strings.TrimPrefix(text, room)
	}
	return printable(text)
}

// unknownFlag says of a flag that a command does not have what to do instead, where
// that is known. Short flags that are near say nothing.
func unknownFlag(err error) error {
	var p *kong.ParseError
	flag, unknown := strings.CutPrefix(err.Error(), "unknown flag ")
	if !unknown || !errors.As(err, &p) {
		return err
	}
	flag, near, _ := strings.Cut(flag, ",")
	node := p.Context.Selected()
	switch {
	case node == nil || len(node.Children) > 0:
		if !strings.HasPrefix(flag, "--") || near == "" {
			return fmt.Errorf("unknown flag %s: flags stand after the command", flag)
		}
	case flag == "-o" || flag == "--output":
		return fmt.Errorf("unknown flag %s: %s prints what it has to say; > FILE after it makes a file of that", flag, node.FullPath())
	case flag == "--format" && node.Name == "convert":
		return fmt.Errorf("unknown flag %s: --to names the form", flag)
	case !strings.HasPrefix(flag, "--"):
		return fmt.Errorf("unknown flag %s", flag)
	}
	return err
}

// commandName returns the command whose arguments don't parse.
func commandName(err error) string {
	var p *kong.ParseError
	if errors.As(err, &p) && p.Context.Selected() != nil {
		return p.Context.Selected().FullPath()
	}
	return "catchword"
}

// version returns what the build knows of its version.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
