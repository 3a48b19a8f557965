package main

import (
	"embed"
	"strings"

	"github.com/alecthomas/kong"
)

// The JSON Schemas of what commands print, by the command's name: those of
// catchword vocab find are in schema/vocab-find.schema.json.
//
//go:embed schema
var schemas embed.FS

// A schemaFlag makes a command print the JSON Schema of its output and stop,
// whatever arguments are missing.
type schemaFlag bool

// BeforeReset is called by kong when the flag is there.
func (schemaFlag) BeforeReset(app *kong.Kong, command *kong.Context) error {
	_, name, _ := strings.Cut(command.Selected().FullPath(), " ")
	schema, err := schemas.ReadFile("schema/" + strings.ReplaceAll(name, " ", "-") + ".schema.json")
	if err != nil {
		return err
	}
	if _, err := app.Stdout.Write(schema); err != nil {
		return err
	}
	app.Exit(exitDone)
	return nil
}
