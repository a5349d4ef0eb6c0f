"""YAML to question bank, with every problem named as file:line:column."""
