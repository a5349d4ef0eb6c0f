"""The command line: one module a group of verbs; heavy imports inside the command."""
