// Package find finds concepts by what people remember of their labels: their
// words in another form or order, some of them only, or misspelt.
//
// Words are compared by the stems that an analyzer makes of them, of labels and
// of what is asked for alike. For one question, [Concepts] goes through all
// labels; an [Index] answers many, and finds the same.
package find
