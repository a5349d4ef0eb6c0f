"""`mock-panel panel`: a whole mock panel from the shell, one module a step."""
