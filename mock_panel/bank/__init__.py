"""YAML files to a checked question bank, with every problem at its file, line and column."""
