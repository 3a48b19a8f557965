package main

import (
	_ "embed" // for the schemas
	"io"
)

// The JSON Schemas of what each command prints of a report.
var (
	//go:embed schema/suggest.schema.json
	suggestSchema string
	//go:embed schema/validate.schema.json
	validateSchema string
	//go:embed schema/explain.schema.json
	explainSchema string
)

func printSchema(std stdio, schema string) error {
	_, err := io.WriteString(std.out, schema)
	return err
}
