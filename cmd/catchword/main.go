// Command catchword suggests keywords of a controlled vocabulary for the
// sections of reports, and validates the ones that are there.
//
// Run catchword --help, or catchword COMMAND --help, for what it can do.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitDone        = 0
	exitFound       = 1 // validate found something at or above --fail-on
	exitFailed      = 2 // wrong usage, or an input that could not be read
	exitInterrupted = 130
)

// commandLine is what kong parses.
type commandLine struct {
	Version  kong.VersionFlag `help:"Print the version."`
	Suggest  suggestCommand   `cmd:"" help:"Suggest keywords for each section, with evidence."`
	Validate validateCommand  `cmd:"" help:"Say what is right and wrong with the tags that are there."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// stdio is where a command reads and writes.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// run runs the command line and returns its exit code.
func run(ctx context.Context, args []string, std stdio) (code int) {
	var cli commandLine
	exited := -1
	parser, err := kong.New(&cli,
		kong.Name("catchword"),
		kong.Description("Keywords of a controlled vocabulary, for every section of a report.\n\n"+
			"Every flag --some-flag can also be set by the variable CATCHWORD_SOME_FLAG."),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { exited = code; panic(exit{}) }),
		kong.DefaultEnvars("CATCHWORD"),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"version": "catchword " + version()},
	)
	if err != nil {
		fmt.Fprintln(std.err, "catchword:", err)
		return exitFailed
	}
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(exit); !ok {
				panic(p)
			}
			code = exited
		}
	}()
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(std.err, "catchword:", err)
		fmt.Fprintln(std.err, "Try catchword --help.")
		return exitFailed
	}
	command.BindTo(ctx, (*context.Context)(nil))
	switch err := command.Run(std); {
	case err == nil:
		return exitDone
	case errors.Is(err, errFound):
		return exitFound
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(std.err, "catchword: interrupted")
		return exitInterrupted
	case errors.Is(err, errUnread): // each input's own error was printed already
		return exitFailed
	default:
		fmt.Fprintln(std.err, "catchword:", err)
		return exitFailed
	}
}

// exit unwinds to run when kong has printed help or the version.
type exit struct{}

var (
	errFound  = errors.New("validation found something")
	errUnread = errors.New("an input could not be read")
)

// version returns what the build knows of its version.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
